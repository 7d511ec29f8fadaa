"""What a form field asks for, told from its name, label, type and `autocomplete`; the words are English and Spanish.

Concepts are compared with the categories of the elements that a policy declares for its forms, so that a field named
otherwise than its element still counts as declared.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from avowal.auditor.evidence import FormField
from avowal.policy.model import Door, Method, Policy


@dataclass(frozen=True)
class Concept:
    """Something that a form may ask for. `categories` are fideslang's, of which one declared element covers it.

    `identifies`: it tells who somebody is, so it may never stand in an address.
    """

    name: str
    said: re.Pattern[str]
    categories: tuple[str, ...]
    identifies: bool = False
    demographic: bool = False
    clinical: bool = False


def _concept(name: str, words: str, categories: str, *traits: str) -> Concept:
    pattern = re.compile(rf"(?<![a-z])(?:{words})(?![a-z])", re.IGNORECASE)
    known = dict.fromkeys(traits, True)
    return Concept(name, pattern, tuple(categories.split()), **known)


CONCEPTS: tuple[Concept, ...] = (
    _concept(
        "health data",
        r"diagnos[ei]s|diagn[oó]stico|medications?|medicines?|medicamentos?|prescriptions?|symptoms?|s[ií]ntomas?|"
        r"health conditions?|"
        r"medical (?:condition|history|record)s?|mrn|claim (?:number|id)|pregnan\w*|embaraz\w*|"
        r"blood type|allerg(?:y|ies)|disabilit(?:y|ies)|treatments?|procedures?|test results?|weight|height|"
        r"hiv\w*|mental health",
        "user.health_and_medical",
        "clinical",
    ),
    _concept(
        "a government number",
        r"ssn|social security|seguro social|itin|passport|pasaporte|driver'?s? licen[cs]e|licencia de conducir|"
        r"alien number|a-number|immigration\w*|tax id|cin|medicare (?:number|id)|medi-?cal (?:number|id)",
        "user.government_id",
        "identifies",
    ),
    _concept(
        "a member number",
        r"member (?:number|id|no)|membership (?:number|id)|n[uú]mero de miembro|subscriber id|policy number",
        "user.unique_id user.account",
        "identifies",
    ),
    _concept(
        "payment data",
        r"card number|credit card|cc-?(?:number|csc|exp)|cvv|iban|bank account|routing number|account number",
        "user.financial",
        "identifies",
    ),
    _concept(
        "income",
        r"income|salary|ingresos?|household earnings|wage",
        "user.financial user.demographic.income",
        "demographic",
    ),
    _concept(
        "race or ethnicity",
        r"race|ethnicit\w*|raza|etnia|ethnic group",
        "user.demographic.race_ethnicity user.demographic.ethnicity",
        "demographic",
    ),
    _concept("religion", r"religio\w*|faith", "user.demographic.religion", "demographic"),
    _concept("marital status", r"marital\w*|estado civil", "user.demographic.marital_status", "demographic"),
    _concept(
        "sexual orientation",
        r"sexual orientation|orientaci[oó]n sexual",
        "user.demographic.sexual_orientation",
        "demographic",
    ),
    _concept(
        "political opinion", r"political \w+|party affiliation", "user.demographic.political_opinion", "demographic"
    ),
    _concept("employer", r"employer|occupation|job title|empleador", "user.workplace user.job_title", "demographic"),
    _concept(
        "education",
        r"education\w*|schooling|degree|escolaridad|educaci[oó]n",
        "user.demographic.profile",
        "demographic",
    ),
    _concept("gender", r"gender|sex|g[eé]nero|sexo", "user.demographic.gender", "demographic"),
    _concept(
        "a child's data",
        r"child(?:'s|s|ren'?s)?(?: first| last)? (?:name|age|birth\w*)|kid'?s? name|nombre del ni[nñ]o|your child",
        "user.childrens",
    ),
    _concept(
        "date of birth",
        r"birth ?(?:date|day)|date of birth|dob|bday|fecha de nacimiento|birth ?year|"
        r"year (?:you were|of) b(?:orn|irth)",
        "user.demographic.date_of_birth user.demographic.age_range",
        "identifies",
    ),
    _concept(
        "age",
        r"age|age (?:range|group)|how old|edad",
        "user.demographic.age_range user.demographic.date_of_birth",
        "demographic",
    ),
    _concept("e-mail address", r"e-?mail(?: address)?|correo(?: electr[oó]nico)?", "user.contact.email", "identifies"),
    _concept(
        "telephone number",
        r"tele?phone|phone|mobile|cell|tel[eé]fono|celular|tel",
        "user.contact.phone_number user.device.telephony",
        "identifies",
    ),
    _concept(
        "ZIP code",
        r"zip|zip ?code|postal ?code|postcode|c[oó]digo postal",
        "user.contact.address.postal_code user.contact.address",
    ),
    _concept(
        "postal address",
        r"address(?: ?line ?\d)?|street(?: address)?|direcci[oó]n|city|ciudad|state|county|estado",
        "user.contact.address",
        "identifies",
    ),
    _concept("user name", r"user ?name|login|usuario|user ?id", "user.account.username user.account", "identifies"),
    _concept(
        "password",
        r"password|passphrase|contrase[nñ]a|pin|current-password|new-password",
        "user.authorization user.authorizations user.credentials",
        "identifies",
    ),
    _concept(
        "name",
        r"(?:first|last|full|given|family|your|display|middle)?[ _-]?names?|nombre|apellidos?|surname",
        "user.name user.account",
        "identifies",
    ),
    _concept("preferred language", r"languages?|idioma", "user.demographic.language"),
    _concept(
        "topics",
        r"topics?|interests?|newsletters?|temas|subscriptions?|issues?",
        "user.account.settings user.preferences",
    ),
    _concept(
        "choices",
        r"choices?|consent|agree|preferences?|offers|opt-?(?:in|out)|remember|measure",
        "user.privacy_preferences user.account.settings",
    ),
    _concept("rating", r"ratings?|score|stars?|satisf\w+|calificaci[oó]n|recommend\w*|useful|helpful", "user.content"),
    _concept(
        "free words",
        r"messages?|comments?|questions?|feedback|subject|mensaje|comentarios?|preguntas?|asunto|"
        r"suggestions?|answers?|notes?|details|text|reason|tell us\b.*",
        "user.content",
    ),
    _concept("order", r"quantity|items?|copies|order\w*|format", "user.behavior.purchase_history user.unique_id"),
)
"""From the most telling to the least; the first that fits a field is what it asks for."""

_TECHNICAL = re.compile(
    r"csrf|xsrf|token|nonce|captcha|honey|^_|^next$|^from$|return|redirect|^utf8$|submit|action|^q$|query|search|keyword|^s$|"
    r"wpnonce|__\w+|^page$|^lang$|website|^url$|^hp_|leave.?(?:this)?.?(?:blank|empty)|sort|filter|text.?size|^id$|timestamp",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"[_\-.\[\]:/]+|(?<=[a-z])(?=[A-Z])")
_OF_TYPE = {"email": "e-mail address", "tel": "telephone number", "password": "password"}
_OF_AUTOCOMPLETE = {
    "email": "e-mail address",
    "tel": "telephone number",
    "bday": "date of birth",
    "sex": "gender",
    "postal-code": "ZIP code",
    "street-address": "postal address",
    "address-line1": "postal address",
    "name": "name",
    "given-name": "name",
    "family-name": "name",
    "username": "user name",
    "cc-number": "payment data",
}
_BY_NAME = {one.name: one for one in CONCEPTS}
_NOT_ASKING = frozenset({"submit", "button", "image", "reset", "hidden"})


def words_of(name: str) -> str:
    """A field's name as words: `householdIncome` and `household_income` are both `household income`."""
    return " ".join(part for part in _SPLIT.split(name) if part).lower()


