"""The board of accounts as parts: columns and rows with their totals, lines, accounts with rings, numbers on lines."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from graph.text import Words
from graph.views.charts import symbol, width
from graph.views.figures import known, money, whole
from graph.views.overview_board import Board
from graph.views.overview_facts import RINGS, Whole
from graph.views.overview_ground import LOW, ground, heads
from graph.views.overview_lines import TAG, Box, Spots, Wire, drawn, wires
from graph.views.overview_names import wrapped
from graph.views.picture import Part, part, words_at

BESIDE, WIDEST = 44.0, 132.0  # accounts not farther up or down share the width for names; the widest name
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
            room = min(
                [abs(x - o[0]) for o in self.spots.values() if abs(o[1] - y) < BESIDE and o[0] != x], default=WIDEST
            )
            lines = wrapped(str(self.seen.accounts.at[id, "name"]), min(room, WIDEST) - 8)
            wide = max(map(width, lines), default=0.0) / 2
            out[id] = (lines, (x - wide - 3, y + r + 7, x + wide + 3, y + r + 12 + 14 * len(lines)))
        return out

    @cached_property
    def wires(self) -> list[Wire]:
        """The lines drawn."""
        pairs = drawn(self.seen.pairs, self.spots, self.chosen)
        return wires(pairs, self.spots, [box for _, box in self.labels.values()], self.chosen, self.board.width)


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
    body = [*ground(look), *(_line(look, wire) for wire in look.wires), *heads(look)]
    body += [_account(look, id) for id in sorted(look.spots, key=lambda id: id == look.chosen)]
    body += [_tag(*wire.tag, wire.ties) for wire in look.wires if wire.tag]
    label = words("overview.alt", n=len(look.spots), all=len(look.seen.accounts), by=words(f"overview.by.{look.by}"))
    return part("svg", *body, width=b.width, height=b.height, viewBox=f"0 0 {b.width:g} {b.height:g}", role="group",
                aria_label=label)  # fmt: skip


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
