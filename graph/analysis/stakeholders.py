"""One opportunity's people: who is for us, how much is decided, and what is missing at this stage."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from graph.analysis.answer import Answer, Listed, Sentence, Term
from graph.analysis.man import man, man_action, man_code
from graph.analysis.people import attitudes, blackout, each, known_by, people, standing, today
from graph.analysis.strength import ATTITUDE_SIGN
from graph.model.errors import BadValue, NotFound
from graph.model.network import Network
from graph.model.vocab import UNKNOWN, VOCAB

__all__ = ["decision_pattern", "expected_roles", "man", "man_action", "man_code", "size_band", "support"]

TOLERANCE = 0.01
STAGE_ROLES = {
    "discover_need": ("initiator",), "internal_brewing": ("decider",), "system_design": ("designer",),
    "evaluate_compare": ("evaluator",), "purchase_commitment": ("decider", "buyer"), "install_implement": ("user",),
}  # fmt: skip
SETTLING = ("decider", "evaluator")
WELL_SUPPORTED = 0.5
COLUMNS = [
    "id", "name", "title", "account", "level", "buying_roles", "attitude", "weight", "contribution", "known_by",
    "contact_permission", "effect_on_project",
]  # fmt: skip


def support(
    network: Network,
    opportunity: str,
    stage: str | None = None,
    as_of: date | None = None,
    revision: int | None = None,
) -> Answer:
    """The people of an opportunity at a purchase stage (its own when none is given), heaviest first.

    Figures: `support` −1…1 = Σ weight × attitude (+1, 0, −1) over people of known attitude, None when nobody with a
    weight is known; `uncertainty` = Σ weight of people of unknown attitude; `weight_sum`; `gap` = 1 − weight_sum;
    `roles_missing` at this stage and size of account; `roles_unmet`, held by people none of ours knows. Notes warn.
    An attitude is the one in this opportunity, else that of the latest contact.
    """
    day = today(as_of)
    then = standing(network, day)
    facts = then.row("Opportunity", opportunity)
    if facts is None:
        raise NotFound("error.not_found.opportunity", who=opportunity)
    stage = staged(stage or facts["purchase_stage"])
    rows = seats(then, opportunity, stage, day)
    wanted = expected_roles(stage, employees(then, opportunity))
    figures = {"stage": stage, **sums(rows), **roles(rows, wanted)}
    settings = {"opportunity": opportunity, "stage": stage, "as_of": day, "expected_roles": list(wanted)}
    population = {"network": "stakeholders", "people": len(rows), "ties": len(rows), "as_of": day, "revision": revision}
    evidence = {who: (tie,) for who, tie in each(rows, "id", "tie")}
    rows = rows[COLUMNS]
    return Answer(
        "support", settings, population, rows, warnings(rows, figures), "stakeholders.about", figures, evidence
    )


def staged(stage: str) -> str:
    """A purchase stage by name; BadValue lists the six, also when the opportunity's own is unknown."""
    if stage not in STAGE_ROLES:
        raise BadValue("error.bad_value.choice", field="purchase_stage", value=stage, allowed=list(STAGE_ROLES))
    return stage


def seats(then: Network, opportunity: str, stage: str, day: date) -> pd.DataFrame:
    """One row a stakeholder with weight 0…1 at that stage (NaN: not assessed) and contribution (NaN: unknown)."""
    ties = then["STAKEHOLDER_IN"]
    ties = ties[ties["to_id"] == opportunity].rename(columns={"from_id": "id", "id": "tie"})
    table = ties.drop(columns="attitude").merge(people(then), on="id", how="inner")
    told, known, silent = attitudes(then, opportunity), known_by(then, day), blackout(then)
    table["attitude"] = [told.get(who, UNKNOWN) for who in table["id"]]
    table["weight"] = table[f"w{VOCAB['purchase_stage'].order[stage]}"]
    table["contribution"] = table["weight"] * table["attitude"].map(ATTITUDE_SIGN).astype(float)
    table["known_by"] = [known.get(who, []) for who in table["id"]]
    permission = table["contact_permission"].astype(object)
    table["contact_permission"] = permission.mask(table["id"].isin(silent), "tender_blackout")
    return table.sort_values(["weight", "id"], ascending=[False, True], ignore_index=True)


