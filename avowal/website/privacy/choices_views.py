"""`/privacy/choices/`: what a visitor may decide, and how it stands (ledger 4.12; rules R8, R33, R35, R37).

Refusing takes as many clicks as allowing, its button is as large, and nothing is kept before somebody chooses. The
page needs no script, no account and no cookie; where the browser keeps no cookie it says so, by comparing what was
chosen, which stands in the address that the answer leads to, with what came back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from django.contrib.auth.models import AbstractBaseUser
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from avowal.policy import choice_cookie
from avowal.policy.model import Beacon, Cookie, Policy
from avowal.policy.speaker import Speaker
from avowal.website import in_force
from avowal.website.pages import languages
from avowal.website.pages.addresses import Link, resolve
from avowal.website.pages.frame import context
from avowal.website.people import account_choices
from avowal.website.people.models import AccountChoices
from avowal.website.privacy import choosing, declared_cookies, signal
from avowal.website.privacy.choosing import Standing
from avowal.website.privacy.same_origin import guarded_by_origin
from avowal.website.privacy.views import none_in_force

ALL = {"refuse": False, "allow": True}
"""What the two buttons for everything at once say of each choice."""


@dataclass(frozen=True)
class Offer:
    """One choice as the page shows it; `lost` is what its refusal costs."""

    standing: Standing
    label: str
    covers: tuple[str, ...]
    lost: tuple[str, ...]


@guarded_by_origin
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choices(request: HttpRequest) -> HttpResponse:
    """Show every choice, or keep what was chosen."""
    policy = in_force.policy()
    if policy is None:
        return none_in_force(request)
    cookie = choice_cookie.cookie_of(policy)
    if cookie is None or not choosing.offered(policy):
        raise Http404
    return _keep(request, policy, cookie) if request.method == "POST" else _show(request, policy, cookie)


def _show(request: HttpRequest, policy: Policy, cookie: str) -> HttpResponse:
    kept = _of_account(request)
    made = account_choices.narrowed(choosing.read(request.COOKIES.get(cookie, ""), policy), kept, policy)
    sent = signal.of(request)
    found = choosing.standings(policy, made, signal=sent is not None, account=_signalled(policy, kept))
    speaker = speaker_of(policy)
    asked, declared = choosing.read(request.GET.get("chosen", ""), policy), policy.cookies[cookie]
    return render(
        request,
        "privacy/choices.html",
        {
            **context(
                request, alternates=policy.languages, above=[privacy_link()], title=gettext("Your privacy choices")
            ),
            "labels_in": speaker.language,
            "offers": [offer(speaker, standing) for standing in found],
            "sent": sent,
            "signal_since": kept.signal_since if kept else None,
            "with_account": kept is not None or request.user.is_authenticated,
            "asked": bool(asked),
            "was_kept": asked == made,
            "cookie": speaker.plain_name(f"cookies.{cookie}"),
            "life": speaker.words.period(declared.life) if declared.life else "",
        },
    )


def _keep(request: HttpRequest, policy: Policy, cookie: str) -> HttpResponse:
    kept = _of_account(request)
    before = account_choices.narrowed(choosing.read(request.COOKIES.get(cookie, ""), policy), kept, policy)
    sent = signal.of(request) is not None
    made = chosen(policy, before, request.POST.dict(), signal=sent)
    if request.user.is_authenticated:
        account_choices.keep(cast("AbstractBaseUser", request.user), made, signal=sent, now=timezone.now())
    said = choice_cookie.written(made)
    answer = HttpResponseRedirect(f"{reverse('privacy:choices')}?chosen={said}#chosen", status=303)
    declared_cookies.take_away(answer, choosing.cookies_refused(policy, made))
    declared_cookies.keep(answer, policy, cookie, said)
    return answer


def chosen(policy: Policy, before: Mapping[str, bool], said: Mapping[str, str], *, signal: bool) -> dict[str, bool]:
    """What holds after the form said `said` where `before` was chosen; what it leaves open stays as it was.

    While the browser sends a signal, what that refuses can be refused here too, and not be allowed.
    """
    locked = choosing.refused_by_signal(policy) if signal else frozenset()
    made = {}
    for key in policy.choices:
        wish = ALL.get(said.get("all", ""), {"1": True, "0": False}.get(said.get(f"choice-{key}", "")))
        if wish is True and key in locked:
            wish = None
        result = before.get(key) if wish is None else wish
        if result is not None:
            made[key] = result
    return made


def offer(speaker: Speaker, standing: Standing) -> Offer:
    """A choice in the reader's language."""
    covers = [covered for covered in standing.choice.covers if not covered.startswith("collections.")]
    cookies = [covered for covered in covers if covered.startswith("cookies.")]
    return Offer(
        standing,
        speaker.plain_name(f"choices.{standing.key}"),
        tuple(_in_words(speaker, covered) for covered in covers or standing.choice.covers),
        tuple(speaker.plain_name(f"{cookie}.without") for cookie in cookies),
    )


def _in_words(speaker: Speaker, covered: str) -> str:
    """A covered thing by its name; with it what a beacon tells, and how a cookie is called and how long it stays."""
    name, declared = speaker.plain_name(covered), speaker.declared(covered)
    if isinstance(declared, Beacon):
        elements = speaker.policy.collections[declared.collection].elements
        told = speaker.words.list_of([speaker.plain_name(f"data.{element}") for element in elements])
        return f"{name} – {told}"
    if isinstance(declared, Cookie):
        life = speaker.words.period(declared.life) if declared.life else speaker.words.terms["session"]
        return f"{name} ({covered.partition('.')[2]}) – {life}"
    return name


def speaker_of(policy: Policy) -> Speaker:
    """Who says declared names: in the language of the address where the policy has its words, else in its first one."""
    asked = languages.asked()
    return Speaker(policy, asked if asked in policy.wording else policy.source_language)


def privacy_link() -> Link:
    """What stands above the pages of a visitor's own: the policy."""
    return Link(gettext("Privacy"), resolve("/privacy/"))


def _of_account(request: HttpRequest) -> AccountChoices | None:
    if not request.user.is_authenticated:
        return None
    return account_choices.of(cast("AbstractBaseUser", request.user))


def _signalled(policy: Policy, kept: AccountChoices | None) -> frozenset[str]:
    """What the account refuses because of a signal that came while its person was signed in."""
    if kept is None or kept.signal_since is None:
        return frozenset()
    return choosing.refused_by_signal(policy) & kept.refused
