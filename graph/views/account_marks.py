"""The marks of a power map's card: avatar, role, signal bars, one of ours, numbered flag, lines. Pure SVG parts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from graph.views.charts import ATTITUDES, portrait, shortened, width
from graph.views.picture import Part, part, words_at

SYMBOL = {
    "sup": "M-3 .2-.9 2.4 3.1-2.3", "neu": "M-2.9 0H2.9", "opp": "M-2.4-2.4 2.4 2.4M2.4-2.4-2.4 2.4",
    "unk": "M-1.8-1.5C-1.8-3.7 1.9-3.7 1.9-1.3 1.9.1 0 .1 0 1.4M0 3.3V3.4",
}  # fmt: skip
GLYPH = {
    "decider": "M5 0 10 5 5 10 0 5z", "initiator": "M5 .5 10 9.5H0z",
    "influencer": "M5 0a5 5 0 1 1 0 10A5 5 0 0 1 5 0zm0 3a2 2 0 1 0 0 4 2 2 0 0 0 0-4z", "designer": "M0 0h10v10H0z",
    "evaluator": "M0 0h10v3.2H0zM0 6.8h10V10H0z", "buyer": "M2.5.5h5L10 5 7.500 9.500h-5L0 5z",
    "user": "M5 .3a4.7 4.7 0 1 1 0 9.4 4.7 4.7 0 0 1 0-9.4z", "gatekeeper": "M0 0h3v10H0zM7 0h3v10H7z",
}  # fmt: skip
ROLE_TONE = {
    "decider": "decide", "initiator": "voice", "influencer": "voice", "designer": "assess", "evaluator": "assess",
    "buyer": "buy", "user": "use", "gatekeeper": "gate",
}  # fmt: skip
LATIN = 1.12  # the estimate of a Latin word's width is that much too wide for a role's


def moved(x: float, y: float, *inside: Part | None, cls: str = "", scale: float = 1.0) -> Part:
    """Parts whose origin stands at x, y."""
    grown = f" scale({scale})" if scale != 1 else ""
    return part("g", *inside, cls=cls, transform=f"translate({x:.1f} {y:.1f}){grown}")


def badge(tone: str, x: float, y: float, r: float = 7) -> Part:
    """An attitude as a tick, bar, cross or question mark in a disc around x, y."""
    disc = part("circle", cls=f"f-card l-{tone} w1", r=r)
    return moved(x, y, disc, part("path", cls=f"round l-{tone} w1", d=SYMBOL[tone], transform=f"scale({r / 7:.2f})"))


def avatar(char: str, attitude: str, known: bool, x: float, y: float, r: float, face: str = "") -> Part:
    """A person's mark around x, y: colour and symbol = attitude, hollow = nobody of ours knows them; `face` is the
    address of their portrait.
    """
    tone = ATTITUDES.get(attitude, "unk")
    ink = ("on-neu" if tone == "neu" else "on-att") if known else ("neu-ink" if tone == "neu" else tone)
    disc = part("circle", cls=f"f-{tone if known else 'card'} l-{tone} w2", r=r - 1)
    letter = portrait(face, 0, 0, r, known) if face else words_at(0, 4.6, char, f"mark t-{ink}", "middle")
    return moved(x, y, disc, letter, badge(tone, r * 0.84, r * 0.84, 7 if r >= 14 else 6))


def role(key: str, said: str, x: float, y: float, room: float) -> list[Part]:
    """A role's shape and its word on a line with its baseline at y; nothing where it is unknown."""
    if key not in GLYPH:
        return []
    glyph = part("path", cls=f"f-{ROLE_TONE[key]} evenodd", d=GLYPH[key], transform=f"translate({x} {y - 9}) scale(.9)")
    own = room - 14
    return [glyph, words_at(x + 14, y, shortened(said, own * LATIN if said.isascii() else own))]


def rep(char: str, x: float, y: float, *, stale: bool = False) -> Part:
    """One of ours: a navy square with a surname, its top left at x, y; outlined where the contact went stale."""
    wide = rep_width(char)
    frame = part("rect", cls="f-card l-ours w1" if stale else "f-ours", x=x, y=y, width=wide, height=18, rx=4)
    return part(
        "g", frame, words_at(x + wide / 2, y + 13.4, char, f"mark12 {'t-ours' if stale else 'on-ours'}", "middle")
    )


def rep_width(char: str) -> float:
    """How wide the square is: wider for two letters."""
    return max(18.0, width(char) + 8)


