"""The program's commands by name. Each module of this room holds one family; it is imported when it is meant.

So `avowal --help` costs no more than its words, and `avowal weblog import` loads nothing of the auditor or the policy's
checks. Heavy rooms are imported by the commands when they run.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_group

FAMILIES = {
    "demo": ("demo", "Make the sample plan's three sites, serve them, and say where they are and how to sign in."),
    "init": ("serve", "Make a new deployment: policy bundle, settings file and content, to edit."),
    "serve": ("serve", "Run the sites and, on the embedded default, the event store's owner beside them."),
    "worker": (
        "worker",
        "Take in what waits in this machine's spool, and count days that are over, until a signal ends it.",
    ),
    "manage": ("manage", "Run a Django command, such as migrate, check or createsuperuser."),
    "audit": ("audit", "Visit the sites in real Chromium, look into the store, and give a verdict on each promise."),
    "doctor": ("doctor", "Look at everything that the deployment needs, and say what to mend."),
    "erase": ("erase", "Erase what was recorded of a visitor, and print a receipt; exit code 1 when there is nothing."),
    "report": ("report", "Print one of the nine reports, or the form of it that may leave the house."),
    "policy": ("policy", "The policy bundle: check it, publish it."),
    "weblog": ("weblog", "Server logs."),
    "store": ("store", "The event store."),
}
"""Name → the module that holds the command, and the first words of its help (a test compares them with its own)."""
TWO_WORDS = {("audit", "selftest"): "selftest"}
"""What a command's first argument may turn it into → the module that holds that command."""


def loaded(name: str, module_name: str = "") -> Any:
    """The command or group `name` itself, from its module."""
    module = import_module(f"avowal.cli.{module_name or FAMILIES[name][0]}")
    family = typer.Typer(rich_markup_mode="rich")
    if hasattr(module, "add_to"):
        module.add_to(family)
    else:
        family.add_typer(module.app, name=name)
    return get_group(family).commands[name]


class _Named(TyperCommand):
    """A command as the program's help names it, without its module."""


class _Program(TyperGroup):
    """Knows its commands by name, and loads the one that is given."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        for name, (_, summary) in FAMILIES.items():
            self.add_command(_Named(name, help=summary))

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """The command that the first of `args` names, and the rest of them."""
        module = TWO_WORDS.get((args[0], "".join(args[1:2]))) if args else None
        if module is not None:
            return " ".join(args[:2]), loaded(args[1], module), args[2:]
        name, command, rest = super().resolve_command(ctx, args)
        return name, loaded(str(name)) if isinstance(command, _Named) else command, rest


app = typer.Typer(
    name="avowal",
    cls=_Program,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    help="The website platform on which the privacy policy runs.",
    epilog="Example: avowal demo",
)


@app.callback()
def avowal() -> None:
    """The website platform on which the privacy policy runs."""
