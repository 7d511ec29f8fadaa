"""What the policy itself says at each promise, as plain text, so that a verdict stands beside the words it is about."""

from __future__ import annotations

import re

from avowal.policy.model import PolicyVersion
from avowal.policy.prose import page, statement_text

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"(\*\*|__|`|^#+ |(?<!\w)[*_]|[*_](?!\w))", re.MULTILINE)


class Sentences:
    """The words of one version in the policy's source language; empty where nothing is worded."""

    def __init__(self, version: PolicyVersion) -> None:
        self._version = version
        self._language = version.policy.source_language
        self._worded = self._language in version.policy.wording

    def of(self, promise: str) -> str:
        """The first sentence that makes `promise`."""
        if not self._worded:
            return ""
        return plain(statement_text(self._version, self._language, promise))

    def sections(self) -> dict[str, str]:
        """Section key → number and title."""
        if not self._worded:
            return {key: key for key in self._version.policy.sections}
        found = page(self._version, self._language).sections
        return {one.anchor: f"{one.number}. {one.title}" if one.number else one.title for one in found}


def plain(markdown: str) -> str:
    """Markdown as the text that a reader sees."""
    text = _MARKS.sub("", _LINK.sub(r"\1", markdown))
    return re.sub(r"\s+", " ", text).strip()
