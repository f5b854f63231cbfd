"""Who may be asked for a referral now, who must not and why, and from which day on (domain.md 3.7, QC10, QC11)."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from graph.analysis.answer import Answer, Listed, Sentence, Term
from graph.analysis.arrays import kept, standing
from graph.analysis.attribution import forest
from graph.analysis.people import attitudes, blackout, each, people, today
from graph.analysis.risk import looked, threads
from graph.analysis.scores import influence_scores
from graph.model.errors import BadValue
from graph.model.network import Network
from graph.model.vocab import VOCAB

REST_DAYS = 90
SERVICE_DAYS = 90
LEAST_SATISFIED = 70
ONLY = ("ready", "never_asked", "must_not", "broken")
REASONS = (
    "blackout", "official", "do_not_contact", "ask_referrer_first", "permission_unknown", "no_basis", "asked_recently",
    "dissatisfied", "stranger", "not_close", "no_recent_service",
)  # fmt: skip
MUST_NOT = (
    "blackout", "official", "do_not_contact", "ask_referrer_first", "no_basis", "asked_recently", "dissatisfied",
)  # fmt: skip
STAGES = VOCAB["relationship_stage"].order
COLUMNS = [
    "rank", "id", "name", "account", "region", "ready", "timing", "reasons", "why", "next_on", "asks", "last_asked",
    "last_contact", "stage", "attitude", "satisfaction", "worth",
]  # fmt: skip


def readiness(
    network: Network,
    only: str | None = None,
    worth: pd.Series | None = None,
    top: int | None = None,
    as_of: date | None = None,
    revision: int | None = None,
) -> Answer:
    """Everybody, those who may be asked now first and the most worthwhile before the others.

    `ready` when no reason speaks against it: nobody under tender blackout, no public official, nobody without
    permission, nobody asked within 90 days or whose firm's satisfaction index is below 70; before a deal trust, or
    engagement with a supporter; after one a contact within 90 days. `next_on` is the first day when a pause ends, None
    where a reason has no date. `worth` by person id orders them (expected value of asking); the influence score 0…100
    without it. `only` keeps the "ready", the "never_asked" of them, those who "must_not" be asked, or the "broken":
    ready, brought in by a referral and won, and never asked for one. Unknown permission is none; an unknown index and
    whether somebody is an official may be unknown and do not bar.
    """
    if only is not None and only not in ONLY:
        raise BadValue("error.bad_value.choice", field="only", value=only, allowed=list(ONLY))
    day = today(as_of)
    then = standing(network, day)
    table, bars = judged(then, day)
    table = table.reset_index()
    bars = bars.set_axis(table.index)
    table["worth"] = valued(network, worth, day).reindex(table["id"]).to_numpy()
    shown = table[kept_by(only, table, then)]
    shown = shown.sort_values(["ready", "worth", "id"], ascending=[False, False, True], na_position="last")
    shown = shown.assign(rank=np.arange(1, len(shown) + 1)).head(len(shown) if top is None else top)
    told, which = reasons_of(bars.loc[shown.index].to_numpy(bool))
    rows = shown.reset_index(drop=True)
    rows["reasons"] = pd.Series([told[one] for one in which], index=rows.index, dtype=object)
    why = [said(reasons) for reasons in told]
    rows["why"] = pd.Series([why[one] for one in which], index=rows.index, dtype=object)
    settings = {
        "only": only, "top": top, "rest_days": REST_DAYS, "service_days": SERVICE_DAYS, "as_of": day,
        "least_satisfied": LEAST_SATISFIED, "worth": "influence" if worth is None else "given",
    }  # fmt: skip
    population = {
        "network": "referral", "people": len(table), "ties": len(then["MADE"]), "as_of": day, "revision": revision,
    }  # fmt: skip
    figures = {
        "ready": int(table["ready"].sum()), "never_asked": int((table["ready"] & (table["asks"] == 0)).sum()),
        **{reason: int(bars[reason].sum()) for reason in REASONS},
    }  # fmt: skip
    evidence = {who: ties for who, ties in each(rows, "id", "ties") if ties}
    return Answer("readiness", settings, population, rows[COLUMNS], notes(then, table, rows), "ready.about", figures,
                  evidence)  # fmt: skip


def judged(then: Network, day: date) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rule for everybody, by id: `facts` with `ready` and `next_on`, and one column a reason of REASONS.

    Whoever asks whether somebody may be asked asks here. MUST_NOT are the reasons that stand on record and forbid;
    the others say that something is unknown or comes first.
    """

    def made() -> tuple[pd.DataFrame, pd.DataFrame]:
        table = facts(then, day)
        bars = barred(then, table, day)
        table["ready"] = ~bars.any(axis=1)
        table["next_on"] = pause(table, bars, day)
        by_id = table["id"].astype(object)
        return table.set_index(by_id).drop(columns="id"), bars.set_axis(by_id)

    return kept(then, ("judged", day), made)


