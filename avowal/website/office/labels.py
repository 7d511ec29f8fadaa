"""What the keys of reports are called for people (`events.reports.kinds` lists the keys)."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from avowal.website.office.models import Block

Labels = Mapping[str, str]

NAMES: Labels = {
    "traffic": _("Traffic"),
    "pages": _("Pages"),
    "sources": _("Sources"),
    "devices": _("Devices"),
    "visits": _("Visits"),
    "mail": _("Mail"),
    "server": _("Server"),
    "security": _("Security"),
    "live": _("Live"),
}
QUESTIONS: Labels = {
    "traffic": _("How many people came, what they saw, how long they stayed, and where they came from."),
    "pages": _("Which pages, areas and screens of apps are seen, and how that changed."),
    "sources": _("From which sites people come."),
    "devices": _("With which browsers and systems people come, and in which languages they read."),
    "visits": _("Where visits begin and end, and which way they take."),
    "mail": _("How often the pictures in a newsletter were loaded. That does not say that anybody read it."),
    "server": _("Which requests failed, and which pages are slow."),
    "security": _("What looks like an attack, and from where."),
    "live": _("The last half hour, minute by minute."),
}
LABELS: Labels = {
    "address": _("Network"),
    "app": _("App"),
    "area": _("Area"),
    "automated_requests": _("Robots"),
    "automated_share": _("Share of robots"),
    "browser": _("Browser"),
    "bytes": _("Sent"),
    "change": _("Change"),
    "client_errors": _("Failed by the request"),
    "count": _("Count"),
    "day": _("Day"),
    "days": _("Day by day"),
    "detail": _("Asked for or posed as"),
    "direct_share": _("Share without a source"),
    "direct_views": _("Views without a source"),
    "duration_longest": _("Longest"),
    "duration_p50": _("Typical time to answer"),
    "duration_p95": _("Slow: 95 of 100 are faster"),
    "engaged_time": _("Time on page"),
    "error_share": _("Share of failed requests"),
    "first_at": _("First"),
    "hour": _("Hour"),
    "hours": _("Hour by hour"),
    "issue": _("Issue"),
    "kind": _("What it looks like"),
    "last_at": _("Last"),
    "machine_opens": _("Loaded by mail programs"),
    "machine_share": _("Share of mail programs"),
    "messages": _("Messages with a loaded picture"),
    "minute": _("Minute"),
    "minutes": _("Minute by minute"),
    "named_views": _("Views with a source"),
    "network_owner": _("Owner of the network"),
    "networks": _("Networks"),
    "next_path": _("Next page"),
    "opens": _("Pictures loaded"),
    "page_language": _("Language of the page"),
    "pages_per_visit": _("Pages per visit"),
    "path": _("Page"),
    "reading_format": _("Loaded with"),
    "refused_requests": _("Requests turned away"),
    "relayed_share": _("Share of privacy services"),
    "relayed_views": _("Views through privacy services"),
    "requests": _("Requests"),
    "screen": _("Screen"),
    "screen_time": _("Time on screen"),
    "screen_views": _("Screen views"),
    "seen_share": _("Seen by"),
    "server_errors": _("Failed by the server"),
    "share": _("Share"),
    "signals": _("Signals"),
    "single_page_share": _("Share of visits of one page"),
    "site": _("Site"),
    "source": _("Source"),
    "status": _("Status"),
    "steps": _("Steps"),
    "system": _("System"),
    "threshold": _("Usual at most"),
    "views": _("Page views"),
    "views_before": _("Period before"),
    "visit_length": _("Length of a visit"),
    "visitors": _("Visitors"),
    "visits": _("Visits"),
}
TABLES: Labels = {
    "areas": _("Areas of pages"),
    "browsers": _("Browsers"),
    "entries": _("First pages"),
    "exits": _("Last pages"),
    "failing": _("Requests that fail"),
    "formats": _("Loaded with"),
    "issues": _("Issues"),
    "kinds": _("Kinds of signals"),
    "languages": _("Languages of pages"),
    "pages": _("Pages"),
    "screens": _("Screens of apps"),
    "signals": _("Signals"),
    "slowest": _("Slowest pages"),
    "sources": _("Where visits come from"),
    "statuses": _("Answers by status"),
    "steps": _("From page to page"),
    "systems": _("Systems"),
}
NOTES: Labels = {
    "automated_requests": _("requests; in no other figure"),
    "engaged_time": _("average, where a page told it"),
    "screen_time": _("average, where an app told it"),
    "visitors": _("counted anew each day"),
}
"""What a figure's reader has to know at once."""
CAUTIONS: Labels = {
    "addresses_shortened": _(
        "Where whole addresses are kept no more, no attacker is told: only forged crawlers are shown, by their network."
    ),
    "closed_days_only": _("Only days that are over are in what may be given away."),
    "durations_not_told": _("Some lines do not tell how long the answer took; imported logs rarely do."),
    "figures_of_open_day": _(
        "Today is not over: its figures still grow, and on a busy day they can be five minutes old."
    ),
    "filtered_of_last_days": _(
        "What counts do not tell of one page or one language is read from the last seven days of the period only."
    ),
    "last_half_hour": _("These are the last 30 minutes, as far as they have arrived."),
    "no_page_views": _("The policy declares no page views, so no time on page is known."),
    "only_readers_with_pictures": _(
        "A loaded picture is no proof that somebody read the message: many programs load pictures by themselves, "
        "others never do."
    ),
    "owners_not_known": _("The owners of networks are known only where a file of networks is set up."),
    "refusals_tell_no_time": _("Who refused to be measured tells no time on page; the other figures have them."),
    "refusals_not_counted": _("Who refused to be measured is in none of these figures."),
    "rows_of_last_days": _(
        "Single requests are read from the last seven days of the period only, compared with as many days before."
    ),
    "signals_cut_off": _("There were more signals than are shown; the strongest are."),
    "small_cells_hidden": _("Small numbers are hidden, as the policy promises; totals are sums of what is shown."),
    "steps_of_last_days": _("The ways from page to page are read from the last days of the period only."),
    "visitors_per_day": _("Visitors are counted anew each day: who comes on two days counts twice."),
}
STAYS: Labels = {
    "": "",
    "finer": _(
        "With a page or a language chosen this report stays in the house: what is hidden could be worked out from it."
    ),
    "addresses": _("This report stays in the house: it shows networks from which single people may come."),
    "single_messages": _("This report stays in the house: its counts are of single messages."),
    "single_requests": _("This report stays in the house: its counts are of single requests."),
    "single_visits": _("This report stays in the house: half an hour has too few visits to hide anybody."),
}
VALUES: Mapping[str, Labels] = {
    "kind": dict(Block.Kind.choices),
    "source": {"direct": _("no source told")},
    "change": {"new": _("new page")},
}
"""Column → words for values that are keys themselves."""


def label(key: str) -> str:
    """What a figure, a line or a column is called."""
    return str(LABELS[key])


def table_label(key: str) -> str:
    """What a table or a series is called."""
    return str(TABLES.get(key) or LABELS[key])
