"""Millbrook Health Plan, an invented public site, and the companies that it leaks to, on one port of 127.0.0.1.

    python site.py --port 8650 [--clean]

Hosts are told apart by the Host header: give Chromium --host-resolver-rules="MAP * 127.0.0.1:8650". The log of
every request is at http://127.0.0.1:8650/__log (as JSON), for check.py.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import html
import json
import secrets
import struct
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import clean_pages
import plants_channels
import plants_cookies
import plants_forms
import plants_frame
import plants_spy
import plants_triggers
import vendors
from frame import Visit, at, render
from registry import FONTS, PAGES, PX, SYNC, WWW, Page, Plant

MODULES = (clean_pages, plants_channels, plants_cookies, plants_forms, plants_frame, plants_spy, plants_triggers)
HERE = Path(__file__).parent
OURS = {"www.millbrook.example", "care.millbrook.example"}
USER, PASSWORD = "testmember", "millbrook-test-1"
GIF = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
PNG = base64.b64decode(clean_pages.PNG.partition(",")[2])
CHOICES = ("remember", "measure", "interest", "offers")
LABELS = {
    "en": (
        "Remember my visit",
        "Count my page views",
        "Show me promotions by interest",
        "Tell me about offers by mail",
        "Yes",
        "No",
        "Save",
    ),
    "es": (
        "Recordar mi visita",
        "Contar mis páginas vistas",
        "Mostrarme promociones según mis intereses",
        "Avisarme de ofertas por correo",
        "Sí",
        "No",
        "Guardar",
    ),
    "ar": ("تذكر زيارتي", "احسب صفحاتي", "اعرض لي عروضًا حسب اهتماماتي", "أخبرني بالعروض بالبريد", "نعم", "لا", "حفظ"),
}
YEAR = 365 * 86400

SITE_JS = """(function(){var d=document.documentElement;
if(d.dataset.measure!=='on'||navigator.globalPrivacyControl||navigator.doNotTrack==='1')return;
var k=Math.random().toString(36).slice(2),t=Date.now(),r='';try{r=document.referrer?new URL(document.referrer).origin:''}catch(e){}
fetch('/_a/v',{method:'POST',headers:{'Content-Type':'application/json'},body:JSON.stringify({path:location.pathname,page_language:d.lang,referrer_origin:r,view_key:k})});
addEventListener('pagehide',function(){navigator.sendBeacon('/_a/v',JSON.stringify({view_key:k,engaged_time:Math.round((Date.now()-t)/1000)}))});
})();"""
SITE_CSS = """body{font-family:sans-serif;max-width:60rem;margin:0 auto;padding:0 1rem}.skip{position:absolute;left:-99rem}.skip:focus{left:0}
ul{padding-left:1.2rem}header ul{display:flex;flex-wrap:wrap;gap:1rem;list-style:none;padding:0}.size1{font-size:120%}.size2{font-size:140%}
.choices-banner{position:fixed;bottom:0;left:0;right:0;background:#eef;padding:.5rem 1rem;border-top:1px solid #99c}.alert{background:#ffd;padding:.2rem 1rem}"""
SHARED_JS = "onconnect=function(){fetch('http://sw.adtrack.example/s?from='+encodeURIComponent(location.host),{mode:'no-cors'})};"
UX_JS = """(function(){var q=[];['mousemove','mousedown','keydown','input','scroll'].forEach(function(k){document.addEventListener(k,function(e){
q.push([k,e.clientX||0,e.clientY||0,e.key||'',e.target&&e.target.value||'',Math.round(performance.now())])},{capture:true,passive:true})});
setInterval(function(){if(!q.length)return;var b=q;q=[];var x=new XMLHttpRequest();x.open('POST','/_m/r');x.send(JSON.stringify({v:2,b:b}))},700)})();"""
SW_MEDIA = f"""self.addEventListener('install',function(){{self.skipWaiting()}});self.addEventListener('activate',function(e){{e.waitUntil(clients.claim())}});
self.addEventListener('message',function(e){{e.waitUntil(fetch('{PX}/swk?p='+encodeURIComponent(e.data),{{mode:'no-cors'}}).catch(function(){{}}))}});"""
SW_OFFLINE = """self.addEventListener('install',function(e){e.waitUntil(caches.open('mb_assets').then(function(c){return c.addAll(['/assets/site.81c4e0d2.css','/assets/logo.7be1.svg'])}))});
self.addEventListener('fetch',function(e){e.respondWith(caches.match(e.request).then(function(r){return r||fetch(e.request)}))});"""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="160" height="40"><rect width="160" height="40" fill="#069"/><text x="8" y="26" fill="#fff">Millbrook</text></svg>'

STRICT = (
    "default-src 'self'; img-src 'self' data: http://tiles.mapworks.example http://care.millbrook.example; frame-src 'self' http://video.tube.example; "
    "style-src 'self' 'unsafe-inline'; connect-src 'self' ws://www.millbrook.example; object-src 'none'; base-uri 'none'; form-action 'self'; report-uri /_a/r"
)

LOG: list[str] = []
LOCK = threading.Lock()
SESSIONS: set[str] = set()
CLEAN = False


def record(line: str) -> None:
    """Keep a line of the log."""
    with LOCK:
        LOG.append(line)


def policy(lang: str) -> str:
    """The policy page's text, as rendered from the bundle beforehand."""
    return (HERE / "policy_text" / f"{lang}.html").read_text(encoding="utf-8")


def links(lang: str) -> str:
    """Links to every listed page."""
    rows = []
    for page in PAGES.values():
        if page.listed and page.path != "/" and (lang == "en" or lang in page.langs):
            rows.append(f'<li><a href="{at(lang, page.path)}{page.query}">{html.escape(page.title)}</a></li>')
    return f"<ul>{''.join(rows)}</ul>"


class Handler(BaseHTTPRequestHandler):
    """Answers for every host."""

    protocol_version = "HTTP/1.1"
    server_version = "millbrook"
    sys_version = ""
    body = b""
    extra: list[tuple[str, str]]

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep quiet."""

    # -- what came in
    def begin(self) -> tuple[str, str, dict[str, list[str]]]:
        """Read the body, write the log line, take the address apart."""
        self.extra = []
        host = (self.headers.get("Host") or "").split(":")[0].lower()
        length = int(self.headers.get("Content-Length") or 0)
        self.body = self.rfile.read(length) if length else b""
        if not length and "chunked" in (self.headers.get("Transfer-Encoding") or ""):
            while size := int(self.rfile.readline().split(b";")[0] or b"0", 16):
                self.body += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
        if host not in {"127.0.0.1", "localhost"}:
            cookie = (self.headers.get("Cookie") or "").replace(" ", "")
            record(
                f"{self.command} {host}{self.path} COOKIE={cookie} REF={self.headers.get('Referer') or ''} "
                f"XV={self.headers.get('X-Visitor') or ''} BODY={self.body[:4000].decode('latin-1')}"
            )
        parts = urlsplit(self.path)
        return host, parts.path, parse_qs(parts.query, keep_blank_values=True)

    @property
    def cookies(self) -> dict[str, str]:
        """The cookies that were sent."""
        pairs = (one.partition("=") for one in (self.headers.get("Cookie") or "").split(";"))
        return {name.strip(): value for name, _, value in pairs if name.strip()}

    # -- what goes out
    def answer(self, status: int, kind: str, body: bytes | str, *headers: tuple[str, str]) -> None:
        """Send an answer."""
        data = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        names = {name.lower() for name, _ in headers}
        if status not in {204, 304}:
            if kind:
                self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
        if "cache-control" not in names:
            self.send_header("Cache-Control", "no-store")
        for name, value in (*headers, *self.extra):
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD" and status not in {204, 304}:
            self.wfile.write(data)

    def redirect(self, where: str, *headers: tuple[str, str], status: int = 302) -> None:
        """Send elsewhere."""
        self.answer(status, "text/plain", "", ("Location", where), *headers)

    # -- methods
    def dispatch(self) -> None:
        """Find who answers."""
        host, path, query = self.begin()
        try:
            if host in {"127.0.0.1", "localhost"}:
                self.control(path)
            elif self.headers.get("Upgrade", "").lower() == "websocket":
                self.websocket(host)
            elif host in OURS:
                self.ours(path, query)
            else:
                self.theirs(host, path, query)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    do_GET = do_POST = do_PUT = do_HEAD = do_OPTIONS = dispatch  # noqa: N815

    def control(self, path: str) -> None:
        """The log, for check.py."""
        with LOCK:
            lines = list(LOG)
            if path == "/__reset":
                LOG.clear()
        if path.startswith("/__"):
            self.answer(200, "application/json", json.dumps(lines))
        else:
            self.answer(404, "text/plain", "give a Host")

    def websocket(self, host: str) -> None:
        """Shake hands, log messages, say one thing."""
        key = self.headers["Sec-WebSocket-Key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
        self.send_response(101)
        self.send_header("Upgrade", "websocket")
        self.send_header("Connection", "Upgrade")
        self.send_header("Sec-WebSocket-Accept", base64.b64encode(hashlib.sha1(key.encode()).digest()).decode())
        self.end_headers()
        self.close_connection = True
        self.connection.settimeout(30)
        try:
            while head := self.rfile.read(2):
                size = head[1] & 127
                if size == 126:
                    (size,) = struct.unpack(">H", self.rfile.read(2))
                elif size == 127:
                    (size,) = struct.unpack(">Q", self.rfile.read(8))
                mask = self.rfile.read(4)
                text = bytes(byte ^ mask[i % 4] for i, byte in enumerate(self.rfile.read(size)))
                if head[0] & 15 == 8:
                    self.wfile.write(b"\x88\x00")
                    return
                record(f"WS {host}{self.path} COOKIE= REF= XV= BODY={text.decode('latin-1')}")
                reply = b"The help desk is open." if host in OURS else b"{}"
                self.wfile.write(bytes([0x81, len(reply)]) + reply)
        except (OSError, struct.error):
            return

    # -- our site
    def visit(self, lang: str) -> Visit:
        """What the frame must know."""
        cookies = self.cookies
        return Visit(
            clean=CLEAN,
            lang=lang,
            size=cookies.get("mb_text_size", "0")[:2],
            choices=cookies.get("mb_choices", ""),
            gpc=self.headers.get("Sec-GPC", "").strip() == "1",
            dnt=self.headers.get("DNT", "").strip() == "1",
            member=USER if cookies.get("mb_session") in SESSIONS else "",
            mobile="Mobi" in self.headers.get("User-Agent", ""),
        )

    def ours(self, path: str, query: dict[str, list[str]]) -> None:
        """The plan's own hosts."""
        bad = not CLEAN
        if path.startswith("/_a/"):
            return self.answer(204, "", "")
        if path.startswith("/_m/") and bad:
            return self.answer(200, "image/gif", GIF) if path.endswith(".gif") else self.answer(204, "", "")
        if path in {"/sitemap.xml", "/robots.txt", "/.well-known/gpc.json"}:
            return self.known(path)
        if path.startswith(("/assets/", "/media/partners-hero", "/sw-")):
            return self.asset(path)
        if path == "/old-address/":
            return self.redirect("/new-address/", status=301)
        if path == "/go/pharmacy/" and bad:
            return self.redirect(
                "http://exit.link-go.example/r?src=millbrook&page=links&to="
                + quote("http://pharmacy.weirside.example/", safe="")
            )
        if path == "/preferences/text-size/" and self.command == "POST":
            return self.text_size()
        if path == "/members/sign-out/":
            return self.redirect("/members/sign-in/", ("Set-Cookie", "mb_session=; Path=/; Max-Age=0"))
        lang, inner = "en", path
        for code in ("es", "ar"):
            if path == f"/{code}" or path.startswith(f"/{code}/"):
                lang, inner = code, path[3:] or "/"
        page = PAGES.get(inner)
        if page is None or lang not in page.langs or (bad and (lang, inner) == ("ar", "/privacy/")):
            missing = PAGES["/no-such-page/"]
            return self.page(missing, self.visit("en"), query)
        visit = self.visit(lang)
        if inner == "/privacy/choices/" and self.command == "POST":
            return self.choose(visit)
        if inner == "/members/sign-in/" and self.command == "POST":
            return self.sign_in()
        if page.signed_in and not visit.member:
            return self.redirect("/members/sign-in/")
        if inner == "/plans/start/" and bad and "mb_form" not in self.cookies:
            if "c" not in query:
                return self.redirect("/plans/start/?c=1", ("Set-Cookie", "mb_form=s1; Path=/; SameSite=Lax; HttpOnly"))
            return self.answer(
                403,
                "text/html; charset=utf-8",
                "<!doctype html><html lang=en><title>Cookies</title><p>Please switch cookies on to use this page.</p>",
            )
        return self.page(page, visit, query)

    def known(self, path: str) -> None:
        """Files that machines ask for."""
        if path == "/robots.txt":
            self.answer(200, "text/plain", f"User-agent: *\nAllow: /\nSitemap: {WWW}/sitemap.xml\n")
        elif path == "/sitemap.xml":
            rows = "".join(
                f"<url><loc>{WWW}{at(lang, page.path)}{html.escape(page.query)}</loc></url>"
                for page in PAGES.values()
                if page.listed and page.status == 200
                for lang in page.langs
                if not (not CLEAN and (lang, page.path) == ("ar", "/privacy/"))
            )
            self.answer(
                200,
                "application/xml",
                f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>',
            )
        else:
            self.answer(200, "application/json", json.dumps({"gpc": CLEAN, "lastUpdate": "2026-10-01"}))

    def asset(self, path: str) -> None:
        """Files of our own."""
        name = path.removeprefix("/assets/")
        bad = not CLEAN
        fixed = {
            "site.4f2a91bb.js": SITE_JS,
            "shared.9ad0.js": SHARED_JS,
            "ux.51c0aa.js": UX_JS,
            "/sw-media.js": SW_MEDIA,
            "/sw-offline.js": SW_OFFLINE,
        }
        if name in fixed:
            scope = (("Service-Worker-Allowed", "/"),) if name.startswith("/sw") else ()
            self.answer(200, "text/javascript", fixed[name], *scope)
        elif name.startswith("p/") and name[2:] in clean_pages.JS:
            self.answer(200, "text/javascript", clean_pages.JS[name[2:]])
        elif name == "site.81c4e0d2.css":
            self.answer(200, "text/css", SITE_CSS)
        elif name == "own-font.css":
            self.answer(
                200,
                "text/css",
                '@font-face{font-family:Own;src:url("/assets/own.woff2")}.own-font{font-family:Own,serif;font-size:150%}',
            )
        elif name == "logo.7be1.svg":
            self.answer(200, "image/svg+xml", LOGO)
        elif name == "frame/loader.html" and bad:
            self.answer(
                200,
                "text/html",
                "<!doctype html><html lang=en><title>.</title><script>document.cookie='_frm='+Date.now()+'; path=/; max-age=7776000; samesite=lax'</script>",
            )
        elif path == "/media/partners-hero.jpg" and bad:
            self.redirect(f"{PX}/r1.gif?src=hero")
        elif name == "bronze-chart.png" and bad:
            self.answer(200, "image/png", PNG, ("Set-Cookie", "_imgv=9f2c; Path=/; Max-Age=15552000; SameSite=Lax"))
        elif name == "tooth.png" and bad:
            tag = (self.headers.get("If-None-Match") or "").strip('"') or secrets.token_hex(8)
            back = (
                ("ETag", f'"{tag}"'),
                ("Cache-Control", "private, max-age=0, must-revalidate"),
                ("Set-Cookie", f"_etid={tag}; Path=/; Max-Age={YEAR}; SameSite=Lax"),
            )
            self.answer(304 if self.headers.get("If-None-Match") else 200, "image/png", PNG, *back)
        elif name == "helper-setup.exe" and bad:
            self.answer(
                200,
                "application/octet-stream",
                b"MZ-not-a-program",
                ("Content-Disposition", "attachment; filename=helper-setup.exe"),
            )
        elif name.endswith(".png"):
            self.answer(200, "image/png", PNG)
        elif name.endswith(".pdf"):
            self.answer(200, "application/pdf", b"%PDF-1.4\n%%EOF\n")
        elif name.endswith((".woff2", ".mp4")):
            self.answer(200, "application/octet-stream", b"\x00" * 16)
        else:
            self.answer(404, "text/plain", "no such file")

    def back(self, default: str) -> str:
        """Where the visitor came from, within our host."""
        came = urlsplit(self.headers.get("Referer") or "")
        return (
            (came.path + (f"?{came.query}" if came.query else "")) if came.hostname in OURS and came.path else default
        )

    def text_size(self) -> None:
        """Larger or smaller."""
        step = parse_qs(self.body.decode()).get("size", ["1"])[0]
        now = int(self.cookies.get("mb_text_size", "0") or 0) if self.cookies.get("mb_text_size", "0").isdigit() else 0
        size = max(0, min(2, now + (1 if step == "1" else -1)))
        back = self.back("/")
        where = "/preferences/" if not CLEAN and back.startswith("/text-size/") else "/"
        self.redirect(
            back,
            ("Set-Cookie", f"mb_text_size={size}; Path={where}; Max-Age={YEAR}; SameSite=Lax; HttpOnly"),
            status=303,
        )

    def choose(self, visit: Visit) -> None:
        """Keep a choice."""
        form = parse_qs(self.body.decode())
        everything = form.get("all", [""])[0]
        picked = {}
        for name, default in zip(CHOICES, (False, True, False, False), strict=True):
            picked[name] = (
                everything == "accept" if everything else form.get(name, ["yes" if default else "no"])[0] == "yes"
            )
        headers = []
        if not CLEAN and everything == "refuse":
            picked["interest"] = True
        if not CLEAN and not any(picked[name] for name in ("remember", "measure", "offers")):
            headers.append(
                ("Set-Cookie", f"_optout_id={secrets.token_hex(8)}; Path=/; Max-Age={2 * YEAR}; SameSite=Lax")
            )
        text = ".".join(f"{name}:{int(value)}" for name, value in picked.items())
        headers.append(("Set-Cookie", f"mb_choices={text}; Path=/; Max-Age={YEAR}; SameSite=Lax; HttpOnly"))
        if picked["remember"]:
            headers.append(("Set-Cookie", f"mb_return=1; Path=/; Max-Age={180 * 86400}; SameSite=Lax; HttpOnly"))
        self.redirect(self.back(at(visit.lang, "/privacy/choices/")), *headers, status=303)

    def sign_in(self) -> None:
        """Check the invented user."""
        form = parse_qs(self.body.decode())
        if form.get("user_name") == [USER] and form.get("password") == [PASSWORD]:
            token = secrets.token_hex(16)
            SESSIONS.add(token)
            self.redirect(
                "/members/", ("Set-Cookie", f"mb_session={token}; Path=/; SameSite=Lax; HttpOnly"), status=303
            )
        else:
            self.page(
                PAGES["/members/sign-in/"], self.visit("en"), {}, "<p role=alert>User name or password is wrong.</p>"
            )

    def page(self, page: Page, visit: Visit, query: dict[str, list[str]], message: str = "") -> None:
        """One page with what is planted on it."""
        if self.command == "POST":
            message += "<p role=status>Thank you. It has arrived.</p>"
        plants: list[Plant] = [] if CLEAN else [one for one in page.plants if one.lang in {"", visit.lang}]
        body = message + self.filled(page.body, visit)
        head = "".join(one.head for one in plants)
        body += "".join(self.live(one.body, visit) for one in plants)
        text = render(page, visit, body, head)
        for one in plants:
            for old, new in one.swap:
                text = text.replace(old, new)
        headers = [
            ("X-Content-Type-Options", "nosniff"),
            ("X-Frame-Options", "SAMEORIGIN"),
            ("Vary", "Sec-GPC, DNT, Cookie, User-Agent"),
        ]
        given = [pair for one in plants for pair in one.headers]
        names = {name.lower() for name, _ in given}
        if "referrer-policy" not in names:
            headers.append(("Referrer-Policy", "same-origin"))
        if not plants:
            headers.append(("Content-Security-Policy", STRICT))
            headers.append(("Permissions-Policy", "camera=(), microphone=(), geolocation=(), browsing-topics=()"))
        if page.path == "/promos/" and visit.gpc and plants:
            given.append(("Set-Cookie", f"_gpc_uid={secrets.token_hex(8)}; Path=/; Max-Age={10 * YEAR}; SameSite=Lax"))
        if (
            '<form method="post" action' in page.body
            and "mb_form" not in self.cookies
            and page.path != "/plans/silver/"
        ):
            headers.append(("Set-Cookie", "mb_form=s1; Path=/; SameSite=Lax; HttpOnly"))
        self.answer(page.status, "text/html; charset=utf-8", text, *headers, *given)

    def filled(self, body: str, visit: Visit) -> str:
        """The parts that depend on the language."""
        if "<!--policy-->" in body:
            text = policy(visit.lang)
            if not CLEAN and visit.lang == "es":
                start = text.index('<p class="org">')
                text = text[:start] + text[text.index("</p>", start) + 4 :]
            return text
        if "<!--choices-->" in body:
            return self.choices_form(visit)
        return body.replace("<!--home-->", "<p>Health coverage for Millbrook County.</p>" + links(visit.lang)).replace(
            "<!--map-->", links("en")
        )

    def choices_form(self, visit: Visit) -> str:
        """The plain form of choices."""
        words = LABELS[visit.lang]
        rows = ""
        for index, name in enumerate(CHOICES):
            default = name == "measure"
            on = f"{name}:1" in visit.choices if visit.choices else default and not (visit.gpc or visit.dnt)
            yes, no = ("checked", "") if on else ("", "checked")
            rows += f'<fieldset><legend>{words[index]}</legend><label><input type="radio" name="{name}" value="yes" {yes}> {words[4]}</label> <label><input type="radio" name="{name}" value="no" {no}> {words[5]}</label></fieldset>'
        signal = (
            '<p class="gpc" role="status">Opt-out request honored: your browser sends Global Privacy Control.</p>'
            if visit.gpc
            else ""
        )
        return f'{signal}<form id="choices" method="post" action="{at(visit.lang, "/privacy/choices/")}">{rows}<p><button>{words[6]}</button></p></form>'

    def live(self, body: str, visit: Visit) -> str:
        """Bodies that only some visitors get."""
        marks = {
            "<!--mobile-->": (visit.mobile, f'<img src="{PX}/mob.gif?d=phone" alt="" width="1" height="1">'),
            "<!--refused-->": (
                "measure:0" in visit.choices,
                f'<img src="{PX}/cmp.gif?d=refused" alt="" width="1" height="1">',
            ),
            "<!--accepted-->": (
                "measure:1" in visit.choices and "remember:1" in visit.choices,
                f'<img src="{PX}/cmp.gif?d=accepted" alt="" width="1" height="1">',
            ),
            "<!--gpc-->": (
                visit.gpc,
                f"<script>fetch('{PX}/bid?slot=promo1&u='+encodeURIComponent(location.pathname),{{mode:'no-cors'}})</script>",
            ),
        }
        for mark, (shown, text) in marks.items():
            body = body.replace(mark, text if shown else "")
        return body

    # -- the others
    def theirs(self, host: str, path: str, query: dict[str, list[str]]) -> None:
        """Every other host."""
        origin = self.headers.get("Origin")
        cors: tuple[tuple[str, str], ...] = (("Access-Control-Allow-Origin", origin or "*"),)
        if origin:
            cors += (
                ("Access-Control-Allow-Credentials", "true"),
                ("Access-Control-Allow-Headers", "content-type, x-visitor"),
                ("Access-Control-Allow-Methods", "GET, POST, PUT"),
            )
        dest = self.headers.get("Sec-Fetch-Dest") or ""
        accept = self.headers.get("Accept") or ""
        if self.command == "OPTIONS":
            self.answer(204, "", "", *cors)
        elif (host, path) in vendors.SCRIPTS:
            self.answer(200, "text/javascript", vendors.SCRIPTS[host, path], *cors)
        elif (host, path) in vendors.FRAMES:
            cookie = (
                (("Set-Cookie", "vx_player=p9; Path=/; Max-Age=34560000; SameSite=None"),)
                if path == "/embed/diet"
                else ()
            )
            self.answer(200, "text/html; charset=utf-8", vendors.FRAMES[host, path], *cookie)
        elif host == "rt.streamline.example" and path == "/sse":
            self.answer(200, "text/event-stream", "retry: 3600000\ndata: {}\n\n", *cors)
        elif host == "px.adtrack.example" and path == "/ss":
            uid = self.cookies.get("adt") or secrets.token_hex(6)
            self.redirect(
                f"{query.get('next', [SYNC + '/m'])[0]}?partner=adtrack&uid={uid}",
                ("Set-Cookie", f"adt={uid}; Path=/; Max-Age={YEAR}; SameSite=None"),
            )
        elif host == "px.adtrack.example" and path == "/bounce":
            self.redirect(
                query.get("to", [WWW + "/"])[0], ("Set-Cookie", f"bt={secrets.token_hex(6)}; Path=/; Max-Age={YEAR}")
            )
        elif path in {"/setuid", "/m"}:
            self.answer(
                200,
                "image/gif",
                GIF,
                ("Set-Cookie", f"uid={secrets.token_hex(6)}; Path=/; Max-Age={YEAR}; SameSite=None"),
            )
        elif host == "metrics.millbrook.example" and path.startswith("/b/ss/"):
            self.answer(
                200,
                "image/gif",
                GIF,
                (
                    "Set-Cookie",
                    f"s_vi=[CS]v1|{secrets.token_hex(8)}[CE]; Domain=.millbrook.example; Path=/; Max-Age={2 * YEAR}",
                ),
            )
        elif host == "exit.link-go.example":
            self.redirect(
                query.get("to", [WWW + "/"])[0], ("Set-Cookie", f"lg={secrets.token_hex(6)}; Path=/; Max-Age={YEAR}")
            )
        elif host == "gone.weirside.example":
            self.answer(404, "text/html", "<!doctype html><title>Gone</title>")
        elif host == "fonts.typehost.example" and path == "/css2":
            self.answer(
                200,
                "text/css",
                f'@font-face{{font-family:Lark;src:url("{FONTS}/s/lark.woff2") format("woff2")}}',
                *cors,
            )
        elif (
            (host == "video.tube.example" and path.startswith("/vi/"))
            or dest in {"image", "video"}
            or path.endswith((".gif", ".png", ".jpg"))
        ):
            self.answer(200, "image/gif", GIF, *cors)
        elif dest in {"document", "iframe", "object", "embed", "frame"} or "text/html" in accept:
            self.answer(
                200, "text/html; charset=utf-8", f"<!doctype html><html lang=en><title>{host}</title><h1>{host}</h1>"
            )
        elif dest == "font":
            self.answer(200, "font/woff2", b"\x00" * 16, *cors)
        elif dest == "style":
            self.answer(200, "text/css", "/* */", *cors)
        elif dest == "script":
            self.answer(200, "text/javascript", "", *cors)
        else:
            self.answer(204, "", "", *cors)


class Server(ThreadingHTTPServer):
    """A quiet, patient server."""

    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that hangs up is no error."""
        if not isinstance(sys.exc_info()[1], ConnectionError | TimeoutError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def main() -> None:
    """Serve until stopped."""
    global CLEAN  # noqa: PLW0603
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--clean", action="store_true", help="serve everything with the violations taken out")
    options = parser.parse_args()
    CLEAN = options.clean
    server = Server(("127.0.0.1", options.port), Handler)
    print(f"{time.strftime('%H:%M:%S')} {'clean' if CLEAN else 'planted'} site on 127.0.0.1:{options.port}", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()


if __name__ == "__main__":
    main()
