"""Who may know each other though nobody recorded it: proposals with their grounds, in no number until confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from graph.analysis.answer import Answer, Listed, Sentence, Term
from graph.analysis.grounds import GROUNDS, LEAST_DAYS, MOST_MEMBERS, Grounds, Rate, among, grounds, keys, met
from graph.analysis.people import each, today
from graph.model.kinds import tie_id
from graph.model.network import Network

COLUMNS = ["id", "name", "from_id", "to_id", "from_name", "to_name", "kind", "sort", "sure", "why", "grounds",
           "recorded"]  # fmt: skip
Shared = list[tuple[str, str, str, str]]


def proposals(
    network: Network, people: Iterable[str] | None = None, *, within: bool = False, as_of: date | None = None,
    revision: int | None = None, found: Grounds | None = None,
) -> Answer:  # fmt: skip
    """Pairs of people who share a ground and have no tie on record, those somebody noted first, then the surest.

    Grounds: the same school or class, the same circle, the same event, a year or more at one employer that one of
    them has left. Each counts with the share of such pairs on our own records that are tied (`figures`); `sure` is
    1 − Π(1 − share) over all that two share, 0…1, low because records have gaps. Ties recorded as inferred are
    proposals too (`recorded`, with their tie's id and kind; `sure` is NaN without a ground). `people`: pairs that
    touch one of them, or are `within` them; all when none is told. Dismissed pairs never come back. Groups above
    MOST_MEMBERS say nothing and are named in a note. `found` spares looking the grounds up again. Nobody gives no rows.
    """
    day = today(as_of)
    known = grounds(network, day) if found is None else found
    mine = None if people is None else np.zeros(len(known.ids), bool)
    if mine is not None:
        places = known.ids.get_indexer(pd.Index(list(people or ()), dtype=object))
        mine[places[places >= 0]] = True
    rows = _told(network, known, mine, within=within)
    evidence = dict(zip(rows["id"], rows.pop("evidence"), strict=True))
    notes = [Sentence("proposal.note.crowd", {"name": who, "n": n}) for who, n in known.crowds.head(3).items()]
    notes += [] if len(rows) else [Sentence("proposal.note.none", {})]
    settings = {"most_members": MOST_MEMBERS, "least_days": LEAST_DAYS, "within": within, "as_of": day}
    population = {"network": "proposed", "people": len(known.ids), "ties": len(rows), "as_of": day,
                  "revision": revision}  # fmt: skip
    figures = {key: {**rate._asdict(), "share": rate.share} for key, rate in known.rates.items()}
    return Answer("proposals", settings, population, rows, notes, "proposal.about", figures, evidence)


def _told(network: Network, known: Grounds, mine: Any, *, within: bool) -> pd.DataFrame:
    """One row a pair, in order."""
    pairs = met(known.places, None if mine is None else mine[known.places["person"].to_numpy()], within=within)
    key = keys(len(known.ids), pairs["a"].to_numpy(), pairs["b"].to_numpy())
    pairs = pairs[~among(known.recorded, key) & ~among(known.dismissed, key)]
    noted = known.noted
    if mine is not None:
        ends = mine[noted["a"].to_numpy(int)], mine[noted["b"].to_numpy(int)]
        noted = noted[ends[0] & ends[1] if within else ends[0] | ends[1]]
    shared: dict[tuple[int, int], Shared] = {}
    for a, b, ground, place, *ties in each(pairs, "a", "b", "ground", "place", "tie_a", "tie_b"):
        shared.setdefault((a, b), []).append((ground, str(known.called[place]), *ties))
    guesses = {(a, b): (id_, kind, sort) for id_, kind, sort, a, b in each(noted, "id", "kind", "sort", "a", "b")}
    names = network["Person"]["name"].to_numpy(object)
    rows = [
        _row(known, names, pair, shared.get(pair, []), guesses.get(pair)) for pair in dict.fromkeys([*guesses, *shared])
    ]
    table = pd.DataFrame(rows, columns=[*COLUMNS, "evidence"]).astype({"sure": float, "recorded": bool})
    return table.sort_values(["recorded", "sure", "id"], ascending=[False, False, True], ignore_index=True)


def _row(
    known: Grounds, names: Any, pair: tuple[int, int], shared: Shared, noted: tuple[str, str, str] | None
) -> Mapping[str, Any]:
    (a, b), (one, two) = (known.ids[list(pair)]), names[list(pair)]
    a, b, one, two = (a, b, one, two) if a < b else (b, a, two, one)
    id_, kind, sort = noted or ("", "KNOWS", "")
    row = {"name": f"{one} – {two}", "from_id": a, "to_id": b, "from_name": one, "to_name": two, "kind": kind,
           "recorded": noted is not None}  # fmt: skip
    if not shared:
        said = Term(f"vocab.knows_kind.{sort}" if kind == "KNOWS" and sort != "unknown" else f"kind.{kind}")
        why = Sentence("proposal.why.noted", {"kind": said})
        return {**row, "id": id_, "sort": sort, "sure": None, "grounds": ("noted",), "why": why, "evidence": (id_,)}
    order = list(GROUNDS)
    shared = sorted(shared, key=lambda one: (order.index(one[0]), one[1]))
    made = GROUNDS[shared[0][0]]
    return {
        **row, "id": id_ or tie_id("KNOWS", a, b, made), "sort": sort or made, "sure": _sure(known.rates, shared),
        "why": Sentence("proposal.why", {"all": Listed(
            Sentence(f"proposal.why.{ground}", {"name": place}) for ground, place, *_ in shared)}),
        "grounds": tuple(dict.fromkeys(ground for ground, *_ in shared)),
        "evidence": tuple(dict.fromkeys(tie for _, _, *ties in shared for tie in ties)),
    }  # fmt: skip


def _sure(rates: Mapping[str, Rate], shared: Shared) -> float:
    return float(1 - np.prod([1 - rates[ground].share for ground, *_ in shared]))
