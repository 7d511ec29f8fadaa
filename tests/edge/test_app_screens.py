"""2.1: a screen of a declared app is kept as declared. 4.11, 4.12: and nothing more, and nothing of who opted out."""

from __future__ import annotations

import json
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pytest
import yaml

from avowal.edge.app_screens import LARGEST, SCREEN_SIGNS, SCREENS_AT_MOST, Batch, Screen
from avowal.edge.dropping import STATUS, Drop
from avowal.policy.catalogue import Catalogue

KEY = "0123456789abcdef01234567"
SCREEN = {"screen": "/claims/list", "key": KEY}
BATCH = {"v": 1, "app": "member_app", "screens": [SCREEN]}
ROW = {
    "seen_at": "2026-11-24 12:00:00.000",
    "app": "member_app",
    "screen": "/claims/list",
    "view_key": blake2b(KEY.encode(), digest_size=8).hexdigest(),
    "visitor_key": "a0a0a0a0a0a0a0a0",
    "automated": False,
    "policy_version": 7,
    "keep_until": "2027-12-24 12:00:00",
}
APP_AGENT = "HarborMember/3.2 okhttp/4.12"
DESCRIBED = Path(__file__).parents[2] / "docs" / "reference" / "app-screens.openapi.yaml"


def send(front: Any, said: Any = BATCH, *, headers: Any = (), **more: Any) -> Any:
    body = said if isinstance(said, bytes) else json.dumps(said).encode()
    said_headers = [("content-type", "application/json"), *headers]
    return front.ask("/_a/s", **{"method": "POST", "headers": said_headers, "body": body, "agent": APP_AGENT, **more})


def dropped(front: Any, reply: Any, reason: Drop) -> None:
    assert (reply.status, reply.header("avowal-dropped")) == (STATUS[reason], reason)
    assert [key for key, _ in front.spool.lines if key != "weblog"] == []
    assert front.door.health()["app_screens"] == {reason: 1}


def one(**changes: Any) -> dict[str, Any]:
    return BATCH | {"screens": [SCREEN | changes]}


def test_2_1_a_screen_is_one_whole_row(front) -> None:
    reply = send(front, BATCH | {"email": "ana@mail.example", "screens": [SCREEN | {"member": "91234567A"}]})

    assert (reply.status, reply.body, reply.header("avowal-dropped")) == (204, b"", None)
    assert [(key, json.loads(line)) for key, line in front.spool.lines if key != "weblog"] == [("app_screens", ROW)]
    assert front.seen == []


def test_2_1_a_batch_is_a_row_for_each_screen_at_its_own_time(front) -> None:
    send(front, BATCH | {"screens": [SCREEN | {"ago": 90, "engaged": 60}, SCREEN | {"screen": "Ayuda / Inicio"}]})

    rows = front.spool.rows("app_screens")
    assert rows == [
        ROW | {"seen_at": "2026-11-24 11:58:30.000", "keep_until": "2027-12-24 11:58:30", "engaged_time": 60},
        ROW | {"screen": "Ayuda / Inicio"},
    ]


def test_r67_what_happened_before_midnight_carries_no_key_of_the_day_after(front) -> None:
    send(front, one(ago=13 * 3600))  # noon in UTC is four in the morning in Los Angeles

    assert "visitor_key" not in front.spool.rows("app_screens")[0]


def test_4_11_a_screen_about_health_is_kept_without_the_word_and_without_keys(front) -> None:
    send(front, one(screen="/conditions/diabetes"))

    kept = {key: value for key, value in ROW.items() if key not in ("view_key", "visitor_key")}
    assert front.spool.rows("app_screens") == [kept | {"screen": "/conditions/[health]"}]


@pytest.mark.parametrize("app", ["provider_app", "other_app", "", "member_app ", "ana@mail.example"])
def test_2_1_an_app_that_is_not_declared_is_refused(front, app: str) -> None:
    reason = Drop.UNKNOWN_APP if app else Drop.WRONG_FIELD
    dropped(front, send(front, BATCH | {"app": app}), reason)


