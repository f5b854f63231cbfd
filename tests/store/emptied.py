"""Emptying a store between two tests; the product itself cannot, on purpose."""

from __future__ import annotations

from graph.store import bolt
from graph.store.transaction import Run

WIPE = (
    "MATCH (n) WHERE NOT n:Store AND NOT n:Gate DETACH DELETE n",
    "MATCH (s:Store) SET s.revision = 0, s.open = []",
    "MATCH (g:Gate) SET g.owner = '', g.import = 0",
)


def empty(uri: str) -> None:
    """Take everything out of the store, the counter too."""
    link = bolt.Connection(uri)
    try:
        statements(link, *WIPE)
    finally:
        link.close()


def statements(link: bolt.Connection, *texts: str) -> list[list[object]]:
    """Run Cypher that is not in the catalogue; rows of the last one."""
    rows: list[list[object]] = []
    with link._driver.session(database=link._database) as session:
        for text in texts:
            rows = [record.values() for record in session.run(text)]  # type: ignore[arg-type]
    return rows


def in_a_read(link: bolt.Connection, name: str, **params: object) -> list[list[object]]:
    """One query of the catalogue."""

    def work(run: Run) -> list[list[object]]:
        return run(name, **params)

    return link.read(work)
