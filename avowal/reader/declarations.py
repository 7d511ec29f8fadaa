"""The draft's `policy.yaml`: what the reading declares, and what a person must decide."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from avowal.policy.assertions import Certainty
from avowal.policy.ledger import LEDGER
from avowal.policy.model import Door, Identifies, RecipientClass
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
from avowal.reader.reading import Reading
from avowal.reader.resources import LANGUAGES
from avowal.reader.yaml_writing import Remarked, Undecided

NOT_CONNECTED = "Not connected yet."
PAGE_BEACON = "/_a/v"
"""The address of this program's own page beacon."""
_AUTHORITIES = {
    RecipientClass.REGULATOR: "Authorities that oversee us",
    RecipientClass.COURT: "Courts and police, as the law asks",
}
_DUTIES = {
    "8.4": ("erase_child_data", "delete what a child gave us"),
    "11.5": ("bind_vendors", "bind vendors to keep data confidential and secure"),
    "13.1": ("obey_security_law", "meet the laws on security"),
    "15.1": ("answer_question", "answer a question about this policy"),
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
    cookies = _cookies(reading, purposes)
    beacons = _beacons(reading, ways)
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
        "recipients": {recipient_key(found.kind): _recipient(found, data, purposes) for found in recipients},
        "third_parties": _third_parties(reading),
        "nevers": _nevers(reading, data),
        "choices": _choices(reading, cookies, beacons, ways),
        "duties": {key: {"label": label} for row, (key, label) in _DUTIES.items() if row in stated},
        "resources": _resources(reading),
        "sections": {
            anchor: {"ledger": ledger, **({} if numbered else {"numbered": False})}
            for anchor, (ledger, numbered) in sections.items()
        },
        "promises": _promises(reading, stated),
    }


def site_key(name: str, at: int) -> str:
    """A short key made of a host or an app's name."""
    base = name.lower().removeprefix("www.").partition(".")[0].replace(" ", "_")
    kept = "".join(character for character in base if character.isalnum() or character == "_")
    return kept or f"site_{at + 1}"


def contact_key(mail: str) -> str:
    """A key for a further e-mail address."""
    local = re.sub(r"[^a-z0-9]+", "_", mail.partition("@")[0].lower()).strip("_")
    return f"mail_{local}"


def recipient_key(kind: RecipientClass) -> str:
    return {"regulator": "authorities", "court": "courts", "research": "researchers"}.get(kind.value, f"{kind.value}s")


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
    if any(found.kind in _AUTHORITIES for found in recipients):
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


def _cookies(reading: Reading, purposes: Mapping[str, Any]) -> dict[str, Any]:
    if not reading.stating("4.1"):
        return {}
    signs = {sign for found in reading.stating("4.1") for sign in found.sentence.signs}
    kinds = [kind for kind in ("session", "persistent") if kind in signs] or ["session"]
    purpose = next((key for key in ("personalisation", "measurement", "improvement") if key in purposes), "")
    without = _without_cookies(reading)
    return {f"{kind}_cookie": _cookie(reading, kind, purpose, without) for kind in kinds}


def _without_cookies(reading: Reading) -> str:
    """The sentence that tells what is lost without cookies: one on refusing them, or the next of its paragraph."""
    refusing = {id(one.sentence) for one in reading.stating("4.12")}
    for group in reading.groups:
        for at, sentence in enumerate(group):
            near = id(sentence) in refusing or any(id(earlier) in refusing for earlier in group[max(0, at - 1) : at])
            if near and "lose" in sentence.signs:
                return sentence.text
    return ""


def _cookie(reading: Reading, kind: str, purpose: str, without: str) -> dict[str, Any]:
    refusable = bool(reading.stating("4.12"))
    cookie: dict[str, Any] = {
        "label": Undecided(f"which {kind} cookies the sites set: the cookie's own name as key, and what it is called"),
        "kind": kind,
        "purpose": purpose or Undecided("what it is for"),
        "essential": Undecided("true where the site cannot work without it") if refusable else False,
        "without": without or Undecided("what is lost when it is refused"),
    }
    if kind == "persistent":
        cookie["life"] = Undecided("how long it stays in the browser; the page does not say")
    if refusable:
        cookie["choice"] = "cookies"
    return cookie


