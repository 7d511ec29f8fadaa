"""A server's own log under the policy's declarations: good lines in, everything else counted (ledger 3.1, 3.4)."""

from __future__ import annotations

import gzip
import io
import random
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from avowal.events import log_stretches
from avowal.events.import_statements import ImportRefused
from avowal.events.log_formats import FormatRefused
from avowal.events.log_source import LogSource, SourceRefused
from avowal.events.log_stretches import LONGEST_LINE, Stretches, masked
from avowal.events.rows import RowMaker
from avowal.events.weblog_import import NeedsFile, StrictRefused

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
REAL = Path(__file__).parents[3] / "shared" / "data" / "weblogs"
CANARIES = ("canary-query", "canary-referrer-path", "CanaryAgent", "canary-user", "canary-fragment")


@pytest.fixture
def store(plan, room):
    room.now = NOW
    room.operations.follow(plan)
    return room.store


def line(number=0, at=NOW - timedelta(hours=9), path="/join/"):
    return (
        f'203.0.113.{number % 200} - canary-user [{at:%d/%b/%Y:%H:%M:%S} +0000] "GET {path}?q=canary-query{number}#canary-fragment HTTP/1.1" '
        f'200 {number} "https://search.example/canary-referrer-path?q=1" "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 CanaryAgent"'
    )


def log(tmp_path, *lines, name="access.log"):
    file = tmp_path / name
    file.write_text("".join(f"{text}\n" for text in lines), encoding="utf-8")
    return file


def adds_up(result):
    return result.lines == result.kept + result.bad + result.past_retention + result.already_there


def counts(result):
    assert adds_up(result)
    return result.kept, result.bad, result.past_retention, result.already_there


def test_good_lines_are_kept_bad_ones_counted_and_shown_old_ones_refused(store, tmp_path):
    file = log(tmp_path, line(), "no log line", line(1, at=datetime(2015, 5, 17, tzinfo=UTC)), line(2), "")

    result = store.import_lines(file, site="plan")

    assert counts(result) == (2, 2, 1, 0)
    assert result.examples == [(2, "no log line"), (5, "")]
    assert "--rebase-to" in result.advice
    assert "13 months" in result.advice


def test_3_4_no_query_referrer_path_header_or_user_of_a_line_is_anywhere_in_the_store(store, tmp_path):
    store.import_lines(log(tmp_path, *map(line, range(50))), site="plan")

    assert {canary: store.search(canary) for canary in CANARIES} == {key: [] for key in CANARIES}
    assert store.search("/join/") == [("weblog", "path", 50)]
    assert store.search("https://search.example") == [("weblog", "referrer_origin", 50)]
    assert store.search("203.0.113.0/24") == [("weblog", "ip_network", 50)]


def test_a_second_import_adds_nothing(store, tmp_path, room):
    file = log(tmp_path, *map(line, range(20)), "bad")

    store.import_lines(file, site="plan")
    again = store.import_lines(file, site="plan")

    assert counts(again) == (0, 1, 0, 20)
    assert len(room.rows()) == 20


def test_a_log_that_has_grown_is_continued(store, tmp_path, room):
    file = log(tmp_path, *map(line, range(20)))
    store.import_lines(file, site="plan")
    log(tmp_path, *map(line, range(30)))

    again = store.import_lines(file, site="plan")

    assert counts(again) == (10, 0, 0, 20)
    assert counts(store.import_lines(file, site="plan")) == (0, 0, 0, 30)
    assert len(room.rows()) == 30


def test_a_log_with_a_changed_line_is_another_log(store, tmp_path):
    store.import_lines(log(tmp_path, *map(line, range(20))), site="plan")

    again = store.import_lines(log(tmp_path, *map(line, range(1, 21))), site="plan")

    assert counts(again) == (20, 0, 0, 0)


def test_lines_imported_again_in_another_cut_of_the_log_are_warned_of(store, tmp_path):
    first = store.import_lines(
        log(tmp_path, *(line(n, at=NOW - timedelta(minutes=n)) for n in range(9, 0, -1))), site="plan"
    )
    tail = log(tmp_path, *(line(n, at=NOW - timedelta(minutes=n)) for n in (2, 1)), name="tail.log")

    again = store.import_lines(tail, site="plan")

    assert first.warning is None
    assert first.advice is None
    assert again.kept == 2
    assert "already had 2 records" in again.warning
    assert again.warning in again.advice


