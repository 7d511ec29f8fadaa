"""Writes the sample's directory: a thousand doctors and practices that do not exist, the same on every machine.

Names are put together from syllables, so that nobody bears them; NPIs have a check digit that no real one has; streets,
towns and telephones are the sample county's.
"""

from __future__ import annotations

import csv
import io
import random
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
FILE = ROOT / "avowal" / "sample" / "content" / "providers.csv"
HOW_MANY = 1000
SEED = 20261116

HEADER = (
    "NPI",
    "Entity Type Code",
    "Provider Organization Name (Legal Business Name)",
    "Provider Last Name (Legal Name)",
    "Provider First Name",
    "Provider Credential Text",
    "Provider First Line Business Practice Location Address",
    "Provider Business Practice Location Address City Name",
    "Provider Business Practice Location Address State Name",
    "Provider Business Practice Location Address Postal Code",
    "Provider Business Practice Location Address Telephone Number",
    "Healthcare Provider Taxonomy Code_1",
    "Languages Spoken",
    "Accepting New Patients",
)
_BEGIN = [
    *("Bel", "Cor", "Dal", "Fen", "Gar", "Hal", "Ist", "Jor", "Kel", "Lam", "Mir", "Nov", "Oran", "Pel"),
    *("Quil", "Ros", "Sel", "Tam", "Ulv", "Vas", "Wen", "Yar", "Zem"),
]
_MIDDLE = ["a", "e", "i", "o", "u", "ae", "or", "an", "el", "im"]
_END = [
    *("bren", "dash", "dell", "fane", "goth", "lith", "mond", "nar", "quist", "rane", "shaw", "thorn"),
    *("vane", "wick", "zell"),
]
_GIVEN = [
    *("Abri", "Belio", "Cassu", "Deori", "Elvane", "Farou", "Gilsa", "Hanoa", "Ilvi", "Jasso", "Kiriel"),
    *("Lorae", "Maviel", "Niroa", "Orsu", "Paloe"),
]
_TOWNS = (
    ("Port Harbor", "90000", 46),
    ("Northside", "90901", 18),
    ("Valley Junction", "90902", 16),
    ("Saltmarsh", "90903", 12),
    ("Orchard Flats", "90904", 8),
)
"""Town, ZIP code in a range that the post does not use, and how many of a hundred work there."""
_STREETS = [
    *("Heron Avenue", "Ropewalk Street", "Orchard Road", "Quay Street", "Lantern Lane", "Tide Street"),
    *("Gull Way", "Pier Road"),
]
_PLACES = [
    *("Heron", "Lantern", "Quay", "Saltmarsh", "Tidewater", "Orchard", "Northside", "Lighthouse", "Cedar"),
    *("Valley", "Seawall", "Willow"),
]
_LANGUAGES = ["es", "zh-hant", "ko", "hy", "ru", "tl", "vi", "fa", "km", "ar", "zh-hans"]
_OF_LANGUAGES = (46, 10, 7, 6, 5, 9, 9, 4, 4, 5, 6)
"""How many of a hundred speak each, beside English."""
_PEOPLE = (
    ("207Q00000X", "M.D.", 24),
    ("208000000X", "M.D.", 14),
    ("207R00000X", "M.D.", 14),
    ("207V00000X", "M.D.", 9),
    ("207RC0000X", "M.D.", 5),
    ("207RE0101X", "M.D.", 4),
    ("207N00000X", "M.D.", 3),
    ("207X00000X", "M.D.", 5),
    ("2084P0800X", "M.D.", 8),
    ("101YA0400X", "M.S.", 4),
    ("152W00000X", "O.D.", 5),
    ("225100000X", "P.T.", 5),
)
_PRACTICES = (
    ("207Q00000X", "Family Clinic", 40),
    ("208000000X", "Children's Clinic", 15),
    ("261QU0200X", "Urgent Care", 15),
    ("3336C0003X", "Pharmacy", 30),
)
_OF_PEOPLE, _ACCEPTING = 0.8, 0.72


def npi(number: int) -> str:
    """A number of ten digits that is nobody's: its last digit is not the one that the others ask for."""
    nine = f"{200_000_000 + number * 7919 % 99_999_989:09d}"
    total = 24  # what the prefix 80840 adds
    for place, digit in enumerate(reversed(nine)):
        value = int(digit) * (2 - place % 2)
        total += value - 9 if value > 9 else value  # noqa: PLR2004  (the sum of the digits of a number below 19)
    right = -total % 10
    return f"{nine}{(right + 1 + number % 9) % 10}"


def written() -> str:
    """The whole file."""
    chance = random.Random(SEED)  # noqa: S311  (the same names every time, not secrets)
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(_row(chance, number) for number in range(HOW_MANY))
    return stream.getvalue()


def _row(chance: random.Random, number: int) -> tuple[str, ...]:
    if chance.random() < _OF_PEOPLE:
        specialty, credential, _share = chance.choices(_PEOPLE, [share for *_rest, share in _PEOPLE])[0]
        last = chance.choice(_BEGIN) + chance.choice(_MIDDLE) + chance.choice(_END)
        first, doctor = chance.choice(_GIVEN), credential == "M.D."
        who = ("1", "", last, f"Dr. {first}" if doctor else first)
        credential = "" if doctor else credential
    else:
        specialty, kind, _share = chance.choices(_PRACTICES, [share for *_rest, share in _PRACTICES])[0]
        who, credential = ("2", f"{chance.choice(_PLACES)} {kind} {number % 40 + 1}", "", ""), ""
    town, postal_code, _share = chance.choices(_TOWNS, [share for *_rest, share in _TOWNS])[0]
    spoken = ["en", *(code for code, of in zip(_LANGUAGES, _OF_LANGUAGES, strict=True) if chance.random() * 100 < of)]
    return (
        npi(number),
        *who,
        credential,
        f"{chance.randrange(2, 2000)} {chance.choice(_STREETS)}",
        town,
        "CA",
        postal_code,
        f"1-{chance.choice(('800', '833', '844', '866'))}-555-01{chance.randrange(20, 100):02d}",
        specialty,
        " ".join(spoken),
        "Y" if chance.random() < _ACCEPTING else "N",
    )


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
    sys.stdout.write(f"{FILE.relative_to(ROOT)}: {HOW_MANY} providers\n")
