"""The peers and what is asked of them, each on a graph of its own that is made once and not counted."""

from __future__ import annotations

from array import array
from importlib import import_module
from typing import Any

import numpy as np

from bench.graphs import Drawn
from graph.engine import cascade, leaders, traverse
from graph.engine.csr import CSR
from graph.engine.edits import added

PAIRS, RUNS, TOP, TOP_ERROR = 40, 2_000, 100, 0.002


def module(name: str) -> Any:
    """A peer; ImportError says how to get it."""
    try:
        return import_module(name)
    except ImportError as problem:
        raise ImportError(f"{name} is not here: pip install -e '.[peers]'") from problem


def kit(graph: Drawn, lengths: bool = False) -> Any:
    """networkit's graph, one thread."""
    nk = module("networkit")
    nk.setNumberOfThreads(1)
    nk.setSeed(1, False)
    ends = (graph.a.astype(np.uint64), graph.b.astype(np.uint64))
    if lengths:
        return graph.kept("kit weighted", lambda g: nk.GraphFromCoo(
            ((1.0 / g.strength).astype(float), ends), n=g.n, weighted=True, directed=g.directed))  # fmt: skip
    return graph.kept("kit", lambda g: nk.GraphFromCoo(ends, n=g.n, directed=g.directed))


def igraph(graph: Drawn) -> Any:
    """igraph's graph."""
    ig = module("igraph")
    return graph.kept("igraph", lambda g: ig.Graph(n=g.n, edges=np.c_[g.a, g.b].astype(np.int64), directed=g.directed))


def rust(graph: Drawn) -> Any:
    """rustworkx's graph."""
    rx = module("rustworkx")

    def make(g: Drawn) -> Any:
        found = rx.PyDiGraph() if g.directed else rx.PyGraph()
        found.add_nodes_from(range(g.n))
        found.add_edges_from_no_data(list(zip(g.a.tolist(), g.b.tolist(), strict=True)))
        return found

    return graph.kept("rust", make)


def scipy_matrix(graph: Drawn) -> Any:
    """scipy's matrix of all ways."""
    sparse = module("scipy.sparse")
    one = sparse.coo_matrix((np.ones(len(graph.a)), (graph.a, graph.b)), shape=(graph.n, graph.n)).tocsr()
    return one if graph.directed else (one + one.T).tocsr()


def kit_components(graph: Drawn) -> Any:
    return module("networkit").components.ConnectedComponents(kit(graph)).run().getPartition().getVector()


def kit_cores(graph: Drawn) -> Any:
    return module("networkit").centrality.CoreDecomposition(kit(graph)).run().scores()


def rust_closeness(graph: Drawn) -> Any:
    found = module("rustworkx").closeness_centrality(rust(graph), parallel_threshold=10**9)
    return [found[i] for i in range(graph.n)]


def igraph_harmonic(graph: Drawn) -> Any:
    return np.array(igraph(graph).harmonic_centrality(normalized=False))


def igraph_between(graph: Drawn) -> Any:
    return igraph(graph).betweenness()


def igraph_reach(graph: Drawn) -> Any:
    return np.array(igraph(graph).neighborhood_size(order=graph.n, mode="out")) - 1


def scipy_pagerank(graph: Drawn) -> Any:
    """PageRank as it is written with scipy, tolerance as ours."""
    matrix = graph.kept("scipy", scipy_matrix)
    turned = graph.kept("scipy turned", lambda _: matrix.T.tocsr())
    out = np.asarray(matrix.sum(1)).ravel()
    share_out, lost = np.where(out > 0, 1 / np.maximum(out, 1), 0), out == 0
    rank, change = np.full(graph.n, 1 / graph.n), 1.0
    while change > 1e-8:
        new = 0.85 * (turned @ (rank * share_out) + rank[lost].sum() / graph.n) + 0.15 / graph.n
        rank, change = new, float(np.abs(new - rank).sum())
    return rank


def pairs(graph: Drawn) -> Any:
    """Forty pairs of nodes."""
    return np.random.default_rng(5).choice(graph.n, 2 * PAIRS, replace=False).reshape(-1, 2)


def ours_pairs(graph: Drawn) -> Any:
    finder = graph.kept("finder", lambda g: traverse.Finder(g.lengths, weighted=True))
    return [finder.path(int(a), int(b)).length for a, b in pairs(graph)]


def kit_pairs(graph: Drawn) -> Any:
    far, net = module("networkit").distance, kit(graph, lengths=True)
    return [far.BidirectionalDijkstra(net, int(a), int(b)).run().getDistance() for a, b in pairs(graph)]


def ours_top(graph: Drawn) -> Any:
    return leaders.top_betweenness(graph.csr, k=TOP, error=TOP_ERROR, threads=1).nodes.tolist()


