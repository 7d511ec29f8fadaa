"""Fills a page of any type with what its content file says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.images import ImageFile
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from avowal.website.pages import content_files, models
from avowal.website.pages.addresses import validate_address, validate_prose
from avowal.website.pages.content_blocks import BlockFiles
from avowal.website.pages.content_files import Block, ContentProblem, PageFile
from avowal.website.pages.models import PublicPage
from avowal.website.pages.words import DAYS, PARTS

TYPES: Mapping[str, type[PublicPage]] = {
    "home": models.HomePage,
    "page": models.StandardPage,
    "landing": models.LandingPage,
    "program": models.ProgramPage,
    "news_list": models.NewsIndexPage,
    "news": models.NewsPage,
    "event_list": models.EventIndexPage,
    "event": models.EventPage,
    "location": models.LocationPage,
    "documents": models.DocumentListPage,
    "glossary": models.GlossaryPage,
    "questions": models.QuestionsPage,
}
"""What a content file calls a type of page."""
_OWN_FIELDS: Mapping[type[PublicPage], tuple[str, Mapping[str, str]]] = {
    models.DocumentListPage: ("documents", {"documents": "documents"}),
    models.GlossaryPage: ("terms", {"glossary": "terms"}),
    models.QuestionsPage: ("questions", {"heading": "heading", "questions": "questions"}),
}
"""Types with a field of their own: its name, and which blocks of the file go there, under which name."""
_PLAIN = {
    models.ProgramPage: ("line",),
    models.EventPage: ("where", "spoken", "cost"),
    models.LocationPage: (
        *("street", "city", "postal_code", "telephone", "hours_note", "getting_there", "map_description"),
    ),
}
"""Fields that a file's front matter names as they are."""


class Uploads:
    """The files of a content directory: uploaded where they are missing, found by name where they are there.

    `today` is the day on which they are loaded; content may count from it.
    """

    def __init__(self, directory: Path, today: date) -> None:
        self._directory, self.today = directory, today
        self._known: dict[tuple[str, str], Any] = {}
        self.pictures = self.documents = 0
        self.blocks = BlockFiles(lambda name: int(self.picture(name).pk), lambda name: int(self.document(name).pk))

    def picture(self, name: str) -> Any:
        """The picture of that file in `pictures/`."""
        found = self._find("pictures", name, get_image_model())
        if found is None:
            with self._file("pictures", name).open("rb") as stream:
                found = get_image_model().objects.create(title=name, file=ImageFile(stream, name=name))
            self._known["pictures", name] = found
            self.pictures += 1
        return found

    def document(self, name: str) -> Any:
        """The document of that file in `documents/`."""
        found = self._find("documents", name, get_document_model())
        if found is None:
            with self._file("documents", name).open("rb") as stream:
                found = get_document_model().objects.create(title=name, file=File(stream, name=name))
            self._known["documents", name] = found
            self.documents += 1
        return found

    def _find(self, folder: str, name: str, model: Any) -> Any:
        if (folder, name) not in self._known:
            self._known[folder, name] = model.objects.filter(title=name).first()
        return self._known[folder, name]

    def _file(self, folder: str, name: str) -> Path:
        file = self._directory / folder / name
        if not file.is_file():
            raise ContentProblem(f"A page shows {name}, but {file} is missing; add it there.")
        return file


def type_of(file: PageFile) -> type[PublicPage]:
    """The type of page that the file is; raises ContentProblem for one that there is not."""
    named = str(file.front.get("type", "page" if file.path else "home"))
    if named not in TYPES:
        raise ContentProblem(f"{file}: there is no type “{named}”; write one of {', '.join(TYPES)}.")
    return TYPES[named]


def fill(page: PublicPage, file: PageFile, uploads: Uploads) -> PublicPage:
    """Everything that `file` says, put into `page`. Raises ContentProblem, which names the file."""
    front = file.front
    action: Mapping[str, str] = front.get("action") or {}
    check_addresses(action, str(file))
    page.title = page.draft_title = str(front["title"])
    page.nav_title = str(front.get("nav_title", ""))
    page.lead = str(front.get("lead", ""))
    page.search_description = str(front.get("search_description", ""))
    page.action_label, page.action_url = action.get("label", ""), action.get("url", "")
    page.picture = uploads.picture(front["picture"]) if front.get("picture") else None
    page.updated_date = front.get("updated")
    page.by_machine = bool(front.get("by_machine"))
    for name in _PLAIN.get(type(page), ()):
        setattr(page, name, str(front.get(name, "")))
    _fill_own(page, file, uploads)
    for name, blocks in _fields(page, file).items():
        setattr(page, name, stream(page, name, blocks, uploads, str(file)))
    return page


