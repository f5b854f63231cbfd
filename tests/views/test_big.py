"""A big network is shown without reading all of it, the same as by reading all; what is worked out aside."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
import streamlit as st

from bench.big import network
from graph.model.network import Network
from graph.store.access import everyone
from graph.text import Words
from graph.views import background, find
from graph.views.ahead import ASKED
from graph.views.around import WAYS, distances
from graph.views.asked import QUESTIONS, ask
from graph.views.axes import places
from graph.views.facts import Facts, facts, highest
from graph.views.screen import Screen
from tests.views.small import DAY


@pytest.fixture(scope="module")
def seen(demo: Network) -> Facts:
    """What is known of everybody of the demo."""
    return facts(demo, DAY)


@pytest.fixture(params=[0, 1, 40, 10_000])
def people(request: pytest.FixtureRequest, seen: Facts) -> list[str]:
    """Nobody, one, some and all of the demo, and somebody who is not there."""
    return [*list(seen.people.index)[: request.param : 1], "nobody"]


def test_ties_among_people_are_those_found_by_reading_every_tie(seen: Facts, people: list[str]) -> None:
    every = seen.ties[seen.ties["from_id"].isin(people) & seen.ties["to_id"].isin(people)]
    pd.testing.assert_frame_equal(seen.among(people), every)
    pd.testing.assert_frame_equal(seen.among(people, seen.ties.copy()), every)


def test_ties_of_people_are_those_found_by_reading_every_tie(seen: Facts, people: list[str]) -> None:
    every = seen.ties[seen.ties["from_id"].isin(people) | seen.ties["to_id"].isin(people)]
    pd.testing.assert_frame_equal(seen.touching(people), every)


def test_recorded_ties_are_neither_derived_nor_proposed(seen: Facts) -> None:
    ties = seen.ties
    assert seen.recorded == sum(not p and k != "REFERRED" for p, k in zip(ties["proposed"], ties["kind"], strict=True))
    assert 0 < seen.recorded < len(ties)


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_a_circle_is_the_same_from_the_ties_near_it(seen: Facts, steps: int) -> None:
    score = dict.fromkeys(seen.people.index[::3], 7.0)
    ways = seen.ties[seen.ties["kind"].isin(WAYS)]
    for who in seen.people.index[::25]:
        near = seen.touching([who], steps - 1)
        near = near[near["kind"].isin(WAYS)]
        assert distances(who, near, steps, score) == distances(who, ways, steps, score)


def test_the_highest_are_those_of_sorting_all() -> None:
    dice = np.random.default_rng(5)
    score = pd.Series(dice.integers(0, 20, 500).astype(float), index=[f"p{i}" for i in dice.permutation(500)])
    score[dice.random(500) < 0.1] = np.nan
    table = pd.DataFrame({"score": score.fillna(-1.0), "id": score.index})
    every = table.sort_values(["score", "id"], ascending=[False, True])["id"]
    for most in (0, 1, 3, 100, 499, 500, 600):
        assert highest(score, most) == list(every.head(most))


@pytest.mark.parametrize("turn", [0, 1])
def test_places_are_those_of_ranking_group_by_group(turn: int) -> None:
    values = pd.Series(np.random.default_rng(3).integers(0, 9, 700) / 3, index=[f"p{i}" for i in range(700)])
    order = pd.util.hash_array(values.index.to_numpy(dtype=object), hash_key=f"{turn:016d}")
    same = pd.DataFrame({"value": values, "order": order}, index=values.index)
    within = same.groupby("value")["order"].rank(method="first") - 0.5
    many = same.groupby("value")["order"].transform("size")
    below = same["value"].rank(method="min") - 1
    expected = (below + many * (0.1 + 0.8 * within / many)) / len(values)
    pd.testing.assert_series_equal(places(values, turn), expected, check_exact=True)


def test_what_is_everywhere_is_found_all_at_once_and_the_same(seen: Facts, monkeypatch: pytest.MonkeyPatch) -> None:
    entries = find.index(seen.people, seen.accounts)
    weight = np.arange(len(entries.ids), dtype=np.float64)
    typed = ("陈", "c", "zhang", "an", "港", "g", "aa", "x" * 300)
    one_by_one = [find.find(entries, text, weight, most=50) for text in typed]
    monkeypatch.setattr(find, "OFTEN", -1)
    assert [find.find(entries, text, weight, most=50) for text in typed] == one_by_one
    assert sum(map(len, one_by_one)) > 50


def test_a_big_network_is_got_ready_aside_and_an_older_one_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    st.cache_resource.clear()
    made = network(background.FEW + 50, 6_000)
    old: Any = Screen(None, made, Words("zh"), everyone, 1, "big", DAY)  # type: ignore[arg-type]
    new = replace(old, revision=2)
    background.ready(old)
    background.ready(new)
    done = background.job(new, "ready")
    done.wait()
    background.job(old, "ready").wait()
    assert done.found is True
    assert background.job(old, "ready").found is None
    assert new.scores_ready is not None
    for question in ASKED:
        monkeypatch.setitem(QUESTIONS, question, None)
    assert all(len(ask(new, question).rows) for question in ASKED)


def test_a_small_network_begins_nothing_aside() -> None:
    small: Any = Screen(None, network(50, 100), Words("zh"), everyone, 1, "small", DAY)  # type: ignore[arg-type]
    background.ready(small)
    assert not background.job(small, "ready").running
    assert background.job(small, "ready").found is None
