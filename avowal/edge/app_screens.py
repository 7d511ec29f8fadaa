"""App screens: what the plan's mobile apps tell of the screens that were seen (ledger 2.1, 4.11, 4.12).

An app posts a batch, described in `docs/reference/app-screens.openapi.yaml`, to any host of the plan's sites. Its
clock is not asked: each screen says how many seconds ago it was opened. Opting out counts by header as for pages, and
by the field `opt_out`, which an app sets when its person or her telephone says so.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

import msgspec

from avowal.edge.collector import (
    Event,
    Steps,
    at_known_host,
    declared_in,
    decoded,
    from_own_pages,
    no_longer_than,
    not_opted_out,
    not_refused,
    of_type,
    posted,
    under_a_policy,
)
from avowal.edge.dropping import Drop
from avowal.edge.page_beacon import Key, Seconds
from avowal.edge.words import kept_path
from avowal.events.agents import names_a_bot

LARGEST = 16 * 1024
SCREENS_AT_MOST = 50
SCREEN_SIGNS = 200


class Screen(msgspec.Struct):
    """One screen that was opened, `ago` seconds before the batch was sent.

    `key` joins the two tellings of one opening: the first without `engaged`, the second with the seconds in sight.
    """

    screen: Annotated[str, msgspec.Meta(min_length=1, max_length=SCREEN_SIGNS)]
    key: Key
    ago: Seconds = 0
    engaged: Seconds | msgspec.UnsetType = msgspec.UNSET


class Batch(msgspec.Struct):
    """What an app sends. Fields that are not here are not looked at."""

    v: Literal[1]
    app: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
    screens: Annotated[list[Screen], msgspec.Meta(min_length=1, max_length=SCREENS_AT_MOST)]
    opt_out: bool = False


_decoder = msgspec.json.Decoder(Batch)


def by_no_bot(event: Event) -> Event | Drop:
    """Apps speak by libraries, as programs do; only what names itself a crawler or monitor is none."""
    return Drop.AUTOMATED if names_a_bot(event.visit.user_agent) else event


def projected(event: Event) -> Event | Drop:
    """Read the batch of a declared app and take from it what may be kept."""
    batch = decoded(_decoder, event.body)
    if isinstance(batch, Drop):
        return batch
    if batch.opt_out:
        return Drop.OPTED_OUT
    version = event.visit.gates.version
    covering = tuple(found for found in event.gatherings if found.covers_app(batch.app))
    if version is None or batch.app not in version.policy.apps or not covering:
        return Drop.UNKNOWN_APP
    zone = ZoneInfo(version.policy.organisation.time_zone)
    rows = tuple(_row(batch.app, told, event.visit.seen_at, zone) for told in batch.screens)
    return Event(event.visit, covering, found=rows)


def _row(app: str, told: Screen, now: datetime, zone: ZoneInfo) -> dict[str, object]:
    at = now - timedelta(seconds=told.ago)
    row: dict[str, object] = {
        "seen_at": at,
        "app": app,
        "screen": kept_path(told.screen),
        "view_key": told.key,
        "automated": False,
    }
    if not isinstance(told.engaged, msgspec.UnsetType):
        row["engaged_time"] = told.engaged
    if at.astimezone(zone).date() != now.astimezone(zone).date():
        row["visitor_key"] = None  # it lives one day (R67): none for what was told after midnight
    return row


def steps() -> Steps:
    """The collector's steps in their order."""
    return Steps(
        admission=(
            posted,
            at_known_host,
            of_type("application/json"),
            from_own_pages,
            under_a_policy,
            declared_in(lambda visit: visit.gates.app_screens),
            not_opted_out,
            not_refused,
            by_no_bot,
        ),
        before=(no_longer_than(LARGEST),),
        after=(projected,),
        largest=LARGEST,
    )
