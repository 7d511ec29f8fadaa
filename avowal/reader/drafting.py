"""Writes a reading as a draft bundle with its findings: whole or not at all.

What the page does not tell stands in the files as an empty value with `# decide: …`; `policy check` names the same
places, so that its lines are the list of what a person must decide.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from avowal.policy.checking import check_bundle
from avowal.policy.problems import Problem
from avowal.policy.reading import DECLARATIONS, WORDING
from avowal.policy.reading import read as read_bundle
from avowal.reader import findings
from avowal.reader.declarations import declared
from avowal.reader.reading import Reading
from avowal.reader.worded import DETAILS, worded
from avowal.reader.yaml_writing import lines

_TABLES = {"collections": "retention", "cookies": "cookies", "recipients": "recipients"}
_HEAD = """\
# A draft made from “{name}”. Nothing here holds before a person has looked at it.
# What the page does not tell is empty and marked “decide”; `avowal policy check` lists the same places.
"""
_QUOTED = re.compile(r"^“[^”]*”:? ?")


class CannotWrite(Exception):
    """The draft has no place to go; the text says why and what to do."""


@dataclass(frozen=True)
class Draft:
    """What was written, and the lines of `policy check` on it: what a person must decide."""

    directory: Path
    to_decide: tuple[Problem, ...]


def write(reading: Reading, directory: Path) -> Draft:
    """Write the draft bundle of `reading` to `directory`, which must be new or empty. Raises CannotWrite."""
    _insist_on_room(directory)
    try:
        directory.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{directory.name}-", dir=directory.parent))
    except OSError as error:
        raise CannotWrite(
            f"{directory} cannot be made: {error.strerror}. Name a directory that you may write."
        ) from None
    try:
        to_decide = _write_into(reading, beside)
        beside.chmod(0o755)
        if directory.exists():
            directory.rmdir()
        os.rename(beside, directory)  # noqa: PTH104 - Path.rename would do the same; this one is plainly atomic
    except OSError as error:
        raise CannotWrite(f"{directory} cannot be written: {error.strerror}.") from None
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return Draft(directory, to_decide)


def _insist_on_room(directory: Path) -> None:
    if directory.is_dir() and any(directory.iterdir()):
        raise CannotWrite(f"{directory} is not empty. Name a new directory, so that nothing is written over.")
    if directory.exists() and not directory.is_dir():
        raise CannotWrite(f"{directory} is a file. Name a new directory.")


def files(reading: Reading) -> dict[str, str]:
    """The bundle's files by name, as they are before anything was checked."""
    declarations = declared(reading, {}, {})
    shown = [table for part, table in _TABLES.items() if declarations[part]]
    text = worded(reading, shown)
    declarations = declared(reading, text.sections, text.stated)
    head = _HEAD.format(name=reading.name)
    return {
        DECLARATIONS: head + "\n".join(_with_gaps(list(lines(declarations)))) + "\n",
        f"{WORDING}/en.md": text.text,
    }


def _with_gaps(written: Sequence[str]) -> list[str]:
    """An empty line before each part."""
    found: list[str] = []
    for line in written:
        if found and not line.startswith(" ") and line.endswith(":"):
            found.append("")
        found.append(line)
    return found


def _write_into(reading: Reading, directory: Path) -> tuple[Problem, ...]:
    (directory / WORDING).mkdir()
    for name, text in files(reading).items():
        (directory / name).write_text(text, encoding="utf-8")
    to_decide = check_bundle(read_bundle(directory))
    remarks = _remark(directory / DECLARATIONS, to_decide)
    (directory / "findings.md").write_text(findings.markdown(reading, to_decide, remarks), encoding="utf-8")
    (directory / "findings.json").write_text(findings.json_text(reading, to_decide), encoding="utf-8")
    return to_decide


def _remark(file: Path, problems: Sequence[Problem]) -> dict[int, str]:
    """Marks every line of the declarations that the check names and that says nothing yet; line → what to decide."""
    written = file.read_text(encoding="utf-8").split("\n")
    by_line: dict[int, list[Problem]] = {}
    for problem in problems:
        if problem.place.file == DECLARATIONS:
            by_line.setdefault(problem.place.line, []).append(problem)
    for line, found in by_line.items():
        if "# decide:" not in written[line - 1]:
            written[line - 1] += f"  # decide: {_summary(found)}"
    file.write_text("\n".join(written), encoding="utf-8")
    return {line: written[line - 1].partition("# decide: ")[2] for line in by_line}


def _summary(found: Sequence[Problem]) -> str:
    rows = [problem.promise for problem in found if "ledger's row" in problem.message]
    if rows:
        return f"no sentence was found that states {', '.join(rows)}"
    first = _QUOTED.sub("", found[0].message)
    return first if len(found) == 1 else f"{first} (and {len(found) - 1} more)"


__all__ = ["DETAILS", "CannotWrite", "Draft", "files", "write"]
