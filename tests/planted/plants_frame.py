"""Signed-in pages, links, community features, and faults in what a page must say."""

from __future__ import annotations

import vendors
from frame import ADDRESS
from registry import EXIT, PX, SOCIAL, TILES, Plant, inline, page, tag

US = "www.millbrook.example"
MEMBERS = ("/members/", "Members")

page(
    "/members/",
    "Your membership",
    '<p>Signed in. <a href="/members/claims/">Claims</a> <a href="/members/message/">Write to us</a> <a href="/members/sign-out/">Sign out</a></p>',
    Plant(
        "pixel-signed-in",
        "an advertiser's tag on a signed-in page",
        "third-party-signed-in",
        ("14.2", "11.3", "1.1"),
        "px.adtrack.example",
        r"log:GET px\.adtrack\.example/tr/\?.*members",
        ("signed-in",),
        head=tag(vendors.TAG),
    ),
    Plant(
        "identity-header",
        "response headers tell who is signed in",
        "identity-header",
        ("13.2", "3.5"),
        US,
        "server",
        ("signed-in",),
        hard=True,
        headers=(("X-Member-Id", "MB55501234"), ("Server-Timing", 'auth;dur=12;desc="testmember"')),
    ),
    Plant(
        "public-cache-signed-in",
        "a signed-in page is sent as publicly cacheable",
        "cache-public",
        ("13.2", "13.3"),
        US,
        "server",
        ("signed-in",),
        hard=True,
        headers=(("Cache-Control", "public, max-age=600"),),
    ),
    signed_in=True,
)

page(
    "/members/claims/",
    "Claims and costs",
    "<p>No open claims.</p>",
    Plant(
        "declared-host-wrong-page-class",
        "the map host, declared for public pages only, is asked on a signed-in page",
        "third-party-page-class",
        ("14.2", "11.3"),
        "tiles.mapworks.example",
        r"log:GET tiles\.mapworks\.example/t/12/656/1582\.png .*REF=",
        ("signed-in",),
        hard=True,
        body=f'<img src="{TILES}/t/12/656/1582.png" alt="Map" width="64" height="64">',
    ),
    Plant(
        "member-key-in-url",
        "the member's number stands in the address of a beacon on our own host",
        "identifier-in-url",
        ("3.5", "13.2", "4.11"),
        US,
        r"log:GET www\.millbrook\.example/_m/i\.gif\?mid=MB55501234",
        ("signed-in",),
        hard=True,
        body='<img src="/_m/i.gif?mid=MB55501234&p=claims" alt="" width="1" height="1">',
    ),
    signed_in=True,
    parent=MEMBERS,
)

page(
    "/members/message/",
    "Write to member services",
    '<form method="post" action="/members/message/"><p class="notice">This area has its own notice: what you write here is kept for 2 years to answer you.</p><p><label>Your question <textarea name="question"></textarea></label></p><p><button>Send</button></p></form>',
    Plant(
        "portal-form-without-notice",
        "the form in the portal lacks the notice that governs there",
        "notice-missing",
        ("0.7", "U.12"),
        US,
        "server",
        ("signed-in",),
        swap=(
            (
                '<p class="notice">This area has its own notice: what you write here is kept for 2 years to answer you.</p>',
                "",
            ),
        ),
    ),
    signed_in=True,
    parent=MEMBERS,
)

page(
    "/members/sign-in/",
    "Member sign-in",
    '<form method="post" action="/members/sign-in/" autocomplete="on"><p class="notice">We keep your account until 30 days after you close it.</p><p><label>User name <input name="user_name" autocomplete="username"></label></p><p><label>Password <input type="password" name="password" autocomplete="current-password"></label></p><p><button>Sign in</button></p></form>',
    Plant(
        "user-name-hash-on-submit",
        "sending the sign-in form beacons the SHA-256 of the user name",
        "hash-sha256-submit",
        ("1.1", "14.2", "13.2"),
        "px.adtrack.example",
        r"log:POST px\.adtrack\.example/login .*[0-9a-f]{64}",
        ("signed-in", "submit"),
        hard=True,
        body=inline(
            "(function(){"
            + vendors.HASHES
            + f"document.addEventListener('submit',function(e){{var u=e.target.user_name;if(u&&u.value)navigator.sendBeacon('{PX}/login',JSON.stringify({{xid:sha256(u.value.trim().toLowerCase())}}))}},true)}})();"
        ),
    ),
)

