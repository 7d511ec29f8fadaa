"""What of an event's own values may be kept: every free one scrubbed, and no key beside a word about health (4.11)."""

from __future__ import annotations

from collections.abc import Mapping

from avowal.edge.visit import Visit
from avowal.events.scrubbing import Scrubbed, known_clean, scrub

PATH = "path"
FREE = frozenset({PATH, "screen", "area", "referrer_origin", "blocked_origin", "directive", "page_language"})
"""The elements whose words come from whoever sends them."""
KEYS = frozenset({"visitor_key", "view_key"})
"""The elements by which rows of one visitor could be told to belong together."""


def scrubbed(own: Mapping[str, object], visit: Visit, *, signed_in: bool) -> tuple[Mapping[str, object], bool]:
    """`own` as it may be kept, and whether it tells of health, so that none of KEYS may stand beside it.

    The path of a page that the site publishes keeps its words; never in a row with a member's key.
    """
    clean: dict[str, object] = {}
    about_health = False
    for element, value in own.items():
        if element in FREE and value and isinstance(value, str) and not known_clean(value):
            found = scrub(value)
            if found.about_health and element == PATH and not signed_in:
                found = _of_a_page(value, found, visit)
            about_health = about_health or found.about_health
            if found.kinds:
                clean[element] = found.clean
    return {**own, **clean} if clean else own, about_health


def _of_a_page(path: str, found: Scrubbed, visit: Visit) -> Scrubbed:
    return scrub(path, published=True) if visit.gates.published(visit.site, path) else found
