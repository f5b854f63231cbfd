"""People and their groups on the map: who is drawn, where, and who shares what."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from graph import demo
from graph.model.network import Network
from graph.store.access import everyone
from graph.text import LANGUAGES, Words
from graph.views.fold import FOLD
from graph.views.groups import OWN
from graph.views.groups_layout import DOT, placed, ring
from graph.views.scene import Choice, Scene, scene
from graph.views.screen import Screen
from tests.views.small import DAY, person


def classes(**members: str) -> Network:
    """Groups by id with the people in each, one letter a person."""
    people = sorted({p for inside in members.values() for p in inside})
    return Network.of(
        Person=[person(p) for p in people],
        Group=[{"id": g, "name": f"Class {g}", "kind": "class_cohort"} for g in members],
        MEMBER_OF=[{"from_id": p, "to_id": g} for g, inside in members.items() for p in inside],
    )


def drawn(network: Network, lang: str = "zh", **choice: Any) -> Scene:
    """The scene of that choice."""
    seen = Screen(None, network, Words(lang), everyone, 1, f"{id(network)}", DAY)  # type: ignore[arg-type]
    return scene(seen, Choice(view="groups", **choice))


def test_groups_are_marks_of_their_own_with_a_line_to_each_member() -> None:
    made = drawn(classes(g="abc", h="cde"))
    hubs = {node["id"]: node for node in made.picture.nodes if "hub" in node}
    assert set(hubs) == {f"{FOLD}in:g", f"{FOLD}in:h"}
    assert hubs[f"{FOLD}in:g"]["fold"] == 3
    assert made.people == ["a", "b", "c", "d", "e"]
    assert len(made.picture.edges) == 6
    assert all(edge["id"].startswith(FOLD) for edge in made.picture.edges)  # no click takes them for recorded ties


def test_people_of_two_groups_stand_between_them() -> None:
    at = {node["id"]: (node["x"], node["y"]) for node in drawn(classes(g="abc", h="cde")).picture.nodes}
    (gx, gy), (hx, hy) = at[f"{FOLD}in:g"], at[f"{FOLD}in:h"]
    middle = ((gx + hx) / 2, (gy + hy) / 2)
    assert np.hypot(at["c"][0] - middle[0], at["c"][1] - middle[1]) < 100
    assert np.hypot(at["a"][0] - gx, at["a"][1] - gy) < np.hypot(at["a"][0] - hx, at["a"][1] - hy)


def test_folded_to_people_a_line_says_how_many_they_share() -> None:
    made = drawn(classes(g="abc", h="bc", i="bcd"), joined="people")
    shared = {(edge["from"], edge["to"]): edge["ties"] for edge in made.picture.edges}
    assert shared[("b", "c")] == 3
    assert shared[("a", "b")] == 1
    assert ("a", "d") not in shared
    assert not [node for node in made.picture.nodes if "hub" in node]
    widest = max(made.picture.edges, key=lambda e: e["width"])
    assert (widest["from"], widest["to"]) == ("b", "c")


def test_people_keep_their_places_when_the_groups_go() -> None:
    network = classes(g="abc", h="cde")
    two, one = (drawn(network, joined=how).picture.nodes for how in ("", "people"))
    assert {n["id"]: (n["x"], n["y"]) for n in one}.items() <= {n["id"]: (n["x"], n["y"]) for n in two}.items()


def test_a_group_of_5000_draws_some_of_its_own_and_says_so() -> None:
    ids = [f"p{i}" for i in range(5000)]
    network = Network.of(
        Person=[person(p) for p in ids], Group=[{"id": g, "name": g, "kind": "club"} for g in ("big", "few")],
        MEMBER_OF=[{"from_id": p, "to_id": "big"} for p in ids] + [{"from_id": p, "to_id": "few"} for p in ids[:3]],
    )  # fmt: skip
    made = drawn(network)
    assert made.shown == OWN + 3
    assert made.asked == 5000
    big = next(node for node in made.picture.nodes if node["id"] == f"{FOLD}in:big")
    assert big["fold"] == 5000
    assert "43" in big["about"]
    assert len(drawn(network, joined="people").picture.edges) == 3  # the big one joins nobody


def test_groups_that_share_people_stand_side_by_side() -> None:
    order = ring(["a", "b", "c", "d"], {"a": "1234", "b": "89", "c": "345", "d": "5678"})
    at = {hub: i for i, hub in enumerate(order)}
    assert (at["c"] - at["a"]) % 4 in (1, 3)


def test_nobody_stands_on_another() -> None:
    rng = np.random.default_rng(3)
    members = {f"g{h}": [f"p{p}" for p in np.flatnonzero(rng.random(120) < 0.12)] for h in range(14)}
    _, spots = placed(sorted(members), members)
    at = np.array(list(spots.values()))
    far = np.hypot(at[:, None, 0] - at[None, :, 0], at[:, None, 1] - at[None, :, 1])
    assert far[~np.eye(len(at), dtype=bool)].min() > DOT * 0.6


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("among", ["all", "group", "event", "account"])
def test_the_demo_has_groups_events_and_accounts(lang: str, among: str) -> None:
    made = drawn(demo.network(today=DAY), lang, among=among)
    sorts = {node["hub"] for node in made.picture.nodes if "hub" in node}
    assert sorts == ({"group", "event"} if among == "all" else {among})
    assert [key["mark"] for key in made.picture.board["keys"]] == ["hub"] * len(sorts)


def test_nothing_to_belong_to_is_an_empty_picture() -> None:
    assert drawn(Network.empty()).shown == 0
    assert drawn(Network.of(Person=[person("a")])).picture.nodes == []
