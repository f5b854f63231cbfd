"""What holds for every network."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analysis import cuts
from graph.analysis.centres import centres
from graph.analysis.chains import chains, forest, funnel, promises
from graph.analysis.explain import explain
from graph.analysis.influence import METRICS, influence_scores, rank
from graph.analysis.man import man
from graph.analysis.project import NETWORKS, graph_of, ties_of
from graph.analysis.risk import account_contacts, bridges, cut_points, orphans
from graph.analysis.routes import routes
from graph.model.network import Network
from graph.text import Words
from tests.analysis.worked import DAY, named
from tests.model.networks import networks

LAW = settings(max_examples=20, deadline=None)
NAMES = st.sampled_from("abcdefgh")
PAIRS = st.lists(st.tuples(NAMES, NAMES), max_size=14)


def referred(pairs: list[tuple[str, str]]) -> Network:
    refs = [f"r{i:02}" for i in range(len(pairs))]
    return Network.of(
        Person=named(*"abcdefgh"),
        Referral=[{"id": r, "status": "consented", "asked_on": f"2026-01-{i + 1:02}"} for i, r in enumerate(refs)],
        MADE=[{"from_id": a, "to_id": r} for r, (a, _) in zip(refs, pairs, strict=True)],
        ABOUT_PERSON=[{"from_id": r, "to_id": b} for r, (_, b) in zip(refs, pairs, strict=True)],
    )


def acquainted(pairs: list[tuple[str, str]], names: str = "abcdefgh") -> Network:
    knows = [{"from_id": a, "to_id": b, "strength": 1 + (ord(a) + ord(b)) % 3} for a, b in pairs if a != b]
    return Network.of(Person=named(*names), KNOWS=knows)


@LAW
@given(PAIRS, st.tuples(NAMES, NAMES))
def test_one_more_referral_never_loses_anyone(pairs: list[tuple[str, str]], extra: tuple[str, str]) -> None:
    before, after = forest(referred(pairs)), forest(referred([*pairs, extra]))
    assert all(set(before.below(who)) <= set(after.below(who)) for who in "abcdefgh")


@LAW
@given(PAIRS)
def test_referrals_are_a_forest(pairs: list[tuple[str, str]]) -> None:
    trees = forest(referred(pairs))
    graph = graph_of(referred(pairs), "referral", as_of=DAY)
    assert nx.is_directed_acyclic_graph(graph)
    assert all(count <= 1 for _, count in graph.in_degree())
    assert all(trees.generation[kid] == trees.generation[up] + 1 for kid, up in trees.parent.items())
    rows = chains(referred(pairs), as_of=DAY).rows
    assert rows["reach"].sum() == len(trees.tree)


@LAW
@given(PAIRS)
def test_percentiles_are_between_0_and_100_and_equals_have_the_same(pairs: list[tuple[str, str]]) -> None:
    rows = rank(acquainted(pairs), by=["degree"], on="acquaintance", as_of=DAY).rows
    assert rows["percentile"].between(0, 100).all()
    assert (rows.groupby("score")["percentile"].nunique() <= 1).all()
    assert (rows.groupby("score")["rank"].nunique() <= 1).all()
    scores = influence_scores(acquainted(pairs), as_of=DAY)
    assert scores["score"].dropna().between(0, 100).all()


@LAW
@given(PAIRS, st.permutations("abcdefgh"))
def test_scores_do_not_depend_on_names_or_order(pairs: list[tuple[str, str]], order: list[str]) -> None:
    new = dict(zip("abcdefgh", order, strict=True))
    knows = [(a, b, 1 + (ord(a) + ord(b)) % 3) for a, b in pairs if a != b]

    def scored(naming: dict[str, str]) -> dict[str, tuple[float, ...]]:
        ties = [{"from_id": naming[a], "to_id": naming[b], "strength": s} for a, b, s in knows]
        network = Network.of(Person=named(*"abcdefgh"), KNOWS=ties[::-1])
        table = influence_scores(network, as_of=DAY).set_index("id").round(6).fillna(-1)
        return {who: tuple(table.loc[naming[who]]) for who in "abcdefgh"}

    assert scored({name: name for name in "abcdefgh"}) == scored(new)


@LAW
@given(PAIRS)
def test_the_walk_finds_what_removal_shows(pairs: list[tuple[str, str]]) -> None:
    graph = graph_of(acquainted(pairs), "acquaintance", as_of=DAY)
    lost = cuts.cut_off(graph)
    assert set(lost) == set(nx.articulation_points(graph))
    assert {frozenset(pair) for pair in cuts.bridges(graph)} == {frozenset(pair) for pair in nx.bridges(graph)}
    for who, n in lost.items():
        rest = graph.subgraph(nx.node_connected_component(graph, who) - {who})
        parts = sorted(len(part) for part in nx.connected_components(rest))
        assert n == sum(parts[:-1])


@LAW
@given(PAIRS, st.sets(NAMES, max_size=3))
def test_people_we_lose_are_those_no_rep_reaches_without_one(pairs: list[tuple[str, str]], known: set[str]) -> None:
    contacts = [{"from_id": "rep", "to_id": who, "relationship_stage": "trust"} for who in sorted(known)]
    network = acquainted(pairs) + Network.of(Rep=named("rep"), CONTACT=contacts)
    graph = graph_of(network, "access", as_of=DAY)
    reached = nx.descendants(graph, "rep")
    lost = cuts.cut_off_from_us(graph)
    for who in "abcdefgh":
        rest = graph.subgraph(set(graph) - {who})
        gone = reached - {who} - nx.descendants(rest, "rep")
        assert lost.get(who, 0) == len(gone)


@LAW
@given(PAIRS, st.sets(NAMES, min_size=1, max_size=3), NAMES)
def test_no_other_route_is_better_than_the_best(pairs: list[tuple[str, str]], known: set[str], target: str) -> None:
    contacts = [{"from_id": "rep", "to_id": who, "relationship_stage": "trust"} for who in sorted(known)]
    network = acquainted(pairs) + Network.of(Rep=named("rep"), CONTACT=contacts)
    graph = graph_of(network, "access", as_of=DAY)

    def chance(path: list[str]) -> float:
        product = 0.5 ** (len(path) - 2)
        for a, b in nx.utils.pairwise(path):
            product *= graph[a][b]["strength"]
        return float(product)

    ways = sorted((chance(p) for p in nx.all_simple_paths(graph, "rep", target, cutoff=4)), reverse=True)
    found = routes(network, target, alternatives=5, as_of=DAY).rows["probability"].tolist()
    assert found == pytest.approx(ways[:5])


@settings(LAW, max_examples=8)
@given(networks())
def test_every_answer_bears_any_network(network: Network) -> None:
    words = (Words("zh"), Words("en"))
    answers = [rank(network, by=[key], on=on, as_of=DAY) for key, measure in METRICS.items() for on in measure.networks]
    answers += [centres(network, as_of=DAY), chains(network, as_of=DAY), funnel(network, as_of=DAY)]
    answers += [promises(network, as_of=DAY), man(network, as_of=DAY), orphans(network, as_of=DAY)]
    answers += [account_contacts(network, as_of=DAY)]
    answers += [ask(network, on=name, as_of=DAY) for name in ("access", "influence") for ask in (cut_points, bridges)]
    for who in network["Person"]["id"]:
        answers += [routes(network, who, as_of=DAY), chains(network, who=who, as_of=DAY)]
        explain(network, who, as_of=DAY).why.say(words[0])
    for answer in answers:
        for language in words:
            told = answer.to_json(language)
            assert {"question", "settings", "population", "rows", "notes"} <= set(told)
            assert {"network", "people", "ties", "as_of", "revision"} <= set(told["population"])
            assert told["rows"] or told["notes"], told


@LAW
@given(networks())
def test_every_tie_of_a_projection_is_carried_by_ties_of_the_network(network: Network) -> None:
    known = {id_ for _, table in network.items() for id_ in table["id"]}
    for name in NETWORKS:
        table = ties_of(network, name, as_of=DAY)
        assert all(set(carriers) <= known and carriers for carriers in table["ties"])
        assert table["strength"].between(0, 1).all()
