"""Made-up values that are planted, and the disguises in which they may leave again.

A canary is derived from the run's start time, so that two runs never share one; no chance is involved.
"""

from __future__ import annotations

import base64
import hashlib
import re
import zlib
from collections.abc import Iterator
from urllib.parse import unquote_plus

from avowal.auditor.stored import Canary

_HASHES = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_256", "sha3_512")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{12,}={0,2}")
_HEX = re.compile(r"(?:[0-9a-fA-F]{2}){8,}")
_SINGLE = re.compile(r"""(?:["'=:\[,]|%22)([A-Za-z])(?=["'](?!\s*:)|[&,\]}\s;]|%22(?!%3A)|$)""")
_CODES = re.compile(r"(?<![0-9.])([0-9]{2,3})(?![0-9.])")
_LETTERS = "bcdfghjkmnpqrstvwxz"
_LONGEST = 200_000
_SHORT = 4096  # characters of base64 up to which every alignment is tried


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


def disguises(value: str) -> dict[str, str]:
    """Every text that gives `value` away, with the name of its disguise; all lower case."""
    found = {value.lower(): "plain", value.lower()[::-1]: "reversed"}
    for plain in {value, value.lower(), value.upper(), value.strip().lower().partition("@")[0]}:
        for name in _HASHES:
            digest = hashlib.new(name, plain.encode()).digest()
            found[digest.hex()] = name
            found[base64.b64encode(digest).decode().rstrip("=").lower()] = f"{name} in base64"
            found[base64.urlsafe_b64encode(digest).decode().rstrip("=").lower()] = f"{name} in base64"
    return found


def leaked(value: str, payload: bytes) -> str | None:
    """The disguise in which `value` stands in `payload`, or None."""
    wanted = disguises(value)
    for how, text in readings(payload):
        lower = text.lower()
        for needle, disguise in wanted.items():
            if needle in lower:
                return disguise if how == "plain" else f"{disguise}, {how}" if disguise != "plain" else how
    return None


def readings(payload: bytes) -> Iterator[tuple[str, str]]:
    """`payload` as each of the texts it may be: plain, URL-decoded, inflated, base64- and hex-decoded."""
    text = payload[:_LONGEST].decode("utf-8", "replace")
    yield "plain", text
    unquoted = unquote_plus(text)
    if unquoted != text:
        text = f"{unquoted} {unquote_plus(unquoted)}"
        yield "URL-encoded", text
    yield from _inflated(payload)
    yield "base64", " ".join(_decoded_base64(text))
    yield "hex", " ".join(bytes.fromhex(match[0]).decode("utf-8", "replace") for match in _HEX.finditer(text))
    yield "key by key", keystrokes(text)


def keystrokes(text: str) -> str:
    """The single letters that stand as values in `text`, in order, then the letters its key codes mean."""
    codes = (chr(int(match[1])) for match in _CODES.finditer(text))
    letters = (letter for letter in codes if letter.isascii() and letter.isalpha())
    return f"{''.join(_SINGLE.findall(text))} {''.join(letters)}"


def _inflated(payload: bytes) -> Iterator[tuple[str, str]]:
    for window in (31, 15, -15):
        try:
            inflated = zlib.decompressobj(window).decompress(payload, _LONGEST)
        except zlib.error:
            continue
        if inflated:
            yield "compressed", inflated.decode("utf-8", "replace")
            return


def _decoded_base64(text: str) -> Iterator[str]:
    for match in _BASE64.finditer(text):
        token = match[0].rstrip("=").replace("-", "+").replace("_", "/")
        for offset in range(4) if len(token) < _SHORT else (0,):
            piece = token[offset:]
            try:
                decoded = base64.b64decode(piece + "=" * (-len(piece) % 4))
            except ValueError:
                continue
            yield decoded.decode("utf-8", "replace")
            yield from (text for _, text in _inflated(decoded))
