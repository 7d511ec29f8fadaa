"""The sites that visitors see and the office that staff work in: a Django project on Wagtail.

May import Django, Wagtail, `avowal.events`, `avowal.policy` and `avowal.config`; never the edge or the auditor,
which see it from outside. Nothing is built while this package is imported: `website.application` does that.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

KEEPERS: Mapping[str, str] = MappingProxyType(
    {
        "website.signed_in_area": (
            "a member key and a service name reach the weblog from views that need signing in, and from no other"
        ),
        "website.outgoing_links": (
            "links that editors and the policy's wording write are marked, and carry no referrer, when they lead away"
        ),
        "website.notice_of_change": (
            "every page says when a published version takes effect, and none does before that has been said on a site "
            "for the promised time"
        ),
    }
)
"""The gates of this room by the names that a policy's promises may use, with what each sees to."""
