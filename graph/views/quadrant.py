"""Predicted × proven: how central people are against what asking them really brought; a shape for each list."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.text import Words
from graph.views.charts import shortened, symbol, width
from graph.views.figures import money, whole
from graph.views.picture import Part, at, drawing, part, words_at

HIGH, TOP, FOOT, LEFT = 452, 8, 410, 44
NAMED, DRAWN, NAME = 14, 400, 90
BROAD, SLIM = 560.0, 330.0  # px across for which names are placed: a window's, a phone's
TOUCHING = 24.0  # px² that a name may share with others
TONES = {"proven": "ours", "never": "ours", "over": "assess", "done": "neu", "": "neu"}


@dataclass(frozen=True)
class Dot:
    """One person: place by influence, what one more request is expected to bring with its 90 % interval, list."""

    id: str
    name: str
    place: float
    per_ask: float
    low: float
    high: float
    state: str
    known: bool


def mark(state: str, r: float, known: bool) -> list[Part]:
    """One shape a list, hollow where nobody of ours knows the person; never asked is a ring, with a core when known."""
    tone = TONES[state]
    look = f"f-{tone if known else 'card'} l-{tone} w2"
    if state == "never":
        core = part("circle", cls=f"f-{tone}", r=round(r * 0.36, 1)) if known else None
        return [one for one in (part("circle", cls=f"f-card l-{tone} w2", r=r - 1), core) if one]
    if state == "over":
        return [part("path", cls=look, d=f"M{-r} {-r * 0.8:.1f}H{r}L0 {r}z")]
    if state == "done":
        return [part("rect", cls=look, x=-r * 0.85, y=-r * 0.85, width=r * 1.7, height=r * 1.7)]
    return [part("circle", cls=look, r=r if state else r * 0.6)]


def quadrant(dots: Sequence[Dot], average: float, chosen: str, words: Words, everybody: int | None = None) -> Part:
    """The chart: best places at the right, on a scale of ratios, since what counts is among the first few.

    `everybody` there are, where `dots` are only the first of them and those of the lists.
    """
    everybody = len(dots) if everybody is None else everybody
    of = max(2.0, everybody, max((dot.place for dot in dots), default=2.0))
    named = _named(dots, chosen)
    most = 1.15 * max([average * 1.6, *(dot.per_ask for dot in named)])
    grid = [*_ground(of, average, most), *_scales(of, most, words)]
    corners = _corners(everybody, everybody - len(named), average, most, words)
    names = {dot.id for dot in named}
    rest = [
        part("circle", cls="f-neu", cx=_x(dot.place, of), cy=_y(dot.per_ask, most), r=2)
        for dot in sorted(dots, key=lambda one: one.place)[:DRAWN] if dot.id not in names
    ]  # fmt: skip
    spread = [_interval(dot, of, most) for dot in named]
    broad, slim = _labels(named, of, most), _labels(named, of, most, SLIM, chosen)
    marks = [_dot(dot, of, most, dot.id == chosen, broad[dot.id], slim[dot.id]) for dot in named]
    label = words("centres.quadrant.alt", n=everybody)
    return drawing(*grid, *rest, *corners, *spread, *marks, height=HIGH, label=label, live=True)


def _named(dots: Sequence[Dot], chosen: str) -> list[Dot]:
    """Whom the chart names: the first of each list, and who is chosen."""
    kept: dict[str, int] = {}
    named = []
    for dot in sorted(dots, key=lambda one: (one.place, one.id)):
        kept[dot.state] = kept.get(dot.state, 0) + 1
        if dot.id == chosen or (dot.state and kept[dot.state] <= NAMED // 4):
            named.append(dot)
    return named


def _share(place: float, of: float) -> float:
    """0 for the last place, 1 for the first, in equal steps of ratio."""
    return 1 - math.log(max(1.0, place)) / math.log(of)


def _x(place: float, of: float) -> str:
    return f"{8 + 86 * _share(place, of):.2f}%"


def _y(value: float, most: float) -> float:
    return round(FOOT - (FOOT - TOP) * min(1.0, max(0.0, value / most)), 1)


def _ground(of: float, average: float, most: float) -> list[Part]:
    middle, right = 8 + 86 * _share(math.ceil(of * 0.1), of), _y(average, most)
    return [
        part("rect", cls="f-canvas", x="8%", y=TOP, width="92%", height=FOOT - TOP, rx=8),
        part("rect", cls="f-ours zone", x=f"{middle:.2f}%", y=TOP, width=f"{100 - middle:.2f}%", height=right - TOP),
        part("line", cls="l-rule", x1=f"{middle:.2f}%", x2=f"{middle:.2f}%", y1=TOP, y2=FOOT),
        part("line", cls="l-rule", x1="8%", x2="100%", y1=right, y2=right),
    ]


def _scales(of: float, most: float, words: Words) -> list[Part]:
    drawn = [words_at("51%", FOOT + 36, words("centres.quadrant.x"), "", "middle")]
    for place in _places(of):
        drawn.append(words_at(_x(place, of), FOOT + 17, whole(place), "ink3", "middle"))
    step = _step(most)
    for i in range(1, int(most / step) + 1):
        y = _y(i * step, most)
        drawn.append(words_at("7.2%", y + 4, money(words, i * step), "ink3", "end"))
        drawn.append(part("line", cls="l-hair", x1="8%", x2="100%", y1=y, y2=y))
    return drawn


def _places(of: float) -> list[int]:
    return [place for place in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000, 20000) if place <= of]


def _step(most: float) -> float:
    """A round step that gives three to five lines."""
    size = 10 ** math.floor(math.log10(most / 3))
    return float(next(size * k for k in (1, 2, 5, 10) if most / (size * k) <= 5))


def _corners(everybody: int, rest: int, average: float, most: float, words: Words) -> list[Part]:
    mean = words("centres.quadrant.mean", value=money(words, average))
    others = words("centres.quadrant.rest", n=whole(rest))
    if everybody > DRAWN:
        others = words("centres.quadrant.some", n=whole(rest), shown=whole(DRAWN))
    return [
        words_at("98.5%", TOP + 20, words("centres.list.proven"), "t-ours strong", "end"),
        words_at("9.5%", TOP + 20, words("centres.list.done"), "strong"),
        words_at("98.5%", FOOT - 9, words("centres.list.over"), "warn strong", "end"),
        words_at("9.5%", FOOT - 9, others, "ink3 halo"),
        words_at("9.5%", _y(average, most) - 9, mean, "ink3 halo"),
    ]


def _interval(dot: Dot, of: float, most: float) -> Part:
    x = _x(dot.place, of)
    return part("line", cls=f"l-{TONES[dot.state]} thin", x1=x, x2=x, y1=_y(dot.low, most), y2=_y(dot.high, most))


def _dot(dot: Dot, of: float, most: float, chosen: bool, broad: Beside | None, slim: Beside | None) -> Part:
    """A mark with its name: in one place on a wide chart, in another on a narrow one, there perhaps in none."""
    ring = part("circle", cls="f-none l-ours w2", r=11) if chosen else None
    look = f"ink halo{' strong' if chosen else ''}"
    said = shortened(dot.name, NAME)
    names = [
        words_at(place[0], place[1], said, f"{look}{when}", place[2])
        for place, when in ([(broad, "")] if broad == slim else [(broad, " broad"), (slim, " slim")]) if place
    ]  # fmt: skip
    target = part("circle", cls="hit", r=12)
    shape = mark(dot.state, 7, dot.known)
    body = part("g", part("title", dot.name), target, ring, *shape, *names, pick=dot.id,
                aria_label=dot.name, aria_pressed=str(chosen).lower())  # fmt: skip
    return at(_x(dot.place, of), _y(dot.per_ask, most), body)


Box = tuple[float, float, float, float]
Beside = tuple[float, float, str]
BESIDE: tuple[Beside, ...] = (
    (-12.0, 4.0, "end"), (12.0, 4.0, "start"), (0.0, -13.0, "middle"), (0.0, 22.0, "middle"),
    (-10.0, -10.0, "end"), (10.0, -10.0, "start"), (-10.0, 18.0, "end"), (10.0, 18.0, "start"),
)  # fmt: skip


def _labels(
    named: Sequence[Dot], of: float, most: float, across: float = BROAD, chosen: str | None = None
) -> dict[str, Beside | None]:
    """A place for each name beside its mark that no other mark or name has, for a chart `across` px wide.

    With somebody `chosen`, theirs comes first, and a name that would lie on another's is left out.
    """
    spots = {dot.id: (across * float(_x(dot.place, of)[:-1]) / 100, _y(dot.per_ask, most)) for dot in named}
    taken: list[Box] = [(x - 8, y - 8, x + 8, y + 8) for x, y in spots.values()]
    placed: dict[str, Beside | None] = {}
    for dot in sorted(named, key=lambda one: chosen is not None and one.id != chosen):
        x, y = spots[dot.id]
        wide = width(shortened(dot.name, NAME))
        best = min(BESIDE, key=lambda one: _overlap(_box(x, y, one, wide), taken, across))
        placed[dot.id] = best
        if chosen is not None and dot.id != chosen and _overlap(_box(x, y, best, wide), taken, across) > TOUCHING:
            placed[dot.id] = None
            continue
        taken.append(_box(x, y, best, wide))
    return placed


def _box(x: float, y: float, spot: Beside, wide: float) -> Box:
    left = x + spot[0] - {"end": wide, "middle": wide / 2, "start": 0.0}[spot[2]]
    return left, y + spot[1] - 11, left + wide, y + spot[1] + 3


def _overlap(box: Box, taken: Iterable[Box], across: float) -> float:
    """Px² shared with what is there, and whatever stands outside the chart."""
    shared = sum(
        max(0.0, min(box[2], b[2]) - max(box[0], b[0])) * max(0.0, min(box[3], b[3]) - max(box[1], b[1])) for b in taken
    )
    outside = max(0.0, LEFT - box[0]) + max(0.0, box[2] - across) + max(0.0, TOP - box[1]) + max(0.0, box[3] - FOOT)
    return shared + 20 * outside


def keys(counts: Mapping[str, int], words: Words) -> Part:
    """What the shapes mean, with how many there are of each."""
    names = {state: words(f"centres.list.{state}") for state in counts}
    shown = (part("span", symbol(mark(state, 6, True)), f"{names[state]} {n}") for state, n in counts.items())
    hollow = part("span", symbol([part("circle", cls="f-card l-ours w2", r=5)]), words("centres.hollow"))
    return part("div", *shown, hollow, cls="legend plain")
