"""Checks on evidence made by hand: the same rules without a browser, the borders of each rule included."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import replace

import pytest

from avowal.auditor.carrying import carried
from avowal.auditor.checks import CHECKS
from avowal.auditor.checks.common import is_in
from avowal.auditor.checks.policy_words import expected
from avowal.auditor.evidence import (
    Announcement,
    Carried,
    CookieSet,
    Evidence,
    JarCookie,
    Link,
    Observation,
    PageVisit,
    Pass,
    PolicyDate,
    PolicyText,
    Published,
    Refusal,
    Request,
    StoredKey,
    Stranger,
)
from avowal.auditor.stored import Canary, Search, StoreFacts, StoreSeen
from avowal.auditor.verdicts import Reason, Unchecked
from avowal.policy.catalogue import Catalogue
from avowal.policy.model import Storage

PAGE = "https://www.harborhealth.example/contact/"
OWN = "www.harborhealth.example"


def seen(**fields) -> PageVisit:
    values = {"passing": Pass.FIRST_VISIT, "url": PAGE, "final_url": PAGE, "status": 200, **fields}
    return PageVisit(**values)


def judge(promise, version, *visits, **evidence):
    return CHECKS[promise].judge(version, Evidence(tuple(visits), {OWN: "plan"}, **evidence))


def cookie(name, life=None, **fields) -> CookieSet:
    return CookieSet(
        **{"name": name, "host": OWN, "life": life, "source": "header", "by": PAGE, "attributes": "", **fields}
    )


def request(url, **fields) -> Request:
    return Request(**{"url": url, "method": "GET", "kind": "image", "page": PAGE, **fields})


def link(href, **fields) -> Link:
    values = {"text": "More", "rel": (), "classes": (), "target": "", "region": "main", "flagged": False, "told": ""}
    return Link(href=href, **{**values, **fields})


@pytest.mark.parametrize("promise", sorted(CHECKS))
def test_no_check_says_kept_when_nothing_was_visited(promise, version):
    assert isinstance(judge(promise, version), Unchecked)


@pytest.mark.parametrize(
    ("visit", "found"),
    [
        (seen(cookies=(cookie("harbor_session"),)), 0),
        (seen(cookies=(cookie("tracker"),)), 1),
        (seen(cookies=(cookie("tracker", 60, refused="ThirdPartyPhaseout", host="t.example"),)), 1),
        (seen(cookies=(cookie("old", 0),)), 0),
        (seen(jar=(JarCookie("tracker", OWN, None),)), 1),
        (seen(cookies=(cookie("tracker"),), jar=(JarCookie("tracker", OWN, None),)), 1),
        (seen(cookies=(cookie("harbor_session", host="t.example"),)), 1),
        (seen(cookies=(cookie("vx_player", 60, host="video.example"),)), 0),
        (seen(storage=(StoredKey(Storage.LOCAL, "theme", "https://x"),)), 1),
        (seen(storage=(StoredKey(Storage.LOCAL, "harbor_text_size", "https://x"),)), 1),
        (seen(refusals=(Refusal("cookie", "tracker", "undeclared", "4.1", PAGE),)), 1),
    ],
)
def test_41_what_a_browser_is_asked_to_keep_is_declared(visit, found, version):
    assert len(judge("4.1", version, visit)) == found


def test_41_an_attempt_that_the_front_door_refused_names_who_stopped_it(version):
    refused = seen(refusals=(Refusal("cookie", "tracker", "undeclared", "4.1", PAGE),))

    (finding,) = judge("4.1", version, refused)

    assert finding.stopped_by == "edge"


@pytest.mark.parametrize(
    ("visit", "found"),
    [
        (seen(cookies=(cookie("harbor_session"),)), 0),
        (seen(cookies=(cookie("harbor_session", 60),)), 1),
        (seen(cookies=(cookie("harbor_session", -1),)), 0),
        (seen(cookies=(cookie("harbor_text_size", 60),), jar=(JarCookie("harbor_form", OWN, None),)), 0),
        (seen(jar=(JarCookie("harbor_form", OWN, 500),)), 1),
        (seen(refusals=(Refusal("cookie", "harbor_form", "session-cookie-with-life", "4.2", PAGE, True),)), 1),
    ],
)
def test_42_session_cookies_end_with_the_visit(visit, found, version):
    assert len(judge("4.2", version, visit)) == found


def test_42_is_not_exercised_where_no_session_cookie_was_set(version):
    assert judge("4.2", version, seen()).reason is Reason.NOT_EXERCISED


@pytest.mark.parametrize(("life", "found"), [(31_536_000, 0), (31_536_003, 0), (31_536_060, 1), (60, 0)])
def test_43_a_cookie_asks_for_no_more_than_its_declared_life(life, found, version):
    assert len(judge("4.3", version, seen(cookies=(cookie("harbor_text_size", life),)))) == found


READ = Observation("cookie-read", "document.cookie", "https://w/a.js:3:9", PAGE)


@pytest.mark.parametrize(
    ("observations", "found"),
    [
        ((READ,), 1),
        ((replace(READ, literals=("harbor_text_size",)),), 0),
        ((READ, Observation("cookie-lookup", "harbor_text_size=", "https://w/a.js:4:2", PAGE)), 0),
        ((READ, Observation("cookie-lookup", "harbor_text_size=", "https://w/other.js:4:2", PAGE)), 1),
        ((READ, Observation("cookie-lookup", "; ", "https://w/a.js:4:2", PAGE)), 1),
        ((Observation("cookie-named-read", "harbor_session", "https://w/a.js:1:1", PAGE),), 1),
        ((Observation("cookie-list", "cookieStore.getAll()", "https://w/a.js:1:1", PAGE),), 1),
        ((Observation("storage-list", "the keys of localStorage", "https://w/a.js:1:1", PAGE),), 1),
        ((Observation("storage-read", "local theme", "https://w/a.js:1:1", PAGE),), 1),
        ((Observation("listener", "keydown on document", "https://w/a.js:1:1", PAGE),), 0),
    ],
)
def test_47_scripts_read_only_declared_keys(observations, found, version):
    cookies = dict(version.policy.cookies)
    cookies["harbor_text_size"] = replace(cookies["harbor_text_size"], scripts_may_read=True)
    readable = replace(version, policy=replace(version.policy, cookies=Catalogue(cookies.items())))

    assert len(judge("4.7", readable, seen(observations=observations))) == found


TYPED = (Canary("zqbrklmnptvw", "typed", "field"),)


@pytest.mark.parametrize(
    ("sent", "found"),
    [
        (request("https://x.example/?q=zqbrklmnptvw"), 1),
        (request(f"https://{OWN}/suggest?q=zqbrklmnptvw"), 1),
        (request("https://x.example/", method="POST", body=b'{"a":"enFicmtsbW5wdHZ3"}'), 1),
        (request("https://x.example/", headers=(("x-value", "zqbrklmnptvw"),)), 1),
        (request("https://x.example/?q=zqsomethingelse"), 0),
    ],
)
def test_61_what_is_typed_and_not_submitted_is_in_no_request(sent, found, version):
    assert len(judge("6.1", version, seen(requests=(sent,), canaries=TYPED))) == found


def test_61_keys_sent_one_request_each_are_read_in_their_order(version):
    keys = tuple(request(f"https://x.example/k?c={letter}&t={n}00") for n, letter in enumerate("zqbrklmnptvw"))

    (finding,) = judge("6.1", version, seen(requests=keys, canaries=TYPED))

    assert "keystrokes" in finding.evidence[0]


def test_61_the_finding_does_not_repeat_what_was_typed(version):
    sent = request("https://x.example/?q=zqbrklmnptvw")

    (finding,) = judge("6.1", version, seen(requests=(sent,), canaries=TYPED))

    assert "zqbrklmnptvw" not in repr(finding)


@pytest.mark.parametrize(
    ("outgoing", "found"),
    [
        (link("https://elsewhere.example/"), 1),
        (link("https://elsewhere.example/", flagged=True), 1),
        (link("https://elsewhere.example/", told="text"), 1),
        (link("https://elsewhere.example/", flagged=True, told="text"), 0),
        (link("https://medicare.harborhealth.example/"), 0),
        (link("mailto:a@elsewhere.example"), 0),
    ],
)
def test_122_a_link_that_leaves_is_marked_for_people_and_programs(outgoing, found, version):
    visit = seen(links=(outgoing, link("https://county.example/", flagged=True, told="icon")))

    assert len(judge("12.2", version, visit)) == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (request(f"https://{OWN}/a.png"), 0),
        (request("data:image/png;base64,AAAA"), 0),
        (request("https://pixel.example/a.gif"), 1),
        (request("https://metrics.harborhealth.example/a.gif"), 1),
        (request("https://video.example/v"), 1),
        (request("wss://live.example/"), 1),
    ],
)
def test_142_every_host_asked_is_own_or_declared(asked, found, version):
    assert len(judge("14.2", version, seen(requests=(asked,)))) == found


def test_142_a_request_seen_only_with_the_security_policy_off_was_stopped_by_it(version):
    asked = request("https://pixel.example/a.gif")
    blocked = replace(asked, blocked="csp")

    found = judge("14.2", version, seen(requests=(blocked,)), seen(passing=Pass.UNGUARDED, requests=(asked,)))

    assert [finding.stopped_by for finding in found] == ["browser policy (CSP)"]


def test_142_a_link_header_that_the_front_door_refused_names_who_stopped_it(version):
    refusals = (Refusal("link", "tracker.example", "undeclared", "14.2", PAGE),)

    (finding,) = judge("14.2", version, seen(refusals=refusals), seen(url=f"{PAGE}2", refusals=refusals))

    assert (finding.stopped_by, finding.flow.recipient) == ("edge", "tracker.example")
    assert "tracker.example" in finding.what
    assert not judge("4.1", version, seen(refusals=refusals))


def test_162_each_language_shows_the_date_in_force(version):
    right = PolicyDate("2026-07-01", "July 1, 2026", "time")
    pages = [seen(policy_page=True, language=language, policy_dates=(right,)) for language in ("en", "es")]

    assert judge("16.2", version, *pages) == ()


def test_162_is_not_exercised_where_a_language_was_not_reached(version):
    right = PolicyDate("2026-07-01", "July 1, 2026", "time")

    outcome = judge("16.2", version, seen(policy_page=True, language="en", policy_dates=(right,)))

    assert (outcome.reason, "es" in outcome.why) == (Reason.NOT_EXERCISED, True)


CONTROL = Search(Canary("zqc", "control", "the path"), True, ("weblog.path",))


@pytest.mark.parametrize(
    ("store", "outcome"),
    [
        (None, Reason.NO_ACCESS),
        (StoreSeen({}, (), trouble="away"), Reason.COULD_NOT_RUN),
        (StoreSeen({}, (replace(CONTROL, places=()),)), Reason.NOT_EXERCISED),
        (StoreSeen({"weblog": ("path", "seen_at", "keep_until", "ip_address_until")}, (CONTROL,)), 0),
        (StoreSeen({"weblog": ("path", "cookie")}, (CONTROL,)), 1),
        (StoreSeen({"profiles": ("name",)}, (CONTROL,)), 1),
        (StoreSeen({}, (CONTROL, Search(Canary("zqq", "query", "a query"), False, ("weblog.path",)))), 1),
    ],
)
def test_34_the_store_holds_what_is_declared_and_no_more(store, outcome, version):
    found = judge("3.4", version, seen(), store=store)

    assert (found.reason if isinstance(found, Unchecked) else len(found)) == outcome


HTML = (("content-type", "text/html; charset=utf-8"),)
DOCUMENT = f"https://{OWN}/.well-known/avowal.json"
HISTORY, FEED = f"https://{OWN}/privacy/history/", f"https://{OWN}/privacy/changes.atom"


def published(version, **changes):
    """What a site publishes for programs, in order: the document, the history, the feed."""
    told = {"version": version.number, "sha256": version.sha256, "published_at": "2026-07-01T12:00:00+00:00"}
    told |= {"history": HISTORY, "feed": FEED, "waiting": None, **changes}
    entry = "<entry><updated>2026-07-01T12:00:00+00:00</updated></entry>"
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>'
    texts = ((DOCUMENT, json.dumps(told)), (HISTORY, version.sha256), (FEED, feed))
    return tuple(Published(url, 200, text) for url, text in texts)


def policy_pages(version, **changes):
    """The privacy page in each language, with `changes` to what it shows."""
    return [
        seen(
            policy_page=True,
            language=language,
            headers=HTML,
            policy_text=PolicyText(**{"blocks": tuple(expected(version, language)), "marked": True, **changes}),
        )
        for language in version.policy.languages
    ]


def test_161_is_kept_where_pages_history_and_feed_agree(version):
    assert judge("16.1", version, *policy_pages(version), published=published(version)) == ()


def test_161_says_what_a_page_shows_instead(version):
    blocks = expected(version, "en")
    page = policy_pages(version, blocks=(*blocks[:1], blocks[1] + " Or not.", *blocks[2:]))[0]

    (finding,) = judge("16.1", version, page, published=published(version))

    assert [line[:13] for line in finding.evidence] == ["does not show", "shows instead"]
    assert "Or not." in finding.evidence[1]


def test_161_text_around_a_policy_that_is_not_marked_is_no_part_of_it(version):
    around = ("Skip to the text", *expected(version, "en"), "Call us")
    others = policy_pages(version)[1:]

    for marked, found in ((False, 0), (True, 1)):
        page = policy_pages(version, blocks=around, marked=marked)[0]
        assert len(judge("16.1", version, page, *others, published=published(version))) == found


@pytest.mark.parametrize("left_out", [1, 2])
def test_161_history_and_feed_have_the_version_in_force(left_out, version):
    some = published(version)
    some = (*some[:left_out], replace(some[left_out], text=""), *some[left_out + 1 :])

    assert len(judge("16.1", version, *policy_pages(version), published=some)) == 1


@pytest.mark.parametrize(
    ("announced", "found"),
    [
        (Announcement("2026-12-24", "On that day it changes.", (f"https://{OWN}/es/privacy/history/2/since/1/",)), 0),
        (Announcement("2026-12-25", "On another day it changes.", (f"https://{OWN}/privacy/history/2/",)), 1),
        (Announcement("2026-12-24", "Our fair is on that day.", (f"https://{OWN}/fair/",)), 1),
        (None, 1),
    ],
)
def test_161_a_version_that_waits_is_announced_on_every_page(announced, found, version):
    waiting = {"version": 2, "effective_date": "2026-12-24", "url": f"https://{OWN}/privacy/history/2/"}
    pages = [replace(page, announcements=(announced,) if announced else ()) for page in policy_pages(version)]

    assert len(judge("16.1", version, *pages, published=published(version, waiting=waiting))) == found


def test_161_is_not_exercised_where_nothing_is_published_or_a_language_is_missing(version):
    assert judge("16.1", version, *policy_pages(version)).reason is Reason.NOT_EXERCISED
    some = judge("16.1", version, policy_pages(version)[0], published=published(version))
    assert (some.reason, "es" in some.why) == (Reason.NOT_EXERCISED, True)


OFFICE = "Digital Communications Office web-privacy@harborhealth.example 200 Quay Street Port Harbor, CA 90000"


@pytest.mark.parametrize(
    ("addresses", "mail", "found"),
    [
        ((OFFICE,), "web-privacy@harborhealth.example", 0),
        ((OFFICE,), "other@harborhealth.example", 1),
        ((OFFICE.replace("200 Quay", "9 Wrong"),), "web-privacy@harborhealth.example", 1),
        ((OFFICE, "1 Elsewhere Road"), "web-privacy@harborhealth.example", 1),
        ((OFFICE, OFFICE.replace("web-privacy", "else")), "web-privacy@harborhealth.example", 1),
        ((), "web-privacy@harborhealth.example", 1),
    ],
)
def test_151_contact_block_is_the_declared_office(addresses, mail, found, version):
    written = link(f"mailto:{mail}")
    pages = [replace(page, links=(written,)) for page in policy_pages(version, addresses=addresses)]

    assert len(judge("15.1", version, *pages)) == found * len({page.url for page in pages})


@pytest.mark.parametrize(
    ("whole", "found"),
    [
        (lambda text: text, 0),
        (lambda text: text.replace("Local Initiative Health Authority of Harbor County, California", ""), 1),
        (lambda text: text.replace("Medi-Cal", ""), 1),
    ],
)
def test_01_each_language_says_who_makes_the_promises(whole, found, version):
    pages = [
        replace(
            page,
            url=f"https://{OWN}/{page.language}/",
            policy_text=PolicyText(whole=whole(" ".join(expected(version, page.language)))),
        )
        for page in policy_pages(version)
    ]

    outcome = judge("0.1", version, *pages)
    assert len(outcome) == found * len(pages)


@pytest.mark.parametrize(
    ("said", "language", "same"),
    [
        ("en", "en", True),
        ("en-US", "en", True),
        ("zh-Hant", "zh-hant", True),
        ("zh-hans", "zh-hant", False),
        ("eng", "en", False),
    ],
)
def test_language_of_a_page_is_told_with_or_without_its_region(said, language, same):
    assert is_in(seen(language=said), language) is same


def sent(path, told=None, **fields) -> Request:
    """A beacon to one of the sites' own addresses."""
    body = json.dumps(told or {}).encode()
    return request(f"https://{OWN}{path}", **{"method": "POST", "kind": "ping", "body": body, **fields})


