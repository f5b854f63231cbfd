"""A chain as a table to take along: one row a person, in words."""

from __future__ import annotations

import pandas as pd

from graph.text import Words
from graph.views.figures import known


def chain_table(rows: pd.DataFrame, words: Words) -> pd.DataFrame:
    """The chain, nearest generations first, under headings in the user's words."""
    told = headings(words)
    return readable(rows, words)[list(told)].set_axis(list(told.values()), axis=1).reset_index(drop=True)


def headings(words: Words) -> dict[str, str]:
    """Columns of a chain's file with their headings."""
    names = ("technique", "status", "asked_on", "consented_on", "won_on", "won_amount")
    return {
        "generation": words("chains.generations.g"), "name": words.field("name"), "account": words.kind("Account"),
        "by": words("chains.download.by"), **{name: words.field(name) for name in names},
    }  # fmt: skip


def readable(rows: pd.DataFrame, words: Words) -> pd.DataFrame:
    """A chain with referrers by name and choices in words; unknown stays unknown."""
    names = dict(zip(rows["id"], rows["name"], strict=True))
    told = rows.assign(by=rows["parent"].map(names))
    for name in ("technique", "status"):
        said = [words.choice(f"referral_{name}", str(value)) if known(value) else None for value in rows[name]]
        told[name] = pd.Series(said, index=rows.index, dtype=object)
    return told
