"""Which secrets stand in what was sent, to whom, where in it, and in which disguise.

`search` is a pure function. Secrets are made-up values that were typed, the visitor's own identifiers, and the
addresses and titles of pages; `sent` is every message of a page in its parts. Values that are not ours are compared
and never repeated: a leak names the cookie, key or page, and its excerpt shows «…» in the value's place.
"""

from __future__ import annotations

import base64
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from avowal.auditor.disguises import Reading, digests, keystrokes, readings
from avowal.auditor.evidence import Leak

OURS = frozenset({"typed", "keys", "clipboard", "canary"})
"""Kinds of secrets that the audit made up itself, which may be shown."""
_GUESSED = frozenset({*OURS, "cookie", "storage"})
"""Kinds that are unlike anything else, so that pieces of them can be put together again."""
_DIGESTED = frozenset({"base64", "hex"})
_PREFIX = 4
_PIECE = 3  # letters of the shortest piece that counts
_LONGEST_PIECE = 128
_MOST_PIECES = 8
_AROUND = 48  # bytes shown on each side of what was found
_SHORTEST = 6
_SPLIT = re.compile(rb"[&=;,\"'{}\[\]:/?#\s<>|\0\\]+")
_DIGEST_START = 8


@dataclass(frozen=True)
class Secret:
    """Something that must not leave. `name` is how it is called where `value` may not be shown.

    `home` are the hosts (and those below them) to whom it may be sent; empty, it may be sent to nobody.
    """

    value: str
    kind: str
    name: str = ""
    home: frozenset[str] = frozenset()

    @property
    def called(self) -> str:
        return self.value if self.kind in OURS else self.name


@dataclass(frozen=True)
class Outgoing:
    """One message: `parts` are its channel and content (`query`, `body`, `header referer`), in the order sent."""

    url: str
    host: str
    parts: tuple[tuple[str, bytes], ...]
    moment: str = ""
    blocked: str | None = None

    @cached_property
    def whole(self) -> bytes:
        return b"\n".join(content for _, content in self.parts)

    @cached_property
    def read(self) -> tuple[Reading, ...]:
        return tuple(readings(self.whole))


@dataclass(frozen=True)
class _Found:
    secret: Secret
    how: str
    reading: Reading
    at: int
    length: int


def search(secrets: Iterable[Secret], sent: Iterable[Outgoing]) -> tuple[Leak, ...]:
    """Every secret found, once for each message and channel; in order of the messages."""
    needles = _Needles([secret for secret in secrets if len(secret.value) >= _SHORTEST])
    if not needles.secrets:
        return ()
    messages = list(sent)
    found: dict[Leak, None] = {}
    for message in messages:
        for secret in dict.fromkeys(one.secret for one in needles.found_in(message.read)):
            if not _at_home(secret, message.host):
                found |= dict.fromkeys(_located(secret, message, needles))
    known = {(leak.secret, leak.host) for leak in found}
    for leak in _put_together(needles, messages):
        if (leak.secret, leak.host) not in known:
            found[leak] = None
            known.add((leak.secret, leak.host))
    return tuple(found)


def disguise(value: str, payload: bytes) -> str | None:
    """How `value` stands in `payload`, in words; None where it does not."""
    found = next(_Needles([Secret(value, "canary")]).found_in(readings(payload)), None)
    return None if found is None else found.how


