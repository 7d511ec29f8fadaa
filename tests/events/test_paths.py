"""One spelling of a path for weblog, beacon and imported log, and no e-mail address in any (ledger 1.1, 2.1, 3.4)."""

from __future__ import annotations

import unicodedata
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avowal.events.paths import PATH_LIMIT, UNREADABLE, kept_path

MAILS = [
    "/u/jane.doe@mail.example/",
    "/reset/john%40mail.example",
    "/u/jane%2540x.com",
    "/u/jane%252525252540x.com",
    "/u/jane%2%35%34%30x.com",
    "/u/jane＠x.com",
    "/u/jane%EF%BC%A0x.com",
    "/u/jane﹫x.com",
    "/u/jane％40x.com",
    "/u/jane％２５４０x.com",
    "/u/jane@localhost",
    "/u/jane%20@%20x.com",
    "/u/jane\u200b@x.com",
    "/u/jane+news@x.com/edit?to=jane@x.com#jane@x.com",
    "/u/mailto:jane%40x.com%3Fjane@x.com",
    "/@jane@x.com",
]


@pytest.mark.parametrize("path", MAILS)
def test_1_1_no_spelling_of_an_e_mail_address_is_kept(path):
    kept = kept_path(path)

    assert "[e-mail]" in kept
    assert not any(part in kept for part in ("jane", "john", "x.com", "mail.example"))


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/es/información/", "/es/información/"),
        ("/es/informaci%C3%B3n/", "/es/información/"),
        ("/es/informacio\u0301n/", "/es/información/"),
        ("/maps/@37.8,-122.3", "/maps/@37.8,-122.3"),
        ("/100%", "/100%"),
        ("/100%25", "/100%"),
        ("/a%0D%0Ab%1B[31m", "/a%0D%0Ab%1B[31m"),
        ("/a\x1b[31m", "/a%1B[31m"),
        ("/a%E2%80%AEb", "/a%E2%80%AEb"),
        ("/a%3Fq=x", "/a"),
        ("/a%ff", "/a\ufffd"),
        ("", ""),
    ],
)
def test_2_1_a_path_has_one_spelling(path, kept):
    assert kept_path(path) == kept
    assert kept_path(kept) == kept


def test_what_is_encoded_in_itself_without_end_is_not_kept():
    nested = "%41"
    for _ in range(12):
        digit = nested.rindex("%") + 1
        nested = f"{nested[:digit]}%{ord(nested[digit]):02X}{nested[digit + 1 :]}"

    assert kept_path(f"/{nested}") == UNREADABLE


signs = st.text(st.sampled_from("/%@25４０％＠40 ae?#\x1b\u200bé\u0301\ufffd\U0001f600")) | st.text(
    st.characters(exclude_categories=["Cs"])
)
paths = st.one_of(signs, signs.map(quote)).map("/{}".format)


@given(paths)
def test_what_was_kept_gives_itself(path):
    assert kept_path(kept_path(path)) == kept_path(path)


@given(paths)
def test_encoded_once_or_twice_or_not_it_is_the_same_path(path):
    assert kept_path(path) == kept_path(quote(path)) == kept_path(quote(quote(path, safe=""), safe=""))


@given(st.text(max_size=3000))
def test_a_kept_path_is_bounded_and_quiet(path):
    kept = kept_path("/" + path)

    assert len(kept) <= PATH_LIMIT
    assert kept.encode()
    assert all(unicodedata.category(sign) not in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"} for sign in kept)
    assert not set(kept) & set("?#")


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), st.integers(0, 3), st.sampled_from("@＠﹫"))
def test_1_1_a_canary_never_survives(before, times, at):
    address = f"canary{at}mail.example"
    for _ in range(times):
        address = quote(address, safe="")

    kept = kept_path(f"/{before.replace('/', '')}{address}/end")

    assert "canary" not in kept
    assert "mail.example" not in kept
