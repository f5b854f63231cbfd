"""What the map says about each person and tie, read off the Network once a revision: plain tables, no Streamlit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from graph.analysis.people import attitudes
from graph.analysis.people import people as posts
from graph.model.network import Network
from graph.model.referred import referred
from graph.model.vocab import UNKNOWN, VOCAB

STALE_DAYS = {"decision": 90}
STALE_DAYS_ELSE = 180
ROLES = ("decider", "influencer", "initiator", "evaluator", "designer", "buyer", "gatekeeper", "user")
STAGES = VOCAB["relationship_stage"].order
Places = NDArray[np.int64]
LINES = ("KNOWS", "REPORTS_TO", "INFLUENCES", "REFERRED")


@dataclass(frozen=True)
class Facts:
    """`people` by id: name, title, account_id, account, region, level, centre_state, contact_permission, attitude,
    role, rep_id, rep, stage, days (since last in touch), aged (days since the record was verified), phone_end (four
    digits, "" for none), known, stale.
    `ties`: id, kind, from_id, to_id, strength (1-3), sort (kind of acquaintance, topic or status), proposed, one row a
    line. `contacts`: ours, best first. `owners`: from_id (rep), to_id (account).
    """

    people: pd.DataFrame
    ties: pd.DataFrame
    contacts: pd.DataFrame
    accounts: pd.DataFrame
    owners: pd.DataFrame

    def among(self, people: Collection[str], ties: pd.DataFrame | None = None) -> pd.DataFrame:
        """The ties (`self.ties` unless others are given) both of whose ends are these people, in their order.

        Of `self.ties` only those of these people are looked at.
        """
        if ties is not None and ties is not self.ties:
            return ties[ties["from_id"].isin(people) & ties["to_id"].isin(people)]
        mine, (start, end, _, _) = self._places(people), self._ends
        inside = np.zeros(len(self.people) + 1, dtype=bool)
        inside[mine] = True
        rows = self._rows(mine)
        return self.ties.iloc[rows[inside[start[rows]] & inside[end[rows]]]]

    def touching(self, people: Collection[str], steps: int = 0) -> pd.DataFrame:
        """Every tie of these people, and of everybody who is so many steps away from one of them, in their order."""
        mine, (start, end, _, _) = self._places(people), self._ends
        for _ in range(steps):
            rows = self._rows(mine)
            found = np.unique(np.r_[mine, start[rows], end[rows]])
            mine = found[found >= 0]
        return self.ties.iloc[self._rows(mine)]

    @cached_property
    def recorded(self) -> int:
        """How many ties somebody recorded: neither derived nor proposed."""
        return int((~self.ties["proposed"].astype(bool) & (self.ties["kind"] != "REFERRED")).sum())

    @cached_property
    def _ends(self) -> tuple[Places, Places, Places, Places]:
        """The place in `people` of each tie's start and end (-1: nobody); the ties by person, and where each begins."""
        start, end = (self.people.index.get_indexer(pd.Index(self.ties[side])) for side in ("from_id", "to_id"))
        both = np.r_[start, end]
        order = np.argsort(both, kind="stable")
        first = np.searchsorted(both[order], np.arange(len(self.people) + 1))
        return start, end, order % max(len(start), 1), first

    def _places(self, people: Collection[str]) -> Places:
        found = self.people.index.get_indexer(pd.Index(list(people), dtype=object))
        return np.unique(found[found >= 0])

    def _rows(self, mine: Places) -> Places:
        """Where in `ties` those of these places are, in order, each once."""
        _, _, order, first = self._ends
        slices = [order[first[one] : first[one + 1]] for one in mine.tolist()]
        return np.unique(np.concatenate(slices)) if slices else np.zeros(0, dtype=np.int64)

    def person(self, id: str) -> Any:
        """One row of `people`, by attribute."""
        return self.people.loc[id]

    def name(self, id: str) -> str:
        """A person's name; the id itself for somebody who is not there."""
        return str(self.people.at[id, "name"]) if id in self.people.index else id


def each(table: pd.DataFrame) -> Iterator[Any]:
    """The rows, one by one, by attribute."""
    yield from table.itertuples()


def by_id(column: pd.Series) -> dict[str, Any]:
    """A column as a dictionary by id, unknown left out."""
    return {str(id): value for id, value in column.dropna().items()}


def highest(score: pd.Series, most: int) -> list[str]:
    """The ids of the `most` highest numbers, highest first, equal ones in order of id; NaN counts as lowest.

    >>> highest(pd.Series({"b": 1.0, "a": 1.0, "c": 2.0, "d": float("nan")}), 3)
    ['c', 'a', 'b']
    """
    values = score.fillna(-np.inf).to_numpy(dtype=np.float64)
    if not most:
        return []
    if len(values) > most:
        least = np.partition(values, -most)[-most]
        score, values = score[values >= least], values[values >= least]
    order = sorted(zip((-values).tolist(), score.index.astype(str), strict=True))
    return [id for _, id in order[:most]]


