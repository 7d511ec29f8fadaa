"""The specialties that visitors look for: code of the Health Care Provider Taxonomy → what a neighbor calls it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SPECIALTIES = {
    "207Q00000X": _("Family medicine"),
    "208000000X": _("Children's doctor"),
    "207R00000X": _("Adult medicine"),
    "207V00000X": _("Women's health and pregnancy"),
    "207RC0000X": _("Heart"),
    "207RE0101X": _("Diabetes and hormones"),
    "207N00000X": _("Skin"),
    "207X00000X": _("Bones and joints"),
    "2084P0800X": _("Mental health"),
    "101YA0400X": _("Help with alcohol or drugs"),
    "152W00000X": _("Eye care"),
    "225100000X": _("Physical therapy"),
    "261QU0200X": _("Urgent care"),
    "3336C0003X": _("Pharmacy"),
}


def name(code: str) -> str:
    """The specialty in the active language; the code itself where it is none of these."""
    return str(SPECIALTIES.get(code, code))
