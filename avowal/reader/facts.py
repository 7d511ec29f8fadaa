"""What the policy says of itself: who speaks, since when, on which sites, whom to ask, which documents go with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from avowal.policy.period import Period
from avowal.reader import dates, values
from avowal.reader.blocks import Block
from avowal.reader.contacts import Postal, emails, postal_addresses, telephones
from avowal.reader.locating import Located
from avowal.reader.names import Named, organisation
from avowal.reader.resources import Listed, listed
from avowal.reader.sentences import Sentence
from avowal.reader.values import HOST, PERIOD, count

_OPENING = 6
"""Sentences in which a policy says what it is about."""
_UPDATED = re.compile(
    r"\b(?:last\s+)?(?:updated?|revised|revision|modified|changed|amended|reviewed|version)\b", re.IGNORECASE
)
_EFFECTIVE = re.compile(
    r"\b(?:effective|in effect|takes effect|in force|as of|valid from|since|dated?)\b", re.IGNORECASE
)
_APP = re.compile(r"\b(?:the\s+)?([A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){0,3}\s+(?:[Aa]pp|[Mm]obile [Aa]pp))\b")
_KEEPS = re.compile(
    r"\b(?:keep|keeps|kept|retain\w*|retention|stor(?:e|ed|es|age)|delet\w*|purg\w*|eras\w*|hold|held|expire\w*|remain\w*|destroy\w*"
    r"|last|lasts|stay|stays|gone|remove[ds]?|wiped?|on file|hang on|bin|runs? out|thrown|shred\w*|overwrit\w*|laps\w+"
    r"|get rid|discard\w*|archive[ds]?|clear(?:ed|s)?)\b",
    re.IGNORECASE,
)
_LAWS = {
    "coppa": (
        r"Children['’]s Online Privacy Protection|\bCOPPA\b",
        "Children's Online Privacy Protection Rule (COPPA)",
    ),
    "hipaa": (r"\bHIPAA\b|Health Insurance Portability", "HIPAA Privacy, Security and Breach Notification Rules"),
    "gdpr": (r"\bGDPR\b|General Data Protection Regulation", "General Data Protection Regulation (GDPR)"),
    "ccpa": (r"\bCCPA\b|California Consumer Privacy", "California Consumer Privacy Act (CCPA)"),
    "caloppa": (r"\bCalOPPA\b|California Online Privacy Protection", "California Online Privacy Protection Act"),
    "shine_the_light": (r"Shine the Light|Civil Code (?:§ ?|[Ss]ection )?1798\.83", "California “Shine the Light” law"),
    "can_spam": (r"CAN-?SPAM", "CAN-SPAM Act"),
    "cmia": (
        r"\bCMIA\b|Confidentiality of Medical Information",
        "California Confidentiality of Medical Information Act",
    ),
    "global_privacy_control": (r"Global Privacy Control|\bGPC\b", "Global Privacy Control"),
}


@dataclass(frozen=True)
class Found:
    """A value and the words it was read from."""

    value: str
    words: str
    line: int


@dataclass(frozen=True)
class Reached:
    """A site that the policy covers: its host, and the same without or with `www.`."""

    host: str
    also: tuple[str, ...]
    words: str
    line: int


@dataclass(frozen=True)
class Retention:
    """A period that the policy states for keeping something."""

    period: Period
    sentence: Sentence


@dataclass(frozen=True)
class Facts:
    """What was found; what was not is None or empty."""

    organisation: Named | None
    updated: Found | None
    printed: dates.Printed | None
    sites: tuple[Reached, ...]
    apps: tuple[Found, ...]
    emails: tuple[Found, ...]
    telephones: tuple[Found, ...]
    addresses: tuple[Postal, ...]
    minimum_age: Found | None
    retention: tuple[Retention, ...]
    change_notice: Retention | None
    laws: tuple[Found, ...]
    resources: tuple[Listed, ...]
    beside_telephones: tuple[Found, ...]

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages of the documents beside the policy."""
        return tuple(dict.fromkeys(found.language for found in self.resources if found.language))


def organisation_of(located: Located, sentences: Sequence[Sentence]) -> Named | None:
    """Needed before the rules run, as they ask whether a sentence names it."""
    beside = [left.block.text.replace("\n", " ") for left in located.left_out if "©" in left.block.text]
    return organisation([sentence.text for sentence in sentences], located.title, beside)


