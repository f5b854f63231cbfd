"""Public sets as demos. Each is what `guanxi import` makes of the published files by its mapping in `tests/data`.

Where each comes from and under which licence stands in its JSON file, beside the rows; `tests/demo/public_sets.py`
wrote them, and a test compares them with a fresh import.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any, Final

import pandas as pd

from graph.model.network import Network

SETS: Final = ("florentine", "karate", "hightech", "directors", "coupons", "honglou", "farmers")


def network(name: str) -> Network:
    """The set of that name (one of SETS)."""
    return Network.of(**{kind: pd.DataFrame(table) for kind, table in _told(name)["network"].items()})


def origin(name: str) -> tuple[str, str]:
    """Where the set comes from, and the text of its licence."""
    told = _told(name)
    return told["origin"], told["licence"]


@cache
def _told(name: str) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(files("graph.demo").joinpath("sets", f"{name}.json").read_text("utf-8"))
    return whole
