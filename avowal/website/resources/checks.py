"""Django looks the documents over where it looks itself over (`avowal manage check`)."""

# ruff: noqa: ARG001  (the signature is Django's)
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, register
from django.core.checks import Warning as CheckWarning

from avowal.website import in_force
from avowal.website.resources.documents import DocumentProblem, documents
from avowal.website.resources.proofreading import problems


@register()
def documents_are_whole(app_configs: Any = None, **kwargs: Any) -> Sequence[CheckMessage]:
    """Every document that the policy in force lists is there, in each language, with the same facts in each."""
    try:
        found = list(problems(documents(), in_force.policy()))
    except DocumentProblem as unreadable:
        found = [str(unreadable)]
    return [CheckWarning(one, id="resources.W001") for one in found]
