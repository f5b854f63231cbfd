"""Where accounts stand on the board: columns by region, rep or circle, rows by industry, the biggest first.

Plain numbers, y down, 1 = 1 px; the same data gives the same places.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

LEFT, RIGHT, TOP, WIDE = 92.0, 10.0, 62.0, 880.0
SLOT = 88.0  # room for one account side by side
NARROW, NARROWER, FEW = 132.0, 97.0, 6  # the narrowest column; of more than so many, with headings of three lines
COLUMNS, ROWS = 8, 7  # at most so many of each; the smallest become one
DRAWN = 60  # accounts drawn; the table has all
LARGEST, SMALLEST = 27.0, 8.0
UNDER, OVER = 30.0, 20.0  # below a disc: its ring and name; above it
LINE = 15.0  # a second line of a name, or what a cell leaves out
OTHER, NONE = "*other", "*none"


@dataclass(frozen=True)
class Strip:
    """A column or a row: the keys of what is in it, and from where to where it goes."""

    key: str
    inside: tuple[str, ...]
    start: float
    end: float


@dataclass(frozen=True)
class Cell:
    """One crossing: its middle, its foot, how many accounts are in it, and how many of them are not drawn."""

    column: int
    row: int
    x: float
    y: float
    foot: float
    accounts: int
    left_out: int


@dataclass(frozen=True)
class Block:
    """One rep or circle: the keys of what is in it, where it stands, how many accounts, and how many are not drawn."""

    key: str
    inside: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float
    accounts: int
    left_out: int


@dataclass(frozen=True)
class Board:
    """Columns, rows and cells, or blocks, with the accounts drawn: id → (x, y, radius); `slot` is a name's room."""

    columns: tuple[Strip, ...]
    rows: tuple[Strip, ...]
    cells: tuple[Cell, ...]
    spots: Mapping[str, tuple[float, float, float]] = field(default_factory=dict)
    top: float = TOP
    slot: float = SLOT
    width: float = WIDE
    height: float = TOP
    blocks: tuple[Block, ...] = ()


def sizes(values: pd.Series) -> dict[str, float]:
    """Radius by account, area as the value: 27 px for the most, at least 8; 8 where the value is unknown.

    >>> sizes(pd.Series({"a": 400.0, "b": 100.0, "c": float("nan")}))
    {'a': 27.0, 'b': 13.5, 'c': 8.0}
    """
    most = values.max()
    if not most > 0:
        return dict.fromkeys(map(str, values.index), SMALLEST)
    r = (LARGEST * (values.clip(lower=0).fillna(0.0) / most) ** 0.5).clip(lower=SMALLEST).round(1)
    return dict(zip(map(str, r.index), map(float, r), strict=True))


def strips(keys: pd.Series, weight: pd.Series, most: int) -> list[tuple[str, tuple[str, ...]]]:
    """The keys, those of the most weight first, as (key, what is in it); the smallest as OTHER, "" as NONE, both last.

    >>> strips(pd.Series(["e", "w", "", "n"]), pd.Series([1.0, 5.0, 9.0, 2.0]), 3)
    [('w', ('w',)), ('*other', ('e', 'n')), ('*none', ('',))]
    """
    table = pd.DataFrame({"key": keys.astype(str), "weight": weight.fillna(0.0), "n": 1}).groupby("key").sum()
    table = table.reset_index().sort_values(["weight", "n", "key"], ascending=[False, False, True])
    named = [str(key) for key in table["key"] if key]
    none: list[tuple[str, tuple[str, ...]]] = [(NONE, ("",))] if len(named) < len(table) else []
    room = most - len(none)
    if len(named) <= room:
        return [(key, (key,)) for key in named] + none
    return [(key, (key,)) for key in named[: room - 1]] + [(OTHER, tuple(sorted(named[room - 1 :])))] + none


def first(values: pd.Series, chosen: str, most: int = DRAWN) -> list[str]:
    """Whom to draw: the accounts of the most value, and whichever is chosen."""
    order = pd.DataFrame({"value": values.fillna(-1.0).to_numpy(), "id": values.index.astype(object)})
    ids = [str(a) for a in order.sort_values(["value", "id"], ascending=[False, True])["id"].head(most)]
    return ids if chosen in ids or chosen not in values.index else [*ids[: most - 1], chosen]


