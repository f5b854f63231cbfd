"""How likely a tie carries a referral: fitted from what our own requests brought, else assumed and said so."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from scipy.special import betaincinv

from graph.analysis import strength
from graph.analysis.answer import Answer, Sentence
from graph.analysis.arrays import Arrays, Floats, Places, arrays_of, kept, standing
from graph.analysis.attribution import Forest, forest
from graph.analysis.people import each, facts_only, steps, today
from graph.analysis.rates import ENDS, Rate, counted
from graph.analysis.requests import CONFIDENCE, PROMISE_DAYS
from graph.model.errors import BadValue
from graph.model.network import Network
from graph.model.referred import CONSENTED
from graph.model.vocab import VOCAB

LEAST_CARRIED = 15  # referrals along recorded ties; with fewer the chances are assumed
START = (0.25, 15.0)  # conversion before any request (the lower of domain.md 5.6), and the requests that it weighs
MOST_CASES = 3_000_000  # ties looked at; where there are more, every so many-th request stands for the others
WEAKEST_PRIOR, STRONGEST_PRIOR = 2.0, 1000.0
LAST_GENERATION = 3  # and all later ones
CONVERSION = "conversion"  # of requests by technique; the other factors are about ties
FACTORS = ("technique", "strength", "generation")


@dataclass(frozen=True, eq=False)
class Odds:
    """Chances by level of each factor in `table`: factor, level, cases, carried, share, chance, low, high.

    `conversion`: requests that brought somebody who agreed to be contacted. `tie`: ties of those asked along which
    somebody came, `carried` of `tie.cases`; `elsewhere` came along no recorded tie. `fitted` says that enough did to
    reckon by them. `priors` say by factor how many cases the overall rate weighs. `asked`: the requests whose ties
    were looked at, all of them unless there are too many.
    """

    table: pd.DataFrame
    fitted: bool
    conversion: Rate
    tie: Rate
    priors: dict[str, float]
    carried: int
    elsewhere: int
    asked: int
    generation: dict[str, int]

    def chance(self, factor: str, level: object) -> float:
        """The chance at that level; the overall one at a level that never occurred."""
        rows = self.table[(self.table["factor"] == factor) & (self.table["level"] == str(level))]
        whole = self.conversion if factor == CONVERSION else self.tie
        return float(rows["chance"].iloc[0]) if len(rows) else whole.value

    def fits(self, net: Arrays) -> bool:
        """Whether the fitted chances hold there: they were taken from ties between acquaintances."""
        return self.fitted and net.name == "acquaintance"

    def of_ways(self, net: Arrays, technique: str | None = None) -> Floats:
        """One chance 0…1 a way of `net.ways`: that whoever stands at its tail brings in whoever stands at its head.

        Where they fit, overall chance × the factors of technique, strength and generation, taken as independent of
        each other; elsewhere strength × conversion (domain.md 3.7). Without a technique that of all requests.
        """
        ways = VOCAB["referral_technique"].values
        if technique is not None and technique not in ways:
            raise BadValue("error.bad_value.choice", field="technique", value=technique, allowed=list(ways))
        power = net.pairs.strength[net.ways.tie]
        if not self.fits(net):
            return np.clip(power * (self.chance(CONVERSION, technique) if technique else self.conversion.value), 0, 1)
        base = self.tie.value
        chance = np.full(len(power), base if technique is None else self.chance("technique", technique))
        for level in np.unique(power):
            chance[power == level] *= self.chance("strength", level) / base
        own = np.zeros(net.n, dtype=np.int64)
        places = net.ids.get_indexer(list(self.generation))
        steps_down = np.minimum(np.array(list(self.generation.values()), dtype=np.int64), LAST_GENERATION)
        own[places[places >= 0]] = steps_down[places >= 0]
        factor = np.array([self.chance("generation", g) / base for g in range(LAST_GENERATION + 1)])
        found: Floats = np.clip(chance * factor[own][net.ways.tail], 0.0, 1.0)
        return found

    def note(self, net: Arrays) -> Sentence:
        """Whether the chances used there are fitted or assumed, and on how many cases."""
        seen = {"cases": self.tie.cases, "carried": self.carried}
        if self.fits(net):
            return Sentence("odds.note.fitted", seen)
        percent = round(100 * self.conversion.value)
        told = {**seen, "percent": percent, "requests": self.conversion.cases}
        return Sentence("odds.note.assumed_elsewhere" if self.fitted else "odds.note.assumed", told)


def odds(network: Network, as_of: date | None = None, revision: int | None = None) -> Answer:
    """The chances by technique, strength of the tie and generation of who was asked, each with its 90 % interval.

    Each is drawn towards the overall rate, the more so the fewer cases it has (empirical Bayes); `prior` in the
    figures says how many cases the overall rate weighs. Too few referrals along recorded ties: assumed, and said.
    """
    day = today(as_of)
    found = odds_of(network, day)
    settings = {
        "as_of": day, "confidence": CONFIDENCE, "least_carried": LEAST_CARRIED, "open_for_days": PROMISE_DAYS,
        "assumed_conversion": START[0], "assumed_weighs": START[1],
    }  # fmt: skip
    then = standing(network, day)
    population = {
        "network": "acquaintance", "people": then["MADE"]["from_id"].nunique(), "ties": len(then["Referral"]),
        "as_of": day, "revision": revision,
    }  # fmt: skip
    figures = {
        "fitted": found.fitted, "conversion": found.conversion._asdict(), "tie": found.tie._asdict(),
        "prior": found.priors, "carried": found.carried, "without_a_tie": found.elsewhere,
    }  # fmt: skip
    told = [found.note(arrays_of(then, "acquaintance", day))]
    if found.elsewhere:
        told.append(Sentence("odds.note.elsewhere", {"n": found.elsewhere, "all": found.elsewhere + found.carried}))
    if found.asked < found.conversion.cases:
        told.append(Sentence("odds.note.sampled", {"n": found.asked, "all": found.conversion.cases}))
    return Answer("odds", settings, population, found.table, told, "odds.about", figures)


def odds_of(network: Network, day: date) -> Odds:
    """`odds` to reckon with; made once a network and day."""
    return kept(network, ("odds", day), lambda: fitted(network, day))


def fitted(network: Network, day: date) -> Odds:
    """The chances from the requests of the past, or the assumed ones."""
    then = standing(network, day)
    trees = forest(then)
    requests = settled(then, day)
    ties = both_ways(network)
    asked = fewer(requests, ties)
    tried = cases(ties, then, trees, asked)
    carried = int(tried["carried"].sum())
    enough = carried >= LEAST_CARRIED
    tables = {CONVERSION: converting(requests)}
    if enough:
        tables |= {factor: shrunk(tried[factor], tried["carried"], factor) for factor in FACTORS}
    table = pd.concat([rows for rows, _ in tables.values()], ignore_index=True)
    priors = {factor: prior for factor, (_, prior) in tables.items()}
    named = asked["carried"] & asked["id"].isin(then["ABOUT_PERSON"]["from_id"])
    elsewhere = max(0, int(named.sum()) - int(tried[tried["carried"]]["id"].nunique()))
    whole = _rows("", pd.DataFrame({"size": [len(requests)], "sum": [requests["carried"].sum()]}), *START).iloc[0]
    conversion = Rate(float(whole["chance"]), float(whole["low"]), float(whole["high"]), len(requests))
    return Odds(
        table,
        enough,
        conversion,
        counted(carried, len(tried)),
        priors,
        carried,
        elsewhere,
        len(asked),
        trees.generation,
    )


def converting(requests: pd.DataFrame) -> tuple[pd.DataFrame, float]:
    """Conversion by technique: starts at 25 %, and gives way to what our own requests say."""
    groups = requests.groupby("technique")["carried"].agg(["size", "sum"])
    return _rows(CONVERSION, groups, *START), float(START[1])


def settled(then: Network, day: date) -> pd.DataFrame:
    """Requests whose outcome is known, or that stand open for over 30 days: id, referrer, technique, asked_on.

    `carried` says that the person named agreed to be contacted. Requests that nobody made are left out.
    """
    referrals = then["Referral"]
    made = then["MADE"].drop_duplicates("to_id")
    table = referrals[["id", "technique", "asked_on", "status"]].merge(
        made[["from_id", "to_id"]].rename(columns={"from_id": "referrer", "to_id": "id"}), on="id"
    )
    reached = pd.Series(steps(referrals).to_numpy(), index=referrals["id"].astype(object))
    carried = table["id"].map(reached).to_numpy() >= CONSENTED
    waiting = table["status"].isin(["asked", "promised", "unknown"]) & ~carried
    young = table["asked_on"].isna() | (table["asked_on"] > pd.Timestamp(day) - pd.Timedelta(days=PROMISE_DAYS))
    table = table.assign(carried=carried, technique=table["technique"].astype("str"))
    return table[~(waiting & young)].drop(columns="status").reset_index(drop=True)


def both_ways(network: Network) -> pd.DataFrame:
    """Every recorded acquaintance and line of reporting from either end: from_id, to_id, strength, since, until."""
    knows, reports = facts_only(network["KNOWS"]), facts_only(network["REPORTS_TO"])
    knows = knows.assign(strength=strength.rated(knows["strength"]))
    ties = pd.concat([knows, reports.assign(strength=strength.REPORTS_TO)], ignore_index=True)
    ties = ties[["from_id", "to_id", "strength", "since", "until"]]
    turned = ties.rename(columns={"from_id": "to_id", "to_id": "from_id"})
    return pd.concat([ties, turned], ignore_index=True)


def fewer(requests: pd.DataFrame, ties: pd.DataFrame) -> pd.DataFrame:
    """The requests, or every so many-th by id where those asked have more than MOST_CASES ties in all: whoever was
    asked 100,000 times and knows 100,000 people alone makes ten milliards.
    """
    degree = ties["from_id"].value_counts()
    many = degree.reindex(requests["referrer"].astype(object)).sum()
    return requests.sort_values("id").iloc[:: max(1, math.ceil(many / MOST_CASES))]


def cases(both: pd.DataFrame, then: Network, trees: Forest, requests: pd.DataFrame) -> pd.DataFrame:
    """One row for each tie that a request could have gone along: id (the request), technique, strength, generation,
    carried.

    Ties stood on the day of asking and lead to people whom nobody had referred by then; a tie recorded later, often
    because of the referral, proves nothing. The generation is that of who was asked, 0 for people in no chain.
    """
    tried = requests.merge(both, left_on="referrer", right_on="from_id").drop(columns=["from_id", "carried"])
    asked = tried["asked_on"]
    stood = ~(tried["since"] > asked) & ~(tried["until"] <= asked) & (tried["to_id"] != tried["referrer"])
    first = trees.tree.set_index(trees.tree["to_id"].astype(object))["on"]
    known = first.reindex(tried["to_id"].astype(object)).to_numpy() < asked.to_numpy()
    back = [trees.parent.get(who) == other for who, other in each(tried, "referrer", "to_id")]
    tried = tried[stood & ~known & ~np.array(back, dtype=bool)]
    tried = tried.sort_values(["id", "to_id", "strength"]).drop_duplicates(["id", "to_id"], keep="last")
    wins = requests[requests["carried"]].merge(then["ABOUT_PERSON"], left_on="id", right_on="from_id")
    hits = pd.MultiIndex.from_arrays([wins["id_x"].astype(object), wins["to_id"].astype(object)])
    key = pd.MultiIndex.from_arrays([tried["id"].astype(object), tried["to_id"].astype(object)])
    own = np.array([min(trees.generation.get(who, 0), LAST_GENERATION) for who in tried["referrer"]], dtype=np.int64)
    found = tried.assign(carried=key.isin(hits), generation=own)
    return pd.DataFrame(found[["id", *FACTORS, "carried"]].reset_index(drop=True))


def shrunk(levels: pd.Series, carried: pd.Series, factor: str) -> tuple[pd.DataFrame, float]:
    """One row a level, each rate drawn towards the overall one, and how many cases that one weighs.

    Empirical Bayes, beta-binomial; the weight by moments (Kleinman 1973), kept within 2…1000.
    """
    groups = carried.astype(int).groupby(levels).agg(["size", "sum"])
    prior = prior_strength(groups["sum"].to_numpy(), groups["size"].to_numpy())
    return _rows(factor, groups, float(carried.mean()), prior), prior


def prior_strength(hits: Places, cases: Places) -> float:
    """How many cases the overall rate weighs beside a level's own: 2 where levels differ most, 1000 where they do not.

    >>> prior_strength(np.array([10, 10, 10]), np.array([100, 100, 100]))
    1000.0
    >>> round(prior_strength(np.array([0, 50, 100]), np.array([100, 100, 100])), 2)
    2.0
    """
    whole, share = cases.sum(), hits.sum() / max(cases.sum(), 1)
    spread, free = float((cases * (hits / cases - share) ** 2).sum()), len(cases) - 1
    room = whole - (cases**2).sum() / max(whole, 1) - free
    if free < 1 or not 0 < share < 1 or room <= 0:
        return STRONGEST_PRIOR
    likeness = (spread / (share * (1 - share)) - free) / room
    return float(np.clip(1 / likeness - 1, WEAKEST_PRIOR, STRONGEST_PRIOR)) if likeness > 0 else STRONGEST_PRIOR


def _rows(factor: str, groups: pd.DataFrame, towards: float, prior: float) -> pd.DataFrame:
    """One row a group (`size`, `sum`), its rate drawn towards the given one as `prior` more cases would."""
    hits, n = groups["sum"].to_numpy(dtype=float), groups["size"].to_numpy(dtype=float)
    a, b = hits + prior * towards, n - hits + prior * (1 - towards)
    low, high = (betaincinv(np.maximum(a, 1e-9), np.maximum(b, 1e-9), end) for end in ENDS)
    share = np.divide(hits, n, out=np.full(len(n), np.nan), where=n > 0)
    return pd.DataFrame(
        {
            "factor": factor, "level": groups.index.astype(str).to_numpy(), "cases": n.astype(int),
            "carried": hits.astype(int), "share": share, "chance": a / (a + b), "low": low, "high": high,
        }
    )  # fmt: skip
