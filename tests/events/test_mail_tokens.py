"""4.9, 4.11: a mail's token says which message it was to us, and nothing to anybody else."""

from __future__ import annotations

import random
import stat
from base64 import urlsafe_b64decode
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from avowal.events.mail_tokens import MailToken, MailTokens, SecretUnusable, new_message_key

KEYS = st.text("ABCXYZabcxyz0123456789_-", min_size=16, max_size=32)
ISSUES = st.from_regex(r"[a-z0-9][a-z0-9-]{0,63}", fullmatch=True)
KEY, ISSUE = "0123456789abcdefABCDEF", "asthma-spring-2026"
few = settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def tokens(tmp_path: Path) -> MailTokens:
    return MailTokens(tmp_path / "secrets" / "mail_key", randomness=random.Random(7).randbytes)


@given(KEYS, ISSUES)
@few
def test_what_was_made_is_read(tokens: MailTokens, key: str, issue: str) -> None:
    token = tokens.make(key, issue)

    assert tokens.read(token) == MailToken(key, issue)
    assert set(token) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")
    assert len(token) <= 160


@given(st.text(max_size=300))
@few
def test_what_was_not_made_here_says_nothing(tokens: MailTokens, token: str) -> None:
    assert tokens.read(token) is None


@given(st.integers(0, 10_000), st.integers(1, 63))
@few
def test_a_token_that_was_changed_says_nothing(tokens: MailTokens, place: int, step: int) -> None:
    signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    token = list(tokens.make(KEY, ISSUE))
    at = place % len(token)
    token[at] = signs[(signs.index(token[at]) + step) % 64]

    assert tokens.read("".join(token)) is None


def test_4_11_neither_key_nor_issue_can_be_seen_in_a_token(tokens: MailTokens) -> None:
    token = tokens.make(KEY, ISSUE)
    bare = urlsafe_b64decode(token + "=" * (-len(token) % 4))

    assert ISSUE not in token
    assert ISSUE[:6].encode() not in bare
    assert KEY.encode() not in bare


def test_tokens_of_one_issue_share_no_beginning(tokens: MailTokens) -> None:
    made = {tokens.make(f"{number:022d}", ISSUE)[:8] for number in range(200)}

    assert len(made) == 200


def test_another_deployment_reads_nothing(tokens: MailTokens, tmp_path: Path) -> None:
    other = MailTokens(tmp_path / "other" / "mail_key")

    assert other.read(tokens.make(KEY, ISSUE)) is None


def test_the_secret_is_made_once_and_only_its_owner_may_read_it(tokens: MailTokens, tmp_path: Path) -> None:
    token = tokens.make(KEY, ISSUE)
    file = tmp_path / "secrets" / "mail_key"

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [found.name for found in file.parent.iterdir()] == ["mail_key"]
    assert MailTokens(file).read(token) == MailToken(KEY, ISSUE)


@pytest.mark.parametrize("content", [b"", b"00ff\n", b"no secret", b"\xff\xfe"])
def test_a_file_that_holds_no_secret_is_not_replaced(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "mail_key"
    file.write_bytes(content)

    with pytest.raises(SecretUnusable, match="mail_key"):
        MailTokens(file).make(KEY, ISSUE)
    assert file.read_bytes() == content


@pytest.mark.parametrize(
    ("key", "issue"),
    [
        ("ana@mail.example.org", ISSUE),
        ("short", ISSUE),
        ("x" * 33, ISSUE),
        (KEY, ""),
        (KEY, "Spring 2026"),
        (KEY, "ana@mail.example"),
        (KEY, "x" * 65),
    ],
)
def test_4_9_an_address_cannot_be_put_into_a_token(tokens: MailTokens, key: str, issue: str) -> None:
    with pytest.raises(ValueError, match=r"message key|issue"):
        tokens.make(key, issue)


def test_a_new_message_key_is_random_and_fits() -> None:
    made = {new_message_key() for _ in range(100)}

    assert len(made) == 100
    assert {len(key) for key in made} == {22}
    assert new_message_key(lambda count: b"\xff" * count) == "_" * 21 + "w"
