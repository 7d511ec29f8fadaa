"""Reads the documents of a deployment: `content/documents/KEY/LANGUAGE.md`, Markdown with YAML in front.

The text in the first language is the original; every other is held against it (R60, R61, R63) by `proofreading`.
Which documents the sites show, at which address and in which languages, the policy in force says (`resources`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import yaml
from django.conf import settings

from avowal.config import SAMPLE

SOURCE = "en"
"""The language in which documents are written; each other version is a translation."""
DIGEST_LENGTH = 16
_KEYS = frozenset(
    ("title", "header", "effective", "updated", "rules", "together", "origin", "reviewer", "qualification", "source")
)
_DAYS = ("effective", "updated")


class DocumentProblem(ValueError):
    """A document cannot be read; the text says which, and what to write."""


@dataclass(frozen=True)
class Text:
    """One document in one language.

    `header` is what the law wants in front of everything, `rules` the edition of the rules it was written by (R15).
    `origin` is human or machine (R60), `source` the digest of the original that was translated (R61).
    """

    language: str
    title: str
    body: str
    header: str = ""
    effective: date | None = None
    updated: date | None = None
    rules: str = ""
    origin: str = "machine"
    reviewer: str = ""
    qualification: str = ""
    source: str = ""
    together: bool = False

    @property
    def digest(self) -> str:
        """What a translation of this text says that it was made from."""
        said = f"{self.title}\n{self.header}\n{self.body}"
        return hashlib.sha256(said.encode()).hexdigest()[:DIGEST_LENGTH]


@dataclass(frozen=True)
class Document:
    """One document with its texts, by language. `together`: all its languages stand on one page, and in one PDF."""

    key: str
    texts: Mapping[str, Text]

    @property
    def together(self) -> bool:
        return SOURCE in self.texts and self.texts[SOURCE].together

    def best(self, language: str) -> Text:
        """The text in `language`, else the original; KeyError where there is neither."""
        return self.texts[language if language in self.texts else SOURCE]

    def unreviewed(self, text: Text) -> bool:
        """A machine's translation that no qualified translator has read."""
        return text.language != SOURCE and text.origin == "machine" and not text.reviewer

    def stale(self, text: Text) -> bool:
        """Whether the original has changed since the translation was made."""
        return text.language != SOURCE and SOURCE in self.texts and text.source != self.texts[SOURCE].digest


def directory() -> Path:
    """Where the deployment's documents lie; a demo without content of its own shows the sample's."""
    own: Path = settings.AVOWAL.content
    if not own.is_dir() and settings.AVOWAL.mode != "production":
        return SAMPLE / "content" / "documents"
    return own / "documents"


def documents() -> Mapping[str, Document]:
    """Every document by key, read anew only when a file changed; raises DocumentProblem."""
    files = sorted(directory().glob("*/*.md"))
    return _documents(tuple((file, file.stat().st_mtime_ns) for file in files))


def document(key: str) -> Document | None:
    """The document `key`; None where there is none, or none in the first language."""
    found = documents().get(key)
    return found if found is not None and SOURCE in found.texts else None


@lru_cache(maxsize=2)
def _documents(files: tuple[tuple[Path, int], ...]) -> Mapping[str, Document]:
    found: dict[str, dict[str, Text]] = {}
    for file, _changed in files:
        found.setdefault(file.parent.name, {})[file.stem] = read(file)
    return {key: Document(key, texts) for key, texts in found.items()}


def read(file: Path) -> Text:
    """One file. Raises DocumentProblem with what to write."""
    opening, *parts = file.read_text(encoding="utf-8").split("---\n", 2)
    if opening or len(parts) != len(("front matter", "body")):
        raise DocumentProblem(f"{file}: begin with the title and what else is known, between two lines of `---`.")
    try:
        front = yaml.safe_load(parts[0])
    except yaml.YAMLError as error:
        raise DocumentProblem(f"{file}: between the lines of `---` stands no YAML; put quotes around text.") from error
    if not isinstance(front, dict) or not front.get("title"):
        raise DocumentProblem(f"{file}: write `title: …` between the two lines of `---`.")
    unknown = sorted(front.keys() - _KEYS)
    if unknown:
        raise DocumentProblem(f"{file}: nothing reads {', '.join(unknown)}; known are {', '.join(sorted(_KEYS))}.")
    for key in _DAYS:
        if key in front and not isinstance(front[key], date):
            raise DocumentProblem(f"{file}: write `{key}` as a day, such as 2026-02-16.")
    if file.stem == SOURCE:
        front.setdefault("origin", "human")
    return Text(language=file.stem, body=parts[1].strip() + "\n", **front)