class _Needles:
    """All secrets, made ready to be looked for together."""

    def __init__(self, secrets: Sequence[Secret]) -> None:
        self.secrets = tuple(dict.fromkeys(secrets))
        self.hide = tuple(s.value for s in self.secrets if s.kind not in OURS)
        self._plain = [(needle, secret) for secret in self.secrets for needle in _plain(secret)]

    @cached_property
    def _digests(self) -> Mapping[bytes, list[tuple[bytes, str, Secret]]]:
        """By its first bytes: each digest with its name and secret. Made when something to compare it with is met."""
        made: dict[bytes, list[tuple[bytes, str, Secret]]] = defaultdict(list)
        for secret in self.secrets:
            for raw, how in digests(secret.value).items():
                made[raw[:_PREFIX]].append((raw, how, secret))
        return made

    def found_in(self, read: Iterable[Reading]) -> Iterator[_Found]:
        """Each secret in each of the readings."""
        for reading in read:
            lower = reading.content.lower()
            for needle, secret in self._plain:
                at = lower.find(needle)
                if at >= 0:
                    yield _Found(secret, _words(reading.how), reading, at, len(needle))
            if _may_be_digest(reading):
                yield from self._digests_in(reading)

    def _digests_in(self, reading: Reading) -> Iterator[_Found]:
        content, made = reading.content, self._digests
        for at in range(len(content) - 15):
            for raw, how, secret in made.get(content[at : at + _PREFIX], ()):
                if content.startswith(raw, at):
                    yield _Found(secret, _digest_words(how, reading.how), reading, at, len(raw))

    def digests_of(self, secret: Secret) -> Iterator[tuple[str, str]]:
        """Its digests as hexadecimal text, with their names."""
        return ((raw.hex(), how) for raw, how in digests(secret.value).items())


def _plain(secret: Secret) -> set[bytes]:
    value = secret.value
    names = {value.lower(), value.strip().lower()}
    if secret.kind in OURS and "@" in value:
        names |= {value.partition("@")[0].lower(), value.lower().replace("@", " at ")}
    raw = {name.encode() for name in names} | {value.encode().lower()}
    return {one for one in raw if len(one) >= _SHORTEST}


def _may_be_digest(reading: Reading) -> bool:
    """Whether raw digests may stand in it: it was unpacked from text, or is no text."""
    last = reading.how[-1] if reading.how else ""
    return last in _DIGESTED or not reading.content.isascii()


def _words(how: tuple[str, ...]) -> str:
    return ", ".join(dict.fromkeys(reversed(how))) or "plain"


def _digest_words(name: str, how: tuple[str, ...]) -> str:
    """`sha256 in hex`, `md5 in base64, URL-encoded`: the digest, how it is written, and what came after."""
    if not how or how[-1] not in _DIGESTED:
        return _words((*how, name))
    return ", ".join((f"{name} in {how[-1]}", *dict.fromkeys(reversed(how[:-1]))))


def _at_home(secret: Secret, host: str) -> bool:
    return any(host == home or host.endswith(f".{home}") for home in secret.home)


def _located(secret: Secret, message: Outgoing, needles: _Needles) -> Iterator[Leak]:
    """The leak in each part that holds it, or in the whole message where only the parts together do."""
    alone = _Needles([secret])
    any_part = False
    for channel, content in message.parts:
        found = next(alone.found_in(readings(content)), None)
        if found is not None:
            any_part = True
            yield _leak(message, channel, found, content, needles.hide)
    if not any_part:
        found = next(alone.found_in(message.read), None)
        if found is not None:
            yield _leak(message, "body", found, message.whole, needles.hide)


def _leak(message: Outgoing, channel: str, found: _Found, content: bytes, hide: Sequence[str]) -> Leak:
    secret = found.secret
    shown = _excerpt(found, content, hide)
    url = _hidden(message.url.partition("?")[0].partition("#")[0], hide)
    return Leak(
        secret.called, secret.kind, channel, url, message.host, found.how, shown, message.moment, message.blocked
    )


def _excerpt(found: _Found, content: bytes, hide: Sequence[str]) -> str:
    """What stood around the secret. A digest is shown in the text in which it was written, not as its bytes."""
    around, at, length = found.reading.content, found.at, found.length
    if _may_be_digest(found.reading) and not around[at : at + length].isascii():
        raw = around[at : at + length]
        forms = (raw.hex().encode(), base64.b64encode(raw).rstrip(b"="), base64.urlsafe_b64encode(raw).rstrip(b"="))
        at, length = next(
            ((content.lower().find(one.lower()), len(one)) for one in forms if one.lower() in content.lower()), (-1, 0)
        )
        if at < 0:
            return "«…»"
        around = content
    before = around[max(0, at - _AROUND) : at].decode("utf-8", "replace")
    after = around[at + length : at + length + _AROUND].decode("utf-8", "replace")
    middle = around[at : at + length].decode("utf-8", "replace") if found.secret.kind in OURS else "…"
    return _printable(f"{_hidden(before, hide)}«{middle}»{_hidden(after, hide)}")


