"""Small sites that ask for a choice in different ways, as a plain ASGI application that tells what it was asked for."""

from __future__ import annotations

_FRAME = """<!doctype html><html lang="{language}"{more}><head><meta charset="utf-8"><title>{title}</title>
<link rel="icon" href="data:,"></head><body><main><h1>{title}</h1>{body}</main></body></html>"""
_KEEP = """function keep(what) { document.cookie = "choice=" + what + "; path=/; max-age=86400";
  fetch("/chosen/" + what); const b = document.getElementById("ask"); if (b) b.remove(); }
const chosen = document.cookie.includes("choice=");
if (document.cookie.includes("choice=all")) new Image().src = "/tracker";
"""
_PLAIN = """<div id="ask" role="dialog" style="position:fixed;bottom:0">We use cookies.
<button onclick="keep('all')">Accept all</button> <button onclick="keep('none')">Reject all</button></div>"""
_TWO_STEPS = """<div id="ask" style="position:fixed;bottom:0"><p>We value your privacy and use cookies.</p>
<button onclick="keep('all')">Accept</button>
<button onclick="document.getElementById('more').hidden=false">Manage options</button>
<div id="more" hidden><label><input type="checkbox" checked id="m"> Marketing</label>
<label><input type="checkbox" checked disabled> Needed</label>
<button onclick="keep(document.getElementById('m').checked ? 'all' : 'none')">Save my choices</button></div></div>"""
_SHADOW = """<div id="ask"></div><script>const root = document.getElementById("ask").attachShadow({ mode: "closed" });
root.innerHTML = '<div role="dialog">Cookies? <button id="a">Aceptar todo</button><button id="r">Rechazar todo</button></div>';
root.getElementById("a").onclick = () => keep("all"); root.getElementById("r").onclick = () => keep("none");</script>"""
_FRAMED = """<iframe id="ask" src="/frame" style="position:fixed;bottom:0;width:600px;height:200px"></iframe>
<script>addEventListener("message", (event) => keep(event.data));</script>"""
_IN_FRAME = """<p>Это сайт использует файлы cookie.</p><button onclick="parent.postMessage('all','*')">Принять все</button>
<button onclick="parent.postMessage('none','*')">Только необходимые</button>"""
_NO_WAY = """<div id="ask" role="dialog" style="position:fixed;bottom:0">We use cookies.
<button onclick="keep('all')">OK, I agree</button></div>"""
_LINK = """<p>Hello.</p><footer><a href="/opt-out">Do not sell or share my personal information</a></footer>"""
_OPT_OUT = """<form method="post" action="/kept"><label><input type="checkbox" name="sale" value="no">
Do not sell my information</label><button>Submit my request</button></form>"""
_ASKS = """<form method="post" action="/kept"><label>E-mail <input name="email" type="email" required></label>
<button>Opt out</button></form>"""
_NOTHING = """<p>Nothing is asked here.</p><form><label>Agree to terms <input type="checkbox"></label></form>"""
_AGE = """<form method="post" action="/age"><label>Year of birth <input name="birth_year"></label>
<button>Continue</button></form>"""
_AWAY = """<a href="https://elsewhere.example/" target="_blank">Elsewhere</a>
<a id="ping" href="/fine" ping="/pinged">Further</a> <a href="tel:18005550100">Call</a>
<button onclick="document.getElementById('new').hidden=false">Open</button><div id="new" hidden><input name="late"></div>
<form action="/sent" method="post"><input name="q"><button>Send</button></form>
<button onclick="location='/gone?q='+document.querySelector('[name=q]').value">Go</button>
<button onclick="fetch('/deleted',{method:'POST'})">Delete my account</button>
<details><summary>More</summary><p>Text</p></details>
<script>document.addEventListener("click", () => fetch("/clicked"));
document.addEventListener("visibilitychange", () => fetch("/hidden"));
setTimeout(() => fetch("/late"), 30000);</script>"""
PAGES = {
    "plain": _PLAIN,
    "two-steps": _TWO_STEPS,
    "shadow": _SHADOW,
    "framed": _FRAMED,
    "no-way": _NO_WAY,
    "link": _LINK,
    "nothing": _NOTHING,
    "age": _AGE,
    "away": _AWAY,
}
"""What stands on the home page of each host `NAME.choices.example`."""

_OTHERS = {"/frame": _IN_FRAME, "/opt-out": _OPT_OUT, "/asks": _ASKS, "/fine": "<p>Fine.</p>"}


def telling(tell):
    """The sites, telling host, method and path of each request."""

    async def site(scope, receive, send):
        assert scope["type"] == "http"
        body = b""
        while True:
            message = await receive()
            body += message.get("body", b"")
            if not message.get("more_body"):
                break
        host = dict(scope["headers"]).get(b"host", b"").decode().partition(".")[0]
        cookie = dict(scope["headers"]).get(b"cookie", b"").decode()
        tell(host, scope["method"], scope["path"], body.decode(), cookie)
        await _page(send, host, scope["path"], cookie)

    return site


async def _page(send, host, path, cookie):
    text, extra = _OTHERS.get(path, ""), []
    if path in ("/kept", "/age"):
        extra = [(b"set-cookie", b"choice=none; Path=/; Max-Age=86400")]
        text = "<p>Kept.</p>"
    elif path == "/":
        text = f"<script>{_KEEP}</script>" + ("" if "choice=" in cookie else PAGES.get(host, ""))
    status = 200 if text else 404 if path in ("/robots.txt", "/sitemap.xml") else 204
    html = _FRAME.format(language="en", more="", title=host, body=text).encode() if text else b""
    headers = [(b"content-type", b"text/html; charset=utf-8"), (b"content-length", str(len(html)).encode()), *extra]
    await send({"type": "http.response.start", "status": status, "headers": headers if status != 204 else []})
    await send({"type": "http.response.body", "body": html})
