"""The picture of the store: what one visit of each kind leaves, every column drawn (2.1, 3.1, 3.4, 3.5, 4.8, 4.9, 4.11).

The real door, spool, owner and engine under the sample plan's policy; and the same visits while no policy is in force,
and under a policy that declares no collection: then nothing is stored at all.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from avowal.config import SAMPLE
from avowal.edge.door import Door, DoorSettings, front_door
from avowal.events.mail_tokens import MailTokens
from avowal.events.rows import stamp, until
from avowal.events.spool import Spool
from avowal.events.store import connect
from avowal.events.visitors import VisitorKeys
from avowal.policy.catalogue import Catalogue
from avowal.policy.model import Policy
from avowal.policy.period import Period
from avowal.policy.publishing import InForce, publish_first
from avowal.policy.reading import read_bundle

NOW = datetime.now(UTC).replace(hour=20, minute=0, second=0, microsecond=0) - timedelta(days=1)
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
APP = "HarborMember/3.2 okhttp/4.12"
KEY = "0123456789abcdef01234567"
MESSAGE = "ABCDEFGHIJKLMNOPQRSTUV"
UNTIL = {
    stamp(until(NOW, Period.parse(period))): period.replace(" ", "-") for period in ("30 days", "90 days", "13 months")
}
LOOK = """
import json, sys, clickhouse_connect
client = clickhouse_connect.get_client(dsn=f"chdb://{sys.argv[1]}")
tables = [row[0] for row in client.query("SELECT name FROM system.tables WHERE database = 'avowal'").result_rows]
for table in tables:
    answer = json.loads(client.raw_query(f"SELECT * FROM avowal.{table} ORDER BY ALL FORMAT JSON"))
    print(json.dumps([table, answer["data"]]))
