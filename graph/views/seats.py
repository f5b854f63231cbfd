"""Where everybody of an account sits: bands by level, the tree of superiors in columns, the others beside it.

Plain functions without Streamlit. A column stays free above whoever skips a row, so that every line to a superior
runs in gaps.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.views.account_columns import HEIGHT, LEVELS, Seat, Tree

__all__ = ["LEVELS", "Chart", "Line", "Seat", "Spot", "chart"]


@dataclass(frozen=True)
class Spot:
    """Where a card stands: its left edge in px (the leftmost card at 0), its row from the top, its size."""

    x: float
    row: int
    w: float
    h: float

    @property
    def middle(self) -> float:
        """The card's centre line."""
        return self.x + self.w / 2


@dataclass(frozen=True)
class Line:
    """From a superior to somebody below: `kind` is "down" (into the top at x), "rail" (down at x, then into the left
    side) or "side" (into the left side, same row).
    """

    boss: str
    who: str
    x: float
    kind: str = "down"


@dataclass(frozen=True)
class Chart:
    """Spots by id, the level of each row, lines to superiors, and people whose superior could not be drawn (`cut`):
    they report in a ring, or to somebody of a lower level.
    """

    spots: dict[str, Spot]
    rows: tuple[str, ...]
    lines: tuple[Line, ...] = ()
    cut: tuple[str, ...] = ()


def chart(seats: Sequence[Seat]) -> Chart:
    """Everybody placed; equal input gives equal places. Nobody gives an empty chart.

    A superior who is not among the seats counts as none; of several seats with one id the last holds.
    """
    by_id = {seat.id: seat for seat in seats}
    boss, cut = _bosses(by_id)
    level = _levels(by_id, boss)
    for who in [w for w, b in boss.items() if b and LEVELS.index(level[w]) < LEVELS.index(level[b])]:
        cut.append(who)
        boss[who] = ""
    tree = Tree(by_id, boss, _kids(boss), level)
    lefts = tree.placed()
    rows = sorted(set(tree.row.values()))
    index, least = {row: i for i, row in enumerate(rows)}, min(lefts.values(), default=0.0)
    spots = {
        who: Spot(round(x - least, 1), index[tree.row[who]], by_id[who].width, _height(by_id[who], tree.row[who][0]))
        for who, x in lefts.items()
    }
    lines = [Line(b, w, round(tree.enter[w] - least, 1), tree.kind[w]) for w, b in boss.items() if b]
    return Chart(spots, tuple(LEVELS[band] for band, _ in rows), tuple(lines), tuple(sorted(cut)))


def _kids(boss: dict[str, str]) -> dict[str, list[str]]:
    kids: dict[str, list[str]] = {}
    for who, above in boss.items():
        kids.setdefault(above, []).append(who)
    return kids


def _height(seat: Seat, band: int) -> float:
    return 84.0 if seat.big else HEIGHT[LEVELS[band]]


def _bosses(by_id: dict[str, Seat]) -> tuple[dict[str, str], list[str]]:
    """The superior of each who has one here; a ring is opened at its smallest id, which is told."""
    boss = {who: seat.boss if seat.boss in by_id else "" for who, seat in by_id.items()}
    cut, done = [], set()
    for start in sorted(boss):
        way: list[str] = []
        who = start
        while who and who not in done and who not in way:
            way.append(who)
            who = boss[who]
        if who in way:
            first = min(way[way.index(who) :])
            boss[first] = ""
            cut.append(first)
        done.update(way)
    return boss, cut


def _levels(by_id: dict[str, Seat], boss: dict[str, str]) -> dict[str, str]:
    """The level everybody is drawn at: their own, else their superior's, else the highest of their staff."""
    level = {who: seat.level if seat.level in LEVELS else "unknown" for who, seat in by_id.items()}
    kids = _kids(boss)
    order = list(kids.get("", []))
    for who in order:
        order.extend(kids.get(who, []))
    _inherit(order, boss, level)
    for who in reversed(order):
        if level[who] == "unknown":
            level[who] = min((level[k] for k in kids.get(who, [])), key=LEVELS.index, default="unknown")
    _inherit(order, boss, level)
    return level


def _inherit(order: Sequence[str], boss: dict[str, str], level: dict[str, str]) -> None:
    for who in order:
        if level[who] == "unknown" and boss[who]:
            level[who] = level[boss[who]]
