"""Reads the directory from a file with the columns of NPPES, and puts it in the place of the one that is there.

A file with one bad row changes nothing: a directory that is half old and half new would send people to closed doors.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from avowal.website.pages import remembering
from avowal.website.providers.models import Provider, SpokenLanguage, folded
from avowal.website.providers.specialties import SPECIALTIES

NPI = "NPI"
KIND = "Entity Type Code"
PRACTICE = "Provider Organization Name (Legal Business Name)"
LAST_NAME = "Provider Last Name (Legal Name)"
FIRST_NAME = "Provider First Name"
CREDENTIAL = "Provider Credential Text"
STREET = "Provider First Line Business Practice Location Address"
CITY = "Provider Business Practice Location Address City Name"
POSTAL_CODE = "Provider Business Practice Location Address Postal Code"
TELEPHONE = "Provider Business Practice Location Address Telephone Number"
SPECIALTY = "Healthcare Provider Taxonomy Code_1"
LANGUAGES = "Languages Spoken"
ACCEPTING = "Accepting New Patients"
COLUMNS = (
    *(NPI, KIND, PRACTICE, LAST_NAME, FIRST_NAME, CREDENTIAL, STREET, CITY, POSTAL_CODE, TELEPHONE, SPECIALTY),
    *(LANGUAGES, ACCEPTING),
)
"""The columns that are read; others may stand beside them. The last two are ours: NPPES does not have them."""

_NPPES_PREFIX = "80840"
_TEN_DIGITS = re.compile(r"^\d{10}$")
_ZIP = re.compile(r"^(\d{5})(?:-?\d{4})?$")
_YES_NO = {"Y": True, "N": False}
_LIMITS = {STREET: 120, CITY: 60, TELEPHONE: 20}
_NAME_LIMIT = 160


class BadProviders(ValueError):
    """The file cannot be taken; `problems` says why, each with its line."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True)
class Imported:
    """How many entries the directory has now, and how many left it."""

    kept: int
    gone: int


@dataclass(frozen=True)
class _Row:
    provider: Provider
    languages: tuple[str, ...]


def import_providers(file: Path, *, made_up: bool = False) -> Imported:
    """Put the entries of `file` in the place of all that are there. Raises BadProviders, and then nothing changed.

    A real file's NPIs have the right check digit. A `made_up` one has none that could be anybody's.
    """
    rows = _read(file, made_up=made_up)
    with transaction.atomic():
        gone = Provider.objects.exclude(npi__in=[row.provider.npi for row in rows]).count()
        Provider.objects.all().delete()
        Provider.objects.bulk_create([row.provider for row in rows], batch_size=500)
        numbers = dict(Provider.objects.values_list("npi", "pk"))
        SpokenLanguage.objects.bulk_create(
            [
                SpokenLanguage(provider_id=numbers[row.provider.npi], code=code)
                for row in rows
                for code in row.languages
            ],
            batch_size=500,
        )
    remembering.forget()
    return Imported(kept=len(rows), gone=gone)


def _read(file: Path, *, made_up: bool) -> list[_Row]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
        if missing:
            raise BadProviders([f"{file.name}:1: the column “{column}” is missing." for column in missing])
        rows, problems, seen = [], [], dict[str, int]()
        for values in reader:
            line, found = reader.line_num, list(_problems(values, made_up=made_up))
            npi = (values[NPI] or "").strip()
            if npi in seen:
                found.append(f"the NPI {npi} stands in line {seen[npi]} already.")
            seen.setdefault(npi, line)
            problems += [f"{file.name}:{line}: {problem}" for problem in found]
            if not found:
                rows.append(_row(values))
    if not rows and not problems:
        problems = [f"{file.name}: there is no entry in it."]
    if problems:
        raise BadProviders(problems)
    return rows


def _problems(values: Mapping[str, str | None], *, made_up: bool) -> Iterator[str]:
    said = {column: (values[column] or "").strip() for column in COLUMNS}
    yield from _npi_problems(said[NPI], made_up=made_up)
    yield from _name_problems(said)
    for column, limit in _LIMITS.items():
        if not 0 < len(said[column]) <= limit:
            yield f"“{column}” is empty or longer than {limit} characters."
    if not _ZIP.match(said[POSTAL_CODE]):
        yield f"the ZIP code “{said[POSTAL_CODE]}” is not five digits, or nine."
    if said[SPECIALTY] not in SPECIALTIES:
        yield f"the specialty “{said[SPECIALTY]}” is none that visitors can look for: {', '.join(SPECIALTIES)}."
    known = {code for code, _name_of in settings.LANGUAGES}
    for code in _codes(said[LANGUAGES]):
        if code not in known:
            yield f"the language “{code}” is none of {', '.join(sorted(known))}; put a space between two."
    if said[ACCEPTING] not in _YES_NO:
        yield f"“{ACCEPTING}” is “{said[ACCEPTING]}”; write Y or N."


def _name_problems(said: Mapping[str, str]) -> Iterator[str]:
    if said[KIND] not in Provider.Kind.values:
        yield f"“{KIND}” is “{said[KIND]}”; write 1 for a person, 2 for a practice."
    elif not _name(said):
        yield f"a name is missing; write it in “{PRACTICE if said[KIND] == Provider.Kind.PRACTICE else LAST_NAME}”."
    elif len(_name(said)) > _NAME_LIMIT:
        yield f"the name is longer than {_NAME_LIMIT} characters."


def _npi_problems(npi: str, *, made_up: bool) -> Iterator[str]:
    if not _TEN_DIGITS.match(npi):
        yield f"the NPI “{npi}” is not ten digits."
    elif made_up and has_check_digit(npi):
        yield f"the NPI {npi} could be a real provider's; a made-up one has a wrong last digit."
    elif not made_up and not has_check_digit(npi):
        yield f"the NPI {npi} has a wrong last digit; look for a slip of the pen."


def has_check_digit(npi: str) -> bool:
    """Whether the last digit of `npi` is the one that the others ask for (Luhn, behind the prefix 80840)."""
    total = 0
    for place, digit in enumerate(reversed(_NPPES_PREFIX + npi)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value  # noqa: PLR2004  (the sum of the digits of a number below 19)
    return total % 10 == 0


def _name(said: Mapping[str, str]) -> str:
    if said[KIND] == Provider.Kind.PRACTICE:
        return said[PRACTICE]
    if not said[LAST_NAME]:
        return ""
    whole = " ".join(part for part in (said[FIRST_NAME], said[LAST_NAME]) if part)
    return f"{whole}, {said[CREDENTIAL]}" if said[CREDENTIAL] else whole


def _codes(text: str) -> list[str]:
    return list(dict.fromkeys(text.split()))


def _row(values: Mapping[str, str | None]) -> _Row:
    said = {column: (values[column] or "").strip() for column in COLUMNS}
    found = _ZIP.match(said[POSTAL_CODE])
    name = _name(said)
    return _Row(
        Provider(
            npi=said[NPI],
            kind=said[KIND],
            name=name,
            search_name=folded(name),
            specialty=said[SPECIALTY],
            street=said[STREET],
            city=said[CITY],
            postal_code=found[1] if found else "",
            telephone=said[TELEPHONE],
            accepting=_YES_NO[said[ACCEPTING]],
        ),
        tuple(_codes(said[LANGUAGES])),
    )
