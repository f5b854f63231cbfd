"""Every file of the catalogue: it runs on every engine, keeps its promise, and names only what the model declares."""

from __future__ import annotations

import re
from typing import Any

import pytest

from graph.model.kinds import NODES, READ_NODES, STORED, STORED_TIES
from graph.model.network import Network
from graph.store import bolt, catalogue, commands
from graph.store.statements import FOLDER, statements
from graph.store.transaction import Run

OURS = {"Store", "Gate", "Change"}  # the store's own bookkeeping
PROPERTIES = {
    "Store": {"id", "revision", "open", "schema", "lock"},
    "Gate": {"id", "owner", "import", "beat", "lock"},
    "Change": {
        "id", "at", "by", "what", "kind", "subject", "name", "summary", "source", "revision", "undoes", "undone_by",
        "import", "counts", "touched", "body", "lock",
    },
}  # fmt: skip
SYSTEM = {"id", "rev", "changed", "lock", "search", "created_at", "updated_at"}
GIVEN: dict[str, Any] = {
    "ids": [f"{kind} 1" for kind in NODES], "keys": [["nobody", "nobody"]], "rows": [], "entry": {"id": "one"},
    "revision": 1, "open": [], "import": -1, "most": 10, "top": 10, "above": 0, "at": 0, "text": "nobody",
    "id": "nobody", "first": "A", "last": "z", "by": "nobody", "token": "t", "owner": "", "schema": "none",
}  # fmt: skip
NAMES = catalogue.names()


def test_the_files_are_what_the_model_says() -> None:
    said = statements()
    there = {name: (FOLDER / f"{name}.cypher").read_text(encoding="utf-8") for name in said}
    assert there == said, "run: python -m graph.store.statements"


def test_no_file_is_left_over() -> None:
    kinds = {kind.lower() for kind in STORED}
    generated = {name for name in NAMES if name.rpartition("/")[2] in kinds}
    assert generated == set(statements())


def test_they_name_only_what_the_model_declares() -> None:
    assert {name: odd for name in NAMES if (odd := undeclared(catalogue.query(name).body))} == {}


def undeclared(body: str) -> set[str]:
    """Labels, types and properties in a query that neither the model nor the store's bookkeeping has."""
    body = re.sub(r"'[^']*'", "''", body)
    labels = set(re.findall(r"(?<=[\w(\[|]):([A-Z]\w*)", body)) | set(re.findall(r"\[:([A-Z_]+)", body))
    fields = [{f.name for f in STORED[label].fields} for label in labels if label in STORED]
    allowed = SYSTEM.union(*fields, *(PROPERTIES[label] for label in labels & OURS))
    used = set(re.findall(r"\b[a-z]\d?\.(\w+)", body))
    used |= {key for part in re.findall(r"\{([^{}]*)\}", body) for key in re.findall(r"(\w+):", part)}
    return (labels - {*STORED, *OURS}) | (used - allowed)


def test_lists_come_in_a_chosen_order() -> None:
    ordered = re.compile("ORDER BY|collect\\(|count\\(|LIMIT 1$")
    reads = [name for name in NAMES if name.startswith("read/")]
    assert [name for name in reads if not ordered.search(catalogue.query(name).body)] == []


def every_kind() -> Network:
    """Two of each kind of node, and a tie of each kind between all the kinds it joins."""
    called = {kind: {"name": "x"} if "name" in node.field else {} for kind, node in NODES.items()}
    nodes: dict[str, Any] = {kind: [{"id": f"{kind} {i}", **called[kind]} for i in (1, 2)] for kind in READ_NODES}
    ties = {
        name: [{"from_id": f"{start} 1", "to_id": f"{end} 2"} for start in tie.start for end in tie.end]
        for name, tie in STORED_TIES.items()
    }
    return Network.of(**nodes, **ties)


def test_every_query_runs_and_gives_the_columns_it_promises(store: bolt.GraphStore) -> None:
    store.apply(commands.load(every_kind(), "me"))
    names_none = [] if store.about()["uri"].startswith("embedded:") else None  # it names none when there is no row
    wrong = {}
    for name in NAMES:
        found, promised = columns(store._link, name), list(catalogue.query(name).returns)
        if not name.startswith("schema/") and found not in (promised, names_none):
            wrong[name] = found
    assert wrong == {}


def columns(link: bolt.Connection, name: str) -> list[str]:
    """The columns that a query really gives; whatever it writes is rolled back."""
    query = catalogue.query(name)
    access = "WRITE" if query.writes else "READ"
    with (
        link._driver.session(database=link._database, default_access_mode=access) as session,
        session.begin_transaction() as tx,
    ):
        result = tx.run(query.body, {param: GIVEN[param] for param in query.params})  # type: ignore[arg-type]
        keys = list(result.keys())
        result.consume()
        tx.rollback()
    return keys


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("MATCH (n) RETURN n", "says nowhere"),
        ("// One.\nMATCH (n {id: $id}) RETURN n", r"takes \$id"),
        ("// One.\n// param  id  string  of it\nMATCH (n) RETURN n", r"takes \$id"),
        ("// One.\nMATCH (n) SET n.x = 1 RETURN n", "writes"),
        ("// One.\n// param  id  uuid  of it\nMATCH (n {id: $id}) RETURN n", "type uuid"),
    ],
)
def test_a_file_that_breaks_the_rules_is_refused(text: str, problem: str) -> None:
    with pytest.raises(catalogue.BadQuery, match=problem):
        catalogue.parsed("read/bad", text)


def test_every_tie_can_be_drawn_between_all_the_kinds_it_joins(store: bolt.GraphStore) -> None:
    network = every_kind()
    store.apply(commands.load(network, "me"))
    assert store.read() == network
    for name in STORED_TIES:
        for id_ in network[name]["id"]:
            store.apply(commands.remove(network, name, id_, "me"))
    assert {name: n for name, n in store.read().counts().items() if n} == dict.fromkeys(READ_NODES, 2)


def test_values_never_become_cypher(store: bolt.GraphStore) -> None:
    hostile = "'}) DETACH DELETE n // $id `x` \\u0027 {{}}"
    store.apply(commands.add("Person", {"id": hostile, "name": hostile, "lawful_basis": "consent"}, hostile))
    assert (store.show(hostile) or {})["row"]["name"] == hostile
    assert [found["id"] for found in store.named(hostile)] == [hostile]
    assert [found["id"] for found in store.find("'}) DETACH DELETE")] == [hostile]


def test_a_query_of_the_catalogue_is_all_that_runs(store: bolt.GraphStore) -> None:
    def ask(run: Run) -> None:
        run("read/nothing_of_that_name")

    with pytest.raises(catalogue.BadQuery):
        store._link.read(ask)
