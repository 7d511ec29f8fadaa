"""Why a beacon or report was not kept: the one list of reasons, each with the answer its sender gets."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Drop(StrEnum):
    """A reason, as the `avowal-dropped` header and the counts say it."""

    METHOD = "method"
    UNKNOWN_HOST = "unknown-host"
    OTHER_ORIGIN = "other-origin"
    CONTENT_TYPE = "content-type"
    TOO_LARGE = "too-large"
    NOT_JSON = "not-json"
    WRONG_FIELD = "wrong-field"
    CLIENT_GONE = "client-gone"
    NO_POLICY = "no-policy"
    NOT_DECLARED = "not-declared"
    UNKNOWN_APP = "unknown-app"
    GPC = "gpc"
    DNT = "dnt"
    OPTED_OUT = "opted-out"
    CHOICE = "choice"
    AUTOMATED = "automated"
    OFFICE = "office"
    NOTHING_WANTED = "nothing-wanted"
    TOO_MANY = "too-many"
    SPOOL_FULL = "spool-full"
    SPOOL_FAILED = "spool-failed"
    UNKNOWN_MAIL = "unknown-mail"
    MAIL_KEY = "mail-key"


STATUS: Mapping[Drop, int] = MappingProxyType(
    {
        Drop.METHOD: 405,
        Drop.UNKNOWN_HOST: 421,
        Drop.OTHER_ORIGIN: 403,
        Drop.CONTENT_TYPE: 415,
        Drop.TOO_LARGE: 413,
        Drop.NOT_JSON: 400,
        Drop.WRONG_FIELD: 400,
        Drop.CLIENT_GONE: 400,
        Drop.NO_POLICY: 204,
        Drop.NOT_DECLARED: 204,
        Drop.UNKNOWN_APP: 403,
        Drop.GPC: 204,
        Drop.DNT: 204,
        Drop.OPTED_OUT: 204,
        Drop.CHOICE: 204,
        Drop.AUTOMATED: 204,
        Drop.OFFICE: 204,
        Drop.NOTHING_WANTED: 204,
        Drop.TOO_MANY: 429,
        Drop.SPOOL_FULL: 503,
        Drop.SPOOL_FAILED: 503,
        Drop.UNKNOWN_MAIL: 204,
        Drop.MAIL_KEY: 503,
    }
)
RETRY_AFTER = b"30"
"""Seconds; said with 429 and 503."""
