"""A process that imports or edits, to be killed: python importing.py import|edit URI; it says what it did."""

from __future__ import annotations

import sys

from graph.model.network import Network
from graph.store import commands, imports
from graph.store.bolt import GraphStore

PEOPLE = 3_000


def crowd(people: int = PEOPLE) -> Network:
    """So many people, each knowing the next."""
    return Network.of(
        Person=[{"id": f"p{i:05}", "name": f"人{i}", "lawful_basis": "consent"} for i in range(people)],
        KNOWS=[{"from_id": f"p{i:05}", "to_id": f"p{i + 1:05}", "strength": 1} for i in range(people - 1)],
    )


def say(news: str) -> None:
    sys.stdout.write(f"{news}\n")
    sys.stdout.flush()


def bring(store: GraphStore) -> None:
    """Import in many small transactions, saying so after each."""
    imports.WHOLE, imports.BATCH = 10, 100
    batch = imports._batch

    def told(*args: object, **more: object) -> None:
        batch(*args, **more)  # type: ignore[arg-type]
        say("batch")

    imports._batch = told
    store.apply(commands.load(crowd(), "killed"))
    say("sealed")


def edit(store: GraphStore) -> None:
    """Edit one person for ever, saying so after each edit that was acknowledged."""
    row = (store.show("ana") or {})["row"]
    for number in range(10_000):
        store.apply(commands.edit(row, "Person", "ana", {"note": str(number)}, "killed"))
        row = {**row, "note": str(number), "rev": row["rev"] + 1}
        say(str(number))


if __name__ == "__main__":
    with GraphStore.open(sys.argv[2]) as opened:
        {"import": bring, "edit": edit}[sys.argv[1]](opened)
