"""Keeps one side process alive for as long as anybody uses its folder; runs as a program of its own.

Its order comes over stdin, so that no secret stands in a command line. Three locks in the folder tell the truth
even after kill -9, because the system drops them with the process: `users` (shared by every client, tried by the
keeper to see whether it is alone), `keeper` (held by the keeper and, through it, by the side process), `start`
(held by whoever starts one).
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import IO, Any

START_LIMIT_S = 60.0
TICK_S = 2.0


def locked(folder: Path, name: str, *, shared: bool = False, wait: bool = True) -> IO[str] | None:
    """The lock file, held until it is closed; None when somebody else has it and we do not wait."""
    file = open(folder / f"{name}.lock", "a")  # noqa: SIM115  the caller closes it
    how = (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if wait else fcntl.LOCK_NB)
    try:
        fcntl.flock(file, how)
    except BlockingIOError:
        file.close()
        return None
    return file


def private(path: Path, text: str) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    fresh = path.with_name(f"{path.name}.new")
    fresh.unlink(missing_ok=True)
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    fresh.replace(path)


def keep(folder: Path, order: dict[str, Any]) -> None:
    """Start the side process, tell when it answers, end it when nobody has used it for `idle_s` seconds."""
    held = _mine(folder)
    if held is None:
        return _tell({"error": "kept"})
    (folder / "server.json").unlink(missing_ok=True)  # of one that was killed
    with held, open(folder / "console.log", "wb") as log:
        child = subprocess.Popen(
            order["command"], env=order["env"], cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            pass_fds=(held.fileno(),),
        )  # fmt: skip
        try:
            if not _answers(child, order["ready"], folder / "console.log"):
                return _tell({"error": "start"})
            private(folder / "server.json", json.dumps({**order["state"], "keeper": os.getpid(), "server": child.pid}))
            _tell({"server": child.pid})
            _until_idle(folder, child, order["idle_s"])
        finally:
            (folder / "server.json").unlink(missing_ok=True)
            _end(child)
    return None


def _mine(folder: Path) -> IO[str] | None:
    """The keeper's lock; somebody may have it for an instant only to see whether a keeper lives."""
    for _ in range(50):
        held = locked(folder, "keeper", wait=False)
        if held is not None:
            return held
        time.sleep(0.02)
    return None


def _answers(child: subprocess.Popen[bytes], url: str, log: Path) -> bool:
    """True once it serves. A Java whose main thread has died lives on without serving: its log tells."""
    end = time.monotonic() + START_LIMIT_S
    while child.poll() is None and time.monotonic() < end and b'Exception in thread "main"' not in log.read_bytes():
        with contextlib.suppress(OSError, urllib.error.URLError), urllib.request.urlopen(url, timeout=5) as reply:
            if reply.status in (200, 204):
                return True
        time.sleep(0.05)
    return False


def _until_idle(folder: Path, child: subprocess.Popen[bytes], idle_s: float) -> None:
    """Until the child ends, or nobody has held the users' lock for that long; then still holding it."""
    alone_since = time.monotonic()
    while True:
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(min(TICK_S, idle_s))
            return
        alone = locked(folder, "users", wait=False)
        if alone is None:
            alone_since = time.monotonic()
        elif time.monotonic() - alone_since >= idle_s:
            (folder / "server.json").unlink(missing_ok=True)
            _end(child)
            return
        else:
            alone.close()


def _end(child: subprocess.Popen[bytes]) -> None:
    child.terminate()
    try:
        child.wait(20)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def _tell(news: dict[str, Any]) -> None:
    """One line to whoever started us, if they are still there."""
    with contextlib.suppress(OSError):
        os.write(1, json.dumps(news).encode() + b"\n")


def main() -> None:
    """Leave whoever started us (so that we are never their zombie), then keep."""
    order = json.load(sys.stdin)
    if os.fork():
        os._exit(0)
    os.setsid()
    os.umask(0o077)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    keep(Path(sys.argv[1]), order)


if __name__ == "__main__":
    main()
