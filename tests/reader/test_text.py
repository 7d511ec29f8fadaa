"""Bytes → text: a page with broken characters is read as it was meant, and what is no text is refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avowal.reader.problems import NotReadable
from avowal.reader.text import MAXIMUM_BYTES, decode, repair


@pytest.mark.parametrize(
    ("broken", "meant"),
    [
        ("donâ€™t", "don’t"),
        ("EnglishÂ version", "English version"),
        ("end.Â  Next", "end.  Next"),
        ("Â©2024", "©2024"),
        ("â€œwordâ€\x9d", "“word”"),
        ("caf\u00c3\u0192\u00c2\u00a9", "café"),  # encoded three times
        ("naïve café – fine", "naïve café – fine"),
        ("a\u200bb\u00a0c", "ab c"),
    ],
)
def test_characters_encoded_twice_are_mended_and_right_ones_stay(broken, meant):
    assert repair(broken) == meant


@settings(max_examples=50)
@given(st.text(alphabet="aé’“”–çñ ü©", max_size=30))
def test_what_was_encoded_twice_comes_back(text):
    twice = text.encode("utf-8").decode("latin-1")

    assert repair(twice) == repair(text)


def test_the_declared_character_set_is_used():
    page = "<html><head><meta charset='windows-1252'></head><p>don’t</p>".encode("cp1252")

    assert "don’t" in decode(page)


def test_what_the_sender_declares_comes_first():
    assert decode("приватность".encode("koi8-r"), "koi8-r") == "приватность"


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (b"  \n ", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "archive"),
        (b"abc\x00def", "binary"),
        (b"x" * (MAXIMUM_BYTES + 1), "larger"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(source, told):
    with pytest.raises(NotReadable, match=told):
        decode(source)
