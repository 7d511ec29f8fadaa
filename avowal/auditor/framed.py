"""What stands around the text of a page: header, alerts, navigation, breadcrumb, date, telephone numbers.

Plain frozen records, like `evidence`. They are gathered on anybody's pages, by roles, addresses and words.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Telephone:
    """A number as the page shows it, with the words of the line, list item or paragraph that it stands in."""

    number: str
    around: str
    region: str  # main | nav | header | footer | page


@dataclass(frozen=True)
class Alert:
    """An urgent notice: its words, and the last day it says it is good for (ISO form; empty where it says none)."""

    text: str
    until: str


@dataclass(frozen=True)
class PageFrame:
    """The frame of one page. `looked` is false where nobody could look.

    `parts` are those of the header: skip | find_doctor | careers | contact | language | text_size | logo |
    member_sign_in | provider_sign_in. `updated` are the dates shown as the last change. `trapped` names each menu
    that the Tab key does not leave; `menus` counts those that were tried. `covered_by` are the words of what lies
    over the page without having been asked for. `referrer` is the page's own `meta` rule for referrers.
    """

    looked: bool = False
    parts: tuple[str, ...] = ()
    breadcrumb: bool = False
    heading: bool = False
    updated: tuple[str, ...] = ()
    telephones: tuple[Telephone, ...] = ()
    alerts: tuple[Alert, ...] = ()
    menus: int = 0
    trapped: tuple[str, ...] = ()
    covered_by: str = ""
    referrer: str = ""


@dataclass(frozen=True)
class Answer:
    """What a plain client got when it asked for the address of a link; `status` is None without an answer.

    `on` names one page that has the link. `trouble` says why there was no answer: `no such host` or `no answer`.
    """

    url: str
    status: int | None
    on: str
    trouble: str = ""
