"""What the power map says of an account: seats, weights, the support index, gaps and their order, and refusals."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any
from xml.etree import ElementTree

import pytest

from graph.analysis.stakeholders import support
from graph.model.network import Network
from graph.store.access import everyone
from graph.text import LANGUAGES, Words
from graph.views import account_pick, account_seen
from graph.views.account_bosses import bosses, superiors
from graph.views.account_card import card, spoken
from graph.views.account_draw import Look, drawn, seated
from graph.views.account_edit import refusal, reparent
from graph.views.account_facts import MOST, Case, Member, around, case
from graph.views.account_gaps import empty_seats, gaps, light, whole
from graph.views.account_list import by_level, legend, rows, table
from graph.views.account_plan import Box
from graph.views.account_side import gap_list, head, said, trend
from graph.views.account_strip import by_attitude, strip
from graph.views.picture import part
from graph.views.screen import Screen
from tests.views.small import DAY, person

ZH = Words("zh")
PLACES = count()  # nothing cached for one network may answer for another


def screen(network: Network, lang: str = "zh") -> Screen:
    """A page on that network; nothing here reads the store."""
    return Screen(None, network, Words(lang), everyone, 1, f"account-{next(PLACES)}", DAY)  # type: ignore[arg-type]


def firm(**more: Any) -> Network:
    """An account of four: a head who decides, two below, one desk; one deal under evaluation; two of ours."""
    jobs = {
        "head": ("decision", "administration"),
        "tech": ("management", "technical"),
        "money": ("decision", "finance"),
        "desk": ("operation", "finance"),
    }
    seats = {"head": ("decider", 0.5), "tech": ("evaluator", 0.3), "money": ("decider", 0.2), "desk": ("user", 0.0)}
    attitudes = {"head": "neutral", "tech": "opponent", "desk": "supporter"}
    tables: dict[str, Any] = {
        "Person": [person(p, p.title(), title=f"{p} post") for p in jobs],
        "Account": [{"id": "x", "name": "甲厂", "region": "华东", "industry": "港口"}, {"id": "y", "name": "乙厂"}],
        "WORKS_AT": [
            {"from_id": p, "to_id": "x", "level": lv, "function": f, "is_primary": "yes"} for p, (lv, f) in jobs.items()
        ],
        "Opportunity": [
            {"id": "o", "name": "二期", "amount": 100.0, "purchase_stage": "evaluate_compare", "status": "open"},
            {"id": "q", "name": "一期", "amount": 900.0, "status": "won"},
        ],
        "FOR_ACCOUNT": [{"from_id": "o", "to_id": "x"}, {"from_id": "q", "to_id": "x"}],
        "STAKEHOLDER_IN": [
            {"from_id": p, "to_id": "o", "buying_roles": [r], "w4": w, "attitude": attitudes.get(p, "unknown")}
            for p, (r, w) in seats.items()
        ],
        "REPORTS_TO": [{"from_id": p, "to_id": b} for p, b in (("tech", "head"), ("money", "head"), ("desk", "money"))],
        "INFLUENCES": [{"from_id": "tech", "to_id": "head", "strength": 3}],
        "Rep": [{"id": "r", "name": "李沐阳", "tier": "field"}, {"id": "s", "name": "吴承泽"}],
        "CONTACT": [
            {"from_id": rep, "to_id": who, "relationship_stage": stage, "last_interaction_on": date(2026, month, 1)}
            for rep, who, stage, month in (("r", "head", "acquaintance", 7), ("r", "desk", "alliance", 11),
                                           ("s", "desk", "trust", 11))
        ],
    }  # fmt: skip
    return Network.of(**{**tables, **more})


def seen(network: Network | None = None, deal: str = "o") -> Case:
    return case(screen(network or firm()), "x", deal)


def test_accounts_stand_by_what_is_open_there() -> None:
    table_ = account_pick.accounts(screen(firm()))
    assert table_.index.tolist() == ["x", "y"]
    assert table_.loc["x", ["amount", "people"]].tolist() == [100.0, 4]
    assert list(account_pick.deals(screen(firm()), "x")) == ["o", "q"]


def test_people_bring_their_part_in_the_deal() -> None:
    head_, desk = (seen().people[w] for w in ("head", "desk"))
    assert (head_.role, head_.weight, head_.level, head_.attitude) == ("decider", 0.5, "decision", "neutral")
    assert [(k.name, k.stage, k.days, k.stale) for k in head_.reps] == [("李沐阳", 1, 144, True)]
    assert [k.name for k in desk.reps] == ["李沐阳", "吴承泽"]
    assert (desk.boss, desk.fresh, head_.fresh) == ("money", True, False)


def test_the_support_index_and_what_it_may_still_become() -> None:
    deal = seen().deal
    assert deal is not None
    assert (deal.support, deal.unknown) == (-0.3, 0.2)
    assert by_attitude(seen()) == {"supporter": 0.0, "neutral": 0.5, "unknown": 0.2, "opponent": 0.3}
    assert seen(deal="q").deal.support is None  # type: ignore[union-attr]
    assert "−0.50 至 −0.10" in str(strip(seen(), part("b"), ZH))


def test_a_department_with_people_above_and_below_has_an_empty_seat() -> None:
    (seat,) = empty_seats(seen())
    assert (seat.function, seat.level, seat.boss, seat.staff) == ("finance", "management", "money", ("desk",))
    assert {s.id: s.boss for s in seated(seen(), [seat])}["desk"] == seat.id


def test_a_role_nobody_holds_at_this_stage_is_an_empty_seat() -> None:
    stakes = [{"from_id": "head", "to_id": "o", "buying_roles": ["decider"], "w4": 1.0}]
    roles = [seat.role for seat in empty_seats(seen(firm(STAKEHOLDER_IN=stakes)))]
    assert roles == ["evaluator", ""]


def test_gaps_stand_by_weight_and_say_what_next() -> None:
    case_ = seen()
    found = gaps(case_, empty_seats(case_))
    assert [(g.key, g.who, g.act) for g in found] == [
        ("stale", "head", "person"), ("stranger", "tech", "routes"), ("stranger", "money", "routes"),
        ("opponent", "tech", "lines"), ("middle_ask", "desk", "person"),
    ]  # fmt: skip
    assert found[0].values["n"] == 144
    assert said(found[2], ZH)["weight"] == "占 20%"
    text = str(gap_list(found, ZH, lit=False))
    for words in ("head post很久没联系", "找引荐人", "问Desk", "看影响线", "约高层会面"):
        assert words in text


def test_whoever_must_not_be_approached_is_no_way_in() -> None:
    people = [person(p, p.title(), contact_permission="do_not_contact" if p == "money" else "allowed")
              for p in ("head", "tech", "money", "desk")]  # fmt: skip
    case_ = seen(firm(Person=people))
    (gap,) = [g for g in gaps(case_, ()) if g.who == "money"]
    assert gap.act == ""
    assert "勿联系" in str(gap_list([gap], ZH, lit=False))


def _with(case_: Case, support: float, unknown: float, **attitudes: str) -> Case:
    assert case_.deal is not None
    people = {w: replace(m, attitude=attitudes.get(w, m.attitude)) for w, m in case_.people.items()}
    return replace(case_, deal=replace(case_.deal, support=support, unknown=unknown), people=people)


def test_the_light() -> None:
    case_ = seen()
    assert light(case_, []) == "red"
    assert light(_with(case_, 0.2, 0.1), []) == "amber"
    assert light(_with(case_, 0.7, 0.1), []) == "green"
    assert light(_with(case_, 0.7, 0.3), []) == "amber"
    assert light(_with(case_, 0.7, 0.1, head="opponent"), []) == "red"
    assert light(_with(case_, 0.7, 0.1), gaps(case_, ())) == "amber"
    assert light(replace(case_, deal=None), []) == "none"


def peers(topic: str, other: str = "opponent") -> Case:
    """Two of one level under one superior, one for us, the other as given; the first's word counts with the other."""
    network = Network.of(
        Person=[person(p) for p in "abc"], Account=[{"id": "x", "name": "甲"}],
        WORKS_AT=[{"from_id": p, "to_id": "x", "level": "decision"} for p in "abc"],
        REPORTS_TO=[{"from_id": p, "to_id": "a"} for p in "bc"], Rep=[{"id": "r", "name": "李"}],
        INFLUENCES=[{"from_id": "b", "to_id": "c", "strength": 1, "topic": topic}],
        CONTACT=[{"from_id": "r", "to_id": p, "attitude": att} for p, att in (("b", "supporter"), ("c", other))],
    )  # fmt: skip
    return case(screen(network), "x", "")


