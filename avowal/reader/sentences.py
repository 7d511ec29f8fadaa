"""The policy's sentences, each with its section, its place, what it hangs on, and which of its words are negated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from avowal.policy.lexicon import Hit, Word, hits
from avowal.policy.problems import Place
from avowal.reader.blocks import Block, Kind
from avowal.reader.recognising import found_in, reduced

_LINK = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*\)")
_EMPHASIS = re.compile(r"(?<!\\)\*{1,2}")
_ESCAPED = re.compile(r"\\([\\*<`\[\]])")
_END = re.compile(
    r"(?:[.?!][\"”’')*\]]*(?P<gap>\s+)(?=[\"“‘'(\[*]*[A-Z0-9])"
    r"|;(?P<pause>\s+)(?=(?:we|they|you|it|he|she|beyond|their|our)\b))"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Za-z]\.)+|\b(?:e\.g|i\.e|etc|inc|ltd|co|corp|st|ste|ave|no|mr|mrs|ms|dr|jr|sr|vs|approx|dept|sec)\.)$",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[a-z0-9]+(?:'[a-z]+)?(?:@[a-z0-9.-]+)?|[,;:.!?()—–]", re.IGNORECASE)
_SAME_WORD = ((re.compile(r"\be-mail", re.IGNORECASE), "email"), (re.compile(r"[‘’`]"), "'"))
_NEGATORS = frozenset(
    [
        "not",
        "never",
        "no",
        "neither",
        "nor",
        "cannot",
        "none",
        "nothing",
        "nobody",
        "without",
        "refuse",
        "refrain",
        "forbid",
    ]
)
_BREAKS = frozenset(
    [
        ";",
        ":",
        ".",
        "!",
        "?",
        "(",
        "—",
        "–",
        "but",
        "however",
        "unless",
        "except",
        "instead",
        "although",
        "while",
        "because",
        "whereas",
        "until",
        "than",
        "apart",
    ]
)
_SUBJECTS = frozenset(["we", "they", "you", "it", "our", "this", "these", "your", "he", "she"])
_JOINERS = frozenset({",", "and"})
_REACH_BACK = frozenset(["no", "nothing", "none", "nobody"])
_NOT_REALLY = ("only", "limited", "hesitate", "just", "necessarily", "merely")
_POINTS_BACK = frozenset(["they", "them", "it", "its", "their", "these", "this", "those", "such", "that"])


@dataclass(frozen=True)
class Section:
    """A heading and its place; `number` as printed; `anchor` is unique in the policy."""

    anchor: str
    number: str
    title: str
    level: int
    line: int


@dataclass(frozen=True)
class Sentence:
    """`intro` is the sentence that opens the list it stands in; `before` the earlier ones of its paragraph."""

    markdown: str
    section: Section
    place: Place
    block: Block
    intro: Sentence | None = None
    before: tuple[Sentence, ...] = ()

    @cached_property
    def text(self) -> str:
        return plain(self.markdown)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return words_of(self.text)

    @cached_property
    def hits(self) -> tuple[Hit, ...]:
        """What the policy's lexicon finds in it."""
        return hits(self.words)

    @cached_property
    def negated(self) -> frozenset[int]:
        """Positions of the words that a negation reaches."""
        return frozenset(_negated([word.text for word in self.words]))

    @cached_property
    def _found(self) -> tuple[tuple[str, int], ...]:
        return tuple(found_in(self.words))

    @cached_property
    def signs(self) -> frozenset[str]:
        """The signs that stand in it."""
        return frozenset(sign for sign, _at in self._found)

    @cached_property
    def affirmed(self) -> frozenset[str]:
        return frozenset(sign for sign, at in self._found if at not in self.negated)

    @cached_property
    def denied(self) -> frozenset[str]:
        return frozenset(sign for sign, at in self._found if at in self.negated)

    @cached_property
    def heading_signs(self) -> frozenset[str]:
        return _signs_of(self.section.title)

    @cached_property
    def context(self) -> frozenset[str]:
        """Signs of the heading and of the list's opening."""
        return self.heading_signs | (self.intro.signs | self.intro.context if self.intro else frozenset())

    @cached_property
    def earlier(self) -> frozenset[str]:
        """Signs of the sentences before it in the paragraph, where it points back to them."""
        if not self.points_back:
            return frozenset()
        return frozenset(sign for earlier in self.before for sign in earlier.signs)

    @property
    def points_back(self) -> bool:
        """Whether it speaks of something that a sentence before it named."""
        return bool({word.text for word in self.words[:12]} & _POINTS_BACK)


