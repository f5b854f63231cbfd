"""How sure a route's chance is, the chance that one of several works, and what one unknown fact would change.

Every number of a step is a default of the handbook (domain.md 3.6), not a measurement. How far to trust it is assumed
too, and said: as far as that many observed asks would (the prior sample size of a Beta distribution; Morita, Thall and
Müller 2008). A confirmed tie counts 16, a reported one 10, an assumed one 6, an inferred one 3; half as much for every
year since somebody looked; 3 at most where one of its facts is unknown, 2 at least. A neutral's willingness counts 6,
an unknown one 2 (a mean of 0.5 on 2 is the uniform distribution: anything may be), a supporter's is taken for certain.
The interval spans 5 % to 95 % of 8,000 seeded draws of the product; a tie or person met twice is drawn once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.analysis.answer import Sentence
from graph.analysis.routes_step import PASSES_ON, Carrier, Factor, Step

Draws = NDArray[np.float64]
ASKS = {"confirmed": 16.0, "reported": 10.0, "assumed": 6.0, "inferred": 3.0, "unknown": 6.0}
YEAR_DAYS = 365.0
UNKNOWN_ASKS, FEWEST_ASKS, NEUTRAL_ASKS = 3.0, 2.0, 6.0
DRAWS, SEED = 8_000, 1
BETWEEN = (5.0, 95.0)
LEAST_SAID = 0.005
Events = Mapping[str, tuple[float, float]]  # by what can fail: its chance, and the asks it is worth


def evidence(carrier: Carrier, day: date) -> float:
    """As good as how many observed asks what we know of a tie is, 2…16."""
    row = carrier.row
    seen = [row[on] for on in ("last_verified_on", "last_interaction_on") if row.get(on) is not None]
    years = max(0, (day - max(seen)).days) / YEAR_DAYS if seen else 1.0
    asks = ASKS[row["confidence"]] * float(0.5**years)
    unsure = any(factor.best is not None for factor in carrier.factors)
    return max(FEWEST_ASKS, min(asks, UNKNOWN_ASKS) if unsure else asks)


def events(steps: Sequence[Step], day: date) -> Events:
    """What has to go well on a route: each tie, and each person who passes us on."""
    found: dict[str, tuple[float, float]] = {}
    for one in steps:
        found[f"tie {min(one.a, one.b)} {max(one.a, one.b)}"] = (one.carrier.power, evidence(one.carrier, day))
        if one.willing:
            asks = FEWEST_ASKS if one.willing.best is not None else NEUTRAL_ASKS
            found[f"person {one.a}"] = (one.willing.value, asks)
    return found


def drawn(name: str, chance: float, asks: float) -> Draws:
    """How that chance may really be, 8,000 times; the same for the same name."""
    if chance in (0.0, 1.0):
        return np.full(DRAWS, chance)
    seed = int.from_bytes(hashlib.blake2b(f"{SEED} {name}".encode(), digest_size=8).digest(), "big")
    return np.random.default_rng(seed).beta(chance * asks, (1 - chance) * asks, DRAWS)


def interval(route: Events) -> tuple[float, float]:
    """Between which chances 0…1 a route's lies, nine times of ten."""
    return _between(_product({name: drawn(name, *one) for name, one in route.items()}, route))


def at_least_one(routes: Sequence[Events]) -> tuple[float, float, float]:
    """The chance 0…1 that one of the routes works or more, with its interval; 0 without routes.

    What fails is taken to fail by itself; what several routes share (a tie, a person) fails for all of them at once.
    """
    every = {name: one for route in routes for name, one in route.items()}
    sure: dict[str, Any] = {name: chance for name, (chance, _) in every.items()}
    draws: dict[str, Any] = {name: drawn(name, *one) for name, one in every.items()}
    return (float(_union(routes, sure)), *_between(np.asarray(_union(routes, draws)) * np.ones(DRAWS)))


def _union(routes: Sequence[Events], chance: Mapping[str, Any]) -> Any:
    """Inclusion and exclusion over all sets of routes."""
    total: Any = 0.0
    for size in range(1, len(routes) + 1):
        for some in combinations(routes, size):
            total = total - (-1) ** size * _product(chance, {name for route in some for name in route})
    return total


def _product(chance: Mapping[str, Any], names: Any) -> Any:
    product: Any = 1.0
    for name in sorted(names):
        product = product * chance[name]
    return product


def _between(draws: Any) -> tuple[float, float]:
    low, high = np.percentile(draws, BETWEEN)
    return float(low), float(high)


def one_fact(steps: Sequence[Step], chance: float, names: Sequence[str]) -> dict[str, Any] | None:
    """The unknown fact that would change a route's chance most if it turned out well; None where all is known.

    `names` are of the places along the route. `to` is the chance then.
    """
    unknown = [(i, factor) for i, one in enumerate(steps) for factor in one.factors if factor.best is not None]
    if not unknown:
        return None
    i, factor = max(unknown, key=lambda told: _gain(told[1]))
    then = chance * _gain(factor)
    who = {"who": names[i]} if factor.name == PASSES_ON else {"a": names[i], "b": names[i + 1]}
    said = Sentence(f"route.unknown.{factor.name}", {**who, "now": percent(chance), "then": percent(then)})
    return {"factor": factor.name, "step": i, "from": chance, "to": then, "why": said}


def percent(chance: float) -> str:
    """A chance in per cent; a small one is never said to be none.

    >>> percent(0.54), percent(0.002), percent(0.0)
    ('54%', '<1%', '0%')
    """
    return "<1%" if 0 < chance < LEAST_SAID else f"{chance:.0%}"


def _gain(factor: Factor) -> float:
    return (factor.best or factor.value) / factor.value
