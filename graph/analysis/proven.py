"""Predicted against proven: what asking a person for referrals really brought, beside how central they are."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from graph.analysis import worth
from graph.analysis.answer import Answer, Listed, Sentence, Term
from graph.analysis.arrays import arrays_of, kept, standing
from graph.analysis.attribution import forest, led_to
from graph.analysis.centres import TOP_SHARE
from graph.analysis.circles import everybody
from graph.analysis.favours import referrals_named
from graph.analysis.people import people, today
from graph.analysis.readiness import MUST_NOT, REST_DAYS, judged, reasons_of
from graph.analysis.risk import looked, threads
from graph.analysis.scores import influence_of
from graph.model.errors import BadValue
from graph.model.network import Network

FEWEST_ASKS = 3
EXHAUSTED = 0.8
STATES = ("proven", "never", "over", "done")
SEGMENTS = ("region", "industry")
STEPS = ("barred", "pause", "keep", "route", "wait", "thank", "ask", "first")
COLUMNS = [
    "id", "name", "account", "region", "list", "place", "of", "score", "asks", "won", "won_known", "value", "per_ask",
    "low", "high", "average", "contacted", "known", "last_asked", "step", "next", "next_on",
]  # fmt: skip


def four_lists(
    network: Network,
    region: str | None = None,
    top: int | None = None,
    as_of: date | None = None,
    revision: int | None = None,
    segment: str = "region",
    exhausted: float = EXHAUSTED,
) -> Answer:
    """Who is proven, who is central and was never asked, who is over-rated, who is exhausted; with the next step (N7).

    One row a person on a list (`states`), list by list, `top` of each: the most expected first, those without a win by
    place. `place` among `of` people by influence score, all of them or those of `region`. asks, won, value, per_ask,
    low, high and contacted as in `brought`. `step` is decided by the rule of `readiness.judged` and said in `next`:
    "barred" (must not be asked, and why), "pause" (over-rated: 90 days' rest, until `next_on`), "keep" (exhausted: look
    after them, let them testify), "route" (we do not know them), "wait" (asked within 90 days, until `next_on`),
    "thank" (then ask), "ask", "first" (what is missing before they may be asked).
    """
    day = today(as_of)
    then = standing(network, day)
    table = people(then).merge(influence_of(then, day).table[["id", "score"]].dropna(), on="id")
    table = table if region is None else table[table["region"] == region]
    table = table.merge(brought(network, day, segment), on="id")
    table["place"], table["of"] = table["score"].rank(method="min", ascending=False), float(len(table))
    table["list"] = states(table, exhausted)
    listed = table[table["list"] != ""].assign(order=lambda t: t["list"].map(STATES.index))
    by_value = -listed["per_ask"].where(listed["won"] > 0, 0.0)
    listed = listed.assign(worth=by_value).sort_values(["order", "worth", "place", "id"])
    rows = listed if top is None else listed.groupby("order").head(top)
    rows = stepped(then, day, rows.reset_index(drop=True))[COLUMNS]
    settings = {
        "region": region, "top": top, "as_of": day, "segment": segment, "exhausted": exhausted, "rest_days": REST_DAYS,
        "top_share": TOP_SHARE, "fewest_asks": FEWEST_ASKS, "chance": worth.CHANCE,
    }  # fmt: skip
    population = {
        "network": "acquaintance+influence+referral", "people": len(table), "asks": int(table["asks"].sum()),
        "ties": arrays_of(then, "acquaintance", day).ties, "as_of": day, "revision": revision,
    }  # fmt: skip
    figures = {state: int((table["list"] == state).sum()) for state in STATES}
    made = asks_of(then)
    asked = made[made["from_id"].isin(rows["id"])].groupby("from_id")["tie"]
    ties = {str(who): tuple(mine) for who, mine in asked}
    return Answer("four_lists", settings, population, rows, notes(then, table, region), "proven.about", figures, ties)


def notes(then: Network, table: pd.DataFrame, region: str | None) -> list[Sentence]:
    """Why there are no rows, or no expectation, and what is unknown."""
    if not len(then["Person"]):
        return [Sentence("analysis.note.nobody", {})]
    if not len(table):
        return [Sentence("analysis.note.no_ties" if region is None else "centres.note.no_region", {"region": region})]
    told = [] if table["asks"].sum() else [Sentence("proven.note.no_asks", {})]
    silent = int((table["won"] - table["won_known"]).sum())
    told += [Sentence("chains.note.unknown_value", {"n": silent})] if silent else []
    if table["asks"].sum() and table["per_ask"].isna().all():
        told.append(Sentence("proven.note.no_amount", {}))
    return told


def brought(network: Network, as_of: date | None = None, segment: str = "region") -> pd.DataFrame:
    """One row a person: `asks` made to them, `won` of those, `won_known` with an amount, `value`, `last_asked`.

    Both sides are the same referrals (`asks_of`). `value` sums the known amounts, NaN where something was won and no
    amount is known, 0 where nothing was won. `per_ask` is the expected value of one more request in the account's
    money = expected rate × expected amount, each drawn towards the others (`worth`; the rate first towards the person's
    `segment`, "region" or "industry"); `low` and `high` are its 90 % credible interval with both uncertain; somebody
    never asked stands on their segment. `average` is everybody's rate × amount. All four NaN while no amount of a win
    is known. `contacted` 0…1 is the share of their acquaintances whom we know or who were referred to us, NaN without.
    """
    if segment not in SEGMENTS:
        raise BadValue("error.bad_value.choice", field="segment", value=segment, allowed=list(SEGMENTS))
    day = today(as_of)
    then = standing(network, day)
    return kept(then, ("brought", day, segment), lambda: _brought(then, day, segment)).copy()


def _brought(then: Network, day: date, segment: str) -> pd.DataFrame:
    table, asked = people(then)[["id", segment]], asks_of(then)
    made, sold = asked.groupby("from_id"), asked[asked["won"]].groupby("from_id")
    table["asks"] = looked(made.size(), table["id"]).fillna(0).astype(int)
    table["last_asked"] = pd.to_datetime(looked(made["asked_on"].max(), table["id"]))
    table["won"] = looked(sold.size(), table["id"]).fillna(0).astype(int)
    table["won_known"] = looked(sold["amount"].count(), table["id"]).fillna(0).astype(int)
    table["value"] = looked(sold["amount"].sum(min_count=1), table["id"]).where(table["won"] > 0, 0.0)
    paid = asked[asked["amount"].notna()]
    who = pd.Index(table["id"]).get_indexer(paid["from_id"].astype(object))
    table = pd.concat([table, expected(table, pd.factorize(table[segment])[0], who, paid["amount"])], axis=1)
    table["contacted"] = looked(contacted(then, day), table["id"])
    return table.drop(columns=segment)


def asks_of(then: Network) -> pd.DataFrame:
    """Every request for a referral: `tie`, `from_id` (whom we asked), `asked_on`, `won`, `amount` (NaN unknown).

    Spontaneous referrals are none: nobody asked. `won` when the referral was, and its purchase is attributed to who
    made it (`attribution.forest`): not when somebody else had referred that person before, nor for oneself.
    """
    referral = then["Referral"].set_index("id")
    made = then["MADE"][["id", "from_id", "to_id"]].set_axis(["tie", "from_id", "referral"], axis=1)
    for name in ("technique", "status", "asked_on", "won_amount"):
        made[name] = looked(referral[name].astype(object) if name in ("technique", "status") else referral[name],
                            made["referral"])  # fmt: skip
    made = made[made["technique"] != "spontaneous"]
    grown = forest(then)
    ours, others = pairs(grown.tree), pairs(pd.concat([grown.assists, grown.refused, grown.selves]))
    here = pd.MultiIndex.from_arrays([made["from_id"].astype(object), made["referral"].astype(object)])
    made["won"] = (made["status"] == "won") & (here.isin(ours) | ~here.isin(others))
    led = looked(led_to(then).astype(float), made["referral"]) if len(then["LED_TO"]) else np.nan
    made["amount"] = made["won_amount"].astype(float).fillna(led).where(made["won"])
    return made[["tie", "from_id", "asked_on", "won", "amount"]].reset_index(drop=True)


def pairs(claims: pd.DataFrame) -> pd.MultiIndex:
    """Who made which referral."""
    return pd.MultiIndex.from_arrays([claims["from_id"].astype(object), claims["referral_id"].astype(object)])


def expected(table: pd.DataFrame, segment: Any, who: Any, paid: pd.Series) -> pd.DataFrame:
    """`per_ask`, `low`, `high` and everybody's `average` from asks and won, the segment's number, and whose amounts."""
    won, asks = (table[name].to_numpy(dtype=float) for name in ("won", "asks"))
    a, b, usual = worth.rates(won, asks, np.asarray(segment, dtype=np.int64))
    shape, scale, mean = worth.amounts(np.asarray(who, dtype=np.int64), paid.to_numpy(dtype=float), len(table))
    low, high = worth.ends((a, b), (shape, scale))
    told = {"per_ask": a / (a + b) * scale / (shape - 1), "low": low, "high": high, "average": usual * mean}
    return pd.DataFrame(told, index=table.index)


def contacted(then: Network, day: date) -> pd.Series:
    """Share 0…1 of each person's acquaintances whom a rep of ours knows or who were referred to us, by id."""
    net = arrays_of(then, "acquaintance", day)
    reached = net.ids.isin(threads(then, day)["from_id"]) | net.ids.isin(then["ABOUT_PERSON"]["to_id"])
    a, b = net.pairs.a, net.pairs.b
    known = np.bincount(np.r_[a, b], weights=reached[np.r_[b, a]].astype(float), minlength=net.n)
    return pd.Series(known / np.where(net.degree > 0, net.degree, np.nan), index=net.ids)


