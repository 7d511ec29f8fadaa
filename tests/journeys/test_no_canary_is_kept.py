"""A canary address, mail address and condition go through every input, and nothing of them is kept (1.1, 4.11, 5.1).

Beside them goes a control value that the policy lets in, which must be found: so the search is known to search. What is
looked through is every column of every table and the spool by the store's own search, and every file of the deployment
(database, logs, secrets, spool) byte by byte. There are no backups yet.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from hashlib import md5, sha256
from pathlib import Path
from urllib.parse import quote

from avowal.events.store import connect

from .conftest import Demo

MAIL = "quillon.marsh@letters.example"
CONDITION = "gonorrhea"
TELEPHONE = "213-555-0147"
SECURITY_NUMBER = "078-05-1120"
FORGED_ADDRESS = "198.51.100.213"
CONTROL = "harborlight"
KEY = "0123456789abcdef01234567"
DISGUISES = {
    "plain": MAIL,
    "percent-encoded": quote(MAIL, safe=""),
    "base64": b64encode(MAIL.encode()).decode().rstrip("="),
    "hex": MAIL.encode().hex(),
    "MD5": md5(MAIL.encode(), usedforsecurity=False).hexdigest(),
    "SHA-256": sha256(MAIL.encode()).hexdigest(),
    "condition": CONDITION,
    "telephone": TELEPHONE,
    "social security number": SECURITY_NUMBER,
    "forged address": FORGED_ADDRESS,
}


def values() -> Iterator[str]:
    yield from (value for name, value in DISGUISES.items() if name != "forged address")


def send_everywhere(demo: Demo, value: str) -> None:
    """One value through every input of the sites that anybody can reach."""
    inside = quote(value, safe="")
    headers = {
        "referer": f"https://search.example/{inside}?q={inside}",
        "cookie": f"canary={inside}; harbor_choices={inside}; harbor_text_size={inside}",
        "accept-language": "en",
        "x-forwarded-for": FORGED_ADDRESS,
        "forwarded": f"for={FORGED_ADDRESS}",
    }
    for path in (f"/{inside}/", f"/{CONTROL}/?q={inside}", f"/es/{inside}", f"/privacy/your-data/?{inside}={inside}"):
        demo.get(path, headers=headers)
    demo.get(f"/{CONTROL}/", headers=headers | {"user-agent": f"Mozilla/5.0 ({inside}) Firefox/145.0"})
    demo.get(f"/_a/m/{inside}.gif", headers=headers)
    page = {"path": f"/{CONTROL}/{inside}", "key": KEY, "lang": "en", "ref": f"https://{CONTROL}.example/{value}"}
    demo.post("/_a/v", page | {"email": value, "engaged": 3}, headers)
    demo.post("/_a/v", page | {"path": f"/{CONTROL}/?q={value}#{value}"}, headers)
    demo.post("/_a/v", page | {"key": (value * 2)[:24].translate(_no_signs)}, headers)
    demo.post("/_a/a", {"path": f"/{CONTROL}/", "key": KEY, "area": value}, headers)
    screens = [{"screen": value, "key": KEY}, {"screen": f"/{CONTROL}/{value}", "key": KEY}]
    demo.post("/_a/s", {"v": 1, "app": "member_app", "member": value, "screens": screens}, headers)
    said = {"document-uri": demo.url(f"/{inside}?q={inside}"), "effective-directive": "img-src", "script-sample": value}
    report = {"csp-report": said | {"blocked-uri": f"https://{CONTROL}.example/{inside}?q={inside}"}}
    demo.post("/_a/r", report, headers | {"content-type": "application/csp-report"})
    own = {**headers, "origin": demo.url("").rstrip("/"), "content-type": "application/x-www-form-urlencoded"}
    demo.post("/privacy/choices/", f"measure={inside}&canary={inside}", own)
    demo.post("/account/sign-in/", f"username={inside}&password={inside}", own)
    demo.post("/office/login/", f"username={inside}&password={inside}", own)


_no_signs = {ord(sign): "-" for sign in "@.%=+/ "}


def log_of_all(directory: Path) -> Path:
    """A server's log in which each value stands wherever a log can hold one."""
    lines = []
    for value in values():
        inside, told = quote(value, safe="@"), '24/Nov/2026:10:00:00 +0000] "GET'
        page = f"/{CONTROL}/{inside}?q={inside} HTTP/1.1"
        lines += [
            f'127.0.0.1 - {inside} [{told} {page}" 200 12 "https://{CONTROL}.example/{inside}" "{inside}"',
            f'127.0.0.1 - - [{told} /{inside} HTTP/1.1" 404 12 "-" "Mozilla/5.0"',
        ]
    file = directory / "canary.log"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def holding(directory: Path, value: bytes) -> list[str]:
    return [
        str(file.relative_to(directory))
        for file in directory.rglob("*")
        if file.is_file() and not file.is_symlink() and value in file.read_bytes()
    ]


def test_nothing_of_a_canary_is_kept_anywhere(own_demo: Demo, tmp_path: Path) -> None:
    for value in values():
        send_everywhere(own_demo, value)
    imported = own_demo.avowal("weblog", "import", str(log_of_all(tmp_path)), "--site", "plan")
    assert imported.returncode == 0, imported.stdout + imported.stderr

    data = own_demo.directory / "data"
    with connect(f"chdb://{data / 'events'}", data) as store:
        store.take_spool()
        let_in = {table for table, _, _ in store.search(CONTROL)}
        assert let_in >= {"weblog", "page_views", "browser_reports", "app_screens"}, "the control was not let in"
        found = {name: store.search(value) for name, value in DISGUISES.items()}
    assert found == {key: [] for key in DISGUISES}

    own_demo.stop()
    files = {name: holding(own_demo.directory, value.encode()) for name, value in DISGUISES.items()}
    assert files == {key: [] for key in DISGUISES}
    told = own_demo.log.read_text(errors="replace")
    assert [name for name, value in DISGUISES.items() if value in told] == []
