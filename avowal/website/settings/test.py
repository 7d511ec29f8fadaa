"""Tests: the slow parts swapped for quick ones."""

from avowal.website.settings.base import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
PAGES_KEPT = False  # tests change pages in transactions that never end; those of the cache switch it on
WHITENOISE_USE_FINDERS = False
DATABASES["default"]["TEST"] = (  # noqa: F405
    {"NAME": AVOWAL.data / "test.sqlite3"} if AVOWAL.database.startswith("sqlite") else {}  # noqa: F405
)
