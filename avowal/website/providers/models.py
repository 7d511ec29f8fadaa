"""One entry of the directory, and the languages that are spoken there."""

from __future__ import annotations

import unicodedata

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.search import index

from avowal.website.providers import specialties


def folded(words: str) -> str:
    """Without accents and in small letters, so that `Munoz` finds `Muñoz`."""
    apart = unicodedata.normalize("NFKD", words.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


class Provider(index.Indexed, ClusterableModel):
    """A doctor, or a practice. Everything here is public: the registry of providers (NPPES) publishes the same."""

    class Kind(models.TextChoices):
        PERSON = "1", _("A person")
        PRACTICE = "2", _("A practice or clinic")

    npi = models.CharField(_("NPI"), max_length=10, unique=True, validators=[RegexValidator(r"^\d{10}$")])
    kind = models.CharField(_("kind"), max_length=1, choices=Kind, default=Kind.PERSON)
    name = models.CharField(_("name"), max_length=160)
    search_name = models.CharField(max_length=160, editable=False, db_index=True)
    specialty = models.CharField(
        _("specialty"), max_length=10, choices=list(specialties.SPECIALTIES.items()), db_index=True
    )
    street = models.CharField(_("street"), max_length=120)
    city = models.CharField(_("city"), max_length=60)
    postal_code = models.CharField(_("ZIP code"), max_length=5, validators=[RegexValidator(r"^\d{5}$")], db_index=True)
    telephone = models.CharField(_("telephone"), max_length=20)
    accepting = models.BooleanField(_("accepts new patients"), default=True)

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("npi"), FieldPanel("kind"), FieldPanel("specialty")]),
        FieldPanel("accepting"),
        MultiFieldPanel(
            [
                FieldPanel("street"),
                FieldRowPanel([FieldPanel("city"), FieldPanel("postal_code"), FieldPanel("telephone")]),
            ],
            heading=_("Address"),
        ),
        InlinePanel("spoken", heading=_("Languages spoken"), label=_("Language")),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("provider")
        verbose_name_plural = _("providers")
        ordering = ["search_name", "npi"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **options: object) -> None:
        """Keeps the name as it is searched beside the one that is shown."""
        self.search_name = folded(self.name)
        super().save(*args, **options)  # type: ignore[arg-type]

    @property
    def specialty_name(self) -> str:
        """In the active language."""
        return specialties.name(self.specialty)

    @property
    def address(self) -> str:
        """In one line."""
        return f"{self.street}, {self.city} {self.postal_code}"


class SpokenLanguage(models.Model):
    """One language that is spoken at a provider's."""

    provider = ParentalKey(Provider, on_delete=models.CASCADE, related_name="spoken")
    code = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, db_index=True)

    class Meta:
        verbose_name = _("language")
        constraints = [models.UniqueConstraint(fields=["provider", "code"], name="each_language_once_a_provider")]

    def __str__(self) -> str:
        return self.code