page(
    "/links/",
    "Useful links",
    '<ul><li><a href="http://county.millbrook-county.example/health" rel="external noreferrer" class="external">County health office (opens another site)</a></li><li><a href="http://library.weirside.example/" rel="external noreferrer" class="external">Weirside library (opens another site)</a></li></ul>',
    Plant(
        "unmarked-outgoing-link",
        "a link to another site is not marked",
        "link-unmarked",
        ("12.2",),
        "gym.weirside.example",
        "markup:gym.weirside.example",
        body='<p>For exercise go to the <a href="http://gym.weirside.example/join">community gym</a>.</p>',
    ),
    Plant(
        "full-url-referrer-link",
        "a link sends this page's full address to another site",
        "link-referrer",
        ("12.3",),
        "food.weirside.example",
        r"log:GET food\.weirside\.example/ .*REF=http://www\.millbrook\.example/links/",
        ("first", "click"),
        hard=True,
        body='<p><a class="external" href="http://food.weirside.example/" referrerpolicy="unsafe-url" rel="external">Food bank (opens another site)</a></p>',
    ),
    Plant(
        "dead-outgoing-link",
        "an outgoing link is dead (404)",
        "link-dead",
        ("12.1",),
        "gone.weirside.example",
        "server",
        body='<p><a class="external" rel="external noreferrer" href="http://gone.weirside.example/bus">Bus times (opens another site)</a></p>',
    ),
    Plant(
        "link-through-tracker",
        "a marked link goes through our own redirect to a click tracker before it arrives",
        "redirect-chain",
        ("14.2", "12.3", "4.8"),
        "exit.link-go.example",
        r"log:GET exit\.link-go\.example/r\?",
        ("first", "click"),
        hard=True,
        body='<p><a class="external" rel="external noreferrer" href="/go/pharmacy/">Pharmacy finder (opens another site)</a></p>',
    ),
)

page(
    "/leaving/hubbub/",
    "You are leaving our site",
    '<p>You are about to go to Hubbub. We do not control it and do not endorse it. Its own policy applies.</p><p><a class="external" rel="external noreferrer" href="http://social.hubbub.example/millbrook">Go on to Hubbub (opens another site)</a></p><p class="statement"><a class="external" rel="external noreferrer" href="http://social.hubbub.example/privacy">Hubbub\'s privacy statement (opens another site)</a></p>',
    Plant(
        "leaving-without-statement",
        "the leaving notice does not link the other site's known statement",
        "link-no-statement",
        ("12.4", "10.6"),
        "social.hubbub.example",
        "markup:-social.hubbub.example/privacy",
        swap=(
            (
                '<p class="statement"><a class="external" rel="external noreferrer" href="http://social.hubbub.example/privacy">Hubbub\'s privacy statement (opens another site)</a></p>',
                "",
            ),
        ),
    ),
)

