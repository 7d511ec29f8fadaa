"""Leaks that wait for something: the mouse, the wheel, a click, a return, a kind of visitor."""

from __future__ import annotations

import vendors
from registry import AB, METRICS, PX, SYNC, VIDEO, Plant, inline, page, tag

PLANS = ("/plans/", "Plans")

page(
    "/plans/compare/",
    "Compare plans",
    '<p>Side by side.</p><div style="height:2600px"></div><p>End of the table.</p>',
    Plant(
        "first-mousemove-loader",
        "a tag is loaded at the first movement of the mouse, touch or key (as 'delay JavaScript' plug-ins do)",
        "trigger-mousemove",
        ("14.2", "4.8"),
        "px.adtrack.example",
        r"log:GET px\.adtrack\.example/gtag/loader\.js",
        ("first", "mouse"),
        hard=True,
        body=inline(
            f"(function(){{var done,ev=['mousemove','touchstart','keydown','wheel'];function go(){{if(done)return;done=1;var s=document.createElement('script');s.src='{vendors.CONTAINER}';document.head.appendChild(s);ev.forEach(function(e){{removeEventListener(e,go)}})}}ev.forEach(function(e){{addEventListener(e,go,{{passive:true}})}})}})();"
        ),
    ),
    Plant(
        "scroll-depth",
        "half-way down the page a pixel is sent",
        "trigger-scroll",
        ("14.2", "4.8"),
        "px.adtrack.example",
        r"log:GET px\.adtrack\.example/scroll\.gif\?pct=50",
        ("first", "scroll"),
        hard=True,
        body=inline(
            f"(function(){{var d;addEventListener('scroll',function(){{var h=document.documentElement;if(!d&&(h.scrollTop+innerHeight)/h.scrollHeight>.5){{d=1;new Image().src='{PX}/scroll.gif?pct=50'}}}})}})();"
        ),
    ),
    parent=PLANS,
)

page(
    "/doctors/",
    "Doctors near you",
    '<p><a id="clinic" href="/find/">Weir Lane Clinic</a></p><p><a id="call" href="tel:1-866-555-0104">1-866-555-0104</a></p><p><a id="more" href="/find/?q=">All clinics</a></p>',
    Plant(
        "hover-prefetch",
        "hovering over a link tells a third party which one (prefetch on hover)",
        "trigger-hover",
        ("14.2", "4.8"),
        "hv.abtest.example",
        r"log:GET hv\.abtest\.example/i\?u=",
        ("first", "hover"),
        hard=True,
        body=inline(
            "document.addEventListener('mouseover',function(e){var a=e.target.closest&&e.target.closest('main a[href]');if(!a||a.dataset.p)return;a.dataset.p=1;var l=document.createElement('link');l.rel='prefetch';l.href='http://hv.abtest.example/i?u='+encodeURIComponent(a.getAttribute('href'));document.head.appendChild(l)});"
        ),
    ),
    Plant(
        "a-ping",
        "a link has a ping attribute to an advertiser",
        "link-ping",
        ("14.2", "4.8"),
        "px.adtrack.example",
        r"log:POST px\.adtrack\.example/ping",
        ("first", "click"),
        hard=True,
        swap=(('<a id="more" href', f'<a id="more" ping="{PX}/ping?l=all" href'),),
    ),
    Plant(
        "tel-click",
        "a click on a telephone number is reported as a conversion",
        "trigger-tel-click",
        ("14.2", "4.8"),
        "px.adtrack.example",
        r"log:\w+ px\.adtrack\.example/conversion\?.*tel",
        ("first", "click"),
        hard=True,
        body=inline(
            f"document.addEventListener('click',function(e){{var a=e.target.closest&&e.target.closest('a[href^=\"tel:\"]');if(a)navigator.sendBeacon('{PX}/conversion?label=call&n='+encodeURIComponent(a.getAttribute('href')))}},true);"
        ),
    ),
    parent=("/", "Home"),
)

