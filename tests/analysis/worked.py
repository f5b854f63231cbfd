"""The worked examples of the domain handbook (5) and the famous data sets, as networks."""

from __future__ import annotations

import csv
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.model.network import Network

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("GUANXI_DATA", ROOT.parent / "shared" / "data"))
DAY = date(2026, 6, 1)


def named(*ids: str, **facts: Any) -> list[dict[str, Any]]:
    return [{"id": id_, "name": id_, **facts} for id_ in ids]


def ties(pairs: str, **facts: Any) -> list[dict[str, Any]]:
    """`a-b c-d` as ties a → b and c → d."""
    return [{"from_id": a, "to_id": b, **facts} for a, b in (pair.split("-") for pair in pairs.split())]


def csv_rows(*path: str) -> list[dict[str, str]]:
    """A file of the shared data sets; skipped by name where they are not at hand."""
    file = DATA.joinpath(*path)
    if not file.exists():
        pytest.skip(f"shared data not here: {'/'.join(path)} (set GUANXI_DATA)")
    with file.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def acquainted(folder: str) -> Network:
    """An undirected data set as people who know each other, all ties strength 1; names are the labels."""
    label = {row["id"]: row["label"] for row in csv_rows(folder, "nodes.csv")}
    pairs = [(label[row["source"]], label[row["target"]]) for row in csv_rows(folder, "edges.csv")]
    return Network.of(
        Person=named(*sorted(label.values())), KNOWS=[{"from_id": a, "to_id": b, "strength": 1} for a, b in pairs]
    )


def moving(file: str) -> Network:
    """A directed file of krackhardt-hightech as influence: the adviser (to) moves the one who asks (from)."""
    rows = csv_rows("krackhardt-hightech", file)
    people = [row["id"] for row in csv_rows("krackhardt-hightech", "managers.csv")]
    moves = [{"from_id": row["to"], "to_id": row["from"], "strength": 1} for row in rows]
    return Network.of(Person=named(*people), INFLUENCES=moves)


def synthetic() -> Network:
    """5.15: five accounts, eleven people, two reps."""
    firms = {"a": "K1", "b": "K2", "c": "K3", "d": "K4", "e": "institute"}
    people = "a1 a2 a3 b1 b2 c1 c2 c3 d1 e1 e2".split()
    return Network.of(
        Person=named(*people),
        Rep=named("R1", "R2"),
        Account=[
            *named("K1", "K2", customer_status="customer"),
            *named("K3", "K4", customer_status="prospect"),
            *named("institute", account_kind="intermediary", customer_status="prospect"),
        ],
        WORKS_AT=[{"from_id": who, "to_id": firms[who[0]]} for who in people],
        KNOWS=ties("a1-a2 a2-a3 b1-b2 c1-c2 c2-c3 e1-a3 e1-b2 e1-c3 e1-e2 b2-d1 e2-c2", strength=1),
        CONTACT=ties("R1-a1 R1-b1 R2-e2"),
    )


def first_selection(li: str = "supporter", tender_phase: str = "none") -> Network:
    """5.3: the relationship-evaluation chart at the stage of first selection, with the contacts of its path check."""
    seats = [
        ("zhang", ["influencer"], "supporter", 0.3, "operation", "设备科"),
        ("li", ["gatekeeper", "buyer"], li, 0.7, "management", "设备处"),
        ("wang", ["evaluator"], "neutral", 0.0, "management", "科技处"),
        ("vp", ["decider"], "unknown", 0.0, "decision", "副总"),
    ]
    names = {"zhang": "张华", "li": "李建", "wang": "王桑", "vp": "副总"}
    return Network.of(
        Person=[{"id": id_, "name": name} for id_, name in names.items()],
        Rep=named("rep"),
        Account=named("plant"),
        Opportunity=[
            {"id": "deal", "name": "deal", "purchase_stage": "evaluate_compare", "tender_phase": tender_phase}
        ],
        FOR_ACCOUNT=ties("deal-plant"),
        WORKS_AT=[{"from_id": s[0], "to_id": "plant", "level": s[4], "title": s[5]} for s in seats],
        STAKEHOLDER_IN=[
            {"from_id": s[0], "to_id": "deal", "buying_roles": s[1], "attitude": s[2], "w4": s[3]} for s in seats
        ],
        REPORTS_TO=ties("zhang-li li-vp wang-vp"),
        CONTACT=[
            {"from_id": "rep", "to_id": "zhang", "relationship_stage": "trust", "closeness": "close",
             "last_interaction_on": DAY},
            {"from_id": "rep", "to_id": "li", "relationship_stage": "engagement", "closeness": "frequent",
             "last_interaction_on": DAY},
        ],
    )  # fmt: skip


def endless_chain(generations: int = 3) -> Network:
    """5.6: the seed refers two, each of them two, and so on; people are numbered as in `nx.balanced_tree`."""
    size = 2 ** (generations + 1) - 1
    people = [f"{i:03}" for i in range(size)]
    referrals = [f"r{i:03}" for i in range(1, size)]
    return Network.of(
        Person=named(*people),
        Referral=[{"id": r, "status": "consented", "asked_on": "2026-01-01"} for r in referrals],
        MADE=[{"from_id": f"{(i - 1) // 2:03}", "to_id": f"r{i:03}"} for i in range(1, size)],
        ABOUT_PERSON=[{"from_id": f"r{i:03}", "to_id": f"{i:03}"} for i in range(1, size)],
    )


def coupons() -> Network:
    """referral-coupons: who came in with whose coupon; asked and consented on the day they joined."""
    rows = csv_rows("referral-coupons", "RDSToolsToyData.csv")
    owner = {row[c]: row["ID"] for row in rows for c in ("Coupon1", "Coupon2", "Coupon3") if row[c]}
    brought = [(owner[row["CouponR"]], row) for row in rows if row["CouponR"]]
    return Network.of(
        Person=named(*(row["ID"] for row in rows)),
        Referral=[
            {"id": f"r{row['ID']}", "status": "contacted", "asked_on": row["Date"], "consented_on": row["Date"]}
            for _, row in brought
        ],
        MADE=[{"from_id": referrer, "to_id": f"r{row['ID']}"} for referrer, row in brought],
        ABOUT_PERSON=[{"from_id": f"r{row['ID']}", "to_id": row["ID"]} for _, row in brought],
    )
