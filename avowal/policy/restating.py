"""Other ways to say an act, put into the verb that the clauses understand.

“Is for sale”, “has access to”, “can see” and “is visible to” name an act by what follows from it; “our sharing of …”
and “there is no tracking by …” name it as a thing. `plainly` puts the first kind into verbs where they stand;
`acts_named` tells what the second kind takes for granted, as sentences of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_DENIED = r"(?P<no>(?: (?:not|never|also|only|ever|always|\w+ly))*)"
_OUR_HOUSE = (
    r"(?:our|the|this) (?:\w+ )?(?:staff|team|company|organization|plan|office|servers?|systems?|hands|house)\b"
)
_PLAIN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), instead)
    for pattern, instead in (
        (r"^(?:both|all|each|some)(?: of (?:them|these))? (?=(?:may|can|will|might|could)\b)", "they "),
        (rf"\b(?:nobody|no one|none) outside (?:of )?{_OUR_HOUSE}", "no third party"),
        (rf"\b(?:anyone|anybody|people|persons) outside (?:of )?{_OUR_HOUSE}", "any third party"),
        (rf"\b(?:(?:does|do|will|may|can) (?:not|never)|never) leaves? {_OUR_HOUSE}", "is never shared"),
        (rf"\b(?:stays?|remains?) (?:with us|(?:within|inside|in) {_OUR_HOUSE})", "is never shared"),
        (rf"\b(?P<is>is|are|be){_DENIED} (?:up )?for sale\b", r"\g<is>\g<no> sold"),
        (r"(?<!we )\b(?:has|have) no access to\b", "do not receive"),
        (r"\b(?:is|are) (?:not|never) (?:given|granted|allowed) access to\b", "do not receive"),
        (r"\b(?:be|is|are) (?:given|granted|allowed) access to\b", "receive"),
        (r"(?<!we )(?<!we do not )(?<!we never )\b(?:has|have|get|gets|gain|gains) access to\b", "receive"),
        (
            r"\b(?:give|grant|allow|offer)s? (?!(?:you|members|users|visitors)\b)(?P<who>(?:\w+ ){1,4})access to\b\s*",
            r"share with \g<who>",
        ),
        (
            rf"(?<!we )(?<!you )\b(?P<can>can|may|could|might|will){_DENIED} (?:see|view|read|inspect)\b",
            r"\g<can>\g<no> receive",
        ),
        (
            rf"\b(?P<is>is|are|be){_DENIED} (?:visible|viewable|accessible|available) to\b(?! (?:us|you|our)\b)",
            r"\g<is>\g<no> shared with",
        ),
    )
)
_MAY_HOLD = re.compile(
    r"\b(?:both|all|each|some|sale|access|accessible|see|view|viewable|visible|available|read|inspect|outside|leaves?|stays?|remains?)\b",
    re.IGNORECASE,
)
"""A sentence without one of these words stays as it is."""
_ACTS = {
    "sharing": "share",
    "disclosure": "disclose",
    "sale": "sell",
    "selling": "sell",
    "renting": "rent",
    "use": "use",
    "tracking": "track you",
    "collection": "collect",
}
_NAMES = "|".join(_ACTS)
_STOP = r"(?= (?:is|are|was|were|may|will|can|has|have|does|do|takes|occurs|happens)\b|[,.;:]|$)"
_OURS = re.compile(rf"\bour (?P<act>{_NAMES}) of (?P<what>.+?){_STOP}", re.IGNORECASE)
_NONE = re.compile(
    rf"^there (?:is|are|will be) no (?P<act>{_NAMES})(?: of (?P<what>.+?))?(?: by (?P<who>.+?))?{_STOP}", re.IGNORECASE
)
_DENIES = re.compile(r"\b(?:not|no|never|cannot|neither|without|prohibits?|forbids?)\b", re.IGNORECASE)
_LIMITS = re.compile(r"\b(?:not|no|never|only|limited|except|unless|without)\b", re.IGNORECASE)


def plainly(text: str) -> str:
    """`text` with what follows from an act put as the act."""
    if not _MAY_HOLD.search(text):
        return text
    for pattern, instead in _PLAIN:
        text = pattern.sub(instead, text)
    return text


def acts_named(sentence: str) -> Iterator[str]:
    """What `sentence` takes for granted by a noun: “you may object to our sharing of X with Y” says that X is shared.

    A use is said only with what it is for, and only a sentence that denies nothing takes an act for granted.
    """
    none = _NONE.match(sentence)
    if none:
        who, what = none["who"] or "we", none["what"] or ""
        yield f"{who} do not {_ACTS[none['act'].lower()]} {what}".strip()
        return
    for found in _OURS.finditer(sentence):
        aimless = found["act"].lower() == "use" and not re.search(r"\b(?:for|to)\b", found["what"])
        if not aimless and not _DENIES.search(sentence[: found.start()]) and not _LIMITS.search(found["what"]):
            yield f"We {_ACTS[found['act'].lower()]} {found['what']}"
