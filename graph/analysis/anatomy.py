"""The anatomy of chains: do they carry themselves, where do they break, who starts them again, which fell silent."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from graph.analysis.answer import Answer, Sentence
from graph.analysis.attribution import Forest, forest, known, population
from graph.analysis.lineage import Places
from graph.analysis.people import standing, today
from graph.analysis.requests import CONFIDENCE, SMALL_SAMPLE
from graph.model.errors import NotFound
from graph.model.network import Network

SHARE_SEEN = 0.90
CLOSED = ("declined", "lost", "expired")
MOST_GENERATIONS = 50
DAY = np.timedelta64(1, "D")
REPRODUCTION = ["g", "people", "watched", "brought", "r", "low", "high", "small"]
BREAK = ["id", "name", "account", "top", "generation", "status", "since", "days", "last_asked", "contact_permission"]


class Mean(NamedTuple):
    """A mean number of people brought by each, with its 90 % interval, and how many were watched all the time."""

    r: float
    low: float
    high: float
    watched: int


def reproduction(
    network: Network,
    who: str | None = None,
    as_of: date | None = None,
    horizon_days: int | None = None,
    revision: int | None = None,
) -> Answer:
    """How many people each referred person brings within the horizon, by generation; of one chain with `who`.

    Above 1 a chain carries itself, below 1 it fades. Rows are generations: `people`, `watched` of them for the whole
    horizon, `brought` by them in it, `r` with `low` and `high`, `small` when fewer than 15 were watched,
    for the first 50 generations. Whoever
    consented lately counts only for the days since (`mean_count`). The horizon in days is the 90th percentile of all
    delays seen between a referrer's own consent and that of whom they brought, unless given. Figures r, low, high and
    people are of everybody who was brought themselves: an originator is in a chain because they brought somebody, so
    generation 0 has `r` without an interval and is left out. Unknown (NaN) while nobody was watched that long.
    """
    day = today(as_of)
    then = standing(network, day)
    trees = forest(then)
    time = Clock.of(trees, day)
    horizon = float(horizon_days) if horizon_days is not None else time.horizon
    found, deep = chain_of(then, trees, who)
    listed = np.unique(deep)[:MOST_GENERATIONS]
    rows = pd.DataFrame([_generation(time, found[deep == g], int(g), horizon) for g in listed])
    rows = rows.reindex(columns=REPRODUCTION)
    brought = found[deep > 0]
    whole = mean_count(time, brought, horizon)
    told = _unseen(time, found, brought, whole, horizon)
    if len(found) and deep.max() >= MOST_GENERATIONS:
        told.append(Sentence("chains.reproduction.deep", {"n": MOST_GENERATIONS}))
    figures = {
        **whole._asdict(), "people": len(brought), "horizon_days": horizon, "word": growth(whole)
    }  # fmt: skip
    settings = {
        "who": who, "as_of": day, "horizon_days": horizon, "horizon": "given" if horizon_days else "p90",
        "confidence": CONFIDENCE, "interval": "gamma", "small_sample": SMALL_SAMPLE,
    }  # fmt: skip
    on = population(then, trees, day, revision)
    return Answer("reproduction", settings, on, rows, told, "chains.reproduction.about", figures)


class Clock(NamedTuple):
    """When each person of the forest came (days since 1970, NaN unknown) and how long they have been watched since."""

    up: Places
    born: NDArray[np.float64]
    watched: NDArray[np.float64]
    delay: NDArray[np.float64]

    @classmethod
    def of(cls, trees: Forest, day: date) -> Clock:
        """Referred people come on the day they consented (else were asked for), originators when first asked."""
        lay, tree = trees.lay, trees.tree
        on = days(tree["on"])
        first = pd.Series(days(tree["asked_on"].fillna(tree["on"]))).groupby(tree["from_id"].to_numpy(object)).min()
        born = np.append(on, np.nan)[lay.row]
        top = lay.up < 0
        born[top] = first.reindex(lay.ids[top]).to_numpy(float)
        delay = np.where(top, np.nan, born - born[lay.up]) if len(born) else born
        return cls(lay.up, born, np.datetime64(day, "D").astype(float) - born, delay)

    @property
    def horizon(self) -> float:
        """The delay, at least a day, that 90 % of all delays seen do not pass; NaN when none was seen."""
        seen = self.delay[~np.isnan(self.delay)]
        return max(1.0, float(np.quantile(seen, SHARE_SEEN, method="higher"))) if len(seen) else np.nan


def days(column: pd.Series) -> NDArray[np.float64]:
    """Days since 1970, NaN where unknown."""
    moments = column.to_numpy("datetime64[D]")
    return np.where(np.isnat(moments), np.nan, moments.astype(float))


def mean_count(time: Clock, people: Places, horizon: float) -> Mean:
    """How many people each of `people` brings within `horizon` days, when many have not been watched that long.

    The mean cumulative function: at each delay with a new person, 1 ÷ (number still watched at that delay) is added
    (Nelson 1988; Lawless & Nadeau 1995, whose variance is used, never less than that of pure chance). The interval is
    the gamma interval for weighted counts (Fay & Feuer 1997), 90 % sure. Without late comers it is the plain mean.
    """
    from scipy.special import gammaincinv

    chosen = np.zeros(len(time.up) + 1, bool)
    chosen[people] = True
    watched = np.where(chosen[:-1], time.watched, np.nan)
    still = np.sort(watched[~np.isnan(watched)])
    full = int((still >= horizon).sum())
    if not full:
        return Mean(np.nan, np.nan, np.nan, 0)
    event = np.flatnonzero((time.up >= 0) & chosen[time.up] & (np.maximum(time.delay, 0) <= horizon))
    event = event[~np.isnan(watched[time.up[event]])]
    delay = np.maximum(time.delay[event], 0)
    order = np.argsort(delay)
    event, delay = event[order], delay[order]
    weight = 1 / (len(still) - np.searchsorted(still, delay))
    gained = np.bincount(time.up[event], weights=weight, minlength=len(watched))[~np.isnan(watched)]
    expected = np.append(0, np.cumsum(weight**2))[np.searchsorted(delay, watched[~np.isnan(watched)], "right")]
    r, chance, last = float(weight.sum()), float((weight**2).sum()), 1 / full
    spread = max(chance, float(((gained - expected) ** 2).sum()))
    tail = (1 - CONFIDENCE) / 2
    low = float(gammaincinv(r * r / spread, tail) * spread / r) if r else 0.0
    more, wider = r + last, spread + last**2
    return Mean(r, low, float(gammaincinv(more * more / wider, 1 - tail) * wider / more), full)


def _generation(time: Clock, people: Places, g: int, horizon: float) -> dict[str, Any]:
    mean = mean_count(time, people, horizon)
    chosen = np.zeros(len(time.up) + 1, bool)
    chosen[people] = True
    brought = int(chosen[time.up].sum()) if len(time.up) else 0
    sure = {"low": mean.low, "high": mean.high} if g else {"low": np.nan, "high": np.nan}
    return {
        "g": g, "people": len(people), "watched": mean.watched, "brought": brought, "r": mean.r, **sure,
        "small": mean.watched < SMALL_SAMPLE,
    }  # fmt: skip


def growth(mean: Mean) -> Sentence:
    """What a reproduction number says: carries itself, fades, or cannot be told yet."""
    if np.isnan(mean.r):
        return Sentence("chains.growth.unknown", {})
    if mean.low > 1:
        return Sentence("chains.growth.grows", {"n": mean.watched})
    return Sentence("chains.growth.fades" if mean.high < 1 else "chains.growth.open", {"n": mean.watched})


def _unseen(time: Clock, found: Places, brought: Places, whole: Mean, horizon: float) -> list[Sentence]:
    """What the reproduction number does not rest on, and why it may be unknown."""
    if not len(brought):
        return [Sentence("chains.reproduction.none", {})]
    told = []
    if np.isnan(whole.r):
        told.append(Sentence("chains.reproduction.early", {"days": None if np.isnan(horizon) else int(horizon)}))
    elif whole.watched < len(brought):
        values = {"n": int(len(brought) - whole.watched), "days": int(horizon)}
        told.append(Sentence("chains.reproduction.censored", values))
    if 0 < whole.watched < SMALL_SAMPLE:
        told.append(Sentence("chains.reproduction.small", {"n": whole.watched, "least": SMALL_SAMPLE}))
    undated, early = int(np.isnan(time.born[brought]).sum()), int((time.delay[brought] < 0).sum())
    told += [Sentence("chains.reproduction.undated", {"n": undated})] if undated else []
    return told + ([Sentence("chains.note.early", {"n": early})] if early else [])


def chain_of(then: Network, trees: Forest, who: str | None) -> tuple[Places, Places]:
    """Places of one's chain, or of everybody, with the generation counted from its top; NotFound for a stranger."""
    lay = trees.lay
    if who is None:
        return np.arange(len(lay.up)), lay.depth
    place = lay.place.get(who)
    if place is None:
        if not (then["Person"]["id"] == who).any():
            raise NotFound("error.not_found.person", who=who)
        return np.empty(0, np.int64), np.empty(0, np.int64)
    found = lay.chain(place)
    return found, lay.depth[found] - lay.depth[place]


