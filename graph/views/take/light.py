"""What is lit on the map: who is bright and how strong each tie stands out, by the same rules as on the canvas."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Item = Mapping[str, Any]
LIT, PICKED, OWN = 3, 2, 1  # how strong a tie stands out; 0 is as usual
BACK = 0.1  # opacity of a tie that steps back
CROWD = 12  # so many chosen have a thin ring only


@dataclass(frozen=True)
class Light:
    """What the user has chosen and asked to be lit: people `chosen`, a tie `picked`, witness ties `lit`, the `route`
    by its people, only so many `steps` around the chosen, and who is `pinned`. `fade`: all others step back.
    """

    chosen: tuple[str, ...] = ()
    picked: tuple[str, ...] = ()
    lit: tuple[str, ...] = ()
    route: tuple[str, ...] = ()
    steps: int = 0
    pinned: tuple[str, ...] = ()
    fade: bool = True


@dataclass(frozen=True)
class Shown:
    """`bright` are the people in full colour, None when all are; `level` and `shade` (opacity) of each tie by id."""

    bright: frozenset[str] | None
    level: Mapping[str, int]
    shade: Mapping[str, float]
    light: Light

    def dim(self, who: str) -> bool:
        """Whether that person steps back."""
        return self.bright is not None and who not in self.bright


def shown(light: Light, edges: Sequence[Item], hub: str = "") -> Shown:
    """Who and what stands out; `hub` is the person in the middle of a circle, whose ties are lit as they are."""
    chosen = set(light.chosen)
    own = light.fade or hub not in chosen
    level = {edge["id"]: _level(edge, light, chosen if own else set()) for edge in edges}
    near = {end for edge in edges if _is_near(edge, level[edge["id"]], light, chosen)
            for end in (edge["from"], edge["to"])}  # fmt: skip
    focused, some = bool(light.steps and chosen), bool(chosen or light.picked)
    bright = None
    if light.lit:
        bright = frozenset(near | chosen)
    elif focused:
        bright = within(edges, chosen, light.steps)
    elif light.fade and some:
        bright = frozenset(near | chosen)
    shade = {}
    for edge in edges:
        at = level[edge["id"]]
        both = bright is None or {edge["from"], edge["to"]} <= bright
        back = not both if light.lit or focused else light.fade and some and not at
        quiet = 0.9 if focused else float(edge.get("alpha", 1.0))
        shade[edge["id"]] = 1.0 if at or (edge.get("change") and not back) else BACK if back else quiet
    return Shown(bright, level, shade, light)


def _level(edge: Item, light: Light, chosen: Collection[str]) -> int:
    if edge["id"] in light.lit:
        return LIT
    if edge["id"] in light.picked:
        return PICKED
    return OWN if not edge.get("under") and (edge["from"] in chosen or edge["to"] in chosen) else 0


def _is_near(edge: Item, level: int, light: Light, chosen: Collection[str]) -> bool:
    if light.lit:
        return level == LIT
    return level == PICKED or edge["from"] in chosen or edge["to"] in chosen


def within(edges: Iterable[Item], start: Collection[str], steps: int) -> frozenset[str]:
    """Everybody at most so many ties away from one of these, themselves too.

    >>> sorted(within([{"from": "a", "to": "b"}, {"from": "b", "to": "c"}], ["a"], 1))
    ['a', 'b']
    """
    beside: defaultdict[str, set[str]] = defaultdict(set)
    for edge in edges:
        if not edge.get("under"):
            beside[edge["from"]].add(edge["to"])
            beside[edge["to"]].add(edge["from"])
    found = ring = set(start)
    for _ in range(steps):
        ring = {other for one in ring for other in beside[one]} - found
        found = found | ring
    return frozenset(found)
