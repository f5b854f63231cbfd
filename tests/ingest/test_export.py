"""What goes out comes back the same; nobody's text is a formula; networkx reads the graph."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import networkx as nx
import pytest
from openpyxl import load_workbook

from graph import demo
from graph.model.errors import BadFile, BadValue, Unsupported
from graph.model.kinds import NODES
from graph.model.network import Network
from graph.text import Words
from ingest.clean import text
from ingest.export import export
from ingest.load import preview
from ingest.rows import read
from tests.ingest.files import shared


@pytest.fixture(scope="module")
def seller() -> Network:
    """The demo."""
    return demo.network()


def people(names: list[str]) -> Network:
    """One person a name, whose title and note say the same."""
    return Network.of(
        Person=[
            {"id": f"p{i:03}", "name": name, "title": name, "note": name, "lawful_basis": "consent"}
            for i, name in enumerate(names)
        ]
    )


@pytest.mark.parametrize(
    ("name", "lang"),
    [("out.xlsx", "zh"), ("out.xlsx", "en"), ("folder", None), ("folder", "zh"), ("out.json", None),
     ("out.graphml", None), ("out.gexf", None)],
)  # fmt: skip
def test_an_export_imports_back_exactly_and_changes_nothing(
    tmp_path: Path, seller: Network, name: str, lang: str | None
) -> None:
    export(seller, tmp_path / name, words=Words(lang) if lang else None)
    assert preview([tmp_path / name], seller).changes_nothing
    anew = preview([tmp_path / name], Network.empty())
    assert anew.rejections == ()
    assert anew.put == seller


def test_a_workbook_names_the_people_beside_their_ids(tmp_path: Path, seller: Network) -> None:
    export(seller, tmp_path / "k.xlsx", what="knows", words=Words("zh"))
    header, first, *_ = load_workbook(tmp_path / "k.xlsx").worksheets[0].iter_rows(values_only=True)
    names = dict(zip(seller["Person"]["id"], seller["Person"]["name"], strict=True))
    assert header[:5] == ("人员1编号", "(姓名)", "人员2编号", "(姓名)", "关系类型")
    assert (first[1], first[3]) == (names[first[0]], names[first[2]])
    assert preview([tmp_path / "k.xlsx"], seller).notes == ()


def test_a_part_of_the_network_goes_out_alone(tmp_path: Path, seller: Network) -> None:
    assert [path.name for path in export(seller, tmp_path / "p", what="people")] == ["people.csv"]
    export(seller, tmp_path / "t.xlsx", what="ties")
    assert "people" not in load_workbook(tmp_path / "t.xlsx", read_only=True).sheetnames


def payloads() -> list[str]:
    """Names that a spreadsheet might run, and every naughty string that is still a text once tidied."""
    lines = shared("csv-injection", "csv-payload.txt").read_text("utf-8").splitlines()
    naughty = json.loads(shared("blns", "blns.json").read_text("utf-8"))
    more = ["=1+1", "+1", "-1", "@x", "'=1", "''=1", "\t=1", "＝1", "-", "N/A", "null", "_x0041_", "a\nb", "007", "1e5"]
    return [line for line in dict.fromkeys(text(one) for one in [*lines, *naughty, *more]) if line]


@pytest.mark.parametrize("name", ["out.json", "out.graphml", "out.gexf"])
def test_every_text_comes_back_from_json_and_graphs(tmp_path: Path, name: str) -> None:
    network = people(payloads())
    export(network, tmp_path / name)
    assert preview([tmp_path / name], Network.empty()).put == network


@pytest.mark.parametrize("ending", ["json", "graphml", "gexf"])
def test_a_part_goes_out_alone_as_json_and_graph(tmp_path: Path, seller: Network, ending: str) -> None:
    file = tmp_path / f"p.{ending}"
    export(seller, file, what="knows")
    seen = preview([file], seller)
    assert (seen.changes_nothing, seen.rejections) == (True, ())
    assert {part.layout: part.rows for part in seen.parts} == {"knows": len(seller["KNOWS"])}


def test_what_a_graph_tells_differently_is_a_change_to_confirm(tmp_path: Path) -> None:
    network = people(["王伟"])
    export(network, tmp_path / "g.graphml")
    told = (tmp_path / "g.graphml").read_text(encoding="utf-8").replace("王伟", "王薇")
    (tmp_path / "g.graphml").write_text(told, encoding="utf-8")
    assert preview([tmp_path / "g.graphml"], network).put["Person"]["name"].to_list() == ["王薇"]


def test_a_foreign_graph_is_two_tables_whose_columns_are_recognised(tmp_path: Path) -> None:
    graph = nx.Graph()
    graph.add_node("a", name="Ana", lawful_basis="consent")
    graph.add_node("b", name="Ben", lawful_basis="consent")
    graph.add_edge("a", "b", weight=2)
    nx.write_graphml(graph, tmp_path / "g.graphml")
    nodes, ties = read([tmp_path / "g.graphml"])
    assert (nodes.name, nodes.frame["name"].to_list()) == ("nodes", ["Ana", "Ben"])
    assert ties.frame[["source", "target", "weight"]].to_dict("records") == [
        {"source": "a", "target": "b", "weight": "2"}
    ]
    seen = preview([tmp_path / "g.graphml"], Network.empty(), constants={"kind": "alumni"})
    assert (seen.put.counts()["Person"], seen.put.counts()["KNOWS"], seen.rejections) == (2, 1, ())


BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><graphml>&a;</graphml>'


@pytest.mark.parametrize("text", ["<graphml>", "name,title\nx,y", "<graphml/>", BOMB])
@pytest.mark.parametrize("ending", ["graphml", "gexf"])
def test_what_is_no_graph_is_refused_by_name(tmp_path: Path, ending: str, text: str) -> None:
    (tmp_path / f"g.{ending}").write_text(text)
    with pytest.raises(BadFile, match=r"error\.bad_file\."):
        preview([tmp_path / f"g.{ending}"], Network.empty())


@pytest.mark.parametrize("name", ["out.xlsx", "folder"])
def test_no_text_becomes_a_formula_and_every_text_comes_back(tmp_path: Path, name: str) -> None:
    network = people(payloads())
    export(network, tmp_path / name)
    assert preview([tmp_path / name], Network.empty()).put == network
    if name == "folder":
        with (tmp_path / name / "people.csv").open(encoding="utf-8-sig", newline="") as lines:
            cells = [cell for row in csv.reader(lines) for cell in row]
    else:
        book = load_workbook(tmp_path / name)
        cells = [cell.value for row in book["people"].iter_rows() for cell in row if isinstance(cell.value, str)]
        assert all(cell.data_type != "f" for row in book["people"].iter_rows() for cell in row)
    assert [cell for cell in cells if cell[:1] in tuple("=+-@\t\r")] == []


def test_an_empty_network_and_stale_files_of_an_earlier_export(tmp_path: Path, seller: Network) -> None:
    export(seller, tmp_path / "f")
    export(Network.empty(), tmp_path / "f")
    assert preview([tmp_path / "f"], seller).changes_nothing
    assert preview([tmp_path / "f"], Network.empty()).changes_nothing
    export(Network.empty(), tmp_path / "e.xlsx")
    assert preview([tmp_path / "e.xlsx"], seller).changes_nothing


def test_networkx_reads_the_graphml_with_all_kinds(tmp_path: Path, seller: Network) -> None:
    export(seller, tmp_path / "g.graphml")
    graph = nx.read_graphml(tmp_path / "g.graphml", force_multigraph=True)
    nodes = sum(len(seller[kind]) for kind in NODES)
    assert graph.number_of_nodes() == nodes
    assert graph.number_of_edges() == sum(seller.counts().values()) - nodes
    person = seller["Person"].iloc[0]
    assert graph.nodes[person["id"]]["name"] == person["name"]
    assert graph.nodes[person["id"]]["kind"] == "Person"


def test_two_kinds_that_share_an_id_stay_two_nodes(tmp_path: Path) -> None:
    network = Network.of(
        Account=[{"id": "1", "name": "a"}], Rep=[{"id": "1", "name": "r"}], OWNS=[{"from_id": "1", "to_id": "1"}]
    )
    export(network, tmp_path / "g.graphml")
    assert set(nx.read_graphml(tmp_path / "g.graphml").edges()) == {("Rep:1", "Account:1")}


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unsupported):
        export(people(["x"]), tmp_path / "x.pdf")
    with pytest.raises(Unsupported):
        export(people(["x" * 40_000]), tmp_path / "x.xlsx")
    with pytest.raises(BadValue):
        export(people(["x"]), tmp_path / "x.xlsx", what="shoes")
    (tmp_path / "file").write_text("x")
    with pytest.raises(BadFile):
        export(people(["x"]), tmp_path / "file" / "deep.xlsx")
    assert not list(tmp_path.glob("*.new"))


def test_gexf_and_json_hold_everybody_and_the_page_the_first(tmp_path: Path, seller: Network) -> None:
    for ending in ("gexf", "json", "html"):
        assert export(seller, tmp_path / f"g.{ending}") == [tmp_path / f"g.{ending}"]
    names = set(seller["Person"]["name"])
    read = nx.read_gexf(tmp_path / "g.gexf")
    assert names <= {facts.get("name") for _, facts in read.nodes(data=True)}
    rows = json.loads((tmp_path / "g.json").read_text(encoding="utf-8"))
    assert {row["name"] for row in rows["Person"]} == names
    assert rows["KNOWS"][0].keys() >= {"id", "from_id", "to_id"} if rows["KNOWS"] else True
    page = (tmp_path / "g.html").read_text(encoding="utf-8").split('id="data">')[1].split("</script>")[0]
    shown = [node["name"] for node in json.loads(page)["nodes"]]
    assert (len(shown), names.issuperset(shown)) == (300, True)  # the first by influence, as on the map
