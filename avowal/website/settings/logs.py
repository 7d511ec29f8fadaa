"""Logging without personal values: no address, path, query, header or exception text reaches a log line."""

from __future__ import annotations

import logging
import traceback
from types import TracebackType
from typing import Any

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutRequest(logging.Filter):
    """Django's request and host loggers write the path or the Host header; keep only the status and the reason."""

    def filter(self, record: logging.LogRecord) -> bool:
        status = getattr(record, "status_code", "")
        record.msg = f"{record.name}: answered {status}" if status else f"{record.name}: a request was refused"
        record.args = ()
        record.__dict__.pop("request", None)
        return True


class Frames(logging.Formatter):
    """Writes where an exception happened and its class; its text may quote what a visitor sent."""

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802  (logging's own name)
        kind, _, frames = ei
        return "".join(traceback.format_tb(frames)) + (kind.__qualname__ if kind else "")


CONFIGURATION: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_request": {"()": WithoutRequest}},
    "formatters": {"plain": {"()": Frames, "format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain"},
        "requests": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["without_request"]},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.request": {"handlers": ["requests"], "level": "ERROR", "propagate": False},
        "django.security": {"handlers": ["requests"], "level": "WARNING", "propagate": False},
    },
}
