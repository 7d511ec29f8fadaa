"""`/privacy/your-data/`: what this browser left, in the browser and with us, and how to clear it (4.7, 4.12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from avowal.events.outcomes import ErasedTable
from avowal.policy import choice_cookie
from avowal.policy.model import CookieKind, Policy, Storage
from avowal.policy.speaker import Speaker
from avowal.website import in_force
from avowal.website.pages.frame import context
from avowal.website.privacy import declared_cookies, your_data
from avowal.website.privacy.choices_views import privacy_link, speaker_of
from avowal.website.privacy.same_origin import guarded_by_origin
from avowal.website.privacy.views import none_in_force
from avowal.website.privacy.your_request import moment, noted

_SEAL = Signer(salt="your-data-cleared")
WISHES = ("cookies", "choices", "sign_on", "records")
"""What a visitor may have cleared, by the names of the form's boxes."""
CLEAR_STORAGE = '"storage"'
"""Everything that a browser keeps for a site besides its cookies, as the header Clear-Site-Data names it."""


@dataclass(frozen=True)
class Sent:
    """One cookie that the browser sent. `value` is empty for one that ends with the visit: it may be a key."""

    key: str
    label: str
    purpose: str
    life: str
    value: str


@dataclass(frozen=True)
class Records:
    """How many records one collection holds under the visitor's key, and how long it keeps them."""

    label: str
    records: int
    kept: str


@dataclass(frozen=True)
class Gone:
    """What a receipt says of one collection; `gone_at` is empty while its records are only hidden."""

    label: str
    rows: int
    gone_at: str


@guarded_by_origin
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Show it, or clear it. For nobody's cache, and for no search engine."""
    policy = in_force.policy()
    if policy is None:
        return none_in_force(request)
    answer = _clear(request, policy) if request.method == "POST" else _show(request, policy)
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _show(request: HttpRequest, policy: Policy) -> HttpResponse:
    speaker, now = speaker_of(policy), timezone.now()
    return render(
        request,
        "privacy/your_data.html",
        {
            **context(request, alternates=policy.languages, above=[privacy_link()], title=gettext("Your data")),
            "labels_in": speaker.language,
            "headings": speaker.words.headings,
            "cookies": [_sent(speaker, name, value) for name, value in sorted(request.COOKIES.items())],
            "stored": [_declared(speaker, name) for name in _kept_elsewhere(policy)],
            "noted": noted(request, speaker, now),
            "records": _records(request, speaker, now),
            "zone": policy.organisation.time_zone,
            "done": _done(request.GET.get("done", "")),
            "failed": request.GET.get("failed", ""),
            **_receipt(speaker, request.GET.get("receipt", "")),
        },
    )


def _sent(speaker: Speaker, name: str, value: str) -> Sent:
    if name not in speaker.policy.cookies:  # only where no door stands before the website
        return Sent(name, name, "", "", "")
    declared = speaker.policy.cookies[name]
    return Sent(
        key=name,
        label=speaker.plain_name(f"cookies.{name}"),
        purpose=speaker.plain_name(f"purposes.{declared.purpose}"),
        life=speaker.words.period(declared.life) if declared.life else speaker.words.terms["session"],
        value=value if declared.kind is CookieKind.PERSISTENT else "",
    )


def _declared(speaker: Speaker, name: str) -> Sent:
    return _sent(speaker, name, "")


def _kept_elsewhere(policy: Policy) -> list[str]:
    """What is declared to be kept in a browser in another way than as a cookie."""
    return [name for name, cookie in policy.cookies.items() if cookie.storage is not Storage.COOKIE]


def _records(request: HttpRequest, speaker: Speaker, now: datetime) -> list[Records] | None:
    """None when the store cannot be asked."""
    policy = speaker.policy
    try:
        found = your_data.held(your_data.visitor_of(request, policy, now), policy)
    except your_data.Away:
        return None
    return [
        Records(
            speaker.plain_name(f"collections.{one.collection}"),
            one.records,
            speaker.words.period(policy.collections[one.collection].keep),
        )
        for one in found
    ]


def _receipt(speaker: Speaker, receipt: str) -> dict[str, object]:
    """What the page shows of an erasure; nothing for a receipt that is none."""
    if not receipt:
        return {}
    try:
        found = your_data.erasure(receipt)
    except your_data.Away:
        return {"receipt": receipt, "receipt_away": True}
    if found is None:
        return {}
    return {"receipt": receipt, "erased": _gone(speaker, found.tables), "erased_at": moment(speaker, found.at)}


def _gone(speaker: Speaker, tables: Sequence[ErasedTable]) -> list[Gone]:
    """What was erased by collection; gone when the last record of it is."""
    collections: dict[str, list[ErasedTable]] = {}
    for one in tables:
        if one.rows:  # lines that still waited (`spool/weblog`) are of their collection
            collections.setdefault(one.table.removeprefix("spool/"), []).append(one)
    told = []
    for key, parts in collections.items():
        known = f"collections.{key}" if key in speaker.policy.collections else None
        times = [one.gone_at for one in parts if one.gone_at]
        whole = moment(speaker, max(times)) if len(times) == len(parts) else ""
        told.append(Gone(speaker.plain_name(known) if known else key, sum(one.rows for one in parts), whole))
    return told


def _done(sealed: str) -> list[str]:
    """What was cleared, as the answer to the form said it; a link made by somebody else says nothing."""
    try:
        return [wish for wish in _SEAL.unsign(sealed).split(".") if wish in WISHES]
    except BadSignature:
        return []


def _clear(request: HttpRequest, policy: Policy) -> HttpResponse:
    """Do what was ticked, then lead to the page that says what was done."""
    told: dict[str, str] = {}
    done = [wish for wish in WISHES if wish in request.POST]
    if "records" in done:
        told = _erase(request, policy)
    if "sign_on" in done:
        logout(request)
    told["done"] = _SEAL.sign(".".join(done))
    answer = HttpResponseRedirect(f"{reverse('privacy:your_data')}?{urlencode(told)}#cleared", status=303)
    declared_cookies.take_away(answer, _cookies_to_go(request, policy, done))
    if "cookies" in done:
        answer["Clear-Site-Data"] = CLEAR_STORAGE
    return answer


def _erase(request: HttpRequest, policy: Policy) -> dict[str, str]:
    """What the address of the answer says of it."""
    try:
        visitor = your_data.visitor_of(request, policy, timezone.now())
        erased = your_data.erase(visitor, your_data.address_of(request), timezone.now())
    except your_data.TooMany:
        return {"failed": "too_many"}
    except your_data.Needed:
        return {"failed": "needed"}
    except your_data.Away:
        return {"failed": "away"}
    return {"receipt": erased.receipt} if erased.receipt else {}


def _cookies_to_go(request: HttpRequest, policy: Policy, done: Sequence[str]) -> list[str]:
    """Whether the browser sent them or not: what somebody refused no longer comes in, and may still lie there."""
    sign_on, choices = settings.SESSION_COOKIE_NAME, choice_cookie.cookie_of(policy)
    declared = [name for name, cookie in policy.cookies.items() if cookie.storage is Storage.COOKIE]
    plain = [name for name in declared if name not in (sign_on, choices)]
    return [
        *(plain if "cookies" in done else []),
        *([choices] if choices and "choices" in done else []),
        *([sign_on] if "sign_on" in done or ("cookies" in done and not request.user.is_authenticated) else []),
    ]
