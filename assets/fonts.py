# ruff: noqa: INP001  (a script beside the sources it builds from)
"""Cuts the fonts that pages load: one file or a few for each script, with the style sheet that names them.

Latin, Cyrillic, Armenian, Khmer and Arabic come whole. Chinese and Korean would weigh twelve megabytes, so they are
cut: first what the sites say today, in catalogues, wording and content, in two weights; then the characters in common
use, in pieces of a few hundred that a browser asks for only where a page needs one. `assets/build` runs this.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
PACKAGE = HERE.parent / "avowal"
OUT = PACKAGE / "website" / "static" / "avowal" / "fonts"
PIECE = 400
"""Characters in common use to a file: some 60 kilobytes."""
ASCII_END = 0x7F


@dataclass(frozen=True)
class Face:
    """One `@font-face`."""

    family: str
    file: str
    weight: str
    codes: frozenset[int]

    def css(self) -> str:
        return (
            f'@font-face{{font-family:"{self.family}";src:url("fonts/{self.file}") format("woff2");'
            f"font-weight:{self.weight};font-display:swap;unicode-range:{ranges(self.codes)}}}\n"
        )


def ranges(codes: Iterable[int]) -> str:
    """`U+41-5A,U+61`."""
    found: list[list[int]] = []
    for code in sorted(codes):
        if found and code == found[-1][1] + 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return ",".join(f"U+{first:X}" + (f"-{last:X}" if last > first else "") for first, last in found)


def covered(file: Path) -> frozenset[int]:
    with TTFont(file, lazy=True) as font:
        return frozenset(font.getBestCmap())


# Scripts that come whole: language → the parts that its style sheet names besides Public Sans's Latin.
ARABIC = [("Noto Sans Arabic", "noto-sans-arabic", "arabic")]
WHOLE = {
    "vi": [("Public Sans", "public-sans", "vietnamese"), ("Public Sans", "public-sans", "latin-ext")],
    "ru": [("Noto Sans", "noto-sans", "cyrillic")],
    "hy": [("Noto Sans Armenian", "noto-sans-armenian", "armenian")],
    "km": [("Noto Sans Khmer", "noto-sans-khmer", "khmer")],
    "ar": ARABIC,
    "fa": ARABIC,
}


def whole(language: str) -> Iterator[Face]:
    for family, package, part in WHOLE[language]:
        name = f"{package}-{part}.woff2"
        shutil.copyfile(
            MODULES / f"@fontsource-variable/{package}/files/{package}-{part}-wght-normal.woff2", OUT / name
        )
        shutil.copyfile(MODULES / f"@fontsource-variable/{package}/LICENSE", OUT / f"{package}.LICENSE.txt")
        codes = covered(OUT / name) - set(range(ASCII_END + 1))
        yield Face(family, name, "100 900", codes)


@dataclass(frozen=True)
class Cut:
    """A script that is cut: from which package, and which encoding holds its characters in common use."""

    name: str
    encoding: str
    rows: range
    """First bytes of the encoding's double-byte characters in common use."""

    @property
    def family(self) -> str:
        return f"Noto Sans {self.name.upper()}"

    def file(self, weight: str) -> Path:
        short = f"NotoSans{self.name.upper()}_{weight}"
        return MODULES / f"@expo-google-fonts/noto-sans-{self.name}" / weight / f"{short}.ttf"

    def common(self) -> set[int]:
        found: set[int] = set()
        for row in self.rows:
            for cell in range(0x40, 0xFF):
                try:
                    found.add(ord(bytes((row, cell)).decode(self.encoding)))
                except (UnicodeDecodeError, TypeError):
                    continue
        return found


CUT = {
    "zh-hans": Cut("sc", "gb2312", range(0xB0, 0xD8)),  # level 1: 3,755 characters in common use
    "zh-hant": Cut("tc", "big5", range(0xA4, 0xC7)),  # level 1: 5,401
    "ko": Cut("kr", "euc_kr", range(0xB0, 0xC9)),  # 2,350 syllables
}
PUNCTUATION = {*range(0x3000, 0x3020), *range(0xFF00, 0xFF61), 0x2018, 0x2019, 0x201C, 0x201D, 0x2026, 0x00B7, 0x2014}


def said(language: str) -> set[int]:
    """Every character that catalogue, wording, words and pages of `language` hold, and its name among languages."""
    files = [
        PACKAGE / "sample/policy/wording" / f"{language}.md",
        PACKAGE / "sample/content/words" / f"{language}.yaml",
        *(PACKAGE / "sample/content/pages").glob(f"*/{language}/**/*.md"),
        *(PACKAGE / "sample/content/documents").glob(f"*/{language}.md"),
        PACKAGE
        / "website/locale"
        / language.replace("-hans", "_Hans").replace("-hant", "_Hant")
        / "LC_MESSAGES/django.po",
        *(PACKAGE / "policy/words").glob("*.py"),
    ]
    return {ord(character) for file in files if file.is_file() for character in file.read_text(encoding="utf-8")}


