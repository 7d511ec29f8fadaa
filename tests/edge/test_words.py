"""What a client wrote is bounded and harmless before it is kept (R81, R105, ledger 1.1, 3.4)."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avowal.edge.words import PATH_LIMIT, kept_path, known_method, origin_of


@pytest.mark.parametrize(
    ("given_path", "kept"),
    [
        ("/members/", "/members/"),
        ("/find?condition=asthma", "/find"),
        ("/find#asthma", "/find"),
        ("/es/miembros/año", "/es/miembros/año"),
        ("/a\r\nb", "/a%0D%0Ab"),
        ("/a\x1b[31mb", "/a%1B[31mb"),
        ("/a\x00", "/a%00"),
        ("/a\u202eb\u2066", "/a%E2%80%AEb%E2%81%A6"),
        ("/a\u2028b", "/a%E2%80%A8b"),
        ("/a\ud800", "/a\ufffd"),
        ("/leave/ana@mail.example/now", "/leave/[e-mail]/now"),
        ("/leave/ana%40mail.example", "/leave/[e-mail]"),
        ("/u/jane%2540x.com", "/u/[e-mail]"),
        ("/u/jane＠x.com", "/u/[e-mail]"),
        ("/u/jane@localhost", "/u/[e-mail]"),
        ("/leave/ana%40mail.example%3Fwhy=x", "/leave/[e-mail]"),
        ("/a/" + "x" * 5000, "/a/" + "x" * (PATH_LIMIT - 3)),
    ],
)
def test_a_path_is_kept_without_query_controls_or_mail_address(given_path: str, kept: str) -> None:
    assert kept_path(given_path) == kept


@given(st.text(st.characters(), max_size=400))
def test_any_kept_path_is_one_quiet_line(path: str) -> None:
    kept = kept_path("/" + path)

    assert len(kept) <= PATH_LIMIT
    assert not {"?", "#"} & set(kept)
    assert all(unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} for sign in kept)
    assert json.dumps(kept).encode("utf-8")


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://search.example/results?q=asthma", "https://search.example"),
        ("HTTPS://Search.Example", "https://search.example"),
        ("https://search.example:443/", "https://search.example"),
        ("http://search.example:8080/a", "http://search.example:8080"),
        ("https://ana:secret@search.example/", "https://search.example"),
        ("https://[2001:db8::7]:8443/x", "https://[2001:db8::7]:8443"),
        ("https://search.example#frag", "https://search.example"),
        ("android-app://com.example.reader/", ""),
        ("//search.example/", ""),
        ("https://", ""),
        ("https://evil.example\\@good.example/", ""),
        ("https://a b.example/", ""),
        ("https://search.example\r\nX: y", ""),
        ("about:blank", ""),
        ("", ""),
    ],
)
def test_of_an_address_only_the_origin_is_kept(address: str, origin: str) -> None:
    assert origin_of(address) == origin


@given(st.text(max_size=200))
def test_an_origin_never_holds_more_than_scheme_host_and_port(rest: str) -> None:
    found = origin_of("https://search.example/" + rest)

    assert found == "https://search.example"


@given(st.text(max_size=200))
def test_whatever_is_sent_an_origin_is_clean_or_empty(address: str) -> None:
    found = origin_of(address)

    assert found == "" or not set(found.partition("://")[2]) & set("/?#@\\ \r\n")


@pytest.mark.parametrize(("method", "kept"), [("GET", "GET"), ("PATCH", "PATCH"), ("get", "OTHER"), ("<x>", "OTHER")])
def test_an_unknown_method_is_called_other(method: str, kept: str) -> None:
    assert known_method(method) == kept
