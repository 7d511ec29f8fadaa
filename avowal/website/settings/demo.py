"""The demo: templates are read anew for each page, so that a change to one shows on reload."""

from avowal.website.settings.base import *  # noqa: F403

TEMPLATES[0]["OPTIONS"]["loaders"] = [  # type: ignore[index] # noqa: F405
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
CHANGING_TEMPLATES = WEBSITE / "templates"  # noqa: F405
WHITENOISE_MAX_AGE = 0
