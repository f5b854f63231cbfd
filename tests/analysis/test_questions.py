"""Every question of the handbook by its number: on the demo, on nothing, with what it is told, and refused."""

from datetime import date
from typing import Any

import pytest

from graph import demo
from graph.analysis.answer import Answer
from graph.analysis.questions import QUESTIONS, ask, question
from graph.model.errors import BadValue, NotFound
from graph.model.network import Network
from graph.text import LANGUAGES, Words

TODAY = date(2026, 11, 22)
TOLD: dict[str, dict[str, Any]] = {
    "QC01": {"k": 3}, "loss": {"who": "hw-p068"}, "repairs": {"who": "hw-p068"}, "confidence": {"runs": 20},
    "reward_guard": {"amounts": (500.0,)},
}  # fmt: skip
ASKED = ["QM01", "QM02", "QM03", "QM18", "QM19", "QM20", "QM21", *(f"QC{n:02}" for n in range(1, 25))]


@pytest.fixture(scope="module")
def seller() -> Network:
    return demo.network(today=TODAY)


def test_all_that_centres_and_chains_ask_is_there() -> None:
    assert set(ASKED) <= set(QUESTIONS)
    for lang in LANGUAGES:
        assert all(Words(lang)(f"question.{number}") for number in QUESTIONS)


@pytest.mark.parametrize("number", QUESTIONS)
def test_it_is_answered_on_the_demo(number: str, seller: Network) -> None:
    answer = ask(seller, number, TODAY, 7, **TOLD.get(number, {}))
    assert isinstance(answer, Answer)
    assert answer.population["as_of"] == TODAY
    assert answer.population["revision"] == 7
    assert len(answer.rows) or answer.notes, "no rows and no reason"
    for lang in LANGUAGES:
        whole = answer.to_json(Words(lang))
        assert whole["about"]
        assert all(whole["notes"])
        assert all({"id", "name"} <= row.keys() for row in whole["rows"])


@pytest.mark.parametrize("number", QUESTIONS)
def test_nothing_is_answered_with_a_reason(number: str) -> None:
    told = TOLD.get(number, {})
    if "who" in told:
        with pytest.raises(NotFound):
            ask(Network.empty(), number, TODAY, **told)
    else:
        assert ask(Network.empty(), number, TODAY, **told).notes


def test_values_may_be_text() -> None:
    pair = Network.of(
        Person=[{"id": one, "name": one, "lawful_basis": "consent"} for one in "ab"],
        KNOWS=[{"from_id": "a", "to_id": "b", "strength": 3}],
    )
    assert ask(pair, "qc20", TODAY, generations="3", names="2", chance="0.5").figures["expected"] == 3
    assert ask(pair, "QM01", TODAY, top="1").settings["top"] == 1


def test_an_unknown_number_name_or_value_is_refused() -> None:
    with pytest.raises(BadValue, match="QM01"):
        question("QX99")
    with pytest.raises(BadValue, match="colour"):
        ask(Network.empty(), "QM01", TODAY, colour="red")
    with pytest.raises(BadValue, match="many"):
        ask(Network.empty(), "QM01", TODAY, top="many")
