"""Keys that a draft gives to what it declares."""

from __future__ import annotations

import re

from avowal.policy.model import RecipientClass


def site_key(name: str, at: int) -> str:
    """A short key made of a host or an app's name."""
    base = name.lower().removeprefix("www.").partition(".")[0].replace(" ", "_")
    kept = "".join(character for character in base if character.isalnum() or character == "_")
    return kept or f"site_{at + 1}"


def contact_key(mail: str) -> str:
    """A key for a further e-mail address."""
    local = re.sub(r"[^a-z0-9]+", "_", mail.partition("@")[0].lower()).strip("_")
    return f"mail_{local}"


def recipient_key(kind: RecipientClass) -> str:
    return {"regulator": "authorities", "court": "courts", "research": "researchers"}.get(kind.value, f"{kind.value}s")
