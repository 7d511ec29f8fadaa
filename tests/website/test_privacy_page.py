"""The policy page is the version in force, in the language of its address (ledger 15.1, 16.2)."""

from datetime import date

import pytest

from avowal.policy import prose


@pytest.fixture
def version(db):
    from avowal.website import in_force

    return in_force.version()


@pytest.mark.parametrize(("path", "language"), [("/privacy/", "en"), ("/es/privacy/", "es")])
@pytest.mark.parametrize("host", ["plan.localhost", "centers.localhost", "medicare.localhost"])
def test_it_shows_every_section_of_the_version_in_force(visit, version, path, language, host):
    soup = visit(path, host).soup
    page = prose.page(version, language)

    assert soup.h1.text == page.title
    headings = [heading.get_text(" ", strip=True) for heading in soup.select("article.policy section > h2")]
    assert headings == [f"{section.number} {section.title}".strip() for section in page.sections]
    assert [link["href"] for link in soup.select(".on-this-page a")] == [
        f"#{section.anchor}" for section in page.sections
    ]
    assert all(soup.find(id=section.anchor) for section in page.sections)


@pytest.mark.parametrize("path", ["/privacy/", "/es/privacy/"])
def test_every_promise_has_its_anchor(visit, policy, path):
    anchors = {tag["id"] for tag in visit(path).soup.select(".promise-anchor")}

    assert anchors == {f"p-{promise}" for promise in policy.promises}


NOTES = {
    "en": {
        "partly": "Partly in place.",
        "unbuilt-use": "Not in place yet on these sites.",
        "unbuilt-promise": "Not yet checked by this site.",
    },
    "es": {
        "partly": "Vigente solo en parte.",
        "unbuilt-use": "Todavía no está en marcha en estos sitios.",
        "unbuilt-promise": "Este sitio todavía no lo comprueba.",
    },
}


@pytest.mark.parametrize(("path", "language"), [("/privacy/", "en"), ("/es/privacy/", "es")])
def test_every_block_says_how_it_stands_where_it_does_not_hold_yet(visit, version, path, language):
    clauses = visit(path).soup.select(".clause")
    blocks = [block for section in prose.page(version, language).sections for block in section.blocks]

    assert len(clauses) == len(blocks)
    for clause, block in zip(clauses, blocks, strict=True):
        note = NOTES[language].get(block.standing.value.replace("_", "-"))
        said = [found.text for found in clause.select("p.standing")]
        assert said == ([note] if note else []), f"{block.promises} is shown as a fact"


def test_note_is_told_in_the_language_of_the_frame_and_says_which():
    from django.utils.translation import override

    from avowal.website.privacy.prose_html import sections

    block = prose.Block(("1.3",), "We may ask.", prose.Standing.UNBUILT_USE)
    page = prose.Page("en", "P", date(2026, 11, 16), "", 1, False, (prose.PageSection("a", "1", "A", (block,)),))

    with override("es"):
        shown = sections(page)[0].html
    assert f'<p class="standing unbuilt-use" data-policy-note lang="es">{NOTES["es"]["unbuilt-use"]}</p>' in shown


@pytest.mark.parametrize("path", ["/privacy/", "/es/privacy/"])
def test_16_2_date_of_the_last_change_is_that_of_the_version_in_force(visit, version, path):
    soup = visit(path).soup
    stated = version.effective_date.isoformat()

    assert soup.select_one("article .updated time")["datetime"] == stated, "16.2: a date that differs"
    assert soup.find("meta", attrs={"name": "avowal:policy-updated"})["content"] == stated
    assert soup.find("meta", attrs={"name": "avowal:policy-version"})["content"] == str(version.number)


@pytest.mark.parametrize("path", ["/privacy/", "/es/privacy/"])
def test_15_1_contact_block_is_the_declared_office(visit, policy, path):
    block = visit(path).soup.select_one("aside .ask")
    office = next(contact for contact in policy.contacts.values() if contact.email)

    assert block.find("a", href=f"mailto:{office.email}"), "15.1: the address in the page differs from the bundle"
    assert office.address.street in block.text
    assert office.address.postal_code in block.text


def test_r60_machine_translation_is_marked_in_its_own_language_with_a_way_to_the_original(visit, version):
    marked = prose.page(version, "es").unreviewed
    note = visit("/es/privacy/").soup.select_one(".note.machine")

    assert bool(note) is marked
    if note:
        assert "traducción" in note.text
        assert note.a["href"] == "/privacy/"
    assert visit("/privacy/").soup.select_one(".note.machine") is None


@pytest.mark.parametrize("path", ["/privacy/", "/es/privacy/"])
def test_without_a_policy_in_force_the_page_says_so(visit, monkeypatch, path):
    from avowal.website import in_force

    monkeypatch.setattr(in_force, "version", lambda: None)

    answer = visit(path)
    assert answer.status_code == 503
    assert answer.soup.h1.text in (
        "Our privacy policy cannot be shown right now",
        "Ahora no podemos mostrar nuestra política de privacidad",
    )
    assert visit("/").status_code == 200


def test_machine_readable_policy_names_its_version_and_hash(visit, version):
    read = visit("/.well-known/avowal.json").json()

    assert (read["version"], read["sha256"]) == (version.number, version.sha256)
    assert read["policy"]["organisation"]["name"] == version.policy.organisation.name
