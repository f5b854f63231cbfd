"""What changed between two days, by hand."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from graph.analysis.changes import changes, months, then
from graph.model.network import Network
from graph.text import LANGUAGES, Words
from tests.views.small import person

MARCH, JUNE = date(2026, 3, 31), date(2026, 6, 30)


def network() -> Network:
    """A new tie, an ended one and one that stayed; a referral that went on; one moved, one left, one joined."""
    jobs = [("a", "x", date(2020, 1, 1), date(2026, 5, 1)), ("a", "y", date(2026, 5, 2), None),
            ("b", "x", date(2020, 1, 1), date(2026, 4, 1)), ("c", "x", date(2026, 4, 10), None)]  # fmt: skip
    ties = [("a", "b", date(2026, 4, 5), None), ("a", "c", date(2020, 1, 1), date(2026, 6, 1)),
            ("b", "c", date(2020, 1, 1), None)]  # fmt: skip
    return Network.of(
        Person=[person("a", "王伟"), person("b", "李娜"), person("c", "赵敏")],
        Account=[{"id": "x", "name": "甲厂"}, {"id": "y", "name": "乙厂"}],
        WORKS_AT=[{"from_id": p, "to_id": o, "since": s, "until": u} for p, o, s, u in jobs],
        KNOWS=[{"from_id": p, "to_id": o, "kind": "friend", "since": s, "until": u} for p, o, s, u in ties],
        Referral=[{"id": "f", "status": "won", "technique": "direct_request", "asked_on": date(2026, 1, 1),
                   "consented_on": date(2026, 2, 1), "won_on": date(2026, 5, 1)}],
        MADE=[{"from_id": "a", "to_id": "f"}], ABOUT_PERSON=[{"from_id": "f", "to_id": "b"}],
    )  # fmt: skip


def told(answer_: object, kind: str) -> dict[str, str]:
    """Change by name, of one kind."""
    rows = answer_.rows[answer_.rows["kind"] == kind]  # type: ignore[attr-defined]
    return dict(zip(rows["name"], rows["change"], strict=True))


def test_ties_and_people_are_new_lost_or_changed() -> None:
    found = changes(network(), MARCH, JUNE)
    assert told(found, "KNOWS") == {"王伟 – 李娜": "new", "王伟 – 赵敏": "lost"}
    assert told(found, "Person") == {"赵敏": "new", "李娜": "lost", "王伟": "changed"}
    assert told(found, "REFERRED") == {"王伟 – 李娜": "changed"}
    assert found.figures["people"] == {"new": 1, "lost": 1, "changed": 1}
    assert found.figures["ties"] == {"new": 3, "lost": 3, "changed": 1}


def test_each_change_says_its_day_and_why() -> None:
    rows = changes(network(), MARCH, JUNE).rows.set_index(["kind", "name"])
    assert rows.loc[("KNOWS", "王伟 – 赵敏"), "on"] == pd.Timestamp(2026, 6, 1)
    assert rows.loc[("KNOWS", "王伟 – 李娜"), "on"] == pd.Timestamp(2026, 4, 5)
    words = Words("zh")
    assert rows.loc[("Person", "王伟"), "why"].say(words) == "从甲厂到乙厂"
    assert rows.loc[("Person", "李娜"), "why"].say(words) == "离开甲厂"
    assert rows.loc[("Person", "赵敏"), "why"].say(words) == "进入甲厂"
    assert rows.loc[("REFERRED", "王伟 – 李娜"), "why"].say(words).endswith("→ 成交")


def test_the_two_days_may_be_given_either_way_round() -> None:
    assert told(changes(network(), JUNE, MARCH), "KNOWS") == {"王伟 – 李娜": "new", "王伟 – 赵敏": "lost"}


def test_what_was_written_down_later_was_not_known_but_only_if_the_book_was_in_use() -> None:
    day = pd.Timestamp(2026, 4, 15)
    whole = network()
    rows = whole["Person"].assign(created_at=[pd.Timestamp(2026, 1, 1)] * 2 + [day])
    assert list(then(Network({**dict(whole.items()), "Person": rows}), MARCH)["Person"]["id"]) == ["a", "b"]
    loaded = whole["Person"].assign(created_at=day)
    assert len(then(Network({**dict(whole.items()), "Person": loaded}), MARCH)["Person"]) == 3


def test_an_edit_between_the_days_is_a_change() -> None:
    whole = network()
    ties = whole["KNOWS"].assign(created_at=pd.Timestamp(2026, 1, 1), updated_at=pd.Timestamp(2026, 5, 5))
    found = changes(Network({**dict(whole.items()), "KNOWS": ties}), MARCH, JUNE)
    assert told(found, "KNOWS")["李娜 – 赵敏"] == "changed"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_an_answer_too(lang: str) -> None:
    found = changes(Network.empty(), MARCH, JUNE).to_json(Words(lang))
    assert found["rows"] == []
    assert "2026-03-31" in found["notes"][0]
    assert found["figures"]["ties"] == {"new": 0, "lost": 0, "changed": 0}


def test_months_are_those_with_something_on_record() -> None:
    assert months(Network.empty(), JUNE) == []
    found = months(network(), date(2026, 6, 10), most=4)
    assert found == [date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 31)]
    late = Network.of(Person=[person("a"), person("b")], KNOWS=[{"from_id": "a", "to_id": "b", "since": MARCH}])
    assert months(late, date(2026, 5, 31)) == [date(2026, 3, 31), date(2026, 4, 30)]
