"""Every link out of the sites with the places where it stands, and what is known of the sites behind them."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from avowal.website.pages.addresses import validate_address

HOST = RegexValidator(
    r"^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$",
    _("Write the name of the site alone, in small letters, such as www.county.example."),
)


class OutgoingLink(models.Model):
    """An address of another site that stands somewhere on ours (ledger 12.1)."""

    class State(models.TextChoices):
        """What the last look at it found."""

        UNKNOWN = "unknown", _("not looked at yet")
        WORKS = "works", _("works")
        MOVED = "moved", _("leads on to another site")
        DEAD = "dead", _("does not work")
        REFUSED = "refused", _("not looked at: it is no public address")

    url = models.CharField(_("address"), max_length=1000, unique=True)
    host = models.CharField(_("site"), max_length=253, db_index=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.UNKNOWN)
    said = models.CharField(_("what it answered"), max_length=200, blank=True)
    checked_at = models.DateTimeField(_("last looked at"), null=True)

    class Meta:
        verbose_name = _("link to another site")
        verbose_name_plural = _("links to other sites")
        default_permissions = ("view",)
        ordering = ["host", "url"]

    def __str__(self) -> str:
        return self.url


class LinkPlace(models.Model):
    """Where a link stands: a page, the navigation, an alert, the policy."""

    link = models.ForeignKey(OutgoingLink, on_delete=models.CASCADE, related_name="places")
    source = models.CharField(max_length=60, db_index=True)
    title = models.CharField(_("where"), max_length=255)
    address = models.CharField(max_length=500, blank=True)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["link", "source"], name="one_place_per_link_and_source")]

    def __str__(self) -> str:
        return self.title


class OtherSite(models.Model):
    """What visitors are told of another site before they go there (ledger 12.4, 10.6)."""

    host = models.CharField(
        _("site"),
        max_length=253,
        unique=True,
        validators=[HOST],
        help_text=_("Such as www.county.example; its sub-sites are meant too."),
    )
    name = models.CharField(_("name"), max_length=120, help_text=_("As people know it."))
    statement = models.CharField(
        _("its privacy statement"), max_length=500, blank=True, validators=[validate_address], help_text=_("https://…")
    )
    contact = models.CharField(
        _("where to ask it"), max_length=500, blank=True, validators=[validate_address], help_text=_("https://…")
    )

    panels = [FieldPanel("host"), FieldPanel("name"), FieldPanel("statement"), FieldPanel("contact")]

    class Meta:
        verbose_name = _("other site")
        verbose_name_plural = _("other sites")
        ordering = ["host"]

    def __str__(self) -> str:
        return f"{self.name} ({self.host})"

    def clean(self) -> None:
        super().clean()
        for field in ("statement", "contact"):
            value = getattr(self, field)
            if value and not value.startswith("https://"):
                raise ValidationError({field: _("Write a full address that begins with https://.")})
