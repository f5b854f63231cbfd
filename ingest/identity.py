"""Who may be the same: people who look alike under different ids. Proposals only; nobody is merged here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from graph.model.network import Network
from graph.model.spelling import folded, spellings
from graph.text import Words

MOST_TOLD = 200
CROWD = 8


@dataclass(frozen=True)
class LookAlike:
    """Two ids of people, how alike they are (0…1) and why (`ingest.alike.<why>`)."""

    a: str
    b: str
    names: tuple[str, str]
    score: float
    why: str

    def to_json(self, words: Words) -> dict[str, Any]:
        """The shape of `guanxi import`."""
        why = words(f"ingest.alike.{self.why}", a=self.names[0], b=self.names[1])
        return {"a": self.a, "b": self.b, "score": self.score, "why": why}


def look_alikes(new: Iterable[str], network: Network) -> list[LookAlike]:
    """Pairs of a new person and anybody else who share a name, or the sound of it at the same account; likeliest first.

    Names shared by more than CROWD people say nothing and are passed over; at most MOST_TOLD pairs are told.
    """
    fresh = set(new)
    people = network["Person"]
    names: dict[str, str] = dict(zip(people["id"].tolist(), people["name"].fillna("").tolist(), strict=True))
    jobs = network["WORKS_AT"]
    at = dict(zip(jobs["from_id"], jobs["to_id"], strict=True))
    found = {(one.a, one.b): one for one in _by_sound(fresh, names, at)}
    found |= {(one.a, one.b): one for one in _by_name(fresh, names, at)}
    return sorted(found.values(), key=lambda one: (-one.score, one.a, one.b))[:MOST_TOLD]


def _by_name(fresh: set[str], names: Mapping[str, str], at: Mapping[str, str]) -> Iterable[LookAlike]:
    groups: dict[str, list[str]] = defaultdict(list)
    plain = {name: folded(name) for name in set(names.values())}
    for id_, name in names.items():
        groups[plain[name]].append(id_)
    for a, b in _pairs(groups, fresh):
        if at.get(a) == at.get(b):
            yield LookAlike(a, b, (names[a], names[b]), 0.9, "same_name_same_account")
        else:
            yield LookAlike(a, b, (names[a], names[b]), 0.5, "same_name")


def _by_sound(fresh: set[str], names: Mapping[str, str], at: Mapping[str, str]) -> Iterable[LookAlike]:
    groups: dict[str, list[str]] = defaultdict(list)
    places = {at[id_] for id_ in fresh if id_ in at}
    there = [id_ for id_ in names if at.get(id_) in places and not names[id_].isascii()]
    sound = {name: " ".join(spellings(name).split(" ")[1:2]) for name in {names[id_] for id_ in there}}
    for id_ in there:
        groups[f"{at[id_]} {sound[names[id_]]}"].append(id_)
    for a, b in _pairs(groups, fresh):
        if names[a] != names[b]:
            yield LookAlike(a, b, (names[a], names[b]), 0.6, "same_sound")


def _pairs(groups: Mapping[str, list[str]], fresh: set[str]) -> Iterable[tuple[str, str]]:
    for key, ids in groups.items():
        if key and 1 < len(ids) <= CROWD:
            yield from ((a, b) for a, b in combinations(sorted(ids), 2) if a in fresh or b in fresh)
