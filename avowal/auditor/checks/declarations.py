"""0.2, 0.3, 1.2, 1.5 and 8.1: what the policy in force declares keeps to rules that no policy may break.

The gate `policy.check` refuses such a bundle before it can be published. These checks read the version in force all
the same, as it is, for what came to be in force past that gate.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from avowal.auditor.checks import forms
from avowal.auditor.checks.common import NOTHING_VISITED
from avowal.auditor.evidence import Evidence
from avowal.auditor.verdicts import Check, Finding, Flow, Outcome, Severity, Unchecked
from avowal.policy.model import Audience, Consideration, Identifies, Method, Policy, PolicyVersion
from avowal.policy.rules import AREAS, CLINICAL, PERSONAL

WORDED, RECORDS, NAMED, SOLD, ADULTS = "0.2", "0.3", "1.2", "1.5", "8.1"
_TABLES = {
    "collections": "retention",
    "cookies": "cookies",
    "recipients": "recipients",
    "third_parties": "third_parties",
}
_PLACEHOLDER = re.compile(r"\{\{\s*([\w.]+)\s*\}\}")
Rule = Callable[[Policy], Iterator[tuple[str, str]]]
_DO = {
    WORDED: "Word it in one of the policy's sections, and publish a new version.",
    RECORDS: "Take the element out of the collection: the sites hold no part of a medical or claims record.",
    NAMED: "Declare the element as one that identifies a person.",
    SOLD: "End the arrangement, and take the recipient out.",
    ADULTS: "Take the collection out, or collect with a parent's consent.",
}


def _unworded(policy: Policy) -> Iterator[tuple[str, str]]:
    """What is declared and stands in no sentence or table of a language's wording."""
    for language, wording in policy.wording.items():
        said = "\n".join(one.text for section in wording.sections.values() for one in section.statements)
        shown = {found[1] for found in _PLACEHOLDER.finditer(said)}
        for part, table in _TABLES.items():
            for key, declared in getattr(policy, part).items():
                named = any(name == f"{part}.{key}" or name.startswith(f"{part}.{key}.") for name in shown)
                if table not in shown and not named:
                    yield f"“{declared.label}” is declared, and no section words it.", f"{part}.{key} in {language}"


def _clinical(policy: Policy) -> Iterator[tuple[str, str]]:
    for key, collection in policy.collections.items():
        for element in collection.elements:
            found = policy.data.get(element)
            if found is not None and found.category.startswith(CLINICAL):
                yield (
                    f"The collection “{collection.label}” declares {found.label}.",
                    f"{key}.{element}: {found.category}",
                )


def _anonymous(policy: Policy) -> Iterator[tuple[str, str]]:
    for key, element in policy.data.items():
        personal = element.category.startswith(PERSONAL) and element.category not in AREAS
        if personal and element.identifies is not Identifies.YES:
            yield (
                f"“{element.label}” identifies a person and is declared as if it did not.",
                f"{key}: {element.category}",
            )
    for key, collection in policy.collections.items():
        for name in collection.elements if collection.method is Method.AUTOMATIC else ():
            found = policy.data.get(name)
            if found is not None and found.identifies is Identifies.YES:
                yield f"“{collection.label}” comes by itself and holds {found.label}.", f"{key}.{name}"


def _sold(policy: Policy) -> Iterator[tuple[str, str]]:
    for key, recipient in policy.recipients.items():
        if recipient.consideration is not Consideration.NONE:
            given = recipient.consideration.value
            yield f"{recipient.label} gives something for data.", f"{key}: consideration {given}"


def _for_children(policy: Policy) -> Iterator[tuple[str, str]]:
    for key, collection in policy.collections.items():
        if Audience.CHILDREN in (collection.audience, *map(collection.audience_of, collection.elements)):
            yield f"The collection “{collection.label}” is meant for children.", f"{key}: audience children"


def _judge(promise: str, rule: Rule, version: PolicyVersion, evidence: Evidence) -> Outcome:
    """The version in force against one rule; of a site of which nothing was seen nothing is said."""
    if not evidence.pages:
        return NOTHING_VISITED
    return tuple(_finding(promise, what, line) for what, line in rule(version.policy))


def _finding(promise: str, what: str, line: str) -> Finding:
    flow = Flow("the plan", "whoever the policy allows", "visitor", line.partition(":")[0], "no policy may allow it")
    return Finding(promise, "", "policy", what, (line,), _DO[promise], flow)


def _no_records(version: PolicyVersion, evidence: Evidence) -> Outcome:
    """Neither the policy, nor a form, nor a column of the store holds what belongs into a medical record."""
    declared = _judge(RECORDS, _clinical, version, evidence)
    in_forms = forms.NO_HEALTH_DATA.judge(version, evidence)
    if isinstance(declared, Unchecked):
        return declared
    return (*declared, *(in_forms if not isinstance(in_forms, Unchecked) else ()))


def _check(
    promise: str, looks_for: str, severity: Severity, judge: Callable[[PolicyVersion, Evidence], Outcome]
) -> Check:
    return Check(promise, looks_for, severity, judge, lambda _: "Read every declaration of the version in force.")


EVERYTHING_WORDED = _check(
    WORDED, "declarations that no section words", Severity.LOW, partial(_judge, WORDED, _unworded)
)
NO_RECORDS = Check(
    RECORDS,
    "clinical or claims data among the declarations, or in a form",
    Severity.HIGH,
    _no_records,
    lambda evidence: (
        f"Read every declaration of the version in force, and {len(forms.asked(evidence))} fields of the sites' forms."
    ),
)
WHO_IS_NAMED = _check(
    NAMED, "an element that names a person and is declared anonymous", Severity.HIGH, partial(_judge, NAMED, _anonymous)
)
NOTHING_SOLD = _check(SOLD, "a recipient that gives something for data", Severity.HIGH, partial(_judge, SOLD, _sold))
FOR_ADULTS = _check(ADULTS, "a collection meant for children", Severity.HIGH, partial(_judge, ADULTS, _for_children))
