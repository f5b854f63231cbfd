"""Questions to the analysis, answered once a revision and day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.analysis import (
    chains,
    circles,
    claims,
    concentration,
    cover,
    credit,
    dependence,
    favours,
    givers,
    guard,
    influence,
    loss,
    missing,
    odds,
    openings,
    outlook,
    readiness,
    repairs,
    requests,
    routes,
    silence,
    techniques,
)

if TYPE_CHECKING:
    from graph.views.screen import Screen

QUESTIONS: dict[str, Callable[..., Any]] = {
    "chains": chains.chains, "tree": chains.tree, "shape": chains.shape, "promises": chains.promises,
    "funnel": chains.funnel, "rank": influence.rank, "regions": influence.centre_regions,
    "agreement": influence.agreement, "circles": circles.circles, "readiness": readiness.readiness,
    "favours": favours.favours, "loss": loss.loss, "repairs": repairs.repairs, "routes": routes.routes,
    "missing": missing.missing, "credit": credit.credit, "concentration": concentration.concentration,
    "concentration_trend": concentration.trend, "claims": claims.claims, "pulse": silence.pulse,
    "reached": requests.reached, "techniques": techniques.techniques,
    "restarts": silence.restarts, "expected_reach": outlook.expected_reach, "odds": odds.odds,
    "givers": givers.givers, "referred_or_not": givers.referred_or_not, "reward_guard": guard.reward_guard,
    "cover": cover.cover, "saturation": outlook.saturation, "unwon_centres": openings.unwon_centres,
    "stalled_centres": openings.stalled_centres, "next_centres": openings.next_centres,
    "gatekeepers": dependence.gatekeepers, "rep_risk": dependence.rep_risk, "fading": dependence.fading,
}  # fmt: skip


def ask(screen: Screen, question: str, **about: Any) -> Any:
    """What that function of the analysis says as of the screen's day; shared by all sessions, never to be changed."""
    return _answer(screen.network, screen.key, question, tuple(sorted(about.items())))


@st.cache_resource(max_entries=64, show_spinner=False)
def _answer(_network: Any, key: Any, question: str, about: Any) -> Any:
    return QUESTIONS[question](_network, as_of=date.fromisoformat(key[-1]), **dict(about))
