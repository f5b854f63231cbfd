"""A Network out of the store: in chunks of lists, and only what changed where somebody has an older one."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

import pandas as pd

from graph.model.kinds import NODES, READ_NODES, STORED, STORED_TIES, Tie
from graph.model.network import Network
from graph.store.rows import Columns, table, turned
from graph.store.transaction import LATEST, InTransaction, Run, Standing, standing

T = TypeVar("T")
CHUNK = 5_000
READERS = 2  # more only wait for each other
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


def whole(read: InTransaction, spans: bool) -> tuple[Network, int]:
    """Everything, and the revision that it is of; what changes meanwhile is left for `since`.

    Chunks are asked for side by side, so that the database works while we unpack: as spans of ids, or id by id with
    the ends of ties as numbers, whichever the engine is quicker at.
    """
    now: Standing = read(standing)
    tables = {}
    with uncollected(), ThreadPoolExecutor(READERS) as pool:
        told = _shared(pool, read, _all_ids if spans else _numbered, READ_NODES)
        ids = {kind: found for kind, (found, _) in told.items()}
        called = {number: id_ for found, numbers in told.values() for number, id_ in zip(numbers, found, strict=False)}
        ask = _span if spans else partial(_chunk, called=called)
        there = _shared(pool, read, _any, [tie.name for tie in _possible(ids)])
        starts = ids | {kind: ids[STORED_TIES[kind].start[0]] for kind, found in there.items() if found}
        chunks: dict[str, list[Future[Columns]]] = {
            kind: [pool.submit(read, partial(ask, kind=kind, ids=part, now=now)) for part in _parts(starts[kind])]
            for kind in sorted(starts, key=lambda kind: kind in NODES)  # the longest tables are made while others come
        }
        for kind in list(chunks):
            tables[kind] = table(kind, (part.result() for part in chunks.pop(kind)))
    return Network(tables), now.revision


def _shared(
    pool: ThreadPoolExecutor, read: InTransaction, ask: Callable[[Run, str], T], kinds: list[str]
) -> dict[str, T]:
    """The same question about many kinds, in one transaction a reader: beginning one costs more than the answer."""
    parts = [kinds[i::READERS] for i in range(READERS)]
    work = [pool.submit(read, partial(_asked, ask=ask, kinds=part)) for part in parts]
    found = {kind: told for one in work for kind, told in one.result().items()}
    return {kind: found[kind] for kind in kinds}


def _asked(run: Run, ask: Callable[[Run, str], T], kinds: list[str]) -> dict[str, T]:
    return {kind: ask(run, kind) for kind in kinds}


def _possible(ids: dict[str, list[str]]) -> Iterator[Tie]:
    """The ties that have something at both ends."""
    for tie in STORED_TIES.values():
        if any(ids[kind] for kind in tie.start) and any(ids[kind] for kind in tie.end):
            yield tie


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the garbage collector, which would look through millions of fresh values again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _all_ids(run: Run, kind: str) -> tuple[list[str], list[int]]:
    return list(run(f"read/ids/{kind.lower()}")[0][0]), []


def _numbered(run: Run, kind: str) -> tuple[list[str], list[int]]:
    """Every id, and the engine's number of each."""
    ids, numbers = run(f"read/inner/{kind.lower()}")[0]
    return ids, numbers


def _any(run: Run, kind: str) -> bool:
    return bool(run(f"read/any/{kind.lower()}"))


def _parts(ids: Sequence[str]) -> list[Sequence[str]]:
    return [ids[i : i + CHUNK] for i in range(0, len(ids), CHUNK)]


def _chunk(run: Run, kind: str, ids: Sequence[str], now: Standing, called: dict[int, str]) -> Columns:
    if kind in NODES:
        return turned(_listed(run, kind, ids, now))
    rows = run(f"read/inner/{kind.lower()}", ids=ids, revision=now.revision, open=now.open)[0][0]
    found = turned(rows)
    return [(*map(called.__getitem__, column),) if i in (1, 2) else column for i, column in enumerate(found)]


def _span(run: Run, kind: str, ids: Sequence[str], now: Standing) -> Columns:
    seen = {"revision": now.revision, "open": now.open}
    return turned(run(f"read/span/{kind.lower()}", first=ids[0], last=ids[-1], **seen)[0][0])


def _listed(run: Run, kind: str, ids: Sequence[str], now: Standing) -> list[list[Any]]:
    rows: list[list[Any]] = run(f"read/{kind.lower()}", ids=ids, revision=now.revision, open=now.open)[0][0]
    return rows


def these(run: Run, keys: Iterable[tuple[str, str, str]], now: Standing) -> Network:
    """The rows of those keys (kind, start id, id), as far as they are there."""
    wanted: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for kind, start, id_ in keys:
        wanted[kind][start if kind in STORED_TIES else id_].add(id_)
    tables = {}
    for kind, by_start in wanted.items():
        asked = {id_ for ids in by_start.values() for id_ in ids}
        rows = [row for part in _parts(sorted(by_start)) for row in _listed(run, kind, part, now) if row[0] in asked]
        tables[kind] = table(kind, [turned(rows)])
    return Network(tables)


def since(read: InTransaction, above: int, spans: bool) -> Delta:
    """What changed after that revision."""
    delta: Delta | None = read(partial(_changed, above=above))
    if delta is not None:
        return delta
    network, revision = whole(read, spans)
    return Delta(network, {}, revision, whole=True)


def _changed(run: Run, above: int) -> Delta | None:
    """What the journal names since then; None when that is so much that reading everything is quicker."""
    now = standing(run)
    if now.revision == above:
        return Delta(Network.empty(), {}, above)
    entries = run("read/touched", above=above, revision=now.revision)
    keys = {key for _, _, touched in entries for key in _triples(touched) if key[0] in (*READ_NODES, *STORED_TIES)}
    if now.revision < above or any(entry[1] for entry in entries) or len(keys) > MOST_TOUCHED:
        return None
    put = these(run, keys, now)
    if left := _absent(keys, put):  # gone, or written again since `now`: then as it is, and the next look has it anew
        put += these(run, left, Standing(LATEST, standing(run).open))
    gone: dict[str, list[str]] = defaultdict(list)
    for kind, _, id_ in sorted(_absent(left, put)):
        gone[kind].append(id_)
    return Delta(put, dict(gone), now.revision)


def _absent(keys: set[tuple[str, str, str]], found: Network) -> set[tuple[str, str, str]]:
    there = {kind: set(found[kind]["id"]) for kind, _, _ in keys}
    return {key for key in keys if key[2] not in there[key[0]]}


def _triples(flat: Sequence[str] | None) -> Iterator[tuple[str, str, str]]:
    parts = iter(flat or ())
    yield from zip(parts, parts, parts, strict=True)
