"""The public sets that come along are what an import makes of the published files, and say whose they are."""

from __future__ import annotations

import networkx as nx
import pandas as pd
import pytest

from graph import demo
from graph.analysis import chains, influence
from graph.analysis.project import graph_of
from graph.demo import public
from graph.model.network import Network
from tests.demo import public_sets


@pytest.mark.parametrize("name", public.SETS)
def test_a_set_is_what_an_import_of_the_published_files_gives(name: str) -> None:
    if not public_sets.folder(name).exists():
        pytest.skip(f"{public_sets.folder(name).name} is not at hand (set GUANXI_DATA)")
    tables = public_sets.marked(public_sets.imported(name), name)
    assert Network.of(**{kind: pd.DataFrame(table) for kind, table in tables.items()}) == public.network(name)


@pytest.mark.parametrize("name", public.SETS)
def test_a_set_says_where_it_comes_from_and_under_which_licence(name: str) -> None:
    origin, licence = public.origin(name)
    assert "**Origin:**" in origin
    assert "Copyright" in licence


def test_the_sets_have_the_sizes_that_were_published() -> None:
    counts = {name: public.network(name).counts() for name in public.SETS}
    assert (counts["florentine"]["Person"], counts["florentine"]["KNOWS"]) == (15, 20)
    assert (counts["karate"]["Person"], counts["karate"]["KNOWS"]) == (34, 78)
    assert [counts["hightech"][k] for k in ("Person", "INFLUENCES", "REPORTS_TO")] == [21, 190, 20]
    assert [counts["directors"][k] for k in ("Person", "Account", "WORKS_AT")] == [20, 24, 99]
    assert [counts["coupons"][k] for k in ("Person", "Referral")] == [251, 241]
    assert counts["honglou"]["Person"] == 242
    assert [counts["farmers"][k] for k in ("Person", "Account", "Referral")] == [692, 11, 764]
    assert [counts["farmers"][k] for k in ("INFLUENCES", "KNOWS")] == [1862, 759]
    customers = public.network("farmers")["Person"]["customer_status"] == "customer"
    assert int(customers.sum()) == 692 - 152


def test_the_medici_stand_between_as_published() -> None:
    families = public.network("florentine")
    rows = influence.rank(families, by=("betweenness",), on="acquaintance", top=1).rows
    assert rows["name"].item() == "Medici"
    between = nx.betweenness_centrality(nx.Graph(graph_of(families, "acquaintance")))
    assert max(between.values()) == pytest.approx(0.522, abs=0.001)


def test_every_coupon_was_handed_on_by_somebody_before() -> None:
    rows = chains.chains(demo.network("coupons")).rows
    assert len(rows) == 6  # of the ten seeds, four brought nobody
    assert rows["reach"].sum() == 241


def test_the_novel_turns_around_baoyu() -> None:
    people = public.network("honglou")
    graph = graph_of(people, "acquaintance")
    first = max(graph.degree, key=lambda pair: (pair[1], pair[0]))[0]
    assert people["Person"]["name"][people["Person"]["id"] == first].item() == "贾宝玉"
