"""What is dated in the future is in no number, and every answer says that it is there."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from graph.analysis.centres import centres
from graph.analysis.chains import chains, funnel
from graph.analysis.influence import rank
from graph.analysis.later import later
from graph.model.network import Network
from graph.text import LANGUAGES, Words
from tests.views.pages import page, said
from tests.views.small import DAY, person

PEOPLE = [person("a"), person("b"), person("c")]
TIES = Network.of(
    Person=PEOPLE,
    KNOWS=[{"from_id": "a", "to_id": "b", "since": date(2031, 1, 1)}],
    INFLUENCES=[{"from_id": "b", "to_id": "c", "since": date(2031, 1, 1)}],
)
ASKED = Network.of(
    Person=PEOPLE,
    Referral=[{"id": "r", "status": "consented", "asked_on": date(2031, 1, 1), "consented_on": date(2031, 2, 1)}],
    MADE=[{"from_id": "a", "to_id": "r"}],
    ABOUT_PERSON=[{"from_id": "r", "to_id": "b"}],
)


def told(answer: Any) -> dict[str, Any]:
    """The notes of an answer with what they say."""
    return {note.key: note.values for note in answer.notes}


def test_ties_that_begin_later_are_counted_once() -> None:
    assert [one.values["n"] for one in later(TIES, DAY, "acquaintance", "influence")] == [2]
    assert [one.values["n"] for one in later(TIES, DAY, "acquaintance", "access")] == [1]
    assert not later(TIES, date(2031, 1, 1), "acquaintance", "influence")
    assert not later(TIES, DAY, "referral")
    assert not later(Network.empty(), DAY, "acquaintance", "influence", "referral")


def test_measures_say_which_ties_are_not_there_yet() -> None:
    assert told(rank(TIES, ["degree"], as_of=DAY))["analysis.note.later"] == {"n": 1, "day": DAY}
    assert told(centres(TIES, as_of=DAY))["analysis.note.later"] == {"n": 2, "day": DAY}
    assert told(rank(ASKED, ["descendants"], as_of=DAY))["chains.note.later"] == {"n": 1, "day": DAY}


def test_chains_say_which_referrals_are_not_there_yet() -> None:
    for answer in (chains(ASKED, as_of=DAY), funnel(ASKED, as_of=DAY)):
        assert not len(answer.rows)
        assert told(answer)["chains.note.later"] == {"n": 1, "day": DAY}
    assert "chains.note.later" not in told(chains(ASKED, as_of=date(2031, 3, 1)))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("name", "network", "key", "n"), [
    ("graph.views.centres", TIES, "analysis.note.later", 2), ("graph.views.chains", ASKED, "chains.note.later", 1),
])  # fmt: skip
def test_the_empty_pages_say_so(name: str, network: Network, key: str, n: int, lang: str) -> None:
    at = page(name, network, lang)
    assert not at.exception
    start = Words(lang)(key, n=n, day="|").split("|")[0].split(str(n))[0]
    assert start in said(at)
