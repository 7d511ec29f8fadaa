"""0.8, R.1, R13, R15, R60 to R63: the documents beside the policy, in each language, whole and marked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from avowal.website.resources.documents import DocumentProblem, document, documents, read
from avowal.website.resources.proofreading import about, declared, problems

LANGUAGES = ("en", "es", "zh-hant", "ko", "hy", "ru", "tl", "vi", "fa", "km", "ar", "zh-hans")
NOTICE = "/resources/privacy-practices/"


def at(language, path=NOTICE):
    return path if language == "en" else f"/{language}{path}"


def test_every_text_of_the_sample_shares_the_facts_of_its_original(policy):
    """R63: the same numbers, telephones, addresses, headings and lists in each language."""
    assert list(problems(documents(), policy)) == []
    assert set(declared(policy)) == {"privacy-practices", "nondiscrimination", "languages"}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"body": "Llame al 1-800-555-0199."}, "other numbers"),
        ({"header": ""}, "no `header`"),
        ({"effective": date(2026, 1, 1)}, "another day"),
        ({"source": "0"}, "another original"),
        ({"language": "ru"}, "letters of its language"),
        ({"body": "\N{REPLACEMENT CHARACTER}"}, "could not be read"),
    ],
)
def test_what_a_translation_lost_is_told(change, told):
    """R15, R61, R63."""
    notice = document("privacy-practices")

    assert any(told in one for one in about(notice, replace(notice.texts["es"], **change)))


def test_a_document_that_the_policy_lists_and_nobody_wrote_is_told(policy):
    """0.8: one language's document missing."""
    notice = document("privacy-practices")
    without = {"privacy-practices": replace(notice, texts={key: notice.texts[key] for key in LANGUAGES if key != "km"})}

    told = list(problems(without, policy))

    assert any("privacy-practices/km.md is missing" in one for one in told)
    assert any("no documents/nondiscrimination/en.md" in one for one in told)


def test_a_file_that_cannot_be_read_says_what_to_write(tmp_path):
    for text in (
        "no front",
        "---\n- a\n---\nx",
        "---\ntitle: A\ncolor: red\n---\nx",
        "---\ntitle: A\nupdated: x\n---\nx",
    ):
        file = tmp_path / "en.md"
        file.write_text(text)
        with pytest.raises(DocumentProblem, match=r"en\.md: "):
            read(file)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notice_is_a_page_in_each_language_that_the_home_page_leads_to(visit, language):
    """0.8, R.1, R13: one link, no sign-in, right tag and direction, the law's heading, the day, the machine's mark."""
    home = visit(at(language, "/"))
    page = visit(at(language))
    text = document("privacy-practices").texts[language]

    link = home.soup.find("a", href=at(language))
    root, main = page.soup.html, page.soup.main.get_text(" ", strip=True)
    assert link.get_text(strip=True)
    assert (root["lang"], root["dir"]) == (language, "rtl" if language in ("ar", "fa") else "ltr")
    assert text.header in main
    assert all(fact in main for fact in ("1-800-555-0100", "42 CFR Part 2", "200 Quay Street"))
    assert page.soup.find("time", datetime="2026-02-16")
    assert bool(page.soup.select(".note.machine")) == (language != "en")
    assert page.soup.find("a", type="application/pdf")["href"] == at(language, "/resources/privacy-practices.pdf")
    assert not page.cookies


def test_help_with_language_is_told_in_sixteen_languages_at_least_each_in_its_own(visit):
    """R62: each block says its language and direction; the reader's own comes first."""
    blocks = visit("/fa/resources/languages/").soup.select(".hb-language")
    said = {block["lang"]: block["dir"] for block in blocks}

    assert len(said) == len(blocks) >= 16
    assert blocks[0]["lang"] == "fa"
    assert {language for language, direction in said.items() if direction == "rtl"} == {"ar", "fa"}
    assert all("1-800-555-0100" in block.get_text() for block in blocks)


def test_telephone_numbers_are_read_from_left_to_right_among_arabic_letters(visit):
    """Without a mark 1-800-555-0100 comes out as 0100-555-800-1."""
    text = visit(at("ar")).soup.main.get_text()

    assert "\N{LEFT-TO-RIGHT ISOLATE}1-800-555-0100\N{POP DIRECTIONAL ISOLATE}" in text
    assert "\N{LEFT-TO-RIGHT ISOLATE}42 CFR Part 2\N{POP DIRECTIONAL ISOLATE}" in text


def test_the_list_leads_to_every_document_in_every_language(visit):
    links = {link["href"] for link in visit("/ko/resources/").soup.main.find_all("a")}

    for path in (
        "/privacy/",
        NOTICE,
        "/resources/nondiscrimination/",
        "/resources/languages/",
        "/resources/policy.pdf",
    ):
        assert {at(language, path) for language in LANGUAGES} <= links, path


def test_what_the_policy_does_not_list_is_not_there(visit):
    assert visit("/resources/renewal-checklist/").status_code == 404
    assert visit("/resources/other.pdf").status_code == 404
    assert visit("/es/resources/policy/")["location"] == "/es/privacy/"


def test_a_production_deployment_never_shows_the_samples_notice(settings, tmp_path):
    """A notice is a plan's own word; another plan's would be a false one."""
    settings.AVOWAL = settings.AVOWAL.model_copy(update={"mode": "production", "deployment": tmp_path})

    assert documents() == {}
