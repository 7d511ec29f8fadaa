"""A promotion of the plan's own: its words, where it leads, for whom, and from when to when (ledger 4.5)."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.images import get_image_model_string
from wagtail.models import Site, TranslatableMixin

from avowal.website.pages.addresses import is_outgoing, resolve, validate_address


class PromotionQuerySet(models.QuerySet["Promotion"]):
    def shown_on(self, day: date) -> PromotionQuerySet:
        """Promotions whose first and last day include `day`."""
        return self.filter(starts_date__lte=day, ends_date__gte=day)

    def for_site(self, site: Site | None) -> PromotionQuerySet:
        """Promotions of this site and those of every site."""
        return self.filter(models.Q(site=None) | models.Q(site=site))


class Promotion(TranslatableMixin, models.Model):
    """One promotion in one language. It leads to a page of the plan's own and shows a picture of the plan's own."""

    class Audience(models.TextChoices):
        EVERYONE = "everyone", _("Everyone who comes back")
        MEMBERS = "members", _("Signed-in members who come back")

    title = models.CharField(_("title"), max_length=80)
    text = models.CharField(_("text"), max_length=200, blank=True)
    action_label = models.CharField(_("button"), max_length=60)
    action_url = models.CharField(
        _("button leads to"),
        max_length=500,
        validators=[validate_address],
        help_text=_("A page of ours, such as /healthy-living/classes/ or site:centers/classes/."),
    )
    picture = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    audience = models.CharField(_("for"), max_length=10, choices=Audience, default=Audience.EVERYONE)
    starts_date = models.DateField(_("first day"))
    ends_date = models.DateField(_("last day"), help_text=_("After this day nobody sees it."))
    site = models.ForeignKey(
        Site,
        verbose_name=_("site"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        help_text=_("Empty: on every site."),
    )

    objects = PromotionQuerySet.as_manager()

    panels = [
        FieldPanel("title"),
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("action_label"), FieldPanel("action_url")]),
        FieldPanel("picture"),
        FieldRowPanel([FieldPanel("starts_date"), FieldPanel("ends_date")]),
        FieldRowPanel([FieldPanel("audience"), FieldPanel("site")]),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("promotion")
        verbose_name_plural = _("promotions")
        ordering = ["ends_date", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_date__gte=models.F("starts_date")), name="promotion_ends_after_it_starts"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Only what is ours is promoted (ledger 4.5, 4.6)."""
        super().clean()
        if self.starts_date and self.ends_date and self.ends_date < self.starts_date:
            raise ValidationError({"ends_date": _("The last day lies before the first.")})
        if self.action_url and (
            is_outgoing(resolve(self.action_url)) or self.action_url.startswith(("mailto:", "tel:"))
        ):
            raise ValidationError({"action_url": _("A promotion leads to a page of ours, to no other site.")})
