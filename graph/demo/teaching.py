"""Small networks with published answers, from the domain handbook 5.6 and 5.15 and from Krackhardt (1990)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from graph.model.network import Network

BASIS = {
    "is_public_official": "no",
    "contact_permission": "allowed",
    "lawful_basis": "consent",
    "data_source": "met_in_person",
}
START = date(2026, 1, 5)


def chain() -> Network:
    """One customer gives two names, each of them two again: 1 → 2 → 4 → 8, fifteen people, all bought."""
    names = ["种子", *(f"{g}代{i}" for g in (1, 2, 3) for i in range(1, 2**g + 1))]
    people = [{"id": f"ch-p{i:02d}", "name": name, **BASIS} for i, name in enumerate(names, 1)]
    referrals, made, about, received = [], [], [], []
    for child in range(2, 16):
        id_, asked = f"ch-f{child:02d}", START + timedelta(30 * child.bit_length() + child)
        referrals.append(
            {
                "id": id_, "timing": "after_deal", "technique": "direct_request", "source": "customer", "status": "won",
                "asked_on": asked, "consented_on": asked + timedelta(7), "won_on": asked + timedelta(21),
                "won_amount": 100_000,
            }
        )  # fmt: skip
        made.append({"from_id": f"ch-p{child // 2:02d}", "to_id": id_})
        about.append({"from_id": id_, "to_id": f"ch-p{child:02d}"})
        received.append({"from_id": id_, "to_id": "ch-r1"})
    rep = [{"id": "ch-r1", "name": "林观澜"}]
    return Network.of(Person=people, Rep=rep, Referral=referrals, MADE=made, ABOUT_PERSON=about, RECEIVED_BY=received)


def synthetic() -> Network:
    """Eleven people of five accounts, two reps: the most central is in neither the best pair nor the best triple."""
    homes = {"a": "K1", "b": "K2", "c": "K3", "d": "K4", "e": "设计院"}
    people = "a1 a2 a3 b1 b2 c1 c2 c3 d1 e1 e2".split()
    knows = "a1-a2 a2-a3 b1-b2 c1-c2 c2-c3 e1-a3 e1-b2 e1-c3 e1-e2 b2-d1 e2-c2".split()
    contacts = "R1-a1 R1-b1 R2-e2".split()
    met = {"relationship_stage": "engagement", "closeness": "frequent", "attitude": "neutral"}
    return Network.of(
        Person=[
            {"id": p, "name": p, "customer_status": "customer" if p[0] in "ab" else "prospect", **BASIS} for p in people
        ],
        Account=[
            {"id": k, "name": home, "account_kind": "intermediary" if k == "e" else "owner_user"}
            for k, home in homes.items()
        ],
        Rep=[{"id": "R1", "name": "R1"}, {"id": "R2", "name": "R2"}],
        WORKS_AT=[{"from_id": p, "to_id": p[0], "is_primary": "yes"} for p in people],
        KNOWS=_pairs(knows, strength=1, kind="business_partner"),
        CONTACT=_pairs(contacts, **met),
    )


def kite() -> Network:
    """Krackhardt's kite: the one with most ties, the one between and the one closest are three different people."""
    names = "Andre Beverley Carol Diane Ed Fernando Garth Heather Ike Jane".split()
    ties = "AB AC AD AF BD BE BG CD CF DE DF DG EG FG FH GH HI IJ".split()
    by_letter = {name[0]: name.lower() for name in names}
    return Network.of(
        Person=[{"id": name.lower(), "name": name, **BASIS} for name in names],
        KNOWS=_pairs([f"{by_letter[a]}-{by_letter[b]}" for a, b in map(tuple, ties)], strength=2, kind="colleague"),
    )


def _pairs(pairs: list[str], **values: Any) -> list[dict[str, Any]]:
    return [{"from_id": a, "to_id": b, **values} for a, b in (pair.split("-") for pair in pairs)]