@pytest.mark.parametrize(("topic", "other", "told"), [("预算之争", "opponent", True), ("", "opponent", False),
                                                      ("预算之争", "neutral", False)])  # fmt: skip
def test_peers_are_opposed_only_where_it_is_on_record(topic: str, other: str, told: bool) -> None:
    case_ = peers(topic, other)
    map_ = drawn(case_, [], [], Look(), ZH)
    assert map_.clashes == int(told)
    assert ("预算之争" in dumps(map_.parts)) == told
    assert ("同级对立" in dumps(legend(case_, map_, (), ZH))) == told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_light_says_why(lang: str) -> None:
    case_, words = seen(), Words(lang)
    found = gaps(case_, ())
    for lamp in ("red", "amber", "green", "none"):
        assert words(f"account.light.{lamp}") in str(head(lamp, case_, found, words))
    assert "−0.30" in str(head("red", case_, found, words))
    assert "Head" in str(head("red", _with(case_, 0.2, 0.1, head="opponent"), found, words))
    assert words.choice("purchase_stage", "purchase_commitment") in str(head("amber", case_, found, words))


def test_how_complete_the_picture_is() -> None:
    assert whole(seen(), empty_seats(seen())) == [("known", 2, 4), ("attitude", 3, 4), ("role", 4, 5), ("fresh", 1, 4)]


