"""The small language of the rules: what a term asks, and that every word of every rule exists."""

import pytest
from test_sentences import only

from avowal.policy.ledger import LEDGER
from avowal.policy.lexicon import LONGEST
from avowal.reader import practices, rows
from avowal.reader.features import Featured
from avowal.reader.recognising import reduced, spellings
from avowal.reader.rules import parse
from avowal.reader.signs import signs

FEATURES = {"org", "has_email", "has_date", "host", "period"}
FEATURES |= {
    "under_18",
    "kind",
    "noted",
    "privacy_email",
    "law_asks",
    "law_lets",
    "volunteered",
    "consent",
    "parental",
    "knowingly",
    "their_cookie",
}
FEATURES |= {f"{name}{number}" for name in ("log", "usage", "given") for number in range(1, 9)}


def fits(rule, text):
    found = parse(f"x: {rule}")[0].match(Featured(only(text)))
    return None if found is None else found.near


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        ("sell", "We sell cookies.", True),
        ("sell", "We keep cookies.", None),
        ("sell/rights cookie", "We sell cookies.", True),
        ("-sell", "We never sell data.", True),
        ("-sell", "We sell data.", None),
        ("+sell", "We never sell data.", None),
        ("!cookie sell", "We sell cookies.", None),
        ("!-sell cookie", "We never sell cookies.", None),
        ("@beacon you", "They see you.", None),
    ],
)
def test_terms_ask_what_they_say(rule, text, expected):
    assert fits(rule, text) is expected


def test_what_only_an_earlier_sentence_says_is_less_sure():
    text = "# T\n\nBeacons are small. They tell us which pages you saw. We like tea.\n"
    from avowal.reader.document import document
    from avowal.reader.sentences import sections_and_sentences

    _first, second, third = sections_and_sentences(document(text, "p.md").blocks, "p.md")[1][0]
    rule = parse("x: @beacon we")[0]

    assert rule.match(Featured(second)).near is False
    assert rule.match(Featured(third)) is None  # it does not point back


def test_every_rule_names_a_row_that_words_can_state():
    assert {rule.name for rule in rows.rules()} == {row for row in LEDGER if not row.startswith(("H.", "R."))}


def test_every_word_of_every_rule_exists():
    known = set(signs()) | FEATURES
    for rule in (*rows.rules(), *practices._rules()):
        for term in rule.terms:
            assert {name for _mark, name in term.choices} <= known, rule.text


def test_every_sign_is_used_and_short():
    for sign, entries in signs().items():
        for entry in entries:
            assert all(len(phrase.split()) <= LONGEST for phrase in spellings(entry)), (sign, entry)


def test_no_entry_is_the_stem_of_a_word_that_means_nothing():
    """“note” and “not” have one stem; an entry that equals a small word would find it everywhere."""
    small = "the of to and a in is that for on with as be at by or are from an will can may not but has was no add"
    stems = {reduced(word): word for word in small.split()}
    single = {entry for entries in signs().values() for entry in entries if " " not in entry and "/" not in entry}

    assert {entry for entry in single if stems.get(reduced(entry), entry) != entry} == set()
