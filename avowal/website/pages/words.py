"""Words of page types that visitors read."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PARTS = {
    "overview": _("Overview"),
    "benefits": _("Benefits"),
    "eligibility": _("Do I qualify?"),
    "how_to_join": _("How to join"),
}
"""The four parts of every program, in the order in which people ask."""

DAYS = {
    "mon": _("Monday"),
    "tue": _("Tuesday"),
    "wed": _("Wednesday"),
    "thu": _("Thursday"),
    "fri": _("Friday"),
    "sat": _("Saturday"),
    "sun": _("Sunday"),
}
