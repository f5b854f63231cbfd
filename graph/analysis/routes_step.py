"""One step of a route: which tie carries it, the factors that make its chance, and what is not known of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from graph.analysis import strength
from graph.analysis.answer import Sentence, Term
from graph.analysis.routes_net import CARRIED_BY, Ways
from graph.model.kinds import Row
from graph.model.network import Network
from graph.model.vocab import UNKNOWN

PASSES_ON = "willingness"
RATED = max(strength.RATING.values())
MET = strength.STAGE["trust"]


@dataclass(frozen=True)
class Factor:
    """One number that a chance is multiplied by: its name, the fact behind it, its value 0…1.

    `best` is the value it would have if an unknown fact turned out well; None where the fact is known.
    """

    name: str
    fact: Any
    value: float
    best: float | None = None

    def told(self) -> dict[str, Any]:
        """As it stands in an answer."""
        return {"factor": self.name, "fact": self.fact, "value": self.value, "unknown": self.best is not None}


@dataclass(frozen=True)
class Carrier:
    """The tie that carries a step: its kind, row, strength 0…1 and the factors of that strength."""

    kind: str
    row: Row
    power: float
    factors: tuple[Factor, ...]

    @property
    def proposed(self) -> bool:
        """Whether nobody recorded it: it was inferred."""
        return bool(self.row["confidence"] == "inferred")


@dataclass(frozen=True)
class Step:
    """From one place to the next: the carrying tie, all ties of the pair, and the willingness of whoever passes on.

    `willing` is None where the step starts the route: whoever starts is one of ours, or is asking.
    """

    a: int
    b: int
    carrier: Carrier
    ties: tuple[str, ...]
    willing: Factor | None

    @property
    def chance(self) -> float:
        """How likely the step is to work, 0…1."""
        return self.carrier.power * (self.willing.value if self.willing else 1.0)

    @property
    def factors(self) -> tuple[Factor, ...]:
        """What its chance is the product of."""
        return (*self.carrier.factors, *((self.willing,) if self.willing else ()))


def step(then: Network, day: date, ways: Ways, a: int, b: int, *, first: bool) -> Step:
    """The step between two places that are tied."""
    ties = ways.net.pairs.ties(ways.pair(a, b))
    return Step(a, b, carrier(then, day, ties), ties, None if first else willing(ways, a))


def carrier(then: Network, day: date, ties: tuple[str, ...]) -> Carrier:
    """The strongest of a pair's ties; of equal ones contact before acquaintance before the reporting line."""
    return max(_carriers(then, day, ties), key=lambda one: one.power)


def _carriers(then: Network, day: date, ties: tuple[str, ...]) -> Iterator[Carrier]:
    for kind in CARRIED_BY:
        for id_ in ties:
            row = then.row(kind, id_)
            if row is not None:
                factors = FACTORS[kind](row, day)
                power = 1.0
                for factor in factors:
                    power *= factor.value
                yield Carrier(kind, row, power, factors)


def _contact(row: Row, day: date) -> tuple[Factor, ...]:
    fresh = float(strength.recency(pd.to_datetime(pd.Series([row["last_interaction_on"]])), day)[0])
    days = None if row["last_interaction_on"] is None else max(0, (day - row["last_interaction_on"]).days)
    ago = Term("vocab.unknown") if days is None else Sentence("route.days_ago", {"n": days})
    return (
        _chosen("stage", "relationship_stage", row, strength.STAGE, strength.STAGE_UNKNOWN, MET),
        _chosen("closeness", "closeness", row, strength.CLOSENESS, strength.CLOSENESS_UNKNOWN, 1.0),
        Factor("recency", ago, fresh, 1.0 if days is None else None),
    )


def _knows(row: Row, day: date) -> tuple[Factor, ...]:
    mark = row["strength"]
    fact = Term("vocab.unknown") if mark is None else Sentence("route.rated", {"n": int(mark)})
    value = strength.RATING.get(mark, strength.RATING_UNKNOWN)
    return (Factor("tie", fact, value, RATED if mark is None else None),)


def _reports_to(row: Row, day: date) -> tuple[Factor, ...]:
    return (Factor("line", Term("kind.REPORTS_TO"), strength.REPORTS_TO),)


FACTORS: dict[str, Callable[[Row, date], tuple[Factor, ...]]] = {
    "CONTACT": _contact, "KNOWS": _knows, "REPORTS_TO": _reports_to,
}  # fmt: skip


def _chosen(name: str, field: str, row: Row, table: dict[str, float], unknown: float, best: float) -> Factor:
    """A factor that is looked up by what the tie's field says."""
    said = row[field]
    if said == UNKNOWN:
        return Factor(name, Term("vocab.unknown"), unknown, best)
    return Factor(name, Term(f"vocab.{field}.{said}"), table[said])


def willing(ways: Ways, place: int) -> Factor:
    """How likely somebody is to pass us on, by what they think of us."""
    attitude = ways.told.get(str(ways.net.ids[place]), UNKNOWN)
    value = float(ways.passing[place])
    if attitude == UNKNOWN:
        return Factor(PASSES_ON, Term("vocab.unknown"), value, 1.0)
    return Factor(PASSES_ON, Term(f"vocab.attitude.{attitude}"), value)


def relation(one: Step, a: str, b: str) -> Sentence:
    """What joins two people in words: contact, acquaintance or reporting line."""
    kind, field = {"CONTACT": ("contact", "relationship_stage"), "KNOWS": ("knows", "kind")}.get(
        one.carrier.kind, ("reports_to", "")
    )
    if not field:
        return Sentence("route.why.reports_to", {"a": a, "b": b})
    said = one.carrier.row[field]
    vocab = "knows_kind" if field == "kind" else field
    how = Term("vocab.unknown" if said == UNKNOWN else f"vocab.{vocab}.{said}")
    return Sentence(f"route.why.{kind}", {"a": a, "b": b, "how": how})
