"""`avowal erase`: a receipt without the key, exit codes for scripts, and later word of what has become of it (8.4)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from avowal.cli.app import app
from avowal.cli.deployment import DEMO_HOSTS, make
from avowal.config import SAMPLE
from avowal.events.rows import RowMaker
from avowal.events.store import connect
from avowal.policy.publishing import InForce, publish_first
from avowal.policy.reading import read_bundle

KEY, OTHER = "a1b2c3d4e5f60718", "0f1e2d3c4b5a6978"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    settings = make(tmp_path_factory.mktemp("erase") / "harbor", {"mode": "test", "hosts": DEMO_HOSTS, "secure": False})
    now = datetime.now(UTC)
    publish_first(read_bundle(SAMPLE / "policy"), settings.data, effective_date=date(2026, 1, 1), now=now)
    maker, segment = RowMaker(InForce(settings.data).version(), "weblog"), settings.data / "spool/weblog"
    segment.mkdir(parents=True)
    rows = (maker.make({"site": "plan", "path": "/", "visitor_key": key}, at=now) for key in (KEY, OTHER))
    (segment / "1795500000000-0123abcd.jsonl").write_bytes(b"".join(rows))
    with connect(settings.events, settings.data, patience=60):  # so that the owner stays from one command to the next
        yield settings.data


@pytest.fixture
def avowal(data: Path):
    def run(*arguments: str, given: str = "") -> Result:
        return CliRunner().invoke(app, [*arguments, "--deployment", str(data.parent)], input=given)

    return run


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--person", "17"), "the erasure of people's accounts is not built yet"),
        (("--child", "C-17"), "the erasure of children's cases is not built yet"),
        ((), "--visitor KEY"),
        (("--visitor", "short"), "is no key"),
        (("--visitor", KEY, "--now", "--dry-run"), "does not go with"),
    ],
)
def test_what_cannot_be_erased_is_said_and_nothing_is(avowal, arguments, told):
    result = avowal("erase", *arguments)

    assert (result.exit_code, told in result.output) == (2, True), result.output


def test_8_4_a_visitor_is_erased_with_a_receipt_that_does_not_name_her(avowal):
    would = avowal("erase", "--visitor", KEY, "--dry-run", "--json")
    done = avowal("erase", "--visitor", "-", "--now", "--json", given=f"{KEY}\n")
    erased = json.loads(done.stdout)
    again = avowal("erase", "--visitor", KEY)
    later = avowal("store", "receipt", erased["receipt"])
    swept = avowal("store", "sweep", "--rewrite", "--json")

    assert [(one["table"], one["rows"]) for one in json.loads(would.stdout)["tables"]] == [("weblog", 1)]
    assert (would.exit_code, done.exit_code, erased["rows"], erased["gone_at"]) == (0, 0, 1, None)
    assert (again.exit_code, "Nothing carries this key" in again.output) == (1, True)
    assert (later.exit_code, "hidden from every answer" in later.output) == (1, True)
    assert json.loads(swept.stdout)["rewritten"] == ["weblog"]
    assert avowal("store", "search", KEY).exit_code == 1
    assert avowal("store", "search", OTHER).exit_code == 0
    assert not any(KEY in result.output for result in (would, done, again, later))


def test_a_receipt_that_nobody_gave_is_told(avowal):
    result = avowal("store", "receipt", "E-20260101-00000000")

    assert (result.exit_code, "has no such receipt" in result.output) == (2, True)
