"""Many people at once in a table: paste from Excel, see what is not saved yet, save all of it as one change."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.model.errors import Conflict, GuanxiError
from graph.views import screen as screens
from graph.views import sheet
from graph.views.clash import MINE, THEIRS, said
from graph.views.form import label
from graph.views.saved import PENDING
from graph.views.sheet import Base, Typed
from graph.views.shell import safe, told

if TYPE_CHECKING:
    from graph.views.screen import Screen

STATE, MOST, LISTED, HEIGHT = "edit.many", 500, 12, 420


def table(screen: Screen, ids: Iterable[str]) -> None:
    """Open the table for these people, at most MOST of them; what is typed stays until it is saved or discarded."""
    n = begin(screen, ids)

    @st.dialog(screen.words("many.title", n=min(n, MOST)), width="large", dismissible=False)
    def body() -> None:
        inside(screen, n)

    body()


def begin(screen: Screen, ids: Iterable[str]) -> int:
    """Keep these people as they are now for the table to start from; gives how many were asked for."""
    wanted = list(dict.fromkeys(ids))
    turn = st.session_state.get("edit.many.turn", 0) + 1
    st.session_state["edit.many.turn"] = turn
    of = sheet.base(screen.network, wanted[:MOST])
    st.session_state[STATE] = {"base": of, "clash": None, "turn": turn, "trouble": ""}
    return len(wanted)


def inside(screen: Screen, n: int) -> None:
    """What stands in the dialog: the table, or what is in dispute with somebody who was quicker."""
    state = st.session_state.get(STATE)
    if state is None:
        st.rerun()
    if state["trouble"]:
        st.error(state["trouble"])
        state["trouble"] = ""
    if n > MOST:
        st.warning(screen.words("many.too_many", most=MOST, n=n))
    if state["clash"]:
        _settle(screen)
    else:
        _sheet(screen)


def _sheet(screen: Screen) -> None:
    words, state = screen.words, st.session_state[STATE]
    of: Base = state["base"]
    names = st.multiselect(
        words("many.columns"), sheet.EVERY, sheet.FIRST, key=f"many.columns.{state['turn']}", placeholder="",
        format_func=lambda name: heading(screen, name),
    )  # fmt: skip
    names = [name for name in sheet.EVERY if name in {*names, "name"}]
    edited = st.data_editor(
        sheet.table(of, names, words), key=f"many.table.{state['turn']}.{'.'.join(names)}", num_rows="add",
        hide_index=True, height=HEIGHT, column_config={name: _config(screen, name) for name in names},
        placeholder="",
    )  # fmt: skip
    what = sheet.typed(of, edited, words)
    st.session_state[PENDING] = what.size
    _pending(screen, of, what)
    with st.container(horizontal=True):
        ready = bool(what.size) and not what.wrong
        st.button(words("many.save", n=what.size), key="many.save", type="primary", disabled=not ready,
                  on_click=_save, args=(screen, of, what))  # fmt: skip
        st.button(words("many.discard" if what.size else "edit.close"), key="many.discard", on_click=_close)
    st.caption(words("many.paste"))


def heading(screen: Screen, name: str) -> str:
    """What a column is called."""
    f = sheet.field_of(name)
    return label(f, screen.words, sheet.kind_of(name)) if f else screen.words.kind("Account")


def _config(screen: Screen, name: str) -> Any:
    """The editor of a column, by its field's type."""
    words, f, head = screen.words, sheet.field_of(name), heading(screen, name)
    config = st.column_config
    if f is None or f.type in ("text", "phone_end"):
        return config.TextColumn(head, pinned=name == "name")
    if f.vocab:
        options = [words.choice(f.vocab, one) for one in f.allowed if f.type == "choice" or one != "unknown"]
        if f.type == "choices":
            return config.MultiselectColumn(head, options=options)
        return config.SelectboxColumn(head, options=options, default=words.choice(f.vocab, str(f.empty)))
    if f.type == "day":
        return config.DateColumn(head, format="YYYY-MM-DD")
    return config.NumberColumn(head, min_value=f.at_least, max_value=f.at_most, step=1 if f.type == "whole" else None)


