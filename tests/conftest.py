"""Stores to test on: the embedded engine and a real Neo4j, both started once a session and emptied for each test."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from graph.model.network import Network
    from graph.store.bolt import GraphStore
    from tests.neo4j_server import Server

ENGINES = ("embedded", "neo4j")


@pytest.fixture(scope="session")
def embedded_uri(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an embedded store that lives as long as the session."""
    from graph.store import embedded

    folder = tmp_path_factory.mktemp("embedded")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GUANXI_IDLE_S", "5")
        with embedded.running(folder):
            yield f"embedded:{folder}"


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server | None]:
    """Our own Neo4j; None when GUANXI_TEST_NEO4J names one. Skips where none can be started."""
    if os.environ.get("GUANXI_TEST_NEO4J"):
        yield None
        return
    from tests import neo4j_server

    if lacking := neo4j_server.missing():
        pytest.skip(f"Neo4j: {lacking}, and GUANXI_TEST_NEO4J names none")
    server = neo4j_server.Server(tmp_path_factory.mktemp("neo4j"))
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def neo4j_uri(neo4j_server: Server | None) -> str:
    """The address of a real Neo4j, with user and password in it."""
    return neo4j_server.uri if neo4j_server else os.environ["GUANXI_TEST_NEO4J"]


@pytest.fixture(params=ENGINES)
def uri(request: pytest.FixtureRequest) -> str:
    """The address of an empty store, once for each engine."""
    from tests.store.emptied import empty

    address: str = request.getfixturevalue(f"{request.param}_uri")
    empty(address)
    return address


@pytest.fixture
def store(uri: str) -> Iterator[GraphStore]:
    """An empty store, once for each engine."""
    from graph.store.bolt import GraphStore

    with GraphStore.open(uri) as opened:
        yield opened


@pytest.fixture(scope="session")
def demo() -> Network:
    """The demo network."""
    from graph import demo

    return demo.network()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Under GUANXI_TEST_ALL (CI) a skipped test is a failed run: every part must be there."""
    skipped = terminalreporter.stats.get("skipped", [])
    if os.environ.get("GUANXI_TEST_ALL") and skipped:
        terminalreporter.write_line(f"{len(skipped)} skipped, and GUANXI_TEST_ALL wants every test run", red=True)
        terminalreporter._session.exitstatus = pytest.ExitCode.TESTS_FAILED
