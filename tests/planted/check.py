"""Ask every page of the running site, and prove in a plain Chromium that what is planted happens.

python check.py [--port 8650] [--only ID-OR-PAGE]
"""

from __future__ import annotations

import argparse
import http.cookiejar
import json
import re
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from pathlib import Path

import site_records
from frame import at
from playwright.sync_api import BrowserContext, Error, Playwright, sync_playwright
from playwright.sync_api import Page as Tab
from registry import PAGES, WWW, Page, Plant

HERE = Path(__file__).parent
assert site_records
EMAIL, WORDS = "canary.k4q@mail.example", "canary words zq81"
HOOKS = """(function(){var L=window.__api=[];function h(o,n,t){try{var f=o[n];if(!f)return;o[n]=function(){L.push(t);return f.apply(this,arguments)}}catch(e){}}
h(window.speechSynthesis||{},'getVoices','speechSynthesis.getVoices');h(navigator.geolocation||{},'getCurrentPosition','geolocation');
h(window.Notification||{},'requestPermission','Notification.requestPermission');h(Storage.prototype,'key','localStorage.key');h(navigator.clipboard||{},'readText','clipboard.readText');
h(navigator,'getBattery','getBattery');h(navigator.mediaDevices||{},'enumerateDevices','enumerateDevices');h(window.caches||{},'open','caches');h(navigator.storage||{},'getDirectory','opfs');
var R=window.RTCPeerConnection;if(R)window.RTCPeerConnection=function(c){L.push('RTCPeerConnection');return new R(c)};
var A=EventTarget.prototype.addEventListener;EventTarget.prototype.addEventListener=function(t){if(/^device(motion|orientation)$/.test(t))L.push(t);return A.apply(this,arguments)};})();"""


class Site:
    """The running server."""

    def __init__(self, port: int, clean: bool = False) -> None:
        """Start it."""
        self.port = port
        self.process = subprocess.Popen(
            [sys.executable, str(HERE / "site.py"), "--port", str(port), *(["--clean"] if clean else [])],
            stdout=subprocess.DEVNULL,
        )
        for _ in range(50):
            try:
                self.log()
                return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("the site did not start")

    def log(self, reset: bool = False) -> list[str]:
        """The lines so far."""
        with urllib.request.urlopen(
            f"http://127.0.0.1:{self.port}/{'__reset' if reset else '__log'}", timeout=5
        ) as answer:
            return json.load(answer)

    def get(
        self,
        path: str,
        cookies: http.cookiejar.CookieJar | None = None,
        form: dict[str, str] | None = None,
        host: str = "www.millbrook.example",
        **headers: str,
    ) -> tuple[int, str, list[tuple[str, str]]]:
        """Ask without a browser and without following redirects."""

        class Stay(urllib.request.HTTPRedirectHandler):
            def redirect_request(self, *_: object) -> None:  # type: ignore[override]
                return None

        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}",
            data=urllib.parse.urlencode(form).encode() if form else None,
            headers={"Host": host, **headers},
        )
        try:
            answer = urllib.request.build_opener(Stay).open(request, timeout=10)
        except urllib.error.HTTPError as problem:
            answer = problem
        with answer:
            return answer.status, answer.read().decode("utf-8", "replace"), list(answer.headers.items())

    def stop(self) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait()


