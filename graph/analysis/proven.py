"""Predicted against proven: what asking a person for referrals really brought, beside how central they are."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from graph.analysis.attribution import forest
from graph.analysis.centres import TOP_SHARE
from graph.analysis.people import people, standing, today
from graph.analysis.requests import Z
from graph.model.network import Network

PRIOR_ASKS = 4.0
FEWEST_ASKS = 3
STATES = ("proven", "never", "over", "done")


def brought(network: Network, as_of: date | None = None) -> pd.DataFrame:
    """One row a person: `asks` made to them, `won` purchases of whom they brought, `value` of those, `last_asked`.

    `per_ask` is the expected value of one more request, in the account's money, drawn towards everybody's average as
    if they had been asked four times more with the average result; `low` and `high` are its 90 % interval by the rate
    of wins alone. Somebody never asked stands on the average. All three are NaN while nothing was ever won.
    """
    then = standing(network, today(as_of))
    table = people(then)[["id"]].set_index("id")
    asked = then["MADE"].merge(
        then["Referral"][["id", "asked_on"]], left_on="to_id", right_on="id", suffixes=("_tie", "")
    )
    made, bought = asked.groupby("from_id"), forest(then).tree
    bought = bought[bought["status"] == "won"]
    table["asks"] = made.size().reindex(table.index).fillna(0).astype(int)
    table["last_asked"] = made["asked_on"].max().reindex(table.index)
    wins = bought.groupby("from_id")["won_amount"].agg(["size", "sum"]).reindex(table.index).fillna(0.0)
    table["won"], table["value"] = wins["size"].astype(int), wins["sum"]
    return pd.concat([table, expected(table)], axis=1).reset_index()


def expected(table: pd.DataFrame) -> pd.DataFrame:
    """`per_ask`, `low`, `high` and everybody's `average` from asks, won and value."""
    asks, won, value = (float(table[name].sum()) for name in ("asks", "won", "value"))
    columns = ["per_ask", "low", "high", "average"]
    if not won:
        return pd.DataFrame(np.nan, index=table.index, columns=columns)
    usual, worth = won / asks, value / won
    tried = table["asks"] + PRIOR_ASKS
    rate = (table["won"] + PRIOR_ASKS * usual) / tried
    amount = (table["value"] + worth) / (table["won"] + 1)
    middle = (rate + Z * Z / (2 * tried)) / (1 + Z * Z / tried)
    half = Z / (1 + Z * Z / tried) * np.sqrt(rate * (1 - rate) / tried + Z * Z / (4 * tried * tried))
    told = {"per_ask": rate * amount, "low": (middle - half).clip(lower=0) * amount, "high": (middle + half) * amount}
    return pd.DataFrame({**told, "average": usual * worth})


def states(table: pd.DataFrame) -> pd.Series:
    """What each person is: proven, never asked, over-rated, done (brought more than most without being central), or "".

    Central are the best 10 % by `place` among `of` people, as for candidates. Nobody is over-rated before the third
    request.
    """
    central = table["place"] <= np.ceil(table["of"] * TOP_SHARE)
    good = table["per_ask"] >= table["average"]
    conditions = [
        central & (table["won"] > 0) & good,
        central & (table["asks"] == 0),
        central & (table["asks"] >= FEWEST_ASKS) & ~good & table["per_ask"].notna(),
        ~central & (table["won"] > 0) & good,
    ]
    return pd.Series(np.select(conditions, STATES, default=""), index=table.index)