def is_technical(field: FormField) -> bool:
    """Whether a field asks nothing of a visitor: buttons, tokens, searches, traps for programs."""
    return (
        field.kind in _NOT_ASKING or field.kind == "search" or (not field.shown) or bool(_TECHNICAL.search(field.name))
    )


def concept_of(field: FormField) -> Concept | None:
    """What a field asks for; None where its words do not say."""
    name, label = words_of(field.name), field.label.lower()
    for concept in CONCEPTS:
        if concept.said.fullmatch(name) or (name and concept.said.search(name) and concept.name not in ("name", "age")):
            return concept
    named = _OF_TYPE.get(field.kind) or _OF_AUTOCOMPLETE.get(
        field.autocomplete.split(" ")[-1] if field.autocomplete else ""
    )
    if named is not None:
        return _BY_NAME[named]
    return next((one for one in CONCEPTS if one.said.search(label) or one.said.search(name)), None)


@dataclass(frozen=True)
class Declared:
    """What the policy declares that people may give: names of elements, and their categories."""

    names: frozenset[str]
    words: frozenset[str]
    categories: frozenset[str]

    def has(self, field: FormField, concept: Concept | None) -> bool:
        """Whether an element covers a field, by its name or by what it asks for."""
        if field.name.lower() in self.names or words_of(field.name) in self.words:
            return True
        if concept is None:
            return False
        return any(
            category == wanted or category.startswith(f"{wanted}.")
            for wanted in concept.categories
            for category in self.categories
        )


def declared_in_forms(policy: Policy) -> Declared:
    """The elements of all collections that people fill by hand."""
    names = {
        element
        for collection in policy.collections.values()
        if collection.method is Method.VOLUNTEERED and collection.door is Door.FORM
        for element in collection.elements
    }
    known = [policy.data[name] for name in names if name in policy.data]
    words = {words_of(name) for name in names} | {one.label.lower() for one in known}
    return Declared(frozenset(names), frozenset(words), frozenset(one.category for one in known))
