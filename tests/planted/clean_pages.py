"""Pages that look suspicious and break nothing, and the plain pages that fill the site."""

from __future__ import annotations

from registry import PAGES, TILES, VIDEO, clean, page

PNG = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
NOTICE = '<p class="notice">We keep what you send for 2 years, to answer you. See the <a href="/privacy/#how-we-use-information">privacy policy</a>.</p>'
JS: dict[str, str] = {}


def js(name: str, code: str) -> str:
    """Serve a script of our own; give its tag."""
    JS[name] = code
    return f'<script src="/assets/p/{name}" defer></script>\n'


clean(
    "/tools/chart/",
    "Our quality scores",
    "a canvas that draws a chart and is never read",
    '<canvas id="chart" width="300" height="120" role="img" aria-label="Scores: 82, 90, 77"></canvas>',
    head=js(
        "chart.3fd2.js",
        "addEventListener('DOMContentLoaded',function(){var x=document.getElementById('chart').getContext('2d');x.font='12px sans-serif';[82,90,77].forEach(function(v,i){x.fillStyle='#069';x.fillRect(20+i*80,110-v,50,v);x.fillStyle='#000';x.fillText(String(v),30+i*80,105-v)})});",
    ),
)
clean(
    "/offices/",
    "Our offices",
    "pictures from the declared map host, with its notice",
    f'<p>48 Weir Lane, Millbrook.</p><img src="{TILES}/t/12/655/1582.png" alt="Street map" width="128" height="128" referrerpolicy="no-referrer"><p class="third-party">The map comes from Mapworks Tiles. We do not control it and do not endorse it. <a class="external" rel="external noreferrer" href="{TILES}/privacy">Their privacy statement (opens another site)</a>. <a class="external" rel="external noreferrer" href="{TILES}/contact">Ask them (opens another site)</a>.</p>',
)
clean(
    "/videos/steps/",
    "Video: ten thousand steps",
    "the declared video, loaded on click, with notice, statement and contact",
    f'<div class="embed"><button class="play" data-video="{VIDEO}/embed/steps">Play the video</button><p class="third-party">This video comes from Tube Video. We do not control it and do not endorse it. It loads when you press play. <a class="external" rel="external noreferrer" href="{VIDEO}/privacy">Their privacy statement (opens another site)</a>. <a class="external" rel="external noreferrer" href="{VIDEO}/contact">Ask them (opens another site)</a>.</p></div>',
    head=js(
        "play.a91c.js",
        "document.addEventListener('click',function(e){var b=e.target.closest&&e.target.closest('.play');if(!b)return;var f=document.createElement('iframe');f.src=b.dataset.video;f.title='Video';f.referrerPolicy='no-referrer';b.replaceWith(f)});",
    ),
)
clean(
    "/reading/",
    "Reading list",
    "a marked outgoing link that sends no referrer",
    '<p><a class="external" rel="external noopener noreferrer" href="http://library.weirside.example/">Weirside library (opens another site)</a></p>',
)
clean(
    "/gallery/",
    "Pictures of our classes",
    "inline base64 pictures and a lazy one",
    f'<img src="{PNG}" alt="Dot" width="8" height="8"><div style="height:1800px"></div><img loading="lazy" src="/assets/class-photo.0c9d8e7f6a5b4c3d2e1f.png" alt="A cooking class" width="80" height="60">',
)
clean(
    "/find-clinic/",
    "Find a clinic",
    "a search by GET of a word that tells nothing about a person",
    '<form method="get" action="/find-clinic/" role="search"><label>Town <select name="town"><option>Millbrook</option><option>Weirside</option></select></label> <button>Show</button></form>',
)
clean(
    "/chat/",
    "Is the help desk open?",
    "a WebSocket to our own host that carries no word of the visitor",
    '<p id="state">Asking…</p>',
    head=js(
        "chat.77e0.js",
        "addEventListener('DOMContentLoaded',function(){var s=new WebSocket('ws://'+location.host+'/desk/ws');s.onmessage=function(e){document.getElementById('state').textContent=e.data;s.close()};s.onopen=function(){s.send('open?')}});",
    ),
)
clean(
    "/ask/",
    "Ask a question",
    "a form that posts to itself with declared fields only",
    f'<form method="post" action="/ask/">{NOTICE}<p><label>Name <input name="name"></label></p><p><label>E-mail <input type="email" name="email"></label></p><p><label>Telephone <input type="tel" name="telephone"></label></p><p><label>Your question <textarea name="question"></textarea></label></p><p><button>Send</button></p></form>',
)
clean(
    "/using-the-menu/",
    "Using the menu",
    "a key listener for a menu, and a declared session item",
    '<p><button id="side" aria-expanded="false" aria-controls="side-list">Side menu</button></p><ul id="side-list" hidden><li><a href="/reading/">Reading</a></li></ul>',
    head=js(
        "menu.5b1f.js",
        "addEventListener('DOMContentLoaded',function(){var b=document.getElementById('side'),l=document.getElementById('side-list');function set(o){b.setAttribute('aria-expanded',o);l.hidden=!o;sessionStorage.setItem('mb_menu',o?'open':'')}b.onclick=function(){set(l.hidden)};document.addEventListener('keydown',function(e){if(e.key==='Escape')set(false)});if(sessionStorage.getItem('mb_menu'))set(true)});",
    ),
)
clean(
    "/print/",
    "Print this checklist",
    "a print button",
    '<ol><li>Card</li><li>List of medicines</li></ol><p><button id="print">Print</button></p>',
    head=js(
        "print.11aa.js",
        "addEventListener('DOMContentLoaded',function(){document.getElementById('print').onclick=function(){window.print()}});",
    ),
)
clean(
    "/service-area/",
    "Where we serve",
    "a map drawn in SVG in the page",
    '<svg viewBox="0 0 100 60" width="300" role="img" aria-label="Millbrook County"><defs><pattern id="h" width="4" height="4" patternUnits="userSpaceOnUse"><path d="M0 4 4 0" stroke="#999"/></pattern></defs><path d="M5 5 90 10 80 55 10 50z" fill="url(#h)" stroke="#069"/><use href="#h"/></svg>',
)
clean(
    "/offline/",
    "Read this page offline",
    "a service worker that keeps our own files in the declared cache",
    "<p>In browsers that can, this page opens without the internet.</p>",
    head=js(
        "offline.c0de.js",
        "if(navigator.serviceWorker)navigator.serviceWorker.register('/sw-offline.js',{scope:'/offline/'});",
    ),
)
clean(
    "/news-ticker/",
    "News in short",
    "a timer that changes a headline and sends nothing",
    '<p id="tick" aria-live="off">Renewals are due this winter.</p>',
    head=js(
        "tick.9e8d.js",
        "addEventListener('DOMContentLoaded',function(){var n=0,t=['Renewals are due this winter.','New clinic on Mill Street.','Cooking class each Thursday.'];setInterval(function(){document.getElementById('tick').textContent=t[++n%3]},3000);setTimeout(function(){},12000)});",
    ),
)
clean(
    "/languages/",
    "Languages",
    "a language switch by plain links",
    "<p>Call us for an interpreter, free of charge.</p>",
    langs=("en", "es", "ar"),
)
clean(
    "/faq/",
    "Questions and answers",
    "JSON-LD with an e-mail address of our own, and details elements",
    '<script type="application/ld+json">{"@context":"https://schema.org","@type":"FAQPage","mainEntity":[{"@type":"Question","name":"Whom do I call?","acceptedAnswer":{"@type":"Answer","text":"1-800-555-0100"}}],"publisher":{"@type":"Organization","email":"privacy-office@millbrook.example"}}</script><details><summary>Whom do I call?</summary><p>1-800-555-0100</p></details>',
)
clean(
    "/care-sites/",
    "Our care centers",
    "a picture from our own declared second host name",
    '<img src="http://care.millbrook.example/assets/center.55aa10.png" alt="Center" width="60" height="40">',
)
clean(
    "/brochure/",
    "Brochure",
    "files with long random-looking names and a cache-busting query",
    '<img src="/assets/a94a8fe5ccb19ba61c4c0873d391e987982fbbd3.png?v=5f4dcc3b5aa765d61d8327deb882cf99" alt="Cover" width="60" height="80">',
    head='<link rel="preload" as="image" href="/assets/a94a8fe5ccb19ba61c4c0873d391e987982fbbd3.png?v=5f4dcc3b5aa765d61d8327deb882cf99">\n',
)
clean(
    "/calendar/",
    "Events by day",
    "a date picker whose value stays in the page",
    '<p><label>Day <input type="date" id="day"></label></p><p id="events"></p>',
    head=js(
        "cal.d4d4.js",
        "addEventListener('DOMContentLoaded',function(){document.getElementById('day').addEventListener('change',function(){document.getElementById('events').textContent=this.value?'Cooking class at 6':''})});",
    ),
)
clean(
    "/form-tips/",
    "How to fill in a form",
    "input and focus listeners that check a value in the page",
    f'<form method="post" action="/form-tips/">{NOTICE}<p><label>E-mail <input type="email" name="email" id="tip"></label> <span id="tip-out" role="status"></span></p><p><button>Send</button></p></form>',
    head=js(
        "tips.eaea.js",
        "addEventListener('DOMContentLoaded',function(){var t=document.getElementById('tip');['input','blur','paste'].forEach(function(k){t.addEventListener(k,function(){document.getElementById('tip-out').textContent=!t.value||/.@./.test(t.value)?'':'An e-mail address has an @ sign.'})})});",
    ),
)
clean(
    "/doctor-filter/",
    "Sort the doctor list",
    "reads and writes its one declared local item",
    '<p><label>Order <select id="order"><option>near</option><option>name</option></select></label></p>',
    head=js(
        "filter.b00b.js",
        "addEventListener('DOMContentLoaded',function(){var s=document.getElementById('order'),v=localStorage.getItem('mb_recent');if(v==='near'||v==='name')s.value=v;s.onchange=function(){localStorage.setItem('mb_recent',s.value)}});",
    ),
)
clean(
    "/word-list/",
    "Health words",
    "a worker of our own that sorts a list",
    '<ul id="words"><li>vaccine</li><li>copay</li><li>network</li></ul>',
    head=js(
        "words.2222.js",
        "addEventListener('DOMContentLoaded',function(){var w=new Worker('/assets/p/sort.3333.js'),l=document.getElementById('words');w.onmessage=function(e){l.replaceChildren.apply(l,e.data.map(function(t){var i=document.createElement('li');i.textContent=t;return i}))};w.postMessage(Array.from(l.children,function(i){return i.textContent}))});",
    ),
)
JS["sort.3333.js"] = "onmessage=function(e){postMessage(e.data.slice().sort())};"
clean(
    "/new-address/",
    "We have moved this page",
    "a redirect within our own host leads here",
    '<p>The old address was <a href="/old-address/">this one</a>.</p>',
)
clean(
    "/long-read/",
    "A long read",
    "scroll and mouse listeners that only show a button",
    '<div style="height:2400px"></div><p><button id="up" hidden>To the top</button></p>',
    head=js(
        "up.4f4f.js",
        "addEventListener('scroll',function(){var b=document.getElementById('up');if(b)b.hidden=scrollY<400},{passive:true});addEventListener('mousemove',function(){},{passive:true,once:true});addEventListener('DOMContentLoaded',function(){document.getElementById('up').onclick=function(){scrollTo(0,0)}});",
    ),
)
clean(
    "/our-film/",
    "Our film",
    "a video of our own host",
    '<video controls preload="none" poster="/assets/film-poster.png" width="160" height="90" src="/assets/film.mp4"></video>',
)
clean(
    "/type-face/",
    "Our letters",
    "a font file of our own host",
    '<p class="own-font">Large and clear.</p>',
    head='<link rel="stylesheet" href="/assets/own-font.css">\n',
)
clean(
    "/share/",
    "Tell a friend",
    "plain ways to share: a mail link without an address, and a link to the leaving notice",
    '<p><a href="mailto:?subject=Millbrook%20Health%20Plan&amp;body=http%3A%2F%2Fwww.millbrook.example%2F">Send by mail</a> <a href="/leaving/hubbub/">Hubbub</a></p>',
)
clean(
    "/blocked-content/",
    "What our pages block",
    "browser reports go to the declared address of our own host",
    "<p>When a page tries to load what does not belong here, the browser tells us.</p>",
)
clean(
    "/survey/short/",
    "One question",
    "a voluntary survey with declared questions, each of which can be skipped",
    '<form method="post" action="/survey/short/"><p class="notice">You can skip any question. We keep answers for 2 years.</p><p><label>Your age <select name="age_range"><option value="">Prefer not to say</option><option>18-44</option><option>45 or older</option></select></label></p><p><label>Education <select name="education"><option value="">Prefer not to say</option><option>School</option><option>College</option></select></label></p><p><label>Anything else? <textarea name="survey_comment"></textarea></label></p><p><button>Send answers</button></p></form>',
)
clean(
    "/preview/",
    "Preview of a letter",
    "a frame given as srcdoc that holds plain text",
    '<iframe title="Letter" srcdoc="&lt;p&gt;Dear member, your letter looks like this.&lt;/p&gt;" width="300" height="80" sandbox></iframe>',
)
clean(
    "/handbook/",
    "Member handbook",
    "a marked region whose view is told by the declared area beacon",
    '<section data-area="summary"><h2>Summary</h2><p>Short.</p></section><p><a href="/assets/handbook.pdf" download>Handbook (PDF)</a></p>',
    head=js(
        "area.1e1e.js",
        "addEventListener('DOMContentLoaded',function(){if(document.documentElement.dataset.measure!=='on'||navigator.globalPrivacyControl)return;var o=new IntersectionObserver(function(l){l.forEach(function(e){if(e.isIntersecting){o.disconnect();navigator.sendBeacon('/_a/a',JSON.stringify({path:location.pathname,area:'summary'}))}})});o.observe(document.querySelector('[data-area]'))});",
    ),
)
clean(
    "/plain/",
    "Without scripts",
    "a noscript text and a template element with markup that is never used",
    "<noscript><p>This page works without scripts.</p></noscript><template><p>Not shown.</p></template>",
)

for path, title, body in (
    ("/", "Millbrook Health Plan", "<!--home-->"),
    ("/site-map/", "Site map", "<!--map-->"),
    ("/careers/", "Careers", '<p><a href="/careers/apply/">Apply for a job</a></p>'),
    ("/providers/", "For providers", "<p>Call 1-866-555-0104.</p>"),
    ("/healthy-living/", "Healthy living", '<p><a href="/healthy-living/recipes/">Recipes</a></p>'),
    ("/terms/", "Terms and conditions", "<p>Use the site fairly.</p>"),
    (
        "/privacy-practices/",
        "Notice of Privacy Practices",
        "<p>This notice describes how medical information about you may be used and disclosed and how you can get access to this information. Please review it carefully.</p>",
    ),
    ("/renew/letter/", "The renewal letter", '<p>It is yellow. <a href="/renew/">Back to renewals</a></p>'),
):
    page(path, title, body, why_clean="a plain page", langs=("en", "es", "ar") if path == "/" else ("en",))

assert PAGES
