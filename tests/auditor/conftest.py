"""A served sample site with the faults of each promise under a host name of their own, and one crawl over all.

One browser a pass visits everything; each test then looks for its own fault's sign in the evidence of that host.
"""

from __future__ import annotations

import asyncio
import importlib.util
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache, reduce
from pathlib import Path

import pytest
from granian.constants import Interfaces
from granian.server.embed import Server

from avowal.auditor.audit import AuditPlan, Beside, collect
from avowal.auditor.evidence import Evidence, Pass
from avowal.auditor.faults import FAULTS
from avowal.auditor.faults.beacons import SETS_COOKIES
from avowal.auditor.faults.links import ANSWERS_GONE
from avowal.policy.model import PolicyVersion

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def _load(name: str):
    path = Path(__file__).with_name(f"{name}.py")
    spec = importlib.util.spec_from_file_location(f"auditor_{name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SITE = _load("sample_site")
CLEAN = "clean.sample.example"
GUARDED = "guarded.sample.example"


def host_for(name: str) -> str:
    return f"{name}.sample.example"


TOGETHER = {"9": "7", "u": "7", "11": "10"}
"""Chapters whose faults do not get into the way of those of another."""


def host_of_fault(fault) -> str:
    """One host for all faults of a part of the ledger that the same visitors meet on one page; others stand alone."""
    if fault.alone:
        return host_for(fault.name)
    chapter = fault.promise.partition(".")[0].lower()
    parts = [TOGETHER.get(chapter, chapter), fault.page.strip("/"), *(one.value for one in fault.passes)]
    return host_for("p" + "-".join(part.replace("_", "") for part in parts if part))


PLANTED = tuple(fault for fault in FAULTS if not fault.ours)
"""What a stranger's site can show; faults of our own frame are planted by the selftest, in a copy of Harbor."""
GROUPS: dict[str, list] = {}
for _fault in PLANTED:
    GROUPS.setdefault(host_of_fault(_fault), []).append(_fault)


@contextmanager
def served(app) -> Iterator[int]:
    """`app` on a free port of loopback, in a thread of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    loop = asyncio.new_event_loop()
    server = Server(app, address="127.0.0.1", port=port, interface=Interfaces.ASGI)
    started = threading.Event()

    async def serve() -> None:
        task = asyncio.ensure_future(server.serve())
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.02)
                continue
            writer.close()
            break
        started.set()
        await task

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()), daemon=True)
    thread.start()
    assert started.wait(20), "the sample site did not start"
    try:
        yield port
    finally:
        loop.call_soon_threadsafe(server.stop)
        thread.join(10)
        loop.close()


@pytest.fixture(scope="session", name="served")
def served_fixture():
    """`served`, for tests that bring a site of their own."""
    return served


@pytest.fixture(scope="session")
def version() -> PolicyVersion:
    """Harbor's own policy in two languages, as the first version."""
    return SITE.VERSION


@pytest.fixture(scope="session")
def site_port() -> Iterator[int]:
    sites = {CLEAN: SITE.clean, GUARDED: _guarded()}
    sites |= {ANSWERS_GONE: SITE.gone}
    sites |= {host: reduce(lambda app, fault: fault.plant(app), faults, SITE.clean) for host, faults in GROUPS.items()}
    with served(SITE.by_host(sites, SITE.tracker)) as port:
        yield port


def _guarded():
    planted = {fault.name: fault.plant for fault in FAULTS}
    return SITE.with_csp(planted["image"](planted["web-socket"](planted["undeclared-set-cookie"](SITE.clean))))


def plan_for(version: PolicyVersion, port: int, hosts, out: Path, **changes) -> AuditPlan:
    """An audit of `hosts`, each served on `port`; every other name is nobody's."""
    starts = tuple(f"http://{host}:{port}{page}" for host, page in hosts)
    values = {
        "pages": len(starts),
        "allow_private": True,
        "host_rules": (
            *(f"MAP {host} 127.0.0.1" for host, _ in hosts),
            *(f"MAP {host} 127.0.0.1:{port}" for host in (SETS_COOKIES, ANSWERS_GONE)),
            "MAP * ~NOTFOUND",
        ),
        "passes": (Pass.FIRST_VISIT,),
    }
    own = {host: "plan" for host, _ in hosts}
    return AuditPlan(version, starts, own, out, **{**values, **changes})


@pytest.fixture(scope="session")
def evidence_of(planted):
    """The evidence of the host on which a fault is planted; the same for all faults of the host."""
    of_host = cache(planted.only)
    return lambda fault: of_host(host_of_fault(fault))


@pytest.fixture(scope="session")
def together_with():
    """The faults that are planted on the same host."""
    return lambda fault: GROUPS[host_of_fault(fault)]


MOST_HOSTS = 11
"""Hosts that one browser sees; two walk at a time."""


def _starts(hosts):
    return range(0, len(hosts), MOST_HOSTS)


@pytest.fixture(scope="session")
def planted(version, site_port, tmp_path_factory) -> Evidence:
    """Every faulty site as the visitors saw it that its faults need: one page each, and no visitor more."""
    by_passes: dict[tuple[Pass, ...], list[tuple[str, str]]] = {}
    for host, faults in GROUPS.items():
        by_passes.setdefault(faults[0].passes, []).append((host, faults[0].page))
    walks = [(passes, hosts[at : at + MOST_HOSTS]) for passes, hosts in by_passes.items() for at in _starts(hosts)]

    def seen_by(walk) -> Evidence:
        passes, hosts = walk
        out = tmp_path_factory.mktemp("planted")
        played = tuple(dict.fromkeys((Pass.FIRST_VISIT, *passes)))
        beside = frozenset(Beside) if passes == (Pass.FIRST_VISIT,) else frozenset()
        return collect(plan_for(version, site_port, hosts, out, passes=played, beside=beside), now=NOW)

    with ThreadPoolExecutor(2) as pool:
        parts = list(pool.map(seen_by, walks))
    return replace(
        parts[0],
        visits=tuple(seen for part in parts for seen in part.visits),
        own_hosts={host: site for part in parts for host, site in part.own_hosts.items()},
        chosen=tuple(one for part in parts for one in part.chosen),
        answers=tuple(one for part in parts for one in part.answers),
    )


PLAYED_ON_CLEAN = (Pass.FIRST_VISIT, Pass.REFUSING, Pass.OPTED_OUT, Pass.NO_COOKIES, Pass.CLEARED, Pass.SCRIPTLESS)


@pytest.fixture(scope="session")
def clean_plan(version, site_port, tmp_path_factory) -> AuditPlan:
    out = tmp_path_factory.mktemp("clean")
    return plan_for(version, site_port, [(CLEAN, "/")], out, pages=len(SITE.PAGES), passes=PLAYED_ON_CLEAN)


@pytest.fixture(scope="session")
def clean_evidence(clean_plan) -> Evidence:
    """Every page of the clean site by a first visitor, one of them by each who refuses or goes without."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("avowal.auditor.itinerary.MOST", 1)
        patch.setattr("avowal.auditor.itinerary.LEAST", 1)
        patch.setattr("avowal.auditor.itinerary.MOST_WIDE", 1)
        patch.setattr("avowal.auditor.itinerary.LEAST_WIDE", 1)
        patch.setattr("avowal.auditor.walking.ALIKE", 1)
        return collect(clean_plan, now=NOW)


@pytest.fixture(scope="session")
def guarded_evidence(version, site_port, tmp_path_factory) -> Evidence:
    """A faulty page behind a strict security policy, with and without it."""
    passes = (Pass.FIRST_VISIT, Pass.UNGUARDED)
    out = tmp_path_factory.mktemp("guarded")
    return collect(plan_for(version, site_port, [(GUARDED, "/")], out, passes=passes), now=NOW)


@pytest.fixture(scope="session")
def troubled_plan(version, tmp_path_factory) -> Iterator[AuditPlan]:
    """Pages that misbehave, a host that is away, and a page that is fine, in that order."""
    host = host_for("troubled")
    with served(SITE.troubled) as port:
        pages = [(host, path) for path in SITE.TROUBLE if path != "/fine/"]
        plan = plan_for(version, port, pages, tmp_path_factory.mktemp("troubled"))
        away, fine = "http://nobody.example/away/", f"http://{host}:{port}/fine/"
        yield replace(plan, starts=(*plan.starts, away, fine), pages=len(pages) + 2)


@pytest.fixture(scope="session")
def played_on_clean() -> tuple[Pass, ...]:
    """The visitors who were sent to the clean site."""
    return PLAYED_ON_CLEAN


@pytest.fixture(scope="session")
def clean_site():
    """The clean site itself, as an application."""
    return SITE.clean


@pytest.fixture
def served_site():
    """The clean site on a free port, telling the paths it was asked for."""
    return lambda tell: served(SITE.telling_paths(tell))


@pytest.fixture
def empty_evidence() -> Evidence:
    """Evidence of no page."""
    return Evidence((), {})


@pytest.fixture(scope="session")
def serving():
    """Serves an application on a free port of loopback."""
    return served
