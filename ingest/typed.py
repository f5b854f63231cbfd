"""Cells of text → columns of the model's types; blank cells are missing, one that does not fit is a Rejection."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from graph.model.columns import choice_dtype
from graph.model.errors import BadValue
from graph.model.kinds import STORED, Field, Tie
from graph.model.vocab import UNKNOWN, VOCAB
from graph.text import LANGUAGES, Words
from ingest import aliases, clean
from ingest.clean import Bad
from ingest.mapping import Table
from ingest.rejection import Rejection, rejection

ORIGIN = ("_table", "_row")
DTYPES = {"text": "str", "whole": "Int32", "number": "float64", "money": "float64", "day": "datetime64[s]",
          "phone_end": "str"}  # fmt: skip


def typed(table: Table) -> tuple[pd.DataFrame, list[Rejection]]:
    """The table's rows in the model's types; rows with a cell that does not fit are left out and told."""
    done: dict[str, pd.Series] = {}
    refused: list[Rejection] = []
    for name in table.frame.columns:
        done[name], bad = _column(table, str(name))
        refused += bad
    refused += [rejection(table, row, "", Bad("too_many_cells"), text) for row, text in table.spilled.items()]
    frame = pd.DataFrame(done, index=table.frame.index)
    return frame[~frame.index.isin([r.row for r in refused])], refused


def _column(table: Table, name: str) -> tuple[pd.Series, list[Rejection]]:
    cells, of = table.frame[name], table.layout.column[name].of
    if of is None or of.type == "text":
        words = cells.astype("str")
        return words.mask(words == ""), []
    codes, different = pd.factorize(cells.to_numpy(), use_na_sentinel=False)
    read = reader(of)
    values = [read(one) if one else None for one in different]
    bad = {code: value for code, value in enumerate(values) if isinstance(value, Bad)}
    refused = [rejection(table, cells.index[place], name, bad[codes[place]]) for place in _places(codes, bad)]
    good = _array([None if isinstance(v, Bad) else v for v in values], of)
    return pd.Series(good, index=range(len(good))).take(codes).set_axis(cells.index), refused


def _places(codes: np.ndarray, bad: Mapping[int, Bad]) -> list[int]:
    return np.flatnonzero(np.isin(codes, list(bad))).tolist() if bad else []


def _array(values: list[Any], of: Field | None) -> Any:
    """Values as one array of the model's dtype, missing where nothing was said."""
    if of is not None and of.type == "choice":
        return pd.Categorical(values, dtype=choice_dtype(of.vocab))
    if of is not None and of.type == "choices":
        return pd.Series(values, dtype=object).array
    return pd.Series(values, dtype=object).astype(DTYPES[of.type if of else "text"]).array  # type: ignore[call-overload]


def reader(of: Field | None) -> Callable[[str], Any]:
    """How a cell of that field is read: text → its value, None where it says nothing, or Bad."""
    if of is None or of.type == "text":
        return str
    plain = {"whole": _whole(of), "number": clean.number, "money": clean.number, "day": clean.day,
             "phone_end": clean.phone_end}  # fmt: skip
    read = plain.get(of.type) or (_choice(of) if of.type == "choice" else _choices(of))

    def checked(cell: str) -> Any:
        value = read(cell)
        if isinstance(value, Bad):
            return None if clean.nothing(cell) else value
        return _fitting(of, value, cell)

    return checked


def _fitting(of: Field, value: Any, cell: str) -> Any:
    if value is None or value == UNKNOWN:
        return None
    try:
        return of.value(value)
    except BadValue:
        bounds = {"at_least": _bound(of.at_least), "at_most": _bound(of.at_most)}
        return Bad("out_of_range", {"value": cell, **bounds})


def _bound(number: float | None) -> str:
    return "…" if number is None else f"{number:g}"


def _whole(of: Field) -> Callable[[str], Any]:
    if of.name != "strength":
        return clean.whole
    words = {clean.comparable(word): value for word, value in aliases.strengths().items()}
    return lambda cell: words.get(clean.comparable(cell)) or clean.whole(cell)


def _choice(of: Field) -> Callable[[str], Any]:
    def read(cell: str) -> Any:
        value = clean.choice(cell, allowed(of.vocab))
        if isinstance(value, Bad) and of.vocab == "yes_no":
            value = clean.yes_no(cell)
        return Bad(value.reason, {**value.values, "vocab": of.vocab}) if isinstance(value, Bad) else value

    return read


def _choices(of: Field) -> Callable[[str], Any]:
    one = _choice(of)

    def read(cell: str) -> Any:
        whole = one(cell)
        values = [one(piece) for piece in clean.pieces(cell, also=",，|/")] if isinstance(whole, Bad) else [whole]
        wrong = [value for value in values if isinstance(value, Bad)]
        return wrong[0] if wrong else tuple(dict.fromkeys(v for v in values if v != UNKNOWN)) or None

    return read


@cache
def allowed(vocab: str) -> Mapping[str, str]:
    """Folded word → stored value: the value itself, its words in every language, and other words people use."""
    known: dict[str, str] = {}
    for value in VOCAB[vocab].values:
        spelled = [value, value.replace("_", " "), *(Words(lang).choice(vocab, value) for lang in LANGUAGES)]
        for word in [*spelled, *aliases.cells(vocab, value)]:
            known.setdefault(clean.comparable(word), value)
    for word in [*aliases.unknown(), *(Words(lang)("vocab.unknown") for lang in LANGUAGES)]:
        known.setdefault(clean.comparable(word), UNKNOWN)
    return known


def whole(kind: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with every field of that kind in its dtype, missing where nothing was said, and its rows' origin."""
    of = STORED[kind]
    names = ["id", *(["from_id", "to_id"] if isinstance(of, Tie) else []), *of.field]
    done = {name: frame[name] if name in frame else _nothing(of.field.get(name), frame.index) for name in names}
    return pd.DataFrame(done | {name: frame[name] for name in ORIGIN})


def _nothing(of: Field | None, index: pd.Index) -> pd.Series:
    if of is not None and of.type == "choice":
        return pd.Series(pd.Categorical([None] * len(index), dtype=choice_dtype(of.vocab)), index=index)
    if of is not None and of.type == "choices":
        return pd.Series([None] * len(index), index=index, dtype=object)
    return pd.Series(None, index=index, dtype=DTYPES[of.type if of else "text"])
