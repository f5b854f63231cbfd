"""The gate that imports go through, one after the other; whoever comes next clears away what a dead importer left."""

from __future__ import annotations

import os
import socket
import time
import uuid
from dataclasses import dataclass, field
from functools import partial

from graph.model.errors import Conflict
from graph.model.kinds import STORED
from graph.store.transaction import InTransaction, Run

BATCH = 10_000
LEASE_MS = 30_000
WAIT_S = 600.0


@dataclass
class Gate:
    """The gate that imports go through, seen by one importer."""

    write: InTransaction
    owner: str = field(default_factory=lambda: f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex}")

    def enter(self) -> None:
        """Wait until it is our turn, and clear away what a dead importer left."""
        end = time.monotonic() + WAIT_S
        while True:
            left = self.write(self.try_it)
            if left is not None:
                self.sweep(left)
                return
            if time.monotonic() > end:
                raise Conflict("error.conflict.importing", kind="", id="", current=None, rev=None)
            time.sleep(0.1)

    def try_it(self, run: Run) -> list[int] | None:
        """The numbers that are to be swept when the gate is ours now; None when another holds it."""
        owner, _, idle_ms = run("write/gate", token=self.owner)[0]
        if owner and owner != self.owner and not _gone(owner, idle_ms):
            return None
        run("write/gate_take", owner=self.owner, **{"import": 0})
        return list(run("read/store")[0][1] or ())

    def leave(self) -> None:
        """Let the next one in."""
        self.write(lambda run: run("write/gate_take", owner="", **{"import": 0}) if self._ours(run) else None)

    def _ours(self, run: Run) -> bool:
        return bool(run("write/gate", token=self.owner)[0][0] == self.owner)

    def begin(self) -> int:
        """The number under which rows are written that nobody reads yet."""

        def opened(run: Run) -> int:
            self.hold(run)
            number: int = run("write/open_import", token=self.owner)[0][0]
            run("write/gate_take", owner=self.owner, **{"import": number})
            return number

        return int(self.write(opened))

    def hold(self, run: Run, number: int = 0) -> None:
        """Keep the gate through this transaction; Conflict when somebody thought us dead and took it."""
        if not self._ours(run):
            raise Conflict("error.conflict.importing", kind="", id="", current=None, rev=None)
        run("write/gate_take", owner=self.owner, **{"import": number})

    def sweep(self, numbers: list[int]) -> None:
        """Take away the rows of imports that were never sealed: ties first."""
        for number in numbers:
            for kind in reversed(STORED):
                while self.write(partial(self._swept, kind=kind, number=number)):
                    pass
            self.write(partial(self._closed, number=number))

    def _closed(self, run: Run, number: int) -> None:
        run("write/seal_import", token=self.owner, **{"import": number})

    def _swept(self, run: Run, kind: str, number: int) -> int:
        self.hold(run, number)
        return int(run(f"write/sweep/{kind.lower()}", most=BATCH, **{"import": number})[0][0])


def _gone(owner: str, idle_ms: int) -> bool:
    """Whether that importer is dead: its process on this machine is, or nobody heard of it for the lease."""
    host, process, _ = owner.split(":")
    if host == socket.gethostname():
        try:
            os.kill(int(process), 0)
        except ProcessLookupError:
            return True
        except PermissionError:
            return False
    return idle_ms > LEASE_MS


def sweep_dead(write: InTransaction) -> None:
    """Sweep away what dead importers left; a living one is not disturbed."""
    gate = Gate(write)
    left = write(gate.try_it)
    if left is not None:
        try:
            gate.sweep(left)
        finally:
            gate.leave()
