"""Marks that several pages draw: the avatar, the dial of the seven steps, shares with their intervals."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise

from graph.model.vocab import VOCAB
from graph.text import Words
from graph.views.picture import Part, drawing, part, words_at

STEPS = VOCAB["referral_status"].order
ATTITUDES = {"supporter": "sup", "neutral": "neu", "opponent": "opp"}
_SYMBOLS = {
    "sup": "M-3 .2-.9 2.4 3.1-2.3", "neu": "M-2.9 0H2.9", "opp": "M-2.4-2.4 2.4 2.4M2.4-2.4-2.4 2.4",
    "unk": "M-1.8-1.5C-1.8-3.7 1.9-3.7 1.9-1.3 1.9.1 0 .1 0 1.4M0 3.3V3.4",
}  # fmt: skip


def width(text: str, size: float = 12) -> float:
    """About how many px a line takes: a Chinese character is as wide as high, a Latin one about half.

    >>> width("王伟"), width("ab")
    (24.0, 12.96)
    """
    wide = sum(unicodedata.east_asian_width(one) in "WF" for one in text)
    return wide * size + (len(text) - wide) * size * 0.54


def shortened(text: str, room: float, size: float = 12) -> str:
    """The text, or as much of it as fits in `room` px with an ellipsis."""
    if width(text, size) <= room:
        return text
    kept = text
    while kept and width(kept + "…", size) > room:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def avatar(name: str, attitude: str | None, known: bool, size: float = 40, face: str = "") -> Part:
    """A person's mark: colour and symbol say the attitude, hollow says that nobody of ours knows them; `face` is the
    address of their portrait.
    """
    tone, r = ATTITUDES.get(attitude or "", "unk"), size / 2 - 1
    ink = ("on-neu" if tone == "neu" else "on-att") if known else ("neu-ink" if tone == "neu" else tone)
    disc = part("circle", cls=f"f-{tone if known else 'card'} l-{tone} w2", cx=size / 2, cy=size / 2, r=r)
    letter = words_at(size / 2, size / 2 + size * 0.14, surname(name), f"large t-{ink}", "middle")
    if face:
        letter = portrait(face, size / 2, size / 2, r + 1, known)
    badge = part(
        "g",
        part("circle", cls=f"f-card l-{tone} w1", r=7),
        part("path", cls=f"round l-{tone} w2", d=_SYMBOLS[tone]),
        transform=f"translate({size / 2 + r * 0.86:.1f} {size / 2 + r * 0.86:.1f})",
    )
    return part("svg", disc, letter, badge, width=size + 6, height=size + 6, aria_hidden="true")


def portrait(face: str, x: float, y: float, r: float, known: bool) -> Part:
    """A portrait in its ring around x, y; a gap within the ring says hollow."""
    r -= 2 if known else 4
    return part("image", href=face, x=x - r, y=y - r, width=2 * r, height=2 * r)


def surname(name: str) -> str:
    """The first letter or character of a name."""
    return name.strip()[:1].upper()


def rep_mark(name: str) -> Part:
    """One of ours: a small square with a surname, and the name."""
    return part("span", part("span", surname(name), cls="rep", aria_hidden="true"), f" {name}")


def dial(status: str, r: float) -> list[Part]:
    """A referral's state around the origin: a dial fills step by step, solid is won, a cross is closed."""
    step = STEPS.get(status)
    if status == "won":
        return [part("circle", cls="f-ours", r=round(r, 1))]
    if step is None:
        cross = part("path", cls="round l-neu w2", d="M-2.6-2.6l5.2 5.2m0-5.2l-5.2 5.2")
        return [part("circle", cls="f-canvas l-neu w1", r=round(r, 1)), cross]
    turn, inner = step / len(STEPS), r - 2
    angle = 2 * math.pi * turn - math.pi / 2
    x, y = inner * math.cos(angle), inner * math.sin(angle)
    slice_ = f"M0 0V{-inner:.1f}A{inner:.1f} {inner:.1f} 0 {int(turn > 0.5)} 1 {x:.1f} {y:.1f}z"
    return [part("circle", cls="f-card l-ours w2", r=round(r, 1)), part("path", cls="f-ours", d=slice_)]


