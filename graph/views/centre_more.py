"""Closer looks at centres: who is not won yet and the way to them, whom to ask together, on whom we depend."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.views.asked import ask
from graph.views.figures import day, decimal, money, share, whole
from graph.views.links import open_map
from graph.views.looks import listed, looks, notes, told
from graph.views.members import text

if TYPE_CHECKING:
    from graph.analysis.answer import Answer
    from graph.views.screen import Screen

CUT = "centres.more.cut"
TOGETHER = (3, 5, 10)
ARROW = " → "
Pick = Callable[[str], None]


def more(screen: Screen, on_pick: Pick) -> None:
    """One of the closer looks; a line of a list hands its person to `on_pick`."""
    shown = {"unwon": _unwon, "cover": _cover, "dependence": _dependence}
    looks(screen, "centres", {name: _with(look, on_pick) for name, look in shown.items()})


def _with(look: Callable[[Screen, Pick], None], on_pick: Pick) -> Callable[[Screen], None]:
    return lambda screen: look(screen, on_pick)


def _waited(screen: Screen, question: str, **about: Any) -> Answer:
    """The answer; in a big network it takes seconds, and the page says so."""
    with st.spinner(screen.words("centres.more.wait")):
        answer: Answer = ask(screen, question, **about)
        return answer


def _unwon(screen: Screen, on_pick: Pick) -> None:
    """Centres who are no customers yet, with the best way to each; who has stalled; whose friends come next."""
    words, answer = screen.words, _waited(screen, "unwon_centres")
    notes(screen, answer)
    name, account = (words.field("name"), text), (words.kind("Account"), text)
    listed(screen, "centres.more.unwon", answer.rows, {
        "name": name, "account": account, "score": (words("centres.more.score"), whole),
        "centre_state": (words.field("centre_state"), lambda one: words.choice("centre_state", str(one))),
        "path": (words("centres.more.path"), lambda one: ARROW.join(one) or words("centres.more.no_path")),
        "probability": (words("centres.more.chance"), share),
    }, on_pick, CUT)  # fmt: skip
    stalled = ask(screen, "stalled_centres")
    notes(screen, stalled)
    listed(screen, "centres.more.stalled", stalled.rows, {
        "name": name, "account": account, "days": (words("centres.more.stalled.days"), whole),
        "rep_name": (words("chains.promises.rep"), text),
    }, on_pick, CUT)  # fmt: skip
    after = ask(screen, "next_centres")
    notes(screen, after)
    listed(screen, "centres.more.next", after.rows, {
        "name": (words("centres.more.customer"), text), "account": account,
        "found": (words("centres.more.found"), whole), "best_name": (words("centres.more.best"), text),
    }, on_pick, CUT)  # fmt: skip


def _cover(screen: Screen, on_pick: Pick) -> None:
    """Whom to ask so that together they reach most, beside simpler choices; and where asking more brings little."""
    words = screen.words
    k = st.segmented_control(
        words("centres.more.together"), TOGETHER, key="centres.together", default=TOGETHER[0], required=True,
        format_func=lambda one: words("centres.more.together.n", n=one),
    )  # fmt: skip
    answer = _waited(screen, "cover", k=k)
    if "by_degree" in answer.figures:
        with st.container(horizontal=True):
            st.metric(words("centres.more.cover.set"), decimal(answer.figures["expected"]))
            for rival in ("degree", "influence", "chance"):
                reached = answer.figures[f"by_{rival}"]["expected"]
                st.metric(words(f"centres.more.cover.{rival}"), decimal(reached))
    notes(screen, answer)
    listed(screen, f"centres.more.cover.{k}", answer.rows, {
        "name": (words.field("name"), text), "account": (words.kind("Account"), text),
        "gain": (words("centres.more.gain"), decimal), "expected": (words("centres.more.expected"), decimal),
        "why": (words("centres.more.may"), lambda why: why.say(words)),
    }, on_pick, CUT)  # fmt: skip
    full = ask(screen, "saturation")
    notes(screen, full)
    st.markdown(words("centres.more.saturated", share=share(full.figures["share"])))
    listed(screen, "centres.more.saturation", full.rows, {
        "name": (words.field("name"), text), "account": (words.kind("Account"), text),
        "neighbours": (words("centres.more.neighbours"), whole), "left": (words("centres.more.left"), whole),
        "share": (words("centres.more.reached"), share),
    }, on_pick, CUT)  # fmt: skip


def _dependence(screen: Screen, on_pick: Pick) -> None:
    """Who holds the way to decision-makers, which of our reps holds most, which key accounts fade."""
    words, gates = screen.words, _waited(screen, "gatekeepers")
    notes(screen, gates)
    listed(screen, "centres.more.gates", gates.rows, {
        "name": (words.field("name"), text), "account": (words.kind("Account"), text),
        "deciders": (words("centres.more.deciders"), whole), "people": (words("centres.more.cut_off"), whole),
    }, on_pick, CUT)  # fmt: skip
    reps = ask(screen, "rep_risk")
    notes(screen, reps)
    if len(reps.rows):
        st.dataframe(told(reps.rows, {
            "name": (words.kind("Rep"), text),
            "revenue": (words("centres.more.revenue"), lambda one: money(words, one)),
            "orphaned": (words("centres.more.orphaned"), whole), "cold": (words("centres.more.cold"), whole),
            "contacts": (words("centres.more.contacts"), whole),
        }), hide_index=True, key="centres.more.reps")  # fmt: skip
    fading = ask(screen, "fading")
    notes(screen, fading)
    listed(screen, "centres.more.fading", fading.rows, {
        "name": (words.kind("Account"), text), "days": (words("centres.more.fading.days"), whole),
        "last_purchase_on": (words.field("last_purchase_on"), lambda one: day(words, one, screen.today)),
        "freshness": (words("centres.more.fresh"), lambda one: decimal(one, 2)),
        "annual_revenue": (words.field("annual_revenue"), lambda one: money(words, one)),
    }, lambda one: open_map(screen, one), "centres.more.cut.account")  # fmt: skip
