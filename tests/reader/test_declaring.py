"""Everyday words for data and for those who get it become declared data and recipients."""

import pytest
from scoring import elements, recipients

from avowal.reader.document import document
from avowal.reader.locating import Located
from avowal.reader.reading import read_located


def reading(text, heading="Privacy"):
    blocks = document(f"# {heading}\n\n{text}\n", "p.md").blocks
    return read_located(Located(heading, blocks, (), ()), "p.md", lines=3)


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("We collect your cell number.", "user.contact.phone_number"),
        ("You give us your birthday when you join.", "user.demographic.date_of_birth"),
        ("We record the model of your phone.", "user.device"),
        ("Our app records where your phone is.", "user.location"),
        ("You give us your debit card number.", "user.financial"),
        ("We collect your prescriptions.", "user.health_and_medical"),
    ],
)
def test_everyday_words_name_data_that_comes_in(text, category):
    assert category in elements(reading(text))


def test_data_that_is_denied_does_not_come_in():
    assert elements(reading("We never collect your cell number.")) == set()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Our print shop gets your name.", "vendor"),
        ("We give your e-mail address to sponsors.", "partner"),
        ("Sister companies may receive your information.", "affiliate"),
        ("We show information to state inspectors.", "regulator"),
        ("Detectives with a warrant receive your information.", "court"),
        ("We give data to universities.", "research"),
    ],
)
def test_those_who_get_data_are_named_by_the_kind_of_firm(text, kind):
    assert kind in recipients(reading(text))


def test_only_the_exception_of_a_denial_gets_data():
    assert recipients(reading("We share your information with no sponsors, except our print shop.")) == {"vendor"}