def test_a_trend_needs_two_stages() -> None:
    assert trend(seen(), ZH) == []
    stakes = [
        {"from_id": "head", "to_id": "o", "buying_roles": ["decider"], "w3": 1.0, "w4": 0.5, "attitude": "supporter"},
        {"from_id": "tech", "to_id": "o", "w4": 0.5, "attitude": "opponent"},
    ]
    case_ = seen(firm(STAKEHOLDER_IN=stakes))
    assert case_.deal is not None
    assert case_.deal.trend == (("system_design", 1.0, 0.0), ("evaluate_compare", 0.0, 0.0))
    assert "系统设计 +1.00" in str(trend(case_, ZH))


def test_the_list_holds_everybody_by_level() -> None:
    assert {level: [m.id for m in people] for level, people in by_level(seen()).items()} == {
        "decision": ["head", "money"], "management": ["tech"], "operation": ["desk"],
    }  # fmt: skip
    assert table(seen(), ZH)["姓名"].tolist() == ["Head", "Money", "Tech", "Desk"]
    assert table(seen(), Words("en"))["Reports to"].tolist() == ["", "Head", "Head", "Money"]
    assert "影响 70%，认识 1 / 2" in str(rows(seen(), "", ZH, {}))


def test_an_account_without_deal_or_people_stands_all_the_same() -> None:
    case_ = case(screen(firm()), "y", "")
    assert (case_.people, case_.deal) == ({}, None)
    assert drawn(case_, [], [], Look(), ZH).height > 100
    assert "没有商机" in str(strip(case_, part("b"), ZH))
    assert gaps(case_, ()) == []


