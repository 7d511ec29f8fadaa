"""Kinds of data as a bundle declares them: the fideslang category, whether it identifies a person, its form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from avowal.policy.model import Form, Identifies, Sensitivity

_YES, _POSSIBLY, _NO = Identifies.YES, Identifies.POSSIBLY, Identifies.NO
_LOW, _MEDIUM, _HIGH = Sensitivity.LOW, Sensitivity.MEDIUM, Sensitivity.HIGH


@dataclass(frozen=True)
class Kind:
    """How data of one category is declared; `key` is its name in a bundle."""

    key: str
    label: str
    identifies: Identifies
    sensitivity: Sensitivity
    form: Form
    dpv: str = ""


KINDS: Mapping[str, Kind] = {
    "system.operations": Kind("seen_at", "date and time", _NO, _LOW, Form.INSTANT),
    "user.name": Kind("name", "name", _YES, _MEDIUM, Form.TEXT, "Name"),
    "user.contact": Kind("contact_details", "contact details", _YES, _MEDIUM, Form.TEXT, "Contact"),
    "user.contact.email": Kind("email", "e-mail address", _YES, _MEDIUM, Form.TEXT, "EmailAddress"),
    "user.contact.phone_number": Kind("telephone", "telephone number", _YES, _MEDIUM, Form.TEXT, "TelephoneNumber"),
    "user.contact.address": Kind("postal_address", "postal address", _YES, _MEDIUM, Form.TEXT, "PhysicalAddress"),
    "user.contact.address.postal_code": Kind("zip_code", "ZIP code", _POSSIBLY, _LOW, Form.TEXT, "PostalCode"),
    "user.demographic": Kind("demographic", "demographic answers", _NO, _MEDIUM, Form.TERM),
    "user.demographic.date_of_birth": Kind("birth_date", "date of birth", _YES, _HIGH, Form.DATE, "BirthDate"),
    "user.demographic.age_range": Kind("age_range", "age", _NO, _MEDIUM, Form.TERM, "AgeRange"),
    "user.demographic.gender": Kind("gender", "gender", _NO, _MEDIUM, Form.TERM, "Gender"),
    "user.demographic.profile": Kind("education", "education", _NO, _MEDIUM, Form.TERM, "EducationQualification"),
    "user.demographic.language": Kind("spoken_language", "preferred language", _NO, _LOW, Form.TERM, "Language"),
    "user.account": Kind("account", "account details", _POSSIBLY, _MEDIUM, Form.TEXT),
    "user.account.username": Kind("user_name", "user name", _YES, _MEDIUM, Form.TEXT, "Username"),
    "user.authorization.password": Kind("password", "password", _YES, _HIGH, Form.TOKEN, "Password"),
    "user.government_id": Kind("government_id", "government number", _YES, _HIGH, Form.TEXT),
    "user.financial": Kind("payment_details", "payment details", _YES, _HIGH, Form.TEXT, "PaymentCard"),
    "user.biometric": Kind("biometric", "biometric data", _YES, _HIGH, Form.TEXT, "Biometric"),
    "user.health_and_medical": Kind("health", "health information", _YES, _HIGH, Form.TEXT, "Health"),
    "user.device": Kind("browser_and_system", "type of browser and system", _NO, _LOW, Form.TERM, "UserAgent"),
    "user.device.ip_address": Kind("ip_address", "internet (IP) address", _POSSIBLY, _MEDIUM, Form.TEXT, "IPAddress"),
    "user.device.device_id": Kind("device_id", "device identifier", _POSSIBLY, _MEDIUM, Form.TOKEN, "UID"),
    "user.device.cookie_id": Kind("cookie_id", "cookie identifier", _POSSIBLY, _MEDIUM, Form.TOKEN, "UID"),
    "user.unique_id": Kind("identifier", "individual identifier", _POSSIBLY, _MEDIUM, Form.TOKEN, "UID"),
    "user.location": Kind("location", "location", _POSSIBLY, _MEDIUM, Form.TEXT, "Location"),
    "user.location.precise": Kind("precise_location", "precise location", _POSSIBLY, _HIGH, Form.TEXT, "GPSCoordinate"),
    "user.behavior": Kind("service", "services used", _NO, _MEDIUM, Form.TEXT),
    "user.behavior.browsing_history": Kind("path", "pages seen", _NO, _LOW, Form.TEXT, "BrowsingBehavior"),
    "user.behavior.purchase_history": Kind(
        "transactions", "orders and other transactions", _POSSIBLY, _MEDIUM, Form.TEXT
    ),
    "user.content": Kind("content", "what people write", _POSSIBLY, _MEDIUM, Form.TEXT),
}
PURPOSES: Mapping[str, tuple[str, str]] = {
    "functional.service.improve": ("improvement", "to improve the sites and services"),
    "functional.service": ("personalisation", "to fit the sites to the visitor"),
    "analytics.reporting": ("measurement", "to measure use"),
    "analytics.reporting.research": ("research", "for research"),
    "essential.service.security": ("security", "to keep the sites secure"),
    "essential.fraud_detection": ("fraud_prevention", "to prevent fraud and abuse"),
    "essential.service.operations": ("operation", "to run the sites and find faults"),
    "essential.service.operations.support": ("support", "to answer questions and help"),
    "essential.service": ("requests", "to carry out what was asked for"),
    "essential.legal_obligation": ("legal_duty", "to meet the law"),
    "marketing": ("marketing", "for marketing"),
    "marketing.communications": ("offers", "to tell about products and offers"),
    "marketing.communications.third_party": ("third_party_offers", "to tell about others' products"),
    "marketing.advertising": ("advertising", "for advertising"),
    "marketing.advertising.third_party": ("third_party_advertising", "for others' advertising"),
    "marketing.advertising.first_party.targeted": ("interest_advertising", "for advertising by interest"),
}
"""fideslang use → key and label in a bundle."""
ALIASES: Mapping[str, str] = {"advertising_by_interest": "marketing.advertising.first_party.targeted"}
"""Purposes of the lexicon that have another name among fideslang's uses."""
