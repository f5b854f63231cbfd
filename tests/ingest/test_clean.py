"""Cells as people type them, one value each; what can be read in two ways is refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import clean
from ingest.clean import Bad

MARCH = date(2026, 3, 1)


@pytest.mark.parametrize(
    "cell",
    [
        "2026-03-01", "2026/3/1", "2026.3.1", "2026年3月1日", "2026年03月01号", "20260301", "01.03.2026", "1.3.2026",
        "46082", "2026-03-01 00:00:00", "2026-03-01T08:30:00Z", "2026/3/1 14:05", "1 Mar 2026",
        "March 1, 2026", "1-Mar-2026",
        "２０２６－０３－０１", "二〇二六年三月一日",
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_usual_spelling(cell: str) -> None:
    assert clean.day(cell) == MARCH


@pytest.mark.parametrize(("cell", "day"), [("31/12/2025", date(2025, 12, 31)), ("12/31/2025", date(2025, 12, 31))])
def test_a_day_above_twelve_says_which_is_the_month(cell: str, day: date) -> None:
    assert clean.day(cell) == day


def test_a_day_that_could_be_two_is_refused_with_both() -> None:
    assert clean.day("03/04/2026") == Bad(
        "ambiguous_day", {"value": "03/04/2026", "one": "2026-03-04", "other": "2026-04-03"}
    )


@pytest.mark.parametrize(
    "cell", ["2026-02-30", "2026年3月", "26-3-1", "soon", "0206-03-01", "3/2026", "1 Foo 2026", "13.13.2026"]
)
def test_what_is_no_day_is_refused(cell: str) -> None:
    assert clean.day(cell) == Bad("bad_day", {"value": cell})


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1200", 1200), ("1,200.5", 1200.5), ("1.200,50", 1200.5), ("1，200", 1200), ("120万", 1_200_000),
        ("1.2亿", 1.2e8),
        ("¥3,000.00", 3000), ("300元", 300), ("120万元", 1_200_000), ("RMB 5", 5),
        ("30%", 0.3), ("１２", 12), ("-5", -5), ("(45)", -45),
        ("1 200", 1200), ("12k", 12000), ("1e3", 1000),
        (".5", 0.5), ("3.", 3), ("1,5", 1.5), ("12,3456", 123456), ("0.1", 0.1),
    ],
)  # fmt: skip
def test_a_number_is_read_with_its_marks_and_units(cell: str, number: float) -> None:
    assert clean.number(cell) == pytest.approx(number)


@pytest.mark.parametrize("cell", ["约120", "1,20,0", "12只", "abc", "1.2.3", "--5", "5 - 6"])
def test_what_is_no_number_is_refused(cell: str) -> None:
    assert clean.number(cell) == Bad("bad_number", {"value": cell})


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_printed_number_is_read_exactly(number: float) -> None:
    assert clean.number(repr(number)) == number


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_is_read_back_from_its_spellings(day: date) -> None:
    assert clean.day(day.isoformat()) == day
    assert clean.day(f"{day.year}年{day.month}月{day.day}日") == day
    assert clean.day(day.strftime("%d.%m.%Y").replace(day.strftime("%Y"), f"{day.year:04}")) == day


def test_excels_own_number_of_a_day_counts_from_1899() -> None:
    assert clean.day("45000") == clean.EXCEL_DAY_ZERO + timedelta(45000)


def test_yes_and_no_have_many_words() -> None:
    assert {clean.yes_no(word) for word in ("是", "有", "Y", "yes", "TRUE", "1", "√", "ｙ")} == {"yes"}
    assert {clean.yes_no(word) for word in ("否", "无", "N", "no", "false", "0", "×")} == {"no"}
    assert clean.yes_no("也许") == Bad("bad_yes_no", {"value": "也许"})


def test_text_loses_what_nobody_sees_and_keeps_its_lines() -> None:
    assert clean.text("\ufeff 王\u3000伟\u200b\x00\xa0") == "王 伟"
    assert clean.text("one\r\ntwo") == "one\ntwo"
    assert clean.text("\u202eevil\u202c") == "evil"
    assert clean.text("👨\u200d👩\u200d👧") == "👨\u200d👩\u200d👧"


@given(st.text())
def test_tidying_twice_is_tidying_once(raw: str) -> None:
    once = clean.text(raw)
    assert clean.text(once) == once
    assert clean.texts([raw, raw]) == [clean.unguarded(once)] * 2


@given(st.text() | st.from_regex(r"\A'*[=+\-@＝].*\Z"))
def test_a_guarded_text_starts_no_formula_and_comes_back(raw: str) -> None:
    value = clean.text(raw)
    assert clean.guarded(value)[:1] not in {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"} - {""}
    assert clean.unguarded(clean.guarded(value)) == value


def test_a_list_is_cut_at_both_kinds_of_semicolon() -> None:
    assert clean.pieces("决定权；否决权; 建议权、") == ["决定权", "否决权", "建议权"]
