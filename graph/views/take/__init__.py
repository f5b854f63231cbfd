"""Taking a page along: the menu beside the title, and the files it makes. Whoever takes something is journalled."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import streamlit as st

from graph.model.errors import GuanxiError
from graph.store.commands import taken
from graph.views.download import as_csv
from graph.views.figures import records
from graph.views.shell import told
from graph.views.take import client, graphs, sheets
from graph.views.take.sheet import sheet
from graph.views.take.unnamed import unnamed

if TYPE_CHECKING:
    from graph.views.screen import Screen
    from graph.views.seen import Seen

MIME = {
    "svg": "image/svg+xml", "html": "text/html", "csv": "text/csv",
    "graphml": "application/xml", "gexf": "application/xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip
ICONS = {"svg": "draw", "html": "language", "csv": "table", "xlsx": "table_view", "graphml": "hub", "gexf": "hub"}


def menu(screen: Screen, page: str, seen: Callable[[], Seen]) -> None:
    """What can be taken of this page: picture, page without a server, sheet of paper, list, workbook, graph.

    Nothing is made before the menu is open, not even `seen`, and each file only when it is asked for.
    """

    @st.fragment
    def choices() -> None:
        menu_ = st.popover(
            screen.words("take.menu"),
            icon=":material/download:",
            key=f"{page}.take",
            on_change="rerun",
            width="content",
        )
        if menu_.open:
            with menu_:
                _choices(screen, seen())

    choices()


def _choices(screen: Screen, seen: Seen) -> None:
    words = screen.words
    st.caption(words("take.about", n=len(seen.people)))
    hidden = bool(
        (seen.html or seen.svg)
        and st.toggle(words("take.mask"), key=f"{seen.page}.take.mask", help=words("take.mask.help"))
    )
    shown = unnamed(screen, seen) if hidden else seen
    file = f"guanxi-{seen.page}" if hidden else name(seen)
    client.show(
        words, shown, sheet(shown, words), file, theme(), lambda form: log_after(screen, seen, form, masked=hidden)
    )
    for form, make in _files(screen, shown, hidden).items():
        st.download_button(
            words(f"take.{form}"), _made(screen, seen, form, make, masked=hidden), f"{file}.{form}", MIME[form],
            key=f"{seen.page}.take.{form}", icon=f":material/{ICONS[form]}:", on_click="ignore", width="stretch",
        )  # fmt: skip
    st.caption(words("take.logged"))


def theme() -> str:
    """The theme the user looks at, "light" where the browser has not said."""
    return "dark" if st.context.theme.type == "dark" else "light"


def _files(screen: Screen, seen: Seen, hidden: bool) -> dict[str, Callable[[], bytes]]:
    """How each file is made, by its ending; with names put aside only page and picture, which can do so, are left."""
    page, drawing, look = seen.html, seen.svg, theme()
    out: dict[str, Callable[[], bytes]] = {}
    if page:
        out["html"] = lambda: page(hidden).encode()
    if drawing:
        out["svg"] = lambda: drawing(look).encode()
    if hidden:
        return out
    out["csv"] = lambda: as_csv(seen.table, {one: one for one in seen.table.columns})
    if seen.people:
        out["xlsx"] = lambda: sheets.workbook(screen, seen)
        out["graphml"] = lambda: graphs.graphml(graph(screen, seen))
        out["gexf"] = lambda: graphs.gexf(graph(screen, seen))
    return out


def _made(screen: Screen, seen: Seen, form: str, make: Callable[[], bytes], *, masked: bool) -> Callable[[], bytes]:
    def done() -> bytes:
        made = make()
        log(screen, seen, form, masked=masked)
        return made

    return done


def graph(screen: Screen, seen: Seen) -> graphs.Graph:
    """The people and ties of a page as a graph, with their facts and scores."""
    rows = {str(row.pop("id")): row for row in records(sheets.people(screen, seen.people))}
    ties = screen.facts.ties
    return graphs.graph_of(screen.network, rows, ties[ties["id"].isin(seen.ties)])


def log(screen: Screen, seen: Seen, form: str, *, masked: bool = False) -> None:
    """Tell the journal who took what; a database that is away says so, and then nothing is taken."""
    if screen.store is not None:
        what = f"{seen.page}.{form}"
        screen.store.apply(taken(screen.viewer.user, what, seen.title, len(seen.people), masked))


def log_after(screen: Screen, seen: Seen, form: str, *, masked: bool = False) -> None:
    """The same for what the browser made by itself and has given already: if it cannot be journalled, that is said."""
    try:
        log(screen, seen, form, masked=masked)
    except GuanxiError as problem:
        st.toast(told(problem, screen.words), icon=":material/warning:")


def name(seen: Seen) -> str:
    """A file's name without its ending: the page's title where it can be one.

    >>> from graph.views.seen import Seen
    >>> name(Seen("map", "a/b: 关系图")), name(Seen("map", "***"))
    ('guanxi-a-b-关系图', 'guanxi-map')
    """
    told = re.sub(r"[^\w]+", "-", seen.title).strip("-")[:60]
    return f"guanxi-{told or seen.page}"
