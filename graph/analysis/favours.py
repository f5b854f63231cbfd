"""What people and reps did for each other by introductions and referrals, what is owed, and the rewards on record.

Gifts and rewards are shown as recorded and raise no score anywhere.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import numpy as np
import pandas as pd

from graph.analysis.answer import Answer, Sentence
from graph.analysis.arrays import standing
from graph.analysis.people import people, steps, today
from graph.analysis.readiness import spoken_on
from graph.analysis.risk import looked
from graph.model.network import Network
from graph.model.referred import CONSENTED

REVISIT_DAYS = 90
PAID = ("public_class", "discount_place", "event_access", "book", "commission_disclosed")
THANKS = [
    "id",
    "name",
    "account",
    "reason",
    "referrals",
    "won",
    "value",
    "since",
    "days",
    "last_contact",
    "rep",
    "rep_name",
]
LEDGER = [
    "id", "name", "account", "role", "referrals_given", "introductions_given", "referrals_received",
    "introductions_received", "thanked", "balance", "last_thanked", "thanks_due",
]  # fmt: skip
REWARDS = ["id", "name", "account", "rewards", "value", "unapproved", "officials", "over", "commission", "last_on"]


def referrals_named(then: Network) -> pd.DataFrame:
    """One row a referral with who made it and which rep took it: id, from_id, rep, won, won_amount, on, thanked_on.

    Only those whose name consented; `on` is the day of winning, else of consent, else of asking.
    """
    table = then["Referral"]
    made = then["MADE"].drop_duplicates("to_id").set_index("to_id")["from_id"]
    took = then["RECEIVED_BY"].drop_duplicates("from_id").set_index("from_id")["to_id"]
    table = table.assign(from_id=looked(made, table["id"]), rep=looked(took, table["id"]), won=table["status"] == "won")
    table["on"] = table["won_on"].fillna(table["consented_on"]).fillna(table["asked_on"])
    table = table[(steps(table) >= CONSENTED) & table["from_id"].notna()]
    return table[["id", "from_id", "rep", "won", "won_amount", "on", "thanked_on"]]


def thanks(network: Network, as_of: date | None = None, revision: int | None = None) -> Answer:
    """Referrers who should be thanked, or revisited, now (QC09): thanks for a purchase first, the longest due first.

    `reason`: "won" or "consented" (a referral of theirs got there and nobody thanked them; `since` the oldest such day,
    `value` what those brought, NaN when unknown) or "revisit" (thanked, and no contact for more than 90 days).
    """
    day = today(as_of)
    moment = pd.Timestamp(day)
    then = standing(network, day)
    made = referrals_named(then)
    due = made[made["thanked_on"].isna() | (made["thanked_on"] > moment)]
    groups = due.groupby("from_id")
    table = pd.DataFrame({
        "referrals": groups.size(), "won": groups["won"].sum(), "since": groups["on"].min(),
        "rep": groups["rep"].first(),
    })  # fmt: skip
    table["value"] = summed(due[due["won"]], "from_id", "won_amount")
    table["value"] = table["value"].where(table["won"] > 0, 0.0)
    table["reason"] = np.where(table["won"] > 0, "won", "consented")
    spoken = spoken_on(then, day)
    rest = made[~made["from_id"].isin(table.index)]
    quiet = rest.assign(last=pd.to_datetime(looked(spoken, rest["from_id"])))
    quiet = quiet[~((moment - quiet["last"]).dt.days <= REVISIT_DAYS)].drop_duplicates("from_id").set_index("from_id")
    revisit = pd.DataFrame({"reason": "revisit", "referrals": 0, "won": 0, "value": 0.0, "since": quiet["last"],
                            "rep": quiet["rep"]})  # fmt: skip
    table = pd.concat([part for part in (table, revisit) if len(part)]) if len(table) or len(revisit) else table
    table["last_contact"] = pd.to_datetime(looked(spoken, table.index.to_series()))
    table["days"] = (moment - table["since"]).dt.days.astype("Int64")
    table["order"] = table["reason"].map({"won": 0, "consented": 1, "revisit": 2})
    rows = _named(then, table).sort_values(["order", "since", "id"], na_position="last", ignore_index=True)
    told = [] if len(rows) else [Sentence("favour.note.no_thanks_due", {})]
    figures = {reason: int((rows["reason"] == reason).sum()) for reason in ("won", "consented", "revisit")}
    return Answer("thanks", {"revisit_days": REVISIT_DAYS, "as_of": day}, _population(then, day, revision),
                  rows[THANKS], told, "favour.thanks.about", figures, _made_ties(then, rows["id"]))  # fmt: skip


def favours(network: Network, as_of: date | None = None, revision: int | None = None) -> Answer:
    """Favours given and received, one row a person or rep with any (N22), whom we owe most first.

    Referrals given: named and consented ones that somebody made; received by the rep who asked and by the person
    referred. Introductions: people somebody brought to an activity, and being brought. `thanked` counts the referrals
    they were thanked for (of a rep: those they thanked for). `balance` of a person is given minus received minus
    thanked: above 0 we owe; of a rep received minus given minus thanked. Rewards and gifts do not enter it.
    """
    day = today(as_of)
    then = standing(network, day)
    made, moment = referrals_named(then), pd.Timestamp(day)
    about = then["ABOUT_PERSON"]
    made["thanked"] = made["thanked_on"] <= moment
    brought = brought_along(then, day)
    persons = pd.DataFrame({
        "referrals_given": made.groupby("from_id").size(),
        "introductions_given": brought.groupby("brought_by").size(),
        "referrals_received": about[about["from_id"].isin(made["id"])].groupby("to_id").size(),
        "introductions_received": brought.groupby("id").size(),
        "thanked": made.groupby("from_id")["thanked"].sum(),
    })  # fmt: skip
    reps = pd.DataFrame({
        "referrals_received": made.groupby("rep").size(),
        "introductions_given": brought.groupby("brought_by").size(),
        "thanked": made.groupby("rep")["thanked"].sum(),
    })  # fmt: skip
    last = {"last_thanked": made[made["thanked"]].groupby("from_id")["thanked_on"].max(),
            "thanks_due": made[~made["thanked"]].groupby("from_id").size()}  # fmt: skip
    rows = _ledger(then, persons.assign(**last), reps)
    told = [] if len(rows) else [Sentence("favour.note.none", {})]
    return Answer("favours", {"as_of": day}, _population(then, day, revision), rows, told, "favour.about",
                  {}, _made_ties(then, rows["id"]))  # fmt: skip


def brought_along(then: Network, day: date) -> pd.DataFrame:
    """Who was brought to an activity by whom: `id`, `brought_by`, `activity`, `kind`, `on`; nobody by themselves."""
    part = then["TOOK_PART"].rename(columns={"id": "tie", "from_id": "id", "to_id": "activity"})
    held = then["Activity"][["id", "kind", "on"]].rename(columns={"id": "activity"})
    found = part[["tie", "id", "activity", "brought_by"]].merge(held, on="activity")
    found = found[found["brought_by"].notna() & (found["brought_by"] != found["id"])]
    return found[~(found["on"] > pd.Timestamp(day))].reset_index(drop=True)


def _ledger(then: Network, persons: pd.DataFrame, reps: pd.DataFrame) -> pd.DataFrame:
    counts = LEDGER[4:9]
    known, ours = people(then).set_index("id")[["name", "account"]], then["Rep"].set_index("id")[["name"]]
    person = persons[known.index.get_indexer(persons.index.astype(object)) >= 0].join(known).assign(role="person")
    rep = reps[ours.index.get_indexer(reps.index.astype(object)) >= 0].join(ours).assign(role="rep", account=None)
    table = pd.concat([person, rep]).reindex(columns=LEDGER[1:]).rename_axis("id").reset_index()
    table[counts] = table[counts].astype(float).fillna(0).astype(int)
    given = table["referrals_given"] + table["introductions_given"]
    taken = table["referrals_received"] + table["introductions_received"]
    owed = np.where(table["role"] == "rep", taken - given, given - taken)
    table["balance"] = owed - table["thanked"]
    table["thanks_due"] = table["thanks_due"].astype(float).fillna(0).astype(int)
    table["last_thanked"] = pd.to_datetime(table["last_thanked"])
    return table.sort_values(["role", "balance", "id"], ascending=[True, False, True], ignore_index=True)[LEDGER]


def rewards(
    network: Network, yearly_cap: float | None = None, as_of: date | None = None, revision: int | None = None
) -> Answer:
    """Rewards given in the last 365 days by person, the questionable first (QC22).

    `unapproved` rewards without an approval on record; `officials` the reward went to a public official (their limit
    is none); `over` the value is above `yearly_cap` (None where no cap was given or the value is unknown);
    `commission` disclosed commissions. Rewards of every record: entries of the register, and those noted on a referral
    that no entry belongs to.
    """
    day = today(as_of)
    then = standing(network, day)
    table = given_rewards(then, day)
    official = set(then["Person"]["id"][then["Person"]["is_public_official"] == "yes"])
    groups = table.groupby("to")
    rows = pd.DataFrame({
        "rewards": groups.size(), "last_on": groups["given_on"].max(),
        "value": summed(table, "to", "value"),
        "unapproved": groups["approved"].agg(lambda a: int((a != "yes").sum())),
        "commission": groups["kind"].agg(lambda k: int((k == "commission_disclosed").sum())),
    })  # fmt: skip
    rows["officials"] = rows.index.isin(list(official))
    over = rows["value"].astype(float) > yearly_cap if yearly_cap is not None else pd.Series(None, rows.index, object)
    rows["over"] = over.astype(object).mask(rows["value"].isna(), None)
    rows = _named(then, rows)
    rows["bad"] = rows["officials"].astype(int) * 2 + (rows["unapproved"] > 0) + (rows["over"] == True)  # noqa: E712
    rows = rows.sort_values(["bad", "value", "id"], ascending=[False, False, True], ignore_index=True)
    told = [] if len(rows) else [Sentence("favour.note.no_rewards", {})]
    told += [Sentence("favour.note.no_cap", {})] if yearly_cap is None and len(rows) else []
    unknown = int(rows["value"].isna().sum())
    told += [Sentence("favour.note.reward_value_unknown", {"n": unknown})] if unknown else []
    figures = {"rewards": len(table), "unapproved": int(rows["unapproved"].sum()),
               "officials": int(rows["officials"].sum())}  # fmt: skip
    return Answer("rewards", {"yearly_cap": yearly_cap, "days": 365, "as_of": day}, _population(then, day, revision),
                  rows[REWARDS], told, "favour.rewards.about", figures)  # fmt: skip


def given_rewards(then: Network, day: date) -> pd.DataFrame:
    """Every reward of the last 365 days: `to` a person, kind, value, given_on, approved; undated ones are kept."""
    entries = then["RewardEntry"]
    to = then["GIVEN_TO"].drop_duplicates("from_id").set_index("from_id")["to_id"]
    listed = entries.assign(to=looked(to, entries["id"]))[["to", "kind", "value", "given_on", "approved"]]
    entered = then["FOR_REFERRAL"]["to_id"]
    made = then["MADE"].drop_duplicates("to_id").set_index("to_id")["from_id"]
    noted = then["Referral"]
    noted = noted[noted["reward_kind"].isin(PAID) & ~noted["id"].isin(entered)]
    noted = noted.assign(to=looked(made, noted["id"]), kind=noted["reward_kind"], value=noted["reward_value"],
                         given_on=noted["thanked_on"], approved=noted["reward_approved"])  # fmt: skip
    both = pd.concat([listed.astype(object), noted[listed.columns].astype(object)], ignore_index=True)
    both = both.assign(value=both["value"].astype(float), given_on=pd.to_datetime(both["given_on"]))
    both = both[both["to"].notna() & ~both["kind"].isin(["none", "thanks"])]
    age = (pd.Timestamp(day) - both["given_on"]).dt.days
    recent: pd.DataFrame = both[~(age > 365) & ~(age < 0)]
    return recent


def open_terms(network: Network, as_of: date | None = None, revision: int | None = None) -> Answer:
    """Referrals from reps of other firms and from partner firms without their terms on record (QC23), newest first.

    Terms count as recorded when a reward kind is noted on the referral or an entry of the register belongs to it.
    """
    day = today(as_of)
    then = standing(network, day)
    table = then["Referral"]
    outside = table[table["source"].isin(["peer_rep", "partner_firm"])]
    entered = outside["id"].isin(then["FOR_REFERRAL"]["to_id"])
    open_ = outside[(outside["reward_kind"] == "unknown") & ~entered]
    made = then["MADE"].drop_duplicates("to_id").set_index("to_id")["from_id"]
    known = people(then).set_index("id")
    rows = open_.assign(referrer=looked(made, open_["id"]))
    rows["name"], rows["account"] = looked(known["name"], rows["referrer"]), looked(known["account"], rows["referrer"])
    rows = rows.sort_values(["asked_on", "id"], ascending=[False, True], ignore_index=True)
    columns = ["id", "referrer", "name", "account", "source", "status", "asked_on", "won_amount"]
    told = (
        [] if len(rows) else [Sentence("favour.note.no_open_terms" if len(outside) else "favour.note.no_outside", {})]
    )
    return Answer("open_terms", {"as_of": day}, _population(then, day, revision), rows[columns], told,
                  "favour.sources.about", {"from_outside": len(outside)})  # fmt: skip


def _named(then: Network, table: pd.DataFrame) -> pd.DataFrame:
    """The table (indexed by person id) with id, name and account, and the rep's name where there is a rep."""
    known = people(then).set_index("id")
    found = table.rename_axis("id").reset_index()
    found["name"], found["account"] = looked(known["name"], found["id"]), looked(known["account"], found["id"])
    if "rep" in found:
        found["rep_name"] = looked(then["Rep"].set_index("id")["name"], found["rep"])
    return found


def _made_ties(then: Network, who: pd.Series) -> dict[str, tuple[str, ...]]:
    """The ties by which each of these people made their referrals."""
    made = then["MADE"][then["MADE"]["from_id"].isin(who)].sort_values(["from_id", "id"])
    giver, ties = made["from_id"].to_numpy(object), made["id"].tolist()
    ends = [*np.flatnonzero(giver[1:] != giver[:-1]) + 1, len(giver)]
    return {giver[i]: tuple(ties[i:j]) for i, j in pairwise([0, *ends]) if j}


def summed(table: pd.DataFrame, by: str, amount: str) -> pd.Series:
    """The sum of an amount by holder, NaN where one of the amounts is unknown."""
    groups = table.groupby(by)[amount]
    return groups.sum().astype(float).where(groups.count() == groups.size())


def _population(then: Network, day: date, revision: int | None) -> dict[str, object]:
    return {
        "network": "referral", "people": len(then["Person"]), "ties": len(then["MADE"]), "as_of": day,
        "revision": revision,
    }  # fmt: skip