def _fields(page: PublicPage, file: PageFile) -> dict[str, Sequence[Block]]:
    """Which blocks of the file go into which field of the page."""
    if isinstance(page, models.ProgramPage):
        try:
            return dict(zip((*PARTS, "body"), content_files.parts(file.body, len(PARTS)), strict=True))
        except ContentProblem as problem:
            raise ContentProblem(f"{file}: {problem}") from None
    own, taken = _OWN_FIELDS.get(type(page), ("", {}))
    if not own:
        return {"body": file.body}
    mine = [{"type": taken[block["type"]], "value": block["value"]} for block in file.body if block["type"] in taken]
    return {own: mine, "body": [block for block in file.body if block["type"] not in taken]}


def _fill_own(page: PublicPage, file: PageFile, uploads: Uploads) -> None:
    front = file.front
    try:
        if isinstance(page, models.NewsPage):
            page.kind, page.news_date = front.get("kind", models.NewsPage.Kind.NEWS), front["date"]
        elif isinstance(page, models.EventPage):
            day = front["date"] if "date" in front else _next(front["day"], uploads.today)
            page.starts_at, page.ends_at = (_moment(day, front[name]) for name in ("starts", "ends"))
            until = front.get("weekly_until")
            counted = until == "end_of_next_month"
            page.weekly_until = content_files.end_of_next_month(uploads.today) if counted else until
        elif isinstance(page, models.LocationPage):
            page.map = uploads.picture(front["map"]) if front.get("map") else None
            hours = [
                {"day": day, "opens": opens, "closes": closes}
                for day, spans in (front.get("hours") or {}).items()
                for opens, _to, closes in (span.partition("-") for span in str(spans).split(", "))
            ]
            page.hours = stream(page, "hours", [{"type": "hours", "value": hours}] if hours else [], uploads, str(file))
    except KeyError as missing:
        raise ContentProblem(f"{file}: write {missing} in the front matter.") from None


def _next(weekday: str, today: date) -> date:
    """The next day of that name (`mon` to `sun`), today among them."""
    return today + timedelta(days=(list(DAYS).index(weekday) - today.weekday()) % len(DAYS))


def _moment(day: date, at: str) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.fromisoformat(at)))


def stream(model: Any, name: str, blocks: Sequence[Block], uploads: Uploads, where: str) -> Any:
    """The blocks as what the field `name` of `model` holds; raises ContentProblem for one that it does not know."""
    kinds = model._meta.get_field(name).stream_block  # noqa: SLF001
    made = []
    for block in blocks:
        kind, value = block["type"], block["value"]
        if kind not in kinds.child_blocks:
            raise ContentProblem(f"{where}: there is no block “{kind}”; write one of {', '.join(kinds.child_blocks)}.")
        stored = uploads.blocks.prepared(kinds.child_blocks[kind], value, f"{where}, the block {kind}")
        check_addresses({"value": stored}, where)
        made.append({"type": kind, "value": stored})
    return kinds.to_python(made)


def check_addresses(said: Any, where: str) -> None:
    """Editors may not write an address that a browser reads otherwise, and neither may a content file."""
    if isinstance(said, list):
        for entry in said:
            check_addresses(entry, where)
        return
    if not isinstance(said, Mapping):
        return
    for name, value in said.items():
        if name == "url" and value:
            _check(validate_address, value, where)
        elif isinstance(value, str):
            _check(validate_prose, value, where)
        else:
            check_addresses(value, where)


def _check(validate: Callable[[str], None], value: str, where: str) -> None:
    try:
        validate(value)
    except ValidationError as refused:
        raise content_files.ContentProblem(
            f"{where}: an address cannot be used. {' '.join(refused.messages)}"
        ) from None
