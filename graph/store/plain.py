"""One row between the model's plain values and what goes over the wire; no tables here, so it is quick to load."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from graph.model.kinds import STORED, Kind, Row
from graph.model.spelling import spellings
from graph.store.shapes import columns, searchable

EPOCH = datetime(1970, 1, 1)


def micros(moment: datetime) -> int:
    """Microseconds since 1970, UTC; a moment without a zone is UTC already."""
    if moment.tzinfo is not None:
        moment = moment.astimezone(UTC).replace(tzinfo=None)
    return (moment - EPOCH) // timedelta(microseconds=1)


def moment(given: int | None) -> datetime | None:
    """The moment of that many microseconds since 1970, UTC, without a zone."""
    return None if given is None else EPOCH + timedelta(microseconds=given)


def row(kind: str, values: list[Any]) -> Row:
    """A row as the model has it, from a list in the order of the read queries."""
    told = STORED[kind]
    found = dict(zip(columns(told), values, strict=True))
    for name in ("created_at", "updated_at"):
        found[name] = moment(found[name])
    for f in told.fields:
        found[f.name] = _value(f.type, found[f.name], f.empty)
    return found


def _value(type_: str, given: Any, empty: Any) -> Any:
    if given is None:
        return empty if type_ in ("choice", "choices") else None
    if type_ == "day":
        return date.fromisoformat(given)
    return tuple(given) if type_ == "choices" else given


def facts(kind: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Facts to lay over a row: as the wire takes them, with the spellings of a name that changes."""
    told = STORED[kind]
    laid = {name: list(v) if isinstance(v, tuple) else v for name, v in given.items() if name in told.field}
    if searchable(told) and "name" in laid:
        laid["search"] = spellings(str(laid["name"] or ""))
    return laid


def written(kind: str, given: Row, at: datetime, rev: int = 1) -> list[Any]:
    """A row to be added, in the order of the write queries."""
    told: Kind = STORED[kind]
    row = {**given, "rev": rev, "created_at": given.get("created_at") or at, "updated_at": at}
    if searchable(told):  # type: ignore[arg-type]
        row["search"] = spellings(row["name"])
    return [_wire(row.get(name)) for name in _order(kind)]


def _order(kind: str) -> list[str]:
    told = STORED[kind]
    return columns(told) + (["search"] if searchable(told) else [])


def _wire(value: Any) -> Any:
    if isinstance(value, datetime):
        return micros(value)
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def to_json(row: Row | None) -> Row | None:
    """A row for the journal: days as ISO text, times as microseconds."""
    return None if row is None else {name: _wire(value) for name, value in row.items()}


def from_json(kind: str, row: Row | None) -> Row | None:
    """A row, or some of its facts, back from the journal."""
    if row is None:
        return None
    found = dict(row)
    for name in ("created_at", "updated_at"):
        if name in found:
            found[name] = moment(found[name])
    for f in STORED[kind].fields:
        if f.name in found:
            found[f.name] = _value(f.type, found[f.name], f.empty)
    return found


def dumped(changes: list[dict[str, Any]], most: int = 500) -> list[str]:
    """Changes as JSON texts of at most so many each."""
    return [json.dumps(changes[i : i + most], ensure_ascii=False) for i in range(0, len(changes), most)]
