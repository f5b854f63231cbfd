"""Measures of a table of edges, pandas, Arrow or Parquet: a number for every id, without networkx.

>>> import pandas as pd
>>> import graph.engine
>>> ties = pd.DataFrame({"from_id": ["ana", "ben"], "to_id": ["ben", "cara"]})
>>> graph.engine.in_degree(ties).to_dict()
{'ana': 0, 'ben': 1, 'cara': 1}
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from graph.engine import MEASURES, centrality, choose, local, near, reach, spark, starts, tables, traverse, votes
from graph.engine.csr import CSR
from graph.engine.leaders import top_betweenness
from graph.engine.tables import Columns
from graph.model.errors import BadValue, NotFound

STRENGTH, LENGTH, CHANCE, NONE = "sum", "min", "max", ""


class Measure(NamedTuple):
    """How a number a node comes from the arrays, and how the weights of rows between the same two are put together.

    `members`: the number is that of a node, and the id of it is meant. `chosen`: the measure gives some nodes and a
    number for each. `ids` names the settings that are ids. `more` tells the bytes that the settings take besides.
    `positive`: a weight of 0 means nothing to it.
    """

    of: Callable[..., Any]
    weights: str = NONE
    members: bool = False
    chosen: bool = False
    ids: tuple[str, ...] = ()
    more: Callable[..., int] | None = None
    positive: bool = False


def _weighted(of: Callable[..., Any]) -> Callable[..., Any]:
    def measured(csr: CSR, **settings: Any) -> Any:
        return of(csr, weighted=csr.weight is not None, **settings)

    return measured


def shortest_path_length(
    csr: CSR, *, weighted: bool = False, sources: ArrayLike = (), cutoff: float | None = None
) -> NDArray[np.float64]:
    """How far each node is from the nearest of `sources` along the arrows: ties, or lengths; inf where none reaches it.

    Nothing further than `cutoff` counts as reached. networkx `multi_source_dijkstra_path_length`.
    """
    far = traverse.distances(csr, sources, weighted, cutoff).astype(np.float64)
    return np.where(far < 0, np.inf, far)


ABOUT = {
    "authorities": Measure(_weighted(lambda csr, **more: centrality.hits(csr, **more)[1]), STRENGTH),
    "betweenness_centrality": Measure(_weighted(centrality.betweenness), LENGTH, positive=True),
    "closeness_centrality": Measure(_weighted(centrality.closeness), LENGTH),
    "clustering": Measure(local.clustering),
    "connected_components": Measure(traverse.components, members=True),
    "constraint": Measure(_weighted(local.constraint), STRENGTH),
    "core_number": Measure(traverse.core_numbers),
    "degree": Measure(local.degree),
    "descendants": Measure(lambda csr, **more: reach.descendants(csr, **more).count),
    "effective_size": Measure(_weighted(local.effective_size), STRENGTH),
    "eigenvector_centrality": Measure(_weighted(centrality.eigenvector), STRENGTH),
    "harmonic_centrality": Measure(_weighted(centrality.harmonic), LENGTH),
    "hubs": Measure(_weighted(lambda csr, **more: centrality.hits(csr, **more)[0]), STRENGTH),
    "in_degree": Measure(partial(local.degree, direction="in")),
    "katz_centrality": Measure(_weighted(centrality.katz), STRENGTH),
    "label_propagation": Measure(votes.label_propagation, members=True),
    "out_degree": Measure(partial(local.degree, direction="out")),
    "pagerank": Measure(_weighted(centrality.pagerank), STRENGTH),
    "reach_sketch": Measure(lambda csr, **more: reach.sketch(csr, **more).count),
    "seeds": Measure(starts.seeds, CHANCE, chosen=True, more=starts.sets_take),
    "shortest_path_length": Measure(_weighted(shortest_path_length), LENGTH, ids=("sources",)),
    "strength": Measure(local.strength, STRENGTH),
    "strongly_connected_components": Measure(traverse.strong_components, members=True),
    "top_betweenness": Measure(lambda csr, **more: top_betweenness(csr, **more)[:2], chosen=True),
    "triangles": Measure(local.triangles),
    "within_two": Measure(near.within_two),
}


def door(name: str) -> Callable[..., pd.Series[Any]]:
    """The measure of that name as a function of tables."""
    return partial(measured, name)


def measured(
    name: str, edges: Any, source: str = "from_id", target: str = "to_id", weight: str | None = None, *,
    directed: bool = True, nodes: Sequence[Any] | pd.Series[Any] | None = None, engine: str = choose.AUTO,
    budget: int | None = None, **settings: Any,
) -> pd.Series[Any]:  # fmt: skip
    """A number for every id of both columns and of `nodes` (who may be tied to nobody), in order of id.

    `edges` is anything whose columns are found by name (a pandas frame, an Arrow table), or the path of a Parquet file
    or folder. A row is an arrow from `source` to `target`; without `directed` a tie both ways. Rows between the same
    two are one tie: strengths add up, of lengths the shortest counts, of chances the greatest. What the number is, its
    range and its `settings` are told by the function in ABOUT; components give the id of their first member; `seeds`
    and `top_betweenness` have the chosen only, best first. No rows and no nodes: an empty Series.

    `engine`: "local" on this machine, "spark" on a cluster (`graph.engine.spark`), "auto" on this machine while the
    measure takes no more than `budget` bytes (`graph.engine.choose.memory` when None), else on the cluster. The need is
    logged before anything starts. BadValue names the first row where an end is missing or a weight is not a number of 0
    or more, and a weight that the measure does not know; Unsupported what an engine lacks.
    """
    if name not in ABOUT:
        raise BadValue("error.bad_value.choice", field="measure", value=name, allowed=list(MEASURES))
    how = ABOUT[name]
    if weight is not None and not how.weights:
        raise BadValue("error.bad_value.choice", field="weight", value=weight, allowed=["None"])
    columns = Columns(source, target, weight, directed)
    rows, needed = tables.size(edges, source)
    taken = choose.engine(engine, name, needed, budget, spark.SERVED)
    if taken == choose.LOCAL:
        table = tables.numbered(edges, columns, nodes)
        if how.positive:
            tables.above_nothing(table.weight, weight)
        csr = _ties(len(table.ids), table.a, table.b, table.weight, directed, how.weights)
        meant = _numbers(settings, how.ids, table.ids)
        if how.more is not None:
            taken = choose.engine(engine, name, needed + how.more(csr, **meant), budget, spark.SERVED)
        if taken == choose.LOCAL:
            return _series(name, how, table.ids, how.of(csr, **meant))
    with spark.edges(edges, columns, nodes, rows, how.weights) as laid:
        return _series(name, how, laid.ids, spark.measured(name, laid, budget, _numbers(settings, how.ids, laid.ids)))


def _numbers(settings: dict[str, Any], names: tuple[str, ...], ids: Any) -> dict[str, Any]:
    """The settings with node numbers for ids; NotFound for an id that no row has."""
    found = dict(settings)
    for name in set(names) & set(settings):
        asked = list(settings[name])
        place = pd.Index(ids).get_indexer(pd.Index(asked)) if asked else np.empty(0, np.int64)
        for missing in np.flatnonzero(place < 0)[:1]:
            raise NotFound("error.not_found.id", kind=name, id=asked[missing])
        found[name] = place
    return found


def _series(name: str, how: Measure, ids: Any, found: Any) -> pd.Series[Any]:
    """What was found, by id."""
    if how.chosen:
        nodes, numbers = found
        return pd.Series(numbers, index=pd.Index(np.asarray(ids)[nodes], name="id"), name=name)
    return pd.Series(np.asarray(ids)[found] if how.members else found, index=pd.Index(ids, name="id"), name=name)


def _ties(n: int, a: Any, b: Any, weight: NDArray[np.float64] | None, directed: bool, together: str) -> CSR:
    """The arrays, every pair once."""
    if not directed:
        a, b = np.minimum(a, b), np.maximum(a, b)
    rows = pd.DataFrame({"pair": a.astype(np.int64) * max(1, n) + b, "weight": 1.0 if weight is None else weight})
    pairs = rows.groupby("pair")["weight"].agg(together or "sum")
    a, b = np.divmod(pairs.index.to_numpy(dtype=np.int64), max(1, n))
    return CSR.build(n, a, b, directed=directed, weight=None if weight is None else pairs.to_numpy())