def _pending(screen: Screen, of: Base, what: Typed) -> None:
    """What is not saved yet, and what does not fit, each with its line."""
    words = screen.words
    for line, name, problem in what.wrong[:LISTED]:
        st.error(words("many.wrong", line=line + 1, field=safe(heading(screen, name)), why=told(problem, words)))
    lines = [
        words("many.change", who=safe(str(of.people[who]["name"])), field=safe(heading(screen, name)),
              before=safe(_said(screen, name, of.value(who, kind, name))), after=safe(_said(screen, name, value)))
        for (who, kind), facts in what.facts.items() for name, value in facts.items()
    ]  # fmt: skip
    lines += [words("many.new", who=safe(str(row.get("name") or "–"))) for row in what.new]
    if lines:
        with st.expander(words("saved.pending", n=what.size), expanded=len(lines) <= LISTED):
            st.markdown("\n".join(f"- {line}" for line in lines[: 5 * LISTED]))


def _said(screen: Screen, name: str, value: Any) -> str:
    f = sheet.field_of(name)
    return said(screen.words, sheet.kind_of(name), name, value) if f else str(value or "–")


def _save(screen: Screen, of: Base, what: Typed) -> None:
    """One change; where somebody was quicker everything in dispute is put to the user, and what was typed is kept."""
    state = st.session_state[STATE]
    try:
        if what.size:
            screen.apply(sheet.command(of, what, screen.viewer.user, screen.today))
    except GuanxiError as problem:
        state["trouble"] = told(problem, screen.words)
        if isinstance(problem, Conflict):
            now = newest(screen, of)
            state |= {"clash": sheet.clashes(of, now, what), "typed": what, "now": now}
    else:
        _close()


def newest(screen: Screen, of: Base) -> Base:
    """The same people as they are now."""
    screens.refresh()
    fresh = screens.screen(screen.store, screen.words, screen.viewer, screen.place)
    return sheet.base(fresh.network, of.ids)


def _settle(screen: Screen) -> None:
    """Every row that somebody else changed meanwhile: both values of each fact in dispute, side by side."""
    words, state = screen.words, st.session_state[STATE]
    of, now, what = state["base"], state["now"], state["typed"]
    st.warning(words("many.clash", n=len(state["clash"])))
    picks: dict[tuple[str, str, str], str] = {}
    for (who, kind), facts in state["clash"].items():
        name = safe(str(of.people[who]["name"]))
        if not now.row(who, kind):
            st.markdown(words("many.gone", who=name))
        for field, (mine, theirs) in facts.items() if now.row(who, kind) else ():
            values = {THEIRS: _said(screen, field, theirs), MINE: _said(screen, field, mine)}
            picks[who, kind, field] = str(st.radio(
                f"{name} · {safe(heading(screen, field))}", (THEIRS, MINE), key=f"many.clash.{who}.{field}",
                horizontal=True, format_func=_side(screen, values),
            ))  # fmt: skip
    with st.container(horizontal=True):
        left = settled(what, now, picks)
        st.button(words("edit.save"), key="many.clash_save", type="primary", on_click=_save,
                  args=(screen, _mixed(of, now), left))  # fmt: skip
        st.button(words("many.discard"), key="many.clash_discard", on_click=_close)


def _side(screen: Screen, values: dict[str, str]) -> Any:
    return lambda side: screen.words(f"edit.clash_{side}", value=safe(values[side]))


def _mixed(old: Base, now: Base) -> Base:
    """The people as they are now, in the order of the table."""
    return Base(old.ids, {**old.people, **now.people}, now.jobs, now.past, now.accounts)


def settled(what: Typed, now: Base, picks: dict[tuple[str, str, str], str]) -> Typed:
    """What is left of what was typed: without the facts for which the other's value stands, and people who are gone."""
    facts = {
        (who, kind): kept
        for (who, kind), told_ in what.facts.items()
        if who in now.people
        and (kept := {name: value for name, value in told_.items() if picks.get((who, kind, name)) != THEIRS})
    }
    return Typed(facts, what.new)


def _close() -> None:
    for name in (STATE, PENDING):
        st.session_state.pop(name, None)
