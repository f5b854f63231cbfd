"""Where people meet and what binds their houses: groups, activities, invitations, account ties, rivals and rewards.

Drawn by a generator of its own, so that the rest of the story stays as it is.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from graph.demo.book import ACCOUNTS, AROUND, TODAY, ago
from graph.demo.draft import Draft, Someone
from graph.demo.told import CAMPAIGNS

SEED = 340
REGIONS = {name: firm.region for name, firm in (ACCOUNTS | AROUND).items()}

# name: kind, how many there are in all, who is surely in it, how many more, from which region ("" anywhere)
GROUPS = {
    "江岚 EMBA 2024 级二班": ("class_cohort", 42, "傅瑶 方雨桐 何静姝 施乐天 康宁远", 5, "华东"),
    "能效管理师第三期学员班": ("class_cohort", 24, "郑晓岚 许牧 简宁", 9, "华东"),
    "能效管理师第四期学员班": ("class_cohort", 22, "", 11, "华南"),
    "轨道供电实务班": ("class_cohort", 18, "", 9, "华北"),
    "港口能效专委会委员": ("association", 45, "秦述白 周启明 郭长庚 邵文柏 贺兰舟", 6, ""),
    "绿色港口联盟标准组": ("association", 16, "柏清源 祁慕云 岑子墨 戚望舒 常思源", 2, "华东"),
    "临湾动力沙龙": ("club", 26, "石明远 韩雪松 钱立群 邵文柏", 6, "华东"),
    "周末徒步队": ("hobby", 14, "梁伟民 江一帆", 5, "华东"),
}

# from>to, strength, project
ACCOUNT_TIES = {
    "ADVISES": """
        华东港航设计院>青屿港务 3 智慧港区二期 华东港航设计院>临湾港航 2 岸电改造 华东港航设计院>沧浪轨道 2 车辆段供电
        华东港航设计院>津渡港 1 散货码头 绿色港口联盟>南屿港业 1 碳核算试点 江岚大学>云汐电力 2 储能示范
    """,
    "CONTRACTS_FOR": """
        青屿物流>青屿港务 3 堆场照明 海东重工>青屿港务 2 岸桥更新 汉衡重工>星渡轨道 1 检修库
        冀川重机>燕北轨道 2 牵引变电
    """,
    "SUPPLIES": """
        东澜电气>海东重工 3 配电柜 临湾能源>青屿港务 2 港区供电 云汐电力>沧浪轨道 2 牵引用电
        蜀衡机械>锦里轨道 1 检修设备
    """,
    "PARENT_OF": "青屿港务>青屿物流 3 -",
}

# rival: who uses what of it, how content (1-5), and whom it knows there
RIVALS = {
    "北辰自控": "津渡港 能耗网关 3 朔原电力 电站监控 4 冀川重机 产线电表 2",
    "泓远电气": "珠岸轨道 牵引监测 4 粤湾能投 能耗平台 2",
}

# kind, days ago, host, about, purpose, those of ours who came, how many each brought along
EVENTS = (
    ("seminar", 152, "李", "青屿港务", "港口能耗诊断研讨会", "周启明 郑晓岚 许牧 邵文柏 石明远", 2),
    ("salon", 61, "陈", "江岚大学", "轨道与高校节能沙龙", "方雨桐 郭长庚 简宁 钱立群", 1),
    ("exhibition", 205, "卓", "粤湾能投", "华南能源装备展", "", 0),
)
# days ago, whose event, what for, and two who were both there
BOTH_THERE = (
    (47, "华东港航设计院", "岸电技术交流会", "常思源 丁若谷"), (118, "江岚大学 EMBA", "导师企业日", "尹书航 佟家声"),
)  # fmt: skip
# whom it is about, what was written down, by whom, days ago, due how many days ago (- nothing to do)
NOTES = """
    方雨桐 要二期能耗对比表，答应月底前给她 陈嘉禾 18 3
    邵文柏 愿意带我们参观能源岛，等他定日期 李沐阳 24 -
    顾明礼 招标文件里的计量条款，请她先看一遍 李沐阳 47 -12
    秦述白 标准组十二月开会，问能否列席 李沐阳 9 -20
