"""Whom to ask: e-mail addresses, telephone numbers and postal addresses, however they are written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from avowal.policy.model import Address
from avowal.reader.blocks import Block
from avowal.reader.text import repair

EMAIL = re.compile(r"(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,24}")
_SPELLED = re.compile(
    r"(?<![\w.+-])([\w.+-]{1,64})\s*(?:\[\s*at\s*\]|\(\s*at\s*\)|\s+at\s+)\s*([\w-]+(?:\s*(?:\[\s*dot\s*\]|\(\s*dot\s*\)|\.)\s*[\w-]+)*\s*"
    r"(?:\[\s*dot\s*\]|\(\s*dot\s*\))\s*[a-z]{2,})",
    re.IGNORECASE,
)
_DOT = re.compile(r"\s*(?:\[\s*dot\s*\]|\(\s*dot\s*\))\s*", re.IGNORECASE)
TELEPHONE = re.compile(
    r"(?<![\d/.-])(?:\+?\d{1,3}[-. ]?)?(?:\(\d{3}\)\s?|\d{3}[-. ])\d{3}[-. ]\d{4}(?!\d)"
    r"|\+\d{1,3}(?:[ .-]?\d{2,4}){2,5}(?!\d)"
)
_STATES = [
    "AL",
    "AK",
    "AZ",
    "AR",
    "CA",
    "CO",
    "CT",
    "DE",
    "DC",
    "FL",
    "GA",
    "HI",
    "ID",
    "IL",
    "IN",
    "IA",
    "KS",
    "KY",
    "LA",
    "ME",
    "MD",
    "MA",
    "MI",
    "MN",
    "MS",
    "MO",
    "MT",
    "NE",
    "NV",
    "NH",
    "NJ",
    "NM",
    "NY",
    "NC",
    "ND",
    "OH",
    "OK",
    "OR",
    "PA",
    "PR",
    "RI",
    "SC",
    "SD",
    "TN",
    "TX",
    "UT",
    "VT",
    "VA",
    "WA",
    "WV",
    "WI",
    "WY",
]
_CITY = re.compile(
    rf"(?P<city>[A-Z][A-Za-z .'’-]{{1,40}}),\s*(?P<region>{'|'.join(_STATES)}|[A-Z][a-z]+(?: [A-Z][a-z]+)?)"
    r"\s+(?P<code>\d{5}(?:-\d{4})?)\b"
)
_STREET = re.compile(
    r"(?:(?:P\.?\s?O\.?\s?Box|Post Office Box|PMB)\s+\d+|\d{1,6}[A-Za-z]?\s+[A-Z0-9][\w.'’-]*(?:\s+[\w.'’#-]+){0,6})",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Postal:
    """A postal address, and the office that it names."""

    office: str
    address: Address
    line: int


def emails(text: str, addresses: Iterable[str] = ()) -> Iterator[str]:
    """E-mail addresses in the words and in the `mailto:` links, each once, in lower case."""
    spelled = _SPELLED.sub(lambda found: f"{found[1]}@{_DOT.sub('.', found[2]).replace(' ', '')}", text)
    linked = (
        repair(unquote(address[7:].partition("?")[0])) for address in addresses if address.lower().startswith("mailto:")
    )
    seen: set[str] = set()
    for candidate in (*EMAIL.findall(spelled), *(mail for link in linked for mail in EMAIL.findall(link))):
        mail = candidate.lower().rstrip(".")
        if mail not in seen:
            seen.add(mail)
            yield mail


def telephones(text: str) -> Iterator[str]:
    """Telephone numbers as written, each once."""
    yield from dict.fromkeys(found[0].strip() for found in TELEPHONE.finditer(text))


def postal_addresses(blocks: Sequence[Block]) -> Iterator[Postal]:
    """Addresses that stand on lines of their own or within a sentence."""
    for index, block in enumerate(blocks):
        lines = [line for neighbour in blocks[max(0, index - 2) : index] for line in neighbour.text.split("\n")][-3:]
        own = block.text.split("\n")
        for at, line in enumerate(own):
            city = _CITY.search(line)
            if city is None:
                continue
            before = (
                [*lines, *own[:at]]
                if line[: city.start()].strip(" ,") == ""
                else [*lines, *own[:at], line[: city.start()]]
            )
            found = _with_street(before, city, block.line)
            if found:
                yield found


def _with_street(before: Sequence[str], city: re.Match[str], line: int) -> Postal | None:
    """The street that stands before the city, and the office before the street."""
    pieces = [piece.strip() for text in before[-4:] for piece in re.split(r",\s*", text) if piece.strip()]
    town, street, office = city["city"], list[str](), ""
    for piece in reversed(pieces[-6:]):
        found = _STREET.search(piece)
        if found and len(piece.split()) <= 14:  # noqa: PLR2004 - longer is a sentence before it
            street.insert(0, piece[found.start() :])
            office = office or piece[: found.start()].strip(" :")
            continue
        if street:
            office = office or piece
            break
        if len(piece.split()) > 4 or EMAIL.search(piece):  # noqa: PLR2004 - no part of an address
            break
        street.insert(0, piece)
    if not any(_STREET.search(part) for part in street):
        return None
    return Postal(_office(office), Address(", ".join(street), town, city["region"], city["code"]), line)


def _office(text: str) -> str:
    """A short name of an office; empty where the words before an address are a sentence."""
    text = re.sub(r"^.*?(?:[:.]\s+|\b(?:at|to|contact|ask)\s+(?:the\s+|our\s+)?(?=[A-Z]))", "", text).strip(" :,")
    return text if 0 < len(text.split()) <= 8 and text[:1].isupper() and not text.endswith(".") else ""  # noqa: PLR2004
