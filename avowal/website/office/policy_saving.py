"""Saves what one screen changed in a draft: whole, only over what the person saw, and only what can be read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db import transaction

from avowal.policy.problems import PolicyProblems
from avowal.policy.reading import Bundle, read_files
from avowal.website.privacy import actions
from avowal.website.privacy.models import Draft

Files = Mapping[str, str]
Rows = tuple[tuple[str, str], ...]
"""What a screen shows of a draft: labels and texts, in the order of the screen."""


class ChangedMeanwhile(Exception):
    """The part was changed after the screen was opened; `rows` is what stands there now."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        super().__init__("The draft was changed meanwhile.")


@dataclass(frozen=True)
class Screen:
    """One screen's part of a bundle: what it shows of it, and how it changes its files."""

    shows: Callable[[Files], Rows]
    changes: Callable[[Files], dict[str, str]]


def stamp(rows: Rows) -> str:
    """The state of a screen's part, to be handed back with what is saved."""
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()


@transaction.atomic
def save(draft: Draft, screen: Screen, seen: str, by: actions.User, now: datetime) -> None:
    """Write what `screen` changes into the draft; each changed file is a step on record.

    Raises ChangedMeanwhile when its part is not as `seen` any more, PolicyProblems when the bundle could not be read
    afterwards, and actions.Refused.
    """
    held = Draft.objects.select_for_update().get(pk=draft.pk)
    rows = screen.shows(held.files)
    if stamp(rows) != seen:
        raise ChangedMeanwhile(rows)
    changed = screen.changes(held.files)
    before, after = bundle_of(held.files), bundle_of({**held.files, **changed})
    if len(after.problems) > len(before.problems) or (after.problems and not before.problems):
        raise PolicyProblems(after.problems)
    for name, text in changed.items():
        actions.write_file(held, name, text, by, now)
    draft.refresh_from_db()


def bundle_of(files: Files) -> Bundle:
    """The bundle of some files; one that was read a moment ago is not read again."""
    return _bundle(tuple(sorted(files.items())))


@lru_cache(maxsize=4)
def _bundle(files: tuple[tuple[str, str], ...]) -> Bundle:
    return read_files(dict(files))
