"""The door as a whole: versions change under it, and with the policy in doubt everything shuts but the pages."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from avowal import edge
from avowal.config import SAMPLE
from avowal.edge.door import DoorSettings, front_door
from avowal.events.spool import Spool
from avowal.events.visitors import VisitorKeys
from avowal.policy.catalogue import Catalogue
from avowal.policy.model import Door
from avowal.policy.reading import read_bundle


def test_a_new_version_changes_the_gates_with_the_next_request(kit) -> None:
    narrow = kit.small_policy(collections=Catalogue([("weblog", kit.collection(Door.WEBLOG, ["path"]))]))
    versions = [kit.version_of(kit.small_policy(), 1), kit.version_of(narrow, 2), None]
    front = kit.Front(in_force=lambda: versions[0])

    front.ask("/one")
    versions.pop(0)
    front.ask("/two")
    versions.pop(0)
    front.ask("/three")

    rows = front.spool.rows("weblog")
    assert [(row["path"], row["policy_version"], "site" in row) for row in rows] == [
        ("/one", 1, True),
        ("/two", 2, False),
    ]
    assert front.door.health()["policy"] is None


def test_gates_are_compiled_once_per_version(kit, monkeypatch: Any) -> None:
    from avowal.edge import gates

    compiled = []
    original = gates.compile_gates
    monkeypatch.setattr(gates, "compile_gates", lambda *given: compiled.append(given[0]) or original(*given))
    version = kit.version_of(kit.small_policy())
    front = kit.Front(in_force=lambda: version)

    for _ in range(3):
        front.ask()

    assert compiled == [None, version]


def test_a_policy_that_cannot_be_asked_for_shuts_the_gates(kit, caplog: Any) -> None:
    def broken() -> Any:
        raise OSError("ana@mail.example")

    front = kit.Front(in_force=broken)

    assert front.ask().body == b"hello"
    assert front.ask().header("content-security-policy").startswith("default-src 'none'")
    assert front.spool.lines == []
    assert front.door.health()["ready"] is False
    assert "OSError" in front.door.health()["policy_trouble"]
    assert (len(caplog.records), "ana" in caplog.text) == (1, False)


def test_a_version_that_cannot_be_compiled_collects_nothing(kit, caplog: Any) -> None:
    weblog = kit.collection(Door.WEBLOG, ["path", "undeclared_element"])
    front = kit.Front(policy=kit.small_policy(collections=Catalogue([("weblog", weblog)])))

    assert front.ask().body == b"hello"
    assert front.ask().body == b"hello"
    assert front.spool.lines == []
    assert "version 7" in front.door.health()["policy_trouble"]
    assert len(caplog.records) == 1


def test_one_request_lives_under_one_version(kit) -> None:
    versions = [kit.version_of(kit.small_policy(), 1)]

    async def publishing(scope: Any, receive: Any, send: Any) -> None:
        versions[0] = None
        await kit.answering((b"set-cookie", b"harbor_session=a"))(scope, receive, send)

    front = kit.Front(app=publishing, in_force=lambda: versions[0])

    assert front.ask().header("set-cookie") == "harbor_session=a; SameSite=Lax; HttpOnly"
    assert front.spool.rows("weblog")[0]["policy_version"] == 1


def test_the_website_is_offered_no_extension_and_no_other_message_leaves(kit) -> None:
    async def pushing(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [], "trailers": True})
        await send({"type": "http.response.pathsend", "path": "/etc/passwd"})
        await send({"type": "http.response.body", "body": b"x"})
        await send({"type": "http.response.trailers", "headers": [(b"set-cookie", b"trk=1")]})

    front = kit.Front(app=pushing)

    reply = front.ask(extensions={"http.response.pathsend": {}, "http.response.trailers": {}})

    assert (reply.body, front.seen[0]["extensions"]) == (b"x", {})
    assert reply.kinds == ["http.response.start", "http.response.body"]


def test_wrong_proxies_stop_start_up(kit) -> None:
    with pytest.raises(ValueError, match="trusted_proxies holds “proxy”"):
        kit.Front(settings=DoorSettings({}, trusted_proxies=("proxy",)))


def test_health_counts_reasons_and_no_values(front) -> None:
    front.ask("/ana@mail.example")
    front.ask("/_a/v", method="POST")

    health = front.door.health()

    assert (health["ready"], health["weblog"], health["page_beacon"]) == (True, {"noted": 2}, {"content-type": 1})
    assert "ana" not in json.dumps(health)


def test_health_says_what_the_spool_says_and_how_much_was_lost(front) -> None:
    front.spool.trouble = "The spool /data/spool cannot be written: No space left on device."
    front.spool.lost = 3

    health = front.door.health()

    assert (health["ready"], health["spool_trouble"], health["spool_lost"]) == (False, front.spool.trouble, 3)


def test_every_keeper_has_a_sentence() -> None:
    assert set(edge.KEEPERS) == {
        "edge.weblog",
        "edge.cookies",
        "edge.headers",
        "edge.beacon",
        "edge.areas",
        "edge.screens",
        "edge.blocks",
        "edge.choices",
        "edge.mail",
    }
    assert all(sentence.endswith(".") for sentence in edge.KEEPERS.values())


def test_with_the_real_spool_a_beacon_is_on_disk_when_it_is_answered(kit, tmp_path: Any) -> None:
    version = kit.version_of(kit.small_policy())
    with Spool(tmp_path / "spool") as spool:
        front = kit.Front(spool=spool)
        front.door = front_door(
            kit.hello,
            in_force=lambda: version,
            spool=spool,
            visitors=VisitorKeys(tmp_path / "visitor_salt", "America/Los_Angeles"),
            settings=front.settings,
            clock=kit.TickingClock(),
        )
        said = json.dumps({"path": "/a?b", "key": "0123456789abcdef"}).encode()
        reply = front.ask("/_a/v", method="POST", headers=[("content-type", "text/plain")], body=said)
        on_disk = b"".join(file.read_bytes() for file in (tmp_path / "spool").rglob("*") if file.is_file())
        assert reply.status == 204
        assert b'"path":"/a"' in on_disk
        assert (
            b"0123456789abcdef" not in on_disk
        )  # 1.1: a browser's own word is not kept, only what the salt makes of it
    lines = [file.read_bytes() for file in sorted((tmp_path / "spool").rglob("*.jsonl"))]
    assert sorted(len(line.splitlines()) for line in lines) == [1, 1]  # the page view, and the weblog's line of it


def test_a_full_real_spool_is_said_and_the_pages_come(kit, tmp_path: Any) -> None:
    with Spool(tmp_path / "spool", limit_bytes=10) as spool:
        front = kit.Front(spool=spool)
        said = json.dumps({"path": "/a", "key": "0123456789abcdef"}).encode()

        beacon = front.ask("/_a/v", method="POST", headers=[("content-type", "text/plain")], body=said)

        assert (beacon.status, beacon.header("avowal-dropped")) == (503, "spool-full")
        assert front.ask().body == b"hello"
        assert front.door.health()["ready"] is False
        assert front.door.health()["spool_lost"] == 2


def test_many_visits_at_once_do_not_mix(kit) -> None:
    front = kit.Front()

    async def all_at_once() -> None:
        scopes = [
            {
                "type": "http",
                "method": "GET",
                "path": f"/{number}",
                "headers": [(b"host", b"plan.localhost")],
                "client": (f"203.0.113.{number}", 1),
            }
            for number in range(50)
        ]
        await asyncio.gather(*(front._asked(scope, b"") for scope in scopes))

    asyncio.run(all_at_once())

    rows = front.spool.rows("weblog")
    assert {(row["path"], row["ip_address"]) for row in rows} == {(f"/{n}", f"203.0.113.{n}") for n in range(50)}


def test_the_sample_plan_fills_its_three_collections_as_it_declares_them(kit) -> None:
    policy = read_bundle(SAMPLE / "policy")
    front = kit.Front(policy=policy)
    said = json.dumps({"path": "/a", "key": "0123456789abcdef", "lang": "en", "ref": "", "engaged": 1}).encode()
    report = {"document-uri": "http://plan.localhost/a", "effective-directive": "img-src", "blocked-uri": "inline"}

    front.ask("/account/")
    front.ask("/_a/v", method="POST", headers=[("content-type", "text/plain")], body=said)
    front.ask(
        "/_a/r",
        method="POST",
        headers=[("content-type", "application/csp-report")],
        body=json.dumps({"csp-report": report}).encode(),
    )

    stamps = {"policy_version", "keep_until", "ip_address_until"}
    filled_when_taken = {"network_owner", "relayed"}
    for key in ("weblog", "page_views", "browser_reports"):
        declared = set(policy.collections[key].elements) - {"member_key", "service", *filled_when_taken}
        assert front.spool.rows(key)[0].keys() - stamps == declared, key
