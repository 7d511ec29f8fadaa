"""Classes and events, and the page that lists them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from avowal.website.pages.models.base import PublicPage
from avowal.website.pages.models.general import SECTIONS

PER_PAGE = 20
_WEEK = timedelta(days=7)


class EventIndexPage(PublicPage):
    """Lists its events, soonest first; those that are over leave it by themselves."""

    parent_page_types = SECTIONS
    subpage_types = ["pages.EventPage"]
    template = "pages/event_index_page.html"
    page_description = _("Lists the classes and events below it, soonest first. Those that are over leave it.")

    class Meta:
        verbose_name = _("list of events")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from avowal.website.pages import listings

        sheets = Paginator(listings.events(self, timezone.localtime(), within=self), PER_PAGE)
        return {
            **super().get_context(request, *args, **kwargs),
            "sheet": sheets.get_page(request.GET.get("page")),
        }


class EventPage(PublicPage):
    """One class or event, once or every week."""

    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    weekly_until = models.DateField(
        _("every week until"), null=True, blank=True, help_text=_("Empty: it takes place once.")
    )
    place = models.ForeignKey(
        "pages.LocationPage",
        verbose_name=_("place"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("One of our own places; else say where in the next field."),
    )
    where = models.CharField(_("room, or another place"), max_length=160, blank=True)
    spoken = models.CharField(_("spoken there"), max_length=100, blank=True, help_text=_("Spanish and English"))
    cost = models.CharField(_("cost"), max_length=60, blank=True, help_text=_("Free, or what it costs."))

    content_panels = [
        *PublicPage.top_panels[:1],
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at"), FieldPanel("weekly_until")]),
                FieldRowPanel([FieldPanel("place"), FieldPanel("where")]),
                FieldRowPanel([FieldPanel("spoken"), FieldPanel("cost")]),
            ],
            heading=_("When and where"),
        ),
        *PublicPage.top_panels[1:],
        FieldPanel("body"),
    ]
    parent_page_types = ["pages.EventIndexPage"]
    subpage_types: list[str] = []
    template = "pages/event_page.html"
    page_description = _("One class or event, once or every week.")

    class Meta:
        verbose_name = _("event")
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="event_ends_after_start")
        ]

    def clean(self) -> None:
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("It ends before it begins.")})
        if self.weekly_until and self.starts_at and self.weekly_until < timezone.localtime(self.starts_at).date():
            raise ValidationError({"weekly_until": _("The last week lies before the first.")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from avowal.website.pages import listings

        coming = self.next_after(timezone.now())
        begins, ends = coming or (self.starts_at, self.ends_at)
        place = self.place if self.place and self.place.live else None
        return {
            **super().get_context(request, *args, **kwargs),
            "begins": begins,
            "ends": ends,
            "over": coming is None,
            "place_url": listings.address(place.url_path, self.locale.language_code) if place else "",
        }

    def next_after(self, now: datetime) -> tuple[datetime, datetime] | None:
        """When it takes place next, or is taking place at `now`; None when it is over for good.

        A weekly class keeps its hour on the clock when the clocks change.
        """
        begins, ends = (timezone.localtime(moment).replace(tzinfo=None) for moment in (self.starts_at, self.ends_at))
        here = timezone.localtime(now).replace(tzinfo=None)
        last = self.weekly_until or begins.date()
        if ends <= here:
            weeks = -((ends - here) // _WEEK)
            begins, ends = begins + weeks * _WEEK, ends + weeks * _WEEK
        if ends <= here:
            begins, ends = begins + _WEEK, ends + _WEEK
        if begins.date() > last:
            return None
        return timezone.make_aware(begins), timezone.make_aware(ends)
