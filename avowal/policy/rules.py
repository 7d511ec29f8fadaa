"""Rules that no bundle may break, whatever its wording says. Each names the promise it protects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from avowal.policy.model import Audience, Consideration, CookieKind, Identifies, Method, PageClass, Storage
from avowal.policy.period import Period
from avowal.policy.problems import Problem
from avowal.policy.reading import Bundle

CLINICAL = "user.health_and_medical"
"""fideslang's branch for health data: never part of what the public sites gather (ledger 0.3)."""
PERSONAL = (
    "user.contact",
    "user.name",
    "user.government_id",
    "user.financial",
    "user.biometric",
    "user.demographic.date_of_birth",
    "user.account.username",
    "user.authorizations",
    "user.device.telephony",
)
"""fideslang branches whose data identifies a person by itself (ledger 1.2)."""
AREAS = (
    "user.contact.address.postal_code",
    "user.contact.address.city",
    "user.contact.address.state",
    "user.contact.address.country",
)
"""Parts of an address that many people share, and that identify nobody by themselves."""
LONGEST_COOKIE = Period(400, "day")
"""What browsers allow (RFC 6265bis, R68)."""
LONGEST_NOTICE = Period(1, "year")
"""A version cannot be taken back, and nothing follows it before its notice is over (R14)."""
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
_ANY_DAY = datetime(2024, 3, 1, tzinfo=UTC)


def broken_rules(bundle: Bundle) -> Iterator[Problem]:
    """A problem for each rule that the declarations break."""
    yield from _about_data(bundle)
    yield from _about_collections(bundle)
    yield from _about_cookies(bundle)
    yield from _about_others(bundle)
    yield from _about_the_frame(bundle)
    yield from _about_resources(bundle)


def _about_data(bundle: Bundle) -> Iterator[Problem]:
    for key, element in bundle.policy.data.items():
        place = bundle.place(f"data.{key}")
        if (
            element.identifies is not Identifies.YES
            and element.category.startswith(PERSONAL)
            and element.category not in AREAS
        ):
            message = (
                f"“{key}” ({element.category}) identifies a person, but is declared “identifies: {element.identifies}”."
            )
            yield Problem(place, message, "Write “identifies: yes”.", "1.2")


def _about_collections(bundle: Bundle) -> Iterator[Problem]:
    policy = bundle.policy
    for key, collection in policy.collections.items():
        where = f"collections.{key}"
        if Audience.CHILDREN in (collection.audience, *map(collection.audience_of, collection.elements)):
            message = f"“{key}” is meant for children; the sites are for adults."
            yield Problem(bundle.place(where), message, "Remove it, or collect with a parent's consent.", "8.1")
        if not collection.elements:
            yield Problem(
                bundle.place(where), f"“{key}” collects no element.", "Name what comes in, or remove it.", "0.2"
            )
        for element, narrower in collection.elements.items():
            declared = policy.data.get(element)
            place = bundle.place(f"{where}.elements.{element}")
            if declared is None:
                continue
            if declared.category.startswith(CLINICAL):
                message = (
                    f"“{element}” is clinical or claims data ({declared.category}), which “{key}” may not collect."
                )
                yield Problem(place, message, "Remove it; the sites hold no part of a medical or claims record.", "0.3")
            if collection.method is Method.AUTOMATIC and declared.identifies is Identifies.YES:
                message = f"“{key}” is automatic and may not carry “{element}”, which identifies a person."
                yield Problem(place, message, "Remove it, or let people give it themselves.", "1.1")
            if narrower.keep and narrower.keep.after(_ANY_DAY) > collection.keep.after(_ANY_DAY):
                message = f"“{element}” is kept {narrower.keep}, longer than “{key}” itself ({collection.keep})."
                yield Problem(place, message, "Shorten it, or lengthen the collection.", "3.2")
            wider = set(narrower.purposes or ()) - set(collection.purposes)
            if wider:
                message = f"“{element}” names purposes that “{key}” has not: {', '.join(sorted(wider))}."
                yield Problem(place, message, "An element may narrow its collection's purposes, not widen them.", "1.4")


