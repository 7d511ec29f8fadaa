"""What is noted about the request that is being answered: the one record that is certainly its sender's own (3.4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.utils.translation import gettext

from avowal.events.addresses import canonical, shorten
from avowal.events.agents import describe
from avowal.policy.model import Audience, Collection, Door, Policy
from avowal.policy.speaker import Speaker
from avowal.website.privacy.signal import told_by_the_door

UNKNOWN = "–"
IN_WORDS = ("seen_at", "site", "automated")
"""What is told in the reader's language; everything else reads from left to right."""


@dataclass(frozen=True)
class Noted:
    """One element of the record: its name, what it holds, how long that is kept. `code` says that no words are."""

    name: str
    value: str
    kept: str
    code: bool


def noted(request: HttpRequest, speaker: Speaker, now: datetime) -> list[Noted]:
    """The weblog's record of `request`, as far as it is known before the answer is sent."""
    policy, told = speaker.policy, _told(request, speaker, now)
    return [
        Noted(
            name=speaker.plain_name(f"data.{element}"),
            value=told[element] or UNKNOWN if element in told else _in_words(collection, element),
            kept=speaker.words.period(collection.keep_of(element)),
            code=element in told and element not in IN_WORDS,
        )
        for collection in _weblogs(policy, request)
        for element in collection.elements
    ]


def _weblogs(policy: Policy, request: HttpRequest) -> Iterator[Collection]:
    site = told_by_the_door(request).get("site", "")
    for collection in policy.collections_by(Door.WEBLOG).values():
        if collection.audience is Audience.EVERYONE and (not site or not collection.sites or site in collection.sites):
            yield collection


def _told(request: HttpRequest, speaker: Speaker, now: datetime) -> Mapping[str, str]:
    known = told_by_the_door(request)
    agent = describe(request.headers.get("User-Agent", ""))
    address = known.get("client_address") or request.META.get("REMOTE_ADDR", "")
    site = known.get("site", "")
    referrer = urlsplit(request.headers.get("Referer", ""))
    return {
        "seen_at": moment(speaker, now),
        "site": speaker.plain_name(f"sites.{site}") if site in speaker.policy.sites else site,
        "method": str(request.method),
        "path": request.path,
        "referrer_origin": f"{referrer.scheme}://{referrer.netloc}" if referrer.netloc else "",
        "browser": agent.browser,
        "system": agent.system,
        "ip_address": canonical(address),
        "ip_network": shorten(address),
        "automated": gettext("a program") if agent.automated else gettext("a person"),
    }


def _in_words(collection: Collection, element: str) -> str:
    if collection.audience_of(element) is not Audience.EVERYONE:
        return gettext("only in the signed-in part of the site")
    if element == "visitor_key":
        return gettext("a key that stands for your connection and kind of browser until midnight")
    return gettext("known only later")


def moment(speaker: Speaker, when: datetime) -> str:
    """An instant in the plan's own time zone, in the reader's language."""
    zone = speaker.policy.organisation.time_zone
    local = when.astimezone(ZoneInfo(zone))
    return f"{speaker.words.day(local.date())}, {local:%H:%M} ({zone})"
