"""4.8: an area of a page that was seen is kept as declared. 4.11, 4.12: and nothing more, and nothing under a signal."""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import Any

import pytest

from avowal.edge.dropping import STATUS, Drop
from avowal.policy.catalogue import Catalogue

KEY = "4023233417-12345678-987654"
SEEN = {"path": "/find/?condition=asthma", "key": KEY, "area": "callout"}
TEXT = ("content-type", "text/plain;charset=UTF-8")
ROW = {
    "seen_at": "2026-11-24 12:00:00.000",
    "site": "plan",
    "path": "/find/",
    "area": "callout",
    "view_key": blake2b(KEY.encode(), digest_size=8).hexdigest(),
    "automated": False,
    "policy_version": 7,
    "keep_until": "2027-12-24 12:00:00",
}


def send(front: Any, said: Any = SEEN, *, headers: Any = (), **more: Any) -> Any:
    body = said if isinstance(said, bytes) else json.dumps(said).encode()
    return front.ask("/_a/a", **{"method": "POST", "headers": [TEXT, *headers], "body": body, **more})


def dropped(front: Any, reply: Any, reason: Drop) -> None:
    assert (reply.status, reply.header("avowal-dropped")) == (STATUS[reason], reason)
    assert [key for key, _ in front.spool.lines if key != "weblog"] == []
    assert front.door.health()["area_beacon"] == {reason: 1}


def test_4_8_an_area_is_one_whole_row(front) -> None:
    reply = send(front, SEEN | {"email": "ana@mail.example", "engaged": 3, "lang": "en"})

    assert (reply.status, reply.body, reply.header("avowal-dropped")) == (204, b"", None)
    assert [(key, json.loads(line)) for key, line in front.spool.lines if key != "weblog"] == [("area_views", ROW)]
    assert front.seen == []


@pytest.mark.parametrize(
    "area",
    [
        "",
        "Callout",
        "a b",
        "x" * 41,
        "ana@mail.example",
        "á",
        "call\n",
        "415-555-2671",
        "123-45-6789",
        "asthma",
        7,
        None,
    ],
)
def test_4_8_a_name_that_is_not_plain_or_says_anything_of_a_person_is_400(front, area: Any) -> None:
    dropped(front, send(front, SEEN | {"area": area}), Drop.WRONG_FIELD)


@pytest.mark.parametrize("missing", ["path", "key", "area"])
def test_a_missing_field_is_400(front, missing: str) -> None:
    dropped(front, send(front, {k: v for k, v in SEEN.items() if k != missing}), Drop.WRONG_FIELD)


@pytest.mark.parametrize("missing", ["beacons", "collections"])
def test_4_8_an_area_beacon_that_is_not_declared_is_not_kept(kit, missing: str) -> None:
    front = kit.Front(policy=kit.small_policy(**{missing: Catalogue()}))

    dropped(front, send(front), Drop.NOT_DECLARED)


def test_4_8_an_inventory_that_names_another_address_closes_the_gate(kit) -> None:
    from dataclasses import replace

    declared = kit.small_policy().beacons
    elsewhere = Catalogue([("areas", replace(declared["areas"], path="/_a/z")), ("page", declared["page"])])
    front = kit.Front(policy=kit.small_policy(beacons=elsewhere))

    dropped(front, send(front), Drop.NOT_DECLARED)


def test_without_a_policy_nothing_is_kept(kit) -> None:
    front = kit.Front(policy=None)

    dropped(front, send(front), Drop.NO_POLICY)
    assert front.spool.lines == []


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"headers": [("sec-gpc", "1")]}, Drop.GPC),
        ({"headers": [("dnt", "1")]}, Drop.DNT),
        ({"headers": [("origin", "https://evil.example")]}, Drop.OTHER_ORIGIN),
        ({"headers": [("content-length", "2049")]}, Drop.TOO_LARGE),
        ({"agent": "curl/8.5"}, Drop.AUTOMATED),
        ({"method": "GET"}, Drop.METHOD),
        ({"host": "evil.example"}, Drop.UNKNOWN_HOST),
        ({"said": b"{"}, Drop.NOT_JSON),
        ({"said": SEEN | {"path": "/office/pages/3/"}}, Drop.OFFICE),
    ],
)
def test_4_12_it_is_refused_as_the_page_beacon_is(front, more: dict[str, Any], reason: Drop) -> None:
    dropped(front, send(front, **more), reason)


@pytest.mark.parametrize(("way", "reason"), [("full", Drop.SPOOL_FULL), ("broken", Drop.SPOOL_FAILED)])
def test_what_cannot_be_put_on_disk_is_not_acknowledged(front, way: str, reason: Drop) -> None:
    setattr(front.spool, way, True)

    dropped(front, send(front), reason)
