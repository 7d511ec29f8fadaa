"""What a value looks like when somebody hides it, and the ways back from there.

Two directions meet here. What can be undone (URL-, base64-, hex-, HTML- and JSON-encoding, compression, reversal) is
undone in what was sent, two deep: `readings`. What cannot be undone is worked out beforehand from the value: `digests`.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import html
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from urllib.parse import quote, unquote_to_bytes

HASHES = (
    "md5",
    "sha1",
    "sha224",
    "sha256",
    "sha384",
    "sha512",
    "sha512_256",
    "sha3_224",
    "sha3_256",
    "sha3_384",
    "sha3_512",
)
COMMON_HASHES = ("md5", "sha1", "sha256", "sha512")
"""What a digest of a digest is looked for in; any pair of all eleven would be dear and is never met."""
LONGEST = 65_536
"""Bytes of one message that are read; what is compressed is unpacked to this length too."""
_DEPTH = 2
_SHORT = 4096  # bytes of base64 or hex up to which every alignment is tried
_GAP = b"\n\0"
_PACKED = re.compile(rb"\x1f\x8b\x08|[\x78\x58\x68\x48][\x01\x5e\x85\x89\x9c\xc7\xda\xdd]")
_MOST_PACKED = 4
_NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1f\x80-\xff]")
_WIDE = re.compile(rb"(?:[\x20-\x7e]\x00){6,}")
_BETWEEN = re.compile(rb"[&=?#;/\s]")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{10,}")
_HEX = re.compile(rb"[0-9a-fA-F]{12,}")
_SPACED_HEX = re.compile(rb"(?<![0-9a-fA-F])(?:[0-9a-fA-F]{2}[:\s-]){7,}[0-9a-fA-F]{2}")
_ESCAPED = re.compile(rb"(?:\\|%)u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|\\([/\"'\\])")
_SINGLE = re.compile(r"""(?:["'=:\[,]|%22)([A-Za-z])(?=["'](?!\s*:)|[&,\]}\s;]|%22(?!%3A)|$)""")
_CODES = re.compile(r"(?<![0-9.])([0-9]{2,3})(?![0-9.])")
_ENTITY = re.compile(rb"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});")


@dataclass(frozen=True)
class Reading:
    """Something sent, read in one way. `how` names what was undone, outermost first; empty for the thing itself."""

    content: bytes
    how: tuple[str, ...] = ()


def readings(content: bytes) -> Iterator[Reading]:
    """`content` as each of the things it may be, the plain one first.

    Browsers themselves URL-encode addresses and forms, and compress bodies: this does not count as depth.
    """
    plain = Reading(content[:LONGEST])
    whole = [plain, *(Reading(found, (how,)) for how, found in _inflated(plain.content))]
    level = list(whole)
    for one in whole:
        with_spaces = _unquoted(one.content.replace(b"+", b" "))
        twice = _unquoted(with_spaces)
        unquoted = (with_spaces, _unquoted(one.content), twice, _unquoted(twice))
        level += (Reading(content, (*one.how, "URL-encoded")) for content in unquoted)
    known: set[bytes] = set()
    for _ in range(_DEPTH + 1):
        new = {one.content: one for one in reversed(level) if one.content and one.content not in known}
        known |= new.keys()
        yield from reversed(new.values())
        level = [found for one in reversed(new.values()) for found in _undone(one)]


def _undone(reading: Reading) -> Iterator[Reading]:
    for how, undo in _UNDOING:
        content = undo(reading.content)
        if content:
            yield Reading(content[:LONGEST], (*reading.how, how))


def _unquoted(content: bytes) -> bytes:
    """Without URL-encoding; values that were compressed before follow, unpacked."""
    if b"%" not in content:
        return content
    values = (unquote_to_bytes(value) for value in _BETWEEN.split(content) if b"%" in value)
    unpacked = (found for value in values for _, found in _inflated(value))
    return _GAP.join((unquote_to_bytes(content), *unpacked))


def _base64(content: bytes) -> bytes:
    """All that reads as base64 in it, from each of the four places where a group of letters may begin."""
    found: list[bytes] = []
    for match in _BASE64.finditer(content):
        token = match[0].replace(b"-", b"+").replace(b"_", b"/")
        for offset in range(4) if len(token) <= _SHORT else (0,):
            piece = token[offset:]
            decoded = binascii.a2b_base64(piece[: len(piece) - (len(piece) % 4 == 1)] + b"===")
            found.append(decoded)
            if offset == 0:
                found += (inflated for _, inflated in _inflated(decoded))
    return _GAP.join(found)


def _hex(content: bytes) -> bytes:
    """All that reads as hexadecimal digits in it, from either digit, with or without marks between."""
    found: list[bytes] = []
    for match in _HEX.finditer(content):
        digits = match[0]
        found.append(_from_hex(digits))
        found += (inflated for _, inflated in _inflated(found[-1]))
        if len(digits) <= _SHORT:
            found.append(_from_hex(digits[1:]))
    found += (_from_hex(re.sub(rb"[:\s-]", b"", match[0])) for match in _SPACED_HEX.finditer(content))
    return _GAP.join(found)


def _from_hex(digits: bytes) -> bytes:
    return binascii.unhexlify(digits[: len(digits) // 2 * 2])


def _url(content: bytes) -> bytes:
    return _unquoted(content) if b"%" in content else b""


def _html(content: bytes) -> bytes:
    if not _ENTITY.search(content):
        return b""
    return html.unescape(content.decode("utf-8", "replace")).encode("utf-8", "replace")


def _json(content: bytes) -> bytes:
    return _ESCAPED.sub(_unescaped, content) if _ESCAPED.search(content) else b""


def _unescaped(match: re.Match[bytes]) -> bytes:
    return match[3] or chr(int(match[1] or match[2], 16)).encode("utf-8", "replace")


def _compressed(content: bytes) -> bytes:
    return next((found for _, found in _inflated(content)), b"")


def _reversed(content: bytes) -> bytes:
    """Backwards: text by its letters, anything else by its bytes."""
    try:
        return content.decode()[::-1].encode()
    except UnicodeDecodeError:
        return content[::-1] if len(content) <= _SHORT else b""


def _wide(content: bytes) -> bytes:
    """All text of two bytes a letter (UTF-16) in it, with the empty bytes left out."""
    return _GAP.join(match[0].replace(b"\0", b"") for match in _WIDE.finditer(content))


_UNDOING: tuple[tuple[str, Callable[[bytes], bytes]], ...] = (
    ("base64", _base64),
    ("hex", _hex),
    ("URL-encoded", _url),
    ("HTML-encoded", _html),
    ("JSON-escaped", _json),
    ("compressed", _compressed),
    ("reversed", _reversed),
    ("UTF-16", _wide),
)


def _inflated(content: bytes) -> Iterator[tuple[str, bytes]]:
    """What was compressed, by itself or among other things.

    gzip and zlib are known by their first bytes, wherever these stand; raw deflate is tried on what is no text.
    """
    if not _NO_TEXT.search(content[:256]) and b"\x1f\x8b" not in content:
        return
    starts = [match.start() for match in islice(_PACKED.finditer(content), _MOST_PACKED)]
    for at, window in [*((start, 47) for start in starts), (0, -15)]:
        try:
            found = zlib.decompressobj(window).decompress(content[at:], LONGEST)
        except zlib.error:
            continue
        if found:
            yield "compressed", found
            return


def spellings(value: str) -> tuple[str, ...]:
    """`value` as those write it who tidy it first: without space, in small or capital letters, a mail address without
    tag or dots or domain, a telephone number by its digits and with a country's prefix."""
    bare = value.strip()
    found = [value, bare, bare.lower(), bare.upper(), "".join(bare.split()).lower()]
    name, at, domain = bare.lower().partition("@")
    if at:
        untagged = name.partition("+")[0]
        dotless = untagged.replace(".", "")
        whole = [f"{one}@{domain}" for one in (untagged, dotless, name.replace(".", ""))]
        found += [name, untagged, *whole, *(one.upper() for one in (name, *whole))]
    digits = re.sub(r"[\s().+/-]", "", bare)
    if digits.isdigit() and len(digits) >= _DIGITS:
        national = digits.lstrip("0")
        found += [digits, f"+{digits}", f"1{digits}", f"+1{digits}", f"00{digits}", national, f"+{national}"]
    return tuple(dict.fromkeys(one for one in found if one))


_DIGITS = 7  # of a telephone number at least


@lru_cache(maxsize=4096)
def digests(value: str) -> dict[bytes, str]:
    """Each digest that gives `value` away, and its name: of each spelling; of the two plainest also once encoded or
    digested before."""
    found: dict[bytes, str] = {}
    written = spellings(value)
    for spelling in written:
        for name in HASHES:
            found.setdefault(_digest(name, spelling.encode()), name)
    for spelling in dict.fromkeys((value, value.strip().lower())):
        for how, encoded in _encoded_first(spelling.encode()):
            for name in HASHES:
                found.setdefault(_digest(name, encoded), f"{how}, {name}")
        for first in COMMON_HASHES:
            raw = _digest(first, spelling.encode())
            for name in COMMON_HASHES:
                for form in (raw, raw.hex().encode(), base64.b64encode(raw)):
                    found.setdefault(_digest(name, form), f"{first}, {name}")
    return found


def _encoded_first(value: bytes) -> Iterator[tuple[str, bytes]]:
    yield "base64", base64.b64encode(value)
    yield "base64", base64.urlsafe_b64encode(value).rstrip(b"=")
    yield "hex", value.hex().encode()
    yield "URL-encoded", quote(value, safe="").encode()
    yield "reversed", value.decode()[::-1].encode()


def _digest(name: str, content: bytes) -> bytes:
    return hashlib.new(name, content, usedforsecurity=False).digest()


def keystrokes(text: str) -> str:
    """The single letters that stand as values in `text`, in order, then the letters its key codes mean."""
    codes = (chr(int(match[1])) for match in _CODES.finditer(text))
    letters = (letter for letter in codes if letter.isascii() and letter.isalpha())
    return f"{''.join(_SINGLE.findall(text))} {''.join(letters)}"
