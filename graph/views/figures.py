"""Figures as people read them: money in 万 or in millions, shares, days; an unknown is a dash, never 0."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import pandas as pd

from graph.analysis.answer import Sentence
from graph.text import Words

DASH = "–"
_SCALES = {"zh": ((1e8, "figure.money.large"), (1e4, "figure.money.small")),
           "en": ((1e6, "figure.money.large"), (1e3, "figure.money.small"))}  # fmt: skip


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table, each with its values by column."""
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def known(value: Any) -> bool:
    """Whether there is a value at all: not None, NaN or NaT."""
    return value is not None and not (isinstance(value, float) and math.isnan(value)) and value == value


def whole(value: Any) -> str:
    """A count with thousands marked; unknown is a dash.

    >>> whole(1180), whole(None)
    ('1,180', '–')
    """
    return f"{round(value):,}" if known(value) else DASH


def decimal(value: Any, places: int = 1) -> str:
    """A number with that many places; unknown is a dash."""
    return f"{value:,.{places}f}" if known(value) else DASH


def share(value: Any) -> str:
    """A part 0…1 in per cent; unknown is a dash.

    >>> share(0.166), share(float("nan"))
    ('17%', '–')
    """
    return f"{100 * value:.0f}%" if known(value) else DASH


def money(words: Words, value: Any) -> str:
    """An amount in the account's money, three digits or more; unknown is a dash."""
    if not known(value):
        return DASH
    for scale, key in _SCALES[words.lang]:
        if value >= scale:
            return words(key, n=trimmed(value / scale))
    return words("figure.money.plain", n=whole(value))


def trimmed(value: float) -> str:
    """Whole from 10 up, else one place where it says something.

    >>> trimmed(480.2), trimmed(1.25), trimmed(2.0)
    ('480', '1.2', '2')
    """
    return f"{value:,.0f}" if value >= 10 or round(value, 1) == round(value) else f"{value:.1f}"


def dated(sentence: Sentence, words: Words, today: date) -> str:
    """A sentence with the days in it as people write them."""
    values = {name: day(words, one, today) if isinstance(one, date) else one for name, one in sentence.values.items()}
    return Sentence(sentence.key, values).say(words)


def day(words: Words, value: Any, today: date | None = None) -> str:
    """A day; its year is left out within the year of `today`. Unknown is a dash."""
    if not known(value):
        return DASH
    key = "figure.day.short" if today and value.year == today.year else "figure.day.long"
    month = words(f"figure.month.{value.month}")
    return words(key, year=value.year, month=month, day=value.day)
