"""What the power map knows of one account and one of its opportunities: people, seats, contacts, the support index."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from graph.analysis import stakeholders
from graph.analysis.people import attitudes, blackout
from graph.model.network import Network
from graph.model.vocab import UNKNOWN, VOCAB
from graph.views.account_bosses import bosses
from graph.views.facts import ROLES, STAGES, by_id, each

if TYPE_CHECKING:
    from graph.views.screen import Screen

MOST = 160  # people drawn
FRESH_DAYS = 90
PURCHASE = VOCAB["purchase_stage"].values
RANK = VOCAB["level"].order


@dataclass(frozen=True)
class Known:
    """One of ours who knows somebody: stage 1-4, days since they were in touch (None: not dated), gone stale."""

    rep: str
    name: str
    stage: int
    days: int | None
    stale: bool


@dataclass(frozen=True)
class Member:
    """Somebody of the account as the map shows them; `weight` 0…1 at this stage, None where nobody has assessed it."""

    id: str
    name: str
    title: str
    level: str
    function: str
    attitude: str
    roles: tuple[str, ...]
    weight: float | None
    reps: tuple[Known, ...]
    boss: str = ""
    fresh: bool = False
    account: str = ""
    effect: str = ""
    barred: str = ""  # why nobody may approach them: a value of contact_permission
    also: tuple[str, ...] = ()  # further superiors on the map
    under: tuple[str, ...] = ()  # names of all superiors

    @property
    def role(self) -> str:
        """The weightiest of their buying roles."""
        return next((r for r in ROLES if r in self.roles), UNKNOWN)

    @property
    def known(self) -> bool:
        """Whether any of ours has met them."""
        return bool(self.reps)


@dataclass(frozen=True)
class Deal:
    """An opportunity with its support index at each purchase stage that has weights: (stage, index, unknown share)."""

    id: str
    name: str
    amount: float | None
    expected: Any
    status: str
    stage: str
    support: float | None = None
    unknown: float | None = None
    weights: float | None = None
    missing: tuple[str, ...] = ()
    trend: tuple[tuple[str, float, float], ...] = ()


@dataclass(frozen=True)
class Case:
    """An account with its people by id (heaviest, then highest first; at most MOST), how many there are in all, and the
    opportunity looked at.
    """

    account: str
    name: str
    about: tuple[str, ...]
    people: dict[str, Member]
    total: int
    deal: Deal | None = None
    ties: pd.DataFrame = field(default_factory=pd.DataFrame)

    @property
    def heavy(self) -> float:
        """The weight of the heaviest; 0 where nobody is assessed."""
        return max((m.weight or 0.0 for m in self.people.values()), default=0.0)


def case(screen: Screen, account: str, deal: str) -> Case:
    """What is known of that account, seen from that opportunity ("" for none)."""
    return _case(screen, account, deal, screen.key)


@st.cache_resource(max_entries=24, show_spinner=False)
def _case(_screen: Screen, account: str, deal: str, key: Any) -> Case:
    screen, facts = _screen, _screen.facts
    row = facts.accounts.loc[account]
    jobs = screen.network["WORKS_AT"]
    jobs = jobs[jobs["until"].isna()]
    jobs = jobs[jobs["to_id"] == account].drop_duplicates("from_id").set_index("from_id")
    stakes = screen.network["STAKEHOLDER_IN"]
    stakes = stakes[stakes["to_id"] == deal].set_index("from_id")
    ids = [p for p in dict.fromkeys([*jobs.index, *stakes.index]) if p in facts.people.index]
    near = around(screen.network, ids)
    found, weights = _deal(screen, near, deal) if deal else (None, {})
    shown = sorted(_first(screen, ids, weights, by_id(jobs["level"].astype(object))))
    told = attitudes(near, deal) if deal else by_id(facts.people["attitude"].reindex(shown))
    people = _members(screen, shown, jobs, stakes, weights, told, blackout(near))
    ties = facts.ties[facts.ties["from_id"].isin(shown) & facts.ties["to_id"].isin(shown)]
    about = tuple(str(row[c]) for c in ("industry", "region") if isinstance(row[c], str) and row[c])
    return Case(account, str(row["name"]), about, people, len(ids), found, ties)


def around(network: Network, ids: Collection[str]) -> Network:
    """The part of the network that an opportunity's figures about these people rest on."""
    of = {"Person": "id", "WORKS_AT": "from_id", "STAKEHOLDER_IN": "from_id", "CONTACT": "to_id"}
    part = {kind: network[kind][network[kind][end].isin(ids)].reset_index(drop=True) for kind, end in of.items()}
    return Network({**part, **{kind: network[kind] for kind in ("Account", "Opportunity", "Rep", "FOR_ACCOUNT")}})


def _first(screen: Screen, ids: list[str], weights: dict[str, float], levels: dict[str, str]) -> list[str]:
    """The weightiest, then the highest of them; only of too many does the influence score decide."""
    score = by_id(screen.scores["score"]) if len(ids) > MOST else {}
    order = sorted(ids, key=lambda p: (-weights.get(p, -1.0), -RANK.get(levels.get(p, ""), 0), -score.get(p, -1.0), p))
    return order[:MOST]


