"""Finding people as they are typed: Chinese name, full pinyin, initials, company or post."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from graph.model.spelling import folded, spellings
from graph.views.facts import each


class Entry(NamedTuple):
    """One person's spellings: of the name, and of the company and post."""

    id: str
    name: str
    work: str


def index(people: pd.DataFrame) -> list[Entry]:
    """Every person of `Facts.people`, ready to be searched."""
    return [Entry(str(p.Index), spellings(p.name), spellings(p.account, p.title)) for p in each(people)]


def find(entries: Sequence[Entry], typed: str, score: Mapping[str, float], most: int = 8) -> list[str]:
    """Ids of the people meant, likeliest first: name begins so, name has it, company or post has it; then by score.

    >>> find([Entry("a", "秦述白 qinshubai qsb", ""), Entry("b", "沈秋 shenqiu sq", "")], "Qin S", {})
    ['a']
    """
    text = folded(typed)
    if not text:
        return []
    places = [(_place(entry, text), -score.get(entry.id, 0.0), entry.id) for entry in entries]
    return [id for place, _, id in sorted(p for p in places if p[0] < 3)[:most]]


def _place(entry: Entry, text: str) -> int:
    if any(word.startswith(text) for word in entry.name.split(" ")):
        return 0
    if text in entry.name:
        return 1
    return 2 if text in entry.work else 3
