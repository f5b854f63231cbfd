"""How much of the map is missing, and which answers would change the ranking most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from graph.analysis import scores
from graph.analysis.answer import Answer, Sentence, Term
from graph.analysis.arrays import Arrays, Floats, Places, arrays_of, circles, kept, standing
from graph.analysis.confidence import BIG, OLD_DAYS, RECORDED, SEED, Part, scored
from graph.analysis.people import attitudes, facts_only, today
from graph.engine.work import Watch, shared_out
from graph.model.network import Network
from graph.model.vocab import UNKNOWN

FEWEST_SHARED = 7  # ties in both sources; with fewer the estimate says nothing
AGES = (("fresh", -np.inf, 365), ("middle", 365, OLD_DAYS), ("old", OLD_DAYS, np.inf))
CLOSE, JOINED = 0.90, 0.60
LOOKED, LOOKED_IN_BIG, STARTS, STARTS_IN_BIG = 60, 12, 400, 20
A_KIND = 2


def missing(network: Network, *, as_of: date | None = None, revision: int | None = None) -> Answer:
    """The recorded ties by source and by how long ago they were verified, and how many are likely not recorded.

    Rows: id (source:… or age:…), name, ties, `share` 0…1 of all. figures: `all` ties there are by capture and
    recapture between the two sources that share most pairs (Chapman 1951, with a 95 % interval `low`…`high`), `known`
    of them on record and `missing` share; None where no two sources share 7 pairs. Inferred ties do not count.
    """
    day = today(as_of)
    then = standing(network, day)
    tables = [facts_only(then[kind]) for kind in RECORDED]
    ties = pd.concat([t[["from_id", "to_id", "data_source", "last_verified_on"]] for t in tables], ignore_index=True)
    rows = pd.concat([_by_source(ties), _by_age(ties, day)], ignore_index=True)
    rows = rows.assign(share=rows["ties"] / max(1, len(ties)))
    figures, said = _recaptured(ties)
    net, moved = arrays_of(then, "acquaintance", day), arrays_of(then, "influence", day)
    silent = int(((net.degree == 0) & (moved.degree == 0)).sum())
    notes = [said, *([Sentence("missing.note.assumed", {})] if figures["all"] is not None else [])]
    notes += [*([Sentence("missing.silent", {"n": silent, "all": net.n})] if silent else [])]
    population = {"network": "acquaintance+influence", "people": net.n, "ties": len(ties), "as_of": day,
                  "revision": revision}  # fmt: skip
    settings = {"as_of": day, "fewest_shared": FEWEST_SHARED, "old_days": OLD_DAYS}
    return Answer("missing", settings, population, rows, notes, "missing.about", figures)


def _by_source(ties: pd.DataFrame) -> pd.DataFrame:
    counts = ties["data_source"].astype(object).value_counts().sort_index().sort_values(ascending=False, kind="stable")
    names = [Sentence("missing.source", {"name": _source(one)}) for one in counts.index]
    ids = [f"source:{one}" for one in counts.index]
    return pd.DataFrame({"id": ids, "name": pd.Series(names, dtype=object), "ties": counts.to_numpy(dtype=int)})


def _source(value: str) -> Term:
    return Term("vocab.unknown" if value == UNKNOWN else f"vocab.data_source.{value}")


def _by_age(ties: pd.DataFrame, day: date) -> pd.DataFrame:
    age = (pd.Timestamp(day) - pd.to_datetime(ties["last_verified_on"])).dt.days
    counts = {name: int(((age > low) & (age <= high)).sum()) for name, low, high in AGES}
    counts["never"] = int(age.isna().sum())
    names = pd.Series([Term(f"missing.age.{name}") for name in counts], dtype=object)
    return pd.DataFrame({"id": [f"age:{one}" for one in counts], "name": names, "ties": list(counts.values())})


def _recaptured(ties: pd.DataFrame) -> tuple[dict[str, Any], Sentence]:
    """Chapman's estimate from the two sources that share most pairs of people."""
    known = ties[ties["data_source"] != UNKNOWN]
    low, high = known["from_id"].astype(object), known["to_id"].astype(object)
    swapped = low > high
    pairs = pd.Series(list(zip(low.mask(swapped, high), high.mask(swapped, low), strict=True)), dtype=object)
    sources = known["data_source"].astype(object).to_numpy()
    held = {one: {*pairs[sources == one]} for one in sorted(set(sources))}
    best = max(combinations(held, 2), key=lambda two: len(held[two[0]] & held[two[1]]), default=None)
    nothing = dict.fromkeys(("all", "low", "high", "known", "missing"))
    if best is None or len(held[best[0]] & held[best[1]]) < FEWEST_SHARED:
        return nothing, Sentence("missing.unknown", {})
    one, two = held[best[0]], held[best[1]]
    whole, spread = chapman(len(one), len(two), len(one & two))
    recorded = len(one | two)
    figures = {
        "all": round(whole), "low": round(max(recorded, whole - 1.96 * spread)), "high": round(whole + 1.96 * spread),
        "known": recorded, "missing": max(0.0, 1 - recorded / whole),
    }  # fmt: skip
    values = {**figures, "missing": round(100 * figures["missing"]), "both": len(one & two)}
    return figures, Sentence("missing.estimate", {"a": _source(best[0]), "b": _source(best[1]), **values})