def facts(then: Network, day: date) -> pd.DataFrame:
    """What the rule looks at, one row a person: how close we are, when we last spoke and asked, permission, index."""
    person, account = then["Person"].set_index("id"), then["Account"].set_index("id")
    table = people(then)
    for name in ("is_public_official", "lawful_basis"):
        table[name] = looked(person[name].astype(object), table["id"])
    close = threads(then, day)
    first = close.drop_duplicates("from_id").set_index("from_id")
    table["stage"] = looked(close.groupby("from_id")["stage"].max(), table["id"])
    table["ties"] = [(tie,) if isinstance(tie, str) else () for tie in looked(first["id"], table["id"])]
    table["attitude"] = looked(pd.Series(attitudes(then), dtype=object), table["id"]).fillna("unknown")
    spoken = spoken_on(then, day)
    table["last_contact"] = pd.to_datetime(looked(spoken, table["id"]))
    asked = asked_on(then, day)
    table["asks"] = looked(asked.groupby("id").size(), table["id"]).fillna(0).astype(int)
    table["last_asked"] = pd.to_datetime(looked(asked.groupby("id")["on"].max(), table["id"]))
    table["satisfaction"] = looked(account["satisfaction_index"], table["account_id"]).astype(float)
    bought = ["customer", "lapsed"]
    firm = looked(account["customer_status"].astype(object), table["account_id"]).isin(bought)
    own = table["customer_status"].astype(object)
    after = own.isin(bought) | ((own == "unknown") & firm)
    table["timing"] = np.where(after, "after_deal", "before_deal")
    return table


def spoken_on(then: Network, day: date) -> pd.Series:
    """The last day on which one of ours in contact spoke with each person, or an activity was shared, by person."""
    moment = pd.Timestamp(day)
    contact = then["CONTACT"][["to_id", "last_interaction_on"]].set_axis(["id", "on"], axis=1)
    shared = then["TOOK_PART"][["from_id", "to_id"]].merge(
        then["Activity"][["id", "on"]], left_on="to_id", right_on="id"
    )
    both = pd.concat([contact, shared[["from_id", "on"]].set_axis(["id", "on"], axis=1)])
    return both[both["on"] <= moment].groupby("id")["on"].max()


def asked_on(then: Network, day: date) -> pd.DataFrame:
    """Every request for a referral, by `id` of the person asked and day `on`: referrals made and campaign requests."""
    moment = pd.Timestamp(day)
    made = then["MADE"].merge(then["Referral"][["id", "asked_on"]], left_on="to_id", right_on="id", suffixes=("_t", ""))
    invited = then["INVITED"][["to_id", "asked_on"]].set_axis(["id", "on"], axis=1)
    both = pd.concat([made[["from_id", "asked_on"]].set_axis(["id", "on"], axis=1), invited.dropna()])
    return both[~(both["on"] > moment)]