page(
    "/community/",
    "Community board",
    '<p>What you write here is public and not covered by the privacy policy.</p><form method="post" action="/community/"><p class="public-note">Comments are public. Do not write about your health or your member number. For your benefits, <a href="/contact/">ask us directly</a>.</p><p><label>Name shown <input name="display_name"></label></p><p><label>Comment <textarea name="comment"></textarea></label></p><p><button>Send</button></p></form>',
    Plant(
        "social-plugin",
        "a social network's plug-in script with a button that reports the page",
        "social-plugin",
        ("10.1", "14.1", "14.2"),
        "social.hubbub.example",
        r"log:GET social\.hubbub\.example/plugins/like\.html\?href=",
        body=f'<div class="hub-like"></div>{tag(SOCIAL + "/sdk/all.js", "defer")}',
    ),
    Plant(
        "comment-box-without-notice",
        "the comment box does not say that comments are public, and names no way to ask about benefits",
        "notice-missing",
        ("10.3", "10.4"),
        US,
        "markup:-Comments are public",
        swap=(
            ("<p>What you write here is public and not covered by the privacy policy.</p>", ""),
            (
                '<p class="public-note">Comments are public. Do not write about your health or your member number. For your benefits, <a href="/contact/">ask us directly</a>.</p>',
                "",
            ),
        ),
    ),
    Plant(
        "social-link-without-notice",
        "a social link with no leaving notice",
        "link-no-notice",
        ("10.6", "12.2"),
        "social.hubbub.example",
        "markup:Follow us",
        body=f'<p><a href="{SOCIAL}/millbrook">Follow us</a></p>',
    ),
)

page(
    "/volunteer/",
    "Volunteer",
    "<p>Help at an office near you.</p>",
    Plant(
        "no-privacy-link",
        "the page has no link to the privacy policy",
        "privacy-link-missing",
        ("0.6", "0.4"),
        US,
        'markup:-<li><a href="/privacy/">',
        swap=(('<li><a href="/privacy/">Privacy policy</a></li>', ""),),
    ),
    Plant(
        "no-terms-link",
        "the page has no link to the terms",
        "terms-link-missing",
        ("0.6",),
        US,
        'markup:-href="/terms/"',
        swap=(('<li><a href="/terms/">Terms and conditions</a></li>', ""),),
    ),
)

page(
    "/history/",
    "Our history",
    "<p>Since 1997.</p>",
    Plant(
        "no-breadcrumb",
        "the page has no breadcrumb",
        "frame",
        ("H.4",),
        US,
        'markup:-aria-label="Breadcrumb"',
        swap=(
            (
                '<nav class="breadcrumb" aria-label="Breadcrumb"><ol><li><a href="/">Home</a></li><li aria-current="page">Our history</li></ol></nav>',
                "",
            ),
        ),
    ),
    Plant(
        "no-updated-date",
        "the page has no date",
        "frame",
        ("H.4",),
        US,
        'markup:-class="updated"',
        swap=(('<p class="updated">Last updated: <time datetime="2026-10-12">October 12, 2026</time></p>', ""),),
    ),
    parent=("/about/", "About Millbrook"),
)

page(
    "/renewals/",
    "Renewal dates",
    "<p>Your letter names your month.</p>",
    Plant(
        "expired-alert",
        "an alert whose end date is over is still shown",
        "alert-expired",
        ("H.2",),
        US,
        'markup:data-until="2026-06-30"',
        swap=(('data-from="2026-11-01" data-until="2027-02-28"', 'data-from="2026-05-01" data-until="2026-06-30"'),),
    ),
)

page(
    "/help-lines/",
    "Telephone lines",
    "<p>Our lines are open day and night.</p>",
    Plant(
        "tty-missing",
        "a member line stands without its declared TTY number and hours",
        "phone-line",
        ("H.5",),
        US,
        "markup:-1-844-555-0103</a> (TTY",
        swap=(("1-844-555-0103</a> (TTY 711), 24 hours, 7 days", "1-844-555-0103</a>"),),
    ),
)

page(
    "/site-help/",
    "Site help",
    "<p>How to use this site.</p>",
    Plant(
        "skip-link-missing",
        "the page has no skip link",
        "frame",
        ("H.1",),
        US,
        'markup:-class="skip"',
        swap=(('<a class="skip" href="#main">Skip to the text</a>', ""),),
    ),
    Plant(
        "dead-navigation",
        "an entry of the main navigation leads nowhere",
        "navigation-dead",
        ("0.5",),
        US,
        "markup:/healthy-living-old/",
        swap=(
            (
                '<li><a href="/healthy-living/">Healthy living</a></li>',
                '<li><a href="/healthy-living-old/">Healthy living</a></li>',
            ),
        ),
    ),
    Plant(
        "keyboard-trap",
        "the menu keeps the keyboard: Tab does not leave it",
        "keyboard-trap",
        ("H.3",),
        US,
        "markup:e.key==='Tab'",
        ("first", "keyboard"),
        hard=True,
        body=inline(
            "document.querySelector('nav[aria-label=Main]').addEventListener('keydown',function(e){if(e.key==='Tab'){e.preventDefault();var l=this.querySelectorAll('a'),i=Array.prototype.indexOf.call(l,document.activeElement);l[(i+1)%l.length].focus()}});"
        ),
    ),
)

