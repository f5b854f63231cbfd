"""People as a table to be changed in place: rows out, what was typed in, and the one Command it comes to. No Streamlit.

The table speaks the user's words, so that what comes from Excel can be pasted; stored values come back by the model.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import uuid4

import pandas as pd

from graph.model import columns as cells
from graph.model.errors import BadValue, GuanxiError
from graph.model.kinds import KINDS, Field
from graph.model.network import Network
from graph.model.values import missing
from graph.store import commands
from graph.store.commands import Change, Command
from graph.text import Words

Row = dict[str, Any]
Key = tuple[str, str]  # person and kind
ACCOUNT, JOB = "account", "WORKS_AT"
FIRST = ("name", "title", ACCOUNT, "level", "customer_status", "contact_permission", "lawful_basis", "last_verified_on")
EVERY = (*FIRST, *(f.name for f in KINDS["Person"].fields if f.name not in FIRST))


@dataclass(frozen=True)
class Base:
    """The table as it was opened: ids in order, the person and the job of each as stored, jobs that ended by
    person and account, names of accounts by id."""

    ids: tuple[str, ...]
    people: Mapping[str, Row]
    jobs: Mapping[str, Row]
    past: Mapping[tuple[str, str], Row]
    accounts: Mapping[str, str]

    def row(self, who: str, kind: str) -> Row:
        """The stored row that holds such a fact; empty when there is none."""
        return (self.jobs if kind == JOB else self.people).get(who) or {}

    def value(self, who: str, kind: str, name: str) -> Any:
        """A fact as stored; of a job's account its name."""
        row = self.row(who, kind)
        return self.accounts.get(row.get("to_id", ""), "") if name == ACCOUNT else row.get(name)


@dataclass
class Typed:
    """What was typed: facts by person and kind, rows of new people, and what does not fit as (line, field, error)."""

    facts: dict[Key, Row] = field(default_factory=dict)
    new: list[Row] = field(default_factory=list)
    wrong: list[tuple[int, str, GuanxiError]] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many changes: a fact each, a new person each."""
        return sum(map(len, self.facts.values())) + len(self.new)


def kind_of(name: str) -> str:
    """Which kind of row a column of the table tells about."""
    return JOB if name in (ACCOUNT, "level") else "Person"


def field_of(name: str) -> Field | None:
    """The model's field of a column; the account has none, it is an end of the job."""
    return None if name == ACCOUNT else KINDS[kind_of(name)].field[name]


def base(network: Network, ids: Sequence[str]) -> Base:
    """Those people as they are stored, whoever is not there left out."""
    people = {who: row for who in ids if (row := network.row("Person", who))}
    jobs = network[JOB]
    jobs = jobs[jobs["from_id"].isin(list(people))]
    ended = jobs[jobs["until"].notna()]
    past = {(str(r.from_id), str(r.to_id)): network.row(JOB, str(r.id)) or {} for r in ended.itertuples()}
    jobs = jobs[jobs["until"].isna()]
    jobs = jobs.assign(second=jobs["is_primary"] != "yes").sort_values(["from_id", "second", "id"])
    mine = jobs.drop_duplicates("from_id")
    rows = {str(who): network.row(JOB, str(id_)) or {} for who, id_ in zip(mine["from_id"], mine["id"], strict=True)}
    names = dict(zip(network["Account"]["id"], network["Account"]["name"].fillna(""), strict=True))
    return Base(tuple(people), people, rows, past, names)


def table(of: Base, names: Sequence[str], words: Words) -> pd.DataFrame:
    """One line a person, one column a name, in the user's words."""
    told = {name: _column(name, [shown(name, of.value(who, kind_of(name), name), words) for who in of.ids])
            for name in names}  # fmt: skip
    return pd.DataFrame(told, columns=list(names))


def _column(name: str, values: list[Any]) -> pd.Series:
    """A column in the type that its editor wants; an empty one too."""
    f = field_of(name)
    dtype = {"day": "datetime64[s]", "whole": "Int64", "number": "float64"}.get(f.type if f else "", "object")
    return pd.Series(values, dtype=dtype)


def shown(name: str, value: Any, words: Words) -> Any:
    """A stored value as it stands in its cell."""
    f = field_of(name)
    if f is None or not f.vocab:
        return None if missing(value) else value
    if f.type == "choices":
        return [words.choice(f.vocab, one) for one in value or ()]
    return words.choice(f.vocab, str(value or f.empty))


def stored(name: str, cell: Any, words: Words) -> Any:
    """A cell as it is stored; BadValue when it does not fit its field. Words of the vocabulary and stored ones do."""
    f = field_of(name)
    if f is None:
        return "" if missing(cell) else str(cell).strip()
    if f.type == "choices":
        return f.value(tuple(_choice(f, one, words) for one in (cell if isinstance(cell, list | tuple) else ())))
    return f.value(_choice(f, cell, words) if f.vocab else cell)


def _choice(f: Field, cell: Any, words: Words) -> Any:
    known = {words.choice(f.vocab, one): one for one in f.allowed}
    return known.get(str(cell).strip(), cell) if not missing(cell) else cell


