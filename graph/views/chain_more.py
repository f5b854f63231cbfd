"""Closer looks at referral chains: claims in question, silence, whose names turn into customers; the rule of credit."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.analysis.settings import CREDITS, choose, setting
from graph.views.asked import ask
from graph.views.chain_reach import reach
from graph.views.chain_rewards import rewards
from graph.views.chain_value import concentration, credit
from graph.views.figures import day, known, money, records, share, whole
from graph.views.links import open_chain
from graph.views.looks import listed, looks, notes, told
from graph.views.members import text
from graph.views.shell import attempt

if TYPE_CHECKING:
    from graph.views.screen import Screen


def rule(screen: Screen) -> None:
    """The team's rule for whose the value is: a choice stored as a command, so that it can be undone."""
    words, now = screen.words, str(setting(screen.network, "chains.credit"))
    picked = st.selectbox(
        words("chains.more.rule"), CREDITS, index=CREDITS.index(now), key=f"chains.credit.{now}",
        format_func=lambda one: words("chains.more.rule.option", rule=words(f"chains.credit.rule.{one}")),
        label_visibility="collapsed", help=words("chains.more.rule.help"),
    )  # fmt: skip
    if picked != now:
        attempt(words, lambda: screen.apply(choose(screen.network, "chains.credit", picked, screen.viewer.user)))


def more(screen: Screen) -> None:
    """One of the closer looks."""
    looks(screen, "chains", LOOKS)


def _claims(screen: Screen) -> None:
    """Claims in question one by one: what they are, what was decided, why."""
    words, answer = screen.words, ask(screen, "claims")
    notes(screen, answer)
    rows = answer.rows.rename(columns={"id": "claim", "person": "id"})
    listed(screen, "chains.more.claims", rows, {
        "name": (words.field("name"), text), "referrer_name": (words("chains.download.by"), text),
        "kind": (words("chains.more.kind"), lambda one: words(f"chains.claims.kind.{one}")),
        "decision": (words("chains.more.decision"), lambda one: words(f"chains.claims.decision.{one}")),
        "why": (words("chains.more.why"), lambda why: why.say(words)),
    }, open_chain)  # fmt: skip


def _silence(screen: Screen) -> None:
    """Chains that have fallen silent, and who woke one."""
    words, answer = screen.words, ask(screen, "pulse")
    on = (words("chains.more.last"), lambda value: day(words, value, screen.today))
    silent = answer.rows[answer.rows["dormant"].fillna(False).astype(bool)]
    notes(screen, answer)
    listed(screen, "chains.more.pulse", silent, {
        "name": (words("chains.root"), text), "account": (words.kind("Account"), text),
        "people": (words("chains.figure.people"), whole), "last": on,
        "silent_days": (words("chains.more.silent_days"), whole),
        "usual_days": (words("chains.more.usual_days"), whole),
    }, open_chain)  # fmt: skip
    woken = ask(screen, "restarts")
    notes(screen, woken)
    listed(screen, "chains.more.restarts", woken.rows, {
        "name": (words("chains.more.restarter"), text), "top_name": (words("chains.root"), text),
        "on": (words("chains.promises.asked_on"), on[1]),
        "silent_days": (words("chains.more.silent_days"), whole), "after": (words("chains.more.after"), whole),
    }, open_chain)  # fmt: skip


def _givers(screen: Screen) -> None:
    """Whose names turn into customers; and referrals beside every other way people came to us."""
    words, answer = screen.words, ask(screen, "givers")
    notes(screen, answer)
    rows = answer.rows.assign(spread=spread(answer.rows, "rate"))
    listed(screen, "chains.more.givers", rows, {
        "name": (words.field("name"), text), "account": (words.kind("Account"), text),
        "made": (words("chains.givers.made"), whole), "consented": (words("chains.givers.consented"), whole),
        "won": (words("chains.generations.won"), whole), "spread": (words("chains.givers.rate"), str),
        "expected": (words("chains.givers.expected"), share),
        "value": (words("chains.generations.value"), lambda value: money(words, value)),
    }, open_chain)  # fmt: skip
    others = ask(screen, "referred_or_not")
    notes(screen, others)
    vocab = {"referral": "referral_source", "other": "data_source"}
    source = [
        words.choice(vocab[kind], one) for kind, one in zip(others.rows["kind"], others.rows["source"], strict=True)
    ]
    rows = others.rows.assign(source=source, spread=spread(others.rows, "rate"))
    st.dataframe(told(rows, {
        "kind": (words("chains.sources.kind"), lambda one: words(f"chains.sources.{one}")),
        "source": (words("chains.sources.source"), str),
        "contacted": (words("chains.sources.contacted"), whole), "won": (words("chains.generations.won"), whole),
        "spread": (words("chains.sources.rate"), str),
    }), hide_index=True, key="chains.more.sources")  # fmt: skip


def spread(rows: Any, name: str) -> list[str]:
    """A share with its interval, a dash where it is unknown, one a row."""
    return [
        f"{share(row[name])} ({share(row['low'])}–{share(row['high'])})" if known(row[name]) else share(None)
        for row in records(rows)
    ]


LOOKS: dict[str, Callable[[Screen], None]] = {
    "credit": credit, "concentration": concentration, "claims": _claims, "silence": _silence, "givers": _givers,
    "reach": reach, "rewards": rewards,
}  # fmt: skip
