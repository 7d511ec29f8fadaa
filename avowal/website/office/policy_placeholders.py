"""Placeholders as people meet them in the wording editor: what each stands for now, and what else can be named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from avowal.policy.placeholders import PLACEHOLDER, UnknownPlaceholder, value
from avowal.policy.speaker import Speaker
from avowal.policy.tables import TABLES, WHOLE

_MARKDOWN = MarkdownIt("commonmark", {"html": False})
_FIELDS = {
    "organisation": ("name", "legal_name", "address"),
    "limits": ("child_age", "small_cell", "notice_before_change"),
}
_ENTRIES = {
    "contacts": ("", ".email", ".telephone", ".tty", ".hours", ".address"),
    "collections": ("", ".keep", ".purposes", ".elements"),
    "cookies": ("", ".life", ".purpose", ".without"),
    "duties": ("", ".within"),
    "choices": ("",),
    "recipients": ("", ".services"),
    "third_parties": ("", ".cookies", ".statement"),
    "data": ("",),
    "purposes": ("",),
}


@dataclass(frozen=True)
class Explained:
    """One placeholder as it is written, and what it stands for; `known` is false where it names nothing."""

    written: str
    value: SafeString
    known: bool = True


def explained(speaker: Speaker, text: str) -> list[Explained]:
    """The placeholders in `text`, each once."""
    return [_explained(speaker, name) for name in dict.fromkeys(found["name"] for found in PLACEHOLDER.finditer(text))]


def offered(speaker: Speaker) -> list[Explained]:
    """Everything that the policy declares and a placeholder can say."""
    return [found for found in (_explained(speaker, name) for name in _names(speaker)) if found.known]


def without_unknown(speaker: Speaker, text: str) -> str:
    """`text` in which a placeholder that names nothing stands as plain words, so that the rest can be shown."""
    return PLACEHOLDER.sub(lambda found: found[0] if _explained(speaker, found["name"]).known else _plain(found), text)


def _plain(found: re.Match[str]) -> str:
    return f"\\[{found['name']}?\\]"


def _explained(speaker: Speaker, name: str) -> Explained:
    written = f"{{{{ {name} }}}}"
    if name in TABLES:
        return Explained(written, SafeString(_("a table, made from the declarations")))
    try:
        # markdown-it with raw HTML off: whatever the value holds comes out as text
        return Explained(written, mark_safe(_MARKDOWN.renderInline(value(speaker, name))))  # noqa: S308
    except (UnknownPlaceholder, TypeError, KeyError):
        return Explained(written, SafeString(_("names nothing that the policy declares")), known=False)


def _names(speaker: Speaker) -> Iterator[str]:
    yield from WHOLE
    for part, fields in _FIELDS.items():
        yield from (f"{part}.{field}" for field in fields)
    for part, endings in _ENTRIES.items():
        for key in getattr(speaker.policy, part):
            yield from (f"{part}.{key}{ending}" for ending in endings)
