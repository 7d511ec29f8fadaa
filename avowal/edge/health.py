"""What the door knows of itself, for `/health/ready`: numbers and reasons, never a value of anyone's."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from avowal.edge.blocks import BlockList
    from avowal.edge.rows import Spool


@dataclass
class Health:
    """Counts by reason since the door opened, and the parts that have a state of their own.

    `last_weblog_failure` is the kind of error of the newest record, None if it was kept.
    """

    spool: Spool
    block_list: BlockList
    weblog: Counter[str] = field(default_factory=Counter)
    last_weblog_failure: str | None = None
    page_beacon: Counter[str] = field(default_factory=Counter)
    area_beacon: Counter[str] = field(default_factory=Counter)
    app_screens: Counter[str] = field(default_factory=Counter)
    browser_reports: Counter[str] = field(default_factory=Counter)
    mail_beacon: Counter[str] = field(default_factory=Counter)
    blocks: Counter[str] = field(default_factory=Counter)
    cookies: Counter[str] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)
    bodies_refused: Counter[str] = field(default_factory=Counter)
    links_refused: int = 0

    def counted(self) -> dict[str, Any]:
        """The counts as plain dictionaries."""
        return {
            "weblog": dict(self.weblog),
            "page_beacon": dict(self.page_beacon),
            "area_beacon": dict(self.area_beacon),
            "app_screens": dict(self.app_screens),
            "browser_reports": dict(self.browser_reports),
            "mail_beacon": dict(self.mail_beacon),
            "blocks": dict(self.blocks),
            "blocks_trouble": self.block_list.trouble,
            "spool_trouble": self.spool.trouble,
            "spool_lost": self.spool.lost,
            "cookies": dict(self.cookies),
            "failures": dict(self.failures),
            "bodies_refused": dict(self.bodies_refused),
            "links_refused": self.links_refused,
        }
