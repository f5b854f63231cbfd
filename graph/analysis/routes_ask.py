"""Asking for an introduction: who asks whom for whom, what speaks against it, and the change that records the asking.

Nobody who is introduced is named in what is written before they consent (domain.md 3.8, 6.2).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd

from graph.analysis.answer import Sentence, Term
from graph.analysis.arrays import standing
from graph.analysis.readiness import MUST_NOT, REST_DAYS, judged
from graph.analysis.routes_net import posts
from graph.model.network import Network
from graph.model.vocab import UNKNOWN
from graph.store import commands
from graph.store.commands import Command

FOLLOW_DAYS = 7
MANNERS = ("call", "invite")
WARN = ("permission_unknown", "stranger", "not_close", "no_recent_service")
RESTING = "asked_recently"
CUSTOMERS = ("customer", "lapsed")


@dataclass(frozen=True)
class Request:
    """One of ours (`rep`) asks somebody (`asked`) to introduce us to the next on the way (`to`), all by id.

    `account` is the firm of who is introduced, "" where it is not known; `inside` whether the asked work there too.
    """

    rep: str
    asked: str
    to: str
    account: str = ""
    inside: bool = False


@dataclass(frozen=True)
class Check:
    """One thing to look at before asking: fine, to be settled on the way ("wait"), or forbidden ("no")."""

    said: Sentence
    state: str


def request_of(network: Network, steps: list[dict[str, Any]], day: date) -> Request | None:
    """The asking that a route begins with; None for a route of one step, where there is nothing to ask."""
    if len(steps) < 2 or network.row("Rep", steps[0]["from"]) is None:
        return None
    asked, to = steps[1]["from"], steps[1]["to"]
    table = posts(standing(network, day))
    at = table[table["id"].isin([asked, to])].set_index("id")["account_id"]
    firm, own = at.get(to), at.get(asked)
    account = str(firm) if isinstance(firm, str) else ""
    return Request(steps[0]["from"], asked, to, account, bool(account) and firm == own)


def checks(network: Network, request: Request, day: date) -> list[Check]:
    """What to look at before asking, what forbids it first."""
    then = standing(network, day)
    facts, bars = judged(then, day)
    names = _names(network, request)
    return [*_barring(bars.loc[request.asked], names), *_usual(then, request, day, facts, bars, names)]


def _barring(mine: Any, names: dict[str, str]) -> Iterator[Check]:
    """What speaks against asking them at all, but for how long they have rested."""
    for reasons, key, state in ((MUST_NOT, "must_not", "no"), (WARN, "warn", "wait")):
        for reason in reasons:
            if mine[reason] and reason != RESTING:
                values = {"who": names["asked"], "reason": Term(f"ready.reason.{reason}")}
                yield Check(Sentence(f"routes.check.{key}", values), state)


def _usual(
    then: Network, request: Request, day: date, facts: pd.DataFrame, bars: pd.DataFrame, names: dict[str, str]
) -> Iterator[Check]:
    """What is always looked at: being named, the last asking, the tender, whether the target may be approached."""
    named, who = may_name(then, request.asked), {"who": names["asked"]}
    yield Check(Sentence(f"routes.check.named.{named}", who), {"yes": "ok", "no": "no"}.get(named, "wait"))
    last: Any = facts.at[request.asked, "last_asked"]
    days = None if pd.isna(last) else (pd.Timestamp(day) - last).days
    if days is None:
        yield Check(Sentence("routes.check.never_asked", who), "ok")
    elif bars.at[request.asked, RESTING]:
        yield Check(Sentence("routes.check.asked_recently", {**who, "n": days, "days": REST_DAYS}), "no")
    else:
        yield Check(Sentence("routes.check.last_asked", {**who, "n": days}), "ok")
    clear, state = ("barred", "no") if bars.at[request.to, "blackout"] else ("clear", "ok")
    yield Check(Sentence(f"routes.check.tender.{clear}", {"to": names["to"]}), state)
    if bars.at[request.to, "official"]:
        yield Check(Sentence("routes.check.official", {"to": names["to"]}), "wait")
    yield Check(Sentence("routes.check.consent", {"to": names["to"]}), "wait")


def _names(network: Network, request: Request) -> dict[str, str]:
    rows = {"asked": network.row("Person", request.asked), "to": network.row("Person", request.to)}
    return {end: str((row or {}).get("name", "")) for end, row in rows.items()}


def blocked(found: list[Check]) -> bool:
    """Whether something on record forbids to ask; being named can be asked about, so it does not."""
    return any(one.state == "no" and not one.said.key.startswith("routes.check.named") for one in found)


def may_name(then: Network, who: str) -> str:
    """Whether somebody let us name them the last time they referred anybody: "yes", "no" or "unknown"."""
    made = then["MADE"]["to_id"][then["MADE"]["from_id"] == who]
    told = then["Referral"]
    told = told[told["id"].isin(made) & (told["may_name_referrer"] != UNKNOWN)].sort_values(["asked_on", "id"])
    return str(told["may_name_referrer"].iloc[-1]) if len(told) else UNKNOWN


def asking(network: Network, request: Request, day: date, due: date, text: str, by: str) -> Command:
    """The one change that records the asking: a referral with status asked (last), and a note to follow up by `due`.

    The referral is made by the asked, received by our rep, and about the firm of who is introduced. That person is
    tied to it only once they consent.
    """
    then = standing(network, day)
    facts = judged(then, day)[0].loc[request.asked]
    told = commands.add("Referral", {
        "status": "asked", "asked_on": day, "technique": "direct_request", "timing": str(facts["timing"]),
        "source": _source(request, str(facts["customer_status"])), "may_name_referrer": may_name(then, request.asked),
    }, by)  # fmt: skip
    note = commands.add("Note", {"text": text, "written_on": day, "by": by, "due_on": due}, by)
    asked, noted = told.changes[0].id, note.changes[0].id
    ties = [commands.tie("MADE", request.asked, asked, {}, by), commands.tie("RECEIVED_BY", asked, request.rep, {}, by)]
    ties += [commands.tie("ABOUT_ACCOUNT", asked, request.account, {}, by)] if request.account else []
    ties += [commands.tie("NOTED_ON", noted, request.asked, {}, by)]
    changes = (*note.changes, *(one.changes[0] for one in ties), *told.changes)  # the journal is named by the last
    return replace(told, changes=changes, summary=_names(network, request)["asked"])


def _source(request: Request, status: str) -> str:
    """Where the introduction comes from: an insider who leads on, or a customer of ours."""
    return "coach" if request.inside else "customer" if status in CUSTOMERS else UNKNOWN
