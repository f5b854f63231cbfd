"""A planned reward rule tried on the real referrals: what it would pay, to whom, and what must be asked a lawyer first.

Only the direct referrer may ever be rewarded (domain.md 6.2, integrity rule 6). This judges nobody.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from graph.analysis.answer import Answer, Sentence
from graph.analysis.attribution import Forest, forest, known, population
from graph.analysis.people import standing, today
from graph.analysis.totals import of_each
from graph.model.errors import BadValue
from graph.model.network import Network
from graph.model.vocab import UNKNOWN

PAID_FOR = ("sale", "person")
MOST_LEVELS = 10
DIRECT = 1
FILING_LEVELS = 3
FILING_PEOPLE = 30
COLUMNS = [
    "id",
    "name",
    "account",
    "level",
    "events",
    "unknown",
    "payout",
    "own_employer",
    "official",
    "allowed",
    "why",
]


def reward_guard(
    network: Network,
    levels: int = 1,
    amounts: Sequence[float] = (),
    shares: Sequence[float] = (),
    per: str = "sale",
    as_of: date | None = None,
    revision: int | None = None,
) -> Answer:
    """What a planned reward rule would have paid on the referrals so far, one row a person and level, and its flags.

    The rule pays the `levels` referrers above each `per` "sale" or "person" who consented, 1 the direct one: `amounts`
    in money and `shares` 0…1 of the sale, one a level or one for all. `events` paid for, `unknown` of them with an
    unknown amount (left out of `payout`; NaN when all are). `own_employer` events are orders of a firm where the
    rewarded person works. `allowed` is False beyond the direct referrer, for officials and for an own employer's
    order, unknown (NA) where nobody knows whether they are an official; `why` lists the reasons. Highest payout first.
    Figures: `payout`, `refused` (part of the rule may never be paid), `red` (see a lawyer before anything), `levels`
    with people, events and payout of each, `organisation` the most people under one top whom the rule ties together,
    the top counted. Red when three levels are paid, or such a group has 30 people in 3 levels with its top (the filing
    threshold named in features.md N19). Nobody referred: no rows, and a note. BadValue for a rule that is none.
    """
    amounts, shares = _rule(levels, amounts, "amounts"), _rule(levels, shares, "shares")
    if per not in PAID_FOR:
        raise BadValue("error.bad_value.choice", field="per", value=per, allowed=list(PAID_FOR))
    if not any(amounts + shares) or (per == "person" and any(shares)):
        raise BadValue("error.bad_value.missing", field="amounts")
    day = today(as_of)
    then = standing(network, day)
    trees = forest(then)
    paid = _paid(trees, amounts, shares, per)
    paid["own"] = _own_employer(then, trees, paid)
    rows = _rows(then, trees, paid)
    group, deep = _largest(trees, levels)
    filing = group >= FILING_PEOPLE and deep >= FILING_LEVELS
    figures = {
        "payout": float(rows["payout"].sum(min_count=min(1, len(rows)))), "refused": levels > DIRECT or per == "person",
        "red": levels >= FILING_LEVELS or filing, "levels": _by_level(rows, levels), "organisation": group,
    }  # fmt: skip
    settings = {"levels": levels, "amounts": amounts, "shares": shares, "per": per, "as_of": day}
    on = population(then, trees, day, revision)
    told = [*_flags(levels, per, group, deep, filing), *_people_flags(rows), *_left(trees, rows, per)]
    told.append(Sentence("guard.advice", {}))
    return Answer("reward_guard", settings, on, rows[COLUMNS], told, "guard.about", figures)


def _rule(levels: int, given: Sequence[float], field: str) -> tuple[float, ...]:
    """One number a level; BadValue for a negative one, a share above 1, or a wrong count."""
    if not 1 <= levels <= MOST_LEVELS:
        raise BadValue("error.bad_value.range", field="levels", value=levels, at_least=1, at_most=MOST_LEVELS)
    told = tuple(map(float, given)) or (0.0,)
    told = told * levels if len(told) == 1 else told
    if len(told) != levels:
        raise BadValue("error.bad_value.range", field=field, value=len(told), at_least=levels, at_most=levels)
    most = 1.0 if field == "shares" else math.inf
    for one in told:
        if not 0 <= one <= most or math.isinf(one):
            raise BadValue("error.bad_value.range", field=field, value=one, at_least=0, at_most=most)
    return told


def _paid(trees: Forest, amounts: tuple[float, ...], shares: tuple[float, ...], per: str) -> pd.DataFrame:
    """One row a payment: place of who is paid, level, place of the person paid for, pay (NaN unknown)."""
    lay, came = trees.lay, of_each(trees)
    event = np.flatnonzero((lay.row >= 0) & (came["won"].to_numpy(bool) | (per == "person")))
    sold = came["won_amount"].to_numpy(float)[event]
    above, parts = event, []
    for level, (amount, share) in enumerate(zip(amounts, shares, strict=True), 1):
        above = np.where(above >= 0, lay.up[above], -1)
        pay = amount + (share * sold if share else 0.0)
        part = pd.DataFrame({"place": above, "level": level, "event": event, "pay": pay})
        parts.append(part[above >= 0])
    return pd.concat(parts, ignore_index=True)


def _own_employer(then: Network, trees: Forest, paid: pd.DataFrame) -> NDArray[np.bool_]:
    """Whether each payment is for an order of a firm where who is paid works: by the account of the deal or buyer."""
    lay, jobs = trees.lay, then["WORKS_AT"]
    jobs = pd.DataFrame({"place": jobs["from_id"].astype(object).map(lay.place), "firm": jobs["to_id"].astype(object)})
    jobs = jobs.dropna(subset="place").astype({"place": int}).drop_duplicates()
    bought = trees.tree["referral_id"].to_numpy(object)
    deals = then["LED_TO"].merge(then["FOR_ACCOUNT"], left_on="to_id", right_on="from_id", suffixes=("", "_deal"))
    ordered = pd.DataFrame({"referral": deals["from_id"].astype(object), "firm": deals["to_id_deal"].astype(object)})
    event = pd.DataFrame({"event": np.flatnonzero(lay.row >= 0)})
    event["referral"] = bought[lay.row[event["event"]]]
    firms = pd.concat([jobs.rename(columns={"place": "event"}), event.merge(ordered, on="referral")[["event", "firm"]]])
    pairs = paid[["place", "event"]].assign(payment=np.arange(len(paid))).merge(firms.drop_duplicates(), on="event")
    both = pairs.merge(jobs, on=["place", "firm"])["payment"].to_numpy(int)
    own = np.zeros(len(paid), bool)
    own[both] = True
    return own


def _rows(then: Network, trees: Forest, paid: pd.DataFrame) -> pd.DataFrame:
    """Payments summed by person and level, with who they are and whether they may be paid."""
    groups = paid.assign(unknown=paid["pay"].isna()).groupby(["place", "level"])
    table = groups.agg(events=("event", "size"), unknown=("unknown", "sum"), own_employer=("own", "sum")).reset_index()
    table["payout"] = groups["pay"].sum(min_count=1).to_numpy(float)
    table["id"] = trees.lay.ids[table["place"].to_numpy(int)]
    table = table.join(known(then, table["id"].unique().tolist())[["name", "account"]], on="id")
    official = then["Person"].set_index("id")["is_public_official"].astype(str)
    table["official"] = table["id"].map(official).fillna(UNKNOWN).astype(object)
    refused = (table["level"] > DIRECT) | (table["official"] == "yes") | (table["own_employer"] > 0)
    table["allowed"] = (~refused).astype("boolean").mask(~refused & (table["official"] == UNKNOWN))
    reasons = zip(table["level"] > DIRECT, table["official"], table["own_employer"], strict=True)
    why: list[Any] = [_reasons(*one) for one in reasons]
    table = table.assign(why=pd.Series(why, table.index, object))
    order = ["payout", "id", "level"]
    return table.sort_values(order, ascending=[False, True, True], na_position="last", ignore_index=True)


def _reasons(beyond: bool, official: str, own_employer: int) -> list[Sentence]:
    """Why somebody may not be paid, or why it is not known whether they may."""
    told = [Sentence("guard.why.beyond", {})] if beyond else []
    told += [Sentence("guard.why.official", {})] if official == "yes" else []
    told += [Sentence("guard.why.employer", {"n": own_employer})] if own_employer else []
    return told + ([Sentence("guard.why.unknown", {})] if official == UNKNOWN else [])


def _largest(trees: Forest, levels: int) -> tuple[int, int]:
    """People, the top counted, and levels, its own counted, of the largest group that the rule ties to one top.

    Among groups of at least three levels where there are any, as fewer are no chain of rewards.
    """
    lay = trees.lay
    if not len(lay.up):
        return 0, 0
    size, above = np.ones(len(lay.up), np.int64), np.arange(len(lay.up))
    deep = np.ones(len(lay.up), np.int64)
    for level in range(1, levels + 1):
        above = np.where(above >= 0, lay.up[above], -1)
        below = np.bincount(above[above >= 0], minlength=len(size))
        size, deep = size + below, np.where(below > 0, level + 1, deep)
    best = int(np.lexsort((size, np.minimum(deep, FILING_LEVELS)))[-1])
    return int(size[best]), int(deep[best])


def _by_level(rows: pd.DataFrame, levels: int) -> list[dict[str, Any]]:
    groups = rows.groupby("level")
    table = groups.agg(people=("id", "size"), events=("events", "sum")).assign(payout=groups["payout"].sum(min_count=1))
    table = table.reindex(range(1, levels + 1)).fillna({"people": 0, "events": 0})
    nothing = table["payout"].isna() & (table["events"] == 0)
    table["payout"] = table["payout"].mask(nothing, 0.0)
    table = table.astype({"people": int, "events": int}).rename_axis("level").reset_index()
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def _flags(levels: int, per: str, group: int, deep: int, filing: bool) -> list[Sentence]:
    """What is refused in the rule itself, and what makes it red."""
    told = [Sentence("guard.beyond", {"n": levels - DIRECT})] if levels > DIRECT else []
    told += [Sentence("guard.recruits", {})] if per == "person" else []
    told += [Sentence("guard.red.levels", {"levels": levels, "most": FILING_LEVELS})] if levels >= FILING_LEVELS else []
    if filing:
        told.append(Sentence("guard.red.group", {"n": group, "levels": deep, "most": FILING_PEOPLE}))
    return told


def _people_flags(rows: pd.DataFrame) -> list[Sentence]:
    """How many of those paid are officials, are paid for their employer's order, or are not known in this."""
    counts = {
        "officials": rows["id"][rows["official"] == "yes"].nunique(),
        "employer": rows["id"][rows["own_employer"] > 0].nunique(),
        "official_unknown": rows["id"][rows["official"] == UNKNOWN].nunique(),
    }  # fmt: skip
    return [Sentence(f"guard.{name}", {"n": n}) for name, n in counts.items() if n]


def _left(trees: Forest, rows: pd.DataFrame, per: str) -> list[Sentence]:
    """Why nothing would be paid, and what is left out of the trial."""
    told = [] if len(rows) else [Sentence(f"guard.none.{per}", {})]
    counts = {"self": len(trees.selves), "rings": len(trees.refused), "assists": len(trees.assists)}
    told += [Sentence(f"chains.note.{name}", {"n": n}) for name, n in counts.items() if n]
    unknown = int(rows["unknown"][rows["level"] == DIRECT].sum())
    return told + ([Sentence("guard.unknown", {"n": unknown})] if unknown else [])
