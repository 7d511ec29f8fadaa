"""The draft's cookies, recipients, nevers, choices and documents: what visitors meet and who else is concerned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from avowal.policy.model import Door, Identifies, RecipientClass
from avowal.reader.declaring import Gathering, NamedRecipient
from avowal.reader.elements import KINDS, PURPOSES
from avowal.reader.keys import recipient_key, site_key
from avowal.reader.reading import Reading
from avowal.reader.yaml_writing import Undecided

PAGE_BEACON = "/_a/v"
"""The address of this program's own page beacon."""
AUTHORITIES = {
    RecipientClass.REGULATOR: "Authorities that oversee us",
    RecipientClass.COURT: "Courts and police, as the law asks",
}


def cookies(reading: Reading, purposes: Mapping[str, Any]) -> dict[str, Any]:
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


def beacons(reading: Reading, ways: Sequence[Gathering]) -> dict[str, Any]:
    if not reading.stating("4.8"):
        return {}
    collection = next((way.key for way in ways if way.door is Door.PAGE_BEACON), "")
    return {"page": {"label": "Page beacon", "path": PAGE_BEACON, "collection": collection}} if collection else {}


def recipient(found: NamedRecipient, data: Mapping[str, Any], purposes: Mapping[str, Any]) -> dict[str, Any]:
    elements = list(data) if found.whole else [KINDS[category].key for category in sorted(found.elements)]
    uses = [PURPOSES[use][0] for use in sorted(found.purposes)]
    uses = uses or (["legal_duty"] if found.kind in AUTHORITIES and "legal_duty" in purposes else [])
    services = ", ".join(purposes[key]["label"] for key in uses)
    return {
        "label": AUTHORITIES.get(found.kind)
        or Undecided(f"who the {recipient_key(found.kind)} are: one entry for each, with its contract"),
        "kind": str(found.kind),
        "services": services or Undecided("what they do for you"),
        "elements": elements or Undecided("which data they get"),
        "purposes": uses or Undecided("what for"),
        "consideration": "none",
    }


def third_parties(reading: Reading) -> Any:
    rows = [row for row in ("11.3", "14.1", "14.2", "14.3", "10.5") if reading.stating(row)]
    if not rows:
        return {}
    return Undecided(f"whose content or trackers the pages load, as {', '.join(rows)} say without naming them")


def nevers(reading: Reading, data: Mapping[str, Any]) -> dict[str, Any]:
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


def choices(
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


def resources(reading: Reading) -> dict[str, Any]:
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
        found[key] = {
            "label": document.label,
            "path": urlsplit(document.address).path or "/",
            "languages": ["en", *dict.fromkeys(others)],
        }
    return found
