"""The leaving notice, and a page to share another one by, without anybody's script."""

from __future__ import annotations

from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from avowal.website.links import queries
from avowal.website.pages.addresses import is_local_path, is_outgoing
from avowal.website.pages.frame import context
from avowal.website.pages.models import PublicPage


@require_safe
def leaving(request: HttpRequest) -> HttpResponse:
    """`/leaving/?to=`: what is told before a link away is followed (ledger 12.2 to 12.4).

    Only for links that stand on the sites, so that nobody can lead people elsewhere in the plan's name (no open
    redirect); it redirects nobody either: a person presses on.
    """
    to = request.GET.get("to", "")
    if not queries.stands(to) and not (_is_staff(request) and is_outgoing(to)):
        raise Http404
    known = queries.known(to)
    title = gettext("You are leaving our sites")
    answer = render(request, "links/leaving.html", {**context(request, title=title), "to": to, "known": known})
    answer["X-Robots-Tag"] = "noindex"
    return answer


@require_safe
def share(request: HttpRequest) -> HttpResponse:
    """`/share/?page=/path/`: the address of one of our pages to copy, or to send by the visitor's own mail program."""
    path = request.GET.get("page", "/")
    page = _page_at(request, path)
    if page is None:
        raise Http404
    address = request.build_absolute_uri(path)
    mail = f"mailto:?subject={quote(page.title)}&body={quote(address)}"
    title = gettext("Share this page")
    more = {"address": address, "mail": mail, "shared": page}
    answer = render(request, "links/share.html", {**context(request, title=title), **more})
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _is_staff(request: HttpRequest) -> bool:
    """Staff try links of pages that are not published yet."""
    return bool(request.user.has_perm("wagtailadmin.access_admin"))


def _page_at(request: HttpRequest, path: str) -> PublicPage | None:
    """The published page at `path` of the site that is asked; never an address that only looks like one."""
    from wagtail.models import Page

    if not is_local_path(path) or "?" in path or "#" in path:
        return None
    found = Page.find_for_request(request, path)
    return found.specific if found is not None and found.live else None
