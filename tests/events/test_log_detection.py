"""The format of a log is told from its first lines, with how sure that is, or refused in a sentence (ledger 3.1)."""

from __future__ import annotations

import json

import pytest

from avowal.events.log_detection import detect
from avowal.events.log_formats import CADDY, COMBINED, VHOST_COMBINED, W3C, FormatRefused, Kind

COMMON_LINE = '203.0.113.9 - - [24/Nov/2026:07:00:00 +0000] "GET /join/ HTTP/1.1" 200 5'
COMBINED_LINE = f'{COMMON_LINE} "https://search.example/" "curl/8.5"'
CADDY_LINE = json.dumps(
    {"level": "info", "ts": 1795503600.5, "request": {"remote_ip": "203.0.113.9", "method": "GET", "uri": "/join/"}}
)
NGINX_LINE = json.dumps({"time_iso8601": "2026-11-24T07:00:00+00:00", "remote_addr": "203.0.113.9", "uri": "/join/"})
HEADER = "#Software: Microsoft Internet Information Services 10.0\n#Fields: date time c-ip cs-method cs-uri-stem"
W3C_LINE = "2026-11-24 07:00:00 203.0.113.9 GET /join/"


@pytest.mark.parametrize(
    ("lines", "expected", "name"),
    [
        ([COMBINED_LINE], COMBINED, "combined"),
        ([COMBINED_LINE, COMMON_LINE, COMMON_LINE], COMBINED, "common"),
        ([f"plan.example:443 {COMBINED_LINE}"], VHOST_COMBINED, "vhost_combined"),
        ([CADDY_LINE], CADDY, "Caddy's JSON"),
        ([HEADER, W3C_LINE], W3C, "W3C extended"),
    ],
)
def test_a_format_is_told_with_how_sure_it_is(lines, expected, name):
    found = detect("\r\n".join([*lines, lines[-1]]).encode())

    assert (found.format, found.name) == (expected, name)
    assert found.fitting == found.looked_at
    assert found.sureness == f"{found.looked_at} of the first {found.looked_at} lines fit"


def test_json_with_usual_keys_becomes_a_format_of_those_keys():
    found = detect(f"{NGINX_LINE}\n{NGINX_LINE}\n".encode())

    assert found.format.kind is Kind.JSON
    assert found.format.places == {"time": (("time_iso8601",),), "host": (("remote_addr",),), "target": (("uri",),)}
    assert "time_iso8601, remote_addr, uri" in found.name


def test_a_log_of_which_most_lines_fit_is_told_with_fewer_than_all():
    found = detect(f"rubbish\n{COMBINED_LINE}\n{COMBINED_LINE}\n".encode())

    assert found.sureness == "2 of the first 3 lines fit"


@pytest.mark.parametrize(
    "content",
    [b"no log\nat all\n", b"\x00\xff" * 500, b'{"a": 1}\n', f"{COMBINED_LINE}\nno\nlog\n".encode(), W3C_LINE.encode()],
)
def test_what_fits_no_format_is_refused(content):
    with pytest.raises(FormatRefused, match="No known format fits") as refused:
        detect(content)

    assert "--format" in str(refused.value)
    assert len(str(refused.value)) < 300


@pytest.mark.parametrize("content", [b"", b"\n\r\n \n"])
def test_an_empty_log_has_no_format(content):
    assert detect(content) is None
