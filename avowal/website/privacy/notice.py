"""The notice that a version waits, on every page from before it takes effect (ledger 16.1, R14)."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from avowal.policy.words import WORDS
from avowal.website import in_force
from avowal.website.pages import languages
from avowal.website.pages.addresses import resolve
from avowal.website.privacy import actions

logger = logging.getLogger(__name__)
_OFFICE = "/office/"
_CARRIED = "avowal_notice"
"""The request's attribute that says which version's notice was put into its page."""


@dataclass(frozen=True)
class Notice:
    """What is told of the version that waits: its number, its day, and where the differences stand.

    `language` is that of its words.
    """

    number: int
    effective_date: date
    written_date: str
    differences_url: str
    language: str

    @property
    def sentence(self) -> SafeString:
        """“On 1 March our privacy policy changes.”"""
        day = format_html('<time datetime="{}">{}</time>', self.effective_date.isoformat(), self.written_date)
        return format_html(gettext("On {date} our privacy policy changes."), date=day)


def notice() -> Notice | None:
    """The notice of the version that waits, in the language of the address; None where nothing waits.

    A first version changes nothing, and needs none.
    """
    waiting = in_force.waiting()
    if waiting is None or waiting.number == 1:
        return None
    asked = languages.asked()
    spoken = languages.words_in(asked)
    path = f"/privacy/history/{waiting.number}/since/{waiting.number - 1}/"
    return Notice(
        number=waiting.number,
        effective_date=waiting.effective_date,
        written_date=WORDS[spoken if spoken in WORDS else "en"].day(waiting.effective_date),
        differences_url=resolve(path, asked),
        language=spoken,
    )


def shown_on(request: HttpRequest) -> Notice | None:
    """The notice for the page that answers `request`; none in the office. Notes on the request that it carries it."""
    found = None if request.path.startswith(_OFFICE) else notice()
    if found is not None:
        setattr(request, _CARRIED, found.number)
    return found


def carried_by(request: HttpRequest) -> int | None:
    """The number of the version whose notice was put into the page that answers `request`; None for none."""
    number: int | None = getattr(request, _CARRIED, None)
    return number


def carry(request: HttpRequest, number: int | None) -> None:
    """Notes that the page that answers `request`, made before, carries the notice of that version."""
    if number is not None:
        setattr(request, _CARRIED, number)


def if_possible(request: HttpRequest) -> Notice | None:
    """The same for a page that says that something failed: what failed may be what the notice is made of."""
    try:
        return shown_on(request)
    except Exception:
        logger.exception("The notice of a change could not be shown.")
        return None


class NoticeMet:
    """Puts on record when the notice first went out on the home page of a site (R14)."""

    sync_capable = True
    async_capable = False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response
        self._recorded: set[int] = set()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self._get_response(request)
        number = getattr(request, _CARRIED, None)
        if number is not None and number not in self._recorded and _is_home_for_a_visitor(request, answer):
            self._record(number)
        return answer

    def _record(self, number: int) -> None:
        try:
            if not in_force.notice_is_recorded(number):
                actions.notice_met(number, seen_at=timezone.now())
        except Exception:
            # The page that was asked for goes out all the same; the next visit tries again.
            logger.exception("The notice of version %d was shown, but could not be put on record.", number)
            return
        self._recorded.add(number)


def _is_home_for_a_visitor(request: HttpRequest, answer: HttpResponse) -> bool:
    homes = {"/", *(f"/{code}/" for code in languages.have_addresses())}
    whole = request.method == "GET" and answer.status_code == HTTPStatus.OK
    is_page = answer.get("Content-Type", "").startswith("text/html")
    return whole and is_page and request.path in homes and not getattr(request, "is_preview", False)
