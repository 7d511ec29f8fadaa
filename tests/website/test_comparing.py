"""Two versions side by side, as people read them (ledger 16.1)."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avowal.policy.model import PolicyVersion
from avowal.policy.prose import LanguageNotOffered
from avowal.website.privacy.comparing import _rows, compare_pages, language_of_both
from avowal.website.privacy.plain_text import Cell, Kind, Line, lines, plain


def version(number, policy):
    return PolicyVersion(number, "", date(2026, 11, number), policy)


def side(found):
    return "".join(run.text for piece in found.pieces for run in piece.runs) if found else None


def changed(found):
    return [run.text for piece in found.pieces for run in piece.runs if run.changed]


def paragraphs(*texts):
    return [Line(Kind.PARAGRAPH, (Cell(text),)) for text in texts]


def test_same_policy_has_no_changed_section(policy):
    sections = compare_pages(version(1, policy), version(1, policy), "en")

    assert [section.anchor for section in sections] == list(policy.sections)
    assert not any(section.changed for section in sections)


def test_a_sentence_that_was_changed_stands_beside_the_one_it_was():
    old, new = paragraphs("We keep it for 30 days.", "Ask us."), paragraphs("We keep it for 60 days.", "Ask us.")
    first, second = _rows(old, new)

    assert (changed(first.old), changed(first.new)) == (["30"], ["60"])
    assert not second.changed


def test_neighbouring_changed_words_make_one_mark():
    (row,) = _rows(paragraphs("We never sell your data to anyone."), paragraphs("We gladly rent your data to anyone."))

    assert (changed(row.old), changed(row.new)) == (["never sell"], ["gladly rent"])


def test_what_came_and_went_stands_alone():
    old = paragraphs("One stays.", "This sentence goes away.")
    new = paragraphs("Entirely different words are here now.", "One stays.")

    rows = [(side(row.old), side(row.new)) for row in _rows(old, new)]
    assert rows == [
        (None, "Entirely different words are here now."),
        ("One stays.", "One stays."),
        ("This sentence goes away.", None),
    ]


def test_scripts_without_spaces_are_compared_by_their_letters():
    (row,) = _rows(paragraphs("我們保留三十天。"), paragraphs("我們保留六十天。"))

    assert (changed(row.old), changed(row.new)) == (["三"], ["六"])


LINES = st.lists(st.text("ab c", min_size=1, max_size=12).filter(str.strip), max_size=6)


@settings(max_examples=50, deadline=None)
@given(LINES, LINES)
def test_nothing_that_either_version_says_is_lost_and_the_order_stays(old, new):
    rows = list(_rows(paragraphs(*old), paragraphs(*new)))

    assert [side(row.old) for row in rows if row.old] == old
    assert [side(row.new) for row in rows if row.new] == new
    assert all(row.changed or side(row.old) == side(row.new) for row in rows)


def test_rows_of_a_table_carry_their_headings_and_links_only_their_words():
    table = "| Name | Kept for |\n| --- | --- |\n| *Weblog* | [13 months](/x/) |"

    assert lines(table) == [Line(Kind.ROW, (Cell("Weblog", "Name"), Cell("13 months", "Kept for")))]
    assert plain("- One\n- Two & <b>three</b>") == "One Two & <b>three</b>"


def test_a_language_that_both_versions_have_is_chosen(policy):
    fewer = replace(policy, wording=type(policy.wording)((("en", policy.wording["en"]),)))

    assert language_of_both(version(1, policy), version(2, policy), "es") == "es"
    assert language_of_both(version(1, fewer), version(2, policy), "es") == "en"
    none = replace(policy, wording=type(policy.wording)(()))
    with pytest.raises(LanguageNotOffered):
        language_of_both(version(1, none), version(2, policy), "es")


def test_a_section_of_one_version_only_is_said_to_be(policy):
    fewer = replace(
        policy, sections=type(policy.sections)((key, one) for key, one in policy.sections.items() if key != "links")
    )

    gone = compare_pages(version(1, policy), version(2, fewer), "en")[-1]
    come = next(one for one in compare_pages(version(1, fewer), version(2, policy), "en") if one.anchor == "links")
    assert (gone.anchor, gone.only, come.only) == ("links", "old", "new")
