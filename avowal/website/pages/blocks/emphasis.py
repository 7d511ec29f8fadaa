"""Blocks that stand out: a table, somebody's words, an urgent notice."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock as WagtailTableBlock

from avowal.website.pages.blocks.basic import LinkBlock, ProseBlock

_COLUMNS, _ROWS = 6, 40


class TableBlock(WagtailTableBlock):  # type: ignore[misc]
    """A table that a screen reader can find its way in: with a caption, and with headers."""

    def clean(self, value: dict[str, Any]) -> dict[str, Any]:
        """Refuses a table without caption or headers, and one that no telephone could show."""
        cleaned: dict[str, Any] = super().clean(value)
        if not cleaned or self.is_deferred_validation:
            return cleaned
        for problem in _problems(cleaned):
            raise ValidationError(problem)
        return cleaned

    class Meta:
        icon = "table"
        label = _("Table")
        template = "pages/blocks/table.html"
        description = _("Figures in rows and columns, with a caption and headers. Never for layout.")
        preview_value = {
            "data": [["Visit", "You pay"], ["Your doctor", "$0"], ["Urgent care", "$15"]],
            "table_header_choice": "both",
            "first_row_is_table_header": True,
            "first_col_is_header": True,
            "table_caption": "What a visit costs",
        }


def _problems(value: dict[str, Any]) -> list[Any]:
    rows = value.get("data") or []
    found: list[Any] = []
    if not (value.get("table_caption") or "").strip():
        found.append(_("The table needs a caption: one line that says what it shows."))
    if not (value.get("first_row_is_table_header") or value.get("first_col_is_header")):
        found.append(_("Say which cells are headers: the first row, the first column, or both."))
    if len(rows) > _ROWS or any(len(row) > _COLUMNS for row in rows):
        found.append(_("At most six columns and forty rows can be read on a telephone; make two tables."))
    return found


class QuotationBlock(blocks.StructBlock):
    """What somebody said."""

    text = blocks.TextBlock(label=_("What was said"), max_length=400, rows=3)
    by = blocks.CharBlock(
        label=_("By whom"), required=False, max_length=80, help_text=_("A role, or a name whose owner agreed.")
    )

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "pages/blocks/quotation.html"
        description = _("Somebody's own words. Ask before you show a name.")
        preview_value = {"text": "They read the letter with me.", "by": "A visitor of the Valley center"}


class AlertBoxBlock(blocks.StructBlock):
    """Something that cannot wait, on this page alone."""

    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[
            ("info", _("Good to know")),
            ("warning", _("Watch out")),
            ("error", _("Danger")),
            ("success", _("All is well")),
        ],
        default="info",
    )
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=80)
    text = ProseBlock(label=_("Text"), features=["bold", "italic", "ul", "link"])
    action = LinkBlock(label=_("Link"), required=False)

    class Meta:
        icon = "warning"
        label = _("Alert box")
        template = "pages/blocks/alert_box.html"
        description = _("Something that cannot wait, on this page alone. For every page there are alerts.")
        preview_value = {
            "kind": "warning",
            "heading": "In danger? Call 911",
            "text": "<p>Do not wait for a call back.</p>",
        }
