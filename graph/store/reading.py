"""A Network out of the store: in chunks of lists, and only what changed where somebody has an older one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from graph.model.kinds import NODES, STORED, STORED_TIES
from graph.model.network import Network
from graph.store.rows import table
from graph.store.transaction import Run, Standing, standing

CHUNK = 5_000
MOST_TOUCHED = 20_000  # from here on reading everything is quicker


@dataclass(frozen=True)
class Delta:
    """What became of a network since a revision: rows as they are now, ids that are no more, and the new revision.

    When too much changed, `whole` is True and `put` is the whole network.
    """

    put: Network
    gone: dict[str, list[str]]
    revision: int
    whole: bool = False

    def onto(self, network: Network) -> Network:
        """The older network brought up to date."""
        if self.whole:
            return self.put
        base = network.without(self.gone)
        return Network({kind: _replaced(base[kind], self.put[kind]) for kind in STORED})


def _replaced(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    if not len(new):
        return old
    kept = old[~old["id"].isin(new["id"])]
    return pd.concat([kept, new], ignore_index=True).sort_values("id", ignore_index=True) if len(kept) else new


def whole(run: Run) -> tuple[Network, int]:
    """Everything, and the revision that it is of; what changes meanwhile is left for `since`."""
    now = standing(run)
    ids = {kind: run(f"read/ids/{kind.lower()}")[0][0] for kind in NODES}
    tables = {kind: table(kind, _rows(run, kind, ids[kind], now)) for kind in NODES}
    for kind, tie in STORED_TIES.items():
        if run(f"read/any/{kind.lower()}"):
            tables[kind] = table(kind, _rows(run, kind, ids[tie.start[0]], now))
    return Network(tables), now.revision


def these(run: Run, keys: Iterable[tuple[str, str, str]], now: Standing) -> Network:
    """The rows of those keys (kind, start id, id), as far as they are there."""
    wanted: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for kind, start, id_ in keys:
        wanted[kind][start if kind in STORED_TIES else id_].add(id_)
    tables = {}
    for kind, by_start in wanted.items():
        asked = {id_ for ids in by_start.values() for id_ in ids}
        rows = [row for row in _rows(run, kind, sorted(by_start), now) if row[0] in asked]
        tables[kind] = table(kind, rows)
    return Network(tables)


def since(run: Run, above: int) -> Delta:
    """What changed after that revision."""
    now = standing(run)
    if now.revision == above:
        return Delta(Network.empty(), {}, above)
    entries = run("read/touched", above=above, revision=now.revision)
    keys = {key for _, _, touched in entries for key in _triples(touched)}
    if now.revision < above or any(entry[1] for entry in entries) or len(keys) > MOST_TOUCHED:
        network, revision = whole(run)
        return Delta(network, {}, revision, whole=True)
    put = these(run, keys, now)
    there = {kind: set(put[kind]["id"]) for kind in STORED}
    gone: dict[str, list[str]] = defaultdict(list)
    for kind, _, id_ in sorted(keys):
        if id_ not in there[kind]:
            gone[kind].append(id_)
    return Delta(put, dict(gone), now.revision)


def _triples(flat: Sequence[str] | None) -> Iterator[tuple[str, str, str]]:
    parts = iter(flat or ())
    yield from zip(parts, parts, parts, strict=True)


def _rows(run: Run, kind: str, ids: Sequence[str], now: Standing) -> list[list[Any]]:
    rows: list[list[Any]] = []
    for i in range(0, len(ids), CHUNK):
        given = {"ids": ids[i : i + CHUNK], "revision": now.revision, "open": now.open}
        rows += run(f"read/{kind.lower()}", **given)[0][0]
    return rows
