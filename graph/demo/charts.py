"""Who sits where: accounts, units, seats and superiors of every body in the book."""

from __future__ import annotations

from collections.abc import Iterator

from graph.demo import names
from graph.demo.book import ACCOUNTS, AROUND
from graph.demo.cast import ADM, BUY, CAST, FIN, NAMESAKE, PORT, TEC, USE, D, M, O
from graph.demo.draft import Draft, Someone

# Seats in the order in which an account fills them: key: (post, level, function, unit, seat of the superior)
SEATS = {
    "head": ("总经理", D, ADM, "领导班子", ""),
    "vice_tech": ("分管设备副总", D, TEC, "领导班子", "head"),
    "finance": ("总会计师", D, FIN, "领导班子", "head"),
    "tech": ("设备部部长", M, TEC, "设备部", "vice_tech"),
    "buying": ("采购部部长", M, BUY, "采购部", "finance"),
    "using": ("生产部部长", M, USE, "生产部", "vice_use"),
    "engineer": ("设备工程师", O, TEC, "设备部", "tech"),
    "shift": ("运行班长", O, USE, "生产部", "using"),
    "it": ("信息中心主任", M, TEC, "信息中心", "vice_tech"),
    "tender": ("招标专员", O, BUY, "采购部", "buying"),
    "office": ("办公室主任", M, ADM, "办公室", "head"),
    "vice_use": ("分管生产副总", D, USE, "领导班子", "head"),
    "budget": ("预算主管", O, FIN, "财务部", "finance"),
    "energy": ("能源主管", O, TEC, "设备部", "tech"),
    "site": ("现场主管", O, USE, "生产部", "using"),
    "system": ("系统工程师", O, TEC, "信息中心", "it"),
    "safety": ("安全主管", O, USE, "生产部", "using"),
}
# What the same seats are called in other trades
POSTS = {
    "港口物流": {"using": "生产业务部部长", "shift": "调度班长", "site": "码头现场主管"},
    "能源电力": {"tech": "运维检修部部长", "using": "发电部部长", "shift": "值长", "vice_tech": "总工程师"},
    "装备制造": {"tech": "动力处处长", "using": "制造部部长", "shift": "车间主任", "vice_tech": "分管动力副总"},
    "轨道交通": {"tech": "供电部部长", "using": "运营部部长", "shift": "车站值班长", "vice_tech": "分管机电副总"},
    "大学": {"head": "分管后勤副校长", "vice_tech": "后勤处处长", "finance": "财务处处长", "tech": "动力中心主任",
             "buying": "采购中心主任", "using": "校园运行科科长", "engineer": "配电工程师", "shift": "楼宇值班长"},
    "医院": {"head": "分管后勤副院长", "vice_tech": "总务处处长", "finance": "财务处处长", "tech": "动力科科长",
             "buying": "采购办主任", "using": "运行保障科科长", "engineer": "配电工程师"},
}  # fmt: skip
# Who fills up a small body, in this order: post, level, function
FILLERS = {
    "行业协会": (("会长", D, ADM), ("副秘书长", M, ADM), ("会员干事", O, ADM), ("会务干事", O, ADM)),
    "": (("总经理", D, ADM), ("调度主管", O, USE), ("业务员", O, USE)),
}
UNITS = {
    "领导班子": ADM,
    "集团领导": ADM,
    "总经理办公室": ADM,
    "办公室": ADM,
    "采购部": BUY,
    "财务部": FIN,
    "设备部": TEC,
    "信息中心": TEC,
}


def people(draft: Draft) -> None:
    """Everybody at every body of the book, with units and superiors."""
    draft.taken |= {*PORT, *CAST, NAMESAKE[0]}
    fresh = names.fresh(draft.draw, draft.taken)
    _port(draft)
    for account, (_, trade, _, size, *_) in ACCOUNTS.items():
        if account not in draft.staff:
            _account(draft, account, trade, size, fresh)
    for body, (*_, size, _, _) in AROUND.items():
        _body(draft, body, size, fresh)
    draft.cast |= {p.name: p for p in draft.people.values() if p.name in CAST}
    _units(draft)


def _port(draft: Draft) -> None:
    for name, (title, level, function, unit, boss, *_) in PORT.items():
        one = draft.hire(name, "青屿港务", title, level, function, unit)
        one.boss = draft.cast[boss].id if boss else ""
        draft.cast[name] = one


def _account(draft: Draft, account: str, trade: str, size: int, fresh: Iterator[str]) -> None:
    """Fill the first seats; people of the cast sit where level and function fit, under their own title."""
    posts = POSTS.get(account[-2:], POSTS.get(trade, {}))
    seats = dict(list(SEATS.items())[:size])
    actors = _seating(account, seats)
    seated: dict[str, Someone] = {}
    for key, (title, level, function, unit, _) in seats.items():
        if key in actors:
            _, title, level, function, _, _ = CAST[actors[key]]
        name = actors.get(key) or (NAMESAKE[0] if account in NAMESAKE[1] and key == "tech" else next(fresh))
        seated[key] = draft.hire(
            name, account, posts.get(key, title) if key not in actors else title, level, function, unit
        )
    for key, one in seated.items():
        one.boss = _superior(key, seated)


def _seating(account: str, seats: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """Which seat each of the cast takes: level and function first, else the last free one of that level."""
    taken: dict[str, str] = {}
    for name, (at, _, level, function, _, _) in CAST.items():
        if at == account:
            free = [k for k, seat in seats.items() if k not in taken and seat[1] == level]
            exact = [k for k in free if seats[k][2] == function]
            taken[exact[0] if exact else free[-1]] = name
    return taken


def _body(draft: Draft, body: str, size: int, fresh: Iterator[str]) -> None:
    """A small body: the cast, filled up; everybody answers to the first of the level above."""
    unit = "秘书处" if AROUND[body][1] == "行业协会" else "本部"
    posts = FILLERS["行业协会" if unit == "秘书处" else ""]
    own = [(name, *part[1:4]) for name, part in CAST.items() if part[0] == body]
    have = any(level == D for *_, level, _ in own)
    own += [(next(fresh), *post) for post in posts[have : have + size - len(own)]]
    staff = [draft.hire(name, body, title, level, function, unit) for name, title, level, function in own]
    chief = next(
        (p for p in staff if "理事长" in p.title or "中心主任" in p.title), next(p for p in staff if p.level == D)
    )
    middle = [p for p in staff if p.level == M] or [chief]
    for place, one in enumerate(staff):
        if one is not chief:
            one.boss = middle[place % len(middle)].id if one.level == O else chief.id


def _superior(key: str, seated: dict[str, Someone]) -> str:
    above = SEATS[key][4]
    while above and above not in seated:
        above = SEATS[above][4]
    return seated[above].id if above else ""


def _units(draft: Draft) -> None:
    for number, (account, staff) in enumerate(draft.staff.items(), 1):
        account_id = f"hw-a{number:02d}"
        draft.account_id[account] = account_id
        for place, unit in enumerate(dict.fromkeys(p.unit for p in staff), 1):
            unit_id = f"{account_id}-u{place}"
            draft.add("OrgUnit", id=unit_id, name=unit, function=UNITS.get(unit, USE))
            draft.tie("PART_OF", unit_id, account_id)
            for one in staff:
                if one.unit == unit:
                    draft.tie("IN_UNIT", one.id, unit_id)
