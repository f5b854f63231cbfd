"""Real data sets come in by a mapping file, whole, and a second time without a change."""

from __future__ import annotations

import networkx as nx
import pytest

from graph.model.network import Network
from ingest.load import Preview, preview
from tests.ingest.files import MAPPINGS, shared

SETS = {
    "honglou": ["honglou-relations/honglou.json"],
    "krackhardt": ["krackhardt-hightech"],
    "crm": [f"crm-sales-opportunities/{name}.csv" for name in ("accounts", "sales_teams", "sales_pipeline")],
    "coupons": ["referral-coupons/RDSToolsToyData.csv"],
    "florentine": ["florentine-marriage"],
    "karate": ["zachary-karate"],
    "leadership": ["corporate-leadership"],
}


def come_in(name: str, known: Network | None = None) -> Preview:
    """The data set by its mapping file."""
    return preview(
        [shared(*path.split("/")) for path in SETS[name]], known or Network.empty(), mapping=MAPPINGS / f"{name}.toml"
    )


def counts(network: Network) -> dict[str, int]:
    """Rows by kind, without the empty ones."""
    return {kind: n for kind, n in network.counts().items() if n}


@pytest.mark.parametrize("name", SETS)
def test_nothing_is_refused_and_a_second_time_nothing_changes(name: str) -> None:
    found = come_in(name)
    assert found.rejections == ()
    assert come_in(name, found.put).changes_nothing


def test_the_dream_of_the_red_chamber_keeps_its_names_and_kinds() -> None:
    network = come_in("honglou").put
    assert counts(network) == {"Person": 242, "KNOWS": 350}
    kinds = network["KNOWS"]["kind"].value_counts()
    assert {kind: int(kinds[kind]) for kind in ("relative", "superior", "friend", "elder", "unknown")} == {
        "relative": 196, "superior": 91, "friend": 46, "elder": 15, "unknown": 2,
    }  # fmt: skip
    assert "贾宝玉" in set(network["Person"]["name"])


def test_krackhardts_managers_advise_befriend_and_report() -> None:
    network = come_in("krackhardt").put
    assert counts(network) == {
        "Person": 21, "Account": 1, "OrgUnit": 5, "WORKS_AT": 21, "IN_UNIT": 21, "PART_OF": 5, "REPORTS_TO": 20,
        "KNOWS": 79, "INFLUENCES": 190,
    }  # fmt: skip
    asked = network["INFLUENCES"]["from_id"].value_counts()
    assert (asked.index[0], int(asked.iloc[0])) == ("2", 18)
    assert network["WORKS_AT"]["level"].value_counts().to_dict()["decision"] == 1


def test_the_crm_comes_in_with_its_defects_mended_and_its_blanks_left_blank() -> None:
    network = come_in("crm").put
    assert counts(network) == {"Account": 85, "Rep": 35, "Opportunity": 8800, "OWNS": 1259, "FOR_ACCOUNT": 7375}
    assert set(network["Rep"]["region"]) == {"Central", "East", "West"}
    assert "technolgy" not in set(network["Account"]["industry"])
    assert {"GTX Pro"} == {name for name in network["Opportunity"]["name"] if "Pro" in name and "Plus" not in name}
    deals = network["Opportunity"]
    assert deals["status"].astype("str").value_counts().to_dict() == {"won": 4238, "lost": 2473, "open": 2089}
    assert float(deals["amount"].sum()) == 10_005_534
    assert int(deals["expected_on"].isna().sum()) == 2089


def test_coupons_join_the_referred_to_their_referrer() -> None:
    network = come_in("coupons").put
    assert counts(network) == {"Person": 251, "Referral": 241, "MADE": 241, "ABOUT_PERSON": 241}
    graph = nx.DiGraph()
    graph.add_nodes_from(network["Person"]["id"])
    made = dict(zip(network["MADE"]["to_id"], network["MADE"]["from_id"], strict=True))
    about = zip(network["ABOUT_PERSON"]["from_id"], network["ABOUT_PERSON"]["to_id"], strict=True)
    graph.add_edges_from((made[referral], person) for referral, person in about)
    assert nx.is_forest(graph)
    assert sum(degree == 0 for _, degree in graph.in_degree()) == 10
    assert max(degree for _, degree in graph.out_degree()) <= 3


def test_the_medici_are_the_best_connected_of_florence() -> None:
    network = come_in("florentine").put
    names = dict(zip(network["Person"]["id"], network["Person"]["name"], strict=True))
    graph = nx.Graph(zip(network["KNOWS"]["from_id"], network["KNOWS"]["to_id"], strict=True))
    between = nx.betweenness_centrality(nx.relabel_nodes(graph, names))
    assert max(between, key=lambda name: between[name]) == "Medici"
    assert between["Medici"] == pytest.approx(0.521978, abs=1e-6)


def test_the_karate_club_keeps_its_friendships_and_sides() -> None:
    network = come_in("karate").put
    assert counts(network)["KNOWS"] == 78
    assert network["KNOWS"]["strength"].value_counts().to_dict() == {2: 39, 1: 30, 3: 9}
    assert sorted(network["OrgUnit"]["name"]) == ["Mr. Hi", "Officer"]


def test_directors_and_companies_out_of_one_list() -> None:
    assert counts(come_in("leadership").put) == {"Person": 20, "Account": 24, "WORKS_AT": 99}
