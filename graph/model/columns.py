"""Columns of a Network: one pandas dtype a type of field, and the way from whatever was given to that dtype."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from graph.model import values as parse
from graph.model.errors import BadValue
from graph.model.kinds import Field, Kind, Tie
from graph.model.vocab import VOCAB

SYSTEM_TYPES = {"rev": "Int32", "created_at": "datetime64[us]", "updated_at": "datetime64[us]"}


@cache
def choice_dtype(vocab: str) -> pd.CategoricalDtype:
    """The closed list of a vocabulary, `unknown` last."""
    return pd.CategoricalDtype(list(VOCAB[vocab].allowed))


def names(kind: Kind) -> list[str]:
    """The columns of a kind's table, in order."""
    ends = ["from_id", "to_id"] if isinstance(kind, Tie) else []
    return ["id", *ends, *(f.name for f in kind.fields), *SYSTEM_TYPES]


def empty(kind: Kind) -> pd.DataFrame:
    """A table of that kind without rows."""
    return frame(kind, pd.DataFrame({name: [] for name in names(kind)}))


def frame(kind: Kind, given: pd.DataFrame) -> pd.DataFrame:
    """The given table with exactly the kind's columns and dtypes; BadValue names the field that does not fit."""
    extra = [c for c in given.columns if c not in names(kind)]
    if extra:
        raise BadValue("error.bad_value.field", field=extra[0], value=extra[0], allowed=[f.name for f in kind.fields])
    fields = kind.field
    done = {
        name: column(fields.get(name), name, given[name])
        if name in given
        else blank(fields.get(name), name, given.index)
        for name in names(kind)
    }
    return pd.DataFrame(done)


def blank(field: Field | None, name: str, index: pd.Index) -> pd.Series:
    """A column nobody gave: every cell what the field holds when nothing was said."""
    if field is None:
        return pd.Series(None, index=index, dtype=SYSTEM_TYPES.get(name, "str"))
    return column(field, name, pd.Series([None], dtype=object)).repeat(len(index)).set_axis(index)


def column(field: Field | None, name: str, given: pd.Series) -> pd.Series:
    """One column in its dtype; a system column has no field."""
    if field is None:
        if name not in SYSTEM_TYPES:
            return _text(None, given)
        return given if str(given.dtype) == SYSTEM_TYPES[name] else _system(name, given)
    return _COLUMNS[field.type](field, given)


def _system(name: str, given: pd.Series) -> pd.Series:
    if name == "rev":
        return pd.to_numeric(given.astype(object)).astype("Int32")
    return pd.to_datetime(given).astype("datetime64[us]")


def _text(field: Field | None, given: pd.Series) -> pd.Series:
    if not isinstance(given.dtype, pd.StringDtype):
        given = given.map(lambda v: None if parse.missing(v) else parse.text(v))
    given = given.astype("str").str.strip()
    return given.mask(given == "")


def _phone_end(field: Field, given: pd.Series) -> pd.Series:
    words = _text(field, given)
    whole = words[words.notna() & ~words.str.fullmatch(r"[0-9]{4}", na=False)]
    return words if whole.empty else words.map(field.value, na_action="ignore").astype("str")


def _choice(field: Field, given: pd.Series) -> pd.Series:
    dtype = choice_dtype(field.vocab)
    if given.dtype == dtype:
        return given.fillna(field.empty)
    words = _text(field, given)
    wrong = words[words.notna() & ~words.isin(dtype.categories)]
    if len(wrong):
        field.value(wrong.iloc[0])
    return words.astype(dtype).fillna(field.empty)


def _choices(field: Field, given: pd.Series) -> pd.Series:
    return pd.Series([field.value(v) for v in given], index=given.index, dtype=object)


def _figure(field: Field, given: pd.Series) -> pd.Series:
    dtype: Any = "Int32" if field.type == "whole" else "float64"
    if not pd.api.types.is_numeric_dtype(given.dtype):
        given = given.map(lambda v: None if parse.missing(v) else v)
    try:
        figures = pd.to_numeric(given).astype(dtype)
    except (ValueError, TypeError):
        figures = _each(field, given).astype(dtype)
    known = figures.dropna().astype(float)
    low = -np.inf if field.at_least is None else field.at_least
    high = np.inf if field.at_most is None else field.at_most
    wrong = known[~known.between(low, high) | ~np.isfinite(known)]
    if len(wrong):
        field.value(wrong.iloc[0])
    return figures


def _day(field: Field, given: pd.Series) -> pd.Series:
    if not pd.api.types.is_datetime64_dtype(given.dtype):
        given = _each(field, given)
    days: pd.Series = pd.to_datetime(given).astype("datetime64[s]").dt.normalize()
    return days


def _each(field: Field, given: Iterable[Any]) -> pd.Series:
    """Value by value: slow, and the first that does not fit is named."""
    index = given.index if isinstance(given, pd.Series) else None
    return pd.Series([field.value(v) for v in given], index=index, dtype=object)


_COLUMNS: dict[str, Callable[[Field, pd.Series], pd.Series]] = {
    "text": _text, "choice": _choice, "choices": _choices, "day": _day,
    "whole": _figure, "number": _figure, "money": _figure, "phone_end": _phone_end,
}  # fmt: skip


def known(kind: Kind, name: str, cells: pd.Series) -> pd.Series:
    """True where somebody said something: not missing, not an empty list, not the field's default."""
    field = kind.field.get(name)
    silent = field.empty if field is not None else None
    said: pd.Series = cells.map(bool) if silent == () else cells.notna() if silent is None else cells != silent
    return said


def plain(value: Any) -> Any:
    """A cell as a plain Python value: str, int, float, date, tuple or None."""
    if isinstance(value, tuple | str):
        return value
    if value is None or pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.date() if value == value.normalize() and value.unit == "s" else value.to_pydatetime()
    return value.item() if isinstance(value, np.generic) else value


def plain_list(cells: pd.Series) -> list[Any]:
    """A whole column as plain Python values, None where unknown; a million cells take well under a second."""
    if pd.api.types.is_datetime64_dtype(cells.dtype):
        days = str(cells.dtype) == "datetime64[s]"
        moments = cells.to_numpy().astype("datetime64[D]" if days else "datetime64[us]").tolist()
        return list(moments)
    known = cells.notna().to_numpy()
    values = cells.tolist()
    return values if known.all() else [v if k else None for v, k in zip(values, known, strict=True)]