def test_logs_that_follow_each_other_or_have_grown_or_are_of_another_site_are_not_warned_of(store, tmp_path):
    old = [line(n, at=NOW - timedelta(minutes=300 - n)) for n in range(100)]
    new = [line(n, at=NOW - timedelta(minutes=201 - n)) for n in range(150)]  # begins in the second in which old ends
    results = [
        store.import_lines(log(tmp_path, *old), site="plan"),
        store.import_lines(log(tmp_path, *new[:120], name="new.log"), site="plan"),
        store.import_lines(log(tmp_path, *new, name="new.log"), site="plan"),
        store.import_lines(log(tmp_path, *new, name="new.log"), site="plan"),
        store.import_lines(log(tmp_path, *old), site="centers"),
    ]

    assert [result.warning for result in results] == [None] * 5


def test_what_the_site_recorded_itself_in_the_logs_time_is_warned_of(store, tmp_path, room, plan):
    room.keep(RowMaker(plan, "weblog").make({"site": "plan", "path": "/"}, at=NOW - timedelta(hours=1)))
    room.operations.take_spool()

    result = store.import_lines(log(tmp_path, *(line(n, at=NOW - timedelta(hours=n)) for n in range(3))), site="plan")

    assert "already had 1 records" in result.warning


def test_3_2_a_log_that_is_moved_to_before_the_stores_clock_is_past_retention(store, tmp_path, room):
    result = store.import_lines(log(tmp_path, line(), line(1)), site="plan", rebase_to=date(1960, 1, 1))

    assert counts(result) == (0, 0, 2, 0)
    assert result.last.date() in (date(1959, 12, 31), date(1960, 1, 1), date(1960, 1, 2))
    assert room.rows() == []


def test_many_stretches_are_one_log(store, tmp_path, room, monkeypatch):
    monkeypatch.setattr(log_stretches.Stretches.__init__, "__defaults__", (2000,))
    file = log(tmp_path, *map(line, range(100)))

    assert counts(store.import_lines(file, site="plan")) == (100, 0, 0, 0)
    assert counts(store.import_lines(file, site="plan")) == (0, 0, 0, 100)
    assert room.rows("count() > 5", "imports") == [(1,)]


@pytest.mark.parametrize("members", [1, 2])
def test_gzip_is_known_by_its_content(store, tmp_path, members):
    file = tmp_path / "access.log"
    text = "".join(f"{line(number)}\n" for number in range(20)).encode()
    file.write_bytes(gzip.compress(text) * members)

    assert store.import_lines(file, site="plan").kept == 20 * members


