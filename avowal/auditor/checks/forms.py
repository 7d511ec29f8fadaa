"""0.3, 1.3, 7.2, 7.3, 8.2, 9.1 and U.6: what the forms of the sites ask, of whom, and where it goes.

A field is declared when an element of some form's collection covers it, by its name or by what it asks for. What is
sent to another host, put into an address, or filled in for the visitor beforehand is a finding of 1.3 too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

from avowal.auditor.checks.common import NOTHING_VISITED, distinct, own_hosts, passes_of
from avowal.auditor.checks.field_kinds import Concept, Declared, concept_of, declared_in_forms, is_technical
from avowal.auditor.evidence import Evidence, Form, FormField, PageVisit, host_of
from avowal.auditor.verdicts import Check, Finding, Flow, Outcome, Reason, Severity, Unchecked, found_on
from avowal.policy.model import PolicyVersion

CLINICAL, DECLARED, DEMOGRAPHICS, VOLUNTARY, CHILDREN = "0.3", "1.3", "7.2", "7.3", "8.2"
NEWSLETTERS, OFFERS = "9.1", "U.6"
_DO = {
    CLINICAL: "Take the field out; people ask about their health in the member portal or by telephone.",
    DECLARED: "Declare the element in the form's collection, or take the field out.",
    DEMOGRAPHICS: "Take the question out, or declare it with its answers.",
    VOLUNTARY: "Let it be left open, and offer “prefer not to say”.",
    NEWSLETTERS: "Leave the box empty, so that only who wants it ticks it.",
    OFFERS: "Leave the box empty, so that only who wants it ticks it.",
}
_DO_TARGET = "Let the form go to the sites themselves, or declare the company that gets it."
_DO_ADDRESS = "Send the form with POST, so that nothing of it stands in an address."
_DO_HIDDEN = "Take the field out: the visitor does not know that she sends it."
_LEADING_BACK = re.compile(r"next|return|redirect|^from$|back|continue|csrf|xsrf|token|nonce", re.IGNORECASE)
_SURVEY = re.compile(r"survey|encuesta|questionnaire|poll|feedback", re.IGNORECASE)
_NEWSLETTER = re.compile(r"newsletter|bolet[ií]n|subscribe|mailing list|updates by e-?mail|suscrib", re.IGNORECASE)
_CONSENT = re.compile(
    r"agree|consent|accept|offers?|promotions?|market|partners?|share|sell|third part|contact me|send me|text me|"
    r"acepto|consiento|ofertas|promociones|compartir",
    re.IGNORECASE,
)
_WRITTEN = frozenset({"text", "textarea", "number", "date", "file", "url", "editable"})
_CARRIED = {
    "address": "the address of the page",
    "referrer": "the address that the visitor came from",
    "title": "the title of the page",
    "identifier": "an identifier of the visitor",
}
Found = tuple[tuple[str, ...], Finding]
_NO_FORM = Unchecked(Reason.NOT_EXERCISED, "No page that was visited has a form with a field to fill.")


@dataclass(frozen=True)
class Asked:
    """One field of a form on one page, with what it asks for."""

    seen: PageVisit
    form: Form
    field: FormField
    concept: Concept | None

    @property
    def label(self) -> str:
        return self.field.label or self.field.name

    @property
    def line(self) -> str:
        """The field as a person finds it again."""
        path = urlsplit(self.form.action).path or "its own page"
        return f"{self.field.kind} “{self.field.name}”, labelled “{self.label[:80]}”, in the form to {path}"

    @property
    def in_survey(self) -> bool:
        """Whether it stands in a survey, by the words around it."""
        return _SURVEY.search(f"{self.form.action} {self.form.name} {urlsplit(self.seen.url).path}") is not None


def asked(evidence: Evidence) -> tuple[Asked, ...]:
    """Every field that asks something, in a form."""
    return tuple(
        Asked(seen, form, field, concept_of(field))
        for seen in evidence.pages
        for form in seen.forms
        for field in seen.fields
        if form.action and field.form == form.action and field.name in (*form.fields, "") and not is_technical(field)
    )


def _judge(
    promise: str,
    wrong: Callable[[Asked, Declared], str | None],
    version: PolicyVersion,
    evidence: Evidence,
) -> Outcome:
    """Each field of each form against one rule."""
    fields, declared = asked(evidence), declared_in_forms(version.policy)
    if not evidence.pages or not fields:
        return _NO_FORM if evidence.pages else NOTHING_VISITED
    return distinct(evidence, (found for one in fields for found in _field(promise, wrong(one, declared), one)))


def _field(promise: str, what: str | None, one: Asked) -> Iterator[Found]:
    if what is not None:
        recipient = host_of(one.form.action)
        information = one.concept.name if one.concept else one.label
        flow = Flow("the visitor", recipient, "visitor", information, "only what is declared")
        key = (one.form.action, one.field.name, what)
        yield key, found_on(one.seen, promise, what, (one.line,), _DO[promise], flow=flow)


def _clinical(one: Asked, declared: Declared) -> str | None:
    del declared  # no policy may declare it
    if one.concept is not None and one.concept.clinical:
        return f"A form asks for health data (“{one.label[:60]}”)."
    return None


def _undeclared(one: Asked, declared: Declared) -> str | None:
    if declared.has(one.field, one.concept):
        return None
    if one.concept is None:
        unknown = one.form.method.lower() == "post" and one.field.kind in _WRITTEN and bool(one.field.name)
        return f"A form asks for “{one.label[:60]}”, which no collection of a form declares." if unknown else None
    return f"A form asks for {one.concept.name} (“{one.label[:60]}”), which no collection of a form declares."


def _undeclared_demographic(one: Asked, declared: Declared) -> str | None:
    if one.concept is None or not one.concept.demographic or declared.has(one.field, one.concept):
        return None
    return f"A form asks for {one.concept.name}, which is none of the declared questions about a person."


def _required(one: Asked, declared: Declared) -> str | None:
    del declared
    if not one.field.required:
        return None
    about_a_person = one.concept is not None and one.concept.demographic and one.concept.name != "age"
    if about_a_person and one.concept is not None:
        return f"A form demands an answer about {one.concept.name}."
    return f"A survey demands an answer to “{one.label[:60]}”." if one.in_survey else None


def _declared(version: PolicyVersion, evidence: Evidence) -> Outcome:
    outcome = _judge(DECLARED, _undeclared, version, evidence)
    if outcome is NOTHING_VISITED:
        return outcome
    own = own_hosts(version.policy, evidence)
    hosts = own | {host for party in version.policy.third_parties.values() for host in party.hosts}
    ways = (found for seen in evidence.pages for form in seen.forms for found in _ways(seen, form, hosts, own))
    more = distinct(evidence, ways)
    if isinstance(outcome, Unchecked):
        return more or outcome
    return (*outcome, *more)


def _ways(seen: PageVisit, form: Form, hosts: frozenset[str], own: frozenset[str]) -> Iterator[Found]:
    """How a form sends what it asks: to whom, in which way, and what it adds by itself."""
    fields = [one for one in seen.fields if one.form == form.action and (one.name in form.fields or not one.name)]
    filled = [one for one in fields if not is_technical(one)]
    host = host_of(form.action)
    if host and host not in hosts and filled:
        what = f"A form sends what is filled in to {host}, which is not declared."
        line = f"action={form.action.partition('?')[0][:160]}, fields: {', '.join(one.name for one in filled[:8])}"
        yield ("target", host), _way(seen, what, line, _DO_TARGET, host, "what is filled in")
    if form.action.startswith("mailto:"):
        what = "A form sends what is filled in as an open mail."
        yield (
            ("mailto",),
            _way(seen, what, f"action={form.action[:80]}", _DO_TARGET, "a mail program", "what is filled in"),
        )
    personal = [one for one in filled if (concept := concept_of(one)) is not None and _tells_who(concept)]
    if form.method.lower() == "get" and personal:
        what = "A form puts what identifies a person into an address."
        line = (
            f"method=get, action={urlsplit(form.action).path[:100]}, fields: {', '.join(one.name for one in personal)}"
        )
        yield ("get", form.action), _way(seen, what, line, _DO_ADDRESS, host, "personal data in an address")
    for one in fields:
        told = _CARRIED.get(one.carries)
        hidden = one.kind == "hidden" or not one.shown
        if told and hidden and not (host in own and _LEADING_BACK.search(one.name)):
            what = f"A form sends {told} without saying so."
            line = f"hidden field “{one.name}” in the form to {urlsplit(form.action).path[:100]}"
            yield ("hidden", form.action, one.name), _way(seen, what, line, _DO_HIDDEN, host, told)


def _tells_who(concept: Concept) -> bool:
    return concept.identifies or concept.clinical


def _way(seen: PageVisit, what: str, line: str, do: str, recipient: str, information: str) -> Finding:
    flow = Flow("the visitor", recipient, "visitor", information, "only what is declared, and not in an address")
    return found_on(seen, DECLARED, what, (line,), do, flow=flow)


def _ticked(promise: str, version: PolicyVersion, evidence: Evidence) -> Outcome:
    """Boxes that say yes for the visitor before she did: newsletters are 9.1, offers and the rest U.6."""
    if not evidence.pages:
        return NOTHING_VISITED
    boxes = [(seen, one) for seen in evidence.pages for one in seen.fields if one.kind == "checkbox" and one.shown]
    given = {choice.label.lower() for choice in version.policy.choices.values() if choice.default}
    asking = [(seen, one) for seen, one in boxes if _asks_consent(one, given) is not None]
    if not any(_asks_consent(one, given) == promise for _, one in asking):
        return Unchecked(Reason.NOT_EXERCISED, "No page that was visited has a box that asks for this.")
    return distinct(evidence, _said_beforehand(promise, asking, given))


def _said_beforehand(promise: str, asking: list[tuple[PageVisit, FormField]], given: set[str]) -> Iterator[Found]:
    for seen, one in asking:
        if one.checked and not _chosen_before(seen) and _asks_consent(one, given) == promise:
            what = f"The box “{(one.label or one.name)[:100]}” is ticked before the visitor has done anything."
            line = f"checkbox “{one.name}”, ticked"
            flow = Flow("the visitor", host_of(one.form), "visitor", "a consent", "only by her own act")
            yield (one.form, one.name), found_on(seen, promise, what, (line,), _DO[promise], flow=flow)


def _asks_consent(one: FormField, given: set[str]) -> str | None:
    """The promise that a box concerns; None for boxes that ask for no consent, and those declared as on at first."""
    said = f"{one.label} {one.name}"
    if any(label in one.label.lower() for label in given):
        return None
    if _NEWSLETTER.search(said):
        return NEWSLETTERS
    return OFFERS if _CONSENT.search(said) else None


def _chosen_before(seen: PageVisit) -> bool:
    """Whether the visitor of this pass may have ticked it herself on an earlier page."""
    return seen.passing.value in ("accepting", "withdrawn", "member", "staff")


def _check(
    promise: str, looks_for: str, severity: Severity, judge: Callable[[PolicyVersion, Evidence], Outcome]
) -> Check:
    return Check(
        promise,
        looks_for,
        severity,
        judge,
        lambda evidence: (
            f"Compared {len(asked(evidence))} fields of forms with the declared ones on {passes_of(evidence)}."
        ),
    )


NO_HEALTH_DATA = _check(
    CLINICAL, "a form that asks for health data", Severity.HIGH, partial(_judge, CLINICAL, _clinical)
)
FIELDS = _check(
    DECLARED,
    "a field that is not declared, a form to another host, personal data in an address, hidden fields that tell",
    Severity.MEDIUM,
    _declared,
)
QUESTIONS = _check(
    DEMOGRAPHICS,
    "a question about a person that is not declared, such as income",
    Severity.MEDIUM,
    partial(_judge, DEMOGRAPHICS, _undeclared_demographic),
)
NOTHING_DEMANDED = _check(
    VOLUNTARY, "a question that demands an answer", Severity.MEDIUM, partial(_judge, VOLUNTARY, _required)
)
NEWSLETTER_BOXES = _check(
    NEWSLETTERS, "a newsletter box that is ticked beforehand", Severity.MEDIUM, partial(_ticked, NEWSLETTERS)
)
OFFER_BOXES = _check(
    OFFERS, "a box for offers or sharing that is ticked beforehand", Severity.MEDIUM, partial(_ticked, OFFERS)
)