def _beacons(reading: Reading, ways: Sequence[Gathering]) -> dict[str, Any]:
    if not reading.stating("4.8"):
        return {}
    collection = next((way.key for way in ways if way.door is Door.PAGE_BEACON), "")
    return {"page": {"label": "Page beacon", "path": PAGE_BEACON, "collection": collection}} if collection else {}


def _recipient(found: NamedRecipient, data: Mapping[str, Any], purposes: Mapping[str, Any]) -> dict[str, Any]:
    elements = list(data) if found.whole else [KINDS[category].key for category in sorted(found.elements)]
    uses = [PURPOSES[use][0] for use in sorted(found.purposes)]
    uses = uses or (["legal_duty"] if found.kind in _AUTHORITIES and "legal_duty" in purposes else [])
    services = ", ".join(purposes[key]["label"] for key in uses)
    return {
        "label": _AUTHORITIES.get(found.kind)
        or Undecided(f"who the {recipient_key(found.kind)} are: one entry for each, with its contract"),
        "kind": str(found.kind),
        "services": services or Undecided("what they do for you"),
        "elements": elements or Undecided("which data they get"),
        "purposes": uses or Undecided("what for"),
        "consideration": "none",
    }


def _third_parties(reading: Reading) -> Any:
    rows = [row for row in ("11.3", "14.1", "14.2", "14.3", "10.5") if reading.stating(row)]
    if not rows:
        return {}
    return Undecided(f"whose content or trackers the pages load, as {', '.join(rows)} say without naming them")


def _nevers(reading: Reading, data: Mapping[str, Any]) -> dict[str, Any]:
    personal = [key for key, element in data.items() if element["identifies"] == str(Identifies.YES)]
    found: dict[str, Any] = {}
    if reading.stating("1.5"):
        found["sell"] = {"action": "sell", "actor": "plan", **({"elements": personal} if personal else {})}
    if reading.stating("1.1") and personal:
        found["personal_automatically"] = {"action": "collect_automatically", "actor": "plan", "elements": personal}
    for row, key, action in (
        ("4.6", "cookies_to_others", "share_by_cookie"),
        ("4.7", "others_cookies", "look_at_other_storage"),
        ("6.1", "spyware", "install_spyware"),
    ):
        if reading.stating(row):
            found[key] = {"action": action, "actor": "plan"}
    return found


def _choices(
    reading: Reading, cookies: Mapping[str, Any], beacons: Mapping[str, Any], ways: Sequence[Gathering]
) -> dict[str, Any]:
    covered = [f"cookies.{key}" for key in cookies] + [f"beacons.{key}" for key in beacons]
    keys = {way.key for way in ways}
    found: dict[str, Any] = {}
    if reading.stating("4.12"):
        found["cookies"] = {"label": "Keep cookies and beacons", "default": True, "covers": covered}
    if reading.stating("9.2") and "newsletters" in keys:
        found["newsletters"] = {"label": "Get the newsletter", "default": False, "covers": ["collections.newsletters"]}
    if reading.stating("7.3") and "surveys" in keys:
        found["surveys"] = {"label": "Answer surveys", "default": False, "covers": ["collections.surveys"]}
    return found


def _resources(reading: Reading) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for document in reading.facts.resources:
        key = site_key(document.label, len(found))[:40]
        if key in found:
            continue
        others = [
            other.language
            for other in reading.facts.resources
            if other.label == document.label and other.language not in ("en", "")
        ]
        names = ", ".join(LANGUAGES[code][0] for code in dict.fromkeys(others))
        languages: Any = ["en", ""] if others else ["en"]
        found[key] = {
            "label": document.label,
            "path": urlsplit(document.address).path or "/",
            "languages": Remarked(languages, f"decide: the page has it in {names} too; add their codes in “languages”")
            if others
            else languages,
        }
    return found


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