def bars(stage: int, x: float, y: float) -> Part:
    """Four signal bars, as many lit as the relationship's stage; their top left at x, y."""
    marks = [
        part("rect", cls="f-ours" if i < stage else "f-off", x=i * 5, y=9 - 3 * i, width=3.5, height=3 + 3 * i, rx=1)
        for i in range(4)
    ]
    return moved(x, y, *marks)


def flag(number: int, x: float, y: float) -> Part:
    """The number of a gap at its place."""
    disc = part("circle", cls="f-warn-soft l-warn w1", r=9)
    return moved(x, y, disc, words_at(0, 4.2, str(number), "mark12 warn", "middle"))


def pill(said: str, x: float, y: float, tone: str = "warn") -> Part:
    """Words on a line, centred at x, y: how long ago ("warn"), or what two are opposed over ("opp")."""
    wide = width(said) + 16
    ground = part(
        "rect",
        cls="f-warn-soft" if tone == "warn" else "f-card l-opp w1",
        x=x - wide / 2,
        y=y - 10,
        width=wide,
        height=20,
        rx=10,
    )
    return part("g", ground, words_at(x, y + 4.2, said, "warn" if tone == "warn" else "t-opp strong", "middle"))


def bar(share: float, w: float, h: float) -> list[Part]:
    """The weight along a card's lower edge, full = 1."""
    top, end = h - 4.5, 0.5 + max(0.0, min(1.0, share)) * (w - 1)
    track = f"M.5 {top}H{w - 0.5}a8 8 0 0 1-7.5 4H8a8 8 0 0 1-7.5-4z"
    out = [part("path", cls="f-hair", d=track)]
    if share > 0.995:
        out.append(part("path", cls="f-ink2", d=track))
    elif end > 9:
        out.append(part("path", cls="f-ink2", d=f"M.5 {top}H{end:.1f}V{h - 0.5}H8a8 8 0 0 1-7.5-4z"))
    elif share > 0:
        out.append(part("path", cls="f-ink2", d=f"M.5 {top}H{max(end, 5):.1f}v{0.4 * max(end, 5):.1f}z"))
    return out


def card_name(name: str) -> str:
    """A name as cards and lists show it: two Chinese characters are set apart.

    >>> card_name("许牧"), card_name("Al")
    ('许　牧', 'Al')
    """
    return f"{name[0]}　{name[1]}" if len(name) == 2 and not name.isascii() else name


def zigzag(points: Sequence[tuple[float, float]]) -> str:
    """A line whose level stretches are jagged, 3 px up and down.

    >>> zigzag([(0, 0), (20, 0)])
    'M0.0 0.0L5.0 3.0L10.0 -3.0L15.0 3.0L20.0 0.0'
    """
    d = f"M{points[0][0]:.1f} {points[0][1]:.1f}"
    for (x0, y0), (x1, y1) in pairwise(points):
        many = max(2, round(abs(x1 - x0) / 10) * 2) if y0 == y1 else 1
        for i in range(1, many):
            d += f"L{x0 + (x1 - x0) * i / many:.1f} {y0 + (3 if i % 2 else -3):.1f}"
        d += f"L{x1:.1f} {y1:.1f}"
    return d


def path(points: Sequence[tuple[float, float]], r: float) -> str:
    """Straight from point to point with round corners.

    >>> path([(0, 0), (0, 20), (20, 20)], 5)
    'M0.0 0.0L0.0 15.0Q0.0 20.0 5.0 20.0L20.0 20.0'
    """
    d = f"M{points[0][0]:.1f} {points[0][1]:.1f}"
    for (x0, y0), (x1, y1), (x2, y2) in zip(points, points[1:], points[2:], strict=False):
        a = min(r, (abs(x1 - x0) + abs(y1 - y0)) / 2, (abs(x2 - x1) + abs(y2 - y1)) / 2)
        ux, uy = (x1 > x0) - (x1 < x0), (y1 > y0) - (y1 < y0)
        vx, vy = (x2 > x1) - (x2 < x1), (y2 > y1) - (y2 < y1)
        d += f"L{x1 - ux * a:.1f} {y1 - uy * a:.1f}Q{x1:.1f} {y1:.1f} {x1 + vx * a:.1f} {y1 + vy * a:.1f}"
    return d + f"L{points[-1][0]:.1f} {points[-1][1]:.1f}"
