"""Which engine answers: this machine's memory while it is enough, a cluster beyond; what neither can is refused.

`GUANXI_MEMORY` says how many bytes a measure may take; without it half of what is free now.
"""

from __future__ import annotations

import logging
import os
from typing import Any

import psutil

from graph.model.errors import BadValue, Unsupported

log = logging.getLogger(__name__)
AUTO, LOCAL, SPARK = "auto", "local", "spark"
ENGINES = (AUTO, LOCAL, SPARK)
SHARE = 0.5  # of free memory


def memory(budget: int | None = None) -> int:
    """Bytes that a measure may take: the budget given, else the setting, else a share of what is free."""
    told = os.environ.get("GUANXI_MEMORY") if budget is None else budget
    if told is None or told == "":
        return int(psutil.virtual_memory().available * SHARE)
    try:
        found = int(told)
    except ValueError:
        found = -1
    if found < 0:
        name = "GUANXI_MEMORY" if budget is None else "budget"
        raise BadValue("error.bad_value.engine_value", field=name, value=told, allowed=["≥ 0"])
    return found


def engine(asked: str, measure: str, needed: int, budget: int | None, served: tuple[str, ...]) -> str:
    """The engine to take for a measure that needs so many bytes here; `served` are the measures that Spark has.

    "auto" stays here while the need is within the budget. Unsupported says which measure which engine lacks, what it
    needs and what to do: for an engine that there is none of, one that is not installed, and one that does not fit.
    """
    from graph.engine.spark import installed

    if asked not in ENGINES:
        raise Unsupported("error.unsupported.engine", engine=asked, allowed=list(ENGINES))
    have = memory(budget)
    fits = needed <= have
    taken = asked if asked != AUTO else LOCAL if fits else SPARK
    log.info("%s: %s needed, %s to spend, by %s", measure, told(needed), told(have), taken)
    why = {"measure": measure, "engine": SPARK, "needed": told(needed), "budget": told(have)}
    if taken == LOCAL and not fits:
        raise Unsupported("error.unsupported.engine_memory", **why)
    if taken == SPARK and measure not in served:
        key = "engine_measure" if asked == SPARK else "engine_neither"
        raise Unsupported(f"error.unsupported.{key}", **why, allowed=list(served))
    if taken == SPARK and not installed():
        key = "engine_missing" if asked == SPARK else "engine_memory_missing"
        raise Unsupported(f"error.unsupported.{key}", **why)
    return taken


def told(amount: float) -> str:
    """Bytes as people say them.

    >>> told(1_400_000_000)
    '1.4 GB'
    """
    for unit in ("B", "kB", "MB"):
        if amount < 1000:
            return f"{amount:.0f} {unit}"
        amount /= 1000
    return f"{amount:.1f} GB"


def settings_known(measure: str, settings: dict[str, Any], known: tuple[str, ...]) -> None:
    """Unsupported names the first setting of a measure that Spark does not know."""
    for name in sorted(set(settings) - set(known)):
        raise Unsupported("error.unsupported.engine_setting", engine=SPARK, measure=measure, setting=name)
