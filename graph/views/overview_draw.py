"""The board of accounts as parts: columns and rows with their totals, lines, accounts with rings, numbers on lines."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from graph.text import Words
from graph.views.charts import shortened, symbol, width
from graph.views.figures import known, money, share, whole
from graph.views.overview_board import NONE, OTHER, TOP, Board, Strip
from graph.views.overview_facts import RINGS, Whole
from graph.views.overview_lines import TAG, Box, Spots, Wire, drawn, wires
from graph.views.picture import Part, part, words_at

LOW = 1 / 3  # under it the ring is amber
NUMBERED = 15.5  # the smallest disc with its value inside
UNIT = {"zh": 1e4, "en": 1e6}


@dataclass(frozen=True)
class Look:
    """Everything that decides the picture: the accounts, where they stand, whom the ring counts, who is chosen."""

    seen: Whole
    board: Board
    by: str
    ring: str
    chosen: str
    words: Words

    @cached_property
    def spots(self) -> Spots:
        """Places of the accounts drawn."""
        return self.board.spots

    @cached_property
    def labels(self) -> dict[str, tuple[list[str], Box]]:
        """The lines of each account's name and the room they take, below its disc."""
        out = {}
        for id, (x, y, r) in self.spots.items():
            lines = wrapped(str(self.seen.accounts.at[id, "name"]), self.board.slot - 6)
            wide = max(map(width, lines), default=0.0) / 2
            out[id] = (lines, (x - wide - 3, y + r + 7, x + wide + 3, y + r + 12 + 14 * len(lines)))
        return out

    @cached_property
    def wires(self) -> list[Wire]:
        """The lines drawn."""
        pairs = drawn(self.seen.pairs, self.spots, self.chosen)
        return wires(pairs, self.spots, [box for _, box in self.labels.values()], self.chosen, self.board.width)


def wrapped(name: str, room: float) -> list[str]:
    """The name in one line, or broken at a space into two; what does not fit is cut with an ellipsis.

    >>> wrapped("Harbour Works", 60), wrapped("青屿港务", 60)
    (['Harbour', 'Works'], ['青屿港务'])
    """
    if width(name) <= room or " " not in name.strip():
        return [shortened(name, room)]
    head, rest = "", name.split()
    while rest and width(f"{head} {rest[0]}".strip()) <= room:
        head = f"{head} {rest.pop(0)}".strip()
    return [head, shortened(" ".join(rest), room)] if head else [shortened(name, room)]


def amount(look: Look, value: Any) -> str:
    """The value as it stands in a disc and in the list: revenue in 万 or in millions, or people."""
    if not known(value):
        return ""
    if look.seen.size == "people":
        return whole(value)
    told = value / UNIT[look.words.lang]
    return f"{told:,.0f}" if look.words.lang == "zh" or told >= 100 else f"{told:.1f}"


def picture_of(look: Look) -> Part:
    """The whole board as one drawing; each account can be picked."""
    b, words = look.board, look.words
    body = [*_columns(look), *_rows(look), *_cells(look), *(_line(look, wire) for wire in look.wires)]
    body += [_account(look, id) for id in sorted(look.spots, key=lambda id: id == look.chosen)]
    body += [_tag(*wire.tag, wire.ties) for wire in look.wires if wire.tag]
    label = words("overview.alt", n=len(look.spots), all=len(look.seen.accounts), by=words(f"overview.by.{look.by}"))
    return part("svg", *body, width=b.width, height=b.height, viewBox=f"0 0 {b.width:g} {b.height:g}", role="group",
                aria_label=label)  # fmt: skip


def strip_name(look: Look, strip: Strip, sort: str) -> str:
    """What stands over a column or before a row."""
    words = look.words
    if strip.key == OTHER:
        return words("overview.other", n=len(strip.inside))
    if strip.key == NONE:
        return words(f"overview.none.{sort}")
    return look.seen.said(strip.key, words) if sort != "industry" else strip.key


