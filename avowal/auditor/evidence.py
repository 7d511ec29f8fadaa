"""What was seen: plain frozen records that the checks read. Nothing here judges, and nothing here asks a browser."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from urllib.parse import urldefrag, urlsplit

from avowal.auditor.framed import Answer, PageFrame
from avowal.auditor.listed import DocumentSeen
from avowal.auditor.stored import Canary, DeploymentSeen, StoreSeen
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
    `body` is at most 64 KiB of what was sent, a socket's messages one a line. A call that is no address of the web
    is written as one: `stun://host:port` with the method `STUN` for WebRTC, `dns://host` with `RESOLVE` for a name
    that was looked up without a request. `frame` is the address of the frame, worker or page that asked; `source`
    is page | frame | worker | shared_worker | service_worker | browser (the browser on the page's behalf: reports,
    prefetches); `moment` is what the visitor did then: loading | resting | typing | clicking | choosing | leaving |
    returning.
    `status` is that of its answer; None where none was seen. `proof` is devtools | netlog | page: the deepest place
    in which it was seen (`page`: announced or stopped before it left).
    """

    url: str
    method: str
    kind: str
    page: str
    initiator: str = ""
    blocked: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    frame: str = ""
    source: str = "page"
    moment: str = "loading"
    status: int | None = None
    proof: str = "devtools"

    @property
    def host(self) -> str:
        """The host name asked for, without port; empty for `data:` and the like."""
        return host_of(self.url)


@dataclass(frozen=True)
class CookieSet:
    """One wish to set a cookie, granted or not. `life` is seconds asked for; None is a session cookie.

    `value` is the fingerprint of its value (`fingerprint`), `frame` the address of the frame or worker in which it was
    set, `moment` that of `Request`, `redirected` that the response which set it only led on to another.
    """

    name: str
    host: str
    life: int | None
    source: str  # header | script
    by: str  # address of the response or script
    attributes: str  # the line without the value
    refused: str | None = None  # why browser or edge did not keep it as asked
    value: str = ""
    frame: str = ""
    moment: str = ""
    redirected: bool = False


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
    """A cookie in the browser's jar after the page. `life` is seconds left; `value` is its value's fingerprint."""

    name: str
    host: str
    life: int | None
    value: str = ""


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
class StoredValue:
    """What the browser keeps after the page, in any frame: the fingerprint of a value, never the value.

    `where` is cookie | local | session | indexed | cache | opfs | service_worker. `key` is the cookie's or key's name,
    `database/store/key` of an indexed database, `cache address` of a cache, a file's path, or a worker's scope.
    """

    where: str
    key: str
    origin: str
    value: str = ""
    length: int = 0


@dataclass(frozen=True)
class Listener:
    """A script of `host` that hears an event: `event` as browsers name it, `target` what it listens on.

    `target` is window | document | body | a tag name with its name (`input email`) | everything (a listener on what
    holds every field). Listeners are what may be a recorder; what is sent afterwards is in `leaks` and `recordings`.
    """

    event: str
    target: str
    script: str
    host: str


@dataclass(frozen=True)
class Traits:
    """What one script read of the device and browser: names as `screen.width`, `canvas`, `fonts`, `webgl`, `audio`."""

    script: str
    host: str
    read: tuple[str, ...]


@dataclass(frozen=True)
class Recording:
    """Signs that a script records the visit: what it watches, and what its host was sent while it did.

    `watches` are changes | mouse | scroll | keys | input | touch; `sends` how many messages went to `host` after the
    page had loaded; `markup`, `positions` and `texts` how many tags, places of the mouse and texts of the page these
    messages carried.
    """

    script: str
    host: str
    watches: tuple[str, ...]
    sends: int
    markup: int = 0
    positions: int = 0
    texts: int = 0


@dataclass(frozen=True)
class Alias:
    """A host name that the DNS says is another's: `chain` is each CNAME in turn, the last being who answers."""

    host: str
    chain: tuple[str, ...]


@dataclass(frozen=True)
class Answered:
    """The headers of one response, names in lower case; `set-cookie` is left out, which `cookies` has."""

    url: str
    status: int
    kind: str
    headers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Leak:
    """A secret that stands in what was sent to `host`.

    `secret` is what a person may read: a canary's own value, or the name of a cookie, a storage key or a page (values
    of the visitor's are never repeated). `kind` is typed | keys | clipboard | canary (ours) | cookie | storage |
    address | title. `channel` is path | query | header NAME | cookie | body | socket | dns | script (handed over by a
    script, whatever became of it) | several (put together from pieces). `how` is the disguise (`plain`, `sha256 in
    base64`, `base64, compressed`). `excerpt` is what stood around it, the secret itself marked «…». `moment` is that
    of `Request`; `blocked` why it did not arrive.
    """

    secret: str
    kind: str
    channel: str
    url: str
    host: str
    how: str
    excerpt: str
    moment: str = ""
    blocked: str | None = None


