"""Small pages, each of which uses the ways in which something can leave, or stay in, a browser; and their server."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager

PLAN, TRACKER, SAFE = "plan.example", "tracker.example", "localhost"  # workers that serve need a secure origin
_T = f"http://{TRACKER}:PORT"
_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

CHANNELS = f"""<!doctype html><title>Care for the whole family</title><link rel=icon href="data:,">
<link rel=prefetch href="{_T}/prefetched">
<iframe src="{_T}/frame-inside"></iframe>
<iframe srcdoc="<script>fetch('{_T}/of-srcdoc')</script>"></iframe>
<script>
fetch('{_T}/fetched', {{ method: 'POST', body: 'told' }});
new Worker('/worker.js');
new Worker(URL.createObjectURL(new Blob(["fetch('{_T}/of-blob-worker')"])));
const socket = new WebSocket('ws://{TRACKER}:PORT/socket');
socket.onopen = () => socket.send('told by socket');
navigator.sendBeacon('{_T}/beacon', 'told by beacon');
new EventSource('{_T}/events');
const form = new FormData(); form.append('file', new Blob(['told in a file']), 'a.txt');
fetch('{_T}/multipart', {{ method: 'POST', body: form }});
new Response(new Blob(['told packed '.repeat(9)]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer()
  .then((body) => fetch('{_T}/packed', {{ method: 'POST', body }}));
addEventListener('pagehide', (event) => {{
  if (!event.isTrusted) return;
  navigator.sendBeacon('{_T}/left', 'told when left');
  fetch('{_T}/kept-alive', {{ method: 'POST', keepalive: true, mode: 'no-cors', body: 'kept alive' }});
}});
</script>"""
FRAME = """<script>document.cookie = 'in_frame=f; Max-Age=77';
fetch('/of-frame', { method: 'POST', body: 'told by a frame' }); new Worker('/inner-worker.js')</script>"""

AHEAD = f"""<!doctype html><title>Ahead</title><link rel=icon href="data:,">
<link rel=dns-prefetch href="//names.example"><link rel=preconnect href="{_T}">
<script type=speculationrules>{{"prefetch": [{{"urls": ["/speculated"], "eagerness": "immediate"}}]}}</script>
<img src="{_T}/forbidden.png">
<script>
const peer = new RTCPeerConnection({{ iceServers: [{{ urls: 'stun:stun.example:3478' }}, {{ urls: 'stun:127.0.0.1:3479' }}] }});
peer.createDataChannel('x'); peer.createOffer().then((offer) => peer.setLocalDescription(offer));
try {{ new WebTransport('https://transport.example/wt').closed.catch(() => 0) }} catch (error) {{}}
</script>"""

KEPT = f"""<!doctype html><title>Kept</title><link rel=icon href="data:,"><iframe src="{_T}/frame-keeps"></iframe><script>
new SharedWorker('/shared-worker.js');
navigator.serviceWorker.register('/service-worker.js');
localStorage.setItem('l', 'local-7f3a9b2c1d'); sessionStorage.s = 'session-1';
localStorage.setItem('gone', 'x'); localStorage.removeItem('gone');
cookieStore.set({{ name: 'by_store', value: 'v', expires: Date.now() + 5000 * 1000 }});
document.cookie = 'short=1; Max-Age=60'; document.cookie = 'short=; Max-Age=0';
const open = indexedDB.open('base', 1);
open.onupgradeneeded = () => open.result.createObjectStore('store');
open.onsuccess = () => open.result.transaction('store', 'readwrite').objectStore('store').put('indexed-1', 'key');
caches.open('box').then((box) => box.put('/cached', new Response('x')));
navigator.storage.getDirectory().then((root) => root.getFileHandle('file.txt', {{ create: true }}))
  .then((file) => file.createWritable()).then(async (to) => {{ await to.write('opfs-1'); await to.close(); }});
</script>"""
KEEPS = "<script>localStorage.setItem('inner', 'x'); document.cookie = 'inner=1; Max-Age=5'</script>"

COOKIES = f"""<!doctype html><title>Cookies</title><link rel=icon href="data:,"><img src="/sub.png"><img src="/redirect">
<img src="{_T}/third.png"><iframe src="{_T}/frame-inside"></iframe>
<script>document.cookie = 'by_script=1; Max-Age=31536000; Expires=Thu, 01 Jan 1970 00:00:00 GMT';
addEventListener('pagehide', (event) => event.isTrusted && navigator.sendBeacon('/late-cookie'));</script>"""

PRYING = """<!doctype html><title>Prying</title><link rel=icon href="data:,"><p>The plan covers care for the whole family.</p>
<p>Call us when your address changes, please.</p><input name=q><script src="/prying.js"></script><script src="/recorder.js"></script>
<script>
const hidden = document.createElement('iframe'); document.body.append(hidden);
const canvas = hidden.contentDocument.createElement('canvas'); canvas.getContext('2d').fillText('dodged', 5, 20); canvas.toDataURL();
</script>"""
PRYING_SCRIPT = """
const pen = document.createElement('canvas').getContext('2d'); pen.fillText('x', 1, 9); pen.canvas.toDataURL();
const gl = document.createElement('canvas').getContext('webgl'); if (gl) gl.getParameter(37446);
new OfflineAudioContext(1, 44100, 44100).startRendering();
const span = document.createElement('span'); span.textContent = 'mmm'; document.body.append(span);
for (let n = 0; n < 40; n++) { span.style.fontFamily = `font${n}`; span.offsetWidth; }
[screen.width, screen.colorDepth, navigator.hardwareConcurrency, navigator.plugins.length, devicePixelRatio,
  new Date().getTimezoneOffset(), speechSynthesis.getVoices()];
if (navigator.permissions) navigator.permissions.query({ name: 'geolocation' });
navigator.geolocation.getCurrentPosition(() => 0, () => 0); Notification.requestPermission();
for (const name of Object.keys(localStorage)) name; document.cookie;
document.querySelector('input').addEventListener('keydown', () => 0); document.onpaste = () => 0;
"""
RECORDER_SCRIPT = f"""
const seen = []; const hear = (event) => seen.push([event.type, event.clientX, event.clientY]);
addEventListener('mousemove', hear); addEventListener('scroll', hear, true);
new MutationObserver((changes) => seen.push(changes.length)).observe(document, {{ subtree: true, childList: true, attributes: true }});
const send = () => fetch('{_T}/record', {{ method: 'POST', mode: 'no-cors',
  body: JSON.stringify({{ dom: document.documentElement.outerHTML, seen }}) }});
onload = send; setTimeout(send, 2000);
"""

FORMS = f"""<!doctype html><title>Ask us anything at all</title><link rel=icon href="data:,">
<form action="{_T}/lead" method=post target=_blank><label>Your name <input name=full_name required autocomplete=name></label>
<label><input type=checkbox name=news checked value=yes> Send me news</label><select name=plan><option>Gold<option selected value=s>Silver</select>
<input type=hidden name=from value="http://{PLAN}:PORT/forms/?topic=asthma-help"><input type=hidden name=token value=abc>
<button>Ask</button></form><input name=alone placeholder="Find a doctor">
<iframe src="{_T}/map/embed" title="Our office"></iframe>
<figure><div data-src="https://video.example/v1"></div><p>The video is shown by video.example.</p><a href="https://video.example/watch">Watch there</a></figure>
<a href="{_T}/out" rel=noreferrer referrerpolicy=unsafe-url ping="{_T}/pinged">Out</a>"""

LEAKING = f"""<!doctype html><title>Living with a long illness</title><meta name=referrer content=unsafe-url><link rel=icon href="data:,">
<input name=mail type=email><script>
document.cookie = 'visitor=u-7f3a9b2c1d; Max-Age=999'; localStorage.setItem('device', 'd-55aa66bb77cc');
const ask = (path) => new Image().src = '{_T}' + path;
ask('/referred.gif'); ask('/id.gif?v=' + btoa('u-7f3a9b2c1d')); ask('/title.gif?t=' + encodeURIComponent(document.title));
fetch('{_T}/device', {{ method: 'POST', mode: 'no-cors', body: 'd-55aa66bb77cc'.split('').reverse().join('') }});
document.querySelector('input').onblur = async (event) => {{
  const digest = async (text) => [...new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))]
    .map((byte) => byte.toString(16).padStart(2, '0')).join('');
  ask('/hashed.gif?em=' + await digest(event.target.value.toLowerCase()));
}};
</script>"""

PAGES = {
    "/channels/": CHANNELS,
    "/ahead/": AHEAD,
    "/kept/": KEPT,
    "/cookies/": COOKIES,
    "/prying/": PRYING,
    "/forms/": FORMS,
    "/help/long-illness/": LEAKING,
    "/frame-inside": FRAME,
    "/frame-keeps": KEEPS,
}
SCRIPTS = {
    "/worker.js": f"fetch('{_T}/of-worker', {{ method: 'POST', body: 'told by a worker' }});"
    f"const s = new WebSocket('ws://{TRACKER}:PORT/worker-socket'); s.onopen = () => s.send(new TextEncoder().encode('told in bytes'))",
    "/inner-worker.js": "fetch('/of-inner-worker', { method: 'POST', body: 'told by a worker in a frame' })",
    "/shared-worker.js": f"fetch('{_T}/of-shared-worker', {{ method: 'POST', body: 'told by a shared worker' }})",
    "/service-worker.js": "addEventListener('install', (event) => event.waitUntil("
    f"fetch('{_T}/of-service-worker', {{ method: 'POST', body: 'told by a service worker' }})))",
    "/prying.js": PRYING_SCRIPT,
    "/recorder.js": RECORDER_SCRIPT,
}
HEADERS = {
    "/ahead/": [
        f'Reporting-Endpoints: main="{_T}/reports"',
        f"Content-Security-Policy: img-src 'self'; report-uri {_T}/csp-reports",
        "NEL: {}",
        "Referrer-Policy: no-referrer",
    ],
    "/cookies/": ["Set-Cookie: by_header=1; Expires=Fri, 01 Jan 2100 00:00:00 GMT; Max-Age=60"],
    "/sub.png": ["Set-Cookie: by_sub=1"],
    "/third.png": ["Set-Cookie: third=1; SameSite=None"],
    "/redirect": ["Location: /sub.png", "Set-Cookie: by_hop=1; Max-Age=9"],
    "/late-cookie": ["Set-Cookie: late=1; Max-Age=8"],
}


@contextmanager
def served() -> Iterator[int]:
    """The pages on a free port of loopback, whatever the host."""
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(asyncio.start_server(_answer, "127.0.0.1", 0))
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        asyncio.run_coroutine_threadsafe(_closed(server), loop).result(5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()


async def _closed(server: asyncio.Server) -> None:
    server.close()
    for task in asyncio.all_tasks() - {asyncio.current_task()}:
        task.cancel()
    await asyncio.sleep(0)


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """HTTP/1.1 and WebSockets, as small as they can be."""
    port = writer.get_extra_info("sockname")[1]
    try:
        while True:
            lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines[1:])}
            await reader.readexactly(int(headers.get("content-length", 0)))
            if headers.get("upgrade") == "websocket":
                digest = hashlib.sha1(f"{headers['sec-websocket-key']}{_GUID}".encode()).digest()
                accepted = f"Upgrade: websocket\r\nSec-WebSocket-Accept: {base64.b64encode(digest).decode()}"
                writer.write(f"HTTP/1.1 101 Switching\r\nConnection: Upgrade\r\n{accepted}\r\n\r\n".encode())
                await reader.read()
                return
            writer.write(_response(lines[0].split(" ")[1].partition("?")[0], port))
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
        return
    finally:
        writer.close()


def _response(path: str, port: int) -> bytes:
    kind = "text/javascript" if path in SCRIPTS else "text/html; charset=utf-8"
    body = (SCRIPTS.get(path) or PAGES.get(path, "")).replace("PORT", str(port)).encode()
    lines = [
        "HTTP/1.1 302 Found" if path == "/redirect" else "HTTP/1.1 200 OK",
        f"Content-Type: {kind}",
        f"Content-Length: {len(body)}",
        "Access-Control-Allow-Origin: *",
        *(line.replace("PORT", str(port)) for line in HEADERS.get(path, ())),
    ]
    return "\r\n".join([*lines, "", ""]).encode() + body
