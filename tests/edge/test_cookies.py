"""4.1, 4.7: only declared cookies, in and out. 4.2, 4.3: no longer a life than declared. 4.6: to no other host or site."""

from __future__ import annotations

from datetime import timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avowal.edge.cookies import LONGEST_LIFE, admitted, released, rules_of

DECLARED = ("harbor_session", "harbor_text_size", "harbor_return")
YEAR = 365 * 86_400


@pytest.mark.parametrize(
    ("sent", "passed"),
    [
        (["harbor_session=a"], "harbor_session=a"),
        (["trk=1"], None),
        (["trk=1; harbor_session=a; other=2; harbor_return=b"], "harbor_session=a; harbor_return=b"),
        (["harbor_return=b", "trk=1", "harbor_session=a"], "harbor_return=b; harbor_session=a"),
        (["harbor_session=a;harbor_return=b=c==;;  ; "], "harbor_session=a; harbor_return=b=c=="),
        (["Harbor_Session=a"], None),
        (["harbor_session"], None),
        (["=harbor_session"], None),
        (["harbor_session=a,trk=1"], "harbor_session=a,trk=1"),  # a comma belongs to the value
        (['harbor_session="a; trk=1; b"'], 'harbor_session="a'),
        (["\u00a0harbor_session=a"], None),
        (["harbor_session=a\x00b"], None),
        (["harbor_session=a\r\nx: y"], None),
        (["harbor_session=\u00fc"], "harbor_session=\u00fc"),
        (["$Version=1; harbor_session=a; $Path=/"], "harbor_session=a"),
        ([""], None),
    ],
)
def test_4_7_no_undeclared_cookie_reaches_the_website(front, sent: list[str], passed: str | None) -> None:
    front.ask(headers=[("cookie", value) for value in sent])

    cookies = [value.decode("latin-1") for name, value in front.seen[0]["headers"] if name == b"cookie"]
    assert cookies == ([passed] if passed else [])


@given(st.lists(st.binary(max_size=120), max_size=4))
def test_4_7_whatever_the_browser_sends_only_declared_names_pass(values: list[bytes]) -> None:
    kept = admitted(values, DECLARED)

    for pair in kept.split(b"; ") if kept else []:
        assert pair.partition(b"=")[0].strip().decode("latin-1") in DECLARED


