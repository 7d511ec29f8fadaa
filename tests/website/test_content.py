"""Content files become pages, and doing it twice changes nothing."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from avowal.website.pages import content_files
from avowal.website.pages.content_files import ContentProblem, body_blocks, end_of_next_month

CONTENT = Path(__file__).parent / "content"
TODAY = date(2026, 11, 24)


@pytest.fixture
def load(db, policy):
    from django.conf import settings

    from avowal.website.pages.actions import load_content

    return lambda directory=CONTENT, **more: load_content(
        directory, settings=settings.AVOWAL, policy=policy, today=TODAY, **more
    )


def test_body_becomes_text_notes_and_telephone_lines_in_order():
    text = "## A\n\nSome *soft* **strong** [x](/y/).\n\n> Mind the gap.\n\n{{ telephones }}\n\n- one\n- two\n"

    assert list(body_blocks(text)) == [
        {"type": "prose", "value": "## A\n\n\nSome *soft* **strong** [x](/y/).\n\n"},
        {"type": "note", "value": "Mind the gap.\n"},
        {"type": "telephones", "value": None},
        {"type": "prose", "value": "- one\n- two\n\n"},
    ]
    assert content_files.html("Some *soft* **strong** [x](/y/).") == (
        '<p>Some <i>soft</i> <b>strong</b> <a href="/y/">x</a>.</p>'
    )


def test_html_in_content_is_shown_and_not_run():
    assert content_files.html("<script>x</script>\n") == "<p>&lt;script&gt;x&lt;/script&gt;</p>"


@pytest.mark.parametrize(
    ("today", "end"),
    [
        (date(2026, 11, 24), date(2026, 12, 31)),
        (date(2026, 12, 1), date(2027, 1, 31)),
        (date(2027, 1, 31), date(2027, 2, 28)),
        (date(2028, 1, 1), date(2028, 2, 29)),
    ],
)
def test_end_of_next_month(today, end):
    assert end_of_next_month(today) == end


def test_loading_twice_makes_nothing_and_keeps_what_editors_changed(load, visit):
    from avowal.website.pages.actions import Loaded
    from avowal.website.pages.models import StandardPage

    page = StandardPage.objects.get(slug="medi-cal", locale__language_code="en")
    page.title = "Edited"
    page.save()

    assert load() == Loaded()
    assert visit("/join/medi-cal/").soup.h1.text == "Edited"
    load(refresh=True)
    assert visit("/join/medi-cal/").soup.h1.text == "Medi-Cal"


@pytest.mark.django_db
def test_same_path_in_another_language_is_the_translation():
    from avowal.website.pages.models import StandardPage

    english, spanish = StandardPage.objects.filter(slug="medi-cal").order_by("locale__language_code")
    assert english.translation_key == spanish.translation_key


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("no front matter\n", "front matter"),
        ("---\nlead: x\n---\nBody\n", "names no title"),
        ("---\ntitle: {x: [\n---\nBody\n", "broken.md:\\d+: this is not YAML"),
    ],
)
def test_file_that_is_no_page_is_named_and_nothing_is_kept(load, tmp_path, text, said):
    from avowal.website.pages.models import StandardPage

    shutil.copytree(CONTENT, tmp_path / "content")
    (tmp_path / "content/pages/plan/en/broken.md").write_text(text)
    before = StandardPage.objects.count()

    with pytest.raises(ContentProblem, match=said):
        load(tmp_path / "content")
    assert StandardPage.objects.count() == before


def test_page_whose_section_is_missing_is_named(load, tmp_path):
    shutil.copytree(CONTENT, tmp_path / "content")
    (tmp_path / "content/pages/plan/en/lost").mkdir()
    (tmp_path / "content/pages/plan/en/lost/child.md").write_text("---\ntitle: Child\n---\nX\n")

    with pytest.raises(ContentProblem, match=r"write its index\.md"):
        load(tmp_path / "content")


def test_missing_picture_is_named(load, tmp_path):
    shutil.copytree(CONTENT, tmp_path / "content")
    (tmp_path / "content/pages/plan/en/new.md").write_text("---\ntitle: New\npicture: nope.svg\n---\nX\n")

    with pytest.raises(ContentProblem, match=r"nope\.svg"):
        load(tmp_path / "content")


def test_words_are_taken_in_the_language_else_in_english():
    assert content_files.in_language({"label": {"en": "A", "es": "B"}, "urls": [{"en": "C"}]}, "es") == {
        "label": "B",
        "urls": ["C"],
    }


def test_command_says_what_it_made(load, capsys):
    from django.core.management import call_command

    call_command("load_sample", content=CONTENT)

    assert "Made 0 sites, 0 pages" in capsys.readouterr().out
