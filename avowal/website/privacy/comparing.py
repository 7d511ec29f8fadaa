"""Two versions side by side, section by section, as people read them: filled, with the words that went and came."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from avowal.policy import prose
from avowal.policy.differences import Span, spans
from avowal.policy.model import PolicyVersion
from avowal.website.privacy.plain_text import Cell, Kind, Line, lines
from avowal.website.privacy.prose_html import standing_note

ALIKE = 0.4
"""How alike two lines must be to stand beside each other as one that was changed."""


@dataclass(frozen=True)
class Run:
    """A run of words; `changed` where the other side has not got it."""

    text: str
    changed: bool


@dataclass(frozen=True)
class Piece:
    """A cell of a line, in runs."""

    heading: str
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Side:
    """One line of one version."""

    kind: Kind
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Row:
    """A line of the old version beside the one of the new that it became; either may be absent."""

    old: Side | None
    new: Side | None
    changed: bool


@dataclass(frozen=True)
class ComparedSection:
    """One section in both versions; `only` is set where one of them has it alone."""

    anchor: str
    number: str
    title: str
    old_title: str
    rows: tuple[Row, ...]
    only: str = ""

    @property
    def titles(self) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
        """The old title and the new one in runs, where they differ."""
        old, new = _pieces(Cell(self.old_title), Cell(self.title))
        return old.runs, new.runs

    @property
    def changed(self) -> bool:
        return bool(self.only) or self.title != self.old_title or any(row.changed for row in self.rows)


def compare_pages(old: PolicyVersion, new: PolicyVersion, language: str) -> list[ComparedSection]:
    """Every section of both versions, in the order of the new one; a section that went stands last."""
    was, is_ = (_sections(version, language) for version in (old, new))
    return [_compared(was.get(anchor), is_.get(anchor)) for anchor in dict.fromkeys([*is_, *was])]


def language_of_both(old: PolicyVersion, new: PolicyVersion, asked: str) -> str:
    """`asked`, else a language that both versions can be read in; raises LanguageNotOffered where there is none."""
    for language in (asked, new.policy.source_language, old.policy.source_language, *new.policy.languages):
        if language in old.policy.wording and language in new.policy.wording:
            return language
    raise prose.LanguageNotOffered(asked)


def _sections(version: PolicyVersion, language: str) -> dict[str, prose.PageSection]:
    return {section.anchor: section for section in prose.page(version, language).sections}


def _compared(old: prose.PageSection | None, new: prose.PageSection | None) -> ComparedSection:
    shown = new or old
    assert shown is not None
    return ComparedSection(
        anchor=shown.anchor,
        number=shown.number,
        title=shown.title,
        old_title=(old or shown).title,
        rows=tuple(_rows(_lines(old), _lines(new))),
        only="" if old and new else "new" if new else "old",
    )


def _lines(section: prose.PageSection | None) -> list[Line]:
    return [line for block in section.blocks for line in _of_block(block)] if section else []


def _of_block(block: prose.Block) -> Iterator[Line]:
    yield from lines(block.markdown)
    note = standing_note(block.standing)
    if note:
        yield Line(Kind.NOTE, (Cell(note),))


def _rows(old: Sequence[Line], new: Sequence[Line]) -> Iterator[Row]:
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            yield from (Row(_whole(line), _whole(line), changed=False) for line in old[start:end])
        else:
            yield from (_row(*pair) for pair in _paired(old[start:end], new[new_start:new_end]))


def _paired(old: Sequence[Line], new: Sequence[Line]) -> Iterator[tuple[Line | None, Line | None]]:
    """Lines in the order of both sides, each beside the one it became where one is alike enough."""
    used = 0
    for line in new:
        likeness = [(_likeness(other, line), -index) for index, other in enumerate(old[used:], used)]
        best, index = max(likeness, default=(0.0, 0))
        if best < ALIKE:
            yield None, line
            continue
        yield from ((other, None) for other in old[used:-index])
        yield old[-index], line
        used = -index + 1
    yield from ((other, None) for other in old[used:])


def _likeness(old: Line, new: Line) -> float:
    if old.kind is not new.kind:
        return 0.0
    return difflib.SequenceMatcher(None, old.text.split(), new.text.split(), autojunk=False).ratio() or _by_letters(
        old, new
    )


def _by_letters(old: Line, new: Line) -> float:
    """For scripts that write no spaces."""
    return difflib.SequenceMatcher(None, old.text, new.text, autojunk=False).ratio()


def _row(old: Line | None, new: Line | None) -> Row:
    if old is None or new is None:
        return Row(_whole(old, changed=True), _whole(new, changed=True), changed=True)
    pairs = [_pieces(was, is_) for was, is_ in zip_longest(old.cells, new.cells, fillvalue=Cell(""))]
    return Row(
        Side(old.kind, tuple(was for was, _ in pairs)), Side(new.kind, tuple(is_ for _, is_ in pairs)), changed=True
    )


def _whole(line: Line | None, *, changed: bool = False) -> Side | None:
    if line is None:
        return None
    return Side(line.kind, tuple(Piece(cell.heading, (Run(cell.text, changed),)) for cell in line.cells))


def _pieces(old: Cell, new: Cell) -> tuple[Piece, Piece]:
    found = spans(old.text, new.text)
    return Piece(old.heading, _runs(found, "removed")), Piece(new.heading, _runs(found, "added"))


def _runs(found: Sequence[Span], kind: str) -> tuple[Run, ...]:
    """One side's words; a space between two changed words belongs to the change."""
    own = [Run(span.text, span.kind == kind) for span in found if span.kind in ("kept", kind)]
    joined: list[Run] = []
    for index, run in enumerate(own):
        between = (
            not run.text.strip() and 0 < index < len(own) - 1 and own[index - 1].changed and own[index + 1].changed
        )
        changed = run.changed or between
        if joined and joined[-1].changed == changed:
            joined[-1] = Run(joined[-1].text + run.text, changed)
        else:
            joined.append(Run(run.text, changed))
    return tuple(joined)
