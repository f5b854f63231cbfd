"""Columns of an org chart: from the leaves up, each subtree as close to the one before as its rows allow."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

CARD, BIG, GAP = 140.0, 192.0, 14.0
BESIDE = 36.0  # between a superior and whoever sits beside them
STRIP = 8.0  # kept free on both sides of a line that passes a row
LEVELS = ("decision", "management", "operation", "unknown")
HEIGHT = {"decision": 72.0, "management": 72.0, "operation": 62.0, "unknown": 72.0}
ABREAST = 6  # columns of people who report to nobody


@dataclass(frozen=True)
class Seat:
    """Somebody, or an empty seat, to be placed. `boss` is the superior's id; `beside` sits in the superior's row."""

    id: str
    level: str = "unknown"
    boss: str = ""
    big: bool = False
    beside: bool = False

    @property
    def width(self) -> float:
        """The card's width in px."""
        return BIG if self.big else CARD


@dataclass
class _Block:
    """Part of a subtree: what it takes in each row, where lines enter it, and where its people stand."""

    takes: dict[int, tuple[float, float]] = field(default_factory=dict)
    enters: list[float] = field(default_factory=list)
    at: dict[str, float] = field(default_factory=dict)
    rails: dict[str, float] = field(default_factory=dict)

    def shifted(self, by: float) -> _Block:
        return _Block(
            {row: (a + by, b + by) for row, (a, b) in self.takes.items()}, [x + by for x in self.enters],
            {who: x + by for who, x in self.at.items()}, {who: x + by for who, x in self.rails.items()},
        )  # fmt: skip

    def join(self, other: _Block) -> None:
        for row, (a, b) in other.takes.items():
            low, high = self.takes.get(row, (a, b))
            self.takes[row] = (min(low, a), max(high, b))
        self.enters += other.enters
        self.at |= other.at
        self.rails |= other.rails


