"""A graph as arrays whose nodes have names: what networkx and edge tables are turned into, and back."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graph.engine.csr import CSR, Nodes

Numbers = NDArray[Any]
WHOLE = 2**53  # up to here sums of whole numbers are exact


@dataclass(eq=False)
class Labelled:
    """`csr` with a label a node, the ends `a`, `b` of each tie, and for each attribute a number ≥ 0 a tie.

    Never changed once made; networkx dispatches on it. Whole attributes stay whole, so that lengths do too.
    """

    csr: CSR
    labels: Sequence[Hashable]
    a: Nodes
    b: Nodes
    numbers: Mapping[str, Numbers] = field(default_factory=dict)

    __networkx_backend__ = "guanxi"

    def __post_init__(self) -> None:
        self.__networkx_cache__: dict[str, Any] = {}
        self._weighed: dict[str, CSR] = {}

    @classmethod
    def of(cls, graph: Any, attributes: Mapping[str, float] | None) -> Labelled:
        """Of a networkx graph without parallel edges; `attributes` and what counts where an edge has none.

        None keeps whatever attributes there are, each of which every edge must have. NotImplementedError names the
        first edge where one is not a number ≥ 0, and a sum that would not be exact.
        """
        labels = list(graph)
        rows: list[Mapping[Hashable, Mapping[str, Any]]] = [row for _, row in graph.adjacency()]
        place = dict(zip(labels, range(len(labels)), strict=True))
        sizes = np.fromiter(map(len, rows), np.int64, len(rows))
        a = np.repeat(np.arange(len(labels), dtype=np.int32), sizes)
        b = np.fromiter(map(place.__getitem__, chain.from_iterable(rows)), np.int32, int(sizes.sum()))
        once = slice(None) if graph.is_directed() else a <= b  # as networkx lists them
        edges = [edge for row in rows for edge in row.values()] if attributes is None or attributes else []
        wanted = {name: None for edge in edges for name in edge} if attributes is None else attributes
        found = cls(CSR.build(len(labels), a[once], b[once], directed=graph.is_directed()), labels, a[once], b[once])
        found.numbers = {
            name: found._checked(name, _array([edge.get(name, default) for edge in edges])[once])
            for name, default in wanted.items()
        }
        found.__dict__["place"] = place
        return found

    def _checked(self, name: str, numbers: Numbers) -> Numbers:
        """The numbers, if the engine takes them."""
        if numbers.dtype.kind not in "iufb":
            raise NotImplementedError(f"the attribute {name!r} is not a number on every edge")
        for tie in np.flatnonzero(~(numbers >= 0) | np.isinf(numbers))[:1]:
            edge = self.labels[self.a[tie]], self.labels[self.b[tie]]
            raise NotImplementedError(f"edge {edge!r}: {name} is {numbers[tie]}, not a number of 0 or more")
        if numbers.dtype.kind == "f":
            return numbers
        if numbers.sum(dtype=float) > WHOLE:
            raise NotImplementedError(f"sums of {name!r} would not be exact")
        return numbers.astype(np.int64)

    @cached_property
    def place(self) -> Mapping[Any, int]:
        """The number of each label."""
        return dict(zip(self.labels, range(len(self.labels)), strict=True))

    @cached_property
    def self_tied(self) -> bool:
        """Whether anybody is tied to themselves."""
        return bool((self.a == self.b).any())

    def weighed(self, attribute: str | None) -> CSR:
        """The arrays with that attribute as weight; without weights (1 each) where no tie has it."""
        if attribute is None or attribute not in self.numbers:
            return self.csr
        if attribute not in self._weighed:
            self._weighed[attribute] = self.csr.weighing(self.numbers[attribute])
        return self._weighed[attribute]

    def whole(self, attribute: str | None) -> bool:
        """Whether lengths by that attribute are whole numbers."""
        return attribute is None or attribute not in self.numbers or self.numbers[attribute].dtype.kind == "i"

    def pairs(self, ties: Any = slice(None)) -> list[tuple[Hashable, Hashable]]:
        """The labels of both ends of each tie, or of the ties of those numbers."""
        labels = self.labels
        return [(labels[a], labels[b]) for a, b in zip(self.a[ties].tolist(), self.b[ties].tolist(), strict=True)]

    def as_networkx(self) -> Any:
        """The same graph as networkx's own, with the attributes that were kept."""
        graph: Any = nx.DiGraph() if self.csr.directed else nx.Graph()
        graph.add_nodes_from(self.labels)
        pairs = self.pairs()
        graph.add_edges_from(pairs)
        for name, numbers in self.numbers.items():
            nx.set_edge_attributes(graph, dict(zip(pairs, numbers.tolist(), strict=True)), name)
        return graph

    def is_directed(self) -> bool:
        return self.csr.directed

    def is_multigraph(self) -> bool:
        return False

    def number_of_nodes(self) -> int:
        return self.csr.n

    def number_of_edges(self) -> int:
        return self.csr.ties

    def __len__(self) -> int:
        return self.csr.n

    def __iter__(self) -> Iterator[Hashable]:
        return iter(self.labels)

    def __contains__(self, node: object) -> bool:
        try:
            return node in self.place
        except TypeError:
            return False


def _array(values: list[Any]) -> Numbers:
    """One-dimensional, whatever it holds."""
    if not values:
        return np.empty(0, np.int64)
    try:
        found = np.array(values)
    except ValueError:
        return np.full(len(values), None)
    return found if found.ndim == 1 else np.full(len(values), None)
