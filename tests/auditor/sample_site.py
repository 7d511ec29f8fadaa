"""A small clean site of several pages, as a plain ASGI application: what every fault is planted in.

It has a declared session cookie, a declared persistent one, a marked outgoing link, a form, the sample plan's policy in
two languages with its history, feed and document for programs, the notice of a version that waits, scripts that behave
well, and clean controls: things that look like a violation and are none.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

from markdown_it import MarkdownIt

from avowal.config import SAMPLE
from avowal.policy import prose
from avowal.policy.model import PolicyVersion
from avowal.policy.reading import read_bundle

EFFECTIVE = date(2026, 7, 1)
VERSION = PolicyVersion(1, f"{7:064x}", EFFECTIVE, replace(read_bundle(SAMPLE / "policy"), languages=("en", "es")))
WAITING = date(2026, 12, 24)
PUBLISHED_AT = "2026-07-01T12:00:00+00:00"

CLEAN_SCRIPT = """
// A good citizen: a picture drawn and never read, a photograph made smaller, keys used and not sent, time on page told.
const chart = document.createElement("canvas"); chart.width = 200; chart.height = 80; document.body.append(chart);
const pen = chart.getContext("2d"); pen.fillRect(10, 10, 40, 60); pen.fillText("2026", 10, 75);
const photo = document.createElement("canvas"); photo.width = 40; photo.height = 40;
photo.getContext("2d").drawImage(chart, 0, 0, 40, 40); photo.toDataURL("image/png");
document.addEventListener("keydown", (event) => { if (event.key === "Escape") document.body.classList.remove("open"); });
for (const field of document.querySelectorAll("input")) field.addEventListener("input", () => field.classList.add("touched"));
let since = performance.now();
if (!navigator.globalPrivacyControl) addEventListener("pagehide", () => navigator.sendBeacon("/_a/v", JSON.stringify({ engaged: Math.round(performance.now() - since) })));
setTimeout(() => document.body.classList.add("settled"), 300);
"""

STYLE = """
body { font: 1rem sans-serif } .out::after { content: " ↗" } .visually-hidden { position: absolute; left: -99em }
"""

_FRAME = """<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>
<link rel="stylesheet" href="/site.css"><link rel="icon" href="data:,">{head}</head><body>
<section aria-label="Change"><p>On <time datetime="2026-12-24">December 24, 2026</time> our policy changes.
<a href="/privacy/history/2/since/1/">See what</a></p></section><nav><a href="/">Home</a>
<a href="/contact/">Contact</a> <a href="/links/">Links</a> <a href="/privacy/">Privacy</a>
<a href="/privacy/history/">Versions</a></nav>
<main><h1>{title}</h1>{body}</main><script src="/site.js"></script></body></html>"""

_ABOUT = "<p>The plan gives health coverage to people who live in the county, in many languages and at little cost.</p>"
_FORM = """<form action="/contact/" method="post"><label>Your e-mail <input name="email" type="email"></label>
<label>Your question <input name="question"></label><button>Send</button></form>"""
_LINKS = """<p><a class="out" rel="external noopener" href="https://county.example/">The county</a>
<a rel="external" href="https://state.example/">The state <span class="visually-hidden">(another site)</span></a>
<a href="/leaving/?to=https%3A%2F%2Fnews.example%2F">News</a> <a href="mailto:a@b.example">Mail</a></p>"""
_HEAD = '<meta name="avowal:policy-updated" content="2026-07-01">'
_UPDATED = '<p class="policy-updated">Last updated <time datetime="2026-07-01">July 1, 2026</time></p>'
_ACTUALIZADA = '<p class="policy-updated">Actualizada el <time datetime="2026-07-01">1 de julio de 2026</time></p>'
_OFFICE = """<aside><address>Digital Communications Office<br>
<a href="mailto:web-privacy@harborhealth.example">web-privacy@harborhealth.example</a><br>200 Quay Street<br>
Port Harbor, CA 90000</address></aside>"""


_LINK = re.compile(r'<a href="(?P<address>[^"]*)">(?P<words>.*?)</a>')


def _policy(language):
    """The words of the policy as a site shows them."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    sections = "".join(
        f"<section><h2>{section.number} {section.title}</h2>"
        + "".join(markdown.render(block.markdown) for block in section.blocks)
        + "<p data-policy-note>Not yet checked.</p></section>"
        for section in prose.page(VERSION, language).sections
    )
    return f"<div data-policy-text>{_LINK.sub(_leaving, sections)}</div>{_OFFICE}"


def _leaving(found):
    """A link out of the policy as sites show one: marked when it leads away; other links are their words alone."""
    if not found["address"].startswith("https:"):
        return found["words"]
    mark = '<span class="visually-hidden">(another site)</span>'
    return f'<a rel="external noopener" href="{found["address"]}">{found["words"]} {mark}</a>'


