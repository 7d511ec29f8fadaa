"""Faults of cookies and storage: 4.1 (undeclared), 4.2 (session with a life), 4.3 (too long a life).

The names of declared cookies are Harbor's, the sample's.
"""

from __future__ import annotations

from avowal.auditor.faults.planting import Fault, header, script

_TWO_YEARS = 2 * 365 * 86_400

COOKIE_FAULTS: tuple[Fault, ...] = (
    Fault("4.1", "undeclared-set-cookie", header("set-cookie", "visitor_track=1; Path=/; Max-Age=34560000")),
    Fault("4.1", "undeclared-session-cookie", header("set-cookie", "seen=1; Path=/")),
    Fault("4.1", "short-lived-cookie", header("set-cookie", "blink=1; Path=/; Max-Age=1")),
    Fault("4.1", "script-cookie", script("cookie", 'document.cookie = "campaign=1; path=/; max-age=7776000";')),
    Fault(
        "4.1",
        "fleeting-script-cookie",
        script("fleeting", 'document.cookie = "fleeting=1"; document.cookie = "fleeting=; max-age=0";'),
    ),
    Fault("4.1", "local-storage", script("local", 'localStorage.setItem("last_topic", "1");')),
    Fault("4.1", "session-storage", script("session", 'sessionStorage.last_step = "1";')),
    Fault("4.1", "indexed-database", script("indexed", 'indexedDB.open("visits", 1);')),
    Fault(
        "4.1",
        "cache-storage",
        script("cache", 'if (window.caches) caches.open("visits"); else indexedDB.open("no-caches-here", 1);'),
    ),
    Fault(
        "4.2",
        "session-cookie-max-age",
        header("set-cookie", "harbor_session=1; Path=/; Max-Age=86400; HttpOnly; SameSite=Lax"),
    ),
    Fault(
        "4.2",
        "session-cookie-expires",
        header("set-cookie", "harbor_age=1; Path=/; Expires=Fri, 01 Jan 2100 00:00:00 GMT"),
    ),
    Fault(
        "4.3",
        "too-long-a-life",
        header("set-cookie", f"harbor_text_size=1; Path=/; Max-Age={_TWO_YEARS}; SameSite=Lax"),
    ),
)
