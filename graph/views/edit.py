"""Changing the network by hand: dialogs whose forms come from the model, each ending in one Command."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import streamlit as st

from graph.model.kinds import KINDS, TIES, tie_id
from graph.store import commands
from graph.views import form
from graph.views.clash import CLASH, settle
from graph.views.facts import by_id
from graph.views.panel import tie_row
from graph.views.removing import remove as remove
from graph.views.saving import DRAWN, fresh, save
from graph.views.shell import safe
from graph.views.who import choose

if TYPE_CHECKING:
    from graph.store.commands import Command
    from graph.views.account_seat import Filling
    from graph.views.screen import Screen

Row = dict[str, Any]
FIRST = {
    "Person": ("name", "title", "lawful_basis", "data_source", "contact_permission"),
    "KNOWS": ("kind", "strength"), "INFLUENCES": ("strength", "topic"),
    "WORKS_AT": ("level",), "Note": ("text", "due_on", "done_on"),
    "CONTACT": ("relationship_stage", "closeness", "attitude", "last_interaction_on"),
}  # fmt: skip


def add_person(screen: Screen, account: str = "", level: str | None = None, seat: Filling | None = None) -> None:
    """Ask for a new person: facts, account and level, and what comes with their seat; saved as one change."""
    words, key = screen.words, fresh()

    @st.dialog(words("edit.add_person"), width="medium")
    def body() -> None:
        with st.form(key, border=False):
            values = _fields("Person", key, screen)
            names = by_id(screen.facts.accounts["name"])
            options = ["", *names]
            at = options.index(account) if account in options else 0
            where = st.selectbox(  # a name that is not there yet becomes a new account
                words.kind("Account"), options, index=at, key=f"{key}.account", accept_new_options=True,
                format_func=lambda a: names.get(a) or a or words("map.no_account"),
            )  # fmt: skip
            held = form.field(KINDS["WORKS_AT"].field["level"], words, f"{key}.level", level)
            staff = seat.ask(key) if seat else False
            saved = st.form_submit_button(words("edit.save"), type="primary")
        if saved:
            who = f"p-{uuid4().hex[:12]}"

            def made() -> Command:
                new = new_person(screen, who, values, str(where), held)
                return seat.filled(new, who, staff) if seat else new

            save(screen, made, who=who)

    body()


def new_person(screen: Screen, who: str, values: Row, account: str, level: str) -> Command:
    """One command for the person, their job, and their account when it is new (then `account` is its name)."""
    user = screen.viewer.user
    new = commands.add("Person", {"id": who, **values}, user)
    if not account:
        return new
    found = () if account in screen.facts.accounts.index else commands.add("Account", {"name": account}, user).changes
    at = found[0].id if found else account
    job = commands.tie("WORKS_AT", who, at, {"level": level, "is_primary": "yes", "title": values["title"]}, user)
    return replace(new, changes=(*found, *job.changes, *new.changes))


def edit_person(screen: Screen, who: str) -> None:
    """Change the facts of one person."""
    edit_row(screen, "Person", who)


def edit_tie(screen: Screen, tie: str) -> None:
    """Change what is known of one tie; a derived one is changed where it comes from."""
    kind, _ = tie_row(screen, tie)
    if KINDS[kind] in TIES.values() and TIES[kind].derived:
        st.toast(screen.words("edit.derived"), icon=":material/info:")
        return
    edit_row(screen, kind, tie)


def edit_row(screen: Screen, kind: str, id: str) -> None:
    """Change the facts of one node or tie; whoever changed it meanwhile is shown field by field."""
    words, key = screen.words, fresh()
    row = screen.network.row(kind, id) or {}

    @st.dialog(words("edit.change", kind=words.kind(kind)), width="medium")
    def body() -> None:
        if st.session_state.get(CLASH):
            settle(screen, kind, id)
            return
        with st.form(key, border=False):
            values = _fields(kind, key, screen, row)
            saved = st.form_submit_button(words("edit.save"), type="primary")
        if saved:
            save(screen, lambda: commands.edit(row, kind, id, values, screen.viewer.user), mine=values)

    body()


def contact(screen: Screen, who: str) -> None:
    """How one of ours stands with a person: stage, closeness, attitude, last in touch; new or changed."""
    words, key, reps = screen.words, fresh(), by_id(screen.network["Rep"].set_index("id")["name"])
    best = screen.facts.person(who).rep_id

    @st.dialog(words("edit.contact", who=safe(screen.facts.name(who))), width="medium")
    def body() -> None:
        if st.session_state.get(CLASH):
            settle(screen, "CONTACT", st.session_state[CLASH]["id"])
            return
        at = list(reps).index(best) if best in reps else None
        rep = st.selectbox(words.kind("Rep"), list(reps), index=at, format_func=lambda r: reps[r], key=f"{key}.rep",
                           placeholder=words("form.choose"))  # fmt: skip
        if not rep:
            return
        id = tie_id("CONTACT", rep, who)
        row = screen.network.row("CONTACT", id)
        with st.form(f"{key}.{rep}", border=False):
            values = _fields("CONTACT", f"{key}.{rep}", screen, row)
            saved = st.form_submit_button(words("edit.save"), type="primary")
        user = screen.viewer.user
        if saved and row:
            save(screen, lambda: commands.edit(row, "CONTACT", id, values, user), mine=values)
        elif saved:
            save(screen, lambda: commands.tie("CONTACT", rep, who, values, user), who=who)

    body()


def add_tie(screen: Screen, start: str = "", end: str = "") -> None:
    """Ask what joins two people: drawn on the canvas, or both chosen here."""
    words, key = screen.words, fresh()

    @st.dialog(words("edit.add_tie"), width="medium")
    def body() -> None:
        kind = st.segmented_control(words("edit.tie_kind"), DRAWN, default="KNOWS", required=True, key=f"{key}.sort",
                                    format_func=lambda k: words(f"map.line.{k}.short"))  # fmt: skip
        left, right = st.columns(2)
        with left:
            one = choose(screen, words(f"edit.from.{kind}"), f"{key}.from", start)
        with right:
            other = choose(screen, words(f"edit.to.{kind}"), f"{key}.to", end)
        with st.form(f"{key}.{kind}", border=False):
            values = _fields(str(kind), f"{key}.{kind}", screen)
            saved = st.form_submit_button(words("edit.save"), type="primary")
        if saved and one and one == other:
            st.error(words("edit.same_end"))
        elif saved and not (one and other):
            st.error(words("edit.both_ends"))
        elif saved:
            save(screen, lambda: commands.tie(str(kind), one, other, values, screen.viewer.user), who=one)

    body()


def _fields(kind: str, key: str, screen: Screen, row: Mapping[str, Any] | None = None) -> Row:
    """The form of one kind: what is asked first on top, everything else folded away."""
    first, more = form.main_and_more(KINDS[kind].fields, FIRST.get(kind, ()))
    values = form.fields(first, screen.words, key, row, kind)
    if more:
        with st.expander(screen.words("form.more", n=len(more))):
            values |= form.fields(more, screen.words, key, row, kind)
    return values
