"""Domain handbook 5.15 and 5.19: the synthetic network row by row, and orphaned accounts."""

import networkx as nx
import pytest

from graph.analysis.influence import centres, rank
from graph.analysis.project import graph_of
from graph.analysis.risk import account_contacts, bridges, cut_points, orphans
from graph.analysis.routes import routes
from graph.model.network import Network
from graph.text import Words
from tests.analysis.worked import DAY, first_selection, named, synthetic, ties


def best(measure: str, top: int, **more: str) -> list[tuple[str, float]]:
    rows = rank(synthetic(), by=[measure], on="acquaintance", top=top, as_of=DAY, **more).rows
    return [(who, round(score, 4)) for who, score in zip(rows["id"], rows["score"], strict=True)]


def test_sizes() -> None:
    p1, p2 = (graph_of(synthetic(), name, as_of=DAY) for name in ("acquaintance", "access"))
    assert (len(p1), p1.number_of_edges()) == (11, 11)
    assert (len(p2), p2.number_of_edges()) == (13, 14)


def test_measures() -> None:
    assert best("betweenness", 4) == [("e1", 0.7444), ("b2", 0.3778), ("a3", 0.3556), ("c2", 0.2111)]
    assert best("degree", 3) == [("e1", 4), ("b2", 3), ("c2", 3)]
    assert nx.degree_centrality(graph_of(synthetic(), "acquaintance", as_of=DAY))["e1"] == 0.4
    assert best("pagerank", 3) == [("e1", 0.1631), ("b2", 0.1379), ("c2", 0.1279)]


def test_the_centre_that_is_not_a_customer() -> None:
    rows = centres(synthetic(), as_of=DAY).rows
    accounts = synthetic()["Account"].set_index("name")["customer_status"]
    strangers = [
        row["id"] for row in rows.to_dict("records") if row["candidate"] and accounts[row["account"]] != "customer"
    ]
    assert strangers == ["e1"]
    first = rows.loc[0]
    assert (first["id"], first["accounts_within_2"], first["organisations"]) == ("e1", 4, 4)
    assert first["why"].say(Words("en")).startswith("Bridges 3 circles; of the 12 pairs nearest")
    known = set(synthetic()["KNOWS"]["id"])
    assert set(first["witnesses"]) < known


def test_what_holds_it_together() -> None:
    assert sorted(cut_points(synthetic(), as_of=DAY).rows["id"]) == ["a2", "a3", "b2", "c2", "e1"]
    assert sorted(cut_points(synthetic(), on="access", as_of=DAY).rows["id"]) == ["b2", "c2", "e1", "e2"]
    found = bridges(synthetic(), as_of=DAY).rows
    assert {*zip(found["id"], found["to"], strict=True)} == {
        ("a1", "a2"), ("a2", "a3"), ("a3", "e1"), ("b1", "b2"), ("b2", "d1"), ("b2", "e1"), ("c1", "c2")
    }  # fmt: skip


def test_who_is_cut_off_without_the_centre() -> None:
    lost = cut_points(synthetic(), as_of=DAY).rows.set_index("id")["cut_off"].to_dict()
    assert lost == {"e1": 6, "a3": 2, "b2": 2, "a2": 1, "c2": 1}


def test_communities() -> None:
    graph = graph_of(synthetic(), "acquaintance", as_of=DAY)
    printed = [{"a1", "a2", "a3"}, {"b1", "b2", "d1"}, {"c1", "c2", "c3", "e1", "e2"}]
    assert sorted(map(set, nx.community.greedy_modularity_communities(graph)), key=min) == printed
    assert sorted(map(set, nx.community.louvain_communities(graph, weight="strength", seed=1)), key=min) == printed


@pytest.mark.parametrize(
    ("rep", "target", "paths"),
    [
        ("R1", "d1", ["R1 b1 b2 d1"]),
        ("R2", "c3", ["R2 e2 c2 c3", "R2 e2 e1 c3"]),
        ("R1", "a3", ["R1 a1 a2 a3"]),
        ("R2", "a3", ["R2 e2 e1 a3"]),
    ],
)
def test_fewest_hops(rep: str, target: str, paths: list[str]) -> None:
    graph = graph_of(synthetic(), "access", as_of=DAY)
    assert sorted(" ".join(p) for p in nx.all_shortest_paths(graph, rep, target)) == paths
    rows = routes(synthetic(), target, source=rep, alternatives=len(paths), as_of=DAY).rows
    assert [" ".join([rep, *(s["to"] for s in steps)]) for steps in rows["steps"]] == paths


def test_accounts_with_one_contact() -> None:
    rows = account_contacts(synthetic(), as_of=DAY).rows.set_index("id")
    assert rows["only"].dropna().to_dict() == {"K1": "a1", "K2": "b1", "institute": "e2"}
    assert rows["contacts"].to_dict() == {"K1": 1, "K2": 1, "institute": 1, "K3": 0, "K4": 0}
    assert rows["single_threaded"].all()


def test_the_most_central_person_is_in_no_best_set() -> None:
    graph = graph_of(synthetic(), "acquaintance", as_of=DAY)

    def covers(*seeds: str) -> int:
        return len(set(seeds).union(*(graph[s] for s in seeds)))

    assert covers("b2", "c2") == 8
    assert max(covers("e1", other) for other in graph) == 7
    assert covers("a2", "b2", "c2") == 11


def test_the_chart_of_first_selection_hangs_by_li_and_the_vice_president() -> None:
    graph = graph_of(first_selection(), "access", as_of=DAY)
    assert sorted(nx.articulation_points(graph)) == ["li", "vp"]
    between = nx.betweenness_centrality(graph)
    assert {who: round(score, 4) for who, score in between.items()} == {
        "zhang": 0, "li": 0.6667, "wang": 0, "vp": 0.5, "rep": 0
    }  # fmt: skip


def owned() -> Network:
    return Network.of(
        Rep=[*named("Wu", active="no"), *named("Lu")],
        Account=named("X1", "X2", "X3", "X4"),
        OWNS=ties("Wu-X1 Wu-X2 Lu-X2 Lu-X3"),
    )


def test_orphans() -> None:
    states = orphans(owned(), as_of=DAY).rows.set_index("id")["state"].to_dict()
    assert states == {"X1": "orphaned", "X2": "single_rep", "X3": "single_rep", "X4": "never_owned"}


def test_orphans_when_the_other_rep_leaves_too() -> None:
    rows = orphans(owned(), leaving=["Lu"], as_of=DAY).rows
    assert set(rows["id"][rows["state"] == "orphaned"]) == {"X1", "X2", "X3"}


def test_an_ended_ownership_orphans_an_account_though_its_rep_stays() -> None:
    network = Network.of(
        Rep=named("Lu"), Account=named("X"),
        OWNS=[{"from_id": "Lu", "to_id": "X", "since": "2020-01-01", "until": "2026-01-01"}],
    )  # fmt: skip
    assert orphans(network, as_of=DAY).rows["state"].tolist() == ["orphaned"]
