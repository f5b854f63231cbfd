"""Networks that come with the product: a made-up seller's whole book, small ones with known answers, public sets.

Their words are `demo.<name>`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from graph.demo import hengwan, public, teaching
from graph.demo.book import TODAY
from graph.model.errors import NotFound
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


def network(name: str = "hengwan") -> Network:
    """The demo of that name (one of DEMOS), equal on every call; NotFound for any other."""
    if name not in _MAKERS:
        raise NotFound("error.not_found.demo", name=name, known=", ".join(DEMOS))
    return _MAKERS[name]()
