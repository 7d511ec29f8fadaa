"""The one spelling in which the path of an address is kept, whoever writes it down (ledger 1.1, 2.1, 3.4; R81, R105).

A server hands the weblog a decoded path, a browser tells its beacon an encoded one, and another server's log has it
as it came over the wire. All of them pass through `kept_path`, so that one page is one page, and so that no
spelling of an e-mail address is stored: an automatic collection carries no personal element.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, unquote

PATH_LIMIT = 1024
"""Characters of a kept path."""
READ_LIMIT = 16 * PATH_LIMIT  # of a given one: a character is up to twelve when percent-encoded
ROUNDS = 10  # of decoding; what takes more is nobody's address
E_MAIL = "[e-mail]"
UNREADABLE = "/[encoded]"
"""Kept instead of a path that is encoded in itself more often than ROUNDS."""

_UNPRINTABLE = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
_HALVES = re.compile(r"[\ud800-\udfff]")
_END = re.compile(r"[?#]")
_NESTED = re.compile(r"%(?:25)+(?=[0-9A-Fa-f]{2})")
_PLAIN = re.compile(r"[A-Za-z0-9/._~!$&'()*+,;=:-]*")


def kept_path(raw: str) -> str:
    """`raw` without query and fragment, decoded, at most PATH_LIMIT characters, on one line, without e-mail addresses.

    Encoded and decoded spellings give the same, and what was kept gives itself. A segment with an `@` between other
    characters, however it is encoded or whatever form of the sign it uses, becomes `[e-mail]`; a leading one
    (`/@37.8,-122.3`) stays. Control and direction characters are percent-encoded.
    """
    if len(raw) <= PATH_LIMIT and _PLAIN.fullmatch(raw):
        return raw
    decoded = _decoded(_END.split(_HALVES.sub("\ufffd", raw[:READ_LIMIT]), maxsplit=1)[0])
    if decoded is None:
        return UNREADABLE
    bare = unicodedata.normalize("NFC", _END.split(decoded, maxsplit=1)[0])
    return _bounded("/".join(E_MAIL if _tells_an_address(segment) else segment for segment in bare.split("/")))


def printable(text: str) -> str:
    """`text` with every character that a line, a terminal or a reader could stumble over percent-encoded."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_shown, text))


def _decoded(text: str) -> str | None:
    """`text` percent-decoded until nothing is left to decode; None when that does not end."""
    for _ in range(ROUNDS):
        once = unquote(_NESTED.sub("%", text))
        if once == text:
            return text
        text = once
    return None


def _tells_an_address(segment: str) -> bool:
    """Whether an `@` stands within the segment, also as another form of the sign or once more encoded by such forms."""
    if not segment.isascii():
        for _ in range(ROUNDS):
            plain = _decoded(unicodedata.normalize("NFKC", segment))
            if plain is None:
                return True
            if plain == segment:
                break
            segment = plain
        else:
            return True
    return "@" in segment.strip("@ ")


def _bounded(text: str) -> str:
    """`text` with its signs shown, cut before the sign that would pass the limit: half an escape would be another."""
    signs = list(map(_shown, text))
    length = 0
    for place, sign in enumerate(signs):
        length += len(sign)
        if length > PATH_LIMIT:
            return "".join(signs[:place])
    return "".join(signs)


def _shown(sign: str) -> str:
    if unicodedata.category(sign) not in _UNPRINTABLE:
        return sign
    return quote(sign.encode("utf-8", "replace"), safe="")
