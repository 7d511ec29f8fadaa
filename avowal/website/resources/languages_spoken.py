"""What is known of the languages of documents, of which some are none of the sites': own name, direction, letters."""

from __future__ import annotations

import re

from avowal.website.pages import languages

_NAMES = {
    "hi": "हिन्दी",
    "hmn": "Hmoob",
    "ja": "日本語",
    "lo": "ລາວ",
    "pa": "ਪੰਜਾਬੀ",
    "th": "ไทย",
    "uk": "Українська",
}
"""Languages that Django does not know, or only by its English name for them."""
_RIGHT_TO_LEFT = frozenset(("ar", "fa", "he", "ps", "sd", "ug", "ur", "yi"))
_LETTERS = {
    "ar": r"[\u0600-\u06FF]",
    "fa": r"[\u0600-\u06FF]",
    "hi": r"[\u0900-\u097F]",
    "hy": r"[\u0530-\u058F]",
    "ja": r"[\u3040-\u30FF]",
    "km": r"[\u1780-\u17FF]",
    "ko": r"[\uAC00-\uD7AF]",
    "lo": r"[\u0E80-\u0EFF]",
    "pa": r"[\u0A00-\u0A7F]",
    "ru": r"[\u0400-\u04FF]",
    "th": r"[\u0E00-\u0E7F]",
    "uk": r"[\u0400-\u04FF]",
    "zh-hans": r"[\u4E00-\u9FFF]",
    "zh-hant": r"[\u4E00-\u9FFF]",
}
_NO_LATIN = frozenset(_LETTERS)
MOST_FOREIGN = 0.3
"""Latin letters in a text of another script: names of programs and laws stay as they are."""


def own_name(language: str) -> str:
    """The name of `language` in itself."""
    return _NAMES.get(language) or languages.own_name(language)


def direction(language: str) -> str:
    """`rtl` or `ltr`."""
    return "rtl" if language.partition("-")[0] in _RIGHT_TO_LEFT else "ltr"


def is_written_in(text: str, language: str) -> bool:
    """Whether the letters of `text` are those of `language`; languages that share letters are not told apart."""
    latin = len(re.findall(r"[A-Za-z]", text))
    if language not in _NO_LATIN:
        others = len(re.findall(r"[^\W\d_]", text)) - len(re.findall(r"[A-Za-z\u00C0-\u024F\u1E00-\u1EFF]", text))
        return others <= MOST_FOREIGN * max(latin, 1)
    own = len(re.findall(_LETTERS[language], text))
    return own > 0 and latin <= MOST_FOREIGN * (own + latin) * (2 if language.startswith(("zh", "ja", "ko")) else 1)
