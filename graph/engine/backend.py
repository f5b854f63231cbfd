"""What networkx may call here instead of its own: `nx.pagerank(G, backend="guanxi")`, for graphs with any labels.

Functions have networkx's names, parameters, errors and answers; where the engine does not serve an argument exactly it
says so beforehand (`can_run`) and networkx's own function runs. Different, and no less right: `pagerank` settles to
1e-12 whatever `tol`, in fewer rounds, so it may settle where networkx gives up; sets come in order of their first node,
strong ones sinks first; `voterank` counts votes in whole numbers, so equal ones never round apart; `hits` of separate
parts that are equally strong shares between them, where networkx takes one by chance. `effective_size` with arrows or
weights, and `constraint` with ties to oneself, stay with networkx: its two ways to the same number do not agree there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.engine import served_scores, served_ways  # noqa: F401  they fill SERVED
from graph.engine.labelled import Labelled
from graph.engine.served import SERVED

SMALL = 100  # nodes; networkx is done before a smaller graph is converted


class BackendInterface:
    """The entry point `networkx.backends`: conversion, what runs here, and every function of SERVED by its name."""

    @staticmethod
    def convert_from_nx(
        graph: Any, edge_attrs: Mapping[str, float] | None = None, node_attrs: Mapping[str, Any] | None = None,
        preserve_edge_attrs: bool = False, preserve_node_attrs: bool = False, preserve_graph_attrs: bool = False,
        name: str | None = None, graph_name: str | None = None,
    ) -> Labelled:  # fmt: skip
        """The arrays of a networkx graph, with the edge attributes asked for; with all of them when called by hand.

        NotImplementedError for parallel edges, and for attributes that are not numbers of 0 or more.
        """
        if graph.is_multigraph():
            raise NotImplementedError("guanxi has no parallel edges")
        everything = preserve_edge_attrs or name is None
        return Labelled.of(graph, None if everything else edge_attrs or {})

    @staticmethod
    def convert_to_nx(answer: Any, *, name: str | None = None) -> Any:
        """A graph as networkx's own; any other answer as it is."""
        return answer.as_networkx() if isinstance(answer, Labelled) else answer

    @staticmethod
    def can_run(name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> bool | str:
        """True, or why networkx has to do it."""
        return SERVED[name].refusal(args, kwargs) or True

    @staticmethod
    def should_run(name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> bool | str:
        """True, or why networkx would be done before the graph is converted; asked where the user did not choose."""
        graph = SERVED[name].bound(args, kwargs)["G"]
        if isinstance(graph, Labelled) or graph.__networkx_cache__.get("backends", {}).get("guanxi"):
            return True
        if SERVED[name].one_look:
            return "one look at every edge takes networkx no longer than the conversion"
        return len(graph) >= SMALL or "the graph is small"


for _name, _one in SERVED.items():
    setattr(BackendInterface, _name, staticmethod(_one.call))
