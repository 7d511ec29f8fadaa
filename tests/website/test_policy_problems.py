"""Where each problem of a draft is mended, and that thousands of them do not stall the page."""

from __future__ import annotations

from django.template.loader import render_to_string

from avowal.policy.building import stand_in
from avowal.policy.model import Policy
from avowal.policy.problems import Place, Problem
from avowal.policy.reading import Bundle
from avowal.website.office.policy_problems import mended


def test_a_problem_leads_to_what_stands_on_its_line_or_above(db) -> None:
    places = {
        "contacts": Place("policy.yaml", 1),
        "contacts.privacy": Place("policy.yaml", 2),
        "contacts.privacy.email": Place("policy.yaml", 4),
        "limits": Place("policy.yaml", 9),
        "wording.en.scope.1": Place("wording/en.md", 4),
    }
    bundle = Bundle(stand_in(Policy), places, ())

    urls = [one.url for one in mended(1, bundle, [Problem(Place("policy.yaml", line), "x") for line in (2, 7, 12)])]

    assert "privacy" in urls[0]
    assert urls[0] == urls[1]
    assert urls[2] != urls[1]


def test_of_thousands_of_problems_the_first_are_shown(db) -> None:
    bundle = Bundle(stand_in(Policy), {"limits": Place("policy.yaml", 1)}, ())
    problems = mended(1, bundle, [Problem(Place("policy.yaml", line), f"Problem {line}.") for line in range(1, 3001)])

    html = render_to_string("office/policy/problems.html", {"problems": problems})

    assert html.count("<li>") == 200
    assert "The first 200 are shown" in html