@dataclass(frozen=True)
class Observation:
    """Something a script did. `literals` are the quoted names in that script's text (for reads of cookies).

    `kind`, each with its own words in `detail`: canvas-read, webgl-read, audio-read, font-probe, device-read (battery,
    devices, model, network addresses by WebRTC), sensor-read, clipboard-read, permission-ask,
    permission-query, cookie-read, cookie-list, cookie-lookup, cookie-named-read, storage-read, storage-list, listener,
    changes-watched (every change of the document). What is an ordinary read by itself (the screen's width, voices,
    plug-ins) is in `PageVisit.traits` only.
    """

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
    referrer_policy: str = ""
    ping: str = ""

    @property
    def host(self) -> str:
        return host_of(self.href)


@dataclass(frozen=True)
class Form:
    """A form, or the fields of a page that stand in none (`action` is then empty). `buttons` are their words."""

    action: str
    method: str
    fields: tuple[str, ...]
    name: str = ""
    encoding: str = ""
    target: str = ""
    buttons: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


@dataclass(frozen=True)
class FormField:
    """One field that a visitor can fill or that is filled for her.

    `form` is the action of its form, empty for one that stands alone. `kind` is `input`'s type, select, textarea or
    editable. `checked`: ticked or chosen before the visitor did anything. `carries` says what a value that was filled
    in beforehand is: address | referrer | title | identifier (a cookie's or stored value) | other; empty for none.
    """

    form: str
    name: str
    kind: str
    label: str
    required: bool
    checked: bool
    autocomplete: str = ""
    carries: str = ""
    options: tuple[str, ...] = ()
    shown: bool = True


@dataclass(frozen=True)
class Embed:
    """Another site's content in the page, or a place kept for it.

    `kind` is frame | video | audio | object | map. `loaded_by` is itself | visitor | nothing (not loaded). `notice` is
    the text around it, `links` the addresses that lead to the content elsewhere, `blocked` why it did not load.
    """

    url: str
    loaded_by: str
    notice: str
    links: tuple[str, ...]
    kind: str = "frame"
    title: str = ""
    blocked: str | None = None

    @property
    def host(self) -> str:
        return host_of(self.url)


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
class Offered:
    """A control of a question about choices, as the page showed it: what it does, its words, its size in square pixels.

    `kind` is accept | refuse | settings | save | opt_out.
    """

    kind: str
    words: str
    area: int


@dataclass(frozen=True)
class PageVisit:
    """Everything seen on one page in one pass. `trouble` says what went wrong without ending the run.

    `round` is 2 for a page seen again in the same pass: after coming back with the choice made, or after cookies and
    storage were emptied. `chose` says that the visit began at the very press by which the choice was made. `depth` is
    how much was tried (`deep`, `careful`, `typing`, `shallow`); `clicked` the words of what was clicked; `led` where
    clicks and scripts tried to lead and were held back; `offered` the question about choices that the page asked;
    `template` what it is made after; `rtl` that it is written from right to left.
    """

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
    stored: tuple[StoredValue, ...] = ()
    listeners: tuple[Listener, ...] = ()
    traits: tuple[Traits, ...] = ()
    recordings: tuple[Recording, ...] = ()
    permissions: tuple[str, ...] = ()
    aliases: tuple[Alias, ...] = ()
    fields: tuple[FormField, ...] = ()
    embeds: tuple[Embed, ...] = ()
    response_headers: tuple[Answered, ...] = ()
    leaks: tuple[Leak, ...] = ()
    frame: PageFrame = field(default_factory=PageFrame)
    har: str | None = None
    round: int = 1
    chose: bool = False
    depth: str = ""
    clicked: tuple[str, ...] = ()
    led: tuple[str, ...] = ()
    offered: tuple[Offered, ...] = ()
    template: str = ""
    rtl: bool = False
    span: tuple[float, float] = (0.0, 0.0)
    """When the visit began and when the page had been left, in milliseconds since 1970."""

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
    answers: tuple[Answer, ...] = ()
    deployment: DeploymentSeen | None = None
    documents: tuple[DocumentSeen, ...] = ()

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
        linked = {urldefrag(link.href)[0] for seen in kept for link in seen.links}
        answers = tuple(one for one in self.answers if one.url in linked or host_of(one.on) == host)
        documents = tuple(one for one in self.documents if host_of(one.url) == host)
        return replace(self, visits=kept, published=published, chosen=chosen, answers=answers, documents=documents)


def fingerprint(value: str | bytes) -> str:
    """A short text by which a value is known again in another visit, and from which a long one cannot be had back."""
    content = value.encode() if isinstance(value, str) else value
    return hashlib.sha256(content).hexdigest()[:16] if content else ""


def host_of(url: str) -> str:
    """The host name in `url`, lower case, without port; empty where there is none or it cannot be read."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""
