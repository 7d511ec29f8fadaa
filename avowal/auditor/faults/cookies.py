"""Faults of cookies and storage: 4.1 (undeclared), 4.2 (session with a life), 4.3 (too long a life).

The names of declared cookies are Harbor's, the sample's.
"""

from __future__ import annotations

from avowal.auditor.faults.planting import Fault, header, script

_TWO_YEARS = 2 * 365 * 86_400

COOKIE_FAULTS: tuple[Fault, ...] = (
    Fault(
        "4.1",
        "undeclared-set-cookie",
        "visitor_track",
        header("set-cookie", "visitor_track=1; Path=/; Max-Age=34560000"),
    ),
    Fault("4.1", "undeclared-session-cookie", "“seen”", header("set-cookie", "seen=1; Path=/")),
    Fault("4.1", "short-lived-cookie", "blink", header("set-cookie", "blink=1; Path=/; Max-Age=1")),
    Fault(
        "4.1", "script-cookie", "campaign", script("cookie", 'document.cookie = "campaign=1; path=/; max-age=7776000";')
    ),
    Fault(
        "4.1",
        "fleeting-script-cookie",
        "fleeting",
        script("fleeting", 'document.cookie = "fleeting=1"; document.cookie = "fleeting=; max-age=0";'),
    ),
    Fault("4.1", "local-storage", "last_topic", script("local", 'localStorage.setItem("last_topic", "1");')),
    Fault("4.1", "session-storage", "last_step", script("session", 'sessionStorage.last_step = "1";')),
    Fault("4.1", "indexed-database", "/planted/indexed.js", script("indexed", 'indexedDB.open("visits", 1);')),
    Fault(
        "4.1",
        "cache-storage",
        "/planted/cache.js",
        script("cache", 'if (window.caches) caches.open("visits"); else indexedDB.open("no-caches-here", 1);'),
    ),
    Fault(
        "4.2",
        "session-cookie-max-age",
        "harbor_session",
        header("set-cookie", "harbor_session=1; Path=/; Max-Age=86400; HttpOnly; SameSite=Lax"),
    ),
    Fault(
        "4.2",
        "session-cookie-expires",
        "harbor_age",
        header("set-cookie", "harbor_age=1; Path=/; Expires=Fri, 01 Jan 2100 00:00:00 GMT"),
    ),
    Fault(
        "4.3",
        "too-long-a-life",
        "harbor_text_size",
        header("set-cookie", f"harbor_text_size=1; Path=/; Max-Age={_TWO_YEARS}; SameSite=Lax"),
    ),
)
