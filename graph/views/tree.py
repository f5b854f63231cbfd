"""Where everybody stands in a referral tree: generations side by side, referrers level with whom they brought."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """One person's place: the column is the generation (0 for the root), the row counts leaves from the top."""

    id: str
    parent: str
    generation: int
    row: float


def layout(children: Mapping[str, Sequence[str]], root: str, most: int = 120) -> list[Place]:
    """Places of the root and of everybody below, nearest generations first, at most `most` people.

    No two people of a generation are nearer than one row, and no branch crosses another. Children keep their order.

    >>> [(p.id, p.generation, p.row) for p in layout({"a": ["b", "c"], "b": ["d"]}, "a")]
    [('a', 0, 0.5), ('b', 1, 0.0), ('c', 1, 1.0), ('d', 2, 0.0)]
    """
    steps, parents = nearest(children, root, most)
    kept = {who: [kid for kid in children.get(who, ()) if parents.get(kid) == who] for who in steps}
    rows = leaf_rows(kept, root)
    for who in reversed(list(steps)):  # the farthest first, so that everybody's children already stand
        if kept[who]:
            rows[who] = (rows[kept[who][0]] + rows[kept[who][-1]]) / 2
    return [Place(who, parents[who], step, rows[who]) for who, step in steps.items()]


def nearest(children: Mapping[str, Sequence[str]], root: str, most: int) -> tuple[dict[str, int], dict[str, str]]:
    """Steps from the root and the referrer of each of the nearest `most` people, in breadth-first order."""
    steps, parents, queue = {root: 0}, {root: ""}, [root]
    for here in queue:
        for kid in children.get(here, ()):
            if len(steps) >= most:
                return steps, parents
            if kid not in steps:
                steps[kid], parents[kid] = steps[here] + 1, here
                queue.append(kid)
    return steps, parents


def leaf_rows(children: Mapping[str, Sequence[str]], root: str) -> dict[str, float]:
    """One row a leaf, from the top, in the order in which a finger would follow the branches."""
    rows: dict[str, float] = {}
    waiting = [root]
    while waiting:
        here = waiting.pop()
        if children.get(here):
            waiting.extend(reversed(children[here]))
        else:
            rows[here] = float(len(rows))
    return rows
