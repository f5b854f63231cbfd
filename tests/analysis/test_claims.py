"""Rings, self-referrals, duplicates, second claims and dates out of order: each found, decided and explained."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from graph.analysis.answer import Answer
from graph.analysis.claims import CLAIM, DECIDED, KINDS, claims
from graph.model.network import Network
from graph.text import LANGUAGES, Words
from tests.analysis.worked import DAY
from tests.model.networks import people, referring


def dated(*claimed: tuple[str, str, str, date | None]) -> Network:
    """Consented referrals (id, referrer, person, day of consent), asked for on the same day."""
    referrals = [{"id": id_, "status": "consented", "asked_on": on, "consented_on": on} for id_, _, _, on in claimed]
    return people({who for _, a, b, _ in claimed for who in (a, b)}) + Network.of(
        Referral=list({one["id"]: one for one in referrals}.values()),
        MADE=[{"from_id": a, "to_id": id_} for id_, a, _, _ in claimed],
        ABOUT_PERSON=pd.DataFrame([{"from_id": id_, "to_id": b} for id_, _, b, _ in claimed]).drop_duplicates(),
    )


def found(answer: Answer, *columns: str) -> list[tuple[Any, ...]]:
    return list(answer.rows[list(columns)].itertuples(index=False, name=None))


def test_who_was_consented_first_is_the_referrer_and_the_second_assists() -> None:
    answer = claims(dated(("r1", "ana", "cara", date(2026, 1, 10)), ("r2", "ben", "cara", date(2026, 2, 1))), DAY)
    columns = ("id", "kind", "name", "referrer", "attributed", "attributed_referral", "decision")
    assert found(answer, *columns) == [("r2", "second", "cara", "ben", "ana", "r1", "assist")]
    why = answer.rows.loc[0, "why"]
    assert why.key == "chains.claims.second"
    assert dict(why.values) == {"name": "cara", "referrer": "ben", "first": "ana", "day": "2026-01-10", "days": 22}
    assert len(answer.evidence["r2"]) == 4
    assert answer.figures == {"self": 0, "ring": 0, "duplicate": 0, "second": 1, "early": 0}


def test_on_the_same_day_the_id_decides_and_a_dated_one_comes_before_an_undated() -> None:
    same = dated(("r2", "ana", "cara", date(2026, 1, 10)), ("r1", "ben", "cara", date(2026, 1, 10)))
    answer = claims(same, DAY)
    assert found(answer, "id", "attributed") == [("r2", "ben")]
    assert answer.rows.loc[0, "why"].key == "chains.claims.second.same"
    answer = claims(dated(("r1", "ana", "cara", None), ("r2", "ben", "cara", date(2026, 1, 10))), DAY)
    assert found(answer, "id", "attributed") == [("r1", "ben")]
    assert answer.rows.loc[0, "why"].key == "chains.claims.second.undated"


def test_one_referral_of_two_referrers_counts_for_the_first_by_id() -> None:
    answer = claims(dated(("r1", "ben", "cara", date(2026, 1, 1)), ("r1", "ana", "cara", date(2026, 1, 1))), DAY)
    assert found(answer, "id", "referrer", "attributed") == [("r1", "ben", "ana")]
    assert answer.rows.loc[0, "why"].key == "chains.claims.second.joint"


def test_naming_the_same_person_again_counts_once() -> None:
    answer = claims(referring("ana > cara, ben > cara, ana > cara, ben > cara"), DAY)
    assert found(answer, "id", "kind", "referrer", "decision") == [
        ("r002", "duplicate", "ana", "once"), ("r003", "duplicate", "ben", "once"), ("r001", "second", "ben", "assist"),
    ]  # fmt: skip
    assert [why.values["earlier"] for why in answer.rows["why"][:2]] == ["r000", "r001"]


def test_a_ring_is_named_and_cut_at_its_latest_referral() -> None:
    answer = claims(referring("ana > ben > cara > ana, dirk > ana"), DAY)
    assert found(answer, "id", "kind", "attributed", "decision") == [
        ("r002", "ring", None, "left_out"), ("r003", "second", None, "assist")
    ]  # fmt: skip
    ring, second = answer.rows["why"]
    assert dict(ring.values) == {"ring": "ana → ben → cara → ana", "name": "ana", "n": 3}
    assert second.key == "chains.claims.second.ring"
    assert len(answer.evidence["r002"]) == 6


def test_a_long_ring_is_named_by_its_ends() -> None:
    ring = [f"p{i}" for i in range(9)]
    why = claims(referring(" > ".join([*ring, "p0"])), DAY).rows.loc[0, "why"]
    assert why.values["ring"] == "p0 → p1 → p2 → p3 → … → p8 → p0"
    assert why.values["n"] == 9


def test_referring_oneself_is_left_out() -> None:
    answer = claims(referring("ana > ana, ana > ben"), DAY)
    assert found(answer, "id", "kind", "name", "decision") == [("r000", "self", "ana", "left_out")]


def test_a_referral_before_its_referrer_was_brought_is_kept_and_told() -> None:
    network = dated(("r1", "ana", "ben", date(2026, 3, 1)), ("r2", "ben", "cara", date(2026, 2, 1)))
    answer = claims(network, DAY)
    assert found(answer, "id", "kind", "decision", "attributed") == [("r2", "early", "kept", "ben")]
    assert answer.rows.loc[0, "why"].key == "chains.claims.early.asked"
    asked = network["Referral"].assign(asked_on=pd.Timestamp("2026-01-01"))
    why = claims(Network({**dict(network.items()), "Referral": asked}), DAY).rows.loc[0, "why"]
    assert why.key == "chains.claims.early"
    assert dict(why.values) == {"name": "cara", "referrer": "ben", "day": "2026-02-01", "own": "2026-03-01"}


def test_nothing_in_question_says_so() -> None:
    for network, key in ((Network.empty(), "chains.note.no_referrals"), (referring("ana > ben"), "chains.claims.none")):
        answer = claims(network, DAY)
        assert list(answer.rows) == CLAIM
        assert not len(answer.rows)
        assert [note.key for note in answer.notes] == [key]


def test_every_kind_decision_and_reason_has_words() -> None:
    several = referring("a > a, a > b > c > a, d > a, e > b, e > b")
    early = dated(("r1", "a", "b", date(2026, 3, 1)), ("r2", "b", "c", date(2026, 2, 1)))
    for words in map(Words, LANGUAGES):
        for kind in KINDS:
            assert words.has(f"chains.claims.kind.{kind}")
            assert words.has(f"chains.claims.decision.{DECIDED[kind]}")
        for network in (several, early):
            assert all(row["why"] for row in claims(network, DAY).to_json(words)["rows"])
