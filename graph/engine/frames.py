"""Measures of a table of edges, pandas or Arrow: a number for every id, without networkx.

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
from numpy.typing import NDArray

from graph.engine import MEASURES, centrality, local, near, reach, traverse
from graph.engine.csr import CSR
from graph.model.errors import BadValue

STRENGTH, LENGTH, NONE = "sum", "min", ""


class Measure(NamedTuple):
    """How a number a node comes from the arrays, and how the weights of rows between the same two are put together."""

    of: Callable[..., NDArray[Any]]
    weights: str = NONE
    members: bool = False  # the number is that of a node: the id of it is meant


def _weighted(of: Callable[..., Any]) -> Callable[..., Any]:
    def measured(csr: CSR, **settings: Any) -> Any:
        return of(csr, weighted=csr.weight is not None, **settings)

    return measured


ABOUT = {
    "authorities": Measure(_weighted(lambda csr, **more: centrality.hits(csr, **more)[1]), STRENGTH),
    "betweenness_centrality": Measure(_weighted(centrality.betweenness), LENGTH),
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
    "out_degree": Measure(partial(local.degree, direction="out")),
    "pagerank": Measure(_weighted(centrality.pagerank), STRENGTH),
    "strength": Measure(local.strength, STRENGTH),
    "strongly_connected_components": Measure(traverse.strong_components, members=True),
    "triangles": Measure(local.triangles),
    "within_two": Measure(near.within_two),
}


def door(name: str) -> Callable[..., pd.Series[Any]]:
    """The measure of that name as a function of tables."""
    return partial(measured, name)


def measured(
    name: str, edges: Any, source: str = "from_id", target: str = "to_id", weight: str | None = None, *,
    directed: bool = True, nodes: Sequence[Any] | pd.Series[Any] | None = None, **settings: Any,
) -> pd.Series[Any]:  # fmt: skip
    """A number for every id of both columns and of `nodes` (who may be tied to nobody), in order of id.

    `edges` is anything whose columns are found by name: a pandas frame, an Arrow table. A row is an arrow from `source`
    to `target`; without `directed` a tie both ways. Rows between the same two are one tie: strengths add up, of lengths
    the shortest counts. What the number is, its range and its `settings` are told by the function in ABOUT; components
    give the id of their first member. No rows and no nodes: an empty Series. BadValue names the first row where an end
    is missing or a weight is not a number of 0 or more, and a weight that the measure does not know.
    """
    if name not in ABOUT:
        raise BadValue("error.bad_value.choice", field="measure", value=name, allowed=list(MEASURES))
    how = ABOUT[name]
    if weight is not None and not how.weights:
        raise BadValue("error.bad_value.choice", field="weight", value=weight, allowed=["None"])
    ends = [_column(edges, end) for end in (source, target)]
    more = [] if nodes is None else list(nodes)
    columns = [*ends, *([pd.Series(more)] if more else [])]
    code, ids = pd.factorize(pd.concat(columns, ignore_index=True), sort=True)
    a, b = code[: len(ends[0])], code[len(ends[0]) : 2 * len(ends[0])]
    for row in np.flatnonzero((a < 0) | (b < 0))[:1]:
        raise BadValue("error.bad_value.engine_node", field=f"row {row}", value=None, allowed=[f"{source}, {target}"])
    found = how.of(_ties(len(ids), a, b, _weights(edges, weight), directed, how.weights), **settings)
    return pd.Series(np.asarray(ids)[found] if how.members else found, index=pd.Index(ids, name="id"), name=name)


def _column(edges: Any, name: str) -> pd.Series[Any]:
    found = edges[name]
    if isinstance(found, pd.Series):
        return found.reset_index(drop=True)
    return found.to_pandas() if hasattr(found, "to_pandas") else pd.Series(found)


def _weights(edges: Any, name: str | None) -> NDArray[np.float64] | None:
    """A number a row; None when none are asked for."""
    if name is None:
        return None
    found = pd.to_numeric(_column(edges, name), errors="coerce").to_numpy(dtype=np.float64, na_value=np.nan)
    for row in np.flatnonzero(~(found >= 0) | np.isinf(found))[:1]:
        value = _column(edges, name).iloc[row]
        raise BadValue("error.bad_value.engine_weight", field=f"row {row} ({name})", value=value, allowed=["≥ 0"])
    return found


def _ties(n: int, a: Any, b: Any, weight: NDArray[np.float64] | None, directed: bool, together: str) -> CSR:
    """The arrays, every pair once."""
    if not directed:
        a, b = np.minimum(a, b), np.maximum(a, b)
    rows = pd.DataFrame({"pair": a.astype(np.int64) * max(1, n) + b, "weight": 1.0 if weight is None else weight})
    pairs = rows.groupby("pair")["weight"].agg(together or "sum")
    a, b = np.divmod(pairs.index.to_numpy(dtype=np.int64), max(1, n))
    return CSR.build(n, a, b, directed=directed, weight=None if weight is None else pairs.to_numpy())
