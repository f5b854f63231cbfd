"""The Routes page: three lanes, the asking, what cannot be asked, and the ways out where nobody leads."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from graph.analysis import routes_ask
from graph.analysis.routes import routes
from graph.model.network import Network
from graph.store.access import everyone
from graph.store.commands import Command
from graph.store.sound import sound
from graph.text import LANGUAGES, Words
from graph.views import lanes, routes_draw
from graph.views.figures import records
from graph.views.lane_parts import Goal, Lane, Leg, Stop, wrapped
from graph.views.request import draft
from graph.views.routes_pick import Choice, targets
from graph.views.screen import Screen
from tests.views.pages import page, said
from tests.views.small import DAY, person

ROUTES = "graph.views.routes_page"
HE = "hw-p006"


def small(**more: Any) -> Network:
    """Lu of ours trusts Ann, who knows Ben well, who knows Cat; all but Ann at one firm with a deal."""
    met = {"relationship_stage": "trust", "closeness": "close", "last_interaction_on": DAY, "attitude": "supporter"}
    return Network.of(
        Person=[person("ann", "Ann"), person("ben", "Ben"), person("cat", "Cat"), person("dan", "Dan")],
        Rep=[{"id": "lu", "name": "Lu"}],
        Account=[{"id": "port", "name": "Port"}],
        WORKS_AT=[{"from_id": who, "to_id": "port", "title": "chief"} for who in ("ben", "cat", "dan")],
        Opportunity=[{"id": "deal", "name": "Crane"}], FOR_ACCOUNT=[{"from_id": "deal", "to_id": "port"}],
        KNOWS=[{"from_id": "ann", "to_id": "ben", "strength": 3, "kind": "alumni"},
               {"from_id": "ben", "to_id": "cat", "strength": 2, "kind": "colleague"}],
        CONTACT=[{"from_id": "lu", "to_id": "ann", **met}],
    ) + Network.of(**more)  # fmt: skip


def ok(at: AppTest) -> AppTest:
    """The page, having run without an error."""
    assert [error.message for error in at.exception] == []
    return at


def seen(network: Network, lang: str = "zh") -> Screen:
    return Screen(None, network, Words(lang), everyone, 1, f"{id(network)}", DAY)  # type: ignore[arg-type]


def first(network: Network, to: str, lang: str = "zh") -> tuple[Screen, dict[str, Any]]:
    """The screen and the best route to somebody."""
    return seen(network, lang), records(routes(network, to, as_of=DAY).rows)[0]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_demo_shows_three_routes_and_the_asking(demo: Network, lang: str) -> None:
    at = ok(page(ROUTES, demo, lang, to=HE))
    words = Words(lang)
    assert at.selectbox(key="routes.to").value == HE
    assert at.button(key="routes.ask").label == words("routes.ask", who="李沐阳")
    assert at.text_area[0].value.startswith("秦述白" if lang == "zh" else "Dear 秦述白")
    for chance in ("59%", "54%", "43%", "87%"):
        assert chance in said(at)


def test_the_address_holds_the_whole_question(demo: Network) -> None:
    at = ok(page(ROUTES, demo, to=HE, steps="2", through="supporter", proposed="1", route="2", **{"from": "hw-r1"}))
    assert (at.selectbox(key="routes.steps").value, at.selectbox(key="routes.from").value) == ("2", "hw-r1")
    assert at.toggle(key="routes.through").value
    assert at.toggle(key="routes.proposed").value
    at.selectbox(key="routes.steps").select("4").run()
    assert at.query_params["steps"] == "4"
    assert "route" not in at.query_params  # another question, another choice
    ok(at.toggle(key="routes.through").set_value(False).run())
    assert "through" not in at.query_params


def test_what_makes_no_sense_in_the_address_is_passed_over(demo: Network) -> None:
    at = ok(page(ROUTES, demo, to=HE, steps="9", route="x", **{"from": "nobody"}))
    assert (at.selectbox(key="routes.steps").value, at.selectbox(key="routes.from").value) == ("3", "")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_link_to_somebody_who_is_gone_says_so(lang: str) -> None:
    at = ok(page(ROUTES, small(), lang, to="gone"))
    assert at.info[0].value == Words(lang)("routes.gone")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("network", [Network.empty(), Network.of(Person=[person("a")])])
def test_nobody_or_one_person_alone_is_a_clear_answer(network: Network, lang: str) -> None:
    at, words = ok(page(ROUTES, network, lang)), Words(lang)
    told = said(at)
    assert words("routes.empty") in told or words("route.note.no_reps") in told


def test_where_nobody_leads_there_are_three_ways_out() -> None:
    at = ok(page(ROUTES, small(), to="cat", steps="2"))
    assert {"routes.longer", "routes.add_tie"} <= {one.key for one in at.button}
    told = said(at)
    assert Words("zh")("route.note.longer", n=3) in told
    assert "Ben" in told
    at.button(key="routes.longer").click().run()
    assert ok(at).query_params["steps"] == "4"
    assert at.button(key="routes.ask")


def test_nobody_barred_is_led_to_and_nothing_is_proposed_against_it() -> None:
    at = ok(page(ROUTES, small(Person=[person("cat", "Cat", contact_permission="do_not_contact")]), to="cat"))
    assert Words("zh")("route.note.barred") in said(at)
    assert not {"routes.longer", "routes.add_tie", "routes.ask"} & {one.key for one in at.button}


def test_hostile_names_are_text() -> None:
    evil = '<img src=x onerror="alert(1)">'
    network = small(
        Person=[person("ann", evil), person("cat", "王" * 300)], Rep=[{"id": "lu", "name": "عمر $x$ **b**"}]
    )
    at = ok(page(ROUTES, network, to="cat"))
    assert at.button(key="routes.ask").label.count("\\$") == 2


def command(network: Network, to: str) -> Command:
    _, row = first(network, to)
    request = routes_ask.request_of(network, row["steps"], DAY)
    assert request is not None
    return routes_ask.asking(network, request, DAY, DAY + timedelta(days=7), "follow up", "lu")


def test_asking_is_one_change_that_names_nobody_before_they_consent() -> None:
    network = small()
    made = command(network, "cat")
    sound(made, lambda: network)
    kinds = {change.kind: change.after for change in made.changes}
    assert set(kinds) == {"Referral", "MADE", "RECEIVED_BY", "ABOUT_ACCOUNT", "Note", "NOTED_ON"}
    referral = kinds["Referral"]
    assert referral is not None
    assert (referral["status"], referral["asked_on"], referral["technique"]) == ("asked", DAY, "direct_request")
    ends = {kind: (row["from_id"], row["to_id"]) for kind, row in kinds.items() if row and "from_id" in row}
    assert ends["MADE"] == ("ann", referral["id"])
    assert ends["RECEIVED_BY"] == (referral["id"], "lu")
    assert ends["ABOUT_ACCOUNT"] == (referral["id"], "port")
    assert not any(name in str(made.changes) for name in ("Ben", "Cat", "'ben'", "'cat'"))
    assert kinds["Note"]["due_on"] == DAY + timedelta(days=7)  # type: ignore[index]


def test_whoever_was_asked_lately_is_not_asked_again() -> None:
    asked = {"id": "r", "status": "asked", "asked_on": DAY - timedelta(days=10), "may_name_referrer": "no"}
    network = small(Referral=[asked], MADE=[{"from_id": "ann", "to_id": "r"}],
                    Person=[person("ann", "Ann", contact_permission="allowed")])  # fmt: skip
    _, row = first(network, "ben")
    request = routes_ask.request_of(network, row["steps"], DAY)
    assert request is not None
    found = routes_ask.checks(network, request, DAY)
    assert {(one.said.key, one.state) for one in found} >= {
        ("routes.check.asked_recently", "no"), ("routes.check.named.no", "no"), ("routes.check.tender.clear", "ok"),
    }  # fmt: skip
    assert routes_ask.blocked(found)
    assert page(ROUTES, network, to="ben").button(key="routes.ask").disabled


def test_the_first_route_that_may_be_asked_for_is_chosen(demo: Network) -> None:
    rows = [{"rank": 1}, {"rank": 2}, {"rank": 3}]
    assert routes_draw.picked(rows, "", [True, False, False]) == 1
    assert routes_draw.picked(rows, "3", [True, False, True]) == 2
    assert routes_draw.picked(rows, "", [True, True, True]) == 0
    assert Words("zh")("routes.steps.barred", steps="2 步") in said(ok(page(ROUTES, demo, to=HE)))


def test_a_deal_is_named_only_to_somebody_of_that_firm() -> None:
    network = small(CONTACT=[{"from_id": "lu", "to_id": "ben", "relationship_stage": "trust"}])
    names = {"rep": "Lu", "asked": "Ann", "to": "Ben"}
    outside = routes_ask.Request("lu", "ann", "ben", "port")
    inside = routes_ask.Request("lu", "ben", "cat", "port", inside=True)
    for lang in LANGUAGES:
        assert "Crane" not in draft(seen(network, lang), outside, names, "call")
        assert "Crane" in draft(seen(network, lang), inside, names, "invite")


def test_who_knows_them_already_needs_no_introduction() -> None:
    at = ok(page(ROUTES, small(), to="ann"))
    assert "routes.ask" not in {one.key for one in at.button}
    assert at.info[0].value == Words("zh")("routes.request.direct", a="Lu", b="Ann")


def test_the_target_comes_first_then_colleagues(demo: Network) -> None:
    people = seen(demo)
    options = targets(people, HE)
    firm = people.facts.people.at[HE, "account_id"]
    assert options[0] == HE
    assert people.facts.people.loc[options[1], "account_id"] == firm
    assert len(options) == len(set(options)) <= 120


def test_what_is_taken_along_is_what_is_shown(demo: Network) -> None:
    screen = seen(demo)
    answer = routes(demo, HE, alternatives=3, distinct=True, most=3, as_of=DAY)
    drawn = routes_draw.lanes_of(screen, records(answer.rows), 0, [False] * 3)
    along = routes_draw.seen(screen, Choice(HE, "", 3, False, False), answer, drawn)
    assert along.table["把握"].tolist() == ["59%", "54%", "43%"]
    assert HE in along.people
    assert along.svg is not None
    assert ">最弱一步<" in along.svg("light")
    assert set(along.ties) == {step["tie"] for steps in answer.rows["steps"] for step in steps}


def lane(n: int, legs: int) -> Lane:
    stops = (
        Stop("r", "Rep", "", True),
        *(Stop(f"p{i}", "王" * 40, "总" * 40, known=bool(i % 2), rep="Lu") for i in range(legs - 1)),
    )
    return Lane(
        n,
        "by",
        "steps",
        stops,
        tuple(Leg(0.5, ("a" * 60, "b"), i == 0) for i in range(legs)),
        0.5**legs,
        0.01,
        0.9,
        "why " * 60,
    )


@pytest.mark.parametrize("legs", [1, 2, 3, 4])
@pytest.mark.parametrize("wide", [lanes.WIDE, lanes.MID])
def test_cards_and_bands_never_overlap(legs: int, wide: float) -> None:
    places = lanes._places([lane(1, legs)], wide - lanes.GOAL_W - 12)
    edges = [edge for x, w in places for edge in (x, x + w)] + [wide - lanes.GOAL_W - 12]
    assert edges == sorted(edges)
    assert min(b - a for a, b in zip(edges[1::2], edges[2::2], strict=False)) >= 50


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_drawing_is_as_high_as_its_parts(count: int) -> None:
    goal = Goal(Stop("t", "Target", "chief"), (("a", "b", ""),) * 4, "80%", ("x", "y"))
    for drawn in (
        lanes.across([lane(i, 2) for i in range(count)], goal, Words("en")),
        lanes.stacked([lane(1, 2)], goal, Words("en")),
    ):
        high = float(drawn[1]["viewBox"].split()[3])
        rects = [float(one[1]["y"]) + float(one[1]["height"]) for one in drawn[2] if one[0] == "rect"]
        assert max(rects) <= high


def test_a_band_narrows_to_what_is_left() -> None:
    lost, left = lanes._outlines(0, 100, 50, 1.0, 0.5)
    assert "H100.0V72.0" in lost  # 22 px above and below: 44 px are 100 %
    assert "H100.0V61.0" in left


def test_a_sentence_breaks_between_words_and_never_before_a_mark() -> None:
    assert wrapped("ask her first", 60, 13) == ["ask her", "first"]
    assert wrapped("先弄清态度，再约", 65, 13) == ["先弄清态", "度，再约"]
    assert wrapped("一二三四五六七八九十", 39, 13)[-1].endswith("…")