def _columns(look: Look) -> Iterable[Part]:
    words, b = look.words, look.board
    for strip in b.columns:
        mine = look.seen.accounts[look.seen.accounts["column"].isin(strip.inside)]
        wide = strip.end - strip.start
        yield part("rect", cls="f-zone", x=strip.start + 3, y=b.top - 8, width=wide - 6, height=b.height - b.top + 4,
                   rx=8)  # fmt: skip
        yield _named(strip_name(look, strip, look.by), words("overview.n", n=whole(len(mine))), strip.start + 10, 22,
                     wide - 16)  # fmt: skip
        held, of, _ = RINGS[look.ring]
        part_known = mine[held].sum() / mine[of].sum() if mine[of].sum() else None
        told = [words("overview.known", share=share(part_known))]
        if look.seen.size == "revenue":
            worth = mine["annual_revenue"].sum() if mine["annual_revenue"].notna().any() else None
            told = [money(words, worth), *told]
        tone = "warn" if part_known is not None and part_known < LOW else ""
        for k, line in enumerate(told if b.top > TOP else [" · ".join(told)]):
            yield words_at(strip.start + 10, 41 + 16 * k, shortened(line, wide - 12), tone)


def _named(name: str, count: str, x: float, y: float, room: float) -> Part:
    """A heading with how many behind it; the name gives way."""
    kept = shortened(name, room - width(count) - 6, 14)
    return part(
        "text",
        part("tspan", kept, cls="strong ink", dx=0),
        part("tspan", count, cls="ink3", dx=6),
        x=x,
        y=y,
        cls="head",
    )


def _rows(look: Look) -> Iterable[Part]:
    words, b = look.words, look.board
    for i, strip in enumerate(b.rows):
        n = int(look.seen.accounts["industry"].isin(strip.inside).sum())
        middle = (strip.start + strip.end) / 2
        lines = wrapped(strip_name(look, strip, "industry"), 80)
        top = middle - 6 - 8 * (len(lines) - 1)
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
            yield words_at(cell.x, cell.y + 4, shortened(words("overview.empty_cell"), room), "ink3", "middle")
        elif cell.left_out:
            key = "overview.left_out" if cell.left_out < cell.accounts else "overview.all_left_out"
            told = shortened(words(key, n=whole(cell.left_out)), room)
            y = cell.foot + 2 if cell.left_out < cell.accounts else cell.y + 4
            yield words_at(cell.x, y, told, "ink3", "middle")


def _line(look: Look, wire: Wire) -> Part:
    (x0, y0, _), (x1, y1, _) = look.spots[wire.a], look.spots[wire.b]
    wide = 0.5 + (0.42 if wire.own else 0.3) * min(wire.ties, 24)
    way = f"M{x0} {y0}Q{wire.mid[0]} {wire.mid[1]} {x1} {y1}"
    return part("path", cls=f"round l-{'ours' if wire.own else 'rule'}", d=way, stroke_width=round(wide, 2))


def _tag(x: float, y: float, ties: int) -> Part:
    wide = max(2 * TAG - 2, width(str(ties)) + 8)
    pill = part("rect", cls="f-card l-ours", x=-wide / 2, y=-9, width=wide, height=18, rx=9)
    return part("g", pill, words_at(0, 4.5, str(ties), "t-ours strong", "middle"), transform=f"translate({x} {y})",
                aria_hidden="true")  # fmt: skip


