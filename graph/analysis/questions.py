"""The questions of a seller by number (domain.md §4), each answered by a function of this room."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from importlib import import_module
from typing import Any

import pandas as pd

from graph.analysis.answer import Answer, Sentence, Term
from graph.model.errors import BadValue
from graph.model.network import Network
from graph.model.vocab import UNKNOWN, VOCAB

WAYS = {
    "technique": ("referral_technique",), "timing": ("referral_timing",), "source": ("referral_source", "data_source"),
}  # fmt: skip
ALWAYS = ("network", "as_of", "revision", "watch", "threads")


@dataclass(frozen=True)
class Question:
    """One question: its number (ours have names), where its answer is (`module.function`), and what it fixes of it.

    Words: question.<number>. The function is loaded when the question is asked.
    """

    number: str
    place: str
    fixed: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def function(self) -> Callable[..., Answer]:
        """What answers it."""
        module, _, name = self.place.rpartition(".")
        found: Callable[..., Answer] = getattr(import_module(f"graph.analysis.{module}"), name)
        return found

    @cached_property
    def asks(self) -> dict[str, inspect.Parameter]:
        """What may be told besides the day, by name."""
        told = inspect.signature(self.function).parameters
        return {name: one for name, one in told.items() if name not in ALWAYS and name not in self.fixed}


QUESTIONS = {
    q.number: q
    for q in (
        Question("QM01", "centres.centres"),
        Question("QM02", "openings.unwon_centres"),
        Question("QM03", "openings.stalled_centres"),
        Question("QM04", "risk.account_contacts"),
        Question("QM05", "dependence.gatekeepers"),
        Question("QM06", "dependence.rep_risk"),
        Question("QM07", "risk.orphans"),
        Question("QM18", "influence.rank", {"by": ("betweenness",), "on": "account"}),
        Question("QM19", "circles.circles"),
        Question("QM20", "circles.voices"),
        Question("QM21", "concentration.concentration"),
        Question("QM24", "dependence.fading"),
        Question("QC01", "cover.cover"),
        Question("QC02", "chains.chains", {"by": "depth"}),
        Question("QC03", "chains.stages"),
        Question("QC04", "chains.stages"),
        Question("QC05", "anatomy.breaks"),
        Question("QC06", "requests.funnel", {"by": "both"}),
        Question("QC07", "requests.promises"),
        Question("QC08", "chains.chains", {"by": "value"}),
        Question("QC09", "favours.thanks"),
        Question("QC10", "readiness.readiness", {"only": "never_asked", "worth": None}),
        Question("QC11", "readiness.readiness", {"only": "must_not", "worth": None}),
        Question("QC12", "gatherings.promising_groups"),
        Question("QC13", "gatherings.whom_to_invite"),
        Question("QC14", "gatherings.brought"),
        Question("QC15", "openings.referral_only"),
        Question("QC16", "claims.claims"),
        Question("QC17", "givers.referred_or_not"),
        Question("QC18", "requests.funnel", {"by": "technique"}),
        Question("QC19", "givers.givers"),
        Question("QC20", "outlook.expected_reach"),
        Question("QC21", "outlook.saturation"),
        Question("QC22", "favours.rewards"),
        Question("QC23", "favours.open_terms"),
        Question("QC24", "openings.next_centres"),
        Question("agreement", "influence.agreement"),
        Question("ask_next", "missing.ask_next"),
        Question("backtest", "backtest.backtest"),
        Question("board", "centres.board"),
        Question("confidence", "confidence.rank_confidence"),
        Question("credit", "credit.credit"),
        Question("favours", "favours.favours"),
        Question("fitted_weights", "fitting.fitted_weights"),
        Question("four_lists", "proven.four_lists"),
        Question("loss", "loss.loss"),
        Question("missing", "missing.missing"),
        Question("odds", "odds.odds"),
        Question("pulse", "silence.pulse"),
        Question("readiness", "readiness.readiness", {"worth": None}),
        Question("repairs", "repairs.repairs"),
        Question("reproduction", "anatomy.reproduction"),
        Question("restarts", "silence.restarts"),
        Question("reward_guard", "guard.reward_guard"),
        Question("techniques", "techniques.techniques"),
        Question("trend", "concentration.trend"),
    )
}


def question(number: str) -> Question:
    """The question of that number; BadValue lists those there are."""
    for written in (number.upper(), number.lower()):
        if written in QUESTIONS:
            return QUESTIONS[written]
    raise BadValue("error.bad_value.choice", field="question", value=number, allowed=list(QUESTIONS))


def ask(network: Network, number: str, as_of: date | None = None, revision: int | None = None, **told: Any) -> Answer:
    """The answer to a question of the handbook, with what is told in place of the defaults.

    Values may be text, as a command line has them. BadValue when the question takes no such name or value.
    """
    wanted = question(number)
    for name in told:
        if name not in wanted.asks:
            raise BadValue("error.bad_value.field", field="name", value=name, allowed=list(wanted.asks))
    given = {name: read(wanted.asks[name], value) for name, value in told.items()}
    answer = wanted.function(network, as_of=as_of, revision=revision, **wanted.fixed, **given)
    return answer if "id" in answer.rows else replace(answer, rows=named(answer.rows))


def named(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows about a generation or a way of asking, with that as their `id` and, in words, their `name`."""
    if "generation" in rows:
        names: list[Any] = [Sentence("chains.generation", {"g": g}) for g in rows["generation"]]
        return rows.assign(id=rows["generation"].astype(str), name=names)
    told = [one for one in WAYS if one in rows]
    ways = list(rows[told].astype(str).itertuples(index=False))
    names = [Sentence("answer.listed", {"all": tuple(map(term, told, way))}) for way in ways]
    return rows.assign(id=["/".join(way) for way in ways], name=names)


def term(field: str, value: str) -> Term:
    """A value of the field's vocabulary as a text key."""
    known = (vocab for vocab in WAYS[field] if value != UNKNOWN and value in VOCAB[vocab].allowed)
    return Term(".".join(filter(None, ("vocab", next(known, ""), value))))


def read(asked: inspect.Parameter, value: Any) -> Any:
    """A value as the parameter wants it: text becomes a number, several values or yes and no where that is meant."""
    if not isinstance(value, str):
        return value
    meant = str(asked.annotation)
    try:
        if "Sequence" in meant or "Collection" in meant:
            parts = [one for one in value.split(",") if one]
            return tuple(map(float, parts)) if "float" in meant else tuple(parts)
        if meant.startswith("bool"):
            return {"yes": True, "no": False}[value]
        if meant.startswith("int"):
            return int(value)
        return float(value) if meant.startswith("float") else value
    except (ValueError, KeyError):
        raise BadValue("error.bad_value.type", field=asked.name, value=value, type=meant.split(" ")[0]) from None
