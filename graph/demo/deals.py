"""Opportunities and who has a say in them."""

from __future__ import annotations

from datetime import date

from graph.demo.book import ACCOUNTS, YI_WAN, ago
from graph.demo.cast import FIN, PORT, TEC, D, M
from graph.demo.draft import Draft, Someone
from graph.demo.ties import HEARD, SEEN
from graph.model.vocab import VOCAB

STAGE = VOCAB["purchase_stage"].values
# name: account, purchase stage 1-6, 万元, expected, tender, tender phase
OPEN = {
    "智慧港区能耗平台二期": ("青屿港务", 4, 1860, date(2027, 3, 18), "yes", "open"),
    "岸桥变频改造": ("青屿港务", 2, 340, date(2027, 8, 30), "no", "none"),
    "集控中心扩容": ("临湾能源", 3, 620, date(2027, 5, 20), "yes", "none"),
    "厂级能耗一张图": ("海东重工", 5, 780, date(2027, 1, 15), "no", "none"),
    "变电站巡检平台": ("云汐电力", 3, 410, date(2027, 6, 10), "yes", "none"),
    "岸电监测": ("南屿港业", 2, 260, date(2027, 9, 1), "unknown", "unknown"),
    "散货码头除尘联控": ("津渡港", 4, 530, date(2027, 2, 26), "yes", "open"),
    "储能电站并网": ("粤湾能投", 1, 900, date(2027, 12, 1), "unknown", "unknown"),
    "牵引供电监测": ("燕北轨道", 4, 1150, date(2027, 2, 12), "yes", "evaluation"),
    "车辆段节能": ("沧浪轨道", 3, 300, date(2027, 4, 30), "no", "none"),
    "车站环控改造": ("珠岸轨道", 1, 680, date(2027, 11, 11), "unknown", "unknown"),
    "热处理线能效": ("冀川重机", 2, 220, date(2027, 7, 7), "no", "none"),
    "水情与机组联控": ("巴岭水电", 5, 560, date(2026, 12, 28), "yes", "closed"),
    "校园微网": ("江岚大学", 3, 150, date(2027, 8, 1), "yes", "none"),
    "锅炉燃烧优化": ("朔原电力", 1, 380, date(2027, 10, 10), "unknown", "unknown"),
    "空压站群控": ("汉衡重工", 2, 130, date(2027, 5, 5), "no", "none"),
}
LOST = {"堆场照明节能": ("楚江港务", 4, 120), "门诊楼冷站": ("岭秀医院", 4, 90), "船台配电": ("锦帆船舶", 3, 310)}
ROLES = {  # seat's level and function → roles, type of buyer, powers
    (D, "administration"): ("decider", "economic", "decide;veto"), (D, TEC): ("influencer", "technical", "advise;veto"),
    (D, FIN): ("decider", "actual", "take_part;veto"), (M, TEC): ("designer;evaluator", "technical", "advise"),
    (M, "purchasing"): ("buyer", "actual", "take_part"), (M, "user"): ("user;initiator", "user", "use_right"),
    (M, "administration"): ("gatekeeper", "coach", "take_part"), (D, "user"): ("influencer", "user", "advise;use_right"),
}  # fmt: skip
OPERATION = ("user", "user", "use_right")
PART = {"decider": 24, "influencer": 13, "designer": 11, "buyer": 7, "user": 5, "gatekeeper": 3}


def open_and_lost(draft: Draft) -> None:
    """What is in the pipeline with its stakeholders, and what went to others."""
    for place, (name, (account, stage, amount, day, tender, phase)) in enumerate(OPEN.items(), 1):
        id_ = f"hw-o{place:02d}"
        add(draft, id_, name, account, stage, amount, "open", day, tender, phase)
        _port(draft, id_) if place == 1 else _say(draft, id_, draft.staff[account], stage)
    for place, (name, (account, stage, amount)) in enumerate(LOST.items(), 81):
        add(draft, f"hw-o{place}", name, account, stage, amount, "lost", ago(150 + place), "yes", "closed")


def add(
    draft: Draft, id_: str, name: str, account: str, stage: int, amount: float, status: str, day: date,
    tender: str = "no", phase: str = "none",
) -> None:  # fmt: skip
    """One opportunity at an account; `amount` in 万元."""
    yes = "yes" if stage > 3 or status == "won" else "unknown"
    draft.add(
        "Opportunity", id=id_, name=name, purchase_stage=STAGE[stage - 1], sales_stage=VOCAB["sales_stage"].values[stage - 1],
        sales_step=VOCAB["sales_step"].values[stage - 1], amount=amount * YI_WAN, expected_on=day, status=status,
        q_exists="yes" if stage > 1 else "unknown", q_solution="yes" if stage > 2 else "unknown", q_can_win=yes,
        q_worth="yes" if amount > 200 else "unknown", is_tender=tender, tender_phase=phase,
    )  # fmt: skip
    draft.tie("FOR_ACCOUNT", id_, draft.account_id[account])


def _port(draft: Draft, id_: str) -> None:
    """青屿港务 as the power map draws it."""
    for name, (_, level, function, _, _, role, buyer, attitude, weight, _) in PORT.items():
        powers = ROLES.get((level, function), OPERATION)[2]
        effect = {"沈砚秋": "最后拍板", "何静姝": "管预算与付款", "罗敬之": "担心切换影响生产"}.get(name, "")
        draft.tie(
            "STAKEHOLDER_IN", draft.cast[name].id, id_, buying_roles=role, buyer_type=buyer or None, attitude=attitude,
            effect_on_project=effect, powers=powers, w4=weight / 100, no_buy_reason="doubt" if attitude == "opponent" else None,
            **(SEEN if draft.cast[name].known else HEARD), last_verified_on=ago(40),
        )  # fmt: skip


def _say(draft: Draft, id_: str, staff: list[Someone], stage: int) -> None:
    """The upper people of an account share the weight of the stage by their roles; it sums to exactly 1."""
    voices = [p for p in staff if p.level != "operation"][:8] + [p for p in staff if p.level == "operation"][:2]
    parts = [PART[ROLES.get((p.level, p.function), OPERATION)[0].split(";")[0]] for p in voices]
    weights = [round(part / sum(parts), 2) for part in parts]
    weights[0] = round(1 - sum(weights[1:]), 2)
    for one, weight in zip(voices, weights, strict=True):
        roles, buyer, powers = ROLES.get((one.level, one.function), OPERATION)
        attitude = one.attitude if one.known else "unknown"
        draft.tie(
            "STAKEHOLDER_IN", one.id, id_, buying_roles=roles, buyer_type=buyer, attitude=attitude, powers=powers,
            no_buy_reason=draft.draw.choice(("doubt", "misunderstanding")) if attitude == "opponent" else None,
            **{f"w{stage}": weight}, **(SEEN if one.known else HEARD),
        )  # fmt: skip
