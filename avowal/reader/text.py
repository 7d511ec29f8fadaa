"""Bytes → text: the declared character set, and the repair of characters that were encoded twice."""

from __future__ import annotations

import codecs
import re
import unicodedata

from avowal.reader.problems import NotReadable

MAXIMUM_BYTES = 5 * 1024 * 1024
"""More than a hundred times the longest policy met so far."""
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_HEAD = 2048
_SIGNATURES = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip archive or office document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"\x1f\x8b": "a compressed file",
}
_FEW_CONTROLS = 0.02
_ENCODED_TWICE = re.compile(r"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_LOST_SPACE = re.compile(r"\u00c2(?=\s|$)", re.MULTILINE)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]")
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_ROUNDS = 3


def decode(source: bytes, charset: str = "") -> str:
    """`source` as repaired text; `charset` is what its sender declared. Raises NotReadable."""
    if not source.strip():
        raise NotReadable("The source is empty. Give a page, Markdown or text that holds a privacy policy.")
    if len(source) > MAXIMUM_BYTES:
        raise NotReadable(
            f"The source is larger than {MAXIMUM_BYTES // 1024 // 1024} MiB. Save the policy's page alone."
        )
    for start, what in _SIGNATURES.items():
        if source.startswith(start):
            raise NotReadable(f"The source is {what}, not text. Save it as HTML, Markdown or text first.")
    text = _decoded(source, charset)
    controls = sum(unicodedata.category(character) == "Cc" and character not in "\t\n\r\f" for character in text[:4096])
    if "\x00" in text or controls > _FEW_CONTROLS * min(len(text), 4096):
        raise NotReadable("The source is binary, not text. Save it as HTML, Markdown or text first.")
    return repair(text.replace("\r\n", "\n").replace("\r", "\n"))


def repair(text: str) -> str:
    """`text` with characters that were encoded twice mended, odd spaces made plain, invisible characters gone."""
    for _ in range(_ROUNDS):
        mended = _mend_once(text)
        if mended == text:
            break
        text = mended
    text = _LOST_SPACE.sub("", _SPACES.sub(" ", text))
    return _INVISIBLE.sub("", text)


def _mend_once(text: str) -> str:
    """One round: runs of characters that are the bytes of a UTF-8 character, read as Windows-1252."""
    if text.isascii():
        return text
    as_bytes = text.translate(_TO_BYTE)
    pieces, last = [], 0
    for found in _ENCODED_TWICE.finditer(as_bytes):
        try:
            character = found[0].encode("latin-1").decode("utf-8")
        except UnicodeError:
            continue
        pieces += [text[last : found.start()], character]
        last = found.end()
    return "".join([*pieces, text[last:]])


def _windows_characters() -> dict[int, str]:
    """Character → the character whose code is its Windows-1252 byte, for the bytes that differ from Latin-1."""
    table: dict[int, str] = {}
    for byte in range(0x80, 0xA0):
        try:
            table[ord(bytes([byte]).decode("cp1252"))] = chr(byte)
        except UnicodeDecodeError:
            continue  # five bytes stand for nothing in Windows-1252; they stay themselves
    return table


_TO_BYTE = _windows_characters()


def _decoded(source: bytes, charset: str) -> str:
    for mark, encoding in _BOMS:
        if source.startswith(mark):
            return source.decode(encoding, errors="replace")
    declared = _DECLARED.search(source[:_HEAD])
    for encoding in (charset, declared[1].decode("ascii") if declared else "", "utf-8"):
        try:
            if encoding:
                return source.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue  # a wrong declaration is common; the next guess decides
    return source.decode("cp1252", errors="replace")