def facts(
    located: Located, sentences: Sequence[Sentence], rows: dict[str, list[Sentence]], named: Named | None
) -> Facts:
    """`rows` maps ledger ids to the sentences that state them: where sites, ages and changes are told."""
    updated, printed = _updated(located, sentences)
    blocks = located.blocks
    return Facts(
        organisation=named,
        updated=updated,
        printed=printed,
        sites=tuple(_sites([*rows.get("0.4", ()), *rows.get("12.2", ()), *sentences[:_OPENING]])),
        apps=tuple(_apps(rows.get("0.4", ()))),
        emails=tuple(_emails(_contact_first(blocks, rows.get("15.1", ())))),
        telephones=tuple(_telephones(blocks)),
        addresses=tuple({str(found.address): found for found in postal_addresses(blocks)}.values()),
        minimum_age=_minimum_age([*rows.get("8.2", ()), *rows.get("8.1", ()), *rows.get("8.4", ())]),
        retention=tuple(_retention(sentences)),
        change_notice=next(iter(_periods(rows.get("16.1", ()))), None),
        laws=tuple(_laws(sentences)),
        resources=listed(located.beside),
        beside_telephones=tuple(_telephones([left.block for left in located.left_out])),
    )


def _updated(located: Located, sentences: Sequence[Sentence]) -> tuple[Found | None, dates.Printed | None]:
    """The date of the last change; else the date since which the policy holds; else the same beside the policy."""
    own = [(sentence.text, sentence.block.line) for sentence in sentences]
    beside = [(left.block.text.replace("\n", " "), left.block.line) for left in located.left_out]
    for lines, sign in ((own, _UPDATED), (own, _EFFECTIVE), (beside, _UPDATED)):
        for text, line in lines:
            at = sign.search(text)
            printed = dates.find(text[at.start() :]) or dates.find(text) if at and len(text.split()) <= 40 else None  # noqa: PLR2004
            if printed:
                return Found(str(printed), text, line), printed
    return None, None


def _sites(stating: Iterable[Sentence]) -> Iterator[Reached]:
    """Hosts that a sentence on the policy's reach names, in words or by a link; a bare domain goes with its `www.`."""
    found: dict[str, tuple[str, int]] = {}
    for sentence in stating:
        linked = " ".join(link.address for link in sentence.block.links if link.text and link.text in sentence.text)
        for host in HOST.findall(f"{sentence.text} {linked if HOST.search(sentence.text) else ''}"):
            found.setdefault(host.lower(), (sentence.text, sentence.block.line))
    for host, (words, line) in found.items():
        bare = host.removeprefix("www.")
        if host == bare and f"www.{bare}" in found:
            continue
        yield Reached(host, (bare,) if host != bare and bare in found else (), words, line)


def _apps(stating: Iterable[Sentence]) -> Iterator[Found]:
    for sentence in stating:
        for name in dict.fromkeys(_APP.findall(sentence.text)):
            if name.split()[0] not in ("The", "Our", "This", "Any", "Mobile"):
                yield Found(name, sentence.text, sentence.block.line)


def _contact_first(blocks: Sequence[Block], stating: Sequence[Sentence]) -> list[Block]:
    """The blocks that tell whom to ask, and those after them, before all others."""
    lines = [sentence.block.line for sentence in stating]
    near = [block for block in blocks if any(0 <= block.line - line <= 8 for line in lines)]  # noqa: PLR2004
    return [*near, *blocks]


def _emails(blocks: Iterable[Block]) -> Iterator[Found]:
    seen: set[str] = set()
    for block in blocks:
        for mail in emails(block.text, (link.address for link in block.links)):
            if mail not in seen:
                seen.add(mail)
                yield Found(mail, block.text, block.line)


def _telephones(blocks: Iterable[Block]) -> Iterator[Found]:
    seen: set[str] = set()
    for block in blocks:
        for number in telephones(block.text):
            if number not in seen:
                seen.add(number)
                yield Found(number, " ".join(block.text.split()), block.line)


def _minimum_age(stating: Sequence[Sentence]) -> Found | None:
    for sentence in stating:
        age = values.minimum_age(sentence.text)
        if age is not None:
            return Found(str(age), sentence.text, sentence.block.line)
    return None


def _retention(sentences: Sequence[Sentence]) -> Iterator[Retention]:
    yield from _periods(
        sentence
        for sentence in sentences
        if _KEEPS.search(sentence.text) and {"store", "retain", "delete", "weblog", "end", "later"} & sentence.signs
    )


def _periods(sentences: Iterable[Sentence]) -> Iterator[Retention]:
    for sentence in sentences:
        for found in PERIOD.finditer(sentence.text):
            number, unit = count(found["digits"] or found["count"]), found["unit"].lower()
            if unit == "week":
                number, unit = number * 7, "day"
            if number:
                yield Retention(Period(number, unit), sentence)


def _laws(sentences: Sequence[Sentence]) -> Iterator[Found]:
    for key, (pattern, _label) in _LAWS.items():
        for sentence in sentences:
            if re.search(pattern, sentence.text):
                yield Found(key, sentence.text, sentence.block.line)
                break


def law_label(key: str) -> str:
    """The law's name for the bundle."""
    return _LAWS[key][1]
