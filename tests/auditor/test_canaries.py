"""A canary is found again in every disguise, and nothing else is."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from urllib.parse import quote

import pytest

from avowal.auditor.canaries import Aviary, keystrokes, leaked

VALUE = "zqbrklmnptvw@canary.example"
_DIGEST = hashlib.sha256(VALUE.encode()).hexdigest()


@pytest.mark.parametrize(
    "payload",
    [
        VALUE,
        VALUE.upper(),
        quote(quote(VALUE, safe=""), safe=""),
        base64.b64encode(f'{{"e":"{VALUE}"}}'.encode()).decode(),
        base64.urlsafe_b64encode(VALUE.encode()).decode().rstrip("="),
        VALUE.encode().hex(),
        VALUE[::-1],
        hashlib.md5(VALUE.encode()).hexdigest(),
        hashlib.sha1(VALUE.encode()).hexdigest(),
        _DIGEST,
        f"https://x.example/m?em={_DIGEST}&v=1",
        base64.b64encode(hashlib.sha256(VALUE.encode()).digest()).decode(),
        hashlib.sha3_256(VALUE.encode()).hexdigest(),
    ],
)
def test_a_value_is_found_in_every_disguise(payload):
    assert leaked(VALUE, payload.encode()) is not None


def test_a_value_is_found_in_a_compressed_body():
    assert leaked(VALUE, gzip.compress(json.dumps({"e": VALUE}).encode())) is not None


@pytest.mark.parametrize(
    "payload", ["", "zqbrklmnptv@canary.example", "a" * 5000, '{"engaged": 1200, "path": "/contact/"}']
)
def test_other_payloads_do_not_carry_it(payload):
    assert leaked(VALUE, payload.encode()) is None


@pytest.mark.parametrize(
    "payload",
    [
        '["z","q","b","r"]',
        '[{"k":"z","t":1},{"k":"q","t":22},{"k":"b"},{"k":"r"}]',
        "k=z&t=9 k=q&t=10 k=b k=r",
        "[122,113,98,114]",
    ],
)
def test_keys_are_read_one_by_one(payload):
    assert "zqbr" in keystrokes(payload)


def test_an_aviary_makes_the_same_canaries_from_the_same_seed_and_others_from_another():
    first, again, other = Aviary("a"), Aviary("a"), Aviary("b")

    made = [
        [aviary.canary("typed", "x", form=form).value for form in ("text", "email", "number")]
        for aviary in (first, again, other)
    ]

    assert made[0] == made[1]
    assert not set(made[0]) & set(made[2])
    assert len(set(made[0])) == 3
