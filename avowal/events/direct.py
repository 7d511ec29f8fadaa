"""A store whose operations this process does itself: on a server, or on an embedded engine that it may open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from clickhouse_connect.driver.exceptions import ClickHouseError, OperationalError
from urllib3.exceptions import HTTPError

from avowal.events.engine import Engine
from avowal.events.errors import StoreFailed, StoreNotAnswering
from avowal.events.network_settings import of_deployment
from avowal.events.operations import Operations
from avowal.events.session import Session, described
from avowal.events.store import Conversation, Store
from avowal.policy.publishing import InForce

SPOOL = "spool"


class DirectStore(Store):
    """The operations on an engine of this process's own: a server, or an embedded store that this process may open."""

    def __init__(self, operations: Operations, follow: Callable[[], None] = lambda: None) -> None:
        self._operations = operations
        self._follow = follow

    def _call(self, name: str, **args: Any) -> Any:
        with told(self._operations.engine.server):
            self._follow()
            return Session(self._operations).call(name, args)

    def _converse(self) -> Conversation:
        with told(self._operations.engine.server):
            self._follow()
        return _DirectConversation(self._operations)

    def close(self) -> None:
        self._operations.engine.close()


class _DirectConversation:
    """A session of this process's own whose errors are those of the store."""

    def __init__(self, operations: Operations) -> None:
        self._server = operations.engine.server
        self._session = Session(operations)

    def call(self, name: str, args: dict[str, Any], content: bytes = b"") -> Any:
        with told(self._server):
            return self._session.call(name, args, content)

    def close(self) -> None:
        with told(self._server):
            self._session.close()


@contextmanager
def told(server: str) -> Iterator[None]:
    """Tell what goes wrong on the way to `server`, or there, as StoreNotAnswering or StoreFailed.

    The engine's own words are left out: they can hold values and credentials.
    """
    try:
        yield
    except ClickHouseError as error:
        if getattr(error, "code", None) is None and isinstance(error, OperationalError):
            raise StoreNotAnswering(_away(server)) from None
        raise StoreFailed(described(error)[1]) from None
    except HTTPError:
        raise StoreNotAnswering(_away(server)) from None


def _away(server: str) -> str:
    return (
        f"The event store at {server} does not answer. See whether it runs and can be reached from here, and whether "
        "events_dsn is right. What the sites record meanwhile waits in the spool."
    )


def reached(dsn: str, data: Path, *, patience: float) -> DirectStore:
    """The store on the server at `dsn`, once it has answered. Raises as `store.connect`."""
    told_of = of_deployment(data)
    engine = Engine(dsn, patience=patience)
    operations = Operations(engine, data / SPOOL, networks=told_of.owners(), dns=told_of.dns())
    with told(operations.engine.server):
        operations.ping()
    published = InForce(data)
    return DirectStore(operations, lambda: operations.follow(*published.versions(), trouble=published.trouble))
