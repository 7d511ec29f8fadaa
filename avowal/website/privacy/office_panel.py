"""What the office tells of times without a policy: at its door while one lasts, and on its first page afterwards.

While no policy is in force no cookie passes, so nobody can sign in: the page to sign in is where staff read it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from avowal.policy.publishing import Gap, Reason
from avowal.website import in_force

TOLD_FOR = timedelta(days=30)
SENTENCES = {
    Reason.NOTHING_PUBLISHED: _("No version has been published yet. Ask whoever runs the sites to publish the first."),
    Reason.NOT_YET: _("The first version waits for its date. Nothing needs to be done."),
    Reason.CHANGED: _(
        "A file of a published version was changed outside publishing. Ask whoever runs the sites to restore it from "
        "a backup, and to find out who changed it."
    ),
    Reason.DISTRUSTED: _(
        "The database and the files do not hold the same published versions: one of them was changed outside "
        "publishing. Ask whoever runs the sites to restore it from a backup, and to find out who changed it."
    ),
}


def standing(now: datetime) -> dict[str, Any]:
    """`sentence`, while no policy is in force; else `gaps`, those that ended within the last thirty days."""
    reason = in_force.reason()
    return {"sentence": SENTENCES[reason] if reason else None, "gaps": () if reason else recent(now)}


def recent(now: datetime) -> tuple[Gap, ...]:
    """The gaps that ended within the last thirty days, newest first."""
    return tuple(gap for gap in reversed(in_force.gaps()) if gap.ended is not None and now - gap.ended < TOLD_FOR)


class TimesWithoutAPolicy(Component):
    """A panel of the office's first page, before all others."""

    name = "times-without-a-policy"
    order = 0
    template_name = "privacy/office_panel.html"

    def get_context_data(self, _parent_context: Any = None) -> dict[str, Any]:
        """See `standing`."""
        return standing(timezone.now())