@lru_cache(maxsize=512)
def _signs_of(title: str) -> frozenset[str]:
    return frozenset(sign for sign, _at in found_in(words_of(title)))


def plain(markdown: str) -> str:
    """Markdown without its links' addresses and its emphasis."""
    text = _EMPHASIS.sub("", _LINK.sub(r"\1", markdown))
    return " ".join(_ESCAPED.sub(r"\1", text).split())


def words_of(text: str) -> tuple[Word, ...]:
    """The words and the marks between them, hyphens parted."""
    for pattern, instead in _SAME_WORD:
        text = pattern.sub(instead, text)
    return tuple(Word(found, reduced(found)) for found in _TOKEN.findall(text.lower().replace("-", " ")))


def split(text: str) -> Iterator[str]:
    """The sentences of a paragraph; abbreviations and initials end none."""
    start = 0
    for found in _END.finditer(text):
        if found[0].startswith(";") or not _ABBREVIATION.search(text[start : found.start() + 1]):
            yield text[start : found.end()].strip()
            start = found.end()
    if text[start:].strip():
        yield text[start:].strip()


def sections_and_sentences(
    blocks: Sequence[Block], file: str
) -> tuple[tuple[Section, ...], tuple[tuple[Sentence, ...], ...]]:
    """Every section, and the sentences of each block under a heading, in order."""
    current = Section("introduction", "", "Introduction", 1, blocks[0].line if blocks else 1)
    sections: list[Section] = []
    groups: list[tuple[Sentence, ...]] = []
    taken: set[str] = set()
    intro: Sentence | None = None
    for block in blocks:
        if block.kind is Kind.HEADING:
            current = Section(anchor(block.text, taken), block.number, plain(block.markdown), block.level, block.line)
            sections.append(current)
            intro = None
            continue
        if not sections:
            taken.add(current.anchor)
            sections.append(current)
        found = _of_block(block, current, file, intro if block.kind in (Kind.ITEM, Kind.ROW) else None)
        groups.append(found)
        if block.kind is Kind.PARAGRAPH and found:
            intro = found[-1] if _opens_list(block.text.rstrip(), found[-1]) else None
    return tuple(sections), tuple(groups)


def _opens_list(text: str, last: Sentence) -> bool:
    """Whether a paragraph leads to the list after it: it does not end as a sentence does, or points there."""
    return not text.endswith((".", "!", ")", '"', "”")) or bool({"following", "follows", "below"} & _texts(last))


def _texts(sentence: Sentence) -> set[str]:
    return {word.text for word in sentence.words}


def _of_block(block: Block, section: Section, file: str, intro: Sentence | None) -> tuple[Sentence, ...]:
    found: list[Sentence] = []
    place = Place(file, block.line)
    for text in split(block.markdown.replace("\n", " ")):
        found.append(Sentence(text, section, place, block, intro, tuple(found)))
    return tuple(found)


def anchor(title: str, taken: set[str]) -> str:
    """A name for a section made of its title; unique among `taken`, which it joins."""
    base = re.sub(r"[^a-z0-9]+", "-", title.lower().replace("’", "").replace("'", "")).strip("-")[:40].strip("-")
    base = base if base[:1].isalpha() else f"section-{base}".rstrip("-")
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    taken.add(name)
    return name


def _negated(words: Sequence[str]) -> Iterator[int]:
    """Positions from each negation to the end of what it reaches: its clause, or the next subject."""
    active = False
    for at, word in enumerate(words):
        if word in _BREAKS or (
            word in _SUBJECTS and at and words[at - 1] in _JOINERS and not _still_listing(words[at : at + 3])
        ):
            active = False
        if word in _NEGATORS or word.endswith("n't"):
            active = not any(next_word in _NOT_REALLY for next_word in words[at + 1 : at + 3])
            if active and word in _REACH_BACK:  # “we set no cookies” denies the setting
                yield from _verb_before(words, at)
            continue
        if active:
            yield at


def _verb_before(words: Sequence[str], at: int) -> Iterator[int]:
    """The two words before a negated object, up to its clause's beginning or subject."""
    for before in range(at - 1, max(at - 3, -1), -1):
        if words[before] in _BREAKS or words[before] in _SUBJECTS or words[before] in _JOINERS:
            return
        yield before


def _still_listing(words: Sequence[str]) -> bool:
    """`your name, your address and your age` goes on; `…, your browser may` does not."""
    return words[:1] == ["your"] and not {"may", "can", "will", "should"} & set(words)