def _members(
    screen: Screen, ids: list[str], jobs: pd.DataFrame, stakes: pd.DataFrame, weights: dict[str, float],
    told: dict[str, str], silent: set[str],
) -> dict[str, Member]:  # fmt: skip
    facts = screen.facts
    here, today = set(ids), pd.Timestamp(screen.today)
    above = {who: [b for b in many if b in here] or [*many] for who, many in bosses(screen, ids).items()}
    reps = _reps(screen, ids)
    verified = by_id(_verified(screen, ids))
    out = {}
    for id in ids:
        p, job = facts.people.loc[id], jobs.loc[id] if id in jobs.index else None
        roles = _roles(stakes, id)
        seen, known = verified.get(id), reps.get(id, ())
        met = any(k.days is not None and k.days <= FRESH_DAYS for k in known)
        level, function = (str(job["level"]), str(job["function"])) if job is not None else (UNKNOWN, UNKNOWN)
        out[id] = Member(
            id, str(p["name"]), _title(p, job), level, function, told.get(id, UNKNOWN),
            roles or (() if p["role"] == UNKNOWN else (str(p["role"]),)), weights.get(id), known,
            next(iter(above.get(id, ())), ""), met or (seen is not None and (today - seen).days <= FRESH_DAYS),
            "" if job is not None else str(p["account"]), _told(stakes, id),
            _barred(id, str(p["contact_permission"]), silent), tuple(b for b in above.get(id, ())[1:] if b in here),
            tuple(facts.name(b) for b in above.get(id, ())),
        )  # fmt: skip
    return out


def _verified(screen: Screen, ids: list[str]) -> pd.Series:
    table = screen.network["Person"]
    return table[table["id"].isin(ids)].set_index("id")["last_verified_on"]


def _roles(stakes: pd.DataFrame, id: str) -> tuple[str, ...]:
    held: Any = stakes["buying_roles"].get(id, ())
    return tuple(str(role) for role in held)


def _barred(id: str, permission: str, silent: set[str]) -> str:
    if permission in ("do_not_contact", "tender_blackout"):
        return permission
    return "tender_blackout" if id in silent else ""


def _told(stakes: pd.DataFrame, id: str) -> str:
    effect: Any = stakes["effect_on_project"].get(id)
    return effect if isinstance(effect, str) else ""


def _title(p: Any, job: Any) -> str:
    own = job["title"] if job is not None else None
    return str(own) if isinstance(own, str) and own else str(p["title"])


def _reps(screen: Screen, ids: list[str]) -> dict[str, tuple[Known, ...]]:
    """Who of ours has met each of them, best first; stale by level as everywhere."""
    table = screen.facts.contacts
    table = table[table["person"].isin(ids) & (table["stage"].map(STAGES).fillna(0) > 0)]
    limit = screen.facts.people["level"].reindex(ids).map({"decision": 90}).fillna(180)
    out: dict[str, tuple[Known, ...]] = {}
    for c in each(table):
        days = None if pd.isna(c.days) else int(c.days)
        one = Known(str(c.rep_id), str(c.rep), STAGES[c.stage], days, days is not None and bool(days > limit[c.person]))
        out[c.person] = (*out.get(c.person, ()), one)
    return out


def _deal(screen: Screen, near: Network, deal: str) -> tuple[Deal, dict[str, float]]:
    """The opportunity, and the weights of its people at its stage."""
    row = screen.network.row("Opportunity", deal) or {}
    stage = str(row.get("purchase_stage") or UNKNOWN)
    plain = Deal(deal, str(row["name"]), row["amount"], row["expected_on"], str(row["status"]), stage)
    if stage not in PURCHASE:
        return plain, {}
    answer = stakeholders.support(near, deal, as_of=screen.today)
    figures = answer.figures
    weights = {str(p): float(w) for p, w in zip(answer.rows["id"], answer.rows["weight"], strict=True) if w == w}
    return Deal(
        deal, plain.name, plain.amount, plain.expected, plain.status, stage, figures["support"],
        figures["uncertainty"], figures["weight_sum"], tuple(figures["roles_missing"]),
        _trend(near, deal, answer.rows),
    ), weights  # fmt: skip


def _trend(near: Network, deal: str, rows: pd.DataFrame) -> tuple[tuple[str, float, float], ...]:
    """The index and what is unknown at every stage for which weights are on record."""
    stakes = near["STAKEHOLDER_IN"]
    stakes = stakes[stakes["to_id"] == deal].set_index("from_id")
    told = dict(zip(rows["id"], rows["attitude"], strict=True))
    out = []
    for place, stage in enumerate(PURCHASE, 1):
        table = pd.DataFrame({"weight": stakes[f"w{place}"].astype(float)})
        table["attitude"] = [told.get(p, UNKNOWN) for p in table.index]
        table["contribution"] = table["weight"] * table["attitude"].map(VOCAB["attitude"].order).astype(float)
        figures = stakeholders.sums(table)
        if figures["support"] is not None:
            out.append((stage, figures["support"], float(figures["uncertainty"] or 0.0)))
    return tuple(out)
