"""A small site with a question about cookies, a sign-in, a question for an age, a page from right to left, and news."""

from __future__ import annotations

from urllib.parse import parse_qs

_FRAME = """<!doctype html><html lang="{language}" dir="{direction}"><head><meta charset="utf-8"><title>{path}</title>
<link rel="icon" href="data:,">{head}</head><body>{banner}<main><h1>{path}</h1>{body}</main>
<footer><a href="/choices/">Your privacy choices</a></footer></body></html>"""
_BANNER = """<div id="ask" role="dialog" style="position:fixed;bottom:0">We use cookies.
<button onclick="keep('yes')">Accept all</button> <button onclick="keep('no')">Reject all</button></div>
<script>function keep(what) { document.cookie = "consent=" + what + "; path=/; max-age=9999";
document.getElementById("ask").remove(); }</script>"""
_LINKS = "".join(f'<a href="{path}">{path}</a> ' for path in ("/ar/", "/age/", "/sign-in/", "/hidden/", "/news/1/"))
_NEWS = "".join(f'<a href="/news/{number}/">{number}</a> ' for number in range(1, 6))
_CHOICES = """<form method="post" action="/choices/"><button name="all" value="no">Refuse everything</button>
<button name="all" value="yes">Allow everything</button></form>"""
_SIGN_IN = """<form method="post" action="/sign-in/"><label>Member <input name="username"></label>
<label>Password <input name="password" type="password"></label><button>Sign in</button></form>"""
_AGE = """<form method="post" action="/age/"><label>Your age <input name="age"></label><button>Go on</button></form>"""
_INSIDE = '<p>Welcome.</p><a href="/account/letters/">Letters</a>'
_BODIES = {
    "/": _LINKS + "<script>if (document.cookie.includes('consent=yes')) new Image().src = '/tracker';</script>",
    "/ar/": "<p>مرحبا</p>",
    "/age/": _AGE,
    "/choices/": _CHOICES,
    "/sign-in/": _SIGN_IN,
    "/hidden/": "<p>Not for programs.</p>",
    "/account/": _INSIDE,
    "/account/letters/": "<p>None.</p>",
    **{f"/news/{number}/": _NEWS for number in range(1, 6)},
}
ROBOTS = "User-agent: *\nDisallow: /hidden/\n"
PASSWORD = "one-two-three"
MAIL = """From: plan@plan.example
Subject: News
MIME-Version: 1.0
Content-Type: text/html; charset=utf-8

<html lang="en"><title>News</title><p>Hello.</p><img src="http://walk.plan.example:{port}/pixel?m=1" alt="">"""


def telling(tell):
    """The site, telling method, path and cookie of each request."""

    async def site(scope, receive, send):
        if scope["type"] != "http":
            return
        body = b""
        while True:
            message = await receive()
            body += message.get("body", b"")
            if not message.get("more_body"):
                break
        headers = dict(scope["headers"])
        cookie, path = headers.get(b"cookie", b"").decode(), scope["path"]
        tell(scope["method"], path, cookie, headers.get(b"sec-gpc", b"").decode())
        sent = {name: values[0] for name, values in parse_qs(body.decode()).items()}
        if scope["method"] == "POST":
            await _take(send, path, sent)
        else:
            await _give(send, path, cookie)

    return site


async def _take(send, path, sent):
    kept = {
        "/choices/": f"consent={sent.get('all', '')}",
        "/age/": "young=1" if sent.get("age") == "10" else "young=0",
        "/sign-in/": "member=1" if sent.get("password") == PASSWORD else "member=0",
    }[path]
    leads = b"/account/" if path == "/sign-in/" else b"/"
    headers = [(b"location", leads), (b"set-cookie", f"{kept}; Path=/".encode())]
    await send({"type": "http.response.start", "status": 303, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


async def _give(send, path, cookie):
    status, kind = 200, b"text/html; charset=utf-8"
    if path == "/robots.txt":
        text, kind = ROBOTS, b"text/plain"
    elif path not in _BODIES or (path.startswith("/account/") and "member=1" not in cookie):
        text, status = "", 404
    else:
        rtl = path == "/ar/"
        banner = "" if "consent=" in cookie or path in ("/choices/", "/sign-in/") else _BANNER
        text = _FRAME.format(
            language="ar" if rtl else "en",
            direction="rtl" if rtl else "ltr",
            path=path,
            head="",
            banner=banner,
            body=_BODIES[path],
        )
    headers = [(b"content-type", kind), (b"content-length", str(len(text.encode())).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text.encode()})
