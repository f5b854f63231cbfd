"""The offline page of a whole network, without a browser having shown it: everybody, or the first by influence."""

from __future__ import annotations

from datetime import date

from streamlit import runtime
from streamlit.logger import set_log_level

from graph.model.network import Network
from graph.store.access import Viewer, everyone
from graph.text import Words
from graph.views.controls import canvas_words
from graph.views.scene import Choice, scene
from graph.views.screen import Screen
from graph.views.take import map_seen


def of_network(network: Network, words: Words, today: date, viewer: Viewer = everyone) -> str:
    """The page's text, as the map draws that network; an empty one gives an empty map."""
    if not runtime.exists():  # without an app there is no session, and nobody needs to be told
        set_log_level("error")
    screen = Screen(None, network, words, viewer, 0, f"file{id(network)}", today)  # type: ignore[arg-type]
    choice = Choice()
    drawn = scene(screen, choice)
    seen = map_seen.seen(screen, choice, drawn, canvas_words(screen, choice, drawn))
    assert seen.html is not None
    return seen.html(False)
