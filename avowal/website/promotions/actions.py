"""Makes the promotions of a content directory, once."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import yaml
from wagtail.models import Locale

from avowal.website.pages.content_files import ContentProblem, in_language
from avowal.website.promotions.models import Promotion

FILE = "promotions.yaml"


def load_promotions(directory: Path, languages: tuple[str, ...], today: date) -> int:
    """Make what `promotions.yaml` names, in the languages that it has words in; none where some are there already.

    Raises ContentProblem when the file cannot be read.
    """
    file = directory / FILE
    if not file.is_file() or Promotion.objects.exists():
        return 0
    made = 0
    for entry in _entries(file):
        key = uuid4()
        for language in (one for one in languages if one in entry["title"]):
            _promotion(entry, language, today, key)
            made += 1
    return made


def _entries(file: Path) -> list[dict[str, Any]]:
    try:
        found = yaml.safe_load(file.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise ContentProblem(f"{file}: this is not YAML ({error}).") from error
    if not isinstance(found, list) or not all(isinstance(one, dict) and "title" in one for one in found):
        raise ContentProblem(f"{file}: write a list of promotions, each with title, text, button, url and days.")
    return found


def _promotion(entry: dict[str, Any], language: str, today: date, key: UUID) -> None:
    said = in_language(entry, language)
    promotion = Promotion(
        translation_key=key,
        locale=Locale.objects.get(language_code=language),
        title=said["title"],
        text=said.get("text", ""),
        action_label=said["button"],
        action_url=said["url"],
        audience=said.get("audience", Promotion.Audience.EVERYONE),
        starts_date=today,
        ends_date=today + timedelta(days=int(said["days"])),
    )
    promotion.full_clean()
    promotion.save()
