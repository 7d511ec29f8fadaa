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
        "website.choices": (
            "a visitor's choices are kept in the declared cookie and nowhere else, only our own page can change them, "
            "refusing takes no more clicks than allowing, and a signal that came while somebody was signed in refuses "
            "in each of her browsers until she chooses"
        ),
        "website.your_data": (
            "a visitor is told how much her visit left and can clear it, and nobody is shown which pages were read "
            "under a key that others may share"
        ),
    }
)
"""The gates of this room by the names that a policy's promises may use, with what each sees to."""
