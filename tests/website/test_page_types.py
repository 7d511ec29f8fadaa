"""Every type of page is found by its address, shown, and stands where it belongs (0006)."""

import re
from datetime import date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

FILES = {
    "index": "---\ntitle: Types\n---\n```news\nheading: New\ncount: 2\n```\n\n```events\ncount: 2\n```\n",
    "program": "---\ntype: program\ntitle: Program\nline: medi_cal_line\n---\n"
    "## A\n\nOver.\n\n## B\n\nBene.\n\n## C\n\nQuali.\n\n## D\n\n```steps\nsteps:\n  - {title: One}\n  - {title: Two}\n```\n\n## E\n\nMore.\n",
    "section/index": "---\ntype: landing\ntitle: Section\n---\nX\n",
    "section/below": "---\ntitle: Below\nlead: The lead of it.\n---\nX\n",
    "news/index": "---\ntype: news_list\ntitle: News\n---\n",
    "news/one": "---\ntype: news\ntitle: One\nkind: advisory\ndate: 2026-11-20\n---\nX\n",
    "events/index": "---\ntype: event_list\ntitle: Events\n---\n",
    "events/yoga": '---\ntype: event\ntitle: Yoga\nday: wed\nstarts: "18:00"\nends: "19:30"\nweekly_until: 2099-01-01\nplace: place\ncost: Free\n---\nX\n',
    "events/past": '---\ntype: event\ntitle: Past\ndate: 2020-01-01\nstarts: "18:00"\nends: "19:30"\n---\nX\n',
    "place": '---\ntype: location\ntitle: Place\nstreet: 1 Pier\ncity: Port Harbor\npostal_code: "90000"\nhours: {mon: "09:00-17:30"}\nmap: hero.svg\nmap_description: Left of the pier.\n---\nX\n',
    "papers": "---\ntype: documents\ntitle: Papers\n---\n```documents\nheading: All\ndocuments:\n  - title: Policy\n    versions:\n      - {language: ko, url: /privacy/}\n      - {language: en, file: a.txt}\n```\n",
    "words": "---\ntype: glossary\ntitle: Words\n---\n```glossary\n- {term: Zebra, meaning: Last.}\n- {term: Apple, meaning: First.}\n```\n",
    "asked": "---\ntype: questions\ntitle: Asked\n---\n```heading\nOne\n```\n\n```questions\n- {question: Why?, answer: Because.}\n```\n",
    "blocks": "---\ntitle: Blocks\n---\n```table\ncaption: Costs\nheaders: both\nrows: [[Visit, Cost], [Doctor, $0]]\n```\n\n```cards\nheading: 'On'\ncards:\n  - {title: Join, url: /join/, picture: hero.svg}\n```\n\n```alert_box\nkind: warning\nheading: Mind\ntext: Do **not** wait.\n```\n\n```accordion\nparts:\n  - {title: A, text: a}\n  - {title: B, text: b}\n```\n\n```contact\nname: Office\ntelephone: 1-800-555-0100\n```\n\n```quotation\ntext: Well said.\n```\n\n```related\nlinks:\n  - {label: Join us, url: /join/}\n```\n\n```facts\nfacts:\n  - {value: $0, text: a month}\n  - {value: $1, text: a year}\n```\n\n```locations\ncount: 3\n```\n",
}


@pytest.fixture
def types(db, policy, tmp_path):
    """A site tree with a page of each type, beside what the tests have anyway."""
    import shutil
    from pathlib import Path

    from django.conf import settings

    from avowal.website.pages.actions import load_content

    shutil.copytree(Path(__file__).parent / "content", tmp_path / "content")
    for name, text in FILES.items():
        file = tmp_path / f"content/pages/plan/en/types/{name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.replace("place: place", "place: types/place"))
    (tmp_path / "content/documents").mkdir()
    (tmp_path / "content/documents/a.txt").write_text("a")
    load_content(tmp_path / "content", settings=settings.AVOWAL, policy=policy, today=date(2026, 11, 24))


