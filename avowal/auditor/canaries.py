"""Made-up values that are planted, and whether one stands in something that was sent.

A canary is derived from the run's start time, so that two runs never share one; no chance is involved.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from avowal.auditor import disguises, leaks
from avowal.auditor.disguises import keystrokes
from avowal.auditor.stored import Canary

__all__ = ["Aviary", "keystrokes", "leaked", "readings"]

_LETTERS = "bcdfghjkmnpqrstvwxz"


class Aviary:
    """Makes canaries, each different, from one seed."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._made = 0

    def canary(self, kind: str, where: str, *, form: str = "text") -> Canary:
        """A new canary in the form that a field of type `form` accepts."""
        self._made += 1
        digest = hashlib.sha256(f"{self._seed}|{self._made}".encode()).digest()
        word = "zq" + "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest[:10])
        number = "".join(str(byte % 10) for byte in digest[10:21])
        values = {"email": f"{word}@canary.example", "url": f"https://{word}.example/", "number": number, "tel": number}
        return Canary(values.get(form, word), kind, where)


def leaked(value: str, payload: bytes) -> str | None:
    """The disguise in which `value` stands in `payload`, or None."""
    return leaks.disguise(value, payload)


def readings(payload: bytes) -> Iterator[tuple[str, str]]:
    """`payload` as each of the texts it may be, with what was undone; the plain one first, keys one by one last."""
    for reading in disguises.readings(payload):
        if len(reading.how) <= 1:
            yield reading.how[0] if reading.how else "plain", reading.content.decode("utf-8", "replace")
    yield "key by key", keystrokes(payload[: disguises.LONGEST].decode("utf-8", "replace"))
