"""The policy within a page: navigation, footer, link lists, breadcrumbs and cookie bars are left out, and told.

The page is cut at its headings; each part gets points for sentences that speak of privacy and loses them for links
and for talk of other things. The policy is the run of neighbouring parts with the most points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from avowal.reader.blocks import Block, Kind
from avowal.reader.document import Document
from avowal.reader.problems import NotReadable

_OUTSIDE = frozenset({"nav", "footer", "dialog", "header"})
_TITLE = re.compile(r"\b(?:privacy|data protection|personal (?:data|information))\b", re.IGNORECASE)
_PRIVACY = re.compile(
    r"\b(privacy|personal(?:ly)?|cookies?|beacons?|pixels?|collect\w*|gather\w*|disclos\w*|consent\w*|third[- ]part\w+"
    r"|retain\w*|retention|opt[- ]out|unsubscribe|ip address\w*|encrypt\w*|safeguard\w*|confidential\w*|share[sd]?"
    r"|sharing|polic(?:y|ies)|your (?:data|information|rights)|track\w*|delet\w+|erase\w*|children|log(?:s|ged)?"
    r"|information (?:we|you|about)|statement|subpoena|law enforcement|signals?|advertis\w+|data)\b",
    re.IGNORECASE,
)
_BUTTON = re.compile(
    r"^(?:accept|allow|reject|decline|agree|got it|ok(?:ay)?|manage|customi[sz]e|only necessary|dismiss|close)\b",
    re.IGNORECASE,
)
_CHROME = re.compile(
    r"^(?:back to (?:the )?top|to top|top|print(?: this page)?|share(?: this page)?|skip to .*|home|menu|search|close|×"
    r"|next"
    r"|previous|contents|table of contents|on this page|in this article)$",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(r"©|\(c\) ?(?:19|20)\d{2}|all rights reserved", re.IGNORECASE)
_BETWEEN_ENTRIES = re.compile(r"\s[|•·»›>~]\s|\s[|•·]|[|•·]\s|\s/\s|\s{3,}|\t")
"""What parts the entries of a menu that is written as one line of text."""
_FEWEST_IN_MENU = 3
_LONGEST_ENTRY = 5
_DOCUMENT = re.compile(r"\.(?:pdf|docx?|odt|rtf)(?:$|[?#])", re.IGNORECASE)
_ENOUGH_WORDS = 60
_ENOUGH_SIGNS = 4
_FEWEST_ENTRIES = 2


@dataclass(frozen=True)
class LeftOut:
    """A block that is no part of the policy, and why."""

    block: Block
    why: str


@dataclass(frozen=True)
class Located:
    """The policy's own blocks, the documents listed beside it, and what was left out."""

    title: str
    blocks: tuple[Block, ...]
    beside: tuple[Block, ...]
    left_out: tuple[LeftOut, ...]


@dataclass
class _Part:
    """Blocks under one heading, by position: `[start, end)`."""

    start: int
    end: int
    points: float


def locate(page: Document) -> Located:
    """The policy within `page`; raises NotReadable where there is none."""
    menus = [block for block in page.blocks if _is_menu(block)]
    inside, documents, left_out = _without_landmarks([block for block in page.blocks if block not in menus])
    left_out += [LeftOut(block, "navigation") for block in menus]
    parts = [_scored(inside, start, end) for start, end in pairwise(_cuts(inside))]
    first, last = _best_run(parts)
    start, end = (parts[first].start, parts[last].end) if parts else (0, 0)
    end = _end_after(inside, parts[last + 1 :], end)
    start = _title_before(inside, start)
    policy = inside[start:end]
    _insist(policy)
    beside = _documents([*documents, *inside[end:]]) + _documents(inside[:start])
    left_out += [LeftOut(block, "before the policy") for block in inside[:start] if block not in beside]
    left_out += [LeftOut(block, "after the policy") for block in inside[end:] if block not in beside]
    kept, dropped = _without_chrome(policy)
    title = next((block.text for block in kept if block.kind is Kind.HEADING and _TITLE.search(block.text)), "")
    named = title or page.title or next((block.text for block in kept if block.kind is Kind.HEADING), "")
    ordered = sorted([*left_out, *dropped], key=lambda found: found.block.line)
    return Located(named, tuple(kept), tuple(beside), tuple(ordered))


def _without_landmarks(blocks: Sequence[Block]) -> tuple[list[Block], list[Block], list[LeftOut]]:
    """What may be policy, the links to documents beside the page's main part, and what is neither."""
    main = [block for block in blocks if block.main]
    only_main = sum(len(_PRIVACY.findall(block.text)) for block in main) >= _ENOUGH_SIGNS * 2
    inside, documents, left_out = list[Block](), list[Block](), list[LeftOut]()
    for block in blocks:
        if block.landmark in _OUTSIDE and not (block.landmark == "header" and block.main):
            left_out.append(LeftOut(block, block.landmark))
        elif only_main and not block.main and any(_DOCUMENT.search(link.address) for link in block.links):
            documents.append(block)
        elif only_main and not block.main:
            left_out.append(LeftOut(block, "outside the page's main part"))
        else:
            inside.append(block)
    bars = _cookie_bars(inside)
    left_out += [LeftOut(inside[index], "cookie bar") for index in sorted(bars)]
    return [block for index, block in enumerate(inside) if index not in bars], documents, left_out


def _cookie_bars(blocks: Sequence[Block]) -> set[int]:
    """A paragraph on cookies that a button to accept or refuse follows, and the buttons."""
    found: set[int] = set()
    for index, block in enumerate(blocks):
        in_block = any(
            _BUTTON.match(link.text) and link.address.startswith(("#", "javascript")) for link in block.links
        )
        after = [at for at in range(index + 1, min(index + 5, len(blocks))) if _is_button(blocks[at])]
        if "cookie" in block.text.lower() and block.kind is not Kind.HEADING and (in_block or index + 1 in after):
            found |= {index, *after}
    return found


