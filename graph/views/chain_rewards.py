"""A planned reward rule tried on the referrals so far: what it would pay, to whom not, and what to ask a lawyer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from graph.analysis.guard import FILING_LEVELS, PAID_FOR
from graph.views.asked import ask
from graph.views.figures import money, whole
from graph.views.links import open_chain
from graph.views.looks import listed
from graph.views.members import text
from graph.views.shell import safe

if TYPE_CHECKING:
    from graph.text import Words
    from graph.views.screen import Screen

AMOUNT = 500


def rewards(screen: Screen) -> None:
    """The rule as three numbers; what it would have paid, person by person, with what speaks against it."""
    words = screen.words
    st.caption(words("guard.about"))
    asked = _rule(words)
    if not any(asked["amounts"] + asked["shares"]):
        st.info(words("chains.rewards.nothing"), icon=":material/info:")
        return
    answer = ask(screen, "reward_guard", **asked)
    found = answer.figures
    with st.container(horizontal=True):
        st.metric(words("chains.rewards.payout"), money(words, found["payout"]))
        st.metric(words("chains.rewards.people"), whole(answer.rows["id"].nunique()))
        st.metric(words("chains.rewards.barred"), whole((answer.rows["allowed"] == False).sum()))  # noqa: E712
    lines = "\n".join(f"- {safe(note.say(words))}" for note in answer.notes)
    (st.error if found["red"] else st.warning if found["refused"] else st.info)(lines)
    listed(screen, "chains.more.rewards", answer.rows, {
        "name": (words.field("name"), text), "account": (words.kind("Account"), text),
        "level": (words("chains.rewards.level"), whole),
        "events": (words(f"chains.rewards.events.{asked['per']}"), whole),
        "payout": (words("chains.rewards.payout"), lambda value: money(words, value)),
        "allowed": (words("chains.rewards.allowed"), lambda one: allowed_said(one, words)),
        "why": (words("chains.more.why"), lambda why: words("answer.and").join(one.say(words) for one in why)),
    }, open_chain)  # fmt: skip


def _rule(words: Words) -> dict[str, Any]:
    """What is planned: money and share of the sale for each of so many levels, a sale or a person."""
    per, levels, amount, part = st.columns(4, vertical_alignment="bottom")
    paid = per.selectbox(words("chains.rewards.per"), PAID_FOR, key="chains.rewards.per",
                         format_func=lambda one: words(f"chains.rewards.per.{one}"))  # fmt: skip
    n = levels.number_input(words("chains.rewards.levels"), 1, FILING_LEVELS, 1, key="chains.rewards.levels")
    sum_ = amount.number_input(words("chains.rewards.amount"), 0, None, AMOUNT, step=100, key="chains.rewards.amount")
    percent = 0.0
    if paid == "sale":
        percent = part.number_input(words("chains.rewards.share"), 0.0, 100.0, 0.0, step=0.5, format="%.1f",
                                    key="chains.rewards.share")  # fmt: skip
    return {"levels": int(n), "amounts": (float(sum_),), "shares": (percent / 100,), "per": str(paid)}


def allowed_said(allowed: Any, words: Words) -> str:
    """May they be paid: yes, no, or nobody knows.

    >>> from graph.text import Words
    >>> [allowed_said(one, Words("en")) for one in (True, False, pd.NA)]
    ['yes', 'no', 'unknown']
    """
    if pd.isna(allowed):
        return words("vocab.unknown")
    return words(f"chains.rewards.allowed.{'yes' if allowed else 'no'}")
