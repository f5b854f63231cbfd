"""Finding people and accounts as they are typed: Chinese name, full pinyin, initials, company or post, phone end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from graph.model.spelling import folded, spellings

WORD, END = "\x02", "\n"  # before every spelling, and after the last one of somebody
OFTEN = 2_000  # places in a text; more are found all at once
MOST, ACCOUNTS = 8, 2  # hits shown, and how many of them are accounts where more people fit
PHONE = re.compile("[0-9]{4}")
Places = NDArray[np.int64]
Floats = NDArray[np.float64]


class Hit(NamedTuple):
    """Who or what was found: `kind` is person or account; `place` 0 name begins so, 1 has it, 2 company or post has.

    Whose phone ends so has place 0.
    """

    kind: str
    id: str
    place: int


class Text(NamedTuple):
    """The spellings of every different text in one string (and as its letters' numbers), where each one's end, and
    which of them each entry has."""

    told: str
    letters: NDArray[np.uint32]
    ends: Places
    codes: Places


@dataclass(frozen=True, eq=False)
class Index:
    """People, then accounts, to be searched: their ids, names, company (or region), post and phone end (-1 none)."""

    ids: NDArray[np.object_]
    people: int
    names: Text
    company: Text
    post: Text
    phones: NDArray[np.int16]


def index(people: pd.DataFrame, accounts: pd.DataFrame) -> Index:
    """Everybody of `Facts.people` and every account of `Facts.accounts`."""
    ids = np.concatenate([people.index.to_numpy(dtype=object), accounts.index.to_numpy(dtype=object)])
    nothing = pd.Series([""] * len(accounts), dtype=object)
    region = accounts.get("region", nothing)
    columns = ((people["name"], accounts["name"]), (people["account"], region), (people["title"], nothing))
    names, company, post = (_spelled(pd.concat(two, ignore_index=True)) for two in columns)
    told = [int(end) if end else -1 for end in people.get("phone_end", pd.Series("", index=people.index))]
    return Index(ids, len(people), names, company, post, np.array([*told, *[-1] * len(accounts)], dtype=np.int16))


def _spelled(column: pd.Series) -> Text:
    codes, texts = pd.factorize(column.astype(object).fillna(""))
    ways = [_ways(str(text)) for text in texts]
    ends = np.fromiter(accumulate(len(way) + 1 for way in ways), dtype=np.int64, count=len(ways))
    told = "".join(way + END for way in ways)
    return Text(told, _letters(told), ends, codes.astype(np.int64))


def _letters(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


@lru_cache(maxsize=200_000)
def _ways(text: str) -> str:
    """Every way to type a text, each begun by WORD; kept, so that an edit does not spell everybody again."""
    return "".join(WORD + way for way in spellings(text).split(" ") if way)


def find(entries: Index, typed: str, weight: Floats, most: int = MOST) -> list[Hit]:
    """Who is meant, likeliest first: name begins so, name has it, company or post has it; the weightier first, then id.
    Four digits are first of all the end of a phone.

    `weight` holds a number for each of `entries`; NaN counts least. Nothing typed finds nobody, and a single letter
    only what begins with it.
    """
    text = folded(typed).replace(WORD, "")
    if not text:
        return []
    seen: Places = np.empty(0, dtype=np.int64)
    found: list[Hit] = []
    if PHONE.fullmatch(text):
        seen = np.flatnonzero(entries.phones == int(text))
        found = _ranked(entries, seen, weight, 0, most)
    inside = WORD + text if len(text) == 1 and text.isascii() and text.isalpha() else text
    asked = (((entries.names,), WORD + text), ((entries.names,), inside), ((entries.company, entries.post), inside))
    for place, (texts, wanted) in enumerate(asked):
        having = np.unique(np.concatenate([_having(one, wanted) for one in texts]))
        who = np.setdiff1d(having, seen, assume_unique=True)
        seen = np.concatenate([seen, who])
        found += _ranked(entries, who, weight, place, most)
        if len(found) >= most and sum(hit.kind == "account" for hit in found) >= ACCOUNTS:
            break
    return _mixed(found, most)


def _having(where: Text, wanted: str) -> Places:
    """Which entries have that in their spellings, in order."""
    spots = _spots(where, wanted)
    texts = np.zeros(len(where.ends), dtype=bool)
    texts[np.searchsorted(where.ends, spots, side="right")] = True
    return np.flatnonzero(texts[where.codes]) if len(spots) else spots


def _spots(where: Text, wanted: str) -> Places:
    """Where that begins, in order; of what is everywhere all letters are compared at once."""
    if where.told.count(wanted) <= OFTEN:
        return np.fromiter((m.start() for m in re.finditer(re.escape(wanted), where.told)), dtype=np.int64)
    last = len(where.letters) - len(wanted) + 1
    here = np.ones(last, dtype=bool)
    for i, letter in enumerate(_letters(wanted)):
        here &= where.letters[i : last + i] == letter
    return np.flatnonzero(here)


def _ranked(entries: Index, who: Places, weight: Floats, place: int, most: int) -> list[Hit]:
    """The weightiest people and the weightiest accounts among those, `most` of each at most."""
    out: list[Hit] = []
    for kind, of in (("person", who[who < entries.people]), ("account", who[who >= entries.people])):
        heavy = -np.nan_to_num(weight[of], nan=-1.0)
        if len(of) > 4 * most:
            worst = np.partition(heavy, most)[most]
            of, heavy = of[heavy <= worst], heavy[heavy <= worst]
        order = sorted(zip(heavy.tolist(), entries.ids[of].tolist(), strict=True))[:most]
        out += [Hit(kind, id, place) for _, id in order]
    return out


def _mixed(found: Sequence[Hit], most: int) -> list[Hit]:
    """The first of them, with room kept for accounts whose name is meant."""
    accounts = [hit for hit in found if hit.kind == "account" and hit.place < 2]
    people = [hit for hit in found if hit not in accounts]
    kept = [*people[: most - len(accounts[:ACCOUNTS])], *accounts[:ACCOUNTS]]
    kept += [hit for hit in found if hit not in kept][: most - len(kept)]
    return sorted(kept, key=lambda hit: (hit.place, found.index(hit)))


def matched(text: str, typed: str) -> tuple[int, int]:
    """Which part of a name the typed text stands for, as written, in pinyin or by initials; (0, 0) for none.

    >>> matched("秦述白", "shub"), matched("秦述白", "qs"), matched("青屿港务", "港"), matched("Acme", "x")
    ((1, 3), (0, 2), (2, 3), (0, 0))
    """
    wanted = folded(typed)
    ways = [spellings(char).split(" ") for char in text]
    for way in range(3):
        parts = [one[min(way, len(one) - 1)] for one in ways]
        at = "".join(parts).find(wanted) if wanted else -1
        if at >= 0:
            ends = list(accumulate(map(len, parts)))
            first = next(i for i, end in enumerate(ends) if end > at)
            last = next(i for i, end in enumerate(ends) if end >= at + len(wanted))
            return first, last + 1
    return 0, 0