def _is_button(block: Block) -> bool:
    return block.words <= 4 and bool(_BUTTON.match(block.text))  # noqa: PLR2004 - what fits on a button


def _cuts(blocks: Sequence[Block]) -> Iterator[int]:
    yield 0
    yield from (index for index, block in enumerate(blocks) if block.kind is Kind.HEADING and index)
    if blocks:
        yield len(blocks)


def _scored(blocks: Sequence[Block], start: int, end: int) -> _Part:
    """Sentences on privacy give points, links and sentences on other things take them."""
    points = 0.0
    signs: set[str] = set()
    for block in blocks[start:end]:
        own = {found.lower() for found in _PRIVACY.findall(block.text)}
        if block.kind is Kind.HEADING:
            signs |= own
            points += 4 if own and not block.links else -1
            continue
        sentence = block.words - block.linked_words
        if block.is_links or sentence < 6:  # noqa: PLR2004 - a label, no sentence
            points -= 2 if block.links else 1
        else:
            signs |= own
            points += min(sentence, 60) / 6 * min(len(own), 3) - (1 if block.links else 0.3)
    return _Part(start, end, points if signs else min(points, -2.0))


def _best_run(parts: Sequence[_Part]) -> tuple[int, int]:
    """First and last of the neighbouring parts whose points sum highest."""
    best, best_run = float("-inf"), (0, 0)
    total, first = 0.0, 0
    for index, part in enumerate(parts):
        if total <= 0:
            total, first = 0.0, index
        total += part.points
        if total > best:
            best, best_run = total, (first, index)
    return best_run


def _end_after(blocks: Sequence[Block], parts: Sequence[_Part], end: int) -> int:
    """The end, moved over parts that are sentences or an address and no links: whom to ask, since when."""
    for part in parts:
        own = blocks[part.start : part.end]
        words = sum(block.words for block in own[1:])
        linked = sum(block.linked_words for block in own if "@" not in block.text)
        if own[0].links or words < 4 or linked * 3 > words or not _speaks(own[1:]):  # noqa: PLR2004 - a label
            break
        end = part.end
    return end


def _speaks(blocks: Sequence[Block]) -> bool:
    return any(block.text.rstrip().endswith((".", "!", "?", ":")) or "@" in block.text for block in blocks)


def _title_before(blocks: Sequence[Block], start: int) -> int:
    """The start, moved back to a title on privacy that stands shortly before it."""
    for index in range(start - 1, max(start - 6, -1), -1):
        if blocks[index].kind is Kind.HEADING and _TITLE.search(blocks[index].text) and not blocks[index].links:
            return index
        if blocks[index].is_links:
            break
    return start


def _insist(policy: Sequence[Block]) -> None:
    """A policy has some length and some of the words that every policy has."""
    text = "\n".join(block.text for block in policy if block.kind is not Kind.HEADING and not block.is_links)
    signs = {found.lower() for found in _PRIVACY.findall(text)}
    if len(text.split()) < _ENOUGH_WORDS or len(signs) < _ENOUGH_SIGNS:
        raise NotReadable("There is no privacy policy on this page. Give the page that holds the policy's own text.")


def _without_chrome(policy: Sequence[Block]) -> tuple[list[Block], list[LeftOut]]:
    """The policy without its table of contents and the page's small links."""
    kept, dropped = list[Block](), list[LeftOut]()
    contents = _contents(policy)
    for index, block in enumerate(policy):
        if index in contents:
            dropped.append(LeftOut(block, "table of contents"))
        elif _COPYRIGHT.search(block.text) and block.words <= 40:  # noqa: PLR2004 - a line of the footer
            dropped.append(LeftOut(block, "footer"))
        elif _CHROME.match(block.text.strip()) and not (block.kind is Kind.HEADING and _TITLE.search(block.text)):
            dropped.append(LeftOut(block, "navigation"))
        else:
            kept.append(block)
    while kept and (kept[-1].kind is Kind.HEADING or (kept[-1].is_links and kept[-1].words < 4)):  # noqa: PLR2004
        dropped.append(LeftOut(kept.pop(), "after the policy"))
    return kept, dropped


def _is_menu(block: Block) -> bool:
    """A line of short entries with bars or dots between them, none of which is a sentence: `Home | Routes | Help`."""
    if block.kind is Kind.ROW:
        return False
    return bool(block.text.strip()) and all(map(_is_menu_line, block.text.strip().split("\n")))


def _is_menu_line(line: str) -> bool:
    entries = [entry.strip(" |•·»›>~/[]") for entry in _BETWEEN_ENTRIES.split(line.strip())]
    entries = [entry for entry in entries if entry]
    return (
        len(entries) >= _FEWEST_IN_MENU
        and all(len(entry.split()) <= _LONGEST_ENTRY for entry in entries)
        and not any("@" in entry or entry.endswith((".", "!", ":", ";", ",")) for entry in entries)
    )


def _contents(policy: Sequence[Block]) -> set[int]:
    """Runs of at least two entries that are nothing but a link within the page."""
    entries = {
        index
        for index, block in enumerate(policy)
        if block.links and block.is_links and all(link.address.startswith("#") for link in block.links)
    }
    return {index for index in entries if {index - 1, index + 1} & entries}


def _documents(blocks: Sequence[Block]) -> list[Block]:
    """Link lines to documents (`….pdf`) outside the policy, where there are several of one kind."""
    found = [
        block for block in blocks if block.is_links and any(_DOCUMENT.search(link.address) for link in block.links)
    ]
    return found if len(found) >= _FEWEST_ENTRIES else []
