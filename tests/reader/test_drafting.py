"""The draft: the page's own words, and `policy check` names exactly what a person must decide."""

import json
import re
from datetime import date

import pytest

from avowal.policy.checking import check_bundle
from avowal.policy.ledger import LEDGER
from avowal.policy.placeholders import fill
from avowal.policy.reading import read as read_bundle
from avowal.policy.speaker import Speaker
from avowal.reader.drafting import CannotWrite, write
from avowal.reader.reading import read
from avowal.reader.sentences import plain

DECIDE = "# decide:"


def decided_lines(directory):
    lines = (directory / "policy.yaml").read_text("utf-8").split("\n")
    return {number for number, line in enumerate(lines, 1) if DECIDE in line}


def assert_exact(directory):
    """Each line that the check names is marked, and each mark is a line that the check names."""
    named = {one.place.line for one in check_bundle(read_bundle(directory)) if one.place.file == "policy.yaml"}
    head = 2  # the file's opening remark tells of the marks
    assert named == {line for line in decided_lines(directory) if line > head}


@pytest.fixture
def draft(small, tmp_path):
    return write(read(small, "small.md"), tmp_path / "draft")


def test_the_check_names_exactly_what_is_marked(draft):
    assert_exact(draft.directory)
    assert draft.to_decide == check_bundle(read_bundle(draft.directory))


def test_what_the_page_says_is_declared(draft):
    policy = read_bundle(draft.directory).policy

    assert policy.organisation.name == "Seagrass Mutual"
    assert policy.sites["seagrass"].host == "www.seagrass.example"
    assert policy.contacts["privacy"].email == "privacy@seagrass.example"
    assert str(policy.collections["weblog"].keep) == "30 days"
    assert set(policy.collections["weblog"].elements) >= {"ip_address", "browser_and_system", "path"}
    assert {"name", "email"} <= set(policy.collections["forms"].elements)
    assert policy.cookies["session_cookie"].kind == "session"
    assert policy.nevers["sell"].action == "sell"
    assert set(policy.promises) >= {"1.3", "1.5", "3.1", "3.4", "4.1", "4.2", "4.12", "15.1", "16.1", "16.2"}
    assert {one.not_built for one in policy.promises.values()} == {"Not connected yet."}


def test_what_the_page_does_not_say_is_a_line_each(draft):
    told = "\n".join(map(str, draft.to_decide))

    for name in ("organisation.time_zone", "limits.child_age", "limits.small_cell", "organisation.legal_name"):
        assert told.count(f"“{name}”") == 1
    for row in ("8.2", "H.1"):
        assert told.count(f"row {row} ") == 1
    assert len({one.message for one in draft.to_decide}) == len(draft.to_decide)
    assert "weblog.keep" not in told


def test_declared_values_are_placeholders_and_the_words_are_the_pages_own(draft):
    text = (draft.directory / "wording" / "en.md").read_text("utf-8")

    assert "{{ sites.seagrass.host }}" in text
    assert "{{ collections.weblog.keep }}" in text
    assert "{{ contacts.privacy.email }}" in text
    assert "Updated: {{ version.effective_date }}" in text
    assert "[1.5] We do not sell personal information." in text
    assert "## What you give {#what-you-give}" in text


def test_the_sections_keep_their_numbers(draft):
    policy = read_bundle(draft.directory).policy
    numbered = [anchor for anchor, section in policy.sections.items() if section.numbered]

    assert numbered == ["what-you-give", "logs", "cookies", "questions", "changes"]


def test_a_value_that_cannot_be_declared_is_one_line(small, tmp_path):
    text = small.replace(b"We may change", b"In 17 cases, as https://law.example/a/17 says, we may change")

    found = [
        str(one) for one in write(read(text, "p.md"), tmp_path / "d").to_decide if one.place.file == "wording/en.md"
    ]

    assert len(found) == 2
    assert "“17”" in found[1] or "“17”" in found[0]