page(
    "/benefits/mental-health/",
    "Mental health benefits",
    '<div role="tablist"><button role="tab" id="t1" aria-controls="p1">Counseling</button> <button role="tab" id="t2" aria-controls="p2">Alcohol and drugs</button></div><div id="p1" role="tabpanel">Talk to a counselor.</div><div id="p2" role="tabpanel">Help to stop.</div><details><summary>Suicide prevention</summary><p>Call any time.</p></details>',
    Plant(
        "tab-click-label",
        "a click on a tab sends its label",
        "trigger-tab",
        ("4.11", "14.2"),
        "px.adtrack.example",
        r"log:GET px\.adtrack\.example/ev\?a=tab&l=\w+",
        ("first", "click"),
        hard=True,
        body=inline(
            f"document.querySelectorAll('[role=tab]').forEach(function(b){{b.addEventListener('click',function(){{fetch('{PX}/ev?a=tab&l='+encodeURIComponent(b.textContent),{{mode:'no-cors'}})}})}});"
        ),
    ),
    Plant(
        "accordion-toggle",
        "opening an accordion sends its heading",
        "trigger-accordion",
        ("4.11", "14.2"),
        "px.adtrack.example",
        r"log:GET px\.adtrack\.example/ev\?a=open&l=Suicide",
        ("first", "click"),
        hard=True,
        body=inline(
            f"document.querySelectorAll('details').forEach(function(d){{d.addEventListener('toggle',function(){{if(d.open)new Image().src='{PX}/ev?a=open&l='+encodeURIComponent(d.querySelector('summary').textContent)}})}});"
        ),
    ),
)

page(
    "/renew/",
    "Renew your coverage",
    '<p>Have your renewal letter ready. <a href="/renew/letter/">What the letter looks like</a></p>',
    Plant(
        "back-button",
        "coming back with the Back button is reported (pageshow persisted or a back_forward navigation)",
        "trigger-back",
        ("14.2", "4.8"),
        "px.adtrack.example",
        r"log:GET px\.adtrack\.example/back\.gif",
        ("first", "back"),
        hard=True,
        body=inline(
            f"addEventListener('pageshow',function(e){{var n=performance.getEntriesByType('navigation')[0];if(e.persisted||n&&n.type==='back_forward')new Image().src='{PX}/back.gif?p=renew'}});"
        ),
    ),
    Plant(
        "return-to-tab",
        "coming back to the tab is reported",
        "trigger-visible",
        ("14.2", "4.8"),
        "px.adtrack.example",
        r"log:\w+ px\.adtrack\.example/refocus",
        ("first", "hidden"),
        hard=True,
        body=inline(
            f"(function(){{var h;document.addEventListener('visibilitychange',function(){{if(document.hidden)h=1;else if(h)fetch('{PX}/refocus?p=renew',{{mode:'no-cors'}})}})}})();"
        ),
    ),
)

page(
    "/plans/landing/",
    "Spring enrollment",
    "<p>Enroll by April 30.</p>",
    Plant(
        "campaign-parameter",
        "a tag runs only for visitors who come with a campaign parameter",
        "gate-query",
        ("14.2", "4.8"),
        "px.adtrack.example",
        r"log:GET px\.adtrack\.example/lp\.gif\?mc=spring",
        ("first", "query"),
        hard=True,
        body=inline(
            f"(function(){{var m=new URLSearchParams(location.search).get('mc');if(m)new Image().src='{PX}/lp.gif?mc='+m}})();"
        ),
        note="the site map lists the page with ?mc=spring",
    ),
    parent=PLANS,
    query="?mc=spring",
)

page(
    "/plans/catastrophic/",
    "Catastrophic plan",
    "<p>For the worst case.</p>",
    Plant(
        "webdriver-gate",
        "a tag that does not run where navigator.webdriver is true, as vendors filter robots",
        "gate-webdriver",
        ("14.2", "4.8"),
        "px.adtrack.example",
        r"log:GET px\.adtrack\.example/human\.gif",
        ("not-automated",),
        hard=True,
        body=inline(f"if(!navigator.webdriver)new Image().src='{PX}/human.gif?p=catastrophic';"),
    ),
    parent=PLANS,
)

page(
    "/plans/claims-guide/",
    "How claims work",
    '<p><a href="#claims">Claims</a> <a href="#appeals">Appeals</a></p><p id="claims">Claims.</p><p id="appeals">Appeals.</p>',
    Plant(
        "hash-route",
        "changing the fragment counts as a page view at a third party",
        "trigger-hashchange",
        ("14.2", "4.8"),
        "px.adtrack.example",
        r"log:GET px\.adtrack\.example/spa\.gif\?r=",
        ("first", "click"),
        hard=True,
        body=inline(
            f"addEventListener('hashchange',function(){{new Image().src='{PX}/spa.gif?r='+encodeURIComponent(location.hash)}});"
        ),
    ),
    parent=PLANS,
)

page(
    "/plans/returning/",
    "Family and friends plan",
    "<p>Cover the people you care for.</p>",
    Plant(
        "second-visit-only",
        "a tag runs only from the second visit on",
        "gate-returning",
        ("14.2", "4.8", "4.5"),
        "px.adtrack.example",
        r"log:GET px\.adtrack\.example/again\.gif",
        ("returning",),
        hard=True,
        body=inline(
            f"(function(){{var r=localStorage.getItem('mb_recent')||'';if(r.indexOf('fam')>=0)new Image().src='{PX}/again.gif';else localStorage.setItem('mb_recent',r+'fam')}})();"
        ),
        note="counts in the declared local item mb_recent",
    ),
    parent=PLANS,
)

