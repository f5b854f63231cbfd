"""Everybody of an account has a place of their own, and every line to a superior runs in gaps."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.views.seats import LEVELS, Chart, Seat, chart

IDS = [f"p{i:03d}" for i in range(24)]
SEATS = st.lists(
    st.builds(
        Seat, st.sampled_from(IDS), st.sampled_from(LEVELS), st.sampled_from(["", "gone", *IDS]), st.booleans(),
        st.booleans(),
    ),
    max_size=24,
)  # fmt: skip


def overlaps(drawn: Chart) -> list[tuple[str, str]]:
    """Pairs of cards of one row that stand closer than 8 px."""
    by_row: dict[int, list[str]] = {}
    for who, spot in drawn.spots.items():
        by_row.setdefault(spot.row, []).append(who)
    pairs = (pair for row in by_row.values() for pair in combinations(row, 2))
    return [
        (a, b)
        for a, b in pairs
        if drawn.spots[a].x < drawn.spots[b].x + drawn.spots[b].w + 8
        and drawn.spots[b].x < drawn.spots[a].x + drawn.spots[a].w + 8
    ]


def crossed(drawn: Chart) -> list[tuple[str, str]]:
    """Lines that go down through somebody else's card."""
    out = []
    for line in drawn.lines:
        top, low = drawn.spots[line.boss].row, drawn.spots[line.who].row
        for who, spot in drawn.spots.items():
            between = top < spot.row < low or (line.kind == "rail" and spot.row == low)
            if between and spot.x - 2 < line.x < spot.x + spot.w + 2:
                out.append((line.who, who))
    return out


def test_nobody_gives_an_empty_chart() -> None:
    assert chart([]) == Chart({}, ())


def test_one_person_stands_in_their_level() -> None:
    drawn = chart([Seat("a", "management")])
    assert (drawn.rows, drawn.spots["a"].x, drawn.lines) == (("management",), 0.0, ())


def test_a_superior_stands_in_the_middle_above() -> None:
    drawn = chart(
        [Seat("head", "decision", big=True), Seat("a", "management", "head"), Seat("b", "management", "head")]
    )
    assert drawn.rows == ("decision", "management")
    assert drawn.spots["head"].middle == (drawn.spots["a"].middle + drawn.spots["b"].middle) / 2


def test_bands_follow_the_level_and_chains_go_down_within_one() -> None:
    drawn = chart([Seat("chair", "decision"), Seat("head", "decision", "chair"), Seat("desk", "operation", "head")])
    assert drawn.rows == ("decision", "decision", "operation")
    assert [drawn.spots[w].row for w in ("chair", "head", "desk")] == [0, 1, 2]


def test_many_without_staff_stand_in_columns_under_their_superior() -> None:
    drawn = chart([Seat("head", "decision"), *(Seat(f"p{i}", "operation", "head") for i in range(8))])
    assert len({drawn.spots[f"p{i}"].row for i in range(8)}) == 3
    assert {line.kind for line in drawn.lines} == {"rail"}


def test_an_assistant_sits_beside_their_superior_unless_they_lead_others() -> None:
    seats = [Seat("head", "decision"), Seat("office", "management", "head", beside=True)]
    assert chart(seats).spots["office"].row == 0
    drawn = chart([*seats, Seat("clerk", "operation", "office")])
    assert [drawn.spots[w].row for w in ("office", "clerk")] == [1, 2]


def test_without_any_superior_each_level_stands_a_few_abreast() -> None:
    drawn = chart([Seat(f"p{i:03d}", LEVELS[i % 3]) for i in range(118)])
    assert len(drawn.spots) == 118
    assert overlaps(drawn) == []
    assert max(spot.x for spot in drawn.spots.values()) < 7 * 156
    assert list(drawn.rows) == sorted(drawn.rows, key=LEVELS.index)


def test_a_ring_of_superiors_is_opened_and_told() -> None:
    drawn = chart([Seat("a", "decision", "c"), Seat("b", "decision", "a"), Seat("c", "decision", "b")])
    assert drawn.cut == ("a",)
    assert [(line.boss, line.who) for line in drawn.lines] == [("a", "b"), ("b", "c")]


def test_somebody_who_reports_to_a_lower_level_is_told() -> None:
    drawn = chart([Seat("desk", "operation"), Seat("head", "decision", "desk")])
    assert (drawn.cut, drawn.lines) == (("head",), ())


def test_whoever_has_no_level_stands_with_those_around_them() -> None:
    drawn = chart([Seat("top"), Seat("mid", "management", "top"), Seat("low", "unknown", "mid"), Seat("lone")])
    assert drawn.rows == ("management", "management", "management", "unknown")
    assert drawn.cut == ()


def test_a_long_chain_is_no_accident() -> None:
    drawn = chart([Seat(f"p{i:04d}", "operation", f"p{i - 1:04d}") for i in range(1200)])
    assert len(drawn.rows) == 1200


@settings(max_examples=100, deadline=None)
@given(SEATS)
def test_no_cards_overlap_no_line_crosses_a_card_and_nobody_is_lost(seats: list[Seat]) -> None:
    drawn = chart(seats)
    assert set(drawn.spots) == {seat.id for seat in seats}
    assert overlaps(drawn) == []
    assert crossed(drawn) == []
    bosses = {seat.id: seat.boss for seat in seats}
    told = {line.who for line in drawn.lines} | set(drawn.cut)
    assert told == {who for who, boss in bosses.items() if boss in bosses}
    assert all(drawn.spots[line.boss].row <= drawn.spots[line.who].row for line in drawn.lines)
    assert chart(seats) == drawn
