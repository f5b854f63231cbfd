"""A network that is already one (a demo), previewed like a file: what is new, what changes, what is known."""

from __future__ import annotations

import pandas as pd

from graph.model import columns
from graph.model.kinds import STORED
from graph.model.network import Network
from ingest.compare import CHANGED, NEW, UNCHANGED, verdict
from ingest.load import Part, Preview


def preview_of(network: Network, known: Network, source: str) -> Preview:
    """What the network would change in the known one; what it does not know erases nothing."""
    verdicts = {kind: verdict(kind, _pieces(kind, table), known) for kind, table in network.items() if len(table)}
    counts: dict[str, dict[str, int]] = {NEW: {}, CHANGED: {}, UNCHANGED: {}}
    for kind, one in verdicts.items():
        for state, number in one.became["state"].value_counts().items():
            counts[str(state)][kind] = int(number)
    part = Part(source, "", "demo", sum(network.counts().values()), counts, 0)
    put = Network({kind: one.put for kind, one in verdicts.items() if len(one.put)})
    return Preview((part,), put, source=source)


def _pieces(kind: str, table: pd.DataFrame) -> pd.DataFrame:
    """The table as rows of a file would be: missing where nothing is known."""
    told = {
        name: table[name].astype(object).where(columns.known(STORED[kind], name, table[name]), None)
        for name in columns.names(STORED[kind])
    }
    return pd.DataFrame(told).assign(_table=0, _row=table.index)
