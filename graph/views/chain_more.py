"""Closer looks at referral chains, one at a time: credit, concentration, claims, silence, expected reach.

Nothing is asked of the analysis until a look is opened.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from graph.analysis.settings import CREDITS, choose, setting
from graph.views.asked import ask
from graph.views.figures import DASH, day, decimal, known, money, share, whole
from graph.views.links import open_chain
from graph.views.members import text
from graph.views.picture import part, picture
from graph.views.shell import attempt, safe

if TYPE_CHECKING:
    from graph.analysis.answer import Answer
    from graph.views.screen import Screen

SHOWN = 100
Column = tuple[str, Callable[[Any], str]]


def rule(screen: Screen) -> None:
    """The team's rule for whose the value is: a choice stored as a command, so that it can be undone."""
    words, now = screen.words, str(setting(screen.network, "chains.credit"))
    picked = st.selectbox(
        words("chains.more.rule"), CREDITS, index=CREDITS.index(now), key=f"chains.credit.{now}",
        format_func=lambda one: words("chains.more.rule.option", rule=words(f"chains.credit.rule.{one}")),
        label_visibility="collapsed",
    )  # fmt: skip
    if picked != now:
        attempt(words, lambda: screen.apply(choose(screen.network, "chains.credit", picked, screen.viewer.user)))


def more(screen: Screen) -> None:
    """One of the closer looks, chosen here or by `look` in the address; none at first."""
    words = screen.words
    if "chains.look" not in st.session_state:
        asked = st.query_params.get("look")
        st.session_state["chains.look"] = asked if asked in LOOKS else None
    picture(part("h2", words("chains.more.title")), key="chains.more.title")
    look = st.pills(words("chains.more.title"), list(LOOKS), format_func=lambda one: words(f"chains.more.{one}"),
                    key="chains.look", on_change=_addressed, label_visibility="collapsed")  # fmt: skip
    if look:
        LOOKS[look](screen)


def _addressed() -> None:
    look = st.session_state["chains.look"]
    if look:
        st.query_params["look"] = look
    else:
        st.query_params.pop("look", None)


def _credit(screen: Screen) -> None:
    """The won value under the five rules side by side."""
    words, answer = screen.words, ask(screen, "credit")
    worth = {one: (words(f"chains.credit.rule.{one}"), lambda value: money(words, value)) for one in CREDITS}
    _notes(screen, answer)
    _people(screen, "credit", answer.rows, {"name": (words.field("name"), text),
                                            "account": (words.kind("Account"), text), **worth})  # fmt: skip


def _concentration(screen: Screen) -> None:
    """How much of the won value came through few: the curve, the shares of the top, and both by quarter."""
    words, answer = screen.words, ask(screen, "concentration")
    found = answer.figures
    _notes(screen, answer)
    if not known(found["gini"]):
        return
    with st.container(horizontal=True):
        for name in ("top_1", "top_5", "top_10"):
            st.metric(words(f"chains.more.{name}"), share(found[name]))
        st.metric(words("chains.more.gini"), decimal(found["gini"], 2))
    smallest, held = words("chains.more.lorenz.x"), words("chains.more.lorenz.y")
    curve = pd.DataFrame([(100 * x, 100 * y) for x, y in found["lorenz"]], columns=[smallest, held])
    st.line_chart(curve.assign(**{words("chains.more.lorenz.alike"): curve[smallest]}), x=smallest, height=260)
    _people(screen, "concentration", answer.rows, {
        "name": (words.field("name"), text), "account": (words.kind("Account"), text),
        "value": (words("chains.generations.value"), lambda value: money(words, value)),
        "share": (words("chains.more.share"), share), "cumulative": (words("chains.more.cumulative"), share),
    })  # fmt: skip
    quarters = ask(screen, "concentration_trend").rows
    st.dataframe(told(quarters.iloc[::-1], {
        "id": (words("chains.more.quarter"), text), "top_1": (words("chains.more.top_1"), share),
        "top_5": (words("chains.more.top_5"), share), "top_10": (words("chains.more.top_10"), share),
        "gini": (words("chains.more.gini"), lambda value: decimal(value, 2) if known(value) else DASH),
    }), hide_index=True, key="chains.more.trend")  # fmt: skip


