"""关系图 Map: everybody in their accounts or one person's circle, the card of whoever is chosen, and the list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.views import beside, chips, controls, explained, gone, map_tie, people_list, several, shell, spots, take
from graph.views.hands import hand_words, more
from graph.views.legend import legend
from graph.views.links import go
from graph.views.map.component import show_card, show_map
from graph.views.map_answers import answer, open_circle
from graph.views.map_state import choose, clicked, later_words, remember, unsaid, wanted, write_address
from graph.views.panel import person_card
from graph.views.picture import part, picture
from graph.views.scene import Choice, Scene, scene
from graph.views.seen import Seen
from graph.views.take import map_seen
from graph.views.way import way

if TYPE_CHECKING:
    from graph.views.screen import Screen

HEIGHT = 690
CANVAS, CARD = "map.canvas", "map.card"


def show(screen: Screen) -> None:
    """The page: title and tools, what to show, the map beside the card and the list."""
    screen = controls.arrived(screen)
    remember(screen)
    choice, slot = controls.tools(screen, _title)
    choice = wanted(choice)
    with st.spinner(screen.words("map.drawing"), show_time=True):
        drawn = _drawn(screen, choice)
    controls.shown(screen, choice, drawn)
    with slot:
        take.menu(screen, "map", lambda: _seen(screen, choice, _drawn(screen, choice)))

    @st.fragment
    def stage() -> None:
        _clicked()
        people_list.picked(screen)
        drawn = _drawn(screen, choice)
        with st.container(key="map.stage"):
            people_list.tabs(screen)
            left, right = st.columns([952, 424], gap="small")
        with left:
            _map(screen, choice, drawn)
        with right, st.container(border=True, key="map.panel", height=HEIGHT):
            _panel(screen, choice, drawn)
        _taken(screen, choice, drawn)
        answer(screen, choice, drawn)
        explained.answer(screen)

    stage()


def _drawn(screen: Screen, choice: Choice) -> Scene:
    """The picture with whoever is chosen on it, and in a circle with everybody on the suggested way to them."""
    who = st.session_state["map.who"]
    return scene(screen, choice, who, *way(screen, choice.who, who))


def _seen(screen: Screen, choice: Choice, drawn: Scene) -> Seen:
    told = controls.canvas_words(screen, choice, drawn)
    return map_seen.seen(screen, choice, drawn, told, chips.told(screen, choice))


def _taken(screen: Screen, choice: Choice, drawn: Scene) -> None:
    """A PNG that the canvas made by itself is told like any other export."""
    intent = st.session_state["map.intent"]
    if intent and intent["type"] == "taken":
        st.session_state["map.intent"] = None
        take.log_after(screen, _seen(screen, choice, drawn), "png")


def _title(screen: Screen) -> None:
    words, people, circle = screen.words, screen.facts.people, st.session_state["map.circle"]
    if circle:
        name = str(people.at[circle, "name"])
        picture(part("h1", words("map.circle_of", who=name)), key="map.title")
        return
    note = words("map.subtitle", people=len(people), accounts=len(screen.facts.accounts))
    picture(part("div", part("h1", words("map.title")), part("span", note, cls="c"), cls="row"), key="map.title")


def _map(screen: Screen, choice: Choice, drawn: Scene) -> None:
    words, state, drawing = screen.words, st.session_state, drawn.picture
    who, route = state["map.who"], way(screen, choice.who, state["map.who"])
    colour, view = state.get("map.colour") or "attitude", spots.view_of(choice)
    moved = spots.spots(screen, view)
    route = route if len(route) > 2 else []
    data = {
        "nodes": _placed(drawing.nodes, moved, screen.faces(drawn.people)), "edges": drawing.edges,
        "board": drawing.board, "rank": drawing.rank,
        "colour": colour, "lit": list(screen.why(who).witnesses) if state["map.lit"] and who else [], "route": route,
        "legend": legend(drawing, colour, words(f"metric.{choice.measure}.label"), words, route=bool(route)),
        "editable": state.get("map.mode") == "edit", "focus": _focus(), "steps": state["map.focus_steps"],
        "fade": not choice.who, "height": HEIGHT, "rev": screen.revision, "pinned": list(state["map.pinned"]),
        "filters": chips.told(screen, choice),
        "kept": {"hidden": len(choice.hidden), "pinned": len(state["map.pinned"]), "added": len(state["map.added"]),
                 "folded": len(choice.folded), "moved": sum(n["id"] in moved for n in drawing.nodes)},
        "more": more(words, choice, drawn), "scene": f"{view}/{sorted(choice.filters.items())}",
        "words": controls.canvas_words(screen, choice, drawn) | hand_words(words),
    }  # fmt: skip
    show_map(data, key=CANVAS, on_selection=_clicked, on_intent=_asked)


def _placed(
    nodes: list[dict[str, Any]], moved: dict[str, tuple[float, float]], faces: Mapping[str, str]
) -> list[dict[str, Any]]:
    """The nodes with those who were moved where they were put, and with the portraits there are."""
    more: dict[str, dict[str, Any]] = {p: {"face": address} for p, address in faces.items()}
    for p, (x, y) in moved.items():
        more[p] = {"x": x, "y": y, **more.get(p, {})}
    return [node | more[node["id"]] if node["id"] in more else node for node in nodes]


def _focus() -> dict[str, Any]:
    """Whom the canvas shall show as chosen, with a turn that tells it when this is news."""
    state = st.session_state
    now = {"id": state["map.who"], "edge": state["map.tie"], "several": list(state["map.several"])}
    focus = state.get("map.focus") or {"turn": state["map.turn"], **now}
    if focus["turn"] != state["map.turn"]:
        focus = {"turn": state["map.turn"], **now}
    state["map.focus"] = focus
    return dict(focus)


def _clicked() -> None:
    clicked((st.session_state.get(CANVAS) or {}).get("selection") or {})


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
    elif intent.get("type") == "explain":
        explained.ask(str(intent["id"]), st.session_state["map.who"])
    elif intent.get("type") == "light":
        st.session_state["map.lit"] = not st.session_state["map.lit"]


def _panel(screen: Screen, choice: Choice, drawn: Scene) -> None:
    """The card of the chosen person or tie, what can be done with it, and the list of everybody shown."""
    state = st.session_state
    who, tie, people = state["map.who"], state["map.tie"], state["map.several"]
    if state["map.gone"]:
        st.info(gone.sentence(screen, state["map.gone"]), icon=":material/person_off:")
    for told in later_words(screen):
        st.info(shell.safe(told), icon=":material/schedule:")
    if unsaid():
        st.caption(screen.words("map.link_short", n=unsaid()))
    if people:
        several.show(screen, people)
    elif who:
        beside.editing(screen, who, "map")
        show_card(person_card(screen, who, lit=state["map.lit"], tie=tie), key=CARD, on_intent=_pressed)
        _person_acts(screen, who)
        beside.person(screen, who, "map")
    elif tie:
        map_tie.show(screen, choice, drawn, tie, _pressed)
    if tie:
        map_tie.acts(screen, tie)
    write_address()
    people_list.show(screen, choice, drawn, tall=not (who or tie or people))


def _person_acts(screen: Screen, who: str) -> None:
    words, state = screen.words, st.session_state
    name = shell.safe(str(screen.facts.people.at[who, "name"]))
    if st.button(words("routes.who_can", who=name), key="map.routes", type="primary", width="stretch"):
        go(screen, "routes", to=who)
    if state["map.circle"] != who and st.button(
        words("map.open_circle", who=name), key="map.open_circle", width="stretch"
    ):
        open_circle(who)
