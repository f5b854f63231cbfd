"""Who brought whom: consented referrals made into a forest, with what was left out and why."""

from __future__ import annotations

import weakref
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from graph.analysis import lineage
from graph.analysis.lineage import Places
from graph.analysis.people import each, people, steps
from graph.model.network import Network
from graph.model.referred import CONSENTED, reached

FACTS = ["status", "timing", "technique", "source", "asked_on", "consented_on", "won_on", "won_amount"]
READ = ("Referral", "MADE", "ABOUT_PERSON", "LED_TO", "Opportunity")


@dataclass(frozen=True)
class Lay:
    """The forest as arrays over its people in order of id: `up` the referrer's place or -1, `depth` steps from the

    originator, `size` people in one's own chain with oneself, `walk` numbers a chain without gaps, `top` the
    originator's place, `row` the row of `Forest.tree` that brought them or -1.
    """

    ids: NDArray[Any]
    up: Places
    depth: Places
    size: Places
    walk: Places
    top: Places
    row: Places

    @cached_property
    def walked(self) -> Places:
        """Places in the order of `walk`."""
        return np.argsort(self.walk)

    @cached_property
    def place(self) -> dict[str, int]:
        """Place by id."""
        return {who: place for place, who in enumerate(self.ids.tolist())}

    def chain(self, place: int) -> Places:
        """Everybody in one's chain, nearest first, oneself at the front; branches in the order of their originators."""
        found = self.walked[self.walk[place] : self.walk[place] + self.size[place]]
        return found[np.argsort(self.depth[found], kind="stable")]


@dataclass(frozen=True)
class Forest:
    """`tree`: one row a referred person, from `from_id` (referrer) to `to_id`. `assists`: later referrers of somebody
    already referred. `refused`: referrals that would close a ring. `selves`: referrals of oneself, counted nowhere.
    `circles`: the people of each ring, each followed by whom they referred.
    """

    tree: pd.DataFrame
    assists: pd.DataFrame
    refused: pd.DataFrame
    selves: pd.DataFrame
    circles: tuple[tuple[str, ...], ...] = ()

    @cached_property
    def lay(self) -> Lay:
        """The same forest as arrays."""
        codes, ids = coded(self.tree)
        n, m = len(ids), len(self.tree)
        up, row = np.full(n, -1, np.int64), np.full(n, -1, np.int64)
        up[codes[m:]], row[codes[m:]] = codes[:m], np.arange(m)
        size = lineage.below(up, np.ones(n)).astype(np.int64) + 1
        depth = lineage.above(up, (up >= 0).astype(np.int64))
        return Lay(ids, up, depth, size, lineage.walk(up, size), lineage.tops(up), row)

    @cached_property
    def parent(self) -> dict[str, str]:
        """Referrer by referred person."""
        return dict(each(self.tree, "to_id", "from_id"))

    @cached_property
    def carriers(self) -> dict[str, tuple[str, ...]]:
        """Ids of the ties of the attributed referral, by referred person."""
        return dict(each(self.tree, "to_id", "ties"))

    @cached_property
    def children(self) -> dict[str, list[str]]:
        """Referred people by referrer, in order of id."""
        kids: dict[str, list[str]] = {}
        for referrer, person in each(self.tree, "from_id", "to_id"):
            kids.setdefault(referrer, []).append(person)
        return kids

    @cached_property
    def roots(self) -> list[str]:
        """Originators: people who referred somebody and whom nobody referred, in order of id."""
        found: list[str] = self.lay.ids[self.lay.up < 0].tolist()
        return found

    @cached_property
    def generation(self) -> dict[str, int]:
        """Steps from the originator, 0 for originators, chain by chain, nearest first; others are absent."""
        lay = self.lay
        order = np.lexsort((lay.walk, lay.depth, lay.top))
        return dict(zip(lay.ids[order].tolist(), lay.depth[order].tolist(), strict=True))

    def below(self, who: str) -> dict[str, int]:
        """Everybody in `who`'s chain with the steps from `who` (0 for `who`), nearest first."""
        place = self.lay.place.get(who)
        if place is None:
            return {who: 0}
        found = self.lay.chain(place)
        steps_down = self.lay.depth[found] - self.lay.depth[place]
        return dict(zip(self.lay.ids[found].tolist(), steps_down.tolist(), strict=True))


def coded(arrows: pd.DataFrame) -> tuple[Places, NDArray[Any]]:
    """`from_id` and after them `to_id` as places in the sorted ids, and those ids."""
    ends = np.concatenate([arrows["from_id"].to_numpy(object), arrows["to_id"].to_numpy(object)])
    codes, ids = pd.factorize(ends, sort=True)
    return codes.astype(np.int64), np.asarray(ids, object)


