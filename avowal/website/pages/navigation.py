"""A navigation as the templates show it: plain links, resolved for the active language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext

from avowal.website.pages import languages
from avowal.website.pages.addresses import Link, link, resolve
from avowal.website.pages.models import Navigation


@dataclass(frozen=True)
class Group:
    label: str
    links: Sequence[Link]


@dataclass(frozen=True)
class Promoted:
    """One thing that a menu brings to the front."""

    title: str
    text: str
    url: str
    picture: str


@dataclass(frozen=True)
class Menu:
    """One audience's menu; `current` when the page shown lies in its section."""

    label: str
    url: str
    groups: Sequence[Group]
    promoted: Promoted | None
    current: bool = False


@dataclass(frozen=True)
class Menus:
    """Everything that one site's navigation says in one language."""

    language: str
    utility: Sequence[Link] = ()
    menus: Sequence[Menu] = ()
    footer: Sequence[Group] = ()
    social: Sequence[Link] = ()
    utilities: Sequence[Link] = ()

    def at(self, path: str) -> Menus:
        """The same, with the menu marked in whose section the page at `path` lies."""
        home = resolve("/", self.language)
        marked = [
            replace(menu, current=menu.url not in ("/", home) and path.startswith(menu.url)) for menu in self.menus
        ]
        return replace(self, menus=marked)


def shown(navigation: Navigation | None) -> Menus:
    """What to show of `navigation`; privacy and terms are linked even where it has nothing.

    The active language is that of the navigation.
    """
    language = languages.asked()
    if navigation is None:
        return Menus(language, utilities=_with_promises([]))
    return Menus(
        language,
        utility=[
            link(block.value["label"], block.value["url"], key=block.value["key"]) for block in navigation.utility
        ],
        menus=[_menu(block.value) for block in navigation.menus],
        footer=[_group(block.value) for block in navigation.footer],
        social=_links(block.value for block in navigation.social),
        utilities=_with_promises(_links(block.value for block in navigation.utilities)),
    )


def _menu(value: Any) -> Menu:
    url = resolve(value["url"])
    return Menu(value["label"], url, [_group(group) for group in value["groups"]], _promoted(value["promoted"]))


def _group(value: Any) -> Group:
    return Group(value["label"], _links(value["links"]))


def _links(values: Iterable[Any]) -> list[Link]:
    return [link(value["label"], value["url"]) for value in values]


def _promoted(value: Any) -> Promoted | None:
    if not value or not value["title"]:
        return None
    picture = value["picture"].file.url if value["picture"] else ""
    return Promoted(value["title"], value["text"], resolve(value["url"]), picture)


def _with_promises(links: list[Link]) -> list[Link]:
    """Privacy and terms stand in every page's footer, whatever an editor took out (ledger 0.6)."""
    own = [link(gettext("Privacy"), "/privacy/"), link(gettext("Terms of use"), "/terms/")]
    return [needed for needed in own if not any(found.url.endswith(needed.url) for found in links)] + links