SET = [
    # what the website sends, what leaves, what is said about it
    ("harbor_session=a; HttpOnly", "harbor_session=a; SameSite=Lax; HttpOnly", None),
    ("harbor_session=a; Path=/es/; SameSite=Strict", "harbor_session=a; Path=/es/; SameSite=Strict; HttpOnly", None),
    ("harbor_session=a; Secure", "harbor_session=a; SameSite=Lax; HttpOnly; Secure", None),
    ("trk=1", None, "name=trk; reason=undeclared; promise=4.1; refused"),
    ("trk=; Max-Age=0", None, "name=trk; reason=undeclared; promise=4.1; refused"),
    ("HARBOR_SESSION=1", None, "name=HARBOR_SESSION; reason=undeclared; promise=4.1; refused"),
    ("a b=1", None, "name=a_b; reason=malformed; promise=4.1; refused"),
    ("secret-value", None, "name=_; reason=malformed; promise=4.1; refused"),
    ("", None, "name=_; reason=malformed; promise=4.1; refused"),
    ("harbor_session=a\r\nX: y", None, "name=harbor_session; reason=malformed; promise=4.1; refused"),
    ("harbor_session=\u00fc", None, "name=harbor_session; reason=malformed; promise=4.1; refused"),
    ("harbor_session=a; Path=/x\ty", None, "name=harbor_session; reason=malformed; promise=4.1; refused"),
    (
        "harbor_session=a; Max-Age=60",
        "harbor_session=a; SameSite=Lax; HttpOnly",
        "name=harbor_session; reason=session-cookie-with-life; promise=4.2; mended",
    ),
    (
        "harbor_session=a; Expires=Thu, 25 Nov 2027 12:00:00 GMT",
        "harbor_session=a; SameSite=Lax; HttpOnly",
        "name=harbor_session; reason=session-cookie-with-life; promise=4.2; mended",
    ),
    ("harbor_session=a; Expires=tomorrow", "harbor_session=a; SameSite=Lax; HttpOnly", None),
    ("harbor_text_size=2; Max-Age=3600", "harbor_text_size=2; Max-Age=3600; SameSite=Lax", None),
    ("harbor_text_size=2", "harbor_text_size=2; SameSite=Lax", None),
    (f"harbor_text_size=2; Max-Age={YEAR}", f"harbor_text_size=2; Max-Age={YEAR}; SameSite=Lax", None),
    (
        f"harbor_text_size=2; Max-Age={YEAR + 1}",
        f"harbor_text_size=2; Max-Age={YEAR}; SameSite=Lax",
        "name=harbor_text_size; reason=life-too-long; promise=4.3; mended",
    ),
    (
        "harbor_text_size=2; Expires=Fri, 31-Dec-9999 23:59:59 GMT; Path=/",
        f"harbor_text_size=2; Path=/; Max-Age={YEAR}; SameSite=Lax",
        "name=harbor_text_size; reason=life-too-long; promise=4.3; mended",
    ),
    (
        "harbor_text_size=2; Max-Age=60; Expires=Fri, 31-Dec-9999 23:59:59 GMT",
        "harbor_text_size=2; Max-Age=60; SameSite=Lax",
        None,
    ),
    (
        "harbor_return=1; Max-Age=99999999",
        f"harbor_return=1; Max-Age={LONGEST_LIFE}; SameSite=Lax; HttpOnly",
        "name=harbor_return; reason=life-too-long; promise=4.3; mended",
    ),
    (
        "harbor_session=a; Domain=harborhealth.example",
        "harbor_session=a; SameSite=Lax; HttpOnly",
        "name=harbor_session; reason=domain; promise=4.6; mended",
    ),
    (
        "harbor_session=a; SameSite=None; Secure; Partitioned",
        "harbor_session=a; SameSite=Lax; HttpOnly; Secure",
        "name=harbor_session; reason=samesite-none; promise=4.6; mended",
    ),
    (
        "harbor_session=gone; Max-Age=0; Path=/; Domain=a.example",
        "harbor_session=; Path=/; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; SameSite=Lax; HttpOnly",
        "name=harbor_session; reason=domain; promise=4.6; mended",
    ),
    (
        'harbor_session=""; expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/',
        "harbor_session=; Path=/; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; SameSite=Lax; HttpOnly",
        None,
    ),
]


@pytest.mark.parametrize(("sent", "leaves", "named"), SET)
def test_4_1_a_cookie_leaves_as_declared_or_not_at_all(kit, sent: str, leaves: str | None, named: str | None) -> None:
    front = kit.Front(app=kit.answering((b"set-cookie", sent.encode("latin-1"))))

    reply = front.ask()

    assert reply.header("set-cookie") == leaves
    assert reply.header("avowal-refused") == (named and f"cookie; {named}")


def test_a_whole_value_is_never_repeated_in_a_finding(kit) -> None:
    front = kit.Front(app=kit.answering((b"set-cookie", b"trk=zqx@mail.example; Max-Age=9; Path=/zqx")))

    assert "zqx" not in str(front.ask().headers)


def test_a_life_by_date_is_sent_as_seconds(kit) -> None:
    until = format_datetime(kit.NOON + timedelta(hours=1), usegmt=True)
    rules = rules_of(kit.small_policy())

    left, wrong = released(f"harbor_text_size=2; Expires={until}".encode(), rules, secure=True, now=kit.NOON)

    assert (left, wrong) == (b"harbor_text_size=2; Max-Age=3600; SameSite=Lax; Secure", ())


def test_several_cookies_are_told_apart(kit) -> None:
    cookies = [(b"Set-Cookie", value) for value in (b"trk=1", b"harbor_session=a", b"x=1", b"harbor_text_size=2")]
    front = kit.Front(app=kit.answering(*cookies))

    reply = front.ask()

    assert [value.partition("=")[0] for value in reply.all("set-cookie")] == ["harbor_session", "harbor_text_size"]
    assert len(reply.all("avowal-refused")) == 2
    assert front.door.health()["cookies"] == {"undeclared": 2}


def test_the_names_of_refused_cookies_are_bounded(kit) -> None:
    cookies = [(b"set-cookie", b"n%d\xff%s=1" % (number, b"x" * 500)) for number in range(100)]
    front = kit.Front(app=kit.answering(*cookies))

    named = front.ask().all("avowal-refused")

    assert len(named) == 16
    assert all(len(value) < 160 and value.isascii() for value in named)


