"""The map as it can be taken along: its list, its picture as SVG, and the whole of it as a page without a server."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.model.spelling import spellings
from graph.views import people_list, spots
from graph.views.figures import decimal
from graph.views.hands import hand_words
from graph.views.legend import legend
from graph.views.scene import Choice, Scene
from graph.views.seen import Seen
from graph.views.take.drawn import of_picture
from graph.views.take.light import Light
from graph.views.take.page import page
from graph.views.way import way

if TYPE_CHECKING:
    from graph.views.screen import Screen

Item = dict[str, Any]


def seen(screen: Screen, choice: Choice, drawn: Scene, told: Mapping[str, str], filters: Sequence[str] = ()) -> Seen:
    """What the map page shows; `told` are the words on the canvas, `filters` say in words what is filtered."""
    words, picture, light = screen.words, drawn.picture, lit(screen, choice)
    colour = str(st.session_state.get("map.colour") or "attitude")
    marks = legend(picture, colour, words(f"metric.{choice.measure}.label"), words, route=bool(light.route))
    moved = spots.spots(screen, spots.view_of(choice))
    faces = {who: {"face": address} for who, address in screen.faces(drawn.people).items()}
    nodes = [n | dict(zip("xy", moved.get(n["id"], (n["x"], n["y"])), strict=True)) | faces.get(n["id"], {})
             for n in picture.nodes]  # fmt: skip
    compared = [words("take.compared", day=choice.before)] if choice.before else []
    notes = (told["shown"], *filters, *compared, told["day"])

    def svg(theme: str) -> str:
        return of_picture(
            picture, marks, title=told["title"], notes=notes, colour=colour, theme=theme, nodes=nodes, light=light
        )

    def html(hide_names: bool) -> str:
        data = {
            "nodes": [node | of_person(screen, choice, node["id"]) for node in nodes], "edges": picture.edges,
            "board": picture.board, "rank": picture.rank, "colour": colour, "legend": marks, "lit": list(light.lit),
            "route": list(light.route), "steps": light.steps, "focus": _focus(light),
            "fade": not choice.who, "height": 720, "pinned": [], "scene": "page", "title": told["title"],
            "shown": " · ".join(notes[:-1]), "day": told["day"], "words": dict(told) | hand_words(words),
        }  # fmt: skip
        if hide_names:
            data["others"] = [*screen.network["Rep"]["name"], *screen.facts.people["name"]]
        return page(data, words, hide_names=hide_names)

    ties = tuple(edge["id"] for edge in picture.edges)
    table = people_list.table(screen, choice, drawn)
    return Seen("map", told["title"], tuple(drawn.people), ties, notes, table, svg, html)


def lit(screen: Screen, choice: Choice) -> Light:
    """Who is chosen and what is lit on the canvas now."""
    state = st.session_state
    who, several = state.get("map.who") or "", tuple(state.get("map.several") or ())
    route = way(screen, choice.who, who)
    return Light(
        chosen=several or tuple(filter(None, (who,))), picked=tuple(filter(None, (state.get("map.tie"),))),
        lit=tuple(screen.why(who).witnesses) if state.get("map.lit") and who else (),
        route=tuple(route) if len(route) > 2 else (), steps=int(state.get("map.focus_steps") or 0),
        pinned=tuple(state.get("map.pinned") or ()), fade=not choice.who,
    )  # fmt: skip


def _focus(light: Light) -> Item:
    """Whom and what the page shows as chosen when it opens."""
    several = list(light.chosen) if len(light.chosen) > 1 else []
    return {"id": next(iter(light.chosen), "") if not several else "", "several": several,
            "edge": next(iter(light.picked), "")}  # fmt: skip


def of_person(screen: Screen, choice: Choice, who: str) -> Item:
    """What the card of the page says of one person; `names` marks what is left out when names are put aside."""
    words, facts = screen.words, screen.facts
    if who not in facts.people.index:  # several folded into one
        return {"facts": [], "role_word": "", "role": "unknown", "find": ""}
    p, score = facts.person(who), screen.measure(choice.measure).get(who)
    contact = words("panel.nobody")
    if p["known"]:
        contact = f"{p['rep']} · {words.choice('relationship_stage', p['stage'])}"
    rows = [
        (words.field("attitude"), words.choice("attitude", p["attitude"]), False),
        (words.field("role"), words.choice("buying_role", p["role"]), False),
        (words(f"metric.{choice.measure}.label"), decimal(score, 0 if choice.measure == "influence" else 3), False),
        (words("panel.contact"), contact, True), (words.field("region"), str(p["region"]), False),
        (words.field("title"), str(p["title"]), True),
    ]  # fmt: skip
    told = [{"label": label, "value": value, "names": named} for label, value, named in rows if value]
    known = words.choice("buying_role", p["role"]) if p["role"] != "unknown" else ""
    return {"facts": told, "role_word": known, "find": spellings(str(p["name"])), "role": str(p["role"])}
