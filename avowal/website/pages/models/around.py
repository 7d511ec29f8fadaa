"""What stands around the pages: one navigation per site and language, alerts with their dates."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.blocks import StreamBlock
from wagtail.models import Site, TranslatableMixin

from avowal.website.pages import blocks
from avowal.website.pages.addresses import validate_address
from avowal.website.pages.blocks import BlocksField


class Navigation(TranslatableMixin, models.Model):
    """Everything around a page that is not the page: one per site and language (ledger H.1, H.3, H.5)."""

    site = models.ForeignKey(
        Site,
        verbose_name=_("site"),
        on_delete=models.CASCADE,
        related_name="navigations",
    )
    utility = BlocksField(
        StreamBlock([("link", blocks.UtilityBlock())], max_num=6), verbose_name=_("bar on top"), blank=True
    )
    menus = BlocksField(StreamBlock([("menu", blocks.MenuBlock())], max_num=6), verbose_name=_("menus"), blank=True)
    footer = BlocksField(
        StreamBlock([("group", blocks.LinkGroupBlock())], max_num=5), verbose_name=_("footer"), blank=True
    )
    social = BlocksField(
        StreamBlock([("link", blocks.LinkBlock())], max_num=8), verbose_name=_("social pages"), blank=True
    )
    utilities = BlocksField(
        StreamBlock([("link", blocks.LinkBlock())], max_num=10), verbose_name=_("small print"), blank=True
    )

    panels = [FieldPanel(name) for name in ("site", "utility", "menus", "footer", "social", "utilities")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("navigation")
        verbose_name_plural = _("navigation")
        constraints = [models.UniqueConstraint(fields=["site", "locale"], name="one_navigation_per_site_and_language")]

    def __str__(self) -> str:
        return f"{self.site} ({self.locale})"


class AlertQuerySet(models.QuerySet["Alert"]):
    def shown_on(self, day: date) -> AlertQuerySet:
        """Alerts whose first and last day include `day`."""
        return self.filter(starts_date__lte=day, ends_date__gte=day)

    def for_site(self, site: Site | None) -> AlertQuerySet:
        """Alerts of this site and those of every site."""
        return self.filter(models.Q(site=None) | models.Q(site=site))


class Alert(TranslatableMixin, models.Model):
    """An urgent word on top of pages, with a number to call, from its first day to its last (ledger H.2)."""

    class Audience(models.TextChoices):
        EVERYONE = "everyone", _("Everyone")
        MEMBERS = "members", _("Signed-in members")

    text = models.CharField(_("text"), max_length=300)
    telephone = models.CharField(_("telephone"), max_length=20, blank=True)
    url = models.CharField(_("read more at"), max_length=500, blank=True, validators=[validate_address])
    starts_date = models.DateField(_("first day"))
    ends_date = models.DateField(_("last day"), help_text=_("After this day nobody sees it."))
    audience = models.CharField(_("for"), max_length=10, choices=Audience, default=Audience.EVERYONE)
    site = models.ForeignKey(
        Site,
        verbose_name=_("site"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        help_text=_("Empty: on every site."),
    )

    objects = AlertQuerySet.as_manager()

    panels = [
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("telephone"), FieldPanel("url")]),
        FieldRowPanel([FieldPanel("starts_date"), FieldPanel("ends_date")]),
        FieldRowPanel([FieldPanel("audience"), FieldPanel("site")]),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_date__gte=models.F("starts_date")), name="alert_ends_after_it_starts"
            )
        ]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        super().clean()
        if self.starts_date and self.ends_date and self.ends_date < self.starts_date:
            raise ValidationError({"ends_date": _("The last day lies before the first.")})