VIEW = sent("/_a/v", {"path": "/contact/", "key": "1-2-3", "lang": "en", "ref": "", "engaged": 3})
ADDRESS = Canary("zqbcd@canary.example", "typed", "a field")


@pytest.mark.parametrize(
    ("visit", "found"),
    [
        (seen(cookies=(cookie("harbor_session"), cookie("harbor_text_size", 60))), 0),
        (seen(cookies=(cookie("harbor_return", 60),)), 1),
        (seen(cookies=(cookie("harbor_return", 0),)), 0),
        (seen(cookies=(cookie("tracker"),)), 1),
        (seen(storage=(StoredKey(Storage.LOCAL, "theme", "https://x"),)), 1),
        (seen(refusals=(Refusal("cookie", "harbor_return", "choice", "0.9", PAGE),)), 1),
        (seen(passing=Pass.RETURNING, cookies=(cookie("harbor_return", 60),)), None),
    ],
)
def test_09_a_first_visit_keeps_only_what_is_essential(visit, found, version):
    outcome = judge("0.9", version, visit)

    assert outcome.reason is Reason.NOT_EXERCISED if found is None else len(outcome) == found


@pytest.mark.parametrize(
    ("message", "found"),
    [
        (VIEW, 0),
        (sent("/_a/v", {"path": "/?to=ana@mail.example"}), 1),
        (sent("/_a/v?e=ana%40mail.example"), 1),
        (sent("/_a/v", {"key": hashlib.sha256(ADDRESS.value.encode()).hexdigest()}), 1),
        (sent("/_a/v", {"key": base64.b64encode(ADDRESS.value.encode()).decode()}), 1),
        (request("https://p.example/i.gif?m=ana@mail.example"), 1),
        (sent("/contact/", {"email": "ana@mail.example"}, kind="document"), None),
    ],
)
def test_11_no_beacon_carries_an_address(message, found, version):
    outcome = judge("1.1", version, seen(requests=(message,), canaries=(ADDRESS,)))

    assert outcome.reason is Reason.NOT_EXERCISED if found is None else len(outcome) == found


