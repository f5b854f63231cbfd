"""What the store costs beside a bare driver loop, on both engines, in one run: python bench/store.py

Bare loop: the same rows with the same properties, prepared beforehand as lists of maps, `UNWIND $rows … CREATE` in
batches of 10,000; reading as plain rows, one record a row, into lists. Ours: `GraphStore.apply` of an import (what is
known, new or changed is worked out, journalled, sealed) and `GraphStore.read` to a Network. Ratios above 1: ours is
quicker. Beside the clock stand the processor seconds of this process and the database together, which say the same
on a busy machine. Memory of a Network of a million ties is its own size, and the growth of this process.
"""

from __future__ import annotations

import argparse
import gc
import json
import logging
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import neo4j
import psutil

sys.path.insert(0, str(Path(__file__).parents[1]))

from graph.model.kinds import STORED
from graph.model.network import Network
from graph.store import commands, embedded
from graph.store.bolt import GraphStore
from graph.store.rows import wired
from graph.store.shapes import given
from tests import neo4j_server

BATCH = 10_000
READS = 4  # the first ones warm the engine up
GOALS = {"write": 0.8, "read": 3.0, "megabytes": 200}


def network(people: int, ties: int, seed: int = 7) -> Network:
    """People with names and titles, tied at random by two kinds of tie; a third of the facts is known."""
    import pandas as pd

    dice = random.Random(seed)
    ids = [f"{dice.getrandbits(64):016x}" for _ in range(people)]
    names = [
        dice.choice("王李张刘陈杨赵黄周吴") + dice.choice("伟芳娜敏静强磊军洋勇艳杰") + str(i % 97)
        for i in range(people)
    ]
    pairs = list({tuple(sorted(dice.sample(ids, 2))) for _ in range(ties + ties // 50)})[:ties]
    half = ties // 2
    return Network.of(
        Person=pd.DataFrame({"id": ids, "name": names, "powers": [("advise",)] * people}).assign(
            title="采购经理", lawful_basis="consent"
        ),
        KNOWS=tied(pairs[:half], kind="friend", strength=2, since=pd.Timestamp("2020-01-31")),
        INFLUENCES=tied(pairs[half:], strength=3, topic="预算"),
    )


def tied(pairs: list[Any], **facts: Any) -> Any:
    import pandas as pd

    table = pd.DataFrame(pairs, columns=["from_id", "to_id"])
    return table.assign(lawful_basis="consent", **facts)


def bare_rows(made: Network) -> dict[str, list[dict[str, Any]]]:
    """The same rows as maps, as a plain script would have them."""
    return {
        kind: [mapped(dict(zip(given(STORED[kind]), row, strict=True))) for row in wired(kind, table, 0)]
        for kind, table in made.items()
        if len(table)
    }


def mapped(row: dict[str, Any]) -> dict[str, Any]:
    """A tie's ends beside its facts."""
    return {"start": row.pop("from_id"), "end": row.pop("to_id"), "row": row} if "from_id" in row else row


def bare_write(driver: neo4j.Driver, rows: dict[str, list[dict[str, Any]]], database: str) -> None:
    for kind, listed in rows.items():
        create = f"UNWIND $rows AS row CREATE (n:{kind}) SET n = row"
        if "start" in listed[0]:
            create = (
                "UNWIND $rows AS row MATCH (a:Person {id: row.start}) MATCH (b:Person {id: row.end}) "
                f"CREATE (a)-[r:{kind}]->(b) SET r = row.row"
            )
        for i in range(0, len(listed), BATCH):
            driver.execute_query(create, rows=listed[i : i + BATCH], database_=database)


def bare_read(driver: neo4j.Driver, made: Network, database: str) -> int:
    found = 0
    for kind, table in made.items():
        if not len(table):
            continue
        names = [n for n in given(STORED[kind]) if n not in ("from_id", "to_id", "search")]
        ends, where = ("", f"(r:{kind})")
        if "from_id" in table:
            ends, where = "a.id, b.id, ", f"(a:Person)-[r:{kind}]->(b:Person)"
        text = f"MATCH {where} RETURN {ends}" + ", ".join(f"r.{n}" for n in names)
        with driver.session(database=database) as session:
            found += len([record.values() for record in session.run(text)])  # type: ignore[arg-type]
    return found


@dataclass(frozen=True)
class Engine:
    """One running engine: its address for us and for the driver, its login, its database and its process."""

    uri: str
    bolt: str
    user: str
    password: str
    database: str
    process: int


@contextmanager
def engines(folder: Path) -> Iterator[dict[str, Engine]]:
    """Both engines, fresh."""
    server = neo4j_server.Server(folder / "neo4j", quick=False)
    server.start()
    try:
        with embedded.running(folder / "embedded") as side:
            state = json.loads((folder / "embedded" / "server.json").read_text(encoding="utf-8"))
            bolt = f"bolt://127.0.0.1:{server.bolt}"
            assert server.process is not None
            yield {
                "embedded": Engine(
                    f"embedded:{folder / 'embedded'}", side.uri, embedded.USER, side.password, embedded.DATABASE,
                    state["server"],
                ),
                "neo4j": Engine(server.uri, bolt, "neo4j", server.password, "neo4j", server.process.pid),
            }  # fmt: skip
    finally:
        server.stop()


def timed(work: Callable[[], Any], server: psutil.Process) -> tuple[float, float]:
    """Seconds by the clock, and processor seconds of this process and the database."""
    gc.collect()
    began, before = time.perf_counter(), cpu(server)
    work()
    return time.perf_counter() - began, cpu(server) - before


def cpu(server: psutil.Process) -> float:
    return time.process_time() + sum(server.cpu_times()[:2])


def wiped(driver: neo4j.Driver, database: str) -> None:
    for text in (
        "MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 10000 ROWS",
        "MATCH (n) WHERE NOT n:Store AND NOT n:Gate CALL (n) { DELETE n } IN TRANSACTIONS OF 10000 ROWS",
    ):
        with driver.session(database=database) as session:
            session.run(text).consume()  # type: ignore[arg-type]
    driver.execute_query("MATCH (s:Store) SET s.revision = 0, s.open = []", database_=database)


def measured(at: Engine, made: Network, rounds: int) -> dict[str, float]:
    """Best of some rounds, ours and bare in turns, each on an emptied store."""
    rows, seconds = bare_rows(made), {}

    def keep(what: str, work: Callable[[], Any]) -> None:
        for name, spent in zip((what, f"{what}_cpu"), timed(work, psutil.Process(at.process)), strict=True):
            seconds[name] = min(seconds.get(name, spent), spent)

    with GraphStore.open(at.uri) as store, neo4j.GraphDatabase.driver(at.bolt, auth=(at.user, at.password)) as driver:
        for _ in range(rounds):
            wiped(driver, at.database)
            keep("bare_write", lambda: bare_write(driver, rows, at.database))
            for _ in range(READS):
                keep("bare_read", lambda: bare_read(driver, made, at.database))
            wiped(driver, at.database)
            keep("ours_write", lambda: store.apply(commands.load(made, "bench")))
            for _ in range(READS):
                keep("ours_read", store.read)
        assert store.read() == made
    for what in ("write", "read", "write_cpu", "read_cpu"):
        seconds[f"{what}_ratio"] = seconds[f"bare_{what}"] / seconds[f"ours_{what}"]
    return seconds


def memory(ties: int) -> dict[str, float]:
    """A Network of that many ties: its own size, and what this process grew by, in MB."""
    gc.collect()
    before = psutil.Process().memory_info().rss
    made = network(max(ties // 5, 2), ties)
    gc.collect()
    return {
        "ties": ties,
        "network_mb": made.nbytes() / 1e6,
        "process_mb": (psutil.Process().memory_info().rss - before) / 1e6,
    }


def main() -> None:
    logging.getLogger("neo4j").setLevel(logging.CRITICAL)
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--people", type=int, default=100_000)
    wanted.add_argument("--ties", type=int, default=500_000)
    wanted.add_argument("--rounds", type=int, default=1)
    wanted.add_argument("--memory-ties", type=int, default=1_000_000)
    wanted.add_argument("--engine", choices=("embedded", "neo4j"))
    wanted.add_argument("--out", type=Path)
    options = wanted.parse_args()
    report: dict[str, Any] = {"people": options.people, "ties": options.ties, "engines": {}}
    report["memory"] = memory(options.memory_ties) if options.memory_ties else {}
    made = network(options.people, options.ties)
    with tempfile.TemporaryDirectory() as folder, engines(Path(folder)) as both:
        for name, engine in both.items():
            if options.engine in (None, name):
                report["engines"][name] = measured(engine, made, options.rounds)
    told(report)
    if options.out:
        options.out.write_text(json.dumps(report, indent=1), encoding="utf-8")


def told(report: dict[str, Any]) -> None:
    rows = report["people"] + report["ties"]
    say = sys.stdout.write
    say(f"{report['people']:,} people, {report['ties']:,} ties: rows a second by the clock, ratio to the bare loop\n")
    say(
        f"{'engine':10}"
        + "".join(f"{what:>10} {'bare':>8} {'ratio':>6} {'by cpu':>7}" for what in ("write", "read"))
        + "\n"
    )
    for name, s in report["engines"].items():
        say(f"{name:10}")
        for what in ("write", "read"):
            ours, bare = rows / s[f"ours_{what}"], rows / s[f"bare_{what}"]
            say(f"{ours:10,.0f} {bare:8,.0f} {s[f'{what}_ratio']:6.2f} {s[f'{what}_cpu_ratio']:7.2f}")
        say("\n")
    if report["memory"]:
        say(
            "a million ties: {network_mb:.0f} MB as a Network, {process_mb:.0f} MB in the process\n".format(
                **report["memory"]
            )
        )
    say(f"goals: write {GOALS['write']}, read {GOALS['read']}, {GOALS['megabytes']} MB\n{json.dumps(report)}\n")


if __name__ == "__main__":
    main()