@dataclass
class Tree:
    """The work of placing: rows first, then columns from the leaves up."""

    by_id: dict[str, Seat]
    boss: dict[str, str]
    kids: dict[str, list[str]]
    level: dict[str, str]
    row: dict[str, tuple[int, int]] = field(default_factory=dict)
    enter: dict[str, float] = field(default_factory=dict)
    kind: dict[str, str] = field(default_factory=dict)

    def placed(self) -> dict[str, float]:
        """The left edge of every card."""
        order = self._down()
        loners = [w for w in self.kids.get("", []) if not self.kids.get(w)]
        stacks = self._rows(order, set(loners))
        self._loner_rows(loners)
        every = sorted({*self.row.values()})
        shape: dict[str, _Block] = {}
        for who in reversed(order):
            shape[who] = self._subtree(who, shape, stacks, every)
        crowd = _packed([shape[w] for w in self.kids.get("", []) if w not in set(loners)])
        middle = dict(crowd.at)
        right = max((b for _, b in crowd.takes.values()), default=-1.5 * GAP) + 1.5 * GAP
        middle |= self._beside_the_tree(loners, right)
        self.enter |= crowd.rails
        for who in self.boss:
            self.enter.setdefault(who, middle[who])
        return {who: middle[who] - self.by_id[who].width / 2 for who in self.by_id}

    def _down(self) -> list[str]:
        """Everybody, superiors first."""
        order = list(self.kids.get("", []))
        for who in order:
            order.extend(self.kids.get(who, []))
        return order

    def _rows(self, order: Iterable[str], loners: set[str]) -> dict[str, list[list[str]]]:
        """Set the row of everybody in the tree; gives the leaves that stand in columns, by superior."""
        stacks: dict[str, list[list[str]]] = {}
        for who in order:
            if who in loners:
                continue
            above = self.boss[who]
            if not above or who not in self.row:
                self.row[who] = self._below(who, above)
            leaves: dict[tuple[int, int], list[str]] = {}
            for kid in self.kids.get(who, []):
                if not self.kids.get(kid) and not self._aside(kid):
                    leaves.setdefault(self._below(kid, who), []).append(kid)
            for (band, sub), group in leaves.items():
                if len(group) < 3:
                    continue
                deep = math.ceil(len(group) / math.ceil(math.sqrt(0.6 * len(group))))
                for place, kid in enumerate(group):
                    self.row[kid] = (band, sub + place % deep)
                stacks.setdefault(who, []).extend(group[i : i + deep] for i in range(0, len(group), deep))
        return stacks

    def _aside(self, who: str) -> bool:
        """Whether they sit beside their superior: only people without staff can."""
        return self.by_id[who].beside and bool(self.boss[who]) and not self.kids.get(who)

    def _below(self, who: str, above: str) -> tuple[int, int]:
        band = LEVELS.index(self.level[who])
        if not above:
            return band, 0
        if self._aside(who):
            return self.row[above]
        return band, self.row[above][1] + 1 if self.row[above][0] == band else 0

    def _loner_rows(self, loners: Sequence[str]) -> None:
        """People without superior and staff fill the rows their level has, then more, a few abreast."""
        for band, level in enumerate(LEVELS):
            here = [w for w in loners if self.level[w] == level]
            have = 1 + max((sub for b, sub in self.row.values() if b == band), default=0)
            deep = max(have, math.ceil(len(here) / ABREAST))
            wide = math.ceil(len(here) / deep)
            for place, who in enumerate(here):
                self.row[who] = (band, place // wide)

    def _beside_the_tree(self, loners: Sequence[str], left: float) -> dict[str, float]:
        taken: dict[tuple[int, int], float] = {}
        middle = {}
        for who in loners:
            x, width = taken.get(self.row[who], left), self.by_id[who].width
            middle[who], taken[self.row[who]] = x + width / 2, x + width + GAP
        return middle

    def _subtree(
        self, who: str, shape: dict[str, _Block], stacks: dict[str, list[list[str]]], every: list[tuple[int, int]]
    ) -> _Block:
        """The block of somebody with everybody below, their own centre at 0."""
        place = {row: i for i, row in enumerate(every)}
        mine, half = place[self.row[who]], self.by_id[who].width / 2
        kids = [k for k in self.kids.get(who, []) if not self._aside(k)]
        stacked = {k for column in stacks.get(who, []) for k in column}
        blocks = [self._child(k, shape[k], mine, place) for k in kids if k not in stacked]
        blocks += [self._column(column, mine, place) for column in stacks.get(who, [])]
        below = _packed(blocks)
        if below.enters:
            below = below.shifted(-(min(below.enters) + max(below.enters)) / 2)
        own = _Block({mine: (-half, half)}, [0.0], {who: 0.0})
        edge = half
        for kid in self.kids.get(who, []):
            if self._aside(kid):
                width = self.by_id[kid].width
                own.at[kid] = edge + BESIDE + width / 2
                edge += BESIDE + width
                own.takes[mine] = (-half, edge)
                self.kind[kid] = "side"
        below.enters = []
        own.join(below)
        return own

    def _child(self, kid: str, shape: _Block, mine: int, place: dict[tuple[int, int], int]) -> _Block:
        """A subtree hanging from its top; the rows its line passes are kept free."""
        self.kind[kid] = "down"
        block = shape.shifted(0.0)
        block.enters = [0.0]
        for row in range(mine + 1, place[self.row[kid]]):
            low, high = block.takes.get(row, (0.0, 0.0))
            block.takes[row] = (min(low, -STRIP), max(high, STRIP))
        return block

    def _column(self, column: Sequence[str], mine: int, place: dict[tuple[int, int], int]) -> _Block:
        """Leaves under each other, their line running down on their left."""
        last = place[self.row[column[-1]]]
        half = max(self.by_id[who].width for who in column) / 2
        rail = -half - STRIP
        block = _Block(dict.fromkeys(range(mine + 1, last + 1), (rail, half)), [rail])
        for who in column:
            block.at[who] = 0.0
            block.rails[who] = rail
            self.kind[who] = "rail"
        return block


def _packed(blocks: Sequence[_Block]) -> _Block:
    """Blocks side by side, each as far left as those before it allow, in their order."""
    whole = _Block()
    for block in blocks:
        by = max(
            (whole.takes[row][1] + GAP - block.takes[row][0] for row in block.takes if row in whole.takes), default=0.0
        )
        if whole.enters and block.enters:
            by = max(by, max(whole.enters) + GAP - min(block.enters))
        whole.join(block.shifted(by))
    return whole
