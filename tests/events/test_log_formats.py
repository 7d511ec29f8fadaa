"""Every format against a plain parser: both make the same of each line, or both refuse it (ledger 3.1, 3.4)."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from avowal.events import agents
from avowal.events.addresses import canonical, shorten
from avowal.events.importing import Importer
from avowal.events.log_formats import CADDY, COMBINED, VHOST_COMBINED, W3C, FormatRefused, format_of
from avowal.events.log_patterns import unwrapped
from avowal.events.paths import kept_path
from avowal.events.scrubbing import scrub

from . import plain_parser
from .plain_parser import NotRead, Told, told

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
REAL = Path(__file__).parents[3] / "shared" / "data" / "weblogs"
COLUMNS = (
    "seen_at, method, path, status, bytes, duration, referrer_origin, browser, system, ip_address, ip_network, "
    "automated, keep_until"
)
SMALL = settings(
    max_examples=12,
    phases=[Phase.explicit, Phase.generate],  # shrinking forty lines through an engine takes minutes
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
_starts = count()


def origin_of(referrer):
    scheme, _, rest = referrer.partition("://")
    ends = [at for at in map(rest.find, "/?#") if at >= 0]
    host = rest[: min(ends)] if ends else rest
    host = host.partition("@")[2] if "@" in host else host
    good = host and set(host.lower()) <= set("abcdefghijklmnopqrstuvwxyz0123456789._:[]-")
    return scrub(f"{scheme}://{host}").clean.lower() if scheme.lower() in ("http", "https") and good else ""


def row_of(line: Told, period):
    """The stored row, `past` when it is too old; NotRead when it is from the future."""
    if line.seen_at > NOW + timedelta(days=1):
        raise NotRead
    keep_until = period.after(line.seen_at)
    if keep_until <= NOW:
        return "past"
    described = agents.describe(line.agent) if line.has_agent else agents.Agent("", "", automated=False)
    dotted = ":" in line.host and "." in line.host and not line.host.lower().startswith("::ffff:")
    host = "" if dotted or "%" in line.host else line.host
    return (
        line.seen_at.strftime("%Y-%m-%d %H:%M:%S.000"),
        line.method,
        scrub(kept_path(line.raw_path)).clean,
        line.status,
        line.bytes,
        line.duration,
        origin_of(line.referrer),
        described.browser,
        described.system,
        canonical(host) if line.seen_at + timedelta(days=30) > NOW else "",
        shorten(host),
        described.automated,
        keep_until.strftime("%Y-%m-%d %H:%M:%S"),
    )


@pytest.fixture
def importer(plan, room):
    room.now = NOW
    room.operations.follow(plan)
    room.never_forget("ip_address")  # the engine deletes by its own clock, which is past this one
    made = Importer(room.operations, site="plan")
    yield made
    made.close()


@pytest.fixture
def agree(room, importer, harbor):
    """Have the engine and the plain parser read the same lines, and compare all that is stored."""
    period = harbor.collections["weblog"].keep

    def compare(log_format, plainly, lines, fields=None, days=0):
        room.engine.run(f"TRUNCATE TABLE {room.engine.database}.weblog")
        importer.read_as(log_format)
        content = "".join(f"{line}\n" for line in lines).encode()
        expected = []
        for line in lines:
            try:
                read = plainly(line)
                expected.append(row_of(read._replace(seen_at=read.seen_at + timedelta(days=days)), period))
            except NotRead:
                expected.append("bad")
        digest = hashlib.sha256(content).hexdigest()
        added = importer.add(
            content, start=next(_starts), length=len(content), sha256=digest, overlong=0, fields=fields
        )
        assert Counter(room.rows(COLUMNS)) == Counter(row for row in expected if row not in ("bad", "past"))
        assert (added.bad, added.past_retention) == (expected.count("bad"), expected.count("past"))
        assert added.lines == len(lines) == added.kept + added.bad + added.past_retention
        return added

    return compare


def mostly(usual, rare):
    return st.integers(0, 9).flatmap(lambda dice: rare if dice == 0 else usual)


odd = st.text(st.sampled_from(list('"\\[] -:/?#@.%=&\t+,{}é a1')), max_size=10)
hosts = mostly(st.ip_addresses(v=4).map(str), st.sampled_from(["2001:db8:7::1", "::1", "203.0.113.009", "-", ""]) | odd)
moments = mostly(
    st.datetimes(datetime(2026, 10, 1), datetime(2026, 11, 24)),
    st.datetimes(datetime(1971, 1, 1), datetime(2104, 1, 1)),
)
clf = mostly(
    moments.map(lambda at: at.strftime("%d/%b/%Y:%H:%M:%S +0000")), st.just("31/Feb/2026:00:00:00 +0000") | odd
)
iso = mostly(
    st.tuples(
        moments,
        st.sampled_from("T "),
        st.sampled_from(["", ".5", ".123456", ",25"]),
        st.sampled_from(["Z", "+03:30", "-0800"]),
    ).map(lambda parts: parts[0].strftime(f"%Y-%m-%d{parts[1]}%H:%M:%S") + parts[2] + parts[3]),
    st.sampled_from(
        ["2026-11-01T00:00:00", "2026-13-01T00:00:00Z", "2026-11-01T00:00:00+14:01", "2026-11-01T24:00:00Z"]
    )
    | odd,
)
epochs = moments.map(lambda at: int(at.replace(tzinfo=UTC).timestamp()))
targets = mostly(
    st.from_regex(r"\A/[a-z/]{0,8}(\?[a-z=&]{0,8})?\Z"), st.sampled_from(["*", "http://h.example/p?q", "//x", ""]) | odd
)
methods = mostly(st.sampled_from(["GET", "POST", "HEAD"]), st.sampled_from(["BREW", "get", "-", ""]))
requests = mostly(st.tuples(methods, targets, st.just("HTTP/1.1")).map(" ".join), st.sampled_from(["-", "GET /"]) | odd)
states = mostly(st.integers(100, 599).map(str), st.sampled_from(["0", "000", "-", "+12", "099", "1000"]) | odd)
sizes = mostly(st.integers(0, 10**6).map(str), st.sampled_from(["-", "", "007", "+5", "1" * 20]) | odd)
referrers = mostly(
    st.sampled_from(["-", "https://www.search.example/find?q=x"]),
    st.sampled_from(["https://u:p@h.example/x", "http://é/"]) | odd,
)
browsers = mostly(
    st.sampled_from(["-", "curl/8.5", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"]), odd
)


def several(lines):
    return st.lists(mostly(lines, odd), min_size=1, max_size=40)


plain_texts = st.text(st.sampled_from(list("[] -:/?#@.%=&a1")), max_size=10)
vhost = st.builds(
    '{} {} - {} [{}] "{}" {} {} "{}" "{}"{}'.format,
    st.sampled_from(["plan.example:443", "x"]), hosts, st.sampled_from(["-", "a b", '""']), clf, requests, states, sizes,
    referrers, browsers, mostly(st.just(""), st.just(" 12")),
)  # fmt: skip


@SMALL
@given(several(vhost))
@example(['plan.example:443 1.2.3.4 - - [01/Nov/2026:10:00:00 +0100] "GET /a\\"b HTTP/1.1" 200 5 "-" "x"'])
@example(['plan.example:443 1.2.3.4 - - [01/Nov/2026:10:00:00 +0100] "GET /a HTTP/1.1" 200 5'])
def test_vhost_combined(agree, lines):
    agree("vhost_combined", lambda line: plain_parser.apache(line, vhost=True), lines)


def forwarded(line):
    """`%{X-Forwarded-For}i %t %D "%m %U%q %H" %>s %B "%{User-agent}i"`, cut by hand."""
    host, found, rest = line.partition(" [")
    stamp, closed, rest = rest[:26], rest[26:28], rest[28:]
    duration, _, rest = rest.partition(' "')
    inner, quoted, rest = rest.partition('" ')
    words, tail = inner.split(" "), rest.split(" ", 2)
    if not (
        found and closed == "] " and quoted and host and " " not in duration and len(words) == 3 and len(tail) == 3
    ):
        raise NotRead
    agent, end = plain_parser.quoted(tail[2], 0)
    if end != len(tail[2]):
        raise NotRead
    texts = {"host": host.split(",")[0].strip(" "), "time": stamp, "duration": duration, "method": words[0]}
    target = words[1].partition("?")[0]
    return told(texts | {"target": target, "status": tail[0], "bytes": tail[1], "agent": agent}, "us", agents=True)


custom = st.builds(
    '{} [{}] {} "{} {} HTTP/1.1" {} {} "{}"'.format,
    st.sampled_from(["203.0.113.9", "203.0.113.9, 10.0.0.1", "2001:db8::1,1.2.3.4", "-"]), clf,
    st.integers(0, 10**9), st.sampled_from(["GET", "POST", "BREW"]), st.from_regex(r"\A/[a-z/]{0,8}(\?[a-z=&?]{0,8})?\Z"),
    st.integers(100, 599) | st.sampled_from(["-", "0", "x"]), st.integers(0, 10**6) | st.just("-"),
    st.sampled_from(["curl/8.5", "", "-", 'a\\"b']),
)  # fmt: skip


@SMALL
@given(several(custom))
def test_a_log_format_of_apaches_own_with_a_proxys_header_and_microseconds(agree, lines):
    agree('%{X-Forwarded-For}i %t %D "%m %U%q %H" %>s %B "%{User-agent}i"', forwarded, lines)


PIPES = (
    "$time_iso8601|$remote_addr|$request_method|$request_uri|$status|$body_bytes_sent|$request_time|$http_user_agent"
)


def piped(line):
    texts = line.split("|", 7)
    if len(texts) != 8:
        raise NotRead
    names = ("time", "host", "method", "target", "status", "bytes", "duration", "agent")
    read = dict(zip(names, texts, strict=True))
    read["host"] = read["host"].split(",")[0].strip(" ")
    return told(read, agents=True)


@SMALL
@given(
    several(
        st.tuples(
            iso,
            hosts,
            methods,
            targets,
            states,
            sizes,
            st.sampled_from(["0.000", "0.0015", "12", "-", "1e-05"]),
            browsers,
        ).map("|".join)
    )
)
def test_a_log_format_of_nginxs_own(agree, lines):
    agree(PIPES, piped, lines)


def variable_places(**keys):
    return {name: [[key]] for name, key in keys.items()}


NGINX_JSON = (
    '{"t":"$time_iso8601","ip":"$remote_addr","r":"$request","s":$status,"b":$body_bytes_sent,"d":"$request_time",'
    '"ref":"$http_referer","ua":"$http_user_agent"}'
)
NGINX_PLACES = variable_places(
    time="t", host="ip", request="r", status="s", bytes="b", duration="d", referrer="ref", agent="ua"
)
nginx_objects = st.fixed_dictionaries(
    {"t": iso | clf | epochs, "ip": hosts, "r": requests, "s": st.integers(100, 599) | states, "b": st.integers(0, 10**6) | sizes},
    optional={
        "d": st.sampled_from(["0.005", 0.25, 3, None, "x"]), "ref": referrers, "ua": browsers, "x": st.just([1, {"t": 1}]),
    },
)  # fmt: skip


@SMALL
@given(several(nginx_objects.map(lambda value: json.dumps(value, ensure_ascii=False)) | nginx_objects.map(json.dumps)))
@example(
    ['{"t":1793577600.25,"r":"GET / HTTP/1.1"}', '{"t":1793577600,"t":1,"r":"GET / HTTP/1.1"}', "{}", '{"t":NaN}', "[]"]
)
def test_json_of_nginx(agree, lines):
    agree(NGINX_JSON, lambda line: plain_parser.json_line(line, NGINX_PLACES), lines)


CADDY_PLACES = {
    "time": [["ts"]], "host": [["request", "client_ip"], ["request", "remote_ip"]], "method": [["request", "method"]],
    "target": [["request", "uri"]], "status": [["status"]], "bytes": [["size"]], "duration": [["duration"]],
    "referrer": [["request", "headers", "Referer", 1]], "agent": [["request", "headers", "User-Agent", 1]],
}  # fmt: skip
caddy_objects = st.fixed_dictionaries(
    {"level": st.just("info"), "ts": st.floats(1.79e9, 1.796e9).map(lambda at: round(at, 6)) | epochs | iso,
     "request": st.fixed_dictionaries(
         {"remote_ip": hosts, "method": methods, "uri": targets,
          "headers": st.fixed_dictionaries(
              {}, optional={"User-Agent": browsers.map(lambda text: [text]), "Referer": referrers.map(lambda text: [text, "x"])})},
         optional={"client_ip": hosts}),
     "size": st.integers(0, 10**6), "status": st.just(0) | st.integers(100, 599)},
    optional={"duration": st.floats(0, 100).map(lambda at: round(at, 9)) | st.just("1.5ms"), "user_id": st.just("canary-user")},
)  # fmt: skip


@SMALL
@given(several((caddy_objects | st.just({"level": "info", "ts": 1793577600, "msg": "starting"})).map(json.dumps)))
def test_json_of_caddy(agree, lines):
    agree("caddy", lambda line: plain_parser.json_line(line, CADDY_PLACES), lines)


IIS = [
    "date",
    "time",
    "s-ip",
    "cs-method",
    "cs-uri-stem",
    "cs-uri-query",
    "s-port",
    "cs-username",
    "c-ip",
    "cs(User-Agent)",
    "cs(Referer)",
    "sc-status",
    "sc-substatus",
    "sc-win32-status",
    "time-taken",
]
CLOUDFRONT = [
    "date",
    "time",
    "x-edge-location",
    "sc-bytes",
    "c-ip",
    "cs-method",
    "cs(Host)",
    "cs-uri-stem",
    "sc-status",
    "cs(Referer)",
    "cs(User-Agent)",
    "time-taken",
]
dates = mostly(moments.map(lambda at: at.strftime("%Y-%m-%d")), odd | st.just("2026-02-30"))
clocks = mostly(moments.map(lambda at: at.strftime("%H:%M:%S")), odd | st.just("24:00:00"))
plus_browsers = mostly(
    st.sampled_from(
        [
            "Mozilla/5.0+(X11;+Linux)+Firefox/140.0",
            "-",
            "Mozilla/5.0%20(X11;%20Linux)%20Firefox/140.0",
            '"curl/8 ""x"""',
        ]
    ),
    odd | st.just("%zz%4"),
)
w3c_texts = {
    "date": dates, "time": clocks, "cs-method": methods, "cs-uri-stem": targets, "c-ip": hosts, "cs(User-Agent)": plus_browsers,
    "cs(Referer)": referrers, "sc-status": states, "sc-bytes": sizes, "time-taken": st.sampled_from(["15", "0.042", "-", "x"]),
}  # fmt: skip


