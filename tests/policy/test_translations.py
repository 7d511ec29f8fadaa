"""Translations answer to their source: stale at once, and the same numbers, links, lists and promises (R60–R63)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from avowal.policy.catalogue import Catalogue
from avowal.policy.checking import check_bundle
from avowal.policy.model import Policy, Statement
from avowal.policy.reading import read
from avowal.policy.translations import LABELS, NotATranslation, sources_of, stale_sections, stamped, state

from .conftest import Spoil


def told(problems: object) -> str:
    return "\n".join(str(problem) for problem in problems)  # type: ignore[attr-defined]


@pytest.fixture
def stamped_bundle(bundle: Path) -> Path:
    file = bundle / "wording" / "es.md"
    file.write_text(stamped(file.read_text("utf-8"), read(bundle).policy, "es"), "utf-8")
    return bundle


def reworded(policy: Policy, language: str, anchor: str, text: str) -> Policy:
    wording = policy.wording[language]
    section = wording.sections[anchor]
    changed = replace(section, statements=(Statement(text, section.statements[0].promises), *section.statements[1:]))
    sections = Catalogue((key, changed if key == anchor else found) for key, found in wording.sections.items())
    new = replace(wording, sections=sections)
    return replace(policy, wording=Catalogue((key, new if key == language else w) for key, w in policy.wording.items()))


def test_a_stamped_translation_is_not_stale(stamped_bundle: Path) -> None:
    assert stale_sections(read(stamped_bundle).policy, "es") == ()


def test_a_changed_word_of_the_source_makes_its_section_stale_at_once_r61(stamped_bundle: Path) -> None:
    policy = reworded(read(stamped_bundle).policy, "en", "spyware", "We use no spyware at all.")

    assert stale_sections(policy, "es") == ("spyware",)
    assert state(policy, "es").stale == ("spyware",)


def test_a_changed_word_of_the_translation_makes_nothing_stale(stamped_bundle: Path) -> None:
    policy = reworded(read(stamped_bundle).policy, "es", "spyware", "No usamos programas espía.")

    assert stale_sections(policy, "es") == ()


def test_the_source_is_never_stale(harbor: Policy) -> None:
    assert state(harbor, "en").is_source
    assert state(harbor, "en").stale == ()


def test_a_translation_that_says_no_source_is_stale_everywhere_r61(harbor: Policy) -> None:
    unstamped = replace(harbor.wording["es"], sources=Catalogue())
    policy = replace(harbor, wording=Catalogue([("en", harbor.wording["en"]), ("es", unstamped)]))

    assert set(stale_sections(policy, "es")) == set(sources_of(policy))


def test_only_the_sections_looked_at_are_stamped(stamped_bundle: Path) -> None:
    for anchor, old in (("spyware", "spyware"), ("newsletters", "newsletter")):
        file = stamped_bundle / "wording" / "en.md"
        head, mark, rest = file.read_text("utf-8").partition(f"{{#{anchor}}}")
        file.write_text(head + mark + rest.replace(old, f"{old} or such", 1), "utf-8")
    assert stale_sections(read(stamped_bundle).policy, "es") == ("spyware", "newsletters")

    file = stamped_bundle / "wording" / "es.md"
    file.write_text(stamped(file.read_text("utf-8"), read(stamped_bundle).policy, "es", ("newsletters",)), "utf-8")

    assert stale_sections(read(stamped_bundle).policy, "es") == ("spyware",)


def test_a_new_name_makes_the_names_stale(stamped_bundle: Path) -> None:
    file = stamped_bundle / "policy.yaml"
    file.write_text(file.read_text("utf-8").replace("label: name\n", "label: full name\n", 1), "utf-8")

    assert stale_sections(read(stamped_bundle).policy, "es") == (LABELS,)


def test_what_is_no_translation_is_not_stamped(bundle: Path) -> None:
    policy = read(bundle).policy
    text = (bundle / "wording" / "en.md").read_text("utf-8")
    for language in ("en", "xx"):
        with pytest.raises(NotATranslation):
            stamped(text, policy, language)
    with pytest.raises(NotATranslation):
        stamped("no front matter", policy, "es")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("{{ collections.weblog.keep }}", "{{ collections.page_views.keep }}", "A placeholder differs"),
        ("[6.1] ", "[5.2] ", "makes the promises"),
        ("](/es/terms/)", "](/es/other/)", "A link differs"),
        (
            "(45 CFR, partes 160 y 164)",
            "(45 CFR, partes 160 y 165)",
            "numbers in the name of “applicability.hipaa.law”",
        ),
        ("\n## Programas espía", "\nUn párrafo de más.\n\n## Programas espía", "its source has"),
        ("[6.1] ", "[6.1] \ufffd ", "could not be read"),
        ("[6.1] ", "[6.1] \u2067 ", "direction is not closed"),
        ("[6.1] ", "[6.1] 3 ", "A number differs"),
        ("[6.1] ", "- [6.1] ", "A list item stands where"),
    ],
)
def test_what_a_translation_says_otherwise_is_an_error_r63(spoiled: Spoil, old: str, new: str, message: str) -> None:
    assert message in told(spoiled("wording/es.md", old, new))


def test_the_text_of_another_language_is_noticed_r63(bundle: Path) -> None:
    english = (bundle / "wording" / "en.md").read_text("utf-8").split("---\n", 2)[2]
    front = (bundle / "wording" / "es.md").read_text("utf-8").split("---\n", 2)[1]
    (bundle / "wording" / "es.md").write_text(f"---\n{front}---\n{english}", "utf-8")

    found = told(check_bundle(read(bundle)))

    assert "The text reads like “en”, not like “es”" in found
    assert "The statement stands in the source's language" in found


def test_a_plan_that_requires_review_cannot_publish_unreviewed_or_stale_text_r60(spoiled: Spoil) -> None:
    found = told(spoiled("policy.yaml", "translations: mark", "translations: require_review"))

    assert "A machine made this text, and nobody has reviewed it" in found


def test_a_stale_text_stops_a_plan_that_requires_review_r61(stamped_bundle: Path) -> None:
    for name, old, new in (
        ("policy.yaml", "translations: mark", "translations: require_review"),
        ("wording/es.md", "origin: machine", "origin: human"),
        ("wording/en.md", "spyware", "spyware or such"),
    ):
        file = stamped_bundle / name
        file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")

    assert "The source has changed since this was translated" in told(check_bundle(read(stamped_bundle)))


def test_a_reviewer_needs_a_qualification_r60(spoiled: Spoil) -> None:
    found = told(spoiled("wording/es.md", "origin: machine", "origin: machine\nreviewer: a translator"))

    assert "without a qualification" in found
