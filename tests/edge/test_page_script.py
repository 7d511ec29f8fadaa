"""The script that sends page beacons: small, first-party, cacheable; silent where none is declared."""

from __future__ import annotations

import gzip
import re

import pytest

from avowal.policy.catalogue import Catalogue


def test_the_script_is_served_with_a_tag_and_then_not_again(front) -> None:
    first = front.ask("/_a/page.js")
    again = front.ask("/_a/page.js", headers=[("if-none-match", f'"other", W/{first.header("etag")}')])

    assert (first.status, first.header("content-type")) == (200, "text/javascript; charset=utf-8")
    assert first.header("cache-control") == "public, max-age=3600"
    assert (again.status, again.body, again.header("etag")) == (304, b"", first.header("etag"))
    assert front.seen == []


def test_the_script_is_only_read(front) -> None:
    assert front.ask("/_a/page.js", method="HEAD").status == 200
    assert front.ask("/_a/page.js", method="POST").status == 405


def test_where_no_page_beacon_is_declared_the_script_does_nothing(kit) -> None:
    for policy in (None, kit.small_policy(beacons=Catalogue())):
        reply = kit.Front(policy=policy).ask("/_a/page.js")

        assert reply.body.startswith(b"//")
        assert reply.body.count(b"\n") == 1
        assert reply.header("cache-control") == "no-cache"


def test_the_script_is_tiny(front) -> None:
    assert len(gzip.compress(front.ask("/_a/page.js").body, 9)) <= 1000


@pytest.mark.parametrize(("declared", "named"), [("page", b"/_a/v"), ("areas", b"/_a/a")])
def test_4_8_the_script_knows_only_the_beacons_that_are_declared(kit, declared: str, named: bytes) -> None:
    beacons = kit.small_policy().beacons
    only = kit.small_policy(beacons=Catalogue([(declared, beacons[declared])]))

    script = kit.Front(policy=only).ask("/_a/page.js").body

    assert re.findall(rb"/_a/[a-z]\b", script) == [named]
    assert script.count(b'""') >= 1


def test_6_1_the_script_reads_nothing_that_could_tell_browsers_apart(front) -> None:
    script = re.sub(r"//.*", "", front.ask("/_a/page.js").body.decode())

    read = set(
        re.findall(r"\b(?:navigator|document|location|screen|history|localStorage|sessionStorage)\.(\w+)", script)
    )
    assert read == {
        "globalPrivacyControl",
        "doNotTrack",
        "sendBeacon",
        "pathname",
        "documentElement",
        "referrer",
        "querySelectorAll",
        "visibilityState",
        "prerendering",
        "addEventListener",
    }
    assert not re.search(r"cookie|Storage|indexedDB|caches|canvas|userAgent|screen|fetch|eval|import", script)
