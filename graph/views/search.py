"""The search box: who or what the typed text means, while it is typed; the page below neither moves nor waits."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import streamlit as st

from graph.model.spelling import folded
from graph.model.vocab import UNKNOWN
from graph.views import find
from graph.views.links import go

if TYPE_CHECKING:
    from graph.views.screen import Screen

BOX, PICKED = "map.search", "map.picked"
_HERE = Path(__file__).parent
Item = dict[str, Any]


def box(screen: Screen, on_find: Callable[[str], None]) -> None:
    """The box with its hits beneath. A person who is taken goes to `on_find`, and the page runs again; an account
    leads to its power map.
    """

    @st.fragment
    def look() -> None:
        kind, _, id = st.session_state.pop(PICKED, "").partition(":")
        if kind == "account":
            go(screen, "account", account=id)
        elif kind == "person" and id in screen.facts.people.index:
            on_find(id)
            st.rerun()
        held = st.session_state.get(BOX)
        typed = str((held or {}).get("typed") or "")
        html, css, js = _assets()
        st.components.v2.component("guanxi_search", html=html, css=css, js=js)(
            key=BOX, data={"typed": typed, "hits": hits(screen, typed), "words": _words(screen, typed)},
            default={"typed": ""}, on_typed_change=lambda: None, on_picked_change=_picked,
        )  # fmt: skip

    look()
    Thread(target=_entries, args=(screen,), daemon=True).start()  # ready before the first key, where it takes a moment


def _entries(screen: Screen) -> find.Index:
    return _index(screen.facts.people, screen.facts.accounts, screen.key)


def _picked() -> None:
    st.session_state[PICKED] = str(st.session_state[BOX].get("picked") or "")


def _words(screen: Screen, typed: str) -> Item:
    words = screen.words
    return {
        "label": words("find.label"), "hint": words("find.hint"), "none": words("map.no_hit", typed=typed.strip()),
        "count": words("find.count", n="{n}"),
    }  # fmt: skip


def hits(screen: Screen, typed: str) -> list[Item]:
    """What the box shows for that text: key, name, the matched part of it, and beside it account and role."""
    if not typed.strip():
        return []
    found = find.find(_entries(screen), typed, _weight(screen))
    return [_shown(screen, hit, typed) for hit in found]


def _shown(screen: Screen, hit: find.Hit, typed: str) -> Item:
    words, facts = screen.words, screen.facts
    if hit.kind == "account":
        name, about = str(facts.accounts.at[hit.id, "name"]), words.kind("Account")
    else:
        p = facts.person(hit.id)
        role = words.choice("buying_role", p.role) if p.role != UNKNOWN else ""
        name, about = str(p["name"]), " · ".join(filter(None, (p.account, p.title, role, _phone(p.phone_end, typed))))
    at = find.matched(name, typed)
    near = find.matched(about, typed) if at == (0, 0) else (0, 0)
    return {"key": f"{hit.kind}:{hit.id}", "kind": hit.kind, "name": name, "bold": at, "about": about, "near": near}


def _phone(end: str, typed: str) -> str:
    """The end of a phone, where it is what was typed."""
    return f"···{end}" if end and folded(typed) == end else ""


def _weight(screen: Screen) -> find.Floats:
    """How much each person counts: influence where it is worked out already, else ties; an account its people."""
    ready = screen.scores_ready
    return _weights(screen, ready is None, screen.key)


@st.cache_resource(max_entries=8, show_spinner=False)
def _weights(_screen: Screen, by_ties: bool, key: Any) -> find.Floats:
    facts, ready = _screen.facts, _screen.scores_ready
    if by_ties or ready is None:
        ends = pd.concat([facts.ties["from_id"], facts.ties["to_id"]]).value_counts()
        people = ends.reindex(facts.people.index).fillna(0).to_numpy(dtype=np.float64)
    else:
        people = ready["score"].reindex(facts.people.index).to_numpy(dtype=np.float64)
    size = facts.people["account_id"].value_counts().reindex(facts.accounts.index).fillna(0)
    return np.concatenate([people, size.to_numpy(dtype=np.float64)])


@st.cache_resource(max_entries=4, show_spinner=False)
def _index(_people: pd.DataFrame, _accounts: pd.DataFrame, key: Any) -> find.Index:
    return find.index(_people, _accounts)


@cache
def _assets() -> tuple[str, str, str]:
    tokens = (_HERE / "map" / "frontend" / "tokens.js").read_text(encoding="utf-8")
    html, css, js = ((_HERE / "seek" / f"seek.{end}").read_text(encoding="utf-8") for end in ("html", "css", "js"))
    return html, css, f"{tokens}\n{js}"
