"""Which visitors an audit plays, and how: what the options of `avowal audit` mean for the crawl."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from avowal import config
from avowal.cli.answers import CouldNot

if TYPE_CHECKING:
    from avowal.auditor.evidence import Pass
    from avowal.auditor.signing_in import Login

CHOICES = "/privacy/choices/"
_OFFICE = "office/"
_STAFF = "communications"
_MEMBER = "member"


@dataclass(frozen=True)
class Visitors:
    """What was asked for. `passes` are names divided by commas; empty, every visitor is played."""

    quick: bool = False
    passes: str = ""
    minutes: float = 60.0
    resume: bool = False
    login: Path | None = None
    staff_login: Path | None = None
    mails: Path | None = None

    def settings(self) -> dict[str, Any]:
        """Settings of the audit's plan by name. CouldNot says what was wrong with an option."""
        logins = {name: _login(file) for name, file in self._files() if file is not None}
        return {
            "passes": self._chosen(),
            "minutes": self.minutes,
            "resume": self.resume,
            "mails": _directory(self.mails),
            "logins": logins,
        }

    def _files(self) -> tuple[tuple[Pass, Path | None], ...]:
        from avowal.auditor.evidence import Pass

        return (Pass.MEMBER, self.login), (Pass.STAFF, self.staff_login)

    def _chosen(self) -> tuple[Pass, ...]:
        from avowal.auditor.crawl import PASSES, QUICK
        from avowal.auditor.evidence import Pass

        if self.passes and self.quick:
            raise CouldNot("Give --quick or --passes, not both: --quick is first_visit,refusing,opted_out.")
        named = {name.strip().replace("-", "_") for name in self.passes.split(",") if name.strip()}
        unknown = sorted(named - {one.value for one in Pass})
        if unknown:
            known = ", ".join(one.value for one in Pass)
            raise CouldNot(f"--passes does not know {', '.join(unknown)}. It knows: {known}.")
        if named:
            return tuple(one for one in Pass if one.value in named or one is Pass.FIRST_VISIT)
        return QUICK if self.quick else PASSES


def _login(file: Path) -> Login:
    from avowal.auditor.signing_in import BadLogin, read_login

    try:
        return read_login(file, os.environ)
    except BadLogin as error:
        raise CouldNot(str(error)) from None


def _directory(named: Path | None) -> Path | None:
    if named is not None and not named.is_dir():
        raise CouldNot(f"{named} is no directory. Name the one that holds the mails: --mails DIR.")
    return named


def of_own(settings: config.Settings, home: str, more: dict[str, Any]) -> dict[str, Any]:
    """What an audit of a deployment may do that one of a stranger's site may not, added to what was asked for.

    A demo's seeded accounts sign in by themselves; those of another deployment need a script.
    """
    outbox = settings.data / "outbox"
    return {
        **more,
        "own": True,
        "choices_page": CHOICES,
        "mails": more.get("mails") or (outbox if outbox.is_dir() else None),
        "logins": {**_seeded(settings, home), **more.get("logins", {})},
    }


def _seeded(settings: config.Settings, home: str) -> dict[Pass, Login]:
    from avowal.auditor.evidence import Pass
    from avowal.auditor.signing_in import by_form

    if settings.mode != "demo":
        return {}
    found = {}
    places = {
        Pass.MEMBER: (_MEMBER, "account/sign-in/", "account/"),
        Pass.STAFF: (_STAFF, f"{_OFFICE}login/", _OFFICE),
    }
    for passing, (account, door, inside) in places.items():
        file = settings.data / "secrets" / f"demo_password_{account}"
        if file.is_file():
            password = file.read_text(encoding="ascii").strip()
            found[passing] = by_form(home + door, account, password, home + inside)
    return found
