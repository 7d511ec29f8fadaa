"""The database's copy of the published versions: from entry to row and back, and from rows to files."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC

from django.conf import settings

from avowal.policy import canonical, chain
from avowal.policy.chain import Link, Untrusted
from avowal.website.privacy.models import PublishedVersion

_FIELDS = tuple(field.name for field in fields(Link))


def keep(link: Link, text: bytes) -> PublishedVersion:
    """The row of an entry, made; the files follow with `finish`."""
    return PublishedVersion.objects.create(canonical=text.decode(), **_values(link))


def move(link: Link) -> None:
    """Put a changed entry (its notice was met) into its row; the files follow with `finish`."""
    PublishedVersion.objects.filter(number=link.number).update(on_disk=False, **_values(link))


def finish() -> None:
    """Write to the files what rows hold and the files do not: what was just approved, or everything on a machine that
    has the key and no files yet.

    The caller holds `chain.locked`. Raises Untrusted when the rows are not a chain sealed by this deployment.
    """
    data, found = settings.AVOWAL.data, rows()
    wanted = [row for row in found if not row.on_disk or not chain.exists(data)]
    if not wanted:
        return
    chain.put(data, [link_of(row) for row in found], {row.number: row.canonical.encode() for row in wanted})
    PublishedVersion.objects.filter(pk__in=[row.pk for row in wanted]).update(on_disk=True)


def rows() -> list[PublishedVersion]:
    """Every row in order. Raises Untrusted for one whose values are not what their columns hold."""
    try:
        return list(PublishedVersion.objects.order_by("number"))
    except (ValueError, TypeError) as error:
        raise Untrusted("a row of the database's copy cannot be read") from error


def difference() -> str | None:
    """In what the rows differ from the files, as part of a sentence, or None.

    Raises Untrusted when the files themselves cannot be trusted, and DatabaseError when the database does not answer.
    """
    entries = chain.verified(settings.AVOWAL.data) if chain.exists(settings.AVOWAL.data) else ()
    try:
        found = rows()
        if [row.number for row in found] != [link.number for link in entries]:
            return f"the database holds {len(found)} versions and the files {len(entries)}, which publishing never does"
        for row, link in zip(found, entries, strict=True):
            if link_of(row) != link or canonical.digest(row.canonical.encode()) != link.sha256:
                return f"version {link.number} was changed in the database outside publishing"
    except Untrusted as error:
        return str(error)
    return None


def link_of(row: PublishedVersion) -> Link:
    """The entry that a row holds, as it stands. Raises Untrusted where a value is none of its column's."""
    try:
        values = {name: getattr(row, name) for name in _FIELDS}
        values["published_at"] = row.published_at.astimezone(UTC)
        values["notice_since"] = row.notice_since.astimezone(UTC) if row.notice_since else None
        return Link(**values)
    except (ValueError, TypeError, AttributeError) as error:
        raise Untrusted(f"version {row.number} was changed in the database outside publishing") from error


def _values(link: Link) -> dict[str, object]:
    return {name: getattr(link, name) for name in _FIELDS}
