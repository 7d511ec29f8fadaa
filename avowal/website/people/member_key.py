"""The pseudonym under which a member's use of the signed-in area is recorded (ledger 3.5)."""

from __future__ import annotations

import hashlib
import hmac

CONTEXT = b"avowal.member-key.v1"


def member_key(secret_key: str, account: int) -> str:
    """32 hexadecimal digits that stay the same for an account and say nothing about it without the secret key."""
    derived = hmac.new(secret_key.encode(), CONTEXT, hashlib.sha256).digest()
    return hmac.new(derived, str(account).encode(), hashlib.sha256).hexdigest()[:32]
