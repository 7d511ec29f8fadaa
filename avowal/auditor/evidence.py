"""What was seen: plain frozen records that the checks read. Nothing here judges, and nothing here asks a browser."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from urllib.parse import urlsplit

from avowal.auditor.stored import Canary, StoreSeen
from avowal.policy.model import Storage


class Pass(StrEnum):
    """One kind of visitor that the crawl plays."""

    FIRST_VISIT = "first_visit"  # an empty jar, as a visitor who has never been here
    UNGUARDED = "unguarded"  # the same pages with their content-security policy switched off
    PHONE = "phone"  # a small screen with touch
    RETURNING = "returning"  # the jar of the first visit, the browser closed and opened again
    REFUSING = "refusing"  # every choice that the policy offers was refused before
    OPTED_OUT = "opted_out"  # the browser sends Global Privacy Control
    NO_COOKIES = "no_cookies"  # the browser keeps neither cookies nor anything else
    ACCEPTING = "accepting"  # every choice that the sites offer was accepted, by their own buttons
    WITHDRAWN = "withdrawn"  # everything was accepted, and then refused again
    OPTED_OUT_EVERYWHERE = "opted_out_everywhere"  # signal, every opt-out form and every refusing button together (R8)
    CLEARED = "cleared"  # two visits, with cookies and storage emptied in between
    MEMBER = "member"  # signed in as a member of the plan
    STAFF = "staff"  # signed in as one of the people who work on the sites
    RIGHT_TO_LEFT = "right_to_left"  # pages in Arabic, Farsi and the like
    SCRIPTLESS = "scriptless"  # a browser that runs no scripts
    CHILD = "child"  # a child of ten who answers the question for its age
    MAIL = "mail"  # a reader of the mails, with their pictures loaded


@dataclass(frozen=True)
class Request:
    """One request that a page caused or tried to cause.

    `kind` is the browser's resource type, or `hint` for a preconnect or DNS prefetch that is only announced;
    `initiator` says what caused it (an element, a script with its line); `blocked` why it was stopped;
    `body` is at most 64 KiB of what was sent; `before_click` is false once the crawl itself had clicked.
    """

    url: str
    method: str
    kind: str
    page: str
    initiator: str = ""
    blocked: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""

    @property
    def host(self) -> str:
        """The host name asked for, without port; empty for `data:` and the like."""
        return host_of(self.url)


@dataclass(frozen=True)
class CookieSet:
    """One wish to set a cookie, granted or not. `life` is seconds asked for; None is a session cookie."""

    name: str
    host: str
    life: int | None
    source: str  # header | script
    by: str  # address of the response or script
    attributes: str  # the line without the value
    refused: str | None = None  # why browser or edge did not keep it as asked


@dataclass(frozen=True)
class Refusal:
    """One thing the site's own front door stopped on the way out, as its `avowal-refused` header names it."""

    what: str  # cookie | link
    name: str
    reason: str
    promise: str
    url: str
    mended: bool = False


@dataclass(frozen=True)
class JarCookie:
    """A cookie in the browser's jar after the page. `life` is seconds left; None for a session cookie."""

    name: str
    host: str
    life: int | None


@dataclass(frozen=True)
class Carried:
    """A cookie of the sites whose value stands in a request to another host; `how` is its disguise."""

    cookie: str
    host: str
    url: str
    how: str


@dataclass(frozen=True)
class StoredKey:
    """A key found in, or written to, the browser's storage."""

    storage: Storage
    key: str
    origin: str
    by: str = ""


@dataclass(frozen=True)
class Observation:
    """Something a script did. `literals` are the quoted names in that script's text (for reads of cookies)."""

    kind: str
    detail: str
    script: str
    frame: str
    literals: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sent:
    """A payload as the page's script handed it over: proof of content where the browser shows only a blob."""

    channel: str
    url: str
    body: bytes
    script: str


@dataclass(frozen=True)
class Link:
    """A link out of the page, with what marks it. `told` is how a person is told that it leaves the site."""

    href: str
    text: str
    rel: tuple[str, ...]
    classes: tuple[str, ...]
    target: str
    region: str  # main | nav | footer | page
    flagged: bool
    told: str

    @property
    def host(self) -> str:
        return host_of(self.href)


@dataclass(frozen=True)
class Form:
    action: str
    method: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class PolicyDate:
    """A date that a privacy page shows as its last change: ISO form where it could be read, and as written."""

    value: str
    shown: str
    source: str


