"""The area beacon: which marked region of a page was before a visitor for a second (ledger 4.8, 4.11, 4.12).

A region is marked in a template by `data-area="name"`. The name must be of plain form and pass the scrubber, so that
nothing but a name of ours can be kept.
"""

from __future__ import annotations

from typing import Annotated

import msgspec

from avowal.edge.collector import Event, Steps, decoded
from avowal.edge.dropping import Drop
from avowal.edge.page_beacon import Key, Path, steps_of_pages
from avowal.edge.settings import DoorSettings
from avowal.edge.words import kept_path
from avowal.events.scrubbing import scrub


class Area(msgspec.Struct):
    """What `page.js` sends of a region; `key` is that of the page view."""

    path: Path
    key: Key
    area: Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9-]{1,40}\Z")]


_decoder = msgspec.json.Decoder(Area)


def projected(event: Event) -> Event | Drop:
    """Read the message and take from it what may be kept."""
    seen = decoded(_decoder, event.body)
    if isinstance(seen, Drop):
        return seen
    if scrub(seen.area).kinds:
        return Drop.WRONG_FIELD
    return event.telling({"path": kept_path(seen.path), "area": seen.area, "view_key": seen.key})


def steps(settings: DoorSettings) -> Steps:
    """The collector's steps in their order: those of the page beacon."""
    return steps_of_pages(lambda visit: visit.gates.area_beacons, projected, settings)
