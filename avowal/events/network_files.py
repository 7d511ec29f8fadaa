"""Files that say whose a network is, as people have them, read whole or refused with the line at fault (3.4, 5.1).

Owners: `network,owner`; `network,asn,owner` (MaxMind's ASN blocks); `first,last,owner`; `first,last,asn,owner`
(DB-IP); `first last asn country owner` between tabs (iptoasn.com). With a header line, its names say which column is
which. Relays: one network a line; what follows a comma is not looked at. Plain or gzip; `#` begins a remark. A network
is written `203.0.113.0/24`, as one address, or as its first and last address.
"""

from __future__ import annotations

import csv
import gzip
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BufferedReader
from pathlib import Path
from typing import IO

from avowal.events.network_tables import V4_BYTES, V6_BYTES, Gathered, NetworkTable, packed

RELAYED = "relayed"
LONGEST_LINE = 4096  # bytes
MOST_NETWORKS = 5_000_000
LONGEST_OWNER = 100
GZIP = b"\x1f\x8b"
NOBODY = frozenset({"", "-", "none", "null", "not routed", "unknown"})
"""Owners that are none."""
HEADERS = {
    "first": ("network", "cidr", "prefix", "range", "start", "start_ip", "range_start", "ip_start", "first"),
    "last": ("end", "end_ip", "range_end", "ip_end", "last"),
    "owner": ("owner", "autonomous_system_organization", "organization", "organisation", "as_name", "name", "org"),
}
"""Names of columns, the better one first."""
MAPPED_BITS = 96


class NetworksRefused(ValueError):
    """A file of networks cannot be used; the message has file, line, what is wrong and what to write."""


@dataclass(frozen=True)
class _Columns:
    """Where in a row the first address or network, the last address (None with networks) and the owner stand."""

    first: int
    last: int | None
    owner: int
    count: int


Row = tuple[int, Sequence[str]]


def owners_in(file: Path) -> NetworkTable:
    """The networks of `file` with their owners. Raises NetworksRefused."""
    columns: _Columns | None = None
    gathered = Gathered()
    for number, row in _rows(file):
        if columns is None:
            columns, is_header = _columns_of(row, f"{file}:{number}")
            if is_header:
                continue
        if len(row) != columns.count:
            why = f"there are {len(row)} columns, not {columns.count}; quote an owner with a comma in it"
            raise _refused(file, number, why)
        try:
            first, last = _ends(row[columns.first], row[columns.last] if columns.last is not None else None)
        except ValueError as error:
            raise _refused(file, number, error) from None
        if owner := named(row[columns.owner]):
            gathered.add(first, last, owner)
    named.cache_clear()  # for the file's length alone: names are then in the table
    return gathered.table()


def relays_in(file: Path) -> NetworkTable:
    """The networks of `file`, each with the text RELAYED. Raises NetworksRefused."""
    gathered = Gathered()
    for number, row in _rows(file):
        try:
            gathered.add(*_ends(row[0], None), RELAYED)
        except ValueError as error:
            raise _refused(file, number, error) from None
    return gathered.table()


@lru_cache(maxsize=200_000)
def named(text: str) -> str:
    """An owner's name as it is kept: one line, at most 100 characters, and empty where it says that there is none."""
    if not text.isprintable():
        text = "".join(sign if sign.isprintable() else " " for sign in text)
    words = text.split()
    name = " ".join(words)[:LONGEST_OWNER].rstrip()
    return "" if name.lower() in NOBODY else name


def _refused(file: Path, number: int, why: object) -> NetworksRefused:
    return NetworksRefused(f"{file}:{number}: {why}. Nothing of this file is used until it is mended.")


def _rows(file: Path) -> Iterator[Row]:
    """Number and columns of each line that holds some."""
    try:
        with file.open("rb") as opened:
            is_gzip = opened.read(2) == GZIP
            opened.seek(0)
            stream: IO[bytes] = BufferedReader(gzip.GzipFile(fileobj=opened)) if is_gzip else opened
            yield from _cut(file, stream)
    except (OSError, EOFError, zlib.error) as error:
        raise NetworksRefused(f"{file} cannot be read: {getattr(error, 'strerror', None) or error}.") from None


