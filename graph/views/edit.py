"""Changing the network by hand: dialogs whose forms come from the model, each ending in one Command."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import streamlit as st

from graph.model.errors import Conflict, GuanxiError
from graph.model.kinds import KINDS, NODES, TIES, tie_id
from graph.store import commands
from graph.views import form
from graph.views.clash import CLASH, settle
from graph.views.facts import by_id
from graph.views.panel import tie_row
from graph.views.shell import safe, told

if TYPE_CHECKING:
    from graph.store.commands import Command
    from graph.views.screen import Screen

Row = dict[str, Any]
DRAWN = ("KNOWS", "INFLUENCES", "REPORTS_TO")  # kinds of tie that can be drawn between two people
FIRST = {
    "Person": ("name", "title", "lawful_basis", "data_source", "contact_permission"),
    "KNOWS": ("kind", "strength"), "INFLUENCES": ("strength", "topic"),
    "WORKS_AT": ("level",), "CONTACT": ("relationship_stage", "closeness", "attitude", "last_interaction_on"),
}  # fmt: skip


def add_person(screen: Screen, account: str = "") -> None:
    """Ask for a new person: facts, account and level; saved as one change."""
    words, key = screen.words, _fresh()

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
            level = form.field(KINDS["WORKS_AT"].field["level"], words, f"{key}.level", None)
            saved = st.form_submit_button(words("edit.save"), type="primary")
        if saved:
            who = f"p-{uuid4().hex[:12]}"
            _save(screen, lambda: new_person(screen, who, values, str(where), level), who=who)

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
    _edit(screen, "Person", who)


def edit_tie(screen: Screen, tie: str) -> None:
    """Change what is known of one tie; a derived one is changed where it comes from."""
    kind, _ = tie_row(screen, tie)
    if KINDS[kind] in TIES.values() and TIES[kind].derived:
        st.toast(screen.words("edit.derived"), icon=":material/info:")
        return
    _edit(screen, kind, tie)


def _edit(screen: Screen, kind: str, id: str) -> None:
    words, key = screen.words, _fresh()
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
            _save(screen, lambda: commands.edit(row, kind, id, values, screen.viewer.user), mine=values)

    body()


def contact(screen: Screen, who: str) -> None:
    """How one of ours stands with a person: stage, closeness, attitude, last in touch; new or changed."""
    words, key, reps = screen.words, _fresh(), by_id(screen.network["Rep"].set_index("id")["name"])
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
            _save(screen, lambda: commands.edit(row, "CONTACT", id, values, user), mine=values)
        elif saved:
            _save(screen, lambda: commands.tie("CONTACT", rep, who, values, user), who=who)

    body()


def add_tie(screen: Screen, start: str = "", end: str = "") -> None:
    """Ask what joins two people: drawn on the canvas, or both chosen here."""
    words, key, people = screen.words, _fresh(), screen.facts.people
    ids = list(people.index)

    def who(label: str, chosen: str, side: str) -> str:
        index = ids.index(chosen) if chosen in people.index else None
        return str(st.selectbox(
            words(label), ids, index=index, key=f"{key}.{side}", placeholder=words("form.choose"),
            format_func=lambda p: " · ".join(filter(None, (screen.facts.name(p), screen.facts.person(p).account))),
        ) or "")  # fmt: skip

    @st.dialog(words("edit.add_tie"), width="medium")
    def body() -> None:
        kind = st.segmented_control(words("edit.tie_kind"), DRAWN, default="KNOWS", required=True, key=f"{key}.sort",
                                    format_func=lambda k: words(f"map.line.{k}.short"))  # fmt: skip
        left, right = st.columns(2)
        with left:
            one = who(f"edit.from.{kind}", start, "from")
        with right:
            other = who(f"edit.to.{kind}", end, "to")
        with st.form(f"{key}.{kind}", border=False):
            values = _fields(str(kind), f"{key}.{kind}", screen)
            saved = st.form_submit_button(words("edit.save"), type="primary")
        if saved and not (one and other):
            st.error(words("edit.both_ends"))
        elif saved:
            _save(screen, lambda: commands.tie(str(kind), one, other, values, screen.viewer.user), who=one)

    body()


def remove(screen: Screen, people: list[str], ties: list[str]) -> None:
    """Say what would go, and remove it when told to; undo brings it back."""
    words, user = screen.words, screen.viewer.user
    kinds = dict(zip(screen.facts.ties["id"], screen.facts.ties["kind"], strict=True))
    doomed = [("Person", p) for p in people] + [(kinds[t], t) for t in ties if t in kinds]
    doomed = [(kind, id) for kind, id in doomed if kind in NODES or not TIES[kind].derived]
    if not doomed:
        st.toast(words("edit.derived"), icon=":material/info:")
        return

    @st.dialog(words("edit.remove"))
    def body() -> None:
        parts = [commands.remove(screen.network, kind, id, user) for kind, id in doomed]
        once = {(c.kind, c.id): c for part in parts for c in part.changes}
        command = replace(parts[0], changes=tuple(once.values()))
        names = "、".join(screen.facts.name(p) for p in people)
        gone = sum(change.kind in TIES for change in command.changes)
        st.markdown(words("edit.remove_impact", who=safe(names) or "–", people=len(people), ties=gone))
        st.caption(words("edit.remove_undo"))
        if st.button(words("edit.remove_yes"), type="primary", key="edit.remove_yes"):
            _save(screen, lambda: command, who="")

    body()


def _fields(kind: str, key: str, screen: Screen, row: Mapping[str, Any] | None = None) -> Row:
    """The form of one kind: what is asked first on top, everything else folded away."""
    first, more = form.main_and_more(KINDS[kind].fields, FIRST.get(kind, ()))
    values = form.fields(first, screen.words, key, row, kind)
    if more:
        with st.expander(screen.words("form.more", n=len(more))):
            values |= form.fields(more, screen.words, key, row, kind)
    return values


def _save(screen: Screen, make: Callable[[], Command], mine: Row | None = None, who: str | None = None) -> None:
    """Do the change and show it; a conflict is put to the user, any other refusal is told and the form stays."""
    try:
        command = make()
        screen.apply(command)
    except Conflict as problem:
        if mine is None:
            st.error(told(problem, screen.words))
            return
        st.session_state[CLASH] = {"mine": mine, **problem.values}
        st.rerun(scope="fragment")
    except GuanxiError as problem:
        st.error(told(problem, screen.words))
        return
    if who is not None:
        drawn = command.what == "tie" and command.changes[-1].kind in DRAWN
        tie = command.changes[-1].id if drawn else ""
        st.session_state["map.who"], st.session_state["map.tie"] = who, tie
        for counter in ("map.turn", "map.list_turn"):
            st.session_state[counter] = st.session_state.get(counter, 0) + 1
    st.rerun()


def _fresh() -> str:
    """A key no dialog has had before, so that nothing typed into an earlier one comes back."""
    st.session_state.pop(CLASH, None)
    st.session_state["edit.count"] = st.session_state.get("edit.count", 0) + 1
    return f"edit.{st.session_state['edit.count']}"
