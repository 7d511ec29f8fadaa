"""The plan's programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index

from avowal.website import in_force
from avowal.website.pages.blocks import BlocksField, BodyBlock
from avowal.website.pages.models.base import PublicPage
from avowal.website.pages.models.general import SECTIONS
from avowal.website.pages.words import PARTS


class ProgramPage(PublicPage):
    """One program: the same four parts for each, so that people can compare."""

    overview = BlocksField(BodyBlock(), verbose_name=PARTS["overview"])
    benefits = BlocksField(BodyBlock(), verbose_name=PARTS["benefits"])
    eligibility = BlocksField(BodyBlock(), verbose_name=PARTS["eligibility"])
    how_to_join = BlocksField(BodyBlock(), verbose_name=PARTS["how_to_join"])
    line = models.CharField(
        _("telephone line"),
        max_length=60,
        blank=True,
        help_text=_("Key of the program's line in the policy, such as medi_cal_line; it is shown beside the page."),
    )

    content_panels = [
        *PublicPage.top_panels,
        FieldPanel("line"),
        MultiFieldPanel([FieldPanel("overview")], heading=PARTS["overview"]),
        MultiFieldPanel([FieldPanel("benefits")], heading=PARTS["benefits"]),
        MultiFieldPanel([FieldPanel("eligibility")], heading=PARTS["eligibility"]),
        MultiFieldPanel([FieldPanel("how_to_join")], heading=PARTS["how_to_join"]),
        FieldPanel("body", heading=_("Anything else")),
    ]
    search_fields = [*PublicPage.search_fields, *(index.SearchField(part) for part in PARTS)]
    parent_page_types = SECTIONS
    subpage_types = ["pages.StandardPage", "pages.DocumentListPage", "pages.QuestionsPage"]
    template = "pages/program_page.html"
    page_description = _("A program in four parts: overview, benefits, who qualifies, how to join.")

    class Meta:
        verbose_name = _("program")

    def clean(self) -> None:
        """The line must be one that the policy declares."""
        super().clean()
        policy = in_force.policy()
        if self.line and policy is not None and self.line not in policy.contacts:
            known = ", ".join(key for key, contact in policy.contacts.items() if contact.telephone)
            raise ValidationError({"line": _("The policy declares no such line. It has: %(known)s") % {"known": known}})

    @property
    def parts(self) -> Sequence[tuple[str, Any, Any]]:
        """Anchor, heading and blocks of each of the four parts."""
        return [(name.replace("_", "-"), heading, getattr(self, name)) for name, heading in PARTS.items()]
