"""Tagged PDF (PDF/UA-1) of a document, made by WeasyPrint from its HTML, once for each content and kept.

Fonts are whole files of this package, one per family and weight, with no `unicode-range`: WeasyPrint draws wrong
characters where several parts of one font stand under one name. Nothing is fetched but these files.
"""

from __future__ import annotations

import atexit
import hashlib
import os
import tempfile
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

FOLDER = "documents"
"""Under `data/`: what was made, by the hash of what it was made from."""
FONTS = Path(__file__).with_name("fonts")
STYLE = Path(__file__).with_name("pdf.css")
_SCHEME = "font:"
_ONE_AT_A_TIME = threading.Lock()

_LATIN = ("NotoSans",)
_OF_SCRIPT = {
    "ar": "NotoSansArabic",
    "fa": "NotoSansArabic",
    "hi": "NotoSansDevanagari",
    "hy": "NotoSansArmenian",
    "ja": "NotoSansJP",
    "km": "NotoSansKhmer",
    "ko": "NotoSansKR",
    "lo": "NotoSansLao",
    "pa": "NotoSansGurmukhi",
    "th": "NotoSansThai",
    "zh-hans": "NotoSansSC",
    "zh-hant": "NotoSansTC",
}
"""Language → its family; every other one is written in Noto Sans (Latin, Vietnamese, Cyrillic)."""


class CannotMake(Exception):
    """This machine cannot make PDF files; the text says what to install."""


class NotOurs(ValueError):
    """A document names a file that is none of this package's; nothing else is ever fetched."""


@dataclass(frozen=True)
class Printed:
    """What a PDF is made from: whole HTML, the languages it is in (the first is the document's own), its address."""

    html: str
    languages: tuple[str, ...]
    base: str

    @property
    def digest(self) -> str:
        """Changes with the content, the style and the program that makes it."""
        made_by = _library().__version__
        said = "\0".join((self.html, *self.languages, self.base, STYLE.read_text("utf-8"), made_by))
        return hashlib.sha256(said.encode()).hexdigest()


@cache
def trouble() -> str:
    """Why no PDF can be made here; empty where all is well."""
    try:
        import weasyprint  # noqa: F401
    except OSError as error:
        missing = str(error).split(":", maxsplit=1)[0]
        return (
            f"WeasyPrint finds no Pango ({missing}): install Debian's libpango-1.0-0, libpangoft2-1.0-0 and "
            "libharfbuzz-subset0."
        )
    return ""


def file_of(printed: Printed, data: Path) -> Path:
    """The PDF of `printed`, made now unless it was before. Raises CannotMake; OSError when `data` is not writable."""
    if trouble():
        raise CannotMake(trouble())
    file = data / FOLDER / f"{printed.digest}.pdf"
    with _ONE_AT_A_TIME:
        if not file.is_file():
            file.parent.mkdir(parents=True, exist_ok=True)
            _write(file, make(printed))
    return file


def forget_others(kept: Iterable[Path], data: Path) -> int:
    """Delete what was made of texts that are no more; how many."""
    others = set((data / FOLDER).glob("*.pdf")) - set(kept)
    for file in others:
        file.unlink(missing_ok=True)
    return len(others)


def make(printed: Printed) -> bytes:
    """The PDF itself."""
    weasyprint = _library()
    style, fonts = _style(tuple(dict.fromkeys(_family(language) for language in printed.languages)))
    html = weasyprint.HTML(string=printed.html, base_url=printed.base, url_fetcher=_fetch)
    made = html.write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1")
    return bytes(made)


def _family(language: str) -> str:
    return _OF_SCRIPT.get(language, *_LATIN)


@cache
def _style(families: tuple[str, ...]) -> tuple[Any, Any]:
    """The style sheet with these families, and their fonts; read once in a process, since the large ones take long."""
    weasyprint = _library()
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    faces = "".join(_faces(family) for family in dict.fromkeys((*_LATIN, *families)))
    style = weasyprint.CSS(
        string=faces + _stacks() + STYLE.read_text("utf-8"), base_url=_SCHEME, font_config=fonts, url_fetcher=_fetch
    )
    return style, fonts


atexit.register(_style.cache_clear)  # fonts unregister themselves, for which the library must still be there


def _faces(family: str) -> str:
    files = ((weight, FONTS / f"{family}-{name}.woff2") for name, weight in (("Regular", 400), ("Bold", 700)))
    return "".join(
        f'@font-face{{font-family:"{family}";font-weight:{weight};src:url("{_SCHEME}{file.name}")}}\n'
        for weight, file in files
        if file.is_file()
    )


def _stacks() -> str:
    """Each language in its own family, and the Latin letters in it in that of Latin."""
    return "".join(
        f':lang({language}){{font-family:"{family}","{_LATIN[0]}"}}\n' for language, family in _OF_SCRIPT.items()
    )


def _fetch(url: str) -> Any:
    """A font of this package; anything else is refused."""
    from weasyprint.urls import URLFetcherResponse

    file = FONTS / url.removeprefix(_SCHEME)
    if not url.startswith(_SCHEME) or file.parent != FONTS or not file.is_file():
        raise NotOurs(f"{url} is no font of this package, so it is not fetched.")
    return URLFetcherResponse(url, BytesIO(file.read_bytes()), {"Content-Type": "font/woff2"})


def _library() -> Any:
    import weasyprint

    return weasyprint


def _write(file: Path, content: bytes) -> None:
    """Whole or not at all, also beside another process that makes the same."""
    handle, name = tempfile.mkstemp(dir=file.parent, suffix=".part")
    with os.fdopen(handle, "wb") as opened:
        opened.write(content)
    Path(name).replace(file)