"""


async def page(scope: Any, receive: Any, send: Any) -> None:
    """A website of one page, which names the signed-in member where one is."""
    if scope["path"].startswith("/account/"):
        scope["avowal"].update(member_key="m3mberkey0123456", service="claims")
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/html")]})
    await send({"type": "http.response.body", "body": b"hello"})


def ask(door: Door, method: str, path: str, body: object = b"", *, agent: str = FIREFOX, **more: str) -> None:
    """Send one request through the door, wherever it leads."""
    sent = body if isinstance(body, bytes) else json.dumps(body).encode()
    path, _, query = path.partition("?")
    named = {"host": "plan.localhost", "user-agent": agent, "content-type": "application/json", **more}
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "scheme": "http",
        "http_version": "1.1",
        "client": ("203.0.113.57", 50000),
        "headers": [(name.encode(), value.encode()) for name, value in named.items()],
    }

    async def receive() -> Mapping[str, Any]:
        return {"type": "http.request", "body": sent, "more_body": False}

    async def send(_: Any) -> None:
        return None

    asyncio.run(door(scope, receive, send))


def visits(data: Path) -> None:
    """One visit of each kind through a door of the deployment in `data`, then its spool is closed."""
    spool = Spool(data / "spool")
    tokens = MailTokens(data / "secrets" / "mail_secret")
    door = front_door(
        page,
        in_force=InForce(data).version,
        spool=spool,
        visitors=VisitorKeys(data / "secrets" / "visitor_salt", "America/Los_Angeles"),
        settings=DoorSettings({"plan.localhost": "plan"}, secure=False, mail_secret=data / "secrets" / "mail_secret"),
        clock=lambda: NOW,
    )
    told = {"path": "/members/", "key": KEY}
    ask(door, "GET", "/members/?who=ana", referer="https://search.example/find?q=ana", cookie="track=1")
    ask(door, "GET", "/account/claims/")
    ask(door, "POST", "/_a/v", {**told, "lang": "en", "ref": "https://search.example/find?q=ana"})
    ask(door, "POST", "/_a/v", {**told, "engaged": 42, "email": "ana@mail.example"})
    ask(door, "POST", "/_a/a", {**told, "area": "renew"})
    ask(
        door, "POST", "/_a/s", {"v": 1, "app": "member_app", "screens": [{"screen": "/id-card", "key": KEY}]}, agent=APP
    )
    ask(door, "GET", f"/_a/m/{tokens.make(MESSAGE, 'fall-2026')}.gif")
    report = {
        "csp-report": {
            "document-uri": "http://plan.localhost/members/?who=ana",
            "effective-directive": "img-src",
            "blocked-uri": "https://pixel.tracker.example/p.gif?who=ana",
        }
    }
    ask(door, "POST", "/_a/r", report, **{"content-type": "application/csp-report"})
    spool.close()


def drawn(data: Path) -> dict[str, list[str]]:
    """Every row of every table that holds any, once the spool is taken in; one line a row."""
    with connect(f"chdb://{data / 'events'}", data) as store:
        store.take_spool()
    looked = subprocess.run(
        [sys.executable, "-c", LOOK, str(data / "events")], capture_output=True, text=True, check=True
    )
    tables = dict(json.loads(line) for line in looked.stdout.splitlines())
    return {name: [" ".join(_cells(row)) for row in rows] for name, rows in tables.items() if rows}


def _cells(row: Mapping[str, Any]) -> list[str]:
    drawn = []
    for name, value in row.items():
        if value in ("", None):
            continue
        drawn.append(f"{name}={_drawn(name, value)}")
    return drawn


def _drawn(name: str, value: object) -> str:
    """The value; what differs from run to run by its kind only, and until when it is kept by the day."""
    if name.endswith("_key"):
        return "key"
    if name.endswith("_until"):
        return UNTIL.get(str(value), str(value))
    if name == "seen_at":
        return "now" if datetime.fromisoformat(str(value)).replace(tzinfo=UTC) == NOW else str(value)
    return str(value).lower()


@pytest.fixture(scope="module")
def harbor() -> Policy:
    return read_bundle(SAMPLE / "policy")


def published(policy: Policy, data: Path) -> Path:
    publish_first(policy, data, effective_date=(NOW - timedelta(days=2)).date(), now=NOW - timedelta(days=2))
    return data


def test_each_kind_of_visit_leaves_exactly_this(harbor: Policy, tmp_path: Path) -> None:
    data = published(harbor, tmp_path / "data")
    visits(data)

    found = drawn(data)

    bookkeeping = found.pop("opened")
    assert all(line.startswith("policy_version=1 collection=") for line in bookkeeping)
    assert found == PICTURE
    assert "ana" not in json.dumps(found)


def test_2_1_nothing_is_stored_while_no_policy_is_in_force(tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / "secrets").mkdir(parents=True)
    visits(data)

    assert drawn(data) == {}
    assert [file for file in (data / "spool").rglob("*") if file.is_file() and file.stat().st_size] == []


def test_2_1_nothing_is_stored_under_a_policy_that_declares_no_collection(harbor: Policy, tmp_path: Path) -> None:
    none = Catalogue[Any]()
    bare = replace(harbor, collections=none, beacons=none, recipients=none, nevers=none, choices=none)
    data = published(bare, tmp_path / "data")
    visits(data)

    assert drawn(data) == {}
    assert [file for file in (data / "spool").rglob("*") if file.is_file() and file.stat().st_size] == []


def line(
    told: str, *, agent: str = "browser=firefox system=linux", keys: str = "visitor_key=key automated=false"
) -> str:
    """One line of the weblog: what the request told, and what every line holds."""
    address = "ip_address=203.0.113.57 ip_network=203.0.113.0/24 relayed=false"
    kept = "ip_address_until=30-days policy_version=1 keep_until=13-months"
    method, path, status, size, *more = told.split()
    first = f"seen_at=now site=plan method={method} path={path} status={status} bytes={size} duration=0"
    return " ".join([first, *more, agent, address, keys, kept])


FOR_13_MONTHS = "policy_version=1 keep_until=13-months"
PICTURE: dict[str, list[str]] = {
    "weblog": [
        line("get /_a/m/ 200 43", keys="automated=false"),
        line("get /account/claims/ 200 5", keys="automated=false member_key=key service=claims"),
        line("get /members/ 200 5 referrer_origin=https://search.example"),
        line("post /_a/a 204 0"),
        line("post /_a/r 204 0"),
        line("post /_a/s 204 0", agent="browser=other system=other", keys="visitor_key=key automated=true"),
        line("post /_a/v 204 0"),
        line("post /_a/v 204 0"),
    ],
    "page_views": [
        "seen_at=now site=plan path=/members/ view_key=key engaged_time=42 visitor_key=key automated=false "
        + FOR_13_MONTHS,
        "seen_at=now site=plan path=/members/ page_language=en referrer_origin=https://search.example view_key=key "
        "visitor_key=key automated=false " + FOR_13_MONTHS,
    ],
    "area_views": ["seen_at=now site=plan path=/members/ area=renew view_key=key automated=false " + FOR_13_MONTHS],
    "app_screens": [
        "seen_at=now app=member_app screen=/id-card view_key=key visitor_key=key automated=false " + FOR_13_MONTHS
    ],
    "mail_events": [
        "seen_at=now message_key=key issue=fall-2026 reading_format=pictures automated=false " + FOR_13_MONTHS
    ],
    "browser_reports": [
        (
            "seen_at=now site=plan path=/members/ directive=img-src blocked_origin=https://pixel.tracker.example "
            "policy_version=1 keep_until=90-days"
        )
    ],
}
