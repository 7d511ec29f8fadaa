"""4.12: what a visitor refused is not collected. 0.9, 4.5: what is not essential is not kept before she chose it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avowal.config import SAMPLE
from avowal.edge.choices import ChoiceRules, choice_rules, refused
from avowal.edge.dropping import Drop
from avowal.policy.catalogue import Catalogue
from avowal.policy.choice_cookie import LONGEST
from avowal.policy.model import Choice, Purpose
from avowal.policy.reading import read_bundle

RULES = ChoiceRules(b"harbor_choices", {"remember": False, "measure": True})
VIEW = {"path": "/a/", "key": "0123456789abcdef01234567"}
AREA = VIEW | {"area": "top"}


@pytest.mark.parametrize(
    ("sent", "remember", "measure"),
    [
        ([], False, True),
        (["harbor_choices=measure-0.remember-1"], True, False),
        (["harbor_choices=remember-1"], True, True),
        (["a=1; harbor_choices=measure-0 ; b=2"], False, False),
        (["harbor_choices=measure-0", "harbor_choices=measure-1"], False, False),  # a refusal wins,
        (["harbor_choices=measure-1; harbor_choices=measure-0"], False, False),  # wherever it stands
        (["harbor_choices=remember-1.remember-0"], False, True),
        (["harbor_choices=other-0.measure-0"], False, False),  # a name that the policy does not know
        (["harbor_choices=other-0"], False, True),
        (["harbor_choices=measure-0.remember"], False, True),  # not of the form: as if there were none
        (["harbor_choices=measure-2"], False, True),
        (['harbor_choices="measure-0"'], False, True),
        (["harbor_choices=measure-0."], False, True),
        (["harbor_choices=measure-0\x00"], False, True),
        (["harbor_choices="], False, True),
        (["harbor_choices"], False, True),
        (["xharbor_choices=measure-0"], False, True),
        (["Harbor_Choices=measure-0"], False, True),
        (["harbor_choices=" + ".".join(["measure-0"] * (LONGEST // 10 + 2))], False, True),
    ],
)
def test_the_cookie_is_read_strictly(sent: list[str], remember: bool, measure: bool) -> None:
    made = RULES.made([value.encode("latin-1") for value in sent])

    assert dict(made) == {"remember": remember, "measure": measure}


def test_where_no_cookie_is_declared_the_defaults_hold() -> None:
    assert ChoiceRules(b"", {"measure": True}).made([b"harbor_choices=measure-0; =measure-0"]) == {"measure": True}


@given(st.lists(st.binary(max_size=60) | st.just(b"harbor_choices=measure-0"), max_size=4))
@settings(max_examples=50)
def test_whatever_is_sent_every_choice_stands_and_no_other(sent: list[bytes]) -> None:
    made = RULES.made(sent)

    assert made.keys() == {"remember", "measure"}
    assert made["measure"] is not any(b"harbor_choices=measure-0" in value.split(b";") for value in sent)


def test_what_is_covered_by_several_choices_needs_them_all() -> None:
    assert not refused((), {})
    assert not refused(("a", "b"), {"a": True, "b": True})
    assert refused(("a", "b"), {"a": True, "b": False})
    assert refused(("unheard",), {"a": True})


def test_the_sample_policy_keeps_choices_in_its_cookie() -> None:
    rules = choice_rules(read_bundle(SAMPLE / "policy"))

    assert rules.cookie == b"harbor_choices"
    assert rules.of("beacons.page") == rules.of("beacons.areas") == {"measure"}
    assert rules.of("cookies.harbor_return") == {"remember"}
    assert rules.of("beacons.reports") == frozenset()


@pytest.fixture
def policy(kit: Any) -> Any:
    from dataclasses import replace

    cookies = {
        "harbor_session": kit.session_cookie(),
        "harbor_choices": replace(kit.lasting_cookie("1 year"), purpose="privacy_choices"),
        "harbor_return": replace(kit.lasting_cookie("180 days"), essential=False, choice="remember"),
        "harbor_orphan": replace(kit.lasting_cookie("180 days"), essential=False),
    }
    choices = {
        "remember": Choice("remember", default=False, covers=("cookies.harbor_return",)),
        "measure": Choice("measure", default=True, covers=("beacons.page", "beacons.areas")),
    }
    purposes = [(key, Purpose(key, "analytics")) for key in ("measurement", "privacy_choices")]
    return kit.small_policy(
        cookies=Catalogue(cookies.items()), choices=Catalogue(choices.items()), purposes=Catalogue(purposes)
    )


@pytest.fixture
def front(kit: Any, policy: Any) -> Any:
    return kit.Front(policy=policy)


def tell(front: Any, path: str, said: dict[str, str], cookie: str) -> Any:
    headers = [("content-type", "text/plain"), ("cookie", cookie)]
    return front.ask(path, method="POST", headers=headers, body=json.dumps(said).encode())


@pytest.mark.parametrize(("path", "said", "rows"), [("/_a/v", VIEW, "page_views"), ("/_a/a", AREA, "area_views")])
def test_4_12_no_beacon_is_kept_after_a_refusal(front: Any, path: str, said: dict[str, str], rows: str) -> None:
    refused_one = tell(front, path, said, "harbor_choices=measure-0")
    assert (refused_one.status, refused_one.header("avowal-dropped")) == (204, Drop.CHOICE)
    assert front.spool.rows(rows) == []

    tell(front, path, said, "harbor_choices=measure-1")
    assert len(front.spool.rows(rows)) == 1


@pytest.mark.parametrize("covers", ["collections.page_views", "purposes.measurement", "beacons.page"])
def test_4_12_a_choice_covers_a_beacon_by_itself_its_collection_or_a_purpose(
    kit: Any, policy: Any, covers: str
) -> None:
    from dataclasses import replace

    ask_first = Catalogue([("count", Choice("count", default=False, covers=(covers,)))])
    front = kit.Front(policy=replace(policy, choices=ask_first))

    assert tell(front, "/_a/v", VIEW, "").header("avowal-dropped") == Drop.CHOICE
    assert tell(front, "/_a/v", VIEW, "harbor_choices=count-1").header("avowal-dropped") is None


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ([], True),
        ([("cookie", "harbor_choices=remember-1")], True),
        ([("cookie", "harbor_choices=measure-0")], False),
        ([("sec-gpc", "1")], False),
        ([("dnt", "1")], False),
        ([("dnt", "0")], True),
    ],
)
def test_4_12_the_website_is_told_whether_its_pages_may_name_the_script(
    front: Any, headers: list[tuple[str, str]], expected: bool
) -> None:
    front.ask(headers=headers)

    told = front.seen[0]["avowal"]
    assert told["page_script"] is expected
    assert told["signal"] == next((name.removeprefix("sec-") for name, value in headers if value == "1"), None)
    assert told["choices"]["measure"] is (("cookie", "harbor_choices=measure-0") not in headers)


def test_4_12_who_refused_gets_a_script_that_is_silent_and_not_cached(front: Any) -> None:
    silent = front.ask("/_a/page.js", headers=[("cookie", "harbor_choices=measure-0")])
    whole = front.ask("/_a/page.js")

    assert (silent.body.count(b"\n"), silent.body[:2]) == (1, b"//")
    assert silent.header("cache-control") == "private, no-store"
    assert whole.header("cache-control") == "public, max-age=3600"
    assert b"/_a/v" in whole.body


KEEP = (b"set-cookie", b"harbor_return=1; Max-Age=3600")


@pytest.mark.parametrize(
    ("headers", "leaves", "said"),
    [
        ([], False, "reason=choice; promise=0.9"),
        ([("cookie", "harbor_choices=remember-0")], False, "reason=choice; promise=0.9"),
        ([("cookie", "harbor_choices=remember-1")], True, None),
        ([("cookie", "harbor_choices=remember-1"), ("sec-gpc", "1")], False, "reason=gpc; promise=4.12"),
        ([("cookie", "harbor_choices=remember-1"), ("dnt", "1")], False, "reason=dnt; promise=4.12"),
    ],
)
def test_4_5_a_cookie_that_is_not_essential_waits_for_its_choice(
    kit: Any, policy: Any, headers: list[tuple[str, str]], leaves: bool, said: str | None
) -> None:
    front = kit.Front(policy=policy, app=kit.answering(KEEP))

    reply = front.ask(headers=[*headers, ("cookie", "harbor_return=1; harbor_session=a")])

    assert bool(reply.all("set-cookie")) is leaves
    assert reply.all("avowal-refused") == ([f"cookie; name=harbor_return; {said}; refused"] if said else [])
    came_in = b"; ".join(value for name, value in front.seen[0]["headers"] if name == b"cookie")
    assert (b"harbor_return" in came_in) is leaves
    assert b"harbor_session=a" in came_in


def test_0_9_a_cookie_without_any_choice_is_never_kept(kit: Any, policy: Any) -> None:
    front = kit.Front(policy=policy, app=kit.answering((b"set-cookie", b"harbor_orphan=1")))

    assert front.ask().all("set-cookie") == []


@pytest.mark.parametrize("made", ["remember-0", "remember-1"])
def test_4_5_the_answer_that_keeps_a_choice_is_held_against_it(kit: Any, policy: Any, made: str) -> None:
    choice = (b"set-cookie", f"harbor_choices={made}; Max-Age=3600; Path=/".encode())
    front = kit.Front(policy=policy, app=kit.answering(KEEP, choice))
    before = {"remember-0": "remember-1", "remember-1": "remember-0"}[made]

    sent = front.ask(headers=[("cookie", f"harbor_choices={before}")]).all("set-cookie")

    assert any(value.startswith("harbor_choices=") for value in sent)
    assert any(value.startswith("harbor_return=") for value in sent) is (made == "remember-1")


def test_4_12_a_deletion_always_leaves(kit: Any, policy: Any) -> None:
    front = kit.Front(policy=policy, app=kit.answering((b"set-cookie", b"harbor_return=; Max-Age=0; Path=/")))

    reply = front.ask(headers=[("cookie", "harbor_choices=remember-0"), ("sec-gpc", "1")])

    assert reply.header("set-cookie").startswith("harbor_return=; Path=/; Max-Age=0")
    assert reply.all("avowal-refused") == []
