"""What the policy itself says at each promise, as plain text, so that a verdict stands beside the words it is about."""

from __future__ import annotations

import re

from avowal.policy.model import PolicyVersion
from avowal.policy.placeholders import UnknownPlaceholder
from avowal.policy.prose import statement_text

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"(\*\*|__|`|^#+ |(?<!\w)[*_]|[*_](?!\w))", re.MULTILINE)


class Sentences:
    """The words of one version in the policy's source language; empty where nothing is worded."""

    def __init__(self, version: PolicyVersion) -> None:
        self._version = version
        self._language = version.policy.source_language
        self._worded = self._language in version.policy.wording

    def of(self, promise: str) -> str:
        """The first sentence that makes `promise`; nothing where a draft leaves open what stands in it."""
        if not self._worded:
            return ""
        try:
            return plain(statement_text(self._version, self._language, promise))
        except UnknownPlaceholder:
            return ""

    def sections(self) -> dict[str, str]:
        """Section key → number and title."""
        if not self._worded:
            return {key: key for key in self._version.policy.sections}
        worded, found, number = self._version.policy.wording[self._language].sections, dict[str, str](), 0
        for key, section in self._version.policy.sections.items():
            number += section.numbered
            title = worded[key].title if key in worded else key
            found[key] = f"{number}. {title}" if section.numbered else title
        return found


def plain(markdown: str) -> str:
    """Markdown as the text that a reader sees."""
    text = _MARKS.sub("", _LINK.sub(r"\1", markdown))
    return re.sub(r"\s+", " ", text).strip()
