"""The few words that a page needs around declared values, per language: units, lists, dates, table headings.

Everything else that people read is the bundle's own wording. A language is offered once its module stands here; it is
read when it is first asked for, so that a process pays only for the languages that it speaks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path

from avowal.policy.words.language import Words

__all__ = ["WORDS", "Words"]
_NO_LANGUAGE = frozenset({"__init__", "language"})


@cache
def _offered() -> dict[str, str]:
    """Language code → module name: `zh-hant` → `zh_hant`."""
    names = sorted(file.stem for file in Path(__file__).parent.glob("*.py"))
    return {name.replace("_", "-"): name for name in names if name not in _NO_LANGUAGE}


class _Languages(Mapping[str, Words]):
    def __getitem__(self, language: str) -> Words:
        return _words(_offered()[language])

    def __iter__(self) -> Iterator[str]:
        return iter(_offered())

    def __len__(self) -> int:
        return len(_offered())


@cache
def _words(module: str) -> Words:
    found = import_module(f"avowal.policy.words.{module}").WORDS
    assert isinstance(found, Words)
    return found


WORDS: Mapping[str, Words] = _Languages()
