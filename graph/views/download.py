"""Tables as files that a spreadsheet opens: Unicode, unknown left blank, and never a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import datetime

import pandas as pd

from graph.views.figures import records

FORMULA = tuple("=+-@\t\r")


def as_csv(table: pd.DataFrame, columns: Mapping[str, str]) -> bytes:
    """The named columns of the table under their headings."""
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow(columns.values())
    lines.writerows([plain(row[name]) for name in columns] for row in records(table))
    return out.getvalue().encode("utf-8-sig")


def plain(value: object) -> object:
    """A cell: blank where unknown, a day as ISO, an apostrophe before what a spreadsheet would run.

    >>> plain("=1+1"), plain(float("nan")), plain(3)
    ("'=1+1", '', 3)
    """
    if value is None or bool(pd.isna(value)):  # type: ignore[call-overload]
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
