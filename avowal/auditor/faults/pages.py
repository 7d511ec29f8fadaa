"""Faults of pages: 12.2 (unmarked links), 14.2 (undeclared third parties)."""

from __future__ import annotations

from avowal.auditor.faults.planting import UNGUARDED, App, Fault, file, header, insert, insert_in_head, script

_LEAVING = "navigator.sendBeacon('https://late.example/bye', 'left')"


def _style(app: App) -> App:
    sheet = "body { background-image: url(https://pattern.example/dot.png) }"
    load = insert_in_head('<link rel="stylesheet" href="/planted/pattern.css">')
    return file("/planted/pattern.css", sheet, "text/css")(load(app))


def _worker(app: App) -> App:
    source = "fetch('https://worker.example/w', { mode: 'no-cors' }).catch(() => {});"
    start = script("start-worker", 'new Worker("/planted/worker.js");')
    return file("/planted/worker.js", source, "text/javascript")(start(app))


PAGE_FAULTS: tuple[Fault, ...] = (
    Fault(
        "12.2",
        "unmarked-link",
        "elsewhere.example",
        insert('<p><a href="https://elsewhere.example/">More about this</a></p>'),
    ),
    Fault(
        "12.2",
        "half-marked-link",
        "half.example",
        insert('<p><a href="https://half.example/" rel="external">More about this</a></p>'),
    ),
    Fault(
        "14.2", "image", "pixel.example", insert('<img src="https://pixel.example/p.gif" alt="" width="1" height="1">')
    ),
    Fault("14.2", "script", "cdn.example", insert('<script src="https://cdn.example/tag.js" async></script>')),
    Fault("14.2", "frame", "frame.example", insert('<iframe src="https://frame.example/" title="Frame"></iframe>')),
    Fault(
        "14.2",
        "embed-before-click",
        "video.example",
        insert('<iframe src="https://video.example/v/1" title="Video"></iframe>'),
    ),
    Fault(
        "14.2", "preconnect", "ahead.example", insert_in_head('<link rel="preconnect" href="https://ahead.example">')
    ),
    Fault(
        "14.2",
        "dns-prefetch",
        "names.example",
        insert_in_head('<link rel="dns-prefetch" href="https://names.example">'),
    ),
    Fault(
        "14.2", "prefetch", "fetch.example", insert_in_head('<link rel="prefetch" href="https://fetch.example/next">')
    ),
    Fault(
        "14.2",
        "preconnect-without-scheme",
        "bare.example",
        insert_in_head('<link rel="PRECONNECT" crossorigin href="//bare.example">'),
    ),
    Fault(
        "14.2",
        "preload",
        "early.example",
        insert_in_head('<link rel="preload" as="image" href="//early.example/p.gif">'),
    ),
    Fault(
        "14.2",
        "link-header",
        "header.example",
        header("link", '</site.css>; rel=preload; as=style; title="a, b", <//header.example>; rel="preconnect"'),
    ),
    Fault(
        "14.2", "link-header-of-its-own", "second.example", header("link", "<https://second.example>; rel=preconnect")
    ),
    Fault("14.2", "style-url", "pattern.example", _style),
    Fault("14.2", "worker", "worker.example", _worker, UNGUARDED),
    Fault("14.2", "web-socket", "socket.example", script("socket", 'new WebSocket("wss://socket.example/live");')),
    Fault(
        "14.2",
        "leaving-beacon",
        "late.example",
        script("leaving", f"addEventListener('pagehide', (e) => {{ if (e.isTrusted) {_LEAVING}; }});"),
        UNGUARDED,
    ),
    Fault(
        "14.2",
        "late-timer",
        "timer.example",
        script("late", "setTimeout(() => navigator.sendBeacon('https://timer.example/late'), 12000);"),
    ),
)
