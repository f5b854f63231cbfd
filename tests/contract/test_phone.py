"""The end of a phone is written, changed, undone and erased like any fact; a whole number never reaches the store."""

from __future__ import annotations

import pytest

from graph.model.errors import BadValue
from graph.model.network import Network
from graph.store.bolt import GraphStore
from graph.store.commands import edit, load

FULL = "138 1234 8054"


def test_the_end_alone_is_kept_changed_and_undone(store: GraphStore) -> None:
    one = {"id": "a", "name": "王伟", "lawful_basis": "consent", "phone_end": FULL}
    store.apply(load(Network.of(Person=[one]), "wang", "own"))
    assert store.read()["Person"]["phone_end"].tolist() == ["8054"]
    store.apply(edit(store.read(), "Person", "a", {"phone_end": "+86 139 9999 0017"}, "wang"))
    assert store.read()["Person"]["phone_end"].tolist() == ["0017"]
    told = repr([*store.history()])
    assert "9999" not in told
    assert "1234" not in told
    store.undo("wang")
    assert store.read()["Person"]["phone_end"].tolist() == ["8054"]


def test_what_is_no_phone_changes_nothing(store: GraphStore) -> None:
    store.apply(load(Network.of(Person=[{"id": "a", "name": "王伟", "lawful_basis": "consent"}]), "wang", "own"))
    with pytest.raises(BadValue):
        edit(store.read(), "Person", "a", {"phone_end": "12"}, "wang")
    assert store.read()["Person"]["phone_end"].isna().all()
