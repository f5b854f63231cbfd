"""One person between organisations: the ties that carry the reason, drawn."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from graph.text import Words
from graph.views.charts import avatar, shortened
from graph.views.picture import Part, at, drawing, part, words_at

EGO = (150.0, 100.0)
SPOTS = ((54.0, 100.0, 154.0), (262.0, 56.0, 14.0), (262.0, 142.0, 194.0))
MOST = 17
GOLDEN = math.pi * (3 - math.sqrt(5))


@dataclass(frozen=True)
class Circle:
    """One organisation: its people, those the person knows first, and which of them one of ours knows."""

    name: str
    linked: int
    known: tuple[bool, ...]


def star(name: str, attitude: str, known: bool, circles: Sequence[Circle], words: Words) -> Part:
    """The person in the middle and up to three organisations around, a dot a person."""
    drawn: list[Part] = []
    for circle, (x, y, label) in zip(circles, SPOTS, strict=False):
        drawn += _circle(circle, x, y)
        drawn.append(words_at(x, label, shortened(circle.name, 110), "halo-card", "middle"))
    centre = at(EGO[0] - 18, EGO[1] - 18, avatar(name, attitude, known, 36))
    said = words("centres.star.alt", who=name, circles="、".join(circle.name for circle in circles))
    body = part("g", *drawn, centre)
    return part("div", drawing(body, height=202, width=320, label=said), cls="star")


def _circle(circle: Circle, x: float, y: float) -> list[Part]:
    """Nearest to the person stand those the person knows, each with a line."""
    shown = circle.known[:MOST]
    spots = sorted(_spots(len(shown), x, y), key=lambda spot: math.dist(spot, EGO))
    zone = part("ellipse", cls="f-band", cx=x, cy=y, rx=53, ry=36)
    lines = [
        part("line", cls="l-ours w2", x1=EGO[0], y1=EGO[1], x2=round(a, 1), y2=round(b, 1))
        for a, b in spots[: circle.linked]
    ]  # fmt: skip
    dots = [
        part("circle", cls=f"{'f-neu' if ours else 'f-card'} l-neu w1", cx=round(a, 1), cy=round(b, 1), r=4)
        for (a, b), ours in zip(spots, shown, strict=True)
    ]  # fmt: skip
    return [zone, *lines, *dots]


def _spots(n: int, x: float, y: float) -> list[tuple[float, float]]:
    """n places spread evenly over an ellipse, like seeds of a sunflower."""
    places = []
    for i in range(n):
        far = math.sqrt((i + 0.5) / n) * 0.86
        places.append((x + 48 * far * math.cos(i * GOLDEN), y + 32 * far * math.sin(i * GOLDEN)))
    return places
