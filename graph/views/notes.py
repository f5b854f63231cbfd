"""Notes and tasks beside a card: what was written down on a person or tie, what is due, and a form for more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.model import columns
from graph.store import commands, noting
from graph.views import edit
from graph.views.figures import day, records
from graph.views.saving import at_once
from graph.views.shell import attempt, safe

if TYPE_CHECKING:
    from graph.views.screen import Screen

SHOWN = 4


def section(screen: Screen, about: tuple[str, ...], key: str, tie: str = "") -> None:
    """The notes on one person, or on a tie between these; folded where there is none."""
    words = screen.words
    table = noting.notes(screen.network, about[0] if about else "", tie)
    rows = [{name: columns.plain(value) for name, value in row.items()} for row in records(table)]
    due = sum(waiting(screen, row) for row in rows)
    head = words("notes.head", n=len(rows)) if rows else words("notes.none")
    with st.expander(head + (words("notes.due_now", n=due) if due else ""), expanded=bool(due), key=f"{key}.notes"):
        for row in rows[:SHOWN]:
            _line(screen, row, key)
        if len(rows) > SHOWN:
            with st.expander(words("notes.older", n=len(rows) - SHOWN)):
                for row in rows[SHOWN:]:
                    _line(screen, row, key)
        _form(screen, about, key, tie)


def waiting(screen: Screen, row: dict[str, Any]) -> bool:
    """Whether it is a task whose day has come and that nobody has done."""
    return row["due_on"] is not None and row["done_on"] is None and row["due_on"] <= screen.today


def _line(screen: Screen, row: dict[str, Any], key: str) -> None:
    """One note: its text, who and when; a task can be ticked."""
    words, late = screen.words, waiting(screen, row)
    with st.container(key=f"{key}.note.{'due' if late else 'on'}.{row['id']}", horizontal=True, gap="small"):
        with st.container(width="stretch", gap=None):
            if row["due_on"] is None:
                st.markdown(safe(row["text"]))
            else:
                st.checkbox(
                    safe(row["text"]), value=row["done_on"] is not None, key=f"{key}.done.{row['id']}.{row['rev']}",
                    on_change=_tick, args=(screen, row),
                )  # fmt: skip
            st.caption(_about(screen, row, late=late))
        with st.popover(words("notes.more"), icon=":material/more_horiz:", type="tertiary"):
            if st.button(words("edit.edit"), key=f"{key}.note_edit.{row['id']}", icon=":material/edit:"):
                edit.edit_row(screen, "Note", row["id"])
            if st.button(words("edit.remove"), key=f"{key}.note_remove.{row['id']}", icon=":material/delete:"):
                user = screen.viewer.user
                attempt(words, lambda: screen.apply(commands.remove(screen.network, "Note", row["id"], user)))


def _about(screen: Screen, row: dict[str, Any], *, late: bool) -> str:
    words, said = screen.words, []
    if row["done_on"] is not None:
        said.append(words("notes.done", day=day(words, row["done_on"], screen.today)))
    elif row["due_on"] is not None:
        said.append(words("notes.late" if late else "notes.due", day=day(words, row["due_on"], screen.today)))
    if row["written_on"] is not None:
        said.append(day(words, row["written_on"], screen.today))
    return safe(" · ".join([*said, row["by"] or ""]).removesuffix(" · "))


def _tick(screen: Screen, row: dict[str, Any]) -> None:
    done = None if row["done_on"] is not None else screen.today
    at_once(screen, lambda: commands.edit(row, "Note", row["id"], {"done_on": done}, screen.viewer.user))


def _form(screen: Screen, about: tuple[str, ...], key: str, tie: str) -> None:
    words = screen.words
    with st.form(f"{key}.note_form.{tie or about[0]}", clear_on_submit=False, border=False):
        made = f"{key}.note.{st.session_state.get(f'{key}.note_turn', 0)}.{tie or about[0]}"
        text = st.text_area(words("notes.text"), key=f"{made}.text", height=72, placeholder=words("notes.hint"))
        left, right = st.columns([3, 2], vertical_alignment="bottom")
        due = left.date_input(words("notes.due_field"), value=None, key=f"{made}.due", format="YYYY-MM-DD")
        saved = right.form_submit_button(words("notes.add"), width="stretch")
        st.caption(words("notes.not_here"))
    if not saved:
        return
    if not text.strip():
        st.error(words("notes.empty"))
        return

    def add() -> None:
        screen.apply(noting.note(text, about, screen.viewer.user, screen.today, due, tie))
        st.session_state[f"{key}.note_turn"] = st.session_state.get(f"{key}.note_turn", 0) + 1

    attempt(words, add)
