"""Signing in as a member or as staff: by the steps of a script, or by the site's own form.

A script is YAML: a list of steps, each one of

    - goto: https://www.plan.example/account/sign-in/
    - fill: {Member number: "${PLAN_MEMBER}", Password: "${PLAN_PASSWORD}"}
    - press: Sign in

A field is named by its label, its name or a CSS selector; `${NAME}` is read from the environment, so that no secret
stands in the file. What is filled in is kept nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Locator, Page

_VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
_PATIENCE = 10_000
_LARGEST = 100_000


class BadLogin(ValueError):
    """A login script that cannot be read; the message says where, and what to write instead."""


@dataclass(frozen=True)
class Step:
    """One step: `does` is goto | fill | press, `what` an address, a field or a button, `value` what is filled in."""

    does: str
    what: str
    value: str = field(default="", repr=False)


@dataclass(frozen=True)
class Login:
    """How to sign in, and where the pages begin that are seen afterwards; an empty `home` is where it leads."""

    steps: tuple[Step, ...]
    home: str = ""


def read_login(file: Path, environment: Mapping[str, str]) -> Login:
    """The login script in `file`. Raises BadLogin."""
    try:
        text = file.read_text(encoding="utf-8")
        told = yaml.safe_load(text[:_LARGEST])
    except OSError as trouble:
        raise BadLogin(f"{file} cannot be read: {trouble.strerror}.") from trouble
    except (yaml.YAMLError, UnicodeDecodeError) as trouble:
        raise BadLogin(f"{file} is not YAML: {' '.join(str(trouble).split())}") from trouble
    if not isinstance(told, list) or not told:
        raise BadLogin(
            f"{file} is no list of steps. Write `- goto: ADDRESS`, `- fill: {{LABEL: VALUE}}`, `- press: WORDS`."
        )
    return Login(
        tuple(step for number, one in enumerate(told, 1) for step in _steps(one, f"{file}, step {number}", environment))
    )


def _steps(told: object, where: str, environment: Mapping[str, str]) -> list[Step]:
    if not isinstance(told, dict) or len(told) != 1:
        raise BadLogin(f"{where}: a step is one of goto, fill and press.")
    ((does, what),) = told.items()
    if does in ("goto", "press") and isinstance(what, str):
        return [Step(str(does), _filled_in(what, where, environment))]
    if does == "fill" and isinstance(what, dict):
        return [Step("fill", str(name), _filled_in(str(value), where, environment)) for name, value in what.items()]
    raise BadLogin(f"{where}: “{does}” is not known, or what it names is not text. Write goto, fill or press.")


def _filled_in(text: str, where: str, environment: Mapping[str, str]) -> str:
    missing = [name for name in _VARIABLE.findall(text) if name not in environment]
    if missing:
        raise BadLogin(f"{where}: the environment has no {', '.join(missing)}. Set it, then begin again.")
    return _VARIABLE.sub(lambda found: environment[found[1]], text)


def by_form(address: str, name: str, password: str, home: str) -> Login:
    """Signing in at a form of a name and a password."""
    steps = (
        Step("goto", address),
        Step("fill", "input[name=username], input[type=email], input[type=text]", name),
        Step("fill", "input[type=password]", password),
        Step("press", ""),
    )
    return Login(steps, home)


def sign_in(page: Page, login: Login) -> str | None:
    """Take the steps; None when signed in as far as can be told, else which step failed. No value is repeated."""
    for number, step in enumerate(login.steps, 1):
        try:
            _take(page, step)
        except BrowserError as error:
            what = f"step {number} ({step.does} {step.what})".replace(" )", ")")
            return f"Signing in stopped at {what}: {str(error).splitlines()[0].removeprefix('Page.goto: ')}"
    with suppress(BrowserError):
        if page.locator("input[type=password]").first.is_visible():
            return "After signing in the page still asks for a password."
    return None


def _take(page: Page, step: Step) -> None:
    if step.does == "goto":
        page.goto(step.what, wait_until="load", timeout=_PATIENCE)
    elif step.does == "fill":
        _first(page, [page.get_by_label(step.what), page.locator(f"[name='{step.what}']")], step.what).fill(
            step.value, timeout=_PATIENCE
        )
    else:
        _press(page, step.what)


def _press(page: Page, words: str) -> None:
    if words:
        places = [page.get_by_role("button", name=words), page.get_by_role("link", name=words)]
        _first(page, places, words).click(timeout=_PATIENCE)
    else:
        page.locator("input[type=password]").first.press("Enter", timeout=_PATIENCE)
    page.wait_for_timeout(200)
    with suppress(BrowserError):
        page.wait_for_load_state("load", timeout=_PATIENCE)


def _first(page: Page, places: Sequence[Locator], selector: str) -> Locator:
    """The first of `places` that is there; else `selector` as CSS."""
    for place in places:
        with suppress(BrowserError):  # a name with quotes is no selector
            if place.count():
                return place.first
    return page.locator(selector).first
