"""Documents listed beside the policy, and the languages they are in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from avowal.reader.blocks import Block

LANGUAGES = {
    "en": ("English",),
    "es": ("Spanish", "Español", "Espanol"),
    "zh": ("Chinese", "中文", "Mandarin", "Cantonese"),
    "zh-hant": ("Traditional Chinese", "Chinese Traditional", "繁體中文", "繁体中文"),
    "zh-hans": ("Simplified Chinese", "Chinese Simplified", "简体中文", "簡體中文"),
    "ko": ("Korean", "한국어"),
    "hy": ("Armenian", "Հայերեն"),
    "ru": ("Russian", "Русский"),
    "tl": ("Tagalog", "Filipino"),
    "vi": ("Vietnamese", "Tiếng Việt"),
    "fa": ("Farsi", "Persian", "فارسی"),
    "km": ("Khmer", "Cambodian", "ខ្មែរ", "ភាសាខ្មែរ"),
    "ar": ("Arabic", "العربية"),
    "ja": ("Japanese", "日本語"),
    "hi": ("Hindi", "हिन्दी"),
    "pa": ("Punjabi", "ਪੰਜਾਬੀ"),
    "hmn": ("Hmong", "Hmoob"),
    "lo": ("Lao", "Laotian", "ລາວ"),
    "th": ("Thai", "ไทย"),
    "uk": ("Ukrainian", "Українська"),
    "pl": ("Polish", "Polski"),
    "pt": ("Portuguese", "Português"),
    "fr": ("French", "Français"),
    "de": ("German", "Deutsch"),
    "it": ("Italian", "Italiano"),
    "ht": ("Haitian Creole", "Kreyòl"),
    "so": ("Somali", "Soomaali"),
    "am": ("Amharic", "አማርኛ"),
    "ur": ("Urdu", "اردو"),
    "bn": ("Bengali", "বাংলা"),
    "gu": ("Gujarati", "ગુજરાતી"),
    "he": ("Hebrew", "Yiddish", "עברית"),
    "el": ("Greek", "Ελληνικά"),
    "sm": ("Samoan",),
    "nv": ("Navajo",),
    "mien": ("Mien",),
}
_CODES = {name.lower(): code for code, names in LANGUAGES.items() for name in names}
_LANGUAGE = re.compile(
    r"(?<!\w)(?:" + "|".join(re.escape(name) for name in sorted(_CODES, key=len, reverse=True)) + r")(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Listed:
    """One document: its label without the language, its address, and its language's code (empty: not said)."""

    label: str
    language: str
    address: str
    words: str
    line: int


def listed(blocks: Iterable[Block]) -> tuple[Listed, ...]:
    """Each link of the blocks as a document."""
    found = []
    for block in blocks:
        for link in block.links:
            if not link.text or not link.address or link.address.startswith(("#", "javascript:")):
                continue
            language = language_of(link.text)
            label = " ".join(re.sub(r"[(\[][^)\]]*[)\]]|[-–—:]\s*$", " ", _LANGUAGE.sub(" ", link.text)).split()).strip(
                " -–—:,/()"
            )
            found.append(Listed(label or link.text, language, link.address, link.text, block.line))
    return tuple(found)


def language_of(text: str) -> str:
    """The code of the language that `text` names, or nothing."""
    found = _LANGUAGE.search(text)
    return _CODES[found[0].lower()] if found else ""
