"""What breaks when a person, a rep or a whole account is lost to us, and who could step in."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from graph.analysis.answer import Answer, Sentence
from graph.analysis.approach import Mask
from graph.analysis.leftover import left_behind, pieces, revenue, seconds, thinned, value
from graph.analysis.lost import Loss, known, worked_out
from graph.analysis.risk import threads
from graph.model.network import Network

CREDIBLE = 4
COLUMNS = ["what", "id", "name", "account", "before", "after", "second", "second_name", "second_by"]
WHAT = ("unreachable", "decision_lost", "decision_longer", "no_contact", "single_threaded", "orphaned", "handover")


def loss(
    network: Network, who: str, how: str | None = None, as_of: date | None = None, revision: int | None = None
) -> Answer:
    """What breaks without a person, rep or account; rows by `what`, each with its state `before` and `after`.

    A person "leaves" or "turns" (stays, but no longer passes us on), a rep "leaves", an account "churns" (nobody there
    passes us on any more, and we have no thread there). `what`: unreachable (person; fewest steps from us, then NaN),
    decision_lost and decision_longer (decision-makers within 4 steps before), no_contact and single_threaded
    (accounts; people engaged with us), orphaned (accounts; active owners), handover (contacts of a rep: `second` is
    who of ours should take over, `second_by` "contact", "owner" or "route"). Figures are about the whole; people under
    blackout or not to be contacted are nobody we can reach. Nobody passes us on who is against us.
    """
    found = worked_out(network, who, how, as_of)
    rows = pd.concat([_unreachable(found), _decision(found), _accounts(found), _orphaned(found), _handover(found)])
    rows["order"] = rows["what"].map({what: i for i, what in enumerate(WHAT)})
    rows = rows.sort_values(["order", "before", "id"], ignore_index=True)[COLUMNS]
    figures = _figures(found, rows)
    settings = {"who": who, "kind": found.kind, "how": found.how, "credible_steps": CREDIBLE, "as_of": found.day}
    population = {
        "network": "access", "people": int(found.approach.counted.sum()), "ties": found.approach.net.ties,
        "as_of": found.day, "revision": revision,
    }  # fmt: skip
    return Answer("loss", settings, population, rows, _notes(found, rows, figures), f"loss.{found.kind}.{found.how}",
                  figures, _evidence(found, rows))  # fmt: skip


def _rows(what: Any, ids: Any, names: Any, accounts: Any, before: Any, after: Any, seconds: Any = None) -> pd.DataFrame:
    table = pd.DataFrame(index=range(len(ids)), columns=COLUMNS, dtype=object)
    for name, values in (("what", what), ("id", ids), ("name", names), ("account", accounts)):
        table[name] = values
    table["before"], table["after"] = np.asarray(before, dtype=float), np.asarray(after, dtype=float)
    if seconds is not None:
        for name in ("second", "second_name", "second_by"):
            table[name] = seconds[name].to_list()
    return table


def _unreachable(found: Loss) -> pd.DataFrame:
    who = found.approach.net.ids[found.lost]
    told = known(found).reindex(who)
    return _rows("unreachable", list(who), told["name"].to_list(), told["account"].to_list(),
                 found.before.far[found.lost], np.nan)  # fmt: skip


def deciders(found: Loss) -> Mask:
    """Who decides: a job at decision level, and we may approach them."""
    jobs = found.then["WORKS_AT"]
    return found.approach.mask(jobs["from_id"][jobs["level"] == "decision"]) & found.approach.counted & ~found.gone


def _decision(found: Loss) -> pd.DataFrame:
    before, after = found.before.far, found.after.far
    hit = deciders(found) & (before <= CREDIBLE) & (after > before)
    who = found.approach.net.ids[hit]
    told = known(found).reindex(who)
    what = np.where(after[hit] <= CREDIBLE, "decision_longer", "decision_lost")
    return _rows(what, list(who), told["name"].to_list(), told["account"].to_list(), before[hit],
                 np.where(np.isfinite(after[hit]), after[hit], np.nan))  # fmt: skip


def _accounts(found: Loss) -> pd.DataFrame:
    table = thinned(found)
    none = table["contacts_after"] == 0
    single = ~none & (table["engaged"] >= 2) & (table["engaged_after"] < 2)
    table = table[none | single]
    names = found.then["Account"].set_index("id")["name"].reindex(table.index).to_list()
    cold = (table["contacts_after"] == 0).to_numpy()
    return _rows(np.where(cold, "no_contact", "single_threaded"), list(table.index), names, names,
                 np.where(cold, table["contacts"], table["engaged"]),
                 np.where(cold, table["contacts_after"], table["engaged_after"]))  # fmt: skip


def _orphaned(found: Loss) -> pd.DataFrame:
    alone = left_behind(found)
    names = found.then["Account"].set_index("id")["name"].reindex(alone).to_list()
    return _rows("orphaned", alone, names, names, 1, 0)


def _handover(found: Loss) -> pd.DataFrame:
    """Who should take over each contact of a rep: another who knows them, an owner of the account, the nearest."""
    table = threads(found.then, found.day)
    mine = table[table["rep"] == found.who].drop_duplicates("from_id") if found.kind == "rep" else table.head(0)
    ids = mine["from_id"].astype(object).to_list()
    told = known(found).reindex(ids)
    return _rows("handover", ids, told["name"].to_list(), told["account"].to_list(),
                 mine["strength"].to_numpy(dtype=float), np.nan, seconds(found, table, told))  # fmt: skip


def _figures(found: Loss, rows: pd.DataFrame) -> dict[str, Any]:
    before, after, counted = found.before.far, found.after.far, found.approach.counted
    counts = rows["what"].value_counts()
    closer = counted & ~found.gone & (before <= CREDIBLE)
    return {
        "reachable_before": int((counted & np.isfinite(before)).sum()),
        "reachable_after": int((counted & np.isfinite(after) & ~found.gone).sum()),
        "out_of_credible_reach": int((closer & (after > CREDIBLE)).sum()),
        **{what: int(counts.get(what, 0)) for what in WHAT},
        "pieces": pieces(found),
        **value(found),
        **revenue(found),
    }


def _notes(found: Loss, rows: pd.DataFrame, figures: dict[str, Any]) -> list[Sentence]:
    told = list(found.approach.net.notes)
    if not len(found.members):
        told.append(Sentence("loss.note.not_in_network", {}))
    elif not len(rows):
        told.append(Sentence("loss.note.nothing", {}))
    if not found.approach.reps.any():
        told.append(Sentence("route.note.no_reps", {}))
    if figures["referral_value"] is None:
        told.append(Sentence("loss.note.value_unknown", {}))
    if figures.get("revenue_unknown"):
        told.append(Sentence("loss.note.revenue_unknown", {"n": figures["revenue_unknown"]}))
    if (rows["what"].eq("handover") & rows["second"].isna()).any():
        told.append(Sentence("loss.note.no_second", {}))
    return told


def _evidence(found: Loss, rows: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """For each person of the rows the ties of the step by which we came to them before."""
    net = found.approach.net
    hit = rows[rows["what"].isin(["unreachable", "decision_lost", "decision_longer"])]["id"].unique()
    told: dict[str, tuple[str, ...]] = {}
    for who in hit[:200]:
        place = net.place(who)
        told[who] = found.before.step(found.approach, place)
    if found.kind == "rep":
        table = threads(found.then, found.day)
        mine = table[table["rep"] == found.who]
        told |= {who: (tie,) for who, tie in zip(mine["from_id"].tolist(), mine["id"].tolist(), strict=True)}
    return told
