"""What is taken along is what was seen: whole, well-formed, nothing in it can run, and the journal says who took it."""

from __future__ import annotations

import io
import json
from base64 import b64decode
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import openpyxl
import pandas as pd
import pytest
from pyvis.network import Network as Vis
from streamlit.testing.v1 import AppTest

from graph.model.network import Network
from graph.store.access import everyone
from graph.store.bolt import GraphStore
from graph.store.commands import load
from graph.text import LANGUAGES, Words
from graph.views.controls import CANVAS
from graph.views.draw import Picture
from graph.views.hands import hand_words
from graph.views.legend import legend
from graph.views.picture import part
from graph.views.scene import Choice
from graph.views.screen import Screen
from graph.views.seen import Seen
from graph.views.take import _files, _made, graph, graphs, lines, sheets
from graph.views.take.drawn import of_picture
from graph.views.take.light import Light, shown
from graph.views.take.looks import tokens
from graph.views.take.map_seen import of_person
from graph.views.take.masks import Hiding
from graph.views.take.page import embedded, page
from graph.views.take.sheet import sheet
from graph.views.take.svg import of_parts
from graph.views.take.unnamed import unnamed
from tests.views.test_draw import BLNS, HOSTILE, TODAY, drawn, small

SVG = "{http://www.w3.org/2000/svg}"
SHORT = '<svg xmlns="http://www.w3.org/2000/svg"><text>王伟</text></svg>'


def hostile() -> list[str]:
    """Every name that has ever hurt anybody."""
    more = json.loads(BLNS.read_text(encoding="utf-8")) if BLNS.exists() else []
    return [
        *HOSTILE,
        *more,
        "</script><script>alert(1)</script>",
        "\u2028",
        "]]>",
        "\x00\x08\ufffe",
        "\ud800",
        "%data%",
        "名" * 300,
    ]


def crowd(names: list[str]) -> Network:
    """People of these names, each knowing the one before; no store holds half a letter."""
    names = [name.encode("utf-8", "ignore").decode() for name in names]
    ids = [f"n{i}" for i in range(len(names))]
    return Network.of(
        Person=[{"id": i, "name": n or "?", "lawful_basis": "consent"} for i, n in zip(ids, names, strict=True)],
        KNOWS=[{"from_id": a, "to_id": b, "kind": "alumni"} for a, b in pairwise(ids)],
    )


def looking(network: Network, lang: str = "zh") -> Screen:
    """A screen on that network without a store."""
    return Screen(None, network, Words(lang), everyone, 1, f"take{id(network)}", TODAY)  # type: ignore[arg-type]


def seen_of(screen: Screen) -> Seen:
    """Everybody and every tie."""
    people, ties = screen.facts.people, screen.facts.ties
    table = people[["name", "title"]].reset_index(drop=True)
    return Seen("map", "关系图", tuple(people.index), tuple(ties["id"]), ("显示 3 / 3 人", "2026-11-22"), table)


