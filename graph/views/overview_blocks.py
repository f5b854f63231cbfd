"""Accounts in blocks, one a rep or a circle, side by side in bands: where each block and each account in it stands."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from graph.views.overview_board import (
    LINE,
    SLOT,
    WIDE,
    Block,
    Board,
    first,
    line_high,
    lined,
    sizes,
    spread,
    strips,
)  # fmt: skip

BLOCKS, ACROSS = 16, 8  # blocks at most; the smallest become one. So many side by side
EDGE, HEAD, GAP = 10.0, 68.0, 14.0  # beside the board, above the first account, between two bands


def blocks(keys: pd.Series, values: pd.Series, chosen: str = "") -> Board:
    """The board of accounts by id: which block each is in ("" none), and how big it is (NaN unknown).

    Blocks of the most value first, as many bands as are needed; each account in its block, the biggest on top.
    """
    if values.empty:
        return Board((), (), ())
    weight = values if values.notna().any() else pd.Series(1.0, index=values.index)
    groups = strips(keys, weight, BLOCKS)
    block_of = {key: i for i, (_, inside) in enumerate(groups) for key in inside}
    place = keys.astype(str).map(block_of).astype(int)
    inside: list[list[str]] = [[] for _ in groups]
    for id in first(values, chosen):
        inside[int(place[id])].append(id)
    total, radius = place.value_counts(), sizes(values)
    bands = math.ceil(len(groups) / ACROSS)
    across = math.ceil(len(groups) / bands)
    wide = (WIDE - 2 * EDGE) / across
    slots = max(1, int(wide / SLOT))
    made: list[Block] = []
    spots: dict[str, tuple[float, float, float]] = {}
    y = 4.0
    for start in range(0, len(groups), across):
        band = range(start, min(start + across, len(groups)))
        tall = max(_height(inside[i], slots, radius, int(total[i])) for i in band)
        for k, i in enumerate(band):
            key, held = groups[i]
            x = EDGE + wide * k
            made.append(Block(key, held, x, y, wide, tall, int(total[i]), int(total[i]) - len(inside[i])))
            spots |= spread(inside[i], slots, radius, x, wide, y + HEAD)
        y += tall + GAP
    return Board((), (), (), spots, 0.0, wide / slots, WIDE, y, tuple(made))


def _height(ids: Sequence[str], slots: int, radius: dict[str, float], total: int) -> float:
    high = sum(line_high(line, radius) for line in lined(ids, slots))
    return round(HEAD + max(60.0, high) + (LINE if total > len(ids) else 0) + 6, 1)