@pytest.mark.parametrize("said", [BATCH | {"opt_out": True}], ids=["opt_out"])
def test_4_12_a_person_who_opted_out_is_not_counted(front, said: Any) -> None:
    dropped(front, send(front, said), Drop.OPTED_OUT)


WRONG = [
    BATCH | {"v": 2},
    BATCH | {"v": "1"},
    {k: v for k, v in BATCH.items() if k != "v"},
    BATCH | {"screens": []},
    BATCH | {"screens": [SCREEN] * (SCREENS_AT_MOST + 1)},
    BATCH | {"screens": [SCREEN, {}]},
    BATCH | {"opt_out": "yes"},
    one(screen=""),
    one(screen="x" * (SCREEN_SIGNS + 1)),
    one(key="short"),
    one(ago=-1),
    one(ago=86_401),
    one(engaged=1.5),
]


@pytest.mark.parametrize("said", WRONG, ids=str)
def test_a_batch_that_is_not_as_described_is_400_as_a_whole(front, said: Any) -> None:
    dropped(front, send(front, said), Drop.WRONG_FIELD)


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"headers": [("sec-gpc", "1")]}, Drop.GPC),
        ({"headers": [("dnt", "1")]}, Drop.DNT),
        ({"headers": [("origin", "https://evil.example")]}, Drop.OTHER_ORIGIN),
        ({"headers": [("content-length", str(LARGEST + 1))]}, Drop.TOO_LARGE),
        ({"agent": "Googlebot/2.1"}, Drop.AUTOMATED),
        ({"method": "PUT"}, Drop.METHOD),
        ({"host": "evil.example"}, Drop.UNKNOWN_HOST),
        ({"said": b"{"}, Drop.NOT_JSON),
        ({"said": b'{"v":1,"pad":"' + b"x" * LARGEST + b'"}'}, Drop.TOO_LARGE),
    ],
)
def test_4_12_it_is_refused_as_the_page_beacon_is(front, more: dict[str, Any], reason: Drop) -> None:
    dropped(front, send(front, **more), reason)


def test_a_page_elsewhere_cannot_send_it_unasked(front) -> None:
    reply = front.ask("/_a/s", method="POST", headers=[("content-type", "text/plain")], body=json.dumps(BATCH).encode())

    dropped(front, reply, Drop.CONTENT_TYPE)


@pytest.mark.parametrize("missing", ["beacons", "collections"])
def test_4_8_screens_that_are_not_declared_are_not_kept(kit, missing: str) -> None:
    front = kit.Front(policy=kit.small_policy(**{missing: Catalogue()}))

    dropped(front, send(front), Drop.NOT_DECLARED)


def test_without_a_policy_nothing_is_kept(kit) -> None:
    front = kit.Front(policy=None)

    dropped(front, send(front), Drop.NO_POLICY)
    assert front.spool.lines == []


@pytest.mark.parametrize(("way", "reason"), [("full", Drop.SPOOL_FULL), ("broken", Drop.SPOOL_FAILED)])
def test_what_cannot_be_put_on_disk_is_not_acknowledged(front, way: str, reason: Drop) -> None:
    setattr(front.spool, way, True)

    reply = send(front)

    dropped(front, reply, reason)
    assert (reply.status, reply.header("retry-after")) == (503, "30")


def test_the_description_says_what_the_door_takes_and_answers() -> None:
    described = yaml.safe_load(DESCRIBED.read_text(encoding="utf-8"))
    batch, screen = (described["components"]["schemas"][name] for name in ("Batch", "Screen"))
    post = described["paths"]["/_a/s"]["post"]

    assert set(batch["properties"]) == set(Batch.__struct_fields__)
    assert set(screen["properties"]) == set(Screen.__struct_fields__)
    assert batch["properties"]["screens"]["maxItems"] == SCREENS_AT_MOST
    assert screen["properties"]["screen"]["maxLength"] == SCREEN_SIGNS
    reasons = {Drop(reason): int(status) for status, said in post["responses"].items() for reason in said["x-dropped"]}
    others = {Drop.OFFICE, Drop.NOTHING_WANTED, Drop.TOO_MANY, Drop.UNKNOWN_MAIL, Drop.MAIL_KEY}
    assert reasons == {drop: STATUS[drop] for drop in Drop if drop not in others}
