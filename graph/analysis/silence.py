"""Chains that fall silent: their pace, which are silent for too long, and who woke one."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from graph.analysis.anatomy import days
from graph.analysis.answer import Answer, Sentence
from graph.analysis.attribution import Forest, forest, known, population
from graph.analysis.people import standing, today
from graph.model.network import Network

SILENCE = 2.0
LEAST_SILENCE_DAYS = 30
FEWEST_GAPS = 3
RESTART = ["id", "name", "account", "top", "top_name", "referral", "person", "on", "silent_days", "usual_days", "after"]
PULSE = [
    "id", "name", "account", "people", "first", "last", "usual_days", "own_pace", "silent_days", "dormant", "restarts",
]  # fmt: skip


def pulse(network: Network, as_of: date | None = None, revision: int | None = None) -> Answer:
    """One row a chain, the longest silent first: when its first and last person consented, its pace, how it stands.

    `usual_days` is the median time between days with a new person; `own_pace` is False where fewer than three such
    times are known and all chains' median stands in. `dormant` when silent for more than twice that and at least 30
    days; unknown when no pace is known anywhere. `restarts` counts such silences that ended.
    """
    day = today(as_of)
    then = standing(network, day)
    trees = forest(then)
    beats = _beats(trees)
    lay = trees.lay
    roots = np.flatnonzero(lay.up < 0)
    table = pd.DataFrame({"id": lay.ids[roots], "people": lay.size[roots]}, index=roots)
    table = table.join(_paced(beats))
    table["silent_days"] = np.datetime64(day, "D").astype(float) - days(table["last"])
    over = table["silent_days"] > _limit(table["usual_days"])
    table["dormant"] = over.astype("boolean").mask(table["usual_days"].isna() | table["silent_days"].isna())
    table["restarts"] = beats[beats["restart"]].groupby("top").size().reindex(table.index).fillna(0).astype(int)
    about = known(then, table["id"])[["name", "account"]]
    rows = table.join(about, on="id")[PULSE]
    rows = rows.sort_values(["silent_days", "id"], ascending=[False, True], na_position="last", ignore_index=True)
    told = [] if len(rows) else [Sentence("chains.note.no_chain", {})]
    if len(rows) and rows["usual_days"].isna().all():
        told.append(Sentence("chains.pulse.no_pace", {}))
    settings = {"as_of": day, "silence_times": SILENCE, "least_silence_days": LEAST_SILENCE_DAYS}
    figures = {"chains": len(rows), "dormant": int(rows["dormant"].fillna(False).sum())}
    return Answer("pulse", settings, population(then, trees, day, revision), rows, told, "chains.pulse.about", figures)


def restarts(network: Network, as_of: date | None = None, revision: int | None = None) -> Answer:
    """Who woke a chain that had fallen silent, latest first: the referrer of the first person after the silence.

    A silence is more than twice the chain's usual time and at least 30 days (`pulse`). `after` counts the people who
    came from that day on until the chain fell silent again.
    """
    day = today(as_of)
    then = standing(network, day)
    trees = forest(then)
    woke = _beats(trees).query("restart")
    rows = woke.assign(top=trees.lay.ids[woke["top"]])
    about = known(then, sorted({*rows["id"], *rows["top"]}))[["name", "account"]]
    rows = rows.join(about, on="id")
    rows["top_name"] = rows["top"].map(about["name"])
    rows = rows.sort_values(["on", "id"], ascending=[False, True], ignore_index=True)[RESTART]
    told = [] if len(rows) else [Sentence("chains.restarts.none", {})]
    settings = {"as_of": day, "silence_times": SILENCE, "least_silence_days": LEAST_SILENCE_DAYS}
    return Answer("restarts", settings, population(then, trees, day, revision), rows, told, "chains.restarts.about")


def _beats(trees: Forest) -> pd.DataFrame:
    """One row a day on which somebody new came, chain by chain: top, who brought the first of them, time since."""
    lay, tree = trees.lay, trees.tree
    place = np.flatnonzero(lay.row >= 0)
    came = tree.iloc[lay.row[place]].reset_index(drop=True)
    table = pd.DataFrame(
        {"top": lay.top[place], "on": came["on"], "id": came["from_id"].astype(object), "person": came["to_id"],
         "referral": came["referral_id"]}
    )  # fmt: skip
    table = table.dropna(subset="on").sort_values(["top", "on", "referral"], ignore_index=True)
    sizes = table.groupby(["top", "on"]).size().to_numpy(np.int64)
    table = table.drop_duplicates(["top", "on"]).reset_index(drop=True)
    table["silent_days"] = (table["on"] - table.groupby("top")["on"].shift()).dt.days.astype(float)
    gaps = table.groupby("top")["silent_days"]
    enough = gaps.transform("count") >= FEWEST_GAPS
    table["own_pace"] = enough
    table["usual_days"] = gaps.transform("median").where(enough, table["silent_days"].median())
    table["restart"] = table["silent_days"] > _limit(table["usual_days"])
    spell = table["restart"].cumsum()
    table["after"] = pd.Series(sizes).groupby([table["top"], spell]).transform("sum")
    return table


def _limit(usual_days: pd.Series) -> pd.Series:
    return (SILENCE * usual_days).clip(lower=LEAST_SILENCE_DAYS)


def _paced(beats: pd.DataFrame) -> pd.DataFrame:
    groups = beats.groupby("top")
    return groups.agg(
        first=("on", "min"), last=("on", "max"), usual_days=("usual_days", "first"), own_pace=("own_pace", "first")
    )