def test_a_truncated_gzip_keeps_its_good_lines_and_says_so(store, tmp_path):
    file = tmp_path / "access.log.gz"
    noise = random.Random(1)
    text = "".join(f"{line(number, path=f'/{noise.getrandbits(256):x}')}\n" for number in range(2000)).encode()
    content = gzip.compress(text)
    file.write_bytes(content[: len(content) // 2])

    result = store.import_lines(file, site="plan")

    assert result.truncated
    assert "middle of its compressed content" in result.trouble
    assert 500 < result.kept < 1500
    assert adds_up(result)
    assert result.bad <= 1


@pytest.mark.parametrize("damage", [(-8, 20), (0.5, 5)])
def test_damaged_gzip_is_read_up_to_the_damage(store, tmp_path, damage):
    place, least = damage
    file = tmp_path / "access.log.gz"
    content = bytearray(gzip.compress("".join(f"{line(number)}\n" for number in range(20)).encode(), compresslevel=0))
    at = place if place < 0 else int(len(content) * place)
    content[at] ^= 0xFF  # the check sum at the end, or a byte in the middle, which only the check sum tells
    file.write_bytes(content)

    result = store.import_lines(file, site="plan")

    assert result.truncated
    assert "damaged" in result.trouble
    assert result.kept >= least
    assert adds_up(result)


def test_r112_what_expands_without_end_is_stopped(tmp_path):
    file = tmp_path / "bomb.gz"
    with gzip.open(file, "wb") as bomb:
        for _ in range(100):
            bomb.write(b"\n" * (1 << 20))
    source = LogSource(file)

    total = sum(len(content) for content in iter(source.read, b""))
    source.close()

    assert source.cut_off
    assert "250 times" in source.trouble
    assert total <= 65 << 20


@pytest.mark.parametrize(("content", "kind"), [(b"PK\x03\x04", "zip"), (b"7z\xbc\xaf\x27\x1c", "7z")])
def test_what_is_compressed_otherwise_is_refused_with_its_name(tmp_path, content, kind):
    file = tmp_path / "access.log"
    file.write_bytes(content)

    with pytest.raises(SourceRefused, match=kind):
        LogSource(file)


def test_a_file_that_is_not_there_is_refused(store, tmp_path):
    with pytest.raises(SourceRefused, match="No such file"):
        store.import_lines(tmp_path / "none.log", site="plan")


def test_a_line_of_ten_megabytes_is_one_bad_line(store, tmp_path):
    file = log(tmp_path, line(1), "x" * (10 << 20), line(2))

    result = store.import_lines(file, site="plan")

    assert counts(result) == (2, 1, 0, 0)
    assert result.examples == [(2, f"(a line longer than {LONGEST_LINE} bytes)")]


def test_a_line_that_is_too_long_among_others_is_bad_and_never_staged(store, tmp_path):
    file = log(tmp_path, line(1), line(2).replace("/join/", "/" + "x" * LONGEST_LINE), line(3))

    first = store.import_lines(file, site="plan")

    assert counts(first) == (2, 1, 0, 0)
    assert first.examples == [(2, f"(a line longer than {LONGEST_LINE} bytes)")]
    assert counts(store.import_lines(file, site="plan")) == (0, 1, 0, 2)


def test_binary_rubbish_is_counted_and_stores_nothing(store, tmp_path, room):
    file = tmp_path / "rubbish"
    file.write_bytes(random.Random(1).randbytes(300_000))

    result = store.import_lines(file, site="plan")

    assert result.kept == 0
    assert adds_up(result)
    assert result.bad == result.lines > 500
    assert len(result.examples) == 10
    assert room.rows() == []


@pytest.mark.parametrize("spoilt", [("bad line",), ("x" * (LONGEST_LINE + 1),)])
def test_strict_stores_nothing_at_all_when_a_line_is_bad(store, tmp_path, room, spoilt):
    file = log(tmp_path, *map(line, range(20)), *spoilt)

    with pytest.raises(StrictRefused, match="1 of 21 lines are bad") as refused:
        store.import_lines(file, site="plan", strict=True)

    assert len(refused.value.result.examples) == 1
    assert room.rows() == []
    assert room.rows(table="imports") == []


def test_strict_refuses_a_truncated_file_and_imports_a_clean_one(store, tmp_path, room):
    file = tmp_path / "access.log.gz"
    content = gzip.compress("".join(f"{line(number)}\n" for number in range(20)).encode())
    file.write_bytes(content[:-8])
    with pytest.raises(StrictRefused):
        store.import_lines(file, site="plan", strict=True)
    file.write_bytes(content)

    assert counts(store.import_lines(file, site="plan", strict=True)) == (20, 0, 0, 0)


def test_a_log_is_moved_as_a_whole_to_the_day_that_is_asked_for(store, tmp_path, room):
    at = datetime(2015, 5, 17, 12, 0, tzinfo=UTC)
    file = log(tmp_path, *(line(number, at=at + timedelta(days=number)) for number in range(4)))

    result = store.import_lines(file, site="plan", rebase_to=date(2026, 11, 23))

    assert counts(result) == (4, 0, 0, 0)
    days = [seen_at[:10] for (seen_at,) in room.rows("seen_at")]
    assert days == ["2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23"]
    assert (result.first.date(), result.last.date()) == (date(2026, 11, 20), date(2026, 11, 23))
    assert counts(store.import_lines(file, site="plan", rebase_to=date(2026, 11, 23))) == (0, 0, 0, 4)


def test_5_1_a_full_address_is_kept_only_while_its_own_period_runs(store, tmp_path, room):
    room.never_forget("ip_address")

    store.import_lines(log(tmp_path, line(1), line(2, at=NOW - timedelta(days=31))), site="plan")

    assert room.rows("ip_address, ip_network") == [("", "203.0.113.0/24"), ("203.0.113.1", "203.0.113.0/24")]


def test_standard_input_is_read_once(store, monkeypatch):
    text = f"{line(1)}\n{line(2)}".encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))

    assert counts(store.import_lines("-", site="plan")) == (2, 0, 0, 0)
    with pytest.raises(NeedsFile, match="--strict or --rebase-to"):
        store.import_lines("-", site="plan", strict=True)
    with pytest.raises(NeedsFile):
        store.import_lines("-", site="plan", rebase_to=date(2026, 11, 23))


