"""A frozen, ordered mapping: the shape in which a policy keeps every list of named things."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, TypeVar

Entry = TypeVar("Entry")


class Catalogue(Mapping[str, Entry], Generic[Entry]):
    """Named entries in the order in which the bundle wrote them; immutable and hashable."""

    __slots__ = ("_by_key", "_hash")

    def __init__(self, entries: Iterable[tuple[str, Entry]] = ()) -> None:
        self._by_key = dict(entries)
        self._hash: int | None = None

    def __getitem__(self, key: str) -> Entry:
        return self._by_key[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_key)

    def __len__(self) -> int:
        return len(self._by_key)

    def __hash__(self) -> int:
        if self._hash is None:
            self._hash = hash(tuple(self._by_key.items()))
        return self._hash

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Catalogue):
            return NotImplemented
        return list(self._by_key.items()) == list(other._by_key.items())

    def __repr__(self) -> str:
        return f"Catalogue({self._by_key!r})"