def facts(network: Network, today: date) -> Facts:
    """Everything the pages show about people, as it stands today."""
    table = posts(network).set_index("id")
    table.index = table.index.astype(object)  # as the ends of ties are: looked up without being converted
    table = table[["name", "title", "account_id", "account", "region", "level", "centre_state", "contact_permission"]]
    table = table.join(_roles(network))
    contacts = _contacts(network, today)
    best = contacts.drop_duplicates("person").set_index("person")[["rep_id", "rep", "stage", "days"]]
    table = table.join(best)
    told = network["Person"].set_index("id")[["last_verified_on", "phone_end"]].reindex(table.index)
    table["aged"] = _since(told["last_verified_on"], today)
    table["phone_end"] = told["phone_end"]
    table["attitude"] = pd.Series(attitudes(network), dtype=object).reindex(table.index).fillna(UNKNOWN)
    for column in ("title", "account", "account_id", "region", "rep", "rep_id", "phone_end"):
        table[column] = table[column].astype(object).where(table[column].notna(), "")
    for column in ("level", "role", "stage", "centre_state", "contact_permission"):
        table[column] = table[column].astype(object).where(table[column].notna(), UNKNOWN)
    table["known"] = table["stage"].map(STAGES).fillna(0) > 0
    limit = table["level"].map(STALE_DAYS).fillna(STALE_DAYS_ELSE)
    table["stale"] = table["known"] & (table["days"] > limit)
    accounts, owners = network["Account"].set_index("id"), _held(network["OWNS"], today)
    return Facts(table, _ties(network, today), contacts, accounts, owners)


def _roles(network: Network) -> pd.DataFrame:
    """The weightiest buying role of each person over all opportunities, by person."""
    stakes = network["STAKEHOLDER_IN"]
    rank = {role: i for i, role in enumerate(ROLES)}
    first = stakes["buying_roles"].map(lambda roles: min(roles, key=lambda r: rank.get(r, 99), default=UNKNOWN))
    table = pd.DataFrame({"person": stakes["from_id"], "role": first.astype(object)})
    table["rank"] = table["role"].map(rank).fillna(99)
    table = table.sort_values(["rank", "person"]).drop_duplicates("person")
    return table.set_index("person")[["role"]]


def _contacts(network: Network, today: date) -> pd.DataFrame:
    """Contacts of ours that have not ended, best first: person, rep_id, rep, stage, days since last in touch."""
    table = network["CONTACT"]
    table = _held(table, today).merge(
        network["Rep"][["id", "name"]], left_on="from_id", right_on="id", suffixes=("", "_rep")
    )
    days = _since(table["last_interaction_on"], today)
    out = pd.DataFrame({
        "id": table["id"], "person": table["to_id"], "rep_id": table["from_id"], "rep": table["name"],
        "stage": table["relationship_stage"].astype(object), "days": days,
    })  # fmt: skip
    order = out["stage"].map(STAGES).fillna(-1)
    out = out.assign(order=order).sort_values(["order", "days", "id"], ascending=[False, True, True])
    return out.drop(columns="order")


def _since(days: pd.Series, today: date) -> pd.Series:
    """How many days ago; unknown for what was later than that day."""
    ago = (pd.Timestamp(today) - pd.to_datetime(days)).dt.days
    return ago.where(ago >= 0)


def _held(table: pd.DataFrame, today: date) -> pd.DataFrame:
    """The rows that have not ended by that day."""
    return table[~(table["until"] <= pd.Timestamp(today))]


def _ties(network: Network, today: date) -> pd.DataFrame:
    """Every line of the map; referrals are derived, the others recorded."""
    return pd.concat(list(_lines(network, today)), ignore_index=True)


def _lines(network: Network, today: date) -> Iterable[pd.DataFrame]:
    for kind in LINES:
        table = referred(network) if kind == "REFERRED" else network[kind]
        table = _held(table, today) if "until" in table else table
        sort = {"KNOWS": "kind", "INFLUENCES": "topic", "REFERRED": "status"}.get(kind)
        strength = table["strength"].fillna(1).astype(int) if "strength" in table else 2
        yield pd.DataFrame({
            "id": table["id"].astype(object), "kind": kind, "from_id": table["from_id"].astype(object),
            "to_id": table["to_id"].astype(object), "strength": strength,
            "sort": table[sort].astype(object).where(table[sort].notna(), "") if sort else "",
            "proposed": (table["confidence"] == "inferred") if "confidence" in table else False,
        })  # fmt: skip
