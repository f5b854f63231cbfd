"""A form made from the model: one widget a field, by its type; nothing about any kind of thing is written here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import streamlit as st

from graph.model.kinds import Field
from graph.model.vocab import UNKNOWN
from graph.text import Words

Row = dict[str, Any]


def fields(
    wanted: Iterable[Field], words: Words, key: str, row: Mapping[str, Any] | None = None, kind: str = ""
) -> Row:
    """Widgets for those fields, filled from the row; what stands in them now, ready for the model to check."""
    return {f.name: field(f, words, f"{key}.{f.name}", (row or {}).get(f.name), kind) for f in wanted}


def label(f: Field, words: Words, kind: str = "") -> str:
    """What a field is called, with a star where it must be filled in."""
    named = words.field(f.name, kind)
    return words("form.required", field=named) if f.required and f.default is None else named


def field(f: Field, words: Words, key: str, value: Any, kind: str = "") -> Any:
    """One field's widget and what stands in it."""
    named = label(f, words, kind)
    if f.type == "choice":
        options = [UNKNOWN, *(v for v in f.allowed if v != UNKNOWN)]
        at = options.index(value) if value in options else options.index(f.default) if f.default in options else 0
        return st.selectbox(named, options, index=at, format_func=lambda v: words.choice(f.vocab, v), key=key)
    if f.type == "choices":
        options = [v for v in f.allowed if v != UNKNOWN]
        chosen = [v for v in value or () if v in options]
        return tuple(st.multiselect(named, options, chosen, format_func=lambda v: words.choice(f.vocab, v), key=key,
                                    placeholder=words("form.choose")))  # fmt: skip
    if f.type == "day":
        return st.date_input(named, value=value, key=key, format="YYYY-MM-DD")
    if f.type in ("text", "phone_end"):
        told = words("form.phone_end") if f.type == "phone_end" else None
        return st.text_input(named, value=value or "", key=key, help=told)
    return _number(f, named, value, key)


def _number(f: Field, named: str, value: Any, key: str) -> Any:
    whole = f.type == "whole"
    cast = int if whole else float
    low, high = (None if b is None else cast(b) for b in (f.at_least, f.at_most))
    return st.number_input(
        named, min_value=low, max_value=high, value=None if value is None else cast(value),
        step=1 if whole else None, key=key, placeholder="–",
    )  # fmt: skip


def main_and_more(all_fields: Iterable[Field], first: Iterable[str]) -> tuple[list[Field], list[Field]]:
    """The fields asked for at once (required ones and those named first, in that order), and the others."""
    by_name = {f.name: f for f in all_fields}
    must = [n for n, f in by_name.items() if f.required and f.default is None]
    order = list(dict.fromkeys([*(n for n in first if n in by_name), *must]))
    return [by_name[n] for n in order], [f for n, f in by_name.items() if n not in order]
