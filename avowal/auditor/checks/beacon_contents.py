"""1.1 and 4.11: no beacon carries an address of a person or words about health.

Seen from the page, every beacon is read in every disguise; at the store's end the audit itself sends beacons that
carry a made-up address (plain, hashed, encoded) and the name of an illness, and looks whether any of it was kept.
The path of the very page that is read may name an illness, for the page is published; nothing else may.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote_plus, urlsplit

from avowal.auditor.canaries import leaked, readings
from avowal.auditor.checks.beacons import Message, messages
from avowal.auditor.checks.common import NOTHING_VISITED, distinct, own_hosts, passes_of
from avowal.auditor.evidence import Evidence, Leak, PageVisit, host_of
from avowal.auditor.stored import Search
from avowal.auditor.verdicts import (
    BROWSER_POLICY,
    Check,
    Finding,
    Flow,
    Outcome,
    Reason,
    Severity,
    Unchecked,
    found_on,
)
from avowal.events.conditions import names_a_condition
from avowal.policy.model import PolicyVersion

PERSON, HEALTH = "1.1", "4.11"
MAIL_ADDRESS = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
_DO = {
    PERSON: "Take it out of the beacon; a beacon says which page was seen and nothing of who saw it.",
    HEALTH: "Take it out of the beacon; name areas and addresses so that they say nothing about an illness.",
}
_INFORMATION = {PERSON: "an e-mail address", HEALTH: "words about health"}
_DO_STORE = "Find which collector keeps it; what comes in must pass the scrubber."
_KINDS = {PERSON: "address", HEALTH: "condition"}
Telling = Callable[[PageVisit, Message, frozenset[str]], str | None]


def person_in(seen: PageVisit, message: Message, own: frozenset[str]) -> str | None:
    """How an e-mail address stands in a beacon: one that was typed on the page, or any that can be read."""
    del own
    content = f"{message.url}\n".encode() + message.body
    for canary in seen.canaries:
        if "@" in canary.value and (disguise := leaked(canary.value, content)) is not None:
            return f"the e-mail address typed on the page ({disguise})"
    for how, text in readings(content):
        if MAIL_ADDRESS.search(text.replace("%40", "@")):
            return f"an e-mail address ({how})"
    return None


def health_in(seen: PageVisit, message: Message, own: frozenset[str]) -> str | None:
    """Where the name of an illness stands in a beacon, other than in the path of the page itself."""
    parts = urlsplit(message.url)
    if names_a_condition(_plain(parts.path)) or names_a_condition(_plain(parts.query)):
        return "the name of an illness in its address"
    page = _plain(urlsplit(seen.final_url).path)
    for field, told in message.told.items():
        if isinstance(told, str) and names_a_condition(_plain(told)) and not _is_page(told, page, own):
            return f"the name of an illness in its field “{field}”"
    if not message.told and names_a_condition(_plain(message.body.decode("utf-8", "replace"))):
        return "the name of an illness in its body"
    return None


def _is_page(told: str, page: str, own: frozenset[str]) -> bool:
    """Whether a field is the path of the page itself, or the page of ours that led to it."""
    return _plain(told) == page or host_of(told) in own


def _plain(text: str) -> str:
    return unquote_plus(unquote_plus(text))


def _judge(promise: str, telling: Telling, version: PolicyVersion, evidence: Evidence) -> Outcome:
    if not evidence.pages:
        return NOTHING_VISITED
    own = own_hosts(version.policy, evidence)
    found = (
        *distinct(
            evidence,
            (
                one
                for seen in evidence.pages
                for one in (*_on(promise, telling, seen, version, own), *_leaks(promise, seen, own))
            ),
        ),
        *_kept(promise, evidence),
    )
    tried = any(True for seen in evidence.pages for _ in messages(seen, version.policy, own)) or _arrived(evidence)
    if not found and not tried:
        return Unchecked(Reason.NOT_EXERCISED, "No page sent a beacon, and no beacon of the audit's own arrived.")
    return found


def _on(
    promise: str, telling: Telling, seen: PageVisit, version: PolicyVersion, own: frozenset[str]
) -> Iterator[tuple[tuple[str, ...], Finding]]:
    for message in messages(seen, version.policy, own):
        carried = telling(seen, message, own)
        if carried is not None:
            what = f"A beacon to {message.host} carries {_INFORMATION[promise]}."
            line = f"{message.shown} carries {carried}"
            flow = Flow(
                "the visitor's browser", message.host, "visitor", _INFORMATION[promise], "promised not to be told"
            )
            stopped = BROWSER_POLICY if message.blocked else None
            key = (message.host, urlsplit(message.url).path, carried)
            yield key, found_on(seen, promise, what, (line,), _DO[promise], flow=flow, stopped_by=stopped)


def _leaks(promise: str, seen: PageVisit, own: frozenset[str]) -> Iterator[tuple[tuple[str, ...], Finding]]:
    """What the search of everything that was sent found: addresses that were typed, and pages about an illness."""
    for leak in seen.leaks:
        carried = _told_by(promise, leak, seen)
        if carried is not None and leak.host not in own:
            what = f"{leak.host} is told {_INFORMATION[promise]}."
            line = f"{leak.channel} of {leak.url.partition('?')[0][:160]} carries {carried}"
            flow = Flow("the visitor's browser", leak.host, "visitor", _INFORMATION[promise], "promised not to be told")
            stopped = BROWSER_POLICY if leak.blocked else None
            finding = found_on(seen, promise, what, (line,), _DO[promise], flow=flow, stopped_by=stopped)
            yield (leak.host, leak.kind, leak.how, urlsplit(leak.url).path), finding


def _told_by(promise: str, leak: Leak, seen: PageVisit) -> str | None:
    if promise == PERSON and leak.kind in ("typed", "keys", "canary") and "@" in leak.secret:
        return f"the e-mail address typed on the page ({leak.how})"
    about = _plain(f"{urlsplit(seen.final_url).path} {seen.title}")
    if promise == HEALTH and leak.kind in ("address", "title") and names_a_condition(about):
        return f"the {leak.kind} of a page about an illness ({leak.how})"
    return None


def _searches(evidence: Evidence, kind: str) -> list[Search]:
    return [one for one in evidence.store.searches if one.canary.kind == kind] if evidence.store else []


def _arrived(evidence: Evidence) -> bool:
    return any(one.places for one in _searches(evidence, "beacon"))


def _kept(promise: str, evidence: Evidence) -> Iterator[Finding]:
    for search in _searches(evidence, _KINDS[promise]):
        if search.places:
            what = f"The store kept {search.canary.where}, sent in a beacon."
            flow = Flow("a beacon", "the event store", "visitor", _INFORMATION[promise], "promised not to be kept")
            yield Finding(promise, "", "store", what, (f"found in {', '.join(search.places)}",), _DO_STORE, flow)


def _tried(promise: str, evidence: Evidence) -> str:
    own_part = (
        f"; sent beacons with {', '.join(one.canary.where for one in _searches(evidence, _KINDS[promise]))}, and "
        f"searched the store for them once the control value had arrived"
        if _arrived(evidence)
        else ""
    )
    return f"Read every beacon, plain, encoded, compressed and hashed, on {passes_of(evidence)}{own_part}."


PERSONS = Check(
    PERSON,
    "a beacon that carries an e-mail address, plain, hashed or encoded",
    Severity.HIGH,
    lambda version, evidence: _judge(PERSON, person_in, version, evidence),
    lambda evidence: _tried(PERSON, evidence),
)
CONDITIONS = Check(
    HEALTH,
    "the name of an illness in a beacon's address or in what it tells",
    Severity.HIGH,
    lambda version, evidence: _judge(HEALTH, health_in, version, evidence),
    lambda evidence: _tried(HEALTH, evidence),
)
