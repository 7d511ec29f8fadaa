"""What was seen of the documents that a policy lists beside itself (0.8, R.1): plain frozen records."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PdfSeen:
    """A PDF: its address, what it answered, and what it says of itself. `language` is that of its catalogue."""

    url: str
    status: int | None
    language: str = ""
    tagged: bool = False


@dataclass(frozen=True)
class DocumentSeen:
    """One document in one language, at the address that the policy gives.

    `spoken` and `direction` are what the page says of itself, `text` how its main part begins; `pdf` is None where the
    page leads to none, or where it was not asked for.
    """

    key: str
    language: str
    url: str
    status: int | None
    spoken: str = ""
    direction: str = ""
    text: str = ""
    pdf: PdfSeen | None = None
