"""A host belongs to a site that the policy has, in whatever case it is written; anything else is said and collects nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest

from avowal.edge.door import DoorSettings
from avowal.edge.dropping import Drop

SAID = json.dumps({"path": "/a", "key": "0123456789abcdef"}).encode()
REPORT = {"document-uri": "http://plan.localhost/", "effective-directive": "img-src", "blocked-uri": "inline"}


def misspelt(kit: Any, **more: Any) -> Any:
    settings = DoorSettings({"plan.localhost": "plann", "centers.localhost": "centers"}, secure=False)
    return kit.Front(settings=settings, **more)


def beacon(front: Any, **more: Any) -> Any:
    return front.ask("/_a/v", method="POST", headers=[("content-type", "text/plain")], body=SAID, **more)


@pytest.mark.parametrize("written", ["Plan.LOCALHOST", "plan.localhost.", " plan.localhost "])
def test_a_host_name_is_known_however_it_is_written(kit, written: str) -> None:
    front = kit.Front(settings=DoorSettings({written: "plan"}, secure=False))

    assert beacon(front).header("avowal-dropped") is None
    assert beacon(front, host="PLAN.localhost").header("avowal-dropped") is None
    assert [row["site"] for row in front.spool.rows("weblog")] == ["plan", "plan"]


def test_3_1_a_host_of_a_site_that_the_policy_has_not_still_leaves_a_line(kit) -> None:
    front = misspelt(kit)

    assert front.ask("/a").body == b"hello"
    front.ask("/b", host="centers.localhost")

    rows = front.spool.rows("weblog")
    assert [(row["path"], row["site"]) for row in rows] == [("/a", ""), ("/b", "centers")]
    assert front.seen[0]["avowal"]["site"] == ""


def test_a_host_of_a_site_that_the_policy_has_not_collects_nothing_else(kit) -> None:
    front = misspelt(kit)

    assert beacon(front).header("avowal-dropped") == Drop.UNKNOWN_HOST
    body = json.dumps({"csp-report": REPORT}).encode()
    reply = front.ask("/_a/r", method="POST", headers=[("content-type", "application/csp-report")], body=body)
    assert reply.header("avowal-dropped") == Drop.UNKNOWN_HOST
    assert front.spool.rows("page_views") == front.spool.rows("browser_reports") == []


def test_health_names_a_site_that_the_policy_has_not(kit) -> None:
    health = misspelt(kit).door.health()

    assert health["ready"] is False
    assert "“plann”" in health["hosts_trouble"]
    assert "plan, centers" in health["hosts_trouble"]


def test_health_has_no_trouble_with_hosts_of_known_sites_or_without_a_policy(kit) -> None:
    assert kit.Front().door.health()["hosts_trouble"] is None
    assert misspelt(kit, policy=None).door.health()["hosts_trouble"] is None
