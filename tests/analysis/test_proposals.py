"""Who is proposed to know whom: the ground in words, how sure, never again when dismissed, and in no number."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from graph.analysis.grounds import MOST_MEMBERS, grounds
from graph.analysis.influence import rank
from graph.analysis.proposals import proposals
from graph.model.kinds import tie_id
from graph.model.network import Network
from graph.text import Words
from tests.views.small import DAY, person

WORDS = Words("en")


def among(*people: str, **tables: Any) -> Network:
    """People by their ids, and whatever else is told."""
    return Network.of(Person=[person(who) for who in people], **tables)


def members(group: str, *people: str, **more: Any) -> list[dict[str, Any]]:
    return [{"from_id": who, "to_id": group, **more} for who in people]


CLASSMATES = among(
    "a", "b", "c", Group=[{"id": "g", "name": "EMBA 2024", "kind": "class_cohort"}],
    MEMBER_OF=members("g", "a", "b", "c"), KNOWS=[{"from_id": "a", "to_id": "b"}],
)  # fmt: skip


def told(network: Network, *args: Any, **how: Any) -> list[tuple[str, str, str]]:
    rows = proposals(network, *args, as_of=DAY, **how).rows
    return [(row["from_id"], row["to_id"], row["why"].say(WORDS)) for row in rows.to_dict("records")]


def test_classmates_without_a_tie_are_proposed_with_the_class_named() -> None:
    assert told(CLASSMATES) == [("a", "c", "classmates: EMBA 2024"), ("b", "c", "classmates: EMBA 2024")]


def test_how_sure_is_how_often_such_pairs_are_on_record() -> None:
    found = proposals(CLASSMATES, as_of=DAY)
    assert found.figures["class"] == {"pairs": 3, "known": 1, "share": pytest.approx(2 / 5)}
    assert found.rows["sure"].tolist() == [pytest.approx(0.4)] * 2


def test_two_grounds_make_it_surer_and_both_are_told() -> None:
    both = CLASSMATES + Network.of(
        Activity=[{"id": "v", "kind": "seminar", "on": "2026-03-01", "purpose": "Port day"}],
        TOOK_PART=[{"from_id": who, "to_id": "v"} for who in ("a", "c")],
    )
    first = proposals(both, as_of=DAY).rows.iloc[0]
    assert (first["from_id"], first["to_id"], first["grounds"]) == ("a", "c", ("class", "event"))
    assert first["why"].say(WORDS) == "classmates: EMBA 2024, same event: Port day"
    assert first["sure"] == pytest.approx(1 - (1 - 2 / 5) * (1 - 1 / 3))


def test_the_id_is_that_of_the_tie_it_would_become() -> None:
    assert proposals(CLASSMATES, as_of=DAY).rows["id"].tolist()[0] == tie_id("KNOWS", "a", "c", "alumni")


@pytest.mark.parametrize(
    ("theirs", "found"),
    [
        ({"since": date(2021, 1, 1), "until": date(2024, 1, 1)}, [("a", "b", "once together at K")]),
        ({"since": date(2021, 1, 1)}, []),  # both are there today: the account itself says so
        ({"since": date(2015, 1, 1), "until": date(2020, 6, 1)}, []),  # five months
        ({"until": date(2024, 1, 1)}, []),  # from when on nobody knows
    ],
)
def test_former_colleagues_were_a_year_together_and_one_has_left(theirs: dict[str, date], found: list[Any]) -> None:
    network = among(
        "a", "b", Account=[{"id": "k", "name": "K"}],
        WORKS_AT=[{"from_id": "a", "to_id": "k", "since": date(2020, 1, 1)}, {"from_id": "b", "to_id": "k", **theirs}],
    )  # fmt: skip
    assert told(network) == found


def test_a_home_town_is_no_ground_and_a_hobby_only_by_those_who_told_it() -> None:
    network = among(
        "a", "b", "c",
        Group=[{"id": "h", "name": "H", "kind": "home_town"}, {"id": "w", "name": "W", "kind": "hobby"}],
        MEMBER_OF=[*members("h", "a", "b", volunteered="yes"), *members("w", "a", "c", volunteered="yes"),
                   *members("w", "b", volunteered="unknown")],
    )  # fmt: skip
    assert told(network) == [("a", "c", "same circle: W")]


def test_what_was_dismissed_never_comes_back() -> None:
    assert told(CLASSMATES + Network.of(NOT_TIED=[{"from_id": "c", "to_id": "a", "reason": "never met"}])) == [
        ("b", "c", "classmates: EMBA 2024")
    ]


def test_what_somebody_noted_as_a_guess_comes_first_with_its_own_tie() -> None:
    noted = CLASSMATES + Network.of(KNOWS=[{"id": "mine", "from_id": "b", "to_id": "c", "confidence": "inferred"}])
    rows = proposals(noted, as_of=DAY).rows
    assert rows[["id", "recorded"]].to_numpy().tolist()[0] == ["mine", True]
    bare = among("a", "b", KNOWS=[{"from_id": "a", "to_id": "b", "kind": "friend", "confidence": "inferred"}])
    assert told(bare) == [("a", "b", "recorded as a guess: friend")]


def test_only_those_asked_about() -> None:
    assert told(CLASSMATES, ["a"]) == told(CLASSMATES)[:1]
    assert told(CLASSMATES, ["a", "b"], within=True) == []
    assert told(CLASSMATES, ["b", "c"], within=True) == told(CLASSMATES)[1:]


def test_a_crowd_says_nothing_and_is_named() -> None:
    crowd = [f"p{i:04}" for i in range(5_000)]
    network = among(*crowd, Group=[{"id": "g", "name": "Fair", "kind": "association"}], MEMBER_OF=members("g", *crowd))
    found = proposals(network, as_of=DAY)
    assert (len(found.rows), found.notes[0].values) == (0, {"name": "Fair", "n": 5_000})
    assert MOST_MEMBERS < 5_000


def test_nobody_gives_nothing() -> None:
    assert told(Network.empty()) == []
    assert {rate.pairs for rate in grounds(Network.empty(), DAY).rates.values()} == {0}


def test_a_proposal_is_in_no_number() -> None:
    noted = Network.of(KNOWS=[{"from_id": "b", "to_id": "c", "confidence": "inferred"}])
    plain, guessed = (rank(net, by=("degree",), as_of=DAY).rows for net in (CLASSMATES, CLASSMATES + noted))
    assert plain[["id", "score"]].equals(guessed[["id", "score"]])
