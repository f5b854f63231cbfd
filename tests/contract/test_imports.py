"""Big imports, two at once, and what is left when somebody pulls the plug."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO

import psutil
import pytest

from graph.model.errors import Conflict, NotFound, StoreUnreachable, Unsupported
from graph.model.network import Network
from graph.store import commands, imports
from graph.store.access import everyone
from graph.store.bolt import GraphStore
from tests.contract.importing import crowd
from tests.neo4j_server import Server
from tests.store.emptied import statements

ANA = Network.of(Person=[{"id": "ana", "name": "安娜", "lawful_basis": "consent"}])
PROGRAM = Path(__file__).with_name("importing.py")


@pytest.fixture
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Anything over ten rows is a big import."""
    monkeypatch.setattr(imports, "WHOLE", 10)
    monkeypatch.setattr(imports, "BATCH", 100)


@pytest.fixture
def kill(request: pytest.FixtureRequest, uri: str) -> Callable[[], None]:
    """Kills the engine with -9; an embedded one comes back when asked, a real Neo4j is started again."""
    if uri.startswith("embedded:"):
        return lambda: end_embedded(Path(uri.removeprefix("embedded:")))
    server: Server | None = request.getfixturevalue("neo4j_server")
    if server is None:
        pytest.skip("Neo4j: the one that GUANXI_TEST_NEO4J names is not ours to kill")

    def again() -> None:
        server.kill()
        server.start()

    return again


def end_embedded(folder: Path) -> None:
    process = psutil.Process(json.loads((folder / "server.json").read_text())["server"])
    process.send_signal(signal.SIGKILL)
    process.wait(20)


def started(what: str, uri: str) -> tuple[subprocess.Popen[str], IO[str]]:
    command = [sys.executable, str(PROGRAM), what, uri]
    process = subprocess.Popen(
        command, cwd=PROGRAM.parents[2], env={**os.environ, "PYTHONPATH": "."}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    assert process.stdout is not None
    return process, process.stdout


def raw_people(store: GraphStore) -> int:
    """People in the database, those that nobody reads too."""
    return int(str(statements(store._link, "MATCH (n:Person) RETURN count(n)")[0][0]))


@pytest.mark.usefixtures("small_steps")
def test_a_big_import_is_one_entry_and_can_be_taken_back(store: GraphStore) -> None:
    store.apply(commands.load(ANA, "me"))
    many = crowd(300) + Network.of(Person=[{"id": "ana", "title": "总经理"}])
    receipt = store.apply(commands.load(many, "me", "crowd.csv"))
    assert receipt.counts == {"Person": {"added": 300, "changed": 1}, "KNOWS": {"added": 299}}
    assert store.read() == ANA + many
    assert store.since(everyone, 1).onto(ANA) == ANA + many
    assert [entry["source"] for entry in store.history()] == ["crowd.csv", ""]
    store.undo("me")
    assert store.read() == ANA
    assert raw_people(store) == 1
    with pytest.raises(NotFound):
        store.redo("me")
    with pytest.raises(Unsupported):
        store.undo("me", store.history()[0]["id"])


@pytest.mark.usefixtures("small_steps")
def test_a_big_import_that_others_built_on_is_not_taken_back(store: GraphStore) -> None:
    store.apply(commands.load(crowd(50), "me"))
    store.apply(commands.load(ANA, "you"))
    store.apply(commands.tie("KNOWS", "ana", "p00007", {"kind": "friend"}, "you"))
    with pytest.raises(Conflict):
        store.undo("me")
    store.undo("you")
    store.undo("me")
    assert store.read() == ANA


@pytest.mark.usefixtures("small_steps")
def test_a_big_import_that_fails_leaves_nothing(store: GraphStore) -> None:
    nowhere = Network.of(KNOWS=[{"from_id": "p00001", "to_id": "x nobody"}])
    with pytest.raises(NotFound) as told:
        store.apply(commands.load(crowd(50) + nowhere, "me"))
    assert told.value.values["id"] == "x nobody"
    assert (store.read(), raw_people(store), store.about()["open_imports"]) == (Network.empty(), 0, [])


@pytest.mark.parametrize("people", [5, 200], ids=["small", "big"])
@pytest.mark.usefixtures("small_steps")
def test_two_imports_of_the_same_people_at_one_moment_make_one_copy(store: GraphStore, uri: str, people: int) -> None:
    def bring(by: str) -> commands.Receipt:
        with GraphStore.open(uri) as mine:
            return mine.apply(commands.load(crowd(people), by))

    with ThreadPoolExecutor(2) as pool:
        receipts = list(pool.map(bring, ["me", "you"]))
    assert store.read() == crowd(people)
    assert sorted(next(iter(r.counts["Person"])) for r in receipts) == ["added", "unchanged"]
    assert len(store.history()) == 1


def test_an_importer_that_is_killed_leaves_nothing(store: GraphStore, uri: str) -> None:
    store.apply(commands.load(ANA, "me"))
    process, said = started("import", uri)
    for _ in range(5):
        assert said.readline() == "batch\n"
    process.kill()
    process.wait()
    assert raw_people(store) > 1
    assert store.read() == ANA
    with GraphStore.open(uri) as again:
        assert raw_people(again) == 1
        again.apply(commands.load(crowd(5), "me"))
        assert again.read() == ANA + crowd(5)


def test_a_database_killed_in_an_import_has_no_half_of_it(
    store: GraphStore, uri: str, kill: Callable[[], None]
) -> None:
    store.apply(commands.load(ANA, "me"))
    process, said = started("import", uri)
    for _ in range(5):
        assert said.readline() == "batch\n"
    process.send_signal(signal.SIGSTOP)  # it shall not go on with the engine that comes back
    kill()
    process.kill()
    process.wait()
    with GraphStore.open(uri) as again:
        assert again.read() == ANA
        assert raw_people(again) == 1


def test_a_database_killed_in_edits_keeps_every_one_it_acknowledged(
    store: GraphStore, uri: str, kill: Callable[[], None]
) -> None:
    store.apply(commands.load(ANA, "me"))
    process, said = started("edit", uri)
    heard = [said.readline() for _ in range(20)]
    process.send_signal(signal.SIGSTOP)
    kill()
    process.kill()
    acknowledged = int([*heard, *said][-1])
    process.wait()
    with GraphStore.open(uri) as again:
        row = again.read().row("Person", "ana") or {}
        assert int(row["note"]) in (acknowledged, acknowledged + 1)
        assert row["rev"] == int(row["note"]) + 2
        assert len(again.history(100)) == again.revision() == int(row["note"]) + 2


def test_a_store_goes_on_when_its_database_is_back(store: GraphStore, kill: Callable[[], None]) -> None:
    store.apply(commands.load(ANA, "me"))
    kill()
    try:
        assert store.read() == ANA
    except StoreUnreachable:  # it had not noticed yet
        assert store.read() == ANA
    store.apply(commands.edit(store.read(), "Person", "ana", {"title": "总经理"}, "me"))
    assert store.revision() == 2


def test_many_threads_go_on_when_the_embedded_engine_is_replaced(embedded_uri: str) -> None:
    with GraphStore.open(embedded_uri) as store, ThreadPoolExecutor(4) as pool:
        before = store.revision()
        end_embedded(Path(embedded_uri.removeprefix("embedded:")))
        assert list(pool.map(lambda _: store.revision(), range(8))) == [before] * 8