def test_every_type_is_found_and_shown_with_few_queries(types, visit):
    soups = {}
    for name in FILES:
        path = "/types/" + name.replace("index", "").rstrip("/") + ("/" if name != "index" else "")
        visit(path)
        with CaptureQueriesContext(connection) as queries:
            answer = visit(path)
        assert answer.status_code == 200, path
        assert len(queries) <= 17, f"{path}\n" + "\n".join(one["sql"][:200] for one in queries)
        levels = [int(tag.name[1]) for tag in answer.soup.main.find_all(re.compile("^h[1-6]$"))]
        assert levels[0] == 1, path
        assert levels.count(1) == 1, path
        assert all(later - earlier <= 1 for earlier, later in pairwise(levels)), (path, levels)
        ids = [tag["id"] for tag in answer.soup.find_all(id=True)]
        assert len(ids) == len(set(ids)), path
        soups[name] = answer.soup.main

    assert [tag.text for tag in soups["program"].select(".hb-part > h2")] == [
        "Overview",
        "Benefits",
        "Do I qualify?",
        "How to join",
    ]
    assert soups["program"].find("h2", string="E"), "a fifth section keeps its own heading"
    assert soups["section/index"].select_one(".usa-card a")["href"] == "/types/section/below/"
    assert "The lead of it." in soups["section/index"].text
    assert soups["news/index"].select_one(".usa-tag").text == "Advisory"
    assert [a.text for a in soups["events/index"].select(".hb-events a")] == ["Yoga"], "what is over leaves the list"
    assert soups["events/yoga"].find("a", href="/types/place/").text == "Place"
    assert "This is over." in soups["events/past"].text
    assert "9 a.m. – 5:30 p.m." in soups["place"].select_one(".hb-hours").text
    assert "Left of the pier." in soups["place"].find("figcaption").text
    assert soups["papers"].select_one(".hb-document a")["href"] == "/ko/privacy/"
    assert [tag.text for tag in soups["words"].select("dt")] == ["Apple", "Zebra"]
    assert soups["blocks"].select_one("table caption").text == "Costs"
    assert [tag["scope"] for tag in soups["blocks"].select("th")] == ["col", "col", "row"]


def test_types_stand_where_they_belong(types):
    from avowal.website.pages import models

    assert models.NewsPage.allowed_parent_page_models() == [models.NewsIndexPage]
    assert models.NewsIndexPage.allowed_subpage_models() == [models.NewsPage]
    assert models.HomePage not in models.StandardPage.allowed_subpage_models()
    for one in (models.ProgramPage, models.LocationPage, models.GlossaryPage):
        assert models.HomePage in one.allowed_parent_page_models()


@pytest.mark.parametrize(
    ("now", "next_day"),
    [
        ("2026-11-04 19:00", "2026-11-04"),
        ("2026-11-04 19:31", "2026-11-11"),
        ("2026-10-28 12:00", "2026-10-28"),
        ("2026-12-30 20:00", None),
    ],
)
def test_weekly_event_keeps_its_hour_when_the_clocks_change(settings, now, next_day):
    from avowal.website.pages.models import EventPage

    zone = ZoneInfo(settings.TIME_ZONE)
    at = lambda text: datetime.fromisoformat(text).replace(tzinfo=zone)  # noqa: E731
    event = EventPage(starts_at=at("2026-10-07 18:00"), ends_at=at("2026-10-07 19:30"), weekly_until=date(2026, 12, 31))

    found = event.next_after(at(now))

    assert (found and found[0].astimezone(zone).isoformat()[:16]) == (next_day and f"{next_day}T18:00")


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ("type: brochure", "no type “brochure”"),
        ("type: news", "write 'date'"),
        ("type: program", "needs 4 sections"),
        ("type: event\nday: mon\nstarts: '9:00'\nends: '8:00'\nplace: nowhere", "Invalid isoformat|no location"),
    ],
)
def test_content_file_that_does_not_fit_its_type_is_named(db, policy, tmp_path, front, said):
    import shutil
    from pathlib import Path

    from django.conf import settings

    from avowal.website.pages.actions import load_content

    shutil.copytree(Path(__file__).parent / "content", tmp_path / "content")
    parent = {"news": "news_list", "event": "event_list"}.get(front.split("\n")[0].removeprefix("type: "), "page")
    folder = tmp_path / "content/pages/plan/en/odd"
    folder.mkdir()
    (folder / "index.md").write_text(f"---\ntype: {parent}\ntitle: Odd\n---\nX\n")
    (folder / "one.md").write_text(f"---\ntitle: One\n{front}\n---\n## A\n\nX\n")

    with pytest.raises(ValueError, match=said):
        load_content(tmp_path / "content", settings=settings.AVOWAL, policy=policy, today=date(2026, 11, 24))


@pytest.mark.parametrize("path", ["/es/only-english/", "/ko/only-english/"])
def test_r60_page_that_is_missing_in_a_language_shows_the_source_and_says_so(visit, path):
    answer = visit(path)
    banner = answer.soup.select_one("[data-area=fallback]")

    assert answer.status_code == 200
    assert answer.soup.html["lang"] == "en"
    assert banner["lang"] == path[1:3], "R60: said in the visitor's own language"
    assert visit("/only-english/").soup.select_one("[data-area=fallback]") is None


def test_r60_a_page_that_is_translated_is_never_shown_in_the_source(visit):
    assert visit("/es/join/").soup.h1.text == "Hágase miembro"
    assert visit("/es/nowhere/").status_code == 404
