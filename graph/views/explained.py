"""A number explained: what it is, on how many people, by which settings, what carries it, how sure, what to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from graph.analysis.confidence import rank_confidence
from graph.analysis.missing import ask_next
from graph.views.background import FEW, job
from graph.views.figures import day, known, records, whole
from graph.views.links import go
from graph.views.panel import sort_of
from graph.views.shell import safe

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.analysis.answer import Answer
    from graph.views.screen import Screen

ASKED = "map.explained"
NUMBERS = ("score", "rank_region", "rank", "bridge", "voice", "across")
TIES, QUESTIONS = 8, 3


def ask(number: str, who: str) -> None:
    """Have that number of that person explained on this run; what is no number of the card is passed over."""
    if number in NUMBERS and who:
        st.session_state[ASKED] = (number, who)


def answer(screen: Screen) -> None:
    """Open the explanation that was asked for, once; of somebody who is gone or has no score there is none."""
    number, who = st.session_state.pop(ASKED, ("", ""))
    if number and who in screen.scores.index and known(screen.scores.at[who, number]):
        explain(screen, number, who)


def explain(screen: Screen, number: str, who: str) -> None:
    """The dialog."""
    words = screen.words
    value = whole(screen.scores.at[who, number])
    title = words("explained.title", who=screen.facts.name(who)[:40], label=label(screen, number, who), value=value)

    @st.dialog(safe(title), width="medium")
    def shown() -> None:
        body(screen, number, who)

    shown()


def label(screen: Screen, number: str, who: str) -> str:
    """What the card calls that number."""
    words, region = screen.words, str(screen.facts.people["region"].get(who, ""))
    if number == "rank_region":
        return words("panel.rank_region", region=region) if region else words("panel.rank")
    names = {"score": "panel.influence", "rank": "panel.rank_all"}
    return words(names.get(number, f"take.col.{number}"))


def body(screen: Screen, number: str, who: str) -> None:
    """All of it, from what it is to what to ask."""
    words = screen.words
    _part(words("explained.what"), words("metric.influence.about" if number == "score" else f"explained.{number}"))
    _part(words("explained.on"), population(screen), words("explained.settings"))
    _part(words("explained.ties"), screen.why(who).why.say(words))
    _list(carried(screen, who))
    sure = _worked_out(screen, "confidence", lambda: rank_confidence(screen.network, as_of=screen.today))
    _part(words("explained.sure"), interval(screen, sure, who))
    asked = _worked_out(screen, "questions", lambda: ask_next(screen.network, as_of=screen.today))
    _part(words("explained.ask"), *questions(screen, asked, who))
    with st.container(horizontal=True):
        if st.button(words("explained.light"), key="explained.light", type="primary", icon=":material/lightbulb:"):
            st.session_state["map.lit"] = True
            st.rerun()
        if st.button(words("explained.centres"), key="explained.centres", icon=":material/hub:"):
            go(screen, "centres", who=who)


def _part(title: str, *lines: str) -> None:
    st.markdown(f"**{title}**  \n" + "  \n".join(map(safe, lines)))


def _list(lines: list[str]) -> None:
    st.markdown(safe(lines[0]) + "".join(f"\n- {safe(line)}" for line in lines[1:]))


def population(screen: Screen) -> str:
    """On how many people and ties, as of when."""
    facts, scored = screen.facts, int(screen.scores["score"].count())
    return screen.words(
        "explained.population", people=whole(len(facts.people)), scored=whole(scored), ties=whole(facts.recorded),
        day=day(screen.words, screen.today),
    )  # fmt: skip


def carried(screen: Screen, who: str) -> list[str]:
    """The ties that carry it, in words, strongest first: how many, then up to eight."""
    words, ids = screen.words, screen.why(who).witnesses
    ties = screen.facts.ties
    mine = ties[ties["id"].isin(ids)].sort_values(["strength", "id"], ascending=[False, True])
    if mine.empty:
        return [words("explained.none")]
    return [words("explained.carried", n=len(mine)), *(_line(screen, row, who) for row in _rows(mine.head(TIES)))]


def _rows(table: pd.DataFrame) -> list[Any]:
    return list(table.itertuples())


def _line(screen: Screen, row: Any, who: str) -> str:
    ends = " – " if row.kind == "KNOWS" else " → "
    names = ends.join(screen.facts.name(one) for one in (row.from_id, row.to_id))
    return f"{names} · {sort_of(screen, row, who)} · {'●' * int(row.strength)}"


def _worked_out(screen: Screen, name: str, work: Callable[[], Answer]) -> Answer | None:
    """What is known already; worked out now where the network is small, else None."""
    one = job(screen, name)
    if one.found is None and not one.running and len(screen.network["Person"]) <= FEW:
        one.start(lambda _watch: work())
    if one.running and len(screen.network["Person"]) <= FEW:
        with st.spinner(screen.words("explained.working")):
            one.wait()
    found: Answer | None = one.found
    return found


def interval(screen: Screen, found: Answer | None, who: str) -> str:
    """Between which places the resamples put this person, or why that is not known."""
    words = screen.words
    if found is None:
        return words("explained.not_worked_out")
    row = next(iter(records(found.rows[found.rows["id"] == who])), None)
    if row is None or not known(row["low"]):
        return words("panel.interval.thin")
    told = {"low": whole(row["low"]), "high": whole(row["high"]), "ties": whole(row["ties"])}
    said = words("explained.interval", runs=found.settings["runs"], **told)
    return said if row["enough"] else said + words("figure.sentences") + words("panel.interval.thin")


def questions(screen: Screen, found: Answer | None, who: str) -> list[str]:
    """The unknown facts that would change the places most, those about this person first, with what they would move."""
    words = screen.words
    if found is None:
        return [words("explained.not_worked_out")]
    rows = sorted(records(found.rows), key=lambda row: (who not in row["people"], row["rank"]))
    told = [
        words("figure.sentences").join((row["name"].say(words), row["moves"].say(words))) for row in rows[:QUESTIONS]
    ]
    return told or [words("explained.all_known")]


def measure(screen: Screen, key: str) -> None:
    """A small button that says what a measure of the list means."""
    words = screen.words
    name = words(f"metric.{key}.label")
    with st.popover("", icon=":material/help:", help=words("explained.measure", measure=name), type="tertiary"):
        st.markdown(f"**{name}**\n\n{safe(words(f'metric.{key}.about'))}")
        st.caption(safe(population(screen)))