@pytest.mark.parametrize(
    ("page", "message", "found"),
    [
        ("/contact/", VIEW, 0),
        ("/healthy-living/diabetes/", sent("/_a/v", {"path": "/healthy-living/diabetes/"}), 0),
        ("/contact/", sent("/_a/v", {"path": "/contact/", "ref": f"https://{OWN}/healthy-living/diabetes/"}), 0),
        ("/contact/", sent("/_a/v", {"path": "/contact/", "ref": "https://else.example/diabetes/"}), 1),
        ("/contact/", sent("/_a/v", {"path": "/healthy-living/diabetes/"}), 1),
        ("/contact/", sent("/_a/a", {"path": "/contact/", "area": "breast-cancer"}), 1),
        ("/contact/", sent("/_a/v?page=diabetes"), 1),
        ("/contact/", sent("/_a/v", body=b"about diabetes"), 1),
    ],
)
def test_411_no_beacon_names_an_illness_but_the_page_itself(page, message, found, version):
    address = f"https://{OWN}{page}"

    assert len(judge("4.11", version, seen(url=address, final_url=address, requests=(message,)))) == found


@pytest.mark.parametrize(
    ("message", "found"),
    [
        (VIEW, 0),
        (sent("/_a/a", {"path": "/", "key": "1-2-3", "area": "hero"}), 0),
        (sent("/_a/a", {"path": "/", "key": "1-2-3", "area": "cellar"}), 1),
        (sent("/_a/v", {"path": "/", "screen": 1920}), 1),
        (sent("/_a/v", {"path": "/", "area": "hero"}), 1),
        (sent("/_a/r", {"csp-report": {}}), 0),
        (sent("/count"), 1),
        (sent("/count", kind="fetch"), 1),
        (request(f"https://{OWN}/logo.png"), None),
        (request("https://pixel.example/p.gif"), 1),
        (request("https://video.example/poster.png"), None),
    ],
)
def test_48_only_declared_beacons_fields_and_marked_areas(message, found, version):
    outcome = judge("4.8", version, seen(requests=(message,), areas=("hero",)))

    assert outcome.reason is Reason.NOT_EXERCISED if found is None else len(outcome) == found


