"""Makes a deployment: a directory with settings, a draft policy, content, media and data."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path

from avowal import config
from avowal.cli.answers import CouldNot

DEMO_HOSTS = {"plan": "plan.localhost", "centers": "centers.localhost", "medicare": "medicare.localhost"}
COOKIES = {"sign_on": "harbor_session", "form": "harbor_form", "text_size": "harbor_text_size"}
"""The sample plan's own cookies by what they do."""
_HEAD = """\
# Settings of this deployment. Each can also come from the environment as AVOWAL_…;
# secrets never stand here, but in data/secrets/ or the environment.
"""


def make(directory: Path, settings: Mapping[str, object]) -> config.Settings:
    """Make a deployment in `directory` from the sample plan; refused where something else already stands."""
    if directory.exists() and any(directory.iterdir()):
        raise CouldNot(f"{directory} is not empty. Name a directory that does not exist yet.")
    directory.mkdir(parents=True, exist_ok=True)
    shutil.copytree(config.SAMPLE / "policy", directory / "policy")
    shutil.copytree(config.SAMPLE / "content", directory / "content")
    for name in ("media", "data"):
        (directory / name).mkdir()
    make_secrets(directory / "data" / "secrets")
    # last, so that a directory with avowal.toml is always a whole deployment
    (directory / config.SETTINGS_FILE).write_text(_HEAD + _toml({**settings, "cookies": COOKIES}), encoding="utf-8")
    return config.load(directory)


def own_hosts() -> dict[str, str]:
    """The hosts that the sample's policy names, by site: what `init` writes for the plan to change."""
    from avowal.policy.reading import read_bundle

    return {key: site.host for key, site in read_bundle(config.SAMPLE / "policy").sites.items()}


def make_secrets(directory: Path) -> None:
    """The deployment's own keys, readable by its user alone; those that are there stay."""
    directory.mkdir(mode=0o700, exist_ok=True)
    write_secret(directory / "secret_key", secrets.token_urlsafe(50))


def write_secret(file: Path, value: str) -> None:
    """Write a secret with mode 0600 unless the file is there."""
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(value + "\n", encoding="ascii")


def _toml(settings: Mapping[str, object]) -> str:
    plain = [f"{key} = {_value(value)}\n" for key, value in settings.items() if not isinstance(value, dict)]
    tables = [
        f"\n[{key}]\n" + "".join(f"{name} = {_value(item)}\n" for name, item in value.items())
        for key, value in settings.items()
        if isinstance(value, dict)
    ]
    return "".join(plain + tables)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else f'"{value}"'
