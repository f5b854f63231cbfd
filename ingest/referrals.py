"""Ids for referrals that come without one: the known referral that a row carries on, else one from its own facts.

A referral is first a question on a day, and gets its name when the referred person agrees: the later row is the same
referral. Who asked whom, on which day, tells them apart.
"""

from __future__ import annotations

from collections import defaultdict

import pandas as pd

from graph.model.network import Network
from ingest.who import made_id

FACTS = ("referrer_id", "referred_person_id", "referred_account_id", "asked_on")


def ids(rows: pd.DataFrame, known: Network) -> list[str]:
    """An id for every row, in order."""
    asked = _asked(known) if len(rows) else {}
    facts = [name for name in FACTS if name in rows]
    found = []
    for row in rows[facts].to_dict("records"):
        open_ = asked.get((str(row.get("referrer_id")), str(row.get("asked_on"))), {})
        person = row.get("referred_person_id")
        same = [id_ for id_, named in open_.items() if isinstance(person, str) and named == person]
        blank = [id_ for id_, named in open_.items() if isinstance(person, str) and named == ""]
        carried = same or (blank if len(blank) == 1 else [])
        if carried:
            open_[carried[0]] = str(person)
        found.append(carried[0] if carried else made_id("Referral", *(_told(row.get(name)) for name in FACTS)))
    return found


def _told(fact: object) -> str:
    return "" if pd.isna(fact) else str(fact)  # type: ignore[call-overload]


def _asked(known: Network) -> dict[tuple[str, str], dict[str, str]]:
    """Known referrals by referrer and day: id → the person they name, "" where none."""
    days = {id_: str(day) for id_, day in zip(known["Referral"]["id"], known["Referral"]["asked_on"], strict=True)}
    named = dict(zip(known["ABOUT_PERSON"]["from_id"], known["ABOUT_PERSON"]["to_id"], strict=True))
    asked: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for referrer, id_ in zip(known["MADE"]["from_id"], known["MADE"]["to_id"], strict=True):
        asked[referrer, days.get(id_, "")][id_] = named.get(id_, "")
    return asked
