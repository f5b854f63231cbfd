"""Filters: each can be switched off and forgotten, says what it leaves, and stands in the address."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from graph.model.network import Network
from graph.text import LANGUAGES
from graph.views import address
from graph.views.facts import Facts, facts
from graph.views.filters import KINDS, SOURCES, Step, chosen_people, chosen_ties, counted, sources, stack
from graph.views.scene import Choice
from tests.views.pages import held
from tests.views.small import DAY, person
from tests.views.test_app import app, drawn


def network() -> Network:
    """Four people at two accounts with ties of every source; two of ours, one contact each, one owner."""
    return Network.of(
        Person=[
            person("a", "王伟", last_verified_on=date(2026, 11, 1), centre_state="user"),
            person("b", "李娜", last_verified_on=date(2025, 1, 1)), person("c", "赵敏"), person("d", "钱进"),
        ],
        Account=[{"id": "x", "name": "甲厂", "region": "华东"}, {"id": "y", "name": "乙厂", "region": "华南"}],
        WORKS_AT=[{"from_id": p, "to_id": "x" if p in "ab" else "y"} for p in "abcd"],
        Rep=[{"id": "r1", "name": "李沐阳"}, {"id": "r2", "name": "吴承泽"}],
        CONTACT=[
            {"from_id": "r1", "to_id": "a", "relationship_stage": "trust", "attitude": "supporter",
             "last_interaction_on": date(2026, 1, 1)},
            {"from_id": "r2", "to_id": "c", "relationship_stage": "engagement", "attitude": "opponent",
             "last_interaction_on": date(2026, 11, 1)},
        ],
        OWNS=[{"from_id": "r1", "to_id": "y", "role": "lead"}],
        KNOWS=[
            {"from_id": "a", "to_id": "b", "kind": "colleague", "strength": 3},
            {"from_id": "a", "to_id": "c", "kind": "alumni", "strength": 1},
            {"from_id": "b", "to_id": "d", "kind": "friend", "strength": 2, "confidence": "inferred"},
        ],
        REPORTS_TO=[{"from_id": "b", "to_id": "a"}],
        Referral=[{"id": "f", "status": "won", "technique": "direct_request", "asked_on": date(2026, 1, 1),
                   "consented_on": date(2026, 2, 1), "won_on": date(2026, 5, 1)}],
        MADE=[{"from_id": "a", "to_id": "f"}], ABOUT_PERSON=[{"from_id": "f", "to_id": "d"}],
    )  # fmt: skip


@pytest.fixture(scope="module")
def seen() -> Facts:
    """What the map knows of them."""
    return facts(network(), DAY)


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ({"accounts": ("x",)}, "ab"), ({"regions": ("华南",)}, "cd"), ({"attitudes": ("opponent",)}, "c"),
        ({"centres": ("user",)}, "a"), ({"reps": ("r2",)}, "c"), ({"reps": ("r1",)}, "acd"),
        ({"ages": ("verified",)}, "a"), ({"ages": ("aged",)}, "b"), ({"ages": ("never",)}, "cd"),
        ({"ages": ("stale",)}, "a"), ({"ages": ("verified", "aged")}, "ab"), ({"roles": ("decider",)}, ""),
        ({"accounts": ("x",), "off": ("accounts",)}, "abcd"), ({"hidden": ("a",)}, "bcd"),
    ],
)  # fmt: skip
def test_a_filter_leaves_those_who_pass(seen: Facts, asked: dict[str, tuple[str, ...]], left: str) -> None:
    assert "".join(chosen_people(seen, Choice(**asked)).index) == left


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ({"kinds": ("alumni",)}, 1), ({"kinds": ("REFERRED", "REPORTS_TO")}, 2), ({"sources": ("proposed",)}, 1),
        ({"sources": ("derived",)}, 1), ({"sources": ("recorded",)}, 3), ({"least": 2}, 4),
        ({"least": 3, "off": ("least",)}, 5), ({"kinds": ("friend",), "sources": ("recorded",)}, 0),
    ],
)  # fmt: skip
def test_a_filter_leaves_the_ties_that_pass(seen: Facts, asked: dict[str, object], left: int) -> None:
    assert len(chosen_ties(seen.ties, Choice(**asked))) == left  # type: ignore[arg-type]


def test_every_tie_has_a_kind_and_a_source(seen: Facts) -> None:
    assert set(counted(seen.ties, "abcd")) <= set(KINDS)
    assert counted(seen.ties, "ab") == {"colleague": 1, "REPORTS_TO": 1}
    assert set(sources(seen.ties)) == set(SOURCES)


def test_each_step_says_what_it_leaves_of_what_came_to_it(seen: Facts) -> None:
    choice = Choice(accounts=("x",), attitudes=("supporter",), regions=("华南",), off=("regions",), least=2)
    assert stack(seen, choice) == [
        Step("accounts", True, 2, 4), Step("regions", False, 2, 2), Step("attitudes", True, 1, 2),
        Step("least", True, 4, 5),
    ]  # fmt: skip


@pytest.fixture
def kept(embedded_uri: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The app pointed at a store that holds them."""
    with held(embedded_uri, monkeypatch, network(), "own"):
        yield


