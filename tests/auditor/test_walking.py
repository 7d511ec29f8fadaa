"""Each kind of visitor walks a small site: what comes before its pages, which pages it sees, and what is told of it."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from avowal.auditor.crawl import CrawlPlan, gather
from avowal.auditor.evidence import PageVisit, Pass, Request
from avowal.auditor.frontier import Frontier, template_of
from avowal.auditor.itinerary import Itinerary
from avowal.auditor.mails import read_mails
from avowal.auditor.resuming import AnotherRun, Kept, plain, revived
from avowal.auditor.robots import PAUSE, Manners
from avowal.auditor.signing_in import BadLogin, by_form, read_login

_spec = importlib.util.spec_from_file_location("walking_site", Path(__file__).with_name("walking_site.py"))
assert _spec is not None
assert _spec.loader is not None
SITE = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(SITE)

HOST = "walk.plan.example"
PLAYED = (
    Pass.FIRST_VISIT,
    Pass.WITHDRAWN,
    Pass.OPTED_OUT_EVERYWHERE,
    Pass.CLEARED,
    Pass.MEMBER,
    Pass.RIGHT_TO_LEFT,
    Pass.CHILD,
    Pass.MAIL,
)


@pytest.fixture(scope="module")
def asked():
    """What the site was asked for: method, path, cookie, signal."""
    return []


@pytest.fixture(scope="module")
def walk(asked, served, tmp_path_factory):
    """The site walked by several visitors at once: the plan, what is kept of the run, and what it brought home."""
    directory = tmp_path_factory.mktemp("walking")
    with (
        served(SITE.telling(lambda *told: asked.append(told))) as port,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr("avowal.auditor.itinerary.MOST", 1)
        patch.setattr("avowal.auditor.itinerary.LEAST", 1)
        patch.setattr("avowal.auditor.itinerary.MOST_WIDE", 1)
        patch.setattr("avowal.auditor.itinerary.LEAST_WIDE", 1)
        patch.setattr("avowal.auditor.walking.ALIKE", 1)
        (directory / "mails").mkdir()
        (directory / "mails" / "a.eml").write_text(SITE.MAIL.format(port=port), encoding="utf-8")
        (directory / "mails" / "plain.eml").write_text("Subject: x\n\nOnly text.", encoding="utf-8")
        base = f"http://{HOST}:{port}"
        plan = CrawlPlan(
            (f"{base}/",),
            frozenset({HOST}),
            pages=7,
            screenshots=None,
            seed="walk",
            allow_private=True,
            host_rules=(f"MAP {HOST} 127.0.0.1", "MAP * ~NOTFOUND"),
            passes=PLAYED,
            logins={Pass.MEMBER: by_form(f"{base}/sign-in/", "ada", SITE.PASSWORD, "")},
            mails=directory / "mails",
        )
        kept = Kept(directory, {"seed": "walk"}, resume=False)
        yield directory, plan, gather(plan, kept, progress=lambda *_: None)


@pytest.fixture
def seen(walk):
    """The paths that a visitor saw, in order, with their round."""
    _, _, crawled = walk

    def seen(passing):
        visits = [one for one in crawled.visits if one.passing is passing]
        return [(one.url.partition("example")[2].partition("/")[2], one.round) for one in visits]

    return seen


BROWSER = pytest.mark.browser


@BROWSER
def test_r8_who_withdraws_accepts_first_and_is_seen_from_the_refusal_on(walk, seen, asked):
    _, _, crawled = walk
    chosen = [one for one in crawled.chosen if one.passing is Pass.WITHDRAWN]

    assert [(one.wanted, one.where, one.made) for one in chosen] == [
        ("accept", "banner", True),
        ("refuse", "link", True),
    ]
    assert seen(Pass.WITHDRAWN)[1:] == [("", 1)]
    assert ("GET", "/tracker", "consent=yes", "") in asked
    assert not [
        r for one in crawled.visits if one.passing is Pass.WITHDRAWN for r in one.requests if "tracker" in r.url
    ]


@BROWSER
def test_r8_who_opts_out_everywhere_sends_the_signal_follows_the_link_and_comes_back(walk, seen, asked):
    _, _, crawled = walk
    chosen = [one for one in crawled.chosen if one.passing is Pass.OPTED_OUT_EVERYWHERE]

    assert ("link", True) in {(one.where, one.made) for one in chosen}
    assert ("GET", "/", "consent=no", "1") in asked
    assert ("", 2) in seen(Pass.OPTED_OUT_EVERYWHERE)


@BROWSER
def test_who_clears_the_browser_sees_the_same_pages_twice(seen):
    assert seen(Pass.CLEARED) == [("", 1), ("", 2)]


@BROWSER
def test_a_member_signs_in_and_sees_the_pages_behind_it(walk, seen):
    directory, _, _ = walk

    assert {path for path, _ in seen(Pass.MEMBER)} >= {"account/", "account/letters/"}
    kept = "".join(file.read_text(encoding="utf-8") for file in (directory / "visits").glob("*.json"))
    assert SITE.PASSWORD not in kept


@BROWSER
def test_pages_from_right_to_left_are_found(seen):
    assert seen(Pass.RIGHT_TO_LEFT) == [("ar/", 1)]


@BROWSER
def test_131_a_child_of_ten_answers_and_goes_on(walk, asked):
    _, _, crawled = walk

    assert [one.wanted for one in crawled.chosen if one.passing is Pass.CHILD and one.made] == ["tell_age"]
    assert any("young=1" in cookie for _, _, cookie, _ in asked)


@BROWSER
def test_49_a_mail_is_opened_with_its_pictures_and_one_without_html_is_told(walk, asked):
    _, _, crawled = walk
    (mail,) = [one for one in crawled.visits if one.passing is Pass.MAIL]

    assert mail.url == "http://mail.invalid/1/a"
    assert any(path == "/pixel" for _, path, _, _ in asked)
    assert any("/pixel" in request.url for request in mail.requests)
    assert any("plain.eml" in said for said in crawled.sampled)


@BROWSER
def test_robots_are_honoured_and_what_is_left_out_is_told(walk, asked):
    _, _, crawled = walk

    assert "/hidden/" not in {path for _, path, _, _ in asked}
    assert any("robots.txt" in said for said in crawled.sampled)
    assert any("not asked for: unguarded" in said for said in crawled.not_exercised)


@BROWSER
def test_alike_pages_are_looked_at_less_deeply(walk):
    _, _, crawled = walk
    news = [one.depth for one in crawled.visits if one.passing is Pass.FIRST_VISIT and "/news/" in one.url]

    assert (news[0], set(news[1:])) == ("deep", {"shallow"})


@BROWSER
def test_a_run_that_was_cut_off_is_taken_up_where_it_was(walk, asked):
    directory, plan, crawled = walk
    for file in sorted((directory / "visits").glob("[0-9]*.json"))[-3:]:
        file.unlink()
    asked.clear()

    again = gather(plan, Kept(directory, {"seed": "walk"}, resume=True), progress=lambda *_: None)

    assert [one.url for one in again.visits] == [one.url for one in crawled.visits]
    assert len(asked) < 40  # the whole run asked several times as often
    with pytest.raises(AnotherRun, match="pages differ"):
        Kept(directory, {"seed": "walk", "pages": 3}, resume=True)


def test_whatever_was_seen_is_kept_and_read_again_as_it_was():
    request = Request("http://a.example/", "POST", "xhr", "p", headers=(("a", "b"),), body=b"\x00\xff")
    visit = PageVisit(Pass.CHILD, "u", "u", 200, requests=(request,), clicked=("x",))

    assert revived(PageVisit, plain(visit)) == visit


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("https://p.example/news/1/", "https://p.example/news/2/", True),
        ("https://p.example/es/news/1/", "https://p.example/news/1/", True),
        ("https://p.example/2024/news/", "https://p.example/2025/news/", True),
        ("https://p.example/news/", "https://p.example/", False),
        ("https://p.example/a/x", "https://p.example/b/x", False),
        ("https://q.example/a/x", "https://p.example/a/x", False),
    ],
)
def test_pages_of_one_shape_are_of_one_template(one, other, alike):
    assert (template_of(one) == template_of(other)) is alike
    assert template_of(one, "scripts") != template_of(one, "others")


def _seen(path, template, **more):
    return PageVisit(Pass.FIRST_VISIT, f"https://p.example{path}", "", 200, template=template, **more)


def test_a_sample_has_one_page_of_each_template_and_is_filled_from_other_parts():
    before = Itinerary.of([_seen("/", "home"), *(_seen(f"/n/{n}/", "news") for n in range(9)), _seen("/f/", "form")])

    assert [one[17:] for one in before.sample(9, 2)] == ["/", "/n/0/", "/f/"]
    assert len(before.sample(9, 6)) == 6
    assert [one[17:] for one in before.sample(2, 2)] == ["/", "/n/0/"]


def test_pages_that_brought_the_browser_down_are_left_to_the_first_visitor():
    ended = "The page did not settle within 5 seconds; the browser was ended."
    before = Itinerary.of([_seen("/", "a"), _seen("/bad/", "b", trouble=(ended,))])

    assert (before.addresses, before.deadly) == (["https://p.example/"], ("https://p.example/bad/",))


class _Rules(Manners):
    def _lines(self, origin):
        return {"https://slow.example": ["User-agent: *", "Crawl-delay: 3", "Disallow: /no/"]}.get(origin, [])


def test_strangers_are_given_time_and_robots_a_hearing_but_not_on_ones_own_sites():
    slept = []
    manners = _Rules((), lambda _url: True, own=False, clock=lambda: 100.0, sleep=slept.append)

    for address in ("https://slow.example/", "https://slow.example/a", "https://q.example/", "https://q.example/b"):
        manners.wait(address)
    assert slept == [3.0, PAUSE]
    assert not manners.allow("https://slow.example/no/x")
    assert _Rules((), lambda _url: True, own=True).allow("https://slow.example/no/x")
    frontier = Frontier(["https://slow.example/"], manners.allow)
    frontier.add(["https://slow.example/no/x", "https://slow.example/yes"])
    assert (frontier.next(), frontier.next(), frontier.next()) == (
        "https://slow.example/",
        "https://slow.example/yes",
        None,
    )
    assert frontier.forbidden == {"https://slow.example": 1}


def test_nobody_waits_for_a_host_of_this_machine():
    manners = _Rules(
        ("MAP p.example 127.0.0.1:80",), lambda _url: True, own=False, sleep=lambda _: pytest.fail("waited")
    )

    assert [manners.wait(address) for address in ("http://p.example/", "http://p.example/a", "http://127.0.0.1/")] == [
        0.0,
        0.0,
        0.0,
    ]


def test_a_login_script_is_read_with_its_secrets_from_the_environment(tmp_path):
    file = tmp_path / "login.yaml"
    file.write_text("- goto: https://p.example/\n- fill: {Name: ada, Password: '${PW}'}\n- press: Sign in\n")

    login = read_login(file, {"PW": "hush"})

    assert [(step.does, step.what, step.value) for step in login.steps] == [
        ("goto", "https://p.example/", ""),
        ("fill", "Name", "ada"),
        ("fill", "Password", "hush"),
        ("press", "Sign in", ""),
    ]
    assert "hush" not in repr(login)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- fill: {Password: '${PW}'}", "the environment has no PW"),
        ("- jump: high", "“jump” is not known"),
        ("goto: x", "no list of steps"),
        ("- [", "not YAML"),
        ("- {goto: a, press: b}", "a step is one of"),
    ],
)
def test_a_login_script_that_cannot_be_read_says_where_and_what_to_write(text, told, tmp_path):
    file = tmp_path / "login.yaml"
    file.write_text(text)

    with pytest.raises(BadLogin, match=told):
        read_login(file, {})


def test_mails_are_read_whatever_their_bytes(tmp_path):
    (tmp_path / "a.eml").write_bytes(b"Content-Type: text/html; charset=nonsense\n\n<p>\xff</p>")
    (tmp_path / "b.html").write_bytes(b"<p>\xff</p>")
    (tmp_path / "c.txt").write_bytes(b"no mail")

    mails, troubles = read_mails(tmp_path)

    assert ([mail.address for mail in mails], troubles) == (["http://mail.invalid/1/a", "http://mail.invalid/2/b"], ())
    assert read_mails(tmp_path / "away") == ((), ()) or read_mails(tmp_path / "away")[1]
