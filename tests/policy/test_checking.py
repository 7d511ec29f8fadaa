"""Each rule's planted fault: the sample bundle is clean, and red with the fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from avowal.policy.checking import Keepers, check_bundle, findings
from avowal.policy.ledger import LEDGER
from avowal.policy.problems import Severity
from avowal.policy.reading import read

from .conftest import Spoil

ROW = "  weblog:\n"


def told(problems: object) -> str:
    return "\n".join(str(problem) for problem in problems)  # type: ignore[attr-defined]


def test_the_sample_bundle_is_clean(bundle: Path) -> None:
    assert check_bundle(read(bundle)) == ()


def test_the_ledger_has_95_rows() -> None:
    assert len(LEDGER) == 95


def test_a_promise_that_is_missing_is_named(bundle: Path) -> None:
    file = bundle / "policy.yaml"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    start = next(
        i
        for i, line in enumerate(lines)
        if line.strip().strip("'\"").startswith('4.10"') or line.strip().startswith(("4.10:", "'4.10':", '"4.10":'))
    )
    end = start + 1
    while end < len(lines) and (len(lines[end]) - len(lines[end].lstrip())) > (
        len(lines[start]) - len(lines[start].lstrip())
    ):
        end += 1
    file.write_text("".join(lines[:start] + lines[end:]), encoding="utf-8")

    found = told(check_bundle(read(bundle)))
    assert "The ledger's row 4.10 is not among the promises" in found
    assert "kind: uses, not_built:" in found, "whoever is to add it needs its shape"


def test_a_dangling_reference_is_an_error(spoiled: Spoil) -> None:
    found = told(spoiled("policy.yaml", "collection: page_views", "collection: page_view"))

    assert "“page_view” is used here but not declared under “collections”. Did you mean “page_views”?" in found


def test_a_clinical_element_may_not_be_collected_0_3(bundle: Path) -> None:
    file = bundle / "policy.yaml"
    text = file.read_text(encoding="utf-8")
    diagnosis = (
        "\ndata:\n  diagnosis: {label: a diagnosis, category: user.health_and_medical, identifies: possibly,"
        " sensitivity: high, form: text}\n"
    )
    text = text.replace("\ndata:\n", diagnosis, 1)
    head, _, rest = text.partition("door: page_beacon")
    rest = rest.replace("      seen_at: {}\n", "      seen_at: {}\n      diagnosis: {}\n", 1)
    file.write_text(head + "door: page_beacon" + rest, encoding="utf-8")

    assert "(promise 0.3)" in told(check_bundle(read(bundle)))


def test_an_automatic_collection_may_not_carry_what_identifies_a_person_1_1(bundle: Path) -> None:
    file = bundle / "policy.yaml"
    head, door, rest = file.read_text(encoding="utf-8").partition("door: page_beacon")
    file.write_text(
        head + door + rest.replace("      seen_at: {}\n", "      seen_at: {}\n      email: {}\n", 1), encoding="utf-8"
    )

    assert "is automatic and may not carry “email”" in told(check_bundle(read(bundle)))


def test_an_element_called_anonymous_that_is_not_is_an_error_1_2(bundle: Path) -> None:
    file = bundle / "policy.yaml"
    head, entry, rest = file.read_text(encoding="utf-8").partition("category: user.contact.email\n")
    file.write_text(head + entry + rest.replace('identifies: "yes"', 'identifies: "no"', 1), encoding="utf-8")

    assert "“email” (user.contact.email) identifies a person" in told(check_bundle(read(bundle)))


@pytest.mark.parametrize("consideration", ["sale", "rent", "licence"])
def test_nothing_is_sold_rented_or_licensed_1_5(bundle: Path, consideration: str) -> None:
    file = bundle / "policy.yaml"
    head, part, rest = file.read_text(encoding="utf-8").partition("\nrecipients:\n")
    first_kind = rest.index("    kind:")
    rest = (
        rest[:first_kind]
        + f"    consideration: {consideration}\n"
        + rest[first_kind:].replace("    consideration: none\n", "", 1)
    )
    file.write_text(head + part + rest, encoding="utf-8")

    assert "(promise 1.5)" in told(check_bundle(read(bundle)))


def test_no_collection_is_meant_for_children_8_1(spoiled: Spoil) -> None:
    assert "(promise 8.1)" in told(
        spoiled("policy.yaml", "door: page_beacon", "door: page_beacon\n    audience: children")
    )


def test_a_session_cookie_has_no_life_4_2(bundle: Path) -> None:
    file = bundle / "policy.yaml"
    head, entry, rest = file.read_text(encoding="utf-8").partition("\n  harbor_session:\n")
    file.write_text(head + entry + "    life: 1 year\n" + rest, encoding="utf-8")

    assert "“harbor_session” is a session cookie with a life." in told(check_bundle(read(bundle)))


def test_an_element_may_not_be_kept_longer_than_its_collection_3_2(spoiled: Spoil) -> None:
    assert "(promise 3.2)" in told(spoiled("policy.yaml", "keep: 30 days", "keep: 2 years"))


def test_a_third_party_on_signed_in_pages_needs_an_agreement_14_2(spoiled: Spoil) -> None:
    assert "(promise 14.2)" in told(spoiled("policy.yaml", "pages: [public]", "pages: [public, signed_in]"))


def test_the_office_to_ask_must_be_declared_15_1(spoiled: Spoil) -> None:
    assert "(promise 15.1)" in told(spoiled("policy.yaml", "email: web-privacy@harborhealth.example", ""))


def test_a_keeper_that_this_program_has_not_is_an_error(bundle: Path) -> None:
    keepers = Keepers(gates=frozenset({"edge.weblog"}), checks=frozenset())

    found = told(check_bundle(read(bundle), keepers))

    assert "There is no gate named “edge.cookies”" in found
    assert "There is no check named “4.1”" in found


def test_a_placeholder_in_a_heading_is_an_error_0_2(spoiled: Spoil) -> None:
    found = told(spoiled("wording/en.md", "## Children {#", "## Children under {{ limits.child_age }} {#"))
    assert "A heading shows no placeholder" in found


@pytest.mark.parametrize(
    ("literal", "told_as"),
    [
        ("We keep it for 13 of them.", "number “13”"),
        ("We keep it for thirty days.", "period “thirty days”"),
        ("Write to someone@harborhealth.example now.", "e-mail address"),
        ("See www.harborhealth.example for more.", "host"),
        ("The cookie harbor_session does it.", "declared name “harbor_session”"),
        ("We keep it for {{ collections.weblog.kep }}.", "names nothing that can be shown"),
        ("We keep it for {{ collections.webblog.keep }}.", "Did you mean “weblog”?"),
        ("We keep {{ it.", "not closed"),
        ("All of it: {{ cookies }}", "must stand alone"),
    ],
)
def test_a_value_that_no_placeholder_says_is_an_error_0_2(bundle: Path, literal: str, told_as: str) -> None:
    file = bundle / "wording" / "en.md"
    file.write_text(file.read_text(encoding="utf-8") + f"\n{literal}\n", encoding="utf-8")

    assert told_as in told(check_bundle(read(bundle)))


def test_a_spanish_period_in_words_is_found_too_0_2(bundle: Path) -> None:
    file = bundle / "wording" / "es.md"
    file.write_text(file.read_text(encoding="utf-8") + "\nLo guardamos trece meses.\n", encoding="utf-8")

    assert "period “trece meses”" in told(check_bundle(read(bundle)))


def test_a_promise_that_one_language_does_not_state_is_named(spoiled: Spoil) -> None:
    found = told(spoiled("wording/es.md", "[2.2] ", ""))

    assert "Promise 2.2 is not stated in the section “anonymous-data” in “es”" in found


def test_a_declared_thing_without_a_name_in_a_language_is_an_error_0_2(bundle: Path) -> None:
    file = bundle / "wording" / "es.md"
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if "purposes.security:" not in line]
    file.write_text("\n".join(lines), encoding="utf-8")

    assert "“purposes.security” has no name in “es”" in told(check_bundle(read(bundle)))


def test_a_section_that_is_not_worded_is_an_error_0_2(spoiled: Spoil) -> None:
    assert "The section “spyware” is not worded" in told(spoiled("wording/en.md", "{#spyware}", "{#spywear}"))


def test_advice_is_told_and_stops_nothing(bundle: Path) -> None:
    read_there = read(bundle)
    assert {one.severity for one in findings(read_there)} == {Severity.ADVICE}
    assert len(findings(read_there)) <= 10


def test_a_sentence_that_a_declaration_belies_stops_publishing_and_not_reading_0_2(bundle: Path) -> None:
    file = bundle / "wording" / "en.md"
    file.write_text(
        file.read_text(encoding="utf-8") + "\nWe never give your e-mail address to vendors.\n", encoding="utf-8"
    )

    assert "recipients.mail_relay" in told(check_bundle(read(bundle)))
    assert "recipients.mail_relay" not in told(check_bundle(read(bundle), deep=False))


def test_a_notice_that_would_shut_out_every_later_change_is_told_16_1(spoiled: Spoil) -> None:
    found = told(spoiled("policy.yaml", "notice_before_change: 30 days", "notice_before_change: 30 years"))

    assert "Notice of 30 years before a change would let no change take effect for as long." in found


def test_a_document_may_be_in_languages_that_the_policy_is_not_in_r_1(spoiled: Spoil) -> None:
    old = "    path: /privacy/\n    languages: [en, es]"

    assert spoiled("policy.yaml", old, old.replace("es]", "hmn]")) == ()


def test_what_is_no_language_is_an_error_r_1(spoiled: Spoil) -> None:
    old = "    path: /privacy/\n    languages: [en, es]"

    assert "is no code of a language" in told(spoiled("policy.yaml", old, old.replace("es]", "Spanish]")))


def test_a_statement_without_end_is_refused_and_not_pondered_r112(spoiled: Spoil) -> None:
    found = spoiled("wording/en.md", "[6.1] We put", "[6.1] " + "we may share " * 60_000 + "We put")

    assert "is too long to read" in told(found)
