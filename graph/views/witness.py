"""One person between circles: exactly the people and ties that carry the reason, drawn."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.text import Words
from graph.views.charts import avatar, shortened
from graph.views.figures import records
from graph.views.picture import Part, at, drawing, part, words_at

if TYPE_CHECKING:
    from graph.analysis.explain import Witness

EGO = (160.0, 104.0)
SPOTS = ((58.0, 104.0, 164.0), (262.0, 56.0, 12.0), (262.0, 152.0, 210.0))
MOST = 17
GOLDEN = math.pi * (3 - math.sqrt(5))
FAR = {"friend": 0, "behind": 1, "lost": 2}


@dataclass(frozen=True)
class Cloud:
    """One circle in the picture: its name and those of it to draw, whom the person knows first."""

    name: str
    people: tuple[dict[str, Any], ...]


def clouds(witness: Witness, names: Mapping[int, str], words: Words) -> list[Cloud]:
    """The three circles most of the evidence is in, each with 17 people at most; `names` by number of the circle."""
    groups: dict[int, list[dict[str, Any]]] = {}
    for row in records(witness.nodes):
        if row["place"] != "self":
            groups.setdefault(int(row["circle"]), []).append(row)
    best = sorted(groups, key=lambda circle: (-len(groups[circle]), circle))[: len(SPOTS)]
    return [Cloud(_called(circle, groups[circle], names, words), _first(groups[circle])) for circle in best]


def _called(circle: int, people: list[dict[str, Any]], names: Mapping[int, str], words: Words) -> str:
    told = people[0]["circle_name"]
    if circle < 0:
        return words("centres.star.alone")
    return names.get(circle) or (told if isinstance(told, str) else str(told.say(words)))


def _first(people: list[dict[str, Any]]) -> tuple[dict[str, Any], ...]:
    return tuple(sorted(people, key=lambda row: FAR[row["place"]])[:MOST])


def star(name: str, attitude: str, known: Mapping[str, bool], who: str, witness: Witness, around: list[Cloud],
         words: Words) -> Part:  # fmt: skip
    """The person in the middle, the circles around as clouds, a dot a person, and the ties between those drawn.

    `known` by id: whether one of ours knows them. Amber are those who have no other way.
    """
    spots = {who: EGO}
    people: list[dict[str, Any]] = []
    for cloud, (x, y, _) in zip(around, SPOTS, strict=False):
        places = sorted(_spots(len(cloud.people), x, y), key=lambda spot: math.dist(spot, EGO))
        spots |= {row["id"]: spot for row, spot in zip(cloud.people, places, strict=True)}
        people += cloud.people
    zones = [part("ellipse", cls="f-band", cx=x, cy=y, rx=54, ry=40) for _, (x, y, _) in _beside(around)]
    ties = [
        _line(spots, row, who) for row in records(witness.ties) if row["from_id"] in spots and row["to_id"] in spots
    ]
    dots = [_dot(row, spots[row["id"]], known.get(row["id"], False)) for row in people]
    named = [words_at(x, y, shortened(cloud.name, 116), "halo-card", "middle") for cloud, (x, _, y) in _beside(around)]
    middle = at(EGO[0] - 18, EGO[1] - 18, avatar(name, attitude, known.get(who, False), 36))
    said = words("centres.star.alt", who=name, circles=words("answer.and").join(cloud.name for cloud in around))
    body = part("g", *zones, *ties, *dots, *named, middle)
    return part("div", drawing(body, height=220, width=320, label=said), cls="star")


def _beside(around: list[Cloud]) -> Iterable[tuple[Cloud, tuple[float, float, float]]]:
    return zip(around, SPOTS, strict=False)


def _line(spots: Mapping[str, tuple[float, float]], row: Mapping[str, Any], who: str) -> Part:
    (a, b), (c, d) = spots[row["from_id"]], spots[row["to_id"]]
    look = "l-ours w2" if row["from_id"] == who else "l-neu w1"
    return part("line", cls=look, x1=round(a, 1), y1=round(b, 1), x2=round(c, 1), y2=round(d, 1))


def _dot(row: Mapping[str, Any], spot: tuple[float, float], known: bool) -> Part:
    tone = "warn" if row["place"] == "lost" else "neu"
    look = f"{f'f-{tone}' if known else 'f-card'} l-{tone} w1"
    title = part("title", str(row["name"]))
    return part("circle", title, cls=look, cx=round(spot[0], 1), cy=round(spot[1], 1), r=4.5)


def _spots(n: int, x: float, y: float) -> list[tuple[float, float]]:
    """n places spread evenly over an ellipse, like seeds of a sunflower."""
    places = []
    for i in range(n):
        far = math.sqrt((i + 0.5) / n) * 0.86
        places.append((x + 48 * far * math.cos(i * GOLDEN), y + 36 * far * math.sin(i * GOLDEN)))
    return places