def test_an_empty_log_is_no_error(store, tmp_path):
    assert counts(store.import_lines(log(tmp_path), site="plan", strict=True)) == (0, 0, 0, 0)


def test_progress_tells_bytes_of_the_file(store, tmp_path):
    told = []
    file = log(tmp_path, *map(line, range(20)))

    store.import_lines(file, site="plan", progress=lambda done, total: told.append((done, total)))

    assert told[-1] == (file.stat().st_size, file.stat().st_size)


def test_an_undeclared_site_imports_nothing(store, tmp_path):
    with pytest.raises(ImportRefused, match="no site “www”"):
        store.import_lines(log(tmp_path, line()), site="www")


@pytest.mark.parametrize(
    ("bad", "shown"),
    [
        (
            '203.0.113.9 - frank [17/May/2015:10:05:03 +0000] "GET /a?q=secret HTTP',
            '… [17/May/2015:10:05:03 +0000] "GET /a?… HTTP',
        ),
        ("name@host.example called 1-800 from 203.0.113.9 or 2001:db8:7::5", "…@… called 1-800 from … or …"),
        ("\x1b[31m\0" + "y" * 100, "·[31m·" + "y" * 73 + "…"),
        ("id 123456789", "id …"),
    ],
)
def test_a_bad_line_is_shown_without_what_is_personal_in_it(bad, shown):
    assert masked(bad) == shown


def test_stretches_end_at_line_ends_and_give_every_byte_once(tmp_path):
    noise = random.Random(2)
    content = b"\n".join(noise.randbytes(noise.randrange(300)).replace(b"\n", b"") for _ in range(300))
    (tmp_path / "log").write_bytes(content)
    source = LogSource(tmp_path / "log")
    stretches = Stretches(source, 1000)

    pieces = []
    while (stretch := stretches.peek()) is not None:
        assert stretch.start == sum(map(len, pieces))
        pieces.append(stretch.content)
        stretches.consume(len(stretch.content))
    source.close()

    assert b"".join(pieces) == content
    assert all(piece.endswith(b"\n") for piece in pieces[:-1])


W3C_FIELDS = (
    "#Fields: date time cs-method cs-uri-stem cs-uri-query cs-username c-ip cs(User-Agent) cs(Referer) sc-status"
)
W3C_SHORT = "#Fields: time date cs-uri-stem c-ip"


def w3c_line(number):
    return (
        f"2026-11-23 10:00:{number:02} GET /join/{number} q=canary-query canary-user 203.0.113.9 "
        "Mozilla/5.0+Firefox/140.0+CanaryAgent https://search.example/canary-referrer-path?q=1 200"
    )


def test_an_extended_log_whose_fields_change_is_read_by_those_in_force_at_each_line(store, tmp_path, room):
    head = ["#Software: Microsoft Internet Information Services 10.0", W3C_FIELDS]
    file = log(
        tmp_path, *head, w3c_line(1), "no line", W3C_SHORT, "10:00:02 2026-11-23 /short 203.0.113.8", w3c_line(3)
    )

    result = store.import_lines(file, site="plan", log_format="auto")

    assert counts(result) == (2, 2, 0, 0)
    assert result.headers == 3
    assert [number for number, _ in result.examples] == [4, 7]
    assert result.log_format == "W3C extended"
    assert [path for (path,) in room.rows("path")] == ["/join/1", "/short"]
    assert {canary: store.search(canary) for canary in CANARIES} == {key: [] for key in CANARIES}


def test_an_extended_log_is_known_again_and_continued(store, tmp_path):
    lines = [W3C_FIELDS, w3c_line(1), W3C_SHORT, "10:00:02 2026-11-23 /short 203.0.113.8"]
    store.import_lines(log(tmp_path, *lines), site="plan", log_format="w3c")

    again = store.import_lines(log(tmp_path, *lines, W3C_FIELDS, w3c_line(3)), site="plan", log_format="w3c")

    assert counts(again) == (1, 0, 0, 2)


