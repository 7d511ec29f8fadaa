"""What follows from all that was seen of a page together, while the values that the browser keeps are still at hand.

Secrets are laid beside what was sent; signs of a recorder beside what its host was sent. Values are then forgotten.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace

from avowal.auditor.carrying import carried
from avowal.auditor.disguises import readings
from avowal.auditor.evidence import Embed, PageVisit, Recording, Request, host_of
from avowal.auditor.har import name_of
from avowal.auditor.leaking import leaks_of
from avowal.auditor.observers.scene import Scene

_WATCHES = {
    "mousemove": "mouse",
    "pointermove": "mouse",
    "mousedown": "mouse",
    "mouseup": "mouse",
    "click": "mouse",
    "touchmove": "touch",
    "touchstart": "touch",
    "scroll": "scroll",
    "wheel": "scroll",
    "keydown": "keys",
    "keyup": "keys",
    "keypress": "keys",
    "input": "input",
    "beforeinput": "input",
    "change": "input",
}
_WHOLE_PAGE = frozenset({"window", "document", "body", "html", "everything"})
_TELLING = frozenset({"fetch", "xhr", "ping", "websocket", "webtransport", "beacon", "image", "other", "eventsource"})
_BY_VISITOR = frozenset({"clicking", "choosing"})
_MARKUP = re.compile(r"<[a-z][a-z0-9-]*[\s>]|\"tagName\"|\"nodeType\"", re.IGNORECASE)
_NEAR = 40  # letters between the two numbers of one place of the mouse


def concluded(visit: PageVisit, scene: Scene) -> PageVisit:
    """The visit with its leaks and recordings, and with who made its embeds load."""
    visit = replace(
        visit,
        carried=carried(scene.cookie_values, visit.requests, visit.sent, scene.own_hosts),
        leaks=leaks_of(visit, scene.stored_values, scene.own_hosts),
        span=(scene.moments[0][0], time.time() * 1000),
    )
    embeds = tuple(loaded(embed, visit.requests) for embed in visit.embeds)
    return replace(visit, recordings=tuple(recordings(visit)), embeds=embeds, har=name_of(visit))


def loaded(embed: Embed, requests: Iterable[Request]) -> Embed:
    """The embed with who made it load: the page by itself, the visitor by a click, or nothing."""
    asked = [one for one in requests if one.url.partition("#")[0] == embed.url.partition("#")[0] and one.kind != "hint"]
    if not asked:
        return embed
    first = min(asked, key=lambda one: one.moment in _BY_VISITOR)
    return replace(embed, loaded_by="visitor" if first.moment in _BY_VISITOR else "itself", blocked=first.blocked)


def recordings(visit: PageVisit) -> Iterator[Recording]:
    """Scripts that watch the whole page's changes, or mouse and scrolling together, and what they send to whom."""
    watching: dict[str, set[str]] = {}
    for one in visit.observations:
        if one.kind == "changes-watched":
            watching.setdefault(_file(one.script), set()).add("changes")
    for listener in visit.listeners:
        if listener.event in _WATCHES and listener.target in _WHOLE_PAGE:
            watching.setdefault(_file(listener.script), set()).add(_WATCHES[listener.event])
    for script, watches in sorted(watching.items()):
        if "changes" in watches or {"mouse", "scroll"} <= watches:
            for host, sent in sorted(_sent_by(visit, script).items()):
                yield _recording(visit, script, host, watches, sent)


def _recording(visit: PageVisit, script: str, host: str, watches: Iterable[str], sent: list[bytes]) -> Recording:
    text = "\n".join(text for body in sent for text in _texts(body))
    return Recording(
        script,
        host,
        tuple(sorted(watches)),
        len(sent),
        markup=len(_MARKUP.findall(text)),
        positions=sum(_stands(text, x, y) for x, y in visit.pointer),
        texts=sum(piece in text for piece in visit.texts),
    )


def _texts(body: bytes) -> Iterator[str]:
    """What was sent, as it is and with one disguise taken off."""
    return (one.content.decode("utf-8", "replace") for one in readings(body) if len(one.how) <= 1)


def _sent_by(visit: PageVisit, script: str) -> dict[str, list[bytes]]:
    """What the script sent after loading, by host: its own hand-overs, and requests that it started."""
    found: dict[str, list[bytes]] = {}
    for sent in visit.sent:
        if _file(sent.script) == script:
            found.setdefault(host_of(sent.url), []).append(sent.body)
    for request in visit.requests:
        if request.kind in _TELLING and script and f"{script}:" in request.initiator and not _handed(visit, request):
            found.setdefault(request.host, []).append(request.url.encode() + b"\n" + request.body)
    return found


def _handed(visit: PageVisit, request: Request) -> bool:
    return any(sent.url == request.url for sent in visit.sent)


def _file(script: str) -> str:
    return re.sub(r":\d+:\d+$", "", script).partition("#")[0]


def _stands(text: str, x: int, y: int) -> bool:
    """Whether a place of the mouse is in the text: its two numbers, near each other and each by itself."""
    return re.search(rf"(?<![\d.]){x}(?!\d).{{1,{_NEAR}}}?(?<![\d.]){y}(?!\d)", text, re.DOTALL) is not None
