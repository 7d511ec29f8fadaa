"""The few words of ASGI that every layer of the door speaks, and the headers of a scope."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, MutableMapping, Sequence
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

BODILESS = frozenset({204, 304})
_MANY = 16  # digits of a length that are not worth a number
START = "http.response.start"
BODY = "http.response.body"


Index = dict[bytes, tuple[bytes, ...]]
"""Headers by name, in lower case, with every value in order."""


def values_of(headers: Iterable[tuple[bytes, bytes]], name: bytes) -> list[bytes]:
    """Every value of the header `name` (lower case), in order."""
    return [value for key, value in headers if key.lower() == name]


def text_of(headers: Iterable[tuple[bytes, bytes]], name: bytes) -> str:
    """The first value of the header `name` as text; empty when there is none."""
    found = values_of(headers, name)
    return found[0].decode("latin-1") if found else ""


def without(headers: Iterable[tuple[bytes, bytes]], names: frozenset[bytes]) -> Headers:
    """The headers whose name (in any case) is not among `names`."""
    return [(key, value) for key, value in headers if key.lower() not in names]


def states_more_than(largest: int, lengths: Sequence[bytes]) -> bool:
    """Whether one of the Content-Length values `lengths` says more than `largest` bytes, however it is written."""
    if len(lengths) == 1 and lengths[0].isdigit() and len(lengths[0]) < _MANY:
        return int(lengths[0]) > largest
    stated = [value.decode("latin-1").strip().lstrip("0") for value in lengths]
    digits = len(str(largest))
    return any(length.isdecimal() and (len(length) > digits or int(length) > largest) for length in stated)


async def answer(send: Send, status: int, headers: Headers | None = None, body: bytes = b"") -> None:
    """Send one whole response."""
    length = [] if status in BODILESS else [(b"content-length", str(len(body)).encode("ascii"))]
    await send({"type": START, "status": status, "headers": [*(headers or []), *length]})
    await send({"type": BODY, "body": body, "more_body": False})
