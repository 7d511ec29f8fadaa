"""What an editor builds the frame around every page from: menus, groups of links, the bar on top."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from avowal.website.pages.blocks.basic import AddressBlock, LinkBlock


class UtilityBlock(LinkBlock):
    """A link of the bar on top of every page."""

    key = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[
            ("find_a_doctor", _("Find a doctor")),
            ("careers", _("Careers")),
            ("contact", _("Contact")),
            ("member_sign_in", _("Member sign-in")),
            ("provider_sign_in", _("Provider sign-in")),
            ("other", _("Other")),
        ],
        default="other",
    )


class LinkGroupBlock(blocks.StructBlock):
    """Links under one heading."""

    label = blocks.CharBlock(label=_("Heading"), max_length=60)
    links = blocks.ListBlock(LinkBlock(), label=_("Links"), max_num=12)

    class Meta:
        icon = "list-ul"
        label = _("Group of links")


class PromotedBlock(blocks.StructBlock):
    """One thing that a menu brings to the front."""

    title = blocks.CharBlock(label=_("Title"), max_length=80)
    text = blocks.CharBlock(label=_("Text"), max_length=200, required=False)
    url = AddressBlock()
    picture = ImageChooserBlock(label=_("Picture"), required=False)

    class Meta:
        icon = "pick"
        label = _("Promoted")


class MenuBlock(blocks.StructBlock):
    """One audience's menu."""

    label = blocks.CharBlock(label=_("Label"), max_length=40)
    url = AddressBlock(help_text=_("Page that opens this section, such as /join/."))
    groups = blocks.ListBlock(LinkGroupBlock(), label=_("Groups"), max_num=4)
    promoted = PromotedBlock(label=_("Promoted"), required=False)

    class Meta:
        icon = "bars"
        label = _("Menu")
