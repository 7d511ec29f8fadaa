"""Which pages are visited: starts first, then each privacy page on one site, then from each part of the sites in turn.

Nothing is left out while the limit allows; beyond it each group of pages (same site, same parent path) gives one
page in turn, so that a thousand alike news items do not hide the one form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from urllib.parse import urldefrag, urlsplit

_FILES = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|zip|gz|csv|ics|jpe?g|png|gif|svg|webp|avif|mp[34]|webm|woff2?|css|js|json|xml|txt|atom|rss)$",
    re.IGNORECASE,
)
_ACTS = re.compile(r"(?:log|sign)[-_]?out|unsubscribe|delete|erase", re.IGNORECASE)
_LANGUAGE = re.compile(r"^/[a-z]{2,3}(?:-[a-z]{2,4})?(?=/)", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_PRIVACY = re.compile(r"priva(?:cy|cidad)", re.IGNORECASE)


class Frontier:
    """Addresses still to be visited within the origins of `starts`."""

    def __init__(self, starts: Iterable[str], allowed: Callable[[str], bool] = lambda _address: True) -> None:
        self._allowed = allowed
        self.forbidden: dict[str, int] = {}
        """How many addresses of each origin its robots.txt asks programs not to visit."""
        self._groups: dict[str, list[str]] = {}
        self._taken: dict[str, int] = {}
        self._first: list[str] = []
        self._privacy: list[str] = []
        self._privacy_paths: set[str] = set()
        self._known: set[str] = set()
        self._origins: set[str] = set()
        for start in starts:
            address = _plain(start)
            self._origins.add(_origin(address))
            if address not in self._known:
                self._known.add(address)
                self._first.append(address)

    @property
    def origins(self) -> tuple[str, ...]:
        """The origins that may be visited, sorted."""
        return tuple(sorted(self._origins))

    def add(self, addresses: Iterable[str]) -> None:
        """Take in links or site-map entries; what lies elsewhere, is a file, or would act is left out."""
        for found in addresses:
            address = _plain(found)
            if address in self._known or _origin(address) not in self._origins or not _is_page(address):
                continue
            self._known.add(address)
            if not self._allowed(address):
                self.forbidden[_origin(address)] = self.forbidden.get(_origin(address), 0) + 1
                continue
            if self._is_urgent(urlsplit(address).path):
                self._privacy.append(address)
            else:
                self._groups.setdefault(group_of(address), []).append(address)

    def _is_urgent(self, path: str) -> bool:
        """A privacy page that no other site has shown yet: it stands on each of them, and in many languages."""
        if path in self._privacy_paths or not _PRIVACY.search(path) or path.strip("/").count("/") > 1:
            return False
        self._privacy_paths.add(path)
        return True

    def next(self) -> str | None:
        """The next address to visit, or None when all are done."""
        for urgent in (self._first, self._privacy):
            if urgent:
                return urgent.pop(0)
        waiting = [group for group, addresses in self._groups.items() if addresses]
        if not waiting:
            return None
        chosen = min(waiting, key=lambda group: self._taken.get(group, 0))
        self._taken[chosen] = self._taken.get(chosen, 0) + 1
        return self._groups[chosen].pop(0)

    def left(self, origin: str) -> tuple[tuple[str, int, int], ...]:
        """Groups of `origin` that were not visited whole: name, pages visited, pages known."""
        return tuple(
            (group, self._taken.get(group, 0), self._taken.get(group, 0) + len(addresses))
            for group, addresses in sorted(self._groups.items())
            if addresses and group.startswith(f"{origin}/")
        )


def group_of(address: str) -> str:
    """The part of a site a page belongs to: its origin and parent path, and whether it carries a query."""
    parts = urlsplit(address)
    parent = parts.path.rstrip("/").rpartition("/")[0]
    return f"{_origin(address)}{parent}/…{'?' if parts.query else ''}"


def template_of(address: str, skeleton: str = "") -> str:
    """What a page is made after: its site, the shape of its path, and what acts on it (`skeleton`).

    Pages in different languages, and pages of one parent, share a shape; one that has other scripts, fields or frames
    than its neighbours has another skeleton, and so is a template of its own.
    """
    parts = urlsplit(address)
    path = _LANGUAGE.sub("", parts.path).rstrip("/") or "/"
    parent, _, last = path.rpartition("/")
    shape = f"{_DIGITS.sub('#', parent)}/{'*' if last else ''}{'?' if parts.query else ''}"
    return f"{_origin(address)}{shape} {skeleton}".strip()


def _plain(address: str) -> str:
    bare = urldefrag(address)[0]
    return bare if urlsplit(bare).path else f"{bare}/"


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}".lower()


def _is_page(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme in ("http", "https") and not _FILES.search(parts.path) and not _ACTS.search(parts.path)
