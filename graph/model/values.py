"""One value as its field's type wants it: text, int, float, date or a tuple of words. Stored spellings only;
the many spellings that people write are read by `ingest.clean`."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any


def missing(given: Any) -> bool:
    """Nothing was said: None, NaN, NaT, blank text or an empty list."""
    if given is None or (isinstance(given, str) and not given.strip()):
        return True
    if isinstance(given, list | tuple | set | frozenset):
        return not given
    return type(given).__name__ == "NAType" or bool(given != given)  # only NaN and NaT differ from themselves


def text(given: Any) -> str:
    """Text without blanks at its ends; a whole float loses its `.0`.

    >>> text(" 王 伟 "), text(7.0)
    ('王 伟', '7')
    """
    if isinstance(given, float) and given.is_integer():
        given = int(given)
    return str(given).strip()


def whole(given: Any) -> int:
    """A whole number; 3.5 is refused."""
    number = float(given)
    if not number.is_integer():
        raise ValueError(given)
    return int(number)


def number(given: Any) -> float:
    """A finite number."""
    value = float(given)
    if not math.isfinite(value):
        raise ValueError(given)
    return value


def day(given: Any) -> date:
    """A day, from a date, a time or ISO text."""
    if isinstance(given, datetime):
        return given.date()
    if isinstance(given, date):
        return given
    if hasattr(given, "to_native"):  # the driver's own Date
        return day(given.to_native())
    return datetime.fromisoformat(str(given).strip()).date()


def choices(given: Any) -> tuple[str, ...]:
    """Words without repeats in the given order, from a list or `;`-joined text."""
    parts: Iterable[Any] = given.split(";") if isinstance(given, str) else given
    return tuple(dict.fromkeys(text(part) for part in parts if not missing(part)))


PARSERS: dict[str, Callable[[Any], Any]] = {
    "text": text, "whole": whole, "number": number, "money": number, "day": day, "choice": text, "choices": choices,
}  # fmt: skip
