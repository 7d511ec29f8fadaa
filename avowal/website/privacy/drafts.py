"""What a draft holds: the bundle that it makes, what is wrong with it, and what it would change."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from avowal.policy.checking import Keepers, check_bundle, findings
from avowal.policy.problems import Problem
from avowal.policy.reading import DECLARATIONS, WORDING, Bundle, read_files
from avowal.website.privacy.models import Draft, DraftState

OPEN = (DraftState.DRAFT, DraftState.SENT_BACK, DraftState.SUBMITTED)

_keepers: list[Keepers] = []


def know_keepers(keepers: Keepers) -> None:
    """Told once per process, from above: the names of all gates and checks, which a bundle may name and no others."""
    _keepers[:] = [keepers]


def bundle_of(draft: Draft) -> Bundle:
    """The draft's bundle; raises PolicyProblems only when it holds no declarations at all."""
    return read_files(draft.files)


def problems_of(draft: Draft) -> tuple[Problem, ...]:
    """What is in the way of publishing the draft."""
    return check_bundle(bundle_of(draft), _told_keepers())


def findings_of(draft: Draft) -> tuple[Problem, ...]:
    """What `avowal policy check` would say of the draft: its problems, and advice that stops nothing."""
    return findings(bundle_of(draft), _told_keepers())


def _told_keepers() -> Keepers:
    if not _keepers:
        raise RuntimeError("This process was not told which gates and checks there are: call drafts.know_keepers.")
    return _keepers[0]


def files_in(directory: Path) -> Mapping[str, str]:
    """The files of a bundle directory, as a draft holds them. UnicodeDecodeError and OSError pass through."""
    found = [directory / DECLARATIONS, *sorted((directory / WORDING).glob("*.md"))]
    return {file.relative_to(directory).as_posix(): file.read_text(encoding="utf-8") for file in found}
