"""Reads a privacy policy that someone else wrote: a saved page, Markdown or text becomes a draft bundle.

May import `policy` only, and libraries that parse HTML and Markdown. Deterministic: the same words give the same
reading, and each finding names the words it was read from.
"""

from avowal.reader.problems import NotReadable
from avowal.reader.reading import Reading, read

__all__ = ["NotReadable", "Reading", "read"]
