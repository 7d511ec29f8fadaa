"""How a translation stands to its source: who made it, who reviewed it, and what has changed since (R60, R61).

A translation keeps the digest of each source section that it was made from. As soon as a word of the source changes,
its digest differs, and every translation of that section is stale until a translator has looked at it again.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum

from avowal.policy.catalogue import Catalogue
from avowal.policy.model import Policy, WordedSection, Wording

LABELS = "labels"
"""The key under which the digest of the source's names of things stands, beside the sections' anchors."""
DIGEST_LENGTH = 16
LABELLED = (
    "sites",
    "apps",
    "contacts",
    "data",
    "purposes",
    "collections",
    "cookies",
    "beacons",
    "recipients",
    "third_parties",
    "choices",
    "duties",
    "resources",
)
"""Parts of the policy whose entries have a name in each language."""
_SOURCES = re.compile(r"^sources:\n(?:[ \t]+.*\n)*", re.MULTILINE)
_FRONT = re.compile(r"\A---\n(?P<front>.*?)^---\n", re.DOTALL | re.MULTILINE)


class Origin(StrEnum):
    HUMAN = "human"
    MACHINE = "machine"


class NotATranslation(Exception):
    """The file is no wording with front matter, or the policy has no such language."""


@dataclass(frozen=True)
class TranslationState:
    """How one language's text stands; `stale` holds anchors of sections (and `labels`) older than their source."""

    language: str
    is_source: bool
    origin: str
    reviewer: str | None
    qualification: str | None
    stale: tuple[str, ...]

    @property
    def unreviewed(self) -> bool:
        """Machine text that no qualified translator has read (45 CFR 92.201(c)(3))."""
        return self.origin == Origin.MACHINE and self.reviewer is None


def state(policy: Policy, language: str) -> TranslationState:
    """How the text in `language` stands; KeyError when the policy has none."""
    wording = policy.wording[language]
    return TranslationState(
        language=language,
        is_source=language == policy.source_language,
        origin=wording.origin,
        reviewer=wording.reviewer,
        qualification=wording.qualification,
        stale=stale_sections(policy, language),
    )


def stale_sections(policy: Policy, language: str) -> tuple[str, ...]:
    """Anchors of the sections (and `labels`) whose source differs from what was translated, in the page's order."""
    if language == policy.source_language:
        return ()
    made_from = policy.wording[language].sources
    return tuple(key for key, digest in sources_of(policy).items() if made_from.get(key) != digest)


def sources_of(policy: Policy) -> Catalogue[str]:
    """The digest of each section of the source text by anchor, and of its names of things."""
    wording = policy.wording.get(policy.source_language)
    sections = wording.sections if wording else Catalogue[WordedSection]()
    digests = [(anchor, _digest_of_section(section)) for anchor, section in sections.items()]
    return Catalogue([*digests, (LABELS, _digest(_source_labels(policy, wording)))])


def label_keys(policy: Policy) -> tuple[str, ...]:
    """The dotted key of everything that has a name in each language."""
    return (
        *(f"{part}.{key}" for part in LABELLED for key in getattr(policy, part)),
        *(f"organisation.programs.{key}" for key in policy.organisation.programs),
        *(f"cookies.{key}.without" for key in policy.cookies),
        *(f"recipients.{key}.services" for key in policy.recipients),
        *(f"applicability.{key}.{field}" for key in policy.applicability for field in ("law", "reason")),
    )


def stamped(text: str, policy: Policy, language: str, anchors: tuple[str, ...] | None = None) -> str:
    """`text` of `wording/LANG.md` with the digests of the source as it stands now: a translator has looked at it.

    `anchors` names the sections that were looked at; all of them where it is None. Raises NotATranslation.
    """
    front = _FRONT.match(text)
    if front is None or language not in policy.wording or language == policy.source_language:
        raise NotATranslation(f"“{language}” is no translation of this policy.")
    known = policy.wording[language].sources
    digests = {
        key: digest if anchors is None or key in anchors else known.get(key, "")
        for key, digest in sources_of(policy).items()
    }
    lines = "".join(f'  {key}: "{digest}"\n' for key, digest in digests.items() if digest)
    kept = _SOURCES.sub("", front["front"])
    return f"---\n{kept}sources:\n{lines}---\n{text[front.end() :]}"


def _digest_of_section(section: WordedSection) -> str:
    return _digest([section.title, *(f"{' '.join(said.promises)} {said.text}" for said in section.statements)])


def _source_labels(policy: Policy, wording: Wording | None) -> list[str]:
    given = wording.labels if wording else Catalogue[str]()
    return [f"{key} {given.get(key) or _declared(policy, key)}" for key in label_keys(policy)]


def _declared(policy: Policy, key: str) -> str:
    value: object = policy
    for part in key.split("."):
        value = value[part] if isinstance(value, Catalogue) else getattr(value, part)
    return value if isinstance(value, str) else str(getattr(value, "label", ""))


def _digest(texts: list[str]) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:DIGEST_LENGTH]
