"""Who should be told first so that most are reached: spread of a set, the best set, and one-hop coverage."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from graph.engine.csr import CSR, Floats, Nodes
from graph.engine.draws import (
    MODELS,
    Passing,
    Sets,
    checked_nodes,
    checked_values,
    forward_runs,
    reverse_sets,
)
from graph.engine.oracle import MOST_LOOKS, Chosen, Estimate, Oracle, Z
from graph.engine.work import Watch
from graph.model.errors import BadValue

__all__ = [
    "MODELS", "Chosen", "Covering", "Estimate", "Oracle", "Passing", "Plan", "chances_by_indegree", "cover_steps",
    "oracle", "reach_of_one", "seeds", "spread",
]  # fmt: skip

SETS = 500_000  # drawn at least; fewer lose to plain degree (performance.md 0.3)
ENTRIES = 4_000_000  # kept at most: 8 bytes each with the index
TRIED = 64  # sets drawn to see how large they are
ROUNDS = 5
EXACT_UP_TO = 3
SEARCHED = 50_000  # sets on which all sets of few people are tried


@dataclass(frozen=True)
class Plan:
    """The best set found. `nodes` in order with what each adds (`gains`) and what they reach so far (`steps`).

    `by` says which way of choosing won: "ris", "exact" (all tried) or a candidate's name, all judged on an
    independent sample, which `judge` answers from. `bound` is the share of the best possible that this set has at
    least, `sure` that much; `reached` whether the bound asked for was met. `sets` were drawn to choose,
    `judge_sets` to judge.
    """

    nodes: Nodes
    gains: Floats
    steps: list[Estimate]
    by: str
    bound: float
    sure: float
    reached: bool
    sets: int
    judge_sets: int
    judge: Oracle

    @property
    def spread(self) -> Estimate:
        """What the whole set reaches, themselves included."""
        return self.steps[-1] if self.steps else Estimate(0.0, 0.0, 0.0)


class Covering(NamedTuple):
    """`k` nodes and what each adds; `best` when no other `k` cover more, else at least `bound` of the best."""

    nodes: Nodes
    gains: Floats
    best: bool
    bound: float
    oracle: Oracle


def chances_by_indegree(csr: CSR) -> Floats:
    """One chance a way, 1 ÷ how many ways lead to the same node ("weighted cascade", Kempe et al. 2003)."""
    return 1.0 / np.bincount(csr.to, minlength=csr.n)[csr.to] if csr.ways else np.empty(0)


def spread(
    csr: CSR,
    p: float | ArrayLike,
    seeds: ArrayLike,
    runs: int = 1000,
    seed: int = 1,
    values: ArrayLike | None = None,
    *,
    model: str = "cascade",
    steps: int | None = None,
    threads: int | None = None,
    watch: Watch | None = None,
) -> Estimate:
    """Mean value that `runs` forward cascades from `seeds` reach, seeds included, with a 90 % interval of the mean.

    Ways lead from tail to head; `p` and `model` as in `Passing`; `values` one number ≥ 0 a node, 1 each by default;
    `steps` how far it goes at most. No seeds reach 0. Same seed, same answer, whatever the threads.
    """
    if runs < 1:
        raise BadValue("error.bad_value.engine_value", field="runs", value=runs, allowed=["≥ 1"])
    start, worth = checked_nodes(csr.n, seeds), checked_values(csr.n, values)
    total, squares = forward_runs(Passing(csr, p, model), start, runs, seed, worth, steps, threads, watch)
    mean = total / runs
    half = Z * math.sqrt(max(squares / runs - mean * mean, 0.0) / runs)
    return Estimate(mean, max(mean - half, float(worth[start].sum())), mean + half)


def reach_of_one(
    csr: CSR, p: float | ArrayLike, runs: int = 10_000, seed: int = 1, *, steps: int | None = None,
    entries: int = ENTRIES, threads: int | None = None,
) -> Estimate:  # fmt: skip
    """Mean number of people that somebody picked at random reaches, themselves included; NaN for an empty graph.

    Equals the mean number of people who would reach somebody picked at random, and is counted so: `runs` times, or
    until `entries` people were counted.
    """
    if not csr.n:
        return Estimate(math.nan, math.nan, math.nan)
    sample = _Sample(Passing(csr, p), np.ones(csr.n), seed, steps, threads)
    sizes = np.diff(sample.oracle(runs, entries, None).sets.where)
    half = Z * float(sizes.std()) / math.sqrt(len(sizes))
    return Estimate(float(sizes.mean()), max(1.0, float(sizes.mean()) - half), float(sizes.mean()) + half)


def oracle(
    csr: CSR,
    p: float | ArrayLike,
    sets: int = SETS,
    seed: int = 1,
    values: ArrayLike | None = None,
    *,
    model: str = "cascade",
    steps: int | None = None,
    entries: int = ENTRIES,
    threads: int | None = None,
    watch: Watch | None = None,
) -> Oracle:
    """Reverse sets that answer for any set of nodes afterwards; fewer than `sets` where they pass `entries`.

    Memory: 8 bytes an entry and 17 a set. An empty graph, or values all 0, gives an oracle that knows nothing (NaN).
    """
    worth = checked_values(csr.n, values)
    return _Sample(Passing(csr, p, model), worth, seed, steps, threads).oracle(sets, entries, watch)


def seeds(
    csr: CSR,
    p: float | ArrayLike,
    k: int | None = None,
    *,
    budget: float | None = None,
    costs: ArrayLike | None = None,
    values: ArrayLike | None = None,
    allowed: NDArray[np.bool_] | None = None,
    orders: Mapping[str, ArrayLike] | None = None,
    model: str = "cascade",
    steps: int | None = None,
    epsilon: float = 0.1,
    seed: int = 1,
    sets: int = SETS,
    entries: int = ENTRIES,
    threads: int | None = None,
    watch: Watch | None = None,
) -> Plan:
    """The nodes to start at so that the expected value reached is greatest: `k` of them, or all a `budget` pays for.

    `costs` are one number ≥ 0 a node (1 each by default), `allowed` says who may be chosen (all by default; anybody
    may be reached), `orders` are candidates by name, best node first, that are judged beside the set found; the order
    by expected degree always is. Doubles the sets until the share 1 - 1/e - `epsilon` of the best is sure, or
    `entries` are used up. No allowed node: an empty plan. Source: Tang, Tang, Xiao and Yuan 2018 (OPIM-C).
    """
    worth = checked_values(csr.n, values)
    price = None if costs is None else checked_values(csr.n, costs, "costs")
    if price is None and budget is not None:
        price = np.ones(csr.n)
    free = np.ones(csr.n, dtype=bool) if allowed is None else np.array(allowed, dtype=bool)
    passing = Passing(csr, p, model)
    ranked = {"degree": np.lexsort((np.arange(csr.n), -passing.expected_degree)), **(orders or {})}
    choosing, judging = (_Sample(passing, worth, 2 * seed + part, steps, threads) for part in (0, 1))
    goal, failing = 1 - 1 / math.e - epsilon, 1 / max(csr.n, 2)
    slack = math.log(2 * ROUNDS * (len(ranked) + 2) / failing)
    for turn in range(ROUNDS):
        first = choosing.oracle(sets << turn, entries, _part(watch, turn, 0))
        judge = judging.oracle(sets << turn >> 1, entries // 2, _part(watch, turn, 1))
        chosen = first.select(k, budget=budget, costs=price, allowed=free)
        tried = {"ris": np.r_[chosen.nodes, ranked["degree"]], **_searched(first, k, budget, free), **ranked}
        by, nodes = _judged(judge, tried, free, price, k, budget)
        bound = _bound(chosen.most, first, judge.reached(nodes), judge, slack)
        reached = bound >= goal
        if reached or len(first.weight) < sets << turn:
            break
    steps_so_far = judge.spreads(nodes)
    gains = np.diff([0.0, *(one.expected for one in steps_so_far)])
    drawn = len(first.weight), len(judge.weight)
    return Plan(nodes, gains, steps_so_far, by, bound, 1 - failing, reached, *drawn, judge)


def cover_steps(
    csr: CSR,
    k: int | None,
    steps: int = 1,
    *,
    budget: float | None = None,
    costs: ArrayLike | None = None,
    values: ArrayLike | None = None,
    allowed: NDArray[np.bool_] | None = None,
    exact_up_to: int = EXACT_UP_TO,
    seed: int = 1,
    entries: int = ENTRIES,
    threads: int | None = None,
) -> Covering:
    """The `k` nodes whose closed neighbourhoods within `steps` ways (outward) hold most nodes, or most value.

    With a `budget` as many as it pays for at `costs` (one number ≥ 0 a node, 1 each by default), `k` at most.
    The best of all for k up to `exact_up_to` where trying them takes about a second at most, else the greedy set
    (63 % of the best at least). Neighbourhoods are counted; where they hold more than `entries` nodes in all, those
    of people drawn at random are, and the oracle says so (`exact` False). Fewer than `k` when everybody is covered.
    """
    free = np.ones(csr.n, dtype=bool) if allowed is None else np.array(allowed, dtype=bool)
    found = _neighbourhoods(csr, steps, checked_values(csr.n, values), seed, entries, threads)
    price = checked_values(csr.n, costs, "costs") if costs is not None and budget is not None else None
    chosen = found.select(k, budget=budget, costs=price, allowed=free)
    few = k is not None and k <= exact_up_to and budget is None and found.exact
    best = found.best(k, free) if few and k is not None else None
    nodes = chosen.nodes if best is None else best
    gains = np.diff([0.0, *(one.expected for one in found.spreads(nodes))])
    whole = found.exact and (best is not None or gains.sum() >= chosen.most)
    return Covering(nodes, gains, bool(whole), float(gains.sum() / chosen.most) if chosen.most else 1.0, found)


def _neighbourhoods(csr: CSR, steps: int, worth: Floats, seed: int, entries: int, threads: int | None) -> Oracle:
    """Who has each node within so many steps: of all nodes, or of a sample where those would be too many."""
    sample = _Sample(Passing(csr, 1.0), worth, seed, steps, threads)
    if csr.n + csr.ways > entries or (steps > 1 and sample.mean * csr.n > entries):
        return sample.oracle(SETS, entries, None)
    every = reverse_sets(sample.passing, 0, csr.n, seed, steps=steps, every=True, mean=sample.mean, threads=threads)
    return Oracle(csr.n, every, worth, 1.0, True)


class _Sample:
    """Reverse sets of one seed that can be drawn on: those drawn once are kept."""

    def __init__(self, passing: Passing, worth: Floats, seed: int, steps: int | None, threads: int | None) -> None:
        self.passing, self.seed, self.steps, self.threads = passing, seed, steps, threads
        self.total = float(worth.sum())
        self.values = None if (worth == 1.0).all() else worth
        self.drawn = Sets(np.zeros(1, np.int64), np.empty(0, np.int32))
        if self.total > 0:
            self._draw(TRIED, None)
        self.mean = len(self.drawn.who) / TRIED

    def oracle(self, sets: int, entries: int, watch: Watch | None) -> Oracle:
        """An oracle of so many sets, or of as many as fit into `entries`; the first 64 always are."""
        if self.total > 0:
            self._draw(min(sets, max(TRIED, int(entries / self.mean))), watch)
        have = len(self.drawn.where) - 1
        return Oracle(self.passing.n, self.drawn, np.ones(have), self.total / max(have, 1), False)

    def _draw(self, sets: int, watch: Watch | None) -> None:
        have = len(self.drawn.where) - 1
        if sets > have:
            self.drawn = reverse_sets(
                self.passing, have, sets, self.seed, values=self.values, steps=self.steps,
                mean=len(self.drawn.who) / max(have, 1), threads=self.threads, watch=watch, after=self.drawn,
            )  # fmt: skip


def _part(watch: Watch | None, turn: int, part: int) -> Watch | None:
    """Progress of one of the samples of a round as progress of the whole; later rounds rarely come."""
    if watch is None:
        return None
    told = watch
    behind = 1 - 0.5**turn
    return lambda share: told(behind + 0.5 ** (turn + 1) * (2 * part + share * (2 - part)) / 3)


def _searched(first: Oracle, k: int | None, budget: float | None, free: NDArray[np.bool_]) -> dict[str, Nodes]:
    """The best few of all on some of the sets, where there are few to try."""
    if k is None or k > EXACT_UP_TO or budget is not None or not len(first.weight):
        return {}
    some = min(SEARCHED, len(first.weight))
    where = first.sets.where[: some + 1]
    part = Oracle(first.n, Sets(where, first.sets.who[: where[-1]]), first.weight[:some], 1.0, False)
    found = part.best(k, free, MOST_LOOKS // 8)
    return {} if found is None else {"exact": found}


def _judged(
    judge: Oracle, tried: Mapping[str, ArrayLike], free: NDArray[np.bool_], price: Floats | None, k: int | None,
    budget: float | None,
) -> tuple[str, Nodes]:  # fmt: skip
    """The name and nodes of what reaches most on the judge's sets; of equals the first that was tried."""
    sets = {name: _afforded(checked_nodes(judge.n, order), free, price, k, budget) for name, order in tried.items()}
    best = max(sets, key=lambda name: judge.reached(sets[name]))
    return best, sets[best]


