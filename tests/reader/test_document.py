"""HTML, Markdown and text give the same blocks; headings are found however they are marked."""

import pytest

from avowal.reader.blocks import Kind
from avowal.reader.document import document

HTML = """<html><head><title>T</title><style>p {}</style></head><body><nav><a href="/x">X</a></nav>
<main><h2>3. Weblogs</h2><p>One <b>bold</b> line with a <a href="/terms">link</a>.</p><script>evil()</script>
<ul><li>first</li><li>second<p>more</p></li></ul><p hidden>not shown</p>
<table><tr><th>A</th><th>B</th></tr><tr><td>cookie</td><td>a year</td></tr></table></main></body></html>"""


def kinds(page):
    return [(block.kind.value, block.text) for block in page.blocks]


def test_html_becomes_blocks_without_scripts_and_hidden_parts():
    page = document(HTML, "page.html")

    assert page.title == "T"
    assert kinds(page) == [
        ("paragraph", "X"),
        ("heading", "Weblogs"),
        ("paragraph", "One bold line with a link."),
        ("item", "first"),
        ("item", "second"),
        ("paragraph", "more"),
        ("row", "cookie: a year"),
    ]
    assert page.blocks[0].landmark == "nav"
    assert page.blocks[1].number == "3"
    assert page.blocks[2].markdown == "One **bold** line with a [link](/terms)."
    assert page.blocks[2].main
    assert page.blocks[1].line == 2


@pytest.mark.parametrize(
    ("text", "title", "number"),
    [
        ("3\\. Weblogs\n\nWe keep logs.", "Weblogs", "3"),
        ("3. Weblogs\n\nWe keep logs.", "Weblogs", "3"),
        ("WEBLOGS\n\nWe keep logs.", "WEBLOGS", ""),
        ("**Weblogs**\n\nWe keep logs.", "Weblogs", ""),
        ("Weblogs\n-------\n\nWe keep logs.", "Weblogs", ""),
        ("### IV. Weblogs\n\nWe keep logs.", "Weblogs", "IV"),
        ("Section 3: Weblogs\n\nWe keep logs.", "Weblogs", "3"),
    ],
)
def test_headings_are_found_however_they_are_written(text, title, number):
    heading, after = document(text, "policy.md").blocks

    assert (heading.kind, heading.text, heading.number) == (Kind.HEADING, title, number)
    assert after.text == "We keep logs."


@pytest.mark.parametrize(
    "text", ["L.A. Care Direct", "1-888-4LA (1-888-555-0100)", "**Updated: May 1, 2024**", "1. Home\n2. Privacy"]
)
def test_what_only_looks_like_a_heading_stays_what_it_is(text):
    assert not any(block.number for block in document(f"# T\n\n{text}\n\nEnd.", "p.md").blocks)


def test_plain_text_has_lines_items_and_headings():
    page = document("OUR POLICY\n\nWe say\nthis.\n\n- one\n- two\n", "policy.txt")

    assert kinds(page) == [("heading", "OUR POLICY"), ("paragraph", "We say\nthis."), ("item", "one"), ("item", "two")]
    assert [block.line for block in page.blocks] == [1, 3, 6, 7]


def test_front_matter_gives_the_title_and_lines_stay_true():
    page = document("---\ntitle: Ours\n---\n\nText here.\n", "policy.md")

    assert page.title == "Ours"
    assert page.blocks[0].line == 5
