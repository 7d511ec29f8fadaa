"""The vocabulary: every part of a policy as a frozen dataclass, in the words of the published page.

Field names follow W3C DPV (purpose, recipient, personal data, storage duration), categories and uses are
fideslang keys (`user.contact.email`, `essential.service.security`), cookie fields follow the IAB's device
storage disclosures. A docstring of a field's class is what the generated JSON Schema and reference show.
"""

from __future__ import annotations

from dataclasses import field
from datetime import date
from enum import StrEnum

from avowal.policy.catalogue import Catalogue
from avowal.policy.frozen import dataclass
from avowal.policy.period import Period


class Identifies(StrEnum):
    """Whether an element can be tied to a person (ledger 1.2)."""

    YES = "yes"
    POSSIBLY = "possibly"
    NO = "no"


class Sensitivity(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Form(StrEnum):
    """What values of an element look like; the event store's column types come from it."""

    TEXT = "text"  # free text
    TERM = "term"  # text with few distinct values
    NUMBER = "number"  # a whole number, 0 or more
    INSTANT = "instant"
    DATE = "date"
    FLAG = "flag"  # true or false
    TOKEN = "token"  # noqa: S105 - a kind of value, no password; an opaque key


class Method(StrEnum):
    """How data comes in: DPV's provided, observed, and obtained from a third party."""

    VOLUNTEERED = "volunteered"
    AUTOMATIC = "automatic"
    THIRD_PARTY = "third_party"


class Door(StrEnum):
    """The one way in that a collection uses."""

    WEBLOG = "weblog"
    PAGE_BEACON = "page_beacon"
    AREA_BEACON = "area_beacon"
    APP_SCREEN = "app_screen"
    MAIL_BEACON = "mail_beacon"
    BROWSER_REPORT = "browser_report"
    COOKIE = "cookie"
    FORM = "form"
    RECORD = "record"  # made by staff or by the system itself
    CLOSED_DAY = "closed_day"  # counts that the event store makes of days that are over
    VENDOR = "vendor"  # collected by a recipient on the plan's behalf


class Audience(StrEnum):
    EVERYONE = "everyone"
    SIGNED_IN = "signed_in"
    ADULTS = "adults"
    STAFF = "staff"
    CHILDREN = "children"  # may be read, never accepted: ledger 8.1


class Storage(StrEnum):
    """Where a browser keeps an item of the cookie inventory (ledger 4.1)."""

    COOKIE = "cookie"
    LOCAL = "local"
    SESSION = "session"
    INDEXED = "indexed"
    CACHE = "cache"


class CookieKind(StrEnum):
    SESSION = "session"
    PERSISTENT = "persistent"


class RecipientClass(StrEnum):
    VENDOR = "vendor"
    REGULATOR = "regulator"
    COURT = "court"
    AFFILIATE = "affiliate"
    PARTNER = "partner"
    RESEARCH = "research"
    SUBJECT = "subject"


class Consideration(StrEnum):
    """What the plan gets for data. Anything but `none` is a sale (ledger 1.5)."""

    NONE = "none"
    SALE = "sale"
    RENT = "rent"
    LICENCE = "licence"


class Loads(StrEnum):
    ON_CLICK = "on_click"
    WITH_PAGE = "with_page"


class ContentKind(StrEnum):
    """Kinds of third-party content, each a directive of the content-security policy."""

    FRAME = "frame"
    IMAGE = "image"
    SCRIPT = "script"
    STYLE = "style"
    FONT = "font"
    MEDIA = "media"
    CONNECT = "connect"


class PageClass(StrEnum):
    PUBLIC = "public"
    SIGNED_IN = "signed_in"


class Binding(StrEnum):
    BINDING = "binding"
    VOLUNTARY = "voluntary"
    NOT_APPLICABLE = "not_applicable"


class PromiseKind(StrEnum):
    COLLECTS = "collects"
    USES = "uses"
    SHARES = "shares"
    NEVER = "never"
    CHOICE = "choice"
    DUTY = "duty"
    INFORMS = "informs"


class Hours(StrEnum):
    ALWAYS = "always"  # every hour of every day
    OFFICE = "office"  # office hours, as the organisation declares them


class Payer(StrEnum):
    STATE = "state"
    FEDERAL = "federal"
    COMMERCIAL = "commercial"
    COUNTY = "county"


class Translations(StrEnum):
    """Whether machine translation nobody has reviewed may be published (R60)."""

    MARK = "mark"
    REQUIRE_REVIEW = "require_review"


@dataclass(frozen=True)
class Address:
    street: str
    city: str
    region: str
    postal_code: str

    def __str__(self) -> str:
        return f"{self.street}, {self.city}, {self.region} {self.postal_code}"


@dataclass(frozen=True)
class Program:
    """One coverage program of the plan and who pays for it."""

    label: str
    payer: Payer


@dataclass(frozen=True)
class Organisation:
    """Who makes the promises (ledger 0.1)."""

    name: str
    legal_name: str
    address: Address
    time_zone: str
    programs: Catalogue[Program]


@dataclass(frozen=True)
class Site:
    """A web site that the policy covers, with every host name it is served under (ledger 0.4)."""

    label: str
    host: str
    languages: tuple[str, ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class App:
    """A mobile app that sends screens (ledger 0.4, 2.1)."""

    label: str


@dataclass(frozen=True)
class Contact:
    """Someone to ask: an office, or a telephone line with its TTY number and hours (ledger 15.1, H.5)."""

    label: str
    email: str | None = None
    address: Address | None = None
    telephone: str | None = None
    tty: str | None = None
    hours: Hours | None = None
    program: str | None = None


@dataclass(frozen=True)
class Applicability:
    """One law: whether it binds the plan or the plan follows it by choice (R32)."""

    law: str
    status: Binding
    reason: str


@dataclass(frozen=True)
class DataElement:
    """One kind of data. `category` is a fideslang key, `dpv` the W3C DPV term."""

    label: str
    category: str
    identifies: Identifies
    sensitivity: Sensitivity
    form: Form
    dpv: str | None = None


@dataclass(frozen=True)
class Purpose:
    """What data may be used for. `use` is a fideslang data use, `dpv` the W3C DPV purpose."""

    label: str
    use: str
    dpv: str | None = None


@dataclass(frozen=True)
class CollectedElement:
    """One element within a collection, where it differs from the collection: kept shorter, or for fewer."""

    keep: Period | None = None
    purposes: tuple[str, ...] | None = None
    audience: Audience | None = None


@dataclass(frozen=True)
class Collection:
    """What comes in through one door, for which purposes, how long it is kept."""

    label: str
    method: Method
    door: Door
    elements: Catalogue[CollectedElement]
    purposes: tuple[str, ...]
    keep: Period
    sites: tuple[str, ...] = ()
    apps: tuple[str, ...] = ()
    audience: Audience = Audience.EVERYONE
    notice: str | None = None

    def keep_of(self, element: str) -> Period:
        """How long this collection keeps `element`."""
        return self.elements[element].keep or self.keep

    def purposes_of(self, element: str) -> tuple[str, ...]:
        """What `element` may be used for when it came in here."""
        narrower = self.elements[element].purposes
        return self.purposes if narrower is None else narrower

    def audience_of(self, element: str) -> Audience:
        """About whom `element` is collected here."""
        return self.elements[element].audience or self.audience

    def elements_for(self, purpose: str) -> tuple[str, ...]:
        """The elements that `purpose` may open, in declared order."""
        return tuple(key for key in self.elements if purpose in self.purposes_of(key))


@dataclass(frozen=True)
class Cookie:
    """One thing that the sites keep in a browser (ledger 4.1-4.4).

    `life` is set for persistent items only; `without` says what is lost when it is refused;
    `scripts_may_read` is true only where a page script needs it.
    """

    label: str
    kind: CookieKind
    purpose: str
    essential: bool
    without: str
    storage: Storage = Storage.COOKIE
    life: Period | None = None
    scripts_may_read: bool = False
    choice: str | None = None


@dataclass(frozen=True)
class Beacon:
    """A small message by which a page, screen or mail reports that it was seen (ledger 2.1, 4.8, 4.9)."""

    label: str
    path: str
    collection: str


@dataclass(frozen=True)
class Contract:
    """The agreement under which a recipient may be given data; `until` closes the gate (ledger 11.5)."""

    reference: str
    since: date
    until: date | None = None


@dataclass(frozen=True)
class Recipient:
    """Someone outside the plan who may get data (ledger 1.6, 11.x)."""

    label: str
    kind: RecipientClass
    services: str
    elements: tuple[str, ...]
    purposes: tuple[str, ...]
    consideration: Consideration = Consideration.NONE
    contract: Contract | None = None
    aggregate_only: bool = False


@dataclass(frozen=True)
class ThirdPartyCookie:
    """A cookie that a third party's own host may set once its content was asked for."""

    host: str
    life: Period | None = None


@dataclass(frozen=True)
class ThirdParty:
    """A host whose content the sites may show, what it sees, and on which pages (ledger 11.3, 14.x)."""

    label: str
    hosts: tuple[str, ...]
    content: tuple[ContentKind, ...]
    loads: Loads
    pages: tuple[PageClass, ...]
    sees: tuple[str, ...]
    statement: str
    contact: str
    recipient: str | None = None
    cookies: Catalogue[ThirdPartyCookie] = field(default_factory=Catalogue)
    agreement: bool = False


@dataclass(frozen=True)
class Never:
    """What must not happen, as (actor, action, element, recipient, purpose); `any` leaves a slot open."""

    action: str
    actor: str = "any"
    elements: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    condition: str | None = None


@dataclass(frozen=True)
class Choice:
    """What a visitor may decide, and what holds until she does."""

    label: str
    default: bool
    covers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Duty:
    """What the plan must do, and within what time."""

    label: str
    within: Period | None = None


@dataclass(frozen=True)
class Limits:
    """Numbers that the wording may state and the gates apply."""

    child_age: int
    small_cell: int
    notice_before_change: Period


@dataclass(frozen=True)
class Section:
    """One heading of the page; its wording stands under the same anchor in each `wording/LANG.md`."""

    ledger: str
    numbered: bool = True


@dataclass(frozen=True)
class Resource:
    """A document shown beside the policy (ledger 0.8, R.1): its languages and its address per language."""

    label: str
    path: str
    languages: tuple[str, ...]


@dataclass(frozen=True)
class Promise:
    """One row of the ledger and what keeps it.

    `gates` are names of running refusals, `checks` ids of audit checks, `records` names of kept cases;
    where none of them stands yet, or they keep it in part only, `not_built` says in a sentence what is missing.
    """

    section: str
    kind: PromiseKind
    gates: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    not_built: str | None = None

    @property
    def is_kept(self) -> bool:
        """Whether anything keeps it, if only in part."""
        return bool(self.gates or self.checks or self.records)


@dataclass(frozen=True)
class Policy:
    """A whole policy: every declaration, and the wording in each language. Immutable and hashable."""

    format: int
    languages: tuple[str, ...]
    source_language: str
    translations: Translations
    organisation: Organisation
    sites: Catalogue[Site]
    apps: Catalogue[App]
    contacts: Catalogue[Contact]
    applicability: Catalogue[Applicability]
    limits: Limits
    data: Catalogue[DataElement]
    purposes: Catalogue[Purpose]
    collections: Catalogue[Collection]
    cookies: Catalogue[Cookie]
    beacons: Catalogue[Beacon]
    recipients: Catalogue[Recipient]
    third_parties: Catalogue[ThirdParty]
    nevers: Catalogue[Never]
    choices: Catalogue[Choice]
    duties: Catalogue[Duty]
    resources: Catalogue[Resource]
    sections: Catalogue[Section]
    promises: Catalogue[Promise]
    wording: Catalogue[Wording] = field(default_factory=Catalogue)

    def collections_by(self, door: Door) -> dict[str, Collection]:
        """The collections that come in through `door`, by key."""
        return {key: found for key, found in self.collections.items() if found.door is door}


@dataclass(frozen=True)
class Statement:
    """One paragraph or list item of the page, in Markdown with its placeholders, and the promises it makes."""

    text: str
    promises: tuple[str, ...] = ()


@dataclass(frozen=True)
class WordedSection:
    """A section's heading and statements in one language."""

    title: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Wording:
    """The page in one language, with who wrote it and the names of declared things in that language.

    `labels` maps a dotted key (`data.email`, `purposes.security`) to its name; `origin` is `human` or
    `machine`; `reviewer` and `qualification` are empty where nobody has reviewed it (R60). `sources` maps each
    section's anchor, and `labels`, to the digest of the source text that was translated, so that a translation is
    known to be stale as soon as its source changes (R61).
    """

    title: str
    origin: str
    sections: Catalogue[WordedSection]
    labels: Catalogue[str] = field(default_factory=Catalogue)
    reviewer: str | None = None
    qualification: str | None = None
    sources: Catalogue[str] = field(default_factory=Catalogue)


@dataclass(frozen=True)
class PolicyVersion:
    """A published policy: its number in the chain, the SHA-256 of its canonical form, and when it took effect."""

    number: int
    sha256: str
    effective_date: date
    policy: Policy
