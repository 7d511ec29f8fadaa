"""A deployment that published before its database was made gets its rows from the files."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db import migrations

from avowal.policy import chain


def adopt(apps: Any, _editor: Any) -> None:
    """One row for each version of the chain; CommandError when it was changed, and then nothing is migrated."""
    data = settings.AVOWAL.data
    if not chain.exists(data):
        return
    try:
        published = [(link, chain.content(data, link).decode()) for link in chain.verified(data)]
    except chain.Untrusted as error:
        raise CommandError(f"The published policy cannot be trusted ({error}). Restore it from a backup.") from None
    rows = apps.get_model("privacy", "PublishedVersion").objects
    for link, text in published:
        entry = {name: getattr(link, name) for name in chain.Link.__dataclass_fields__}
        rows.create(canonical=text, on_disk=True, **entry)


def forget(apps: Any, _editor: Any) -> None:
    """The files hold everything."""
    apps.get_model("privacy", "PublishedVersion").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("privacy", "0001_versions_and_drafts")]
    operations = [migrations.RunPython(adopt, forget)]
