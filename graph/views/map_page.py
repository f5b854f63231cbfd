"""关系图 Map: everybody in their accounts or one person's circle, the card of whoever is chosen, and the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.views import controls, edit, people_list, shell, take, undo
from graph.views.legend import legend
from graph.views.map.component import show_card, show_map
from graph.views.panel import person_card, tie_card
from graph.views.picture import part, picture
from graph.views.scene import Choice, Scene, scene
from graph.views.seen import Seen

if TYPE_CHECKING:
    from graph.views.screen import Screen

HEIGHT = 690
CANVAS, CARD = "map.canvas", "map.card"
NOTHING: dict[str, Any] = {
    "map.who": "", "map.tie": "", "map.circle": "", "map.turn": 0, "map.list_turn": 0, "map.lit": False,
    "map.intent": None, "map.clicked": [0],
}  # fmt: skip


def show(screen: Screen) -> None:
    """The page: title and tools, what to show, the map beside the card and the list."""
    _remember(screen)
    choice, slot = controls.tools(screen, _title)
    with st.spinner(screen.words("map.drawing"), show_time=True):
        drawn = scene(screen, choice, st.session_state["map.who"])
    controls.shown(screen, choice, drawn)
    with slot:
        take.menu(screen, _seen(screen, choice, drawn))

    @st.fragment
    def stage() -> None:
        _clicked()
        with st.container(key="map.stage"):
            left, right = st.columns([952, 424], gap="small")
        with left:
            _map(screen, choice, drawn)
        with right, st.container(border=True, key="map.panel", height=HEIGHT):
            _panel(screen, choice, drawn)
        _answer(screen)

    stage()


def _seen(screen: Screen, choice: Choice, drawn: Scene) -> Seen:
    told = controls.canvas_words(screen, choice, drawn)
    return Seen(
        "map", told["title"], tuple(drawn.people), tuple(edge["id"] for edge in drawn.picture.edges),
        (told["shown"], told["day"]), people_list.table(screen, choice, drawn),
    )  # fmt: skip


def _remember(screen: Screen) -> None:
    """What is chosen: from the address the first time, from the session afterwards; gone people are let go."""
    state = st.session_state
    for name, value in NOTHING.items():
        state.setdefault(name, value)
    if "map.seen" not in state:
        state["map.seen"] = True
        state["map.who"] = st.query_params.get("who", state["map.who"])
        state["map.circle"] = st.query_params.get("circle", "")
    for name in ("map.who", "map.circle"):
        if state[name] and state[name] not in screen.facts.people.index:
            state[name] = ""
    if state["map.tie"] and not (screen.facts.ties["id"] == state["map.tie"]).any():
        state["map.tie"] = ""
    _address()


def _address() -> None:
    """The chosen person and circle stand in the address, so that Back and a copied link find them."""
    for name in ("who", "circle"):
        value = st.session_state[f"map.{name}"]
        if value and st.query_params.get(name) != value:
            st.query_params[name] = value
        elif not value and name in st.query_params:
            del st.query_params[name]


def choose(who: str = "", tie: str = "", *, turn: bool = True, listed: bool = False) -> None:
    """Make that person or tie the chosen one. The canvas is told (`turn`) unless it was clicked there, and so is
    the list unless the press was on it (`listed`).
    """
    state = st.session_state
    state["map.list_turn"] += not listed
    state["map.who"], state["map.tie"], state["map.lit"] = who, tie, False
    if turn:
        state["map.turn"] += 1
        state["map.focus"] = {"id": who, "edge": tie, "turn": state["map.turn"]}


def _title(screen: Screen) -> None:
    words, people, circle = screen.words, screen.facts.people, st.session_state["map.circle"]
    if circle:
        name = str(people.at[circle, "name"])
        picture(part("h1", words("map.circle_of", who=name)), key="map.title")
        return
    note = words("map.subtitle", people=len(people), accounts=len(screen.facts.accounts))
    picture(part("div", part("h1", words("map.title")), part("span", note, cls="c"), cls="row"), key="map.title")


def _map(screen: Screen, choice: Choice, drawn: Scene) -> None:
    words, state, picture_ = screen.words, st.session_state, drawn.picture
    focus = state.get("map.focus") or {"id": state["map.who"], "edge": state["map.tie"], "turn": state["map.turn"]}
    if focus["turn"] != state["map.turn"]:
        focus = {"id": state["map.who"], "edge": state["map.tie"], "turn": state["map.turn"]}
    state["map.focus"] = focus
    lit = list(screen.why(state["map.who"]).witnesses) if state["map.lit"] and state["map.who"] else []
    colour = state.get("map.colour") or "attitude"
    data = {
        "nodes": picture_.nodes, "edges": picture_.edges, "board": picture_.board, "rank": picture_.rank,
        "colour": colour, "legend": legend(picture_, colour, words(f"metric.{choice.measure}.label"), words),
        "lit": lit,
        "editable": state.get("map.mode") == "edit", "focus": focus, "fade": not choice.who, "height": HEIGHT,
        "rev": screen.revision, "scene": f"{choice.who}/{choice.steps}/{sorted(choice.filters.items())}",
        "words": controls.canvas_words(screen, choice, drawn),
    }  # fmt: skip
    show_map(data, key=CANVAS, on_selection=_clicked, on_intent=_asked)


def _clicked() -> None:
    """Take over what was chosen on the canvas, once."""
    state = st.session_state
    chosen = (state.get(CANVAS) or {}).get("selection") or {"nodes": [], "edges": []}
    told = [*chosen["nodes"][:1], *chosen["edges"][:1], chosen.get("turn", 0)]
    if told != state["map.clicked"]:
        state["map.clicked"] = told
        choose((chosen["nodes"] or [""])[0], (chosen["edges"] or [""])[0], turn=False)


def _asked() -> None:
    """Something was asked for on the canvas; each asking is answered once."""
    intent = st.session_state[CANVAS].get("intent")
    if intent and intent.get("seq") != st.session_state.get("map.answered"):
        st.session_state["map.answered"] = intent.get("seq")
        st.session_state["map.intent"] = intent


def _pressed() -> None:
    """Something on the card was pressed: a person, a tie, or the light."""
    intent = st.session_state[CARD].get("intent") or {}
    if intent.get("type") == "person":
        choose(str(intent["id"]))
    elif intent.get("type") == "tie":
        choose(st.session_state["map.who"], str(intent["id"]))
    elif intent.get("type") == "light":
        st.session_state["map.lit"] = not st.session_state["map.lit"]


def _panel(screen: Screen, choice: Choice, drawn: Scene) -> None:
    """The card of the chosen person or tie, what can be done with it, and the list of everybody shown."""
    state = st.session_state
    who, tie = state["map.who"], state["map.tie"]
    if who:
        show_card(person_card(screen, who, lit=state["map.lit"], tie=tie), key=CARD, on_intent=_pressed)
        _person_acts(screen, who)
    elif tie:
        show_card(tie_card(screen, tie), key=CARD, on_intent=_pressed)
    if tie and state.get("map.mode") == "edit":
        _tie_acts(screen, tie)
    _address()
    people_list.show(screen, choice, drawn, who, lambda p: choose(p, listed=True), tall=not (who or tie))


def _person_acts(screen: Screen, who: str) -> None:
    words, state = screen.words, st.session_state
    name = shell.safe(str(screen.facts.people.at[who, "name"]))
    if state["map.circle"] != who and st.button(
        words("map.open_circle", who=name), key="map.open_circle", type="primary", width="stretch"
    ):
        open_circle(who)
    if state.get("map.mode") != "edit":
        return
    with st.container(horizontal=True):
        if st.button(words("edit.edit"), key="map.edit_person", icon=":material/edit:"):
            edit.edit_person(screen, who)
        if st.button(words("edit.contact_short"), key="map.contact", icon=":material/handshake:"):
            edit.contact(screen, who)
        if st.button(words("edit.add_tie"), key="map.add_tie", icon=":material/link:"):
            edit.add_tie(screen, who)
        if st.button(words("edit.remove"), key="map.remove_person", icon=":material/delete:"):
            edit.remove(screen, [who], [])


def _tie_acts(screen: Screen, tie: str) -> None:
    words = screen.words
    with st.container(horizontal=True):
        if st.button(words("edit.edit_tie"), key="map.edit_tie", icon=":material/edit:"):
            edit.edit_tie(screen, tie)
        if st.button(words("edit.remove_tie"), key="map.remove_tie", icon=":material/link_off:"):
            edit.remove(screen, [], [tie])


def open_circle(who: str) -> None:
    """Show that person's circle instead of everybody."""
    st.session_state["map.circle"] = who
    choose(who)
    st.rerun()


def _answer(screen: Screen) -> None:
    """What the canvas asked for: dialogs are opened, undo and redo are done."""
    intent = st.session_state["map.intent"]
    st.session_state["map.intent"] = None
    if not intent:
        return
    kind, editing = intent["type"], st.session_state.get("map.mode") == "edit"
    if kind == "circle" and intent["id"] in screen.facts.people.index:
        open_circle(intent["id"])
    elif kind in ("undo", "redo"):
        undo.take(screen, kind)
    elif editing and kind == "add_tie":
        edit.add_tie(screen, intent["from"], intent["to"])
    elif editing and kind == "add_person":
        edit.add_person(screen, intent.get("account", ""))
    elif editing and kind == "remove":
        edit.remove(screen, intent["nodes"], intent["edges"])
