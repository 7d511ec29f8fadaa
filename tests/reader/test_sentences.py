"""Sentences end where they end, and a negation reaches as far as its clause."""

import pytest

from avowal.reader.document import document
from avowal.reader.sentences import plain, sections_and_sentences, split


def only(text):
    _sections, groups = sections_and_sentences(document(f"# T\n\n{text}", "p.md").blocks, "p.md")
    return groups[0][0]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("We keep it. You may ask.", 2),
        ("We use tools (e.g. Some Tool) daily.", 1),
        ("Write to 1200 W. Seventh Street. Thank you.", 2),
        ("Reef Inc. Keeps no data.", 1),
        ("L.A. Dental keeps it.", 1),
        ("We do not control them; they may set cookies.", 2),
        ("Why? Because!", 2),
    ],
)
def test_sentences_end_where_they_end(text, count):
    assert len(list(split(text))) == count


@pytest.mark.parametrize(
    ("text", "denied", "affirmed"),
    [
        ("We do not sell or rent your data, but we share it.", {"sell"}, {"share"}),
        ("We do not collect your name unless you give it.", {"collect"}, {"give"}),
        ("We collect no names.", {"collect"}, set()),
        ("Nothing is sold.", {"sell"}, set()),
        ("We never use spyware.", {"spyware"}, set()),
        ("We do not only collect it, we sell it.", set(), {"collect", "sell"}),
        ("If you do not want cookies, your browser can refuse them.", {"cookie"}, {"refuse"}),
        ("We don't sell it, and we delete it.", {"sell"}, {"delete"}),
    ],
)
def test_a_negation_reaches_its_clause(text, denied, affirmed):
    sentence = only(text)

    assert denied <= sentence.denied
    assert not denied & sentence.affirmed
    assert affirmed <= sentence.affirmed


def test_to_add_is_no_advertisement():
    assert "ad" not in only("You may add a picture.").signs
    assert "ad" in only("We show ads.").signs


def test_an_item_is_read_with_the_sentence_that_opens_its_list():
    _sections, groups = sections_and_sentences(
        document("# T\n\nWe use data to:\n\n* fix faults\n", "p.md").blocks, "p.md"
    )

    assert groups[1][0].intro is groups[0][0]


def test_sections_have_unique_anchors_and_their_printed_numbers():
    text = "# T\n\nA.\n\n## 1. Data\n\nB.\n\n## 2. Data\n\nC.\n"
    sections, _groups = sections_and_sentences(document(text, "p.md").blocks, "p.md")

    assert [(one.number, one.anchor) for one in sections] == [("", "t"), ("1", "data"), ("2", "data-2")]


def test_plain_words_have_no_addresses_and_no_emphasis():
    assert plain("See **our** [terms *here*](https://x.example/a_(b)) now") == "See our terms here now"


@pytest.mark.parametrize(
    ("before", "opens"),
    [
        ("Who else gets it?", True),
        ("We give it to", True),
        ("We give it to:", True),
        ("The firms below get it.", True),
        ("We like lists.", False),
    ],
)
def test_a_paragraph_opens_the_list_after_it_unless_it_ends_by_itself(before, opens):
    _sections, groups = sections_and_sentences(document(f"# T\n\n{before}\n\n- couriers\n", "p.md").blocks, "p.md")

    assert (groups[1][0].intro is not None) is opens


def test_whose_something_is_counts_as_the_one_named():
    assert "child" in only("A minor's name is not shown.").signs
    assert "vendor" in only("Our courier's van is green.").signs
