"""What is drawn says what is known: marks, lines, counts; and no name is ever anything but a name."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from graph.model.network import Network
from graph.store.access import everyone
from graph.text import LANGUAGES, Words
from graph.views.draw import Picture, line, one_a_pair, sizes, whole_picture
from graph.views.expand import beside
from graph.views.facts import Facts, facts
from graph.views.filters import chosen_people, chosen_ties
from graph.views.fold import Folded, folded
from graph.views.layout import whole
from graph.views.legend import legend
from graph.views.scene import ALL, Choice, _accounts, _bosses, bonds, scene
from graph.views.screen import Screen
from graph.views.shell import safe

TODAY = date(2026, 11, 22)
BLNS = Path("/work/shared/data/blns/blns.json")
HOSTILE = ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "a href='javascript:x'", "![x](http://x.invalid/a.png)",
           "=HYPERLINK(1)", "{{7*7}}", "'; MATCH (n) DETACH DELETE n //", "\u202eevil", "😀", "王\u200b伟"]  # fmt: skip


def small(name: str = "王伟") -> Network:
    """Three people at two accounts; one of ours knows the first."""
    called = {"a": name, "b": "李娜", "c": "赵敏"}
    return Network.of(
        Person=[{"id": id, "name": n, "lawful_basis": "contract_necessity"} for id, n in called.items()],
        Account=[{"id": "x", "name": "甲厂", "region": "华东"}, {"id": "y", "name": "乙厂"}],
        WORKS_AT=[
            {"from_id": "a", "to_id": "x", "level": "decision"}, {"from_id": "b", "to_id": "x"},
            {"from_id": "c", "to_id": "y"},
        ],
        KNOWS=[
            {"from_id": "a", "to_id": "b", "kind": "alumni", "strength": 3},
            {"from_id": "b", "to_id": "c", "confidence": "inferred"},
        ],
        REPORTS_TO=[{"from_id": "b", "to_id": "a"}], INFLUENCES=[{"from_id": "a", "to_id": "c", "strength": 2}],
        Rep=[{"id": "r", "name": "李沐阳"}],
        CONTACT=[{"from_id": "r", "to_id": "a", "relationship_stage": "trust", "attitude": "supporter",
                  "last_interaction_on": date(2026, 6, 1)}],
    )  # fmt: skip


def drawn(network: Network, lang: str = "zh") -> tuple[Facts, Picture]:
    """The whole picture of a network."""
    seen = facts(network, TODAY)
    layout = whole(_accounts(seen.people), _bosses(seen.ties), bonds(seen.ties, seen.people["account_id"]))
    return seen, whole_picture(seen, list(seen.people.index), seen.ties, layout, {"a": 90.0, "b": 10.0}, Words(lang))


def test_hollow_means_that_none_of_ours_knows_them() -> None:
    _, picture = drawn(small())
    assert {n["id"]: n["hollow"] for n in picture.nodes} == {"a": False, "b": True, "c": True}
    assert {n["id"]: n["rep"] for n in picture.nodes} == {"a": "李", "b": "", "c": ""}


def test_a_contact_of_174_days_with_a_decider_is_stale() -> None:
    seen, picture = drawn(small())
    assert seen.people.at["a", "days"] == 174
    assert next(n for n in picture.nodes if n["id"] == "a")["stale"]


def test_size_is_the_measure_and_nothing_else() -> None:
    _, picture = drawn(small())
    size = {n["id"]: n["size"] for n in picture.nodes}
    assert size["a"] > size["b"] > size["c"]
    assert sizes({"a": 5.0, "b": 5.0}) == {"a": 8.0, "b": 8.0}


def test_lines_follow_the_grammar() -> None:
    _, picture = drawn(small())
    by_kind = {e["kind"]: e for e in picture.edges}
    assert (by_kind["KNOWS"]["width"], by_kind["KNOWS"]["arrow"], by_kind["KNOWS"]["dash"]) == (4.0, False, False)
    assert (by_kind["INFLUENCES"]["tone"], by_kind["INFLUENCES"]["arrow"]) == ("sup", True)
    assert (by_kind["PROPOSED"]["tone"], by_kind["PROPOSED"]["dash"]) == ("ours", True)
    assert (by_kind["REPORTS_TO"]["tone"], by_kind["REPORTS_TO"]["width"]) == ("rule", 1.5)
    assert line("REFERRED", 2, "unknown")["arrow"]


def test_two_lines_of_one_pair_do_not_lie_on_each_other() -> None:
    _, picture = drawn(small())
    pair = [e["bend"] for e in picture.edges if {e["from"], e["to"]} == {"a", "b"}]
    assert len(pair) == 2
    assert len({abs(b) for b in pair}) == 2


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("colour", ["attitude", "role"])
def test_the_legend_counts_everybody_shown(lang: str, colour: str) -> None:
    _, picture = drawn(small(), lang)
    marks = [m for m in legend(picture, colour, "x", Words(lang)) if m["mark"] == colour]
    assert sum(int(m["text"].split()[-1]) for m in marks) == 3


def test_the_legend_counts_the_ties_of_each_kind_that_are_drawn() -> None:
    _, picture = drawn(small())
    told = {m["value"]: int(m["text"].split()[-1]) for m in legend(picture, "attitude", "x", Words("zh"))
            if m.get("by") == "kind"}  # fmt: skip
    kinds = [e["kind"] for e in picture.edges]
    assert told == {kind: kinds.count(kind) for kind in kinds}


def test_filters_keep_who_passes_all_of_them() -> None:
    seen = facts(small(), TODAY)
    assert list(chosen_people(seen, Choice(accounts=("x",), attitudes=("unknown",))).index) == ["b"]
    assert set(
        chosen_ties(seen.ties, Choice(kinds=("alumni", "friend", "colleague", "unknown", "business_partner"), least=2))[
            "strength"
        ]
    ) == {3}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_stays_a_name(name: str) -> None:
    _, picture = drawn(small(name))
    node = next(n for n in picture.nodes if n["id"] == "a")
    assert node["name"] == name.strip()
    assert "title" not in node
    assert json.loads(json.dumps(node))["name"] == name.strip()


@pytest.mark.skipif(not BLNS.exists(), reason="the list of naughty strings is not here")
def test_the_naughty_strings_are_drawn_as_they_are() -> None:
    names = [n for n in json.loads(BLNS.read_text(encoding="utf-8")) if n.strip()]
    network = Network.of(Person=[{"id": f"p{i:03}", "name": n} for i, n in enumerate(names)])
    seen, picture = drawn(network)
    assert {n["id"]: n["name"] for n in picture.nodes} == seen.people["name"].to_dict()


def test_markdown_has_no_way_in() -> None:
    assert safe("[x](http://a)") == r"\[x\]\(http\://a\)"


def test_a_pair_of_a_circle_is_one_line_and_the_rest_is_drawn_when_asked_for() -> None:
    drawn = one_a_pair([
        {"id": "1", "from": "a", "to": "b", "kind": "INFLUENCES", "bend": 0.18},
        {"id": "2", "from": "b", "to": "a", "kind": "KNOWS", "bend": 0.14},
        {"id": "3", "from": "a", "to": "c", "kind": "REFERRED", "bend": 0.0},
        {"id": "4", "from": "c", "to": "b", "kind": "PROPOSED", "bend": 0.0},
    ])  # fmt: skip
    assert [edge["id"] for edge in drawn if not edge.get("under")] == ["2", "4"]
    assert drawn[1]["bend"] == 0.0


def test_folded_people_are_one_node_in_their_middle_with_their_ties_outwards() -> None:
    _, picture = drawn(small())
    at = {n["id"]: n for n in picture.nodes}
    one = folded(picture, {"g": Folded("甲厂", "2 人", ("a", "b")), "none": Folded("无人", "", ("x",))})
    group = next(n for n in one.nodes if n.get("fold"))
    for axis in ("x", "y"):
        assert group[axis] == pytest.approx((at["a"][axis] + at["b"][axis]) / 2, abs=0.1)
    assert [(e["from"], e["to"], e["ties"]) for e in one.edges] == [("c", "fold:g", 2)]
    assert one.rank == ["fold:g", "c"]
    assert folded(picture, {}) == picture
    assert one.counts == picture.counts


def test_five_thousand_ties_are_brought_in_parts_the_strongest_first() -> None:
    many = [f"p{i:04}" for i in range(5000)]
    ties = [{"from_id": "hub", "to_id": p, "kind": "friend", "strength": 3 if p == "p4999" else 1} for p in many]
    network = Network.of(Person=[{"id": p, "name": p, "lawful_basis": "consent"} for p in ["hub", *many]], KNOWS=ties)
    screen = Screen(None, network, Words("zh"), everyone, 1, "five thousand", TODAY)  # type: ignore[arg-type]
    found = beside(screen, "hub", ["hub", "p0000"])
    assert (len(found["KNOWS"]), found["KNOWS"][0]) == (4999, "p4999")
    assert found["REFERRED"] == []
    around = scene(screen, Choice(who="hub", steps=1))
    assert (around.shown, around.asked) == (31, 5001)
    assert len(scene(screen, Choice(also=tuple(found["KNOWS"]))).people) == ALL
