"""8.2: who said that she is a child is asked nothing more, however she goes on.

The audit answers the age question as a child of ten, then goes on, goes back and comes again; a form that asks for
personal data after that was reached past the question.
"""

from __future__ import annotations

from collections.abc import Iterator

from avowal.auditor.checks.common import NOTHING_VISITED, distinct
from avowal.auditor.checks.field_kinds import concept_of, is_technical
from avowal.auditor.checks.forms import CHILDREN, asked
from avowal.auditor.evidence import Evidence, PageVisit, Pass
from avowal.auditor.verdicts import Check, Finding, Flow, Outcome, Reason, Severity, Unchecked, found_on
from avowal.policy.model import Method, PolicyVersion

_AGE = frozenset({"age", "date of birth"})
_DO = "Keep the answer for the visit, and show no form that asks for personal data while it stands."
_DO_FORM = "Ask for a parent's consent first, in a collection of its own."


def judge(version: PolicyVersion, evidence: Evidence) -> Outcome:
    """Forms that a child is shown after having said its age, and forms that ask for a child's data."""
    if not evidence.pages:
        return NOTHING_VISITED
    answered = {one.page for one in evidence.chosen if one.wanted == "tell_age" and one.made}
    found = distinct(
        evidence,
        (
            *((one for seen in evidence.pages for one in _past_the_question(seen)) if answered else ()),
            *_of_children(version, evidence),
        ),
    )
    if not found and not answered:
        return Unchecked(Reason.NOT_EXERCISED, "No page that was visited asks for an age, so none could be passed.")
    return found


def _past_the_question(seen: PageVisit) -> Iterator[tuple[tuple[str, ...], Finding]]:
    if seen.passing is not Pass.CHILD:
        return
    for field in seen.fields:
        concept = None if is_technical(field) else concept_of(field)
        if concept is not None and concept.identifies and concept.name not in _AGE and field.form:
            what = f"A child who has said its age is asked for its {concept.name} all the same."
            flow = Flow("a child", "the site", "child", concept.name, "only with a parent's consent")
            line = f"{field.kind} “{field.name}” in the form to {field.form.partition('?')[0][:120]}"
            yield (seen.url,), found_on(seen, CHILDREN, what, (line,), _DO, flow=flow)


def _of_children(version: PolicyVersion, evidence: Evidence) -> Iterator[tuple[tuple[str, ...], Finding]]:
    names = {
        name
        for collection in version.policy.collections.values()
        if collection.method is Method.VOLUNTEERED
        for name in collection.elements
        if name in version.policy.data and version.policy.data[name].category.startswith("user.childrens")
    }
    for one in asked(evidence):
        if one.concept is not None and one.concept.name == "a child's data" and not names:
            what = f"A form asks for a child's data (“{one.label[:60]}”), which no collection declares."
            flow = Flow("a child", "the site", "child", one.label[:60], "only with a parent's consent")
            yield (
                (one.form.action, one.field.name),
                found_on(one.seen, CHILDREN, what, (one.line,), _DO_FORM, flow=flow),
            )


CHECK = Check(
    CHILDREN,
    "a form that a child reaches past the question for its age, or that asks for a child's data",
    Severity.HIGH,
    judge,
    lambda evidence: (
        f"Answered the age question as a child of ten "
        f"{sum(one.wanted == 'tell_age' and one.made for one in evidence.chosen)} times, and looked for forms after it."
    ),
)
