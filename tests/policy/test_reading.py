from __future__ import annotations

from pathlib import Path

import pytest

from avowal.policy.problems import PolicyProblems
from avowal.policy.reading import read, read_bundle, read_files

from .conftest import Spoil


def messages(problems: object) -> str:
    return "\n".join(str(problem) for problem in problems)  # type: ignore[attr-defined]


def line_of(file: Path, text: str) -> int:
    return file.read_text(encoding="utf-8").split(text)[0].count("\n") + 1


def test_an_unknown_key_is_an_error_with_its_line_and_what_was_meant(spoiled: Spoil, bundle: Path) -> None:
    found = spoiled("policy.yaml", "time_zone:", "time_zon:")

    at = f"policy.yaml:{line_of(bundle / 'policy.yaml', 'time_zon:')}"
    assert f"{at}: “time_zon” is not known in “organisation”. Did you mean “time_zone”?" in messages(found)


def test_a_missing_value_is_an_error(spoiled: Spoil) -> None:
    found = spoiled("policy.yaml", "name: Harbor Health Plan", "name:")

    assert "“organisation.name”: the value is missing." in messages(found)


def test_a_key_that_stands_twice_is_an_error(spoiled: Spoil) -> None:
    found = spoiled("policy.yaml", "\npurposes:\n", "\npurposes:\n  security: {label: x, use: y}\n")

    assert "“security” stands twice in “purposes”." in messages(found)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("door: webblog", "Did you mean “weblog”?"),
        ("door: [weblog]", "must be a single value"),
    ],
)
def test_a_value_of_the_wrong_kind_is_an_error(spoiled: Spoil, written: str, told: str) -> None:
    assert told in messages(spoiled("policy.yaml", "door: weblog", written))


def test_a_period_must_be_written_in_calendar_words(spoiled: Spoil) -> None:
    assert "“forever” is not a period" in messages(spoiled("policy.yaml", "keep: 13 months", "keep: forever"))


def test_all_problems_are_told_at_once(bundle: Path) -> None:
    file = bundle / "policy.yaml"
    text = file.read_text(encoding="utf-8")
    text = text.replace("time_zone:", "time_zon:", 1).replace("keep: 13 months", "keep: forever", 1)
    file.write_text(text.replace("door: weblog", "door: webblog", 1), encoding="utf-8")
    (bundle / "wording" / "es.md").unlink()

    with pytest.raises(PolicyProblems) as caught:
        read_bundle(bundle)

    told = str(caught.value)
    for part in ("time_zon", "forever", "webblog", "There is no wording in “es”"):
        assert part in told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- a list\n", "must be a mapping"),
        ("a: [1\n", "This is not YAML"),
        ("a: &x 1\n", "The anchor &x is not allowed"),
        ("a: !!python/object:os.system 1\n", "The tag"),
        ("", "must be a mapping"),
    ],
)
def test_what_is_no_bundle_is_refused_in_a_sentence(bundle: Path, text: str, told: str) -> None:
    (bundle / "policy.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(PolicyProblems, match=told):
        read_bundle(bundle)


def test_bytes_that_are_not_text_are_refused_with_their_line(bundle: Path) -> None:
    (bundle / "policy.yaml").write_bytes(b"format: 1\nx: \xff\n")

    with pytest.raises(PolicyProblems, match=r"policy\.yaml:2: The file is not UTF-8"):
        read_bundle(bundle)


def test_a_directory_without_a_policy_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PolicyProblems, match="There is no policy here"):
        read(tmp_path)


def test_bundle_in_memory_reads_as_its_directory_does(bundle: Path) -> None:
    files = {
        str(file.relative_to(bundle)): file.read_text(encoding="utf-8")
        for file in (bundle / "policy.yaml", *(bundle / "wording").glob("*.md"))
    }

    assert read_files(files) == read(bundle)
    files["wording/en.md"] = files["wording/en.md"].replace("## ", "# ", 1)
    assert any(problem.place.file == "wording/en.md" for problem in read_files(files).problems)
    with pytest.raises(PolicyProblems):
        read_files({"wording/en.md": files["wording/en.md"]})


def test_a_file_that_is_read_again_after_a_change_says_the_new_and_its_problems_only(bundle: Path) -> None:
    wording = bundle / "wording" / "es.md"
    good, first = wording.read_text(encoding="utf-8"), read(bundle)

    wording.write_text(good.replace("## ", "# ", 1), encoding="utf-8")
    spoiled, again = read(bundle), read(bundle)
    wording.write_text(good, encoding="utf-8")

    assert first.problems == ()
    assert {problem.place.file for problem in spoiled.problems} >= {"wording/es.md"}
    assert again == spoiled
    assert read(bundle) == first
