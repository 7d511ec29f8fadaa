"""What a collector remembers of headers never answers for others (ledger 4.12): remembered is only what decides."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest

from avowal.edge import app_screens, area_beacon, browser_reports, collector, page_beacon
from avowal.edge.callers import DECIDING
from avowal.edge.settings import DoorSettings
from avowal.policy.catalogue import Catalogue
from avowal.policy.model import Choice

VIEW = json.dumps({"path": "/a/", "key": "0123456789abcdef01234567"}).encode()
VARIED = [
    [("content-type", "text/plain"), ("content-type", "text/html")],
    [(), ("sec-gpc", "1"), ("sec-gpc", "0"), ("dnt", "1")],
    [(), ("cookie", "harbor_choices=measure-0"), ("cookie", "harbor_choices=measure-1"), ("cookie", "a=1")],
    [(), ("origin", "http://plan.localhost"), ("origin", "https://other.example")],
]
HOSTS = ["plan.localhost", "centers.localhost", "unknown.example"]


@pytest.fixture
def policy(kit: Any) -> Any:
    from dataclasses import replace

    choices = Catalogue([("measure", Choice("measure", default=True, covers=("beacons.page",)))])
    cookie = replace(kit.lasting_cookie("1 year"), purpose="privacy_choices")
    return kit.small_policy(choices=choices, cookies=Catalogue([("harbor_choices", cookie)]))


def asked(kit: Any) -> list[dict[str, Any]]:
    """Messages that differ in everything on which it depends whether they are taken, in a mixed order."""
    order = random.Random(4)
    every = [
        {"headers": [one for one in chosen if one], "host": host, "agent": agent, "method": method}
        for host in HOSTS
        for agent in (kit.FIREFOX, "curl/8.5")
        for method in ("POST", "GET")
        for chosen in zip(*(order.choices(options, k=12) for options in VARIED), strict=True)
    ]
    order.shuffle(every)
    return every


def test_what_is_remembered_of_some_headers_answers_for_no_others(kit: Any, policy: Any) -> None:
    remembering = kit.Front(policy=policy)

    for question in asked(kit):
        reply = remembering.ask("/_a/v", body=VIEW, **question)
        fresh = kit.Front(policy=policy).ask("/_a/v", body=VIEW, **question)

        assert (reply.status, reply.header("avowal-dropped")) == (fresh.status, fresh.header("avowal-dropped"))


def test_a_new_version_is_asked_anew(kit: Any) -> None:
    versions = [kit.version_of(kit.small_policy(), 1), kit.version_of(kit.small_policy(beacons=Catalogue()), 2)]
    front = kit.Front(in_force=lambda: versions[0])
    ask = {"method": "POST", "headers": [("content-type", "text/plain")], "body": VIEW}
    assert front.ask("/_a/v", **ask).header("avowal-dropped") is None

    versions.pop(0)

    assert front.ask("/_a/v", **ask).header("avowal-dropped") == "not-declared"


class Watched(dict):  # type: ignore[type-arg]
    """Headers that note which of them are asked for."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.asked: set[bytes] = set()

    def get(self, name: bytes, default: Any = None) -> Any:
        self.asked.add(name)
        return super().get(name, default)


@pytest.mark.parametrize(
    "steps",
    [
        page_beacon.steps(DoorSettings({})),
        area_beacon.steps(DoorSettings({})),
        app_screens.steps(),
        browser_reports.steps(60),
    ],
    ids=["page", "area", "screens", "reports"],
)
def test_admission_looks_at_no_header_that_is_not_remembered(kit: Any, policy: Any, steps: Any) -> None:
    """A step that decides by another header would let one message answer for the next."""
    front, seen = kit.Front(policy=policy), set()
    types = ["text/plain", "application/json", "application/csp-report"]
    for kind in types:
        scope = {"type": "http", "method": "POST", "path": "/_a/v", "client": ("203.0.113.9", 1)}
        headers = [
            (b"host", b"plan.localhost"),
            (b"content-type", kind.encode()),
            (b"user-agent", kit.FIREFOX.encode()),
        ]
        visit = front.door._visit({**scope, "headers": headers})
        visit.index = Watched(visit.index)
        _ = visit.choices  # remembered as what was chosen, not as a cookie
        visit.index.asked.clear()
        collector.walk(steps.admission, collector.Event(visit))
        seen |= visit.index.asked

    assert seen <= set(DECIDING)
    assert len(seen) > 2
