"""The demo while it is being written: rows by kind, and everybody by name with the seat they sit on."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from graph.model.network import Network

SEED = 20261122


@dataclass
class Someone:
    """A person on a seat of the chart; `boss` is a person's id, `known` says that one of ours is in touch today."""

    id: str
    name: str
    account: str
    title: str
    level: str
    function: str
    unit: str
    boss: str = ""
    known: bool = False
    attitude: str = "unknown"
    judges: bool = False  # evaluates a tender just now


@dataclass
class Draft:
    """Rows by kind, and who is who; `draw` is the only source of chance."""

    draw: random.Random = field(default_factory=lambda: random.Random(SEED))
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    people: dict[str, Someone] = field(default_factory=dict)  # by id
    cast: dict[str, Someone] = field(default_factory=dict)  # by name, for those who have a part
    staff: dict[str, list[Someone]] = field(default_factory=lambda: defaultdict(list))  # by account
    account_id: dict[str, str] = field(default_factory=dict)
    rep_id: dict[str, str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    met: dict[str, str] = field(default_factory=dict)  # person: the rep who knows them first
    joined: set[frozenset[str]] = field(default_factory=set)  # pairs that know each other

    def add(self, kind: str, /, **values: Any) -> None:
        """One more row of that kind; an empty text says nothing and is left out."""
        self.rows[kind].append({name: value for name, value in values.items() if value != ""})

    def tie(self, kind: str, start: str, end: str, /, **values: Any) -> None:
        """One more tie from one id to another."""
        self.add(kind, from_id=start, to_id=end, **values)

    def hire(self, name: str, account: str, title: str, level: str, function: str, unit: str) -> Someone:
        """A new person on a seat of an account."""
        one = Someone(f"hw-p{len(self.people) + 1:03d}", name, account, title, level, function, unit)
        self.people[one.id] = one
        self.staff[account].append(one)
        self.taken.add(name)
        return one

    def network(self) -> Network:
        """Everything written so far."""
        return Network.of(**self.rows)
