"""What asking brings: promises still owed, and which way of asking works."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import pandas as pd

from graph.analysis.answer import Answer, Sentence
from graph.analysis.attribution import known
from graph.analysis.later import later
from graph.analysis.people import each, people, standing, steps, today
from graph.model.errors import BadValue
from graph.model.network import Network
from graph.model.vocab import VOCAB

PROMISE_DAYS = 30
CONFIDENCE = 0.90
Z = 1.6448536269514722
SMALL_SAMPLE = 15
SPLITS = {"technique": ("technique",), "timing": ("timing",), "both": ("technique", "timing")}
STEPS = ("promised", "consented", "met", "won")
PROMISE_COLUMNS = [
    "id", "referrer", "name", "account", "person", "person_name", "technique", "asked_on", "days", "overdue", "rep",
    "rep_name", "promised_count", "promise_strength",
]  # fmt: skip


def promises(
    network: Network, as_of: date | None = None, who: str | None = None, revision: int | None = None
) -> Answer:
    """Promised referrals that nobody consented to yet, oldest first; overdue after 30 days. `who` keeps one referrer's.

    `person` is whom they named: none as a rule, since a name may be kept only once that person consents. Figures:
    `outstanding` promises, `overdue` of them, `quantified` of them with a number, `places` promised in those.
    """
    day = today(as_of)
    then = standing(network, day)
    open_ = then["Referral"][then["Referral"]["status"] == "promised"]
    ends = {"referrer": ("MADE", "to_id", "from_id"), "person": ("ABOUT_PERSON", "from_id", "to_id"),
            "rep": ("RECEIVED_BY", "from_id", "to_id")}  # fmt: skip
    table = open_.assign(**{name: open_["id"].map(dict(each(then[tie], a, b))) for name, (tie, a, b) in ends.items()})
    referrers = known(then, table["referrer"])
    table["name"], table["account"] = referrers["name"].to_numpy(), referrers["account"].to_numpy()
    table["person_name"] = known(then, table["person"])["name"].to_numpy()
    table["rep_name"] = table["rep"].map(dict(each(then["Rep"], "id", "name")))
    table["days"] = (pd.Timestamp(day) - table["asked_on"]).dt.days.astype("Int64")
    table["overdue"] = (table["days"] > PROMISE_DAYS).fillna(False).astype(bool)
    rows = table.sort_values(["asked_on", "id"], ignore_index=True)[PROMISE_COLUMNS]
    rows = rows if who is None else rows[rows["referrer"] == who].reset_index(drop=True)
    quantified = rows["promised_count"].dropna()
    told = [Sentence("chains.note.no_promises", {})] if not len(rows) else []
    if len(quantified):
        told.append(Sentence("chains.note.quantified", {"places": int(quantified.sum()), "n": len(quantified)}))
    settings = {"who": who, "as_of": day, "overdue_after_days": PROMISE_DAYS}
    figures = {
        "outstanding": len(rows), "overdue": int(rows["overdue"].sum()), "quantified": len(quantified),
        "places": int(quantified.sum()),
    }  # fmt: skip
    return Answer(
        "promises", settings, _population(then, day, revision), rows, told, "chains.promises.about", figures
    )  # fmt: skip


def funnel(network: Network, as_of: date | None = None, revision: int | None = None, by: str = "technique") -> Answer:
    """By technique, best rate first: asked, promised, consented, met, won; rate = won ÷ asked with its 90 % interval.

    `by` may also be "timing" (before or after the deal) or "both". Each step counts the referrals that surely got
    there, closed ones by what is on record; `running` are still open and may yet be won. `days` is the median from
    asking to winning, NaN while none is dated. `small` marks fewer than 15 requests. No requests: no rows, and a note.
    """
    day = today(as_of)
    then = standing(network, day)
    rows = counted(then, split_by(by))
    told = later(network, day, "referral")
    told += [] if len(rows) else [Sentence("chains.note.no_referrals", {})]
    if rows["small"].any():
        told.append(Sentence("chains.note.small", {"n": int(rows["small"].sum()), "least": SMALL_SAMPLE}))
    settings = {
        "as_of": day, "by": by, "confidence": CONFIDENCE, "interval": "wilson", "small_sample": SMALL_SAMPLE
    }  # fmt: skip
    return Answer("funnel", settings, _population(then, day, revision), rows, told, "chains.funnel.about")


def reached(
    network: Network, technique: str, step: str = "asked", as_of: date | None = None, revision: int | None = None
) -> Answer:
    """The referrals behind one number of the funnel: asked in that way, and surely got as far as `step`; newest first.

    `name` and `account` are of the person named (`person`), of the referrer where nobody is named yet.
    """
    if step not in ("asked", *STEPS):
        raise BadValue("error.bad_value.choice", field="step", value=step, allowed=["asked", *STEPS])
    day = today(as_of)
    then = standing(network, day)
    order = VOCAB["referral_status"].order
    referrals = then["Referral"]
    kept = referrals["technique"].astype(str) == technique
    kept &= (steps(referrals) >= order[step]) if step in order and step != "asked" else True
    rows = referrals[kept][["id", "status", "asked_on", "consented_on", "won_on", "won_amount"]].astype({"status": str})
    rows["person"] = rows["id"].map(dict(each(then["ABOUT_PERSON"], "from_id", "to_id")))
    rows["referrer"] = rows["id"].map(dict(each(then["MADE"], "to_id", "from_id")))
    persons = people(then).set_index("id")
    shown = rows["person"].fillna(rows["referrer"])
    rows["name"], rows["account"] = shown.map(persons["name"]), shown.map(persons["account"])
    rows = rows.sort_values(["asked_on", "id"], ascending=[False, True], ignore_index=True)
    settings = {"as_of": day, "technique": technique, "step": step}
    told = [] if len(rows) else [Sentence("chains.note.no_referrals", {})]
    return Answer("reached", settings, _population(then, day, revision), rows, told, "chains.funnel.about")


def split_by(by: str) -> list[str]:
    """The columns that a funnel is split by; BadValue for a word that names none."""
    if by not in SPLITS:
        raise BadValue("error.bad_value.choice", field="by", value=by, allowed=list(SPLITS))
    return list(SPLITS[by])


def counted(then: Network, keys: list[str]) -> pd.DataFrame:
    """The rows of `funnel` for a network as it stood."""
    referrals = then["Referral"]
    reached, order = steps(referrals), VOCAB["referral_status"].order
    counts = referrals[keys].astype(str).assign(asked=1)
    for step in STEPS:
        counts[step] = (reached >= order[step]).astype(int)
    counts["running"] = referrals["status"].isin(set(order) - {"won"}).astype(int)
    counts["days"] = (referrals["won_on"] - referrals["asked_on"]).dt.days.where(referrals["status"] == "won")
    groups = counts.groupby(keys)
    rows = groups[["asked", *STEPS, "running"]].sum().assign(days=groups["days"].median()).reset_index()
    rows["rate"] = rows["won"] / rows["asked"]
    ends = [wilson(won, asked) for won, asked in each(rows, "won", "asked")]
    rows["low"], rows["high"] = [low for low, _ in ends], [high for _, high in ends]
    rows["small"] = rows["asked"] < SMALL_SAMPLE
    return pd.DataFrame(rows.sort_values(["rate", *keys], ascending=[False, *(True for _ in keys)], ignore_index=True))


def wilson(hits: int, n: int, z: float = Z) -> tuple[float, float]:
    """The interval 0…1 that a share of `hits` in `n` stands for, 90 % sure; the whole of 0…1 when nothing was tried.

    Source: Wilson 1927.

    >>> [round(end, 3) for end in wilson(3, 9)]
    [0.142, 0.602]
    """
    if not n:
        return 0.0, 1.0
    share, square = hits / n, z * z
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = z / (1 + square / n) * math.sqrt(share * (1 - share) / n + square / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def _population(then: Network, day: date, revision: int | None) -> dict[str, Any]:
    return {
        "network": "referral", "people": then["MADE"]["from_id"].nunique(), "ties": len(then["Referral"]),
        "as_of": day, "revision": revision,
    }  # fmt: skip
