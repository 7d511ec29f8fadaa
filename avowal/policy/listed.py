"""List items read with what opens their list: “… to:”, or a section's title that says the act."""

from __future__ import annotations

import re

from avowal.policy.clauses import predicates
from avowal.policy.context import Context
from avowal.policy.lexicon import Kind
from avowal.policy.regions import Role

_LABEL = re.compile(r"^[\w*][^.:]{0,60}:\s+(?=\S)")
_SHARING = re.compile(
    r"\b(?:with )?(?:who|whom)(?: else)?\b.{0,25}\b(?:shar|disclos|giv|gets?\b|receiv|sees?\b|has access)"
    r"|\b(?:shar|disclos|giv|transfer)\w*\b.{0,40}\b(?:with|to)\b|^(?:how we )?(?:shar|disclos)\w*\b"
    r"|\b(?:recipients?|third parties)\b.{0,25}\b(?:shar|disclos|receiv)",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:not|never|no)\b", re.IGNORECASE)
_HEAD = 7
"""Words among which a verbless item names who gets data."""


def continued(lead: str, item: str, context: Context) -> str:
    """`item` as a sentence: after its list's beginning where it has no subject of its own; labels are left out."""
    plain = _LABEL.sub("", item)
    if any(one.subjects for one in predicates(context.sentence(plain))):
        return plain
    return f"{lead} {plain[:1].lower()}{plain[1:]}"


def named_under(title: str, item: str, context: Context) -> str:
    """`item`, which only names somebody, as what `title` says of him; `item` itself where the title says no act."""
    if not _SHARING.search(title):
        return item
    sentence = context.sentence(item)
    main = sentence.of(Role.MAIN)
    opens = sentence.within(main[:_HEAD], Kind.RECIPIENT)
    if not opens or any(at in main for one in predicates(sentence) for at in (one.at,)):
        return item
    verb = "do not share" if _DENIED.search(title) else "may share"
    return f"We {verb} information with {item[:1].lower()}{item[1:]}"
