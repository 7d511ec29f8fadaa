"""What the office keeps itself: permissions of its screens, which of them a role was once given, blocked networks."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Report(models.Model):  # noqa: DJ008  (nobody ever meets one)
    """Carries the permissions of the report screens; there is no table behind it."""

    class Meta:
        managed = False
        default_permissions = ()
        permissions = [
            ("view_traffic", _("Can open the Traffic report")),
            ("view_pages", _("Can open the Pages report")),
            ("view_sources", _("Can open the Sources report")),
            ("view_devices", _("Can open the Devices report")),
            ("view_visits", _("Can open the Visits report")),
            ("view_mail", _("Can open the Mail report")),
            ("view_server", _("Can open the Server report")),
            ("view_security", _("Can open the Security report")),
            ("view_live", _("Can open the Live report")),
            ("block_networks", _("Can block networks and lift blocks")),
        ]


class OfferedPermission(models.Model):
    """A permission that a role was given once: what an administrator takes away later does not come back."""

    role = models.CharField(_("role"), max_length=150)
    permission = models.CharField(_("permission"), max_length=200)

    class Meta:
        default_permissions = ()
        verbose_name = _("offered permission")
        verbose_name_plural = _("offered permissions")
        constraints = [models.UniqueConstraint(fields=("role", "permission"), name="offered_once")]

    def __str__(self) -> str:
        return f"{self.role}: {self.permission}"


class Block(models.Model):
    """A network that the sites turn away until an instant (ledger U.9); lifted, `until` is the instant of lifting."""

    class Kind(models.TextChoices):
        """What the Security report calls its signals, and one more."""

        GUESSING = "guessing", _("guesses passwords")
        GUESSING_SLOWLY = "guessing_slowly", _("guesses passwords slowly")
        PROBING = "probing", _("looks for weak places")
        SCANNING = "scanning", _("looks for pages that are not there")
        FLOOD = "flood", _("asks for too much")
        FORGED_CRAWLER = "forged_crawler", _("says that it is a search engine")
        OTHER = "other", _("something else")

    network = models.CharField(_("network"), max_length=43)
    kind = models.CharField(_("what it does"), max_length=16, choices=Kind.choices, default=Kind.OTHER)
    reason = models.CharField(_("reason"), max_length=200)
    since = models.DateTimeField(_("since"))
    until = models.DateTimeField(_("until"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        default_permissions = ()
        verbose_name = _("blocked network")
        verbose_name_plural = _("blocked networks")
        ordering = ["-since"]

    def __str__(self) -> str:
        return f"{self.shown}, {self.get_kind_display()}"

    @property
    def shown(self) -> str:
        """The network for people: a single address without its prefix."""
        return self.network.removesuffix("/32" if "." in self.network else "/128")
