"""Why a person matters, in one sentence with its evidence: what they join, what runs through them, who needs them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse import csgraph

from graph.analysis.answer import Sentence
from graph.analysis.arrays import Arrays, Floats, Places
from graph.analysis.ground import Ground, ground_of
from graph.analysis.people import today
from graph.model.errors import NotFound
from graph.model.network import Network

FRIENDS, FRIENDS_IN_BIG = 40, 8
CIRCLES, CIRCLES_IN_BIG = 4, 2
NEAREST, NEAREST_IN_BIG = 12, 6
STRONGEST = 5
DRAWN = 24


@dataclass(frozen=True)
class Witness:
    """What to draw for a reason, and nothing else.

    `nodes`: id, name, `circle` (number, -1 none), `circle_name`, `place`: "self", "friend" (tied to them), "behind"
    (further along a route), "lost" (has no other way). `ties`: from_id, to_id, strength 0…1, ties (ids).
    """

    nodes: pd.DataFrame
    ties: pd.DataFrame


@dataclass(frozen=True)
class Explanation:
    """`facts` as numbers and ids, `why` as a sentence, `witnesses` as the ids of the ties that carry it; a drawing."""

    facts: dict[str, Any]
    why: Sentence
    witnesses: tuple[str, ...]
    draw: Callable[[], Witness] = field(repr=False, compare=False)

    @cached_property
    def drawing(self) -> Witness:
        """What to draw; worked out when it is asked for."""
        return self.draw()


def explain(network: Network, who: str, as_of: date | None = None) -> Explanation:
    """Why this person matters on that day; NotFound when there is no such person."""
    return explained(ground_of(network, today(as_of)), who)


def explained(ground: Ground, who: str) -> Explanation:
    """`explain` on ground that is already laid.

    facts: `organisations` joined (own and acquaintances'), `circles` likewise, `pairs` of acquaintances in different
    organisations (among the strongest 40; 8 in a network of more than 2,000), `pairs_through` of them whose shortest
    route runs through the person, `between` the two circles they join most (with `pairs` of their nearest members and
    how many run `through`), `cut_off` people separated and `cut_off_from_us` people we lose without them, `strongest`
    ties' people.
    """
    if who not in ground.net.ids:
        raise NotFound("error.not_found.person", who=who)
    me = ground.net.place(who)
    friends = [friend for friend, _ in ground.net.nearest(me)]
    away = ground.far([me])[0]
    pairs, through = routes_through(ground, me, friends, away)
    joined: set[str] = set().union(*(ground.employers.get(ground.net.ids[one], set()) for one in (me, *friends)))
    between, routes = joining(ground, me, friends, away)
    nobody = np.zeros(0, dtype=np.int64)
    lost = separated(ground.net, me) if me in ground.splits else nobody
    from_us = separated_from_us(ground, me) if me in ground.holds else nobody
    facts = {
        "organisations": len(joined), "circles": len({ground.circles[one] for one in (me, *friends)} - {-1}),
        "pairs": len(pairs), "pairs_through": len(through), "between": between,
        "cut_off": len(lost), "cut_off_from_us": len(from_us),
        "strongest": [ground.net.ids[friend] for friend in friends[:STRONGEST]],
    }  # fmt: skip
    shown = [*{one: None for pair in routes or through for one in pair}] or friends[:STRONGEST]
    gone = from_us if len(from_us) else lost
    carried = witnesses(ground, me, through, friends)
    return Explanation(facts, sentence(facts), carried, lambda: drawn(ground, me, shown, gone))


def routes_through(ground: Ground, me: int, friends: list[int], away: Floats) -> tuple[list[Any], list[Any]]:
    """Pairs of friends in different organisations, and those of them with a shortest route through `me`."""
    friends = friends[: ground.size(FRIENDS, FRIENDS_IN_BIG)]
    firms = {friend: ground.employers.get(ground.net.ids[friend]) for friend in friends}
    pairs = [(a, b) for a, b in combinations(friends, 2) if _apart(firms[a], firms[b])]
    return pairs, shortest_through(ground, pairs, away)


def shortest_through(ground: Ground, pairs: list[Any], away: Floats) -> list[Any]:
    """Those of the pairs for which no route is shorter than the one through whom `away` are the distances from."""
    starts = sorted({a for a, _ in pairs})
    if not starts:
        return []
    row = {a: i for i, a in enumerate(starts)}
    far = ground.far(starts, limit=max(away[a] + away[b] for a, b in pairs))
    return [(a, b) for a, b in pairs if far[row[a], b] == away[a] + away[b]]


def _apart(mine: set[str] | None, theirs: set[str] | None) -> bool:
    return bool(mine and theirs and not mine & theirs)


def joining(ground: Ground, me: int, friends: list[int], away: Floats) -> tuple[dict[str, Any] | None, list[Any]]:
    """The two circles between which most shortest routes run through `me`, and those routes' ends; None for none.

    Looked at: the circles where they have most friends (4; 2 in a network of more than 2,000), and in each the
    members nearest to them (12; 6).
    """
    counts = pd.Series([ground.circles[friend] for friend in friends], dtype=np.int64).value_counts()
    best = sorted(counts.index, key=lambda circle: (-counts[circle], circle))
    near = {circle: _nearest(ground, me, circle, away) for circle in best[: ground.size(CIRCLES, CIRCLES_IN_BIG)]}
    pairs = {(one, two): [(a, b) for a in near[one] for b in near[two]] for one, two in combinations(near, 2)}
    if not pairs:
        return None, []
    ends = {*shortest_through(ground, [pair for some in pairs.values() for pair in some], away)}
    through = {both: [pair for pair in some if pair in ends] for both, some in pairs.items()}
    both = max(pairs, key=lambda both: (len(through[both]), -both[0], -both[1]))
    if not through[both]:
        return None, []
    names = {"from": ground.circle_name(both[0]), "to": ground.circle_name(both[1])}
    return {**names, "pairs": len(pairs[both]), "through": len(through[both])}, through[both]


def _nearest(ground: Ground, me: int, circle: int, away: Floats) -> list[int]:
    members = np.flatnonzero((ground.circles == circle) & np.isfinite(away))
    members = members[members != me]
    order = np.lexsort((members, away[members]))
    return [int(one) for one in members[order[: ground.size(NEAREST, NEAREST_IN_BIG)]]]


def separated(net: Arrays, me: int) -> Places:
    """Those separated from the largest part that remains of their component when `me` leaves; places in order."""
    label = parts_without(net, me)
    if label is None:
        return np.zeros(0, dtype=np.int64)
    mine = np.flatnonzero((net.component == net.component[me]) & (np.arange(net.n) != me))
    sizes = np.bincount(label[mine])
    found: Places = mine[label[mine] != np.argmax(sizes)]
    return found


def separated_from_us(ground: Ground, me: int) -> Places:
    """People whom none of our reps can reach any more when `me` leaves; places in order."""
    net = ground.access
    label = parts_without(net, me)
    if label is None:
        return np.zeros(0, dtype=np.int64)
    people = len(ground.then["Person"])
    ours = np.isin(net.component[:people], net.component[people:])
    still = np.isin(label[:people], label[people:])
    return np.flatnonzero(ours & ~still & (np.arange(people) != me))


def parts_without(net: Arrays, me: int) -> Places | None:
    """The connected part of everybody when `me` has no ties any more; None where that cannot part anybody."""
    if net.degree[me] < 2:
        return None
    keep = (net.pairs.a != me) & (net.pairs.b != me)
    ends = (net.pairs.a[keep], net.pairs.b[keep])
    matrix = sparse.coo_array((np.ones(int(keep.sum()), dtype=np.int8), ends), shape=(net.n, net.n))
    return np.asarray(csgraph.connected_components(matrix, directed=False)[1], dtype=np.int64)


def witnesses(ground: Ground, me: int, through: list[Any], friends: list[int]) -> tuple[str, ...]:
    """Ids of the ties that carry it: to those whose routes run through, else the strongest; then of influence."""
    wanted = {friend for pair in through for friend in pair} or {*friends[:STRONGEST]}
    carried = [ground.net.pairs.ties(pair) for friend, pair in sorted(ground.net.nearest(me)) if friend in wanted]
    carried += [ground.moves.pairs.ties(pair) for _, pair in ground.moves.nearest(me)[:STRONGEST]]
    return tuple(dict.fromkeys(one for ties in carried for one in ties))


def drawn(ground: Ground, me: int, shown: list[int], lost: Places) -> Witness:
    """The person, the routes from them to those shown, and (up to 24 of) those who are lost without them."""
    far, came = csgraph.dijkstra(ground.roads, indices=np.array([me]), return_predecessors=True)
    away, before = far[0], came[0]
    gone = lost[np.lexsort((lost, away[lost]))][:DRAWN]
    gone = gone[np.isfinite(away[gone])]
    places, steps = [me], []
    for end in (*shown, *gone.tolist()):
        while end != me:
            places.append(end)
            steps.append((int(before[end]), end))
            end = int(before[end])
    return Witness(_nodes(ground, me, list(dict.fromkeys(places)), {*lost.tolist()}), _ties(ground, steps))


def _nodes(ground: Ground, me: int, places: list[int], lost: set[int]) -> pd.DataFrame:
    friends = {friend for friend, _ in ground.net.nearest(me)}
    spot = {me: "self"} | {one: "lost" if one in lost else "friend" if one in friends else "behind" for one in places}
    spot[me] = "self"
    numbers = [int(ground.circles[one]) for one in places]
    named = {number: ground.circle_name(number) for number in {*numbers} - {-1}}
    return pd.DataFrame(
        {
            "id": ground.net.ids[places], "name": [ground.names[one] for one in places], "circle": numbers,
            "circle_name": pd.Series([named.get(number, "") for number in numbers], dtype=object),
            "place": [spot[one] for one in places],
        }
    )  # fmt: skip


def _ties(ground: Ground, steps: list[tuple[int, int]]) -> pd.DataFrame:
    net, rows = ground.net, []
    for a, b in dict.fromkeys(steps):
        mine = slice(net.ways.start[a], net.ways.start[a + 1])
        pair = int(net.ways.tie[mine][np.searchsorted(net.ways.to[mine], b)])
        rows.append((net.ids[a], net.ids[b], float(net.pairs.strength[pair]), net.pairs.ties(pair)))
    return pd.DataFrame(rows, columns=["from_id", "to_id", "strength", "ties"])


def sentence(facts: dict[str, Any]) -> Sentence:
    """The facts that speak for somebody, strongest last; those that are nothing are left unsaid."""
    parts = []
    if facts["circles"] > 1:
        parts.append(Sentence("explain.circles", {"n": facts["circles"]}))
    elif facts["organisations"]:
        parts.append(counted("explain.organisations", facts["organisations"]))
    if facts["between"]:
        parts.append(Sentence("explain.between", facts["between"]))
    elif facts["pairs_through"]:
        parts.append(Sentence("explain.routes", {"n": facts["pairs"], "through": facts["pairs_through"]}))
    if facts["cut_off_from_us"]:
        parts.append(counted("explain.cut_off_from_us", facts["cut_off_from_us"]))
    elif facts["cut_off"]:
        parts.append(counted("explain.cut_off", facts["cut_off"]))
    return Sentence("explain.why", {"parts": tuple(parts)}) if parts else Sentence("explain.nothing", {})


def counted(key: str, n: int) -> Sentence:
    """The sentence for one, or for several: languages differ in that."""
    return Sentence(f"{key}.{'one' if n == 1 else 'many'}", {"n": n})
