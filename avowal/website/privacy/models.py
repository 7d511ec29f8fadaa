"""The database's copy of what is published, the drafts of what may follow, and the times without a policy."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class PublishedVersion(models.Model):
    """One published version: its sealed entry as in `policy.chain.Link`, and its canonical text.

    Nobody edits a row: the seal and the digest tell of it, and then nothing is collected (R121). `on_disk` is false
    from the moment a row is made or moved until the files hold the same.
    """

    number = models.PositiveIntegerField(_("number"), unique=True)
    canonical = models.TextField(_("canonical text"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    effective_date = models.DateField(_("effective date"))
    published_at = models.DateTimeField(_("published at"))
    previous = models.CharField(_("SHA-256 of the version before"), max_length=64, blank=True)
    submitted_by = models.CharField(_("submitted by"), max_length=150, blank=True)
    approved_by = models.CharField(_("approved by"), max_length=150, blank=True)
    planned_for = models.DateField(_("planned for"), null=True, blank=True)
    notice_since = models.DateTimeField(_("notice since"), null=True, blank=True)
    seal = models.CharField(_("seal"), max_length=64)
    on_disk = models.BooleanField(_("the files hold it"), default=False)

    class Meta:
        ordering = ["number"]
        default_permissions = ()
        verbose_name = _("published version")
        verbose_name_plural = _("published versions")

    def __str__(self) -> str:
        return str(self.number)


class DraftState(models.TextChoices):
    """How far a draft has come."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("waits for a second person")
    SENT_BACK = "sent_back", _("sent back")
    WITHDRAWN = "withdrawn", _("withdrawn")
    APPROVED = "approved", _("published")


class Draft(models.Model):
    """A bundle that may become the next version.

    `files` maps the bundle's file names (`policy.yaml`, `wording/en.md`) to their text. `based_on` is the number of
    the version from which it was begun. `digest` is the SHA-256 of the canonical form that was submitted: it is what
    the second person approves. `number` is the version that it became.
    """

    files = models.JSONField(_("files"))
    state = models.CharField(_("state"), max_length=16, choices=DraftState.choices, default=DraftState.DRAFT)
    based_on = models.PositiveIntegerField(_("begun from version"))
    effective_date = models.DateField(_("effective date"), null=True, blank=True)
    digest = models.CharField(_("SHA-256"), max_length=64, blank=True)
    number = models.PositiveIntegerField(_("became version"), null=True, blank=True)
    started_at = models.DateTimeField(_("started at"))
    changed_at = models.DateTimeField(_("changed at"))

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()
        permissions = [
            ("edit_policy", _("Can edit drafts of the privacy policy")),
            ("submit_policy", _("Can submit a draft of the privacy policy")),
            ("approve_policy", _("Can approve another person's draft of the privacy policy")),
        ]
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_open(self) -> bool:
        """Whether its files may be changed."""
        return self.state in (DraftState.DRAFT, DraftState.SENT_BACK)

    @property
    def asked(self) -> str:
        """What a second person's word is asked for: the text and its day."""
        return f"{self.digest} {self.effective_date}"


class StepKind(models.TextChoices):
    """What was done to a draft."""

    STARTED = "started", _("begun")
    CHANGED = "changed", _("changed")
    SUBMITTED = "submitted", _("submitted")
    SENT_BACK = "sent_back", _("sent back")
    WITHDRAWN = "withdrawn", _("withdrawn")
    APPROVED = "approved", _("approved")


class DraftStep(models.Model):
    """Who did what to a draft, and when. `user_name` stays when the account goes; `note` is a reason or a file."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="steps", verbose_name=_("draft"))
    kind = models.CharField(_("kind"), max_length=16, choices=StepKind.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    user_name = models.CharField(_("user name"), max_length=150)
    at = models.DateTimeField(_("at"))
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        verbose_name = _("step of a draft")
        verbose_name_plural = _("steps of drafts")

    def __str__(self) -> str:
        return f"{self.draft_id} {self.kind}"


class Gap(models.Model):
    """A time during which nothing was in force because something was changed outside publishing (R121)."""

    began = models.DateTimeField(_("began"), unique=True)
    ended = models.DateTimeField(_("ended"), null=True, blank=True)
    why = models.TextField(_("why"))

    class Meta:
        ordering = ["began"]
        default_permissions = ()
        verbose_name = _("time without a policy")
        verbose_name_plural = _("times without a policy")

    def __str__(self) -> str:
        return str(self.began)
