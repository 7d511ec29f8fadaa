"""How commands speak: text for people, `--json` for machines, one or two lines when it could not be done."""

from __future__ import annotations

import functools
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, ParamSpec, TypeVar

import typer
from rich.console import Console

from avowal.policy.problems import PolicyProblems

if TYPE_CHECKING:
    from avowal import config

NO, COULD_NOT, INTERRUPTED = 1, 2, 130

Deployment = Annotated[
    Path | None,
    typer.Option(
        "--deployment",
        metavar="DIR",
        help="The deployment; else AVOWAL_DEPLOYMENT, else this directory.",
        show_default=False,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Answer in JSON, for machines.")]

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

Parameters = ParamSpec("Parameters")
Returned = TypeVar("Returned")


class CouldNot(Exception):
    """Something could not be done; the text says what, where, and what to do."""


def command(function: Callable[Parameters, Returned]) -> Callable[Parameters, Returned]:
    """Turns what a person can mend into one or two lines and exit code 2; anything else is a bug and shows as one."""

    @functools.wraps(function)
    def run(*arguments: Parameters.args, **options: Parameters.kwargs) -> Returned:
        try:
            return function(*arguments, **options)
        except PolicyProblems as error:
            stop("\n".join(str(problem) for problem in error.problems))
        except KeyboardInterrupt:
            raise typer.Exit(INTERRUPTED) from None
        except CouldNot as error:
            stop(str(error))
        except (typer.Exit, typer.Abort):  # an answer, or already said: nothing need be loaded to tell what it is
            raise
        except Exception as error:
            if isinstance(error, _mendable()):
                stop(str(error))
            _stop_for_settings(error)
            raise

    return run


def _stop_for_settings(error: Exception) -> None:
    """Leave with a line for each setting that is not as it must be; nothing for another error."""
    from pydantic import ValidationError

    if isinstance(error, ValidationError):
        found = error.errors()
        stop("\n".join(f"The setting “{'.'.join(map(str, one['loc']))}”: {one['msg']}." for one in found))


def _mendable() -> tuple[type[Exception], ...]:
    from avowal.auditor.browser import NoBrowser
    from avowal.auditor.resuming import AnotherRun
    from avowal.config import NotADeployment
    from avowal.events.errors import NotAnEngine, StoreFailed, StoreNotAnswering
    from avowal.events.import_statements import ImportRefused
    from avowal.events.log_source import SourceRefused
    from avowal.events.weblog_import import NeedsFile

    return (
        NotADeployment,
        NotAnEngine,
        StoreNotAnswering,
        StoreFailed,
        SourceRefused,
        ImportRefused,
        NeedsFile,
        NoBrowser,
        AnotherRun,
    )


def stop(message: str) -> NoReturn:
    """Say on standard error why it could not be done, and leave with exit code 2."""
    err.print(message, markup=False)
    raise typer.Exit(COULD_NOT)


def answer(value: Any) -> None:
    """Write `value` as JSON to standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n")


def settings_of(deployment: Path | None) -> config.Settings:
    """The settings of the deployment meant; this process and those it starts know it by AVOWAL_DEPLOYMENT."""
    from avowal import config

    named = deployment or Path(os.environ.get("AVOWAL_DEPLOYMENT") or Path.cwd())
    settings = config.load(named)
    os.environ["AVOWAL_DEPLOYMENT"] = str(settings.deployment)
    return settings
