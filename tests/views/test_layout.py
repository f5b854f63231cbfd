"""Where people stand: nobody on anybody, the same every time, and nobody moves for a newcomer."""

from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model.network import Network
from graph.views.circle import circle, distances, nearest
from graph.views.facts import facts
from graph.views.layout import LEVELS, Layout, whole
from graph.views.scene import _accounts, _bosses, bonds

LEVEL = st.sampled_from([*LEVELS, "unknown"])
ACCOUNTS = st.dictionaries(st.sampled_from("abcdefghij"), st.lists(LEVEL, min_size=1, max_size=40), min_size=1)


def staffed(sizes: dict[str, list[str]]) -> dict[str, dict[str, str]]:
    """Accounts with people named after them."""
    return {a: {f"{a}{i:02}": level for i, level in enumerate(levels)} for a, levels in sizes.items()}


@pytest.fixture(scope="module")
def laid(demo: Network) -> Layout:
    """The whole demo."""
    seen = facts(demo, date(2026, 11, 22))
    return whole(_accounts(seen.people), _bosses(seen), bonds(seen))


@settings(max_examples=25, deadline=None)
@given(ACCOUNTS)
def test_no_two_discs_touch_and_nobody_stands_on_anybody(sizes: dict[str, list[str]]) -> None:
    layout = whole(staffed(sizes), {}, {("a", "b"): 3.0})
    zones, spots = layout.zones, list(layout.spots.values())
    assert all(math.dist((p.x, p.y), (q.x, q.y)) >= p.r + q.r for i, p in enumerate(zones) for q in zones[:i])
    assert all(math.dist(p, q) >= 20 for i, p in enumerate(spots) for q in spots[:i])


def test_everybody_of_the_demo_has_a_place_in_their_account(demo: Network, laid: Layout) -> None:
    seen = facts(demo, date(2026, 11, 22)).people
    zones = {z.id: z for z in laid.zones}
    assert set(laid.spots) == set(seen.index)
    for person, (x, y) in laid.spots.items():
        z = zones[seen.at[person, "account_id"]]
        assert math.hypot(x - z.x, y - z.y) <= z.r


def test_the_same_data_gives_the_same_picture(demo: Network, laid: Layout) -> None:
    seen = facts(demo, date(2026, 11, 22))
    assert whole(_accounts(seen.people), _bosses(seen), bonds(seen)) == laid


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
    after = whole(accounts, _bosses(seen), bonds(seen), laid)
    assert {p: s for p, s in after.spots.items() if p != "newcomer"} == laid.spots
    assert min(math.dist(after.spots["newcomer"], s) for s in laid.spots.values()) >= 20


def test_a_new_account_gets_a_free_place_and_nobody_moves(demo: Network, laid: Layout) -> None:
    seen = facts(demo, date(2026, 11, 22))
    accounts = _accounts(seen.people) | {"new": {f"n{i}": "operation" for i in range(9)}}
    after = whole(accounts, _bosses(seen), bonds(seen), laid)
    assert {p: s for p, s in after.spots.items() if p[0] != "n" or p in laid.spots} == laid.spots
    new = next(z for z in after.zones if z.id == "new")
    assert all(math.dist((new.x, new.y), (z.x, z.y)) >= new.r + z.r for z in laid.zones)


def test_another_network_is_laid_out_afresh(laid: Layout) -> None:
    other = staffed({"x": ["decision"], "y": ["decision"], "z": ["decision"]})
    assert whole(other, {}, {}, laid) == whole(other, {}, {})


def test_steps_are_counted_by_the_shortest_way() -> None:
    ties = [("a", "b"), ("b", "c"), ("c", "d"), ("a", "c")]
    assert {p: n for p, (n, _) in distances("a", ties, 2).items()} == {"a": 0, "b": 1, "c": 1, "d": 2}


def test_whoever_is_kept_is_reached_through_somebody_kept() -> None:
    found = {"a": (0, ""), "b": (1, "a"), "c": (1, "a"), "d": (2, "b"), "e": (2, "c")}
    kept = nearest(found, {"c": 9.0, "e": 9.0}, 3)
    assert kept == {"a": (0, ""), "c": (1, "a"), "b": (1, "a")}


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
