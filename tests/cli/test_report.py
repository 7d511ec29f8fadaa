"""`avowal report`: the nine reports, their tables as CSV and JSON, and what may leave the house."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from avowal.cli.app import app
from avowal.cli.deployment import DEMO_HOSTS, make
from avowal.cli.report_words import CAUTIONS, QUESTIONS, label, written
from avowal.config import SAMPLE
from avowal.events.reports import REPORTS
from avowal.events.reports.shape import Unit
from avowal.events.store import connect
from avowal.policy.publishing import publish_first
from avowal.policy.reading import read_bundle

LINE = '203.0.113.{host} - - [10/Nov/2026:20:0{minute}:00 +0000] "GET {path} HTTP/1.1" 200 512 "-" "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"\n'
PERIOD = ("--from", "2026-11-10", "--to", "2026-11-10")


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """Runs `avowal report …` in a deployment whose store has one day, while its owner runs."""
    directory = tmp_path_factory.mktemp("reports") / "harbor"
    made = make(directory, {"mode": "test", "hosts": DEMO_HOSTS, "secure": False})
    publish_first(
        read_bundle(SAMPLE / "policy"), made.data, effective_date=date(2026, 1, 1), now=datetime(2026, 1, 2, tzinfo=UTC)
    )
    log = Path(directory) / "access.log"
    lines = [LINE.format(host=host, minute=0, path="/") for host in range(20)]
    lines += [LINE.format(host=host, minute=1, path="/join/[b]=1") for host in range(3)]
    log.write_text("".join(lines), encoding="utf-8")
    with connect(made.events, made.data) as store:
        store.import_lines(log, site="plan")
        while store.close_days():
            pass

        def run(*arguments, code=0):
            result = CliRunner().invoke(
                app, ["report", *arguments, "--deployment", str(directory)], env={"COLUMNS": "200"}
            )
            assert result.exit_code == code, result.output
            return result.output

        yield run


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_is_printed_with_its_purpose(report, name):
    told = report(name, *PERIOD)

    assert f"For: {REPORTS[name].purpose} (promise" in told


def test_2_1_traffic_has_figures_days_pages_and_what_to_know(report):
    told = report("traffic", *PERIOD)

    assert "Traffic, 2026-11-10 to 2026-11-10 (America/Los_Angeles), all sites." in told
    assert "/join/[b]=1" in told
    assert CAUTIONS["visitors_per_day"] in told


def test_a_table_is_had_as_csv_and_the_whole_as_json(report):
    pages = list(csv.reader(io.StringIO(report("traffic", *PERIOD, "--csv", "pages"))))
    whole = json.loads(report("traffic", *PERIOD, "--json", "--page", "/"))

    assert pages[:2] == [["site", "path", "views", "visitors", "engaged_time"], ["plan", "/", "20", "20", ""]]
    assert len(pages) == 3
    assert (whole["purpose"], whole["filters"]) == ("measurement", {"path": "/"})
    assert whole["series"]["days"] == [{"day": "2026-11-10", "visitors": 20, "visits": 20, "views": 20}]


def test_2_3_outward_leaves_the_small_page_out(report):
    told = report("traffic", *PERIOD, "--outward")
    pages = report("traffic", *PERIOD, "--outward", "--csv", "pages")

    assert "[b]" not in told + pages
    assert CAUTIONS["small_cells_hidden"] in told
    assert ",23," not in pages


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("secrity",), "Did you mean “security”?"),
        (("traffic", "--csv", "pagse"), "Did you mean “pages”?"),
        (("mail", "--page", "/"), "The report mail cannot be asked by path; it knows no filter."),
        (("visits", "--language", "es"), "cannot be asked by language; it can be asked by site."),
        (("traffic", "--language", "xx"), "names no language “xx”"),
        (("security", "--outward"), "stays in the house so asked: it names addresses"),
        (("pages", "--outward", "--page", "/"), "would cut them finer"),
        (("devices", "--outward", "--csv", "systems"), "has no table “systems” outward"),
    ],
)
def test_what_cannot_be_asked_is_told_with_what_can(report, arguments, told):
    assert told in " ".join(report(*arguments, code=2).split())


def test_help_lists_the_nine_and_every_key_has_words():
    told = CliRunner().invoke(app, ["report", "--help"], env={"COLUMNS": "200"}).output

    assert [name for name in REPORTS if QUESTIONS[name] not in told] == []
    assert len(REPORTS) == 9
    keys = {caution for kind in REPORTS.values() for caution in kind.cautions}
    assert keys | {"small_cells_hidden", "closed_days_only"} == set(CAUTIONS)


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (None, Unit.COUNT, "–"),
        (1234, Unit.COUNT, "1,234"),
        (7 / 3, Unit.COUNT, "2.3"),
        (0.125, Unit.SHARE, "12.5%"),
        (1_500_000, Unit.BYTES, "2 MB"),
        (31.4, Unit.SECONDS, "31 s"),
        (datetime(2026, 11, 24, 20, tzinfo=UTC), Unit.INSTANT, "2026-11-24 12:00"),
        (404, Unit.TEXT, "404"),
    ],
)
def test_values_are_written_for_people(value, unit, text):
    assert written(value, unit, "America/Los_Angeles") == text


def test_a_key_without_a_word_of_its_own_is_told_in_words():
    assert (label("error_share"), label("views")) == ("error share", "page views")
