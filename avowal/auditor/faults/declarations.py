"""Faults of the policy itself, and of what a deployment keeps beside its store.

A policy fault is a change of declarations that the gate `policy.check` refuses; gates off, the check of the version in
force has to find it. A deployment fault is a change of what was seen of one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from avowal.auditor.stored import DeploymentSeen, TurnedTo
from avowal.policy.catalogue import Catalogue
from avowal.policy.model import (
    Audience,
    CollectedElement,
    Consideration,
    DataElement,
    Form,
    Identifies,
    Policy,
    Sensitivity,
    Statement,
)

_COOKIES = re.compile(r"\{\{\s*cookies(?:\.\w+)*\s*\}\}")


@dataclass(frozen=True)
class PolicyFault:
    """One declaration that breaks a promise; `sign` stands in the finding of it alone."""

    promise: str
    name: str
    sign: str
    plant: Callable[[Policy], Policy]


@dataclass(frozen=True)
class DeploymentFault:
    """One thing that a deployment kept which breaks a promise."""

    promise: str
    name: str
    sign: str
    plant: Callable[[DeploymentSeen], DeploymentSeen]


def _first(policy: Policy, part: str) -> str:
    return str(next(iter(getattr(policy, part))))


def _with(policy: Policy, part: str, key: str, entry: object) -> Policy:
    return replace(policy, **{part: Catalogue({**getattr(policy, part), key: entry}.items())})  # type: ignore[arg-type]


def _diagnosis(policy: Policy) -> Policy:
    element = DataElement("diagnosis", "user.health_and_medical", Identifies.POSSIBLY, Sensitivity.HIGH, Form.TEXT)
    key = next(name for name, one in policy.collections.items() if one.door == "form")
    form = policy.collections[key]
    wider = replace(form, elements=Catalogue({**form.elements, "diagnosis": CollectedElement()}.items()))
    return _with(_with(policy, "data", "diagnosis", element), "collections", key, wider)


def _unworded(policy: Policy) -> Policy:
    """The wording of one language without its table of cookies."""
    language = policy.source_language
    wording = policy.wording[language]
    sections = {
        key: replace(one, statements=tuple(map(_without_cookies, one.statements)))
        for key, one in wording.sections.items()
    }
    return _with(policy, "wording", language, replace(wording, sections=Catalogue(sections.items())))


def _without_cookies(statement: Statement) -> Statement:
    return replace(statement, text="We use cookies.") if _COOKIES.search(statement.text) else statement


def _anonymous_address(policy: Policy) -> Policy:
    key = next(name for name, one in policy.data.items() if one.category == "user.contact.email")
    return _with(policy, "data", key, replace(policy.data[key], identifies=Identifies.NO))


def _licensed(policy: Policy) -> Policy:
    key = _first(policy, "recipients")
    return _with(policy, "recipients", key, replace(policy.recipients[key], consideration=Consideration.LICENCE))


def _for_children(policy: Policy) -> Policy:
    key = next(name for name, one in policy.collections.items() if one.door == "form")
    return _with(policy, "collections", key, replace(policy.collections[key], audience=Audience.CHILDREN))


POLICY_FAULTS: tuple[PolicyFault, ...] = (
    PolicyFault("0.2", "unworded-cookies", "no section words it", _unworded),
    PolicyFault("0.3", "clinical-element", "user.health_and_medical", _diagnosis),
    PolicyFault("1.2", "anonymous-address", "as if it did not", _anonymous_address),
    PolicyFault("1.5", "licensed", "consideration licence", _licensed),
    PolicyFault("8.1", "collection-for-children", "audience children", _for_children),
)
DEPLOYMENT_FAULTS: tuple[DeploymentFault, ...] = (
    DeploymentFault(
        "14.2",
        "server-turns-to-a-company",
        "insights.example",
        lambda seen: replace(
            seen,
            turned_to=(
                *(seen.turned_to or ()),
                TurnedTo("insights.example", 443, "server", by_name=True, settings=False),
            ),
        ),
    ),
    DeploymentFault(
        "16.1",
        "version-changed-past-publishing",
        "Version 1 cannot be shown",
        lambda seen: replace(
            seen, policy_trouble=("Version 1 cannot be shown: its content differs from its fingerprint.",)
        ),
    ),
)