def _hidden(text: str, hide: Sequence[str]) -> str:
    for value in hide:
        if value in text:
            text = text.replace(value, "…")
    return text


def _printable(text: str) -> str:
    return "".join(letter if letter.isprintable() else "·" for letter in text)


# -- what was sent in pieces --


@dataclass
class _Pieces:
    """All values that one host was sent, in order, and the last message that carried any."""

    last: Outgoing
    values: list[bytes] = field(default_factory=list)
    texts: list[bytes] = field(default_factory=list)


def _put_together(needles: _Needles, messages: Sequence[Outgoing]) -> Iterator[Leak]:
    """Secrets of which a host was sent every piece, in whatever order and messages, or letter by letter."""
    hosts: dict[str, _Pieces] = {}
    for message in messages:
        pieces = hosts.setdefault(message.host, _Pieces(message))
        pieces.last = message
        pieces.texts.append(message.whole)
        pieces.values += _values(message)
    for host, pieces in hosts.items():
        abroad = [one for one in needles.secrets if one.kind in _GUESSED and not _at_home(one, host)]
        values = [one.lower().decode("utf-8", "replace") for one in dict.fromkeys(pieces.values)]
        by_start = _by_start(values)
        spelled = ""
        if any(one.kind in OURS for one in abroad):
            spelled = keystrokes(b" ".join(pieces.texts).decode("utf-8", "replace")).lower()
        for secret in abroad:
            how = _assembled(secret, values, by_start, needles) or _spelled(secret, spelled)
            if how is not None:
                url = _hidden(pieces.last.url.partition("?")[0], needles.hide)
                shown = secret.value if secret.kind in OURS else "…"
                yield Leak(
                    secret.called,
                    secret.kind,
                    "several",
                    url,
                    host,
                    how,
                    f"«{shown}» in pieces",
                    pieces.last.moment,
                    pieces.last.blocked,
                )


def _values(message: Outgoing) -> Iterator[bytes]:
    for reading in message.read:
        if len(reading.how) <= 1:
            yield from (one for one in _SPLIT.split(reading.content) if _PIECE <= len(one) <= _LONGEST_PIECE)


def _by_start(values: Iterable[str]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for value in values:
        found[value[:_PIECE]].append(value)
    return found


def _assembled(
    secret: Secret, values: Sequence[str], by_start: Mapping[str, list[str]], needles: _Needles
) -> str | None:
    for needle in _plain(secret):
        if _is_tiled(needle.decode(), by_start, shortest=_PIECE):
            return "split"
    if not any(len(value) >= _DIGEST_START and _is_hex(value) for value in values):
        return None
    for digest, how in needles.digests_of(secret):
        if digest[:_PIECE] in by_start and _is_tiled(digest, by_start, shortest=_DIGEST_START):
            return f"{how} in hex, split"
    return None


def _is_tiled(needle: str, by_start: Mapping[str, list[str]], *, shortest: int) -> bool:
    """Whether values laid one after the other make `needle`, in at most `_MOST_PIECES` pieces and more than one."""
    reach = {0: 0}  # letters laid → fewest pieces
    for at in range(len(needle)):
        if at not in reach or reach[at] == _MOST_PIECES:
            continue
        for value in by_start.get(needle[at : at + _PIECE], ()):
            end = at + len(value)
            if shortest <= len(value) < len(needle) and needle.startswith(value, at):
                reach[end] = min(reach.get(end, _MOST_PIECES), reach[at] + 1)
    return len(needle) in reach


def _is_hex(text: str) -> bool:
    return all(letter in "0123456789abcdef" for letter in text)


def _spelled(secret: Secret, spelled: str) -> str | None:
    name = secret.value.partition("@")[0].lower()
    return "key by key" if secret.kind in OURS and len(name) >= _SHORTEST and name in spelled else None