def chip(at: AppTest, name: str) -> str:
    """The words of a filter's chip."""
    return str(at.checkbox(key=f"map.on.{name}").label)


def test_a_chip_switches_its_filter_off_and_on_and_forgets_it(kept: None) -> None:
    at = app(accounts="x", attitudes="supporter")
    assert chip(at, "accounts") == "客户：甲厂 · 2 / 4 人"
    assert chip(at, "attitudes") == "态度：支持者 · 1 / 2 人"
    assert "显示 1 / 4 人" in drawn(at)
    at.checkbox(key="map.on.accounts").uncheck().run()
    assert chip(at, "accounts") == "客户：甲厂"
    assert chip(at, "attitudes") == "态度：支持者 · 1 / 4 人"
    assert at.query_params["off"] == ["accounts"] or at.query_params["off"] == "accounts"
    at.checkbox(key="map.on.attitudes").uncheck().run()
    assert "显示 4 / 4 人" in drawn(at)
    at.checkbox(key="map.on.accounts").check().run()
    assert "显示 2 / 4 人" in drawn(at)
    at.button(key="map.chip.attitudes.x").click().run()
    assert "attitudes" not in at.query_params
    assert [box.key for box in at.checkbox] == ["map.on.accounts"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_link_opens_the_same_picture_in_any_language(kept: None, lang: str) -> None:
    link = {"reps": "r2", "kinds": "alumni,colleague", "ages": "verified,aged", "off": "ages", "sectors": "region",
            "steps": "3", "least": "2", "measure": "degree", "centres": "user,nonsense"}  # fmt: skip
    at = app(lang=lang, circle="a", **link)
    assert not at.exception
    assert address_of(at) == {**link, "centres": "user"}
    assert at.session_state["map.kinds"] == ["alumni", "colleague"]
    assert not at.checkbox(key="map.on.ages").value


def address_of(at: AppTest) -> dict[str, str]:
    """The address without the person and the circle."""
    said_ = {name: value[0] if isinstance(value, list) else value for name, value in at.query_params.items()}
    return {name: value for name, value in said_.items() if name not in ("who", "circle", "lang")}


def test_back_brings_what_was_chosen_before(kept: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address, "GRACE_S", -1)
    at = app()
    at.multiselect(key="map.accounts").set_value(["y"]).run()
    assert address_of(at) == {"accounts": "y"}
    at.query_params["accounts"] = "x"
    at.run()
    assert at.multiselect(key="map.accounts").value == ["x"]
    del at.query_params["accounts"]
    at.run()
    assert at.multiselect(key="map.accounts").value == []
    assert "显示 4 / 4 人" in drawn(at)


def test_pills_count_the_ties_of_each_kind_between_those_drawn(kept: None) -> None:
    at = app(accounts="x")
    labels = list(at.button_group(key="map.kinds").options)
    assert labels == ["同事 1", "汇报 1"]


def test_nobody_left_offers_the_way_out(kept: None) -> None:
    at = app(accounts="x", regions="华南")
    assert chip(at, "regions") == "区域：华南 · 0 / 2 人"
    at.button(key="map.clear").click().run()
    assert "显示 4 / 4 人" in drawn(at)
    assert address_of(at) == {}
