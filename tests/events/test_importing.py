"""The engine's parser against a plain one: what both make of the same lines must be the same (ledger 3.1, 3.4)."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import count

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from avowal.events import agents
from avowal.events.addresses import canonical, shorten
from avowal.events.import_statements import METHODS, ImportRefused
from avowal.events.importing import Importer
from avowal.events.paths import kept_path
from avowal.events.rows import stamp, until
from avowal.events.scrubbing import scrub
from avowal.policy.catalogue import Catalogue
from avowal.policy.model import Audience, CollectedElement
from avowal.policy.period import Period

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
LINE = re.compile(
    r"^([^ ]+) ([^ ]+) ((?:[^\"\\]|\\.)+?|\"\") \[([^\]]{26})\] \"((?:[^\"\\]|\\.)*)\" ([1-9][0-9][0-9]) (-|0|[1-9][0-9]{0,18})"
    r"( \"((?:[^\"\\]|\\.)*)\" \"((?:[^\"\\]|\\.)*)\"(?: .*)?)?$",
    re.DOTALL,
)
STAMP = re.compile(
    r"^([0-9]{2})/([A-Z][a-z]{2})/([0-9]{4}):([0-9]{2}):([0-9]{2}):([0-9]{2}) ([+-])([0-9]{2})([0-9]{2})$"
)
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
COLUMNS = "seen_at, method, path, status, bytes, referrer_origin, browser, system, ip_address, ip_address_until, ip_network, automated, keep_until"


def seconds_of(stamp):
    found = STAMP.match(stamp)
    if not found or found[2] not in MONTHS:
        return None
    day, month, year, hour, minute, second, sign, zone_hours, zone_minutes = found.groups()
    if not 1970 <= int(year) <= 2105 or int(zone_minutes) >= 60 or int(zone_hours + zone_minutes) > 1400:
        return None
    zone = timedelta(hours=int(zone_hours), minutes=int(zone_minutes)) * (-1 if sign == "-" else 1)
    try:
        return datetime(
            int(year), MONTHS.index(month) + 1, int(day), int(hour), int(minute), int(second), tzinfo=timezone(zone)
        )
    except ValueError:
        return None


def path_of(target):
    return scrub(kept_path(raw_path_of(target))).clean


def raw_path_of(target):
    if target.startswith("/"):
        return re.split(r"[?#]", target)[0]
    found = re.match(r"^[Hh][Tt][Tt][Pp][Ss]?://[^/?#]*(/[^?#]*)", target, re.DOTALL)
    return found[1] if found else ""


def origin_of(referrer):
    found = re.match(r"^(https?://)([^/?#]*)", referrer, re.DOTALL | re.IGNORECASE)
    if not found:
        return ""
    host = found[2].partition("@")[2] if "@" in found[2] else found[2]
    return scrub(found[1] + host).clean.lower() if re.fullmatch(r"[A-Za-z0-9._:\[\]-]{1,261}", host) else ""


def address_of(host):
    """Addresses as logs write them; IPv6 that ends in dotted IPv4 only where it is IPv4."""
    dotted = ":" in host and "." in host and not host.lower().startswith("::ffff:")
    return "" if dotted or "%" in host else host


def reference(line):
    """What a plain parser makes of one line: None when it is bad, `past` when it is too old, else the stored row."""
    found = LINE.match(line)
    seen_at = seconds_of(found[4]) if found else None
    if not found or seen_at is None or seen_at > NOW + timedelta(days=1):
        return None
    keep_until = PERIOD.after(seen_at.astimezone(UTC))
    if keep_until <= NOW:
        return "past"
    asked = found[5].split(" ")
    plain = len(asked) == 3 and asked[0] in METHODS and re.fullmatch(r"HTTP/[0-9](\.[0-9])?", asked[2]) is not None
    described = agents.describe(found[10]) if found[8] else agents.Agent("", "", automated=False)
    address_until = seen_at.astimezone(UTC) + timedelta(days=30)
    stamp = "%Y-%m-%d %H:%M:%S"
    return (
        seen_at.astimezone(UTC).strftime(f"{stamp}.000"),
        asked[0] if plain else "",
        path_of(asked[1]) if plain else "",
        int(found[6]),
        None if found[7] == "-" else int(found[7]),
        origin_of(found[9] or ""),
        described.browser,
        described.system,
        canonical(address_of(found[1])) if address_until > NOW else "",
        min(address_until, keep_until).strftime(stamp),
        shorten(address_of(found[1])),
        described.automated,
        keep_until.strftime(stamp),
    )


def mostly(usual, rare):
    return st.integers(0, 9).flatmap(lambda dice: rare if dice == 0 else usual)


ODD_HOSTS = [
    "203.0.113.009",
    "1.2.3",
    "::ffff:203.0.113.9",
    "::ffff:203.0.113.009",
    "::1.2.3.4",
    "1::2::3",
    "00001::",
    "0001::01",
    "::",
    "FE80::A",
    "1:2:3:4:5:6:7:8:9",
    "1.2.3.4:5",
    "[::1]",
    "::ffff:1.2.3.256",
]
anything = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\n\r"), max_size=12)
odd = st.text(st.sampled_from(list('"\\[] -:/?#@.%=&\0\té a1')), max_size=12)
hosts = mostly(
    st.ip_addresses(v=4).map(str),
    st.ip_addresses(v=6).filter(lambda address: int(address) >> 32).map(str) | st.sampled_from(ODD_HOSTS) | odd,
)
stamps = mostly(
    st.datetimes(datetime(2026, 10, 1), datetime(2026, 11, 24)).map(lambda at: at.strftime("%d/%b/%Y:%H:%M:%S +0000")),
    st.datetimes(datetime(1965, 1, 1), datetime(2105, 12, 31)).flatmap(
        lambda at: st.integers(-1500, 1500).map(
            lambda zone: at.strftime("%d/%b/%Y:%H:%M:%S ") + f"{'-' if zone < 0 else '+'}{abs(zone):04}"
        )
    )
    | st.sampled_from(
        [
            "31/Feb/2026:00:00:00 +0000",
            "01/Nov/2026:24:00:00 +0000",
            "01/Nov/2026:00:60:00 +0000",
            "01/nov/2026:00:00:00 +0000",
            "1/Nov/2026:00:00:00 +00000",
            "29/Feb/2024:23:59:60 +0000",
        ]
    )
    | odd,
)
targets = mostly(
    st.from_regex(r"\A/[a-z/]{0,8}(\?[a-z=&]{0,8})?(#[a-z]{0,3})?\Z"),
    st.sampled_from(
        [
            "*",
            "http://h.example/p?q",
            "https://h.example",
            "h.example:443",
            "/a;b",
            "//x/y",
            "/?",
            "?",
            "/b/diabetes",
            "/c/4155550134",
        ]
    )
    | odd,
)
requests = mostly(
    st.tuples(st.sampled_from(["GET", "POST", "HEAD"]), targets, st.sampled_from(["HTTP/1.1", "HTTP/2"])).map(" ".join),
    st.sampled_from(
        [
            "-",
            "",
            "GET /",
            "GET  / HTTP/1.1",
            "BREW / HTTP/1.1",
            "GET / HTTP/1.10",
            "\\x16\\x03\\x01",
            'GET /a\\"b?c HTTP/1.1',
        ]
    )
    | odd,
)
referrers = mostly(
    st.sampled_from(["-", "https://www.search.example/find?q=x", "http://Other.Example:8080/"]),
    st.sampled_from(
        [
            "https://u:p@h.example/x",
            "https://diabetes.example/",
            "http://415-555-0134.example",
            "android-app://x",
            "https://ex\u00e4mple/",
            "HTTPS://H#f",
            "http://a@b@c/",
        ]
    )
    | odd,
)
descriptions = mostly(
    st.sampled_from(["-", "", "curl/8.5", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"]),
    odd | anything,
)
users = mostly(st.sampled_from(["-", "frank", "a b"]), st.just('""') | odd)
combined = st.builds(
    '{} {} {} [{}] "{}" {} {} "{}" "{}"{}'.format,
    hosts, mostly(st.just("-"), odd), users, stamps, requests, mostly(st.integers(100, 599), st.integers(0, 10**4) | odd),
    mostly(st.just("-") | st.integers(0, 10**6), odd | st.integers(0, 10**21)), referrers, descriptions, mostly(st.just(""), st.just(' "-"') | odd),
)  # fmt: skip
common = combined.map(lambda line: line.rsplit(' "', 2)[0])
lines = st.lists(mostly(combined | common, odd | anything), min_size=1, max_size=60)

_starts = count()


@pytest.fixture
def importer(plan, room):
    room.now = NOW
    room.operations.follow(plan)
    room.never_forget("ip_address")  # the engine deletes by its own clock, which is past this one
    made = Importer(room.operations, site="plan")
    yield made
    made.close()


def add(importer, content):
    return importer.add(
        content, start=next(_starts), length=len(content), sha256=hashlib.sha256(content).hexdigest(), overlong=0
    )


PERIOD = None


@pytest.fixture(autouse=True)
def period(harbor):
    global PERIOD  # noqa: PLW0603 - the reference keeps for as long as the sample declares
    PERIOD = harbor.collections["weblog"].keep


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(lines)
@example(['1.2.3.4 - "" [01/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 5'])
@example(['1.2.3.4 - a\\"b [01/Nov/2026:10:00:00 +0100] "GET /\\"?q HTTP/1.1" 200 5 "-" "x\\"y" "z"'])
@example(['1.2.3.4 - - [01/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 5 "-" "curl" extra"quote'])
@example(['::1 - - [01/Oct/2026:00:00:00 +0000] "-" 100 -', '::1 - - [01/Oct/2026:00:00:00 +0000] "-" 100 - "-" ""'])
@example([f'{host} - - [01/Nov/2026:00:00:00 +0000] "-" 100 -' for host in ODD_HOSTS])
@example(['1.2.3.4 - - [01/Nov/2026:00:00:00 +0000] "-" 100 - "-" "-""'])
@example(["", " ", '"', "\\", "é"])
def test_the_engine_and_a_plain_parser_agree_on_every_line(room, importer, written):
    room.engine.run(f"TRUNCATE TABLE {room.engine.database}.weblog")

    added = add(importer, "\n".join(written).encode() + b"\n")

    expected = [reference(line) for line in written]
    assert added.lines == len(written) == added.kept + added.bad + added.past_retention
    assert (added.bad, added.past_retention) == (expected.count(None), expected.count("past"))
    assert Counter(room.rows(COLUMNS)) == Counter(row for row in expected if row not in (None, "past"))


LINE_OF_TODAY = b'203.0.113.9 - - [24/Nov/2026:07:00:00 +0000] "GET /join/?q=diabetes HTTP/1.1" 200 5 "https://search.example/?q=diabetes" "Mozilla/5.0 Firefox/140.0"\n'


def test_bad_bytes_break_nothing(room, importer):
    added = add(importer, LINE_OF_TODAY.replace(b"/join/", b"/\xff\xfe/") + b"\xff\xfe\0\n" + LINE_OF_TODAY)

    assert (added.lines, added.kept, added.bad) == (3, 2, 1)
    assert sorted(path for (path,) in room.rows("path")) == ["/join/", "/\ufffd/"]


def test_what_the_policy_does_not_declare_is_not_kept(declare, room):
    room.now = NOW
    room.operations.follow(declare(("seen_at", "path"), sites=("plan",)))
    importer = Importer(room.operations, site="plan")

    add(importer, LINE_OF_TODAY)
    importer.close()

    assert [name for table, name in room.operations.columns() if table == "weblog"] == [
        "seen_at",
        "path",
        "policy_version",
        "keep_until",
    ]
    assert room.rows() == [("2026-11-24 07:00:00.000", "/join/", 1, "2027-12-24 07:00:00")]


def test_elements_about_signed_in_people_are_not_taken_from_a_log(declare, room):
    room.now = NOW
    room.operations.follow(
        declare({"path": CollectedElement(), "browser": CollectedElement(audience=Audience.SIGNED_IN)})
    )
    importer = Importer(room.operations, site="plan")

    add(importer, LINE_OF_TODAY)
    importer.close()

    assert room.rows("path, browser") == [("/join/", "")]


def test_1_1_no_spelling_of_an_e_mail_address_or_control_character_in_a_path_is_stored(room, importer):
    wire = [b"/u/jane.doe@mail.example/", b"/r/jane%2540mail.example", b"/u/jane%EF%BC%A0mail.example", b"/a%1B[31m"]

    add(importer, b"".join(LINE_OF_TODAY.replace(b"/join/", path) for path in [*wire, b"/b\x1b[31m", b"/es/a%C3%B1o/"]))

    kept = {"/u/[e-mail]/", "/r/[e-mail]", "/u/[e-mail]", "/a%1B[31m", "/b%1B[31m", "/es/año/"}
    assert {path for (path,) in room.rows("path")} == kept
    assert [room.store.search(text) for text in ("jane", "mail.example", "\x1b")] == [[], [], []]


@pytest.mark.parametrize("day", ["1960-01-01", "1969-12-31", "1900-01-01", "2015-05-17"])
def test_3_2_what_is_moved_to_long_ago_is_past_retention_and_never_wraps_into_the_future(room, importer, day):
    importer.move(int(NOW.timestamp()), day)

    added = add(importer, LINE_OF_TODAY)

    assert (added.kept, added.past_retention) == (0, 1)
    assert room.rows() == []


def test_a_log_is_not_moved_to_before_the_engines_dates(importer):
    with pytest.raises(ImportRefused, match="before 1900-01-01"):
        importer.move(int(NOW.timestamp()), "0001-01-01")


@pytest.mark.parametrize("keep", ["999 years", "9999 days", "80 years"])
def test_3_2_a_period_beyond_the_stores_clock_ends_with_it(declare, room, keep):
    room.now = NOW
    version = declare(("seen_at", "path"), sites=("plan",), keep=Period.parse(keep))
    room.operations.follow(version)
    importer = Importer(room.operations, site="plan")

    add(importer, LINE_OF_TODAY)
    importer.close()

    seen_at = datetime(2026, 11, 24, 7, tzinfo=UTC)
    assert room.rows("keep_until") == [(stamp(until(seen_at, Period.parse(keep))),)]


@pytest.mark.parametrize("year", [b"2106", b"2150", b"2162", b"2163", b"9999"])
def test_3_2_a_line_of_a_year_beyond_the_stores_clock_is_bad(importer, year):
    assert add(importer, LINE_OF_TODAY.replace(b"2026", year)).bad == 1


def test_visitor_keys_are_of_one_day_and_one_import(room, importer):
    tomorrow = LINE_OF_TODAY.replace(b"24/Nov", b"22/Nov")
    add(importer, LINE_OF_TODAY + LINE_OF_TODAY + LINE_OF_TODAY.replace(b"203.0.113.9", b"203.0.113.8") + tomorrow)
    other = Importer(room.operations, site="plan")

    add(other, LINE_OF_TODAY)
    other.close()

    keys = Counter(key for (key,) in room.rows("visitor_key"))
    assert sorted(keys.values()) == [1, 1, 1, 2]
    assert all(re.fullmatch("[0-9a-f]{16}", key) for key in keys)


def test_a_line_of_the_future_is_bad_because_it_would_be_kept_too_long(importer):
    added = add(importer, LINE_OF_TODAY.replace(b"24/Nov/2026", b"26/Nov/2026"))

    assert (added.kept, added.bad) == (0, 1)


def test_a_log_is_moved_to_the_organisations_day_at_its_own_time_of_day(importer):
    summer = datetime(2015, 7, 20, 4, 30, tzinfo=UTC)  # 21:30 of the 19th in Los Angeles

    shift = importer.move(int(summer.timestamp()), "2026-11-23")

    assert summer + timedelta(seconds=shift) == datetime(2026, 11, 24, 5, 30, tzinfo=UTC)  # 21:30 of the 23rd there


def test_a_log_is_not_moved_into_the_future(importer):
    with pytest.raises(ImportRefused, match="still to come"):
        importer.move(0, "2026-11-25")


def test_a_site_that_is_not_declared_is_refused_with_those_that_are(importer, room):
    with pytest.raises(ImportRefused, match="plan, centers, medicare"):
        Importer(room.operations, site="www")


def test_with_no_weblog_declared_nothing_is_imported(declare, room, harbor):
    version = declare()
    room.operations.follow(
        replace(version, policy=replace(harbor, collections=Catalogue()), effective_date=date(2026, 1, 2))
    )

    with pytest.raises(ImportRefused, match="declares no weblog"):
        Importer(room.operations, site="plan")


def test_2_1_no_day_is_closed_under_an_import_that_goes_on(room, importer):
    add(importer, LINE_OF_TODAY)

    assert room.operations.imports.more_is_coming


def test_raw_lines_are_gone_from_memory_after_the_import(room, importer):
    add(importer, LINE_OF_TODAY)

    importer.close()

    tables = room.engine.rows("SELECT name FROM system.tables WHERE is_temporary OR engine = 'Memory'")
    assert tables == []
    importer.__init__(room.operations, site="plan")  # for the fixture's own close
