"""How strong a tie is, 0…1: every default number of domain.md §3.6, in one place."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.float64]

RATING = {1: 0.30, 2: 0.60, 3: 0.90}
RATING_UNKNOWN = 0.30
REPORTS_TO = 0.60
STAGE = {"not_met": 0.0, "acquaintance": 0.25, "engagement": 0.50, "trust": 0.75, "alliance": 0.95}
STAGE_UNKNOWN = 0.25
CLOSENESS = {"no_contact": 0.0, "distant": 0.60, "frequent": 0.85, "close": 1.0}
CLOSENESS_UNKNOWN = 0.70
HALF_LIFE_DAYS = 180
RECENCY_FLOOR = 0.20
RECENCY_UNKNOWN = 0.50
WILLINGNESS = {"supporter": 1.0, "neutral": 0.6, "opponent": 0.0}
WILLINGNESS_UNKNOWN = 0.5
ATTITUDE_SIGN = {"supporter": 1.0, "neutral": 0.0, "opponent": -1.0}
DISTANCE_UNIT = 18


def rated(marks: pd.Series) -> Floats:
    """Strength 0.30, 0.60 or 0.90 of ties marked 1, 2 or 3; an unmarked tie counts as the weakest."""
    return looked_up(marks, RATING, RATING_UNKNOWN)


def recency(last: pd.Series, day: date) -> Floats:
    """How fresh a contact is, 0.20…1: halves every 180 days, never below 0.20; 0.50 when the day is unknown.

    >>> recency(pd.to_datetime(pd.Series(["2026-01-01", "2025-07-05", None])), date(2026, 1, 1)).tolist()
    [1.0, 0.5, 0.5]
    """
    days = (pd.Timestamp(day) - pd.to_datetime(last)).dt.days.to_numpy(dtype=float, na_value=np.nan)
    fresh = np.maximum(0.5 ** (np.maximum(days, 0) / HALF_LIFE_DAYS), RECENCY_FLOOR)
    return np.where(np.isnan(days), RECENCY_UNKNOWN, fresh)


def contact(contacts: pd.DataFrame, day: date) -> Floats:
    """Strength 0…0.95 of rep-person contacts on that day: stage base × closeness factor × recency factor.

    An unknown stage counts as acquaintance: a contact is on record, and no more than that is.
    """
    stage = looked_up(contacts["relationship_stage"], STAGE, STAGE_UNKNOWN)
    closeness = looked_up(contacts["closeness"], CLOSENESS, CLOSENESS_UNKNOWN)
    return stage * closeness * recency(contacts["last_interaction_on"], day)


def distance(strength: Floats) -> NDArray[np.int64]:
    """How far apart a tie keeps two people: round(18 ÷ strength), whole, so that equal routes stay equal.

    >>> distance(np.array([0.9, 0.6, 0.4, 0.3, 0.15])).tolist()
    [20, 30, 45, 60, 120]
    """
    whole: NDArray[np.int64] = np.rint(DISTANCE_UNIT / strength).astype(np.int64)
    return whole


def looked_up(values: pd.Series, table: dict[int, float] | dict[str, float], unknown: float) -> Floats:
    """Each value's number in the table; `unknown` for whatever is not in it."""
    found = values.astype(object).map(table)
    numbers: Floats = pd.to_numeric(found).to_numpy(dtype=np.float64, na_value=unknown)
    return numbers
