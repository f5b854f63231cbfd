"""A preview as tables that people read: plain data, no widgets."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pandas as pd

from graph.model.kinds import KINDS, Tie
from graph.model.network import Network
from graph.model.vocab import UNKNOWN
from graph.text import Words
from ingest.load import Preview

SHOWN = 200


def spelled(kind: str, name: str, value: Any, words: Words) -> str:
    """A value as people say it; unknown is a dash."""
    if value in (None, "", (), UNKNOWN) or value != value:
        return "–"
    field = KINDS[kind].field.get(name)
    values = value if isinstance(value, tuple) else (value,)
    if field is not None and field.vocab:
        return ", ".join(words.choice(field.vocab, str(one)) for one in values)
    if isinstance(value, float):
        return f"{value:,.12g}"
    return value.isoformat()[:10] if isinstance(value, date | datetime) else ", ".join(map(str, values))


def new_rows(seen: Preview, known: Network, kind: str, words: Words) -> pd.DataFrame:
    """The first new rows of a kind, with every column in which any of them says something."""
    fresh = seen.put[kind]
    fresh = fresh[~fresh["id"].isin(set(known[kind]["id"]))].head(SHOWN)
    return _readable(kind, fresh, words)


def _readable(kind: str, table: pd.DataFrame, words: Words) -> pd.DataFrame:
    ends = ["from_id", "to_id"] if isinstance(KINDS[kind], Tie) else ["id"]
    told = {}
    for name in [*ends, *KINDS[kind].field]:
        cells = [spelled(kind, name, value, words) for value in table[name]]
        if any(cell != "–" for cell in cells):
            told[words.field(name, kind)] = cells
    return pd.DataFrame(told)


def changed_rows(seen: Preview, known: Network, kind: str, words: Words) -> pd.DataFrame:
    """The first changes of a kind: whose, which field, how it was, how it would be."""
    rows = []
    for id_, fields in list(seen.changes.get(kind, {}).items())[:SHOWN]:
        before, after = known.row(kind, id_) or {}, seen.put.row(kind, id_) or {}
        who = str(after.get("name") or _ends(after) or id_)
        rows += [(who, words.field(name, kind), spelled(kind, name, before.get(name), words),
                  spelled(kind, name, after.get(name), words)) for name in fields]  # fmt: skip
    return pd.DataFrame(rows, columns=[words(f"data.changed.{name}") for name in ("who", "field", "before", "after")])


def _ends(row: Mapping[str, Any]) -> str:
    return f"{row['from_id']} → {row['to_id']}" if "from_id" in row else ""


def unchanged_rows(seen: Preview, words: Words) -> pd.DataFrame:
    """How many rows of each kind say nothing new."""
    rows = [(words.kind(kind), n) for kind, n in seen.counts("unchanged").items()]
    return pd.DataFrame(rows, columns=[words("data.kind"), words("data.rows")])


def rejected_rows(seen: Preview, words: Words) -> pd.DataFrame:
    """The first rejected rows: where, what stands there, what is wrong, how to mend it."""
    table = seen.rejected_frame(words).head(SHOWN)[["file", "row", "column", "value", "message", "mend"]]
    table.columns = pd.Index([words(f"data.rejected.{name}") for name in table.columns])
    return table


def alike_rows(seen: Preview, words: Words) -> pd.DataFrame:
    """People who may be the same: names, how likely, and why."""
    rows = [(*one.names, f"{one.score:.0%}", one.to_json(words)["why"]) for one in seen.look_alikes]
    return pd.DataFrame(rows, columns=[words(f"data.alike.{name}") for name in ("a", "b", "score", "why")])


def counted(counts: Mapping[str, int], words: Words) -> str:
    """Rows by kind in a few words: 人 12、客户 3."""
    return words("text.and").join(f"{words.kind(kind)} {n:,}" for kind, n in counts.items() if n)
