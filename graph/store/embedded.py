"""The local side process: ArcadeDB from its wheel, with its own Java, one a folder, shared by every process.

It listens on loopback only, with a random password in a file that only its owner can read, flushes every commit to
disk, keeps to a bounded heap, and ends by itself when nobody uses it.
"""

from __future__ import annotations

import contextlib
import importlib.metadata
import importlib.util
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from graph.model.errors import StoreUnreachable
from graph.store import keeper

PACKAGE = "arcadedb_embedded"
USER, DATABASE = "root", "guanxi"
HEAP_MB = 768
NEEDED_MB = 100  # below this a start would only fail half way
IDLE_S = 300.0
# Jars that only open more doors: other protocols, an assistant's endpoint, a console.
UNUSED = ("arcadedb-mcp", "arcadedb-graphql", "arcadedb-redisw", "arcadedb-postgresw", "arcadedb-console")


@dataclass
class Side:
    """A running side process that we have a share in; `close` gives the share back."""

    uri: str
    password: str
    share: IO[str]
    home: Path

    def full(self) -> bool:
        """Whether its disk has no room left."""
        return full(self.home)

    def close(self) -> None:
        """Let it end when it is idle."""
        self.share.close()


@contextlib.contextmanager
def running(folder: Path | str) -> Iterator[Side]:
    """The folder's side process, started if none runs."""
    side = join(folder)
    try:
        yield side
    finally:
        side.close()


def join(folder: Path | str) -> Side:
    """A share in the folder's side process; starts one, or replaces a crashed one. StoreUnreachable says why not."""
    home = Path(folder).expanduser().absolute()
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        share = keeper.locked(home, "users", shared=True)
    except OSError as problem:
        raise StoreUnreachable("error.store_unreachable.folder", folder=str(home), why=str(problem)) from problem
    assert share is not None  # we waited for it
    try:
        state = _state(home) or _started(home)
    except BaseException:
        share.close()
        raise
    return Side(f"bolt://127.0.0.1:{state['port']}", state["password"], share, home)


