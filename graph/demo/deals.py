"""Opportunities and who has a say in them."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from graph.demo.book import YI_WAN, ago
from graph.demo.cast import ADM, BUY, FIN, LOW, MID, PORT, TEC, TOP, USE
from graph.demo.draft import Draft, Someone
from graph.demo.ties import HEARD, SEEN
from graph.model.vocab import VOCAB

# name, account, purchase stage 1…6, 万元, expected on, tender, phase of the tender
_OPEN = """
    智慧港区能耗平台二期 青屿港务 4 1860 2027-03-18 yes open
    岸桥变频改造 青屿港务 2 340 2027-08-30 no none
    集控中心扩容 临湾能源 3 620 2027-05-20 yes none
    厂级能耗一张图 海东重工 5 780 2027-01-15 no none
    变电站巡检平台 云汐电力 3 410 2027-06-10 yes none
    岸电监测 南屿港业 2 260 2027-09-01 unknown unknown
    散货码头除尘联控 津渡港 4 530 2027-02-26 yes open
    储能电站并网 粤湾能投 1 900 2027-12-01 unknown unknown
    牵引供电监测 燕北轨道 4 1150 2027-02-12 yes evaluation
    车辆段节能 沧浪轨道 3 300 2027-04-30 no none
    车站环控改造 珠岸轨道 1 680 2027-11-11 unknown unknown
    热处理线能效 冀川重机 2 220 2027-07-07 no none
    水情与机组联控 巴岭水电 5 560 2026-12-28 yes closed
    校园微网 江岚大学 3 150 2027-08-01 yes none
    锅炉燃烧优化 朔原电力 1 380 2027-10-10 unknown unknown
    空压站群控 汉衡重工 2 130 2027-05-05 no none
"""
_LOST = """
    堆场照明节能 楚江港务 4 120 2026-06-24 yes closed
    门诊楼冷站 岭秀医院 4 90 2026-05-30 yes closed
    船台配电 锦帆船舶 3 310 2026-03-20 no none
"""
_WON = """
    动力站能耗改造 海东重工 6 480 2024-12-20 yes closed
"""
EFFECT = {"沈砚秋": "最后拍板", "何静姝": "管预算与付款", "罗敬之": "担心切换影响生产", "梁伟民": "写技术规格"}
EVALUATION = "evaluation"


class Deal(NamedTuple):
    """One opportunity; `amount` in 万元."""

    name: str
    account: str
    stage: int
    amount: int
    expected: date
    tender: str = "no"
    phase: str = "none"


class Say(NamedTuple):
    """What a seat does in a purchase, and how much it weighs beside the others."""

    roles: str
    buyer: str
    powers: str
    weight: int


SAYS = {
    (TOP, ADM): Say("decider", "economic", "decide;veto", 24),
    (TOP, TEC): Say("influencer", "technical", "advise;veto", 13),
    (TOP, USE): Say("influencer", "user", "advise;use_right", 13),
    (TOP, FIN): Say("decider", "actual", "take_part;veto", 16),
    (MID, TEC): Say("designer;evaluator", "technical", "advise", 11),
    (MID, USE): Say("user;initiator", "user", "use_right", 5),
    (MID, BUY): Say("buyer", "actual", "take_part", 7),
    (MID, ADM): Say("gatekeeper", "coach", "take_part", 3),
}
DESK = Say("user", "user", "use_right", 2)


def say(one: Someone) -> Say:
    """The part that goes with somebody's seat."""
    return SAYS.get((one.level, one.function), DESK)


def _deals(lines: str) -> list[Deal]:
    words = (line.split() for line in lines.strip().splitlines())
    return [Deal(n, a, int(s), int(m), date.fromisoformat(d), *rest) for n, a, s, m, d, *rest in words]


def open_and_lost(draft: Draft) -> None:
    """What is in the pipeline with its stakeholders, and what went to others."""
    for place, deal in enumerate(_deals(_OPEN), 1):
        id_ = f"hw-o{place:03d}"
        add(draft, id_, deal, "open")
        if place == 1:
            _port(draft, id_)
        else:
            _voices(draft, id_, deal)
    for place, deal in enumerate(_deals(_LOST), 51):
        add(draft, f"hw-o{place:03d}", deal, "lost")
    for place, deal in enumerate(_deals(_WON), 61):
        id_ = f"hw-o{place:03d}"
        add(draft, id_, deal, "won")
        _voices(draft, id_, deal)


def add(draft: Draft, id_: str, deal: Deal, status: str) -> None:
    """One opportunity at its account; what is sure about it grows with the stage."""
    later = "yes" if deal.stage > 3 else "unknown"
    draft.add(
        "Opportunity", id=id_, name=deal.name, amount=deal.amount * YI_WAN, expected_on=deal.expected, status=status,
        **{f: VOCAB[f].values[deal.stage - 1] for f in ("purchase_stage", "sales_stage", "sales_step")},
        q_exists="yes" if deal.stage > 1 else "unknown", q_solution="yes" if deal.stage > 2 else "unknown",
        q_can_win=later if status != "lost" else "no", q_worth="yes" if deal.amount > 200 else "unknown",
        is_tender=deal.tender, tender_phase=deal.phase,
    )  # fmt: skip
    draft.tie("FOR_ACCOUNT", id_, draft.account_id[deal.account])


def _port(draft: Draft, id_: str) -> None:
    """青屿港务 as the power map draws it."""
    for name, part in PORT.items():
        one = draft.cast[name]
        draft.tie(
            "STAKEHOLDER_IN", one.id, id_, buying_roles=part.role, buyer_type=part.buyer, attitude=part.attitude,
            effect_on_project=EFFECT.get(name, ""), powers=say(one).powers, w4=part.weight / 100,
            no_buy_reason="doubt" if part.attitude == "opponent" else "", last_verified_on=ago(40),
            **(SEEN if one.known else HEARD),
        )  # fmt: skip


def _voices(draft: Draft, id_: str, deal: Deal) -> None:
    """The upper people of an account and two desks share the weight of the stage; it sums to 1."""
    staff = draft.staff[deal.account]
    voices = [p for p in staff if p.level != LOW][:8] + [p for p in staff if p.level == LOW][:2]
    total = sum(say(p).weight for p in voices)
    weights = [round(say(p).weight / total, 2) for p in voices]
    weights[0] = round(1 - sum(weights[1:]), 2)
    for one, weight in zip(voices, weights, strict=True):
        part = say(one)
        one.judges = one.judges or (deal.phase == EVALUATION and "evaluator" in part.roles)
        draft.tie(
            "STAKEHOLDER_IN", one.id, id_, buying_roles=part.roles, buyer_type=part.buyer, attitude=one.attitude,
            powers=part.powers, no_buy_reason="doubt" if one.attitude == "opponent" else "",
            last_verified_on=ago(draft.draw.randrange(10, 200)), **{f"w{deal.stage}": weight},
            **(SEEN if one.known else HEARD),
        )  # fmt: skip
