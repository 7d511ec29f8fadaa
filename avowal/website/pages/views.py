"""Views beside the page tree: text size, files that editors uploaded, and the pages that say something went wrong."""

# ruff: noqa: ARG001  (the signatures are Django's)
from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.static import serve

from avowal.website import in_force
from avowal.website.pages import languages, text_size
from avowal.website.pages.addresses import is_local_path, resolve
from avowal.website.pages.frame import context
from avowal.website.privacy import notice


@require_safe
@never_cache
def change_text_size(request: HttpRequest, step: str) -> HttpResponse:
    """One size smaller or larger, or back to normal; returns to the page it was asked on, on this host only."""
    now = text_size.of(request)
    sizes = {"smaller": now.smaller, "larger": now.larger, "normal": text_size.Size.NORMAL}
    if step not in sizes:
        raise Http404
    came_from = request.GET.get("from", "")
    answer = HttpResponseRedirect(came_from if is_local_path(came_from) else resolve("/"))
    text_size.keep(answer, sizes[step], in_force.policy())
    return answer


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A file that an editor uploaded."""
    served = serve(request, path, document_root=settings.MEDIA_ROOT)
    if not served.streaming:
        return served
    whole = HttpResponse(b"".join(served.streaming_content), status=served.status_code, headers=dict(served.items()))
    served.close()
    whole["Cache-Control"] = "public, max-age=3600"
    return whole


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, inside the site's frame, with somewhere to go."""
    return render(request, "404.html", context(request, title=gettext("We cannot find that page")), status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """500: words alone, since whatever failed may be what the frame is made of."""
    spoken = languages.words_in(languages.asked())
    return render(request, "500.html", {"language": spoken, "notice": notice.if_possible(request)}, status=500)
