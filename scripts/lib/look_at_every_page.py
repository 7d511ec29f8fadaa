"""Looks at every page of the sample, in every language, at two widths; ends with 1 where one has a fault.

Pages are those of each site's map and menus, followed two links deep. With `--html` each is also given to the Nu HTML
checker (Java; `npm install vnu-jar` in a directory of its own), with `--lighthouse` the front page and the policy to
Lighthouse on its phone profile. `--address http://plan.localhost:8000` looks at a deployment that runs already.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from audit_the_sample import AVOWAL, free_port, wait_for_the_last_line
from looks import everything
from playwright.sync_api import Browser, Error, Page, sync_playwright

SITES = ("plan", "centers", "medicare")
WIDTHS = (320, 1280)
PREFIXES = ("", "es/", "zh-hant/", "ko/", "hy/", "ru/", "tl/", "vi/", "fa/", "km/", "ar/", "zh-hans/")
NEVER = ("/office", "/documents", "/media", "/static", "/_a/", "/text-size", "/account/", "/privacy/v", "/.well-known")
ALSO = ("privacy/", "privacy/history/", "privacy/choices/", "privacy/your-data/", "no-such-page/", "account/sign-in/")
SCORE = 0.95


def main() -> int:
    """0 when no page has a fault."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--address", default="")
    asked.add_argument("--html", type=Path, help="directory in which npm installed vnu-jar")
    asked.add_argument("--lighthouse", action="store_true")
    asked.add_argument("--language", action="append", choices=[prefix.rstrip("/") or "en" for prefix in PREFIXES])
    told = asked.parse_args()
    if told.address:
        return look(told.address, told)
    with tempfile.TemporaryDirectory() as directory:
        port = free_port()
        served = subprocess.Popen(
            [*AVOWAL, "demo", str(Path(directory) / "plan"), "--port", str(port)], stdout=subprocess.PIPE
        )
        try:
            wait_for_the_last_line(served)
            return look(f"http://plan.localhost:{port}", told)
        finally:
            served.send_signal(signal.SIGTERM)
            served.wait()


def look(address: str, told: argparse.Namespace) -> int:
    """Prints each fault with its page, and how much was looked at."""
    port = urlsplit(address).port
    languages = [prefix for prefix in PREFIXES if not told.language or (prefix.rstrip("/") or "en") in told.language]
    faults = looked = 0
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as kept:
        browser = _browser(playwright)
        for site in SITES:
            root = f"http://{site}.localhost:{port}/"
            for prefix in languages:
                for url in addresses(browser, root, prefix):
                    for width in WIDTHS:
                        for fault in faults_of(browser, url, width, Path(kept) if told.html else None):
                            faults += 1
                            print(f"{url} at {width}: {fault}", flush=True)
                        looked += 1
        browser.close()
        if told.html:
            faults += checked_by_vnu(told.html, Path(kept))
    if told.lighthouse:
        faults += scored(f"{address}/") + scored(f"{address}/privacy/")
    print(f"{looked} looks, {faults} faults")
    return int(faults > 0)


def _browser(playwright: object) -> Browser:
    program = os.environ.get("AVOWAL_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    options = ["--no-sandbox"] if os.geteuid() == 0 else []
    return playwright.chromium.launch(executable_path=program, args=options)  # type: ignore[attr-defined,no-any-return]


def addresses(browser: Browser, root: str, prefix: str) -> list[str]:
    """Every address of one site and language that its pages lead to, the front page first."""
    found = dict.fromkeys([urljoin(root, prefix), *(urljoin(root, prefix + path) for path in ALSO)])
    page = browser.new_page(java_script_enabled=False)
    for url in list(found):
        found |= dict.fromkeys(_linked(page, url, root, prefix))
    for url in list(found):
        found |= dict.fromkeys(_linked(page, url, root, prefix))
    page.close()
    return list(found)


def _linked(page: Page, url: str, root: str, prefix: str) -> Iterator[str]:
    try:
        page.goto(url, wait_until="commit")
    except Error:
        return
    for anchor in page.locator("a[href]:not([hreflang])").all():
        target = urlsplit(urljoin(url, anchor.get_attribute("href") or ""))
        path = target.path.removeprefix("/" + prefix.rstrip("/")) if prefix else target.path
        ours = f"{target.scheme}://{target.netloc}/" == root and target.path.startswith(f"/{prefix}")
        if ours and target.path.endswith("/") and not path.startswith(NEVER):
            yield target._replace(query="", fragment="").geturl()


def faults_of(browser: Browser, url: str, width: int, kept: Path | None) -> Iterator[str]:
    """What is wrong with one page in a window of that width; its markup is kept for the HTML checker."""
    page = browser.new_page(viewport={"width": width, "height": 800}, reduced_motion="reduce")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if "404" not in message.text else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(url)
    if kept is not None and width == max(WIDTHS):
        name = url.partition("//")[2].replace("/", "_").replace(":", "_")
        (kept / f"{name}.html").write_bytes(page.request.get(url).body())
    yield from everything(page)
    yield from (f"the browser says: {words}" for words in said)
    page.close()


def checked_by_vnu(where: Path, kept: Path) -> int:
    """How many errors the Nu HTML checker finds in the kept pages."""
    jar = next(where.glob("**/vnu.jar"), None)
    if jar is None:
        raise SystemExit(f"There is no vnu.jar below {where}; run `npm install vnu-jar` there.")
    java = shutil.which("java") or "java"
    command = [java, "-jar", str(jar), "--errors-only", "--format", "json", "--skip-non-html", str(kept)]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stderr
    messages = json.loads(said)["messages"] if said.strip() else []
    for message in messages:
        print(f"{Path(message['url']).name}:{message.get('lastLine', 0)}: {message['message']}")
    return len(messages)


def scored(url: str) -> int:
    """How many of Lighthouse's categories stay below 95 on its phone profile."""
    npx = shutil.which("npx")
    if npx is None:
        raise SystemExit("Lighthouse needs npx, which comes with Node.")
    flags = "--headless=new --no-sandbox" if os.geteuid() == 0 else "--headless=new"
    command = [npx, "--yes", "lighthouse", url, "--quiet", "--output=json", f"--chrome-flags={flags}"]
    program = os.environ.get("AVOWAL_CHROMIUM") or shutil.which("chromium") or ""
    told = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "CHROME_PATH": program}
    )
    if told.returncode:
        raise SystemExit(f"Lighthouse could not look at {url}: {told.stderr[-500:]}")
    scores = {name: found["score"] or 0 for name, found in json.loads(told.stdout)["categories"].items()}
    print(url, ", ".join(f"{name} {score:.0%}" for name, score in scores.items()))
    return sum(score < SCORE for score in scores.values())


if __name__ == "__main__":
    sys.exit(main())
