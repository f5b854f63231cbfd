"""Which sheet is what, and which of its columns is which field: proposed, shown with a sample, and to be corrected."""

from __future__ import annotations

from collections.abc import Mapping
from glob import escape
from typing import TYPE_CHECKING

import streamlit as st

from graph.model.errors import BadFile
from graph.text import Words
from graph.views.shell import safe
from ingest.layout import LAYOUTS, TEMPLATES
from ingest.mapping import Plan
from ingest.proposal import SIMILAR, Guess, Proposal, heading, propose
from ingest.rows import Sheet

if TYPE_CHECKING:
    from graph.views.screen import Screen

NONE = ""
KINDS = (*TEMPLATES, *(name for name in LAYOUTS if name not in TEMPLATES))


def plans(screen: Screen, sheets: list[Sheet], constants: Mapping[str, str]) -> list[Plan]:
    """The plan of every sheet that is to be imported, as the user left it."""
    found = [_plan(screen, sheet, place, constants) for place, sheet in enumerate(sheets)]
    return [plan for plan in found if plan is not None]


def _plan(screen: Screen, sheet: Sheet, place: int, constants: Mapping[str, str]) -> Plan | None:
    words = screen.words
    first = _seems(sheet)
    key = f"data.sheet.{place}.{sheet.where}"
    label = words("data.sheet", file=safe(sheet.where), rows=f"{len(sheet.frame):,}", columns=len(sheet.frame.columns))
    with st.container(border=True):
        told, choice = st.columns([3, 2], vertical_alignment="center")
        told.markdown(label)
        options = [NONE, *KINDS]
        kind = choice.selectbox(
            words("data.kind"), options, index=options.index(first.layout.name) if first else 0,
            format_func=lambda one: words(f"ingest.sheet.{one}") if one else words("data.kind.none"), key=f"{key}.kind",
        )  # fmt: skip
        if not kind:
            st.caption(words("data.kind.unknown"))
            return None
        proposal = first if first and first.layout.name == kind else propose(sheet, kind)
        return _columns(screen, proposal, key, constants) if proposal else None


def _seems(sheet: Sheet) -> Proposal | None:
    """What the sheet is by its columns; None where it could be several things or nothing known."""
    try:
        return propose(sheet)
    except BadFile:
        return None


def _columns(screen: Screen, proposal: Proposal, key: str, constants: Mapping[str, str]) -> Plan | None:
    """A choice for every column; None as long as a column without which no row can be read is not chosen."""
    words, layout, sheet = screen.words, proposal.layout, proposal.sheet
    title = words("data.columns", used=len(proposal.sure), all=len(proposal.guesses))
    key = f"{key}.{layout.name}"
    with st.expander(title, expanded=bool(proposal.missing or proposal.doubtful), key=f"{key}.columns"):
        rows = st.columns(3)
        chosen = {
            guess.column: _column(rows[i % 3], guess, i, proposal, key, words)
            for i, guess in enumerate(proposal.guesses)
        }
    columns = {column: (field,) for column, field in chosen.items() if field}
    missing = layout.missing({field for field in chosen.values() if field})
    if missing:
        st.warning(
            words("data.columns.missing", fields=words("text.and").join(heading(layout, f, words) for f in missing))
        )
        return None
    fitting = {name: value for name, value in constants.items() if name in layout.column}
    return Plan(layout, columns, fitting, file=escape(sheet.file), sheet=escape(sheet.name))


def _column(
    place: st.delta_generator.DeltaGenerator, guess: Guess, i: int, proposal: Proposal, key: str, words: Words
) -> str:
    """One column's field; what only looks alike is named below and used when chosen."""
    layout = proposal.layout
    options = [NONE, *layout.column]
    sure = guess.field if guess.why != SIMILAR else NONE
    field = place.selectbox(
        safe(guess.column), options, index=options.index(sure) if sure in options else 0, key=f"{key}.{i}",
        format_func=lambda one: heading(layout, one, words) if one else words("data.column.none"),
    )  # fmt: skip
    said = words("data.column.sample", sample=safe(guess.sample[:40])) if guess.sample else ""
    if guess.why == SIMILAR and guess.field:
        said = words("data.column.similar", field=heading(layout, guess.field, words))
    if said:
        place.caption(said)
    return str(field or NONE)
