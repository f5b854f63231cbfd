"""REFERRED, the flattened referral: read off Referral, MADE and ABOUT_PERSON, never stored or edited."""

from __future__ import annotations

import pandas as pd

from graph.model import columns
from graph.model.kinds import TIES, tie_id
from graph.model.network import Network
from graph.model.vocab import VOCAB

CONSENTED = VOCAB["referral_status"].order["consented"]


def reached(referrals: pd.DataFrame) -> pd.Series:
    """The step each referral stands on, 1 asked … 7 won; a closed one counts as the step its dates prove, else 0."""
    steps = referrals["status"].astype("str").map(VOCAB["referral_status"].order).fillna(0).astype(int)
    return steps.where(~((steps == 0) & referrals["consented_on"].notna()), CONSENTED)


def referred(network: Network) -> pd.DataFrame:
    """One row a referral that names a person who consented: arrow referrer → referred, in order of id.

    `on` is the day of consent, else of asking; `won_amount` in the account's money, NaN where nothing was won.
    `attributed` is `yes` for the first consented referral of each referred person (ties by day, then id), `no` for
    assists. Self-referrals are left out; cycles stay in and are a finding of `graph.model.checks`.
    """
    made = network["MADE"].rename(columns={"from_id": "referrer", "to_id": "referral"})[["referrer", "referral"]]
    about = network["ABOUT_PERSON"].rename(columns={"from_id": "referral", "to_id": "person"})[["referral", "person"]]
    referrals = network["Referral"]
    named = made.merge(about, on="referral").merge(
        referrals[reached(referrals) >= CONSENTED], left_on="referral", right_on="id"
    )
    named = named[named["referrer"] != named["person"]]
    on = named["consented_on"].fillna(named["asked_on"])
    named = named.assign(on=on).sort_values(["on", "referral", "referrer"], na_position="last")
    first = ~named["person"].duplicated()
    table = pd.DataFrame(
        {
            "id": [tie_id("REFERRED", *k) for k in named[["referrer", "person", "referral"]].itertuples(index=False)],
            "from_id": named["referrer"], "to_id": named["person"], "referral_id": named["referral"],
            "status": named["status"], "on": named["on"], "won_amount": named["won_amount"],
            "attributed": first.map({True: "yes", False: "no"}),
        }
    )  # fmt: skip
    return columns.frame(TIES["REFERRED"], table).sort_values("id", ignore_index=True)
