"""Every form and field of the page and its frames, and what was filled in beforehand without the visitor's doing."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Error as BrowserError

from avowal.auditor.evidence import Form, FormField
from avowal.auditor.observers.scene import Scene

_LOOK = Path(__file__).with_name("forms.js").read_text(encoding="utf-8")
_MOST_FRAMES = 8
_SHORTEST = 6  # letters below which a value stands for anything


class FormObserver:
    """Gathers `forms` and `fields`; what appears only after a click is added to what was there before."""

    def __init__(self) -> None:
        self._forms: dict[Form, None] = {}
        self._fields: dict[tuple[str, str, str, str, tuple[str, ...]], FormField] = {}

    def watch(self, scene: Scene) -> None:
        """Forms are read from the finished page."""

    def look(self, scene: Scene) -> None:
        for frame in scene.page.frames[:_MOST_FRAMES]:
            with suppress(BrowserError):
                found = frame.evaluate(_LOOK)
                self._forms |= dict.fromkeys(_form(told) for told in found["forms"])
                for told in found["fields"]:
                    field = _field(told, _carried(str(told["value"]), found["page"], scene))
                    known = (field.form, field.name, field.kind, field.label, field.options)
                    self._fields.setdefault(known, field)

    def seen(self, scene: Scene) -> dict[str, Any]:  # noqa: ARG002, one shape for every observer
        return {"forms": tuple(self._forms), "fields": tuple(self._fields.values())}


def _form(told: dict[str, Any]) -> Form:
    return Form(
        str(told["action"]),
        str(told["method"]),
        tuple(told["fields"]),
        name=str(told["name"]),
        encoding=str(told["encoding"]),
        target=str(told["target"]),
        buttons=tuple(told["buttons"]),
        texts=tuple(told["texts"]),
    )


def _field(told: dict[str, Any], carries: str) -> FormField:
    return FormField(
        form=str(told["form"]),
        name=str(told["name"]),
        kind=str(told["kind"]),
        label=str(told["label"]),
        required=bool(told["required"]),
        checked=bool(told["checked"]),
        autocomplete=str(told["autocomplete"]),
        carries=carries,
        options=tuple(str(one) for one in told["options"]),
        shown=bool(told["shown"]),
    )


def _carried(value: str, page: dict[str, str], scene: Scene) -> str:
    """What a value that was filled in beforehand says about the visitor; the value itself is not kept."""
    if not value:
        return ""
    plain = unquote(value)
    parts = urlsplit(page["address"])
    path = parts.path if len(parts.path) >= _SHORTEST else ""
    if page["address"] in plain or plain == path or (parts.query and parts.query in plain):
        return "address"
    if page["referrer"] and page["referrer"] in plain:
        return "referrer"
    if page["title"] and len(page["title"]) >= _SHORTEST and plain == page["title"]:
        return "title"
    kept = {one.value for one in scene.stored_values if len(one.value) >= _SHORTEST}
    if plain in kept or any(one in plain for one in kept):
        return "identifier"
    return "other"
