"""Which published pages name a health condition in their address, for the door (ledger 4.11).

The door keeps health words out of every path, but for those of pages that the site itself publishes. It asks about
every such request, so the answer is held in memory and looked up again every few seconds in a thread. Until a new page
has been met, and while the database does not answer for the first time, its address is kept without the words.
"""

from __future__ import annotations

import logging
import threading

from django.db import close_old_connections
from wagtail.models import Page, Site

from avowal.events.conditions import names_a_condition
from avowal.events.paths import kept_path

EVERY_SECONDS = 10.0
_FIRST_BELOW_ROOT = 2

logger = logging.getLogger(__name__)


class HealthPages:
    """The addresses, by site key, of live pages with health words in them."""

    def __init__(self) -> None:
        self._addresses: frozenset[tuple[str, str]] = frozenset()

    def __call__(self, site: str, path: str) -> bool:
        """Whether `site` publishes a page at `path`, as kept; with or without the slash at its end."""
        return (site, f"{path.rstrip('/')}/") in self._addresses

    def look(self) -> None:
        """Ask the database; what it does not answer changes nothing."""
        keys = dict(Site.objects.values_list("pk", "root_page__slug"))
        named = Page.objects.live().filter(depth__gte=_FIRST_BELOW_ROOT).only("url_path", "locale", "path", "depth")
        parts = (page.get_url_parts() for page in named.iterator() if names_a_condition(page.url_path))
        self._addresses = frozenset((keys[where[0]], kept_path(where[2])) for where in parts if where and where[2])

    def begin(self) -> threading.Thread:
        """Look now, and go on looking in a thread of this process."""
        self._look_whatever_happens()
        thread = threading.Thread(target=self._keep_looking, name="health-pages", daemon=True)
        thread.start()
        return thread

    def _keep_looking(self) -> None:
        pause = threading.Event()
        while not pause.wait(EVERY_SECONDS):
            self._look_whatever_happens()

    def _look_whatever_happens(self) -> None:
        close_old_connections()
        try:
            self.look()
        except Exception:
            logger.exception("The pages with health words in their address could not be read; the last ones stand.")
        finally:
            close_old_connections()
