"""For orchestrators: is the process alive, and can it do its work."""

# ruff: noqa: ARG001  (the signatures are Django's)
from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from avowal.events.client import StoreNotAnswering
from avowal.policy.publishing import Reason
from avowal.website import in_force
from avowal.website.office.queries import StoreAway, store_health

WELL = "ok"
WITHOUT_A_POLICY = {
    Reason.NOTHING_PUBLISHED: "none has been published",
    Reason.NOT_YET: "the date of the first version has not come",
    Reason.CHANGED: "a file of what was published was changed outside publishing",
    Reason.DISTRUSTED: "the database and the files do not hold the same published versions",
}
"""What is the matter, without saying where it lies."""


@require_safe
@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers."""
    return HttpResponse("alive\n", content_type="text/plain; charset=utf-8")


@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """200 when every part works, else 503; says which part is not, without saying where it lies."""
    parts = {name: check() for name, check in CHECKS.items()} | {"door": _door(request)}
    well = set(parts.values()) == {WELL}
    return JsonResponse(parts | {"blocks": _blocks(request)}, status=200 if well else 503)


def _door(request: HttpRequest) -> str:
    """What the edge in front says of itself: that records of visits are kept."""
    told = getattr(request, "scope", {}).get("avowal", {}).get("health")
    if told is None:
        return "not in front of this process; nothing is recorded"
    return WELL if told()["ready"] else "cannot keep records"


def _blocks(request: HttpRequest) -> str:
    """Whether blocked networks are kept out. Visitors are served all the same, so it takes no machine off."""
    told = getattr(request, "scope", {}).get("avowal", {}).get("health")
    if told is not None and told().get("blocks_trouble"):
        return "the list cannot be read; nobody is kept out"
    return WELL


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "does not answer"
    return WELL


def _events() -> str:
    try:
        health = store_health()
    except StoreAway as away:
        held = isinstance(away.__cause__, StoreNotAnswering) and "held by process" in str(away)
        return f"{'held by another process that ' if held else ''}does not answer; records wait in the spool"
    if health.trouble is not None or health.version is None:
        return "follows no policy; records wait in the spool"
    if health.refused_segments:
        return "refused some records; they are kept aside in the spool"
    return WELL


def _policy() -> str:
    reason = in_force.reason()
    return WELL if reason is None else f"none in force: {WITHOUT_A_POLICY[reason]}; nothing is collected"


def _spool() -> str:
    directory = settings.AVOWAL.data / "spool"
    return WELL if directory.is_dir() else "not there"


CHECKS: dict[str, Callable[[], str]] = {
    "database": _database,
    "events": _events,
    "policy": _policy,
    "spool": _spool,
}
