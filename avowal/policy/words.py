"""The few words that a page needs around declared values, per language: units, lists, dates, table headings.

Everything else that people read is the bundle's own wording. A language is offered once its words stand here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from avowal.policy.period import Period


@dataclass(frozen=True)
class Words:
    """One language's words. `units` holds singular and plural; `written_date` a pattern of day, month name and year."""

    units: Mapping[str, tuple[str, str]]
    months: tuple[str, ...]
    written_date: str
    conjunction: str
    conjunction_before_i: str
    none: str
    hours: Mapping[str, str]
    headings: Mapping[str, str]
    terms: Mapping[str, str]
    time_words: tuple[str, ...]
    number_words: tuple[str, ...]

    def period(self, period: Period) -> str:
        """`13 months` in this language."""
        one, many = self.units[period.unit]
        return f"{period.count} {one if period.count == 1 else many}"

    def day(self, day: date) -> str:
        """A date as this language writes it."""
        return self.written_date.format(day=day.day, month=self.months[day.month - 1], year=day.year)

    def list_of(self, items: Sequence[str]) -> str:
        """`a, b and c`, or the word for none."""
        if not items:
            return self.none
        if len(items) == 1:
            return items[0]
        sounds_i = items[-1].casefold().startswith(("i", "hi", "í")) and not items[-1].casefold().startswith(
            ("hia", "hie")
        )
        conjunction = self.conjunction_before_i if sounds_i else self.conjunction
        return f"{', '.join(items[:-1])} {conjunction} {items[-1]}"


_ENGLISH = Words(
    units={
        "minute": ("minute", "minutes"),
        "hour": ("hour", "hours"),
        "day": ("day", "days"),
        "month": ("month", "months"),
        "year": ("year", "years"),
    },
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    written_date="{month} {day}, {year}",
    conjunction="and",
    conjunction_before_i="and",
    none="none",
    hours={"always": "24 hours a day, every day", "office": "during office hours"},
    headings={
        "what": "What",
        "kept": "Kept for",
        "why": "What for",
        "who": "Who",
        "name": "Name",
        "life": "Stays",
        "without": "If you refuse it",
        "telephone": "Telephone",
        "tty": "TTY",
        "hours": "Hours",
        "law": "Law",
        "status": "Does it bind us?",
        "reason": "Why",
        "sees": "What it can see",
        "statement": "Its own policy",
        "cookies": "Its cookies",
        "collected": "What comes in",
        "line": "Line",
    },
    terms={
        "session": "until your visit ends",
        "binding": "yes",
        "voluntary": "no, we follow it by choice",
        "not_applicable": "no",
        "aggregate": "totals only",
    },
    time_words=(
        "minute",
        "minutes",
        "hour",
        "hours",
        "day",
        "days",
        "week",
        "weeks",
        "month",
        "months",
        "year",
        "years",
    ),
    number_words=(
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "ninety",
        "hundred",
        "thousand",
    ),
)
_SPANISH = Words(
    units={
        "minute": ("minuto", "minutos"),
        "hour": ("hora", "horas"),
        "day": ("día", "días"),
        "month": ("mes", "meses"),
        "year": ("año", "años"),
    },
    months=(
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ),
    written_date="{day} de {month} de {year}",
    conjunction="y",
    conjunction_before_i="e",
    none="ninguno",
    hours={"always": "las 24 horas, todos los días", "office": "en horario de oficina"},
    headings={
        "what": "Qué",
        "kept": "Se guarda",
        "why": "Para qué",
        "who": "Quién",
        "name": "Nombre",
        "life": "Permanece",
        "without": "Si la rechaza",
        "telephone": "Teléfono",
        "tty": "TTY",
        "hours": "Horario",
        "law": "Ley",
        "status": "¿Nos obliga?",
        "reason": "Por qué",
        "sees": "Qué puede ver",
        "statement": "Su propia política",
        "cookies": "Sus cookies",
        "collected": "Qué recibimos",
        "line": "Línea",
    },
    terms={
        "session": "hasta que termina su visita",
        "binding": "sí",
        "voluntary": "no, la seguimos por decisión propia",
        "not_applicable": "no",
        "aggregate": "solo totales",
    },
    time_words=(
        "minuto",
        "minutos",
        "hora",
        "horas",
        "día",
        "días",
        "semana",
        "semanas",
        "mes",
        "meses",
        "año",
        "años",
    ),
    number_words=(
        "un",
        "una",
        "uno",
        "dos",
        "tres",
        "cuatro",
        "cinco",
        "seis",
        "siete",
        "ocho",
        "nueve",
        "diez",
        "once",
        "doce",
        "trece",
        "catorce",
        "quince",
        "dieciséis",
        "diecisiete",
        "dieciocho",
        "diecinueve",
        "veinte",
        "treinta",
        "cuarenta",
        "cincuenta",
        "sesenta",
        "noventa",
        "cien",
        "ciento",
        "mil",
    ),
)

WORDS: Mapping[str, Words] = MappingProxyType({"en": _ENGLISH, "es": _SPANISH})