def sums(rows: pd.DataFrame) -> dict[str, float | None]:
    """Support, uncertainty, weight_sum and gap; all None when no weight is assessed."""
    if rows["weight"].isna().all():
        return dict.fromkeys(("support", "uncertainty", "weight_sum", "gap"))
    total = float(rows["weight"].sum())
    unsure = float(rows["weight"][rows["attitude"] == UNKNOWN].sum())
    known = float(rows["contribution"].sum(min_count=1))
    return {
        "support": None if known != known else round(known, 10), "uncertainty": round(unsure, 10),
        "weight_sum": round(total, 10), "gap": round(1 - total, 10),
    }  # fmt: skip


def roles(rows: pd.DataFrame, wanted: tuple[str, ...]) -> dict[str, list[str]]:
    """Expected roles that nobody holds, and those held only by people none of ours knows."""
    held = {role: [bool(k) for r, k in each(rows, "buying_roles", "known_by") if role in r] for role in wanted}
    return {
        "roles_missing": [role for role in wanted if not held[role]],
        "roles_unmet": [role for role in wanted if held[role] and not any(held[role])],
    }


def expected_roles(stage: str, staff: int | None) -> tuple[str, ...]:
    """Roles to look for at a stage; where the headcount is known somebody is known to decide, so also a decider."""
    found = STAGE_ROLES[stage]
    return found if staff is None or "decider" in found else (*found, "decider")


def employees(then: Network, opportunity: str) -> int | None:
    """Headcount of the account the opportunity is for; None when unknown."""
    ties = then["FOR_ACCOUNT"]
    for account in ties["to_id"][ties["from_id"] == opportunity]:
        row = then.row("Account", account)
        if row is not None and row["employees"] is not None:
            return int(row["employees"])
    return None


def size_band(staff: int) -> str:
    """The size class of an account by headcount.

    >>> [size_band(n) for n in (49, 50, 499, 500, 1000, 1001)]
    ['small', 'sme_owner_led', 'sme_owner_led', 'sme_staff_led', 'sme_staff_led', 'large']
    """
    for limit, band in ((50, "small"), (500, "sme_owner_led"), (1001, "sme_staff_led")):
        if staff < limit:
            return band
    return "large"


def decision_pattern(staff: int) -> str:
    """Who decides in an account of that headcount: the owner below 500, else an executive or a committee.

    >>> decision_pattern(499), decision_pattern(500)
    ('owner_decides', 'executive_or_committee')
    """
    return "owner_decides" if staff < 500 else "executive_or_committee"


def warnings(rows: pd.DataFrame, figures: dict[str, Any]) -> list[Sentence]:
    """What the figures alone would hide, most serious first."""
    if not len(rows):
        return [Sentence("stakeholders.warn.nobody", {})]
    told = []
    if figures["weight_sum"] is None:
        told.append(Sentence("stakeholders.warn.no_weights", {}))
    elif abs(figures["gap"]) > TOLERANCE:
        told.append(Sentence("stakeholders.warn.weights", {"sum": f"{figures['weight_sum']:.0%}"}))
    told += unsettled(rows, figures["support"])
    for key in ("roles_missing", "roles_unmet"):
        if figures[key]:
            words = Listed(Term(f"vocab.buying_role.{role}") for role in figures[key])
            told.append(Sentence(f"stakeholders.warn.{key}", {"roles": words}))
    silent = rows["name"][rows["contact_permission"] == "tender_blackout"]
    return told + ([Sentence("stakeholders.warn.blackout", {"people": Listed(silent)})] if len(silent) else [])


def unsettled(rows: pd.DataFrame, index: float | None) -> list[Sentence]:
    """Deciders and evaluators who are not for us, when the support index makes it look as if all were well."""
    open_ = [
        Sentence(
            "stakeholders.who", {"name": name, "role": Term(f"vocab.buying_role.{role}"), "attitude": _attitude(at)}
        )
        for role in SETTLING
        for name, held, at in each(rows, "name", "buying_roles", "attitude")
        if role in held and at != "supporter"
    ]
    if not open_ or index is None or index < WELL_SUPPORTED:
        return []
    return [Sentence("stakeholders.warn.unsettled", {"index": f"{index:+.2f}", "people": Listed(open_)})]


def _attitude(value: str) -> Term:
    return Term("vocab.unknown" if value == UNKNOWN else f"vocab.attitude.{value}")