page(
    "/plans/mobile/",
    "Plans on your phone",
    "<p>Carry your plan with you.</p>",
    Plant(
        "phone-user-agent",
        "the server adds a pixel for telephones only",
        "gate-mobile",
        ("14.2", "4.8"),
        "px.adtrack.example",
        r"log:GET px\.adtrack\.example/mob\.gif",
        ("phone",),
        hard=True,
        body="<!--mobile-->",
    ),
    Plant(
        "narrow-screen-css",
        "a media query loads an image at a third party on narrow screens only",
        "gate-mobile-css",
        ("14.2",),
        "px.adtrack.example",
        r"log:GET px\.adtrack\.example/narrow\.gif",
        ("phone",),
        hard=True,
        head=f'<style>@media (max-width:500px){{main{{background:url("{PX}/narrow.gif") no-repeat}}}}</style>\n',
    ),
    parent=PLANS,
)

page(
    "/plans/",
    "Plans",
    "<p>Medi-Cal, Millbrook Covered, Millbrook Medicare Plus.</p>",
    Plant(
        "spanish-only-tag",
        "a tag on the Spanish page only",
        "gate-language",
        ("14.2", "4.8"),
        "px.adtrack.example",
        r"log:GET px\.adtrack\.example/es\.gif",
        ("es",),
        lang="es",
        body=f'<img src="{PX}/es.gif?l=es" alt="" width="1" height="1">',
    ),
    Plant(
        "arabic-only-tag",
        "a tag on the Arabic page only",
        "gate-language",
        ("14.2", "4.8"),
        "px.adtrack.example",
        r"log:GET px\.adtrack\.example/ar\.gif",
        ("ar",),
        lang="ar",
        body=f'<img src="{PX}/ar.gif?l=ar" alt="" width="1" height="1">',
    ),
    Plant(
        "beacon-after-refusal",
        "the page beacon is sent although it was refused",
        "refusal-ignored",
        ("4.12",),
        "www.millbrook.example",
        r"log:POST www\.millbrook\.example/_a/v .*(?=.*COOKIE=\S*mb_choices=[^ ]*measure:0)",
        ("refuse",),
        lang="en",
        hard=True,
        body=inline(
            "addEventListener('load',function(){if(document.documentElement.dataset.measure==='off')fetch('/_a/v',{method:'POST',headers:{'Content-Type':'application/json'},body:JSON.stringify({path:location.pathname,page_language:'en'})})});"
        ),
        note="also fires under GPC and DNT",
    ),
    langs=("en", "es", "ar"),
)

page(
    "/plans/family/",
    "Family plan",
    "<p>One plan for all.</p>",
    Plant(
        "tracker-after-refuse",
        "a tag fires only once 'Refuse all' was pressed ('measure consent decisions')",
        "refusal-ignored",
        ("4.12", "14.2"),
        "px.adtrack.example",
        r"log:GET px\.adtrack\.example/cmp\.gif\?d=refused",
        ("refuse",),
        hard=True,
        body="<!--refused-->",
    ),
    Plant(
        "tracker-after-accept",
        "a tag fires once 'Accept all' was pressed; the policy names no such company at all",
        "consent-opens-third-party",
        ("14.2", "11.3", "4.8"),
        "px.adtrack.example",
        r"log:GET px\.adtrack\.example/cmp\.gif\?d=accepted",
        ("accept",),
        body="<!--accepted-->",
    ),
    parent=PLANS,
)

page(
    "/plans/enroll/",
    "Enroll",
    "<p>Enroll by telephone, by post or at an office.</p>",
    Plant(
        "refusal-harder",
        "on this page accepting takes one click, refusing is behind Settings",
        "dark-pattern",
        ("4.12",),
        "www.millbrook.example",
        "markup:Accept all",
        hard=True,
        swap=(('<button name="all" value="refuse">Refuse all</button> ', ""),),
        note="the banner lacks 'Refuse all' here",
    ),
    parent=PLANS,
)

page(
    "/promos/",
    "Classes and programs",
    '<section class="promo"><h2>Free cooking class</h2><p>Each Thursday at our office.</p></section>',
    Plant(
        "interest-ad-under-gpc",
        "under Global Privacy Control the promotion slot still calls an advertising exchange",
        "gpc-ignored",
        ("14.3", "11.4", "14.2"),
        "px.adtrack.example",
        r"log:GET px\.adtrack\.example/bid\?slot=promo1",
        ("gpc",),
        body="<!--gpc-->",
    ),
    Plant(
        "gpc-cookie",
        "under Global Privacy Control a cookie is set to remember it, with a random id and ten years",
        "gpc-cookie",
        ("4.12", "4.1", "0.9"),
        "www.millbrook.example",
        "cookie:_gpc_uid",
        ("gpc",),
        hard=True,
    ),
)

