"""GraphStore: one network behind Bolt, on Neo4j or embedded. The one place that knows the driver."""

from __future__ import annotations

import hashlib
import itertools
import logging
import os
import random
import sys
import threading
import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import unquote, urlsplit

from graph.model.errors import Conflict, GuanxiError, NotFound, StoreUnreachable, Unsupported
from graph.model.kinds import Row
from graph.store import access, catalogue, gate, journal, lookup, writing
from graph.store.access import Viewer, everyone
from graph.store.commands import Command, Receipt
from graph.store.lean import without
from graph.store.transaction import Run, Standing, standing

with without("numpy", "pandas", "pyarrow"):
    import neo4j
    from neo4j import exceptions as driver_errors

if TYPE_CHECKING:
    from graph.model.network import Network
    from graph.store.embedded import Side
    from graph.store.reading import Delta

T = TypeVar("T")
SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
PATIENCE_S = 30.0
CATCH_UP = 5
ALL_HITS = 1_000_000
# Hints about names that it does not know yet would fill the log of an empty store.
logging.getLogger("neo4j.notifications").setLevel(logging.ERROR)
# What the driver has to say comes out as our errors; nobody wants its stack traces on a terminal.
logging.getLogger("neo4j").addHandler(logging.NullHandler())


class Connection:
    """A driver to one database; errors come out as ours, and the embedded engine is started again when it died."""

    def __init__(self, uri: str) -> None:
        self.uri = uri
        self._folder = Path(uri.removeprefix("embedded:")).expanduser() if uri.startswith("embedded:") else None
        self._lock = threading.Lock()
        self._side: Side | None = None
        self._database = os.environ.get("NEO4J_DATABASE") or None
        self._driver = self._connected()

    def _connected(self) -> neo4j.Driver:
        if self._folder is not None:
            if sys.platform == "win32":  # it lacks the locks that the side process lives by
                raise Unsupported("error.unsupported.embedded", platform=sys.platform)
            from graph.store import embedded

            self._side, self._database = embedded.join(self._folder), embedded.DATABASE
            return _driver(self._side.uri, (embedded.USER, self._side.password))
        if urlsplit(self.uri).scheme not in SCHEMES or not _possible(self.uri):
            raise Unsupported("error.unsupported.uri", uri=self.told, schemes=", ".join(("embedded", *SCHEMES)))
        return _driver(self.told, self._login())

    def _login(self) -> tuple[str, str]:
        """User and password, from the address or else from the environment."""
        parts, env = urlsplit(self.uri), os.environ.get
        user = unquote(parts.username) if parts.username else env("NEO4J_USERNAME", "neo4j")
        return user, unquote(parts.password) if parts.password else env("NEO4J_PASSWORD", "")

    @property
    def told(self) -> str:
        """The address without user and password."""
        parts = urlsplit(self.uri)
        return self.uri if self._folder else parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()

    @property
    def spans(self) -> bool:
        """Whether rows come quicker as spans of ids, with their properties read in one go: on Neo4j they do."""
        return self._folder is None

    def close(self) -> None:
        """Close the driver and give up our share in the side process."""
        self._driver.close()
        if self._side is not None:
            self._side.close()

    def read(self, work: Callable[[Run], T]) -> T:
        """Do the work in a read transaction."""
        return self._done(neo4j.READ_ACCESS, partial(_transact, work))

    def write(self, work: Callable[[Run], T]) -> T:
        """Do the work in a write transaction; from the start again when somebody was in the way."""
        return self._done(neo4j.WRITE_ACCESS, partial(_transact, work))

    def schema(self, name: str) -> None:
        """Run one schema query, which wants a transaction of its own."""
        self._done(neo4j.WRITE_ACCESS, lambda session: session.run(catalogue.query(name).body).consume())

    def _done(self, mode: str, work: Callable[[neo4j.Session], T]) -> T:
        end, lost = time.monotonic() + PATIENCE_S, 0
        for attempt in itertools.count():
            driver = self._driver
            try:
                with driver.session(database=self._database, default_access_mode=mode) as session:
                    return work(session)
            except (driver_errors.ServiceUnavailable, driver_errors.SessionExpired, ConnectionError) as problem:
                lost += 1
                if lost > 1:
                    raise StoreUnreachable("error.store_unreachable.gone", uri=self.told) from problem
                self._rejoin(driver)
            except (driver_errors.Neo4jError, driver_errors.DriverError) as problem:
                replaced = driver is not self._driver  # by another thread that saw the side process die
                if not (replaced or _passes(problem)) or time.monotonic() > end:
                    raise self._refused(problem) from problem
                # Two that were in each other's way shall not meet again at once.
                time.sleep(random.uniform(0, min(0.5, 0.002 * 2**attempt)))
        raise AssertionError("every attempt returns or raises")

    def _rejoin(self, dead: neo4j.Driver) -> None:
        """Of a side process that is gone start another, once for all our threads."""
        with self._lock:
            if self._side is not None and self._driver is dead:
                old = self._side
                self._driver = self._connected()
                dead.close()
                old.close()

    def _refused(self, problem: Exception) -> GuanxiError:
        if isinstance(problem, driver_errors.ConstraintError):
            return Conflict("error.conflict.busy", kind="", id="", current=None, rev=None)
        if isinstance(problem, driver_errors.AuthError):
            return StoreUnreachable("error.store_unreachable.login", uri=self.told)
        code = getattr(problem, "code", None) or type(problem).__name__
        if "DatabaseNotFound" in code:
            return StoreUnreachable("error.store_unreachable.database", uri=self.told, database=self._database or "")
        why = str(getattr(problem, "message", None) or problem)
        if "No space left" in why or (self._side is not None and self._side.full()):
            return StoreUnreachable("error.store_unreachable.full", uri=self.told)
        return StoreUnreachable("error.store_unreachable.refused", uri=self.told, code=code, why=why[:300])


