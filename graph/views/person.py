"""The chosen person beside the charts: who of ours knows them, why they matter, and what state of centre they have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from graph.model.errors import Conflict
from graph.model.vocab import VOCAB
from graph.store.commands import edit
from graph.views.charts import avatar
from graph.views.clash import CLASH, settle
from graph.views.figures import money, records, whole
from graph.views.links import open_map
from graph.views.picture import Part, part, picture
from graph.views.shell import attempt, safe
from graph.views.witness import SPOTS, Circle, star

if TYPE_CHECKING:
    from graph.views.screen import Screen


KNOWING = ("KNOWS", "REPORTS_TO")


def person(screen: Screen, who: str, table: pd.DataFrame) -> None:
    """The panel: mark, reason with its evidence, the way to the map, and the state to confirm."""
    row, words = records(table.loc[[who]])[0], screen.words
    with st.container(border=True, key="centres.person"):
        picture(_title(screen, row), _star(screen, who, row), *_reasons(screen, who, row), key="centres.about")
        if st.button(
            words("centres.to_map", who=safe(row["name"])), key="centres.to_map", type="primary", width="stretch"
        ):
            open_map(screen, who)
        _state(screen, who, str(row["centre_state"]))


def _title(screen: Screen, row: Mapping[str, Any]) -> Part:
    words = screen.words
    pill = part("span", words("centres.nobody"), cls="pill warn")
    if row["known"]:
        said = words("centres.known", rep=row["rep"], stage=words.choice("relationship_stage", row["stage"]))
        pill = part("span", said, cls="pill ours")
    about = " · ".join(filter(None, (row["account"], row["title"])))
    name = part("div", part("h2", row["name"]), part("div", about, cls="c2"), cls="grow")
    return part("div", avatar(row["name"], row["attitude"], bool(row["known"])), name, pill, cls="row top")


def _star(screen: Screen, who: str, row: Mapping[str, Any]) -> Part | None:
    around = circles(screen, who)
    return star(row["name"], row["attitude"], bool(row["known"]), around, screen.words) if around else None


def circles(screen: Screen, who: str) -> list[Circle]:
    """The organisations in which the person knows most people, with everybody recorded there."""
    facts, ties = screen.facts.people, screen.facts.ties
    mine = ties[((ties["from_id"] == who) | (ties["to_id"] == who)) & ties["kind"].isin(KNOWING) & ~ties["proposed"]]
    friends = {*mine["from_id"], *mine["to_id"]} - {who}
    near = facts[facts.index.isin(friends) & (facts["account"] != "")]
    found = []
    counts = near["account"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    for account in counts.index[: len(SPOTS)]:
        staff = facts[(facts["account"] == account) & (facts.index != who)]
        linked = staff.index.isin(friends)
        order = staff.assign(linked=linked).sort_values("linked", ascending=False, kind="stable")
        found.append(Circle(str(account), int(linked.sum()), tuple(bool(one) for one in order["known"])))
    return found


def _reasons(screen: Screen, who: str, row: Mapping[str, Any]) -> list[Part]:
    """The reason in words, how many ties carry it, and what is in reach."""
    words, why = screen.words, screen.why(who)
    said = part("p", why.why.say(words), cls="why")
    more = [
        words("centres.evidence", n=len(why.witnesses)),
        words("centres.within", n=whole(row["accounts_within_2"])),
        words("centres.score", **{part_: whole(row[part_]) for part_ in ("score", "bridge", "voice", "across")}),
        words("centres.never"),
    ]
    if row["asks"]:
        more[-1] = words("centres.asked", n=whole(row["asks"]), value=money(words, row["value"] / row["asks"]))
    return [said, *(part("p", one, cls="c2") for one in more)]


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


def confirm(screen: Screen, who: str, state: str) -> None:
    """Write the state of centre; when somebody changed the person meanwhile, both values are put to the user."""
    mine = {"centre_state": state}
    try:
        screen.apply(edit(screen.network, "Person", who, mine, screen.viewer.user))
    except Conflict as problem:
        st.session_state[CLASH] = {"mine": mine, **problem.values}