def _about_cookies(bundle: Bundle) -> Iterator[Problem]:
    for key, cookie in bundle.policy.cookies.items():
        place = bundle.place(f"cookies.{key}")
        if (cookie.kind is CookieKind.PERSISTENT) != (cookie.life is not None) and cookie.storage is Storage.COOKIE:
            message = f"“{key}” is a {cookie.kind} cookie " + ("with a life." if cookie.life else "without a life.")
            yield Problem(place, message, "Persistent cookies have a life, session cookies have none.", "4.2")
        if cookie.life and cookie.life.seconds > LONGEST_COOKIE.seconds:
            yield Problem(
                place, f"“{key}” stays {cookie.life}; browsers keep a cookie {LONGEST_COOKIE} at most.", "", "4.3"
            )
        if not cookie.essential and cookie.choice is None:
            hint = "Name the choice that switches it on, or declare it essential."
            yield Problem(place, f"“{key}” is not essential, and no choice is named for it.", hint, "4.12")


def _about_others(bundle: Bundle) -> Iterator[Problem]:
    for key, recipient in bundle.policy.recipients.items():
        if recipient.consideration is not Consideration.NONE:
            message = (
                f"“{key}” gives something for data (“{recipient.consideration}”); nothing is sold, rented or licensed."
            )
            yield Problem(
                bundle.place(f"recipients.{key}"), message, "Write “consideration: none”, or remove it.", "1.5"
            )
    for key, third in bundle.policy.third_parties.items():
        if PageClass.SIGNED_IN in third.pages and not third.agreement:
            message = f"“{key}” is shown on signed-in pages without an agreement on health data (R1)."
            yield Problem(bundle.place(f"third_parties.{key}"), message, "Keep it to public pages.", "14.2")
    hosts: dict[str, str] = {}
    for key, site in bundle.policy.sites.items():
        for host in (site.host, *site.also):
            if hosts.setdefault(host, key) != key:
                yield Problem(bundle.place(f"sites.{key}"), f"The host {host} belongs to two sites.", "", "0.4")


def _about_the_frame(bundle: Bundle) -> Iterator[Problem]:
    policy = bundle.policy
    privacy = policy.contacts.get("privacy")
    if privacy is None or not privacy.email or not privacy.address:
        hint = "Declare contacts.privacy with its e-mail and postal address."
        yield Problem(
            bundle.place("contacts"), "There is no office to ask about privacy, by post and e-mail.", hint, "15.1"
        )
    notice = policy.limits.notice_before_change
    if notice and notice.after(_ANY_DAY) > LONGEST_NOTICE.after(_ANY_DAY):
        message = f"Notice of {notice} before a change would let no change take effect for as long."
        hint = f"Promise {LONGEST_NOTICE} at most."
        yield Problem(bundle.place("limits.notice_before_change"), message, hint, "16.1")
    for key, contact in policy.contacts.items():
        if contact.telephone and contact.program and not (contact.tty and contact.hours):
            message = f"The telephone line “{key}” says no TTY number or no hours."
            yield Problem(bundle.place(f"contacts.{key}"), message, "Add tty and hours.", "H.5")
    try:
        ZoneInfo(policy.organisation.time_zone or "UTC")
    except (KeyError, ValueError, OSError):
        message = f"“{policy.organisation.time_zone}” is no time zone."
        yield Problem(bundle.place("organisation.time_zone"), message, "Write one such as America/Los_Angeles.")


def _about_resources(bundle: Bundle) -> Iterator[Problem]:
    """A document may stand in languages that the policy itself is not in (ledger 0.8, R.1)."""
    for key, resource in bundle.policy.resources.items():
        for index, language in enumerate(resource.languages):
            if not _LANGUAGE.fullmatch(language):
                place = bundle.place(f"resources.{key}.languages.{index}")
                hint = "Write one such as es, zh-hant or tl."
                yield Problem(place, f"“{language}” is no code of a language.", hint, "R.1")