_HISTORY = f"<p>Version 1 <code>{VERSION.sha256}</code></p>"
_FEED = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Changes</title>
<entry><title>Version 1</title><updated>{PUBLISHED_AT}</updated></entry></feed>"""


def _document(host):
    base = f"http://{host}"
    waiting = {"version": 2, "effective_date": WAITING.isoformat(), "url": f"{base}/privacy/history/2/"}
    return json.dumps(
        {
            "version": VERSION.number,
            "sha256": VERSION.sha256,
            "published_at": PUBLISHED_AT,
            "history": f"{base}/privacy/history/",
            "feed": f"{base}/privacy/changes.atom",
            "waiting": waiting,
        }
    )


PAGES = {
    "/": ("en", "Harbor", _ABOUT, ""),
    "/contact/": ("en", "Contact", _FORM, ""),
    "/links/": ("en", "Links", _LINKS, ""),
    "/privacy/": (
        "en",
        "Privacy",
        _UPDATED + _policy("en"),
        _HEAD + '<link rel="alternate" hreflang="es" href="/es/privacy/">',
    ),
    "/es/privacy/": ("es", "Privacidad", _ACTUALIZADA + _policy("es"), _HEAD),
    "/privacy/history/": ("en", "Versions", _HISTORY, ""),
    "/privacy/history/2/since/1/": ("en", "What changes", _ABOUT, ""),
}
_COOKIES = {
    "/contact/": "harbor_form=1; Path=/; HttpOnly; SameSite=Lax",
    "/": "harbor_text_size=1; Path=/; Max-Age=31536000; SameSite=Lax",
}


async def clean(scope, receive, send):
    """The site itself."""
    assert scope["type"] == "http"
    while (await receive()).get("more_body"):
        pass
    path = scope["path"]
    if path in PAGES:
        language, title, body, head = PAGES[path]
        text, kind = _FRAME.format(language=language, title=title, body=body, head=head), "text/html; charset=utf-8"
        if b"measure-0" in dict(scope["headers"]).get(b"cookie", b""):  # who refused gets no script that tells
            text = text.replace('<script src="/site.js"></script>', "")
    elif path == "/.well-known/avowal.json":
        host = dict(scope["headers"]).get(b"host", b"").decode()
        text, kind = _document(host), "application/json"
    elif path == "/privacy/changes.atom":
        text, kind = _FEED, "application/atom+xml"
    elif path in ("/site.js", "/site.css"):
        text, kind = (CLEAN_SCRIPT, "text/javascript") if path.endswith("js") else (STYLE, "text/css")
    elif path == "/_a/v" or path.startswith("/planted/"):
        await _answer(send, 204, "", "text/plain")
        return
    else:
        await _answer(send, 404, "Not here", "text/plain")
        return
    extra = [(b"set-cookie", _COOKIES[path].encode())] if path in _COOKIES else []
    await _answer(send, 200, text, kind, extra)


async def _answer(send, status, text, kind, extra=()):
    body = text.encode()
    headers = [(b"content-type", kind.encode()), (b"content-length", str(len(body)).encode()), *extra]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def with_csp(app):
    """The site behind a security policy that allows nothing but itself."""

    async def guarded(scope, receive, send):
        async def add(message):
            if message["type"] == "http.response.start":
                rule = (
                    b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'"
                )
                message = {**message, "headers": [*message["headers"], (b"content-security-policy", rule)]}
            await send(message)

        await app(scope, receive, add)

    return guarded


async def tracker(scope, receive, send):
    """Somebody else's host that answers, and sets a cookie with everything it answers."""
    while (await receive()).get("more_body"):
        pass
    cookie = (b"set-cookie", b"uid=1; Path=/; Max-Age=34560000; SameSite=None; Secure")
    await _answer(send, 200, "", "image/gif", [cookie])


async def gone(scope, receive, send):
    """Somebody else's host that has nothing any more."""
    while (await receive()).get("more_body"):
        pass
    await _answer(send, 410, "Gone", "text/plain")


def by_host(sites, other):
    """One application for many host names."""

    async def choose(scope, receive, send):
        if scope["type"] != "http":
            return
        host = dict(scope["headers"]).get(b"host", b"").decode().partition(":")[0]
        await sites.get(host, other)(scope, receive, send)

    return choose


def telling_paths(tell):
    """The clean site, telling each path that it was asked for."""

    async def site(scope, receive, send):
        tell(scope["path"])
        await clean(scope, receive, send)

    return site


TROUBLE = {
    "/dialog/": "<script>alert('x'); onbeforeunload = (event) => event.preventDefault();</script>",
    "/download/": "<script>location = '/file/';</script>",
    "/window/": "<script>window.open('/fine/');</script>",
    "/reload/": "<script>setTimeout(() => location.reload(), 5);</script>",
    "/closing/": "<script>window.close(); setTimeout(() => { document.open(); document.close(); }, 20);</script>",
    "/huge/": "<p>" + "a long page " * 300_000,
    "/around/": "",
    "/endless/": "<script>setTimeout(() => { for (;;); }, 50);</script>",
    "/fine/": "<p>Fine.</p>",
}


async def troubled(scope, receive, send):
    """Pages that a crawl has to survive."""
    assert scope["type"] == "http"
    path = scope["path"]
    if path == "/file/":
        await _answer(send, 200, "x", "application/zip", [(b"content-disposition", b"attachment; filename=x.zip")])
    elif path == "/around/":
        await _answer(send, 302, "", "text/plain", [(b"location", b"/around/")])
    elif path in TROUBLE:
        await _answer(send, 200, f"<!doctype html><title>{path}</title>{TROUBLE[path]}", "text/html")
    else:
        await _answer(send, 404, "", "text/plain")
