"""Which people and ties pass what the user asked for, and how many are left after each step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from graph.model.vocab import UNKNOWN, VOCAB
from graph.views.facts import LINES

if TYPE_CHECKING:
    from graph.views.facts import Facts
    from graph.views.scene import Choice

COLUMNS = {"accounts": "account_id", "regions": "region", "roles": "role", "attitudes": "attitude",
           "centres": "centre_state"}  # fmt: skip
ON_PEOPLE = ("accounts", "regions", "reps", "roles", "attitudes", "centres", "ages")
ON_TIES = ("kinds", "sources", "least")
SORTS = VOCAB["knows_kind"].allowed
KINDS = (*SORTS, *(kind for kind in LINES if kind != "KNOWS"))  # sorts of acquaintance, then the other lines
SOURCES = ("recorded", "derived", "proposed")
AGES = ("verified", "aged", "never", "stale")
VERIFIED_DAYS = 180


class Step(NamedTuple):
    """One filter of the stack: its name, whether it is on, and how many it leaves of how many came to it."""

    name: str
    on: bool
    left: int
    of: int


def on(choice: Choice, name: str) -> bool:
    """Whether that filter asks for something and is not switched off."""
    return asked(choice, name) and name not in choice.off


def asked(choice: Choice, name: str) -> bool:
    """Whether that filter asks for something, switched off or not."""
    return choice.least > 1 if name == "least" else bool(getattr(choice, name))


def chosen_people(facts: Facts, choice: Choice) -> pd.DataFrame:
    """The people that pass every filter and are not hidden."""
    people = facts.people
    for name in ON_PEOPLE:
        if on(choice, name):
            people = people[passes(facts, people, name, choice)]
    return people[~people.index.isin(choice.hidden)] if choice.hidden else people


def chosen_ties(ties: pd.DataFrame, choice: Choice) -> pd.DataFrame:
    """The ties of the kinds, sources and strength wanted."""
    for name in ON_TIES:
        if on(choice, name):
            ties = ties[_tied(ties, name, choice)]
    return ties


def passes(facts: Facts, people: pd.DataFrame, name: str, choice: Choice) -> pd.Series:
    """True for those of `people` that this filter lets through."""
    wanted = getattr(choice, name)
    if name in COLUMNS:
        return people[COLUMNS[name]].isin(wanted)
    if name == "ages":
        return _age(people, wanted)
    theirs = facts.contacts["person"][facts.contacts["rep_id"].isin(wanted)]
    owned = facts.owners["to_id"][facts.owners["from_id"].isin(wanted)]
    return pd.Series(people.index.isin(theirs), people.index) | people["account_id"].isin(owned)


def _age(people: pd.DataFrame, wanted: Iterable[str]) -> pd.Series:
    """By how long ago the record was verified, or by a contact that has been silent for too long."""
    tests = {
        "verified": people["aged"] <= VERIFIED_DAYS, "aged": people["aged"] > VERIFIED_DAYS,
        "never": people["aged"].isna(), "stale": people["stale"],
    }  # fmt: skip
    kept = pd.Series(False, people.index)
    for one in wanted:
        kept |= tests[one]
    return kept


def _tied(ties: pd.DataFrame, name: str, choice: Choice) -> pd.Series:
    """True for the ties this filter lets through; the least strength holds for those that have one."""
    if name == "least":
        return ~ties["kind"].isin(("KNOWS", "INFLUENCES")) | (ties["strength"] >= choice.least)
    return (lines if name == "kinds" else sources)(ties).isin(getattr(choice, name))


def lines(ties: pd.DataFrame) -> pd.Series:
    """What each tie is, as one of KINDS."""
    sort = ties["sort"].where(ties["sort"] != "", UNKNOWN)
    return sort.where(ties["kind"] == "KNOWS", ties["kind"])


def sources(ties: pd.DataFrame) -> pd.Series:
    """Where each tie comes from: recorded, derived (referrals, worked out of requests) or proposed."""
    told = pd.Series("recorded", ties.index, dtype=object)
    return told.mask(ties["kind"] == "REFERRED", "derived").mask(ties["proposed"].astype(bool), "proposed")


def stack(facts: Facts, choice: Choice) -> list[Step]:
    """Every filter that asks for something, in their order, with what it leaves: of people, then of ties."""
    out = []
    for names, left in ((ON_PEOPLE, facts.people), (ON_TIES, facts.ties)):
        for name in names:
            if not asked(choice, name):
                continue
            of = len(left)
            if on(choice, name):
                left = left[passes(facts, left, name, choice) if names is ON_PEOPLE else _tied(left, name, choice)]
            out.append(Step(name, on(choice, name), len(left), of))
    return out


def counted(ties: pd.DataFrame, people: Iterable[str]) -> Mapping[str, int]:
    """How many ties of each of KINDS there are between those people."""
    here = pd.Index(list(people))
    inside = ties[ties["from_id"].isin(here) & ties["to_id"].isin(here)]
    return {str(kind): int(n) for kind, n in lines(inside).value_counts().items()}