def act(tab: Tab, page: Page, lang: str = "en") -> None:
    """Do on a page what a lively visitor does."""
    needs = {word for plant in page.plants for word in plant.visible}
    tab.goto(WWW + at(lang, page.path) + page.query, wait_until="load")
    tab.wait_for_timeout(350)
    tab.mouse.move(200, 300)
    tab.mouse.move(260, 340)
    fields = tab.locator(
        "main input:not([type=hidden]):not([type=radio]):not([type=checkbox]):visible, main textarea:visible"
    )
    for index in range(fields.count()):
        field = fields.nth(index)
        kind = field.get_attribute("type")
        if kind == "date":
            continue
        try:
            field.click(timeout=1500)
            field.press_sequentially(EMAIL if kind == "email" else "5550142" if kind == "tel" else WORDS, timeout=4000)
            field.blur()
        except Error:
            continue
    for box in tab.locator("main input[type=checkbox]:visible").all()[:3]:
        box.check(timeout=1500)
    for selector in ("main [role=tab]", "main summary", "main .play"):
        for one in tab.locator(selector).all():
            one.click(timeout=1500)
    if needs & {"copy", "paste"}:
        tab.evaluate(
            "()=>{var r=document.createRange();r.selectNodeContents(document.getElementById('howto'));getSelection().removeAllRanges();getSelection().addRange(r)}"
        )
        tab.keyboard.press("Control+c")
        tab.locator("main textarea").first.focus()
        tab.keyboard.press("Control+v")
    if "secure-context" in needs:
        tab.mouse.click(5, 200)
    tab.mouse.wheel(0, 1600)
    tab.wait_for_timeout(250)
    tab.mouse.wheel(0, 1600)
    if "hidden" in needs:
        tab.evaluate(
            "()=>{for(const s of ['hidden','visible']){Object.defineProperty(document,'hidden',{value:s==='hidden',configurable:true});Object.defineProperty(document,'visibilityState',{value:s,configurable:true});document.dispatchEvent(new Event('visibilitychange'))}}"
        )
    tab.wait_for_timeout(12300 if page.slow else 900)


def follow(tab: Tab, page: Page) -> None:
    """Click the links of the page's text, and come back; send its form."""
    needs = {word for plant in page.plants for word in plant.visible}
    if needs & {"click", "hover", "back"}:
        count = min(tab.locator("main ul a, main p a").count(), 9)
        calls = [one.get_attribute("href") or "" for one in tab.locator("main ul a, main p a").all()]
        for index in sorted(range(count), key=lambda one: calls[one].startswith("tel:")):
            if urllib.parse.urlsplit(tab.url).path != page.path:
                tab.goto(WWW + page.path)
            link = tab.locator("main ul a, main p a").nth(index)
            try:
                link.hover(timeout=1200)
                tab.wait_for_timeout(60)
                link.click(timeout=1500, no_wait_after=True)
                tab.wait_for_timeout(600)
            except Error:
                continue
            if "back" in needs and urllib.parse.urlsplit(tab.url).path != page.path:
                tab.go_back()
                tab.wait_for_timeout(300)
    if "submit" in needs:
        tab.goto(WWW + page.path)
        for name in ("email", "q", "user_name", "password", "name"):
            field = tab.locator(f"main [name={name}]")
            if field.count():
                field.first.fill(
                    {"email": EMAIL, "user_name": "testmember", "password": "millbrook-test-1"}.get(name, WORDS)
                )
        button = tab.locator("main form button")
        if button.count():
            button.last.click(no_wait_after=True, timeout=3000)
            tab.wait_for_timeout(1500)


class Run:
    """What was seen."""

    def __init__(self, site: Site) -> None:
        """Nothing yet."""
        self.site = site
        self.done: dict[str, str] = {}

    def judge(self, page: Page, plant: Plant, tab: Tab | None, markup: str) -> None:
        """Look for the proof of one plant."""
        if plant.id in self.done:
            return
        how, _, what = plant.proof.partition(":")
        seen = False
        if how == "log":
            seen = any(re.search("^" + what, line, re.DOTALL) for line in self.site.log())
        elif how == "markup":
            seen = (what[1:] not in markup) if what.startswith("-") else what in markup
        elif tab is not None and how == "cookie":
            rows = [one for one in tab.context.cookies() if one["name"] == what]
            seen = bool(rows) and (
                not what.startswith("mb_") or any(one["expires"] > time.time() + 86400 for one in rows)
            )
        elif tab is not None and how in {"local", "session"}:
            seen = tab.evaluate(f"()=>{how}Storage.getItem({json.dumps(what)})") is not None
        elif tab is not None and how == "idb":
            seen = any(one["name"] == what for one in tab.evaluate("()=>indexedDB.databases()"))
        elif tab is not None and how == "api":
            seen = (
                bool(tab.evaluate("()=>name"))
                if what == "window.name"
                else what in tab.evaluate("()=>window.__api||[]")
            )
        if seen:
            self.done[plant.id] = how


