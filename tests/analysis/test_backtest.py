"""Which measure works: figures counted by hand on small networks, and the farmers' league table as it is."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest

from graph import demo
from graph.analysis.backtest import backtest
from graph.analysis.fitting import fitted_weights
from graph.analysis.resample import auc
from graph.analysis.settings import CHOICES
from graph.engine.work import Stopped
from graph.model.errors import BadValue
from graph.model.network import Network
from graph.text import Words
from tests.analysis.worked import named, ties

DAY, CUT = date(2026, 6, 30), date(2025, 12, 31)


def brought(pairs: str, on: str, start: int = 0, **facts: Any) -> dict[str, list[dict[str, Any]]]:
    """`a-b` as a referral of a that names b, who consented that day."""
    arrows = [pair.split("-") for pair in pairs.split()]
    ids = [f"r{start + place}" for place in range(len(arrows))]
    return {
        "Referral": [{"id": i, "status": "consented", "asked_on": on, "consented_on": on, **facts} for i in ids],
        "MADE": [{"from_id": a, "to_id": i} for (a, _), i in zip(arrows, ids, strict=True)],
        "ABOUT_PERSON": [{"from_id": i, "to_id": b} for (_, b), i in zip(arrows, ids, strict=True)],
    }


def star(**more: Any) -> Network:
    """a knows five, b three, the others one; after the cut a brings x and b brings y, both unknown before."""
    knows = ties("a-c a-d a-e a-f a-g b-h b-i b-j", since="2025-01-01", strength=1)
    won = brought("a-x b-y", "2026-03-01", status="won", won_on="2026-04-01", **more)
    return Network.of(Person=named(*"abcdefghijxy"), KNOWS=knows, **won)


def row(answer: Any, key: str) -> Any:
    return answer.rows.set_index("id").loc[key]


def test_degree_finds_both_who_brought() -> None:
    answer = backtest(star(won_amount=100), cut=CUT, k=2, as_of=DAY, measures=["degree"])
    assert answer.figures["positives"] == 2
    assert answer.population["people"] == 10  # x and y were first heard of after the cut
    degree = row(answer, "degree")
    assert (degree["precision"], degree["captured"], degree["value"], degree["auc"]) == (1.0, 1.0, 1.0, 1.0)
    assert row(answer, "chance")["precision"] == pytest.approx(0.2)
    assert not degree["enough"]
    assert "backtest.note.few" in {note.key for note in answer.notes}


def test_lift_compares_with_the_same_part_and_equal_scores_share_places() -> None:
    answer = backtest(star(), cut=CUT, k=4, as_of=DAY, measures=["degree"])
    degree = row(answer, "degree")
    assert degree["precision"] == pytest.approx(0.5)  # a, b and two of eight who know one
    assert degree["lift"] == pytest.approx(0.5 / 0.2)
    assert np.isnan(degree["value"])  # bought, for an amount nobody knows
    assert "backtest.note.no_value" in {note.key for note in answer.notes}


def test_somebody_brought_by_two_is_shared_and_somebody_brought_before_is_not_new() -> None:
    knows = ties("a-c a-d b-c b-d a-b", since="2025-01-01")
    tables = brought("a-d", "2025-06-01")
    for kind, more in brought("a-x c-x b-d", "2026-02-01", start=1).items():
        tables[kind] += more
    answer = backtest(Network.of(Person=named(*"abcdx"), KNOWS=knows, **tables), cut=CUT, k=1, as_of=DAY)
    assert (answer.figures["positives"], answer.figures["brought"]) == (2, 1.0)
    assert row(answer, "descendants")["captured"] == pytest.approx(0.5)  # a alone had brought anybody before


def test_a_tie_that_came_with_a_hidden_referral_says_nothing() -> None:
    tables = brought("a-x a-y", "2026-03-01")
    knows = [*ties("a-x a-y"), *ties("b-x b-y b-c", since="2025-01-01")]
    network = Network.of(Person=named(*"abcxy"), KNOWS=knows, **tables)
    honest = backtest(network, cut=CUT, k=1, as_of=DAY, measures=["degree"])
    blind = backtest(network, cut=CUT, k=1, as_of=DAY, measures=["degree"], hide_carriers=False)
    assert (honest.figures["hidden_carriers"], blind.figures["hidden_carriers"]) == (2, 0)
    assert row(honest, "degree")["auc"] == 0.0
    assert row(blind, "degree")["auc"] == 0.5  # ties 2 against 3, 2, 2, 1
    assert "backtest.note.carriers_kept" in {note.key for note in blind.notes}


def test_what_is_learnt_after_the_cut_is_not_used() -> None:
    later = ties("c-d c-e c-f c-g c-h c-i", since="2026-01-15")
    known = star()
    more = Network.of(Person=named(*"abcdefghijxy"), KNOWS=later)
    one, other = (backtest(network, cut=CUT, k=2, as_of=DAY).rows for network in (known, known + more))
    assert one["precision"].equals(other["precision"])
    assert one["auc"].equals(other["auc"])


def test_undated_ties_go_by_the_day_they_were_written_down() -> None:
    old, new = pd.Timestamp("2025-03-01"), pd.Timestamp("2026-03-01")
    knows = [*ties("a-x b-x", created_at=old), *ties("b-c b-d b-e", created_at=new)]
    network = Network.of(Person=named(*"abcdex"), KNOWS=knows, **brought("a-x", "2026-03-01"))
    answer = backtest(network, cut=CUT, k=1, as_of=DAY, measures=["degree"])
    assert (answer.figures["hidden_carriers"], answer.population["ties"]) == (0, 2)
    fresh = Network.of(Person=named(*"abcdex"), KNOWS=ties("a-c b-c", created_at=new), **brought("a-x", "2026-03-01"))
    assert (
        backtest(fresh, cut=CUT, as_of=DAY).population["ties"] == 2
    )  # all came in by one later import: it says nothing


def test_several_cut_days_are_taken_together() -> None:
    tables = brought("a-x", "2026-03-01")
    for kind, more in brought("b-y", "2025-09-01", start=1).items():
        tables[kind] += more
    knows = ties("a-c a-d a-e b-f b-g", since="2024-01-01")
    answer = backtest(Network.of(Person=named(*"abcdefgxy"), KNOWS=knows, **tables), cuts=3, k=1, as_of=DAY)
    assert answer.figures["cut_days"] == [date(2025, 12, 30), date(2025, 6, 30)]  # in the third window nobody came
    assert row(answer, "degree")["precision"] == pytest.approx(0.5)  # a stands first both times
    assert row(answer, "descendants")["auc"] != row(answer, "descendants")["auc"]  # at one cut nobody had brought


def test_it_runs_on_other_networks_and_can_be_watched_and_stopped() -> None:
    seen: list[float] = []
    answer = backtest(star(), cut=CUT, k=2, as_of=DAY, on="access", watch=seen.append)
    assert set(answer.rows["network"].dropna()) == {"access"}
    assert (seen[0], seen[-1]) == (0.0, 1.0)
    assert "pagerank" in set(answer.rows["id"])
    with pytest.raises(Stopped):
        backtest(star(), cut=CUT, as_of=DAY, watch=lambda share: share < 0.5)


def wide(good: bool) -> Network:
    """Sixty centres in a chain, each with its own leaves; those with most leaves (or the fewest) bring afterwards."""
    centres = [f"c{i:02}" for i in range(60)]
    leaves = [(c, f"{c}-{j}") for i, c in enumerate(centres) for j in range(1 + i // 6)]
    knows = [{"from_id": a, "to_id": b, "since": "2025-01-01"} for a, b in leaves]
    knows += [{"from_id": a, "to_id": b, "since": "2025-01-01"} for a, b in itertools.pairwise(centres)]
    who = centres[-30:] if good else [leaf for _, leaf in leaves][:30]
    tables = brought(" ".join(f"{one.replace('-', '_')}-n{i}" for i, one in enumerate(who)), "2026-03-01")
    tables["MADE"] = [{**tie, "from_id": str(tie["from_id"]).replace("_", "-")} for tie in tables["MADE"]]
    new = [f"n{i}" for i in range(30)]
    return Network.of(Person=named(*centres, *(leaf for _, leaf in leaves), *new), KNOWS=knows, **tables)


def test_where_only_ties_count_it_warns_that_nothing_beats_degree() -> None:
    answer = backtest(wide(good=True), cut=CUT, as_of=DAY)
    keys = {note.key for note in answer.notes}
    assert "backtest.note.none_beats_degree" in keys
    assert "backtest.note.none_beats_chance" not in keys
    assert row(answer, "degree")["precision"] == 1.0
    assert answer.rows["enough"].all()


def test_where_nobody_central_brings_nothing_beats_chance() -> None:
    answer = backtest(wide(good=False), cut=CUT, as_of=DAY, measures=["degree", "betweenness"])
    assert "backtest.note.none_beats_chance" in {note.key for note in answer.notes}
    assert row(answer, "degree")["precision"] == 0.0


def test_chance_has_a_lift_of_one_within_its_interval() -> None:
    chance = row(backtest(wide(good=True), cut=CUT, as_of=DAY, measures=["degree"], k=50), "chance")
    assert chance["lift_low"] < 1 < chance["lift_high"]
    assert chance["lift"] == pytest.approx(1.0)
    assert chance["auc"] == 0.5


def test_the_same_seed_gives_the_same() -> None:
    one, two, other = (backtest(wide(good=True), cut=CUT, as_of=DAY, seed=seed).rows for seed in (1, 1, 2))
    assert one.equals(two)
    assert not one["precision_low"].equals(other["precision_low"]) or not one["lift_low"].equals(other["lift_low"])


def undated() -> Network:
    tables = brought("a-b", "2026-03-01")
    tables["Referral"] = [{"id": "r0", "status": "consented"}]
    return Network.of(Person=named("a", "b"), KNOWS=ties("a-b"), **tables)


@pytest.mark.parametrize(
    ("network", "reason"),
    [
        (Network.empty(), "analysis.note.nobody"),
        (Network.of(Person=named("a")), "backtest.note.no_referrals"),
        (undated(), "backtest.note.no_dates"),
        (Network.of(Person=named("a", "b"), **brought("a-b", "2023-01-01")), "backtest.note.nothing_after"),
        (Network.of(Person=named("a", "b"), **brought("a-b", "2026-03-01")), "backtest.note.no_past"),
    ],
)  # fmt: skip
def test_without_a_past_or_a_future_there_is_a_reason(network: Network, reason: str) -> None:
    for answer in (backtest(network, as_of=DAY), fitted_weights(network, as_of=DAY)):
        assert ([note.key for note in answer.notes], len(answer.rows)) == ([reason], 0)
        for language in ("zh", "en"):
            assert answer.to_json(Words(language))["rows"] == []


def test_what_makes_no_sense_is_refused() -> None:
    for wrong in ({"measures": ["beauty"]}, {"on": "moon"}, {"k": 0}, {"hide_months": 0}, {"cuts": 0}):
        with pytest.raises(BadValue):
            backtest(star(), as_of=DAY, **wrong)


def test_auc_by_hand() -> None:
    assert auc(np.array([4.0, 3.0, 2.0, 1.0]), np.array([True, False, True, False])) == 0.75
    assert np.isnan(auc(np.array([1.0]), np.array([True])))


FARMERS = {"as_of": date(1965, 12, 31), "hide_months": 24}


def test_the_farmers_league_table_is_what_the_readme_says() -> None:
    expected = {  # precision, lift, captured, auc: carriers left out, then counted
        "pagerank": ((0.80, 5.59, 0.12, 0.79), (0.80, 5.14, 0.12, 0.84)),
        "out_degree": ((0.75, 5.10, 0.12, 0.80), (0.70, 4.46, 0.12, 0.85)),
        "influence": ((0.73, 4.84, 0.12, 0.80), (0.70, 4.09, 0.12, 0.86)),
        "degree": ((0.60, 3.63, 0.09, 0.73), (0.74, 3.44, 0.13, 0.80)),
        "betweenness": ((0.50, 3.36, 0.08, 0.70), (0.60, 3.84, 0.08, 0.76)),
        "descendants": ((0.50, 2.92, 0.08, 0.66), (0.50, 2.92, 0.08, 0.66)),
        "chance": ((0.17, 1.00, 0.01, 0.50), (0.17, 1.00, 0.01, 0.50)),
    }
    for place, hide in enumerate((True, False)):
        answer = backtest(demo.network("farmers"), **FARMERS, hide_carriers=hide)  # type: ignore[arg-type]
        assert (answer.figures["positives"], answer.figures["brought"]) == (116, 80.0)
        assert answer.figures["hidden_carriers"] == (335, 0)[place]
        for key, figures in expected.items():
            found = row(answer, key)[["precision", "lift", "captured", "auc"]].astype(float).round(2)
            assert found.tolist() == pytest.approx(figures[place], abs=0.011)
        assert not answer.rows["beats_degree"].any()
        assert "backtest.note.none_beats_degree" in {note.key for note in answer.notes}
        assert answer.rows["value"].isna().all()


def test_fitted_weights_can_be_stored_and_are_kept_where_it_is_not_sure() -> None:
    farmers = fitted_weights(demo.network("farmers"), **FARMERS)  # type: ignore[arg-type]
    weights = farmers.figures["weights"]
    assert CHOICES["influence.weights"].sound(weights)
    assert weights == farmers.rows.loc[0, ["bridge", "voice", "across"]].to_dict()
    assert farmers.figures["low"] > 0
    ours = fitted_weights(demo.network(), as_of=demo.TODAY)
    assert ours.figures["low"] < 0
    assert ours.figures["weights"] == {"bridge": 0.4, "voice": 0.4, "across": 0.2}
    assert [note.key for note in ours.notes] == ["backtest.note.keep"]
