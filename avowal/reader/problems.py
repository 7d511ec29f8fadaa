"""Why a source cannot be read as a privacy policy."""

from __future__ import annotations


class NotReadable(Exception):
    """The source is empty, no text, or holds no policy; the text says what was met and what to do."""
