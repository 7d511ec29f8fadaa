"""What a sentence leaves to its neighbours: who “they” are, what “this information” is, which terms were defined."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from avowal.policy.companies import Companies, introduced
from avowal.policy.lexicon import Hit, Kind
from avowal.policy.regions import Sentence, sentence_of

_DEFINED = re.compile(r"\(\s*(?:collectively|together|the|each)?,?\s*[\"“'‘](?P<terms>[^)]{1,80})[\"”'’]\s*\)")
_TERM = re.compile(r"[\"“‘'](?P<term>[A-Z][\w -]*|we|us|our)[,.]?[\"”’']")
_CARRIED = (Kind.ELEMENT, Kind.MEANS, Kind.RECIPIENT)
_LOOK_BACK = 120
"""Characters before a definition in which what it defines must stand."""
_NEAR = 8


@dataclass(frozen=True)
class Context:
    """What the sentences before, and the section's title, are about.

    `names` are what the plan calls itself, `companies` others that were named so far; `defined` maps a defined term to
    the concepts it was defined by; `actor` is who “we” is: the plan, or the plan and its vendors where the text says
    so.
    """

    title: str = ""
    elements: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    means: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    defined: tuple[tuple[str, tuple[str, ...]], ...] = ()
    actor: str = "plan"
    companies: Companies = ()

    @classmethod
    def of_section(cls, title: str, before: Context | None = None) -> Context:
        """The context at the head of a section: its title, and what was defined before it."""
        head = replace(before or cls(), title=title, elements=(), topic=(), means=(), others=()).following(title)
        return replace(head, topic=head.elements)

    def following(self, text: str) -> Context:
        """The context after the sentence `text`."""
        known = self.meeting(text)
        sentence = known.sentence(text)
        found = {kind: names_of(hit for hit in sentence.hits if hit.kind is kind) for kind in _CARRIED}
        defined, actor = self._definitions(text)
        return replace(
            known,
            elements=self._about(found[Kind.ELEMENT]),
            means=found[Kind.MEANS] or self.means,
            others=found[Kind.RECIPIENT] or self.others,
            defined=defined,
            actor=actor,
        )

    def sentence(self, text: str) -> Sentence:
        """`text` read in this context."""
        return sentence_of(text, self.names, tuple(each for each in self.companies if each[0] in text))

    def meeting(self, text: str) -> Context:
        """The context with the companies that `text` introduces."""
        new = introduced(text, self.names)
        return replace(self, companies=tuple({**dict(new), **dict(self.companies)}.items())) if new else self

    def _about(self, named: tuple[str, ...]) -> tuple[str, ...]:
        """“Data” in a section about anonymous data is the section's topic; other words stand for themselves."""
        if not named:
            return self.elements
        return self.topic if set(named) == {"information"} and self.topic else named

    def _definitions(self, text: str) -> tuple[tuple[tuple[str, tuple[str, ...]], ...], str]:
        """Terms that `text` defines in brackets, and whom “we” means: “… or its vendors (“we”)”."""
        defined, actor = dict(self.defined), self.actor
        for found in _DEFINED.finditer(text):
            near = _last(self.sentence(text[: found.start()][-_LOOK_BACK:]))
            for term in _TERM.finditer(f"“{found['terms']}”"):
                if term["term"] in ("we", "us", "our") and any(hit.concept == "vendor" for hit in near):
                    actor = "plan_and_vendors"
                elif elements := names_of(hit for hit in near if hit.kind is Kind.ELEMENT):
                    defined[term["term"]] = elements
        return tuple(defined.items()), actor


def names_of(found: Iterable[Hit]) -> tuple[str, ...]:
    """The concepts of some hits, each once."""
    return tuple(dict.fromkeys(hit.concept for hit in found))


def _last(sentence: Sentence) -> list[Hit]:
    return [hit for hit in sentence.hits if hit.end >= len(sentence.words) - _NEAR]
