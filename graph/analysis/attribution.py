"""Who brought whom: consented referrals made into a forest, with what was left out and why."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from graph.analysis.people import each, steps
from graph.model.network import Network
from graph.model.referred import referred

FACTS = ["technique", "asked_on", "consented_on", "won_on", "step"]


@dataclass(frozen=True)
class Forest:
    """`tree`: one row a referred person, from `from_id` (referrer) to `to_id`. `assists`: later referrers of somebody
    already referred. `refused`: referrals that would close a ring. Self-referrals are not counted anywhere.
    """

    tree: pd.DataFrame
    assists: pd.DataFrame
    refused: pd.DataFrame

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
        table = self.tree.sort_values(["from_id", "to_id"])
        kids: dict[str, list[str]] = {}
        for referrer, person in each(table, "from_id", "to_id"):
            kids.setdefault(referrer, []).append(person)
        return kids

    @cached_property
    def roots(self) -> list[str]:
        """Originators: people who referred somebody and whom nobody referred, in order of id."""
        return sorted(who for who in self.children if who not in self.parent)

    @cached_property
    def generation(self) -> dict[str, int]:
        """Steps from the originator, 0 for originators, in breadth-first order; people in no referral are absent."""
        return {who: steps for root in self.roots for who, steps in self.below(root).items()}

    def below(self, who: str) -> dict[str, int]:
        """Everybody in `who`'s chain with the steps from `who` (0 for `who`), nearest first."""
        found, row = {who: 0}, [who]
        for here in row:
            for kid in self.children.get(here, ()):
                found[kid] = found[here] + 1
                row.append(kid)
        return found


def forest(network: Network) -> Forest:
    """The referral forest of a network as it is given (no day is applied).

    Only named people who consented count; the first consented referral of a person is the attributed one. Rings are
    broken at their latest referral, so that generation and depth are always defined.
    """
    table = with_facts(network, referred(network))
    first = table[table["attributed"] == "yes"].sort_values(["on", "referral_id"], na_position="last")
    keeps = acyclic(list(each(first, "from_id", "to_id")))
    kept = pd.Series(keeps, index=first.index, dtype=bool)
    order = ["to_id", "id"]
    return Forest(
        tree=first[kept].sort_values(order, ignore_index=True),
        assists=table[table["attributed"] == "no"].sort_values(order, ignore_index=True),
        refused=first[~kept].sort_values(order, ignore_index=True),
    )


def with_facts(network: Network, ties: pd.DataFrame) -> pd.DataFrame:
    """REFERRED rows with their referral's dates, technique and step, what was won, and the tie ids that carry them."""
    referrals = network["Referral"]
    facts = referrals.assign(step=steps(referrals)).set_index(referrals["id"].astype(object))[FACTS]
    made = {(a, b): id_ for id_, a, b in each(network["MADE"], "id", "from_id", "to_id")}
    about = {(a, b): id_ for id_, a, b in each(network["ABOUT_PERSON"], "id", "from_id", "to_id")}
    found = facts.reindex(ties["referral_id"].astype(object)).reset_index(drop=True)
    table = pd.concat([ties.drop(columns=["rev", "created_at", "updated_at"]), found], axis=1)
    carried = [
        (made[referrer, referral], about[referral, person])
        for referrer, referral, person in each(table, "from_id", "referral_id", "to_id")
    ]
    won = table["won_amount"].fillna(table["referral_id"].map(led_to(network))).where(table["status"] == "won")
    return table.assign(won_amount=won, ties=pd.Series(carried, index=table.index, dtype=object))


def led_to(network: Network) -> pd.Series:
    """Amount of the won opportunities that each referral led to, by referral id."""
    deals = network["Opportunity"]
    amounts = deals[deals["status"] == "won"].set_index("id")["amount"]
    ties = network["LED_TO"]
    return ties["to_id"].map(amounts).groupby(ties["from_id"]).sum(min_count=1)


def acyclic(arrows: list[tuple[str, str]]) -> list[bool]:
    """For arrows taken in order, each target at most once: False for one that would close a ring.

    >>> acyclic([("a", "b"), ("b", "c"), ("c", "a"), ("c", "d")])
    [True, True, False, True]
    """
    up: dict[str, str] = {}
    verdicts = []
    for source, target in arrows:
        free = _top(up, source) != target
        verdicts.append(free)
        if free:
            up[target] = source
    return verdicts


def _top(up: dict[str, str], who: str) -> str:
    """The originator above `who`, shortening the way for the next asker."""
    top = who
    while top in up:
        top = up[top]
    while who != top:
        up[who], who = top, up[who]
    return top
