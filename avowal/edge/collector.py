"""The engine of the collectors: named steps before the body, the body, named steps after it, then the disk.

Each step takes the event and gives it back enriched, or a reason to drop it. What the first of them decide, they decide
by the same few headers for thousands of messages, so it is remembered for headers that were met before. The answer, 204
with no body, is sent only after the line is safely on disk; a dropped event is answered at once, with its reason in
`avowal-dropped` (HOUSE 16, 17).
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from avowal.edge.choices import refused
from avowal.edge.dropping import RETRY_AFTER, STATUS, Drop
from avowal.edge.gates import Gathering
from avowal.edge.protocol import Headers, Message, Receive, Scope, Send, answer, states_more_than
from avowal.edge.rows import Spool, Visitors, lines_of
from avowal.edge.visit import Visit, visit_of
from avowal.edge.words import METHODS
from avowal.events.rows import RowRefused
from avowal.events.spool import SpoolFull

logger = logging.getLogger(__name__)
Told = TypeVar("Told")


@dataclass(slots=True)
class Event:
    """What is on its way to the store; `found` holds the values of each row, by element.

    A step never changes the event it was given: it gives back another one.
    """

    visit: Visit
    gatherings: tuple[Gathering, ...] = ()
    body: bytes = b""
    found: tuple[Mapping[str, object], ...] = ()

    def telling(self, *found: Mapping[str, object]) -> Event:
        """This event with the values of its rows."""
        return Event(self.visit, self.gatherings, self.body, found)


Step = Callable[[Event], Event | Drop]


@dataclass(frozen=True)
class Steps:
    """The steps of one collector, and how many bytes of body it reads at most.

    Those of `admission` look at nothing of a visit but its method, choices and the headers of `callers.DECIDING`.
    """

    admission: tuple[Step, ...]
    before: tuple[Step, ...]
    after: tuple[Step, ...]
    largest: int


def decoded(decoder: msgspec.json.Decoder[Told], body: bytes) -> Told | Drop:
    """The message in `body`, or why it is none."""
    try:
        return decoder.decode(body)
    except msgspec.ValidationError:
        return Drop.WRONG_FIELD
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return Drop.NOT_JSON


class Collector:
    """One raw address that never reaches the website."""

    def __init__(self, steps: Steps, *, spool: Spool, visitors: Visitors, counts: Counter[str]) -> None:
        self._steps = steps
        self._admission = Admission(steps.admission)
        self._spool = spool
        self._visitors = visitors
        self._counts = counts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        dropped = await self.collected(visit_of(scope), receive)
        await answer(send, 204 if dropped is None else STATUS[dropped], said_of(dropped))

    async def collected(self, visit: Visit, receive: Receive) -> Drop | None:
        """Take what is posted and return once it is kept, or the reason why it is not; either is counted."""
        dropped = await self._collect(visit, receive)
        self._counts["kept" if dropped is None else dropped] += 1
        return dropped

    async def _collect(self, visit: Visit, receive: Receive) -> Drop | None:
        gatherings = self._admission.of(visit)
        if isinstance(gatherings, Drop):
            return gatherings
        event = walk(self._steps.before, Event(visit, gatherings))
        if isinstance(event, Drop):
            return event
        message = await receive()
        body = message.get("body", b"")
        more = message.get("more_body", False) and not _is_whole(body, visit.values(b"content-length"))
        if more or message["type"] != "http.request" or len(body) > self._steps.largest:
            body = await _body(message, receive, self._steps.largest)
        if isinstance(body, Drop):
            return body
        read = walk(self._steps.after, Event(visit, event.gatherings, body))
        if isinstance(read, Drop):
            return read
        return await keep(read, spool=self._spool, visitors=self._visitors)


class Admission:
    """What the steps of a collector's admission decide, remembered with the caller."""

    def __init__(self, steps: tuple[Step, ...]) -> None:
        self._steps = steps

    def of(self, visit: Visit) -> tuple[Gathering, ...] | Drop:
        """The collections that this visit fills, or why it fills none."""
        known = visit.caller.admitted
        found: tuple[Gathering, ...] | Drop | None = known.get((self, visit.method))
        if found is None:
            outcome = walk(self._steps, Event(visit))
            found = outcome if isinstance(outcome, Drop) else outcome.gatherings
            if visit.method in METHODS:  # anybody can make up another
                known[self, visit.method] = found
        return found


