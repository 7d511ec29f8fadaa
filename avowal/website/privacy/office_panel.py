"""What everybody in the office reads first while no policy is in force: what is the matter, and what to do."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from avowal.policy.publishing import Reason
from avowal.website import in_force

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


class NoPolicyInForce(Component):
    """A panel of the office's first page, before all others."""

    name = "no-policy-in-force"
    order = 0
    template_name = "privacy/office_panel.html"

    def get_context_data(self, _parent_context: Any = None) -> dict[str, Any]:
        """The sentence for the reason; none where a policy came into force meanwhile."""
        reason = in_force.reason()
        return {"sentence": SENTENCES[reason] if reason else None}
