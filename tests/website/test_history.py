"""The public history: every version, as it was and side by side, also while nothing is in force (ledger 16.1)."""

import hashlib
import json

import pytest

from avowal.policy import prose


def test_16_1_history_lists_every_version_newest_first_with_its_fingerprint(visit, second, own_policy):
    soup = visit("/privacy/history/").soup
    chain = json.loads((own_policy / "policy/chain.json").read_bytes())

    assert [heading.a.text for heading in soup.select(".versions h2")] == ["Version 2", "Version 1"]
    assert [state.text for state in soup.select(".versions .state")] == ["Waiting", "In force"]
    shown = [code.text for code in soup.select(".proof dd code")]
    assert shown == [chain[1]["sha256"], chain[0]["sha256"], chain[0]["sha256"]], "16.1: a version is not listed"


def test_16_1_version_can_be_downloaded_and_has_the_fingerprint_that_is_shown(visit, second):
    answer = visit("/privacy/history/2/policy.json")

    assert hashlib.sha256(answer.content).hexdigest() == second.sha256
    assert answer["Content-Disposition"] == 'attachment; filename="policy-2.json"'


def test_16_1_without_its_notice_a_version_does_not_hold_however_late_it_is(visit, second, later):
    later()

    assert visit("/privacy/history/2/").soup.select_one("h1 .state").text == "Waiting"
    assert "It is all up to you." in visit("/privacy/").soup.article.text


@pytest.fixture
def notice_met(second):
    from django.utils import timezone

    from avowal.website.privacy import actions

    actions.notice_met(2, seen_at=timezone.now())


def test_16_1_a_version_whose_day_has_come_holds_and_the_one_before_is_archived(visit, notice_met, later):
    later()
    soup = visit("/privacy/history/").soup

    assert [state.text for state in soup.select(".versions .state")] == ["In force", "Archived"]
    assert " to " in soup.select(".versions .held")[1].text
    archived = visit("/privacy/history/1/").soup
    assert "no longer in force" in archived.select_one(".note").text
    assert "It is all up to you." in archived.article.text
    assert "Nobody has to take part." in visit("/privacy/").soup.article.text


@pytest.mark.parametrize("path", ["/privacy/history/2/", "/es/privacy/history/2/"])
def test_a_version_that_waits_has_its_page_and_says_that_it_does_not_hold_yet(visit, second, path):
    soup = visit(path).soup
    language = "es" if path.startswith("/es/") else "en"

    assert soup.select_one("h1 .state")["class"] == ["state", "waiting"]
    assert soup.find("meta", attrs={"name": "avowal:policy-updated"}) is None, (
        "16.2: the date of a version not in force"
    )
    headings = [heading.get_text(" ", strip=True) for heading in soup.select("article.policy section > h2")]
    assert headings == [f"{one.number} {one.title}".strip() for one in prose.page(second, language).sections]


def test_two_versions_are_chosen_without_a_script(visit, second):
    form = visit("/privacy/history/").soup.select_one("form.compare")

    assert form["method"] == "get"
    assert {select["name"] for select in form.select("select")} == {"new", "old"}
    for query in ("new=2&old=1", "new=1&old=2"):
        assert visit(f"/privacy/history/?{query}")["Location"] == "/privacy/history/2/since/1/"
    assert visit("/privacy/history/?new=9&old=x").status_code == 200
    assert visit("/privacy/history/1/since/2/")["Location"] == "/privacy/history/2/since/1/"


@pytest.mark.parametrize("path", ["9/", "9/since/1/", "9/policy.json"])
def test_a_version_that_never_was_is_not_found(visit, second, path):
    assert visit(f"/privacy/history/{path}").status_code == 404


