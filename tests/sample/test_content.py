"""The sample's words and pictures: complete in both languages, no dead entry (0.5), nothing real, nothing a CSP refuses.

Each rule is a function from a content directory to what is wrong there. It is held against the sample, and
against a copy in which its fault was planted.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

import pytest
import yaml
from markdown_it import MarkdownIt

CONTENT = Path(__file__).parents[2] / "avowal" / "sample" / "content"
SITES, LANGUAGES = ("plan", "centers", "medicare"), ("en", "es")
BY_MACHINE = ("zh-hant", "ko", "hy", "ru", "tl", "vi", "fa", "km", "ar", "zh-hans")
"""Languages into which a machine brought the front pages, and the words of navigation and alert."""
BUILT_BY_THE_SITE = {"/privacy/", "/privacy/your-data/", "/account/sign-in/"}
TELEPHONES = {
    f"1-{area}-555-01{line:02}" for area, line in ((800, 0), (800, 1), (833, 2), (844, 3), (866, 4), (800, 5))
}
COUNTY = "1-866-555-0110"
PAGE_KEYS = {"title", "lead", "nav_title", "search_description", "picture", "action", "updated", "by_machine", "type"}
PLACE_KEYS = {"street", "city", "postal_code", "telephone", "hours", "hours_note", "getting_there"}
TYPE_KEYS = {
    "program": {"line"},
    "news": {"date", "kind"},
    "event": {"date", "day", "starts", "ends", "weekly_until", "place", "where", "spoken", "cost"},
    "location": {*PLACE_KEYS, "map", "map_description"},
}
"""What a page of that type says in front beside the keys of all pages; the content README is the form."""
NEEDED_KEYS = {
    "program": {"line"},
    "news": {"date"},
    "event": {"starts", "ends", "where"},
    "location": {*PLACE_KEYS, "map_description"},
}
UTILITY_KEYS = ["find_a_doctor", "careers", "contact", "member_sign_in", "provider_sign_in"]
PICTURE_BYTES = 8192
SIXTH_GRADE = 6.9
Found = Iterator[str]


class Page(NamedTuple):
    file: Path
    site: str
    language: str
    path: str
    front: dict[str, Any]
    body: str


def pages(content: Path) -> Iterator[Page]:
    root = content / "pages"
    for file in sorted(root.glob("*/*/**/*.md")):
        site, language, *rest = file.relative_to(root).with_suffix("").parts
        path = "/".join(rest[:-1] if rest[-1] == "index" else rest)
        _, front, body = file.read_text(encoding="utf-8").split("---\n", 2)
        yield Page(file, site, language, f"/{path}/" if path else "/", yaml.load(front, Loader=yaml.CSafeLoader), body)


def navigations(content: Path) -> Iterator[tuple[str, Any]]:
    for site in SITES:
        own = content / f"navigation.{site}.yaml"
        yield site, read(own if own.is_file() else content / "navigation.yaml")


def read(file: Path) -> Any:
    return yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def values_of(key: str, tree: Any) -> Iterator[Any]:
    if isinstance(tree, dict):
        for name, value in tree.items():
            if name == key:
                yield value
            yield from values_of(key, value)
    elif isinstance(tree, list):
        for entry in tree:
            yield from values_of(key, entry)


def addresses(content: Path) -> Iterator[tuple[str, str, str]]:
    """Every address that is written anywhere: where, on which site, and the address."""
    for page in pages(content):
        tokens = [token for block in MarkdownIt().parse(page.body) for token in block.children or ()]
        links = [str(token.attrs["href"]) for token in tokens if token.type == "link_open"]
        for url in [*links, *values_of("url", page.front)]:
            yield page.file.relative_to(content).as_posix(), page.site, url
    for site, navigation in navigations(content):
        for url in values_of("url", navigation):
            yield f"navigation of {site}", site, url
    for site in SITES:
        yield "alert.yaml", site, read(content / "alert.yaml")["link"]


def front_matter_that_breaks_its_form(content: Path) -> Found:
    for page in pages(content):
        kind = page.front.get("type", "page")
        unknown = set(page.front) - PAGE_KEYS - TYPE_KEYS.get(kind, set())
        missing = ({"title", "lead", "updated"} | NEEDED_KEYS.get(kind, set())) - set(page.front)
        updated = page.front.get("updated")
        if unknown or missing:
            yield f"{page.file}: unknown {sorted(unknown)}, missing {sorted(missing)}"
        if not isinstance(updated, date) or not date(2026, 9, 1) <= updated <= date(2026, 11, 24):
            yield f"{page.file}: updated {updated} is not a day of the autumn of 2026"
        if set(page.front.get("action", {"label": 1, "url": 1})) != {"label", "url"}:
            yield f"{page.file}: an action is a label and a url"


def missing_translations(content: Path) -> Found:
    found = {(page.site, page.language, page.path): page for page in pages(content)}
    for (site, language, path), page in found.items():
        for other in set(LANGUAGES) - {language}:
            twin = found.get((site, other, path))
            if twin is None or twin.body == page.body:
                yield f"{page.file}: no {other} version"
    for where, tree in [*navigations(content), ("alert", read(content / "alert.yaml"))]:
        for key in ("label", "title", "text"):
            for words in values_of(key, tree):
                if set(words) != set(LANGUAGES):
                    yield f"{where}: {words} lacks a language"


def words_that_a_machine_left_out(content: Path) -> Found:
    """Navigation and alert speak all twelve languages, and a page that a machine made says so (R60, R64)."""
    trees = [*navigations(content), ("alert", read(content / "alert.yaml"))]
    needed = {words["en"] for _, tree in trees for key in ("label", "title", "text") for words in values_of(key, tree)}
    for language in BY_MACHINE:
        words = read(content / "words" / f"{language}.yaml")
        yield from (f"{language} has no words for {text!r}" for text in needed if not words.get(text))
        yield from (f"{language} says {text!r}, which stands nowhere" for text in words.keys() - needed)
    for page in pages(content):
        if bool(page.front.get("by_machine")) is not (page.language in BY_MACHINE):
            yield f"{page.file}: by_machine is {page.front.get('by_machine')}"


def dead_entries(content: Path) -> Found:
    there = {(page.site, page.path) for page in pages(content)}
    for where, here, url in addresses(content):
        if url.startswith(("/", "site:")):
            target, _, rest = url.removeprefix("site:").partition("/")
            site, path = target or here, f"/{rest.partition('?')[0]}"
            if path not in BUILT_BY_THE_SITE and (site, path) not in there:
                yield f"{where}: {site} has no page at {path}"
        elif not url.startswith(("https://", "tel:")):
            yield f"{where}: {url} is none of a local path, site:, https: or tel:"


def pages_that_hang_from_nothing(content: Path) -> Found:
    there = {(page.site, page.language, page.path) for page in pages(content)}
    for site, language, path in there:
        parent = re.sub(r"[^/]+/$", "", path)
        if (site, language, parent) not in there:
            yield f"{site}/{language}{path} has no section page at {parent}"


def bodies_the_loader_would_garble(content: Path) -> Found:
    for page in pages(content):
        if re.search(r"(?m)^#(?!##? )", page.body):
            yield f"{page.file}: headings begin at ## and end at ###"
        if re.search(r"<[a-z/!]|^\|", page.body, re.MULTILINE):
            yield f"{page.file}: HTML or a table"
        for placeholder in re.findall(r"(?m)^.*\{\{.*$", page.body):
            if placeholder != "{{ telephones }}":
                yield f"{page.file}: {placeholder}"


def texts(content: Path) -> Iterator[tuple[Path, str]]:
    for file in sorted(content.rglob("*")):
        if file.suffix in {".md", ".yaml", ".svg"}:
            yield file, file.read_text(encoding="utf-8")


def real_looking_hosts(content: Path) -> Found:
    for file, text in texts(content):
        for host in re.findall(r"//(?!www\.w3\.org/2000/svg)([^\s/)\"'>`]+)|[\w.+-]+@([\w.-]+)", text):
            if not "".join(host).rstrip(".").endswith(".example"):
                yield f"{file}: {''.join(host)}"
        for domain in re.findall(r"\b(?!w3\.org)[\w-]+\.(?:com|org|net|gov|edu|us|info)\b", text):
            yield f"{file}: {domain}"


def unknown_telephones(content: Path) -> Found:
    for file, text in texts(content):
        if file.suffix == ".svg":
            continue
        for number in re.findall(r"\+?(?:\d[ ().-]{0,2}){7,}\d", re.sub(r"\d{4}-\d{2}-\d{2}", "", text)):
            if number.removeprefix("+") not in TELEPHONES | {COUNTY}:
                yield f"{file}: {number}"


def pictures_with_faults(content: Path) -> Found:
    for file in sorted((content / "pictures").iterdir()):
        if file.suffix != ".svg" or file.stat().st_size > PICTURE_BYTES:
            yield f"{file}: not an SVG of at most {PICTURE_BYTES} bytes"
            continue
        root = ET.parse(file).getroot()
        if "viewBox" not in root.attrib or root.find("{*}title") is None:
            yield f"{file}: no viewBox or no title"
        for element in root.iter():
            yield from (f"{file}: {fault}" for fault in _active_parts(element))


def _active_parts(element: ET.Element) -> Found:
    name = element.tag.rpartition("}")[2]
    if name in {"script", "style", "foreignObject", "image", "text", "animate", "set", "a"}:
        yield f"<{name}>"
    for attribute, value in element.attrib.items():
        plain = attribute.rpartition("}")[2]
        outside = plain == "href" and not value.startswith("#")
        if plain == "style" or plain.startswith("on") or outside or "url(" in value:
            yield f"{plain}={value!r}"


def missing_pictures(content: Path) -> Found:
    kept = {file.name for file in (content / "pictures").iterdir()}
    shown = [(page.file.name, page.front.get(key)) for page in pages(content) for key in ("picture", "map")]
    named = {(where, name) for where, name in shown if name}
    named |= {(site, name) for site, navigation in navigations(content) for name in values_of("picture", navigation)}
    yield from (f"{where}: {name}" for where, name in named if name not in kept)


def frames_with_gaps(content: Path) -> Found:
    for site, frame in navigations(content):
        if [link["key"] for link in frame["utility"]] != UTILITY_KEYS:
            yield f"{site}: utility links {[link['key'] for link in frame['utility']]} (H.1)"
        if not all(menu["groups"] and menu["promoted"] for menu in frame["menus"]):
            yield f"{site}: a menu with no group or no promoted item (H.3)"
        if len(frame["footer"]) != 4:
            yield f"{site}: the footer has not four groups (H.5)"
        if "/privacy/" not in [link["url"] for link in frame["utilities"]]:
            yield f"{site}: no privacy link at the foot (0.6)"


def hard_words(content: Path) -> Found:
    """English pages above the sixth grade by Flesch and Kincaid's measure."""
    for page in pages(content):
        if page.language == "en" and (grade := _grade(f"{page.front['lead']}\n{page.body}")) > SIXTH_GRADE:
            yield f"{page.file}: grade {grade:.1f}"


