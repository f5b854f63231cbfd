"""A route in one or two sentences: whom to ask for what, and what to do first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph.analysis.answer import Sentence, Term
from graph.analysis.routes_net import Ways
from graph.analysis.routes_odds import percent
from graph.analysis.routes_step import Step

Told = dict[str, Any]


def reason(ways: Ways, steps: Sequence[Step], names: Sequence[str], unknown: Told | None) -> Sentence:
    """What to do along a route; `names` are those of its places, `unknown` the fact that would change it most."""
    if len(steps) == 1:
        first = Sentence("route.say.direct", {"a": names[0], "b": names[1]})
        return Sentence("route.two", {"one": first, "other": unknown["why"]}) if unknown else first
    stance = Term(f"route.stance.{ways.told.get(str(ways.net.ids[steps[1].a]), 'unknown')}")
    key = "route.say.ask" if len(steps) == 2 else "route.say.on"
    first = Sentence(key, {
        "a": names[0], "b": names[1], "c": names[2], "stance": stance, "how": joined(steps[1]), "to": names[-1],
    })  # fmt: skip
    return Sentence("route.two", {"one": first, "other": unknown["why"] if unknown else weakest(steps, names)})


def weakest(steps: Sequence[Step], names: Sequence[str]) -> Sentence:
    """Which step loses most, and what would help there."""
    i = min(range(len(steps)), key=lambda k: steps[k].chance)
    one = steps[i]
    worst = min(one.factors, key=lambda factor: factor.value)
    values = {"a": names[i], "b": names[i + 1], "chance": percent(one.chance), "fact": worst.fact}
    return Sentence(f"route.weak.{worst.name}", values)


def joined(one: Step) -> Term:
    """What joins the two of a step, in a word or two."""
    row = one.carrier.row
    if one.carrier.kind == "KNOWS":
        return Term("route.acquainted" if row["kind"] == "unknown" else f"vocab.knows_kind.{row['kind']}")
    return Term("route.line" if one.carrier.kind == "REPORTS_TO" else "route.acquainted")
