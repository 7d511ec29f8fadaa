"""The policy for programs: `/.well-known/avowal.json`, the schema of it, and `/.well-known/gpc.json` (R34).

The document is JSON, and JSON-LD by its context: data categories and uses are fideslang keys, types and relations are
terms of W3C's Data Privacy Vocabulary (dpv) and its personal data categories (pd).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from avowal.policy import canonical, schema
from avowal.policy.model import Binding, Identifies, Policy, PolicyVersion
from avowal.policy.period import Period
from avowal.policy.publishing import Recorded
from avowal.policy.translations import state
from avowal.website.privacy.machine_model import (
    Collected,
    Controller,
    Datum,
    Decided,
    Document,
    Gathered,
    Given,
    Kept,
    Promised,
    Readable,
    Shown,
    Use,
    Waiting,
)

Address = Callable[[str, str], str]
"""Gives the absolute address of a path in a language."""

GPC = "global_privacy_control"
"""The key under which a policy's applicability says how it takes the signal Global Privacy Control."""
_DPV, _PD = "dpv", "pd"
_ISO_UNITS = {"minute": "T{}M", "hour": "T{}H", "day": "{}D", "month": "{}M", "year": "{}Y"}


def document(recorded: Recorded, waiting: PolicyVersion | None, address: Address) -> dict[str, Any]:
    """The document of the version in `recorded`; `address` gives the absolute address of a path in a language."""
    version, link = recorded.version, recorded.link
    assert version is not None
    policy = version.policy
    described = Document(
        id=address("/.well-known/avowal.json", policy.source_language),
        type=f"{_DPV}:PrivacyNotice",
        version=version.number,
        effective_date=version.effective_date.isoformat(),
        published_at=link.published_at.isoformat(),
        sha256=version.sha256,
        previous=link.previous or None,
        waiting=_waiting(waiting, address),
        history=address("/privacy/history/", policy.source_language),
        feed=address("/privacy/changes.atom", policy.source_language),
        languages=tuple(_readable(policy, language, address) for language in policy.languages),
        organisation=_controller(policy),
        data=tuple(_data(policy)),
        purposes=tuple(_purposes(policy)),
        collections=tuple(_collections(policy)),
        cookies=tuple(_cookies(policy)),
        recipients=tuple(_recipients(policy)),
        third_parties=tuple(_third_parties(policy)),
        choices=tuple(_choices(policy)),
        promises=tuple(_promises(policy)),
        policy=policy,
    )
    where = address("/.well-known/avowal.schema.json", policy.source_language)
    return {"@context": context(where), "$schema": where, **canonical.plain(described)}


def json_schema() -> dict[str, Any]:
    """The schema of the document, made from the classes here and from the model."""
    made = schema.schema_of(Document, "avowal: a site's privacy policy for programs")
    added = {"@context": {"type": "object"}, "$schema": {"type": "string", "format": "uri"}}
    return {**made, "properties": {**added, **made["properties"]}, "required": [*added, *made["required"]]}


def context(vocabulary: str) -> dict[str, Any]:
    """What the document's words mean as linked data; words of our own are named in `vocabulary`."""
    return {
        "@version": 1.1,
        "@vocab": f"{vocabulary}#",
        _DPV: "https://w3id.org/dpv#",
        _PD: "https://w3id.org/dpv/pd#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "id": "@id",
        "type": "@type",
        "$schema": None,
        "policy": None,
        "label": "rdfs:label",
        "organisation": f"{_DPV}:hasDataController",
        "name": f"{_DPV}:hasName",
        "address": f"{_DPV}:hasAddress",
        "data": {"@id": f"{_DPV}:hasData", "@type": "@id"},
        "purposes": {"@id": f"{_DPV}:hasPurpose", "@type": "@id"},
        "collections": f"{_DPV}:hasProcess",
        "duration": {"@id": f"{_DPV}:hasDuration", "@type": "xsd:duration"},
        "recipients": f"{_DPV}:hasRecipient",
        "third_parties": f"{_DPV}:hasThirdParty",
        "choices": f"{_DPV}:hasEntityControl",
        "effective_date": {"@type": "xsd:date"},
        "published_at": {"@type": "xsd:dateTime"},
        "history": {"@type": "@id"},
        "feed": {"@type": "@id"},
        "url": {"@type": "@id"},
        "statement": {"@type": "@id"},
    }


def honours_gpc(policy: Policy) -> bool:
    """Whether the policy says that it follows the signal Global Privacy Control, by law or by choice."""
    stated = policy.applicability.get(GPC)
    return stated is not None and stated.status is not Binding.NOT_APPLICABLE


