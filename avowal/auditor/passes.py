"""How each kind of visitor walks: what comes before the pages, which pages, and what is done between them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Page

from avowal.auditor import itinerary
from avowal.auditor.ages import answering, pages_that_ask
from avowal.auditor.choosing import Chooser
from avowal.auditor.evidence import Choice, PageVisit, Pass, host_of
from avowal.auditor.frontier import Frontier
from avowal.auditor.mails import read_mails
from avowal.auditor.signing_in import sign_in
from avowal.auditor.walking import Walk, origins

_WIDE = frozenset({Pass.PHONE, Pass.RETURNING, Pass.REFUSING, Pass.OPTED_OUT, Pass.NO_COOKIES, Pass.SCRIPTLESS})
MOST_SIGNED_IN = 12
MOST_BACK = 2

Choosing = Callable[[Chooser, Page], Choice | None]


def play(walk: Walk) -> None:
    """Play the walk's pass. Raises TooManyDeaths when its browser dies again and again."""
    _PLAYS.get(walk.passing, _sampled)(walk)


def discover(walk: Walk, deadline: float) -> None:
    """The first visitor, who finds the pages."""
    plan = walk.plan
    frontier = Frontier(plan.starts, walk.shared.manners.allow)
    for origin in frontier.origins if plan.pages > len(plan.starts) else ():  # else there is no room for more
        maps = [*walk.shared.manners.maps(origin), f"{origin}/sitemap.xml"]
        frontier.add(walk.seat.site_map(maps, walk.shared.reachable))
    walk.discover(frontier, plan.pages, deadline)
    for origin in frontier.origins:
        _say_what_was_left(walk, frontier, origin)
    for origin, count in frontier.forbidden.items():
        walk.brought.sampled.append(f"{origin} asks programs not to visit {count} of its pages (robots.txt).")


def _say_what_was_left(walk: Walk, frontier: Frontier, origin: str) -> None:
    left = [(group.removeprefix(origin), visited, known) for group, visited, known in frontier.left(origin)]
    if left:
        parts = ", ".join(f"{visited} of {known} under {group}" for group, visited, known in left)
        limit = f"the limit is {walk.plan.pages} pages in all"
        walk.brought.sampled.append(f"On {origin} not every page was visited, since {limit}: {parts}.")


def _sampled(walk: Walk) -> None:
    walk.pages(_sample(walk))


def _unguarded(walk: Walk) -> None:
    """Pages that came with a security policy, or on which the browser stopped something: elsewhere there is none."""
    guarded = [seen.url for seen in walk.before.pages if _is_guarded(seen)]
    if not guarded:
        walk.brought.not_exercised.append("No page has a security policy of its own that could be switched off.")
    walk.pages(guarded)


def _is_guarded(seen: PageVisit) -> bool:
    stopped = any(request.blocked for request in seen.requests)
    return stopped or any(name.lower() == "content-security-policy" for name, _value in seen.headers)


def _sample(walk: Walk) -> list[str]:
    known = walk.before.addresses
    most, least = itinerary.MOST, itinerary.LEAST
    if walk.passing in _WIDE:
        most, least = itinerary.MOST_WIDE, itinerary.LEAST_WIDE
    sample = walk.before.sample(most, least)
    if len(sample) < len(known):
        walk.brought.sampled.append(
            f"{len(sample)} of {len(known)} pages were visited as {walk.name}: one of each template, "
            f"{least} at least and {most} at most."
        )
    return sample


def _returning(walk: Walk) -> None:
    if walk.shared.kept.was_resumed or not walk.had_profile:
        for address in walk.before.entrances():  # the first visit's own browser is gone
            walk.look_in(address)
        walk.seat.restart()
    _sampled(walk)


def _choosing(wanted: str) -> Callable[[Walk], None]:
    """A visitor who makes one choice, sees the pages, and comes back another day."""

    def play_it(walk: Walk) -> None:
        sample = _sample(walk)
        if not _choose_everywhere(walk, wanted, seen=True):
            return
        walk.pages(sample)
        walk.seat.restart()
        walk.pages(walk.before.entrances(MOST_BACK), round_=2)

    return play_it


def _withdrawn(walk: Walk) -> None:
    sample = _sample(walk)
    if not _choose_everywhere(walk, "accept", seen=False):
        return
    for address in walk.before.entrances():
        walk.look_in(address)
    walk.seat.restart()
    if _choose_everywhere(walk, "refuse", seen=True):
        walk.pages(sample)


def _everywhere(walk: Walk) -> None:
    """Every way out at once: the browser's signal is on, every opt-out is followed, every banner refused (R8)."""
    sample = _sample(walk)
    for address in walk.before.entrances():
        walk.choose(address, lambda chooser, page: chooser.by_its_link(page, "refuse"), seen=False)
        walk.choose(address, lambda chooser, page: chooser.choose(page, "refuse"), seen=True)
        if not any(one.made and host_of(one.page) == host_of(address) for one in walk.brought.chosen):
            _own_page(walk, address, "refuse", seen=True)
    walk.pages(sample)
    walk.seat.restart()
    walk.pages(walk.before.entrances(MOST_BACK), round_=2)


