"""6.1: nothing takes information by stealth: no fingerprinting, no key logging, no session replay, no sensors.

A listener is no finding by itself; what is typed and then found in a request, in any disguise, is. Nothing was
submitted, so a typed value has no business in any request, to the sites' own hosts included (R6).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from avowal.auditor.canaries import keystrokes, leaked
from avowal.auditor.checks.common import NOTHING_VISITED, distinct, file_of, passes_of, place, typed_in
from avowal.auditor.checks.payloads import Payload, payloads, per_host
from avowal.auditor.evidence import Evidence, PageVisit
from avowal.auditor.verdicts import BROWSER_POLICY, Check, Finding, Flow, Outcome, Severity, found_on
from avowal.policy.model import PolicyVersion

PROMISE = "6.1"
_TRICKS = {
    "canvas-read": "draws a picture and reads it back, which tells one computer from another (canvas fingerprint)",
    "webgl-read": "reads the graphics card through WebGL, which tells one computer from another",
    "audio-read": "renders sound that nobody hears, which tells one computer from another (audio fingerprint)",
    "font-probe": "tries out which fonts are installed, which tells one computer from another",
    "device-read": "asks for details of the device",
    "sensor-read": "asks for a sensor",
    "clipboard-read": "reads the clipboard",
}
_OURS = frozenset({"typed", "keys", "clipboard"})
_ENOUGH_TRAITS = 12
"""Traits of the device that no page needs together: so many tell one computer from most others."""
_PERMISSIONS = "asks for a permission without having said what for"
_ENOUGH_POSITIONS = 3
_ENOUGH_TEXTS = 3
_ENOUGH_MARKUP = 10
_MARKUP = re.compile(r"<[a-z][a-z0-9-]*[\s>]")
Found = tuple[tuple[str, ...], Finding]


def judge(version: PolicyVersion, evidence: Evidence) -> Outcome:
    """Fingerprint reads, and typed values, mouse positions or page content in what is sent."""
    del version  # no policy may allow any of this
    if not evidence.pages:
        return NOTHING_VISITED
    return distinct(evidence, (found for seen in evidence.pages for found in _on(seen)))


def _on(seen: PageVisit) -> Iterator[Found]:
    for one in seen.observations:
        if one.kind in _TRICKS:
            lines = (f"{one.detail}, by {place(one.script)}", f"in the frame {one.frame}")
            what = f"A script {_TRICKS[one.kind]}."
            yield (one.kind, file_of(one.script)), _finding(seen, what, lines, _TAKE_OUT, "the device's traits", "")
    for traits in seen.traits:
        if len(set(traits.read)) >= _ENOUGH_TRAITS:
            what = f"A script reads {len(set(traits.read))} traits of the device, which tell one computer from another."
            line = f"{', '.join(sorted(set(traits.read))[:16])}, by {place(traits.script)}"
            yield (
                ("traits", file_of(traits.script)),
                _finding(seen, what, (line,), _TAKE_OUT, "the device's traits", ""),
            )
    for permission in seen.permissions:
        what = f"The page {_PERMISSIONS}: {permission}."
        yield ("permission", permission), _finding(seen, what, (permission,), _TAKE_OUT, permission, "")
    sent = payloads(seen)
    yield from _keys(seen, sent)
    yield from _leaked(seen)
    yield from _recorded(seen)
    yield from _replay(seen, sent)


_TAKE_OUT = "Take out the script, or the part of it that does this."
_DO_NOT_SEND = "Send what a visitor types only when she submits the form, and only where the form says."


def _keys(seen: PageVisit, sent: list[Payload]) -> Iterator[Found]:
    for payload in sorted(sent, key=lambda one: (one.shown, one.method)):
        for canary in seen.canaries:
            disguise = leaked(canary.value, payload.content)
            if disguise is not None:
                kind = "keys" if canary.kind == "keys" else "typed"
                yield ("keys", payload.host), _typed(seen, payload, f"{_TYPED[kind]} ({disguise})")
                break
    for host, together in per_host(sent):
        spelled = keystrokes(" ".join(one.text for one in together)).lower()
        if any(canary.value.partition("@")[0].lower() in spelled for canary in seen.canaries):
            yield ("keys", host), _typed(seen, together[-1], "keystrokes, one request each")


def _leaked(seen: PageVisit) -> Iterator[Found]:
    """What was typed, pressed or copied and stands in something that was sent, in whatever disguise and channel."""
    for leak in seen.leaks:
        if leak.kind in _OURS:
            kind = {"keys": "keys", "clipboard": "clipboard"}.get(leak.kind, "typed")
            done = "copied" if kind == "clipboard" else "typed"
            what = f"What is {done} is sent to {leak.host} before anything is submitted."
            line = f"{leak.channel} of {leak.url.partition('?')[0][:160]} carries {_TYPED[kind]} ({leak.how})"
            blocked = leak.blocked
            yield ("keys", leak.host), _finding(seen, what, (line,), _DO_NOT_SEND, _TYPED[kind], leak.host, blocked)


def _recorded(seen: PageVisit) -> Iterator[Found]:
    """Scripts that watch the visit and send what they saw."""
    for one in seen.recordings:
        carries = one.positions >= _ENOUGH_POSITIONS or one.markup >= _ENOUGH_MARKUP or one.texts >= _ENOUGH_TEXTS
        if one.sends and carries:
            what = f"The visit is recorded and sent to {one.host} (session replay)."
            line = (
                f"{place(one.script)} watches {', '.join(one.watches)}; {one.sends} messages carried {one.markup} "
                f"tags, {one.positions} places of the mouse and {one.texts} texts of the page"
            )
            yield ("recorded", one.host), _finding(seen, what, (line,), _TAKE_OUT, "the visit itself", one.host)


_TYPED = {
    "keys": "keystrokes made outside any field",
    "typed": "a value typed into a field that was never submitted",
    "clipboard": "what was copied",
}


def _typed(seen: PageVisit, payload: Payload, information: str) -> Finding:
    what = f"What is typed is sent to {payload.host} before anything is submitted."
    listeners = sorted(
        {f"{o.detail}, by {place(o.script)}" for o in seen.observations if o.kind == "listener" and "key" in o.detail}
    )
    lines = (f"{payload.method} {payload.shown} carries {information}", *(f"listener: {one}" for one in listeners[:3]))
    return _finding(seen, what, lines, _DO_NOT_SEND, information, payload.host, payload.blocked)


def _replay(seen: PageVisit, sent: list[Payload]) -> Iterator[Found]:
    for host, together in per_host(sent):
        text = " ".join(one.text for one in together)
        positions = _positions(seen, text)
        if positions >= _ENOUGH_POSITIONS:
            one = max(together, key=lambda one: (_positions(seen, one.text), one.shown))
            what = f"The mouse's path is recorded and sent to {host} (session replay)."
            lines = (f"{one.method} {one.shown} carries positions the mouse took",)
            yield ("mouse", host), _finding(seen, what, lines, _TAKE_OUT, "movements of the mouse", host, one.blocked)
        if _texts(seen, text) >= _ENOUGH_TEXTS or (_texts(seen, text) and _markup(text) >= _ENOUGH_MARKUP):
            one = max(together, key=lambda one: (_texts(seen, one.text) + _markup(one.text), one.shown))
            what = f"The page's content as the visitor sees it is sent to {host} (session replay)."
            lines = (f"{one.method} {one.shown} carries the page's own texts or markup",)
            yield ("content", host), _finding(seen, what, lines, _TAKE_OUT, "the page as seen", host, one.blocked)


def _positions(seen: PageVisit, text: str) -> int:
    return sum(_has_position(text, x, y) for x, y in seen.pointer)


def _texts(seen: PageVisit, text: str) -> int:
    return sum(leaked(piece, text.encode()) is not None for piece in seen.texts)


def _markup(text: str) -> int:
    return len(_MARKUP.findall(text))


def _has_position(text: str, x: int, y: int) -> bool:
    at = text.find(str(x))
    while at >= 0:
        if str(y) in text[at : at + 40]:
            return True
        at = text.find(str(x), at + 1)
    return False


def _finding(
    seen: PageVisit, what: str, lines: tuple[str, ...], do: str, information: str, host: str, blocked: str | None = None
) -> Finding:
    flow = Flow("the visitor's browser", host or "the script", "visitor", information, "without knowledge or consent")
    stopped = BROWSER_POLICY if blocked else None
    return found_on(seen, PROMISE, what, lines, do, flow=flow, stopped_by=stopped)


CHECK = Check(
    PROMISE,
    "fingerprinting, key logging, session replay, reads of clipboard or sensors, permissions asked",
    Severity.HIGH,
    judge,
    lambda evidence: (
        f"Typed {typed_in(evidence)} made-up values without submitting them, moved the mouse, and searched every "
        f"request for them, plain, encoded, compressed and hashed, on {passes_of(evidence)}."
    ),
)
