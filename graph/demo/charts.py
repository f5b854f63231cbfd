"""Who sits where: accounts, units, seats and superiors of every body in the book."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from graph.demo import names
from graph.demo.book import ACCOUNTS, AROUND
from graph.demo.cast import ADM, BUY, CAST, FIN, LOW, MID, NAMESAKE, PORT, TEC, TOP, USE, Part
from graph.demo.draft import Draft, Someone


class Seat(NamedTuple):
    """A place in a chart of an account; `under` is the seat of the superior."""

    post: str
    level: str
    function: str
    unit: str
    under: str = ""


# Seats in the order in which an account fills them
SEATS = {
    "head": Seat("总经理", TOP, ADM, "领导班子"),
    "vice_tech": Seat("分管设备副总", TOP, TEC, "领导班子", "head"),
    "finance": Seat("总会计师", TOP, FIN, "领导班子", "head"),
    "tech": Seat("设备部部长", MID, TEC, "设备部", "vice_tech"),
    "buying": Seat("采购部部长", MID, BUY, "采购部", "finance"),
    "using": Seat("生产部部长", MID, USE, "生产部", "vice_use"),
    "engineer": Seat("设备工程师", LOW, TEC, "设备部", "tech"),
    "shift": Seat("运行班长", LOW, USE, "生产部", "using"),
    "it": Seat("信息中心主任", MID, TEC, "信息中心", "vice_tech"),
    "tender": Seat("招标专员", LOW, BUY, "采购部", "buying"),
    "office": Seat("办公室主任", MID, ADM, "办公室", "head"),
    "vice_use": Seat("分管生产副总", TOP, USE, "领导班子", "head"),
    "budget": Seat("预算主管", LOW, FIN, "财务部", "finance"),
    "energy": Seat("能源主管", LOW, TEC, "设备部", "tech"),
    "site": Seat("现场主管", LOW, USE, "生产部", "using"),
    "system": Seat("系统工程师", LOW, TEC, "信息中心", "it"),
    "safety": Seat("安全主管", LOW, USE, "生产部", "using"),
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
    "秘书处": (("会长", TOP, ADM), ("副秘书长", MID, ADM), ("会员干事", LOW, ADM), ("会务干事", LOW, ADM)),
    "本部": (("总经理", TOP, ADM), ("调度主管", LOW, USE), ("业务员", LOW, USE)),
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
    draft.taken |= {*CAST, NAMESAKE[0]}
    fresh = names.fresh(draft.draw, draft.taken)
    _port(draft)
    for account, firm in ACCOUNTS.items():
        if account not in draft.staff:
            _account(draft, account, firm.trade, firm.size, fresh)
    for body, firm in AROUND.items():
        _body(draft, body, firm.size, fresh)
    draft.cast |= {p.name: p for p in draft.people.values() if p.name in CAST}
    _units(draft)


def _port(draft: Draft) -> None:
    for part in PORT.values():
        one = draft.hire(part.name, part.account, part.title, part.level, part.function, part.unit)
        one.boss = draft.cast[part.boss].id if part.boss else ""
        draft.cast[part.name] = one


def _account(draft: Draft, account: str, trade: str, size: int, fresh: Iterator[str]) -> None:
    """Fill the first seats; people of the cast sit where level and function fit, under their own title."""
    posts = POSTS.get(account[-2:], POSTS.get(trade, {}))
    seats = dict(list(SEATS.items())[:size])
    actors = _seating(account, seats)
    seated: dict[str, Someone] = {}
    for key, seat in seats.items():
        if key in actors:
            part = actors[key]
            seated[key] = draft.hire(part.name, account, part.title, part.level, part.function, seat.unit)
        else:
            name = NAMESAKE[0] if account in NAMESAKE[1] and key == "tech" else next(fresh)
            seated[key] = draft.hire(name, account, posts.get(key, seat.post), seat.level, seat.function, seat.unit)
    for key, one in seated.items():
        one.boss = _superior(key, seated)


def _seating(account: str, seats: dict[str, Seat]) -> dict[str, Part]:
    """Which seat each of the cast takes: level and function first, else the last free one of that level."""
    taken: dict[str, Part] = {}
    for part in CAST.values():
        if part.account == account:
            free = [key for key, seat in seats.items() if key not in taken and seat.level == part.level]
            exact = [key for key in free if seats[key].function == part.function]
            taken[exact[0] if exact else free[-1]] = part
    return taken


def _body(draft: Draft, body: str, size: int, fresh: Iterator[str]) -> None:
    """A small body: the cast, filled up; everybody answers to the first of the level above."""
    unit = "秘书处" if AROUND[body].trade == "行业协会" else "本部"
    own = [(p.name, p.title, p.level, p.function) for p in CAST.values() if p.account == body]
    posts = FILLERS[unit][bool(own) :]
    own += [(next(fresh), *post) for post in posts[: size - len(own)]]
    staff = [draft.hire(name, body, title, level, function, unit) for name, title, level, function in own]
    chief = next((p for p in staff if p.title == "理事长"), staff[0])
    middle = [p for p in staff if p.level == MID] or [chief]
    for place, one in enumerate(staff):
        if one is not chief:
            one.boss = middle[place % len(middle)].id if one.level == LOW else chief.id


def _superior(key: str, seated: dict[str, Someone]) -> str:
    above = SEATS[key].under
    while above and above not in seated:
        above = SEATS[above].under
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