def _afforded(
    order: NDArray[np.integer], free: NDArray[np.bool_], price: Floats | None, k: int | None, budget: float | None
) -> Nodes:
    """The first `k` allowed of an order, passing over those that the rest of the budget cannot pay."""
    nodes = checked_nodes(len(free), order)
    nodes = nodes[free[nodes]]
    if price is None or budget is None:
        return nodes if k is None else nodes[:k]
    kept: list[int] = []
    left, cheapest = budget, float(price[nodes].min()) if len(nodes) else math.inf
    for node in nodes.tolist():
        if left < cheapest or (k is not None and len(kept) == k):
            break
        if price[node] <= left:
            left -= price[node]
            kept.append(node)
    return np.array(kept, dtype=np.int32)


def _bound(most: float, first: Oracle, expected: float, judge: Oracle, slack: float) -> float:
    """The share of the best possible that `expected` is sure to be; NaN where nothing was drawn.

    `most` bounds the best on the first sample; martingale bounds carry both to the true numbers.
    """
    if not len(first.weight) or not len(judge.weight) or most <= 0:
        return math.nan
    above = (math.sqrt(most / first.scale + slack / 2) + math.sqrt(slack / 2)) ** 2 * first.scale
    covered = expected / judge.scale
    below = (max(0.0, math.sqrt(covered + 2 * slack / 9) - math.sqrt(slack / 2))) ** 2 - slack / 18
    return max(0.0, min(1.0, below * judge.scale / above))
