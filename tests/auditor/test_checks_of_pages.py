"""Checks of forms, links, embeds, refusals, the frame and the declarations, on evidence made by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from avowal.auditor.checks import CHECKS
from avowal.auditor.evidence import (
    Alias,
    Choice,
    CookieSet,
    Embed,
    Evidence,
    Form,
    FormField,
    Leak,
    Link,
    PageVisit,
    Pass,
    Recording,
    Request,
    StoredValue,
    Traits,
)
from avowal.auditor.faults import DECLARATION_FAULTS, DEPLOYMENT_FAULTS
from avowal.auditor.framed import Alert, Answer, PageFrame, Telephone
from avowal.auditor.stored import DeploymentSeen, StoreSeen
from avowal.auditor.verdicts import Reason, Unchecked

OWN = "www.harborhealth.example"
PAGE = f"https://{OWN}/contact/"
OURS = StoreSeen({}, ())
DAY = (("date", "Tue, 24 Nov 2026 12:00:00 GMT"),)


def seen(**fields) -> PageVisit:
    return PageVisit(**{"passing": Pass.FIRST_VISIT, "url": PAGE, "final_url": PAGE, "status": 200, **fields})


def judge(promise, version, *visits, **evidence):
    return CHECKS[promise].judge(version, Evidence(tuple(visits), {OWN: "plan"}, **evidence))


def form(*fields, action="/planted/", method="post") -> PageVisit:
    target = action if "//" in action else f"https://{OWN}{action}"
    named = tuple(replace(field, form=target) for field in fields)
    return seen(forms=(Form(target, method, tuple(field.name for field in named)),), fields=named)


def field(name, label="", kind="text", **more) -> FormField:
    values = {"required": False, "checked": False, **more}
    return FormField(form="", name=name, kind=kind, label=label or name, **values)


def link(href, text="More", **fields) -> Link:
    values = {"rel": (), "classes": (), "target": "", "region": "main", "flagged": True, "told": "text", **fields}
    return Link(href=href, text=text, **values)


def request(url, **fields) -> Request:
    return Request(**{"url": url, "method": "GET", "kind": "image", "page": PAGE, **fields})


def leak(kind, host="t.example", **fields) -> Leak:
    values = {"secret": "s", "channel": "body", "url": f"https://{host}/c", "how": "base64", "excerpt": "«…»", **fields}
    return Leak(kind=kind, host=host, **values)


@pytest.mark.parametrize(
    ("promise", "visit", "found"),
    [
        ("0.3", form(field("diagnosis")), 1),
        ("0.3", form(field("q1", "Do you take any medication?")), 1),
        ("0.3", form(field("question", "Your question")), 0),
        ("1.3", form(field("email", kind="email"), field("question", kind="textarea")), 0),
        ("1.3", form(field("ssn", "Social security number")), 1),
        ("1.3", form(field("your_mail", "Your e-mail", "email")), 0),
        ("1.3", form(field("csrfmiddlewaretoken", kind="hidden")), None),
        ("1.3", form(field("q", kind="search"), method="get"), None),
        ("1.3", form(field("email", kind="email"), method="get"), 1),
        ("1.3", form(field("email", kind="email"), action="https://forms.example/x"), 1),
        ("1.3", form(field("email", kind="email"), action="https://video.example/x"), 0),
        ("1.3", form(field("email"), field("page", kind="hidden", carries="address")), 1),
        ("1.3", form(field("user_name"), field("next", kind="hidden", carries="address")), 0),
        ("7.2", form(field("household_income")), 1),
        ("7.2", form(field("gender", kind="select")), 0),
        ("7.3", form(field("gender", kind="select", required=True)), 1),
        ("7.3", form(field("gender", kind="select")), 0),
        ("7.3", form(field("email", kind="email", required=True)), 0),
        ("7.3", form(field("rating", kind="radio", required=True), action="/survey/visit/"), 1),
        ("9.1", form(field("newsletter", "Send me the newsletter", "checkbox", checked=True)), 1),
        ("9.1", form(field("newsletter", "Send me the newsletter", "checkbox")), 0),
        ("U.6", form(field("p", "Share this with partners", "checkbox", checked=True)), 1),
        ("U.6", form(field("measure", "Count my page views", "checkbox", checked=True)), None),
    ],
)
def test_a_form_asks_only_what_is_declared_and_only_of_who_wants_to_say_it(promise, visit, found, version):
    outcome = judge(promise, version, visit)

    assert (outcome.reason is Reason.NOT_EXERCISED) if found is None else len(outcome) == found, outcome


@pytest.mark.parametrize(
    ("promise", "visit", "found"),
    [
        ("12.3", seen(links=(link("https://a.example/"),)), 0),
        ("12.3", seen(links=(link("https://a.example/"),), frame=PageFrame(referrer="unsafe-url")), 1),
        ("12.3", seen(links=(link("https://a.example/"),), headers=(("referrer-policy", "unsafe-url"),)), 1),
        ("12.3", seen(links=(link("https://a.example/", ping="https://p.example/"),)), 1),
        ("12.3", seen(requests=(request("https://a.example/", headers=(("referer", PAGE),)),)), 1),
        ("12.3", seen(requests=(request("https://a.example/", headers=(("referer", f"https://{OWN}/"),)),)), None),
        ("10.1", seen(requests=(request("https://connect.facebook.net/sdk.js", kind="script"),)), 1),
        ("10.1", seen(links=(link("https://www.facebook.com/plan"),)), 0),
        ("10.6", seen(links=(link("https://www.facebook.com/plan"),)), 0),
        ("10.6", seen(links=(link("https://www.facebook.com/plan", told=""),)), 1),
        ("14.1", seen(embeds=(Embed("https://v.example/1", "itself", "By v.example", ()),)), 1),
        ("14.1", seen(embeds=(Embed("https://v.example/1", "visitor", "By v.example", ()),)), 0),
        ("14.4", seen(embeds=(Embed("https://v.example/1", "visitor", "How it works", ()),)), 1),
        ("14.4", seen(embeds=(Embed("https://video.example/1", "nothing", "A video of Skylight Video", ()),)), 0),
        (
            "14.5",
            seen(embeds=(Embed("https://video.example/1", "nothing", "", ("https://video.example/privacy",)),)),
            0,
        ),
        ("14.5", seen(embeds=(Embed("https://v.example/1", "nothing", "", (f"https://{OWN}/privacy/",)),)), 1),
        ("14.6", seen(embeds=(Embed("https://v.example/1", "nothing", "", ("https://v.example/contact",)),)), 0),
        ("14.3", seen(passing=Pass.OPTED_OUT, requests=(request("https://ads.example/bid"),)), 1),
        ("14.3", seen(passing=Pass.OPTED_OUT, requests=(request(f"https://{OWN}/loads/downloads"),)), 0),
        ("4.5", seen(cookies=(CookieSet("harbor_return", OWN, 60, "header", PAGE, ""),)), 1),
        ("4.5", seen(passing=Pass.ACCEPTING, cookies=(CookieSet("harbor_return", OWN, 60, "header", PAGE, ""),)), 0),
        ("9.2", seen(passing=Pass.MAIL, links=(link(f"https://{OWN}/mail/u/", "Unsubscribe"),)), 0),
        ("9.2", seen(passing=Pass.MAIL, links=(link(f"https://{OWN}/", "Home"),)), 1),
        ("7.1", seen(frame=PageFrame(covered_by="Take our survey")), 1),
        ("7.1", seen(frame=PageFrame(covered_by="We use cookies"), texts=("Take our survey",)), 0),
    ],
)
def test_links_and_what_is_shown_of_others(promise, visit, found, version):
    outcome = judge(promise, version, visit)

    assert (outcome.reason is Reason.NOT_EXERCISED) if found is None else len(outcome) == found, outcome


@pytest.mark.parametrize(
    ("promise", "fields", "found"),
    [
        ("6.1", {"leaks": (leak("typed"),)}, 1),
        ("6.1", {"leaks": (leak("clipboard", host=OWN),)}, 1),
        ("6.1", {"leaks": (leak("address"),)}, 0),
        ("6.1", {"permissions": ("geolocation",)}, 1),
        ("6.1", {"recordings": (Recording("s", "r.example", ("changes",), 3, markup=40),)}, 1),
        ("6.1", {"recordings": (Recording("s", "r.example", ("changes",), 3),)}, 0),
        ("6.1", {"traits": (Traits("s", OWN, tuple(map(str, range(15)))),)}, 1),
        ("6.1", {"traits": (Traits("s", OWN, ("screen.width", "language")),)}, 0),
        ("1.1", {"leaks": (leak("typed", secret="zq@canary.example"),)}, 1),
        ("4.6", {"leaks": (leak("cookie", secret="harbor_form"),)}, 1),
        ("4.6", {"leaks": (leak("storage", host=OWN), leak("cookie", channel="cookie"))}, None),
        ("4.11", {"leaks": (leak("title"),), "title": "Living with diabetes"}, 1),
        ("4.11", {"leaks": (leak("title"),), "title": "Contact"}, None),
        ("4.1", {"stored": (StoredValue("service_worker", "/", f"https://{OWN}"),)}, 1),
        ("14.2", {"aliases": (Alias("m.harborhealth.example", ("x.tracker.example",)),)}, 1),
        ("14.2", {"aliases": (Alias(OWN, ("cdn.hosting.example",)),)}, 0),
        ("14.2", {"requests": (request("https://video.example/v", moment="clicking"),)}, 0),
        ("14.2", {"requests": (request("stun://turn.example:3478", method="STUN"),)}, 1),
        ("4.3", {"cookies": (CookieSet("vx_player", "video.example", 90 * 86_400, "header", PAGE, ""),)}, 1),
    ],
)
def test_what_observers_saw_leave_or_stay_is_held_against_the_policy(promise, fields, found, version):
    outcome = judge(promise, version, seen(**fields))

    assert (outcome.reason is Reason.NOT_EXERCISED) if found is None else len(outcome) == found, outcome


KEPT = StoredValue("cookie", "shadow", f"https://{OWN}", "f1", 20)


@pytest.mark.parametrize(
    ("visits", "evidence", "found"),
    [
        ((seen(passing=Pass.REFUSING, cookies=(CookieSet("x", OWN, None, "header", PAGE, ""),)),), {}, 1),
        ((seen(passing=Pass.REFUSING, cookies=(CookieSet("harbor_choices", OWN, 60, "header", PAGE, ""),)),), {}, 0),
        ((seen(passing=Pass.OPTED_OUT, requests=(request("https://t.example/"),)),), {}, 1),
        ((seen(passing=Pass.CLEARED, stored=(KEPT,)), seen(passing=Pass.CLEARED, round=2, stored=(KEPT,))), {}, 1),
        (
            (
                seen(stored=(KEPT,)),
                seen(passing=Pass.CLEARED, stored=(KEPT,)),
                seen(passing=Pass.CLEARED, round=2, stored=(KEPT,)),
            ),
            {},
            0,
        ),
        (
            (seen(),),
            {
                "chosen": (
                    Choice(Pass.ACCEPTING, PAGE, "accept", steps=1),
                    Choice(Pass.REFUSING, PAGE, "refuse", steps=2),
                )
            },
            1,
        ),
        (
            (seen(),),
            {
                "chosen": (
                    Choice(Pass.ACCEPTING, PAGE, "accept", steps=2),
                    Choice(Pass.REFUSING, PAGE, "refuse", steps=2),
                )
            },
            0,
        ),
    ],
)
def test_412_nothing_is_kept_or_asked_after_a_refusal_and_refusing_is_as_easy(visits, evidence, found, version):
    outcome = judge("4.12", version, *visits, **evidence)

    assert (0 if isinstance(outcome, Unchecked) else len(outcome)) == found, outcome


PARTS = (
    "skip",
    "find_doctor",
    "careers",
    "contact",
    "language",
    "text_size",
    "logo",
    "member_sign_in",
    "provider_sign_in",
)
FRAMED = PageFrame(looked=True, parts=PARTS, breadcrumb=True, heading=True, updated=("Last updated",))


@pytest.mark.parametrize(
    ("promise", "frame", "store", "found"),
    [
        ("H.1", FRAMED, OURS, 0),
        ("H.1", replace(FRAMED, parts=PARTS[1:]), OURS, 1),
        ("H.4", replace(FRAMED, breadcrumb=False), None, 1),
        ("H.4", FRAMED, None, 0),
        ("H.3", replace(FRAMED, menus=1), None, 0),
        ("H.3", replace(FRAMED, menus=1, trapped=("Main",)), None, 1),
        ("H.2", replace(FRAMED, alerts=(Alert("Renew", "2026-11-23"),)), None, 1),
        ("H.2", replace(FRAMED, alerts=(Alert("Renew", "2026-11-24"),)), None, 0),
        (
            "H.5",
            replace(FRAMED, telephones=(Telephone("1-800-555-0100", "1-800-555-0100 TTY 711 24 hours", "footer"),)),
            OURS,
            0,
        ),
        ("H.5", replace(FRAMED, telephones=(Telephone("1-800-555-0100", "1-800-555-0100", "footer"),)), None, 1),
    ],
)
def test_the_frame_of_a_page_has_what_the_others_have(promise, frame, store, found, version):
    others = [seen(url=f"{PAGE}{n}", frame=FRAMED, title="T", headers=DAY) for n in range(3)]

    outcome = judge(promise, version, *others, seen(frame=frame, title="T", headers=DAY), store=store)

    assert len(outcome) == found, outcome


def test_06_every_page_leads_to_the_policy_of_the_site_itself(version):
    footer = link(f"https://{OWN}/privacy/", "Privacy", region="footer")

    assert judge("0.6", version, seen(links=(footer,))) == ()
    assert len(judge("0.6", version, seen(links=(link("https://other.example/privacy", "Privacy"),)))) == 1


@pytest.mark.parametrize(
    ("promise", "to", "status", "found"),
    [
        ("0.5", link(f"https://{OWN}/gone/", region="nav"), 404, 1),
        ("0.5", link(f"https://{OWN}/there/", region="nav"), 200, 0),
        ("12.1", link("https://a.example/old"), 410, 1),
        ("12.1", link("https://a.example/busy"), 503, 0),
    ],
)
def test_dead_links_are_told_from_busy_ones(promise, to, status, found, version):
    outcome = judge(promise, version, seen(links=(to,)), answers=(Answer(to.href, status, PAGE),))

    assert len(outcome) == found


def test_82_a_child_that_said_its_age_is_asked_nothing_more(version):
    told = (Choice(Pass.CHILD, PAGE, "tell_age"),)
    asks = form(field("email", kind="email"))

    assert judge("8.2", version, seen()).reason is Reason.NOT_EXERCISED
    assert judge("8.2", version, seen(passing=Pass.CHILD), chosen=told) == ()
    assert len(judge("8.2", version, replace(asks, passing=Pass.CHILD), chosen=told)) == 1


@pytest.mark.parametrize("fault", DECLARATION_FAULTS, ids=lambda fault: f"{fault.promise}-{fault.name}")
def test_what_came_into_force_past_the_gate_is_found(fault, version):
    spoiled = replace(version, policy=fault.plant(version.policy))

    assert judge(fault.promise, version, seen()) == ()
    assert any(fault.sign in " ".join((one.what, *one.evidence)) for one in judge(fault.promise, spoiled, seen()))


@pytest.mark.parametrize("fault", DEPLOYMENT_FAULTS, ids=lambda fault: f"{fault.promise}-{fault.name}")
def test_what_a_deployment_did_behind_its_pages_is_found(fault, version):
    clean = DeploymentSeen(())

    found = judge(fault.promise, version, seen(), deployment=fault.plant(clean))

    assert any(fault.sign in " ".join((one.what, *one.evidence)) for one in found)
