"""Imported logs pass the scrubber of the front door, whatever their format (ledger 1.1, 4.11; R81, R105)."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from avowal.events.direct import DirectStore
from avowal.events.paths import kept_path
from avowal.events.scrubbing import scrub
from avowal.policy.model import PolicyVersion

from .conftest import Room

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
ADDRESS = "ana.ruiz@mail.example"
HIDDEN = base64.b64encode(ADDRESS.encode()).decode()
HIDDEN_HOST = HIDDEN.rstrip("=")
CONTROL_PATH, CONTROL_ORIGIN = "/join/control-page/", "https://control.example"
PATHS = (
    f"/u/{ADDRESS}/",
    "/u/ana.ruiz%40mail.example/",
    "/u/ana.ruiz%2540mail.example/",
    f"/u/{HIDDEN}/",
    "/call/415-555-0134/",
    "/s/078-05-1120/",
    "/find/diabetes/doctors/",
)
ORIGINS = (
    "https://ana.ruiz@post.example",
    f"https://{HIDDEN_HOST}.example",
    "https://415-555-0134.example",
    "https://078-05-1120.example:8443",
    "https://diabetes.example",
)
CANARIES = ("ana.ruiz", HIDDEN[:12], HIDDEN[:12].lower(), "415-555-0134", "078-05-1120", "diabetes", "canary-path")
"""What of all these, and of what stands behind an origin, may be nowhere."""
AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
W3C_HEAD = "#Fields: date time cs-method cs-uri-stem c-ip cs(User-Agent) cs(Referer) sc-status"


def combined(path: str, referrer: str) -> str:
    return f'203.0.113.9 - - [23/Nov/2026:10:00:00 +0000] "GET {path}?q=1 HTTP/1.1" 200 5 "{referrer}" "{AGENT}"'


def escaped(path: str, referrer: str) -> str:
    """A line that the engine reads by the regular expression, not by cutting it."""
    return combined(path, referrer).replace(" - - ", ' - a\\"b ')


def common(path: str, _referrer: str) -> str:
    return combined(path, "").split(' "" ')[0]


def nginx_json(path: str, referrer: str) -> str:
    told = {"time_iso8601": "2026-11-23T10:00:00+00:00", "remote_addr": "203.0.113.9", "status": 200}
    return json.dumps(told | {"request": f"GET {path} HTTP/1.1", "http_referer": referrer, "http_user_agent": AGENT})


def caddy(path: str, referrer: str) -> str:
    headers = {"User-Agent": [AGENT], "Referer": [referrer]}
    asked = {"remote_ip": "203.0.113.9", "method": "GET", "uri": path, "headers": headers}
    return json.dumps({"level": "info", "ts": 1795428000.5, "request": asked, "status": 200, "size": 5})


def w3c(path: str, referrer: str) -> str:
    return f"2026-11-23 10:00:00 GET {path} 203.0.113.9 {AGENT.replace(' ', '+')} {referrer} 200"


def own(path: str, referrer: str) -> str:
    return f"203.0.113.9|23/Nov/2026:10:00:00 +0000|GET {path} HTTP/1.1|{referrer}|{AGENT}"


FORMATS: dict[str, tuple[str, Callable[[str, str], str], str]] = {
    "combined": ("combined", combined, ""),
    "combined with escapes": ("combined", escaped, ""),
    "vhost": ("vhost_combined", lambda *told: f"www.plan.example:443 {combined(*told)}", ""),
    "common": ("common", common, ""),
    "nginx json": ("auto", nginx_json, ""),
    "caddy": ("caddy", caddy, ""),
    "w3c": ("w3c", w3c, W3C_HEAD),
    "iis": ("iis", w3c, W3C_HEAD),
    "own": ("$remote_addr|$time_local|$request|$http_referer|$http_user_agent", own, ""),
}


@pytest.fixture
def store(plan: PolicyVersion, room: Room) -> DirectStore:
    room.now = NOW
    room.operations.follow(plan)
    return room.store


def imported(store: DirectStore, directory: Path, log_format: str, lines: list[str]) -> int:
    file = directory / "access.log"
    file.write_text("".join(f"{line}\n" for line in lines if line), encoding="utf-8")
    result = store.import_lines(file, site="plan", log_format=log_format)
    assert (result.bad, result.past_retention) == (0, 0)
    return result.kept


@pytest.mark.parametrize("name", FORMATS)
def test_1_1_no_canary_of_a_path_or_referrer_is_in_any_column_whatever_the_format(
    store: DirectStore, room: Room, tmp_path: Path, name: str
) -> None:
    log_format, line, head = FORMATS[name]
    lines = [line(CONTROL_PATH, f"{CONTROL_ORIGIN}/canary-path")]
    lines += [line(path, CONTROL_ORIGIN) for path in PATHS] + [line("/", f"{origin}/x?y=1") for origin in ORIGINS]

    kept = imported(store, tmp_path, log_format, [head, *lines])

    assert kept == len(lines)
    assert {text: store.search(text) for text in CANARIES} == {text: [] for text in CANARIES}
    assert store.search(CONTROL_PATH) == [("weblog", "path", 1)]
    expected = [] if name == "common" else [("weblog", "referrer_origin", 1 + len(PATHS))]
    assert store.search(CONTROL_ORIGIN) == expected
    paths = {scrub(kept_path(path)).clean for path in PATHS} | {CONTROL_PATH, "/"}
    assert {path for (path,) in room.rows("path")} == paths
    assert {"/u/[e-mail]/", "/call/[telephone]/", "/s/[ssn]/", "/find/[health]/doctors/"} < paths


@pytest.mark.parametrize(
    ("path", "referrer"),
    [("/find/diabetes/", "-"), ("/", "https://diabetes.example/"), ("/find/heart/attack/", "-")],
)
def test_4_11_no_key_of_a_visitor_stands_beside_a_word_about_health(
    store: DirectStore, room: Room, tmp_path: Path, path: str, referrer: str
) -> None:
    imported(store, tmp_path, "combined", [combined(path, referrer), combined(CONTROL_PATH, "-")])

    keys = dict(room.rows("path, visitor_key"))
    assert keys.pop(CONTROL_PATH) != ""
    assert list(keys.values()) == [""]
    assert [where for where in store.search("[health]") if where[0] == "weblog"] != []


def test_4_11_a_page_about_health_is_masked_because_an_import_knows_no_published_pages(
    store: DirectStore, room: Room, tmp_path: Path
) -> None:
    imported(store, tmp_path, "combined", [combined("/healthy-living/diabetes/", "-")])

    assert room.rows("path, visitor_key") == [("/healthy-living/[health]/", "")]


def test_each_distinct_path_and_origin_is_scrubbed_once(
    store: DirectStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def counted(value: str) -> object:
        asked.append(value)
        return scrub(value)

    monkeypatch.setattr("avowal.events.importing.scrub", counted)

    imported(store, tmp_path, "combined", [combined(CONTROL_PATH, CONTROL_ORIGIN)] * 500)

    assert asked == [CONTROL_PATH, CONTROL_ORIGIN]
    file = tmp_path / "other.log"
    file.write_text(f"{combined(CONTROL_PATH, CONTROL_ORIGIN)}\n", encoding="utf-8")
    assert store.import_lines(file, site="plan").kept == 1
    assert len(asked) == 4  # another import remembers nothing of this one


def test_a_host_longer_than_any_name_is_no_origin(store: DirectStore, room: Room, tmp_path: Path) -> None:
    longest = "a" * 253
    imported(
        store, tmp_path, "combined", [combined("/", f"https://{longest}"), combined("/", f"https://{longest}a12345678")]
    )

    assert sorted(origin for (origin,) in room.rows("referrer_origin")) == ["", f"https://{longest}"]
