"""What changed between two days: people and ties that are new, lost or changed, as the book can tell.

Ties are told apart by their beginning, their end and, where they have no beginning, the day they were written down
(if the book was in use before). An edit is a change when it was written between the two days; what stood there before
is in the journal, not here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from graph.analysis.answer import Answer, Sentence, Term
from graph.analysis.past import dated
from graph.analysis.people import each, people
from graph.model.network import Network
from graph.model.referred import referred

NEW, LOST, CHANGED = "new", "lost", "changed"
SORTS = (NEW, LOST, CHANGED)
TIES = ("KNOWS", "REPORTS_TO", "INFLUENCES", "REFERRED", "CONTACT", "WORKS_AT")
COLUMNS = ("id", "name", "kind", "change", "from_id", "to_id", "on", "why")
MONTHS = 36
Told = tuple[Any, ...]  # a row, by COLUMNS


def then(network: Network, day: date) -> Network:
    """The network as known that day: `past.dated`, less the people written down later, if the book was in use."""
    past = dated(network, day)
    written = past["Person"]["created_at"]
    moment = pd.Timestamp(day) + pd.Timedelta(days=1)
    if not (written < moment).any():
        return past
    later = past["Person"]["id"][written >= moment]
    return past.without({"Person": later}) if len(later) else past


def months(network: Network, today: date, most: int = MONTHS) -> list[date]:
    """The month ends on which something was known, at most so many before today, oldest first; [] without dates."""
    first = min((day for day in _beginnings(network)), default=None)
    if first is None:
        return []
    end = pd.Timestamp(today) - pd.Timedelta(days=1)
    ends = pd.date_range(max(first, end - pd.DateOffset(months=most)), end, freq="ME")
    return [day.date() for day in ends][-most:]


def _beginnings(network: Network) -> Iterator[pd.Timestamp]:
    for table in (*(network[kind]["since"] for kind in TIES if kind != "REFERRED"), network["Referral"]["asked_on"]):
        if table.notna().any():
            yield table.min()


def changes(network: Network, before: date, as_of: date | None = None) -> Answer:
    """Every person and tie that is new, lost or changed on `as_of` (today) against the day `before`.

    Rows: id, name, kind (Person or the kind of tie), change (new, lost, changed), from_id and to_id of ties, `on` (the
    day it began or ended, NaT where nobody wrote it down), why (a Sentence). People first, then ties, new first.
    Figures count people and ties by change. Two days the wrong way round are put right; an empty network gives none.
    """
    day = as_of or date.today()
    before, day = min(before, day), max(before, day)
    old, new = then(network, before), then(network, day)
    names = {**_names(network, "Person"), **_names(network, "Rep"), **_names(network, "Account")}
    told = [*_people(old, new, names), *(row for kind in TIES for row in _ties(old, new, kind, before, names))]
    rows = pd.DataFrame(told, columns=list(COLUMNS), dtype=object)
    rows["on"] = pd.to_datetime(rows["on"])
    return Answer(
        "changes", {"before": before, "as_of": day}, _population(new, day), rows, about="changes.about",
        notes=[] if len(rows) else [Sentence("changes.none", {"before": before, "day": day})],
        figures={what: _count(rows, what) for what in ("people", "ties")},
    )  # fmt: skip


def _count(rows: pd.DataFrame, what: str) -> dict[str, int]:
    kept = rows[(rows["kind"] == "Person") == (what == "people")]
    return {change: int((kept["change"] == change).sum()) for change in SORTS}


def _population(network: Network, day: date) -> dict[str, Any]:
    return {"network": "all", "people": len(network["Person"]), "as_of": day,
            "ties": sum(len(network[kind]) for kind in TIES if kind != "REFERRED")}  # fmt: skip


def _by_id(table: pd.DataFrame) -> pd.DataFrame:
    """The table by id as plain objects: of Arrow's texts, which are in the other table takes far longer."""
    return table.assign(id=table["id"].astype(object)).set_index("id")


def _names(network: Network, kind: str) -> dict[str, str]:
    return dict(zip(network[kind]["id"], network[kind]["name"], strict=True))


