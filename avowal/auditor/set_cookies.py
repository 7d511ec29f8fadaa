"""`Set-Cookie` lines and `document.cookie` assignments, read as browsers read them; values become fingerprints."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from avowal.auditor.evidence import CookieSet, fingerprint


def parse(line: str, *, host: str, source: str, by: str, at: datetime | None, refused: str | None) -> CookieSet:
    """One line as the wish that it is. `at` is when it was set, for lives that are given as a date."""
    pair, *attributes = [part.strip() for part in line.split(";")]
    named = {key.strip().lower(): value.strip() for key, _, value in (part.partition("=") for part in attributes)}
    name, separator, value = pair.partition("=")
    domain = named.get("domain", "").lstrip(".").lower() or host
    shown = "; ".join(sorted(part for part in attributes if part))
    return CookieSet(
        name.strip() if separator else "",
        domain,
        _life(named, at),
        source,
        by,
        shown,
        refused,
        value=fingerprint(value.strip() if separator else pair),
    )


def when(text: str | None) -> datetime | None:
    """An instant as HTTP writes it; None for what is no date."""
    try:
        found = parsedate_to_datetime((text or "").replace("-", " "))
    except (TypeError, ValueError, IndexError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _life(attributes: dict[str, str], at: datetime | None) -> int | None:
    """Seconds asked for; `Max-Age` goes before `Expires`."""
    if attributes.get("max-age", "").lstrip("-").isdigit():
        return int(attributes["max-age"])
    expires = when(attributes.get("expires"))
    if expires is None:
        return None
    return round((expires - (at or datetime.fromtimestamp(0, UTC))).total_seconds())