def cut(language: str) -> Iterator[Face]:
    script = CUT[language]
    offered = covered(script.file("400Regular")) - set(range(0x2E80))
    extra = covered(script.file("400Regular")) & PUNCTUATION
    own = (said(language) & offered) | extra
    rest = sorted((script.common() & offered) - own)
    for weight, name in (("400Regular", "400"), ("700Bold", "700")):
        yield _piece(script, weight, name, "own", own)
    for number in range(0, len(rest), PIECE):
        yield _piece(script, "400Regular", "400", f"{number // PIECE + 1:02}", set(rest[number : number + PIECE]))


def _piece(script: Cut, weight: str, css_weight: str, part: str, codes: set[int]) -> Face:
    name = f"noto-sans-{script.name}-{part}-{css_weight}.woff2"
    _subset(script.file(weight), name, codes, ["kern", "liga", "locl", "palt"])
    shutil.copyfile(
        MODULES / f"@expo-google-fonts/noto-sans-{script.name}" / "LICENSE_FONT",
        OUT / f"noto-sans-{script.name}.LICENSE.txt",
    )
    # Pieces in common use are drawn bold by the browser where there is no bold file.
    return Face(script.family if part == "own" else f"{script.family} More", name, css_weight, frozenset(codes))


NAMES = {
    "vietnamese": ("@fontsource-variable/public-sans/files/public-sans-vietnamese-wght-normal.woff2", "Tiếng Việt"),
    "cyrillic": ("@fontsource-variable/noto-sans/files/noto-sans-cyrillic-wght-normal.woff2", "Русский"),
    "armenian": (
        "@fontsource-variable/noto-sans-armenian/files/noto-sans-armenian-armenian-wght-normal.woff2",
        "Հայերեն",
    ),
    "khmer": ("@fontsource-variable/noto-sans-khmer/files/noto-sans-khmer-khmer-wght-normal.woff2", "ខ្មែរ"),
    "arabic": (
        "@fontsource-variable/noto-sans-arabic/files/noto-sans-arabic-arabic-wght-normal.woff2",
        "العربيّة فارسی",
    ),
    "korean": ("@expo-google-fonts/noto-sans-kr/500Medium/NotoSansKR_500Medium.ttf", "한국어"),
    "traditional": ("@expo-google-fonts/noto-sans-tc/500Medium/NotoSansTC_500Medium.ttf", "繁體中文"),
    "simplified": ("@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf", "简体"),
}
"""What menus of languages say, in each script: a few kilobytes, so that no page needs a whole script for a name."""


def names() -> Iterator[Face]:
    for part, (source, text) in NAMES.items():
        name = f"noto-names-{part}.woff2"
        codes = frozenset(ord(character) for character in text if ord(character) > ASCII_END)
        _subset(MODULES / source, name, codes, ["*"])
        yield Face("Names", name, "100 900", codes)


def _subset(source: Path, name: str, codes: Iterable[int], features: list[str]) -> None:
    options = subset.Options(flavor="woff2", layout_features=features, hinting=False)
    font = subset.load_font(source, options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=codes)
    cutter.subset(font)
    subset.save_font(font, OUT / name, options)


def sheet(language: str, faces: list[Face]) -> str:
    families = list(dict.fromkeys(face.family for face in faces))
    stack = ", ".join(f'"{family}"' for family in families if family != "Public Sans")
    rule = (
        f':root{{--type:"Public Sans","Public Sans Until Loaded",{stack},"Names",system-ui,sans-serif}}\n'
        if stack
        else ""
    )
    return (
        f"/* Built by assets/fonts.py: the script of `{language}`. */\n" + "".join(face.css() for face in faces) + rule
    )


def main(*only: str) -> None:
    """All of them, or those of the languages given."""
    (HERE / "styles" / "_names.scss").write_text(
        "// Built by fonts.py: the languages' own names.\n" + "".join(face.css() for face in names()), encoding="utf-8"
    )
    for language in only or (*WHOLE, *CUT):
        faces = list(whole(language) if language in WHOLE else cut(language))
        (OUT.parent / f"script-{language}.css").write_text(sheet(language, faces), encoding="utf-8")
        total = sum((OUT / face.file).stat().st_size for face in faces)
        sys.stdout.write(f"{language}: {len(faces)} files, {total / 1000:.0f} kB\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