def visit(
    run: Run,
    context: BrowserContext,
    pages: list[Page],
    wanted: Callable[[Plant], bool],
    lang: str = "en",
    links: bool = True,
) -> None:
    """Visit pages and judge the plants that this visitor can see."""
    context.add_init_script(HOOKS)
    for page in pages:
        plants = [plant for plant in page.plants if wanted(plant) and plant.id not in run.done]
        if not plants:
            continue
        tab = context.new_page()
        try:
            markup = run.site.get(at(lang, page.path))[1]
            act(tab, page, lang)
            for plant in plants:
                run.judge(page, plant, tab, markup)
            if links:
                follow(tab, page)
        except Error as problem:
            print(f"  {page.path}: {str(problem).splitlines()[0]}")
        finally:
            tab.close()
        time.sleep(0.15)
        for plant in plants:
            run.judge(page, plant, None, markup)


def choose(context: BrowserContext, name: str) -> None:
    """Press a button of the banner."""
    tab = context.new_page()
    tab.goto(WWW + "/")
    tab.get_by_role("button", name=name).click()
    tab.wait_for_load_state()
    tab.close()


def server_proofs(site: Site) -> dict[str, bool]:
    """What a plain request shows."""
    first = site.get("/plans/start/")
    second = site.get("/plans/start/?c=1")
    signed = site.get("/members/sign-in/", form={"user_name": "testmember", "password": "millbrook-test-1"})
    token = next(
        (value.split(";")[0] for name, value in signed[2] if name == "Set-Cookie" and value.startswith("mb_session")),
        "",
    )
    members = site.get("/members/", Cookie=token)
    names = {name.lower(): value for name, value in members[2]}
    message = site.get("/members/message/", Cookie=token)
    es, en, ar = site.get("/es/privacy/"), site.get("/privacy/"), site.get("/ar/privacy/")
    refused = [
        value for name, value in site.get("/privacy/choices/", form={"all": "refuse"})[2] if name == "Set-Cookie"
    ]
    size = [
        value
        for name, value in site.get("/preferences/text-size/", form={"size": "1"}, Referer=WWW + "/text-size/")[2]
        if name == "Set-Cookie"
    ]
    return {
        "fails-without-cookies": first[0] == 302 and second[0] == 403,
        "identity-header": "x-member-id" in names,
        "public-cache-signed-in": "public" in names.get("cache-control", ""),
        "portal-form-without-notice": message[0] == 200 and "own notice" not in message[1],
        "policy-date-differs": "2026-09-01" in es[1] and "2026-10-01" in en[1],
        "organisation-block-missing": 'class="org"' not in es[1] and 'class="org"' in en[1],
        "policy-language-missing": ar[0] == 404,
        "arabic-direction": '<html lang="en" dir="ltr"' in site.get("/ar/contact/")[1],
        "refusal-sets-id": any(one.startswith("_optout_id") for one in refused),
        "opt-out-partial": any("interest:1" in one for one in refused),
        "text-size-forgotten": any("Path=/preferences/" in one for one in size),
        "gpc-file-false": '"gpc": false' in site.get("/.well-known/gpc.json")[1],
        "dead-outgoing-link": site.get("/bus", host="gone.weirside.example")[0] == 404,
    }


def answers(site: Site, clean: bool) -> list[str]:
    """Pages that do not answer as they should."""
    wrong = []
    for page in PAGES.values():
        for lang in page.langs:
            status = site.get(at(lang, page.path) + page.query, Cookie="mb_form=s1")[0]
            gone = not clean and (lang, page.path) == ("ar", "/privacy/")
            wanted = 404 if gone else 302 if page.signed_in else page.status
            if status != wanted:
                wrong.append(f"{at(lang, page.path)} {status}")
    return wrong