@pytest.mark.parametrize("odd", ["# no heading", "- no item", "[1.1] no mark", "{{ no.placeholder }}"])
def test_words_that_look_like_the_bundles_own_marks_stay_words(small, tmp_path, odd):
    text = small.decode().replace("We may change this policy.", f"\n\\{odd}\n\nWe may change this policy.")

    draft = write(read(text.encode(), "p.md"), tmp_path / "d")

    assert not [one for one in draft.to_decide if one.place.file == "wording/en.md" and "“1.1”" not in one.message]
    assert "1.1" not in read_bundle(draft.directory).policy.promises


def test_a_directory_that_holds_something_is_left_alone(small, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")

    with pytest.raises(CannotWrite, match="not empty"):
        write(read(small, "small.md"), tmp_path)

    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]


def test_nothing_is_left_behind_when_writing_fails(small, tmp_path, monkeypatch):
    monkeypatch.setattr("avowal.reader.findings.markdown", lambda *_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        write(read(small, "small.md"), tmp_path / "draft")

    assert list(tmp_path.iterdir()) == []


def test_the_findings_quote_every_row_with_its_line(draft):
    found = json.loads((draft.directory / "findings.json").read_text("utf-8"))
    text = (draft.directory / "findings.md").read_text("utf-8")

    selling = next(row for row in found["rows"] if row["row"] == "1.5")
    assert selling["sentences"][0]["words"] == "We do not sell personal information."
    assert selling["sentences"][0]["line"] == 11
    assert set(found["rows_not_found"]) | {row["row"] for row in found["rows"]} == set(LEDGER)
    assert "| 1.5 | not sold, rented or licensed | line 11:" in text
    assert len(found["to_decide"]) == len(draft.to_decide)


def test_contradictions_are_quoted_with_both_places(small, tmp_path):
    text = small.replace(b"We may change", b"We may sell your personal information to partners. We may change")

    draft = write(read(text, "p.md"), tmp_path / "d")
    found = json.loads((draft.directory / "findings.json").read_text("utf-8"))["contradictions"]

    assert [(one["never"]["words"], one["may"]["words"]) for one in found] == [
        ("We do not sell personal information.", "We may sell your personal information to partners.")
    ]
    assert "We may sell your personal information to partners." in (draft.directory / "findings.md").read_text("utf-8")


@pytest.mark.parametrize(
    "name", ["000_850424f2f0c83d77.txt", "basecamp-privacy.md", "github-general-privacy-statement.md"]
)
def test_drafts_of_the_samples_are_exact_and_keep_every_word(sample, tmp_path, name):
    reading = read(sample(name), name)
    draft = write(reading, tmp_path / "d")

    assert_exact(draft.directory)
    theirs = [word for group in reading.groups for sentence in group for word in words_of(sentence.markdown)]
    ours = set(said_again(draft.directory))
    assert sum(word in ours for word in theirs) >= 0.99 * len(theirs)


def said_again(directory):
    """The words of the draft's page with every placeholder filled."""
    policy = read_bundle(directory).policy
    speaker = Speaker(policy, "en", 1, date(2026, 3, 3))
    own = (
        one for anchor, one in policy.wording["en"].sections.items() if anchor not in ("declared-details", "resources")
    )
    return [word for section in own for one in section.statements for word in words_of(fill(speaker, one.text))]


def words_of(markdown):
    return re.findall(r"[\w@]+", plain(markdown.removeprefix("- ").replace("\\", "")))


def test_the_filled_page_says_what_the_page_said(small, draft):
    theirs = [word for group in read(small, "s.md").groups for one in group for word in words_of(one.markdown)]

    assert said_again(draft.directory) == theirs


def test_the_draft_is_the_same_each_time(small, tmp_path):
    one, two = (write(read(small, "small.md"), tmp_path / name).directory for name in ("a", "b"))

    for file in ("policy.yaml", "wording/en.md", "findings.json"):
        assert (one / file).read_bytes() == (two / file).read_bytes()