def texts(svg: str) -> list[str]:
    """Every line of text in an SVG file, in order."""
    return ["".join(one.itertext()) for one in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def data_of(network: Network, lang: str = "zh") -> dict[str, object]:
    """What the page without a server is made of."""
    screen = looking(network, lang)
    _, picture = drawn(network, lang)
    marks = legend(picture, "attitude", "x", screen.words)
    nodes = [n | of_person(screen, Choice(measure="degree"), n["id"]) for n in picture.nodes]
    said = (
        {name: screen.words(f"canvas.{name}") for name in CANVAS}
        | hand_words(screen.words)
        | dict.fromkeys(("alt", "empty"), "")
    )
    return {"nodes": nodes, "edges": picture.edges, "board": picture.board, "rank": picture.rank, "colour": "attitude",
            "legend": marks, "title": "王伟的人脉圈", "shown": "3 人", "day": "2026-11-22", "words": said, "pinned": [],
            "route": [], "lit": [], "height": 720, "scene": "page", "fade": True}  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_map_as_a_file_has_names_legend_filter_and_day(lang: str) -> None:
    _, picture = drawn(small(), lang)
    marks = legend(picture, "attitude", "Degree", Words(lang))
    said = texts(of_picture(picture, marks, title="T", notes=["3 of 3", "2026-11-22"]))
    assert {"王伟", "李娜", "赵敏", "甲厂", "T", "3 of 3", "2026-11-22"} <= set(said)
    assert [one["text"] for one in marks] == [one for one in said if one in {m["text"] for m in marks}]


def test_hollow_and_filled_are_told_apart_in_the_file() -> None:
    _, picture = drawn(small())
    root = ElementTree.fromstring(of_picture(picture, [], title="T"))
    people = {g.findtext(f"{SVG}title"): g for g in root.iter(f"{SVG}g") if g.find(f"{SVG}title") is not None}
    fill = {name: g.findall(f".//{SVG}circle")[1].get("fill") for name, g in people.items()}
    assert fill["李娜"] == "#FFFFFF"
    assert fill["王伟"] not in (None, "#FFFFFF")


def test_axes_and_groups_are_in_the_file_too() -> None:
    axes = {"wide": 900, "high": 600, "x": [[0, "0"]], "y": [[0, "1"]], "middle": [450, 300], "median": "中位数",
            "x_name": "人数", "y_name": "分数", "note": "", "quarters": [{"x": 1, "y": 1, "name": "右下"}]}  # fmt: skip
    net = Vis(directed=True)
    hub = {
        "name": "校友会",
        "fold": 7,
        "hub": "group",
        "attitude": "",
        "role": "",
        "hollow": False,
        "rep": "",
        "char": "",
    }
    net.nodes = [{"id": "~g", "x": 100.0, "y": 100.0, "size": 16.0, **hub}]
    picture = Picture(net, {"axes": axes, "box": [-64, -78, 928, 678]}, ["~g"])
    said = texts(of_picture(picture, [{"mark": "hub", "value": "group", "text": "团体 1"}], title="两轴"))
    assert {"0", "1", "中位数", "人数 →", "↑ 分数", "右下", "校友会", "7", "团体 1"} <= set(said)


def test_no_two_names_in_the_file_cover_each_other() -> None:
    from graph.views.take.names import clear, settled

    nodes = [{"id": str(i), "name": f"人{i}", "x": 9.0 * i, "y": 0.0, "size": 8.0, "rep": ""} for i in range(30)]
    names = settled(nodes, [n["id"] for n in nodes], [])
    assert names[0].id == "0"
    assert all(clear(a.box, [b.box]) for i, a in enumerate(names) for b in names[:i])


def test_every_hostile_name_is_in_a_well_formed_file_as_text() -> None:
    names = hostile()
    parts = [part("text", name, x=0, y=14 * i) for i, name in enumerate(names)]
    root = ElementTree.fromstring(of_parts(parts, 400, 14 * len(parts), title=names[0]).encode("utf-8"))
    assert [one.tag for one in root.iter() if one.tag.lower().endswith(("script", "img", "iframe"))] == []
    assert len(list(root.iter(f"{SVG}text"))) == len(names) + 1
    assert texts(of_parts([part("text", "<b>&\"'", x=0, y=0)], 9, 9)) == ["<b>&\"'"]


def test_a_part_that_is_no_drawing_is_refused() -> None:
    with pytest.raises(ValueError, match="div"):
        of_parts([part("div", "x")], 1, 1)


def test_an_empty_network_is_a_frame_with_its_title() -> None:
    _, picture = drawn(Network.empty())
    assert texts(of_picture(picture, [], title="空", notes=["0 / 0"])) == ["空", "0 / 0"]


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_a_graph_of_hostile_names_comes_back(form: str) -> None:
    screen = looking(crowd(hostile()))
    made = getattr(graphs, form)(graph(screen, seen_of(screen)))
    read = (
        nx.read_graphml(io.BytesIO(made), force_multigraph=True)
        if form == "graphml"
        else nx.read_gexf(io.BytesIO(made))
    )
    assert len(read) == len(hostile())
    assert read.number_of_edges() == len(hostile()) - 1
    assert read.nodes["n0"]["name"] == HOSTILE[0]


def test_the_graph_has_only_what_was_shown_with_facts_and_scores() -> None:
    screen = looking(small())
    seen = Seen("map", "", ("a", "b"), tuple(screen.facts.ties["id"]))
    made = graph(screen, seen)
    assert set(made.nodes) == {"a", "b"}
    assert sorted(facts["type"] for _, _, facts in made.edges(data=True)) == ["KNOWS", "REPORTS_TO"]
    assert made.nodes["a"]["attitude"] == "supporter"
    assert "attitude" not in made.nodes["b"]


def test_a_workbook_holds_the_list_people_ties_and_notes_and_no_formula() -> None:
    screen = looking(crowd(["=1+1", "@SUM(1)", "王\x00伟", *hostile()]))
    book = openpyxl.load_workbook(io.BytesIO(sheets.workbook(screen, seen_of(screen))))
    assert book.sheetnames == ["名单", "人员", "关系", "说明"]
    cells = [cell for sheet_ in book for row in sheet_.iter_rows() for cell in row if cell.value is not None]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert book["人员"]["B2"].value == "'=1+1"
    assert book["说明"]["A2"].value == "显示 3 / 3 人"


def test_data_in_a_page_cannot_end_its_script() -> None:
    for name in hostile():
        told = embedded({"name": name})
        assert not set("<>&\u2028\u2029") & set(told)
        assert json.loads(told)["name"] == "".join(c for c in name if c not in "\x00\x08\ufffe\ud800") or len(name) > 20


def test_a_page_is_whole_and_forbids_every_request() -> None:
    made = page(data_of(small()), Words("zh"))
    assert "%data%" not in made
    assert "default-src 'none'" in made
    assert "export default" not in made
    assert made.count("</script>") == 2


def test_a_masked_page_names_nobody() -> None:
    told = data_of(small())
    made = page(told, Words("zh"), hide_names=True)
    data = made.split('id="data">')[1].split("</script>")[0]
    shown = json.loads(data)
    assert [n["name"] for n in shown["nodes"]] == ["人 1", "人 2", "人 3"]
    assert shown["title"] == "人 1的人脉圈"
    assert not [
        name for name in ("王伟", "李娜", "赵敏", "李沐阳", "wangwei") if name in json.dumps(shown, ensure_ascii=False)
    ]
    assert {e["from"] for e in shown["edges"]} <= {"p0", "p1", "p2"}


def test_a_masked_page_says_no_name_in_any_line() -> None:
    told = data_of(small())
    told["others"] = ["吴承泽", "李沐阳"]
    told["shown"] = "负责人 吴承泽 · 王伟"
    told["words"] = {**told["words"], "alt": "王伟的人脉圈，3 人"}
    told["board"] = {**told["board"], "sectors": [{"id": "r", "name": "李沐阳", "note": "2 人"}]}
    data = page(told, Words("zh"), hide_names=True).split('id="data">')[1].split("</script>")[0]
    shown = json.loads(data)
    assert (shown["shown"], shown["words"]["alt"]) == ("负责人 人 · 人 1", "人 1的人脉圈，3 人")
    assert shown["board"]["sectors"][0]["name"] == "人"
    assert "others" not in shown


def test_longer_names_are_put_aside_first() -> None:
    hide = Hiding({"王伟": "甲", "王伟强": "乙", "Li": "丙"}, frozenset(["李沐阳"]), "某人", frozenset(["采购经理"]))
    asked = [
        "王伟强和王伟",
        "王　伟",
        "王伟…",
        "李",
        "采购经…",
        "采购经理",
        "Limited Li",
        "李沐… · 5 人",
        "1",
        "王伟强的",
    ]
    assert hide.said(asked) == ["乙和甲", "甲", "甲", "", "", "", "Limited 丙", "某人 · 5 人", "1", "乙的"]


def test_a_sheet_of_paper_says_what_has_no_room() -> None:
    screen = looking(crowd([f"人{i}" for i in range(90)]))
    made = sheet(seen_of(screen), screen.words)
    printed = made.count("<tr>") - 1
    assert 40 < printed < 60
    assert f"名单另有 {90 - printed} 行未印" in made
    assert "<b>" not in sheet(Seen("map", "<b>x"), screen.words)


def _menu(network: object, lang: str, place: str) -> None:
    from graph.store.access import everyone
    from graph.text import Words
    from graph.views.screen import Screen
    from graph.views.take import _choices
    from tests.views.test_take import SHORT, TODAY, seen_of

    screen = Screen(None, network, Words(lang), everyone, 1, place, TODAY)  # type: ignore[arg-type]
    seen = seen_of(screen)
    _choices(
        screen,
        type(seen)(seen.page, seen.title, seen.people, seen.ties, seen.notes, seen.table, lambda theme: SHORT, str),
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_menu_offers_what_the_page_has_and_with_names_hidden_only_what_hides_them(lang: str) -> None:
    network = small()
    at = AppTest.from_function(_menu, kwargs={"network": network, "lang": lang, "place": f"{id(network)}"}).run()
    assert not at.exception
    assert [one.proto.id.rpartition(".")[2] for one in at.get("download_button")] == [
        "html",
        "svg",
        "csv",
        "xlsx",
        "graphml",
        "gexf",
    ]
    at.toggle(key="map.take.mask").set_value(True).run()
    assert [one.proto.id.rpartition(".")[2] for one in at.get("download_button")] == ["html", "svg"]


def test_days_are_told_as_days(tmp_path: Path) -> None:
    from graph.views.take.graphs import cleaned

    row = {"a": date(2026, 1, 2), "b": None, "c": ("x", "y"), "d": "unknown", "e": float("nan"), "f": 3}
    assert dict(cleaned(row)) == {"a": "2026-01-02", "c": "x;y", "f": 3}


LINE: dict[str, object] = {"kind": "KNOWS", "tone": "tie", "width": 1.0, "arrow": False, "dash": False, "bend": 0.0}


def ring_of(picture: Picture, who: str, light: Light) -> ElementTree.Element:
    """The mark of the person of that name in the file."""
    root = ElementTree.fromstring(of_picture(picture, [], title="T", light=light))
    return next(g for g in root.iter(f"{SVG}g") if g.findtext(f"{SVG}title") == who)


@pytest.mark.parametrize("change", ["new", "lost", "changed"])
def test_what_changed_has_its_sign_in_picture_and_legend(change: str) -> None:
    _, picture = drawn(small())
    picture.net.nodes[0]["change"] = picture.net.edges[0]["change"] = change
    marks = [{"mark": "change", "by": "change", "value": change, "text": "变化 2"}]
    root = ElementTree.fromstring(of_picture(picture, marks, title="T"))
    signs = [one.get("stroke") for one in root.iter(f"{SVG}path") if one.get("d") == lines.SIGNS[change]]
    assert signs == [tokens()[lines.TONES[change]]] * 3
    assert len(set(lines.SIGNS.values())) == 3


def test_a_chosen_person_has_a_ring_and_the_others_step_back() -> None:
    _, picture = drawn(small())
    edges = [{**LINE, "id": "t", "from": "a", "to": "b"}]
    picture.net.edges[:] = edges
    light = Light(chosen=("a",))
    assert ring_of(picture, "王伟", light).findall(f"{SVG}circle")[1].get("stroke") == tokens()["ours"]
    assert ring_of(picture, "赵敏", light).get("opacity") == "0.2"
    assert ring_of(picture, "李娜", light).get("opacity") is None
    assert "赵敏" not in texts(of_picture(picture, [], title="T", light=light))


def test_lit_ties_the_way_and_the_focus_are_as_on_the_canvas() -> None:
    edges = [{**LINE, "id": f"{a}{b}", "from": a, "to": b} for a, b in ("ab", "bc", "cd")]
    assert shown(Light(chosen=("a",), lit=("bc",)), edges).bright == frozenset("abc")
    assert shown(Light(chosen=("a",), lit=("bc",)), edges).shade == {"ab": 1.0, "bc": 1.0, "cd": 0.1}
    assert shown(Light(chosen=("a",), steps=2, fade=False), edges).bright == frozenset("abc")
    assert shown(Light(chosen=("a",), fade=False), edges, hub="a").level == {"ab": 0, "bc": 0, "cd": 0}
    assert shown(Light(picked=("cd",)), edges).bright == frozenset("cd")
    assert shown(Light(), edges).bright is None


def test_the_suggested_way_is_drawn_over_its_people() -> None:
    _, picture = drawn(small())
    root = ElementTree.fromstring(of_picture(picture, [], title="T", light=Light(route=("a", "b", "c"), fade=False)))
    way = [one.get("d") or "" for one in root.iter(f"{SVG}path") if one.get("stroke-linejoin") == "round"]
    assert [d.count("L") for d in way if d.count("L") > 1] == [2]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_picture_has_the_colours_of_its_theme(theme: str) -> None:
    _, picture = drawn(small())
    made = of_picture(picture, [], title="T", theme=theme)
    other = {"light": "dark", "dark": "light"}[theme]
    assert tokens(theme)["zone"] in made
    assert tokens(other)["zone"] not in made


def test_a_picture_and_a_list_with_names_put_aside_name_nobody() -> None:
    screen, (_, picture) = looking(small()), drawn(small())
    seen = replace(
        seen_of(screen), title="王伟的人脉圈", svg=lambda theme: of_picture(picture, [], title="王伟的人脉圈")
    )
    told = unnamed(screen, seen)
    assert told.svg is not None
    made = told.svg("light") + sheet(told, screen.words) + told.table.to_csv()
    assert [one for one in ("王伟", "李娜", "赵敏", "李沐阳") if one in made] == []
    assert "人 1的人脉圈" in texts(told.svg("light"))
    assert list(told.table["name"]) == ["人 1", "人 2", "人 3"]


def test_the_sheet_drops_what_the_picture_says_twice_and_breaks_what_is_long() -> None:
    svg = of_parts([part("rect", x=0, y=0, width=400, height=100)], 400, 100, title="甲厂", notes=["一", "二"])
    table = pd.DataFrame([[f"人{i}", "长" * 60, "=1"] for i in range(90)], columns=["姓名", "说明", "式"])
    made = sheet(Seen("account", "甲厂" * 100, notes=("一", "二"), table=table, svg=lambda theme: svg), Words("zh"))
    image = b64decode(made.split("base64,")[1].split('"')[0]).decode()
    assert ElementTree.fromstring(image).get("viewBox") == "0 44 448 118"
    assert "<p>一 · 二</p>" in made
    assert f"{'长' * 40}…" in made
    rows = made.count("<tr>") - 1
    assert f"名单另有 {90 - rows} 行未印" in made
    assert 10 < rows < 60


def test_a_page_opens_with_what_was_chosen_and_masked_by_number() -> None:
    told = data_of(small()) | {
        "focus": {"id": "a", "several": ["b", "gone"], "edge": "x"},
        "lit": ["y"],
        "route": ["a"],
    }
    told["rank"] = ["b", "a", "c"]
    shown_ = json.loads(page(told, Words("zh")).split('id="data">')[1].split("</script>")[0])
    assert (shown_["focus"]["id"], shown_["lit"], shown_["route"]) == ("a", ["y"], ["a"])
    made = page(told, Words("zh"), hide_names=True)
    shown_ = json.loads(made.split('id="data">')[1].split("</script>")[0])
    assert (shown_["focus"]["id"], shown_["focus"]["several"], shown_["route"]) == ("p1", ["p0"], ["p1"])
    assert (shown_["focus"]["edge"], shown_["lit"]) == ("", [])


@pytest.mark.parametrize("form", ["csv", "xlsx", "graphml", "gexf", "svg", "html"])
def test_whatever_is_taken_is_one_entry_in_the_journal(embedded_uri: str, form: str) -> None:
    network = small()
    with GraphStore.open(embedded_uri) as store:
        store.apply(load(network, "wang"))
        screen = replace(looking(network), store=store)
        seen = replace(seen_of(screen), svg=lambda theme: SHORT, html=str)
        before = len(store.history(100))
        make = _files(screen, seen, hidden=False)[form]
        assert _made(screen, seen, form, make, masked=form == "html")()
        entries = store.history(100)
    assert len(entries) == before + 1
    masked = " masked" if form == "html" else ""
    assert (entries[0]["what"], entries[0]["source"]) == ("export", f"map.{form} 3{masked}")
    assert (entries[0]["by"], entries[0]["summary"]) == (screen.viewer.user, "关系图")


def test_hostile_names_are_put_aside_in_picture_list_and_sheet() -> None:
    network = crowd([f"王述白 {name}" for name in hostile()])
    screen, (_, picture) = looking(network), drawn(network)
    told = unnamed(screen, replace(seen_of(screen), svg=lambda theme: of_picture(picture, [], title=HOSTILE[0])))
    assert told.svg is not None
    root = ElementTree.fromstring(told.svg("dark").encode("utf-8"))
    assert {"script", "img", "iframe"}.isdisjoint(one.tag.rpartition("}")[2].lower() for one in root.iter())
    assert [one for one in told.table["name"] if not str(one).startswith("人")] == []
    assert "<script" not in sheet(told, screen.words)
