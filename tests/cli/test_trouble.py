"""What goes wrong around a command: no store, a port taken, a full disk, Ctrl+C, a reader who leaves."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

import cli
from ingest import answers
from tests.cli.conftest import Guanxi

PROGRAM = [sys.executable, str(Path(cli.__file__))]


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody else listens on."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield int(other.getsockname()[1])


@pytest.mark.parametrize("uri", ["bolt://127.0.0.1:1", "neo4j://user:secret@127.0.0.1:1"])
def test_a_store_that_does_not_answer_is_told_without_its_password(
    uri: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for line in (["find", "x"], ["doctor"], ["set", "p1", "title=x"]):
        assert cli.main(["--store", uri, *line, "--format", "json"]) == 1
        told = capsys.readouterr()
        assert told.out == ""
        assert json.loads(told.err)["error"] == "store_unreachable"
        assert "secret" not in told.err


def test_an_address_that_is_none_is_unsupported(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--store", "http://example.org", "find", "x", "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().err)["error"] == "unsupported"


def test_a_store_folder_that_cannot_be_one_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("no folder")
    assert cli.main(["--store", f"embedded:{tmp_path / 'file' / 'store'}", "find", "x", "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().err)["error"] == "store_unreachable"


def test_a_port_taken_is_told_with_one_that_is_free(taken: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["app", "--port", str(taken)]) == 1
    told = capsys.readouterr().err
    assert str(taken) in told
    assert "guanxi app --port" in told


def test_a_full_disk_leaves_the_old_file_and_is_told(
    guanxi: Guanxi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.csv"
    target.write_text("what was there")

    def full(self: Path, *_: object, **__: object) -> int:
        raise OSError(28, "No space left on device", str(self))

    monkeypatch.setattr(answers.Path, "write_text", full)
    told = guanxi("find", "秦", "--out", str(target), "--format", "json")
    assert (told.code, told.error["error"]) == (1, "bad_file")
    assert "No space left" in told.error["message"]
    assert target.read_text() == "what was there"
    assert list(tmp_path.iterdir()) == [target]


def test_stopping_it_ends_with_130(guanxi: Guanxi, monkeypatch: pytest.MonkeyPatch) -> None:
    from graph.store.bolt import GraphStore

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(GraphStore, "find", stopped)
    told = guanxi("find", "秦")
    assert (told.code, told.out) == (130, "")


def test_as_a_program_it_answers_and_its_pipe_stays_clean(demo_uri: str) -> None:
    told = subprocess.run(
        [*PROGRAM, "--store", demo_uri, "rank", "--top", "2", "--format", "json"],
        capture_output=True, text=True, encoding="utf-8", check=True, env={**os.environ, "LC_ALL": "C"},
    )  # fmt: skip
    assert len(json.loads(told.stdout)["rows"]) == 2
    assert told.stderr == ""


def test_a_reader_who_has_seen_enough_is_no_error(demo_uri: str) -> None:
    told = subprocess.run(
        f"'{PROGRAM[0]}' '{PROGRAM[1]}' --store '{demo_uri}' rank | head -1; echo ${{PIPESTATUS[0]}}",
        shell=True, executable="/bin/bash", capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert told.stdout.splitlines()[-1] == "0"
    assert "Traceback" not in told.stderr
    assert "BrokenPipe" not in told.stderr


def test_a_full_disk_behind_stdout_is_told(demo_uri: str) -> None:
    with open("/dev/full", "w") as full:
        told = subprocess.run(
            [*PROGRAM, "--store", demo_uri, "find", "秦"], stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert told.returncode == 1
    assert "No space left" in told.stderr
    assert "Traceback" not in told.stderr


def test_the_app_is_served_on_loopback_until_it_is_stopped(demo_uri: str) -> None:
    port = cli.free(0)
    line = [*PROGRAM, "--store", demo_uri, "--lang", "en", "app", "--port", str(port)]
    with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as app:
        assert app.stderr is not None
        assert f"http://127.0.0.1:{port}/?lang=en" in app.stderr.readline()
        assert app.stdout is not None
        assert any(str(port) in line for line in app.stdout)  # Streamlit says so when it listens
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=30) as reply:
            assert reply.status == 200
        app.send_signal(signal.SIGINT)
        app.wait(timeout=30)
