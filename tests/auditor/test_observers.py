"""Every way in which something can leave a browser, or stay in it, is seen; in one browser, one visit a page (R9)."""

from __future__ import annotations

import importlib.util
import json
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright

from avowal.auditor import har
from avowal.auditor.aliases import canonical, with_aliases
from avowal.auditor.browser import chromium
from avowal.auditor.canaries import Aviary
from avowal.auditor.conduct import Depth
from avowal.auditor.evidence import Alias, PageVisit, Pass, Request, fingerprint
from avowal.auditor.netlog import completed
from avowal.auditor.visit import Visiting, visit


def _site():
    spec = importlib.util.spec_from_file_location("watched_site", Path(__file__).with_name("watched_site.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SITE = _site()
OWN = frozenset({SITE.PLAN, SITE.SAFE})
_DEEPLY = {"/help/long-illness/": Depth.TYPING, "/prying/": Depth.TYPING}


@pytest.fixture(scope="module")
def seen(tmp_path_factory) -> dict[str, PageVisit]:
    """Each page, visited once; with what left it late."""
    names = [SITE.PLAN, SITE.TRACKER]
    with SITE.served() as port, sync_playwright() as playwright:
        rules = tuple(f"MAP {name} 127.0.0.1" for name in names)
        with chromium(playwright, tmp_path_factory.mktemp("watched") / "profile", host_rules=rules) as browser:
            visits = []
            for number, path in enumerate(path for path in SITE.PAGES if path.endswith("/")):
                host = SITE.SAFE if path in ("/ahead/", "/kept/", "/help/long-illness/") else SITE.PLAN
                depth = _DEEPLY.get(path, Depth.SHALLOW)
                how = Visiting(
                    Pass.FIRST_VISIT,
                    OWN,
                    Aviary(path),
                    None,
                    lambda _url: True,
                    allow_private=True,
                    depth=lambda _template, depth=depth: depth,
                )
                query = "?topic=asthma-help" if path == "/forms/" else ""
                visits.append(visit(browser, f"http://{host}:{port}{path}{query}", how, number))
            log = browser.netlog
        visits = completed(visits, [*log.late, *log.read()], OWN)
    return {urlsplit(one.url).path: one for one in visits}


def _asked(visit: PageVisit, path: str) -> Request:
    found = [one for one in visit.requests if urlsplit(one.url).path == path]
    assert found, f"{path} is not among {[one.url for one in visit.requests]}"
    return found[0]


@pytest.mark.parametrize(
    ("path", "source", "body"),
    [
        ("/fetched", "page", b"told"),
        ("/of-frame", "frame", b"told by a frame"),
        ("/of-inner-worker", "worker", b"told by a worker in a frame"),
        ("/of-srcdoc", "frame", b""),
        ("/of-worker", "worker", b"told by a worker"),
        ("/of-blob-worker", "worker", b""),
        ("/socket", "page", b"told by socket"),
        ("/worker-socket", "worker", b"told in bytes"),
        ("/beacon", "page", b"told by beacon"),
        ("/events", "page", b""),
        ("/multipart", "page", b"told in a file"),
        ("/packed", "page", b"\x1f\x8b"),
        ("/prefetched", "page", b""),
        ("/left", "page", b"told when left"),
        ("/kept-alive", "page", b"kept alive"),
    ],
)
def test_what_leaves_is_proven_with_its_body_and_who_sent_it(seen, path, source, body):
    one = _asked(seen["/channels/"], path)

    assert body in one.body
    assert (one.source, one.proof) == (source, "netlog")


@pytest.mark.parametrize(
    ("path", "moment"), [("/fetched", "loading"), ("/left", "leaving"), ("/kept-alive", "leaving")]
)
def test_a_request_says_what_the_visitor_did_then(seen, path, moment):
    assert _asked(seen["/channels/"], path).moment == moment


@pytest.mark.parametrize(
    ("path", "source", "body"),
    [
        ("/of-shared-worker", "shared_worker", b"told by a shared worker"),
        ("/of-service-worker", "service_worker", b"told by a service worker"),
    ],
)
def test_what_workers_of_no_page_send_is_seen_too(seen, path, source, body):
    one = _asked(seen["/kept/"], path)

    assert (one.source, one.body) == (source, body)


@pytest.mark.parametrize(
    ("host", "kind"),
    [
        ("names.example", "hint"),
        (SITE.TRACKER, "report"),
        ("stun.example", "webrtc"),
        ("127.0.0.1", "webrtc"),
        ("transport.example", "webtransport"),
    ],
)
def test_what_is_made_ready_reported_or_asked_beside_the_web_is_seen(seen, host, kind):
    assert (host, kind) in {(one.host, one.kind) for one in seen["/ahead/"].requests}


def test_a_report_of_the_browsers_is_its_own_and_what_the_policy_stopped_is_an_attempt(seen):
    report = _asked(seen["/ahead/"], "/csp-reports")
    stopped = _asked(seen["/ahead/"], "/forbidden.png")

    assert b"img-src" in report.body
    assert (report.source, stopped.blocked) == ("browser", "csp")
    assert _asked(seen["/ahead/"], "/speculated")


@pytest.mark.parametrize(
    ("name", "host", "source", "life"),
    [
        ("by_header", SITE.PLAN, "header", 60),
        ("by_script", SITE.PLAN, "script", 31536000),
        ("by_sub", SITE.PLAN, "header", None),
        ("by_hop", SITE.PLAN, "header", 9),
        ("third", SITE.TRACKER, "header", None),
        ("in_frame", SITE.TRACKER, "script", 77),
        ("late", SITE.PLAN, "header", 8),
    ],
)
def test_cookies_are_seen_as_they_are_asked_for_however_they_are_set(seen, name, host, source, life):
    found = [one for one in seen["/cookies/"].cookies if one.name == name]

    assert [(one.host, one.source, one.life) for one in found[:1]] == [(host, source, life)]


def test_a_cookie_says_that_the_browser_refused_it_and_that_its_answer_led_on(seen):
    cookies = {one.name: one for one in seen["/cookies/"].cookies}

    assert cookies["third"].refused
    assert cookies["by_hop"].by.endswith("/redirect")
    assert (cookies["by_hop"].redirected, cookies["by_sub"].redirected) == (True, False)
    assert cookies["by_header"].value == fingerprint("1")


def test_short_lived_cookies_and_those_of_the_store_are_seen(seen):
    lives = {(one.name, one.life) for one in seen["/kept/"].cookies}

    assert {("short", 60), ("short", 0)} <= lives
    assert any(name == "by_store" and life is not None and 4900 < life <= 5000 for name, life in lives)


@pytest.mark.parametrize(
    ("where", "key", "value"),
    [
        ("local", "l", "local-7f3a9b2c1d"),
        ("session", "s", "session-1"),
        ("indexed", "base/store/key", "indexed-1"),
        ("opfs", "file.txt", "opfs-1"),
        ("local", "inner", "x"),
    ],
)
def test_what_is_kept_is_known_by_the_fingerprint_of_its_value(seen, where, key, value):
    stored = {(one.where, one.key): one.value for one in seen["/kept/"].stored}

    assert stored[where, key] == fingerprint(value)


def test_caches_service_workers_and_keys_that_are_gone_again_are_seen(seen):
    kept = seen["/kept/"]

    assert any(one.where == "cache" and one.key.endswith("/cached") for one in kept.stored)
    assert any(one.where == "service_worker" for one in kept.stored)
    assert {"gone", "l", "s", "base", "box", "inner"} <= {one.key for one in kept.storage}
    assert "local-7f3a9b2c1d" not in repr(kept.stored)


@pytest.mark.parametrize(
    "kind", ["canvas-read", "audio-read", "font-probe", "storage-list", "cookie-read", "sensor-read"]
)
def test_prying_is_seen_with_the_script_that_does_it(seen, kind):
    assert any(one.kind == kind and "/prying.js" in one.script for one in seen["/prying/"].observations)


def test_prying_from_an_empty_frame_is_seen(seen):
    """A frame without an address has its own, unhooked copies of everything: scripts hide there."""
    canvas = [one for one in seen["/prying/"].observations if one.kind == "canvas-read"]

    assert any("/prying.js" not in one.script for one in canvas), canvas


def test_harmless_reads_are_told_together_by_script(seen):
    (traits,) = [one for one in seen["/prying/"].traits if one.script.endswith("/prying.js")]

    wanted = {
        "screen.width",
        "screen.colorDepth",
        "navigator.hardwareConcurrency",
        "navigator.plugins",
        "timezone",
        "canvas",
    }
    assert wanted | {"voices", "fonts", "audio", "screen.devicePixelRatio"} <= set(traits.read)
    assert traits.host == SITE.PLAN


def test_permissions_and_listeners_are_seen(seen):
    prying = seen["/prying/"]

    assert {"geolocation", "notifications"} <= set(prying.permissions)
    heard = {(one.event, one.target) for one in prying.listeners}
    assert {("keydown", "input q"), ("paste", "document"), ("mousemove", "window"), ("scroll", "window")} <= heard


def test_a_recorder_is_known_by_what_it_watches_and_sends(seen):
    (recording,) = seen["/prying/"].recordings

    assert recording.script.endswith("/recorder.js")
    assert recording.host == SITE.TRACKER
    assert {"changes", "mouse", "scroll"} <= set(recording.watches)
    assert recording.sends >= 1
    assert recording.markup > 3


def test_forms_are_seen_with_every_field_and_what_is_filled_in_before(seen):
    forms = seen["/forms/"]
    fields = {one.name: one for one in forms.fields}

    (form,) = forms.forms
    assert (form.method, form.target, form.buttons) == ("post", "_blank", ("Ask",))
    assert urlsplit(form.action).hostname == SITE.TRACKER
    assert (fields["full_name"].label, fields["full_name"].required) == ("Your name", True)
    assert (fields["news"].kind, fields["news"].checked, fields["news"].label) == ("checkbox", True, "Send me news")
    assert (fields["plan"].options, fields["plan"].checked) == (("Gold", "Silver"), True)
    assert (fields["from"].carries, fields["token"].carries, fields["from"].shown) == ("address", "other", False)
    assert (fields["alone"].form, fields["alone"].label) == ("", "Find a doctor")
    assert "asthma-help" not in repr(forms.fields)


def test_embeds_say_whether_they_loaded_by_themselves(seen):
    embeds = {one.host: one for one in seen["/forms/"].embeds}

    assert (embeds[SITE.TRACKER].loaded_by, embeds[SITE.TRACKER].kind) == ("itself", "map")
    assert (embeds["video.example"].loaded_by, embeds["video.example"].links) == (
        "nothing",
        ("https://video.example/watch",),
    )
    assert "shown by video.example" in embeds["video.example"].notice


def test_links_and_answers_are_seen_with_their_policies(seen):
    (link,) = [one for one in seen["/forms/"].links if one.text == "Out"]
    headers = {urlsplit(one.url).path: dict(one.headers) for one in seen["/ahead/"].response_headers}

    assert (link.referrer_policy, link.rel, urlsplit(link.ping).path) == ("unsafe-url", ("noreferrer",), "/pinged")
    assert headers["/ahead/"]["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    ("kind", "channel", "path", "how"),
    [
        ("address", "header referer", "/referred.gif", "plain"),
        ("cookie", "query", "/id.gif", "base64"),
        ("title", "query", "/title.gif", "URL-encoded"),
        ("storage", "body", "/device", "reversed"),
        ("typed", "query", "/hashed.gif", "sha256 in hex"),
    ],
)
def test_secrets_are_found_where_they_go(seen, kind, channel, path, how):
    leaks = {(one.kind, one.channel, urlsplit(one.url).path, one.how) for one in seen["/help/long-illness/"].leaks}

    assert (kind, channel, path, how) in leaks, leaks


def test_values_of_the_visitors_are_nowhere_in_leaks_or_archive(seen):
    visit = seen["/help/long-illness/"]
    archive = json.dumps(har.archive(visit, datetime(2026, 11, 24, tzinfo=UTC)))

    for value in ("u-7f3a9b2c1d", "d-55aa66bb77cc"):
        assert value not in repr(visit.leaks)
        assert value not in archive
    assert "/hashed.gif" in archive


def test_clean_pages_leak_nothing(seen):
    assert [seen[path].leaks for path in ("/channels/", "/kept/", "/cookies/")] == [(), (), ()]


def test_a_report_to_another_host_tells_it_which_page_was_read(seen):
    assert [(one.kind, one.channel, one.host) for one in seen["/ahead/"].leaks] == [("address", "body", SITE.TRACKER)]


def test_an_archive_is_written_for_the_pages_that_are_named(seen, tmp_path):
    visit = seen["/channels/"]
    har.write(seen.values(), {visit.har}, tmp_path, began_at=datetime(2026, 11, 24, tzinfo=UTC))

    (file,) = tmp_path.rglob("*.har")
    log = json.loads(file.read_text(encoding="utf-8"))["log"]
    assert log["version"] == "1.2"
    assert any(one["request"]["url"].endswith("/fetched") for one in log["entries"])


def test_names_of_our_own_that_are_anothers_are_followed():
    requests = tuple(Request(f"https://{host}/", "GET", "image", "p") for host in ("m.plan.org", "cdn.other.org"))
    visit = PageVisit(Pass.FIRST_VISIT, "https://www.plan.org/", "https://www.plan.org/", 200, requests=requests)
    asked = []

    def resolve(host: str) -> tuple[str, ...]:
        asked.append(host)
        return ("edge.Tracker.net.",)

    (found,) = with_aliases([visit], ["www.plan.org"], resolve)

    assert found.aliases == (Alias("m.plan.org", ("edge.tracker.net",)),)
    assert asked == ["m.plan.org"]
    assert canonical("metrics.plan.example") == ()
