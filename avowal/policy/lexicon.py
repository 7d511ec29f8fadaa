"""The English words by which concepts are recognised, from general knowledge of how privacy policies speak.

An entry is one word or a phrase of at most four; both entry and text are reduced by `stem`, so that `share` also finds
`shares`, `shared` and `sharing`. No entry is a sentence: what a sentence says is put together by `hearing`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from avowal.policy.stems import stem

__all__ = ["LONGEST", "Hit", "Kind", "Word", "entries", "hits", "stem"]
LONGEST = 4
"""Words that an entry may hold."""


class Kind(StrEnum):
    """What a word does in a sentence."""

    ACTION = "action"
    ELEMENT = "element"
    RECIPIENT = "recipient"
    PURPOSE = "purpose"
    CONDITION = "condition"
    MEANS = "means"
    NEGATION = "negation"
    EXCEPTION = "exception"
    LIMIT = "limit"  # only, solely
    HEDGE = "hedge"  # generally, try to
    WHOLE = "whole"  # some or all, any
    VISITOR = "visitor"
    PLAN = "plan"
    AGAIN = "again"  # this information, it, these third parties


_ENTRIES: Mapping[Kind, Mapping[str, str]] = {
    Kind.ACTION: {
        "collect": "collect; gather; obtain; ask for; get; acquire; capture; log; record; receive; take in;"
        " solicit; monitor; track; note; note down",
        "use": "use; utilize; process; analyze",
        "share": "share; disclose; pass; pass on; transfer; transmit; release; reveal; make available;"
        " hand over; hand;"
        " give out; expose; forward; divulge; exchange; give; provide; supply; furnish; send",
        "sell": "sell; trade; barter",
        "rent": "rent; rent out; lease",
        "license": "license; licence",
        "keep": "keep; store; retain; save; hold; maintain",
        "link_with_other_data": "link; combine; tie; associate; match; merge; connect; join; correlate;"
        " cross reference",
        "set_storage": "set; place; put; leave; deposit",
        "read_storage": "read; access; look at; examine; inspect",
        "install_spyware": "install",
        "contain": "contain; include; list; consist of",
        "advertise": "advertise; bring; show; display; deliver; serve",
        "tell": "tell; inform; notify; alert; write to; contact; approach; email you; call you; text you; phone you",
        "let_collect": "allow; permit; let; enable; authorize",
    },
    Kind.ELEMENT: {
        "information": "information; data; particulars",
        "personal": "personal information; personal data; personal detail; your detail;"
        " personally identifiable information;"
        " identifiable information; identifying information; private information; pii; customer data",
        "non_personal": "anonymous data; anonymous information; nonpersonal information; nonpersonal data;"
        " non personal information; non personal data; deidentified data; deidentified information; de identified;"
        " anonymized data; anonymized information",
        "aggregate": "aggregate; aggregated; aggregate data; aggregated data; aggregate information;"
        " aggregated information; statistic; statistics; statistical data; count; total; aggregate count;"
        " aggregate figure",
        "health": "health information; medical information; medical record; health data; health condition;"
        " diagnosis;"
        " claim data; claim record; health record; personal health information; protected health information",
        "individual_identifier": "individual identifier; member number; member id; account number; customer number;"
        " account identifier; personal identifier; user identifier",
        "user.name": "name; full name; first name; last name",
        "user.contact": "contact information; mailing list; customer list; member list; contact detail; contact data",
        "user.contact.email": "email address; mailing list address; electronic mail address",
        "user.contact.phone_number": "phone number; telephone number; mobile number; telephone",
        "user.contact.address": "address; postal address; physical address; home address; street address;"
        " mailing address;"
        " billing address; shipping address",
        "user.contact.address.postal_code": "zip code; postal code",
        "user.demographic": "demographic information; demographic data; demographic",
        "user.demographic.date_of_birth": "birth date; date of birth; birthday; birthdate",
        "user.demographic.age_range": "age; age range; age group",
        "user.demographic.gender": "gender; sex",
        "user.demographic.profile": "education; level of education; income",
        "user.account.username": "username; user name; login name; user id; screen name",
        "user.authorization.password": "password; passphrase; credential; login credential",
        "user.government_id": "social security number; passport number; driver license number; tax number",
        "user.financial": "payment information; payment data; credit card number; card number; billing information;"
        " bank account; financial information; payment detail; credit card information",
        "user.biometric": "fingerprint; biometric data; biometric information; facial image; voiceprint",
        "user.device.ip_address": "ip address; internet protocol address; internet address; network address",
        "user.device": "browser type; type of browser; operating system; device type; device information;"
        " type of device",
        "user.device.device_id": "device id; device identifier; advertising id;"
        " mobile identifier; advertising identifier",
        "user.device.cookie_id": "cookie identifier; cookie id",
        "user.unique_id": "unique identifier; online identifier; unique number; pseudonymous key",
        "user.location": "location; location data; location information; geolocation data; region",
        "user.location.precise": "precise location; gps position; exact location; precise geolocation",
        "user.behavior": "usage information; usage data; service used; service accessed; interaction",
        "user.behavior.browsing_history": "browsing history; browsing activity; page visited; page viewed;"
        " page you visit; page you viewed; webpage visited; click; clickstream data; page view; visit history;"
        " page you view; browsing behavior; referring site",
        "user.behavior.purchase_history": "purchase history; order history; purchase; transaction record",
        "user.content": "comment; message; survey answer; survey response; photo; correspondence; feedback",
    },
    Kind.RECIPIENT: {
        "third_party": "third party; outsider; to anyone; with anyone; to anybody; with anybody; any company;"
        " other company; other business; other organization; other firm;"
        " anyone else; anybody else; other party; outside party; others; unaffiliated company; outside company;"
        " external party; other people; someone else; other entity",
        "vendor": "vendor; subcontractor; contractor; service provider; analytics provider; hosting provider;"
        " email provider; payment provider; supplier; processor; subprocessor;"
        " business associate; outside vendor; service company; auditor; consultant; courier",
        "affiliate": "affiliate; subsidiary; sister company; affiliated company; affiliated entity;"
        " affiliated business; affiliated organization; parent company; corporate family",
        "partner": "partner; joint venture; business partner; marketing partner; reseller",
        "advertiser": "advertiser; ad network; advertising network; advertising partner; ad company; data broker;"
        " advertising company; ad partner; marketer; list broker",
        "other_website": "other website; other site; third party website; third party site; another website;"
        " another site; other web site; outside website",
        "social_network": "social network; social media company; social media feature; social platform",
        "regulator": "regulator; regulatory agency; government agency; public authority; oversight agency; authority",
        "court": "court; law enforcement; police; law enforcement agency; prosecutor; law enforcement official",
        "research": "researcher; university; academic institution; research institution",
        "public": "general public; the public",
        "third_party:sponsor": "sponsor",
        "third_party:employer": "employer",
        "third_party:insurer": "insurer; insurance company",
        "third_party:retailer": "retailer; merchant; shop",
        "third_party:publisher": "publisher",
        "buyer": "acquirer; acquiring company; successor; merged company",
    },
    Kind.PURPOSE: {
        "marketing": "marketing; promotion; promotional; market; promote; marketing purpose; sale pitch",
        "marketing.advertising": "advertising; advertisement; ad; advert; advertise",
        "marketing.advertising.third_party": "third party advertisement; third party advertising; third party ad;"
        " other company ad; outside advertising",
        "marketing.communications": "newsletter; special offer; announcement; promotional offer; new offer;"
        " about offer;"
        " service and offer; product and offer",
        "marketing.communications.third_party": "third party product; third party offer; third party service;"
        " third party promotion; partner offer",
        "advertising_by_interest": "interest based; behavioral advertising; behavioural advertising; your interest;"
        " targeted advertising; targeted ad; personalized ad; personalized advertising; tailored ad; relevant ad;"
        " tailored advertising; targeted advertisement; behavioral ad; cross context advertising;"
        " personalised ad; personalised advertising; interest of yours",
        "analytics.reporting": "analytics; statistical; measurement; measure traffic; understand usage; trend;"
        " count visit; audience measurement; usage analysis",
        "functional.service.improve": "improve; improvement; enhance; make better; better; evaluate; improving",
        "functional.service": "personalize; customize; customise; personalise; remember preference",
        "essential.service.security": "security; secure; protect; safety; intruder; hacker; safeguard",
        "essential.fraud_detection": "fraud; abuse; fraud prevention; unauthorized transaction",
        "essential.service.operations": "operate; diagnose; administer; administration; troubleshoot; debugging;"
        " maintenance; operational; audit; repair fault; hosting; site operation",
        "essential.service.operations.support+as_given": "support; respond to question; answer question;"
        " answer your question; respond to your; customer service; respond to request; help you; assist you",
        "essential.service+as_given": "you request; you requested; you ask; you asked; fulfil order; process order;"
        " complete transaction; carry out; you order; deliver order; fulfill order; fill your order",
        "essential.legal_obligation": "legal requirement; legal obligation; legal duty; comply with law; legal claim",
        "analytics.reporting.research": "research; academic research; scientific study",
    },
    Kind.CONDITION: {
        "volunteered": "voluntarily; voluntary; you provide; you give; you submit; you enter; you volunteer;"
        " choose to give; choose to provide; you choose to give; you choose to provide; you sign up;"
        " you subscribe; you register; you send;"
        " you fill; you tell; provide to us;"
        " give it to; you supply; you hand; you type; you share; submit to us; willingly",
        "consent": "consent; permission; you give us permission; you give permission; you give consent;"
        " you give us consent;"
        " you give your consent; you agree; you approve; your approval; authorization; you authorize;"
        " your agreement; say yes; you allow",
        "opted_in": "opt in; opted in; you chose; you switched on; you turn on; you turned on; you have chosen;"
        " you choose; you select; you enabled; you ask us to; you asked for",
        "parental_consent": "parental consent; parent consent; parent agree; guardian consent; guardian agree;"
        " parental permission; parent permission; parent approve",
        "required_by_law": "required by law; law require; legally required; compelled; court order; subpoena;"
        " legal process; law demand; when required; required or; law oblige; law say; required under law;"
        " legally obliged; warrant;"
        " law compel",
        "allowed_by_law": "allowed by law; allowable by law; permitted by law; law allow; law permit; permissible;"
        " legally permitted; lawful; law let",
        "signed_in": "sign in; sign on; log in; signed in; logged in; log on",
        "automatic": "automatically; by itself; when you visit; when you use; you visit our; you use our;"
        " you use the; automatic; every visitor; each visitor; all visitor; each request",
        "knowingly": "knowingly; intentionally; deliberately",
        "business_transfer": "merger; acquisition; bankruptcy; sale of asset; being acquired; business transfer",
    },
    Kind.MEANS: {
        "cookie": "cookie",
        "own_cookie": "our cookie; our own cookie; first party cookie",
        "their_cookie": "third party cookie; their cookie; their own cookie; its own cookie; its cookie",
        "other_storage": "other cookie; cookie from other; cookie of other; other site cookie; another site cookie;"
        " cookie set by other; cookie from another",
        "beacon": "beacon; web beacon; pixel; pixel tag; web bug; clear gif; tracking pixel; single pixel gif",
        "storage": "tracking technology; local storage; similar technology; tracking tool; other technology; tracker",
        "weblog": "weblog; web log; server log; log file; access log",
        "spyware": "spyware; key logger; malware; spying software",
    },
    Kind.NEGATION: {"not": "not; never; no; neither; nor; cannot; none; nothing; nobody; without; refuse to; no one"},
    Kind.EXCEPTION: {"except": "except; unless; other than; except for; apart from; except with; aside from; but for"},
    Kind.LIMIT: {"only": "only; solely; exclusively; purely"},
    Kind.HEDGE: {"hedge": "generally; typically; normally; usually; mostly; attempt; try; tried; aim; strive; seek"},
    Kind.WHOLE: {"whole": "some or all; any; all; every; each; any or all; everything; whatever; anything"},
    Kind.VISITOR: {
        "visitor": "you; visitor; parent; guardian; child; children; member; user; people; person; your child;"
        " customer; individual; somebody; everyone; yourself; consumer; resident; reader"
    },
    Kind.PLAN: {
        "plan": "we; us; our policy; our practice; our custom; our site; our sites; our server; our website;"
        " the website; this website; our app; the app;"
        " our company; our staff; this site; the site;"
        " the plan; our service; our page; our employee; our organization"
    },
    Kind.AGAIN: {"again": "it; them; they; this; these; those; such; that; such information; this information"},
}


class Word(NamedTuple):
    """A word of the text: as written, and reduced."""

    text: str
    stem: str


class Hit(NamedTuple):
    """An entry found: `start` and `end` are positions among the words."""

    kind: Kind
    concept: str
    start: int
    end: int


def entries() -> Iterator[tuple[Kind, str, str]]:
    """Every entry: its kind, its concept, its words."""
    for kind, by_concept in _ENTRIES.items():
        for concept, phrases in by_concept.items():
            yield from ((kind, concept, phrase.strip()) for phrase in phrases.split(";"))


def hits(words: Sequence[Word]) -> tuple[Hit, ...]:
    """The entries in `words`, left to right; where several fit, the longest."""
    table, found, at = _table(), list[Hit](), 0
    stems, lengths = tuple(word.stem for word in words), _lengths()
    while at < len(stems):
        for length in range(min(lengths.get(stems[at], 0), len(stems) - at), 0, -1):
            meant = table.get(stems[at : at + length])
            if meant:
                found += [Hit(kind, concept, at, at + length) for kind, concept in meant]
                at += length
                break
        else:
            at += 1
    return tuple(found)


@cache
def _lengths() -> dict[str, int]:
    """Words of the longest entry that begins with each stem."""
    longest: dict[str, int] = {}
    for key in _table():
        longest[key[0]] = max(longest.get(key[0], 0), len(key))
    return longest


@cache
def _table() -> dict[tuple[str, ...], tuple[tuple[Kind, str], ...]]:
    table: dict[tuple[str, ...], list[tuple[Kind, str]]] = {}
    for kind, concept, phrase in entries():
        meant = table.setdefault(tuple(stem(word) for word in phrase.split()), [])
        if (kind, concept) not in meant:
            meant.append((kind, concept))
    return {key: tuple(meant) for key, meant in table.items()}
