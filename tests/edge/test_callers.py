"""What is remembered of whoever asks never stands for anybody else, and not for longer than it may (4.12, R67)."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from hashlib import blake2b
from typing import Any

import pytest

from avowal.edge import callers
from avowal.edge.callers import Callers
from avowal.edge.settings import DoorSettings
from avowal.edge.visit import Visit, lazy
from avowal.events.networks import NetworkOwners
from avowal.policy.catalogue import Catalogue
from avowal.policy.model import Choice, Door

VIEW = {"path": "/a/", "key": "0123456789abcdef01234567"}
VARIED = [
    [*[("content-type", "text/plain")] * 4, ("content-type", "text/html")],
    [*[()] * 4, ("sec-gpc", "1"), ("sec-gpc", "0"), ("dnt", "1")],
    [(), ("cookie", "harbor_choices=measure-0"), ("cookie", "harbor_choices=measure-1"), ("cookie", "a=1")],
    [*[()] * 4, ("origin", "http://plan.localhost"), ("origin", "https://other.example")],
    [(), ("referer", "http://plan.localhost/a/"), ("referer", "https://other.example/b?c")],
]
HOSTS = [*["plan.localhost"] * 4, "centers.localhost", "unknown.example"]


@pytest.fixture
def policy(kit: Any) -> Any:
    choices = Catalogue([("measure", Choice("measure", default=True, covers=("beacons.page",)))])
    cookie = replace(kit.lasting_cookie("1 year"), purpose="privacy_choices")
    return kit.small_policy(choices=choices, cookies=Catalogue([("harbor_choices", cookie)]))


@pytest.fixture(autouse=True)
def keys_of_everything(kit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def key(_self: Any, now: Any, address: str, user_agent: str, site: str) -> str:
        return blake2b(f"{now.date()}{address}\0{user_agent}\0{site}".encode(), digest_size=8).hexdigest()

    monkeypatch.setattr(kit.OneVisitor, "key", key)


def asked(kit: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Requests that differ in everything on which an answer or a row depends, in a mixed order."""
    chance = random.Random(4)
    for _ in range(150):
        told = {**VIEW, "path": chance.choice(["/a/", "/b/", "/diabetes/", "/a@b.example/"])}
        path = chance.choice(["/_a/v", "/_a/v", "/_a/a", "/", "/es/account/"])
        yield (
            path,
            {
                "method": chance.choice(["POST", "POST", "POST", "GET", "ODD"]),
                "headers": [one for one in map(chance.choice, VARIED) if one],
                "host": chance.choice(HOSTS),
                "agent": chance.choice([*[kit.FIREFOX] * 3, "curl/8.5"]),
                "client": (chance.choice(["203.0.113.9", "198.51.100.7"]), 1),
                "body": json.dumps({**told, "area": "top"} if path == "/_a/a" else told).encode(),
            },
        )


def rows(front: Any) -> list[Any]:
    left = {"seen_at": None, "duration": None, "keep_until": None, "ip_address_until": None}
    return [(collection, {**json.loads(line), **left}) for collection, line in front.spool.lines]


def test_what_is_remembered_of_one_request_stands_for_no_other(kit: Any, policy: Any) -> None:
    remembering = kit.Front(policy=policy)
    kept = 0

    for path, question in asked(kit):
        remembering.spool.lines.clear()
        fresh = kit.Front(policy=policy)

        reply, by_itself = remembering.ask(path, **question), fresh.ask(path, **question)

        assert (reply.status, reply.headers, reply.body) == (by_itself.status, by_itself.headers, by_itself.body)
        assert rows(remembering) == rows(fresh)
        kept += len(fresh.spool.rows("page_views"))
    assert kept > 5


class Watched(dict):  # type: ignore[type-arg]
    """Headers that note which of them are asked for."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.asked: set[bytes] = set()

    def get(self, name: bytes, default: Any = None) -> Any:
        self.asked.add(name)
        return super().get(name, default)


def test_what_is_the_same_for_a_caller_depends_on_no_other_header(kit: Any, policy: Any) -> None:
    front = kit.Front(policy=policy)
    scope = {"type": "http", "method": "POST", "path": "/_a/v", "client": ("203.0.113.9", 1)}
    visit = front.door._visit({**scope, "headers": [(b"host", b"plan.localhost"), (b"cookie", b"harbor_choices=a")]})
    visit.index = Watched(visit.index)
    shared = [name for name, found in vars(Visit).items() if isinstance(found, lazy)]

    for name in shared:
        getattr(visit, name)

    assert len(shared) >= 4
    assert not {"ip_network", "client_address"} & {*shared}  # these depend on more than headers
    assert b"user-agent" in visit.index.asked <= {*callers.DECIDING, b"cookie"}


def test_what_is_remembered_does_not_grow_far_and_holds_no_session(kit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(callers, "REMEMBERED", 10)
    front = kit.Front()

    for number in range(22):
        front.ask("/_a/v", client=(f"203.0.113.{number}", 1))
    assert sum(len(kind.callers) for kind in front.door._callers._kinds.values()) <= 10
    for number in range(25):
        front.ask("/_a/v", agent=f"{kit.FIREFOX} {number}", headers=[("cookie", "harbor_session=secret")])
    front.ask("/_a/v", agent="x" * 5000)

    known = front.door._callers._kinds
    assert 0 < len(known) <= 10
    assert "xxxx" not in repr(known)
    assert "secret" not in repr(known)


def test_a_caller_has_few_rows_begun(kit: Any) -> None:
    front = kit.Front()

    for number in range(200):
        front.ask("/_a/v", headers=[("referer", f"https://{number}.example/")])

    (kind,) = front.door._callers._kinds.values()
    (caller,) = kind.callers.values()
    assert 0 < len(caller.rows) <= 64
    assert len(kind.admitted) <= 2


@pytest.mark.parametrize(("minutes", "same"), [(0, True), (14, True), (15, False), (-1, False), (24 * 60, False)])
def test_r67_who_asks_is_forgotten_within_a_quarter_of_an_hour(kit: Any, minutes: int, same: bool) -> None:
    known, gates = Callers(), kit.Front().door._gates.now()
    begin = known.of(gates, kit.NOON, "203.0.113.9", {})

    later = known.of(gates, kit.NOON + timedelta(minutes=minutes), "203.0.113.9", {})

    assert (later is begin) is same


def test_r67_no_key_of_a_visitor_outlives_her_day(kit: Any) -> None:
    front = kit.Front()
    posted = {"method": "POST", "headers": [("content-type", "text/plain")], "body": json.dumps(VIEW).encode()}
    front.ask("/_a/v", **posted)
    front.door._clock.now += timedelta(hours=12)

    front.ask("/_a/v", **posted)

    for collection in ("page_views", "weblog"):
        before, after = front.spool.rows(collection)
        assert before["visitor_key"] != after["visitor_key"]


def test_3_4_whose_network_it_is_is_looked_up_for_each_request(kit: Any, tmp_path: Any) -> None:
    owners = tmp_path / "owners.csv"
    owners.write_text("203.0.113.0/24,Example Net\n", encoding="utf-8")
    networks = NetworkOwners(owners)
    policy = kit.small_policy(
        collections=Catalogue([("weblog", kit.collection(Door.WEBLOG, ["path", "network_owner"]))])
    )
    front = kit.Front(policy=policy, settings=DoorSettings({"plan.localhost": "plan"}, networks=networks))

    front.ask("/_a/v", method="POST")
    networks.load()
    front.ask("/_a/v", method="POST")

    assert [row.get("network_owner") for row in front.spool.rows("weblog")] == [None, "Example Net"]
