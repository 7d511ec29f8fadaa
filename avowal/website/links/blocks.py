"""Foreign content in a page: named, explained, loaded only when a visitor asks for it (ledger 14.1, 14.4 to 14.6)."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from avowal.policy.model import ContentKind, Loads, PageClass, Policy, ThirdParty
from avowal.website import in_force
from avowal.website.pages import languages
from avowal.website.pages.addresses import host_named


def party_of(policy: Policy | None, url: str) -> ThirdParty | None:
    """The third party that the policy lets show a frame of `url` on public pages, on a press; None when none may."""
    host = host_named(url)
    if policy is None or not url.startswith("https://"):
        return None
    for party in policy.third_parties.values():
        allowed = ContentKind.FRAME in party.content and PageClass.PUBLIC in party.pages
        if host in party.hosts and allowed and party.loads is Loads.ON_CLICK:
            return party
    return None


class EmbedAddressBlock(blocks.URLBlock):
    """An address on a site that the policy declares for foreign content."""

    def clean(self, value: str) -> str:
        """Refuses what the policy in force does not declare (R3)."""
        cleaned: str = super().clean(value)
        if party_of(in_force.policy(), cleaned) is None:
            raise ValidationError(
                _(
                    "The privacy policy does not declare this site, so nothing of it may be shown. "
                    "Ask the privacy office, or link to it instead."
                )
            )
        return cleaned


class EmbedBlock(blocks.StructBlock):
    """A video or the like from a declared third party."""

    title = blocks.CharBlock(label=_("What it shows"), max_length=120)
    url = EmbedAddressBlock(label=_("Address"), help_text=_("The player's address, such as https://video.example/…"))
    text = blocks.TextBlock(
        label=_("The same in words"),
        required=False,
        rows=3,
        max_length=1000,
        help_text=_("For people who cannot or do not want to play it."),
    )

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        policy = in_force.policy()
        party = party_of(policy, value["url"])
        words = languages.words_in(languages.asked())
        sees = [in_force.name(f"data.{element}", words) for element in party.sees] if party else []
        return {**context, "party": party, "sees": sees, "cookies": dict(party.cookies) if party else {}}

    class Meta:
        icon = "media"
        label = _("Video from another site")
        template = "links/embed.html"
        description = _("Shows a notice first; nothing is loaded from the other site before a visitor presses.")
        preview_value = {"title": "How to renew", "url": "https://video.example/embed/renew", "text": ""}