def test_46_a_cookies_value_goes_to_no_other_host(version):
    kept = (JarCookie("harbor_form", OWN, None),)
    away = Carried("harbor_form", "p.example", "https://p.example/i", "base64")

    assert judge("4.6", version, seen()).reason is Reason.NOT_EXERCISED
    assert judge("4.6", version, seen(jar=kept)) == ()
    assert len(judge("4.6", version, seen(jar=kept, carried=(away,)))) == 1
    assert len(judge("4.6", version, seen(refusals=(Refusal("cookie", "harbor_form", "domain", "4.6", PAGE),)))) == 1


@pytest.mark.parametrize(
    ("told", "how"),
    [
        ("https://p.example/i?v=secretvalue", "plain"),
        ("https://p.example/i?v=c2VjcmV0dmFsdWU", "base64"),
        ("https://p.example/i?v=theme%3D2", "URL-encoded"),
        ("https://p.example/i?v=2", None),
        (f"https://{OWN}/i?v=secretvalue", None),
    ],
)
def test_46_values_are_known_in_disguise_and_short_ones_by_their_name(told, how):
    values = [("harbor_form", "secretvalue"), ("theme", "2")]

    found = carried(values, [request(told)], [], frozenset({OWN}))

    assert [one.how for one in found] == ([how] if how else [])


