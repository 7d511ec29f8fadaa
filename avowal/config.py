"""A deployment's settings: a directory with `avowal.toml`, each setting also from the environment as `AVOWAL_…`.

Secrets come from `data/secrets/` (made at `init`, mode 0600) or the environment, never from `avowal.toml`.
"""

from __future__ import annotations

import os
import re
import tomllib
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import Field
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

SAMPLE = Path(__file__).parent / "sample"
SETTINGS_FILE = "avowal.toml"
SECRETS_IN_TOML = frozenset({"secret_key", "field_keys"})
_EVERY = re.compile(r"^(?:|off|(?P<count>[1-9][0-9]{0,2}) (?P<unit>hour|day|week)s?)$")


class NotADeployment(Exception):
    """No deployment was named, the directory named is none, or what its settings say cannot be served."""


class Settings(BaseSettings):
    """What one deployment is told; the defaults are the embedded ones and need nothing to be set up."""

    model_config = SettingsConfigDict(env_prefix="AVOWAL_", extra="forbid", frozen=True)

    deployment: Path
    mode: str = Field(default="production", pattern="^(production|demo|test)$")
    hosts: dict[str, str] = Field(default_factory=dict)
    """Site key of the policy → host name it is served under here; empty means the policy's own hosts."""
    fallback_site: str | None = None
    """Site shown for plain `localhost`; None outside the demo."""
    cookies: dict[str, str] = Field(default_factory=dict)
    """What a cookie of the site's own does (`sign_on`, `form`, `text_size`) → the name the policy declares it under."""
    port: int = 8000
    secure: bool = True
    """True where visitors come over HTTPS: cookies are marked Secure and HSTS is sent."""
    trusted_proxies: tuple[str, ...] = ()
    networks_file: Path | None = None
    """Whose networks are whose, looked up for visits; a path from the deployment's directory on (network_files)."""
    relays_file: Path | None = None
    """The networks of privacy services, likewise."""
    reverse_dns: bool = False
    """Whether owners of networks are also asked of the domain name system, which tells the resolver who visits."""
    database_url: str = ""
    events_dsn: str = ""
    secret_key: str = ""
    email_url: str = ""
    """Where mail goes: `file:///DIR` (each mail a file), `smtp://user:password@host:587`, `smtps://…`; in
    `data/outbox/` unless set."""
    email_from: str = ""
    """The sender of what the sites send; the privacy office of the policy unless set."""
    audit_every: str = Field(default="", pattern="^(|off|[1-9][0-9]{0,2} (hour|day|week)s?)$")
    """How often the sites are audited by themselves: `1 day`, `12 hours`, `off`; once a day in production unless set,
    and otherwise only when asked for."""
    audit_days: int = Field(default=7, ge=1, le=365)
    """How long an audit's word holds: a promise shows *kept* from no older one."""

    @property
    def audited_every(self) -> timedelta | None:
        """Time from one audit's beginning to the next; None where audits are made only when asked for."""
        found = _EVERY.match(self.audit_every or ("1 day" if self.mode == "production" else "off"))
        if found is None or found["count"] is None:
            return None
        return timedelta(**{f"{found['unit']}s": int(found["count"])})

    @property
    def mail(self) -> str:
        """Where mail goes; files in `data/outbox/` unless set."""
        return self.email_url or f"file://{self.data / 'outbox'}"

    @property
    def data(self) -> Path:
        return self.deployment / "data"

    @property
    def policy_draft(self) -> Path:
        return self.deployment / "policy"

    @property
    def media(self) -> Path:
        return self.deployment / "media"

    @property
    def content(self) -> Path:
        return self.deployment / "content"

    @property
    def network_files(self) -> tuple[Path | None, Path | None]:
        """Where the files of networks and of relays lie; None for one that is not set."""
        owners, relays = (file and self.deployment / file for file in (self.networks_file, self.relays_file))
        return owners, relays

    @property
    def database(self) -> str:
        """The relational database's address; SQLite in `data/` unless set."""
        return self.database_url or f"sqlite:///{self.data / 'avowal.sqlite3'}"

    @property
    def events(self) -> str:
        """The event store's address; chdb in `data/events` unless set."""
        return self.events_dsn or f"chdb://{self.data / 'events'}"

    @property
    def signing_key(self) -> str:
        """The site's secret key, from the environment or `data/secrets/secret_key`."""
        if self.secret_key:
            return self.secret_key
        kept = self.data / "secrets" / "secret_key"
        if not kept.is_file():
            raise NotADeployment(
                f"{kept} is missing, so sessions and links cannot be signed. "
                "Run `avowal init` for a new deployment, or set AVOWAL_SECRET_KEY."
            )
        return kept.read_text(encoding="ascii").strip()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - the signature is pydantic's
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the same
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the same
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (env_settings, init_settings)


def load(deployment: Path) -> Settings:
    """Read the settings of the deployment in `deployment`; the environment goes before the file.

    Raises NotADeployment when there is no `avowal.toml` or it cannot be read, and pydantic's ValidationError (a
    ValueError) when a setting is unknown or of the wrong kind.
    """
    file = deployment / SETTINGS_FILE
    if not file.is_file():
        raise NotADeployment(
            f"{deployment} holds no {SETTINGS_FILE}. Name a deployment with --deployment DIR or AVOWAL_DEPLOYMENT, "
            "or make one with `avowal init DIR`."
        )
    written = _written(file)
    misplaced = sorted(SECRETS_IN_TOML & written.keys())
    if misplaced:
        raise NotADeployment(
            f"{file} holds {', '.join(misplaced)}: secrets belong in data/secrets/ or the environment."
        )
    return Settings(**{**written, "deployment": deployment.resolve()})


def _written(file: Path) -> dict[str, Any]:
    """What stands in `file`. Raises NotADeployment, with the place where it is known, when that is no TOML."""
    try:
        content = file.read_bytes()
        return tomllib.loads(content.decode("utf-8"))
    except OSError as error:
        why = f"{file} cannot be read: {error.strerror}. See who owns it and whether its disk is well."
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        why = f"{file}, line {line}: this is not UTF-8. Save the file as UTF-8."
    except tomllib.TOMLDecodeError as error:
        why = f"{file} is not valid TOML: {error}. Correct it there; the part before that place is well."
    raise NotADeployment(why) from None


@cache
def current() -> Settings:
    """The settings of the deployment this process serves, named by AVOWAL_DEPLOYMENT."""
    named = os.environ.get("AVOWAL_DEPLOYMENT")
    return load(Path(named) if named else Path.cwd())