page(
    "/plans/young/",
    "Plan for young adults",
    "<p>From 18 to 26.</p>",
    Plant(
        "dnt-ignored",
        "under Do Not Track the page counts the visit by an image of our own host",
        "dnt-ignored",
        ("4.12", "4.8"),
        "www.millbrook.example",
        r"log:GET www\.millbrook\.example/_m/i\.gif\?p=",
        ("dnt", "gpc", "refuse"),
        hard=True,
        body=inline(
            "if(document.documentElement.dataset.measure==='off')new Image().src='/_m/i.gif?p='+encodeURIComponent(location.pathname);"
        ),
    ),
    parent=PLANS,
)

page(
    "/plans/start/",
    "Start here",
    "<p>Three questions to find your plan.</p>",
    Plant(
        "fails-without-cookies",
        "a browser that keeps no cookies gets an error instead of the page",
        "cookie-wall",
        ("4.12",),
        "www.millbrook.example",
        "server",
        ("no-cookies",),
        hard=True,
    ),
    parent=PLANS,
)

page(
    "/videos/flu/",
    "Video: the flu shot",
    "<p>Two minutes.</p>",
    Plant(
        "embed-autoload",
        "the video frame loads by itself",
        "embed-autoload",
        ("14.1",),
        "video.tube.example",
        r"log:GET video\.tube\.example/embed/flu",
        body=f'<iframe src="{VIDEO}/embed/flu" width="320" height="180" title="Video"></iframe><p>This video comes from Tube Video. We do not control it. <a href="{VIDEO}/privacy" rel="external noreferrer" class="external">Their privacy statement (opens another site)</a>. <a href="{VIDEO}/contact" rel="external noreferrer" class="external">Ask them (opens another site)</a>.</p>',
    ),
)

page(
    "/videos/asthma/",
    "Video: your inhaler",
    "<p>Three minutes.</p>",
    Plant(
        "embed-without-notice",
        "a video loads on click with no word about who serves it, no statement, no contact",
        "embed-no-notice",
        ("14.4", "14.5", "14.6"),
        "video.tube.example",
        "markup:data-video",
        ("first", "click"),
        body=f'<button class="play" data-video="{VIDEO}/embed/asthma">Play the video</button>'
        + inline(
            "document.querySelector('.play').onclick=function(){var f=document.createElement('iframe');f.src=this.dataset.video;this.replaceWith(f)};"
        ),
    ),
)

page(
    "/videos/heart/",
    "Video: a healthy heart",
    "<p>Four minutes.</p>",
    Plant(
        "facade-thumbnail",
        "the picture on the 'click to load' button is itself loaded from the video's host",
        "embed-thumbnail",
        ("14.1", "14.2"),
        "video.tube.example",
        r"log:GET video\.tube\.example/vi/heart/hq\.jpg",
        hard=True,
        body=f'<button class="play"><img src="{VIDEO}/vi/heart/hq.jpg" alt="Play the video" width="160" height="90"></button><p>This video comes from Tube Video. We do not control it. <a href="{VIDEO}/privacy" rel="external noreferrer" class="external">Their privacy statement (opens another site)</a>. <a href="{VIDEO}/contact" rel="external noreferrer" class="external">Ask them (opens another site)</a>.</p>',
    ),
)

page(
    "/videos/diet/",
    "Video: eating well",
    "<p>Five minutes.</p>",
    Plant(
        "declared-embed-long-cookie",
        "the declared video host, once played, sets its declared cookie for 400 days instead of 30",
        "third-party-cookie-life",
        ("11.3", "4.3"),
        "video.tube.example",
        r"log:GET video\.tube\.example/embed/diet",
        ("first", "click"),
        hard=True,
        body=f'<div class="embed"><button class="play" data-video="{VIDEO}/embed/diet">Play the video</button><p>This video comes from Tube Video. We do not control it and do not endorse it. <a href="{VIDEO}/privacy" rel="external noreferrer" class="external">Their privacy statement (opens another site)</a>. <a href="{VIDEO}/contact" rel="external noreferrer" class="external">Ask them (opens another site)</a>.</p></div>'
        + inline(
            "document.querySelector('.play').onclick=function(){var f=document.createElement('iframe');f.src=this.dataset.video;this.replaceWith(f)};"
        ),
        note="over plain HTTP Chromium blocks the cookie: the attempt (blockedCookies) is the finding",
    ),
)

assert AB and METRICS and SYNC and tag
