"""Rules that only the whole can break: a referral ring, a name before consent, weights above 1, a second referrer.

They are judged on what is known with the import laid over it; what was wrong before the import is not held against it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from graph.model import checks
from graph.model.network import Network
from ingest.batch import Batch
from ingest.clean import Bad
from ingest.compare import verdict

REFERRAL = ("Referral", "MADE", "ABOUT_PERSON")
Note = tuple[str, Mapping[str, Any]]


def enforce(batch: Batch) -> list[Note]:
    """Reject the rows that break such a rule, and give the notes on what is only worth knowing."""
    notes: list[Note] = []
    if len(batch.pieces.get("Referral", ())):
        notes += _seconds(batch, _referrals(batch))
    if len(batch.pieces.get("MEMBER_OF", ())):
        _members(batch)
    if len(batch.pieces.get("STAKEHOLDER_IN", ())):
        notes += _weights(batch)
    return notes


def _laid(batch: Batch, kinds: tuple[str, ...]) -> Network:
    """The known network with the import's rows of these kinds in place."""
    tables = {}
    for kind in kinds:
        known = batch.known[kind]
        if len(batch.pieces.get(kind, ())):
            put = verdict(kind, batch.pieces[kind], batch.known).put
            known = pd.concat([known[~known["id"].isin(put["id"])], put], ignore_index=True)
        tables[kind] = known.sort_values("id", ignore_index=True)
    return Network(tables)


def _origins(batch: Batch, kind: str, column: str, ids: set[str]) -> list[tuple[int, int]]:
    frame = batch.pieces[kind]
    frame = frame[frame[column].isin(ids)]
    return list(zip(frame["_table"].astype(int), frame["_row"].astype(int), strict=True))


def _refuse(batch: Batch, origins: list[tuple[int, int]], column: str, bad: Bad) -> None:
    for table, row in sorted(set(origins)):
        batch.refuse(table, row, column, bad)
    if origins:
        batch.drop(origins)


def _referrals(batch: Batch) -> Network:
    """The referrals as they stand once rows that break a rule are rejected."""
    network = _laid(batch, REFERRAL)
    before = len(batch.rejections)
    for rule, reason in ((checks.self_referrals, "self_referral"), (checks.named_too_early, "not_consented")):
        for finding in rule(network):
            _refuse(batch, _origins(batch, "Referral", "id", set(finding.ids)), "referred_person_id", Bad(reason))
    while True:
        if len(batch.rejections) > before:
            network, before = _laid(batch, REFERRAL), len(batch.rejections)
        ring = next(iter(checks.referral_cycles(network)), None)
        closing = _closing(batch, set(ring.ids)) if ring else []
        if not ring or not closing:
            return network
        names = _names(batch)
        people = " → ".join(names.get(id_, id_) for id_ in (*ring.ids, ring.ids[0]))
        _refuse(batch, closing, "referred_person_id", Bad("referral_cycle", {"people": people}))


def _closing(batch: Batch, people: set[str]) -> list[tuple[int, int]]:
    """The last row of the import that refers one of the ring to another of it."""
    made, about = batch.pieces.get("MADE"), batch.pieces.get("ABOUT_PERSON")
    if made is None or about is None:
        return []
    inside = made[made["from_id"].isin(people)].merge(
        about[about["to_id"].isin(people)], left_on="to_id", right_on="from_id", suffixes=("", "_about")
    )
    return sorted(zip(inside["_table"].astype(int), inside["_row"].astype(int), strict=True))[-1:]


def _members(batch: Batch) -> None:
    """Nobody is put in a group of the private kinds who did not say so themselves."""
    ids = {id_ for finding in checks.not_volunteered(_laid(batch, ("Group", "MEMBER_OF"))) for id_ in finding.ids}
    _refuse(batch, _origins(batch, "MEMBER_OF", "id", ids), "volunteered", Bad("not_volunteered"))


def _seconds(batch: Batch, network: Network) -> list[Note]:
    new = set(batch.pieces["Referral"]["id"]) - set(batch.known["Referral"]["id"])
    found = [f for f in checks.second_referrers(network) if new & set(f.ids)]
    names = _names(batch) if found else {}
    return [("ingest.note.second_referrer", {"person": names.get(f.values["person"], "")}) for f in found]


def _names(batch: Batch) -> dict[str, str]:
    """Everybody's name by id, as known or as the import says."""
    frames = [frame for frame in (batch.known["Person"], batch.pieces.get("Person")) if frame is not None]
    told = pd.concat([frame[["id", "name"]].dropna() for frame in frames])
    return dict(zip(told["id"], told["name"], strict=True))


def _weights(batch: Batch) -> list[Note]:
    """Shares of influence above 1 cannot be; below 1 somebody may still be missing, which is said."""
    touched = set(batch.pieces["STAKEHOLDER_IN"]["to_id"])
    notes: list[Note] = []
    for finding in list(checks.weight_sums(_laid(batch, ("STAKEHOLDER_IN",)))):
        if not touched & set(finding.ids):
            continue
        values = {**finding.values, "opportunity": finding.ids[0]}
        stage = f"w{values['stage']}"
        if values["sum"] < 1:
            notes.append(("ingest.note.weight_sum", values))
            continue
        frame = batch.pieces["STAKEHOLDER_IN"]
        rows = frame[(frame["to_id"] == finding.ids[0]) & (frame[stage] > 0)]
        origins = list(zip(rows["_table"].astype(int), rows["_row"].astype(int), strict=True))
        _refuse(batch, origins, stage, Bad("weight_sum", values))
    return notes