def quiet(site: Site, play: Playwright, flags: list[str], pages: list[Page], where: str) -> list[str]:
    """What pages without plants do that they must not."""
    browser = play.chromium.launch(executable_path="/usr/lib/chromium/chromium", args=flags)
    context = browser.new_context()
    site.log(reset=True)
    bad = []
    problems: list[str] = []
    for page in pages:
        tab = context.new_page()
        tab.on(
            "console",
            lambda message, path=page.path: (
                problems.append(f"{path} {message.text[:160]}")
                if message.type == "error" and "404" not in message.text
                else None
            ),
        )
        tab.on("pageerror", lambda error, path=page.path: problems.append(f"{path} {error}"))
        try:
            act(tab, page)
            keys = (
                tab.evaluate("()=>[...Object.keys(localStorage),...Object.keys(sessionStorage)]")
                if WWW in tab.url
                else []
            )
            bad += [f"{page.path} storage {key}" for key in keys if not key.startswith("mb_")]
        except Error as problem:
            bad.append(f"{page.path} {str(problem).splitlines()[0]}")
        tab.close()
    bad += [f"cookie {one['name']}" for one in context.cookies() if not one["name"].startswith("mb_")]
    allowed = (
        "www.millbrook.example",
        "care.millbrook.example",
        "tiles.mapworks.example/t/",
        "video.tube.example/embed/steps",
    )
    for line in site.log():
        where_to = line.split(" ", 2)[1]
        if not where_to.partition("/")[0].endswith(".example"):
            continue  # the browser's own traffic
        if not where_to.startswith(allowed) or "canary" in line:
            bad.append(line[:140])
    browser.close()
    print(f"{where}: {len(pages)} pages, {len(bad)} faults, {len(problems)} console errors", flush=True)
    return bad + problems


