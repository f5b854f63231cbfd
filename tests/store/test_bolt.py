"""Addresses, logins and what is told when the database is not there; nothing here waits for a real server."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

from graph.model.errors import StoreUnreachable, Unsupported
from graph.store.bolt import GraphStore
from graph.text import LANGUAGES, Words


def told(uri: str) -> StoreUnreachable:
    with pytest.raises(StoreUnreachable) as problem:
        GraphStore.open(uri)
    return problem.value


def test_nobody_at_that_address_is_said_without_the_password() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        problem = told(f"bolt://someone:s3cret@127.0.0.1:{closed.getsockname()[1]}")
    assert problem.text == "error.store_unreachable.gone"
    for lang in LANGUAGES:
        sentence = Words(lang)(problem.text, **problem.values)
        assert "127.0.0.1" in sentence
        assert "s3cret" not in sentence + repr(problem.values) + repr(problem)


def test_an_address_of_another_kind_is_refused() -> None:
    with pytest.raises(Unsupported, match="unsupported"):
        GraphStore.open("mysql://127.0.0.1")


@pytest.mark.parametrize("uri", ["bolt://", "neo4j://%zz", "bolt://127.0.0.1:notaport"])
def test_an_address_that_is_none_is_told(uri: str) -> None:
    with pytest.raises((StoreUnreachable, Unsupported)):
        GraphStore.open(uri)


def test_a_wrong_password_is_told(neo4j_uri: str) -> None:
    user_and_password, _, host = neo4j_uri.removeprefix("neo4j://").rpartition("@")
    problem = told(f"bolt://{user_and_password}x@{host}")
    assert problem.text == "error.store_unreachable.login"


def test_a_database_that_is_not_there_is_told(neo4j_uri: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_DATABASE", "nosuch")
    problem = told(neo4j_uri)
    assert (problem.text, problem.values["database"]) == ("error.store_unreachable.database", "nosuch")


def test_user_and_password_come_from_the_environment(neo4j_uri: str, monkeypatch: pytest.MonkeyPatch) -> None:
    login, _, host = neo4j_uri.removeprefix("neo4j://").rpartition("@")
    user, _, password = login.partition(":")
    monkeypatch.setenv("NEO4J_USERNAME", user)
    monkeypatch.setenv("NEO4J_PASSWORD", password)
    with GraphStore.open(f"bolt://{host}") as store:
        assert store.about()["version"].startswith(("5.26", "2"))


def test_the_address_is_that_of_the_environment_where_none_is_given(
    embedded_uri: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_URI", embedded_uri)
    with GraphStore.open() as store:
        assert store.about()["uri"] == embedded_uri


def test_finding_needs_no_tables(embedded_uri: str) -> None:
    program = (
        "import sys; from graph.store.bolt import GraphStore\n"
        f"with GraphStore.open({embedded_uri!r}) as store: store.find('ww'); store.show('x'); store.named('x')\n"
        "print(sorted({'pandas', 'numpy', 'networkx', 'streamlit'} & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert said.stdout == "[]\n"
