"""Permissions of the office that belong to no stored thing."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Report(models.Model):  # noqa: DJ008  (nobody ever meets one)
    """Carries the permissions to open reports; there is no table behind it."""

    class Meta:
        managed = False
        default_permissions = ()
        permissions = [("view_traffic", _("Can open the Traffic report"))]
