"""The files of a bundle that says what a published version says: where a new draft begins."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from django.conf import settings

from avowal.policy import canonical
from avowal.policy.model import Policy, PolicyVersion
from avowal.policy.problems import PolicyProblems
from avowal.policy.reading import DECLARATIONS, WORDING, read_files
from avowal.policy.wording import write_wording
from avowal.website.privacy.bundle_files import block
from avowal.website.privacy.drafts import files_in
from avowal.website.privacy.models import Draft


def files_of(version: PolicyVersion) -> dict[str, str]:
    """The files that people wrote, with their comments, where they still say what `version` says; else made from it."""
    for files in _written_by_people(version):
        if _says(files, version):
            return dict(files)
    return made_from(version.policy)


def made_from(policy: Policy) -> dict[str, str]:
    """A bundle that reads as `policy`."""
    plain = json.loads(canonical.write(policy))
    del plain["wording"]
    parts = "\n".join(block({key: value}) for key, value in plain.items())
    wording = {f"{WORDING}/{language}.md": write_wording(found) for language, found in policy.wording.items()}
    return {DECLARATIONS: parts, **wording}


def _written_by_people(version: PolicyVersion) -> Iterator[Mapping[str, str]]:
    yield from Draft.objects.filter(number=version.number).values_list("files", flat=True)
    try:
        yield files_in(settings.AVOWAL.policy_draft)
    except (OSError, UnicodeDecodeError):
        return


def _says(files: Mapping[str, str], version: PolicyVersion) -> bool:
    try:
        bundle = read_files(files)
    except PolicyProblems:
        return False
    return not bundle.problems and canonical.digest(canonical.write(bundle.policy)) == version.sha256
