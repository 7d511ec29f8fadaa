"""The database's copy of the published versions: from entry to row and back, and from rows to files."""

from __future__ import annotations

from datetime import UTC

from django.conf import settings

from avowal.policy import chain
from avowal.policy.chain import Link
from avowal.website.privacy.models import PublishedVersion


def keep(link: Link, canonical: bytes, *, on_disk: bool = False) -> PublishedVersion:
    """The row of an entry, made."""
    return PublishedVersion.objects.create(canonical=canonical.decode(), on_disk=on_disk, **_fields(link))


def link_of(row: PublishedVersion) -> Link:
    """The entry that a row holds, as it stands."""
    return Link(
        number=row.number,
        sha256=row.sha256,
        effective_date=row.effective_date,
        published_at=row.published_at.astimezone(UTC),
        previous=row.previous,
        submitted_by=row.submitted_by,
        approved_by=row.approved_by,
        planned_for=row.planned_for,
        notice_since=row.notice_since.astimezone(UTC) if row.notice_since else None,
        seal=row.seal,
    )


def move(link: Link) -> None:
    """Put a changed entry (its notice was met) into its row; the files follow with `finish`."""
    PublishedVersion.objects.filter(number=link.number).update(on_disk=False, **_fields(link))


def finish() -> None:
    """Write to the files what rows hold and files do not yet; the caller holds `chain.locked`.

    Raises Untrusted when the rows are not a chain sealed by this deployment.
    """
    rows = list(PublishedVersion.objects.order_by("number"))
    waiting = [row for row in rows if not row.on_disk]
    if not waiting:
        return
    chain.put(
        settings.AVOWAL.data,
        [link_of(row) for row in rows],
        {row.number: row.canonical.encode() for row in waiting},
    )
    PublishedVersion.objects.filter(pk__in=[row.pk for row in waiting]).update(on_disk=True)


def adopt() -> int:
    """Make the rows of versions that the files hold, where there are no rows yet; how many. Raises Untrusted."""
    data = settings.AVOWAL.data
    if not chain.exists(data) or PublishedVersion.objects.exists():
        return 0
    links = chain.verified(data)
    for link in links:
        keep(link, chain.content(data, link), on_disk=True)
    return len(links)


def _fields(link: Link) -> dict[str, object]:
    return {name: getattr(link, name) for name in Link.__dataclass_fields__}
