"""What a network alone can break (domain handbook 3.8), each broken rule a named Finding.

`blocking` findings make an import row a rejection; the others are shown and left to a person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from graph.model.kinds import NODES, STORED, STORED_TIES
from graph.model.network import Network
from graph.model.referred import CONSENTED, reached, referred
from graph.model.vocab import BANNED_SOURCES, NO_BASIS, ONLY_TOLD, UNKNOWN

WEIGHTS = [f"w{stage}" for stage in range(1, 7)]
TOLERANCE = 0.01


@dataclass(frozen=True)
class Finding:
    """One broken rule: its name (`finding.<key>` in the words), kind and ids it is about, what the sentence needs."""

    key: str
    kind: str
    ids: tuple[str, ...]
    values: dict[str, Any] = field(default_factory=dict)
    blocking: bool = True


def findings(network: Network) -> list[Finding]:
    """Every broken rule, in the order of RULES and then of id; a sound network gives []."""
    return [finding for rule in RULES for finding in rule(network)]


def self_ties(network: Network) -> Iterator[Finding]:
    """A tie from somebody to the same; an account may have the id of a person without being one."""
    for name in (tie.name for tie in STORED_TIES.values() if set(tie.start) & set(tie.end)):
        table = network[name]
        for id_, end in _pairs(table[table["from_id"] == table["to_id"]], "id", "from_id"):
            yield Finding("self_tie", name, (id_,), {"who": end})


def missing_ends(network: Network) -> Iterator[Finding]:
    """A tie to or from an id that no node of its kind has."""
    ids = {kind: pd.Index(network[kind]["id"]) for kind in NODES}
    for name, tie in STORED_TIES.items():
        table = network[name]
        for side, kinds in (("from_id", tie.start), ("to_id", tie.end)):
            known = table[side].isin(ids[kinds[0]])
            for kind in kinds[1:]:
                known |= table[side].isin(ids[kind])
            for id_, end in _pairs(table[~known], "id", side):
                yield Finding("missing_end", name, (id_,), {"end": end, "side": side})


def missing_required(network: Network) -> Iterator[Finding]:
    """A required field without a value."""
    for name, kind in STORED.items():
        for f in kind.fields:
            if not f.required or f.default is not None:
                continue
            cells = network[name][f.name]
            blank = cells.isna() | (cells == UNKNOWN if f.type == "choice" else False)
            for id_ in network[name]["id"][blank]:
                key = "no_lawful_basis" if f.name == "lawful_basis" else "missing_required"
                yield Finding(key, name, (id_,), {"field": f.name})


def unlawful(network: Network) -> Iterator[Finding]:
    """Data from a source that is never lawful, or said to have no lawful basis."""
    for name, kind in STORED.items():
        table = network[name]
        if "data_source" in kind.field:
            for id_, source in _pairs(table[table["data_source"].isin(BANNED_SOURCES)], "id", "data_source"):
                yield Finding("banned_source", name, (id_,), {"source": source})
        if "lawful_basis" in kind.field:
            for id_ in table["id"][table["lawful_basis"] == NO_BASIS]:
                yield Finding("no_lawful_basis", name, (id_,), {"field": "lawful_basis"})


def not_volunteered(network: Network) -> Iterator[Finding]:
    """Somebody put down as of a school, hobby or home town that they did not tell us of themselves (6.2)."""
    told, groups = network["MEMBER_OF"], network["Group"]
    private = groups["id"][groups["kind"].isin(ONLY_TOLD)]
    members = told[told["to_id"].isin(private) & (told["volunteered"] != "yes")]
    for id_, person in _pairs(members, "id", "from_id"):
        yield Finding("not_volunteered", "MEMBER_OF", (id_,), {"person": person})


def weight_sums(network: Network) -> Iterator[Finding]:
    """The weights of one opportunity at one purchase stage sum to 1 ± 0.01, where any is given."""
    sums = network["STAKEHOLDER_IN"].groupby("to_id")[WEIGHTS].sum(min_count=1)
    for opportunity, row in sums.iterrows():
        for stage, total in enumerate(row, 1):
            if abs(total - 1) > TOLERANCE:
                values = {"stage": stage, "sum": round(float(total), 4)}
                yield Finding("weight_sum", "Opportunity", (str(opportunity),), values, blocking=False)


def referral_cycles(network: Network) -> Iterator[Finding]:
    """A referred B, B referred C … referred A: attributed referrers alone, so each person has one way up."""
    ties = referred(network)
    first = ties[ties["attributed"] == "yes"]
    referrer = dict(zip(first["to_id"], first["from_id"], strict=True))
    for ring in _rings(referrer):
        yield Finding("referral_cycle", "Person", ring, {"people": " → ".join((*ring, ring[0]))})


def self_referrals(network: Network) -> Iterator[Finding]:
    """Somebody who referred themselves."""
    both = network["MADE"].merge(network["ABOUT_PERSON"], left_on="to_id", right_on="from_id", suffixes=("", "_about"))
    for referral, who in _pairs(both[both["from_id"] == both["to_id_about"]], "to_id", "from_id"):
        yield Finding("self_referral", "Referral", (referral,), {"who": who})


def named_too_early(network: Network) -> Iterator[Finding]:
    """A referral that names a person who has not consented (status below `consented` and no day of consent)."""
    table = network["Referral"]
    early = table["id"][(reached(table) < CONSENTED) & table["status"].isin(["asked", "promised", UNKNOWN])]
    named = network["ABOUT_PERSON"]
    for referral, person in _pairs(named[named["from_id"].isin(early)], "from_id", "to_id"):
        yield Finding("referred_without_consent", "Referral", (referral,), {"person": person})


def second_referrers(network: Network) -> Iterator[Finding]:
    """A person with more than one consented referral: the first is attributed, the others are assists."""
    ties = referred(network)
    for referral, person in _pairs(ties[ties["attributed"] == "no"], "referral_id", "to_id"):
        yield Finding("second_referrer", "Referral", (referral,), {"person": person}, blocking=False)


RULES: tuple[Callable[[Network], Iterator[Finding]], ...] = (
    self_ties, missing_ends, missing_required, unlawful, not_volunteered, weight_sums,
    self_referrals, referral_cycles, named_too_early, second_referrers,
)  # fmt: skip


def _pairs(table: pd.DataFrame, one: str, other: str) -> Iterator[tuple[str, str]]:
    yield from zip(table[one].astype(str), table[other].astype(str), strict=True)


def _rings(parent: dict[str, str]) -> list[tuple[str, ...]]:
    """The cycles of a map from each to one other, each ring starting at its smallest name."""
    done: set[str] = set()
    rings = []
    for start in sorted(parent):
        path: dict[str, int] = {}
        here = start
        while here in parent and here not in done and here not in path:
            path[here] = len(path)
            here = parent[here]
        if here in path:
            ring = list(path)[path[here] :][::-1]
            least = ring.index(min(ring))
            rings.append(tuple(ring[least:] + ring[:least]))
        done.update(path)
    return rings