def barred(then: Network, table: pd.DataFrame, day: date) -> pd.DataFrame:
    """One column a reason of REASONS, True where it speaks against asking."""
    moment = pd.Timestamp(day)
    permission, stage, after = table["contact_permission"], table["stage"], table["timing"] == "after_deal"
    trusted = (stage >= STAGES["trust"]) | ((stage >= STAGES["engagement"]) & (table["attitude"] == "supporter"))
    served = (moment - table["last_contact"]).dt.days <= SERVICE_DAYS
    told = {
        "blackout": table["id"].isin(list(blackout(then))),
        "official": table["is_public_official"] == "yes",
        "do_not_contact": permission == "do_not_contact",
        "ask_referrer_first": permission == "ask_referrer_first",
        "permission_unknown": permission == "unknown",
        "no_basis": table["lawful_basis"] == "none",
        "asked_recently": (moment - table["last_asked"]).dt.days < REST_DAYS,
        "dissatisfied": table["satisfaction"] < LEAST_SATISFIED,
        "stranger": ~after & stage.isna(),
        "not_close": ~after & stage.notna() & ~trusted,
        "no_recent_service": after & ~served,
    }
    return pd.DataFrame({reason: told[reason].fillna(False).astype(bool) for reason in REASONS}, index=table.index)


def pause(table: pd.DataFrame, bars: pd.DataFrame, day: date) -> pd.Series:
    """The first day on which each may be asked: today when ready, the pause's end when only that bars, else NaT."""
    ends = table["last_asked"] + pd.Timedelta(days=REST_DAYS)
    waits = bars["asked_recently"] & ~bars.drop(columns="asked_recently").any(axis=1)
    return ends.where(waits).mask(table["ready"], pd.Timestamp(day))


def valued(network: Network, worth: pd.Series | None, day: date) -> pd.Series:
    """What asking each person is worth, by id: as given, else their influence score."""
    return influence_scores(network, day).set_index("id")["score"] if worth is None else worth.astype(float)


def kept_by(only: str | None, table: pd.DataFrame, then: Network) -> pd.Series:
    """True for the people asked about."""
    if only is None:
        return pd.Series(True, index=table.index)
    if only == "must_not":
        return ~table["ready"]
    never = table["ready"] & (table["asks"] == 0)
    if only != "broken":
        return table["ready"] if only == "ready" else never
    tree = forest(then).tree
    return never & table["id"].isin(tree["to_id"][tree["status"] == "won"])


def reasons_of(bars: NDArray[np.bool_]) -> tuple[list[tuple[str, ...]], list[int]]:
    """The different sets of reasons that occur, and for each row (one column a reason of REASONS) which of them."""
    bit = 1 << np.arange(len(REASONS))
    sets, which = np.unique(bars @ bit, return_inverse=True)
    return [tuple(np.array(REASONS)[(one & bit) > 0].tolist()) for one in sets], which.tolist()


def said(reasons: tuple[str, ...]) -> Sentence:
    """The reasons against asking in a sentence, or that there are none."""
    if not reasons:
        return Sentence("ready.yes", {})
    return Sentence("ready.no", {"reasons": Listed(Term(f"ready.reason.{reason}") for reason in reasons)})


def notes(then: Network, table: pd.DataFrame, rows: pd.DataFrame) -> list[Sentence]:
    """Why there are no rows, and what is not known about those who are ready."""
    if not len(table):
        return [Sentence("analysis.note.nobody", {})]
    told = [] if len(rows) else [Sentence("ready.note.none", {})]
    ready = table[table["ready"]]
    for key, unknown in (
        ("official_unknown", ready["is_public_official"] == "unknown"),
        ("index_unknown", ready["satisfaction"].isna()),
        ("opponent", ready["attitude"] == "opponent"),
    ):
        if unknown.any():
            told.append(Sentence(f"ready.note.{key}", {"n": int(unknown.sum())}))
    return told
