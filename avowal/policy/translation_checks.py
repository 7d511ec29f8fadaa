"""Holds each translation to its source: the same statements, markers, placeholders, links and numbers (R60–R63)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import zip_longest

from avowal.policy.model import Policy, Statement, Translations, Wording
from avowal.policy.placeholders import PLACEHOLDER
from avowal.policy.problems import Place, Problem
from avowal.policy.reading import Bundle
from avowal.policy.translations import label_keys, state
from avowal.policy.words import WORDS

_LINK = re.compile(r"\]\(([^)]*)\)")
_NUMBER = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]+")
_MOST = 0.5
"""A text is in a script when more than half of its letters are; names of laws and products stay Latin."""
_SAME_WORDS = 5
"""As many words standing as in the source are not a name: nobody has translated them."""
_ISOLATES, _EMBEDDINGS = ("\u2066\u2067\u2068", "\u2069"), ("\u202a\u202b\u202d\u202e", "\u202c")


def translation_problems(bundle: Bundle) -> Iterator[Problem]:
    """Every problem of the translations; none is about the source language."""
    policy = bundle.policy
    source = policy.wording.get(policy.source_language)
    for language in policy.languages:
        wording = policy.wording.get(language)
        if wording is None or source is None or language == policy.source_language:
            continue
        yield from _standing_problems(policy, language)
        yield from _alignment_problems(bundle, language, source, wording)
        yield from _label_problems(policy, language, source, wording)
        yield from _script_problems(language, wording)


def _standing_problems(policy: Policy, language: str) -> Iterator[Problem]:
    place, found = _file(language), state(policy, language)
    if found.reviewer and not found.qualification:
        yield Problem(place, "A reviewer is named without a qualification.", "Add “qualification:”.", "R.1")
    if policy.translations is not Translations.REQUIRE_REVIEW:
        return
    if found.unreviewed:
        hint = "Name the reviewer and the qualification, or write “translations: mark” in policy.yaml."
        yield Problem(place, "A machine made this text, and nobody has reviewed it.", hint)
    if found.stale:
        message = f"The source has changed since this was translated: {', '.join(found.stale)}."
        yield Problem(place, message, f"Mend it, then run `avowal policy translated BUNDLE {language}`.")


def _alignment_problems(bundle: Bundle, language: str, source: Wording, wording: Wording) -> Iterator[Problem]:
    for anchor in source.sections.keys() & wording.sections.keys():
        statements = source.sections[anchor].statements, wording.sections[anchor].statements
        if len(statements[0]) != len(statements[1]):
            message = (
                f"The section “{anchor}” has {len(statements[1])} statements; its source has {len(statements[0])}."
            )
            hint = "Give each paragraph and list item of the source one of its own, in the same order."
            yield Problem(bundle.place(f"wording.{language}.{anchor}"), message, hint)
            continue
        for index, (said, here) in enumerate(zip_longest(*statements)):
            place = bundle.place(f"wording.{language}.{anchor}.{index}")
            yield from (Problem(place, message, hint) for message, hint in _unlike(said, here, language))


def _unlike(source: Statement, here: Statement, language: str) -> Iterator[tuple[str, str]]:
    """What a translated statement says otherwise than its source, with what to do."""
    if source.promises != here.promises:
        yield (
            f"The statement makes the promises {_said(here.promises)}; its source makes {_said(source.promises)}.",
            "Use the source's markers.",
        )
    pairs = (
        ("placeholder", _placeholders(source.text), _placeholders(here.text)),
        ("link", _links(source.text), _links(here.text, f"/{language}/")),
        ("number", _numbers(source.text), _numbers(here.text)),
    )
    for what, wanted, found in pairs:
        if wanted != found:
            yield f"A {what} differs from the source: {_difference(wanted, found)}.", f"Use each {what} of the source."
    if source.text.startswith("- ") != here.text.startswith("- "):
        yield "A list item stands where the source has a paragraph, or the other way round.", "Use the source's form."
    if _is_the_same(source.text, here.text):
        yield "The statement stands in the source's language.", "Translate it."


def _label_problems(policy: Policy, language: str, source: Wording, wording: Wording) -> Iterator[Problem]:
    from avowal.policy.speaker import Speaker

    speaker = Speaker(policy, policy.source_language)
    for key in label_keys(policy):
        here = wording.labels.get(key)
        wanted = source.labels.get(key) or speaker.plain_name(key)
        if here is not None and _numbers(wanted) != _numbers(here):
            message = f"The numbers in the name of “{key}” differ from the source: “{here}” for “{wanted}”."
            yield Problem(_file(language), message, "Use the source's numbers.")


def _script_problems(language: str, wording: Wording) -> Iterator[Problem]:
    text = "\n".join(
        [section.title for section in wording.sections.values()]
        + [PLACEHOLDER.sub("", said.text) for section in wording.sections.values() for said in section.statements]
    )
    place = _file(language)
    if "\ufffd" in text or any(unicodedata.category(letter) == "Co" for letter in set(text)):
        yield Problem(place, "The text holds characters that could not be read.", "Save it as UTF-8 from its original.")
    for opening, closing in (_ISOLATES, _EMBEDDINGS):
        if sum(text.count(mark) for mark in opening) != text.count(closing):
            yield Problem(place, "A mark of writing direction is not closed.", "Close it, or leave it out.")
    yield from _not_in_language(language, text, place)


def _not_in_language(language: str, text: str, place: Place) -> Iterator[Problem]:
    """The text must be in the language's script, and hold more of its small words than of another's."""
    words = WORDS.get(language)
    if words is None or not _LETTERS.search(text):
        return
    letters = Counter("".join(_LETTERS.findall(text)))
    in_script = (count for letter, count in letters.items() if unicodedata.name(letter, "").startswith(words.script))
    share = sum(in_script) / letters.total()
    if share <= _MOST:
        yield Problem(place, f"Most of the text is not in the script of “{language}”.", "Is it the right file?")
        return
    found = _small_words(text)
    scores = {
        other: sum(found[word] for word in WORDS[other].small_words) for other in WORDS if WORDS[other].small_words
    }
    if words.small_words and scores[language] < max(scores.values()):
        likely = max(scores, key=lambda other: scores[other])
        yield Problem(place, f"The text reads like “{likely}”, not like “{language}”.", "Is it the right file?")


def _small_words(text: str) -> Counter[str]:
    """Words and single letters: in scripts without spaces, one letter is as good as a small word."""
    return Counter(_LETTERS.findall(text.casefold())) + Counter(text)


@lru_cache(maxsize=4096)  # a source's text is asked for once for each translation
def _placeholders(text: str) -> Counter[str]:
    return Counter(found["name"] for found in PLACEHOLDER.finditer(text))


@lru_cache(maxsize=4096)
def _links(text: str, own: str = "/") -> Counter[str]:
    """Targets of the links; a translation may lead to the same page in its `own` part of the site."""
    return Counter("/" + target.removeprefix(own).removeprefix("/") for target in _LINK.findall(text))


@lru_cache(maxsize=4096)
def _numbers(text: str) -> Counter[str]:
    return Counter(str(int(found)) for found in _NUMBER.findall(_LINK.sub("", PLACEHOLDER.sub("", text))))


def _difference(wanted: Counter[str], found: Counter[str]) -> str:
    missing, extra = sorted(wanted - found), sorted(found - wanted)
    told = [f"missing {', '.join(missing)}"] if missing else []
    return "; ".join(told + ([f"too many {', '.join(extra)}"] if extra else []))


def _is_the_same(source: str, here: str) -> bool:
    bare = PLACEHOLDER.sub("", source)
    return bare == PLACEHOLDER.sub("", here) and len(_LETTERS.findall(bare)) >= _SAME_WORDS


def _said(promises: tuple[str, ...]) -> str:
    return ", ".join(promises) or "none"


def _file(language: str) -> Place:
    return Place(f"wording/{language}.md", 1)
