"""Faults of privacy pages and of what is published of their policy: 0.1, 15.1, 16.1 and 16.2."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from avowal.auditor.faults.planting import Fault, file, rewrite

_TIMES = re.compile(r'(<time[^>]*\bdatetime=")\d{4}-\d{2}-\d{2}')
_POLICY = re.compile(r"(?<=data-policy-text>).*?</section>", re.DOTALL)
_FIRST_CLAUSE = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_NOTICE = re.compile(r"<section\b(?:(?!</section>).)*<time\b.*?</section>", re.DOTALL)
_WRITTEN = re.compile(r"<p>[^<]*\b20\d\d\b[^<]*</p>")
"""A sentence of the policy that names a year."""
_FINGERPRINT = re.compile(r"\b[0-9a-f]{64}\b")
_ADDRESS = re.compile(r"<address\b.*?</address>", re.DOTALL)


def _in_main(change: Callable[[str], str]) -> Callable[[str], str]:
    """`change` for the main part of a page; the notice above it stays."""

    def changed(page: str) -> str:
        head, main, rest = page.partition("<main")
        return head + main + change(rest)

    return changed


def _wrong_date(page: str) -> str:
    return _TIMES.sub(r"\g<1>2001-02-03", page)


def _without_date(page: str) -> str:
    page = re.sub(r"<meta name=\"avowal:policy-updated\"[^>]*>", "", page)
    return _in_main(lambda main: _WRITTEN.sub("", re.sub(r"<time[^>]*>.*?</time>", "", main, flags=re.DOTALL)))(page)


def _written_date(page: str) -> str:
    return re.sub(r"(<time[^>]*>)[^<]*(</time>)", r"\g<1>February 3, 2001\g<2>", page)


def _in_policy(change: Callable[[str], str]) -> Callable[[str], str]:
    """`change` for the first section of the policy on a privacy page; other pages stay."""
    return lambda page: _POLICY.sub(lambda found: change(found[0]), page, count=1)


def _reworded(section: str) -> str:
    return _FIRST_CLAUSE.sub(r"<p>\g<1> Unless we change our mind.</p>", section, count=1)


def _with_more(section: str) -> str:
    return section.replace("</section>", "<p>We may hand on everything that we know.</p></section>")


def _hidden(section: str) -> str:
    before, _paragraph, last = section.rpartition("<p>")
    return f"{before}<p hidden>{last}"


def _without_notice(page: str) -> str:
    head, main, rest = page.partition("<main")
    return _NOTICE.sub("", head) + main + rest


def _in_addresses(old: str, new: str) -> Callable[[str], str]:
    return lambda page: _ADDRESS.sub(lambda found: re.sub(old, new, found[0]), page)


_OTHER_DOCUMENT = '{"version": 1, "sha256": "' + "f" * 64 + '"}'
_EMPTY_FEED = '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Changes</title></feed>'
_ON_POLICY = "/privacy/"
_FAULTS: tuple[Fault, ...] = (
    Fault("16.1", "reworded", "Unless we change our mind", rewrite(_in_policy(_reworded))),
    Fault("16.1", "hidden-clause", "does not show: “", rewrite(_in_policy(_hidden))),
    Fault("16.1", "added-clause", "hand on everything", rewrite(_in_policy(_with_more))),
    Fault(
        "16.1",
        "no-notice",
        "no notice of the version",
        rewrite(_without_notice),
        unseen_here="In a fresh copy no version waits, so that there is no notice to leave out.",
    ),
    Fault(
        "16.1",
        "unlisted-version",
        "history does not list",
        rewrite(_in_main(lambda main: _FINGERPRINT.sub("e" * 64, main))),
    ),
    Fault(
        "16.1",
        "empty-feed",
        "feed of changes has no entry",
        file("/privacy/changes.atom", _EMPTY_FEED, "application/atom+xml"),
    ),
    Fault(
        "16.1",
        "other-version",
        "gives the fingerprint of another version",
        file("/.well-known/avowal.json", _OTHER_DOCUMENT, "application/json"),
    ),
    Fault("15.1", "other-street", "postal address", rewrite(_in_addresses(r"\d+ [A-Z]\w+ Street", "1 Wrong Street"))),
    Fault("15.1", "other-mail", "wrong@", rewrite(_in_addresses(r"[\w.-]+(?=@)", "wrong"))),
    Fault(
        "0.1",
        "unnamed",
        "who makes the promises",
        rewrite(_in_policy(lambda _section: "")),
    ),
    Fault("16.2", "wrong-date", "time: “", rewrite(_in_main(_wrong_date))),
    Fault("16.2", "no-date", "shows no date", rewrite(_without_date)),
    Fault("16.2", "wrong-written-date", "text: “", rewrite(_in_main(_written_date))),
)
_ALONE = frozenset({"other-version", "unnamed", "no-date", "other-mail", "wrong-written-date", "no-notice"})
POLICY_FAULTS: tuple[Fault, ...] = tuple(
    replace(fault, page=_ON_POLICY, alone=fault.name in _ALONE) for fault in _FAULTS
)
