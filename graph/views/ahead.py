"""What the pages ask first of a big network, to be worked out aside while somebody looks at the page they opened."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from graph.views.asked import ask

if TYPE_CHECKING:
    from graph.views.screen import Screen

ASKED = ("circles", "favours", "missing", "credit", "promises", "techniques", "funnel")


def steps(screen: Screen) -> list[Callable[[], Any]]:
    """First what a click on a person needs, then what Overview, Centres, Chains and the axes begin with; each once."""
    from graph.views.centres import standings
    from graph.views.chains import LISTED, ORDERS
    from graph.views.overview_facts import BY, whole
    from graph.views.scene import Choice

    return [
        screen.prepare,
        lambda: whole(screen, BY[0]),
        lambda: standings(screen.network, screen.key, screen),
        *(partial(ask, screen, question) for question in ASKED),
        lambda: ask(screen, "chains", by=ORDERS[0], top=LISTED),
        *(partial(screen.measure, measure) for measure in (Choice.x, Choice.y)),
    ]