def _transact(work: Callable[[Run], T], session: neo4j.Session) -> T:
    with session.begin_transaction() as tx:
        result = work(_run(tx))
        tx.commit()
    return result


def _passes(problem: Exception) -> bool:
    """Whether it may go well next time: a deadlock, or two who made the same new row (the loser looks again)."""
    return isinstance(problem, driver_errors.ConstraintError) or (
        isinstance(problem, driver_errors.Neo4jError | driver_errors.DriverError) and problem.is_retryable()
    )


def _possible(uri: str) -> bool:
    """Whether host and port can be ones at all."""
    try:
        return bool(urlsplit(uri).hostname) and urlsplit(uri).port != 0
    except ValueError:
        return False


def _driver(uri: str, login: tuple[str, str]) -> neo4j.Driver:
    try:
        return neo4j.GraphDatabase.driver(
            uri, auth=login, connection_timeout=10, connection_acquisition_timeout=30,
            telemetry_disabled=True, user_agent="guanxi",
        )  # fmt: skip
    except (ValueError, driver_errors.DriverError) as problem:
        raise StoreUnreachable("error.store_unreachable.gone", uri=uri) from problem


def _run(tx: neo4j.Transaction) -> Run:
    def run(name: str, **params: Any) -> list[list[Any]]:
        found = catalogue.query(name)
        result = tx.run(found.body, params)
        return [record.values() for record in result]

    return run


