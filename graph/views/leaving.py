"""The demo that a new store opens on: saying that it is one, and leaving it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.model.errors import Conflict, GuanxiError
from graph.model.kinds import STORED, STORED_TIES
from graph.store.commands import Change, Command
from graph.views.screen import refresh
from graph.views.shell import told

if TYPE_CHECKING:
    from graph.views.screen import Screen

DEMO, LEFT = "demo:", "left:"
JOURNAL = 200  # how far back a demo is looked for


def demo_entry(screen: Screen) -> dict[str, Any] | None:
    """The journal entry that brought the demo, as long as nobody has left the demo; None without one."""
    return _demo_entry(screen, screen.key)


@st.cache_resource(max_entries=4, show_spinner=False)
def _demo_entry(_screen: Screen, key: Any) -> dict[str, Any] | None:
    history = _screen.store.history(limit=JOURNAL)
    left = {entry["undoes"] for entry in history} | {entry["source"] for entry in history}
    brought = (e for e in history if e["what"] == "import" and str(e["source"]).startswith(DEMO))
    return next((e for e in brought if not {e["id"], LEFT + e["id"]} & left), None)


def demo_banner(screen: Screen) -> None:
    """Says that this is a demo and how to leave it; nothing when it is not."""
    if demo_entry(screen) is None:
        return
    words = screen.words
    with st.container(key="banner", horizontal=True, vertical_alignment="center"):
        st.markdown(words("shell.demo"))
        st.caption(words("shell.demo_about"))
        st.button(words("shell.leave_demo"), key="shell.leave_demo", type="tertiary", on_click=_ask, args=("leave",))
    if st.session_state.pop("shell.asked", None) == "leave":
        _leaving(screen)


def _ask(what: str) -> None:
    st.session_state["shell.asked"] = what


def _leaving(screen: Screen) -> None:
    words = screen.words

    @st.dialog(words("shell.leave_demo"))
    def confirm() -> None:
        n = screen.network.counts()["Person"]
        st.markdown(words("shell.leave_demo_impact", people=n))
        if st.button(words("shell.leave_demo_yes"), key="shell.leave_demo_yes", type="primary",
                     on_click=_leave, args=(screen,)):  # fmt: skip
            st.rerun()

    confirm()


def _leave(screen: Screen) -> None:
    try:
        leave_demo(screen)
    except GuanxiError as problem:
        st.toast(told(problem, screen.words), icon=":material/warning:")


def leave_demo(screen: Screen) -> None:
    """Take the demo back; where it was edited since, remove what it brought, and with it every tie to that.

    What the user added beside it stays. Undo brings either back.
    """
    entry = demo_entry(screen)
    if entry is None:
        return
    try:
        screen.store.undo(screen.viewer.user, entry["id"])
    except Conflict:
        screen.store.apply(_brought(screen, str(entry["source"]).removeprefix(DEMO), LEFT + entry["id"]))
    refresh()


def _brought(screen: Screen, name: str, source: str) -> Command:
    """The command that removes what is there of that demo, ties first."""
    from graph import demo

    network, brought = screen.store.read(screen.viewer), demo.network(name)
    kept = network.without({kind: brought[kind]["id"] for kind in STORED})
    kinds = sorted(STORED, key=lambda kind: kind not in STORED_TIES)
    gone = ((kind, id) for kind in kinds for id in network[kind]["id"][~network[kind]["id"].isin(kept[kind]["id"])])
    changes = tuple(Change(kind, id, network.row(kind, id), None) for kind, id in gone)
    return Command("remove", screen.viewer.user, changes, source=source)
