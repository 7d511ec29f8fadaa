"""What is wrong with a document's texts: what a notice must have (R15), and what a translation must share (R60 to R63).

Each finding is a sentence for the privacy office. Nothing here looks at style; a qualified translator does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from avowal.policy.model import Policy
from avowal.website.resources.documents import SOURCE, Document, Text
from avowal.website.resources.languages_spoken import is_written_in

PREFIX = "/resources/"
LEAST_LANGUAGES = 16
"""English and the fifteen most spoken by people of the state who speak little English (45 CFR 92.11)."""
_NUMBER = re.compile(r"\d+(?:-\d+)*")
_ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+\w|https?://\S+")
_ITEM, _HEADING = re.compile(r"(?m)^- "), re.compile(r"(?m)^#{2,4} ")


def problems(found: Mapping[str, Document], policy: Policy | None) -> Iterator[str]:
    """Everything wrong with the documents that `policy` lists."""
    for key, languages in declared(policy).items():
        if key not in found or SOURCE not in found[key].texts:
            yield f"The policy lists {PREFIX}{key}/, and there is no documents/{key}/{SOURCE}.md; write it."
            continue
        document = found[key]
        yield from _missing(document, languages)
        for text in document.texts.values():
            yield from about(document, text)


def declared(policy: Policy | None) -> dict[str, tuple[str, ...]]:
    """Key of each document that the policy lists → the languages it is promised in."""
    if policy is None:
        return {}
    return {
        one.path.removeprefix(PREFIX).strip("/"): one.languages
        for one in policy.resources.values()
        if one.path.startswith(PREFIX)
    }


def _missing(document: Document, languages: tuple[str, ...]) -> Iterator[str]:
    for language in languages:
        if language not in document.texts:
            yield f"documents/{document.key}/{language}.md is missing, in which language the policy lists it; write it."
    if document.together and len(document.texts) < LEAST_LANGUAGES:
        yield (
            f"documents/{document.key}/ has {len(document.texts)} languages; "
            f"the law asks for {LEAST_LANGUAGES} (45 CFR 92.11)."
        )


def about(document: Document, text: Text) -> Iterator[str]:
    """Everything wrong with one text."""
    where = f"documents/{document.key}/{text.language}.md"
    if not is_written_in(f"{text.title} {text.header} {text.body}", text.language):
        yield f"{where} is not written in the letters of its language; put the right text under this name."
    if "\N{REPLACEMENT CHARACTER}" in text.body + text.title:
        yield f"{where} holds letters that could not be read; save the file as UTF-8."
    if text.language != SOURCE:
        yield from _against(document.texts[SOURCE], text, where)


def _against(source: Text, text: Text, where: str) -> Iterator[str]:
    """What a translation does not share with its original."""
    if text.source != source.digest:
        yield f"{where} was made from another original; compare them, then write `source: {source.digest}`."
    for name in ("header", "effective", "rules"):
        if bool(getattr(source, name)) != bool(getattr(text, name)):
            yield f"{where} has no `{name}`, which the original has; add it."
    if text.effective != source.effective:
        yield f"{where} takes effect on another day than the original; write {source.effective}."
    for what, pattern in (("numbers", _NUMBER), ("addresses", _ADDRESS)):
        gone, more = _differs(pattern, source, text)
        if gone or more:
            told = [f"lacks {', '.join(gone)}"] * bool(gone) + [f"adds {', '.join(more)}"] * bool(more)
            yield f"{where} has other {what} than the original: it {' and '.join(told)}."
    for what, pattern in (("headings", _HEADING), ("entries of lists", _ITEM)):
        theirs, ours = (len(pattern.findall(one.body)) for one in (source, text))
        if theirs != ours:
            yield f"{where} has {ours} {what}, and the original has {theirs}; something is left out or added."


def _differs(pattern: re.Pattern[str], source: Text, text: Text) -> tuple[list[str], list[str]]:
    wanted, found = (Counter(pattern.findall(f"{one.header} {one.body}")) for one in (source, text))
    return sorted((wanted - found).keys()), sorted((found - wanted).keys())
