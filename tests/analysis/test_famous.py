"""Famous networks with their published answers, and networkx's own answer on the same graph."""

from __future__ import annotations

import networkx as nx
import pytest

from graph.analysis.chains import chains, forest, tree
from graph.analysis.influence import rank
from graph.analysis.project import graph_of
from graph.model.network import Network
from tests.analysis.worked import DAY, acquainted, coupons, csv_rows, moving, named


def scores(network: Network, measure: str, on: str = "acquaintance", **more: str) -> dict[str, float]:
    rows = rank(network, by=[measure], on=on, as_of=DAY, **more).rows
    return dict(zip(rows["id"], rows["score"], strict=True))


def first(network: Network, measure: str, n: int = 1) -> list[str]:
    return rank(network, by=[measure], on="acquaintance", top=n, as_of=DAY).rows["id"].tolist()


def test_the_kite_has_three_different_centres() -> None:
    kite = acquainted("krackhardt-kite")
    assert first(kite, "degree") == ["3"]  # Diane knows most people
    assert sorted(first(kite, "closeness", 2)) == ["5", "6"]  # Fernando and Garth are nearest to all
    assert first(kite, "betweenness") == ["7"]  # Heather joins the tail to the rest
    assert scores(kite, "betweenness")["7"] == pytest.approx(0.3889, abs=5e-5)
    assert scores(kite, "closeness", weight="none")["5"] == pytest.approx(0.6429, abs=5e-5)


def test_the_medici_broker_most_marriages_as_published() -> None:
    families = acquainted("florentine-marriage")
    rows = rank(families, by=["betweenness", "degree"], on="acquaintance", top=2, as_of=DAY).rows
    assert rows["id"].tolist() == ["Medici", "Guadagni"]
    assert rows["betweenness"].tolist() == pytest.approx([0.522, 0.255], abs=5e-4)
    assert rows["degree"].tolist() == [6, 4]


def test_the_club_turns_on_its_two_leaders() -> None:
    club = acquainted("zachary-karate")
    assert first(club, "betweenness", 3) == ["0", "33", "32"]
    assert scores(club, "betweenness")["0"] == pytest.approx(0.4376, abs=5e-5)
    assert first(club, "degree", 2) == ["33", "0"]
    assert first(club, "pagerank", 2) == ["33", "0"]
    assert scores(club, "pagerank")["33"] == pytest.approx(0.1009, abs=5e-4)
    assert first(club, "eigenvector") == ["33"]


@pytest.mark.parametrize("file", ["advice.csv", "friendship.csv"])
def test_high_tech_managers_equal_networkx(file: str) -> None:
    network = moving(file)
    rows = csv_rows("krackhardt-hightech", file)
    asks = nx.DiGraph()  # as the data have it: who asks → who is asked, so credit already flows to the asked
    asks.add_nodes_from(network["Person"]["id"])
    asks.add_edges_from(((r["from"], r["to"]) for r in rows), strength=0.3, distance=60)
    expected = {
        "pagerank": nx.pagerank(asks, weight="strength", tol=1e-14, max_iter=2000),
        "betweenness": nx.betweenness_centrality(asks, weight="distance"),
        "closeness": nx.closeness_centrality(asks, distance="distance"),
        "harmonic": nx.harmonic_centrality(asks, distance="distance"),
        "degree": dict(asks.degree()),
        "out_degree": dict(asks.in_degree()),
        "in_degree": dict(asks.out_degree()),
    }
    for measure, answer in expected.items():
        assert scores(network, measure, "influence") == pytest.approx(answer, rel=1e-9, abs=1e-9), measure


def test_superiors_move_those_who_report_to_them() -> None:
    people = [row["id"] for row in csv_rows("krackhardt-hightech", "managers.csv")]
    lines = csv_rows("krackhardt-hightech", "reports_to.csv")
    reports = [{"from_id": row["from"], "to_id": row["to"]} for row in lines]
    network = Network.of(Person=named(*people), REPORTS_TO=reports)
    graph = graph_of(network, "influence", as_of=DAY)
    assert set(graph.edges) == {(row["to"], row["from"]) for row in lines}
    assert first(network, "degree") == [max(people, key=lambda who: (graph.degree(who), -int(who)))]
    ceo = next(row["id"] for row in csv_rows("krackhardt-hightech", "managers.csv") if row["level"] == "1")
    assert nx.descendants(graph, ceo) == set(people) - {ceo}
    top = rank(network, by=["harmonic"], on="influence", top=1, as_of=DAY).rows
    assert top["id"].tolist() == [ceo]


def test_coupons_make_waves() -> None:
    network, rows = coupons(), csv_rows("referral-coupons", "RDSToolsToyData.csv")
    owner = {row[c]: row["ID"] for row in rows for c in ("Coupon1", "Coupon2", "Coupon3") if row[c]}
    wave: dict[str, int] = {}
    for row in rows:  # people stand in the order they joined, so the referrer's wave is always known
        wave[row["ID"]] = wave[owner[row["CouponR"]]] + 1 if row["CouponR"] else 0
    trees = forest(network)
    brought = {who: g for who, g in wave.items() if g or who in trees.children}
    assert trees.generation == brought
    assert len(trees.tree) == sum(1 for row in rows if row["CouponR"])
    answer = chains(network, as_of=DAY)
    assert answer.rows["reach"].sum() == len(trees.tree)
    assert answer.rows["depth"].max() == max(wave.values())
    by_wave = [sum(1 for g in wave.values() if g == n) for n in range(1, max(wave.values()) + 1)]
    named_by_wave = [
        sum(g["named"] for chain in answer.rows["generations"] for g in chain if g["g"] == n)
        for n in range(1, max(wave.values()) + 1)
    ]
    assert named_by_wave == by_wave
    root = answer.rows.loc[0, "id"]
    assert len(tree(network, root, as_of=DAY)) == answer.rows.loc[0, "reach"] + 1