def main() -> None:  # noqa: PLR0915
    """Run all of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8650)
    parser.add_argument("--only", default="")
    parser.add_argument(
        "--no-clean", action="store_true", help="skip the pages without plants and the run with --clean"
    )
    parser.add_argument("--only-clean", action="store_true", help="nothing else than those")
    options = parser.parse_args()
    site = Site(options.port)
    run = Run(site)
    pages = [
        page
        for page in PAGES.values()
        if page.plants
        and not options.only_clean
        and (not options.only or options.only in page.path or any(options.only in plant.id for plant in page.plants))
    ]
    wrong = answers(site, clean=False)
    print("pages that answer wrongly:", wrong or "none", flush=True)
    netlog = Path(tempfile.mkdtemp()) / "net.json"
    flags = ["--no-sandbox", f"--host-resolver-rules=MAP * 127.0.0.1:{options.port}"]
    started = time.time()
    faults: list[str] = []
    with sync_playwright() as play:

        def launch(*more: str) -> object:
            return play.chromium.launch(executable_path="/usr/lib/chromium/chromium", args=[*flags, *more])

        browser = launch(f"--log-net-log={netlog}", "--net-log-capture-mode=Everything")
        context = browser.new_context(permissions=[])  # type: ignore[attr-defined]
        visit(
            run,
            context,
            pages,
            lambda plant: (
                (plant.visible[0] == "first" and not plant.lang) or (plant.lang == "en" and plant.visible[0] == "first")
            ),
        )
        print(f"first visitor: {len(run.done)} seen, {time.time() - started:.0f} s", flush=True)
        first_round = set(run.done)

        for word, more in (
            ("nojs", {"java_script_enabled": False}),
            (
                "phone",
                {
                    "user_agent": "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36",
                    "viewport": {"width": 390, "height": 800},
                },
            ),
            ("gpc", {"extra_http_headers": {"Sec-GPC": "1"}}),
            ("dnt", {"extra_http_headers": {"DNT": "1"}}),
            ("refuse", {}),
            ("accept", {}),
            ("es", {}),
            ("ar", {}),
            ("returning", {}),
        ):
            context = browser.new_context(**more)  # type: ignore[attr-defined]
            if word in {"refuse", "accept"}:
                choose(context, f"{word.capitalize()} all")
            if word == "nojs":
                for page in pages:
                    if any("nojs" in plant.visible for plant in page.plants):
                        tab = context.new_page()
                        tab.goto(WWW + page.path)
                        tab.wait_for_timeout(300)
                        for plant in page.plants:
                            if "nojs" in plant.visible:
                                run.judge(page, plant, None, "")
            for _ in range(2 if word == "returning" else 1):
                if word != "nojs":
                    visit(
                        run,
                        context,
                        pages,
                        lambda plant, word=word: word in plant.visible,
                        word if word in {"es", "ar"} else "en",
                        links=False,
                    )
            context.close()
            print(f"after {word}: {len(run.done)} seen, {time.time() - started:.0f} s", flush=True)
        context = browser.new_context()  # type: ignore[attr-defined]
        tab = context.new_page()
        if any("signed-in" in plant.visible for page in pages for plant in page.plants):
            tab.goto(WWW + "/members/sign-in/")
            tab.fill("[name=user_name]", "testmember")
            tab.fill("[name=password]", "millbrook-test-1")
            tab.locator("main form button").click()
            tab.wait_for_url("**/members/")
            visit(run, context, pages, lambda plant: "signed-in" in plant.visible, links=False)
        # respawn: clear cookies, come again, look for the same value
        if "/plans/dental/" in {page.path for page in pages}:
            tab = context.new_page()
            tab.goto(WWW + "/plans/dental/")
            tab.wait_for_timeout(500)
            before = {one["name"]: one["value"] for one in context.cookies()}
            context.clear_cookies()
            tab.goto(WWW + "/")
            tab.goto(WWW + "/plans/dental/")
            tab.wait_for_timeout(700)
            after = {one["name"]: one["value"] for one in context.cookies()}
            for name, plant in (("_vid", "respawn-local"), ("_etid", "respawn-etag"), ("_iid", "respawn-indexeddb")):
                if before.get(name) is None or before.get(name) != after.get(name):
                    faults.append(f"{plant} does not respawn: {before.get(name)} {after.get(name)}")
        browser.close()  # type: ignore[attr-defined]
        browser = launch(
            "--unsafely-treat-insecure-origin-as-secure=http://www.millbrook.example",
            "--disable-blink-features=AutomationControlled",
        )
        context = browser.new_context()  # type: ignore[attr-defined]
        visit(run, context, pages, lambda plant: plant.visible[0] in {"secure-context", "not-automated"}, links=False)
        browser.close()  # type: ignore[attr-defined]
        # preconnect is off in contexts that leave no trace: a profile of its own
        if "/about/" in {page.path for page in pages}:
            second = netlog.with_name("net2.json")
            with play.chromium.launch_persistent_context(
                str(netlog.parent / "profile"),
                executable_path="/usr/lib/chromium/chromium",
                args=[*flags, f"--log-net-log={second}", "--net-log-capture-mode=Everything"],
            ) as context:
                tab = context.new_page()
                tab.goto(WWW + "/about/")
                tab.wait_for_timeout(1500)
            netlog.write_text(netlog.read_text(errors="replace") + second.read_text(errors="replace"))
        text = netlog.read_text(errors="replace")
        for page in pages:
            for plant in page.plants:
                how, _, what = plant.proof.partition(":")
                if how == "netlog" and what in text:
                    run.done[plant.id] = "netlog"
        for name, fine in server_proofs(site).items():
            if fine and not options.only_clean:
                run.done[name] = "server"
        if not options.no_clean:
            calm = [page for page in PAGES.values() if not page.plants]
            faults += quiet(site, play, flags, calm, "clean pages of the planted site")
            site.stop()
            site = Site(options.port, clean=True)
            wrong += answers(site, clean=True)
            faults += quiet(
                site,
                play,
                flags,
                [page for page in PAGES.values() if not page.signed_in and page.listed],
                "the whole site with --clean",
            )
            still = [name for name, fine in server_proofs(site).items() if fine and name != "dead-outgoing-link"]
            faults += [f"still there with --clean: {name}" for name in still]
    site.stop()
    every = [plant for page in pages for plant in page.plants]
    missing = [plant.id for plant in every if plant.id not in run.done]
    print(
        f"{len(every) - len(missing)} of {len(every)} plants were seen ({len(first_round)} by the first visitor), {time.time() - started:.0f} s"
    )
    for name in missing:
        print("  NOT SEEN:", name)
    for one in faults:
        print("  FAULT:", one)
    sys.exit(bool(missing or wrong or faults))


if __name__ == "__main__":
    main()
