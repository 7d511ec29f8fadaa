"""More faults of refusals (4.12): what is kept or asked after one, comes back after clearing, or needs a script."""

from __future__ import annotations

import re
from itertools import count

from avowal.auditor.evidence import Pass
from avowal.auditor.faults.planting import App, Fault, Receive, Scope, Send, rewrite, script

_REFUSED = (Pass.REFUSING, Pass.OPTED_OUT)
"""Visitors who say no; the faults that only one of them can meet are planted beside those of the other."""
_UNDER_THE_SIGNAL = "if (navigator.globalPrivacyControl) document.cookie = 'signal_seen=1; path=/';"
_AFTER_NO = 'localStorage.setItem("after_no", "1");'
_COMPANY = 'if (navigator.globalPrivacyControl) navigator.sendBeacon("https://after-no.example/seen");'
_SHOWS = 'for (const one of document.querySelectorAll("[data-planted]")) one.hidden = false;'
_WRITES_AGAIN = """
const told = document.createElement("script"); told.src = "/planted/shadow-id.js";
told.onload = () => { document.cookie = `visitor_shadow=${window.shadowId}; path=/`; }; document.head.append(told);
"""
_UNEVEN = """
if (document.cookie.includes("planted_choice=")) return;
const banner = document.createElement("div");
banner.setAttribute("role", "dialog"); banner.setAttribute("aria-label", "Cookie consent");
banner.style.cssText = "position:fixed;inset:auto 0 0 0;z-index:2147483647;background:#fff;padding:1rem";
const words = document.createElement("p"); words.textContent = "We use cookies. Do you consent?"; banner.append(words);
const button = (text, done) => { const one = document.createElement("button"); one.type = "button";
  one.textContent = text; one.onclick = done; banner.append(one); };
const chosen = (what) => () => { document.cookie = `planted_choice=${what}; path=/`; banner.remove(); };
button("Accept all", chosen("yes"));
button("Cookie settings", () => { banner.querySelectorAll("button").forEach((one) => one.remove());
  button("Reject all", chosen("no")); });
document.body.append(banner);
"""


_BODY = re.compile(r"(<body\b[^>]*>)(.*)</body>", re.DOTALL)


def _respawning(app: App) -> App:
    """Gives each browser a mark in a file that it caches, and writes the mark into a cookie again and again."""
    marks = count(1)
    page = script("respawn", _WRITES_AGAIN)(app)

    async def planted(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != "/planted/shadow-id.js":
            await page(scope, receive, send)
            return
        body = f'window.shadowId = "shadow-{next(marks):06}-0123456789";'.encode()
        headers = [(b"content-type", b"text/javascript"), (b"cache-control", b"private, max-age=86400, immutable")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    return planted


def _needs_a_script(app: App) -> App:
    """Hides all that the page says until a script shows it."""
    hide = rewrite(lambda page: _BODY.sub(r"\g<1><div data-planted hidden>\g<2></div></body>", page))
    return script("shows", _SHOWS)(hide(app))


REFUSING_FAULTS: tuple[Fault, ...] = (
    Fault("4.12", "cookie-under-the-signal", "“signal_seen”", script("signal", _UNDER_THE_SIGNAL), _REFUSED),
    Fault("4.12", "company-under-the-signal", "after-no.example", script("company", _COMPANY), _REFUSED),
    Fault("4.12", "kept-after-refusal", "“after_no”", script("after", _AFTER_NO), _REFUSED),
    Fault("4.12", "respawned", "comes back with the same value", _respawning, (Pass.CLEARED,), alone=True),
    Fault("4.12", "fails-without-script", "runs no scripts", _needs_a_script, (Pass.SCRIPTLESS,), alone=True),
    Fault(
        "4.12",
        "refusal-harder",
        "Refusing takes",
        script("uneven", _UNEVEN),
        (Pass.ACCEPTING, Pass.REFUSING),
        alone=True,
    ),
)