page(
    "/text-size/",
    "Size of the text",
    "<p>Use the buttons at the top of the page.</p>",
    Plant(
        "text-size-forgotten",
        "the text-size cookie is set for a path of its own, so that a reload forgets it",
        "preference-lost",
        ("H.1", "4.4"),
        US,
        "server",
        ("first", "click"),
        hard=True,
    ),
)

page(
    "/privacy/",
    "Online privacy policy",
    "<!--policy-->",
    Plant(
        "policy-contact-differs",
        "the e-mail address in the English policy differs from the bundle",
        "policy-contact",
        ("15.1",),
        US,
        "markup:privacy-desk@millbrook.example",
        lang="en",
        swap=(("privacy-office@millbrook.example", "privacy-desk@millbrook.example"),),
    ),
    Plant(
        "policy-date-differs",
        "the Spanish policy shows another date than the English one",
        "policy-date",
        ("16.2",),
        US,
        "server",
        ("es",),
        lang="es",
        swap=(("2026-10-01", "2026-09-01"),),
    ),
    Plant(
        "organisation-block-missing",
        "the Spanish policy lacks the sentence that says who the plan is (the footer still has name and address)",
        "policy-organisation",
        ("0.1",),
        US,
        "server",
        ("es",),
        lang="es",
        swap=(("<!--org-->", "<!--org-gone-->"),),
    ),
    Plant(
        "policy-language-missing",
        "the Arabic policy page is missing (404), though the bundle lists it",
        "policy-language",
        ("R.1", "0.2"),
        US,
        "server",
        ("ar",),
        lang="ar",
    ),
    langs=("en", "es", "ar"),
)

page(
    "/privacy/choices/",
    "Your privacy choices",
    "<!--choices-->",
    Plant(
        "refusal-sets-id",
        "refusing sets a cookie with a random identifier for two years",
        "refusal-cookie",
        ("4.12", "4.1", "0.9"),
        US,
        "server",
        ("refuse",),
        hard=True,
        note="Set-Cookie _optout_id in the answer to the refusal",
    ),
    Plant(
        "opt-out-partial",
        "'Refuse all' keeps 'promotions by interest' switched on",
        "refusal-ignored",
        ("4.12", "11.4"),
        US,
        "server",
        ("refuse",),
        hard=True,
        note="mb_choices holds interest:1 after Refuse all",
    ),
    langs=("en", "es", "ar"),
)

page(
    "/contact/",
    "Contact us",
    '<form method="post" action="/contact/"><p class="notice">We keep what you send for 2 years, to answer you.</p><p><label>Name <input name="name"></label></p><p><label>E-mail <input type="email" name="email"></label></p><p><label>Your question <textarea name="question"></textarea></label></p><p><button>Send</button></p></form>',
    Plant(
        "arabic-direction",
        "the Arabic page is marked as English, left to right",
        "language-tag",
        ("R.1", "H.1"),
        US,
        "server",
        ("ar",),
        lang="ar",
        swap=(('<html lang="ar" dir="rtl"', '<html lang="en" dir="ltr"'),),
    ),
    langs=("en", "es", "ar"),
)

page(
    "/.well-known/gpc.json",
    "GPC",
    "",
    Plant(
        "gpc-file-false",
        "/.well-known/gpc.json says false, though the policy promises to honour the signal",
        "gpc-file",
        ("4.12",),
        US,
        "server",
        hard=True,
    ),
    listed=False,
)

assert ADDRESS and EXIT