def gpc(version: PolicyVersion, versions: tuple[PolicyVersion, ...]) -> dict[str, Any]:
    """`gpc.json` of the version in force; `lastUpdate` is the day since which every version said the same (R34).

    `versions` are all up to the one in force, oldest first.
    """
    honoured = honours_gpc(version.policy)
    since = version.effective_date
    for earlier in reversed(versions):
        if honours_gpc(earlier.policy) is not honoured:
            break
        since = earlier.effective_date
    return {"gpc": honoured, "lastUpdate": since.isoformat()}


def _waiting(version: PolicyVersion | None, address: Address) -> Waiting | None:
    if version is None:
        return None
    url = address(f"/privacy/history/{version.number}/", version.policy.source_language)
    return Waiting(version.number, version.effective_date.isoformat(), version.sha256, url)


def _readable(policy: Policy, language: str, address: Address) -> Readable:
    known = state(policy, language)
    return Readable(
        language=language,
        url=address("/privacy/", language),
        origin=str(known.origin),
        reviewer=known.reviewer,
        qualification=known.qualification,
        stale=known.stale,
    )


def _controller(policy: Policy) -> Controller:
    who = policy.organisation
    return Controller(f"{_DPV}:DataController", who.name, who.legal_name, str(who.address))


def _data(policy: Policy) -> list[Datum]:
    return [
        Datum(
            id=_id("data", key),
            type=_types("Data" if found.identifies is Identifies.NO else "PersonalData", _PD, found.dpv),
            label=found.label,
            category=found.category,
            identifies=found.identifies,
            sensitivity=found.sensitivity,
        )
        for key, found in policy.data.items()
    ]


def _purposes(policy: Policy) -> list[Use]:
    return [
        Use(_id("purposes", key), _types("Purpose", _DPV, found.dpv), found.label, found.use)
        for key, found in policy.purposes.items()
    ]


def _types(general: str, vocabulary: str, term: str | None) -> tuple[str, ...]:
    return (f"{_DPV}:{general}", *([f"{vocabulary}:{term}"] if term else []))


def _collections(policy: Policy) -> list[Gathered]:
    return [
        Gathered(
            id=_id("collections", key),
            type=f"{_DPV}:Process",
            label=found.label,
            method=found.method,
            door=found.door,
            sites=found.sites,
            apps=found.apps,
            elements=tuple(
                Collected(
                    data=_id("data", element),
                    purposes=_ids("purposes", found.purposes_of(element)),
                    keep=str(found.keep_of(element)),
                    duration=iso_duration(found.keep_of(element)),
                    audience=found.audience_of(element),
                )
                for element in found.elements
            ),
        )
        for key, found in policy.collections.items()
    ]


def _cookies(policy: Policy) -> list[Kept]:
    return [
        Kept(
            id=_id("cookies", key),
            name=key,
            label=found.label,
            kind=found.kind,
            storage=found.storage,
            purposes=_ids("purposes", (found.purpose,)),
            essential=found.essential,
            keep=str(found.life) if found.life else None,
            duration=iso_duration(found.life) if found.life else None,
            choice=_id("choices", found.choice) if found.choice else None,
        )
        for key, found in policy.cookies.items()
    ]


def _recipients(policy: Policy) -> list[Given]:
    return [
        Given(
            id=_id("recipients", key),
            label=found.label,
            kind=found.kind,
            services=found.services,
            data=_ids("data", found.elements),
            purposes=_ids("purposes", found.purposes),
            aggregate_only=found.aggregate_only,
        )
        for key, found in policy.recipients.items()
    ]


def _third_parties(policy: Policy) -> list[Shown]:
    return [
        Shown(
            id=_id("third_parties", key),
            label=found.label,
            hosts=found.hosts,
            loads=found.loads,
            data=_ids("data", found.sees),
            statement=found.statement,
        )
        for key, found in policy.third_parties.items()
    ]


def _choices(policy: Policy) -> list[Decided]:
    return [
        Decided(_id("choices", key), found.label, found.default, tuple(f"#{covered}" for covered in found.covers))
        for key, found in policy.choices.items()
    ]


def _promises(policy: Policy) -> list[Promised]:
    return [
        Promised(
            id=_id("promises", row),
            row=row,
            kind=found.kind,
            section=found.section,
            gates=found.gates,
            checks=found.checks,
            records=found.records,
            not_built=found.not_built,
        )
        for row, found in policy.promises.items()
    ]


def _id(part: str, key: str) -> str:
    return f"#{part}.{key}"


def _ids(part: str, keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_id(part, key) for key in keys)


def iso_duration(period: Period) -> str:
    """`13 months` as `P13M`, `30 minutes` as `PT30M`."""
    return "P" + _ISO_UNITS[period.unit].format(period.count)
