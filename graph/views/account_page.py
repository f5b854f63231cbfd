"""客户地图 Account: one account's power map for one opportunity, what is missing in it, and the list of its people."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from graph.model.vocab import UNKNOWN
from graph.views import account_edit, account_pick, account_side, edit, explained, take, toolbar
from graph.views.account_draw import Drawn, Look, drawn
from graph.views.account_facts import Case, case
from graph.views.account_gaps import Empty, Gap, empty_seats, gaps, light
from graph.views.account_list import legend, rows
from graph.views.account_panel import panel, who_can
from graph.views.account_seat import Filling
from graph.views.account_seen import seen
from graph.views.account_strip import strip
from graph.views.links import nothing
from graph.views.picture import Part, part, picture
from graph.views.shell import open_person, safe

if TYPE_CHECKING:
    from graph.views.screen import Screen

STYLE = Path(str(files("graph.views") / "account_page.css"))
TABS = ("list", "map", "gaps")
TOOLS = {  # what each button does, and its sign in a box of 16 x 16
    "fit": "M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10", "in": "M8 3v10M3 8h10", "out": "M3 8h10",
}  # fmt: skip
DO, TAB = "account.do", "account.tab"


def show(screen: Screen) -> None:
    """The page: title and tools, which account and opportunity, the strip, and the map beside the panel."""
    st.html(STYLE)
    table, words = account_pick.accounts(screen), screen.words
    if not len(table):
        toolbar.head(screen, lambda: picture(part("h1", words("page.account")), key="account.title"))
        nothing(screen, "account", words("account.empty"))
        return
    account, deal = account_pick.remember(screen, table)
    seen_case = case(screen, account, deal)
    empty = empty_seats(seen_case)
    found = gaps(seen_case, empty)

    def title() -> None:
        with st.container(horizontal=True, vertical_alignment="center", key="account.pick"):
            _title(seen_case)
            account_pick.choose(screen, table, account, deal)

    slot = toolbar.head(screen, title, editing=True, on_find=_found(screen, seen_case))
    for sentence in st.session_state[account_pick.GONE]:
        st.warning(sentence, icon=":material/link_off:")
    lamp = account_side.head(light(seen_case, found), seen_case, found, words)
    picture(strip(seen_case, lamp, words), key="account.strip")

    @st.fragment
    def stage() -> None:
        with st.container(key="account.stage"):
            _stage(screen, seen_case, empty, found)
        account_pick.write(account, deal, st.session_state["map.who"])
        _answer(screen, seen_case, empty)

    stage()
    with slot:
        take.menu(screen, "account", lambda: seen(screen, seen_case, _drawn(screen, seen_case, empty, found), empty))


def _title(seen_case: Case) -> None:
    about = " · ".join(seen_case.about)
    head = part("div", part("h1", seen_case.name, cls="cut"), part("span", about, cls="s quiet"), cls="row")
    picture(head, key="account.title")


def _found(screen: Screen, seen_case: Case) -> Callable[[str], None]:
    """Whoever is found is shown in their own account."""

    def show_them(who: str) -> None:
        open_person(who)
        if who not in seen_case.people:
            home = account_pick.home(screen, who, account_pick.accounts(screen))
            account_pick.turn(home)

    return show_them


def _drawn(screen: Screen, seen_case: Case, empty: tuple[Empty, ...], found: list[Gap]) -> Drawn:
    state = st.session_state
    reps, words = screen.network["Rep"], screen.words
    ours = {
        str(id): (str(name), "" if tier == UNKNOWN else words.choice("rep_tier", tier))
        for id, name, tier in zip(reps["id"], reps["name"], reps["tier"].astype(str), strict=True)
    }
    look = Look(
        state["map.who"],
        tuple(state.get("account.lit", ())),
        state.get("map.mode") == "edit",
        ours,
        screen.faces(seen_case.people),
    )
    return drawn(seen_case, empty, found, look, words)


def _stage(screen: Screen, seen_case: Case, empty: tuple[Empty, ...], found: list[Gap]) -> None:
    """Tabs for the phone, the map with its list on the left, the panel on the right."""
    words, who = screen.words, st.session_state["map.who"]
    who_can(screen, seen_case, found, key="account.who_can_phone")
    tab = st.session_state.setdefault(TAB, TABS[0])
    with st.container(key=f"account.tabs.{tab}"):
        counts = {"list": len(seen_case.people), "map": 0, "gaps": len(found)}
        st.segmented_control(
            words("account.tab"), TABS, format_func=lambda t: words(f"account.tab.{t}", n=counts[t]), key=TAB,
            required=True, label_visibility="collapsed", width="stretch",
        )  # fmt: skip
    left, right = st.columns([1088, 288])
    with left:
        with st.container(key="account.chart"):
            _chart(screen, seen_case, empty, found)
        with st.container(key="account.rows"):
            picture(rows(seen_case, who, words, screen.faces(seen_case.people)), key="account.list", on_pick=_picked)
    with right:
        panel(screen, seen_case, empty, found)


def _chart(screen: Screen, seen_case: Case, empty: tuple[Empty, ...], found: list[Gap]) -> None:
    words, map_ = screen.words, _drawn(screen, seen_case, empty, found)
    bands = "、".join(dict.fromkeys(words(f"account.band.{level}") for level in map_.chart.rows))
    label = words("account.alt", name=seen_case.name, n=len(seen_case.people), bands=bands)
    svg = part("svg", *map_.parts, width=map_.width, height=map_.height, role="group", aria_label=label)
    buttons = [_tool(act, sign, words(f"account.zoom.{act}")) for act, sign in TOOLS.items()]
    tools = part("div", *buttons, cls="tools")
    box = part("div", svg, cls="scroll pan", zoom=seen_case.account, tabindex="0", role="region", aria_label=label)
    note = None
    if not seen_case.people:
        note = part("p", words("account.nobody_here"), cls="c2 more")
    elif map_.chart.cut:
        names = "、".join(seen_case.people[w].name for w in map_.chart.cut if w in seen_case.people)
        note = part("p", words("account.cut", who=names), cls="c2 warn more")
    elif st.session_state.get("map.mode") == "edit":
        note = part("p", words("account.edit_hint"), cls="c more")
    body = part("div", box, note, part("div", legend(seen_case, map_, empty, words), tools, cls="foot"), cls="canvas")
    picture(body, key="account.map", on_pick=_picked, on_drop=_dropped)
    if not seen_case.people and st.button(
        words("account.add_here"), key="account.add_here", icon=":material/person_add:"
    ):
        edit.add_person(screen, seen_case.account)


def _tool(act: str, sign: str, label: str) -> Part:
    icon = part("svg", part("path", cls="round l-ink2 w1", d=sign), width=16, height=16, aria_hidden="true")
    return part("button", icon, do=act, type="button", title=label, aria_label=label)


def _picked(id: str) -> None:
    """A card or a row was pressed, or an empty seat."""
    if id.startswith("seat:"):
        st.session_state[DO] = ("seat", id, "")
    else:
        open_person("" if st.session_state["map.who"] == id else id)


def _dropped(id: str, onto: str) -> None:
    st.session_state[DO] = ("drop", id, onto)


def _answer(screen: Screen, seen_case: Case, empty: tuple[Empty, ...]) -> None:
    """What was asked for by mouse: a card dropped on another, an empty seat pressed. Nothing while only looking."""
    explained.answer(screen)
    kind, id, onto = st.session_state.pop(DO, ("", "", ""))
    if not kind:
        return
    if st.session_state.get("map.mode") != "edit":
        st.toast(screen.words("account.only_editing"), icon=":material/edit:")
    elif kind == "seat":
        seat = next(one for one in empty if one.id == id)
        edit.add_person(screen, seen_case.account, seat.level, Filling(screen, seen_case, seat))
    elif problem := account_edit.refusal(screen, id, onto):
        st.toast(safe(problem), icon=":material/block:")
    else:
        account_edit.ask_superior(screen, id, onto)
