"""The panel for several people chosen at once: who they are, and what can be done with all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from graph.views import edit_many, take, time_bar
from graph.views.download import as_csv
from graph.views.map_state import choose
from graph.views.seen import Seen
from graph.views.shell import safe

if TYPE_CHECKING:
    from graph.views.screen import Screen

NAMED = 12


def show(screen: Screen, people: Sequence[str]) -> None:
    """“n people chosen” with their names, and hide, pin, fold, take the list, edit all, let go."""
    words = screen.words
    st.markdown(f"#### {words('several.title', n=len(people))}")
    names = "、".join(screen.facts.name(p) for p in people[:NAMED])
    st.markdown(safe(names) + (words("several.more", n=len(people) - NAMED) if len(people) > NAMED else ""))
    st.caption(_told(screen, people))
    with st.container(horizontal=True):
        if st.button(words("several.hide"), key="several.hide", icon=":material/visibility_off:"):
            hide(people)
        pinned = set(people) <= set(st.session_state["map.pinned"])
        if st.button(words("several.unpin" if pinned else "several.pin"), key="several.pin", icon=":material/keep:"):
            pin(people)
        if st.button(words("several.fold"), key="several.fold", icon=":material/hub:"):
            fold(people)
    with st.container(horizontal=True):
        st.download_button(
            words("several.export"), lambda: _file(screen, people), "guanxi-people.csv", "text/csv",
            key="several.export", icon=":material/download:",
        )  # fmt: skip
        if not time_bar.past() and st.button(words("several.edit"), key="several.edit", icon=":material/table_edit:"):
            edit_many.table(screen, people)
        if st.button(words("several.clear"), key="several.clear", icon=":material/close:", type="tertiary"):
            choose()
            st.rerun()


def _told(screen: Screen, people: Sequence[str]) -> str:
    """How many accounts, and how many of them one of ours knows."""
    here = screen.facts.people.loc[list(people)]
    return screen.words("several.about", accounts=here["account_id"].nunique(), known=int(here["known"].sum()))


def listed(screen: Screen, people: Sequence[str]) -> pd.DataFrame:
    """Those people as a table in the user's words."""
    words, here = screen.words, screen.facts.people.loc[list(people)]
    return pd.DataFrame({
        words.field("name"): here["name"], words.kind("Account"): here["account"], words.field("title"): here["title"],
        words.field("attitude"): [words.choice("attitude", a) for a in here["attitude"]],
        words("panel.contact"): here["rep"],
    })  # fmt: skip


def _file(screen: Screen, people: Sequence[str]) -> bytes:
    table = listed(screen, people)
    take.log(screen, Seen("several", screen.words("several.title", n=len(people)), tuple(people)), "csv")
    return as_csv(table, {str(name): str(name) for name in table.columns})


def hide(people: Sequence[str]) -> None:
    """Take these off the picture until they are asked for again; nothing is removed."""
    state = st.session_state
    state["map.hidden"] = tuple(dict.fromkeys((*state["map.hidden"], *people)))
    for name in ("map.pinned", "map.added"):
        state[name] = tuple(p for p in state[name] if p not in people)
    choose()
    st.rerun()


def pin(people: Sequence[str]) -> None:
    """Keep these on the picture whatever is filtered; all of them pinned already: let them go."""
    state = st.session_state
    before = state["map.pinned"]
    if set(people) <= set(before):
        state["map.pinned"] = tuple(p for p in before if p not in people)
    else:
        state["map.pinned"] = tuple(dict.fromkeys((*before, *people)))
    st.rerun()


def fold(people: Sequence[str]) -> None:
    """Draw these as one node."""
    state = st.session_state
    number = 1 + max((int(key[6:]) for key, members in state["map.folded"] if members), default=0)
    state["map.folded"] = (*state["map.folded"], (f"group:{number}", tuple(people)))
    choose()
    st.rerun()


def fold_account(account: str) -> None:
    """Draw that account's people as one node."""
    state = st.session_state
    key = (f"account:{account}", ())
    if key not in state["map.folded"]:
        state["map.folded"] = (*state["map.folded"], key)
    choose()
    st.rerun()


def unfold(key: str = "") -> None:
    """Draw that group's people again, all groups' without a key."""
    state = st.session_state
    state["map.folded"] = tuple(group for group in state["map.folded"] if key and group[0] != key)
    st.rerun()
