"""Finds what names a person behind an encoding: hexadecimal, base64 in both alphabets, and digests (ledger 1.1).

A digest of an e-mail address stands for the address, and who has a list of addresses can read it; so whatever looks
like MD5, SHA-1 or one of the SHA-2 family is found as such. Encoded text may stand anywhere in a longer word: it is
decoded from each place at which it could begin.
"""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error
from collections.abc import Callable, Iterator
from urllib.parse import unquote

from avowal.events.kinds import Kind

Look = Callable[[str], Kind | None]

_DIGEST = re.compile(r"(?<![0-9A-Za-z])[0-9A-Fa-f]{32,}(?![0-9A-Za-z])")
_UUID = re.compile(r"(?<![0-9A-Fa-f])[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}(?![0-9A-Fa-f])")
_HEX = re.compile(r"[0-9A-Fa-f]{12,}")  # `a@b.co` is twelve digits
_BASE64 = re.compile(r"[A-Za-z0-9+_-]{8,}")  # and eight signs
_BASE64_DIGESTS = frozenset({22, 27, 38, 43, 64, 86})  # signs of 16, 20, 28, 32, 48 and 64 bytes, without `=`
_CAPITAL = re.compile(r"[A-Z]")
"""Neither an `@` nor three digits are written in base64 without one."""
_UNBROKEN = re.compile(r"[A-Za-z0-9]{12,}")
_ADDRESS = re.compile(r"[\w.%+'-]+@[A-Za-z0-9-]+\.[A-Za-z]{2}")
_PRINTABLE = re.compile(r"[ -~]{6,}")
_DIGIT = re.compile(rb"[0-9]")
_DIGITS = 7  # in a decoded text, before its numbers are looked at: chance makes no such


def is_digest(text: str) -> bool:
    """Whether a digest or a UUID stands in `text`."""
    if len(text) < min(_BASE64_DIGESTS):
        return False
    if _DIGEST.search(text) or _UUID.search(text):
        return True
    return any(_is_base64_digest(run) for run in _BASE64.findall(text))


def found(text: str, look: Look) -> Kind | None:
    """What an encoding in `text` hides; `look` tells what a plain text holds."""
    for decoded in _decodings(text):
        if _may_tell(decoded) and (kind := _told(decoded, look)):
            return kind
    return None


def _decodings(text: str) -> Iterator[bytes]:
    for run in _HEX.findall(text):
        yield from _from_hex(run)
    for run in _BASE64.findall(text):
        if _CAPITAL.search(run):
            yield from _from_base64(run)


def _from_hex(run: str) -> Iterator[bytes]:
    for start in range(2):
        yield bytes.fromhex(run[start : len(run) - (len(run) - start) % 2])


def _from_base64(run: str) -> Iterator[bytes]:
    signs = run.replace("-", "+").replace("_", "/")
    for start in range(4):
        part = signs[start:]
        part = part[: len(part) - 1] if len(part) % 4 == 1 else part
        try:
            yield b64decode(part + "=" * (-len(part) % 4))
        except (Error, ValueError):
            continue


def _is_base64_digest(run: str) -> bool:
    """Whether `run` has the length of a digest and mixes capitals, small letters and digits as no written word does."""
    if len(run) not in _BASE64_DIGESTS:
        return False
    unbroken = max(_UNBROKEN.findall(run), key=len, default="")
    kinds = (str.isupper, str.islower, str.isdigit)
    return all(sum(map(kind, unbroken)) >= least for kind, least in zip(kinds, (3, 3, 1), strict=True))


def _may_tell(decoded: bytes) -> bool:
    """A quick look: most of what is decoded by chance holds no `@`, few digits, and is no text."""
    return b"@" in decoded or b"%" in decoded or decoded.isascii() or len(_DIGIT.findall(decoded)) >= _DIGITS


def _told(decoded: bytes, look: Look) -> Kind | None:
    """What decoded bytes say: as a whole where they are text, else in the stretches of them that are."""
    text = decoded.decode("utf-8", "replace")
    if text.isprintable() and "\ufffd" not in text:
        plain = _unquoted(text)
        return Kind.E_MAIL if "@" in plain.strip("@ ") else look(plain)
    for stretch in _PRINTABLE.findall(decoded.decode("latin-1")):
        plain = _unquoted(stretch)
        if "@" in plain and _ADDRESS.search(plain):
            return Kind.E_MAIL
        if sum(map(str.isdigit, plain)) >= _DIGITS and (kind := look(plain)):
            return kind
    return None


def _unquoted(text: str) -> str:
    return unquote(unquote(text)) if "%" in text else text
