"""Whole parts of the policy as lists and tables: the placeholders that name no single value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from avowal.policy.markdown import call_link, escape, web_link
from avowal.policy.model import CookieKind, Identifies, RecipientClass
from avowal.policy.period import Period
from avowal.policy.speaker import Speaker


def _sites(speaker: Speaker) -> str:
    return speaker.words.list_of(
        [f"{speaker.name(f'sites.{key}')} ({escape(site.host)})" for key, site in speaker.policy.sites.items()]
    )


def _telephones(speaker: Speaker) -> str:
    contacts = speaker.policy.contacts
    rows = (
        [
            speaker.name(f"contacts.{key}"),
            call_link(contact.telephone),
            contact.tty or "–",
            speaker.hours(contact.hours),
        ]
        for key, contact in contacts.items()
        if contact.telephone
    )
    return speaker.table(("line", "telephone", "tty", "hours"), rows)


def _retention(speaker: Speaker) -> str:
    return speaker.table(("collected", "what", "kept", "why"), _retention_rows(speaker))


def _retention_rows(speaker: Speaker) -> Iterable[list[str]]:
    """One row a collection, and one more for the elements of it that are kept for another time."""
    for key, collection in speaker.policy.collections.items():
        periods: dict[Period, list[str]] = {}
        for element in collection.elements:
            periods.setdefault(collection.keep_of(element), []).append(element)
        for period, elements in periods.items():
            purposes = dict.fromkeys(purpose for element in elements for purpose in collection.purposes_of(element))
            name = speaker.name(f"collections.{key}")
            yield [
                name,
                speaker.names("data", elements),
                speaker.words.period(period),
                speaker.names("purposes", purposes),
            ]


def _cookies(speaker: Speaker) -> str:
    rows = (
        [
            f"{speaker.name(f'cookies.{key}')} ({escape(key)})",
            speaker.name(f"purposes.{cookie.purpose}"),
            speaker.words.period(cookie.life) if cookie.life else speaker.words.terms["session"],
            speaker.name(f"cookies.{key}.without"),
        ]
        for key, cookie in speaker.policy.cookies.items()
    )
    return speaker.table(("name", "why", "life", "without"), rows)


def _cookies_of(kind: CookieKind) -> Callable[[Speaker], str]:
    return lambda speaker: speaker.names(
        "cookies", (key for key, cookie in speaker.policy.cookies.items() if cookie.kind is kind)
    )


def _recipients(speaker: Speaker) -> str:
    rows = (
        [
            speaker.name(f"recipients.{key}"),
            speaker.name(f"recipients.{key}.services"),
            speaker.words.terms["aggregate"] if recipient.aggregate_only else speaker.names("data", recipient.elements),
        ]
        for key, recipient in speaker.policy.recipients.items()
    )
    return speaker.table(("who", "why", "what"), rows)


def _recipients_of(kind: RecipientClass) -> Callable[[Speaker], str]:
    return lambda speaker: speaker.names(
        "recipients", (key for key, found in speaker.policy.recipients.items() if found.kind is kind)
    )


def _third_parties(speaker: Speaker) -> str:
    rows = (
        [
            f"{speaker.name(f'third_parties.{key}')} ({escape(', '.join(found.hosts))})",
            speaker.names("data", found.sees),
            speaker.words.list_of([escape(cookie) for cookie in found.cookies]),
            web_link(found.statement),
        ]
        for key, found in speaker.policy.third_parties.items()
    )
    return speaker.table(("who", "sees", "cookies", "statement"), rows)


def _applicability(speaker: Speaker) -> str:
    rows = (
        [
            speaker.name(f"applicability.{key}.law"),
            speaker.words.terms[found.status.value],
            speaker.name(f"applicability.{key}.reason"),
        ]
        for key, found in speaker.policy.applicability.items()
    )
    return speaker.table(("law", "status", "reason"), rows)


def _resources(speaker: Speaker) -> str:
    prefix = "" if speaker.language == speaker.policy.source_language else f"/{speaker.language}"
    found = speaker.policy.resources.items()
    return speaker.words.list_of(
        [f"[{speaker.name(f'resources.{key}')}]({prefix}{resource.path})" for key, resource in found]
    )


def _identifying(speaker: Speaker) -> str:
    return speaker.names(
        "data", (key for key, element in speaker.policy.data.items() if element.identifies is Identifies.YES)
    )


WHOLE: Mapping[str, Callable[[Speaker], str]] = {
    "sites": _sites,
    "apps": lambda speaker: speaker.names("apps", speaker.policy.apps),
    "organisation.programs": lambda speaker: speaker.names(
        "organisation.programs", speaker.policy.organisation.programs
    ),
    "telephones": _telephones,
    "retention": _retention,
    "cookies": _cookies,
    "cookies.session": _cookies_of(CookieKind.SESSION),
    "cookies.persistent": _cookies_of(CookieKind.PERSISTENT),
    "beacons": lambda speaker: speaker.names("beacons", speaker.policy.beacons),
    "recipients": _recipients,
    **{f"recipients.{kind.value}": _recipients_of(kind) for kind in RecipientClass},
    "third_parties": _third_parties,
    "data.identifying": _identifying,
    "resources": _resources,
    "applicability": _applicability,
    "version.effective_date": lambda speaker: speaker.words.day(speaker.effective_date),
    "version.number": lambda speaker: str(speaker.number),
}
TABLES = frozenset({"telephones", "retention", "cookies", "recipients", "third_parties", "applicability"})
"""Placeholders that become a table and so must stand alone in their paragraph."""