def chapman(one: int, two: int, both: int) -> tuple[float, float]:
    """How many there are when two counts found so many and so many of them in both, and its standard error.

    >>> round(chapman(100, 80, 40)[0], 1)
    198.5
    """
    whole = (one + 1) * (two + 1) / (both + 1) - 1
    spread = (one + 1) * (two + 1) * (one - both) * (two - both) / ((both + 1) ** 2 * (both + 2))
    return whole, float(np.sqrt(spread))


@dataclass(frozen=True)
class Unknown:
    """A fact nobody recorded: its kind, about whom (places), the pair it is about (-1: none), when last verified."""

    kind: str
    a: int
    b: int
    pair: int
    when: Any = None


def ask_next(
    network: Network, *, top: int = 20, most: int = 5, as_of: date | None = None,
    weights: Mapping[str, float] | None = None, revision: int | None = None, threads: int | None = None,
    watch: Watch | None = None,
) -> Answer:  # fmt: skip
    """The unknown facts whose answer would change the first `top` places most, as questions to ask; best first.

    Looked at: ties of unknown strength (if close), ties unverified for three years or never (if over), ties between
    people of the first places in different circles (if they know each other), unknown attitudes (if against us, so that
    they leave the list). Rows: rank, id, name (the question), kind, people, `effect`: places moved, summed over those
    who are or would be among the first `top`, `moves`: who moves most, from and to. At most two questions a kind.
    """
    day = today(as_of)
    part = Part(standing(network, day), day, scores.weights_of(weights))
    table = scored(part)
    first = table["place"].to_numpy(dtype=np.int64)[:top]
    asked = list(unknowns(part, first))
    found = effects(part, asked, first, top, threads, watch) if asked else []
    rows = questions(part, table, asked, found, most)
    settings = {"top": top, "most": most, "as_of": day, "weights": part.weights, "looked_at": len(asked), "seed": SEED}
    population = {"network": "acquaintance+influence", "people": len(table), "ties": part.net.ties + part.moved.ties,
                  "as_of": day, "revision": revision}  # fmt: skip
    notes = [Sentence("questions.note.looked", {"n": len(asked), "top": top})] if len(rows) else [
        Sentence("questions.none", {"top": top})
    ]  # fmt: skip
    return Answer("ask_next", settings, population, rows, notes, "questions.about")


def unknowns(part: Part, first: Places) -> Iterator[Unknown]:
    """The facts that are looked at, those about the highest places first; fewer in a big network."""
    limit = (LOOKED if part.net.n <= BIG else LOOKED_IN_BIG) // 4
    ranked = {int(place): i for i, place in enumerate(first)}
    net = part.net
    near = np.flatnonzero(np.isin(net.pairs.a, first) | np.isin(net.pairs.b, first))
    near = near[np.argsort([_highest(net, int(pair), ranked) for pair in near], kind="stable")] if len(near) else near
    ties = {pair: tuple(net.pairs.ties(pair)) for pair in near.tolist()}
    facts = _recorded(part.then, {tie for of in ties.values() for tie in of})
    unrated, old = [], []
    for pair, of in ties.items():
        told = [fact for tie in of for fact in facts[tie]]
        if all(kind == "KNOWS" and pd.isna(power) for kind, power, _ in told):
            unrated.append(pair)
        seen = max((on for _, _, on in told), key=lambda on: on if on == on else pd.Timestamp.min)
        if pd.isna(seen) or (pd.Timestamp(part.day) - seen).days > OLD_DAYS:
            old.append((pair, seen))
        if min(len(unrated), len(old)) >= limit:
            break
    for pair in unrated[:limit]:
        yield Unknown("strength", int(net.pairs.a[pair]), int(net.pairs.b[pair]), pair)
    for pair, when in old[:limit]:
        yield Unknown("old", int(net.pairs.a[pair]), int(net.pairs.b[pair]), pair, when)
    yield from _untied(part, first, limit)
    known = attitudes(part.then)
    for place in [int(place) for place in first if net.ids[place] not in known][:limit]:
        yield Unknown("attitude", place, place, -1)


