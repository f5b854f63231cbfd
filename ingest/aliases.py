"""Header words and cell words that people use, kept in `aliases.toml`, beside the words of `graph/text`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def _told() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("aliases.toml").read_text(encoding="utf-8"))


def headers(sheet: str, column: str) -> list[str]:
    """Other headers for that column of that sheet; a sheet's own words stand in for the general ones."""
    told = _told()["headers"]
    return list(told.get(sheet, {}).get(column) or told["everywhere"].get(column, []))


def cells(vocab: str, value: str) -> list[str]:
    """Other words for that value of a vocabulary, besides its own name and labels."""
    return list(_told()["cells"].get(vocab, {}).get(value, []))


def strengths() -> dict[str, int]:
    """Words for the strengths 1 to 3 of a tie."""
    return {word: int(value) for value, told in _told()["cells"]["strength"].items() for word in told}


def unknown() -> list[str]:
    """Words that say that something is not known."""
    return list(_told()["cells"]["any"]["unknown"])