def _people(old: Network, new: Network, names: dict[str, str]) -> list[Told]:
    """People written down, gone, without a post, or with another employer than before."""
    was, now = (_employers(one) for one in (old, new))
    ids = was.index.union(now.index)
    one, other = (table.reindex(ids).fillna("").to_numpy(dtype=object) for table in (was, now))
    there, here = ids.isin(was.index), ids.isin(now.index)
    fresh, gone = (here & ~there) | (there & here & (one == "") & (other != "")), there & (other == "") & (one != "")
    gone |= there & ~here
    change = np.select([fresh, gone, (one != other) & here & there], [NEW, LOST, CHANGED], "")
    found = np.flatnonzero(change != "")
    rows = zip(ids[found], change[found].tolist(), one[found], other[found], strict=True)
    return _sorted([
        (id, names.get(id, id), "Person", what, None, None, pd.NaT, _why(what, before, after, names))
        for id, what, before, after in rows
    ])  # fmt: skip


def _employers(network: Network) -> pd.Series:
    """Each person's main account by id, "" for none."""
    table = _by_id(people(network))["account_id"].astype(object)
    return table.where(table.notna(), "")


def _why(change: str, was: str, now: str, names: dict[str, str]) -> Sentence:
    """From which account to which, or that only the person is new or gone."""
    if was and now:
        return Sentence("changes.person.moved", {"was": names.get(was, was), "now": names.get(now, now)})
    if now:
        return Sentence("changes.person.joined", {"account": names.get(now, now)})
    if was:
        return Sentence("changes.person.left", {"account": names.get(was, was)})
    return Sentence(f"changes.person.{change}", {})


def _ties(old: Network, new: Network, kind: str, before: date, names: dict[str, str]) -> list[Told]:
    """Ties of that kind that are there on one of the days only, or were taken a step on or written anew between."""
    was, now = (_by_id(_table(one, kind)) for one in (old, new))
    fresh, gone = now[~now.index.isin(was.index)], was[~was.index.isin(now.index)]
    shared = now[now.index.isin(was.index)]
    stood = was.loc[shared.index]
    stepped = shared["status"].astype(object) != stood["status"].astype(object)
    moved = stepped if kind == "REFERRED" else _edited(shared, before)
    out: list[Told] = []
    for table, change in ((fresh, NEW), (gone, LOST), (shared[moved], CHANGED)):
        days = table["until" if change == LOST else "since"]
        rows = table.assign(day=days, was=stood["status"].reindex(table.index)).reset_index()
        for id, one, other, day, *steps in each(rows, "id", "from_id", "to_id", "day", "was", "status"):
            name = f"{names.get(one, one)} – {names.get(other, other)}"
            out.append((id, name, kind, change, one, other, day, _told(kind, change, *map(str, steps))))
    return _sorted(out)


def _told(kind: str, change: str, was: str, now: str) -> Sentence:
    tie = Term(f"kind.{kind}")
    if kind != "REFERRED" or change != CHANGED:
        return Sentence(f"changes.tie.{change}", {"kind": tie})
    steps = {"was": Term(f"vocab.referral_status.{was}"), "now": Term(f"vocab.referral_status.{now}")}
    return Sentence("changes.tie.step", {"kind": tie, **steps})


def _table(network: Network, kind: str) -> pd.DataFrame:
    """The ties with since, until and status, whatever their kind says."""
    if kind != "REFERRED":
        return network[kind].assign(status="")
    table = referred(network)
    never = pd.Series(pd.NaT, table.index)
    return table.assign(since=table["on"], until=never, created_at=never, updated_at=never)


def _edited(ties: pd.DataFrame, before: date) -> pd.Series:
    """Written down by that day and written anew after it."""
    moment = pd.Timestamp(before) + pd.Timedelta(days=1)
    return (ties["updated_at"] >= moment) & (ties["created_at"] < moment)


def _sorted(rows: list[Told]) -> list[Told]:
    """New before lost before changed; by name, then id."""
    return sorted(rows, key=lambda row: (SORTS.index(row[3]), row[1], row[0]))
