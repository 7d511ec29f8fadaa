"""From a deployment's settings to Django's: databases, host names and what the policy in force decides."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from avowal.config import Settings
from avowal.policy.model import Policy
from avowal.policy.publishing import InForce, last_sound

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
"""Names by which this machine calls itself; they show a demo's first site."""
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; "
    "PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 134217728; PRAGMA journal_size_limit = 67108864;"
)


class UnknownDatabase(ValueError):
    """The database address names a kind of database that the sites do not run on."""


def database(url: str) -> dict[str, Any]:
    """Django's entry for `sqlite:///…` or `postgres://user:password@host:port/name?option=value`.

    Raises UnknownDatabase for any other scheme; the message leaves the address out, since it may hold a password.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(url.removeprefix("sqlite:///"))
    if parts.scheme in ("postgres", "postgresql"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "OPTIONS": dict(parse_qsl(parts.query)),
        }
    raise UnknownDatabase(
        f"database_url begins with “{parts.scheme}://”, which is not supported; write sqlite:///FILE or postgres://…"
    )


def _sqlite(file: str) -> dict[str, Any]:
    # A write takes the lock at once instead of failing when a read turns into one.
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "OPTIONS": {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": SQLITE_PRAGMAS},
    }


class UnknownMail(ValueError):
    """The mail address names a way of sending that is not supported."""


def mail(url: str) -> dict[str, Any]:
    """Django's settings for `file:///DIR`, `smtp://user:password@host:587` (STARTTLS, `?tls=no` without) or `smtps://…`.

    Raises UnknownMail for any other scheme; the message leaves the address out, since it may hold a password.
    """
    parts = urlsplit(url)
    if parts.scheme == "file":
        return {"EMAIL_BACKEND": "avowal.website.outbox.Outbox", "EMAIL_FILE_PATH": unquote(parts.path)}
    if parts.scheme in ("smtp", "smtps") and parts.hostname:
        secure = parts.scheme == "smtps"
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": parts.hostname,
            "EMAIL_PORT": parts.port or (465 if secure else 587),
            "EMAIL_HOST_USER": unquote(parts.username or ""),
            "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
            "EMAIL_USE_SSL": secure,
            "EMAIL_USE_TLS": not secure and dict(parse_qsl(parts.query)).get("tls") != "no",
            "EMAIL_TIMEOUT": 30,
        }
    raise UnknownMail(
        f"email_url begins with “{parts.scheme}://”, which is not supported; write file:///DIR, smtp://… or smtps://…"
    )


def policy_at_start(settings: Settings) -> Policy | None:
    """The policy in force when the process starts; used only for what cannot change while it runs.

    While nothing may be trusted it is the last sound one, so that the public pages come under their hosts all the same.
    """
    version = InForce(settings.data).version() or last_sound(settings.data, datetime.now(UTC))
    return version.policy if version else None


def served_hosts(settings: Settings, policy: Policy | None) -> dict[str, str]:
    """Host name in lower case → site key: the deployment's hosts, else the policy's own with their other names."""
    hosts = {host.lower(): site for site, host in settings.hosts.items()}
    if not hosts and policy is not None:
        hosts = {name.lower(): key for key, site in policy.sites.items() for name in (site.host, *site.also)}
    if settings.fallback_site:
        hosts |= dict.fromkeys(LOOPBACK, settings.fallback_site)
    return hosts
