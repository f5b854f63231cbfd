"""Which ways of asking differ in what they bring, which cannot be told apart, and which were tried too seldom."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from graph.analysis.answer import Answer, Listed, Sentence, Term
from graph.analysis.people import each, standing, today
from graph.analysis.requests import CONFIDENCE, SMALL_SAMPLE, counted, split_by
from graph.model.network import Network
from graph.model.vocab import UNKNOWN

VOCABULARY = {"technique": "referral_technique", "timing": "referral_timing"}
PAIR = ["a", "b", "rate_a", "rate_b", "asked_a", "asked_b", "difference", "p", "p_adjusted", "verdict"]


def techniques(
    network: Network, as_of: date | None = None, by: str = "technique", revision: int | None = None
) -> Answer:
    """Every two ways of asking compared by won ÷ asked: which differ, which cannot be told apart.

    `by` as for `requests.funnel`. `p` is Fisher's exact test (1922, two-sided), `p_adjusted` corrects it for the
    number of comparisons (Holm 1979); `verdict` is "differ" below 0.10, else "level", and "few" with NaN for p where
    one of the two was tried fewer than 15 times: such pairs are not tested. `a` is the way with the higher rate. The
    notes say the same in sentences. What differs is not yet the cause: different people were asked in different ways.
    """
    day = today(as_of)
    then = standing(network, day)
    keys = split_by(by)
    ways = counted(then, keys)
    rows = _pairs(ways, keys)
    settings = {
        "as_of": day, "by": by, "test": "fisher", "correction": "holm", "confidence": CONFIDENCE,
        "small_sample": SMALL_SAMPLE,
    }  # fmt: skip
    population = {
        "network": "referral", "people": then["MADE"]["from_id"].nunique(), "ties": len(then["Referral"]),
        "as_of": day, "revision": revision,
    }  # fmt: skip
    told = verdicts(rows, ways, keys)
    return Answer("techniques", settings, population, rows[PAIR], told, "chains.techniques.about")


def _pairs(ways: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    names = list(map("/".join, each(ways, *keys)))
    facts = list(zip(names, *(ways[name].tolist() for name in ("rate", "asked", "won", "small")), strict=True))
    found: list[dict[str, Any]] = []
    for (a, rate_a, asked_a, won_a, few_a), (b, rate_b, asked_b, won_b, few_b) in combinations(facts, 2):
        p = np.nan if few_a or few_b else fisher(won_a, asked_a, won_b, asked_b)
        found.append(
            {"a": a, "b": b, "rate_a": rate_a, "rate_b": rate_b, "asked_a": asked_a, "asked_b": asked_b,
             "difference": rate_a - rate_b, "p": p}
        )  # fmt: skip
    rows = pd.DataFrame(found, columns=PAIR[:-2])
    rows["p_adjusted"] = holm(rows["p"])
    differs = np.where(rows["p_adjusted"] < 1 - CONFIDENCE, "differ", "level")
    rows["verdict"] = np.where(rows["p"].isna(), "few", differs)
    return pd.DataFrame(rows.sort_values(["p_adjusted", "a", "b"], na_position="last", ignore_index=True))


def verdicts(rows: pd.DataFrame, ways: pd.DataFrame, keys: list[str]) -> list[Sentence]:
    """The comparison in sentences: one for each clear difference, one for the level, one for the seldom tried."""
    if not len(ways):
        return [Sentence("chains.note.no_referrals", {})]
    told = [
        Sentence(
            "chains.techniques.differ",
            {"a": spoken(a, keys), "b": spoken(b, keys), "more": _percent(x), "less": _percent(y)},
        )
        for a, b, x, y in each(rows[rows["verdict"] == "differ"], "a", "b", "rate_a", "rate_b")
    ]
    if len(ways) == 1 and not ways["small"].any():
        told.append(Sentence("chains.techniques.one", {"way": spoken("/".join(next(each(ways, *keys))), keys)}))
    level = rows[rows["verdict"] == "level"]
    if len(level) and not told:
        alike = Listed(spoken("/".join(way), keys) for way in each(ways[~ways["small"]], *keys))
        told.append(Sentence("chains.techniques.all_level", {"ways": alike}))
    elif len(level):
        alike = Listed(
            Sentence("chains.techniques.pair", {"a": spoken(a, keys), "b": spoken(b, keys)})
            for a, b in each(level, "a", "b")
        )
        told.append(Sentence("chains.techniques.level", {"pairs": alike}))
    few = ways[ways["small"]]
    if len(few):
        seldom = Listed(spoken("/".join(way), keys) for way in each(few, *keys))
        told.append(Sentence("chains.techniques.few", {"ways": seldom, "least": SMALL_SAMPLE}))
    return told


def spoken(way: str, keys: list[str]) -> Listed:
    """A way of asking as the words that its parts have."""
    return Listed(
        Term("vocab.unknown" if value == UNKNOWN else f"vocab.{VOCABULARY[key]}.{value}")
        for key, value in zip(keys, way.split("/"), strict=True)
    )


def _percent(rate: float) -> str:
    return f"{rate:.0%}"


def fisher(won_a: int, asked_a: int, won_b: int, asked_b: int) -> float:
    """The chance, 0…1, of a difference at least as unlikely as this one when both ways work alike. Fisher 1922.

    >>> round(fisher(8, 10, 1, 6), 4)
    0.035
    """
    from scipy.special import gammaln

    def ways(n: Any, k: Any) -> Any:
        return gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)

    won, asked = won_a + won_b, asked_a + asked_b
    split = np.arange(max(0, won - asked_b), min(won, asked_a) + 1)
    chance = np.exp(ways(asked_a, split) + ways(asked_b, won - split) - ways(asked, won))
    return float(min(1.0, chance[chance <= chance[split == won_a][0] * (1 + 1e-7)].sum()))


def holm(p: pd.Series) -> pd.Series:
    """p-values corrected for how many there are, in the same order; NaN stays and does not count. Holm 1979.

    >>> holm(pd.Series([0.01, 0.04, float("nan"), 0.03])).round(3).tolist()
    [0.03, 0.06, nan, 0.06]
    """
    known = p.dropna().sort_values()
    scaled = known * np.arange(len(known), 0, -1)
    return scaled.cummax().clip(upper=1.0).reindex(p.index)
