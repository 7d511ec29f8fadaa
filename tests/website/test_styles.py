"""What pages load to look as they do: built from sources, small, ours, and with a font for every letter (issue 6)."""

import gzip
import re
import sys
from pathlib import Path

import pytest

import avowal.website

STATIC = Path(avowal.website.__file__).parent / "static" / "avowal"
TEMPLATES = Path(avowal.website.__file__).parent / "templates"
ASSETS = Path(__file__).parents[2] / "assets"
FIRST_VIEW, SCRIPTS, LATIN = 60_000, 15_000, 40_000
NO_STYLE = {"usa-in-page-nav", "usa-in-page-nav__list", "usa-in-page-nav__item", "usa-in-page-nav__link"}
"""The ways within a program are a row of our own (`hb-parts`), not the system's list at the side."""
SHEETS = ["site.css", "print.css", *sorted(sheet.name for sheet in STATIC.glob("script-*.css"))]

sys.path.insert(0, str(ASSETS.parent / "scripts" / "lib"))


def compressed(file):
    return len(gzip.compress(file.read_bytes(), 9))


@pytest.mark.parametrize("path", ["/", "/privacy/", "/es/"])
def test_first_view_is_light_and_scripts_are_lighter(visit, path):
    answer = visit(path)
    own = [tag.get("href") or tag.get("src") for tag in answer.soup.find_all(["link", "script", "img"])]
    files = [STATIC / address.removeprefix("/static/avowal/") for address in own if address and "/avowal/" in address]
    loaded = [file for file in files if file.suffix in (".css", ".js", ".svg") and file.is_file()]

    assert len(gzip.compress(answer.content, 9)) + sum(map(compressed, loaded)) <= FIRST_VIEW
    assert sum(compressed(file) for file in loaded if file.suffix == ".js") <= SCRIPTS
    assert any(file.name == "site.css" for file in loaded)


def test_latin_pages_load_one_small_font_and_others_the_script_they_speak(visit):
    assert (STATIC / "fonts/public-sans-latin.woff2").stat().st_size <= LATIN

    def sheets(path):
        return [link["href"].rpartition("/")[2] for link in visit(path).soup.select("link[href*=script-]")]

    assert sheets("/") == sheets("/es/") == []
    assert sheets("/ko/") == ["script-ko.css"]
    assert sheets("/ar/privacy/") == ["script-ar.css"]


@pytest.mark.parametrize("sheet", SHEETS)
def test_style_sheets_name_only_files_that_are_shipped(sheet):
    css = (STATIC / sheet).read_text(encoding="utf-8")
    named = {name for name in re.findall(r"url\(\"?([^\")]+)\"?\)", css) if not name.startswith("data:")}

    assert {name for name in named if not (STATIC / name).is_file()} == set()
    assert not re.search(r"https?://", css), "14.2: a style sheet names another host"


def test_left_and_right_are_said_as_start_and_end():
    css = (STATIC / "site.css").read_text(encoding="utf-8")

    assert re.findall(r"[;{](?:margin|padding|border)-(?:left|right)\b|[;{](?:left|right):", css) == []
    assert re.findall(r"(?:text-align|float):(?:left|right)\b", css) == []


def test_every_class_of_the_design_system_that_a_template_names_has_a_style():
    """Otherwise: name its package in assets/styles/_components.scss and run assets/build."""
    css = (STATIC / "site.css").read_text(encoding="utf-8")
    used = {
        name
        for file in TEMPLATES.rglob("*.html")
        for said in re.findall(r'class="([^"]*)"', file.read_text(encoding="utf-8"))
        for name in re.findall(r"usa-[a-z_-]*[a-z](?=[\s\"{]|$)", said)
    }

    assert used
    assert {name for name in used - NO_STYLE if f".{name}" not in css} == set()


@pytest.mark.parametrize(
    "path",
    [
        "/",
        *(f"/{code}/privacy/" for code in ["zh-hant", "zh-hans", "ko", "hy", "km", "ru", "vi", "fa", "ar", "tl", "es"]),
    ],
)
def test_every_letter_is_in_a_font_that_its_page_loads(visit, path):
    """Otherwise: run assets/build, which cuts the Chinese and Korean fonts anew from what is said."""
    import looks

    soup = visit(path).soup
    sheets = [link["href"].rpartition("/")[2] for link in soup.select("link[rel=stylesheet]")]

    assert looks.without_font(soup.body.get_text(), sheets) == ""


def test_a_letter_without_a_font_is_seen():
    import looks

    assert looks.without_font("Grüße, 한 and ሰ", ["site.css", "script-ko.css"]) == "ሰ"
    assert looks.without_font("Русский", ["site.css"]) == ""
    assert looks.without_font("Привет", ["site.css"]) == "Пверт"


@pytest.mark.parametrize(
    ("setting", "rule"),
    [
        ("prefers-reduced-motion:\\s*reduce", "transition:none"),
        ("forced-colors:\\s*active", ".button,.usa-button,.note"),
        ("prefers-contrast:\\s*more", "--muted"),
    ],
)
def test_what_people_ask_of_their_browser_is_honored(setting, rule):
    css = (STATIC / "site.css").read_text(encoding="utf-8")

    blocks = re.findall(rf"@media\s*\({setting}\)\{{(.*?)\}}\}}", css)
    assert any(rule in block for block in blocks)
