"""The board of all accounts: where they stand, which lines are drawn, and the page in both languages."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from graph import demo
from graph.model.network import Network
from graph.text import LANGUAGES
from graph.views.overview_blocks import BLOCKS, blocks
from graph.views.overview_board import DRAWN, NONE, OTHER, ROWS, board, sizes
from graph.views.overview_lines import PAIRS, curve, drawn, wires
from tests.analysis.test_overview import small
from tests.views.pages import page, said
from tests.views.small import DAY

PAGE = "graph.views.overview_page"


def many(n: int, columns: int = 5, rows: int = 5) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Accounts with a column, a row and a value each."""
    ids = [f"a{i:04d}" for i in range(n)]
    return (
        pd.Series([f"c{i % columns}" for i in range(n)], ids), pd.Series([f"r{i % rows}" for i in range(n)], ids),
        pd.Series(np.arange(n, 0, -1, dtype=float), ids),
    )  # fmt: skip


@pytest.mark.parametrize("n", [1, 27, 500, 5000])
@pytest.mark.parametrize("columns", [1, 4, 40])
def test_no_two_accounts_stand_on_each_other_and_all_are_counted(n: int, columns: int) -> None:
    column, row, value = many(n, columns, 30)
    for made in (board(column, row, value), blocks(column, value)):
        spots = list(made.spots.values())
        assert len(spots) == min(n, DRAWN)
        at = np.array(spots)
        far = np.hypot(at[:, None, 0] - at[None, :, 0], at[:, None, 1] - at[None, :, 1])
        need = at[:, None, 2] + at[None, :, 2] + 8
        assert (far >= need)[~np.eye(len(at), dtype=bool)].all()
        assert (at[:, 0] - at[:, 2] > 0).all()
        assert (at[:, 0] + at[:, 2] < made.width).all()
        assert (at[:, 1] + at[:, 2] < made.height).all()
        assert sum(c.accounts for c in (made.cells or made.blocks)) == n
        assert sum(c.accounts - c.left_out for c in (made.cells or made.blocks)) == len(spots)


def test_an_account_stands_in_its_column_and_row_and_the_unknown_have_their_own() -> None:
    ids = ["a", "b", "c"]
    made = board(pd.Series(["东", "", "西"], ids), pd.Series(["港", "港", ""], ids), pd.Series([3.0, 2.0, np.nan], ids))
    assert [c.key for c in made.columns] == ["东", "西", NONE]
    assert [r.key for r in made.rows] == ["港", NONE]
    x, y, _ = made.spots["b"]
    assert made.columns[2].start < x < made.columns[2].end
    assert made.rows[0].start < y < made.rows[0].end
    assert sum(not cell.accounts for cell in made.cells) == 3


def test_many_rows_and_blocks_become_one_at_the_end() -> None:
    column, row, value = many(100, 3, 20)
    assert [r.key for r in board(column, row, value).rows][-1] == OTHER
    assert len(board(column, row, value).rows) == ROWS
    assert len(blocks(many(100, 40)[0], value).blocks) == BLOCKS


def test_whoever_is_chosen_is_drawn_even_when_small() -> None:
    column, row, value = many(500)
    assert "a0499" not in board(column, row, value).spots
    assert "a0499" in board(column, row, value, "a0499").spots


def test_area_is_the_value() -> None:
    r = sizes(pd.Series({"a": 100.0, "b": 50.0, "c": -3.0}))
    assert r["a"] ** 2 / r["b"] ** 2 == pytest.approx(2, rel=0.02)
    assert r["c"] == 8.0
    assert set(sizes(pd.Series({"a": np.nan})).values()) == {8.0}


def test_the_strongest_pairs_are_drawn_and_those_of_the_chosen() -> None:
    spots = {f"a{i}": (100.0 + 80 * i, 200.0, 10.0) for i in range(9)}
    pairs = [{"id": f"a{i}", "to": f"a{j}", "ties": 50 - i - j} for i in range(9) for j in range(i + 1, 9)]
    table = pd.DataFrame(pairs).sort_values("ties", ascending=False, ignore_index=True)
    found = drawn(table, spots, "a8")
    assert len(found) == PAIRS
    assert sum("a8" in pair[:2] for pair in found) == 8
    made = wires(found, spots, [], "a8", 900)
    assert [w.own for w in made] == sorted(w.own for w in made)  # the chosen account's on top
    assert all(w.tag is None for w in made if not w.own)
    assert sum(w.tag is not None for w in made) >= 6


def test_a_line_bows_around_an_account_in_its_way() -> None:
    spots = {"a": (120.0, 200.0, 10.0), "b": (220.0, 200.0, 20.0), "c": (320.0, 200.0, 10.0)}
    (wire,) = wires([("a", "c", 3)], spots, [], "", 900)
    way = curve(spots["a"], spots["c"], wire.mid, np.linspace(0, 1, 50))
    assert np.hypot(way[:, 0] - 220, way[:, 1] - 200).min() > 20


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("by", ["region", "rep", "circle"])
def test_the_page_shows_every_account_in_both_languages(lang: str, by: str) -> None:
    at = page(PAGE, small(), lang, by=by)
    assert not at.exception
    told = said(at)
    assert all(name in told for name in ("A Co", "B Co", "C Co"))
    assert at.session_state["overview.by"] == by
    assert list(at.dataframe[0].value.iloc[:, 0]) == ["B Co", "A Co", "C Co"]
    assert list(at.dataframe[0].value.iloc[:, 4]) == [2, 2, 0]


def test_the_demo_says_how_many_pairs_and_what_is_not_followed() -> None:
    at = page(PAGE, demo.network(today=DAY), account="hw-a15")
    told = said(at)
    assert "显示 24 / 61 对" in told
    assert "打开锦帆船舶" in at.button(key="overview.open").label
    assert at.dataframe[0].value.set_index("客户").at["锦帆船舶", "提醒"] == "无人跟进"
    assert "46%" in told  # of the people we know


def chosen(at: AppTest) -> list[str]:
    """The accounts marked as pressed on the board."""
    body = [json.loads(e.proto.json or "null") for e in at.get("bidi_component")]
    found: list[str] = []

    def walk(one: object) -> None:
        if isinstance(one, list) and len(one) == 3 and isinstance(one[1], dict):
            if one[1].get("aria-pressed") == "true":
                found.append(str(one[1].get("pick")))
            for inside in one[2]:
                walk(inside)
        elif isinstance(one, dict | list):
            for inside in one.values() if isinstance(one, dict) else one:
                walk(inside)

    walk(body)
    return found


def test_the_address_chooses_an_account_and_a_gone_one_is_said() -> None:
    at = page(PAGE, small(), account="A")
    assert chosen(at) == ["A"]
    gone = page(PAGE, small(), account="nobody")
    assert "B Co" in gone.warning[0].value
    assert chosen(gone) == ["B"]


def test_an_empty_store_says_what_to_do_next() -> None:
    at = page(PAGE, Network.empty())
    assert not at.exception
    assert at.button(key="overview.to_data")


def test_hostile_long_and_bare_names_are_text() -> None:
    accounts = [{"id": "x", "name": '<img src=x onerror="alert(1)">'}, {"id": "y", "name": "长" * 300},
                {"id": "z", "name": "شركة الميناء"}]  # fmt: skip
    at = page(PAGE, Network.of(Account=accounts))
    assert not at.exception
    assert chosen(at) == ["x"]
    assert "<img" in said(at)  # as text of a part, which the browser sets as text
