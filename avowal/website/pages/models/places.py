"""Places that people can come to."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks as wagtail_blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.images import get_image_model_string
from wagtail.search import index

from avowal.website.pages.blocks import BlocksField, HoursBlock
from avowal.website.pages.models.base import PublicPage
from avowal.website.pages.models.general import SECTIONS


class LocationPage(PublicPage):
    """One place: its address, its hours, and a map of our own, so that nobody else learns who looked it up."""

    street = models.CharField(_("street"), max_length=120)
    city = models.CharField(_("city"), max_length=60)
    postal_code = models.CharField(_("ZIP code"), max_length=10)
    telephone = models.CharField(_("telephone"), max_length=20, blank=True)
    hours = BlocksField(
        wagtail_blocks.StreamBlock([("hours", HoursBlock())], max_num=1),
        verbose_name=_("hours"),
        blank=True,
    )
    hours_note = models.CharField(
        _("about the hours"), max_length=200, blank=True, help_text=_("Holidays, Saturdays in December.")
    )
    getting_there = models.TextField(
        _("getting there"), max_length=400, blank=True, help_text=_("Bus lines and stops, parking, ramps.")
    )
    map = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("map"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("A drawing of our own. A map from elsewhere would tell its maker who looks."),
    )
    map_description = models.TextField(
        _("the map in words"), max_length=400, blank=True, help_text=_("The way from the nearest stop, as you say it.")
    )

    content_panels = [
        *PublicPage.top_panels,
        MultiFieldPanel(
            [
                FieldPanel("street"),
                FieldRowPanel([FieldPanel("city"), FieldPanel("postal_code"), FieldPanel("telephone")]),
                FieldPanel("getting_there"),
            ],
            heading=_("Address"),
        ),
        MultiFieldPanel([FieldPanel("hours"), FieldPanel("hours_note")], heading=_("Hours")),
        MultiFieldPanel([FieldPanel("map"), FieldPanel("map_description")], heading=_("Map")),
        FieldPanel("body"),
    ]
    search_fields = [*PublicPage.search_fields, index.SearchField("street"), index.SearchField("city")]
    parent_page_types = SECTIONS
    subpage_types: list[str] = []
    template = "pages/location_page.html"
    page_description = _("A place with address, hours and a map of our own.")

    class Meta:
        verbose_name = _("location")

    def clean(self) -> None:
        super().clean()
        if self.map_id and not self.map_description:
            raise ValidationError({"map_description": _("Say the map in words, for people who cannot see it.")})

    @property
    def address(self) -> str:
        """In one line."""
        return f"{self.street}, {self.city} {self.postal_code}"