@dataclass(frozen=True)
class Announcement:
    """A region of a page that names a day: the day in ISO form, its words, and where its links lead."""

    date: str
    text: str
    hrefs: tuple[str, ...]


@dataclass(frozen=True)
class Published:
    """Something that the sites publish for programs, as a plain client got it; `status` is None without an answer."""

    url: str
    status: int | None
    text: str = ""

    @property
    def host(self) -> str:
        return host_of(self.url)


@dataclass(frozen=True)
class PolicyText:
    """What a privacy page shows: its blocks in order, postal and mail addresses, and all words of its main part.

    `marked` says that the page marks where its policy begins and ends (`data-policy-text`), so that nothing else
    is among the blocks.
    """

    blocks: tuple[str, ...] = ()
    marked: bool = False
    addresses: tuple[str, ...] = ()
    whole: str = ""


@dataclass(frozen=True)
class Choice:
    """One choice that a visitor made, or looked for in vain, by what the page itself offers (R8).

    `wanted` is `accept`, `refuse`, `opt_out`, `sign_in` or `tell_age`; `pressed` are the words of each button or link
    in the order pressed, and `steps` how many presses and ticks it took. `made` is false where the page offered
    something to choose but no way to this choice was found; `told` says so in a sentence. `where` names what was
    used: `banner`, `form`, `link`, or `cookie` (set by hand, since no page offered the choice).
    """

    passing: Pass
    page: str
    wanted: str
    pressed: tuple[str, ...] = ()
    steps: int = 0
    where: str = "banner"
    made: bool = True
    told: str = ""


@dataclass(frozen=True)
class PageVisit:
    """Everything seen on one page in one pass. `trouble` says what went wrong without ending the run."""

    passing: Pass
    url: str
    final_url: str
    status: int | None
    title: str = ""
    language: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    requests: tuple[Request, ...] = ()
    sent: tuple[Sent, ...] = ()
    cookies: tuple[CookieSet, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    jar: tuple[JarCookie, ...] = ()
    carried: tuple[Carried, ...] = ()
    storage: tuple[StoredKey, ...] = ()
    areas: tuple[str, ...] = ()
    observations: tuple[Observation, ...] = ()
    links: tuple[Link, ...] = ()
    alternates: tuple[str, ...] = ()
    forms: tuple[Form, ...] = ()
    policy_page: bool = False
    policy_dates: tuple[PolicyDate, ...] = ()
    policy_text: PolicyText = field(default_factory=PolicyText)
    announcements: tuple[Announcement, ...] = ()
    canaries: tuple[Canary, ...] = ()
    pointer: tuple[tuple[int, int], ...] = ()
    texts: tuple[str, ...] = ()
    screenshot: str | None = None
    trouble: tuple[str, ...] = ()

    @property
    def reached(self) -> bool:
        """Whether a page came at all, so that there was something to look at."""
        return self.status is not None


@dataclass(frozen=True)
class Stranger:
    """How the sites answered under a host name that nobody gave them; `page` says that a page of theirs came."""

    host: str
    status: int
    page: bool


@dataclass(frozen=True)
class Evidence:
    """All that one audit saw, gathered once. `own_hosts` maps host names of the sites to their keys."""

    visits: tuple[PageVisit, ...]
    own_hosts: Mapping[str, str] = field(default_factory=dict)
    store: StoreSeen | None = None
    sampled: tuple[str, ...] = ()
    not_exercised: tuple[str, ...] = ()
    published: tuple[Published, ...] = ()
    strangers: tuple[Stranger, ...] = ()
    chosen: tuple[Choice, ...] = ()

    @property
    def pages(self) -> tuple[PageVisit, ...]:
        """The visits that reached a page, in crawl order."""
        return tuple(visit for visit in self.visits if visit.reached)

    def only(self, host: str) -> Evidence:
        """The same evidence narrowed to pages asked for on `host`, without what other own hosts left in the jar."""
        others = set(self.own_hosts) - {host}
        kept = tuple(
            replace(visit, jar=tuple(cookie for cookie in visit.jar if cookie.host not in others))
            for visit in self.visits
            if host_of(visit.url) == host
        )
        published = tuple(one for one in self.published if one.host == host)
        chosen = tuple(one for one in self.chosen if host_of(one.page) == host)
        return replace(self, visits=kept, published=published, chosen=chosen)


def host_of(url: str) -> str:
    """The host name in `url`, lower case, without port; empty where there is none or it cannot be read."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""
