"""What Centres says, on networks that can be counted by hand: boards, closer looks, losses, league, work aside."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from graph.analysis.loss import loss
from graph.engine.work import Stopped
from graph.model.errors import BadValue
from graph.model.network import Network
from graph.store.access import everyone
from graph.text import LANGUAGES, Words
from graph.views.background import Job
from graph.views.centre_more import ARROW
from graph.views.league import listed
from graph.views.loss_card import LISTED, broken
from graph.views.screen import Screen
from tests.views.pages import page, said
from tests.views.small import DAY, knowing, person

CENTRES = "graph.views.centres"
STAR = knowing("hub-a", "hub-b", "hub-c", "c-d") + Network.of(
    Rep=[{"id": "lu", "name": "LU"}], CONTACT=[{"from_id": "lu", "to_id": "hub", "relationship_stage": "trust"}]
)


def ok(at: AppTest) -> AppTest:
    """The page, having run without an error."""
    assert [error.message for error in at.exception] == []
    return at


def regions() -> Network:
    """Three in the north, of whom `b` joins the others, and two in the south; one knows no region."""
    homes = {"n": "北", "s": "南"}
    return knowing("a-b", "b-c", "b-d", "d-e", "d-f") + Network.of(
        Account=[{"id": one, "name": one.upper(), "region": region} for one, region in homes.items()],
        WORKS_AT=[{"from_id": who, "to_id": at} for who, at in ("an", "bn", "cn", "ds", "es")],
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_board_shows_its_part_only_and_counts_every_part(lang: str) -> None:
    at = ok(page(CENTRES, regions(), lang))
    assert at.button_group(key="centres.region").options == [f"{Words(lang)('centres.all')} 6", "北 3", "南 2"]
    at = ok(at.button_group(key="centres.region").select("南").run())
    table = next(one.value for one in at.dataframe if "percentile" in one.value)
    assert table["name"].tolist() == ["D", "E"]
    assert at.query_params["region"] == "南"


def test_an_address_opens_the_board_it_names() -> None:
    at = ok(page(CENTRES, regions(), "en", board="account", account="N"))
    assert at.button_group(key="centres.account").value == "N"
    assert at.selectbox(key="centres.state.pick.b")  # the first of that account


@pytest.mark.parametrize("lang", LANGUAGES)
def test_who_would_be_lost_is_named_and_leads_on(lang: str) -> None:
    screen = Screen(None, STAR, Words(lang), everyone, 1, "loss", DAY)  # type: ignore[arg-type]
    parts = broken(screen, loss(STAR, "hub", "leaves", DAY))
    picks = [one[1]["pick"] for part in parts for one in part[2] if isinstance(one, list)]
    assert picks == ["a", "b", "c", "d"]
    assert Words(lang)("loss.what.unreachable") in str(parts[0])
    assert "4" in parts[0][2][0]


def test_of_many_lost_the_first_are_named_and_the_rest_counted() -> None:
    wide = knowing(*(f"hub-p{i}" for i in range(9))) + Network.of(
        Rep=[{"id": "lu", "name": "LU"}], CONTACT=[{"from_id": "lu", "to_id": "hub", "relationship_stage": "trust"}]
    )
    screen = Screen(None, wide, Words("en"), everyone, 1, "wide", DAY)  # type: ignore[arg-type]
    (line,) = broken(screen, loss(wide, "hub", "leaves", DAY))
    assert sum(isinstance(one, list) for one in line[2]) == LISTED
    assert line[2][-1] == "and 4 more"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_whom_to_ask_together_stands_beside_simpler_choices(lang: str) -> None:
    words, at = Words(lang), ok(page(CENTRES, STAR, lang, look="cover"))
    names = ("set", "degree", "influence", "chance")
    assert [one.label for one in at.metric] == [words(f"centres.more.cover.{name}") for name in names]
    table = at.dataframe(key="centres.more.cover.3").value
    assert len(table) == 3
    gained = table[words("centres.more.gain")].astype(float)
    so_far = table[words("centres.more.expected")].astype(float)
    assert so_far.iloc[-1] == pytest.approx(gained.sum(), abs=0.2)
    full = at.dataframe(key="centres.more.saturation").value.set_index(words.field("name"))
    assert full[words("centres.more.reached")].to_dict() == {
        "HUB": "0%",
        "A": "100%",
        "B": "100%",
        "C": "50%",
        "D": "0%",
    }
    assert words("centres.more.saturated", share="38%") in said(at)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_on_whom_we_depend_names_people_and_reps(lang: str) -> None:
    network = STAR + Network.of(Account=[{"id": "x", "name": "X"}],
                                WORKS_AT=[{"from_id": "d", "to_id": "x", "level": "decision"}])  # fmt: skip
    words, at = Words(lang), ok(page(CENTRES, network, lang, look="dependence"))
    gates = at.dataframe(key="centres.more.gates").value
    assert gates[[words.field("name"), words("centres.more.deciders")]].to_numpy().tolist() == [
        ["HUB", "1"],
        ["C", "1"],
    ]
    reps = next(one.value for one in at.dataframe if words.kind("Rep") in one.value)
    assert reps[words.kind("Rep")].tolist() == ["LU"]
    assert reps[words("centres.more.contacts")].tolist() == ["1"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_centre_not_won_has_its_way_in(lang: str) -> None:
    network = STAR + Network.of(Person=[person("c", centre_state="identified", customer_status="prospect")])
    words, at = Words(lang), ok(page(CENTRES, network, lang, look="unwon"))
    table = at.dataframe(key="centres.more.unwon").value.set_index(words.field("name"))
    assert table.loc["C", words("centres.more.path")] == ARROW.join(["LU", "HUB", "C"])


def test_the_league_says_each_figure_with_its_interval() -> None:
    row = {"name": "metric.degree.label", "value": None}
    for name, (value, low, high) in {"precision": (0.5, 0.2, 0.8), "lift": (3.0, 1.25, 5.0)}.items():
        row |= {name: value, f"{name}_low": low, f"{name}_high": high}  # type: ignore[dict-item]
    words = Words("en")
    (told,) = listed(pd.DataFrame([row]), words).to_numpy().tolist()
    assert told == [words("metric.degree.label"), "50% (20%–80%)", "3.0 (1.2–5.0)", "–"]


def test_work_aside_is_found_stopped_or_failed() -> None:
    found = Job()
    found.start(lambda watch: "sure" if watch(0.5) else "never")
    found.wait()
    assert (found.found, found.share, found.running) == ("sure", 0.5, False)

    stopped = Job()

    def long(watch: Any) -> None:
        stopped.stop()
        if not watch(0.7):
            raise Stopped

    stopped.start(long)
    stopped.wait()
    assert (stopped.found, stopped.share, stopped.problem) == (None, 0.0, None)

    failed = Job()

    def broken_(watch: Any) -> None:
        raise BadValue("error.bad_value.missing", field="x")

    failed.start(broken_)
    failed.wait()
    assert isinstance(failed.problem, BadValue)
