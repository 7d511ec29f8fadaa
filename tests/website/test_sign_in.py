"""What the sign-in form says of a slip is said in the language of the page, also where Django has no words (R64)."""

import pytest
from django.conf import settings

OF_DJANGO = ("This field is required.", "Null characters are not allowed.")
OTHERS = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


@pytest.fixture
def told(client, db):
    """The errors of the sign-in form in one language, as they stand beside its fields and above them."""
    from bs4 import BeautifulSoup

    def sign_in(code, **typed):
        answer = client.post(f"/{code}/account/sign-in/", typed, headers={"host": "plan.localhost:8123"})
        return [problem.text.strip() for problem in BeautifulSoup(answer.content, "html.parser").select(".problem")]

    return sign_in


def test_r64_an_empty_field_is_told_in_tagalog(told):
    assert told("tl") == ["Kailangang punan ang patlang na ito."] * 2


@pytest.mark.parametrize("code", OTHERS)
def test_r64_no_slip_is_told_in_english_on_a_page_of_another_language(told, code):
    empty, no_character = told(code), told(code, username="a\0b", password="c\0d")
    wrong = told(code, username="alda", password="no such password")

    assert (len(empty), len(no_character), len(wrong)) == (2, 2, 1)
    said = {*empty, *no_character, *wrong}
    assert not said & {*OF_DJANGO, "That user name and password do not go together. Please check both and try again."}