def symbol(marks: Iterable[Part], wide: float = 16) -> Part:
    """Marks around the origin as a small picture of their own, for legends and lists."""
    centred = part("g", *marks, transform=f"translate({wide / 2} 8)")
    return part("svg", centred, width=wide, height=16, aria_hidden="true")


def interval(
    y: float, rate: float, low: float, high: float, most: float, *, sure: bool, tone: str = "ours"
) -> list[Part]:
    """A rate with its interval on an axis 0…`most` over the whole width; hollow where the cases are few."""
    place = [f"{100 * min(1.0, value / most):.1f}%" for value in (low, rate, high)]
    ends = [part("line", cls=f"l-{tone} w2", x1=x, x2=x, y1=y - 4, y2=y + 4) for x in (place[0], place[2])]
    if high > most:
        ends.pop()
    line = part("line", cls=f"l-{tone} {'w2' if sure else 'w1'}", x1=place[0], x2=place[2], y1=y, y2=y)
    point = part("circle", cls=f"{f'f-{tone}' if sure else 'f-card'} l-{tone} w2", cx=place[1], cy=y, r=5)
    return [line, *ends, point]


def lorenz(points: Sequence[Sequence[float]], words: Words, side: float = 200) -> Part:
    """Lorenz's curve in a square: how much of the value the smallest share of people brought, each 0…1.

    The straight line is everybody alike; the more the curve sags, the fewer carry the whole.
    """
    left, top = 40.0, 8.0
    foot = top + side

    def spot(x: float, y: float) -> str:
        return f"{left + side * x:.1f} {foot - side * y:.1f}"

    curve = "L".join(spot(x, y) for x, y in points)
    grid: list[Part] = []
    for i in range(0, 101, 25):
        x, y = left + side * i / 100, foot - side * i / 100
        grid.append(part("line", cls="l-hair", x1=left, x2=left + side, y1=y, y2=y))
        grid += [words_at(left - 6, y + 4, f"{i}%", "ink3", "end"), words_at(x, foot + 16, f"{i}%", "ink3", "middle")]
    alike = part("path", cls="round l-rule w1", d=f"M{spot(0, 0)}L{spot(1, 1)}")
    area = part("path", cls="f-ours zone", d=f"M{spot(0, 0)}L{curve}L{spot(1, 1)}z")
    line = part("path", cls="round l-ours w2", d=f"M{curve}")
    said = words_at(left + side * 0.46, top + side * 0.5, words("chains.more.lorenz.alike"), "ink3 halo-card", "end")
    under = words_at(left + side / 2, foot + 34, words("chains.more.lorenz.x"), "", "middle")
    label = words("chains.more.lorenz.alt", share=f"{100 * half(points):.0f}%")
    return drawing(*grid, area, alike, line, said, under, height=foot + 42, width=left + side + 16, label=label)


def half(points: Sequence[Sequence[float]]) -> float:
    """The share 0…1 of the value that the smaller half of the people brought, read off Lorenz's curve.

    >>> half([(0.0, 0.0), (1.0, 1.0)]), half([(0.0, 0.0), (0.75, 0.0), (1.0, 1.0)])
    (0.5, 0.0)
    """
    for (x0, y0), (x1, y1) in pairwise(points):
        if x1 >= 0.5:
            return y0 + (y1 - y0) * (0.5 - x0) / (x1 - x0)
    return 1.0


def axis(marks: Iterable[tuple[str, str]], top: float, bottom: float, y: float = 12) -> list[Part]:
    """Grid lines with their figures above: (place in per cent, text)."""
    drawn = []
    for x, said in marks:
        drawn += [words_at(x, y, said, "ink3", "middle"), part("line", cls="l-hair", x1=x, x2=x, y1=top, y2=bottom)]
    return drawn