def _recorded(then: Network, ids: set[str]) -> dict[str, list[tuple[str, Any, Any]]]:
    """Kind, strength and day of verification of these ties, by id."""
    found: dict[str, list[tuple[str, Any, Any]]] = {id: [] for id in ids}
    for kind in ("KNOWS", "REPORTS_TO"):
        table = then[kind][then[kind]["id"].isin(ids)]
        power = table["strength"].tolist() if "strength" in table else [None] * len(table)
        for id, strength, on in zip(table["id"], power, table["last_verified_on"].tolist(), strict=True):
            found[id].append((kind, strength, on))
    return found


def _highest(net: Arrays, pair: int, ranked: Mapping[int, int]) -> int:
    ends = (int(net.pairs.a[pair]), int(net.pairs.b[pair]))
    return min(ranked.get(end, len(ranked)) for end in ends)


def _untied(part: Part, first: Places, limit: int) -> list[Unknown]:
    net = part.net
    circle = kept(part.then, ("circles", part.day), lambda: circles(net))
    tied = {*zip(net.pairs.a.tolist(), net.pairs.b.tolist(), strict=True)}
    pairs = [(min(a, b), max(a, b)) for a, b in combinations(first.tolist(), 2) if circle[a] != circle[b]]
    return [Unknown("missing", a, b, -1) for a, b in pairs if (a, b) not in tied][:limit]


def effects(
    part: Part, asked: list[Unknown], first: Places, top: int, threads: int | None, watch: Watch | None
) -> list[tuple[float, int, int, int]]:
    """For each fact the places moved, and who moves most: their place in the arrays, from, to (0: off the list)."""
    net, starts = part.net, min(part.net.n, STARTS if part.net.n <= BIG else STARTS_IN_BIG)
    some = None if starts == net.n else np.sort(np.random.default_rng(SEED).choice(net.n, starts, replace=False))
    base = part.ranks(net, part.moved, some)

    def effect(i: int, behind: int) -> tuple[float, int, int, int]:
        one = asked[i]
        if one.kind == "attitude":
            place = int(base[one.a])
            return float(max(0, top - place)), one.a, place, 0
        ranks = part.ranks(changed(net, one), part.moved, some)
        seen = np.flatnonzero((base <= top) | (ranks <= top))
        moved = np.minimum(ranks[seen], 2 * top) - np.minimum(base[seen], 2 * top)
        far = int(seen[np.argmax(np.abs(moved))])
        return float(np.abs(moved).sum()), far, int(base[far]), int(ranks[far])

    return list(shared_out(effect, len(asked), 1, threads, watch))


def changed(net: Arrays, one: Unknown) -> Arrays:
    """The acquaintance network if the answer were the one that is asked about."""
    pairs = net.pairs
    if one.kind == "strength":
        power: Floats = pairs.strength.copy()
        power[one.pair] = CLOSE
        return replace(net, pairs=replace(pairs, strength=power))
    if one.kind == "old":
        keep = np.arange(net.ties) != one.pair
        return replace(net, pairs=replace(pairs, a=pairs.a[keep], b=pairs.b[keep], strength=pairs.strength[keep]))
    ends = np.r_[pairs.a, one.a], np.r_[pairs.b, one.b], np.r_[pairs.strength, JOINED]
    return replace(net, pairs=replace(pairs, a=ends[0], b=ends[1], strength=ends[2]))


def questions(
    part: Part, table: pd.DataFrame, asked: list[Unknown], found: list[tuple[float, int, int, int]], most: int
) -> pd.DataFrame:
    """The best of them as rows, at most two a kind and none without effect."""
    names = dict(zip(table["place"], table["name"], strict=True))
    ids = part.net.ids
    order = sorted(range(len(asked)), key=lambda i: (-found[i][0], asked[i].kind, asked[i].a, asked[i].b))
    taken: list[int] = []
    for i in order:
        if found[i][0] > 0 and sum(asked[j].kind == asked[i].kind for j in taken) < A_KIND and len(taken) < most:
            taken.append(i)
    rows = []
    for place, i in enumerate(taken, start=1):
        one, (effect, who, before, after) = asked[i], found[i]
        about = {"a": names.get(one.a, ids[one.a]), "b": names.get(one.b, ids[one.b])}
        when = one.when.date().isoformat() if one.kind == "old" and not pd.isna(one.when) else Term("questions.never")
        said = Sentence(f"questions.{one.kind}", {**about, "when": when})
        then = {"who": names.get(who, ids[who]), "from": before, "to": after}
        moves = Sentence("questions.moves" if after else "questions.leaves", then)
        people = list(dict.fromkeys((ids[one.a], ids[one.b])))
        rows.append((place, f"{one.kind}:{'+'.join(people)}", said, one.kind, people, effect, moves))
    return pd.DataFrame(rows, columns=["rank", "id", "name", "kind", "people", "effect", "moves"])
