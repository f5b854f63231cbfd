"""Who the people are: their main employer, all their employers, who of ours knows them, and what they think of us."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pandas as pd

from graph.analysis import strength
from graph.model.errors import BadValue
from graph.model.network import Network
from graph.model.referred import CONSENTED, reached
from graph.model.vocab import UNKNOWN, VOCAB

ACCOUNT_FIELDS = ("industry", "region", "account_kind")


def today(as_of: date | None) -> date:
    """The day the answer is for: the given one, else today."""
    return as_of or date.today()


def standing(network: Network, day: date) -> Network:
    """The network as it stood that day: ended ties gone, referrals put back to the step their dates prove by then."""
    then = network.at(day)
    referrals, moment = then["Referral"], pd.Timestamp(day)
    unwon, unnamed = referrals["won_on"] > moment, referrals["consented_on"] > moment
    if not (unwon | unnamed).any():
        return then
    status = referrals["status"].mask(unwon, "consented").mask(unnamed, "asked")
    status = status.mask(unnamed & (referrals["promise_strength"] != UNKNOWN), "promised")
    rolled = referrals.assign(
        status=status,
        consented_on=referrals["consented_on"].mask(unnamed),
        won_on=referrals["won_on"].mask(unwon),
        won_amount=referrals["won_amount"].mask(unwon | unnamed),
    )
    return Network({**dict(then.items()), "Referral": rolled})


def people(network: Network) -> pd.DataFrame:
    """One row a person in order of id: name, title, level, main account (`account_id`, `account`) and its facts.

    The main account is the primary job, else the latest begun, else the first by id; none is NaN.
    """
    jobs = network["WORKS_AT"]
    jobs = jobs.assign(second=jobs["is_primary"] != "yes").sort_values(
        ["from_id", "second", "since", "id"], ascending=[True, True, False, True], na_position="last"
    )
    jobs = jobs.drop_duplicates("from_id")[["from_id", "to_id", "level"]]
    accounts = network["Account"][["id", "name", *ACCOUNT_FIELDS]]
    accounts = accounts.rename(columns={"id": "account_id", "name": "account"})
    posts = jobs.rename(columns={"from_id": "id", "to_id": "account_id"}).merge(accounts, on="account_id", how="left")
    facts = ["id", "name", "title", "customer_status", "centre_state", "centre_state_on", "contact_permission"]
    known = network["Person"][facts]
    return known.merge(posts, on="id", how="left")


def where_mask(network: Network, table: pd.DataFrame, where: Mapping[str, str] | None) -> pd.Series:
    """True for the people of `table` (from `people`) whose fields, or whose account's, have exactly those values."""
    kept = pd.Series(True, index=table.index)
    persons = network["Person"].set_index("id")
    for field, value in (where or {}).items():
        if field in persons.columns:
            column = table["id"].map(persons[field].astype(object))
        elif field in table.columns:
            column = table[field].astype(object)
        else:
            allowed = sorted({*persons.columns, *table.columns} - {"rev", "created_at", "updated_at"})
            raise BadValue("error.bad_value.field", field=field, value=field, allowed=allowed)
        kept &= pd.Series([_is(cell, value) for cell in column], index=table.index, dtype=bool)
    return kept


def _is(cell: object, wanted: str) -> bool:
    return wanted in cell if isinstance(cell, tuple) else str(cell) == wanted


def each(table: pd.DataFrame, *columns: str) -> Iterator[tuple[Any, ...]]:
    """Row by row those columns as plain values; far quicker than walking the columns themselves."""
    return zip(*(table[name].tolist() for name in columns), strict=True)


def facts_only(table: pd.DataFrame) -> pd.DataFrame:
    """The ties that somebody recorded; inferred ones are in no number until confirmed."""
    return table[table["confidence"] != "inferred"]


def known_by(network: Network, day: date) -> dict[str, list[str]]:
    """Ids of our active reps in contact (above `not_met`), strongest first, by person; strangers are absent."""
    contacts = facts_only(network["CONTACT"])
    active = network["Rep"]["id"][network["Rep"]["active"] != "no"]
    contacts = contacts.assign(strength=strength.contact(contacts, day))
    contacts = contacts[contacts["from_id"].isin(active) & (contacts["strength"] > 0)]
    contacts = contacts.sort_values(["to_id", "strength", "from_id"], ascending=[True, False, True])
    return {str(who): list(reps) for who, reps in contacts.groupby("to_id")["from_id"]}


def attitudes(network: Network, opportunity: str | None = None) -> dict[str, str]:
    """What each person thinks of us, by id; people of unknown attitude are absent.

    The latest contact that knows counts; in a given opportunity its own attitude comes before that, and without one
    the least favourable attitude in the open opportunities fills what no contact knows.
    """
    contacts = network["CONTACT"]
    contacts = contacts[contacts["attitude"] != UNKNOWN].sort_values(["last_interaction_on", "id"], na_position="first")
    seats = network["STAKEHOLDER_IN"]
    seats = seats[seats["attitude"] != UNKNOWN]
    ours = list(each(contacts, "to_id", "attitude"))
    if opportunity is not None:
        here = seats[seats["to_id"] == opportunity]
        return dict([*ours, *each(here, "from_id", "attitude")])
    running = network["Opportunity"]["id"][network["Opportunity"]["status"] == "open"]
    rank = seats["attitude"].astype("str").map(VOCAB["attitude"].order)
    worst = seats.assign(rank=rank)[seats["to_id"].isin(running)].sort_values(["rank", "id"], ascending=[False, True])
    return dict([*each(worst, "from_id", "attitude"), *ours])


def blackout(network: Network) -> set[str]:
    """Ids of people nobody may approach now: evaluators of a tender under evaluation, and those marked so by hand."""
    tenders = network["Opportunity"]["id"][network["Opportunity"]["tender_phase"] == "evaluation"]
    seats = network["STAKEHOLDER_IN"]
    judges = seats[seats["to_id"].isin(tenders) & seats["buying_roles"].map(lambda roles: "evaluator" in roles)]
    marked = network["Person"]["id"][network["Person"]["contact_permission"] == "tender_blackout"]
    return {*judges["from_id"], *marked}


def steps(referrals: pd.DataFrame) -> pd.Series:
    """The highest step 1 asked … 7 won that each referral surely reached; closed ones by what is on record.

    A lost one had consented and been contacted; a declined or expired one with a promise had been promised.
    """
    known = reached(referrals).astype(int)
    promised = referrals["promised_count"].notna() | (referrals["promise_strength"] != UNKNOWN)
    known = known.where((known > 0) | ~promised, VOCAB["referral_status"].order["promised"])
    lost = (referrals["status"] == "lost") & (known >= CONSENTED)
    known = known.where(~lost, VOCAB["referral_status"].order["contacted"])
    return known.clip(lower=1)
