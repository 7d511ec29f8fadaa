"""Production: base as it is. It starts only with its secret key, which `avowal init` makes."""

from avowal.website.settings.base import *  # noqa: F403

WHITENOISE_MAX_AGE = 3600
