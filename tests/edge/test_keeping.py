"""1.1, 4.11: what names a person or her health goes in by no door; a page about health is kept without any key."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from avowal.config import SAMPLE
from avowal.edge.door import front_door
from avowal.events.spool import Spool
from avowal.events.visitors import VisitorKeys
from avowal.policy.model import PolicyVersion
from avowal.policy.reading import read_bundle

MAIL = "canary.ana@mail.example"
CONDITION = "fibromyalgia"
HIDDEN = [MAIL, CONDITION, "415-555-2671", "123-45-6789", "91234567A"]
CANARIES = [
    *HIDDEN,
    quote(MAIL, safe=""),
    quote(quote(MAIL, safe=""), safe=""),
    base64.b64encode(MAIL.encode()).decode(),
    base64.urlsafe_b64encode(MAIL.encode()).decode().rstrip("="),
    MAIL.encode().hex(),
    hashlib.sha256(MAIL.encode()).hexdigest(),
]
CONTROL = "control-page"
KEY = "0123456789abcdef01234567"


@pytest.fixture
def published(kit: Any) -> Any:
    """A door of a deployment whose plan site publishes one page about diabetes."""
    front = kit.Front()
    told = replace(front.settings, published=lambda site, path: (site, path) == ("plan", "/living/diabetes/"))
    return kit.Front(settings=told)


def tell(front: Any, address: str, said: Any, *, kind: str = "application/json", **more: Any) -> Any:
    return front.ask(
        address,
        method="POST",
        headers=[("content-type", kind), *more.pop("headers", [])],
        body=json.dumps(said).encode(),
        **more,
    )


def test_4_11_a_published_page_about_health_keeps_its_path_and_carries_no_key(published: Any) -> None:
    tell(published, "/_a/v", {"path": "/living/diabetes/", "key": KEY, "engaged": 9})
    tell(published, "/_a/a", {"path": "/living/diabetes/", "key": KEY, "area": "callout"})
    published.ask("/living/diabetes/")

    for collection in ("page_views", "area_views"):
        (row,) = published.spool.rows(collection)
        assert row["path"] == "/living/diabetes/"
        assert not {"view_key", "visitor_key"} & row.keys()
    weblog = next(row for row in published.spool.rows("weblog") if row["path"] == "/living/diabetes/")
    assert "visitor_key" not in weblog


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/living/asthma/", "/living/[health]/"),
        ("/diabetes", "/[health]"),
        ("/living/diabetes/ana-asthma", "/living/[health]/[health]"),
    ],
)
def test_4_11_where_nothing_is_published_a_health_word_is_not_kept(published: Any, path: str, kept: str) -> None:
    tell(published, "/_a/v", {"path": path, "key": KEY})
    tell(published, "/_a/v", {"path": "/living/diabetes/", "key": KEY}, host="centers.localhost")

    here, elsewhere = published.spool.rows("page_views")
    assert (here["path"], elsewhere["path"]) == (kept, "/living/[health]/")
    assert not {"view_key", "visitor_key"} & (here.keys() | elsewhere.keys())


def test_3_5_beside_a_member_s_key_no_health_word_is_ever_kept(kit: Any) -> None:
    async def signed_in(scope: Any, receive: Any, send: Any) -> None:
        scope["avowal"]["member_key"] = "m" * 16
        await kit.hello(scope, receive, send)

    settings = replace(kit.Front().settings, published=lambda _site, _path: True)
    front = kit.Front(app=signed_in, settings=settings)

    front.ask("/account/diabetes/")

    (row,) = front.spool.rows("weblog")
    assert (row["path"], row["member_key"]) == ("/account/[health]/", "m" * 16)


def test_4_11_a_source_that_names_a_condition_is_not_kept(front: Any) -> None:
    tell(front, "/_a/v", {"path": "/a", "key": KEY, "ref": "https://breastcancer.example/forum"})

    (row,) = front.spool.rows("page_views")
    assert row["referrer_origin"] == "https://[health]"
    assert not {"view_key", "visitor_key"} & row.keys()


def everything(front: Any, canary: str) -> None:
    """`canary` in every field, header and part of an address that any door reads."""
    own = [("referer", f"https://{canary}/x?{canary}"), ("x-canary", canary), ("cookie", f"harbor_session={canary}")]
    front.ask(f"/{canary}", query_string=canary.encode(), headers=own)
    front.ask(f"/account/{canary}/", headers=own, agent=f"Mozilla/5.0 ({canary}) Firefox/132.0")
    front.ask(f"/{CONTROL}/", method=canary, headers=own)
    key = (canary + KEY)[:32]
    page = {"path": f"/{canary}/", "key": KEY, "lang": "en", "ref": f"https://{canary}/", "x": canary}
    for said in (
        page,
        page | {"key": key},
        page | {"lang": f"en-{canary}"[:12]},
        page | {"path": f"/{CONTROL}/{canary}"},
    ):
        tell(front, "/_a/v", said, headers=own)
        tell(front, "/_a/a", said | {"area": canary})
        tell(front, "/_a/a", said | {"area": "callout"})
    for said in (
        {"screen": canary, "key": KEY},
        {"screen": f"/{CONTROL}/{canary}", "key": key},
        {"screen": f"x {canary}", "key": KEY},
    ):
        tell(front, "/_a/s", {"v": 1, "app": "member_app", "screens": [said]})
        tell(front, "/_a/s", {"v": 1, "app": canary, "screens": [said]})
    for directive, blocked in (("img-src", f"https://{canary}/{canary}"), (canary, canary), ("img-src", f"{canary}:x")):
        violation = {
            "document-uri": f"http://plan.localhost/{canary}/?{canary}",
            "effective-directive": directive,
            "blocked-uri": blocked,
            "script-sample": canary,
            "referrer": canary,
        }
        tell(front, "/_a/r", {"csp-report": violation}, kind="application/csp-report")


@pytest.mark.parametrize("policy", ["small", "sample"])
def test_1_1_no_canary_is_in_any_line_of_the_spool_and_the_control_is(kit: Any, tmp_path: Path, policy: str) -> None:
    declared = kit.small_policy() if policy == "small" else read_bundle(SAMPLE / "policy")
    version = PolicyVersion(1, "0" * 64, date(2026, 11, 1), declared)
    front = kit.Front()
    with Spool(tmp_path / "spool") as spool:
        front.door = front_door(
            kit.hello,
            in_force=lambda: version,
            spool=spool,
            visitors=VisitorKeys(tmp_path / "salt", "America/Los_Angeles"),
            settings=front.settings,
            clock=kit.TickingClock(),
        )
        for canary in CANARIES:
            everything(front, canary)
    folders = [folder for folder in (tmp_path / "spool").iterdir() if folder.is_dir()]
    lines = [line for folder in folders for file in folder.iterdir() for line in file.read_text().splitlines()]

    assert {folder.name for folder in folders} >= {
        "weblog",
        "page_views",
        "area_views",
        "app_screens",
        "browser_reports",
    }
    assert sum(CONTROL in line for line in lines) >= 3 * len(CANARIES)
    for canary in (*CANARIES, "canary.ana"):
        assert [line for line in lines if canary.lower() in line.lower()] == [], canary
