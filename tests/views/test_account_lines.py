"""Lines of a power map run square, in the gaps between cards, and ours never lie upon each other."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.views.account_marks import path
from graph.views.account_plan import Contact, Plan, Pull, planned
from graph.views.account_wires import Wire, wires
from graph.views.seats import LEVELS, Seat, chart

IDS = [f"p{i:02d}" for i in range(16)]
SEATS = st.lists(
    st.builds(Seat, st.sampled_from(IDS), st.sampled_from(LEVELS), st.sampled_from(["", *IDS]), st.booleans()),
    max_size=16, unique_by=lambda seat: seat.id,
)  # fmt: skip
CONTACTS = st.lists(
    st.builds(
        Contact, st.sampled_from("uvwxyz"), st.sampled_from(IDS), st.integers(1, 4), st.sampled_from(["", "99 天"])
    ),
    max_size=20, unique_by=lambda c: (c.rep, c.who),
)  # fmt: skip
PULLS = st.lists(
    st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda ends: ends[0] != ends[1]),
    max_size=6,
    unique=True,
)
Segment = tuple[float, float, float, float]


def segments(wire: Wire) -> Iterator[Segment]:
    """Its straight parts: left, upper, right, lower."""
    for (x1, y1), (x2, y2) in zip(wire.points, wire.points[1:], strict=False):
        assert wire.bent or abs(x1 - x2) < 0.7 or abs(y1 - y2) < 0.7
        yield min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def crossed(plan: Plan, drawn: list[Wire]) -> list[tuple[tuple[str, str], str]]:
    """Lines that run over a card or over one of ours."""
    boxes = {**plan.boxes, **plan.reps}
    return [
        (wire.ends, who)
        for wire in drawn
        if not wire.bent
        for x1, y1, x2, y2 in segments(wire)
        for who, box in boxes.items()
        if x1 < box.x + box.w - 1 and x2 > box.x + 1 and y1 < box.bottom - 1 and y2 > box.y + 1
    ]


def upon(drawn: list[Wire], upright: bool) -> list[tuple[tuple[str, str], tuple[str, str]]]:
    """Pairs of our own lines of which a part lies on the other's."""
    parts = []
    for wire in drawn:
        for x1, y1, x2, y2 in segments(wire):
            if wire.kind == "contact" and (abs(x1 - x2) < 0.7) == upright:
                parts.append((x1, y1, y2, wire) if upright else (y1, x1, x2, wire))
    return [
        (a[3].ends, b[3].ends)
        for i, a in enumerate(parts)
        for b in parts[i + 1 :]
        if a[3] is not b[3] and abs(a[0] - b[0]) < 1 and min(a[2], b[2]) - max(a[1], b[1]) > 2
    ]


@settings(max_examples=120, deadline=None)
@given(SEATS, CONTACTS, PULLS)
@example(
    [Seat("a", "decision"), *(Seat(who, "decision", "a", big=who == "d") for who in "bcd")],
    [], [],
)  # fmt: skip
def test_no_line_runs_over_a_card_and_ours_never_lie_on_each_other(
    seats: list[Seat], contacts: list[Contact], pairs: list[tuple[str, str]]
) -> None:
    placed = chart(seats)
    spots = placed.spots
    here = [
        Pull(f"t{i}", a, b, 2, "sup", "预算" if i % 2 and spots[a].row == spots[b].row else "")
        for i, (a, b) in enumerate(pairs)
        if {a, b} <= set(spots)
    ]
    further = [Pull(f"f{i}", b, a, 1, "rule", rule=True) for i, (a, b) in enumerate(pairs) if {a, b} <= set(spots)]
    here += further[::2]
    plan = planned(placed, contacts, here)
    drawn = wires(placed, plan, here)
    assert not [wire for wire in drawn if wire.kind == "also" and wire.bent]
    assert crossed(plan, drawn) == []
    assert upon(drawn, upright=True) == []
    assert upon(drawn, upright=False) == []
    reached = {wire.ends for wire in drawn if wire.kind == "contact"}
    assert reached == {(c.rep, c.who) for c in contacts if c.who in placed.spots}
    assert [wire.id for wire in drawn if wire.kind in ("pull", "clash", "also")] == [pull.id for pull in here]
    assert all(box.bottom < plan.height and box.x + box.w < plan.width for box in plan.boxes.values())


def test_rows_move_apart_for_the_lines_between_them() -> None:
    placed = chart([Seat("a", "management"), *(Seat(f"p{i}", "management", "a") for i in range(2))])
    near = planned(placed, [], [])
    far = planned(placed, [Contact(f"r{i}", "p1", 2) for i in range(5)], [])
    assert far.height > near.height
    assert len({round(lane.y) for lane in far.lanes}) == 5


def test_whoever_stands_first_is_met_straight_from_the_left() -> None:
    placed = chart([Seat("a", "decision"), Seat("b", "decision")])
    plan = planned(placed, [Contact("r", "a", 3), Contact("r", "b", 3)], [])
    assert [(lane.people, lane.direct) for lane in sorted(plan.lanes, key=lambda lane: lane.people)] == [
        (["a"], True), (["b"], False),
    ]  # fmt: skip


def test_words_on_a_stale_line_have_room() -> None:
    placed = chart([Seat("a", "decision"), Seat("b", "decision")])
    plan = planned(placed, [Contact("r", "b", 1, "132 天未联系")], [])
    (wire,) = [w for w in wires(placed, plan, []) if w.words]
    low = max(box.bottom for box in plan.boxes.values())
    assert wire.at[1] - 10 >= low
    assert wire.tone == "stale"


def test_an_empty_chart_has_a_height() -> None:
    plan = planned(chart([]), [], [])
    assert plan.height > 100
    assert wires(chart([]), plan, []) == []


def test_corners_are_round() -> None:
    assert "Q" in path([(0, 0), (0, 20), (20, 20)], 5)
    assert "Q" not in path([(0, 0), (0, 20)], 5)


def test_a_rep_stands_beside_the_card_a_line_enters_and_lines_there_do_not_cross() -> None:
    one, two = Seat("a", "management", "z"), Seat("b", "management", "z")
    placed = chart([Seat("z", "decision"), one, two, Seat("c", "operation", "a"), Seat("d", "operation", "b")])
    known = [Contact("r", who, 2) for who in "abc"]
    plan = planned(placed, [*known, Contact("s", "d", 3)], [])
    drawn = [wire for wire in wires(placed, plan, []) if wire.kind == "contact"]
    assert plan.reps["r"].y < plan.boxes["a"].bottom < plan.reps["s"].y
    straight = next(wire for wire in drawn if wire.ends == ("r", "a"))
    assert len({y for _, y in straight.points}) == 1
    lanes = sorted((lane for lane in plan.lanes if lane.rep == "r"), key=lambda lane: lane.y)
    assert lanes[1].x > lanes[2].x