_latest: deque[tuple[tuple[weakref.ref[pd.DataFrame], ...], Forest]] = deque(maxlen=4)


def forest(network: Network) -> Forest:
    """The referral forest of a network as it is given (no day is applied).

    Only named people who consented count; the first consented referral of a person is the attributed one. Rings are
    broken at their latest referral, so that generation and depth are always defined. Tables never change in place, so
    the last few forests are remembered by the tables that they were read from.
    """
    read = tuple(network[name] for name in READ)
    for tables, known in tuple(_latest):
        if all(table() is one for table, one in zip(tables, read, strict=True)):
            return known
    made = grown(claimed(network))
    _latest.append((tuple(weakref.ref(table) for table in read), made))
    return made


def claimed(network: Network) -> pd.DataFrame:
    """One row a referrer of a referral that names a person who consented, the earliest first (then by id).

    from_id, to_id, referral_id, its facts, `on` (day of consent, else of asking), `step` 1…7, `ties` that carry it,
    `won_amount` of the sale, else of the won deals it led to, NaN where nothing was won or no amount is known.
    """
    referrals = network["Referral"]
    made, about = (network[name][["id", "from_id", "to_id"]] for name in ("MADE", "ABOUT_PERSON"))
    named = made.merge(about, left_on="to_id", right_on="from_id", suffixes=("_made", "_about"))
    place = pd.Index(referrals["id"].astype(object)).get_indexer(named["to_id_made"].astype(object))
    counts = np.append((reached(referrals) >= CONSENTED).to_numpy(bool), False)[place]
    named, facts = named[counts].reset_index(drop=True), referrals.iloc[place[counts]].reset_index(drop=True)
    table = facts[FACTS].assign(
        from_id=named["from_id_made"], to_id=named["to_id_about"], referral_id=named["to_id_made"],
        on=facts["consented_on"].fillna(facts["asked_on"]), step=steps(facts),
        ties=pd.Series(list(zip(named["id_made"], named["id_about"], strict=True)), index=named.index, dtype=object),
    )  # fmt: skip
    led = table["referral_id"].map(led_to(network)) if len(network["LED_TO"]) else np.nan
    won = table["won_amount"].fillna(led).where(table["status"] == "won")
    order = ["on", "referral_id", "from_id"]
    table = table.assign(won_amount=won)
    return pd.DataFrame(table.sort_values(order, na_position="last", ignore_index=True))


def grown(table: pd.DataFrame) -> Forest:
    """The forest of claims that come in order of time."""
    codes, ids = coded(table)
    source, target = codes[: len(table)], codes[len(table) :]
    selves = source == target
    others = np.flatnonzero(~selves)
    first = np.zeros(len(table), bool)
    first[others[np.unique(target[others], return_index=True)[1]]] = True
    up, arrow = np.full(len(ids), -1, np.int64), np.full(len(ids), -1, np.int64)
    up[target[first]], arrow[target[first]] = source[first], np.flatnonzero(first)
    rings = lineage.rings(up)
    refused = np.zeros(len(table), bool)
    refused[[max(arrow[one] for one in ring) for ring in rings]] = True
    order = np.argsort(target, kind="stable")

    def part(kept: NDArray[np.bool_]) -> pd.DataFrame:
        return table.iloc[order[kept[order]]].reset_index(drop=True)

    circles = tuple(tuple(str(ids[one]) for one in [ring[0], *ring[:0:-1]]) for ring in rings)
    return Forest(part(first & ~refused), part(~first & ~selves), part(refused), part(selves), circles)


def led_to(network: Network) -> pd.Series:
    """Amount of the won opportunities that each referral led to, by referral id."""
    deals = network["Opportunity"]
    amounts = deals[deals["status"] == "won"].set_index("id")["amount"]
    ties = network["LED_TO"]
    return ties["to_id"].map(amounts).groupby(ties["from_id"]).sum(min_count=1)


def known(then: Network, who: Iterable[str]) -> pd.DataFrame:
    """What `people` tells of those ids, in their order and by id; NaN for ids of nobody. Reads no more than asked."""
    ids = pd.Index(np.array(list(who), object))
    ends = {"Person": "id", "WORKS_AT": "from_id"}
    asked = ids.unique()
    few = {name: then[name][asked.get_indexer(then[name][end].to_numpy(object)) >= 0] for name, end in ends.items()}
    return people(Network({**dict(then.items()), **few})).set_index("id").reindex(ids)


def population(then: Network, trees: Forest, day: date, revision: int | None) -> dict[str, Any]:
    """On whom an answer about chains stands: people in chains, attributed referrals as ties, all referrals."""
    return {
        "network": "referral", "people": len(trees.lay.up), "ties": len(trees.tree), "as_of": day,
        "revision": revision, "referrals": len(then["Referral"]),
    }  # fmt: skip