def _state(home: Path) -> dict[str, Any] | None:
    """What is known of a living side process: port, password, and its two process ids."""
    free = keeper.locked(home, "keeper", wait=False)
    if free is not None:
        free.close()
        return None
    try:
        state: dict[str, Any] = json.loads((home / "server.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return state if _alive(state["keeper"]) else None


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def _started(home: Path) -> dict[str, Any]:
    """Start one; of several who try at the same moment one does it and the others wait for it."""
    with keeper.locked(home, "start") as _:  # type: ignore[union-attr]
        state = _state(home)
        if state is not None:
            return state
        _end_orphan(home)
        for _attempt in range(3):  # a port found free may be taken a moment later
            state = _start(home)
            if state is not None:
                return state
    raise StoreUnreachable("error.store_unreachable.start", folder=str(home), log=_log_tail(home))


def _end_orphan(home: Path) -> None:
    """A side process whose keeper was killed would never end: end it, by the id it left in the folder."""
    with contextlib.suppress(OSError, ValueError):
        orphan = json.loads((home / "server.json").read_text(encoding="utf-8"))["server"]
        free = keeper.locked(home, "keeper", wait=False)
        if free is None and _is_ours(orphan, home):
            os.kill(orphan, signal.SIGKILL)
            free = keeper.locked(home, "keeper")
        if free is not None:
            free.close()
    (home / "server.json").unlink(missing_ok=True)


def _is_ours(process: int, home: Path) -> bool:
    """Whether that process is this folder's engine; the system gives old numbers to new processes."""
    import psutil

    try:
        return str(home) in " ".join(psutil.Process(process).cmdline())
    except psutil.Error:
        return False


def _soon(home: Path) -> dict[str, Any] | None:
    """The state of one that is being started by somebody who did not stay to see it."""
    end = time.monotonic() + keeper.START_LIMIT_S
    while time.monotonic() < end:
        state = _state(home)
        free = None if state else keeper.locked(home, "keeper", wait=False)
        if state or free:
            if free:
                free.close()
            return state
        time.sleep(0.1)
    return None


def full(home: Path, needed_mb: int = 5) -> bool:
    """Whether the folder's disk has no room left."""
    return shutil.disk_usage(home).free < needed_mb * 2**20


def _start(home: Path) -> dict[str, Any] | None:
    free_mb = shutil.disk_usage(home).free // 2**20
    if full(home, NEEDED_MB):
        raise StoreUnreachable("error.store_unreachable.disk", folder=str(home), free_mb=free_mb, needed_mb=NEEDED_MB)
    bolt, http, password = _free_port(), _free_port(), secrets.token_urlsafe(24)
    try:
        # The engine takes a password only for users that it does not know yet.
        (home / "config" / "server-users.jsonl").unlink(missing_ok=True)
        keeper.private(home / "java.args", f"-Darcadedb.server.rootPassword={password}\n")
        news = _keeper_of(home, {
            "command": _command(home, bolt, http), "env": _environment(), "idle_s": idle_s(),
            "ready": f"http://127.0.0.1:{http}/api/v1/ready", "state": {"port": bolt, "password": password},
        })  # fmt: skip
    finally:
        (home / "java.args").unlink(missing_ok=True)
    if news.get("error") == "kept":
        return _soon(home)
    return None if "error" in news else {"port": bolt, "password": password}


def _keeper_of(home: Path, order: dict[str, Any]) -> dict[str, Any]:
    """Start the keeper, free of our terminal, and read its one line."""
    program = [sys.executable, "-E", "-s", "-P", keeper.__file__, str(home)]
    started = subprocess.Popen(
        program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=home,
    )  # fmt: skip
    assert started.stdin is not None
    assert started.stdout is not None
    with started.stdin as to_it, started.stdout as from_it:
        to_it.write(json.dumps(order).encode())
        to_it.close()
        line = from_it.readline()
    started.wait()  # it has left us by a fork
    news: dict[str, Any] = json.loads(line) if line else {"error": "start"}
    return news


def engine() -> tuple[str, str]:
    """What the side process is, and its version."""
    return "ArcadeDB", importlib.metadata.version("arcadedb-embedded")


def idle_s() -> float:
    """Seconds without any user after which the side process ends; GUANXI_IDLE_S sets it."""
    return float(os.environ.get("GUANXI_IDLE_S", IDLE_S))


def _environment() -> dict[str, str]:
    """Ours, less what other people's Java settings would do to this one."""
    unwanted = ("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH", "JAVA_HOME")
    return {name: value for name, value in os.environ.items() if name not in unwanted}


def _command(home: Path, bolt: int, http: int) -> list[str]:
    package = _package()
    jars = sorted(str(jar) for jar in (package / "jars").glob("*.jar") if not jar.name.startswith(UNUSED))
    settings = {
        "txWalFlush": 1,
        "server.rootPath": home,
        "server.databaseDirectory": home / "databases",
        "server.logsDirectory": home / "log",
        "server.mode": "production",
        "server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "server.defaultDatabases": f"{DATABASE}[]",
        "server.httpIncomingHost": "127.0.0.1",
        "server.httpIncomingPort": http,
        "serverMetrics": "false",
        "bolt.host": "127.0.0.1",
        "bolt.port": bolt,
        "bolt.defaultDatabase": DATABASE,
    }
    java = next((package / "jre" / "bin").glob("java*"), Path("java"))
    return [
        str(java), f"-Xmx{HEAP_MB}m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-Djava.awt.headless=true",
        "--add-opens=java.base/java.nio=ALL-UNNAMED", "--enable-native-access=ALL-UNNAMED",
        f"@{home / 'java.args'}",
        *(f"-Darcadedb.{name}={value}" for name, value in settings.items()),
        "-cp", os.pathsep.join(jars), "com.arcadedb.server.ArcadeDBServer",
    ]  # fmt: skip


def _package() -> Path:
    """The wheel's folder, found without importing it (that would start a Java in this process)."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise StoreUnreachable("error.store_unreachable.package", package="arcadedb-embedded")
    return Path(found.origin).parent


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _log_tail(home: Path, lines: int = 8) -> str:
    """The last words of the side process."""
    with contextlib.suppress(OSError):
        return "\n".join((home / "console.log").read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])
    return ""
