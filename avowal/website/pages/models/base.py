"""The common ground of all our page types."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.images import get_image_model_string
from wagtail.models import Page
from wagtail.search import index
from wagtail.url_routing import RouteResult

from avowal.website.pages import checks
from avowal.website.pages.addresses import validate_address
from avowal.website.pages.blocks import BlocksField, BodyBlock
from avowal.website.pages.page_form import PublicPageForm


class PublicPage(Page):
    """What stands at the top, the body, and what is said beside it."""

    nav_title = models.CharField(
        _("short title"), max_length=60, blank=True, help_text=_("For breadcrumbs and lists; empty means the title.")
    )
    lead = models.TextField(
        _("lead"), blank=True, max_length=400, help_text=_("One or two plain sentences: what will I find here?")
    )
    picture = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("It decorates, so it needs no words. A picture that says something goes into the body."),
    )
    action_label = models.CharField(_("button"), max_length=60, blank=True, help_text=_("The one thing to do here."))
    action_url = models.CharField(_("button leads to"), max_length=500, blank=True, validators=[validate_address])
    body = BlocksField(BodyBlock(), verbose_name=_("body"), blank=True)
    updated_date = models.DateField(
        _("last updated"), null=True, blank=True, help_text=_("Shown to visitors; empty means the day of publishing.")
    )
    by_machine = models.BooleanField(
        _("translated by a machine"),
        default=False,
        help_text=_("Visitors are told so, until a qualified translator has reviewed the page."),
    )

    top_panels: ClassVar[list[Any]] = [
        TitleFieldPanel("title"),
        FieldPanel("lead"),
        FieldPanel("picture"),
        FieldRowPanel([FieldPanel("action_label"), FieldPanel("action_url")], heading=_("Button")),
    ]
    content_panels = [*top_panels, FieldPanel("body")]
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("nav_title"), FieldPanel("seo_title"), FieldPanel("search_description")]
        ),
    ]
    settings_panels = [*Page.settings_panels, FieldPanel("updated_date"), FieldPanel("by_machine")]
    search_fields = [*Page.search_fields, index.SearchField("lead", boost=2), index.SearchField("body")]
    base_form_class = PublicPageForm
    template = "pages/standard_page.html"
    is_home = False

    class Meta:
        abstract = True

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """The page below this one at that path, of whatever type, in one query instead of two for each level.

        What nobody has written in the language of the address is answered with the page it would be a translation
        of; the page says so itself (R60).
        """
        from avowal.website.pages import finding

        if not path_components:
            return super().route(request, path_components)
        found = finding.below(self, "/".join(path_components), request)
        if found is None:
            raise Http404
        return RouteResult(found)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from avowal.website.pages.frame import frame

        return {**super().get_context(request, *args, **kwargs), "frame": frame(request, page=self)}

    def clean(self) -> None:
        """Refuses a button without words, and code of others wherever it was put (R3)."""
        super().clean()
        if bool(self.action_label) != bool(self.action_url):
            raise ValidationError({"action_label": _("A button needs both its words and where it leads.")})
        checks.refuse_code_of_others(self)

    @property
    def short_title(self) -> str:
        """The title for breadcrumbs and lists."""
        return self.nav_title or self.title

    @property
    def shown_date(self) -> date | None:
        """The date of the last change that visitors are told (ledger H.4)."""
        published = self.last_published_at or self.first_published_at
        return self.updated_date or (published.date() if published else None)
