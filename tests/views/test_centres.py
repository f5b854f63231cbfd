"""The Centres page, and what it says of whom."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from graph.analysis.influence import rank
from graph.model.network import Network
from graph.store.access import everyone
from graph.text import LANGUAGES, Words
from graph.views.asked import ask
from graph.views.circles_strip import called, chosen
from graph.views.measures import ranked_csv
from graph.views.quadrant import Dot, mark, quadrant
from graph.views.screen import Screen
from graph.views.witness import clouds, star
from tests.views.pages import page, said
from tests.views.small import DAY, asked, knowing, person

CENTRES = "graph.views.centres"
STAR = knowing("hub-a", "hub-b", "hub-c", "c-d")


def ok(at: AppTest) -> AppTest:
    """The page, having run without an error."""
    assert [error.message for error in at.exception] == []
    return at


def ranked(at: AppTest) -> Any:
    """The table of measures."""
    return next(one.value for one in at.dataframe if "percentile" in one.value)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("network", [Network.empty(), Network.of(Person=[person("a")]), asked(("a", "b", "met", None))])
def test_without_ties_the_page_says_so(network: Network, lang: str) -> None:
    assert len(ok(page(CENTRES, network, lang)).info) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_person_is_chosen_and_nothing_is_proven_without_referrals(lang: str) -> None:
    at = ok(page(CENTRES, STAR, lang))
    assert at.selectbox(key="centres.state.pick.hub").value == "unknown"


def test_the_address_chooses_the_person_and_the_measure() -> None:
    at = ok(page(CENTRES, STAR, who="c"))
    assert at.selectbox(key="centres.state.pick.c")
    at.selectbox(key="centres.measure").select("degree").run()
    table = ranked(ok(at))
    assert table.iloc[0]["name"] == "HUB"


def test_every_measure_can_be_shown() -> None:
    at = page(CENTRES, STAR + asked(("hub", "a", "won", 10.0)))
    for key in at.selectbox(key="centres.measure").options:
        assert key
    for label in range(len(at.selectbox(key="centres.measure").options)):
        ok(at.selectbox(key="centres.measure").select_index(label).run())


def test_a_file_of_the_ranking_holds_no_formula_and_no_zero_for_unknown() -> None:
    network = Network.of(Person=[person("a", "=HYPERLINK(1)"), person("b"), person("c")],
                         KNOWS=[{"from_id": "a", "to_id": "b"}])  # fmt: skip
    text = ranked_csv(rank(network, as_of=DAY), Words("en")).decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text
    assert text.splitlines()[3].startswith("c,,C,,,")


def test_hollow_means_that_nobody_of_ours_knows_them() -> None:
    for state in ("proven", "over", "done", ""):
        assert "f-card" in str(mark(state, 6, known=False))
        assert "f-card" not in str(mark(state, 6, known=True))
    assert len(mark("never", 6, known=True)) == 2
    assert len(mark("never", 6, known=False)) == 1


def test_of_thousands_the_first_are_drawn_and_it_says_so() -> None:
    dots = [Dot(f"p{i}", f"N{i}", i + 1.0, 10.0, 5.0, 20.0, "", True) for i in range(3000)]
    drawn = str(quadrant(dots, 10.0, "p7", Words("zh")))
    assert drawn.count("'f-neu'") < 420
    assert "其余 2,999 人，画出前 400 人" in drawn


def test_everybody_is_drawn_and_the_chosen_one_is_named() -> None:
    dots = [Dot(f"p{i}", f"N{i}", i + 1.0, 10.0, 5.0, 20.0, "", True) for i in range(30)]
    drawn = str(quadrant(dots, 10.0, "p7", Words("en")))
    assert "N7" in drawn
    assert "N8" not in drawn
    assert drawn.count("'f-neu'") == 29


def test_on_a_phone_a_name_without_room_is_left_out_and_the_chosen_one_stays() -> None:
    states = ("proven", "over", "never", "done")
    dots = [Dot(f"p{i}", f"名字{i}", 40.0 + i, 10.0, 5.0, 20.0, states[i % 4], True) for i in range(12)]
    drawn = str(quadrant(dots, 10.0, "p11", Words("zh")))
    assert 1 <= drawn.count("slim'") < drawn.count("broad'")
    assert "strong slim'" in drawn


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", [CENTRES, "graph.views.chains"])
def test_the_demo_can_be_shown(demo: Network, name: str, lang: str) -> None:
    assert not ok(page(name, demo, lang)).info


def test_the_drawing_holds_the_evidence_and_nothing_else(demo: Network) -> None:
    seen = Screen(None, demo, Words("zh"), everyone, 1, "test", DAY)
    witness = seen.why("hw-p291").drawing
    around = clouds(witness, {}, Words("zh"))
    drawn = str(star("秦述白", "supporter", {}, "hw-p291", witness, around, Words("zh")))
    shown = {row["id"] for cloud in around for row in cloud.people} | {"hw-p291"}
    inside = witness.ties["from_id"].isin(shown) & witness.ties["to_id"].isin(shown)
    assert len(around) == 3
    assert drawn.count("['line'") == int(inside.sum()) > 0
    assert all(row["place"] in ("friend", "behind", "lost") for cloud in around for row in cloud.people)


def test_circles_without_us_are_never_left_out_of_the_strip(demo: Network) -> None:
    answer = ask(Screen(None, demo, Words("zh"), everyone, 1, "test", DAY), "circles")
    shown = chosen(answer.rows)
    assert len(shown) == 8
    assert sum(not row["ours"] for row in shown) == min(4, answer.figures["without_us"]) == 1
    assert all(called(row["name"], Words("en")) for row in shown)


def test_what_breaks_is_told_once_it_is_asked_for() -> None:
    at = ok(page(CENTRES, STAR, "en", who="hub"))
    before = said(at)
    at = ok(at.button_group(key="centres.loss.hub").select("leaves").run())
    assert Words("en")("loss.person.leaves") in said(at)
    assert Words("en")("loss.person.leaves") not in before
