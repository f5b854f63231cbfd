"""A made-up seller of any size, for measuring: people at accounts who know, move and refer each other."""

from __future__ import annotations

import numpy as np
import pandas as pd

from graph.model.network import Network

REGIONS = ["华东", "华南", "华北", "西南"]
STATUS = ["promised", "consented", "contacted", "met", "qualified", "won", "lost"]


def network(people: int, ties: int, seed: int = 7) -> Network:
    """About that many ties: 60 % knows, 12 % influences, 8 % reports-to, 20 % jobs, contacts and referrals.

    Circles of about 40 people, few ties between them; an account for 20 people; degrees are uneven (power law).
    """
    dice = np.random.default_rng(seed)
    ids = np.array([f"p{i:07d}" for i in range(people)], dtype=object)
    accounts, reps = max(1, people // 20), max(1, people // 500)
    knows, moves, up = int(ties * 0.6), int(ties * 0.12), min(int(ties * 0.08), people)
    referrals = min(int(ties * 0.04), people // 2)
    weight = dice.pareto(2.5, people) + 1
    circle = np.arange(people) // 40
    a = dice.choice(people, knows + moves, p=weight / weight.sum())
    near = np.minimum(circle[a] * 40 + dice.integers(0, 40, len(a)), people - 1)
    b = np.where(dice.random(len(a)) < 0.8, near, dice.integers(0, people, len(a)))
    keep = a != b
    a, b = a[keep], b[keep]
    acquainted = pd.DataFrame({"x": np.minimum(a, b), "y": np.maximum(a, b)})[:knows].drop_duplicates()
    moved = pd.DataFrame({"x": a[-moves:], "y": b[-moves:]}).drop_duplicates()
    boss = np.maximum(circle[:up] * 40 + (np.arange(up) % 40) // 4, 0)
    under = np.arange(up)[boss != np.arange(up)]
    referred = np.sort(dice.choice(np.arange(1, people), referrals, replace=False))
    referrer = (referred * dice.random(referrals)).astype(int)
    asked = pd.Timestamp("2025-01-01") + pd.to_timedelta(referred * 600 // people, unit="D")
    status = dice.choice(STATUS, referrals, p=[0.2, 0.15, 0.15, 0.15, 0.1, 0.2, 0.05])
    won = status == "won"
    named = status != "promised"
    tickets = pd.DataFrame(
        {
            "id": [f"r{i:06d}" for i in range(referrals)], "timing": "after_deal", "asked_on": asked,
            "technique": dice.choice(["implicit", "direct_request", "business_event"], referrals), "status": status,
            "consented_on": np.where(named, asked + pd.Timedelta(days=7), np.datetime64("NaT")),
            "won_on": np.where(won, asked + pd.Timedelta(days=60), np.datetime64("NaT")),
            "won_amount": np.where(won, dice.integers(10, 200, referrals) * 10_000.0, np.nan),
        }
    )  # fmt: skip
    firms = np.array([f"a{i:06d}" for i in range(accounts)], dtype=object)
    sellers = np.array([f"s{i:05d}" for i in range(reps)], dtype=object)
    met = dice.choice(people, people // 5, replace=False)
    return Network.of(
        Person=pd.DataFrame({"id": ids, "name": [f"王{i}" for i in range(people)], "lawful_basis": "consent"}),
        Account=pd.DataFrame(
            {
                "id": firms, "name": [f"公司{i}" for i in range(accounts)],
                "region": dice.choice(REGIONS, accounts), "industry": dice.choice(["港口", "电力", "化工"], accounts),
            }
        ),
        Rep=pd.DataFrame({"id": sellers, "name": [f"李{i}" for i in range(reps)], "active": "yes"}),
        Referral=tickets,
        WORKS_AT=tied(ids, firms[np.minimum(np.arange(people) // 20, accounts - 1)]),
        KNOWS=tied(ids[acquainted["x"]], ids[acquainted["y"]], strength=dice.integers(1, 4, len(acquainted))),
        INFLUENCES=tied(ids[moved["x"]], ids[moved["y"]], strength=dice.integers(1, 4, len(moved))),
        REPORTS_TO=tied(ids[under], ids[boss[under]]),
        CONTACT=tied(
            sellers[met % reps], ids[met], relationship_stage="engagement", closeness="frequent",
            last_interaction_on=pd.Timestamp("2026-10-01"),
        ),
        MADE=tied(ids[referrer], tickets["id"].to_numpy()),
        ABOUT_PERSON=tied(tickets["id"].to_numpy()[named], ids[referred[named]]),
    )  # fmt: skip


def tied(start: object, end: object, **facts: object) -> pd.DataFrame:
    """Ties from one column of ids to another."""
    return pd.DataFrame({"from_id": start, "to_id": end}).assign(**facts)
