"""The feed of changes is Atom 1.0 (RFC 4287), an entry a version, in the language of its address (ledger 16.1)."""

import re
import xml.etree.ElementTree as ET
from datetime import datetime

import pytest

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def feed(client, db):
    def read(path="/privacy/changes.atom"):
        answer = client.get(path, headers={"host": "plan.localhost:8123"})
        assert answer["Content-Type"].startswith("application/atom+xml")
        return ET.fromstring(answer.content)

    return read


def test_16_1_feed_has_an_entry_for_each_version(feed, second):
    titles = [entry.findtext(f"{ATOM}title") for entry in feed().iter(f"{ATOM}entry")]

    assert titles == ["Version 2 of our privacy policy", "Version 1 of our privacy policy"]


@pytest.mark.parametrize("path", ["/privacy/changes.atom", "/es/privacy/changes.atom"])
def test_feed_and_entries_have_what_atom_requires(feed, second, path):
    root = feed(path)

    for part in (root, *root.iter(f"{ATOM}entry")):
        assert part.findtext(f"{ATOM}id").startswith("tag:www.harborhealth.example,2026-")
        assert part.findtext(f"{ATOM}title")
        moment = datetime.fromisoformat(part.findtext(f"{ATOM}updated"))
        assert moment.tzinfo is not None
    assert root.find(f"{ATOM}author").findtext(f"{ATOM}name") == "Harbor Health Plan"
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links["self"] == f"http://plan.localhost:8123{path}"
    assert links["alternate"].endswith("/privacy/history/")
    ids = [found.text for found in root.iter(f"{ATOM}id")]
    assert len(set(ids)) == len(ids)


def test_ids_and_moments_of_entries_stay_as_versions_follow(feed, db, second):
    entry = list(feed().iter(f"{ATOM}entry"))[-1]

    assert re.fullmatch(r"tag:www\.harborhealth\.example,2026-11-16:privacy/en/version/1", entry.findtext(f"{ATOM}id"))
    assert entry.findtext(f"{ATOM}updated").startswith("2026-11-16T12:00:00")


def test_entry_says_what_the_change_means_in_the_language_of_the_address(feed, second):
    english = next(feed().iter(f"{ATOM}entry"))
    spanish_root = feed("/es/privacy/changes.atom")
    spanish = next(spanish_root.iter(f"{ATOM}entry"))

    summary = english.find(f"{ATOM}summary")
    assert summary.get("type") == "html"
    assert "ZIP code" in summary.text
    assert "código postal" in spanish.findtext(f"{ATOM}summary").lower()
    assert spanish_root.get("{http://www.w3.org/XML/1998/namespace}lang") == "es"


@pytest.mark.parametrize("path", ["/privacy/", "/privacy/history/", "/es/privacy/"])
def test_pages_name_the_feed(visit, db, path):
    link = visit(path).soup.find("link", rel="alternate", type="application/atom+xml")

    assert link["href"] == ("/es" if path.startswith("/es") else "") + "/privacy/changes.atom"