def _grade(text: str) -> float:
    plain = re.sub(r"\]\([^)]*\)|\{\{.*?\}\}", "", text)
    sentences = [words for part in re.split(r"[.!?]\s|\n+", plain) if len(words := re.findall(r"[A-Za-z']+", part)) > 3]
    words = [word for sentence in sentences for word in sentence]
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", re.sub(r"(?<!l)e$", "", word.lower())))) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def _append(path: str, text: str) -> Callable[[Path], object]:
    return lambda content: (content / path).write_text((content / path).read_text("utf-8") + text, "utf-8")


def _replace(path: str, old: str, new: str) -> Callable[[Path], object]:
    return lambda content: (content / path).write_text((content / path).read_text("utf-8").replace(old, new), "utf-8")


def _remove(path: str) -> Callable[[Path], object]:
    return lambda content: (content / path).unlink()


HOME = "pages/plan/en/index.md"
PROGRAM = "pages/plan/en/join/medi-cal.md"
LOGO = "pictures/logo.svg"
HARD = "\n" + "Considerable organizational responsibilities necessitate individualized documentation. " * 60
PLANTED: list[tuple[Callable[[Path], Found], Callable[[Path], object]]] = [
    (front_matter_that_breaks_its_form, _replace(HOME, "updated: 2026-11-24", "updated: 2025-11-24")),
    (front_matter_that_breaks_its_form, _replace(HOME, "lead:", "leed:")),
    (front_matter_that_breaks_its_form, _replace(HOME, "updated:", "weekly_until: 2026-12-31\nupdated:")),
    (front_matter_that_breaks_its_form, _replace(PROGRAM, "line:", "lines:")),
    (missing_translations, _remove("pages/plan/es/join/medi-cal.md")),
    (missing_translations, _replace("navigation.yaml", "es: Empleos", "fr: Emplois")),
    (words_that_a_machine_left_out, _replace("navigation.yaml", "en: Careers", "en: Jobs")),
    (words_that_a_machine_left_out, _replace("pages/plan/km/index.md", "by_machine: true\n", "")),
    (dead_entries, _replace("navigation.yaml", "url: /members/rides/", "url: /members/transport/")),
    (dead_entries, _append(HOME, "\n[Classes](site:centers/lessons/)\n")),
    (dead_entries, _append(HOME, "\n[Classes](http://www.example)\n")),
    (pages_that_hang_from_nothing, _remove("pages/plan/es/about/newsroom/index.md")),
    (bodies_the_loader_would_garble, _append(HOME, "\n# Too high\n")),
    (bodies_the_loader_would_garble, _append(HOME, "\nCall {{ telephones }} now.\n")),
    (real_looking_hosts, _append(HOME, "\n[County](https://www.county.gov/)\n")),
    (real_looking_hosts, _append(HOME, "\nWrite to help@harbor.test.\n")),
    (unknown_telephones, _append(HOME, "\nCall (213) 555-2368.\n")),
    (unknown_telephones, _append(HOME, "\nCall 1-800-555-0190.\n")),
    (pictures_with_faults, _replace(LOGO, "</svg>", "<script>1</script></svg>")),
    (pictures_with_faults, _replace(LOGO, "<title>", '<use href="https://pictures.example/a.svg#b"/><title>')),
    (pictures_with_faults, _replace(LOGO, "<path", '<path style="fill:red"')),
    (pictures_with_faults, _append(LOGO, f"<!--{'x' * PICTURE_BYTES}-->")),
    (missing_pictures, _remove("pictures/envelope.svg")),
    (missing_pictures, _remove("pictures/map-valley.svg")),
    (frames_with_gaps, _replace("navigation.centers.yaml", "key: careers", "key: jobs")),
    (frames_with_gaps, _replace("navigation.medicare.yaml", "url: /privacy/", "url: /about/")),
    (hard_words, _append(HOME, HARD)),
]
RULES = list(dict.fromkeys(rule for rule, _ in PLANTED))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_sample_has_no(rule: Callable[[Path], Found]) -> None:
    assert list(rule(CONTENT)) == []


