"""One side process a folder, whoever starts it and however it dies."""

from __future__ import annotations

import json
import os
import signal
import socket
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from graph.model.errors import StoreUnreachable
from graph.store import embedded, keeper

JOIN = """
import sys
from graph.store import embedded
with embedded.running(sys.argv[1]) as side:
    print(side.uri, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GUANXI_IDLE_S", "1")
    return tmp_path / "关系 data"


def processes(home: Path) -> tuple[psutil.Process, psutil.Process]:
    state = json.loads((home / "server.json").read_text())
    return psutil.Process(state["keeper"]), psutil.Process(state["server"])


def kill(process: psutil.Process) -> None:
    process.send_signal(signal.SIGKILL)
    process.wait(20)


def test_two_starts_at_one_moment_give_one(home: Path) -> None:
    command = [sys.executable, "-c", JOIN, str(home)]
    several = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    uris = {one.stdout.readline() for one in several if one.stdout}
    for one in several:
        one.communicate("")
    assert len(uris) == 1
    assert uris.pop().startswith("bolt://127.0.0.1:")


def test_threads_share_it_too(home: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        sides = list(pool.map(lambda _: embedded.join(home), range(4)))
    assert len({side.uri for side in sides}) == 1
    for side in sides:
        side.close()


def test_it_ends_by_itself_when_nobody_uses_it(home: Path) -> None:
    with embedded.running(home):
        servant, server = processes(home)
    gone, alive = psutil.wait_procs([servant, server], 30)
    assert (len(gone), alive) == (2, [])
    assert not (home / "server.json").exists()


def test_it_stays_while_one_user_is_left(home: Path) -> None:
    with embedded.running(home) as mine:
        with embedded.running(home) as theirs:
            assert theirs.uri == mine.uri
        _, server = processes(home)
        with pytest.raises(psutil.TimeoutExpired):
            server.wait(4)


def test_a_killed_server_is_replaced(home: Path) -> None:
    with embedded.running(home) as before:
        kill(processes(home)[1])
        with embedded.running(home) as after:
            assert after.password != before.password
            assert processes(home)[1].is_running()


def test_a_killed_keeper_leaves_no_orphan(home: Path) -> None:
    with embedded.running(home):
        servant, server = processes(home)
        kill(servant)
        with embedded.running(home):
            server.wait(10)
            assert processes(home)[0].is_running()


def test_only_its_owner_can_read_the_password(home: Path) -> None:
    with embedded.running(home) as side:
        servant, server = processes(home)
        assert side.password not in " ".join(servant.cmdline() + server.cmdline())
        holding = [path for path in home.rglob("*") if path.is_file() and side.password.encode() in path.read_bytes()]
        assert [(path.name, stat.S_IMODE(path.stat().st_mode)) for path in holding] == [("server.json", 0o600)]


def test_it_listens_on_loopback_only(home: Path) -> None:
    with embedded.running(home):
        _, server = processes(home)
        listening = [c.laddr.ip for c in server.net_connections("tcp") if c.status == psutil.CONN_LISTEN]
        assert len(listening) == 2
        assert {ip.removeprefix("::ffff:") for ip in listening} == {"127.0.0.1"}


def test_a_folder_that_cannot_be_one_is_told(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(StoreUnreachable) as told:
        embedded.join(tmp_path / "taken")
    assert told.value.text == "error.store_unreachable.folder"


def test_a_full_disk_is_told_before_anything_starts(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "NEEDED_MB", 10**12)
    with pytest.raises(StoreUnreachable) as told:
        embedded.join(home)
    assert told.value.text == "error.store_unreachable.disk"


def test_a_start_that_fails_shows_the_servers_last_words(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "_command", lambda *_: [sys.executable, "-c", "raise SystemExit('no such port')"])
    with pytest.raises(StoreUnreachable) as told:
        embedded.join(home)
    assert told.value.values["log"] == "no such port"
    assert keeper.locked(home, "keeper") is not None  # let go, a moment later at the latest


def test_a_port_taken_between_finding_and_starting_is_tried_again(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        free, first = embedded._free_port, iter([taken.getsockname()[1]])
        monkeypatch.setattr(embedded, "_free_port", lambda: next(first, None) or free())
        with embedded.running(home) as side:
            assert side.uri != f"bolt://127.0.0.1:{taken.getsockname()[1]}"


def test_other_peoples_java_settings_do_not_reach_it(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", "-XX:NoSuchOption")
    assert "JAVA_TOOL_OPTIONS" not in embedded._environment()
    assert os.environ["JAVA_TOOL_OPTIONS"] == "-XX:NoSuchOption"


def test_one_that_somebody_else_is_starting_is_waited_for(home: Path) -> None:
    command = [sys.executable, "-c", JOIN, str(home)]
    first = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    while not home.exists():
        assert first.poll() is None
    while (free := keeper.locked(home, "keeper", wait=False)) is not None:
        free.close()
    first.kill()
    first.communicate()
    with embedded.running(home) as side:
        assert side.uri.startswith("bolt://127.0.0.1:")


def test_a_process_that_got_an_old_number_is_left_alone(home: Path) -> None:
    assert not embedded._is_ours(os.getpid(), home)