def passes(**changes):
    """The same page as seen by a first visitor and by all who refuse."""
    played = {Pass.FIRST_VISIT: {"requests": (VIEW,)}, Pass.REFUSING: {}, Pass.OPTED_OUT: {}, Pass.NO_COOKIES: {}}
    for name, fields in changes.items():
        played[Pass(name)] = fields
    return [seen(passing=one, **({"texts": ("Ask us",)} | fields)) for one, fields in played.items()]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, 0),
        ({"refusing": {"requests": (VIEW,)}}, 1),
        ({"opted_out": {"requests": (VIEW,)}}, 1),
        ({"opted_out": {"requests": (sent("/_a/r"),)}}, 0),
        ({"no_cookies": {"requests": (VIEW,)}}, 0),
        ({"no_cookies": {"status": 403}}, 1),
        ({"no_cookies": {"status": None, "trouble": ("ERR_TOO_MANY_REDIRECTS.",)}}, 1),
        ({"no_cookies": {"final_url": f"https://{OWN}/switch-cookies-on/"}}, 1),
        ({"no_cookies": {"texts": ()}}, 1),
        ({"first_visit": {}}, None),
    ],
)
def test_412_refusals_are_obeyed_and_pages_work_without_cookies(changes, found, version):
    outcome = judge("4.12", version, *passes(**changes))

    assert outcome.reason is Reason.NOT_EXERCISED if found is None else len(outcome) == found