def _cut(file: Path, stream: IO[bytes]) -> Iterator[Row]:
    split: Callable[[str], Sequence[str]] | None = None
    number = found = 0
    while line := stream.readline(LONGEST_LINE + 1):
        number += 1
        text = _text(file, number, line)
        if not text or text.startswith("#"):
            continue
        if split is None:
            before, tab, _ = text.partition("\t")
            split = _at_tabs if tab and "," not in before else _at_commas
        found += 1
        if found > MOST_NETWORKS:
            raise NetworksRefused(f"{file}:{number}: a file may hold at most {MOST_NETWORKS:,} networks.")
        yield number, split(text)


def _text(file: Path, number: int, line: bytes) -> str:
    if len(line) > LONGEST_LINE:
        raise NetworksRefused(f"{file}:{number}: the line is longer than {LONGEST_LINE} bytes.")
    try:
        return line.decode("utf-8-sig" if number == 1 else "utf-8").strip()
    except UnicodeDecodeError:
        raise NetworksRefused(f"{file}:{number}: this is not UTF-8. Save the file as UTF-8.") from None


def _at_tabs(text: str) -> Sequence[str]:
    return text.split("\t")


def _at_commas(text: str) -> Sequence[str]:
    return next(csv.reader([text], skipinitialspace=True)) if '"' in text else text.split(",")


def _columns_of(row: Sequence[str], place: str) -> tuple[_Columns, bool]:
    """Which column is which, and whether `row` is a header that says so itself."""
    count = len(row)
    if _is_network(row[0]):
        if count == 2 or (count == 3 and _is_asn(row[1])):  # noqa: PLR2004 - network, (asn,) owner
            return _Columns(0, None, count - 1, count), False
        if count in (3, 4, 5) and _is_network(row[1]):
            return _Columns(0, 1, count - 1, count), False
    else:
        names = [name.strip().lower().lstrip("#") for name in row]
        first, last, owner = (next((names.index(n) for n in HEADERS[k] if n in names), None) for k in HEADERS)
        if first is not None and owner is not None:
            return _Columns(first, last, owner, count), True
    raise NetworksRefused(
        f"{place}: this line tells no network and owner. Write `network,owner`, such as 203.0.113.0/24,Example Net, "
        "or `first,last,owner`; a header may name the columns network (or start and end) and owner."
    )


def _is_asn(text: str) -> bool:
    return text.strip().lower().removeprefix("as").isdigit()


def _is_network(text: str) -> bool:
    try:
        _ends(text, None)
    except ValueError:
        return False
    return True


def _ends(first: str, last: str | None) -> tuple[bytes, bytes]:
    """First and last address of a network. Raises ValueError, in words that can be shown."""
    address, slash, bits = first.strip().partition("/")
    start = packed(address)
    if start is None:
        raise ValueError(f"“{first.strip()[:60]}” is neither an address nor a network such as 203.0.113.0/24")
    if last is None:
        return _masked(start, address, bits) if slash else (start, start)
    end = packed(last.strip())
    if end is None or slash:
        raise ValueError(f"“{(first if slash else last).strip()[:60]}” is no address")
    if len(start) != len(end) or end < start:
        raise ValueError(f"{last.strip()} does not come after {address}")
    return start, end


def _masked(start: bytes, address: str, written: str) -> tuple[bytes, bytes]:
    """The ends of the network of as many leading bits as `written`; of IPv4 in IPv6's notation those past 96 count."""
    size = len(start)
    mapped = size == V4_BYTES and ":" in address
    bits = int(written) - (MAPPED_BITS if mapped else 0) if written.isascii() and written.isdigit() else -1
    if not 0 <= bits <= size * 8:
        raise ValueError(
            f"“/{written[:10]}” is no number of bits from 0 to {(V6_BYTES if ':' in address else size) * 8}"
        )
    rest = (1 << (size * 8 - bits)) - 1
    value = int.from_bytes(start, "big")
    return (value & ~rest).to_bytes(size, "big"), (value | rest).to_bytes(size, "big")
