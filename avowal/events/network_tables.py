"""Many networks in little memory: which text belongs to the most specific network that holds an address.

Ranges are gathered as they are read and laid out once as segments that do not overlap, in flat arrays that are
searched by halving: 500,000 networks of IPv4 take 4 MB and their owners' names a few more; a look-up takes one to two
microseconds.
"""

from __future__ import annotations

import heapq
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from socket import AF_INET, AF_INET6, inet_pton

V4_BYTES, V6_BYTES = 4, 16
_MAPPED = b"\0" * 10 + b"\xff\xff"
_LOW = (1 << 64) - 1
NONE = 0
"""The place of the text of addresses that no network holds."""


def packed(address: str) -> bytes | None:
    """The bytes of an address: 4, or 16 for IPv6; IPv4 written as IPv6 counts as IPv4. None when it is no address."""
    try:
        if ":" not in address:
            return inet_pton(AF_INET, address)
        found = inet_pton(AF_INET6, address.partition("%")[0])
    except (OSError, ValueError):
        return None
    return found[12:] if found.startswith(_MAPPED) else found


class NetworkTable:
    """Looks addresses up; unchanging, so any thread may ask. `Gathered.table` makes one."""

    def __init__(self, v4: _Segments, v6: _Segments, texts: list[str]) -> None:
        self._v4 = v4
        self._v6 = v6
        self._texts = texts

    def of(self, address: str) -> str:
        """The text of the smallest network that holds `address`; empty where none does, or where it is no address."""
        found = packed(address)
        if found is None:
            return ""
        segments = self._v4 if len(found) == V4_BYTES else self._v6
        return self._texts[segments.at(int.from_bytes(found, "big"))]


class Gathered:
    """Ranges with their texts, in the order in which they are read."""

    def __init__(self) -> None:
        self._ranges = {size: _Ranges(size) for size in (V4_BYTES, V6_BYTES)}
        self._places = {"": NONE}

    def add(self, first: bytes, last: bytes, text: str) -> None:
        """The addresses from `first` to `last` (see `packed`; both of one kind, in order) belong to `text`."""
        place = self._places.setdefault(text, len(self._places))
        self._ranges[len(first)].add(int.from_bytes(first, "big"), int.from_bytes(last, "big"), place)

    def table(self) -> NetworkTable:
        """Lay out what was gathered. Of two ranges the smaller wins where they meet, of equal ones the later."""
        segments = {size: _Segments(size) for size in self._ranges}
        for size, ranges in self._ranges.items():
            for start, place in ranges.flattened():
                segments[size].append(start, place)
        return NetworkTable(segments[V4_BYTES], segments[V6_BYTES], list(self._places))


class _Wide:
    """Numbers of 128 bits, in order or not, in two flat arrays."""

    def __init__(self) -> None:
        self._high = array("Q")
        self._low = array("Q")

    def append(self, number: int) -> None:
        self._high.append(number >> 64)
        self._low.append(number & _LOW)

    def __getitem__(self, place: int) -> int:
        return self._high[place] << 64 | self._low[place]

    def __len__(self) -> int:
        return len(self._high)

    def up_to(self, number: int) -> int:
        """How many of the numbers, which are in order, are at most `number`."""
        high = number >> 64
        after = bisect_right(self._high, high)
        return bisect_right(self._low, number & _LOW, bisect_left(self._high, high, 0, after), after)


class _Short:
    """Numbers of 32 bits, in order or not, in a flat array."""

    def __init__(self) -> None:
        self._numbers = array("I")
        self.append = self._numbers.append

    def __getitem__(self, place: int) -> int:
        return self._numbers[place]

    def __len__(self) -> int:
        return len(self._numbers)

    def up_to(self, number: int) -> int:
        """As `_Wide.up_to`."""
        return bisect_right(self._numbers, number)


def _numbers(size: int) -> _Short | _Wide:
    return _Short() if size == V4_BYTES else _Wide()


class _Segments:
    """Where each segment starts, in order, and the place of its text; it ends where the next one starts."""

    def __init__(self, size: int) -> None:
        self._starts = _numbers(size)
        self._places = array("I", [NONE])

    def append(self, start: int, place: int) -> None:
        self._starts.append(start)
        self._places.append(place)

    def at(self, address: int) -> int:
        return self._places[self._starts.up_to(address)]


class _Ranges:
    """First and last addresses and places of texts: 12 bytes for each IPv4 range, 36 for each of IPv6."""

    def __init__(self, size: int) -> None:
        self._firsts = _numbers(size)
        self._lasts = _numbers(size)
        self._places = array("I")

    def add(self, first: int, last: int, place: int) -> None:
        self._firsts.append(first)
        self._lasts.append(last)
        self._places.append(place)

    def _in_order(self) -> list[int] | range:
        """The numbers of the ranges by their first addresses; most files have them so already."""
        numbers = range(len(self._places))
        firsts = self._firsts
        if all(firsts[number - 1] <= firsts[number] for number in numbers[1:]):
            return numbers
        return sorted(numbers, key=firsts.__getitem__)

    def flattened(self) -> Iterator[tuple[int, int]]:
        """(start, place of text) of segments in order, neighbours of one text joined."""
        told = NONE
        for start, place in self._swept():
            if place != told:
                yield start, place
                told = place

    def _swept(self) -> Iterator[tuple[int, int]]:
        """Walk the addresses upwards; `open_` has the ranges that may hold the present one, the smallest on top."""
        open_: list[tuple[int, int, int, int]] = []
        at = 0
        for number in self._in_order():
            first, last = self._firsts[number], self._lasts[number]
            yield from _up_to(first, at, open_)
            at = first
            heapq.heappush(open_, (last - first, -number, last, self._places[number]))
        yield from _up_to(None, at, open_)


def _up_to(end: int | None, at: int, open_: list[tuple[int, int, int, int]]) -> Iterator[tuple[int, int]]:
    """The segments from `at` up to before `end`; without an end, all that is left of the open ranges."""
    while open_ and (end is None or at < end):
        _, _, last, place = open_[0]
        if last < at:
            heapq.heappop(open_)
            continue
        yield at, place
        at = last + 1
    if end is None or at < end:
        yield at, NONE
