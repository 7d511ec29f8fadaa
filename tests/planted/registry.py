"""What a page is and what is planted on it. The site serves from these records; expected.yaml is written from them."""

from __future__ import annotations

from dataclasses import dataclass, field

WWW = "http://www.millbrook.example"
PX = "http://px.adtrack.example"
REPLAY = "http://cdn.replay.example"
METRICS = "http://metrics.millbrook.example"
FONTS = "http://fonts.typehost.example"
VIDEO = "http://video.tube.example"
TILES = "http://tiles.mapworks.example"
SOCIAL = "http://social.hubbub.example"
RT = "rt.streamline.example"
SYNC = "http://sync.idgraph.example"
LEADS = "http://forms.leadgen.example"
AB = "http://cdn.abtest.example"
EXIT = "http://exit.link-go.example"
REPORTS = "http://csp.reportly.example"

CNAMES = {"metrics.millbrook.example": "edge.omniscope.example"}


@dataclass(frozen=True)
class Plant:
    """One planted fault.

    `head`, `body`, `headers` are added to the page; `swap` replaces clean markup; `only` says on which request.
    `proof` is how check.py sees it fire: `log:REGEX`, `cookie:NAME`, `local:KEY`, `session:KEY`, `idb:NAME`,
    `api:NAME`, `markup:TEXT`, `netlog:HOST`, `server` (proved by a direct request in check.py) or `file`.
    """

    id: str
    what: str
    kind: str
    promise: tuple[str, ...]
    host: str
    proof: str
    visible: tuple[str, ...] = ("first",)
    head: str = ""
    body: str = ""
    swap: tuple[tuple[str, str], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    lang: str = ""
    secure: bool = False
    hard: bool = False
    note: str = ""


@dataclass
class Page:
    """One address of the public site."""

    path: str
    title: str
    body: str
    plants: list[Plant] = field(default_factory=list)
    langs: tuple[str, ...] = ("en",)
    head: str = ""
    why_clean: str = ""
    parent: tuple[str, str] = ("/", "Home")
    signed_in: bool = False
    slow: bool = False
    query: str = ""
    status: int = 200
    listed: bool = True


PAGES: dict[str, Page] = {}


def page(path: str, title: str, body: str, *plants: Plant, **more: object) -> None:
    """Put a page into the site."""
    if path in PAGES:
        raise ValueError(path)
    PAGES[path] = Page(path, title, body, list(plants), **more)  # type: ignore[arg-type]


def clean(path: str, title: str, why: str, body: str, **more: object) -> None:
    """Put a page into the site that looks suspicious and breaks nothing."""
    page(path, title, body, why_clean=why, **more)


def inline(code: str) -> str:
    """A script in the page."""
    return f"<script>{code}</script>\n"


def tag(url: str, attrs: str = "async") -> str:
    """A script from somewhere else."""
    return f'<script src="{url}" {attrs}></script>\n'
