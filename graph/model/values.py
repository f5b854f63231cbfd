"""One value as its field's type wants it: text, int, float, date or a tuple of words. Stored spellings only;
the many spellings that people write are read by `ingest.clean`."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

_EXTENSION = re.compile(r"(?:转|分机|内线|ext\.?|#|x).*")
_PHONE = re.compile(r"[\d\s+\-‐–().*·•…]+")


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


def phone_end(given: Any) -> str:
    """The last four digits of a phone number, all that is kept of it; ValueError where four digits are not there.

    Of several numbers the first counts; an extension is left out. Words and 1.38E+10 are no number.

    >>> phone_end("+86 138-1234-5678"), phone_end(13812345678.0), phone_end("021 5555 8899 转 12 / 138 0000 1111")
    ('5678', '5678', '8899')
    """
    first = re.split(r"[,;/、\n]", unicodedata.normalize("NFKC", text(given)).casefold())[0]
    number = _EXTENSION.sub("", first).removesuffix(".0")  # a spreadsheet's number told as text
    digits = re.sub(r"\D", "", number)
    if not _PHONE.fullmatch(number) or len(digits) < 4 or not digits.isascii():
        raise ValueError(given)
    return digits[-4:]


def choices(given: Any) -> tuple[str, ...]:
    """Words without repeats in the given order, from a list or `;`-joined text."""
    parts: Iterable[Any] = given.split(";") if isinstance(given, str) else given
    return tuple(dict.fromkeys(text(part) for part in parts if not missing(part)))


PARSERS: dict[str, Callable[[Any], Any]] = {
    "text": text, "whole": whole, "number": number, "money": number, "day": day, "choice": text, "choices": choices,
    "phone_end": phone_end,
}  # fmt: skip