def breaks(network: Network, who: str | None = None, as_of: date | None = None, revision: int | None = None) -> Answer:
    """Where chains end although they could go on: people who brought nobody and were not asked since they came.

    Those who won come first (`status` won, `since` the purchase), then those who consented and are not closed
    (`since` the consent); longest waiting first. Asked on or after that day, or an open promise, is no break.
    `contact_permission` says whether they may be asked at all. No people, no referrals: no rows, and a note.
    """
    day = today(as_of)
    then = standing(network, day)
    trees = forest(then)
    found, deep = chain_of(then, trees, who)
    rows = broken(then, trees, found, deep, day)
    about = known(then, rows["id"])[["name", "account", "contact_permission"]]
    rows = pd.concat([rows, about.reset_index(drop=True)], axis=1)[BREAK]
    won = int((rows["status"] == "won").sum())
    told = [] if len(rows) else [Sentence("chains.breaks.none", {})]
    settings = {"who": who, "as_of": day}
    figures = {"won": won, "consented": len(rows) - won}
    on = population(then, trees, day, revision)
    return Answer("breaks", settings, on, rows, told, "chains.breaks.about", figures)


def broken(then: Network, trees: Forest, found: Places, deep: Places, day: date) -> pd.DataFrame:
    """The rows of `breaks` for one chain (`chain_of`), without names."""
    lay = trees.lay
    ends = (lay.size[found] == 1) & (lay.row[found] >= 0) & (deep > 0)
    place, deep = found[ends], deep[ends]
    came = trees.tree.iloc[lay.row[place]].reset_index(drop=True)
    who = came["to_id"].astype(object)
    asked = then["MADE"].merge(then["Referral"][["id", "asked_on", "status"]], left_on="to_id", right_on="id")
    last = asked.groupby(asked["from_id"].astype(object))["asked_on"].max().reindex(who).reset_index(drop=True)
    owed = asked["from_id"][asked["status"] == "promised"]
    won = (came["status"] == "won").to_numpy(bool)
    since = came["won_on"].where(won).fillna(came["on"])
    kept = ~came["status"].isin(CLOSED) & ~((last >= since) | who.isin(owed)) & ~(last.notna() & since.isna())
    rows = pd.DataFrame(
        {
            "id": who, "top": lay.ids[lay.top[place]], "generation": deep, "since": since, "last_asked": last,
            "status": np.where(won, "won", "consented"),
            "days": (pd.Timestamp(day) - since).dt.days.astype("Int64"),
        }
    )[kept]  # fmt: skip
    order = ["status", "days", "id"]
    return pd.DataFrame(rows.sort_values(order, ascending=[False, False, True], ignore_index=True))
