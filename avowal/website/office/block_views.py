"""Blocking: the page that asks before a network is turned away, the list of blocks, and lifting one (ledger U.9).

An address is personal, so it travels in the body of a POST and never in an address of ours.
"""

# ruff: noqa: ARG002  (the signatures are Django's)
from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import AccessMixin
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from avowal.website import in_force
from avowal.website.office import blocks
from avowal.website.office.block_forms import BlockForm
from avowal.website.office.models import Block

PERMISSION = "office.block_networks"


class _MayBlock(AccessMixin):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(PERMISSION):
            return permission_denied(request)
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return answer


class BlocksView(_MayBlock, WagtailAdminTemplateMixin, TemplateView):
    """`/office/blocks/`: what is turned away now, and what was."""

    template_name = "office/blocks.html"
    page_title = gettext_lazy("Blocked networks")
    header_icon = "lock"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        return super().get_context_data(
            standing=Block.objects.filter(until__gt=now).select_related("by"),
            ended=Block.objects.filter(until__lte=now).select_related("by"),
            **kwargs,
        )

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


class BlockView(_MayBlock, WagtailAdminTemplateMixin, TemplateView):
    """`/office/blocks/new/`: asks (GET, or POST of a signal), and blocks when the form says `confirmed`."""

    template_name = "office/block.html"
    page_title = gettext_lazy("Block a network")
    header_icon = "lock"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._ask(BlockForm(lengths=self._lengths()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("confirmed") != "1":
            given = {name: request.POST.get(name, "") for name in ("network", "kind")}
            return self._ask(BlockForm(initial=given, lengths=self._lengths()))
        form = BlockForm(request.POST, lengths=self._lengths())
        if not form.is_valid():
            return self._ask(form, status=422)
        try:
            made = blocks.block(
                form.wanted(),
                by=request.user,
                own_address=request.META.get("REMOTE_ADDR", ""),
                policy=in_force.policy(),
                now=timezone.now(),
            )
        except blocks.BlockRefused as refused:
            form.add_error("network", str(refused))
            return self._ask(form, status=422)
        messages.success(request, _("%(network)s is turned away now.") % {"network": made.shown})
        return redirect("blocks")

    def _lengths(self) -> dict[str, str]:
        return blocks.lengths(in_force.policy(), timezone.now())

    def _ask(self, form: BlockForm, status: int = 200) -> HttpResponse:
        return self.render_to_response(
            self.get_context_data(form=form, may_be_kept=bool(self._lengths())), status=status
        )

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("blocks"), "label": BlocksView.page_title}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.page_title}]


class LiftView(_MayBlock, View):
    """Lets a network in again."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        made = get_object_or_404(Block, pk=pk)
        blocks.lift(made, timezone.now())
        messages.success(request, _("%(network)s may come in again.") % {"network": made.shown})
        return redirect("blocks")
