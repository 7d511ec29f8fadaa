"""Rules: which signs together make a sentence state a row of the ledger, or speak of a practice.

A rule is a line `row: term term …`; several lines for one row are alternatives. All terms must hold. A term is one
sign of `signs` or feature of `features`, or several parted by `/` of which one is enough:

- `x` it stands in the sentence or in what opens its list
- `+x` it stands there and is not negated; `-x` it is negated
- `@x` it may also stand in the heading, or in an earlier sentence to which this one points back
- `#x` it stands in the heading
- `!` before a term: none of it holds
- a `?` before the row says that the rule is a guess
"""

from __future__ import annotations

from dataclasses import dataclass

from avowal.reader.features import Featured


@dataclass(frozen=True)
class Match:
    """How well a rule fits: `near` unless it needs what only an earlier sentence says."""

    rule: str
    near: bool
    guess: bool


@dataclass(frozen=True)
class _Term:
    absent: bool
    choices: tuple[tuple[str, str], ...]  # mark, name

    def fits(self, sentence: Featured) -> bool | None:
        """True where it holds near, False where only an earlier sentence makes it hold, None where it does not."""
        far = False
        for mark, name in self.choices:
            if _holds(mark, name, sentence):
                return None if self.absent else True
            far = far or (mark == "@" and name in sentence.earlier)
        if self.absent:
            return None if far else True
        return False if far else None


def _holds(mark: str, name: str, sentence: Featured) -> bool:
    if mark == "+":
        return name in sentence.affirmed
    if mark == "-":
        return name in sentence.denied
    if mark == "#":
        return name in sentence.heading
    return name in sentence.here or (mark == "@" and name in sentence.context)


@dataclass(frozen=True)
class Rule:
    name: str
    text: str
    terms: tuple[_Term, ...]
    guess: bool
    needs: frozenset[str]  # what must stand in the sentence itself, whatever else: most rules end there

    def match(self, sentence: Featured) -> Match | None:
        """How this rule fits, or None."""
        if not self.needs <= sentence.here:
            return None
        near = True
        for term in self.terms:
            fits = term.fits(sentence)
            if fits is None:
                return None
            near = near and fits
        return Match(self.text, near, self.guess)


def parse(text: str) -> tuple[Rule, ...]:
    """Rules from lines; a line that is empty or begins with `;` says nothing."""
    rules = []
    for line in text.strip().splitlines():
        if line.strip() and not line.startswith(";"):
            name, _, terms = line.partition(":")
            whole = " ".join(line.split())
            parsed = tuple(map(_term, terms.split()))
            rules.append(Rule(name.removeprefix("?").strip(), whole, parsed, name.startswith("?"), _needs(parsed)))
    return tuple(rules)


def _needs(terms: tuple[_Term, ...]) -> frozenset[str]:
    alone = (term.choices[0] for term in terms if not term.absent and len(term.choices) == 1)
    return frozenset(name for mark, name in alone if mark not in ("@", "#"))


def _term(text: str) -> _Term:
    choices = text.removeprefix("!").split("/")
    return _Term(text.startswith("!"), tuple((_mark(choice), choice.lstrip("+-@#")) for choice in choices))


def _mark(choice: str) -> str:
    return choice[0] if choice[0] in "+-@#" else ""
