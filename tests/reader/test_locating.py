"""Nothing of the navigation is taken for policy, and nothing of the policy for navigation."""

import pytest
from conftest import SMALL

from avowal.reader.document import document
from avowal.reader.locating import locate
from avowal.reader.problems import NotReadable
from avowal.reader.reading import read

MENU = "\n".join(f"* [Page {number}](/page-{number})" for number in range(30))
AROUND = f"""Skip to [content](#c)

## Menu

{MENU}

We use cookies to make this site better.

[Accept all](#)

[Reject](#)

{SMALL}

## Documents

* [Notice of Privacy Practices (English)](/npp-en.pdf)
* [Notice of Privacy Practices (Spanish)](/npp-es.pdf)

## Programs

{MENU}

Our representatives are available 24 hours a day to help you.

© 2026 Seagrass Mutual
"""


def kept(text, name="page.md"):
    return [block.text for block in locate(document(text, name)).blocks]


def test_the_policy_is_the_same_with_and_without_a_page_around_it():
    assert kept(AROUND) == kept(SMALL)


def test_what_is_left_out_is_told_with_its_reason():
    located = locate(document(AROUND, "page.md"))

    reasons = {left.why for left in located.left_out}
    assert {"before the policy", "after the policy", "cookie bar"} <= reasons
    assert [block.text for block in located.beside] == [
        "Notice of Privacy Practices (English)",
        "Notice of Privacy Practices (Spanish)",
    ]


def test_the_last_section_stays_when_it_is_only_an_address():
    assert "privacy@seagrass.example" in "\n".join(kept(AROUND))


def test_landmarks_and_the_main_part_are_believed():
    page = f"""<body><header><h1>Privacy is our promise</h1></header><nav><p>We collect personal information about you.</p></nav>
    <main><h1>Privacy policy</h1>{"<p>We collect personal information and share data with vendors under this policy.</p>" * 8}</main>
    <footer><p>We disclose personal information to third parties in this footer.</p></footer></body>"""

    texts = kept(page, "page.html")

    assert texts[0] == "Privacy policy"
    assert not any("footer" in text or "about you" in text for text in texts)


def test_a_table_of_contents_is_no_policy():
    text = SMALL.replace("## 1.", "* [What you give](#a)\n* [Logs](#b)\n* [Cookies](#c)\n\n## 1.")

    assert "Logs" not in [block.text for block in locate(document(text, "p.md")).blocks if block.links]


@pytest.mark.parametrize(
    "text", [f"# Plans\n\n{MENU}", "# Bread\n\n" + "Mix flour and water, then wait for an hour. " * 40]
)
def test_a_page_without_a_policy_is_refused(text):
    with pytest.raises(NotReadable, match="no privacy policy"):
        read(text.encode(), "page.md")


@pytest.mark.parametrize(
    "line",
    [
        "Home | Lines | Tickets",
        "Terms of use  •  Accessibility  •  Jobs",
        "© 2026 Seagrass | Terms | Help",
        "Plans / Clinics / Careers",
    ],
)
def test_a_menu_written_as_a_line_of_text_is_no_policy(line):
    text = f"{line}\n\n{SMALL}\n\n{line}\n"

    located = locate(document(text, "p.txt"))

    assert not any(line.split()[-1] in block.text.split() for block in located.blocks)
    assert [left.block.text.split() for left in located.left_out].count(line.split()) == 2


@pytest.mark.parametrize(
    "line",
    [
        "Privacy Desk | privacy@seagrass.example | 555-0100",
        "We keep your name | your address | and the date on which you wrote to us.",
        "Name | e-mail address",
    ],
)
def test_what_bars_part_for_other_reasons_stays(line):
    text = SMALL.replace("## 2. Logs", f"{line}\n\n## 2. Logs")

    assert line in [block.text for block in locate(document(text, "p.txt")).blocks]