def of_fields(fields, separator):
    return st.tuples(*(w3c_texts.get(name, st.sampled_from(["-", "x"])) for name in fields)).map(separator.join)


@pytest.mark.parametrize(("fields", "separator"), [(IIS, " "), (CLOUDFRONT, "\t"), (["time", "cs-uri-stem"], " ")])
@SMALL
@given(data=st.data())
def test_w3c_extended(agree, fields, separator, data):
    lines = data.draw(several(of_fields(fields, separator)))

    agree("w3c", lambda line: plain_parser.w3c_line(line, fields), lines, fields)


@pytest.mark.skipif(not REAL.is_dir(), reason=f"{REAL} is not on this machine")
@pytest.mark.parametrize(
    "name", ["apache_logs", "shop_access_log", "apache_combined.log", "apache_common.log", "bad_access_log"]
)
def test_every_line_of_real_logs(agree, importer, name):
    lines = (REAL / name).read_text(encoding="utf-8", errors="replace").split("\n")[:-1]
    assert lines
    stamps = [plain_parser.apache(line, vhost=False).seen_at for line in lines if _is_read(line)]
    shift = (datetime(2026, 11, 23, tzinfo=UTC) - max(stamps)).days
    importer._shift = shift * 86_400

    added = agree("combined", lambda line: plain_parser.apache(line, vhost=False), lines, days=shift)

    assert added.kept + added.bad == len(lines)
    assert added.kept >= 2 * len(lines) / 3


