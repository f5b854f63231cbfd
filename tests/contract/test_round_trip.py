"""What goes in comes out, whatever it is; reading only what changed gives what reading everything gives."""

from __future__ import annotations

import string
from datetime import date
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graph.model.kinds import NODES, READ_NODES, STORED_TIES, Field
from graph.model.network import Network
from graph.store import commands
from graph.store.access import everyone
from graph.store.bolt import GraphStore
from tests.store.emptied import empty

LAW = settings(
    max_examples=8,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),  # every example is a whole store: shrinking would take minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
ODD = [
    "王伟", "👩🏽‍💼 张", "' OR 1=1 //", "a\nb\tc", "{id: 1}", "=cmd()", "\u202e反", "é́", "长" * 5_000, "unknown",
    "NaN", "\x1f", "\\",
]  # fmt: skip
HOSTILE = st.sampled_from(ODD)
TEXT = HOSTILE | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)
IDS = st.text(string.ascii_letters + "关系-_.:'\\\" ", min_size=1, max_size=8).map(str.strip).filter(bool)


def value(field: Field) -> st.SearchStrategy[Any]:
    """Anything that a field takes, nothing too."""
    low, high = field.at_least, field.at_most
    known: dict[str, st.SearchStrategy[Any]] = {
        "text": TEXT,
        "phone_end": st.from_regex(r"[0-9]{4}", fullmatch=True),
        "whole": st.integers(int(low or 0), int(high) if high is not None else 2**31 - 1),
        "number": st.floats(low, high, allow_nan=False, allow_infinity=False),
        "money": st.floats(low, high, allow_nan=False, allow_infinity=False),
        "day": st.dates(date(1, 1, 1), date(9999, 12, 31)),
        "choice": st.sampled_from(field.allowed or ("",)),
        "choices": st.lists(st.sampled_from(field.allowed or ("",)), max_size=3).map(tuple),
    }
    return st.none() | known[field.type]


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """A few of every kind of node that a network is read with, and of every tie, with any values."""
    rows: dict[str, list[dict[str, Any]]] = {}
    ids: dict[str, list[str]] = {}
    for kind in READ_NODES:
        ids[kind] = draw(st.lists(IDS, min_size=0, max_size=2, unique=True))
        rows[kind] = [{"id": id_, **{f.name: draw(value(f)) for f in NODES[kind].fields}} for id_ in ids[kind]]
    for kind, tie in STORED_TIES.items():
        ends = [(s, e) for start in tie.start for end in tie.end for s in ids[start] for e in ids[end]]
        if ends and draw(st.booleans()):
            start, end = draw(st.sampled_from(ends))
            rows[kind] = [{"from_id": start, "to_id": end, **{f.name: draw(value(f)) for f in tie.fields}}]
    return Network.of(**rows)


@LAW
@given(network=networks())
def test_a_network_is_the_same_after_the_round_trip(uri: str, network: Network) -> None:
    empty(uri)
    with GraphStore.open(uri) as store:
        store.apply(commands.load(network, "law"))
        assert store.read() == network


@LAW
@given(one=networks(), two=networks())
def test_two_imports_add_up_and_the_difference_is_enough(uri: str, one: Network, two: Network) -> None:
    empty(uri)
    with GraphStore.open(uri) as store:
        store.apply(commands.load(one, "law"))
        before, revision = store.read(), store.revision()
        store.apply(commands.load(two, "law"))
        assert store.read() == one + two
        assert store.since(everyone, revision).onto(before) == one + two
        if store.revision() > revision:
            store.undo("law")
            assert store.read() == one


def test_chinese_emoji_nothing_and_very_long_come_back_as_they_were(store: GraphStore) -> None:
    facts: dict[str, Any] = {"lawful_basis": "consent", "powers": ("veto", "decide")}
    odd = Network.of(
        Person=[{"id": f"p{i}", "name": text, "note": text, **facts} for i, text in enumerate(ODD)],
        Account=[{"id": "a", "name": "长" * 20_000, "region": "长" * 20_000, "annual_revenue": 0.1, "employees": 0}],
        Opportunity=[
            {"id": "o", "name": "空", "amount": 1e300, "expected_on": date(1, 1, 1)},
            {"id": "o2", "name": "空"},
        ],
    )
    store.apply(commands.load(odd, "law"))
    assert store.read() == odd
    assert store.read().row("Person", "p0") == {**(odd.row("Person", "p0") or {}), **system(store)}
    assert [found["id"] for found in store.named("长" * 20_000)] == ["a"]


def system(store: GraphStore) -> dict[str, Any]:
    """What the store adds to a row."""
    row = store.read().row("Person", "p0") or {}
    return {name: row[name] for name in ("rev", "created_at", "updated_at")}