def _account(look: Look, id: str) -> Part:
    a: Any = look.seen.accounts.loc[id]
    (x, y, r), (held, _, rate) = look.spots[id], RINGS[look.ring]
    known_, value = int(a[held]), look.seen.values[id]
    chosen = id == look.chosen
    lines, _ = look.labels[id]
    big = r >= 22 or chosen
    body: list[Part | None] = [
        part("circle", cls="f-zone", r=r + 8), part("circle", cls="hit", r=r + 9),
        part("circle", cls="ring", r=r + 10) if chosen else None, *ring(r, a[rate]),
        part("circle", cls="f-band l-rule" if known_ else "f-card l-warn", r=r, stroke_width=1 if known_ else 1.75),
    ]  # fmt: skip
    said = amount(look, value)
    if r >= NUMBERED and said:
        body.append(words_at(0, 4.5, said, f"ink{' strong' if big else ''}", "middle"))
    for k, line in enumerate(lines):
        body.append(words_at(0, r + 21 + 14 * k, line, f"ink halo-zone{' strong' if big else ''}", "middle"))
    told = spoken(look, a)
    return part("g", part("title", told), *body, pick=id, aria_label=told, transform=f"translate({x} {y})",
                aria_pressed="true" if chosen else "false")  # fmt: skip


def ring(r: float, part_known: Any) -> list[Part]:
    """The track around a disc and, from the top clockwise, the share 0…1 we know; amber under a third."""
    track = part("circle", cls="f-none l-hair", r=r + 4, stroke_width=4)
    if not known(part_known) or not part_known:
        return [track]
    tone = "warn" if part_known < LOW else "ours"
    turn, out = min(float(part_known), 0.9999), r + 4
    angle = 2 * math.pi * turn - math.pi / 2
    x, y = out * math.cos(angle), out * math.sin(angle)
    way = f"M0 {-out:.1f}A{out:.1f} {out:.1f} 0 {int(turn > 0.5)} 1 {x:.2f} {y:.2f}"
    return [track, part("path", cls=f"f-none l-{tone}", d=way, stroke_width=4)]


def flags(a: Any, words: Words) -> str:
    """What is wrong with the account, in a word; "" when nothing is."""
    if a["unfollowed"] is True or (known(a["unfollowed"]) and bool(a["unfollowed"])):
        return words("overview.unfollowed")
    return words("overview.single") if known(a["single_threaded"]) and bool(a["single_threaded"]) else ""


def spoken(look: Look, a: Any) -> str:
    """The account in a sentence, for the tip and the screen reader."""
    words = look.words
    held, of, _ = RINGS[look.ring]
    told = [str(a["name"]), str(a["region"]), str(a["industry"])]
    told.append(words("overview.tip.revenue", value=money(words, a["annual_revenue"])))
    told.append(words(f"overview.tip.{look.ring}", known=int(a[held]), all=int(a[of])))
    told += [words("overview.tip.ties", n=int(a["ties"])), str(a["rep_name"]), flags(a, words)]
    return " · ".join(one for one in told if one)


def legend(look: Look) -> Part:
    """What each mark means, and how many pairs are drawn of how many."""
    words, size = look.words, look.seen.size
    discs = [part("circle", cls="f-band l-rule", cx=-9, r=4), part("circle", cls="f-band l-rule", cx=5, r=7)]
    hollow = part("circle", cls="f-card l-warn", r=6.5, stroke_width=1.75)
    lines = [part("line", cls="l-rule", x1=-13, x2=13, y1=y, y2=y, stroke_width=w) for y, w in ((-3, 1.25), (4, 3.5))]
    keys = [
        part("span", symbol(discs, 30), words(f"overview.legend.{size}")),
        part("span", symbol(ring(2, 0.7), 18), words(f"overview.legend.ring.{look.ring}")),
        part("span", symbol(ring(2, 0.25), 18), words("overview.legend.low")),
        part("span", symbol([hollow], 18), words("overview.legend.nobody")),
        part("span", symbol(lines, 30), words("overview.legend.ties")),
    ]
    shown = words("overview.shown_pairs", n=whole(len(look.wires)), all=whole(len(look.seen.pairs)))
    if len(look.spots) < len(look.seen.accounts):
        shown = f"{words('overview.shown', n=whole(len(look.spots)), all=whole(len(look.seen.accounts)))} · {shown}"
    return part("div", *keys, part("span", shown, cls="last"), cls="legend")
