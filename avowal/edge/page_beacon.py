"""The page beacon: which page was seen, and how long it was looked at (ledger 2.1, 4.11, 4.12)."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Annotated

import msgspec

from avowal.edge.collector import (
    Event,
    Step,
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
from avowal.edge.gates import Gathering
from avowal.edge.settings import DoorSettings, in_office
from avowal.edge.visit import Visit
from avowal.edge.words import host_of, kept_path, origin_of

LARGEST = 2048
A_DAY = 86_400
Key = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_-]{16,32}\Z")]
Path = Annotated[str, msgspec.Meta(pattern="^/", max_length=LARGEST)]
Seconds = Annotated[int, msgspec.Meta(ge=0, le=A_DAY)]


class Beacon(msgspec.Struct):
    """What `page.js` sends. Fields that are not here are not looked at.

    `key` joins the two messages of one page view: the first without `engaged`, the second with the seconds
    that the page was in sight.
    """

    path: Path
    key: Key
    lang: Annotated[str, msgspec.Meta(pattern=r"^([A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3})?\Z")] = ""
    ref: str = ""
    engaged: Seconds | msgspec.UnsetType = msgspec.UNSET


_decoder = msgspec.json.Decoder(Beacon)


def by_a_person(event: Event) -> Event | Drop:
    """A program that says what it is has no page views; its requests stand in the weblog, marked as such."""
    return Drop.AUTOMATED if event.visit.agent.automated else event


def projected(event: Event) -> Event | Drop:
    """Read the message and take from it what may be kept."""
    beacon = decoded(_decoder, event.body)
    if isinstance(beacon, Drop):
        return beacon
    return event.telling(_values(beacon, event.visit.host))


def _values(beacon: Beacon, host: str) -> dict[str, object]:
    referrer = origin_of(beacon.ref)
    if referrer and _name(referrer) == _name(f"http://{host}"):
        referrer = ""
    values: dict[str, object] = {
        "path": kept_path(beacon.path),
        "page_language": beacon.lang,
        "referrer_origin": referrer,
        "view_key": beacon.key,
    }
    if not isinstance(beacon.engaged, msgspec.UnsetType):
        values["engaged_time"] = beacon.engaged
    return values


_name = lru_cache(maxsize=1024)(host_of)


def outside_the_office(settings: DoorSettings) -> Step:
    """A step that drops what the office shows: an editor's preview of a page is no visit to it."""

    def of_a_page_for_visitors(event: Event) -> Event | Drop:
        for values in event.found:
            if in_office(str(values["path"]), settings):
                return Drop.OFFICE
        return event

    return of_a_page_for_visitors


def steps(settings: DoorSettings) -> Steps:
    """The collector's steps in their order."""
    return steps_of_pages(lambda visit: visit.gates.page_beacons, projected, settings)


def steps_of_pages(
    gatherings: Callable[[Visit], tuple[Gathering, ...]], project: Step, settings: DoorSettings
) -> Steps:
    """The steps in their order for whatever the page script tells of a page that a person sees."""
    return Steps(
        admission=(
            posted,
            at_known_host,
            of_type("text/plain", "application/json"),
            from_own_pages,
            under_a_policy,
            declared_in(gatherings),
            not_opted_out,
            not_refused,
            by_a_person,
        ),
        before=(no_longer_than(LARGEST),),
        after=(project, outside_the_office(settings)),
        largest=LARGEST,
    )
