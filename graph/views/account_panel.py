"""Beside the power map: the gaps, or the card of whoever is chosen with what can be done about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph.views import account_edit, beside, explained
from graph.views.account_facts import Case
from graph.views.account_gaps import Empty, Gap, light, whole
from graph.views.account_side import gap_list, head, meters, trend
from graph.views.figures import day
from graph.views.links import go
from graph.views.map.component import show_card
from graph.views.panel import person_card
from graph.views.picture import part, picture
from graph.views.shell import open_person, safe

if TYPE_CHECKING:
    from graph.views.screen import Screen

CARD, LIT, NEXT = "account.card", "account.lit", "account.next"


def panel(screen: Screen, case: Case, empty: tuple[Empty, ...], found: list[Gap]) -> None:
    """The card of the chosen person when they are on this map, else the gaps."""
    who = st.session_state["map.who"]
    if who in case.people:
        with st.container(border=True, key="account.side.who"):
            _person(screen, case, who)
    else:
        with st.container(border=True, key="account.side.gaps"):
            _gaps(screen, case, empty, found)
    if wanted := st.session_state.pop(NEXT, None):
        go(screen, "routes", to=wanted)


def _gaps(screen: Screen, case: Case, empty: tuple[Empty, ...], found: list[Gap]) -> None:
    words = screen.words
    lamp = light(case, found)

    def act(id: str) -> None:
        _do(found[int(id.removeprefix("gap:")) - 1])

    picture(head(lamp, case, found, words), gap_list(found, words, bool(st.session_state.get(LIT))),
            key="account.gaps", on_pick=act)  # fmt: skip
    who_can(screen, case, found, key="account.who_can")
    asof = part("p", words("account.asof", day=day(words, screen.today)), cls="c")
    picture(*trend(case, words), *meters(whole(case, empty), words), asof, key="account.whole")
    with st.popover(words("account.light.why"), width="stretch"):
        st.markdown(words("account.light.rule"))
        st.caption(words("account.index_about"))


def _do(gap: Gap) -> None:
    """The next thing to do about a gap."""
    state = st.session_state
    if gap.act == "routes":
        state[NEXT] = gap.who
    elif gap.act == "person":
        open_person(gap.who)
    elif gap.act == "lines":
        state[LIT] = () if state.get(LIT) else gap.ties


def who_can(screen: Screen, case: Case, found: list[Gap], *, key: str) -> None:
    """The one big button: who can introduce the first whom nobody knows, or whoever is chosen."""
    who = st.session_state["map.who"]
    if who not in case.people:
        who = next((gap.who for gap in found if gap.act == "routes"), "")
    if not who or case.people[who].barred:
        return
    label = screen.words("account.who_can", who=safe(case.people[who].name))
    if st.button(label, key=key, type="primary", width="stretch", icon=":material/conversion_path:"):
        go(screen, "routes", to=who)


def _person(screen: Screen, case: Case, who: str) -> None:
    words, state = screen.words, st.session_state
    st.button(words("account.back"), key="account.back", icon=":material/arrow_back:", type="tertiary",
              on_click=_leave)  # fmt: skip
    who_can(screen, case, [], key="account.who_can")
    beside.editing(screen, who, "account")
    if state.get("map.mode") == "edit" and st.button(
        words("account.boss"), key="account.boss", icon=":material/account_tree:"
    ):
        account_edit.ask_superior(screen, who)

    def pressed() -> None:
        _pressed(case, who)

    show_card(person_card(screen, who, lit=bool(state.get(LIT)), tie=state.get("map.tie", "")), key=CARD,
              on_intent=pressed)  # fmt: skip
    if st.button(words("account.open_circle", who=safe(case.people[who].name)), key="account.circle", width="stretch"):
        go(screen, "map", circle=who)
    beside.person(screen, who, "account")


def _leave() -> None:
    open_person("")
    st.session_state[LIT] = ()


def _pressed(case: Case, who: str) -> None:
    """Something on the card: another person, a tie, a number to explain, or the light on what they move."""
    state = st.session_state
    intent = state[CARD].get("intent") or {}
    if intent.get("type") == "person":
        open_person(str(intent["id"]))
    elif intent.get("type") == "tie":
        state["map.tie"] = str(intent["id"])
    elif intent.get("type") == "explain":
        explained.ask(str(intent["id"]), who)
    elif intent.get("type") == "light":
        ties = case.ties
        mine = ties[(ties["kind"] == "INFLUENCES") & ((ties["from_id"] == who) | (ties["to_id"] == who))]
        state[LIT] = () if state.get(LIT) else tuple(mine["id"])