def test_412_says_which_visitor_was_not_played(version):
    outcome = judge("4.12", version, seen(requests=(VIEW,)))

    assert (outcome.reason, "no cookies" in outcome.why) == (Reason.NOT_EXERCISED, True)


@pytest.mark.parametrize(
    ("visit", "found"),
    [
        (seen(cookies=(cookie("harbor_form"),)), 0),
        (seen(cookies=(cookie("uid", host="t.example"),)), 1),
        (seen(cookies=(cookie("vx_player", 60, host="video.example"),)), 0),
        (seen(cookies=(cookie("vx_player", 60, host="t.example"),)), 1),
        (seen(jar=(JarCookie("uid", ".t.example", None),)), 1),
    ],
)
def test_113_other_companies_set_declared_cookies_only(visit, found, version):
    assert len(judge("11.3", version, visit)) == found


def test_04_hosts_are_those_of_declared_sites(version):
    nobody = Stranger("zq.example", 400, page=False)
    check = CHECKS["0.4"].judge

    assert check(version, Evidence((), {OWN: "plan"}, strangers=(nobody,))) == ()
    assert check(version, Evidence((), {OWN: "plan"})).reason is Reason.NOT_EXERCISED
    assert len(check(version, Evidence((), {OWN: "plan", "old.example": "shop"}, strangers=(nobody,)))) == 1
    assert len(check(version, Evidence((), {OWN: "plan"}, strangers=(replace(nobody, status=200, page=True),)))) == 1


def test_49_a_mail_beacon_on_a_page_says_nothing_about_who_reads(version):
    pixel = request(f"https://{OWN}/_a/m/YW5hQG1haWwuZXhhbXBsZQ.gif")

    assert len(judge("4.9", version, seen(requests=(pixel,)))) == 1


def test_31_is_not_exercised_where_no_request_of_the_audits_own_arrived(version):
    lost = Search(Canary("zqd", "line", "a page"), True, ())

    assert judge("3.1", version, store=StoreSeen({}, (lost,))).reason is Reason.NOT_EXERCISED


@pytest.mark.parametrize("promise", ["2.1", "2.2", "2.3", "3.2", "3.3", "3.5", "5.1", "5.2", "U.8", "U.9"])
def test_a_question_that_the_store_did_not_answer_proves_nothing(promise, version):
    store = StoreSeen({}, (), facts=StoreFacts(trouble={"past": "It was away."}))

    assert judge(promise, version, seen(), store=store).reason is Reason.COULD_NOT_RUN
    assert judge(promise, version, seen()).reason is Reason.NO_ACCESS
