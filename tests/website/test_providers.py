"""Find a doctor: the import refuses a bad file whole, the search finds, and the sample is nobody's (R3)."""

import csv
import importlib.util
import re
from pathlib import Path

import pytest

from avowal.config import SAMPLE

HEADER = "NPI,Entity Type Code,Provider Organization Name (Legal Business Name),Provider Last Name (Legal Name),Provider First Name,Provider Credential Text,Provider First Line Business Practice Location Address,Provider Business Practice Location Address City Name,Provider Business Practice Location Address Postal Code,Provider Business Practice Location Address Telephone Number,Healthcare Provider Taxonomy Code_1,Languages Spoken,Accepting New Patients"
GOOD = [
    "1234567893,1,,Muñorane,Dr. Ilvi,,1 Pier Road,Port Harbor,900001234,1-800-555-0120,207Q00000X,en es,Y",
    "1111111112,2,Heron Clinic,,,,2 Pier Road,Port Harbor,90000,1-800-555-0121,208000000X,en ko,N",
    "1999999992,1,,Zellwick,Orsu,P.T.,3 Pier Road,Saltmarsh,90903,1-800-555-0122,225100000X,en,Y",
]


@pytest.fixture
def load(db, tmp_path):
    from avowal.website.providers.importing import import_providers

    def make(rows, **more):
        file = tmp_path / "providers.csv"
        file.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
        return import_providers(file, **more)

    return make


def names(soup):
    return [link.text for link in soup.select("[data-area=results] h3 a")]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("name=munorane", ["Dr. Ilvi Muñorane"]),
        ("name=ILVI+mu%C3%B1o", ["Dr. Ilvi Muñorane"]),
        ("specialty=208000000X", ["Heron Clinic"]),
        ("language=ko", ["Heron Clinic"]),
        ("zip=90903", ["Orsu Zellwick, P.T."]),
        ("accepting=on", ["Dr. Ilvi Muñorane", "Orsu Zellwick, P.T."]),
        ("name=&specialty=&language=&zip=", ["Dr. Ilvi Muñorane", "Heron Clinic", "Orsu Zellwick, P.T."]),
        ("name=nobody", []),
    ],
)
def test_search_finds_by_each_field(load, visit, query, expected):
    load(GOOD)
    soup = visit(f"/find-a-doctor/?{query}").soup

    assert names(soup) == expected
    assert (soup.find(string=re.compile("We found no")) is not None) is not expected


def test_mistyped_zip_code_is_told_at_its_field(load, visit):
    load(GOOD)
    soup = visit("/es/find-a-doctor/?zip=9000").soup
    field = soup.find("input", {"name": "zip"})

    assert field["aria-invalid"] == "true"
    assert "cinco números" in soup.find(id=field["aria-describedby"]).text
    assert soup.select("[data-area=results]") == []


def test_results_come_in_sheets_that_keep_the_question(load, visit):
    rows = [
        f"{1000000000 + number * 7},2,Clinic {number:02d},,,,1 Pier,Port Harbor,90000,1-800-555-0120,207Q00000X,en,Y"
        for number in range(12)
    ]
    from avowal.website.providers.importing import has_check_digit

    load([row for row in rows if not has_check_digit(row[:10])], made_up=True)
    soup = visit("/find-a-doctor/?name=clinic&zip=90000").soup
    onward = soup.find("a", rel="next")["href"]

    assert onward == "?name=clinic&zip=90000&page=2"
    assert names(visit(f"/find-a-doctor/{onward}").soup)


def test_r3_a_providers_page_stands_behind_the_question_mark_that_nobody_keeps(load, visit):
    load(GOOD)
    link = visit("/find-a-doctor/?zip=90903").soup.select_one("[data-area=results] h3 a")["href"]

    assert link == "/find-a-doctor/entry/?npi=1999999992", "R3: whose page was read is no part of the path"
    soup = visit(link).soup
    assert soup.h1.text == "Orsu Zellwick, P.T."
    assert "Physical therapy" in soup.main.text
    assert visit("/find-a-doctor/entry/?npi=0000000000").status_code == 404


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (GOOD[0].replace("1234567893", "1234567890"), "2: the NPI 1234567890 has a wrong last digit"),
        (GOOD[0].replace("1234567893", "12345"), "2: the NPI “12345” is not ten digits"),
        (GOOD[0].replace(",1,,Muñ", ",3,,Muñ"), "2: “Entity Type Code” is “3”"),
        (GOOD[0].replace("Muñorane", ""), "2: a name is missing"),
        (GOOD[0].replace("900001234", "9000"), "2: the ZIP code “9000”"),
        (GOOD[0].replace("207Q00000X", "999"), "2: the specialty “999”"),
        (GOOD[0].replace("en es", "en xx"), "2: the language “xx”"),
        (GOOD[0].replace(",Y", ",yes"), "2: “Accepting New Patients” is “yes”"),
    ],
)
def test_file_with_a_bad_row_changes_nothing_and_names_the_line(load, row, said):
    from avowal.website.providers.importing import BadProviders
    from avowal.website.providers.models import Provider

    load(GOOD[2:])
    with pytest.raises(BadProviders, match=re.escape(said)):
        load([row, *GOOD[1:]])

    assert list(Provider.objects.values_list("npi", flat=True)) == ["1999999992"]


def test_command_says_what_it_did_and_what_it_could_not(db, tmp_path, capsys):
    from django.core.management import CommandError, call_command

    file = tmp_path / "providers.csv"
    file.write_text("\n".join([HEADER, *GOOD, GOOD[0]]))
    with pytest.raises(CommandError, match=r"Nothing was imported(.|\n)*:5: the NPI 1234567893 stands in line 2"):
        call_command("import_providers", file)
    file.write_text("\n".join([HEADER, *GOOD]))
    call_command("import_providers", file)
    file.write_text("\n".join([HEADER, *GOOD[:2]]))
    call_command("import_providers", file)

    assert "The directory has 2 entries now; 1 left it." in capsys.readouterr().out


def test_the_sample_is_what_its_script_writes_and_nobodys():
    from avowal.website.providers.importing import has_check_digit

    script = Path(__file__).parents[2] / "scripts/lib/made_up_providers.py"
    spec = importlib.util.spec_from_file_location("made_up_providers", script)
    made_up = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made_up)
    text = (SAMPLE / "content/providers.csv").read_text()
    npis = [row["NPI"] for row in csv.DictReader(text.splitlines())]

    assert text == made_up.written()
    assert len(set(npis)) == 1000
    assert not any(map(has_check_digit, npis))
    assert has_check_digit("1234567893"), "the example of the standard"