class GraphStore:
    """Keeps one network behind Bolt. Every method means the same on every engine."""

    def __init__(self, connection: Connection) -> None:
        self._link = connection

    @classmethod
    def open(cls, uri: str | None = None) -> GraphStore:
        """The store at that address; None is GUANXI_URI, else a folder of the user's own on this machine.

        Makes the schema where there is none, and sweeps away imports that were never finished.
        """
        link = Connection(uri or os.environ.get("GUANXI_URI") or f"embedded:{default_folder()}")
        try:
            _prepare(link)
        except BaseException:
            link.close()
            raise
        return cls(link)

    def __enter__(self) -> GraphStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._link.close()

    def revision(self) -> int:
        """How many changes there were; it rises with every one, whoever makes it."""
        return self._link.read(standing).revision

    def read(self, viewer: Viewer = everyone, as_of: date | None = None) -> Network:
        """What the viewer may see, as it held on that day; all that is known, ended ties too, when no day is given."""
        from graph.store import reading

        network, revision = reading.whole(self._link.read, self._link.spans)
        for _ in range(CATCH_UP):  # what changed while we read
            delta = reading.since(self._link.read, revision, self._link.spans)
            if delta.revision == revision:
                break
            network, revision = delta.onto(network), delta.revision
        seen = access.visible(network, viewer)
        return seen if as_of is None else seen.at(as_of)

    def since(self, viewer: Viewer, revision: int) -> Delta:
        """What changed after that revision; `delta.onto(older)` is what `read` gives."""
        from graph.store import reading

        delta = reading.since(self._link.read, revision, self._link.spans)
        if viewer.accounts is None or delta.revision == revision:
            return delta
        return reading.Delta(self.read(viewer), {}, delta.revision, whole=True)

    def apply(self, command: Command) -> Receipt:
        """Do the change and journal it in one transaction, or raise Conflict and change nothing."""
        if command.network is None:
            return self._link.write(lambda run: writing.execute(run, command, command.changes))
        from graph.store import imports

        return imports.apply(command, self._link.read, self._link.write)

    def undo(self, by: str, change: str | None = None) -> Receipt:
        """Take back that entry of the journal, or this user's newest; Conflict when it was touched since."""
        return self._back(by, change, self.undoable(by) if change is None else None, "error.not_found.undo")

    def redo(self, by: str) -> Receipt:
        """Do again what this user took back last."""
        return self._back(by, None, self.redoable(by), "error.not_found.redo")

    def _back(self, by: str, change: str | None, newest: Row | None, nothing: str) -> Receipt:
        id_ = change or (newest or {}).get("id")
        if id_ is None:
            raise NotFound(nothing, by=by)
        entry = self._link.read(lambda run: journal.wanted(run, id_))
        if entry["import"] and entry["what"] == "undo":
            raise Unsupported("error.unsupported.redo_import", source=entry["source"])
        command = self._link.read(lambda run: journal.reverse(run, entry, by))
        if not entry["import"]:
            return self.apply(command)
        from graph.store import imports

        return imports.take_back(entry, command, self._link.read, self._link.write)

    def undoable(self, by: str) -> Row | None:
        """The entry that `undo` would take back."""
        return self._link.read(lambda run: journal.undoable(run, by))

    def redoable(self, by: str) -> Row | None:
        """The entry that `redo` would do again."""
        return self._link.read(lambda run: journal.redoable(run, by))

    def history(self, limit: int = 50) -> list[Row]:
        """The newest entries of the journal: id, at, by, what, kind, subject, name, summary, source, undoes, counts."""
        return self._link.read(lambda run: journal.newest(run, limit))

    def removal(self, person: str) -> Row | None:
        """The entry that took that person out of the book last (removed, merged, taken back), as in `history`."""
        return self._link.read(lambda run: journal.removal(run, person))

    def find(self, text: str, limit: int = 20, viewer: Viewer = everyone) -> list[Row]:
        """Who and what has that in its name, pinyin, initials or company: kind, id, name, account, matched."""
        if viewer.accounts is not None:
            return access.seen_hits(self.read(viewer), self.find(text, ALL_HITS))[:limit]
        return self._seen(lambda run, now: lookup.find(run, text, limit, now))

    def named(self, name: str, viewer: Viewer = everyone) -> list[Row]:
        """Everything of exactly that name: kind, id, name, account."""
        if viewer.accounts is not None:
            return access.seen_hits(self.read(viewer), self.named(name))
        return self._seen(lambda run, now: lookup.named(run, name, now))

    def show(self, id: str, kinds: Sequence[str] = (), viewer: Viewer = everyone) -> Row | None:
        """One row with its revision and ties; None when there is none of that id (among these kinds) to be seen."""
        found = self._seen(lambda run, now: lookup.show(run, id, now, kinds))
        return found if viewer.accounts is None or found is None else access.seen_row(self.read(viewer), found)

    def portraits(self, people: Sequence[str], viewer: Viewer = everyone) -> dict[str, str]:
        """Portraits of those of these people who have one and may be seen: base64 WebP by person id; one question."""
        seen = people if viewer.accounts is None else sorted({*people} & {*self.read(viewer)["Person"]["id"]})
        if not seen:
            return {}
        found = self._seen(lambda run, now: lookup.rows(run, "Portrait", list(seen), now))
        return {row["id"]: row["image"] for row in found}

    def _seen(self, work: Callable[[Run, Standing], T]) -> T:
        return self._link.read(lambda run: work(run, standing(run)))

    def about(self) -> Row:
        """What store this is: engine, version, uri without secrets, revision, rows by kind."""
        engine, version = self._link.read(lambda run: run("read/engine"))[0]
        if self._link.told.startswith("embedded:"):  # it calls itself a Neo4j, for the driver's sake
            from graph.store import embedded

            engine, version = embedded.engine()
        now, counts = self._seen(lambda run, now: (now, lookup.counts(run, now)))
        return {
            "engine": engine, "version": version, "uri": self._link.told, "revision": now.revision,
            "open_imports": now.open, "counts": counts,
        }  # fmt: skip


def default_folder() -> Path:
    """Where the embedded store lives when nobody said where."""
    import platformdirs

    return Path(platformdirs.user_data_dir("guanxi", appauthor=False))


def _prepare(link: Connection) -> None:
    """Schema, counter and gate; then what dead importers left."""
    texts = "\n".join(catalogue.query(name).body for name in catalogue.names("schema"))
    wanted = hashlib.sha256(texts.encode()).hexdigest()[:16]
    found = link.read(lambda run: run("read/store"))
    if not found or found[0][2] != wanted:
        for name in catalogue.names("schema"):
            link.schema(name)
        link.write(lambda run: run("write/store", schema=wanted))
    elif found[0][1]:
        gate.sweep_dead(link.write)