def _is_read(line):
    try:
        return plain_parser.apache(line, vhost=False) is not None
    except NotRead:
        return False


@pytest.mark.parametrize(
    ("text", "told_as"),
    [("combined", COMBINED), ("common", COMBINED), ("vhost-combined", VHOST_COMBINED), ("Caddy", CADDY), ("IIS", W3C)],
)
def test_formats_have_names(text, told_as):
    assert format_of(text) == told_as


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("apache", "is no format"),
        ("%h %l %u", "when a request came"),
        ("%t %h", "what was asked"),
        ("%h%u %t %r", "touch"),
        ("%h %{%c}t %r", "cannot be read here"),
        ("%h %t %r 5%", "begins no field"),
        ("$remote_addr $time_local", "what was asked"),
        ('{"t":"$time_iso8601","r":', "JSON of this format"),
        ('{"t":"$time_iso8601"}', "what was asked"),
        ("%h %t %r" * 1000, "longer than 4096"),
    ],
)
def test_a_format_that_cannot_be_read_is_refused_in_a_sentence(text, says):
    with pytest.raises(FormatRefused, match=says) as refused:
        format_of(text)

    assert len(str(refused.value)) < 300


@pytest.mark.parametrize(
    ("line_of_configuration", "alone"),
    [
        (r'LogFormat "%h %t \"%r\" %>s" mine', '%h %t "%r" %>s'),
        (
            "log_format main '$remote_addr [$time_local] \"$request\" '\n    '$status';",
            '$remote_addr [$time_local] "$request" $status',
        ),
        ('log_format j escape=json \'{"t":"$time_iso8601"}\';', '{"t":"$time_iso8601"}'),
        ('"%h" "%r"', '"%h" "%r"'),
    ],
)
def test_a_whole_line_of_the_servers_configuration_is_taken(line_of_configuration, alone):
    assert unwrapped(line_of_configuration) == alone
