"""The draft's `policy.yaml`: what the reading declares, and what a person must decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from avowal.policy.assertions import Certainty
from avowal.policy.ledger import LEDGER
from avowal.reader import declared_others as others
from avowal.reader.declaring import (
    Gathering,
    NamedRecipient,
    elements_collected,
    gatherings,
    purposes_named,
    recipients_named,
)
from avowal.reader.elements import KINDS, PURPOSES
from avowal.reader.facts import law_label
from avowal.reader.keys import contact_key, recipient_key, site_key
from avowal.reader.reading import Reading
from avowal.reader.yaml_writing import Remarked, Undecided

NOT_CONNECTED = "Not connected yet."
_DUTIES = {
    "8.4": ("erase_child_data", "delete what a child gave us"),
    "11.5": ("bind_vendors", "bind vendors to keep data confidential and secure"),
    "13.1": ("obey_security_law", "meet the laws on security"),
    "15.1": ("answer_question", "answer questions about the policy"),
    "16.1": ("post_changes", "post changes of this policy"),
}


def declared(reading: Reading, sections: Mapping[str, tuple[str, bool]], stated: Mapping[str, str]) -> dict[str, Any]:
    """Everything that `policy.yaml` holds.

    `sections` maps an anchor to its ledger prefix and whether it is numbered; `stated` maps each row that the draft's
    wording marks to the section in which it does.
    """
    facts = reading.facts
    ways = gatherings(reading)
    recipients = recipients_named(reading)
    data = _data(reading, ways, recipients)
    purposes = _purposes(reading, ways, recipients)
    cookies = others.cookies(reading, purposes)
    beacons = others.beacons(reading, ways)
    sites = {site_key(site.host, at): site for at, site in enumerate(facts.sites)}
    return {
        "format": 1,
        "source_language": "en",
        "languages": ["en"],
        "translations": "mark",
        "organisation": _organisation(reading),
        "sites": {
            key: {
                "label": site.host,
                "host": site.host,
                "languages": ["en"],
                **({"also": site.also} if site.also else {}),
            }
            for key, site in sites.items()
        }
        or Undecided("which sites the policy covers: a key, label, host and languages for each"),
        "apps": {site_key(app.value, at): {"label": app.value} for at, app in enumerate(facts.apps)},
        "contacts": _contacts(reading),
        "applicability": _applicability(reading),
        "limits": _limits(reading),
        "data": data,
        "purposes": purposes,
        "collections": {way.key: _collection(way, tuple(sites)) for way in ways},
        "cookies": cookies,
        "beacons": beacons,
        "recipients": {recipient_key(found.kind): others.recipient(found, data, purposes) for found in recipients},
        "third_parties": others.third_parties(reading),
        "nevers": others.nevers(reading, data),
        "choices": others.choices(reading, cookies, beacons, ways),
        "duties": {key: {"label": label} for row, (key, label) in _DUTIES.items() if row in stated},
        "resources": others.resources(reading),
        "sections": {
            anchor: {"ledger": ledger, **({} if numbered else {"numbered": False})}
            for anchor, (ledger, numbered) in sections.items()
        },
        "promises": _promises(reading, stated),
    }


def _organisation(reading: Reading) -> dict[str, Any]:
    named, addresses = reading.facts.organisation, reading.facts.addresses
    return {
        "name": named.name if named else Undecided("the organisation's name"),
        "legal_name": (named and named.legal) or Undecided("the legal name"),
        "address": _address(addresses[0].address)
        if addresses
        else Undecided("the postal address: street, city, region, postal_code"),
        "time_zone": Undecided("the time zone, such as America/Los_Angeles; the page does not say"),
        "programs": {},
    }


def _address(address: Any) -> dict[str, str]:
    return {name: getattr(address, name) for name in ("street", "city", "region", "postal_code")}


def _contacts(reading: Reading) -> dict[str, Any]:
    facts = reading.facts
    privacy: dict[str, Any] = {
        "label": next((found.office for found in facts.addresses if found.office), "")
        or Undecided("what the office that answers is called")
    }
    if facts.emails:
        privacy["email"] = facts.emails[0].value
    if facts.addresses:
        privacy["address"] = _address(facts.addresses[0].address)
    if facts.telephones:
        privacy["telephone"] = facts.telephones[0].value
    others = {
        contact_key(mail.value): {"label": mail.value.partition("@")[0], "email": mail.value}
        for mail in facts.emails[1:]
    }
    return {"privacy": privacy, **others}


def _applicability(reading: Reading) -> dict[str, Any]:
    return {
        law.value: {
            "law": law_label(law.value),
            "status": Undecided("binding, voluntary or not_applicable; the page only names this law"),
            "reason": Undecided("why"),
        }
        for law in reading.facts.laws
    }


def _limits(reading: Reading) -> dict[str, Any]:
    facts = reading.facts
    return {
        "child_age": int(facts.minimum_age.value)
        if facts.minimum_age
        else Undecided("below which age nothing is collected without a parent; the page does not say"),
        "small_cell": Undecided("counts smaller than this are left out of what is shared; the page does not say"),
        "notice_before_change": str(facts.change_notice.period)
        if facts.change_notice
        else Undecided("how long before a change its notice stands, such as 30 days; the page does not say"),
    }


def _data(reading: Reading, ways: Sequence[Gathering], recipients: Iterable[NamedRecipient]) -> dict[str, Any]:
    named = [found.category for found in elements_collected(reading)]
    named += [category for way in ways for category in way.elements]
    named += [category for found in recipients for category in sorted(found.elements)]
    found: dict[str, Any] = {}
    for category in dict.fromkeys(named):
        kind = KINDS[category]
        found[kind.key] = {
            "label": kind.label,
            "category": category,
            "identifies": str(kind.identifies),
            "sensitivity": str(kind.sensitivity),
            "form": str(kind.form),
            **({"dpv": kind.dpv} if kind.dpv else {}),
        }
    return found


def _purposes(reading: Reading, ways: Sequence[Gathering], recipients: Iterable[NamedRecipient]) -> dict[str, Any]:
    uses = [*purposes_named(reading), *(use for way in ways for use in way.purposes)]
    uses += [use for found in recipients for use in sorted(found.purposes)]
    if any(found.kind in others.AUTHORITIES for found in recipients):
        uses.append("essential.legal_obligation")
    return {PURPOSES[use][0]: {"label": PURPOSES[use][1], "use": use} for use in dict.fromkeys(uses)}


def _collection(way: Gathering, sites: tuple[str, ...]) -> dict[str, Any]:
    return {
        "label": way.label,
        "method": str(way.method),
        "door": str(way.door),
        "sites": sites,
        "purposes": [PURPOSES[use][0] for use in way.purposes] or Undecided("what it is for; the page does not say"),
        "keep": str(way.keep)
        if way.keep
        else Undecided("how long it is kept, such as 13 months; the page does not say"),
        "elements": {KINDS[category].key: {} for category in way.elements},
    }


def _promises(reading: Reading, stated: Mapping[str, str]) -> dict[str, Any]:
    certainty = reading.rows
    return {
        row: Remarked(promise, "unsure: read from the sentences around it")
        if certainty[row] is Certainty.UNSURE
        else promise
        for row in LEDGER
        if row in stated
        for promise in [{"section": stated[row], "kind": str(LEDGER[row]), "not_built": NOT_CONNECTED}]
    }
