"""One section of the wording as a form: each statement a field of its own, its promises kept apart from its words."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

from avowal.policy import prose
from avowal.policy.catalogue import Catalogue
from avowal.policy.model import Policy, PolicyVersion, Statement, WordedSection
from avowal.policy.reading import Bundle
from avowal.policy.speaker import Speaker
from avowal.policy.wording import NotWritable, write_section
from avowal.website.office.policy_placeholders import without_unknown
from avowal.website.office.policy_saving import Rows
from avowal.website.privacy.prose_html import ShownSection, sections

BULLET = "- "
MOST_STATEMENTS = 80
_MOVE = re.compile(r"(?P<do>add|remove|up|down)-(?P<at>[0-9]{1,3})")
_NO_WORD = re.compile(r"#|-( |$)|\[[0-9A-Z]+\.[0-9]+(?: [0-9A-Z]+\.[0-9]+)*\](?: |$)")


@dataclass
class Typed:
    """One statement as it stands in the form; `said` is what it stood as before."""

    text: str
    is_item: bool = False
    promises: tuple[str, ...] = ()
    error: str = ""

    def statement(self) -> Statement:
        """What the file will hold; line breaks that were typed are spaces."""
        text = " ".join(self.text.split())
        return Statement(text if text.startswith(BULLET) or not self.is_item else BULLET + text, self.promises)


@dataclass
class SectionForm:
    """The heading and the statements of one section, in one language."""

    title: str
    statements: list[Typed]
    errors: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, section: WordedSection) -> SectionForm:
        """The form of a section as it stands."""
        return cls(section.title, [_typed(statement) for statement in section.statements])

    @classmethod
    def sent(cls, sent: QueryDict) -> SectionForm:
        """The form as a browser sends it."""
        count = int(sent.get("count", "0")) if sent.get("count", "0").isdecimal() else 0
        found = [
            Typed(
                sent.get(f"text-{number}", ""),
                f"item-{number}" in sent,
                tuple(dict.fromkeys(sent.getlist(f"promises-{number}"))),
            )
            for number in range(min(count, MOST_STATEMENTS))
        ]
        return cls(sent.get("title", ""), found)

    def rearrange(self, what: str) -> bool:
        """Carry out a button such as `up-3` (from 0); whether it was one."""
        asked = _MOVE.fullmatch(what)
        if asked is None:
            return False
        at, rows = int(asked["at"]), self.statements
        if asked["do"] == "add" and len(rows) < MOST_STATEMENTS:
            rows.insert(min(at, len(rows)), Typed(""))
        elif asked["do"] == "remove" and at < len(rows):
            del rows[at]
        elif asked["do"] in ("up", "down"):
            other = at - 1 if asked["do"] == "up" else at + 1
            if at < len(rows) and 0 <= other < len(rows):
                rows[at], rows[other] = rows[other], rows[at]
        return True

    def section(self) -> WordedSection:
        """What the form says, checked or not."""
        return WordedSection(" ".join(self.title.split()), tuple(typed.statement() for typed in self.statements))

    def is_valid(self, anchor: str) -> bool:
        """Whether the file can say it; otherwise each field's error tells why not."""
        if not self.title.strip():
            self.errors.append(_("Write a heading."))
        for typed in self.statements:
            typed.error = _trouble(typed)
        if not self.errors and not any(typed.error for typed in self.statements):
            try:
                write_section(anchor, self.section())
            except NotWritable:
                self.errors.append(_("The heading cannot be written down. Use words only."))
        return not self.errors and not any(typed.error for typed in self.statements)


def rows_of(section: WordedSection | None) -> Rows:
    """A section as rows of label and text, for telling one state from another and showing it."""
    if section is None:
        return ()
    said = (f"[{' '.join(one.promises)}] {one.text}" if one.promises else one.text for one in section.statements)
    numbered = ((_("Statement %(number)d") % {"number": number}, text) for number, text in enumerate(said, 1))
    return ((_("Heading"), section.title), *numbered)


def promises_for(policy: Policy, anchor: str, typed: Typed) -> list[tuple[str, bool]]:
    """The promises that a statement of this section can make, and whether it does."""
    own = [row for row, promise in policy.promises.items() if promise.section == anchor]
    return [(row, row in typed.promises) for row in dict.fromkeys([*own, *typed.promises])]


def preview(bundle: Bundle, language: str, anchor: str, section: WordedSection, day: date) -> ShownSection | None:
    """The section exactly as the public page makes it; None where the policy declares no such section."""
    policy = bundle.policy
    declared, wording = policy.sections.get(anchor), policy.wording.get(language)
    if declared is None or wording is None:
        return None
    speaker = Speaker(policy, language, 0, day)
    statements = tuple(
        Statement(without_unknown(speaker, one.text), tuple(row for row in one.promises if row in policy.promises))
        for one in section.statements
        if one.text.removeprefix(BULLET).strip()
    )
    shown = dataclasses.replace(wording, sections=Catalogue([(anchor, WordedSection(section.title, statements))]))
    alone = dataclasses.replace(
        policy,
        sections=Catalogue([(anchor, declared)]),
        wording=Catalogue({**policy.wording, language: shown}.items()),
    )
    made = sections(prose.page(PolicyVersion(0, "", day, alone), language))[0]
    return dataclasses.replace(made, number=_number(policy, anchor))


def _number(policy: Policy, anchor: str) -> str:
    numbered = [key for key, section in policy.sections.items() if section.numbered]
    return str(numbered.index(anchor) + 1) if anchor in numbered else ""


def _typed(statement: Statement) -> Typed:
    is_item = statement.text.startswith(BULLET)
    return Typed(statement.text.removeprefix(BULLET) if is_item else statement.text, is_item, statement.promises)


def _trouble(typed: Typed) -> str:
    text = " ".join(typed.text.split())
    if not text:
        return _("Write the statement, or remove it.")
    if _NO_WORD.match(text.removeprefix(BULLET)):
        return _("A statement begins with a word: not with “#”, “-” or a promise's number in brackets.")
    try:
        write_section("any", WordedSection("Any", (typed.statement(),)))
    except NotWritable:
        return _("This cannot be written down as one statement. Use words only.")
    return ""


def neighbours(policy: Policy, anchor: str) -> tuple[str | None, str | None]:
    """The sections before and after this one, in the page's order."""
    order: Sequence[str] = list(policy.sections)
    if anchor not in order:
        return None, None
    at = order.index(anchor)
    return (order[at - 1] if at else None), (order[at + 1] if at + 1 < len(order) else None)
