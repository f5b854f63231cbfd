"""What falls apart when one person, or one tie, is gone: people and reps in, people counted."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np

from graph.engine import cuts
from graph.engine.csr import CSR

Graph = Any


def people_in(graph: Graph) -> set[str]:
    """The nodes that are people; those that do not say what they are count as people."""
    return {who for who, kind in graph.nodes(data="kind", default="Person") if kind == "Person"}


def cut_off(graph: Graph) -> dict[str, int]:
    """People separated from the largest remaining part when one node leaves, by node; only nodes that separate any.

    The keys are the articulation points; somebody whose leaving isolates one person has 1.
    """
    names, csr, is_person = _arrays(graph)
    return _by_name(names, cuts.cut_off(csr, is_person))


def cut_off_from_us(graph: Graph) -> dict[str, int]:
    """People whom none of our reps can reach any more when one person leaves, by person; only where any are.

    `graph` is the access network; people whom we cannot reach now are not counted.
    """
    names, csr, is_person = _arrays(graph)
    return _by_name(names, cuts.cut_off_from(csr, np.flatnonzero(is_person == 0), is_person))


def bridges(graph: Graph) -> dict[tuple[str, str], int]:
    """Ties without which two parts lose touch, smaller id first, with the people on the smaller side."""
    names, csr, is_person = _arrays(graph)
    found = cuts.bridges(csr, is_person)
    ends = zip(found.a.tolist(), found.b.tolist(), found.smaller.tolist(), strict=True)
    return dict(sorted(((min(pair), max(pair)), int(n)) for a, b, n in ends for pair in [(names[a], names[b])]))


def _arrays(graph: Graph) -> tuple[list[str], CSR, Any]:
    """Ids in order, ties each once, and 1 for each node that is a person, else 0."""
    names = list(graph)
    people = people_in(graph)
    ways = nx.to_scipy_sparse_array(graph, names, weight=None, format="coo") if names else None
    a, b = ([], []) if ways is None else (ways.row[ways.row <= ways.col], ways.col[ways.row <= ways.col])
    csr = CSR.build(len(names), a, b, directed=False)
    return names, csr, np.array([float(who in people) for who in names])


def _by_name(names: list[str], found: cuts.Cuts) -> dict[str, int]:
    return {names[i]: int(n) for i, n in zip(found.nodes.tolist(), found.lost.tolist(), strict=True)}
