"""The field that holds blocks."""

from __future__ import annotations

from typing import Any

from wagtail.fields import StreamField


class BlocksField(StreamField):  # type: ignore[misc]
    """A StreamField whose blocks stand in code alone.

    What a block is made of changes no table. Were it written into migrations, as Wagtail does, each new block would
    cost a migration of hundreds of lines for every page type.
    """

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """The field without its blocks."""
        name, path, _blocks, options = super().deconstruct()
        options.pop("block_lookup", None)
        return name, path, [[]], options
