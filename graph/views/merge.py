"""Two people who are one: choose the other, settle what differs field by field, see what moves, save as one change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.model.errors import GuanxiError
from graph.model.kinds import KINDS
from graph.model.vocab import UNKNOWN
from graph.store import merging
from graph.store.merging import Merge
from graph.views.clash import said
from graph.views.removing import TYPED
from graph.views.saving import fresh, save
from graph.views.shell import safe, told
from graph.views.who import called, choose

if TYPE_CHECKING:
    from graph.views.screen import Screen

TOLD = 4


def merge(screen: Screen, who: str) -> None:
    """Ask who is the same person as `who`, who stays; nothing is written before it is saved."""
    words, key = screen.words, fresh()
    first = alike(screen, who)

    @st.dialog(words("merge.title", who=safe(screen.facts.name(who))), width="large")
    def body() -> None:
        other = choose(screen, words("merge.other"), f"{key}.other", first=first, without=who)
        if not other:
            st.caption(words("merge.hint"))
            return
        pair = (who, other)
        kept = st.radio(
            words("merge.keep"), pair, key=f"{key}.keep.{other}", format_func=lambda one: safe(called(screen, one))
        )
        lost = pair[pair[0] == kept]
        chosen = _choose(screen, str(kept), lost, f"{key}.{kept}.{lost}")
        portraits = screen.store.portraits(pair, screen.viewer)
        try:
            made = merging.merge(screen.network, str(kept), lost, screen.viewer.user, chosen, portraits)
        except GuanxiError as problem:
            st.error(told(problem, words))
            return
        _impact(screen, made)
        if st.button(words("merge.yes"), type="primary", key=f"{key}.yes", disabled=not _sure(screen, made, key)):
            save(screen, lambda: made.command, who=str(kept))

    body()


def alike(screen: Screen, who: str) -> list[str]:
    """People of exactly the same name, those of the same account first."""
    people = screen.facts.people
    name, account = people.at[who, "name"], people.at[who, "account_id"]
    same = people[(people["name"] == name) & (people.index != who)]
    return [str(one) for one in same.assign(far=same["account_id"] != account).sort_values("far", kind="stable").index]


def differing(mine: dict[str, Any], theirs: dict[str, Any]) -> list[str]:
    """The facts of a person of which both say something and not the same."""
    silent = (None, (), UNKNOWN, "")
    return [
        f.name for f in KINDS["Person"].fields
        if mine[f.name] not in silent and theirs[f.name] not in silent and mine[f.name] != theirs[f.name]
    ]  # fmt: skip


def _choose(screen: Screen, kept: str, lost: str, key: str) -> dict[str, Any]:
    """Which value stands, for each fact in which they differ; both notes can be kept."""
    mine, theirs = (screen.network.row("Person", one) or {} for one in (kept, lost))
    chosen: dict[str, Any] = {}
    for name in differing(mine, theirs):
        f = KINDS["Person"].field[name]
        both = merging.winner(f, mine, theirs)
        values = list(dict.fromkeys([both, mine[name], theirs[name]]))
        chosen[name] = _one_of(screen, name, values, f"{key}.{name}")
    return chosen


def _one_of(screen: Screen, name: str, values: list[Any], key: str) -> Any:
    words = screen.words
    spoken = [safe(said(words, "Person", name, value)) for value in values]
    places = list(range(len(values)))
    at = st.radio(safe(words.field(name, "Person")), places, key=key, horizontal=True, format_func=lambda i: spoken[i])
    return values[at or 0]


def _impact(screen: Screen, made: Merge) -> None:
    """What moves, what unites, and what is given up in words."""
    words = screen.words
    st.markdown(words("merge.done", moved=made.moved, united=made.united, dropped=len(made.dropped)))
    lines = [
        words("merge.given_up", kind=words.kind(kind), field=words.field(name, kind),
              kept=safe(said(words, kind, name, kept)), lost=safe(said(words, kind, name, lost)))
        for kind, name, kept, lost in made.differing
    ]  # fmt: skip
    if lines:
        with st.expander(words("merge.differ", n=len(lines)), expanded=len(lines) <= TOLD):
            st.markdown("\n".join(f"- {line}" for line in lines))
    st.caption(words("edit.remove_undo"))


def _sure(screen: Screen, made: Merge, key: str) -> bool:
    """Typed out where much moves."""
    size = made.moved + made.united + len(made.dropped)
    if size <= TYPED:
        return True
    typed = st.text_input(screen.words("merge.type", n=size), key=f"{key}.typed", live=True)
    return typed.strip() == str(size)