@pytest.mark.parametrize(
    ("secure", "scheme", "marked"), [(True, "http", True), (False, "https", True), (False, "http", False)]
)
def test_a_cookie_is_secure_where_the_visit_is(kit, secure: bool, scheme: str, marked: bool) -> None:
    settings = kit.Front().settings.__class__({"plan.localhost": "plan"}, secure=secure)
    front = kit.Front(app=kit.answering((b"set-cookie", b"harbor_session=a")), settings=settings)

    assert ("Secure" in front.ask(scheme=scheme).header("set-cookie")) is marked


def test_without_a_policy_no_cookie_passes_either_way(kit) -> None:
    front = kit.Front(app=kit.answering((b"set-cookie", b"harbor_session=a")), policy=None)

    reply = front.ask(headers=[("cookie", "harbor_session=a")])

    assert reply.header("set-cookie") is None
    assert reply.header("avowal-refused") == "cookie; name=harbor_session; reason=undeclared; promise=4.1; refused"
    assert b"cookie" not in dict(front.seen[0]["headers"])


def test_other_storage_is_no_cookie(kit) -> None:
    from avowal.policy.catalogue import Catalogue
    from avowal.policy.model import Storage

    policy = kit.small_policy(cookies=Catalogue([("draft", kit.session_cookie(storage=Storage.LOCAL))]))

    assert rules_of(policy) == {}


def test_a_page_cannot_speak_as_the_door(kit) -> None:
    front = kit.Front(app=kit.answering((b"avowal-refused", b"nothing"), (b"Avowal-Dropped", b"x")))

    reply = front.ask()

    assert reply.header("avowal-refused") is reply.header("avowal-dropped") is None


_ANY = st.one_of(
    st.binary(max_size=200),
    st.tuples(
        st.sampled_from([*DECLARED, "trk", "", "harbor_session ", " harbor_return"]),
        st.text(st.characters(max_codepoint=255), max_size=20),
        st.lists(
            st.tuples(
                st.sampled_from(["Max-Age", "expires", "Domain", "path", "SameSite", "secure", "HttpOnly", "x", ""]),
                st.one_of(
                    st.text(st.characters(max_codepoint=255), max_size=30),
                    st.integers().map(str),
                    st.datetimes().map(format_datetime),
                    st.sampled_from(["None", "Lax", "/", "/a", "Thu, 01 Jan 1970 00:00:00 GMT"]),
                ),
            ),
            max_size=6,
        ),
    ).map(lambda made: "; ".join([f"{made[0]}={made[1]}", *(f"{k}={v}" for k, v in made[2])]).encode("latin-1")),
)


@given(_ANY)
def test_4_1_whatever_the_website_sets_nothing_undeclared_leaves(kit_rules: Any, written: bytes) -> None:
    rules, now = kit_rules

    left, wrong = released(written, rules, secure=False, now=now)

    assert left is not None or wrong
    assert all(str(finding).isascii() and "\n" not in str(finding) for finding in wrong)
    if left is None:
        return
    pair, *attributes = left.decode("ascii").split("; ")
    name = pair.partition("=")[0]
    said = dict(part.partition("=")[::2] for part in attributes)
    assert name in DECLARED
    assert left.isascii()
    assert not set(left) & set(b"\r\n\x00")
    assert said.keys() <= {"Path", "Max-Age", "Expires", "SameSite", "HttpOnly", "Secure"}
    assert said["SameSite"] in ("Lax", "Strict")
    assert 0 <= int(said.get("Max-Age", "0")) <= (rules[name].life or 0)
    assert said.get("Expires", "") in ("", "Thu, 01 Jan 1970 00:00:00 GMT")


@pytest.fixture(scope="module")
def kit_rules(request: Any) -> Any:
    from datetime import UTC, datetime

    from avowal.edge.cookies import CookieRule

    rules = {
        "harbor_session": CookieRule(None, False),
        "harbor_text_size": CookieRule(YEAR, True),
        "harbor_return": CookieRule(180 * 86_400, False),
    }
    return rules, datetime(2026, 11, 24, 12, tzinfo=UTC)
