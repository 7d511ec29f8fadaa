"""1.1, 4.11: nothing that names a person, in any spelling or encoding, and no health word without need, is kept."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avowal.config import SAMPLE
from avowal.events.conditions import CONDITIONS, names_a_condition
from avowal.events.kinds import Kind
from avowal.events.paths import kept_path
from avowal.events.scrubbing import scrub

MAIL = "ana.lopez@mail.example"

ENCODINGS: dict[str, Callable[[str], str]] = {
    "plain": str,
    "percent": lambda text: quote(text, safe=""),
    "percent of all": lambda text: "".join(f"%{byte:02x}" for byte in text.encode()),
    "percent twice": lambda text: quote(quote(text, safe=""), safe=""),
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "base64 in percent": lambda text: quote(base64.b64encode(text.encode()).decode(), safe=""),
    "base64url": lambda text: base64.urlsafe_b64encode(text.encode()).decode().rstrip("="),
    "base64 of percent": lambda text: base64.b64encode(quote(text, safe="").encode()).decode(),
    "hex": lambda text: text.encode().hex(),
    "HEX": lambda text: text.encode().hex().upper(),
}
DIGESTS = ["md5", "sha1", "sha224", "sha256", "sha384", "sha512"]

letters = st.sampled_from("abcdefghijklmnopqrstuvwxyz0123456789")
e_mails = st.builds(
    "{}@{}.{}".format,
    st.text(st.sampled_from("abcxyzABZ059._+-"), min_size=2, max_size=16).filter(lambda name: name[0].isalnum()),
    st.text(letters, min_size=2, max_size=12),
    st.sampled_from(["com", "org", "example", "co.uk", "health"]),
)
area_codes = st.integers(200, 999)
telephones = st.builds(
    lambda form, area, office, line: form.format(area, office, f"{line:04}"),
    st.sampled_from(["{}-{}-{}", "({}) {}-{}", "{}.{}.{}", "{}{}{}", "+1{}{}{}", "1-{}-{}-{}", "+1 {} {} {}"]),
    area_codes,
    area_codes,
    st.integers(0, 9999),
)
ssns = st.builds(
    lambda form, *parts: form.format(*parts),
    st.sampled_from(["{:03}-{:02}-{:04}", "{:03}{:02}{:04}", "{:03} {:02} {:04}", "{:03}_{:02}_{:04}"]),
    st.integers(1, 899),
    st.integers(1, 99),
    st.integers(1, 9999),
)
before = st.sampled_from(["/", "/u/", "/members/x-", "/find/q=", "/es/información/", "/A1_"])
after = st.sampled_from(["", "/", "/edit", ".html"])


@pytest.mark.parametrize("encoding", ENCODINGS)
@settings(max_examples=40, deadline=None)
@given(personal=st.one_of(e_mails, telephones, ssns), start=before, end=after)
def test_1_1_nothing_that_names_a_person_survives_in_any_encoding(encoding, personal, start, end):
    written = ENCODINGS[encoding](personal)

    found = scrub(kept_path(f"{start}{written}{end}"))

    assert "[" in found.clean
    assert personal not in found.clean
    assert written not in found.clean
    assert scrub(found.clean) == (found.clean, frozenset())


@settings(max_examples=30)
@given(e_mails | telephones, st.sampled_from(DIGESTS), before, st.booleans())
def test_1_1_digests_are_told_by_their_look(personal, algorithm, start, upper):
    digest = hashlib.new(algorithm, personal.encode()).hexdigest()
    digest = digest.upper() if upper else digest

    found = scrub(f"{start}{digest}/end".replace("A1_", "A1/"))

    assert found.kinds >= {Kind.HASH}
    assert digest not in found.clean


@given(
    st.dates(date(1900, 1, 1), date(2009, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%m-%d-%Y", "%m/%d/%Y", "%d.%m.%Y", "%Y%m%d", "%Y/%m/%d"]),
)
def test_1_1_a_birth_date_does_not_survive(born, form):
    written = born.strftime(form)

    assert written not in scrub(f"/member/{written}/card").clean


@pytest.mark.parametrize(
    ("value", "clean", "kind"),
    [
        (f"/u/{base64.b64encode(MAIL.encode()).decode()}/edit", "/u/[e-mail]/edit", Kind.E_MAIL),
        ("/call/(415) 555-2671", "/call/[telephone]", Kind.TELEPHONE),
        ("/４１５５５５２６７１", "/[telephone]", Kind.TELEPHONE),
        ("/٤١٥٥٥٥٢٦٧١", "/[telephone]", Kind.TELEPHONE),
        ("/s/123-45-6789", "/s/[ssn]", Kind.SSN),
        ("/s/123%E2%80%8B-45-6789", "/s/[ssn]", Kind.SSN),
        ("/123/45/6789/", "/[ssn]/", Kind.SSN),
        ("/card/91234567A", "/card/[cin]", Kind.CIN),
        ("/card/91234567A41234", "/card/[cin]", Kind.CIN),
        ("/1EG4-TE5-MK73", "/[member]", Kind.MEMBER),
        ("/1eg4te5mk73", "/[member]", Kind.MEMBER),
        ("/MRN0012345", "/[record]", Kind.RECORD),
        ("/mrn-48213", "/[record]", Kind.RECORD),
        ("/dob/2018-03-04", "/dob/[birth-date]", Kind.BIRTH_DATE),
        ("/dob-2018-03-04", "/dob-[birth-date]", Kind.BIRTH_DATE),
        ("/14-de-mayo-de-1980", "/[birth-date]", Kind.BIRTH_DATE),
        ("/may-14-1980", "/[birth-date]", Kind.BIRTH_DATE),
        ("/case/4821345", "/case/[number]", Kind.NUMBER),
        ("/1234-5678-9012-3456", "/[number]", Kind.NUMBER),
        ("/3f2504e0-4f89-11d3-9a0c-0305e82c3301", "/[hash]", Kind.HASH),
        ("/find/asthma-clinic", "/find/[health]", Kind.HEALTH),
        ("/find/BreastCancer", "/find/[health]", Kind.HEALTH),
        ("/find/breastcancer", "/find/[health]", Kind.HEALTH),
        ("/es/presión-alta/", "/es/[health]/", Kind.HEALTH),
        ("/es/presio\u0301n-alta/", "/es/[health]/", Kind.HEALTH),
        ("/heart/attack/", "/[health]", Kind.HEALTH),
        ("/YXN0aG1h", "/[health]", Kind.HEALTH),
        ("https://breastcancer.example", "https://[health]", Kind.HEALTH),
    ],
)
def test_each_kind_is_named_in_its_place(value, clean, kind):
    assert scrub(value) == (clean, frozenset({kind}))


@pytest.mark.parametrize(
    "value",
    [
        "",
        "/",
        "/news/2026-05-14-board-meeting/",
        "/news/2026/05/14/",
        "/board/20260514-minutes.pdf",
        "/H5425_24_001_2026_M",
        "/static/site.3f2a9c1b7d4e.css",
        "/documents/12/handbook-2026.pdf",
        "/privacy/history/3/since/2/",
        "/members/behavioral-health/",
        "/about/newsroom/2026-annual-report/",
        "/es/miembros/atención-urgente/",
        "/a/[e-mail]/b",
        "https://search.example:8443",
        "/%1B[31m",
    ],
)
def test_ordinary_values_stay(value):
    assert scrub(value) == (value, frozenset())


def _addresses() -> list[str]:
    root = SAMPLE / "content" / "pages"
    return [f"/{Path(*file.relative_to(root).with_suffix('').parts[2:])}/" for file in root.rglob("*.md")]


def test_2_1_every_page_of_the_sample_keeps_its_path():
    addresses = _addresses()

    assert len(addresses) >= 65
    assert [address for address in addresses if scrub(address) != (address, frozenset())] == []


def test_4_11_a_published_page_keeps_its_words_and_is_told_as_about_health():
    found = scrub("/healthy-living/diabetes/", published=True)

    assert found == ("/healthy-living/diabetes/", frozenset({Kind.HEALTH}))
    assert found.about_health
    assert scrub("/heart/attack/", published=True).clean == "/heart/attack/"


def test_1_1_a_published_page_keeps_nothing_that_names_a_person():
    assert scrub("/diabetes/415-555-2671", published=True).clean == "/diabetes/[telephone]"


def test_4_11_the_list_names_several_hundred_conditions_in_two_languages():
    assert len(CONDITIONS) > 800
    for name in (
        "hiv",
        "VIH",
        "Embarazada",
        "high blood pressure",
        "presión arterial",
        "insulin",
        "ozempic",
        "depresión",
    ):
        assert names_a_condition(name), name


@pytest.mark.parametrize("text", ["heart", "attack of the heart", "blood", "cold", "members", "std-lib"[4:], "as thma"])
def test_words_of_every_day_are_no_conditions(text):
    assert not names_a_condition(text)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=80).map("/{}".format))
def test_what_was_scrubbed_gives_itself(value):
    once = scrub(kept_path(value))

    assert scrub(once.clean) == (once.clean, frozenset())
