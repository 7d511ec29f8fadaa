"""Faults of links and of others' content: 0.5, 10.1, 10.6, 12.1, 12.3, 14.1, 14.3 to 14.6 and 4.5."""

from __future__ import annotations

from avowal.auditor.evidence import Pass
from avowal.auditor.faults.planting import UNGUARDED, App, Fault, header, insert, insert_in_head, rewrite, script

ANSWERS_GONE = "gone.example"
"""A host that has to answer 404 for the fault of 12.1 to show."""
_MARK = 'class="outgoing" rel="external noopener"'
_OUT = '<p><a {mark} href="{href}">{words} (another site)</a></p>'
_SIGNAL = """
if (navigator.globalPrivacyControl) new Image().src = "https://ads.exchange.example/bid?slot=1";
"""


def _outgoing(href: str, words: str, more: str = "") -> str:
    return _OUT.format(mark=f"{_MARK} {more}".strip(), href=href, words=words)


def _embed(host: str, beside: str) -> str:
    return (
        f'<figure><iframe src="https://{host}/v/1" title="A video"></iframe><figcaption>{beside}</figcaption></figure>'
    )


def _dead_entry(app: App) -> App:
    entry = '<nav aria-label="Planted"><a href="/planted-and-gone/">Programs</a></nav>'
    return rewrite(lambda page: page.replace("<main", f"{entry}<main", 1))(app)


def _pings(app: App) -> App:
    return insert(_outgoing("https://county.example/", "The county", 'ping="https://ping.example/p"'))(app)


def _unsafe(app: App) -> App:
    link = insert(_outgoing("https://state.example/", "The state"))
    return insert_in_head('<meta name="referrer" content="unsafe-url">')(link(app))


def _tells_where_from(app: App) -> App:
    """A picture of another host's that is told the whole address; the page itself lies below a path."""
    picture = '<img src="https://from.example/p.gif" referrerpolicy="unsafe-url" alt="" width="1" height="1">'
    return insert(picture)(app)


def _social_script(app: App) -> App:
    return insert('<script src="https://connect.facebook.net/en_US/sdk.js" async></script>')(app)


def _social_frame(app: App) -> App:
    return insert('<iframe src="https://widgets.example/plugins/like.php" title="Like"></iframe>')(app)


LINK_FAULTS: tuple[Fault, ...] = (
    Fault("0.5", "dead-entry", "/planted-and-gone/", _dead_entry),
    Fault("12.1", "dead-link", ANSWERS_GONE, insert(_outgoing(f"http://{ANSWERS_GONE}/old/", "An old page"))),
    Fault("12.3", "unsafe-rule", "rule for referrers is “unsafe-url”", _unsafe),
    Fault(
        "12.3",
        "unsafe-link",
        "tells it the whole address",
        insert(_outgoing("https://city.example/", "The city", 'referrerpolicy="unsafe-url"')),
    ),
    Fault("12.3", "ping", "ping.example", _pings),
    Fault("12.3", "referrer-sent", "from.example", _tells_where_from, page="/privacy/"),
    Fault("10.1", "plug-in-script", "connect.facebook.net", _social_script),
    Fault("10.1", "plug-in-frame", "widgets.example", _social_frame, UNGUARDED),
    Fault(
        "10.6",
        "social-link-without-notice",
        "social.example",
        insert('<p><a rel="external noopener" href="https://social.example/plan">Our page</a></p>'),
    ),
    Fault(
        "14.1", "video-by-itself", "videos.example/v/1", insert(_embed("videos.example", "A video of ours")), UNGUARDED
    ),
    Fault(
        "14.1",
        "map-by-itself",
        "maps.example",
        insert('<iframe src="https://maps.example/m" title="Map"></iframe>'),
        UNGUARDED,
    ),
    Fault(
        "14.3",
        "advertising-under-the-signal",
        "ads.exchange.example",
        script("bid", _SIGNAL),
        (Pass.REFUSING, Pass.OPTED_OUT),
    ),
    Fault("14.4", "embed-without-notice", "bare-embed.example", insert(_embed("bare-embed.example", "How it works"))),
    Fault("14.5", "embed-without-statement", "unstated.example", insert(_embed("unstated.example", "By another site"))),
    Fault("14.6", "embed-without-contact", "unnamed.example", insert(_embed("unnamed.example", "By another site"))),
    Fault(
        "4.5",
        "remembered-unasked",
        "harbor_return",
        header("set-cookie", "harbor_return=1; Path=/; Max-Age=86400; SameSite=Lax"),
    ),
    Fault(
        "4.5",
        "promotion-of-another-host",
        "promos.example",
        insert('<img src="https://promos.example/promotion/1.png" alt="Our class" width="1" height="1">'),
    ),
)
