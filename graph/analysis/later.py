"""What begins after the day that is looked at, so that an answer without it does not say there is nothing."""

from __future__ import annotations

from datetime import date

import pandas as pd

from graph.analysis.answer import Sentence
from graph.model.network import Network

BEGINS = {
    "acquaintance": ("KNOWS", "REPORTS_TO"), "access": ("KNOWS", "REPORTS_TO", "CONTACT"),
    "influence": ("INFLUENCES", "REPORTS_TO"), "coverage": ("CONTACT",), "account": ("KNOWS", "REPORTS_TO"),
}  # fmt: skip


def later(network: Network, day: date, *names: str) -> list[Sentence]:
    """How many referrals (of the network "referral") and ties (of the others) begin after that day; none, no note.

    A referral begins when it is asked for, a tie on its `since`; what has no date is never later.
    """
    moment = pd.Timestamp(day)
    kinds = dict.fromkeys(kind for name in names for kind in BEGINS.get(name, ()))
    ties = sum(int((network[kind]["since"] > moment).sum()) for kind in kinds)
    asked = int((network["Referral"]["asked_on"] > moment).sum()) if "referral" in names else 0
    counts = {"analysis.note.later": ties, "chains.note.later": asked}
    return [Sentence(key, {"n": n, "day": day}) for key, n in counts.items() if n]