def test_16_1_differences_are_shown_word_by_word_as_people_read_them(visit, second):
    soup = visit("/privacy/history/2/since/1/").soup
    changed = {section.h3["id"]: section for section in soup.select("details.compared.changed")}

    assert {"weblogs", "surveys", "ip-addresses"} <= set(changed)
    assert all(
        section.has_attr("open") is ("changed" in section["class"]) for section in soup.select("details.compared")
    )
    row = changed["weblogs"].select_one("tr.changed")
    assert "30" in row.select_one("td.old del").text
    assert "60" in row.select_one("td.new ins").text
    assert "{{" not in soup.main.text, "a placeholder instead of what people read"
    worded = " ".join(found.text for found in changed["surveys"].select("ins"))
    assert "Nobody" in worded


def test_differences_are_told_by_words_and_not_by_colour_alone(visit, second):
    soup = visit("/privacy/history/2/since/1/").soup

    for mark, begins, ends in (("del", "[removed:", "end of removed]"), ("ins", "[added:", "end of added]")):
        for found in soup.select(f".sides {mark}"):
            said = [part.text.strip() for part in found.select(".unseen")]
            assert said == [begins, ends]


def test_differences_in_another_language_show_the_filled_change_there_too(visit, second):
    soup = visit("/es/privacy/history/2/since/1/").soup
    row = soup.select_one("#weblogs").find_parent("details").select_one("tr.changed")

    assert "30" in row.select_one("del").text
    assert "60" in row.select_one("ins").text
    assert soup.html["lang"] == "es"


def test_16_1_history_says_when_a_version_was_changed_outside_publishing(visit, second, own_policy):
    from avowal.website import in_force

    file = own_policy / "policy/versions/0002.json"
    file.write_bytes(file.read_bytes().replace(b"60 days", b"61 days"))
    in_force._in_force.cache_clear()
    soup = visit("/privacy/history/").soup

    assert visit("/privacy/").status_code == 503
    assert [state.text for state in soup.select(".versions .state")] == ["Changed outside publishing", "Suspended"]
    assert "No version is in force now." in soup.main.text
    assert visit("/privacy/history/2/").status_code == 404
    assert visit("/privacy/history/1/").status_code == 200, "what can be read is shown while nothing is in force"


def test_16_1_history_tells_the_times_without_a_policy(visit, second, own_policy):
    from datetime import UTC, datetime

    from avowal.policy import gaps

    gaps.write_gaps(
        own_policy,
        (gaps.Gap(datetime(2026, 11, 18, 20, tzinfo=UTC), "a reason", datetime(2026, 11, 20, 20, tzinfo=UTC)),),
    )
    soup = visit("/privacy/history/").soup

    assert [item.text.strip() for item in soup.select(".gaps li")] == ["November 18, 2026 to November 20, 2026"]
    assert "a reason" not in soup.text


def test_history_of_a_single_version_has_nothing_to_compare(visit, db):
    soup = visit("/privacy/history/").soup

    assert soup.select_one("form.compare") is None
    assert "The first version." in soup.main.text


@pytest.mark.parametrize(("path", "more"), [("/privacy/", "We may do more"), ("/es/privacy/", "Podemos hacer más")])
def test_16_1_each_change_says_who_may_do_more_or_less(visit, second, path, more):
    """“Less” beside “New choice” told nobody what there is less of."""
    for page in ("history/", "history/2/since/1/"):
        assert visit(path + page).soup.select_one(".told .more .direction").text == more


@pytest.mark.parametrize(("code", "end"), [("zh-hans", "。"), ("hy", "։"), ("km", "។"), ("es", "."), ("", ".")])
def test_the_sentence_about_programs_ends_as_its_language_ends_sentences(visit, code, end):
    sentence = visit(f"/{code}/privacy/history/".replace("//", "/")).soup.select("[aria-labelledby=verify] p")[-1]

    assert sentence.select_one("a bdi").text == "/.well-known/avowal.json"
    assert sentence.a["href"] == "/.well-known/avowal.json"
    assert sentence.text.endswith(f"/.well-known/avowal.json{end}")
