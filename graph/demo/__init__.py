"""Networks that come with the product: a made-up seller's whole book, small ones with known answers, public sets.

Their words are `demo.<name>`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import numpy as np

from graph.demo import hengwan, public, teaching
from graph.demo.book import TODAY
from graph.model.errors import NotFound
from graph.model.kinds import KINDS
from graph.model.network import Network

_MAKERS: dict[str, Callable[[], Network]] = {
    "hengwan": hengwan.network,
    "chain": teaching.chain,
    "synthetic": teaching.synthetic,
    "kite": teaching.kite,
    **{name: partial(public.network, name) for name in public.SETS},
}
DEMOS: tuple[str, ...] = tuple(_MAKERS)

__all__ = ["DEMOS", "TODAY", "network"]


def network(name: str = "hengwan", today: date = TODAY) -> Network:
    """The demo of that name (one of DEMOS), equal on every call; NotFound for any other.

    Made-up networks are told as of TODAY; with another `today` every date moves along, so that what was 96 days ago
    still is. Public sets keep the dates they were published with.
    """
    if name not in _MAKERS:
        raise NotFound("error.not_found.demo", name=name, known=", ".join(DEMOS))
    made = _MAKERS[name]()
    return made if name in public.SETS or today == TODAY else _moved(made, (today - TODAY).days)


def _moved(made: Network, days: int) -> Network:
    tables = dict(made.items())
    for kind, table in tables.items():
        moved = {f.name: table[f.name] + np.timedelta64(days, "D") for f in KINDS[kind].fields if f.type == "day"}
        tables[kind] = table.assign(**moved)
    return Network(tables)
