"""Faults of forms: 0.3, 1.3, 7.1, 7.2, 7.3, 8.2, 9.1 and U.6. Their addresses answer nothing; no form is ever sent."""

from __future__ import annotations

from avowal.auditor.faults.planting import App, Fault, file, insert, insert_in_head, script


def _form(fields: str, action: str = "/planted/form/", method: str = "post") -> str:
    return f'<form action="{action}" method="{method}">{fields}<button>Send</button></form>'


def _field(name: str, label: str, more: str = "") -> str:
    return f'<label>{label} <input name="{name}" {more}></label>'


_EMAIL = _field("email", "Your e-mail", 'type="email"')
_OVER_ALL = ".planted-over { position: fixed; inset: 0; z-index: 2147483647; background: #fff }"
_DIALOG = """<div role="dialog" aria-modal="true" class="planted-over">
<p>Answer our survey about your visit first.</p><button type="button">Start the survey</button></div>"""

_FILLS = 'for (const one of document.querySelectorAll("[name=page_url]")) one.value = location.href;'


def _hidden_address(app: App) -> App:
    field = '<input type="hidden" name="page_url" value="">'
    return script("fill", _FILLS)(insert(_form(_EMAIL + field, "/planted/hidden/"))(app))


def _over_the_page(app: App) -> App:
    load = insert_in_head('<link rel="stylesheet" href="/planted/over.css">')
    return file("/planted/over.css", _OVER_ALL, "text/css")(load(insert(_DIALOG)(app)))


FORM_FAULTS: tuple[Fault, ...] = (
    Fault("0.3", "asks-for-a-diagnosis", "“diagnosis”", insert(_form(_field("diagnosis", "Your diagnosis")))),
    Fault("0.3", "asks-for-medicines", "“meds”", insert(_form(_field("meds", "Which medicines do you take?")))),
    Fault("1.3", "undeclared-field", "“passport”", insert(_form(_field("passport", "Passport number")))),
    Fault(
        "1.3",
        "undeclared-unknown-field",
        "“favourite_bird”",
        insert(_form(_field("favourite_bird", "Your favourite bird"))),
    ),
    Fault("1.3", "form-to-another-host", "forms.example", insert(_form(_EMAIL, "https://forms.example/collect"))),
    Fault("1.3", "personal-field-in-an-address", "method=get", insert(_form(_EMAIL, "/planted/find/", "get"))),
    Fault(
        "1.3",
        "hidden-address",
        "“page_url”",
        _hidden_address,
    ),
    Fault("7.1", "invitation-over-the-page", "survey", _over_the_page, alone=True),
    Fault("7.2", "asks-for-income", "income", insert(_form(_field("household_income", "Household income")))),
    Fault("7.2", "asks-for-religion", "religion", insert(_form(_field("faith", "Your religion")))),
    Fault(
        "7.3",
        "education-demanded",
        "education",
        insert(_form(_field("education", "Your level of education", "required"), "/planted/about-you/")),
    ),
    Fault(
        "7.3",
        "survey-demands-an-answer",
        "A survey demands",
        insert(_form(_field("rating", "How was your visit?", "required"), "/planted/survey/")),
    ),
    Fault(
        "9.1",
        "newsletter-ticked",
        "newsletter",
        insert(_form('<label><input type="checkbox" name="newsletter" checked> Send me the newsletter</label>')),
    ),
    Fault(
        "U.6",
        "offers-ticked",
        "share",
        insert(
            _form('<label><input type="checkbox" name="partners" checked> You may share this with partners</label>')
        ),
    ),
)
