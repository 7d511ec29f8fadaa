"""The selftest shows a fault red, green without it and red with the gates off; and says so when one is not found."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from avowal.auditor.faults import FAULTS
from avowal.auditor.selftest.beds import CLEAN, INSIDE, OUTSIDE, Bed, beds
from avowal.auditor.selftest.matrix import Matrix, Row, as_data, in_order, lines, write
from avowal.auditor.selftest.running import Served, rows_of
from avowal.auditor.selftest.site import Inside, Site
from avowal.policy.ledger import LEDGER

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
HOST = "plan.localhost"
PROVEN = Row("4.1", "a", "page", red=True, green=True, gates_off=True)


def test_every_fault_lies_in_one_bed_with_others_of_its_chapter():
    found = beds()

    assert sorted(fault.name for bed in found for fault in bed.faults) == sorted(fault.name for fault in FAULTS)
    assert all(len({fault.promise.partition(".")[0] for fault in bed.faults}) == 1 for bed in found)
    assert all({(fault.page, fault.passes) for fault in bed.faults} == {(bed.page, bed.passes)} for bed in found)
    assert len({bed.name for bed in found}) == len(found)
    assert all(len(bed.faults) == 1 for bed in found if bed.faults[0].alone)


@pytest.mark.parametrize("changed", [{"red": False}, {"green": False}, {"gates_off": False}])
def test_one_fault_that_is_not_found_leaves_the_matrix_unproven(changed, tmp_path):
    matrix = Matrix((PROVEN, replace(PROVEN, trouble="nothing said", **changed)), NOW, 1.0)

    assert not matrix.proven
    assert any("nothing said" in line for line in lines(matrix))
    assert json.loads(write(matrix, tmp_path).read_text(encoding="utf-8"))["proven"] is False


def test_what_was_not_tried_is_said_to_be_so_and_proves_nothing_wrong():
    matrix = Matrix((replace(PROVEN, red=None, green=None),), NOW, 1.0)

    assert matrix.proven
    assert as_data(matrix)["rows"][0]["red"] is None
    assert not Matrix((), NOW, 1.0).proven


def test_rows_stand_in_the_order_of_the_ledger():
    rows = in_order((replace(PROVEN, promise="10.1"), replace(PROVEN, promise="4.12"), PROVEN), LEDGER)

    assert [row.promise for row in rows] == ["4.1", "4.12", "10.1"]


def site(website, found):
    """`website` behind a front door that lets everything pass, with beds within and before it."""
    planted = {bed.name: bed for bed in (*found, Bed(CLEAN, ()))}
    whole = Site(Inside(website, planted), planted, frozenset({HOST}))

    async def only_http(scope, receive, send):
        if scope["type"] == "http":
            await whole(scope, receive, send)

    return only_http


@pytest.mark.parametrize("mode", [INSIDE, OUTSIDE])
def test_a_bed_is_served_under_the_name_that_the_deployment_knows(mode):
    heard, answered = {}, []

    async def website(scope, receive, send):
        heard.update(dict(scope["headers"]))
        headers = [(b"content-type", b"text/html"), (b"content-security-policy", b"default-src 'self'")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"<main></main>"})

    async def send(message):
        answered.append(message)

    (bed,) = beds(fault for fault in FAULTS if fault.promise == "4.2")
    name = f"{bed.label(mode)}.{HOST}:80".encode()
    scope = {"type": "http", "path": "/", "headers": [(b"host", name), (b"origin", b"http://" + name)]}
    asyncio.run(site(website, [bed])(scope, None, send))

    assert heard == {b"host": b"plan.localhost:80", b"origin": b"http://plan.localhost:80"}
    sent = [name for name, _ in answered[0]["headers"]]
    assert b"set-cookie" in sent
    assert (b"content-security-policy" in sent) is (mode == INSIDE)


@pytest.mark.browser
def test_a_slice_of_the_selftest_is_proven_in_a_real_browser(serving, clean_site, version, tmp_path):
    with serving(site(clean_site, beds())) as port:
        served = Served(version, HOST, port, (HOST,), None, tmp_path, tmp_path / "seen")
        rows = rows_of(served, now=NOW, only={"4.2"})

    assert {row.promise for row in rows} == {"4.2"}
    assert all((row.red, row.green, row.gates_off) == (True, True, True) for row in rows), list(
        lines(Matrix(tuple(rows), NOW, 0))
    )


@pytest.mark.browser
def test_a_fault_that_does_not_show_is_not_said_to_be_found(serving, clean_site, version, tmp_path):
    silent = tuple(replace(bed, faults=()) for bed in beds())
    with serving(site(clean_site, silent)) as port:
        served = Served(version, HOST, port, (HOST,), None, tmp_path, tmp_path / "seen")
        (row, *_) = rows_of(served, now=NOW, only={"7.2"}, gates_off_alone=True)

    assert not row.proven
    assert "nothing said" in row.trouble
