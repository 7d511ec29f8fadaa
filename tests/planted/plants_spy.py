"""Fingerprints, recordings, sensors and permissions."""

from __future__ import annotations

import vendors
from registry import PX, Plant, inline, page, tag

US = "www.millbrook.example"
TOOLS = ("/healthy-living/", "Healthy living")
HASH = "function H(s){var h=0;for(var i=0;i<s.length;i++)h=(h*31+s.charCodeAt(i))|0;return(h>>>0).toString(16)}"

page(
    "/tools/bmi/",
    "Weight and height",
    "<p>A healthy weight depends on many things.</p>",
    Plant(
        "canvas-fingerprint",
        "text drawn on a hidden canvas, read back, hashed and sent",
        "fp-canvas",
        ("6.1", "14.2"),
        "px.adtrack.example",
        r"log:GET px\.adtrack\.example/fp\?k=cv&h=\w+",
        body=inline(
            f"(function(){{{HASH}var c=document.createElement('canvas');c.width=280;c.height=60;var x=c.getContext('2d');x.textBaseline='alphabetic';x.fillStyle='#f60';x.fillRect(125,1,62,20);x.fillStyle='#069';x.font='11pt no-real-font-123';x.fillText('Cwm fjordbank glyphs vext quiz, \\ud83d\\ude03',2,15);x.fillStyle='rgba(102,204,0,0.2)';x.font='18pt Arial';x.fillText('Cwm fjordbank glyphs vext quiz',4,45);new Image().src='{PX}/fp?k=cv&h='+H(c.toDataURL())}})();"
        ),
    ),
    Plant(
        "webgl-fingerprint",
        "WebGL vendor, renderer and parameters read, kept in our own cookie-less beacon",
        "fp-webgl",
        ("6.1",),
        US,
        r"log:POST www\.millbrook\.example/_m/c .*gl",
        hard=True,
        body=inline(
            "(function(){var g=document.createElement('canvas').getContext('webgl'),o={gl:'none'};if(g){var e=g.getExtension('WEBGL_debug_renderer_info');o={gl:g.getParameter(e?e.UNMASKED_RENDERER_WEBGL:g.RENDERER),v:g.getParameter(e?e.UNMASKED_VENDOR_WEBGL:g.VENDOR),m:g.getParameter(g.MAX_TEXTURE_SIZE),x:g.getSupportedExtensions()}}navigator.sendBeacon('/_m/c',JSON.stringify(o))})();"
        ),
    ),
    parent=TOOLS,
)

page(
    "/tools/quit-smoking/",
    "Quit smoking",
    "<p>Choose a day. Tell a friend. Call us.</p>",
    Plant(
        "audio-fingerprint",
        "an offline audio context renders an oscillator through a compressor, sums samples, sends",
        "fp-audio",
        ("6.1", "14.2"),
        "px.adtrack.example",
        r"log:GET px\.adtrack\.example/fp\?k=au&h=",
        hard=True,
        body=inline(
            f"(function(){{var C=window.OfflineAudioContext;if(!C)return;var a=new C(1,5000,44100),o=a.createOscillator(),c=a.createDynamicsCompressor();o.type='triangle';o.frequency.value=1e4;o.connect(c);c.connect(a.destination);o.start(0);a.startRendering().then(function(b){{var d=b.getChannelData(0),s=0;for(var i=4500;i<5000;i++)s+=Math.abs(d[i]);new Image().src='{PX}/fp?k=au&h='+s}})}})();"
        ),
    ),
    Plant(
        "font-fingerprint",
        "widths of text in forty fonts are measured and sent",
        "fp-fonts",
        ("6.1", "14.2"),
        "px.adtrack.example",
        r"log:GET px\.adtrack\.example/fp\?k=fo&h=",
        hard=True,
        body=inline(
            f"(function(){{var F='Arial,Helvetica,Times,Courier,Verdana,Georgia,Palatino,Garamond,Bookman,Tahoma,Impact,Candara,Calibri,Cambria,Consolas,Corbel,Optima,Futura,Gill Sans,Rockwell,Menlo,Monaco,Lato,Roboto,Ubuntu,Noto Sans,DejaVu Sans,Liberation Sans,Cantarell,Open Sans,Segoe UI,Symbol,Wingdings,Webdings,Papyrus,Didot,Baskerville,Copperplate,Avenir,Geneva'.split(','),s=document.createElement('span'),r=[];s.style.cssText='position:absolute;left:-9999px;font-size:72px';s.textContent='mmmmmmmmmmlli';document.body.appendChild(s);s.style.fontFamily='monospace';var b=s.offsetWidth;F.forEach(function(f){{s.style.fontFamily='\"'+f+'\",monospace';r.push(s.offsetWidth===b?0:1)}});s.remove();new Image().src='{PX}/fp?k=fo&h='+r.join('')}})();"
        ),
    ),
    parent=TOOLS,
)