def _claims(screen: Screen) -> None:
    """Claims in question one by one: what they are, what was decided, why."""
    words, answer = screen.words, ask(screen, "claims")
    _notes(screen, answer)
    rows = answer.rows.rename(columns={"id": "claim", "person": "id"})
    _people(screen, "claims", rows, {
        "name": (words.field("name"), text), "referrer_name": (words("chains.download.by"), text),
        "kind": (words("chains.more.kind"), lambda one: words(f"chains.claims.kind.{one}")),
        "decision": (words("chains.more.decision"), lambda one: words(f"chains.claims.decision.{one}")),
        "why": (words("chains.more.why"), lambda why: why.say(words)),
    })  # fmt: skip


def _silence(screen: Screen) -> None:
    """Chains that have fallen silent, and who woke one."""
    words, answer = screen.words, ask(screen, "pulse")
    on = (words("chains.more.last"), lambda value: day(words, value, screen.today))
    silent = answer.rows[answer.rows["dormant"].fillna(False).astype(bool)]
    _notes(screen, answer)
    _people(screen, "pulse", silent, {
        "name": (words("chains.root"), text), "account": (words.kind("Account"), text),
        "people": (words("chains.figure.people"), whole), "last": on,
        "silent_days": (words("chains.more.silent_days"), _count),
        "usual_days": (words("chains.more.usual_days"), _count),
    })  # fmt: skip
    woken = ask(screen, "restarts")
    _notes(screen, woken)
    _people(screen, "restarts", woken.rows, {
        "name": (words("chains.more.restarter"), text), "top_name": (words("chains.root"), text),
        "on": (words("chains.promises.asked_on"), on[1]),
        "silent_days": (words("chains.more.silent_days"), _count), "after": (words("chains.more.after"), whole),
    })  # fmt: skip


def _reach(screen: Screen) -> None:
    """What one more chain is expected to bring: closed form beside simulation, both with intervals."""
    words, answer = screen.words, ask(screen, "expected_reach")
    found = answer.figures
    _notes(screen, answer)
    with st.container(horizontal=True):
        st.metric(words("chains.more.closed_form"), _one(found["expected"]))
        if found["simulation"] is not None:
            run = found["simulation"]
            st.metric(words("chains.more.simulation"), _one(run["expected"]))
            st.caption(words("chains.more.simulation.interval", low=_one(run["low"]), high=_one(run["high"])))
    said = words(f"chains.more.{answer.settings['probabilities']}")
    st.caption(words("chains.more.closed_form.interval", low=_one(found["low"]), high=_one(found["high"]), said=said))
    columns = {"generation": (words("chains.generations.g"), whole),
               **{name: (words(f"chains.more.reach.{name}"), _one)
                  for name in ("ideal", "expected", "low", "high", "so_far")}}  # fmt: skip
    st.dataframe(told(answer.rows, columns), hide_index=True, key="chains.more.reach")


LOOKS: dict[str, Callable[[Screen], None]] = {
    "credit": _credit, "concentration": _concentration, "claims": _claims, "silence": _silence, "reach": _reach,
}  # fmt: skip


def told(rows: pd.DataFrame, columns: Mapping[str, Column]) -> pd.DataFrame:
    """Rows in words: each column under its heading, each value as its function says it.

    >>> told(pd.DataFrame({"n": [2], "m": [0]}), {"n": ("Count", str)}).to_dict("list")
    {'Count': ['2']}
    """
    return pd.DataFrame({head: [say(value) for value in rows[name]] for name, (head, say) in columns.items()})


def _people(screen: Screen, name: str, rows: pd.DataFrame, columns: Mapping[str, Column]) -> None:
    """A list of people cut at `SHOWN`; choosing a line opens that person in their chain."""
    if rows.empty:
        return
    words, first = screen.words, rows.head(SHOWN)
    ids, key = first["id"].to_list(), f"chains.more.{name}"

    def chosen() -> None:
        lines = st.session_state[key].selection.rows
        if lines and known(ids[lines[0]]):
            open_chain(ids[lines[0]])

    st.caption(words("chains.more.cut", n=whole(len(first)), all=whole(len(rows))))
    st.dataframe(told(first, columns), hide_index=True, key=key, on_select=chosen, selection_mode="single-row")


def _notes(screen: Screen, answer: Answer) -> None:
    """What the numbers mean and what they do not rest on."""
    words = screen.words
    st.caption(words("figure.sentences").join(
        [words(answer.about), *(safe(note.say(words)) for note in answer.notes)] if answer.about else
        [safe(note.say(words)) for note in answer.notes]))  # fmt: skip


def _count(value: Any) -> str:
    return whole(value) if known(value) else DASH


def _one(value: Any) -> str:
    return decimal(value) if known(value) else DASH