"""
CALLS = (
    ("visit", "看现场", "答应试用", "寄方案"), ("phone", "问近况", "约了下次见面", "登门拜访"),
    ("technical_exchange", "讲能耗平台", "愿意看样板", "安排参观"), ("local_visit", "看青屿样板", "印象很好", "补报价"),
    ("test_sample", "网关试装", "数据接通", "一个月后复看"), ("business_meal", "谈年度计划", "预算年底定", "年底再问"),
)  # fmt: skip
TIMES = 48
WORTH = {"thanks": 200, "book": 120}


def write(draft: Draft) -> None:
    """All of it, after everybody else has been written."""
    draw = random.Random(SEED)
    names: dict[str, Someone] = {}
    for one in draft.people.values():
        names.setdefault(one.name, one)
    _confirmed(draft, draw)
    _groups(draft, draw, names)
    _events(draft, draw, names)
    _calls(draft, draw)
    _invited(draft, draw)
    _met_there(draft, names)
    _noted(draft, names)
    _houses(draft)
    _rivals(draft, draw)
    _rewards(draft)


def _confirmed(draft: Draft, draw: random.Random) -> None:
    """The day on which one of us said what a centre is to us."""
    for row in draft.rows["Person"]:
        if row.get("centre_state"):
            row["centre_state_on"] = ago(draw.randrange(12, 260))


def _open(draft: Draft) -> list[Someone]:
    """Those who may be met: known to us, judging no tender, and not asking to be left alone."""
    allowed = {row["id"] for row in draft.rows["Person"] if row["contact_permission"] == "allowed"}
    return [one for one in draft.people.values() if one.known and one.id in allowed]


def _groups(draft: Draft, draw: random.Random, names: dict[str, Someone]) -> None:
    for place, (name, (kind, size, sure, more, region)) in enumerate(GROUPS.items(), 1):
        id_, founded = f"hw-g{place}", draw.randrange(420, 1500)
        draft.add("Group", id=id_, name=name, kind=kind, size_estimate=size)
        inside = [names[one] for one in sure.split()]
        near = [p for p in _open(draft) if p not in inside and region in ("", REGIONS[p.account])]
        for one in (*inside, *draw.sample(near, min(more, len(near)))):
            draft.tie(
                "MEMBER_OF", one.id, id_, since=ago(founded - draw.randrange(300)),
                volunteered="yes" if kind == "hobby" or one.known else "no", **_heard(one),
            )  # fmt: skip


def _heard(one: Someone) -> dict[str, Any]:
    return {
        "data_source": "event_registration" if one.known else "company_website",
        "lawful_basis": "consent" if one.known else "published_by_subject",
        "confidence": "confirmed" if one.known else "reported",
    }


def _events(draft: Draft, draw: random.Random, names: dict[str, Someone]) -> None:
    """Seminars and the like: customers come and bring along whom they know."""
    free = {one.id for one in _open(draft)}
    for place, (kind, days, host, about, purpose, came, brought) in enumerate(EVENTS, 1):
        id_ = f"hw-v{place:02d}"
        draft.add("Activity", id=id_, kind=kind, on=ago(days), purpose=purpose)
        draft.tie("HOSTED", draft.rep_id[host], id_)
        draft.tie("CONCERNS", id_, draft.account_id[about])
        guests = [names[one] for one in came.split()] or draw.sample([p for p in _open(draft) if p.account == about], 3)
        here = {one.id for one in guests}
        for one in guests:
            draft.tie("TOOK_PART", one.id, id_)
            friends = sorted(p for pair in draft.joined if one.id in pair for p in pair if p in free - here)
            for friend in draw.sample(friends, min(brought, len(friends))):
                draft.tie("TOOK_PART", friend, id_, brought_by=one.id)
                here.add(friend)


def _calls(draft: Draft, draw: random.Random) -> None:
    """Visits, calls and demonstrations, none later than the last time that we were in touch."""
    met = {(row["from_id"], row["to_id"]): row for row in draft.rows["CONTACT"]}
    for place, one in enumerate(draw.choices(_open(draft), k=TIMES), len(EVENTS) + 1):
        row = met[draft.met[one.id], one.id]
        last, first = ((TODAY - row[when]).days for when in ("last_interaction_on", "first_on"))
        kind, purpose, result, following = draw.choice(CALLS)
        id_, days = f"hw-v{place:02d}", draw.randrange(last, max(last, min(180, first)) + 1)
        due = {"next_step": following, "next_on": ago(days) + timedelta(draw.randrange(14, 45))} if days < 60 else {}
        draft.add("Activity", id=id_, kind=kind, on=ago(days), purpose=purpose, result=result, **due)
        draft.tie("HOSTED", draft.met[one.id], id_)
        draft.tie("TOOK_PART", one.id, id_)
        draft.tie("CONCERNS", id_, draft.account_id[one.account])


def _invited(draft: Draft, draw: random.Random) -> None:
    """The last two months of each campaign: who was invited, and what they said."""
    for campaign, (_, _, start, end, *_) in CAMPAIGNS.items():
        last = min(end, TODAY)
        first = max(start, last - timedelta(60))
        known = {row["to_id"] for row in draft.rows["CONTACT"] if row["first_on"] <= first}
        for one in draw.sample([p for p in _open(draft) if p.id in known], 24):
            asked = first + timedelta(draw.randrange((last - first).days + 1))
            answer = draw.choices(("no_answer", "declined", "accepted", "attended"), (5, 3, 4, 8))[0]
            response = "no_answer" if (TODAY - asked).days < 5 else answer
            draft.tie("INVITED", campaign, one.id, asked_on=asked, response=response)


def _met_there(draft: Draft, names: dict[str, Someone]) -> None:
    """Conferences of others at which two were that nobody has put together yet."""
    for place, (days, about, purpose, both) in enumerate(BOTH_THERE, 1):
        id_ = f"hw-m{place}"
        draft.add("Activity", id=id_, kind="conference", on=ago(days), purpose=purpose)
        draft.tie("CONCERNS", id_, draft.account_id[about])
        for one in both.split():
            draft.tie("TOOK_PART", names[one].id, id_)


def _noted(draft: Draft, names: dict[str, Someone]) -> None:
    """What ours wrote down, and what they promised to do by when."""
    for place, line in enumerate(NOTES.strip().splitlines(), 1):
        who, text, by, days, due = line.split()
        id_ = f"hw-n{place}"
        day = {} if due == "-" else {"due_on": ago(int(due))}
        draft.add("Note", id=id_, text=text, by=by, written_on=ago(int(days)), **day)
        draft.tie("NOTED_ON", id_, names[who].id)


def _houses(draft: Draft) -> None:
    for kind, told in ACCOUNT_TIES.items():
        for pair, strength, project in _each(told.split(), 3):
            start, end = (draft.account_id[name] for name in pair.split(">"))
            draft.tie(kind, start, end, strength=int(strength), project=project.strip("-"), since=ago(700))


def _rivals(draft: Draft, draw: random.Random) -> None:
    for place, (name, told) in enumerate(RIVALS.items(), 1):
        id_ = f"hw-x{place}"
        draft.add("Competitor", id=id_, name=name)
        for account, product, satisfaction in _each(told.split(), 3):
            draft.tie("USES_RIVAL", draft.account_id[account], id_, product=product, satisfaction=int(satisfaction))
            near = [one for one in draft.staff[account] if one.level == "management" and not one.judges]
            draft.tie(
                "RIVAL_CONTACT", id_, draw.choice(near).id, closeness=draw.choice(("distant", "frequent")),
                data_source="met_in_person", lawful_basis="consent", confidence="assumed",
            )  # fmt: skip


def _rewards(draft: Draft) -> None:
    """What referrers got: for a sale they were thanked for, approved, and never an official."""
    referrer = {row["to_id"]: row["from_id"] for row in draft.rows["MADE"]}
    for row in draft.rows["Referral"]:
        given: date | None = row.get("thanked_on")
        if given is None or row["reward_kind"] not in WORTH:
            continue
        id_ = f"hw-w{row['id'].removeprefix('hw-f')}"
        draft.add(
            "RewardEntry", id=id_, kind=row["reward_kind"], value=WORTH[row["reward_kind"]], given_on=given,
            approved="yes", approver="吴承泽",
        )  # fmt: skip
        draft.tie("GIVEN_TO", id_, referrer[row["id"]])
        draft.tie("FOR_REFERRAL", id_, row["id"])


def _each(words: list[str], size: int) -> Iterator[tuple[str, ...]]:
    """Words in groups of that size."""
    parts: Iterable[int] = range(0, len(words), size)
    return (tuple(words[i : i + size]) for i in parts)
