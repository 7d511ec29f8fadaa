"""Ask the policy: would this be kept, how long, who may read it, who may get it, and which sentence says so.

For everybody who may enter the office; the answer is `policy.explaining`'s, of the version in force.
"""

# ruff: noqa: ARG002  (the signatures are Django's)
from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import AccessMixin
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.auth import permission_denied
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from avowal.events.reports import REPORTS
from avowal.policy.explaining import explain
from avowal.policy.explanation import Explanation, Named
from avowal.policy.model import Audience, Door, Loads, PageClass, RecipientClass, Storage
from avowal.website import in_force
from avowal.website.office.labels import NAMES

ENTER = "wagtailadmin.access_admin"
LONGEST = 200
"""Characters of a name that is asked for."""
DOORS = {
    Door.WEBLOG: _("the weblog of our servers"),
    Door.PAGE_BEACON: _("a message that the page sends"),
    Door.AREA_BEACON: _("a message that an area of a page sends"),
    Door.APP_SCREEN: _("a screen of an app"),
    Door.MAIL_BEACON: _("a mail that is opened"),
    Door.BROWSER_REPORT: _("a report that the browser sends"),
    Door.COOKIE: _("a cookie"),
    Door.FORM: _("a form that people fill in"),
    Door.RECORD: _("our own records"),
    Door.CLOSED_DAY: _("counts of days that are over"),
    Door.VENDOR: _("a vendor that collects for us"),
}
ABOUT = {
    Audience.EVERYONE: _("everyone"),
    Audience.SIGNED_IN: _("people who have signed in"),
    Audience.ADULTS: _("adults"),
    Audience.STAFF: _("staff"),
    Audience.CHILDREN: _("children"),
}
KINDS = {
    RecipientClass.VENDOR: _("vendor"),
    RecipientClass.REGULATOR: _("regulator"),
    RecipientClass.COURT: _("court or law enforcement"),
    RecipientClass.AFFILIATE: _("affiliate"),
    RecipientClass.PARTNER: _("partner"),
    RecipientClass.RESEARCH: _("research"),
    RecipientClass.SUBJECT: _("the person herself"),
}
STORAGE = {
    Storage.COOKIE: _("as a cookie"),
    Storage.LOCAL: _("in local storage"),
    Storage.SESSION: _("in session storage"),
    Storage.INDEXED: _("in an indexed database"),
    Storage.CACHE: _("in the cache"),
}
WHEN = {
    Loads.ON_CLICK: _("only after a click"),
    Loads.WITH_PAGE: _("as soon as the page opens"),
}
PAGES = {PageClass.PUBLIC: _("public pages"), PageClass.SIGNED_IN: _("signed-in pages")}
GATES = {
    "edge.weblog": _("The weblog holds the declared elements and nothing else."),
    "edge.beacon": _("Messages that pages send are kept only where a declared collection takes them."),
    "edge.cookies": _("Cookies that are not declared come neither in nor out."),
    "edge.headers": _("The security policy lets pages load nothing from hosts that are not declared."),
}
EXAMPLES = ("ip_address", "weblog", "measurement")


class ExplainView(WagtailAdminTemplateMixin, AccessMixin, TemplateView):
    """`/office/policy/explain/?q=`: a field to ask in, and the answer."""

    template_name = "office/policy/explain.html"
    page_title = _("Ask the policy")
    header_icon = "help"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(ENTER):
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asked = request.GET.get("q", "").strip()[:LONGEST]
        version = in_force.version()
        if version is None:
            return self._answer(503, trouble=in_force.trouble(), asked=asked)
        if not asked:
            known = (*version.policy.data, *version.policy.collections, *version.policy.purposes)
            return self._answer(asked="", examples=[name for name in EXAMPLES if name in known])
        found = explain(version.policy, asked, get_language() or "")
        return self._answer(asked=asked, version=version.number, **_shown(found))

    def _answer(self, status: int = 200, **context: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**context), status=status)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


def _shown(found: Explanation) -> dict[str, Any]:
    """The answer with the words of the office around it."""
    today = timezone.localdate()
    return {
        "found": found,
        "refused": [GATES[gate] for gate in found.refused_by],
        "suggestions": [(one, one.key.partition(".")[2]) for one in found.did_you_mean],
        "kept": [(one, DOORS[Door(one.door)], ABOUT[Audience(one.about)]) for one in found.kept],
        "in_browser": [(one, STORAGE[Storage(one.storage)]) for one in found.in_browser],
        "readers": [(one, _reports(one)) for one in found.purposes],
        "about_staff": any(one.about == Audience.STAFF for one in found.kept),
        "given_to": [
            (one, KINDS[RecipientClass(one.kind)], one.until is not None and one.until < today)
            for one in found.given_to
        ],
        "seen_by": [
            (one, WHEN[Loads(one.loads)], [PAGES[PageClass(page)] for page in one.pages]) for one in found.seen_by
        ],
    }


def _reports(purpose: Named) -> list[tuple[str, str]]:
    """Address and name of each report that reads for `purpose`."""
    key = purpose.key.removeprefix("purposes.")
    return [(reverse(f"report_{name}"), NAMES[name]) for name, kind in REPORTS.items() if kind.purpose == key]
