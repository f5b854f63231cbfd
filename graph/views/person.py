"""The chosen person beside the charts: why they matter, who leads there, may they be asked, what state of centre."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from graph.model.errors import Conflict
from graph.model.vocab import VOCAB
from graph.store.commands import edit
from graph.views.asked import ask
from graph.views.charts import avatar
from graph.views.circles_strip import called
from graph.views.clash import CLASH, settle
from graph.views.figures import day, known, money, records, share, whole
from graph.views.links import go, open_map
from graph.views.loss_card import loss_card
from graph.views.picture import Part, part, picture
from graph.views.shell import attempt, safe
from graph.views.undo import undo_buttons
from graph.views.witness import clouds, star

if TYPE_CHECKING:
    from graph.analysis.answer import Answer
    from graph.views.screen import Screen


FRIENDS, DOT = 6, " · "


def person(screen: Screen, who: str, table: pd.DataFrame, circles: Answer, on_pick: Callable[[str], None]) -> None:
    """The panel: mark, reason with its evidence, who leads there, the way to the map, the state, what breaks."""
    row, words = records(table.loc[[who]])[0], screen.words
    with st.container(border=True, key="centres.person"):
        picture(
            _title(screen, who, row), *_star(screen, who, row, circles), *_reasons(screen, who, row),
            *_now(screen, who, row), key="centres.about", on_pick=on_pick,
        )  # fmt: skip
        name, stranger = safe(row["name"]), not row["known"]
        if stranger and st.button(
            words("routes.who_can", who=name), key="centres.routes", type="primary", width="stretch"
        ):
            go(screen, "routes", to=who)
        if st.button(words("centres.to_map", who=name), key="centres.to_map", width="stretch",
                     type="secondary" if stranger else "primary"):  # fmt: skip
            open_map(screen, who)
        with st.expander(words("centres.state.title", state=_standing(screen, who, str(row["centre_state"])))):
            _state(screen, who, str(row["centre_state"]))
        with st.expander(words("centres.loss.head")):
            loss_card(screen, who, on_pick)


def _title(screen: Screen, who: str, row: Mapping[str, Any]) -> Part:
    words = screen.words
    pill = part("span", words("centres.nobody"), cls="pill warn")
    if row["known"]:
        said = words("centres.known", rep=row["rep"], stage=words.choice("relationship_stage", row["stage"]))
        pill = part("span", said, cls="pill ours")
    about = " · ".join(filter(None, (row["account"], row["title"])))
    name = part("div", part("h2", row["name"]), part("div", about, cls="c2"), cls="grow")
    mark = avatar(row["name"], row["attitude"], bool(row["known"]), face=screen.faces([who]).get(who, ""))
    return part("div", mark, name, pill, cls="row top")


def _star(screen: Screen, who: str, row: Mapping[str, Any], circles: Answer) -> list[Part]:
    """The drawing, and those of it the person knows, to go on to."""
    words, witness = screen.words, screen.why(who).drawing
    numbers = zip(circles.rows["circle"], circles.rows["name"], strict=True)
    around = clouds(witness, {int(number): called(name, words) for number, name in numbers}, words)
    if not around:
        return []
    facts = screen.facts.people
    ids = [one for one in witness.nodes["id"] if one in facts.index]
    ours = {str(one): bool(value) for one, value in facts["known"].reindex(ids).items()}
    drawn = star(row["name"], row["attitude"], ours, who, witness, around, words)
    friends = witness.nodes[witness.nodes["place"] == "friend"].head(FRIENDS)
    links = [part("button", str(one["name"]), cls="c2 link", pick=one["id"], type="button") for one in records(friends)]
    told = part("div", part("span", words("centres.star.friends"), cls="c"), *links, cls="row") if links else None
    return [one for one in (drawn, told) if one]


def _reasons(screen: Screen, who: str, row: Mapping[str, Any]) -> list[Part]:
    """The reason in words, how many ties carry it, and what is in reach."""
    words, why = screen.words, screen.why(who)
    said = part("p", why.why.say(words), cls="why")
    more = [
        words("centres.evidence", n=len(why.witnesses)) + DOT
        + words("centres.within", n=whole(row["accounts_within_2"])),
        words("centres.score", **{part_: whole(row[part_]) for part_ in ("score", "bridge", "voice", "across")}),
    ]  # fmt: skip
    return [said, *(part("p", one, cls="c2") for one in more)]


def _now(screen: Screen, who: str, row: Mapping[str, Any]) -> list[Part]:
    """Who can introduce us, what asking brought, what is owed, and may they be asked now."""
    words = screen.words
    asked = words("centres.never")
    if row["asks"]:
        asked = words("centres.asked", n=whole(row["asks"]), value=money(words, row["value"] / row["asks"]))
    owed = favour(screen, who)
    ready = askable(screen, row)
    lines = [(introduced(screen, who, row), "c2"), (asked + (DOT + owed if owed else ""), "c2"),
             (ready, "c2 strong" if row["ready"] else "c2 warn")]  # fmt: skip
    return [part("p", said, cls=cls) for said, cls in lines if said]


def askable(screen: Screen, row: Mapping[str, Any]) -> str:
    """May they be asked now; if not why, and from which day on."""
    words, said = screen.words, str(row["why"].say(screen.words))
    if not row["ready"] and known(row["next_on"]):
        said += words("figure.sentences") + words("centres.ready_on", day=day(words, row["next_on"], screen.today))
    return said


def introduced(screen: Screen, who: str, row: Mapping[str, Any]) -> str:
    """Who leads to somebody none of us knows, with what chance; "" for somebody one of ours knows."""
    words = screen.words
    if row["known"]:
        return ""
    found = ask(screen, "routes", target=who)
    if not len(found.rows):
        return words("figure.sentences").join(note.say(words) for note in found.notes)
    best = records(found.rows)[0]
    steps = best["steps"]
    return words("centres.introduced", who=steps[-1]["from_name"], rep=steps[0]["from_name"],
                 chance=share(best["probability"]))  # fmt: skip


def favour(screen: Screen, who: str) -> str:
    """What they did for us and whether thanks are due; "" for nothing on record."""
    rows = ask(screen, "favours").rows
    mine = records(rows[rows["id"] == who])
    if not mine:
        return ""
    words, one = screen.words, mine[0]
    said = words("centres.favour", given=whole(one["referrals_given"] + one["introductions_given"]),
                 thanked=whole(one["thanked"]))  # fmt: skip
    return said + (words("figure.sentences") + words("centres.thanks_due", n=whole(one["thanks_due"]))
                   if one["thanks_due"] else "")  # fmt: skip


def _standing(screen: Screen, who: str, state: str) -> str:
    """The state of centre with the day a person confirmed it."""
    words, row = screen.words, screen.network.row("Person", who) or {}
    said, when = words.choice("centre_state", state), row.get("centre_state_on")
    return said if not known(when) else words("centres.state.since", state=said, day=day(words, when, screen.today))


def _state(screen: Screen, who: str, state: str) -> None:
    """A computed rank only proposes; a person confirms."""
    words, options = screen.words, list(VOCAB["centre_state"].allowed)
    if st.session_state.get(CLASH, {}).get("id") == who:
        settle(screen, "Person", who)
        return
    with st.form(f"centres.state.{who}", border=False):
        left, right = st.columns([3, 2], vertical_alignment="bottom")
        picked = left.selectbox(
            words.field("centre_state"), options, index=options.index(state) if state in options else len(options) - 1,
            format_func=lambda one: words.choice("centre_state", one), key=f"centres.state.pick.{who}",
        )  # fmt: skip
        done = right.form_submit_button(words("centres.confirm"), key="centres.confirm", width="stretch")
        if done and picked != state:
            attempt(words, lambda: confirm(screen, who, str(picked)))
    st.caption(words("centres.state.note"))
    if screen.store is not None and screen.store.undoable(screen.viewer.user):
        undo_buttons(screen)


def confirm(screen: Screen, who: str, state: str) -> None:
    """Write the state of centre with today as its day; where somebody else was quicker the user sees both values."""
    mine = {"centre_state": state, "centre_state_on": screen.today}
    try:
        screen.apply(edit(screen.network, "Person", who, mine, screen.viewer.user))
    except Conflict as problem:
        st.session_state[CLASH] = {"mine": mine, **problem.values}
