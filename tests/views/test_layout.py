"""Where people stand: nobody on anybody, the same every time, and nobody moves for a newcomer."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model.network import Network
from graph.views.around import distances, nearest
from graph.views.circle import OTHERS, SLICES, circle, peopled
from graph.views.facts import Facts, facts
from graph.views.layout import LEVELS, Layout, whole
from graph.views.scene import _accounts, _bosses, bonds

LEVEL = st.sampled_from([*LEVELS, "unknown"])
ACCOUNTS = st.dictionaries(st.sampled_from("abcdefghij"), st.lists(LEVEL, min_size=1, max_size=40), min_size=1)


def staffed(sizes: dict[str, list[str]]) -> dict[str, dict[str, str]]:
    """Accounts with people named after them."""
    return {a: {f"{a}{i:02}": level for i, level in enumerate(levels)} for a, levels in sizes.items()}


def joined(seen: Facts) -> dict[tuple[str, str], float]:
    """Ties between the accounts."""
    return bonds(seen.ties, seen.people["account_id"])


def table(*ties: str) -> pd.DataFrame:
    """Ties as `a-b` or `a-b3` with their strength."""
    return pd.DataFrame([(t[0], t[2], int(t[3:] or 1)) for t in ties], columns=["from_id", "to_id", "strength"])


@pytest.fixture(scope="module")
def laid(demo: Network) -> Layout:
    """The whole demo."""
    seen = facts(demo, date(2026, 11, 22))
    return whole(_accounts(seen.people), _bosses(seen.ties), joined(seen))


@settings(max_examples=25, deadline=None)
@given(ACCOUNTS)
def test_no_two_discs_touch_and_nobody_stands_on_anybody(sizes: dict[str, list[str]]) -> None:
    layout = whole(staffed(sizes), {}, {("a", "b"): 3.0})
    zones, spots = layout.zones, list(layout.spots.values())
    assert all(math.dist((p.x, p.y), (q.x, q.y)) >= p.r + q.r for i, p in enumerate(zones) for q in zones[:i])
    assert all(math.dist(p, q) >= 20 for i, p in enumerate(spots) for q in spots[:i])


def test_a_thousand_accounts_stand_in_rows_and_none_touches_another() -> None:
    sizes = {f"a{i:04}": {f"p{i:04}{k}": "operation" for k in range(1 + i % 7)} for i in range(1000)}
    layout = whole(sizes, {}, {("a0000", "a0999"): 9.0})
    x, y, r = (np.array([getattr(z, name) for z in layout.zones]) for name in "xyr")
    apart = np.hypot(x[:, None] - x, y[:, None] - y) - r[:, None] - r
    assert apart[~np.eye(len(r), dtype=bool)].min() >= 0
    assert set(layout.spots) == {p for people in sizes.values() for p in people}
    assert 1.2 < np.ptp(x) / np.ptp(y) < 3.5


def test_everybody_of_the_demo_has_a_place_in_their_account(demo: Network, laid: Layout) -> None:
    seen = facts(demo, date(2026, 11, 22)).people
    zones = {z.id: z for z in laid.zones}
    assert set(laid.spots) == set(seen.index)
    for person, (x, y) in laid.spots.items():
        z = zones[seen.at[person, "account_id"]]
        assert math.hypot(x - z.x, y - z.y) <= z.r


def test_the_same_data_gives_the_same_picture(demo: Network, laid: Layout) -> None:
    seen = facts(demo, date(2026, 11, 22))
    assert whole(_accounts(seen.people), _bosses(seen.ties), joined(seen)) == laid


def test_deciders_stand_inside_managers_and_managers_inside_the_others() -> None:
    people = {f"p{i:02}": LEVELS[min(2, i // 4)] for i in range(20)}
    layout = whole({"a": people}, {}, {})
    z = layout.zones[0]
    away = {p: math.hypot(x - z.x, y - z.y) for p, (x, y) in layout.spots.items()}
    by_level = [[away[p] for p, level in people.items() if level == wanted] for wanted in LEVELS]
    assert max(by_level[0]) < min(by_level[1])
    assert max(by_level[1]) < min(by_level[2])


def test_a_newcomer_gets_a_free_place_and_nobody_moves(demo: Network, laid: Layout) -> None:
    seen = facts(demo, date(2026, 11, 22))
    accounts = _accounts(seen.people)
    home = max(accounts, key=lambda a: len(accounts[a]))
    accounts[home]["newcomer"] = "unknown"
    after = whole(accounts, _bosses(seen.ties), joined(seen), laid)
    assert {p: s for p, s in after.spots.items() if p != "newcomer"} == laid.spots
    assert min(math.dist(after.spots["newcomer"], s) for s in laid.spots.values()) >= 20


def test_a_new_account_gets_a_free_place_and_nobody_moves(demo: Network, laid: Layout) -> None:
    seen = facts(demo, date(2026, 11, 22))
    accounts = _accounts(seen.people) | {"new": {f"n{i}": "operation" for i in range(9)}}
    after = whole(accounts, _bosses(seen.ties), joined(seen), laid)
    assert {p: s for p, s in after.spots.items() if p[0] != "n" or p in laid.spots} == laid.spots
    new = next(z for z in after.zones if z.id == "new")
    assert all(math.dist((new.x, new.y), (z.x, z.y)) >= new.r + z.r for z in laid.zones)


def test_another_network_is_laid_out_afresh(laid: Layout) -> None:
    other = staffed({"x": ["decision"], "y": ["decision"], "z": ["decision"]})
    assert whole(other, {}, {}, laid) == whole(other, {}, {})


def test_steps_are_counted_by_the_shortest_way() -> None:
    found = distances("a", table("a-b", "b-c", "c-d", "a-c"), 2)
    assert {p: n for p, (n, _) in found.items()} == {"a": 0, "b": 1, "c": 1, "d": 2}


def test_people_are_reached_by_the_strongest_tie_then_the_higher_score() -> None:
    found = distances("a", table("a-b", "a-c", "b-d1", "c-d3", "b-e2", "c-e2"), 2, {"b": 9.0, "c": 1.0})
    assert (found["d"], found["e"]) == ((2, "c"), (2, "b"))


def test_nobody_near_is_nobody_but_the_middle() -> None:
    assert distances("a", table("b-c"), 3) == {"a": (0, "")}
    drawn = circle({"a": (0, "")}, {}, {})
    assert (drawn.spots, drawn.sectors) == ({"a": (0.0, 0.0)}, ())


def test_whoever_is_drawn_is_reached_through_somebody_drawn() -> None:
    found = {
        "a": (0, ""),
        **{f"b{i:02}": (1, "a") for i in range(40)},
        **{f"c{i:02}": (2, f"b{i:02}") for i in range(40)},
    }
    kept = nearest(found, {"c39": 9.0, "c38": 8.0}, 2)
    assert all(via in kept for _, via in kept.values() if via)
    assert [sum(ring == k for ring, _ in kept.values()) for k in (0, 1, 2)] == [1, 14, 14]
    assert {"c39", "b39"} <= set(nearest(found, {}, 2, also=["c39"]))
    assert len(nearest(found, {}, 2, more=3.0)) == 1 + 40 + 40


def test_a_circle_has_rings_by_distance_and_sectors_by_organisation() -> None:
    found = {"a": (0, ""), **{f"b{i}": (1, "a") for i in range(5)}, **{f"c{i}": (2, f"b{i % 5}") for i in range(30)}}
    sector = {p: f"org{int(p[1:] or 0) % 4}" for p in found if p != "a"}
    drawn = circle(found, sector, {})
    for person, (x, y) in drawn.spots.items():
        ring = found[person][0]
        assert math.hypot(x, y) == pytest.approx(drawn.radii[ring - 1] if ring else 0, abs=0.2)
        if ring:
            slice_ = next(s for s in drawn.sectors if s.id == sector[person])
            middle = (slice_.start + slice_.end) / 2
            turn = (math.degrees(math.atan2(y, x)) - middle + 180) % 360 - 180
            assert abs(turn) <= (slice_.end - slice_.start) / 2 + 0.1
    spots = list(drawn.spots.values())
    assert all(math.dist(p, q) > 20 for i, p in enumerate(spots) for q in spots[:i])


def test_the_people_of_many_small_sectors_share_one() -> None:
    found = {"a": (0, ""), **{f"b{i:02}": (1, "a") for i in range(20)}}
    drawn = circle(found, {p: p for p in found if p != "a"}, {})
    assert len(drawn.sectors) == SLICES + 1
    assert sum(s == OTHERS for s in drawn.sector_of.values()) == 20 - SLICES


def test_nobody_of_a_circle_moves_for_a_newcomer() -> None:
    found = {"a": (0, ""), **{f"b{i}": (1, "a") for i in range(6)}, **{f"c{i}": (2, f"b{i % 6}") for i in range(9)}}
    sector = {p: f"org{int(p[1:] or 0) % 3}" for p in found if p != "a"}
    before = circle(found, sector, {})
    after = circle({**found, "new": (2, "b1")}, {**sector, "new": "org1"}, {}, before)
    assert {p: s for p, s in after.spots.items() if p != "new"} == before.spots
    assert math.hypot(*after.spots["new"]) == pytest.approx(before.radii[1], abs=0.2)
    assert min(math.dist(after.spots["new"], s) for s in before.spots.values()) >= 30
    assert after.sector_of["new"] == "org1"


def test_a_sector_that_nobody_is_left_in_is_not_drawn_and_the_others_stay() -> None:
    found = {"a": (0, ""), **{f"b{i}": (1, "a") for i in range(6)}}
    before = circle(found, {f"b{i}": f"org{i % 3}" for i in range(6)}, {})
    left = {p: one for p, one in found.items() if p not in ("b2", "b5")}
    after = peopled(circle(left, {f"b{i}": f"org{i % 3}" for i in range(6)}, {}, before))
    assert after.sectors == tuple(s for s in before.sectors if s.id != "org2")
    assert {p: before.spots[p] for p in left} == after.spots


def test_another_circle_is_laid_out_afresh() -> None:
    before = circle({"a": (0, ""), "b": (1, "a"), "c": (1, "a")}, {}, {})
    found = {"x": (0, ""), "y": (1, "x"), "b": (1, "x")}
    assert circle(found, {}, {}, before) == circle(found, {}, {})
