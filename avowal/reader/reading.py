"""A reading: everything found in one policy, each thing with the words it was read from and how sure it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from avowal.policy.assertions import Assertion, Certainty, Contradiction
from avowal.policy.contradictions import contradictions
from avowal.policy.hearing import Context, hear_all
from avowal.policy.ledger import LEDGER
from avowal.policy.problems import Place
from avowal.reader.blocks import Kind
from avowal.reader.document import document
from avowal.reader.facts import Facts, facts, organisation_of
from avowal.reader.features import Featured
from avowal.reader.locating import LeftOut, Located, locate
from avowal.reader.names import Named
from avowal.reader.practices import Practice, practices
from avowal.reader.rows import rules
from avowal.reader.rules import Match
from avowal.reader.sentences import Section, Sentence, sections_and_sentences
from avowal.reader.text import decode

LONGEST_HEARD = 400
"""Words; what is longer is a list without stops and not one thing said."""


@dataclass(frozen=True)
class Statement:
    """A row of the ledger that a sentence states, by which rule, and how sure that is."""

    row: str
    sentence: Sentence
    rule: str
    certainty: Certainty


@dataclass(frozen=True)
class Reading:
    """What one policy says. `groups` holds its sentences paragraph by paragraph."""

    name: str
    title: str
    lines: int
    sections: tuple[Section, ...]
    groups: tuple[tuple[Sentence, ...], ...]
    facts: Facts
    practices: tuple[Practice, ...]
    statements: tuple[Statement, ...]
    assertions: tuple[Assertion, ...]
    contradictions: tuple[Contradiction, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def rows(self) -> Mapping[str, Certainty]:
        """The rows stated, in the ledger's order; sure where one sentence is."""
        found: dict[str, Certainty] = {}
        for statement in self.statements:
            if found.get(statement.row) is not Certainty.SURE:
                found[statement.row] = statement.certainty
        return {row: found[row] for row in LEDGER if row in found}

    def stating(self, row: str) -> tuple[Statement, ...]:
        """The sentences that state `row`, sure ones first."""
        found = [statement for statement in self.statements if statement.row == row]
        return tuple(sorted(found, key=lambda statement: statement.certainty is not Certainty.SURE))


def read(source: bytes, name: str, charset: str = "") -> Reading:
    """Read a privacy policy; `name` is its file or address. Raises NotReadable, whose text says why."""
    file = name.rstrip("/").rsplit("/", 1)[-1] or name
    page = document(decode(source, charset), file)
    return read_located(locate(page), file, page.lines)


def read_located(located: Located, file: str, lines: int) -> Reading:
    """Read the policy that was found in a page of so many `lines`."""
    sections, groups = sections_and_sentences(located.blocks, file)
    sentences = [sentence for group in groups for sentence in group]
    named = organisation_of(located, sentences)
    featured = [Featured(sentence, _names(named)) for sentence in sentences]
    statements = _statements(featured)
    rows: dict[str, list[Sentence]] = {}
    for statement in statements:
        rows.setdefault(statement.row, []).append(statement.sentence)
    found = facts(located, sentences, rows, named)
    heard = _heard(groups, named)
    return Reading(
        name=file,
        title=located.title,
        lines=lines,
        sections=sections,
        groups=groups,
        facts=found,
        practices=practices(featured),
        statements=(*statements, *_of_documents(found, sections, file, located)),
        assertions=heard,
        contradictions=contradictions(heard),
        left_out=located.left_out,
    )


def _names(named: Named | None) -> tuple[str, ...]:
    return tuple(filter(None, (named.name, named.legal, *named.short))) if named else ()


def _statements(featured: Sequence[Featured]) -> tuple[Statement, ...]:
    found: list[Statement] = []
    for sentence in featured:
        best: dict[str, Match] = {}
        for rule in rules():
            if rule.name in best and best[rule.name].near and not best[rule.name].guess:
                continue
            match = rule.match(sentence)
            if match is not None:
                best[rule.name] = match
        found += [
            Statement(
                row,
                sentence.sentence,
                match.rule,
                Certainty.SURE if match.near and not match.guess else Certainty.UNSURE,
            )
            for row, match in best.items()
        ]
    return tuple(found)


def _of_documents(found: Facts, sections: Sequence[Section], file: str, located: Located) -> tuple[Statement, ...]:
    """R.1: one document in several languages beside the policy."""
    languages = {document.language for document in found.resources if document.language}
    if len(languages) < 2 or not sections:  # noqa: PLR2004 - several
        return ()
    first = found.resources[0]
    block = next(block for block in located.beside if block.line == first.line)
    section = replace(sections[-1], anchor="resources", number="", title="Resources")
    sentence = Sentence(block.markdown, section, Place(file, first.line), block)
    return (Statement("R.1", sentence, "R.1: documents in several languages", Certainty.SURE),)


def _heard(groups: Sequence[Sequence[Sentence]], named: Named | None) -> tuple[Assertion, ...]:
    """The assertions of every section, in order; a section's title and the terms defined before it are its context."""
    context = Context(names=_names(named))
    found: list[Assertion] = []
    title, texts = "", list[tuple[Place, str]]()
    for group in [*groups, ()]:
        heading = group[0].section.title if group else ""
        if texts and (not group or heading != title):
            context = Context.of_section(title, context)
            found += hear_all(texts, context)
            for _place, text in texts:
                context = context.following(text)
            texts = []
        title = heading
        for at, sentence in enumerate(group):
            if len(sentence.words) > LONGEST_HEARD:
                continue
            item = sentence.block.kind in (Kind.ITEM, Kind.ROW) and at == 0
            texts.append((sentence.place, f"- {sentence.text}" if item else sentence.text))
    return tuple(found)
