"""4.9: that a mail was opened, and how it was read. 4.11: by nothing that leads to a person's other records."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from avowal.edge.mail_beacon import DOT
from avowal.events.mail_tokens import MailTokens
from avowal.policy.catalogue import Catalogue
from avowal.policy.model import Beacon, Choice, Door

KEY, ISSUE = "0123456789abcdefABCDEF", "spring-2026"
ELEMENTS = ["seen_at", "message_key", "issue", "reading_format", "automated"]
OUTLOOK = "Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 10.0; WOW64; Trident/7.0; Microsoft Outlook 16.0; ms-office; MSOffice 16)"
CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"
)
ROW = {
    "seen_at": "2026-11-24 12:00:00.000",
    "message_key": KEY,
    "issue": ISSUE,
    "reading_format": "pictures",
    "automated": False,
    "policy_version": 7,
    "keep_until": "2027-12-24 12:00:00",
}


def with_mail(kit: Any, elements: list[str] = ELEMENTS, **more: Any) -> Any:
    plain = kit.small_policy()
    collections = [*plain.collections.items(), ("mail_events", kit.collection(Door.MAIL_BEACON, elements, sites=()))]
    beacons = [*plain.beacons.items(), ("mail", Beacon("mail", "/_a/m/", "mail_events"))]
    return replace(plain, collections=Catalogue(collections), beacons=Catalogue(beacons), **more)


@pytest.fixture
def tokens(tmp_path: Path) -> MailTokens:
    return MailTokens(tmp_path / "mail_key")


@pytest.fixture
def front(kit: Any, tmp_path: Path) -> Any:
    return fronted(kit, tmp_path, with_mail(kit))


def fronted(kit: Any, tmp_path: Path, policy: Any) -> Any:
    made = kit.Front(policy=policy)
    made.settings = replace(made.settings, mail_secret=tmp_path / "mail_key")
    made.__post_init__()
    return made


def picture(tokens: MailTokens) -> str:
    return f"/_a/m/{tokens.make(KEY, ISSUE)}.gif"


def test_4_9_an_opened_mail_is_one_whole_row(front: Any, tokens: MailTokens) -> None:
    reply = front.ask(picture(tokens), headers=[("cookie", "harbor_session=a")], query_string=b"u=ana@mail.example")

    assert (reply.status, reply.body, reply.header("content-type")) == (200, DOT, "image/gif")
    assert (reply.header("cache-control"), reply.header("avowal-dropped")) == ("no-store", None)
    assert reply.header("cross-origin-resource-policy") == "cross-origin"
    assert reply.all("set-cookie") == []
    assert front.spool.rows("mail_events") == [ROW]
    assert front.seen == []
    assert len(DOT) == 43


def test_4_11_the_weblog_holds_neither_the_token_nor_a_key(front: Any, tokens: MailTokens) -> None:
    address = picture(tokens)

    front.ask(address)
    front.ask("/_a/m/x/../ana@mail.example")

    rows = front.spool.rows("weblog")
    assert [row["path"] for row in rows] == ["/_a/m/", "/_a/m/"]
    assert all("visitor_key" not in row for row in rows)
    assert address[6:-4] not in repr(front.spool.lines)


def test_4_11_a_key_of_visitors_never_stands_beside_a_key_of_messages(kit: Any, tmp_path: Path, tokens: Any) -> None:
    front = fronted(kit, tmp_path, with_mail(kit, [*ELEMENTS, "visitor_key"]))

    front.ask(picture(tokens))

    assert front.spool.rows("mail_events") == [ROW]


def test_opening_again_is_another_row(front: Any, tokens: MailTokens) -> None:
    for _ in range(3):
        front.ask(picture(tokens))

    assert len(front.spool.rows("mail_events")) == 3


@pytest.mark.parametrize(
    ("agent", "told"),
    [
        (OUTLOOK, ("pictures", False)),
        (CHROME, ("pictures", False)),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148", ("pictures", False)),
        ("Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)", ("proxy", True)),
        ("YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html", ("proxy", True)),
        ("Mozilla/5.0", ("proxy", True)),
        ("Mozilla/5.0 (compatible; SafeLinks)", (None, True)),
        ("Microsoft Office Existence Discovery", (None, True)),
        ("BarracudaCentral/1.0", (None, True)),
        ("Mimecast/4.9", (None, True)),
        ("curl/8.5", (None, True)),
        ("", (None, True)),
    ],
)  # fmt: skip
def test_4_9_machines_are_told_from_readers(front: Any, tokens: Any, agent: str, told: tuple[str | None, bool]) -> None:
    front.ask(picture(tokens), agent=agent)

    row = front.spool.rows("mail_events")[0]
    assert (row.get("reading_format"), row["automated"]) == told


@pytest.mark.parametrize("ahead", [("sec-purpose", "prefetch;anonymous-client-ip"), ("x-purpose", "preview")])
def test_what_is_fetched_ahead_was_read_by_nobody(front: Any, tokens: MailTokens, ahead: tuple[str, str]) -> None:
    front.ask(picture(tokens), headers=[ahead])
    front.ask(picture(tokens), method="HEAD")

    assert [row["automated"] for row in front.spool.rows("mail_events")] == [True, True]


@pytest.mark.parametrize(
    ("path", "headers", "reason"),
    [
        ("/_a/m/", [], "unknown-mail"),
        ("/_a/m/nothing.gif", [], "unknown-mail"),
        ("TOKEN.png", [], "unknown-mail"),
        ("TOKEN.gif", [("sec-gpc", "1")], "gpc"),
        ("TOKEN.gif", [("dnt", "1")], "dnt"),
    ],
)
def test_what_is_not_kept_gets_the_same_picture(front: Any, tokens: Any, path: str, headers: Any, reason: str) -> None:
    reply = front.ask(path.replace("TOKEN", f"/_a/m/{tokens.make(KEY, ISSUE)}"), headers=headers)

    assert (reply.status, reply.body, reply.header("cache-control")) == (200, DOT, "no-store")
    assert reply.header("avowal-dropped") == reason
    assert front.spool.rows("mail_events") == []
    assert front.door.health()["mail_beacon"] == {reason: 1}


def test_nothing_is_kept_that_no_policy_declares(kit: Any, tmp_path: Path, tokens: MailTokens) -> None:
    undeclared = fronted(kit, tmp_path, kit.small_policy())
    shut = fronted(kit, tmp_path, None)

    assert undeclared.ask(picture(tokens)).header("avowal-dropped") == "not-declared"
    assert shut.ask(picture(tokens)).header("avowal-dropped") == "no-policy"
    assert [key for key, _ in (*undeclared.spool.lines, *shut.spool.lines) if key != "weblog"] == []


def test_4_12_a_choice_that_is_not_made_keeps_no_opening(kit: Any, tmp_path: Path, tokens: MailTokens) -> None:
    ask_first = Catalogue([("opens", Choice("opens", default=False, covers=("beacons.mail",)))])
    front = fronted(kit, tmp_path, with_mail(kit, choices=ask_first))

    assert front.ask(picture(tokens)).header("avowal-dropped") == "choice"
    assert front.spool.rows("mail_events") == []


def test_a_picture_is_only_read(front: Any, tokens: MailTokens) -> None:
    reply = front.ask(picture(tokens), method="POST")

    assert (reply.status, reply.header("allow")) == (405, "GET, HEAD")
    assert front.spool.rows("mail_events") == []


def test_a_lost_or_full_disk_is_told_and_the_picture_comes(front: Any, tokens: MailTokens, tmp_path: Path) -> None:
    address = picture(tokens)
    front.spool.full = True
    assert front.ask(address).header("avowal-dropped") == "spool-full"

    (tmp_path / "mail_key").write_text("gone")
    front.__post_init__()
    reply = front.ask(address)
    assert (reply.header("avowal-dropped"), reply.body) == ("mail-key", DOT)


def test_the_picture_comes_when_the_opening_is_on_disk(front: Any, tokens: MailTokens) -> None:
    """Durable before the answer: nothing is sent while the spool still writes."""
    asyncio.run(_watched(front, picture(tokens)))


async def _watched(front: Any, path: str) -> None:
    kept, sent = asyncio.Event(), []
    keep = front.spool.keep

    async def slow(collection: str, line: bytes) -> None:
        await kept.wait()
        await keep(collection, line)

    async def send(message: dict[str, Any]) -> None:
        sent.append(message["type"])

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    front.spool.keep = slow
    scope = {"type": "http", "method": "GET", "path": path, "client": ("203.0.113.9", 1), "headers": []}
    asking = asyncio.ensure_future(front.door(scope, receive, send))
    for _ in range(5):
        await asyncio.sleep(0)
    assert sent == []
    kept.set()
    await asking
    assert sent == ["http.response.start", "http.response.body"]
