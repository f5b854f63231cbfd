"""Networks that fit on a line, for the pages' tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from graph.model.network import Network

DAY = date(2026, 11, 22)
Ask = tuple[str, str, str, float | None]


def person(id: str, name: str | None = None, **more: Any) -> dict[str, Any]:
    """A person of that id, called by it."""
    return {"id": id, "name": name or id.upper(), "lawful_basis": "consent", **more}


def asked(*asks: Ask) -> Network:
    """One referral for each (referrer, referred or "" when unnamed, status, amount won)."""
    people = dict.fromkeys(who for referrer, referred, *_ in asks for who in (referrer, referred) if who)
    named = [(i, referred) for i, (_, referred, *_) in enumerate(asks) if referred]
    return Network.of(
        Person=[person(who) for who in people],
        Referral=[_referral(i, status, won) for i, (_, _, status, won) in enumerate(asks)],
        MADE=[{"from_id": referrer, "to_id": f"r{i}"} for i, (referrer, *_) in enumerate(asks)],
        ABOUT_PERSON=[{"from_id": f"r{i}", "to_id": referred} for i, referred in named],
    )


def _referral(i: int, status: str, won: float | None) -> dict[str, Any]:
    named = {} if status in ("asked", "promised") else {"consented_on": date(2026, 2, 1)}
    day = {"won_on": date(2026, 5, 1)} if status == "won" else {}
    return {"id": f"r{i}", "status": status, "technique": "direct_request", "asked_on": date(2026, 1, 1 + i),
            "won_amount": won, **named, **day}  # fmt: skip


def knowing(*pairs: str) -> Network:
    """Acquaintances: `knowing("a-b", "b-c")`."""
    ties = [pair.split("-") for pair in pairs]
    people = dict.fromkeys(who for tie in ties for who in tie)
    return Network.of(
        Person=[person(who) for who in people], KNOWS=[{"from_id": a, "to_id": b, "strength": 2} for a, b in ties]
    )