def test_one_person_alone() -> None:
    network = Network.of(
        Person=[person("a")], Account=[{"id": "x", "name": "甲"}], WORKS_AT=[{"from_id": "a", "to_id": "x"}]
    )
    case_ = case(screen(network), "x", "")
    assert set(drawn(case_, [], [], Look(chosen="a"), ZH).chart.spots) == {"a"}


def test_of_very_many_the_first_are_drawn_and_it_says_so() -> None:
    people = [person(f"p{i:03d}") for i in range(MOST + 40)]
    network = Network.of(
        Person=people,
        Account=[{"id": "x", "name": "甲"}],
        WORKS_AT=[{"from_id": p["id"], "to_id": "x"} for p in people],
    )
    case_ = case(screen(network), "x", "")
    assert (len(case_.people), case_.total) == (MOST, MOST + 40)


def test_a_card_has_all_of_its_parts() -> None:
    m = Member(
        "a", "许牧", "码头公司经理", "management", "user", "supporter", ("initiator",), 0.13, seen().people["desk"].reps
    )
    text = dumps(card(m, Box(0, 0, 140, 80), ZH, most=0.26, chosen=True, movable=True))
    for words in (
        "许　牧",
        "13%",
        "码头公司经理",
        "发起者",
        "+1",
        "f-sup",
        '"grab": "a"',
        '"aria-pressed": "true"',
        "ring",
    ):
        assert words in text
    told = "许牧，码头公司经理，管理层，支持者，发起者，占 13%，李沐阳认识，关系 4 级（共 4 级）"
    assert spoken(m, ZH).startswith(told)
    nobody = replace(m, reps=(), attitude="unknown", weight=None)
    text = dumps(card(nobody, Box(0, 0, 140, 80), ZH, most=0.26))
    assert "无人认识" in text
    assert "f-card l-unk" in text
    assert "grab" not in text


@pytest.mark.parametrize("name", ["<img src=x onerror=alert(1)>", "长" * 300, "شركة الاتصالات", "a\u202eb"])
def test_any_name_stays_a_name_on_its_card(name: str) -> None:
    people = [person(p, name, title=name) for p in ("head", "tech", "money", "desk")]
    map_ = drawn(seen(firm(Person=people)), [], [], Look(), ZH)
    texts = [inside[0] for tag, _, inside in _every(list(map_.parts)) if tag == "text" and inside]
    assert texts
    assert all(isinstance(text, str) and len(text) < 40 for text in texts)


def dumps(one: Any) -> str:
    return json.dumps(one, ensure_ascii=False)


def _every(parts: list[Any]) -> list[Any]:
    """Every part, however deep."""
    found = list(parts)
    for one in found:
        found.extend(inside for inside in one[2] if isinstance(inside, list))
    return found


def changed(network: Network, who: str, new: str, keep: tuple[str, ...] = ()) -> list[tuple[str, Any, Any]]:
    """What the command says of each line it touches: to whom, until when, since when."""
    command = reparent(screen(network), who, new, keep)
    rows = [c.after or {} for c in command.changes] if command else []
    return [(row["to_id"], row.get("until"), row.get("since")) for row in rows]


def test_a_change_of_superior_is_one_command() -> None:
    assert changed(firm(), "desk", "tech") == [("money", DAY, None), ("tech", None, DAY)]


def test_a_superior_of_old_is_taken_up_again() -> None:
    ties = [{"from_id": "desk", "to_id": "money", "until": date(2026, 1, 1)}, {"from_id": "desk", "to_id": "tech"}]
    assert changed(firm(REPORTS_TO=ties), "desk", "money") == [("tech", DAY, None), ("money", None, None)]


def test_nobody_as_superior_ends_the_line_and_is_nothing_where_there_is_none() -> None:
    assert changed(firm(), "desk", "") == [("money", DAY, None)]
    assert reparent(screen(firm()), "head", "") is None


