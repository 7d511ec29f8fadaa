"""What was written reads as it was meant, whatever it says (0.2)."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avowal.config import SAMPLE
from avowal.policy.catalogue import Catalogue
from avowal.policy.model import Statement, WordedSection, Wording
from avowal.policy.wording import NotWritable, read_wording, replace_section, write_section, write_wording

WORDS = st.lists(
    st.text(st.characters(exclude_categories=("Zs", "Zl", "Zp", "Cc", "Cs")), min_size=1, max_size=8),
    min_size=1,
    max_size=6,
).map(" ".join)
PROMISES = st.lists(st.from_regex(r"[0-9A-Z]{1,2}\.[0-9]{1,2}", fullmatch=True), max_size=3).map(tuple)
STATEMENTS = st.builds(
    lambda promises, bullet, text: Statement(("- " if bullet else "") + "So " + text, promises),
    PROMISES,
    st.booleans(),
    WORDS,
)
KEYS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,12}", fullmatch=True)
ANCHORS = st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True)
LABELS = WORDS.filter(lambda text: text not in ("null", "~"))


def catalogue(values: st.SearchStrategy[object], keys: st.SearchStrategy[str] = KEYS) -> st.SearchStrategy[object]:
    return st.dictionaries(keys, values, max_size=4).map(lambda found: Catalogue(found.items()))


SECTIONS = st.builds(WordedSection, WORDS, st.lists(STATEMENTS, max_size=5).map(tuple))
WORDINGS = st.builds(
    Wording,
    title=LABELS,
    origin=st.sampled_from(["human", "machine"]),
    sections=catalogue(SECTIONS, ANCHORS),
    labels=catalogue(LABELS),
    reviewer=st.none() | LABELS,
    qualification=st.none() | LABELS,
    sources=catalogue(st.from_regex(r"[0-9a-f]{16}", fullmatch=True)),
)


def read(text: str) -> Wording:
    problems: list[object] = []
    wording = read_wording(text, "wording/en.md", problems, {})  # type: ignore[arg-type]
    assert problems == []
    assert wording is not None
    return wording


@given(WORDINGS)
@settings(max_examples=25, deadline=None)
def test_0_2_what_was_written_reads_as_it_was_meant(wording: Wording) -> None:
    assert read(write_wording(wording)) == wording


@pytest.mark.parametrize("language", ["en", "es"])
def test_0_2_writing_the_sample_anew_changes_nothing_but_layout(language: str) -> None:
    text = (SAMPLE / "policy" / "wording" / f"{language}.md").read_text(encoding="utf-8")
    wording = read(text)

    written = write_wording(wording)

    assert read(written) == wording
    body, before = written.split("\n---\n", 1)[1], text.split("\n---\n", 1)[1]
    assert body.split() == before.split(), "words of the page were lost, gained or moved"


@given(SECTIONS, st.sampled_from(["scope", "weblogs", "a-new-one"]))
@settings(max_examples=25, deadline=None)
def test_0_2_replacing_a_section_leaves_every_other_byte(section: WordedSection, anchor: str) -> None:
    text = (SAMPLE / "policy" / "wording" / "en.md").read_text(encoding="utf-8")
    before = read(text)

    after_text = replace_section(text, anchor, section)

    after = read(after_text)
    assert dict(after.sections) == {**before.sections, anchor: section}
    assert dataclasses.replace(after, sections=before.sections) == before
    was, is_ = text.splitlines(), after_text.splitlines()
    kept = [line for line in was if line in set(is_)]
    others = [write_section(key, found).splitlines() for key, found in before.sections.items() if key != anchor]
    assert all(line in kept for lines in others for line in lines)


@pytest.mark.parametrize(
    "statement",
    [
        Statement(""),
        Statement("one\ntwo"),
        Statement("one\n\ntwo"),
        Statement("## Another heading {#other}"),
        Statement("# One"),
        Statement("[3.1] a marker typed into the text"),
        Statement("- "),
        Statement(" leading space"),
    ],
)
def test_0_2_what_the_file_cannot_say_is_refused(statement: Statement) -> None:
    with pytest.raises(NotWritable):
        write_section("scope", WordedSection("Scope", (statement,)))


@pytest.mark.parametrize("title", ["", "two\nlines", "two\n\nblocks"])
def test_0_2_a_heading_of_no_words_or_of_several_lines_is_refused(title: str) -> None:
    with pytest.raises(NotWritable):
        write_section("scope", WordedSection(title, ()))


def test_0_2_a_title_that_yaml_would_read_otherwise_is_quoted() -> None:
    wording = Wording("No: never # a comment", "human", Catalogue(), Catalogue([("data.day", "no")]))

    text = write_wording(wording)

    assert 'title: "No: never # a comment"' in text
    assert 'data.day: "no"' in text
    assert read(text) == wording
