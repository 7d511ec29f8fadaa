"""Whether there is a policy to show, and whether the database holds the same."""

# ruff: noqa: ARG001  (the signatures are Django's)
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Tags, register
from django.core.checks import Error as CheckError
from django.core.checks import Warning as CheckWarning
from django.db import DatabaseError

from avowal.policy.chain import Untrusted
from avowal.policy.publishing import Reason
from avowal.website import in_force
from avowal.website.privacy import copies

HINTS = {
    Reason.NOTHING_PUBLISHED: "Run `avowal policy publish` with the deployment's bundle.",
    Reason.NOT_YET: "Nothing needs to be done; until that day nothing is collected.",
    Reason.CHANGED: "Restore data/policy and data/secrets/publishing_key from a backup.",
    Reason.DISTRUSTED: "Restore the rows of privacy_publishedversion, or the files of data/policy, from a backup.",
}


@register()
def a_policy_is_in_force(app_configs: Any = None, **kwargs: Any) -> Sequence[CheckMessage]:
    """Without a policy in force the sites show their pages, collect nothing, and answer 503 at /privacy/."""
    reason = in_force.reason()
    if reason is None:
        return []
    return [CheckWarning(f"No policy is in force: {in_force.trouble()}", hint=HINTS[reason], id="privacy.W001")]


@register(Tags.database)
def the_database_holds_what_was_published(
    app_configs: Any = None, databases: Any = None, **kwargs: Any
) -> Sequence[CheckMessage]:
    """The database's copy and the files are the same (R121); asked where a database is named."""
    if not databases:
        return []
    try:
        found = copies.difference()
    except (DatabaseError, Untrusted):
        return []  # not migrated yet; the files' own trouble is told above
    hint = HINTS[Reason.DISTRUSTED]
    return [CheckError(f"{found[0].upper()}{found[1:]}.", hint=hint, id="privacy.E002")] if found else []
