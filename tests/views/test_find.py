"""A person is found the way people type."""

from __future__ import annotations

from datetime import date

import pytest

from graph.model.network import Network
from graph.views.facts import facts
from graph.views.find import find, index


@pytest.fixture(scope="module")
def entries(demo: Network):  # type: ignore[no-untyped-def]
    """Everybody of the demo, searchable."""
    people = facts(demo, date(2026, 11, 22)).people
    return index(people), people["name"].to_dict()


@pytest.mark.parametrize("typed", ["秦述白", "述白", "qinshubai", "Qin Shubai", "qsb", "QSB"])
def test_a_person_is_found_by_name_pinyin_and_initials(entries, typed: str) -> None:  # type: ignore[no-untyped-def]
    spelled, names = entries
    assert names[find(spelled, typed, {})[0]] == "秦述白"


def test_a_company_finds_its_people_the_weightiest_first(entries) -> None:  # type: ignore[no-untyped-def]
    spelled, names = entries
    found = find(spelled, "港口能效专委会", {})
    assert "秦述白" in [names[p] for p in found]
    last = found[-1]
    assert find(spelled, "港口能效专委会", {last: 99.0})[0] == last


def test_nothing_typed_finds_nobody(entries) -> None:  # type: ignore[no-untyped-def]
    assert find(entries[0], "  ", {}) == []
    assert find(entries[0], "zzzzzz", {}) == []
