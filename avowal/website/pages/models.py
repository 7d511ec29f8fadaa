"""What the sites are made of: pages in a tree per language, one navigation per site, alerts with their dates."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Page, Site, TranslatableMixin
from wagtail.url_routing import RouteResult

from avowal.website.pages import blocks
from avowal.website.pages.addresses import validate_address


class PublicPage(Page):
    """The common ground of all our page types: what stands at the top, the body, and what is said beside it."""

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
    )
    action_label = models.CharField(_("button"), max_length=60, blank=True, help_text=_("The one thing to do here."))
    action_url = models.CharField(_("button leads to"), max_length=500, blank=True, validators=[validate_address])
    body = StreamField(blocks.BodyBlock(), verbose_name=_("body"), blank=True)
    updated_date = models.DateField(
        _("last updated"), null=True, blank=True, help_text=_("Shown to visitors; empty means the day of publishing.")
    )

    content_panels = [
        TitleFieldPanel("title"),
        FieldPanel("lead"),
        FieldPanel("picture"),
        FieldRowPanel([FieldPanel("action_label"), FieldPanel("action_url")], heading=_("Button")),
        FieldPanel("body"),
    ]
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("nav_title"), FieldPanel("seo_title"), FieldPanel("search_description")]
        ),
    ]
    settings_panels = [*Page.settings_panels, FieldPanel("updated_date")]
    is_home = False

    class Meta:
        abstract = True

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """The page below this one at that path, in one query instead of two for each level."""
        if not path_components:
            return super().route(request, path_components)
        url_path = f"{self.url_path}{'/'.join(path_components)}/"
        found = StandardPage.objects.live().filter(url_path=url_path).select_related("picture", "locale").first()
        if found is None:
            raise Http404
        return RouteResult(found)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from avowal.website.pages.frame import frame

        return {**super().get_context(request, *args, **kwargs), "frame": frame(request, page=self)}

    def clean(self) -> None:
        super().clean()
        if bool(self.action_label) != bool(self.action_url):
            raise ValidationError({"action_label": _("A button needs both its words and where it leads.")})

    @property
    def short_title(self) -> str:
        """The title for breadcrumbs and lists."""
        return self.nav_title or self.title

    @property
    def shown_date(self) -> date | None:
        """The date of the last change that visitors are told (ledger H.4)."""
        published = self.last_published_at or self.first_published_at
        return self.updated_date or (published.date() if published else None)


class HomePage(PublicPage):
    """The front page of one site in one language."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["pages.StandardPage"]
    template = "pages/home_page.html"
    is_home = True

    class Meta:
        verbose_name = _("home page")


class StandardPage(PublicPage):
    """Any page of text."""

    parent_page_types = ["pages.HomePage", "pages.StandardPage"]
    subpage_types = ["pages.StandardPage"]
    template = "pages/standard_page.html"

    class Meta:
        verbose_name = _("page")


class Navigation(TranslatableMixin, models.Model):
    """Everything around a page that is not the page: one per site and language (ledger H.1, H.3, H.5)."""

    site = models.ForeignKey(
        Site,
        verbose_name=_("site"),
        on_delete=models.CASCADE,
        related_name="navigations",
    )
    utility = StreamField(
        StreamBlock([("link", blocks.UtilityBlock())], max_num=6), verbose_name=_("bar on top"), blank=True
    )
    menus = StreamField(StreamBlock([("menu", blocks.MenuBlock())], max_num=6), verbose_name=_("menus"), blank=True)
    footer = StreamField(
        StreamBlock([("group", blocks.LinkGroupBlock())], max_num=5), verbose_name=_("footer"), blank=True
    )
    social = StreamField(
        StreamBlock([("link", blocks.LinkBlock())], max_num=8), verbose_name=_("social pages"), blank=True
    )
    utilities = StreamField(
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
