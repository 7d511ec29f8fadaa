"""The Traffic page over a store that really keeps the lines, embedded as it ships."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from avowal.events.rows import RowMaker
from avowal.events.spool import Spool
from avowal.events.store import connect

NOON = datetime.now(UTC).replace(hour=20, minute=0, second=0, microsecond=0) - timedelta(days=1)


def line(path, visitor, minute, **more):
    values = {"site": "plan", "method": "GET", "path": path, "status": 200, "visitor_key": visitor, "automated": False}
    return {**values, **more}, NOON + timedelta(minutes=minute)


SEEN = [
    line("/", "ana", 0, referrer_origin="https://search.example"),
    line("/join/", "ana", 1),
    line("/join/", "ben", 2),
    line("/static/avowal/site.css", "ben", 2),
    line("/", "crawler", 3, automated=True),
]


@pytest.fixture
def kept(deployment, db):
    """The lines in the store, through the spool, as the edge hands them over."""
    from django.conf import settings

    from avowal.website import in_force

    rows = RowMaker(in_force.version(), "weblog")

    async def hand_over():
        spool = Spool(deployment / "data" / "spool")
        for values, at in SEEN:
            await spool.keep("weblog", rows.make(values, at=at))
        spool.close()

    asyncio.run(hand_over())
    with connect(settings.AVOWAL.events, settings.AVOWAL.data) as store:
        store.take_spool()
        yield


def test_2_1_people_are_counted_and_robots_stand_apart(kept, client, visit):
    from avowal.website.people.actions import Credentials, Role, make_accounts

    make_accounts([Credentials(Role.COMMUNICATIONS, "comms", "a long enough password")])
    client.login(username="comms", password="a long enough password")

    soup = visit("/office/reports/traffic/?period=30d&site=plan").soup

    figures = {tag.dt.text: tag.dd.text for tag in soup.select(".report-figures > div")}
    assert (figures["Visitors"], figures["Visits"], figures["Page views"]) == ("2", "2", "3")
    assert figures["Robots"] == "1", "2.1: a report that counts bots as people"
    pages = [
        [cell.text for cell in row.find_all(["th", "td"])]
        for row in soup.select("[aria-labelledby=table-pages] tbody tr")
    ]
    assert pages == [
        ["Harbor Health Plan site", "/join/", "2", "2", "–"],
        ["Harbor Health Plan site", "/", "1", "1", "–"],
    ]
    assert "https://search.example" in soup.select_one("[aria-labelledby=table-sources]").text