def board(column: pd.Series, row: pd.Series, values: pd.Series, chosen: str = "") -> Board:
    """The board of accounts by id: the column and row of each ("" unknown), and how big it is (NaN unknown)."""
    if values.empty:
        return Board((), (), ())
    weight = values if values.notna().any() else pd.Series(1.0, index=values.index)
    across, down = strips(column, weight, COLUMNS), strips(row, weight, ROWS)
    c_of, r_of = _placed(column, across), _placed(row, down)
    total = np.zeros((len(down), len(across)), dtype=int)
    np.add.at(total, (r_of.to_numpy(), c_of.to_numpy()), 1)
    radius, inside = sizes(values), _inside(first(values, chosen), c_of, r_of)
    counts = {at: len(ids) for at, ids in inside.items()}
    slots = _slots(counts, len(across), len(down))
    edges = _edges(slots)
    top = TOP if len(across) <= FEW else TOP + LINE
    tall = _heights(inside, slots, total, radius, len(across))
    columns = tuple(Strip(k, keys, edges[i], edges[i + 1]) for i, (k, keys) in enumerate(across))
    rows, y = [], top
    for i, (key, keys) in enumerate(down):
        rows.append(Strip(key, keys, y, y + tall[i]))
        y += tall[i]
    cells: list[Cell] = []
    spots: dict[str, tuple[float, float, float]] = {}
    for i, r in enumerate(rows):
        for j, c in enumerate(columns):
            ids, all_ = inside.get((j, i), []), int(total[i, j])
            foot = r.end - 10
            cells.append(Cell(j, i, (c.start + c.end) / 2, (r.start + r.end) / 2, foot, all_, all_ - len(ids)))
            spots |= _spots(ids, c, r, slots[j], radius, all_ > len(ids))
    slot = min((s.end - s.start) / n for s, n in zip(columns, slots, strict=True))
    return Board(columns, tuple(rows), tuple(cells), spots, top, slot, edges[-1] + RIGHT, y + 8)


def _placed(keys: pd.Series, strips: Sequence[tuple[str, tuple[str, ...]]]) -> pd.Series:
    at = {key: i for i, (_, inside) in enumerate(strips) for key in inside}
    return keys.astype(str).map(at).astype(int)


def _inside(ids: Sequence[str], c_of: pd.Series, r_of: pd.Series) -> dict[tuple[int, int], list[str]]:
    out: dict[tuple[int, int], list[str]] = {}
    for id in ids:
        out.setdefault((int(c_of[id]), int(r_of[id])), []).append(id)
    return out


def _slots(counts: Mapping[tuple[int, int], int], across: int, down: int) -> list[int]:
    """How many accounts stand side by side in each column: what makes the board least high, within its width."""
    slots = [1] * across
    room = int((WIDE - LEFT - RIGHT) / SLOT)

    def lines() -> int:
        return sum(
            max((_lines(counts.get((j, i), 0), slots[j]) for j in range(across)), default=1) for i in range(down)
        )

    while sum(slots) < room:
        now, best = lines(), -1
        gains = []
        for j in range(across):
            slots[j] += 1
            gains.append((now - lines(), max((counts.get((j, i), 0) for i in range(down)), default=0) - slots[j], -j))
            slots[j] -= 1
        best = max(range(across), key=lambda j: gains[j])
        if gains[best][0] <= 0 and gains[best][1] < 0:
            break
        slots[best] += 1
    return slots


def _lines(accounts: int, slots: int) -> int:
    return max(1, math.ceil(accounts / slots))


def _edges(slots: Sequence[int]) -> list[float]:
    """Where columns begin and end: as wide as their slots, none narrower than its heading."""
    narrow = NARROW if len(slots) <= FEW else NARROWER
    spare = max(0.0, WIDE - LEFT - RIGHT - narrow * len(slots))
    more = [n - 1 for n in slots]
    share = [m / sum(more) if sum(more) else 1 / len(slots) for m in more]
    edges = [LEFT]
    for part in share:
        edges.append(round(edges[-1] + narrow + spare * part, 1))
    return edges


def _heights(
    inside: Mapping[tuple[int, int], list[str]], slots: Sequence[int], total: NDArray[np.int64],
    radius: Mapping[str, float], across: int,
) -> list[float]:  # fmt: skip
    """How high each row is: its fullest cell, each line as high as its largest account."""
    out = []
    for i in range(len(total)):
        tall = 76.0
        for j in range(across):
            ids = inside.get((j, i), [])
            high = sum(line_high(line, radius) for line in lined(ids, slots[j]))
            tall = max(tall, high + (LINE if int(total[i, j]) > len(ids) else 0))
        out.append(round(tall, 1))
    return out


def lined(ids: Sequence[str], slots: int) -> list[Sequence[str]]:
    """The accounts in lines of at most that many."""
    return [ids[k : k + slots] for k in range(0, len(ids), slots)]


def line_high(ids: Sequence[str], radius: Mapping[str, float]) -> float:
    """How high a line of accounts is, with names and rings."""
    return 2 * max(radius[id] for id in ids) + OVER + UNDER


def _spots(
    ids: Sequence[str], c: Strip, r: Strip, slots: int, radius: Mapping[str, float], noted: bool
) -> dict[str, tuple[float, float, float]]:
    """The accounts of one cell line by line, the whole in the middle of the cell."""
    high = sum(line_high(line, radius) for line in lined(ids, slots)) + (LINE if noted else 0)
    return spread(ids, slots, radius, c.start, c.end - c.start, r.start + (r.end - r.start - high) / 2)


def spread(
    ids: Sequence[str], slots: int, radius: Mapping[str, float], x: float, wide: float, y: float
) -> dict[str, tuple[float, float, float]]:
    """Accounts line by line from y downwards, each in the middle of its share of the width."""
    out: dict[str, tuple[float, float, float]] = {}
    for line in lined(ids, slots):
        tall, room = line_high(line, radius), wide / len(line)
        middle = round(y + OVER + (tall - OVER - UNDER) / 2, 1)
        out |= {id: (round(x + room * (k + 0.5), 1), middle, radius[id]) for k, id in enumerate(line)}
        y += tall
    return out