@pytest.mark.parametrize(
    ("rule", "plant"), PLANTED, ids=[f"{n}-{rule.__name__}" for n, (rule, _) in enumerate(PLANTED)]
)
def test_a_planted_fault_is_found(
    rule: Callable[[Path], Found], plant: Callable[[Path], object], tmp_path: Path
) -> None:
    copy = Path(shutil.copytree(CONTENT, tmp_path / "content"))

    plant(copy)

    assert list(rule(copy)), f"{rule.__name__} missed its planted fault"


def test_every_site_opens_in_every_language() -> None:
    homes = {(page.site, page.language) for page in pages(CONTENT) if page.path == "/"}

    assert homes == {(site, language) for site in SITES for language in (*LANGUAGES, *BY_MACHINE)}


def test_what_the_policy_links_to_stands_on_every_site() -> None:
    wording = "".join(file.read_text(encoding="utf-8") for file in (CONTENT.parent / "policy" / "wording").glob("*.md"))
    linked = {re.sub(r"^/[a-z]{2}(-[a-z]+)?/", "/", path) for path in re.findall(r"\]\((/[^)#?]*)", wording)}
    there = {(page.site, page.path) for page in pages(CONTENT)}

    missing = {(site, path) for site in SITES for path in linked if not path.startswith("/privacy/")} - there

    assert missing == set()