page(
    "/tools/calorie/",
    "Calories in food",
    "<p>One apple has about 95.</p>",
    Plant(
        "navigator-bundle",
        "a bundle of plugins, languages, screen, memory, cores, time zone sent to our own host: a fingerprint without a third party",
        "fp-bundle",
        ("6.1", "2.1"),
        US,
        r"log:POST www\.millbrook\.example/_m/c .*plugins",
        hard=True,
        body=inline(
            "(function(){var n=navigator,s=screen;fetch('/_m/c',{method:'POST',body:JSON.stringify({plugins:Array.from(n.plugins,function(p){return p.name}),mt:n.mimeTypes.length,l:n.languages,hc:n.hardwareConcurrency,dm:n.deviceMemory,tp:n.maxTouchPoints,pf:n.platform,ua:n.userAgent,tz:Intl.DateTimeFormat().resolvedOptions().timeZone,s:[s.width,s.height,s.availWidth,s.availHeight,s.colorDepth,devicePixelRatio],mm:['(prefers-color-scheme: dark)','(prefers-reduced-motion: reduce)','(color-gamut: p3)'].map(function(q){return matchMedia(q).matches})})})})();"
        ),
    ),
    Plant(
        "webrtc-local-address",
        "an RTCPeerConnection is opened to learn addresses, by a STUN server of an advertiser",
        "fp-webrtc",
        ("6.1", "5.1", "14.2"),
        "stun.adtrack.example",
        "api:RTCPeerConnection",
        hard=True,
        body=inline(
            f"(function(){{try{{var p=new RTCPeerConnection({{iceServers:[{{urls:'stun:stun.adtrack.example:3478'}}]}});p.createDataChannel('');p.onicecandidate=function(e){{if(e.candidate)new Image().src='{PX}/fp?k=ice&h='+encodeURIComponent(e.candidate.candidate)}};p.createOffer().then(function(o){{p.setLocalDescription(o)}})}}catch(e){{}}}})();"
        ),
    ),
    Plant(
        "speech-voices",
        "the list of installed voices is read",
        "fp-voices",
        ("6.1",),
        US,
        "api:speechSynthesis.getVoices",
        hard=True,
        body=inline(
            "if(window.speechSynthesis)window.__v=speechSynthesis.getVoices().map(function(v){return v.name}).join();"
        ),
    ),
    parent=TOOLS,
)

page(
    "/tools/steps/",
    "Walk more",
    "<p>Take the stairs.</p>",
    Plant(
        "motion-sensor",
        "listens to the motion sensor",
        "sensor",
        ("6.1", "4.7"),
        US,
        "api:devicemotion",
        body=inline(
            "addEventListener('devicemotion',function(e){window.__m=e.acceleration});addEventListener('deviceorientation',function(e){window.__o=e.alpha});"
        ),
    ),
    Plant(
        "geolocation-ask",
        "asks for the place without a click",
        "permission-geolocation",
        ("6.1", "4.7"),
        US,
        "api:geolocation",
        body=inline("if(navigator.geolocation)navigator.geolocation.getCurrentPosition(function(){},function(){});"),
    ),
    Plant(
        "notification-ask",
        "asks to send notifications without a click",
        "permission-notification",
        ("6.1", "4.7"),
        US,
        "api:Notification.requestPermission",
        body=inline("if(window.Notification)Notification.requestPermission();"),
    ),
    Plant(
        "battery",
        "reads the battery",
        "fp-battery",
        ("6.1",),
        US,
        "api:getBattery",
        ("secure-context",),
        secure=True,
        hard=True,
        body=inline("if(navigator.getBattery)navigator.getBattery().then(function(b){window.__b=b.level});"),
    ),
    Plant(
        "enumerate-devices",
        "lists cameras and microphones",
        "fp-devices",
        ("6.1",),
        US,
        "api:enumerateDevices",
        ("secure-context",),
        secure=True,
        hard=True,
        body=inline(
            "if(navigator.mediaDevices)navigator.mediaDevices.enumerateDevices().then(function(d){window.__d=d.length});"
        ),
    ),
    parent=TOOLS,
)

page(
    "/tools/pain-diary/",
    "Pain diary",
    '<p>Write down what helps.</p><p><label>Notes <textarea name="notes"></textarea></label></p>',
    Plant(
        "session-replay-vendor",
        "a vendor's script takes a snapshot of the page, watches changes and the mouse, and uploads base64 each second",
        "session-replay",
        ("6.1", "14.2", "1.1", "4.11"),
        "cdn.replay.example",
        r"log:POST cdn\.replay\.example/rec/\w+",
        head=tag(vendors.RRWEB, "defer"),
    ),
    parent=TOOLS,
)

page(
    "/tools/planner/",
    "Visit planner",
    '<p>What to ask your doctor.</p><p><label>My question <input type="text" name="planner_note"></label></p>',
    Plant(
        "session-replay-own-host",
        "our own script on our own host records mouse and keys and posts them to our own host: no third party to see",
        "session-replay-first-party",
        ("6.1", "1.1"),
        US,
        r"log:POST www\.millbrook\.example/_m/r ",
        ("first", "mouse", "type"),
        hard=True,
        body='<script src="/assets/ux.51c0aa.js" defer></script>',
    ),
    parent=TOOLS,
)

page(
    "/forms-library/",
    "Forms to print",
    '<p><a href="/assets/authorization.pdf">Authorization form</a></p>',
    Plant(
        "drive-by-download",
        "a file is downloaded without being asked for",
        "download",
        ("6.1",),
        US,
        r"log:GET www\.millbrook\.example/assets/helper-setup\.exe",
        body=inline(
            "setTimeout(function(){var a=document.createElement('a');a.href='/assets/helper-setup.exe';a.download='MillbrookHelper.exe';document.body.appendChild(a);a.click();a.remove()},400);"
        ),
    ),
)