NGINX_JSON = '{"time_iso8601":"2026-11-23T10:00:00+00:00","remote_addr":"203.0.113.9","remote_user":"canary-user","request":"GET /join/?q=canary-query HTTP/1.1","status":200,"http_referer":"https://search.example/canary-referrer-path","http_user_agent":"Mozilla/5.0 Firefox/140.0 CanaryAgent"}'
CADDY_JSON = '{"level":"info","ts":1795428000.5,"user_id":"canary-user","request":{"remote_ip":"203.0.113.9","method":"GET","uri":"/join/?q=canary-query","headers":{"User-Agent":["CanaryAgent"],"Referer":["https://search.example/canary-referrer-path"]}},"status":200,"size":5,"duration":0.0123}'


@pytest.mark.parametrize("text", [NGINX_JSON, CADDY_JSON])
def test_3_4_nothing_undeclared_of_a_json_line_is_stored(store, tmp_path, room, text):
    result = store.import_lines(log(tmp_path, text, text), site="plan", log_format="auto")

    assert counts(result) == (2, 0, 0, 0)
    assert {canary: store.search(canary) for canary in CANARIES} == {key: [] for key in CANARIES}
    assert room.rows("DISTINCT path, status, ip_network, referrer_origin") == [
        ("/join/", 200, "203.0.113.0/24", "https://search.example")
    ]


def test_3_4_a_format_of_the_servers_own_is_stored_without_what_is_undeclared(store, tmp_path, room):
    written = "203.0.113.9|canary-user|23/Nov/2026:10:00:00 +0000|GET /join/?q=canary-query HTTP/1.1|0.250|CanaryAgent"
    as_configured = "$remote_addr|$remote_user|$time_local|$request|$request_time|$http_user_agent"

    result = store.import_lines(log(tmp_path, written), site="plan", log_format=as_configured)

    assert counts(result) == (1, 0, 0, 0)
    assert room.rows("path, duration, ip_network") == [("/join/", 250, "203.0.113.0/24")]
    assert {canary: store.search(canary) for canary in CANARIES} == {key: [] for key in CANARIES}


def test_what_fits_no_format_is_refused_and_nothing_stored(store, tmp_path, room):
    with pytest.raises(FormatRefused, match="No known format fits"):
        store.import_lines(log(tmp_path, "no log", "at all"), site="plan", log_format="auto")

    assert room.rows(table="imports") == []


def test_standard_input_is_told_by_its_first_lines_without_losing_them(store, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{line(1)}\n{line(2)}\n".encode())))

    result = store.import_lines("-", site="plan", log_format="auto")

    assert counts(result) == (2, 0, 0, 0)
    assert result.sureness == "2 of the first 2 lines fit"


def test_an_import_that_was_broken_off_is_taken_up_where_it_ended(store, tmp_path, room, monkeypatch):
    monkeypatch.setattr(log_stretches.Stretches.__init__, "__defaults__", (4000,))
    file = log(tmp_path, *map(line, range(100)))

    def fail_after_a_while(done, _):
        if len(room.rows("start", "imports")) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.import_lines(file, site="plan", progress=fail_after_a_while)
    before = len(room.rows())
    again = store.import_lines(file, site="plan")

    assert 0 < before < 100
    assert counts(again) == (100 - before, 0, 0, before)
    assert len(room.rows()) == 100


@pytest.mark.skipif(not REAL.is_dir(), reason=f"{REAL} is not on this machine")
@pytest.mark.parametrize(
    ("name", "lines", "bad"),
    [
        ("apache_logs", 10_000, 1),
        ("shop_access_log", 1000, 0),
        ("apache_combined.log", 5, 0),
        ("apache_common.log", 10, 0),
        ("bad_access_log", 3, 1),
    ],
)
def test_real_logs_are_understood(store, room, name, lines, bad):
    old = store.import_lines(REAL / name, site="plan")
    moved = store.import_lines(REAL / name, site="plan", rebase_to=date(2026, 11, 23))
    again = store.import_lines(REAL / name, site="plan", rebase_to=date(2026, 11, 23))

    assert counts(old) == (0, bad, lines - bad, 0)
    assert counts(moved) == (lines - bad, bad, 0, 0)
    assert counts(again) == (0, bad, 0, lines - bad)
    assert len(room.rows("path")) == lines - bad
    for never in ("?", "KHTML", "Gecko", "semicomplete.com/", "zanbil.ir/"):
        assert [found for found in store.search(never) if found[:2] != ("weblog", "path") or never == "?"] == []