def matrix(*ties: dict[str, Any]) -> Network:
    """The firm, desk reporting to money since 2020 and to tech since 2024, money and tech to head."""
    lines = [("desk", "money", 2020), ("desk", "tech", 2024), ("tech", "head", None), ("money", "head", None)]
    return firm(REPORTS_TO=[
        *({"from_id": a, "to_id": b, "since": date(y, 1, 1) if y else None} for a, b, y in lines), *ties,
    ])  # fmt: skip


def test_of_two_superiors_one_gives_way_and_the_other_stays() -> None:
    assert bosses(screen(matrix()), ["desk"]) == {"desk": ("tech", "money")}
    assert changed(matrix(), "desk", "head", keep=("money",)) == [("tech", DAY, None), ("head", None, DAY)]
    assert changed(matrix(), "desk", "head", keep=("money", "tech")) == [("head", None, DAY)]
    assert changed(matrix(), "desk", "money") == [("tech", DAY, None)]


def test_a_ring_is_refused_along_every_line() -> None:
    side = {"from_id": "money", "to_id": "tech", "since": date(2019, 1, 1)}
    assert superiors(screen(matrix(side)), "desk") == ["tech", "money", "head"]
    assert "之下" in refusal(screen(matrix(side)), "tech", "desk")
    assert "之下" in refusal(screen(matrix()), "money", "desk")
    assert refusal(screen(matrix()), "desk", "money") == ""


def test_a_further_superior_is_joined_by_a_dotted_line_and_told() -> None:
    case_ = seen(matrix())
    desk = case_.people["desk"]
    assert (desk.boss, desk.also) == ("tech", ("money",))
    map_ = drawn(case_, [], [], Look(), ZH)
    dotted = [one for one in _every(list(map_.parts)) if one[1].get("stroke-dasharray") == "0 5"]
    assert len(dotted) == 1
    assert "另一条汇报线" in dumps(legend(case_, map_, (), ZH))
    assert "汇报给Tech、Money" in spoken(desk, ZH)
    assert table(case_, ZH)["上级"].tolist() == ["", "Head", "Head", "Tech、Money"]
    plain = drawn(seen(), [], [], Look(), ZH)
    assert not [one for one in _every(list(plain.parts)) if one[1].get("stroke-dasharray") == "0 5"]


@pytest.mark.parametrize(("who", "new", "said_"), [
    ("head", "head", "自己"), ("head", "desk", "之下"), ("desk", "money", "已经汇报给"), ("desk", "gone", "移除"),
    ("desk", "tech", ""), ("head", "", "本来就没有"), ("desk", "", ""),
])  # fmt: skip
def test_what_cannot_be_is_refused_in_words(who: str, new: str, said_: str) -> None:
    told = refusal(screen(firm()), who, new)
    assert (said_ in told) if said_ else told == ""


def test_the_index_of_an_account_rests_on_its_own_people_alone(demo: Network) -> None:
    for deal in ("hw-o001", "hw-o009", "hw-o013"):
        whole_ = support(demo, deal, as_of=DAY)
        part_ = support(around(demo, list(whole_.rows["id"])), deal, as_of=DAY)
        assert part_.figures == whole_.figures
        assert part_.rows.equals(whole_.rows)


def test_the_map_is_taken_along_as_a_picture_with_what_it_says() -> None:
    case_, look = seen(), screen(firm())
    map_ = drawn(case_, empty_seats(case_), [], Look(), ZH)
    taken = account_seen.seen(look, case_, map_)
    assert set(taken.people) == {"head", "tech", "money", "desk"}
    assert len(taken.ties) == 4
    assert "支持指数 −0.30" in taken.notes
    assert "态度：支持 1，中立 1，不清楚 1，反对 1；空心：无人认识" in taken.notes
    assert taken.svg is not None
    drawing = ElementTree.fromstring(taken.svg("light"))
    assert "Head" in [text.text for text in drawing.iter("{http://www.w3.org/2000/svg}text")]
