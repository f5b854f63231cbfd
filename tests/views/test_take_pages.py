"""Centres and Chains as they can be taken along: the same people, figures and pictures as on the page."""

from __future__ import annotations

import io
from xml.etree import ElementTree

import networkx as nx
import openpyxl
import pytest

from graph.model.network import Network
from graph.text import LANGUAGES
from graph.views import centres, chains
from graph.views.asked import ask
from graph.views.picture import part
from graph.views.screen import Screen
from graph.views.seen import Seen
from graph.views.take import graph, graphs, panels, sheets
from graph.views.take.sheet import sheet
from graph.views.take.unnamed import unnamed
from tests.views.small import asked, knowing
from tests.views.test_take import SVG, hostile, looking, texts

CHAIN = asked(("ana", "ben", "won", 300.0), ("ana", "cara", "met", None), ("ben", "dirk", "consented", None),
              ("cara", "", "promised", None))  # fmt: skip
STAR = knowing("hub-a", "hub-b", "hub-c", "c-d")


def of_centres(screen: Screen) -> Seen:
    """The Centres page of everybody, the first chosen."""
    table = centres.placed(centres.standings(screen.network, screen.key, screen))
    return centres._seen(screen, table, str(table.index[0]), ask(screen, "circles"), "全部")


def of_chains(screen: Screen, root: str) -> Seen:
    """The Chains page of that root."""
    rows, shape = ask(screen, "tree", who=root), ask(screen, "shape", who=root)
    return chains._seen(screen, root, rows, chains._owed(screen, rows), shape)


def sheets_of(screen: Screen, seen: Seen) -> dict[str, list[tuple[object, ...]]]:
    """The workbook's sheets as rows."""
    book = openpyxl.load_workbook(io.BytesIO(sheets.workbook(screen, seen)))
    return {one.title: [*one.iter_rows(values_only=True)] for one in book}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_centres_are_taken_with_chart_ranking_list_and_people(lang: str) -> None:
    screen = looking(STAR + CHAIN, lang)
    seen = of_centres(screen)
    assert seen.svg is not None
    said = texts(seen.svg("light"))
    assert {"HUB", "1", screen.words("centres.quadrant.title"), screen.words("centres.ranking.title")} <= set(said)
    assert seen.table[screen.words("take.col.name")].iloc[0] == "HUB"
    assert set(nx.read_graphml(io.BytesIO(graphs.graphml(graph(screen, seen))))) == set(seen.people)
    assert [row[1] for row in sheets_of(screen, seen)[screen.words("take.sheet.list")]][1] == "HUB"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_chain_is_taken_with_figures_tree_generations_and_ways(lang: str) -> None:
    screen = looking(CHAIN, lang)
    seen, words = of_chains(screen, "ana"), screen.words
    assert seen.svg is not None
    said = texts(seen.svg("dark"))
    assert words("chains.generation", g=2) in said
    assert [name for name in ("ANA", "BEN", "CARA", "DIRK") if not any(name in one for one in said)] == []
    assert words("chains.funnel.title") in said
    assert set(seen.people) == {"ana", "ben", "cara", "dirk"}
    assert {kind for _, _, kind in graph(screen, seen).edges(data="type")} == {"REFERRED"}
    book = sheets_of(screen, seen)
    assert [row[0] for row in book[words("take.sheet.generations")]][-1] == words("chains.generation.short", g=2)
    assert len(book[words("take.sheet.promises")]) == 2


def test_a_masked_chain_names_nobody() -> None:
    screen = looking(CHAIN)
    told = unnamed(screen, of_chains(screen, "ana"))
    assert told.svg is not None
    made = told.svg("light") + sheet(told, screen.words)
    assert [name for name in ("ANA", "BEN", "CARA", "DIRK") if name in made] == []


def test_hostile_names_in_a_chain_are_text() -> None:
    for name in hostile()[::25]:
        name = name.encode("utf-8", "ignore").decode() or "?"
        network = Network(dict(CHAIN.items()) | {"Person": CHAIN["Person"].assign(name=name)})
        screen = looking(network)
        seen = of_chains(screen, "ana")
        assert seen.svg is not None
        root = ElementTree.fromstring(seen.svg("light").encode("utf-8"))
        assert {one.tag.removeprefix(SVG) for one in root.iter()} <= {
            "svg", "style", "title", "rect", "text", "tspan", "line", "circle", "g", "path",
        }  # fmt: skip


def test_a_table_keeps_every_cell_in_its_row_and_column() -> None:
    cell = part("td", part("svg", width=30, height=10))
    head = part("tr", part("th", "名"), part("th", "数", cls="num"), part("th", "图"))
    row = part("tr", part("td", part("b", "王")), part("td", "12", cls="num"), cell)
    parts, wide, high = panels.table(part("div", part("table", head, row)))
    said = {panels.text(one): (one[1]["x"], one[1]["y"], one[1]["text-anchor"]) for one in parts if one[0] == "text"}
    assert said["王"][:2] == (0.0, 43)
    assert said["12"][2] == "end"
    assert said["数"][0] == said["12"][0]
    assert (wide, high) == (13 + 18 + 14.04 + 18 + 30, 52)
