"""A number explains itself: what, on how many, by what, which ties, how sure, what to ask; and says what is unknown."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from graph.model.network import Network
from graph.store.access import everyone
from graph.text import LANGUAGES, Words
from graph.views import explained
from graph.views.panel import person_card, reading
from graph.views.screen import Screen
from graph.views.shell import safe
from tests.views.small import person
from tests.views.test_draw import HOSTILE, TODAY, small


def looking(network: Network, lang: str = "zh") -> Screen:
    """A screen on that network without a store."""
    return Screen(None, network, Words(lang), everyone, 1, f"explained{id(network)}", TODAY)  # type: ignore[arg-type]


def _body(network: object, lang: str, place: str, number: str) -> None:
    from graph.store.access import everyone
    from graph.text import Words
    from graph.views import explained
    from graph.views.screen import Screen
    from tests.views.test_draw import TODAY

    explained.body(Screen(None, network, Words(lang), everyone, 1, place, TODAY), number, "a")  # type: ignore[arg-type]


def told(network: Network, lang: str, number: str) -> str:
    """Everything the explanation of that number of person a says."""
    given = {"network": network, "lang": lang, "place": f"{id(network)}", "number": number}
    at = AppTest.from_function(_body, kwargs=given, default_timeout=60).run()
    assert not at.exception
    return "\n".join(one.value for one in at.markdown)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_number_says_what_it_is_on_how_many_and_when(lang: str) -> None:
    network, words = small(), Words(lang)
    for number in explained.NUMBERS:
        said = told(network, lang, number)
        assert words("explained.what") in said
        assert all(words(f"explained.{part}") in said for part in ("on", "ties", "sure", "ask"))
        assert safe(explained.population(looking(network, lang))) in said


def test_the_population_leaves_proposed_ties_out() -> None:
    assert (
        explained.population(looking(small())) == "3 人里 3 人有分，依据 3 条已登记的关系，截至 2026 年 11 月 22 日。"
    )


def test_the_ties_that_carry_it_are_named_strongest_first() -> None:
    lines = explained.carried(looking(small()), "a")
    assert lines[0].startswith(f"{len(lines) - 1} 条")
    assert lines[1].startswith("王伟 – 李娜")
    assert lines[1].endswith("●●●")


def test_somebody_without_ties_has_none_that_carry_it() -> None:
    assert explained.carried(looking(Network.of(Person=[person("a")])), "a") == ["没有记录能撑起它的关系。"]


def test_what_is_not_worked_out_says_so() -> None:
    screen = looking(small())
    assert explained.interval(screen, None, "a") == screen.words("explained.not_worked_out")
    assert explained.questions(screen, None, "a") == [screen.words("explained.not_worked_out")]


def test_a_hostile_name_is_told_as_text() -> None:
    for name in HOSTILE[:4]:
        said = told(small(name), "zh", "score")
        assert "<" not in said.replace("\\<", "")


def test_what_is_no_number_is_not_explained() -> None:
    explained.ask("__class__", "a")
    with pytest.raises(KeyError):
        _ = __import__("streamlit").session_state[explained.ASKED]


def test_every_number_of_the_card_can_be_pressed() -> None:
    card = person_card(looking(small()), "a", lit=False)
    assert [one["key"] for one in (*card["score"], *card["parts"])] == list(explained.NUMBERS)


def test_the_card_says_when_they_were_asked_last_and_how_the_name_is_read() -> None:
    card = person_card(looking(small()), "a", lit=False)
    assert card["reading"] == "Wáng Wěi"
    assert card["facts"][-1]["value"].endswith("还没请求过")
    assert person_card(looking(small("Ana Li")), "a", lit=False)["reading"] == ""


def test_the_card_shows_the_end_of_a_phone_and_nothing_where_there_is_none() -> None:
    phone = Network.of(Person=[{"id": "a", "name": "王伟", "lawful_basis": "consent", "phone_end": "13812341054"}])
    told = [one["value"] for one in person_card(looking(phone), "a", lit=False)["facts"]]
    assert "···1054" in told
    assert not [one for one in person_card(looking(small()), "a", lit=False)["facts"] if "···" in one["value"]]


@pytest.mark.parametrize(("name", "read"), [("单雄信", "Shàn Xióngxìn"), ("任我行", "Rén Wǒxíng"), ("王" * 9, "")])
def test_surnames_are_read_as_surnames(name: str, read: str) -> None:
    assert reading(name) == read
