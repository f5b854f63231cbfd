"""Who stands around one person: how many steps away, and through whom they are reached. Plain tables, no Streamlit."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd

WAYS = ("KNOWS", "REPORTS_TO")  # ties that count as steps
ROOM = {1: (30,), 2: (14, 22), 3: (12, 17, 20)}  # people on each ring, by how many rings there are
Found = dict[str, tuple[int, str]]


def distances(centre: str, ties: pd.DataFrame, steps: int, score: Mapping[str, float] | None = None) -> Found:
    """Everybody within that many steps: person → (steps away, whom they are reached through).

    `ties` has from_id, to_id and strength; of several ways in, the strongest tie counts, then the higher score, then
    the smaller id. Only the centre where nobody is near.

    >>> tie = pd.DataFrame({"from_id": list("acc"), "to_id": list("bbd"), "strength": 1})
    >>> distances("a", tie, 2)
    {'a': (0, ''), 'b': (1, 'a'), 'c': (2, 'b')}
    """
    one = ties[["from_id", "to_id", "strength"]].set_axis(["via", "who", "strength"], axis=1)
    both = pd.concat([one, one.rename(columns={"via": "who", "who": "via"})], ignore_index=True)
    found: Found = {centre: (0, "")}
    ring = [centre]
    for step in range(1, steps + 1):
        beside = both[both["via"].isin(ring)]
        beside = beside[~beside["who"].isin(found)]
        if beside.empty:
            break
        rated = beside.assign(score=beside["via"].map(score or {}).fillna(0.0))
        first = rated.sort_values(["who", "strength", "score", "via"], ascending=[True, False, False, True])
        first = first.drop_duplicates("who")
        found |= {str(p): (step, str(v)) for p, v in zip(first["who"], first["via"], strict=True)}
        ring = list(first["who"])
    return found


def nearest(
    found: Found, score: Mapping[str, float], steps: int, more: float = 1.0, also: Collection[str] = (),
    aside: Collection[str] = (),
) -> Found:  # fmt: skip
    """Those of them who are drawn: so many a ring that names have room, the highest scores first, never without the
    one they are reached by. `more` widens every ring; `also` are drawn in any case; those `aside` get a fifth of a
    ring at most while others want it. Room left on one ring goes to the next ones.
    """
    order = sorted(found, key=lambda p: (-score.get(p, 0.0), p))
    kept = {p for p in also if p in found} | {p for p in order if not found[p][0]}
    for person in list(kept):
        while found[person][1]:
            person = found[person][1]
            kept.add(person)
    left = 0
    for ring, room in enumerate(ROOM.get(steps, ROOM[3]), 1):
        able = [p for p in order if found[p][0] == ring and found[p][1] in kept and p not in kept]
        free = max(0, int(room * more) + left - sum(found[p][0] == ring for p in kept))
        few = [p for p in able if p in aside][: free // 5]
        first = [p for p in able if p not in aside][: free - len(few)]
        rest = [p for p in able if p in aside][len(few) :][: free - len(few) - len(first)]
        kept.update([*few, *first, *rest])
        left = free - len(few) - len(first) - len(rest)
    return {p: found[p] for p in sorted(kept, key=lambda p: (found[p][0], -score.get(p, 0.0), p))}
