"""A choice of the team is stored, refused when somebody was quicker, undone, and counted nowhere."""

from __future__ import annotations

import pytest

from graph.analysis.settings import choose, setting
from graph.model.errors import Conflict
from graph.store.bolt import GraphStore


def test_a_choice_is_kept_contested_and_undone(store: GraphStore) -> None:
    store.apply(choose(store.read(), "chains.credit", "last", "wang"))
    seen = store.read()
    assert setting(seen, "chains.credit") == "last"
    store.apply(choose(seen, "chains.credit", "linear", "li"))
    with pytest.raises(Conflict):
        store.apply(choose(seen, "chains.credit", "path_removal", "wang"))
    assert setting(store.read(), "chains.credit") == "linear"
    store.undo("li")
    assert setting(store.read(), "chains.credit") == "last"
    assert "Setting" not in store.about()["counts"]
    assert store.find("credit") == []
