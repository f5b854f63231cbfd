"""People by two measures: where each stands on either, the medians, and what the four quarters are called."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import streamlit as st
from numpy.typing import NDArray

from graph.analysis.metrics import METRICS
from graph.views.draw import Item, Picture, counts, edges, people_net, sizes
from graph.views.facts import Facts, highest
from graph.views.figures import trimmed
from graph.views.filters import chosen_people
from graph.views.scene import ALL, Choice, Scene

if TYPE_CHECKING:
    from graph.text import Words
    from graph.views.screen import Screen

WIDE, HIGH = 1040.0, 640.0
MEASURES = tuple(key for key in METRICS if key not in ("in_degree", "out_degree", "hits_hubs", "hits_authorities"))
SCALES = ("place", "value")
SKEWED = 8.0  # the highest 1 % above so many medians: ratios are drawn, not differences
NAMED = {("degree", "betweenness"), ("influence", "betweenness"), ("influence", "descendants")}
SMALL = 0.66  # dots beside those of the other pictures
STEP, CROWD = 7.0, 26  # how far apart those of the very same numbers stand; more of them stand closer
Floats = NDArray[np.float64]
Scaled = tuple[pd.Series, list[tuple[float, str]]]


def axes(screen: Screen, facts: Facts, choice: Choice, ties: pd.DataFrame, score: Mapping[str, float]) -> Scene:
    """The people that pass the filters at their two measures, the first by the chosen size; unscored ones are left out.

    Axes and medians are those of everybody who passes and has both numbers, drawn or not.
    """
    asked, both, x, y = _placed(screen, replace(choice, who="", also=()), screen.key)
    also = [p for p in dict.fromkeys(choice.also) if p in both.index][:ALL]
    others = both.index.difference(also, sort=False) if also else both.index
    rated = screen.measure(choice.measure).reindex(others)
    shown = [*also, *highest(rated, max(0, choice.most - len(also)))]
    spots = apart(shown, x[0].reindex(shown) * WIDE, (1 - y[0].reindex(shown)) * HIGH)
    people = facts.people.loc[shown]
    rank = sorted(shown, key=lambda p: (-score.get(p, 0.0), p))
    small = {p: round(SMALL * r, 1) for p, r in sizes({p: score.get(p, 0.0) for p in shown}).items()}
    net = people_net(people, spots, small)
    for node in net.nodes:
        node["rep"] = ""  # whose contact it is would cover the neighbours; the card says it
    net.edges = [edge | {"under": True} for edge in edges(facts.among(shown, ties), people)]
    board = ground(screen.words, choice, x[1], y[1], both, asked - len(both))
    return Scene(Picture(net, board, rank, counts(people)), len(shown), asked, len(facts.people), rank)


@st.cache_resource(max_entries=4, show_spinner=False)
def _placed(_screen: Screen, choice: Choice, key: Any) -> tuple[int, pd.DataFrame, Scaled, Scaled]:
    """How many pass the filters, both numbers of those who have them, and where they stand on either axis."""
    asked = chosen_people(_screen.facts, choice)
    both = pd.DataFrame({"x": _screen.measure(choice.x), "y": _screen.measure(choice.y)}).reindex(asked.index)
    both = both.dropna().rename_axis(None)
    return len(asked), both, scaled(both["x"], choice.scale), scaled(both["y"], choice.scale, 1)


def scaled(values: pd.Series, scale: str, turn: int = 0) -> Scaled:
    """Where each stands, 0…1, with the marks of the axis (place 0…1, text).

    "place": the share of people with less; those with as much share the stretch that they take up, spread over most of
    it in an order that says nothing (another for another `turn`). "value": the number itself, by its logarithm where
    few have most of it.

    >>> scaled(pd.Series({"a": 1.0, "b": 3.0}), "place")[0].tolist()
    [0.25, 0.75]
    """
    if values.empty:
        return values, []
    if scale == "place":
        return places(values, turn), [(p / 100, f"{p}%") for p in (0, 25, 50, 75, 100)]
    low, high = float(values.min()), float(values.max())
    if high <= low:
        return pd.Series(0.5, index=values.index), [(0.5, number(low))]
    marks = [m for m in ticks(low, high, log=skewed(values)) if low <= m <= high]
    unit = _unit(values) if skewed(values) else 0.0

    def at(v: Any) -> Any:
        if not unit:
            return (v - low) / (high - low)
        return np.log1p((v - low) / unit) / math.log1p((high - low) / unit)

    return at(values), [(float(at(m)), number(m)) for m in marks]


def places(values: pd.Series, turn: int) -> pd.Series:
    """The place of each among all, 0…1, see `scaled`."""
    order = pd.util.hash_array(values.index.to_numpy(dtype=object), hash_key=f"{turn:016d}")
    upwards = np.lexsort((order, values.to_numpy()))
    _, first, group, many = np.unique(values.to_numpy()[upwards], True, True, True)
    below, many = first[group], many[group]
    within = np.arange(len(values)) - below + 0.5
    place = np.empty(len(values))
    place[upwards] = (below + many * (0.1 + 0.8 * within / many)) / len(values)
    return pd.Series(place, index=values.index)


def skewed(values: pd.Series) -> bool:
    """Whether few have most of it: the highest 1 % is more than 8 medians (of those above nothing) away."""
    above = values[values > 0]
    return bool(len(above) > 2 and values.min() >= 0 and above.quantile(0.99) > SKEWED * above.median())


def _unit(values: pd.Series) -> float:
    return float(values[values > 0].median()) / 4


def ticks(low: float, high: float, *, log: bool) -> list[float]:
    """Round numbers between: four to eight equal steps, or 1, 2, 5, 10… where ratios are drawn.

    >>> ticks(0, 10, log=False)
    [0.0, 2.0, 4.0, 6.0, 8.0, 10.0]
    """
    if log:
        first = math.floor(math.log10(max(high * 1e-3, 1e-12)))
        tens = range(first, math.ceil(math.log10(high)) + 1)
        return [0.0, *(10.0**t for t in tens)]
    size = 10.0 ** math.floor(math.log10((high - low) / 4))
    step = next(size * k for k in (1, 2, 2.5, 5, 10) if (high - low) / (size * k) <= 6)
    begin = math.ceil(low / step)
    return [round(step * i, 10) for i in range(begin, int(high / step + 1e-9) + 1)]


def number(value: float) -> str:
    """A number on an axis, three digits or so.

    >>> number(0.00123), number(12345.0), number(0.5)
    ('0.0012', '12,345', '0.5')
    """
    if value == 0:
        return "0"
    return trimmed(value) if abs(value) >= 1 else f"{value:.2g}"


def apart(ids: Sequence[str], x: pd.Series, y: pd.Series) -> dict[str, tuple[float, float]]:
    """A spot for each; those who would stand on one another make a small rosette around their true place."""
    cell = (x / 6).round().astype(int).astype(str) + "|" + (y / 6).round().astype(int).astype(str)
    turn = cell.groupby(cell).cumcount().to_numpy()
    away = STEP * np.sqrt(turn) * min(1.0, CROWD / max(turn.max(initial=0), 1)) ** 0.5
    angle = turn * 2.39996
    at_x, at_y = x.to_numpy() + away * np.cos(angle), y.to_numpy() + away * np.sin(angle)
    return {p: (round(float(a), 1), round(float(b), 1)) for p, a, b in zip(ids, at_x, at_y, strict=True)}


def ground(
    words: Words, choice: Choice, x: list[tuple[float, str]], y: list[tuple[float, str]], both: pd.DataFrame,
    unscored: int,
) -> Item:  # fmt: skip
    """The frame, marks and names of the axes, the medians, the names of the quarters; nobody can be dragged here."""
    middle = {}
    for axis in ("x", "y") if len(both) else ():
        middle[axis] = 0.5
        if choice.scale != "place":
            with_median = pd.concat([both[axis], pd.Series({"": both[axis].median()})])
            middle[axis] = float(scaled(with_median, choice.scale)[0][""])
    quarters = []
    if (choice.x, choice.y) in NAMED and middle:
        for which, at_x, at_y in (("hh", WIDE, 0.0), ("lh", 0.0, 0.0), ("hl", WIDE, HIGH), ("ll", 0.0, HIGH)):
            quarters.append({"x": at_x, "y": at_y, "name": words(f"axes.{choice.x}.{choice.y}.{which}")})
    return {
        "axes": {
            "wide": WIDE, "high": HIGH, "x": [[round(p * WIDE, 1), text] for p, text in x],
            "y": [[round((1 - p) * HIGH, 1), text] for p, text in y], "quarters": quarters,
            "middle": [round(middle["x"] * WIDE, 1), round((1 - middle["y"]) * HIGH, 1)] if middle else [],
            "x_name": axis_name(words, choice.x, choice.scale), "y_name": axis_name(words, choice.y, choice.scale),
            "median": words("axes.median"), "note": words("axes.unscored", n=unscored) if unscored else "",
        },
        "fixed": True, "box": [-64, -78, WIDE + 28, HIGH + 78],
    }  # fmt: skip


def axis_name(words: Words, key: str, scale: str) -> str:
    """What an axis shows, in which unit, and which end is better where it is the lower one."""
    unit = words("axes.place") if scale == "place" else words(f"axes.unit.{METRICS[key].unit}")
    name = words("axes.name", measure=words(f"metric.{key}.label"), unit=unit)
    return f"{name} · {words('axes.low')}" if METRICS[key].low else name
