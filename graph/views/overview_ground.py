"""The ground of the board as parts: columns and rows, or blocks, with their totals, and what each cell leaves out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pandas as pd

from graph.views.charts import shortened, width
from graph.views.figures import money, share, whole
from graph.views.overview_board import NONE, OTHER, TOP, Block, Strip
from graph.views.overview_facts import RINGS
from graph.views.overview_names import wrapped
from graph.views.picture import Part, part, words_at

if TYPE_CHECKING:
    from graph.views.overview_draw import Look

LOW = 1 / 3  # under it we know too few


def ground(look: Look) -> Iterable[Part]:
    """Everything under the lines and accounts."""
    b = look.board
    zones = [(s.start, b.top - 8, s.end - s.start, b.height - b.top + 4) for s in b.columns]
    zones += [(block.x, block.y, block.width, block.height) for block in b.blocks]
    for x, y, wide, high in zones:
        yield part("rect", cls="f-zone", x=x + 3, y=y, width=wide - 6, height=high, rx=8)
    yield from _rows(look)


def heads(look: Look) -> Iterable[Part]:
    """Names and totals of columns or blocks, and what each cell leaves out: over the lines."""
    b = look.board
    for strip in b.columns:
        yield from _head(look, strip, strip.start + 10, 22, strip.end - strip.start - 6, broken=b.top > TOP)
    yield from _cells(look)
    for block in b.blocks:
        yield from _block(look, block)


def _name(look: Look, strip: Strip | Block, sort: str) -> str:
    """What stands over a column or before a row."""
    words = look.words
    if strip.key == OTHER:
        return words("overview.other", n=len(strip.inside))
    if strip.key == NONE:
        return words(f"overview.none.{sort}")
    return look.seen.said(strip.key, words) if sort != "industry" else strip.key


def _totals(look: Look, mine: pd.DataFrame) -> tuple[list[str], str]:
    """What these accounts come to, in words, and the tone of it."""
    held, of, _ = RINGS[look.ring]
    rate = mine[held].sum() / mine[of].sum() if mine[of].sum() else None
    told = [look.words("overview.known", share=share(rate))]
    if look.seen.size == "revenue":
        worth = mine["annual_revenue"].sum() if mine["annual_revenue"].notna().any() else None
        told = [money(look.words, worth), *told]
    return told, "warn" if rate is not None and rate < LOW else ""


def _head(look: Look, strip: Strip | Block, x: float, y: float, wide: float, *, broken: bool) -> Iterable[Part]:
    """Name and count, and under them the totals, in one line or two; the name gives way."""
    mine = look.seen.accounts[look.seen.accounts["column"].isin(strip.inside)]
    count = look.words("overview.n", n=whole(len(mine)))
    name = _name(look, strip, look.by)
    kept = shortened(name, wide - (6 if broken else 20 + width(count)), 14)
    beside = None if broken else part("tspan", count, cls="ink3", dx=6)
    yield part(
        "text", part("title", name), part("tspan", kept, cls="strong ink"), beside, cls="head halo-zone",
        x=x, y=y,
    )  # fmt: skip
    told, tone = _totals(look, mine)
    lines = [" · ".join([count, *told[:-1]]), told[-1]] if broken else [" · ".join(told)]
    for k, line in enumerate(lines):
        yield words_at(x, y + 19 + 16 * k, shortened(line, wide - 4), f"halo-zone {tone}")


def _block(look: Look, block: Block) -> Iterable[Part]:
    words, middle = look.words, block.x + block.width / 2
    yield from _head(look, block, block.x + 12, block.y + 22, block.width - 12, broken=True)
    if block.left_out:
        key = "overview.left_out" if block.left_out < block.accounts else "overview.all_left_out"
        told = shortened(words(key, n=whole(block.left_out)), block.width - 14)
        yield words_at(middle, block.y + block.height - 8, told, "ink3 halo-zone", "middle")


def _rows(look: Look) -> Iterable[Part]:
    words, b = look.words, look.board
    for i, strip in enumerate(b.rows):
        n = int(look.seen.accounts["industry"].isin(strip.inside).sum())
        lines = wrapped(_name(look, strip, "industry"), 80)
        top = (strip.start + strip.end) / 2 - 6 - 8 * (len(lines) - 1)
        for k, line in enumerate(lines):
            yield words_at(12, top + 17 * k, line, "name strong")
        yield words_at(12, top + 17 * len(lines) + 1, words("overview.n", n=whole(n)), "ink3")
        if i:
            yield part("line", cls="l-hair", x1=12, x2=b.width - 10, y1=strip.start, y2=strip.start)


def _cells(look: Look) -> Iterable[Part]:
    words = look.words
    for cell in look.board.cells:
        strip = look.board.columns[cell.column]
        room = strip.end - strip.start - 14
        if not cell.accounts:
            told = shortened(words("overview.empty_cell"), room)
            yield words_at(cell.x, cell.y + 4, told, "ink3 halo-zone", "middle")
        elif cell.left_out:
            key = "overview.left_out" if cell.left_out < cell.accounts else "overview.all_left_out"
            y = cell.foot + 2 if cell.left_out < cell.accounts else cell.y + 4
            told = shortened(words(key, n=whole(cell.left_out)), room)
            yield words_at(cell.x, y, told, "ink3 halo-zone", "middle")
