"""What is kept with an account besides Django's own: the privacy choices of the person (collection `accounts`)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AccountChoices(models.Model):
    """The element `choices_made` of the collection `accounts`, for the purpose `privacy_choices` alone (R37).

    `choices` maps names of the policy's choices to what was chosen. `signal_since` is when the person's browser sent
    a privacy signal while she was signed in: what the signal refuses stays refused, also in a browser that sends
    none, until she chooses herself.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="privacy_choices", verbose_name=_("account")
    )
    choices = models.JSONField(_("privacy choices made"), default=dict)
    signal_since = models.DateTimeField(_("privacy signal since"), null=True, blank=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("privacy choices of an account")
        verbose_name_plural = _("privacy choices of accounts")

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def refused(self) -> frozenset[str]:
        """The names of the choices that this account refuses."""
        return frozenset(name for name, allowed in self.choices.items() if allowed is False)
