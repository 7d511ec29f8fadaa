"""Dates as privacy pages write them: ISO, English (`July 1, 2026`, `1 July 2026`) and Spanish (`1 de julio de 2026`).

Figures alone such as `1/7/2026` are left unread, since nobody can tell day from month.
"""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    )
    for number, name in enumerate(names.split(), start=1)
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ISO = re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b")
_DAY_FIRST = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:\s+de)?\s+(?P<month>{_MONTH})\.?,?(?:\s+de)?\s+(?P<year>\d{{4}})\b", re.IGNORECASE
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b", re.IGNORECASE
)
_CHINESE = re.compile(r"(?P<year>\d{4})\s*[年년]\s*(?P<month>\d{1,2})\s*[月월]\s*(?P<day>\d{1,2})")


def written_date(text: str) -> date | None:
    """The first date written in `text`, or None."""
    for pattern in (_ISO, _DAY_FIRST, _MONTH_FIRST, _CHINESE):
        found = pattern.search(text)
        if found is None:
            continue
        month = _MONTHS.get(found["month"].lower()) or int(found["month"])
        try:
            return date(int(found["year"]), month, int(found["day"]))
        except ValueError:
            continue
    return None