def typed(of: Base, edited: pd.DataFrame, words: Words) -> Typed:
    """What differs from the table as it was opened; lines below it are new people, empty ones are passed over."""
    found = Typed()
    for line, cells_ in enumerate(edited.to_dict("records")):
        values = dict(_values(found, line, cells_, words))
        if line >= len(of.ids):
            if any(not missing(value) and value != () for value in values.values()):
                found.new.append(values)
            continue
        who = of.ids[line]
        for name, value in values.items():
            before = of.value(who, kind_of(name), name)
            if (value or None) != (before or None) and not (missing(before) and value == _empty(name)):
                found.facts.setdefault((who, kind_of(name)), {})[name] = value
    return found


def _empty(name: str) -> Any:
    f = field_of(name)
    return "" if f is None else f.empty


def _values(found: Typed, line: int, row: Mapping[Any, Any], words: Words) -> Iterator[tuple[str, Any]]:
    for name, cell in row.items():
        try:
            yield str(name), stored(str(name), cells.plain(cell) if not isinstance(cell, list) else cell, words)
        except BadValue as problem:
            found.wrong.append((line, str(name), problem))


def command(of: Base, what: Typed, by: str, today: date) -> Command:
    """Everything as one change, each row with the revision it was opened at.

    Another account is another job from today, the old one ends; a name no account has makes one. BadValue for what
    cannot be kept, such as a level without an employer.
    """
    accounts = _Accounts(of.accounts, by)
    changes: list[Change] = []
    for (who, kind), facts in what.facts.items():
        changes += _job(of, who, facts, accounts, by, today) if kind == JOB else _facts(of, who, facts, by)
    for row in what.new:
        changes += _person(row, accounts, by)
    return Command("set", by, (*accounts.made, *changes))


def _facts(of: Base, who: str, facts: Row, by: str) -> tuple[Change, ...]:
    return commands.edit(of.people[who], "Person", who, facts, by).changes


class _Accounts:
    """Accounts by name; a name that nobody has becomes a new one."""

    def __init__(self, names: Mapping[str, str], by: str) -> None:
        self._by, self.made = by, []  # type: str, list[Change]
        self._ids: dict[str, list[str]] = {}
        for id_, name in names.items():
            self._ids.setdefault(name, []).append(id_)

    def id(self, name: str) -> str:
        """The id of the account of that name; BadValue when several have it."""
        if name not in self._ids:
            self.made += commands.add("Account", {"name": name}, self._by).changes
            self._ids[name] = [self.made[-1].id]
        if len(self._ids[name]) > 1:
            raise BadValue("error.bad_value.two_accounts", field=ACCOUNT, value=name, allowed=self._ids[name])
        return self._ids[name][0]


def _job(of: Base, who: str, facts: Row, accounts: _Accounts, by: str, today: date) -> tuple[Change, ...]:
    now, level = of.jobs.get(who), {"level": facts["level"]} if "level" in facts else {}
    if ACCOUNT not in facts or (now and not facts[ACCOUNT]):
        if not now:
            raise BadValue("error.bad_value.no_job", field="level", value=facts.get("level"), allowed=[])
        gone = {"until": today} if ACCOUNT in facts else {}
        return commands.edit(now, JOB, now["id"], {**level, **gone}, by).changes
    ended = commands.edit(now, JOB, now["id"], {"until": today, "is_primary": "no"}, by).changes if now else ()
    at = accounts.id(facts[ACCOUNT])
    facts = {**({"level": now["level"]} if now else {}), **level, "is_primary": "yes"}
    again = of.past.get((who, at))
    if again:
        return (*ended, *commands.edit(again, JOB, again["id"], {**facts, "until": None}, by).changes)
    return (*ended, *_hired(who, at, {**facts, "since": today}, by))


def _hired(who: str, at: str, facts: Row, by: str) -> tuple[Change, ...]:
    return commands.tie(JOB, who, at, {"is_primary": "yes", **facts}, by).changes


def _person(row: Row, accounts: _Accounts, by: str) -> tuple[Change, ...]:
    who = f"p-{uuid4().hex[:12]}"
    facts = {name: value for name, value in row.items() if kind_of(name) == "Person"}
    made = commands.add("Person", {"id": who, **facts}, by).changes
    if not row.get(ACCOUNT):
        return made
    job = {"level": row.get("level"), "title": row.get("title")}
    return (*_hired(who, accounts.id(row[ACCOUNT]), job, by), *made)


def clashes(old: Base, now: Base, what: Typed) -> dict[Key, dict[str, tuple[Any, Any]]]:
    """Rows that somebody else changed since the table was opened, and the facts in dispute: (mine, theirs).

    A row of which no fact is in dispute is there too, with none; one that is gone has all of them against None.
    """
    found: dict[Key, dict[str, tuple[Any, Any]]] = {}
    for (who, kind), facts in what.facts.items():
        before, after = old.row(who, kind), now.row(who, kind)
        if (before.get("id"), before.get("rev")) == (after.get("id"), after.get("rev")):
            continue
        found[who, kind] = {
            name: (value, now.value(who, kind, name))
            for name, value in facts.items()
            if not after or ((now.value(who, kind, name) or None) not in (value or None, old.value(who, kind, name)))
        }
    return found