def states(table: pd.DataFrame, exhausted: float = EXHAUSTED) -> pd.Series:
    """What each person is: done (exhausted), proven, never (asked), over (rated), or "".

    Central are the best 10 % by `place` among `of` people, as for candidates; good is a `per_ask` of the average or
    more with something won. done: good, and 80 % (`exhausted`) or more of their acquaintances are contacted; proven:
    good and central; never: central and not asked; over: central, asked three times or more, and below the average.
    """
    central = table["place"] <= np.ceil(table["of"] * TOP_SHARE)
    good = (table["per_ask"] >= table["average"]) & (table["won"] > 0)
    conditions = {
        "done": good & (table["contacted"] >= exhausted),
        "proven": central & good,
        "never": central & (table["asks"] == 0),
        "over": central & (table["asks"] >= FEWEST_ASKS) & (table["per_ask"] < table["average"]),
    }
    return pd.Series(np.select(list(conditions.values()), list(conditions), default=""), index=table.index)


def stepped(then: Network, day: date, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows (`id`, `list`) with `known`, `step`, `next` and `next_on`: what to do now, and from which day on."""
    facts, bars = judged(then, day)
    facts, bars = facts.loc[rows["id"]], bars.loc[rows["id"]]
    near = everybody(then, day).set_index("id").loc[rows["id"]]
    made = referrals_named(then)
    due = made[made["thanked_on"].isna() | (made["thanked_on"] > pd.Timestamp(day))].groupby("from_id").size()
    thanks = looked(due, rows["id"]).fillna(0).astype(int).to_numpy()
    known, list_ = near["known"].to_numpy(bool), rows["list"].to_numpy()
    forbidden = bars[[reason for reason in MUST_NOT if reason != "asked_recently"]].any(axis=1).to_numpy()
    ready, waits = facts["ready"].to_numpy(bool), bars["asked_recently"].to_numpy(bool)
    step = np.select(
        [forbidden, list_ == "over", list_ == "done", ~known, waits, ready & (thanks > 0), ready], STEPS[:-1], STEPS[-1]
    )
    ends = (facts["last_asked"] + pd.Timedelta(days=REST_DAYS)).to_numpy()
    rest = np.maximum(ends, np.datetime64(pd.Timestamp(day)))
    rows = rows.assign(known=known, step=step)
    on = pd.Series(np.where(np.isin(step, ["pause", "wait"]), rest, np.datetime64("NaT")), index=rows.index)
    rows["next_on"] = pd.to_datetime(on).mask(np.isin(step, ["thank", "ask"]), pd.Timestamp(day))
    sets, which = reasons_of(bars.to_numpy(bool))
    against = [sets[one] for one in which]
    told = zip(step.tolist(), against, rows["next_on"], thanks.tolist(), near["through_name"], near["rep_name"],
               strict=True)  # fmt: skip
    rows["next"] = pd.Series([said(*one) for one in told], index=rows.index, dtype=object)
    return rows


def said(step: str, reasons: tuple[str, ...], on: Any, thanks: int, through: str | None, rep: str | None) -> Sentence:
    """The next step in a sentence."""
    if step in ("barred", "first"):
        shown = [reason for reason in reasons if step == "first" or reason in MUST_NOT]
        return Sentence(f"proven.next.{step}", {"reasons": Listed(Term(f"ready.reason.{one}") for one in shown)})
    if step == "route" and through is not None:
        return Sentence("proven.next.through", {"who": through, "rep": rep})
    values = {"pause": {"on": on}, "wait": {"on": on}, "thank": {"n": thanks}}.get(step, {})
    return Sentence(f"proven.next.{step}", {name: _day(value) for name, value in values.items()})


def _day(value: Any) -> Any:
    return value.date() if isinstance(value, pd.Timestamp) else value
