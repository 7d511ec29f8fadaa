"""Compressed logs: all kinds, damaged and cut off ones up to there, and no bomb (R112)."""

from __future__ import annotations

import bz2
import gzip
import lzma
import random
import sys
import tracemalloc
from functools import cache

import pytest

from avowal.events.log_source import LARGEST_RATIO, RATIO_FROM_BYTES, LogSource

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

CHECKED = {zstd.CompressionParameter.checksum_flag: 1}  # as the program zstd does
PACKED = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "zst": lambda content: zstd.compress(content, options=CHECKED),
    "xz": lambda content: lzma.compress(content, preset=0),
}
CONTENT = b"".join(b"%d %x\n" % (number, random.Random(number).getrandbits(200)) for number in range(40_000))


@cache
def packed_content(kind):
    return PACKED[kind](CONTENT)


def read(file, content):
    file.write_bytes(content)
    source = LogSource(file)
    given = b"".join(iter(source.read, b""))
    source.close()
    return given, source


@pytest.mark.parametrize("kind", PACKED)
@pytest.mark.parametrize("members", [1, 3])
def test_every_kind_is_read_whole_also_when_several_were_appended(tmp_path, kind, members):
    given, source = read(tmp_path / "log", packed_content(kind) * members + b"\0" * 512)

    assert given == CONTENT * members
    assert not source.cut_off
    assert source.done == source.total


@pytest.mark.parametrize(("kind", "least"), [("gz", 0.4), ("zst", 0.2), ("bz2", 0.2), ("xz", 0.4)])
def test_a_truncated_archive_gives_what_stands_before_its_end(tmp_path, kind, least):
    packed = packed_content(kind)

    given, source = read(tmp_path / "log", packed[: len(packed) // 2])

    assert "middle of its compressed content" in source.trouble
    assert CONTENT.startswith(given)
    assert len(given) > least * len(CONTENT)


@pytest.mark.parametrize("kind", PACKED)
def test_a_damaged_archive_gives_what_stands_before_the_damage_and_nothing_false(tmp_path, kind):
    packed = bytearray(packed_content(kind))
    packed[len(packed) * 3 // 4 : len(packed) * 3 // 4 + 50] = b"\xff" * 50

    given, source = read(tmp_path / "log", bytes(packed))

    assert source.cut_off
    kept = given[: int(len(CONTENT) * 0.2)]
    assert kept
    assert CONTENT.startswith(kept)


@pytest.mark.parametrize("kind", PACKED)
def test_r112_a_bomb_of_any_kind_is_stopped_by_its_ratio_within_bounded_memory(tmp_path, kind):
    bomb = PACKED[kind](b"\n" * (80 << 20))
    (tmp_path / "log").write_bytes(bomb)
    source = LogSource(tmp_path / "log")

    tracemalloc.start()
    total = sum(len(content) for content in iter(source.read, b""))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    source.close()

    assert f"{LARGEST_RATIO} times" in source.trouble
    assert total <= RATIO_FROM_BYTES
    assert peak < 16 << 20


def test_r112_the_whole_is_bounded_too(tmp_path, monkeypatch):
    monkeypatch.setattr("avowal.events.log_source.LARGEST_TOTAL", 1 << 20)

    given, source = read(tmp_path / "log", gzip.compress(CONTENT))

    assert "expands to more than" in source.trouble
    assert len(given) <= 1 << 20
