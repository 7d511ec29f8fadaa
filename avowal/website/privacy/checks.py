"""Whether there is a policy to show."""

# ruff: noqa: ARG001  (the signatures are Django's)
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, register
from django.core.checks import Warning as CheckWarning

from avowal.website import in_force


@register()
def a_policy_is_in_force(app_configs: Any = None, **kwargs: Any) -> Sequence[CheckMessage]:
    """Without a policy in force the sites show their pages, collect nothing, and answer 503 at /privacy/."""
    trouble = in_force.trouble()
    if trouble is None:
        return []
    hint = "Run `avowal policy publish` with the deployment's bundle."
    return [CheckWarning(f"No policy is in force: {trouble}", hint=hint, id="privacy.W001")]
