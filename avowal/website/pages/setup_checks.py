"""Mistakes in setup, said before anyone meets them."""

# ruff: noqa: ARG001  (the signatures are Django's)
from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error, register
from django.core.checks import Warning as CheckWarning

from avowal.website import in_force
from avowal.website.settings import cookies


def apps_without_migrations(configs: Sequence[AppConfig]) -> list[Error]:
    """Our apps that have models and no `migrations` package: their tables would never be made."""
    return [
        Error(
            f"The app “{config.label}” has models and no migrations folder, so its tables would never be made.",
            hint=f"Create {Path(config.path) / 'migrations' / '__init__.py'} and run `avowal manage makemigrations`.",
            id="pages.E001",
        )
        for config in configs
        if config.name.startswith("avowal.")
        and any(model._meta.managed for model in config.get_models())  # noqa: SLF001
        and not (Path(config.path) / "migrations" / "__init__.py").is_file()
    ]


@register()
def every_app_has_migrations(app_configs: Sequence[AppConfig] | None = None, **kwargs: Any) -> Sequence[CheckMessage]:
    """See `apps_without_migrations`."""
    return apps_without_migrations(list(app_configs or apps.get_app_configs()))


@register()
def own_cookies_are_declared(app_configs: Any = None, **kwargs: Any) -> Sequence[CheckMessage]:
    """Each cookie that the website sets is declared in the policy in force (ledger 4.1)."""
    policy = in_force.policy()
    missing = [name for name in cookies.ALL if policy and name not in policy.cookies]
    return [
        CheckWarning(
            f"The website sets the cookie “{name}”, which the policy in force does not declare; the edge drops it.",
            hint="Declare it under `cookies` in policy.yaml.",
            id="pages.W002",
        )
        for name in missing
    ]
