"""Referrals that are not plainly one referrer's: found, decided and explained one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pandas as pd

from graph.analysis.answer import Answer, Sentence
from graph.analysis.attribution import Forest, forest, population
from graph.analysis.people import each, standing, today
from graph.model.network import Network

KINDS = ("self", "ring", "duplicate", "second", "early")
DECIDED = {"self": "left_out", "ring": "left_out", "duplicate": "once", "second": "assist", "early": "kept"}
MOST_NAMED = 6
CLAIM = [
    "id", "person", "name", "kind", "referrer", "referrer_name", "on", "asked_on", "consented_on", "status",
    "attributed", "attributed_name", "attributed_referral", "attributed_on", "decision", "why",
]  # fmt: skip
HELD = {"from_id": "attributed", "referral_id": "attributed_referral", "on": "attributed_on"}


def claims(network: Network, as_of: date | None = None, revision: int | None = None) -> Answer:
    """One row a questionable claim of a referrer on a person who consented: what it is, what was decided, and why.

    `id` is the referral, `person` and `name` whom it names, `on` its day of consent, else of asking. `kind`: `self`
    (named oneself), `ring` (would close a ring), `duplicate` (the same referrer named the same person before),
    `second` (somebody else was first), `early` (dated before the referrer was brought). `decision`: `left_out`,
    `once` (the earlier one counts), `assist`, `kept` (look at the dates). `attributed` is who is credited with the
    person, None when nobody is. In order of kind, then day, then id; figures count each kind. Referrals without a
    named person who consented are no claims yet. Evidence is the claim's ties and those of what it stands against.
    """
    day = today(as_of)
    then = standing(network, day)
    trees = forest(then)
    table = _found(trees)
    names = _names(then)
    table["name"], table["referrer_name"] = table["person"].map(names), table["referrer"].map(names)
    table["attributed_name"] = table["attributed"].map(names)
    table["decision"] = table["kind"].map(DECIDED)
    rings = {one: ring for ring in trees.circles for one in ring}
    why: list[Any] = [_why(row, rings, names) for row in _rows(table)]
    table = table.assign(why=why)
    none = Sentence("chains.claims.none" if len(then["Referral"]) else "chains.note.no_referrals", {})
    figures = {kind: int((table["kind"] == kind).sum()) for kind in KINDS}
    on = population(then, trees, day, revision)
    settings = {"as_of": day, "attribution": "first_consented"}
    told = [] if len(table) else [none]
    evidence = _evidence(trees, table, rings)
    return Answer("claims", settings, on, table[CLAIM], told, "chains.claims.about", figures, evidence)


def _found(trees: Forest) -> pd.DataFrame:
    """All findings with what they stand against: who is attributed, `earlier` referral of a duplicate, `own_*` of the

    referrer's own arrival.
    """
    later = _marked(trees)
    own = trees.tree.set_index(trees.tree["to_id"].astype(object))[["on", "asked_on"]].add_prefix("own_")
    came = own.reindex(trees.tree["from_id"].astype(object)).reset_index(drop=True)
    early = pd.concat([trees.tree, came], axis=1)[trees.tree["on"] < came["own_on"]].assign(kind="early")
    parts = [trees.selves.assign(kind="self"), trees.refused.assign(kind="ring"), later, early]
    table = pd.concat([part for part in parts if len(part)] or [early], ignore_index=True)
    table = table.rename(columns={"referral_id": "id", "from_id": "referrer", "to_id": "person"})
    table = table.astype(dict.fromkeys(("id", "referrer", "person"), object))
    held = trees.tree.set_index(trees.tree["to_id"].astype(object))[list(HELD)].rename(columns=HELD)
    table = table.join(held, on="person").reindex(columns=list(dict.fromkeys([*table, *HELD.values(), "earlier"])))
    for name in ("attributed", "attributed_referral", "earlier"):
        table[name] = table[name].astype(object).where(table[name].notna(), None)
    table["turn"] = table["kind"].map({kind: turn for turn, kind in enumerate(KINDS)})
    return table.sort_values(["turn", "on", "id", "referrer"], na_position="last", ignore_index=True)


def _marked(trees: Forest) -> pd.DataFrame:
    """The assists as `duplicate`, with the `earlier` referral by the same referrer, or `second`."""
    parts = [trees.tree, trees.refused, trees.assists]
    whole = pd.concat([part for part in parts if len(part)] or parts, ignore_index=True)
    whole = whole.sort_values(["on", "referral_id", "from_id"], na_position="last")
    first = whole.groupby(["from_id", "to_id"])["referral_id"].transform("first")
    again = whole.duplicated(["from_id", "to_id"])
    whole = whole.assign(kind=again.map({True: "duplicate", False: "second"}), earlier=first.where(again))
    pairs = zip(*(trees.assists[name] for name in ("referral_id", "from_id", "to_id")), strict=True)
    kept = pd.MultiIndex.from_frame(whole[["referral_id", "from_id", "to_id"]]).isin(list(pairs))
    return pd.DataFrame(whole[kept])


def _names(then: Network) -> dict[str, str]:
    return {who: name if isinstance(name, str) and name else who for who, name in each(then["Person"], "id", "name")}


def _rows(table: pd.DataFrame) -> Iterator[dict[str, Any]]:
    names = [*CLAIM[:14], "earlier", "own_on", "own_asked_on"]
    plain = table.reindex(columns=names)
    for row in each(plain, *names):
        yield {name: None if pd.isna(value) else value for name, value in zip(names, row, strict=True)}


def _why(row: Mapping[str, Any], rings: Mapping[str, tuple[str, ...]], names: Mapping[str, str]) -> Sentence:
    """The reason of one decision."""
    key, day = f"chains.claims.{row['kind']}", _day(row["on"])
    about = {"name": row["name"], "referrer": row["referrer_name"]}
    if row["kind"] == "self":
        return Sentence(key, {"name": row["name"]})
    if row["kind"] == "ring":
        said = _ring(rings[row["person"]], row["person"], names)
        return Sentence(key, {"ring": said, "name": row["name"], "n": len(rings[row["person"]])})
    if row["kind"] == "duplicate":
        return Sentence(key, {**about, "earlier": row["earlier"]})
    if row["kind"] == "early":
        asked = row["own_asked_on"] is not None and row["own_asked_on"] > row["on"]
        own = _day(row["own_asked_on"] if asked else row["own_on"])
        return Sentence(f"{key}.asked" if asked else key, {**about, "day": day, "own": own})
    return _second(row, {**about, "first": row["attributed_name"]})


def _second(row: Mapping[str, Any], about: dict[str, Any]) -> Sentence:
    key, held = "chains.claims.second", row["attributed_on"]
    if row["attributed"] is None:
        return Sentence(f"{key}.ring", {"name": about["name"], "referrer": about["referrer"]})
    if row["attributed_referral"] == row["id"]:
        return Sentence(f"{key}.joint", about)
    if held is None or row["on"] is None:
        return Sentence(f"{key}.undated", about)
    if held == row["on"]:
        return Sentence(f"{key}.same", {**about, "day": _day(held)})
    return Sentence(key, {**about, "day": _day(held), "days": (row["on"] - held).days})


def _ring(ring: tuple[str, ...], begin: str, names: Mapping[str, str]) -> str:
    """The ring from somebody back to them, its middle left out where it is long."""
    at = ring.index(begin)
    turned = [*ring[at:], *ring[:at], begin]
    some = turned if len(ring) <= MOST_NAMED else [*turned[: MOST_NAMED - 2], None, *turned[-2:]]
    return " → ".join("…" if one is None else names.get(one, one) for one in some)


def _day(moment: pd.Timestamp | None) -> str:
    return "" if moment is None else moment.date().isoformat()


def _evidence(trees: Forest, table: pd.DataFrame, rings: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """By referral the ties that carry the claim, and those of the claim or ring that it stands against."""
    found: dict[str, tuple[str, ...]] = {}
    for referral, kind, person, referrer, ties in each(table, "id", "kind", "person", "referrer", "ties"):
        whom = {"ring": rings.get(person, ()), "early": (referrer,), "self": ()}.get(kind, (person,))
        against = (tie for one in whom for tie in trees.carriers.get(one, ()))
        found[referral] = tuple(dict.fromkeys([*found.get(referral, ()), *ties, *against]))
    return found
