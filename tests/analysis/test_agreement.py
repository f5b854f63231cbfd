"""Five measures that say the same are one opinion; percentiles compare people of one group."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from scipy.stats import spearmanr

from graph.analysis.influence import agreement, opinions, rank
from graph.analysis.measures import significant
from graph.model.errors import BadValue
from graph.model.network import Network
from graph.text import Words
from tests.analysis.worked import DAY, acquainted, named, synthetic
from tests.model.networks import knowing


def test_correlations_are_spearmans_and_overlaps_are_counted() -> None:
    club = acquainted("zachary-karate")
    by = ["degree", "pagerank", "betweenness", "constraint", "clustering"]
    answer = agreement(club, by=by, as_of=DAY)
    rows = answer.rows.set_index("id")
    scores = {key: rank(club, by=[key], on="acquaintance", as_of=DAY).rows.set_index("id")["score"] for key in by}
    better = pd.DataFrame({key: significant(score) for key, score in scores.items()}).assign(
        constraint=lambda t: -t["constraint"]
    )
    for one in by:
        for two in by:
            wanted = spearmanr(better[one], better[two]).statistic
            assert rows.loc[one, "spearman"][two] == pytest.approx(wanted, abs=1e-9)
    assert rows.loc["degree", "overlap"]["degree"] == 10
    assert rows.loc["degree", "opinion"] == rows.loc["pagerank", "opinion"]
    assert rows.loc["degree", "opinion"] != rows.loc["clustering", "opinion"]
    assert answer.figures["opinions"] == rows["opinion"].nunique()
    told = answer.to_json(Words("en"))
    assert told["rows"][0]["name"] == "Ties"
    assert told["notes"][0].startswith("5 measures are really ")


def test_groups_agree_all_with_all() -> None:
    alike = pd.DataFrame([[1, 0.9, 0.7], [0.9, 1, 0.9], [0.7, 0.9, 1]], index=list("abc"), columns=list("abc"))
    assert len(set(opinions(alike).values())) == 2  # a and c disagree, so not all three are one
    assert opinions(alike.iloc[:1, :1]) == {"a": 1}


@pytest.mark.parametrize("network", [Network.empty(), knowing("a - b")])
def test_too_few_to_compare(network: Network) -> None:
    answer = agreement(network, by=["degree", "pagerank"], as_of=DAY)
    assert [note.key for note in answer.notes] == ["agreement.note.few"]
    assert answer.figures["opinions"] is None


def test_percentile_within_a_segment() -> None:
    rows = rank(synthetic(), by=["degree"], on="acquaintance", within="account", as_of=DAY).rows.set_index("id")
    assert rows.loc["c2", "segment"] == "K3"
    assert rows.loc[["c1", "c2", "c3"], "percentile_within"].to_dict() == {"c1": 0.0, "c2": 100.0, "c3": 50.0}
    assert math.isnan(rows.loc["d1", "percentile_within"])  # alone in K4
    circles = rank(synthetic(), by=["degree"], on="acquaintance", within="circle", as_of=DAY).rows.set_index("id")
    assert circles.loc["e1", "segment"] == circles.loc["c1", "segment"] != circles.loc["a1", "segment"]
    with pytest.raises(BadValue):
        rank(synthetic(), within="shoe_size", as_of=DAY)


def test_low_is_best_for_constraint_and_elected_places() -> None:
    network = knowing("a - b, a - c, a - d, c - d")
    rows = rank(network, by=["constraint"], on="acquaintance", as_of=DAY).rows
    assert rows["id"].iloc[0] == "a"
    assert rows["score"].iloc[0] == rows["score"].min()
    assert rows["percentile"].iloc[0] == 100.0
    elected = rank(network, by=["voterank"], on="acquaintance", as_of=DAY).rows.set_index("id")
    assert elected.loc["a", ["score", "rank"]].tolist() == [1.0, 1]
    assert math.isnan(elected["score"].iloc[-1])


def test_accounts_are_ranked_as_accounts() -> None:
    rows = rank(synthetic(), by=["degree"], on="account", as_of=DAY).rows
    assert set(rows["id"]) == set(synthetic()["Account"]["id"])
    assert rows.loc[0, ["id", "name"]].tolist() == ["institute", "institute"]


def test_a_rep_with_the_number_of_a_person_is_named_as_the_rep() -> None:
    network = knowing("1 - 2") + Network.of(
        Rep=[{"id": "1", "name": "our rep"}], Person=named("1", "2"), CONTACT=[{"from_id": "1", "to_id": "2"}]
    )
    names = rank(network, by=["degree"], on="access", as_of=DAY).rows.set_index("id")["name"]
    assert names.to_dict() == {"1": "1", "2": "2", "rep:1": "our rep"}
