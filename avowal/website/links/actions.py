"""Keeps the inventory of outgoing links: one source (a page, a navigation, an alert, the policy) at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models, transaction
from wagtail.models import Page

from avowal.website import in_force
from avowal.website.links import queries
from avowal.website.links.finding import addresses_in
from avowal.website.links.models import LinkPlace, OtherSite, OutgoingLink
from avowal.website.links.reaching import Reached, Reacher
from avowal.website.pages.addresses import host_named, is_outgoing
from avowal.website.pages.models import Alert, Navigation

LONGEST = 1000


@dataclass(frozen=True)
class Source:
    """Something that links stand in: its key, and how people know it."""

    key: str
    title: str
    address: str = ""


def source_of(thing: models.Model) -> Source:
    """The source that a page, a navigation or an alert is."""
    if isinstance(thing, Page):
        return Source(f"page:{thing.pk}", thing.title, thing.get_url() or "")
    return Source(f"{type(thing).__name__.lower()}:{thing.pk}", str(thing)[:255])


def note(thing: models.Model) -> None:
    """Record the links that stand in `thing` now; what stood there before and is gone goes."""
    place(source_of(thing), _links_in(thing))


def forget(thing: models.Model) -> None:
    """Nothing stands in `thing` any more."""
    place(source_of(thing), ())


@transaction.atomic
def place(source: Source, urls: Iterable[str]) -> None:
    """Let exactly `urls` stand in `source`; links that stand nowhere any more leave the inventory."""
    wanted = sorted({url for url in urls if is_outgoing(url) and len(url) <= LONGEST})
    held = LinkPlace.objects.filter(source=source.key)
    if not wanted and not held.exists():
        return
    held.exclude(link__url__in=wanted).delete()
    for url in wanted:
        link, _new = OutgoingLink.objects.get_or_create(url=url, defaults={"host": host_named(url) or ""})
        LinkPlace.objects.update_or_create(
            link=link, source=source.key, defaults={"title": source.title[:255], "address": source.address[:500]}
        )
    OutgoingLink.objects.filter(places=None).delete()


def gather() -> int:
    """Build the whole inventory anew from what is published and in force; how many links stand in it."""
    pages = Page.objects.live().specific()
    frames: list[models.Model] = [*Navigation.objects.all(), *Alert.objects.all()]
    for thing in (*pages.iterator(), *frames):
        note(thing)
    policy = in_force.policy()
    if policy is not None:
        place(Source("policy", policy.wording[policy.source_language].title, "/privacy/"), _of_policy())
    for site in OtherSite.objects.all():
        note(site)
    _forget_what_is_gone({source_of(thing).key for thing in (*pages, *frames, *OtherSite.objects.all())} | {"policy"})
    return OutgoingLink.objects.count()


def check(links: Iterable[OutgoingLink], reach: Reacher, now: datetime) -> Iterator[OutgoingLink]:
    """Look at each link once and keep what it answered. Only addresses of the inventory are ever asked (R101)."""
    for link in links:
        found = reach(link.url)
        link.state, link.said, link.checked_at = _state(link, found), found.said[:200], now
        link.save(update_fields=["state", "said", "checked_at"])
        yield link


def _state(link: OutgoingLink, found: Reached) -> OutgoingLink.State:
    if found.refused:
        return OutgoingLink.State.REFUSED
    if not found.works:
        return OutgoingLink.State.DEAD
    moved = _owner(found.host) != _owner(link.host)
    return OutgoingLink.State.MOVED if moved else OutgoingLink.State.WORKS


def _owner(host: str) -> str:
    return host.removeprefix("www.")


def _links_in(thing: models.Model) -> Iterator[str]:
    for field in thing._meta.concrete_fields:  # noqa: SLF001  (Django documents `_meta` for this)
        value: Any = getattr(thing, field.attname)
        raw = getattr(value, "raw_data", None)
        yield from addresses_in(list(raw) if raw is not None else value)


def _of_policy() -> Iterator[str]:
    policy = in_force.policy()
    return (url for url, _language in queries.policy_links(policy)) if policy else iter(())


def _forget_what_is_gone(keys: set[str]) -> None:
    LinkPlace.objects.exclude(source__in=keys).delete()
    OutgoingLink.objects.filter(places=None).delete()