def _choose_everywhere(walk: Walk, wanted: str, *, seen: bool) -> bool:
    """Make the choice on each host; whether any was made."""
    for address in walk.before.entrances():
        choice = walk.choose(address, _asked_or_linked(wanted), seen=seen)
        if choice is None or not choice.made:
            choice = _own_page(walk, address, wanted, seen=seen) or choice
        if (choice is None or not choice.made) and wanted == "refuse":
            _by_cookie(walk, address)
    made = any(one.made and one.wanted == wanted for one in walk.brought.chosen)
    if not made:
        hosts = ", ".join(dict.fromkeys(host_of(one) for one in walk.before.entrances())) or "the sites"
        walk.brought.not_exercised.append(f"As {walk.name}: no way to {wanted} was found on {hosts}.")
    return made


def _asked_or_linked(wanted: str) -> Choosing:
    def choose(chooser: Chooser, page: Page) -> Choice | None:
        asked = chooser.choose(page, wanted)
        return asked if asked is not None and asked.made else chooser.by_its_link(page, wanted) or asked

    return choose


def _own_page(walk: Walk, address: str, wanted: str, *, seen: bool) -> Choice | None:
    """The page of choices of one's own sites, where no link led to it."""
    if not walk.plan.choices_page:
        return None
    page = urljoin(address, walk.plan.choices_page)
    return walk.choose(page, lambda chooser, opened: chooser.on_page(opened, wanted), seen=seen)


def _by_cookie(walk: Walk, address: str) -> None:
    """The cookie that keeps a refusal, set by hand where no page offers the choice (decision 0004)."""
    if walk.plan.refusing is None:
        return
    name, value = walk.plan.refusing
    with suppress(BrowserError):
        host = host_of(address)
        walk.seat.browser.context.add_cookies([{"name": name, "value": value, "domain": host, "path": "/"}])
        told = "No page offered it, so the cookie that keeps a refusal was set by hand."
        walk.chose(Choice(walk.passing, address, "refuse", (), 0, "cookie", told=told))


def _cleared(walk: Walk) -> None:
    sample = _sample(walk)
    walk.pages(sample)
    walk.seat.clear()
    walk.pages(sample, round_=2)


def _signed_in(walk: Walk) -> None:
    login = walk.plan.logins.get(walk.passing)
    if login is None:
        walk.brought.not_exercised.append(f"Nobody signed in as {walk.name}: no way to sign in was given.")
        return
    page = walk.seat.browser.context.new_page()
    walk.seat.browser.expected = page
    try:
        trouble = sign_in(page, login)
        home = login.home or page.url
        entrance = page.url
    finally:
        page.close()
    walk.chose(Choice(walk.passing, entrance, "sign_in", (), len(login.steps), "form", trouble is None, trouble or ""))
    if trouble is not None:
        walk.brought.not_exercised.append(f"Pages were not seen as {walk.name}. {trouble}")
        return
    frontier = Frontier([home], walk.shared.manners.allow)
    walk.discover(frontier, MOST_SIGNED_IN, walk.shared.deadline)
    left = sum(known - visited for origin in origins([home]) for _, visited, known in frontier.left(origin))
    if left:
        walk.brought.sampled.append(f"{MOST_SIGNED_IN} pages were visited as {walk.name}; {left} more are known.")


def _right_to_left(walk: Walk) -> None:
    pages = walk.before.right_to_left()
    if not pages:
        walk.brought.not_exercised.append("No page written from right to left was found.")
    walk.pages(pages[: itinerary.LEAST])


def _child(walk: Walk) -> None:
    asking = pages_that_ask(walk.before.pages)
    told = False
    for address in asking[:MOST_BACK] or walk.before.entrances():
        choice = walk.choose(address, lambda chooser, page: answering(walk.plan.year, chooser.begin)(page), seen=True)
        told = told or (choice is not None and choice.made)
    if not told:
        walk.brought.not_exercised.append("No page asked for an age, so no child answered.")
        return
    walk.pages(list(dict.fromkeys([*asking, *_sample(walk)])))


def _mail(walk: Walk) -> None:
    if walk.plan.mails is None:
        walk.brought.not_exercised.append("No mails were opened: no directory of mails was given.")
        return
    mails, troubles = read_mails(Path(walk.plan.mails))
    walk.brought.sampled += troubles
    if not mails:
        walk.brought.not_exercised.append(f"No mails were opened: there is none in {walk.plan.mails.name}.")
    walk.seat.show(mails)
    walk.pages([mail.address for mail in mails])


_PLAYS: dict[Pass, Callable[[Walk], None]] = {
    Pass.UNGUARDED: _unguarded,
    Pass.RETURNING: _returning,
    Pass.REFUSING: _choosing("refuse"),
    Pass.ACCEPTING: _choosing("accept"),
    Pass.WITHDRAWN: _withdrawn,
    Pass.OPTED_OUT_EVERYWHERE: _everywhere,
    Pass.CLEARED: _cleared,
    Pass.MEMBER: _signed_in,
    Pass.STAFF: _signed_in,
    Pass.RIGHT_TO_LEFT: _right_to_left,
    Pass.CHILD: _child,
    Pass.MAIL: _mail,
}