def kit_top(graph: Drawn) -> Any:
    """KADABRA; as sure as ours, of the same error."""
    found = module("networkit").centrality.KadabraBetweenness(kit(graph), TOP_ERROR, 0.1, False, TOP)
    return found.run().topkNodesList()[:TOP]


def kit_circles(graph: Drawn) -> float:
    nk, net = module("networkit"), kit(graph)
    found = nk.community.PLM(net, refine=True, par="none").run().getPartition()
    return float(nk.community.Modularity().getQuality(found, net))


def kit_descendants(graph: Drawn) -> Any:
    found = module("networkit").reachability.ReachableNodes(kit(graph), exact=True).run()
    return np.array([found.numberOfReachableNodes(i) for i in range(graph.n)]) - 1


def weighted_cascade(graph: Drawn) -> Any:
    return graph.kept("chances", lambda g: cascade.chances_by_indegree(g.both))


def seeds(graph: Drawn, sets: int = 500_000) -> Any:
    """Fifty people to start at, by our own way."""
    return cascade.seeds(graph.both, weighted_cascade(graph), 50, epsilon=0.1, sets=sets, threads=1).nodes


def few_seeds(graph: Drawn, threads: int = 1) -> Any:
    """The same with no more sets than the bound asks for."""
    return cascade.seeds(graph.both, weighted_cascade(graph), 50, epsilon=0.1, sets=10_000, threads=threads).nodes


def by_two_threads(graph: Drawn) -> Any:
    return few_seeds(graph, 2)


def giant_seeds(graph: Drawn) -> Any:
    """Fifty people to start at where cascades reach most of the graph."""
    return cascade.seeds(graph.both, 0.1, 50, epsilon=0.1, threads=1).nodes


def spread_known(_: Drawn) -> float:
    """The most that 50 seeds on social_M are known to reach by weighted cascades: 2,000,000 reverse sets."""
    return 13_430.0


def giant_known(_: Drawn) -> float:
    """What SUBSIM with HIST told for social_M and p = 0.1."""
    return 69_026.0


def net_im(graph: Drawn) -> Any:
    """pynetim's graph with the same chances."""
    make = module("pynetim").IMGraph
    tail, head = graph.both.tail, graph.both.to
    ties = list(zip(tail.tolist(), head.tolist(), strict=True))
    chances = weighted_cascade(graph).tolist()
    return graph.kept("pynetim", lambda _: make(ties, weights=chances, directed=True, renumber=False))


def opim_seeds(graph: Drawn) -> Any:
    return module("pynetim.algorithms").OPIMCAlgorithm(net_im(graph), "IC", random_seed=1).run(50, 0.1)


def judged(graph: Drawn, nodes: Any, p: float | None = None, runs: int = RUNS) -> float:
    """What a seed set reaches, by forward cascades: of weighted cascades, or with one chance for all."""
    chance = weighted_cascade(graph) if p is None else p
    return float(cascade.spread(graph.both, chance, list(nodes), runs, seed=9).expected)


def first_degree(graph: Drawn) -> Any:
    return np.argsort(-graph.both.degree, kind="stable")[:50]


def cynet(graph: Drawn) -> Any:
    """cynetdiff's model with the same chances."""
    model, both = module("cynetdiff.models").IndependentCascadeModel, graph.both

    def make(g: Drawn) -> Any:
        starts, ends = array("I", both.start[:-1].tolist()), array("I", both.to.tolist())
        return model(starts, ends, activation_probs=array("f", weighted_cascade(g).tolist()))

    return graph.kept("cynet", make)


def cynet_spread(graph: Drawn) -> float:
    found, total = cynet(graph), 0
    found.set_seeds([int(one) for one in first_degree(graph)])
    for _ in range(RUNS):
        found.reset_model()
        found.advance_until_completion()
        total += found.get_num_activated_nodes()
    return total / RUNS


def ours_spread(graph: Drawn) -> float:
    return float(cascade.spread(graph.both, weighted_cascade(graph), first_degree(graph), RUNS, threads=1).expected)


def what_if(graph: Drawn) -> float:
    """One person more among fifty, from sets drawn before."""
    known = graph.kept("oracle", lambda g: cascade.oracle(g.both, weighted_cascade(g), 500_000))
    order = np.argsort(-graph.both.degree, kind="stable")
    return float(known.spread(order[:51]).expected)


def what_if_anew(graph: Drawn) -> float:
    """The same by forward cascades, 1 % error or less."""
    order = np.argsort(-graph.both.degree, kind="stable")
    return float(cascade.spread(graph.both, weighted_cascade(graph), order[:51], RUNS, seed=3, threads=1).expected)


def edited(graph: Drawn) -> CSR:
    return added(graph.csr, [3], [5])


def built_anew(graph: Drawn) -> CSR:
    return CSR.build(graph.n, np.r_[graph.a, 3], np.r_[graph.b, 5], directed=graph.directed)
