"""The cheapest new ties that bring back most of what a loss took: who of ours should meet whom, and through whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse import csgraph

from graph.analysis.answer import Answer, Sentence
from graph.analysis.approach import Floats, Mask
from graph.analysis.leftover import thinned
from graph.analysis.loss import CREDIBLE, deciders
from graph.analysis.lost import Loss, known, worked_out
from graph.analysis.people import each
from graph.analysis.risk import active_reps, owners, threads
from graph.model.network import Network
from graph.model.vocab import VOCAB

MOST_PLACES = 6
EFFORT = {"handover": 1, "mutual": 1, "chain": 2, "leaver": 2, "cold": 3}
COLUMNS = [
    "rank", "id", "name", "account", "rep", "rep_name", "through", "through_name", "pretext", "effort", "people",
    "deciders", "accounts", "still_lost",
]  # fmt: skip


class Meeting(NamedTuple):
    """A tie that could be made: which rep meets the person at `place`, introduced by whom (None: nobody), and how."""

    place: int
    rep: str
    through: str | None
    way: str


@dataclass(eq=False)
class Hole:
    """What is still missing: steps to everybody, people lost, decision-makers with their steps before, accounts."""

    far: Floats
    lost: Mask
    before: Floats
    deciders: Mask
    accounts: set[str]

    def filled(self, far: Floats, accounts: set[str]) -> tuple[int, int, int]:
        """How many people, decision-makers and accounts a new tie brings back."""
        near = (far <= CREDIBLE) & (self.far > CREDIBLE) | (far <= self.before)
        return (
            int((self.lost & np.isfinite(far)).sum()), int((self.deciders & near).sum()), len(accounts & self.accounts)
        )  # fmt: skip

    def less(self, far: Floats, accounts: set[str]) -> Hole:
        """What is missing once the tie is there."""
        near = (far <= CREDIBLE) & (self.far > CREDIBLE) | (far <= self.before)
        return Hole(far, self.lost & ~np.isfinite(far), self.before, self.deciders & ~near, self.accounts - accounts)


def repairs(
    network: Network,
    who: str,
    how: str | None = None,
    most: int = 3,
    as_of: date | None = None,
    revision: int | None = None,
) -> Answer:
    """New ties that restore most of a loss (`loss.loss`) for their effort, best first, each on top of those before it.

    `effort`: 1 by an acquaintance of both, or handed over by the rep who leaves; 2 over several hands, or introduced
    by the person before they leave; 3 without anybody. Restored by each: `people` we reach again, `deciders` within
    four steps again or as near as before, `accounts` with a thread again; `still_lost` people after it. A suggestion
    to meet somebody is not a tie and enters no number.
    """
    found = worked_out(network, who, how, as_of)
    table = fallen(found)
    hole = missing(found, table)
    options = [(one, *opened(found, one)) for one in meetings(found, hole, table)]
    rows: list[dict[str, Any]] = []
    chosen: dict[str, tuple[str, ...]] = {}
    lost, tried = int(hole.lost.sum()), len(options)
    while options and len(rows) < most:
        place = max(range(len(options)), key=lambda i: _worth(hole, options[i]))
        one, far, accounts = options.pop(place)
        gain = hole.filled(np.minimum(hole.far, far), accounts)
        if not any(gain):
            break
        hole = hole.less(np.minimum(hole.far, far), accounts)
        rows.append(_row(found, one, len(rows) + 1, gain, int(hole.lost.sum())))
        chosen[rows[-1]["id"]] = _ties(found, one)
    made = pd.DataFrame(rows, columns=COLUMNS)
    settings = {"who": who, "kind": found.kind, "how": found.how, "most": most, "effort": EFFORT, "as_of": found.day}
    population = {
        "network": "access", "people": int(found.approach.counted.sum()), "ties": found.approach.net.ties,
        "as_of": found.day, "revision": revision,
    }  # fmt: skip
    figures = {"lost": lost, "restored": lost - int(hole.lost.sum()), "tried": tried}
    return Answer("repairs", settings, population, made, _notes(found, made, lost), "repair.about", figures, chosen)


def _worth(hole: Hole, option: tuple[Meeting, Floats, set[str]]) -> tuple[float, int, int]:
    one, far, accounts = option
    gain = hole.filled(np.minimum(hole.far, far), accounts)
    return sum(gain) / EFFORT[one.way], gain[0], -one.place


def missing(found: Loss, table: pd.DataFrame) -> Hole:
    """What the loss took; `table` from `fallen`."""
    before, after = found.before.far, found.after.far
    hit = deciders(found) & (before <= CREDIBLE) & (after > before)
    return Hole(after, found.lost, before, hit, set(table.index))


def fallen(found: Loss) -> pd.DataFrame:
    """Other accounts left without a contact, or with a single thread where there were more (`leftover.thinned`)."""
    table = thinned(found)
    if found.kind == "account":
        return table.head(0)
    return table[(table["contacts_after"] == 0) | ((table["engaged"] >= 2) & (table["engaged_after"] < 2))]


def opened(found: Loss, one: Meeting) -> tuple[Floats, set[str]]:
    """Steps to everybody through the new tie alone, and the accounts where it is a thread."""
    silent = np.zeros(found.approach.n, dtype=bool)
    silent[found.members] = True
    far = found.approach.steps_from(one.place, silent=silent, gone=found.gone) + 1
    jobs = found.then["WORKS_AT"]
    return far, set(jobs["to_id"][jobs["from_id"] == found.approach.net.ids[one.place]])


def meetings(found: Loss, hole: Hole, table: pd.DataFrame) -> list[Meeting]:
    """Ties worth trying: one or two people of each lost part, one of each thin account, and decision-makers."""
    deciders_hit = np.flatnonzero(hole.deciders)[:MOST_PLACES].tolist()
    places = list(dict.fromkeys([*_lost_places(found), *_account_places(found, table), *deciders_hit]))
    if not (found.approach.reps & ~found.gone).any():
        return []
    return [_introduced(found, place) for place in places if not found.gone[place]]


def _lost_places(found: Loss) -> Iterator[int]:
    """Of each of the biggest lost parts the best tied of those next to whom we lose, else of all in it."""
    net, lost = found.approach.net, found.lost
    inside = lost[net.pairs.a] & lost[net.pairs.b]
    matrix = sparse.coo_array((np.ones(inside.sum(), np.int8), (net.pairs.a[inside], net.pairs.b[inside])),
                              shape=(net.n, net.n))  # fmt: skip
    part = csgraph.connected_components(matrix, directed=False)[1]
    places = np.flatnonzero(lost)
    touching = np.isin(net.pairs.a, found.members), np.isin(net.pairs.b, found.members)
    beside = np.zeros(net.n, dtype=bool)
    beside[net.pairs.b[touching[0]]] = beside[net.pairs.a[touching[1]]] = True
    table = pd.DataFrame({"place": places, "part": part[places], "beside": beside[places],
                          "willing": found.approach.passing[places], "ties": net.degree[places]})  # fmt: skip
    table["size"] = table.groupby("part")["place"].transform("size")
    table = table.sort_values(["size", "part", "willing", "beside", "ties", "place"],
                              ascending=[False, True, False, False, False, True])  # fmt: skip
    best = table.groupby("part", sort=False).head(2)
    yield from best["place"].head(2 * MOST_PLACES).tolist()


def _account_places(found: Loss, fallen: pd.DataFrame) -> Iterator[int]:
    """At each fallen account the person highest up, then nearest to us, whom nobody of ours knows after the loss."""
    table, jobs = threads(found.then, found.day), found.then["WORKS_AT"]
    left = table[(table["rep"] != found.who) & (table["from_id"] != found.who)]
    hit = fallen.sort_values("contacts", ascending=False).index[:MOST_PLACES]
    jobs = jobs[jobs["to_id"].isin(hit) & ~jobs["from_id"].isin(left["from_id"]) & (jobs["from_id"] != found.who)]
    places = found.approach.net.ids.get_indexer(jobs["from_id"].astype(object))
    jobs = jobs.assign(place=places, rank=jobs["level"].astype("str").map(VOCAB["level"].order).fillna(0))
    jobs = jobs[places >= 0]
    jobs = jobs[found.approach.counted[jobs["place"]]]
    jobs["far"] = found.after.far[jobs["place"]]
    yield from jobs.sort_values(["rank", "far", "from_id"], ascending=[False, True, True])\
        .drop_duplicates("to_id")["place"].tolist()  # fmt: skip


def _introduced(found: Loss, place: int) -> Meeting:
    """Who of ours should meet somebody, and who can introduce them: the nearest willing acquaintance we still reach."""
    approach, net = found.approach, found.approach.net
    who = net.ids[place]
    near = [p for p, _ in net.nearest(place) if _can(found, p)]
    if near:
        through = min(near, key=lambda p: found.after.far[p])
        rep = found.after.rep(approach, [net.ids[through]])[net.ids[through]]
        return Meeting(place, rep, net.ids[through], "mutual" if found.after.far[through] == 1 else "chain")
    beside = [p for p, _ in net.nearest(place) if p in set(found.members.tolist())]
    if beside and found.kind == "rep":
        return Meeting(place, _owner(found, who), found.who, "handover")
    if beside and found.how == "leaves":
        nearest = found.before.rep(approach, [net.ids[beside[0]]]).get(net.ids[beside[0]])
        return Meeting(place, nearest or _owner(found, who), net.ids[beside[0]], "leaver")
    return Meeting(place, _owner(found, who), None, "cold")


def _can(found: Loss, place: int) -> bool:
    away = found.gone[place] or place in set(found.members.tolist())
    return bool(found.approach.passing[place] and np.isfinite(found.after.far[place]) and not away)


def _owner(found: Loss, who: str) -> str:
    """Whose account it is, else the rep with most threads; never the one who leaves."""
    staying = active_reps(found.then)
    staying = staying[staying != found.who]
    held = owners(found.then, staying)
    account = known(found)["account_id"].get(who)
    if account in held:
        return held[account][0]
    busy = threads(found.then, found.day)["rep"].value_counts().reindex(sorted(staying)).fillna(0)
    return str(busy.idxmax())


def _row(found: Loss, one: Meeting, rank: int, gain: tuple[int, int, int], still: int) -> dict[str, Any]:
    who, told = found.approach.net.ids[one.place], known(found)
    reps = dict(each(found.then["Rep"], "id", "name"))
    through = None if one.through is None else reps[one.through] if one.way == "handover" else told["name"][one.through]
    words = {"who": told["name"][who], "rep": reps[one.rep], "through": through or ""}
    return {
        "rank": rank, "id": who, "name": told["name"][who], "account": told["account"][who], "rep": one.rep,
        "rep_name": reps[one.rep], "through": one.through, "through_name": through,
        "pretext": Sentence(f"repair.way.{one.way}", words), "effort": EFFORT[one.way], "people": gain[0],
        "deciders": gain[1], "accounts": gain[2], "still_lost": still,
    }  # fmt: skip


def _ties(found: Loss, one: Meeting) -> tuple[str, ...]:
    """The recorded ties between the person and whoever introduces them."""
    net = found.approach.net
    through = found.approach.rep_place[one.through] if one.way == "handover" and one.through else None
    if through is None:
        if one.through is None:
            return ()
        through = net.place(one.through)
    return next((net.pairs.ties(pair) for to, pair in net.nearest(one.place) if to == through), ())


def _notes(found: Loss, rows: pd.DataFrame, lost: int) -> list[Sentence]:
    if not (found.approach.reps & ~found.gone).any():
        return [Sentence("repair.note.no_reps", {})]
    if not len(rows):
        return [Sentence("repair.note.nothing" if not lost else "repair.note.none", {})]
    left = int(rows["still_lost"].iloc[-1])
    return [Sentence("repair.note.still_lost", {"n": left})] if left else []