async def keep(event: Event, *, spool: Spool, visitors: Visitors) -> Drop | None:
    """Return once every row of `event` is safely on disk; the reason when one could not be kept."""
    try:
        lines = lines_of(event.gatherings, event.visit, event.found[0], visitors=visitors)
        for own in event.found[1:]:
            lines += lines_of(event.gatherings, event.visit, own, visitors=visitors)
        if len(lines) == 1:
            await spool.keep(*lines[0])
        else:
            await asyncio.gather(*(spool.keep(collection, line) for collection, line in lines))
    except SpoolFull:
        return Drop.SPOOL_FULL
    except RowRefused:
        return Drop.WRONG_FIELD
    except Exception as error:  # noqa: BLE001 - a broken disk is answered, not raised: the sender may try again
        logger.warning("A beacon was not kept: %s. Check the disk that holds the spool.", type(error).__name__)
        return Drop.SPOOL_FAILED
    return None


def walk(steps: tuple[Step, ...], event: Event) -> Event | Drop:
    """The event after all of `steps`, or the reason of the first that dropped it."""
    for step in steps:
        outcome = step(event)
        if outcome is not event:
            if isinstance(outcome, Drop):
                return outcome
            event = outcome
    return event


def _is_whole(body: bytes, stated: tuple[bytes, ...]) -> bool:
    """Whether `body` is all that was announced: the server says only with a second, empty message that nothing follows,
    and that one costs as much as the first."""
    return len(stated) == 1 and stated[0] == b"%d" % len(body)


async def _body(message: Message, receive: Receive, largest: int) -> bytes | Drop:
    """The whole body that begins with `message`; a reason when it is longer than `largest` or its sender left."""
    read = b""
    while True:
        if message["type"] == "http.disconnect":
            return Drop.CLIENT_GONE
        more: bytes = message.get("body", b"")
        read += more
        if len(read) > largest:
            return Drop.TOO_LARGE
        if not message.get("more_body", False):
            return read
        message = await receive()


def said_of(dropped: Drop | None) -> Headers:
    """The headers by which a collector says what became of a message."""
    said: Headers = [(b"cache-control", b"no-store")]
    if dropped is None:
        return said
    said.append((b"avowal-dropped", dropped.encode("ascii")))
    if dropped is Drop.METHOD:
        said.append((b"allow", b"POST"))
    if STATUS[dropped] in (429, 503):
        said.append((b"retry-after", RETRY_AFTER))
    return said


def posted(event: Event) -> Event | Drop:
    """A collector is only ever posted to."""
    return event if event.visit.method == "POST" else Drop.METHOD


def at_known_host(event: Event) -> Event | Drop:
    """Only the declared host names collect."""
    return event if event.visit.site else Drop.UNKNOWN_HOST


def from_own_pages(event: Event) -> Event | Drop:
    """`Origin`, where the browser sends it, names the host that is asked; `null` names none."""
    origin = event.visit.text(b"origin").lower()
    return event if not origin or origin.partition("://")[2] == event.visit.host else Drop.OTHER_ORIGIN


def of_type(*accepted: str) -> Step:
    """A step that admits only the media types `accepted`."""

    def of_accepted_type(event: Event) -> Event | Drop:
        stated = event.visit.text(b"content-type")
        if stated in accepted or stated.partition(";")[0].strip().lower() in accepted:
            return event
        return Drop.CONTENT_TYPE

    return of_accepted_type


def no_longer_than(largest: int) -> Step:
    """A step that drops what announces a body of more than `largest` bytes."""

    def of_stated_length(event: Event) -> Event | Drop:
        return Drop.TOO_LARGE if states_more_than(largest, event.visit.values(b"content-length")) else event

    return of_stated_length


def not_opted_out(event: Event) -> Event | Drop:
    """Global Privacy Control and Do Not Track are obeyed (ledger 4.12, R33)."""
    said = event.visit.opted_out
    return event if said is None else Drop(said)


def not_refused(event: Event) -> Event | Drop:
    """What a visitor refused, or has not agreed to where that is asked, is not collected (ledger 4.12)."""
    made = event.visit.choices
    kept = tuple(found for found in event.gatherings if not refused(found.choices, made))
    return Event(event.visit, kept, event.body, event.found) if kept else Drop.CHOICE


def under_a_policy(event: Event) -> Event | Drop:
    """With no policy in force nothing is collected."""
    return Drop.NO_POLICY if event.visit.gates.version is None else event


def declared_in(choose: Callable[[Visit], tuple[Gathering, ...]]) -> Step:
    """A step that finds the declared collections that cover the visit."""

    def for_a_declared_collection(event: Event) -> Event | Drop:
        covering = tuple(found for found in choose(event.visit) if found.covers(event.visit.site))
        return Event(event.visit, covering) if covering else Drop.NOT_DECLARED

    return for_a_declared_collection
