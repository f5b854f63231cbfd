"""Two years of asking for referrals: the chain of 郭长庚 as told, the rest drawn so that each way of asking has its funnel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from graph.demo import deals
from graph.demo.book import TODAY, YI_WAN, ago
from graph.demo.draft import Draft, Someone
from graph.demo.ties import contact

# way of asking: how many were asked, promised, gave a name who consented, were met, bought
FUNNEL = {
    "ask_after_sale": (48, 29, 19, 13, 8), "direct_request": (64, 41, 26, 18, 9), "business_event": (31, 19, 15, 12, 4),
    "spontaneous": (9, 9, 8, 6, 3), "promotion": (12, 7, 3, 2, 1), "implicit": (40, 14, 6, 4, 2),
}  # fmt: skip
REACH = {"asked": 1, "promised": 2, "consented": 3, "contacted": 3, "met": 4, "qualified": 4, "won": 5}
CAMPAIGNS = {  # id: name, technique, start, end, budget, cost an ask in yuan, rule
    "hw-c1": (
        "港口能效开放日",
        "business_event",
        date(2025, 4, 1),
        date(2026, 10, 31),
        180_000,
        600,
        "只致谢引荐人，不给介绍费",
    ),
    "hw-c2": (
        "老客户优惠名额",
        "promotion",
        date(2025, 11, 1),
        date(2026, 3, 31),
        60_000,
        300,
        "优惠名额给直接引荐人的单位，书面告知",
    ),
}
# The chain: referrer, referred, technique, status, won 万元, asked and consented how many days ago, won days ago
CHAIN = (
    ("郭长庚", "邵文柏", "direct_request", "won", 260, 690, 652, 570), ("郭长庚", "秦述白", "business_event", "met", 0, 672, 634, 0),
    ("郭长庚", "魏清和", "implicit", "lost", 0, 640, 598, 0), ("邵文柏", "韩雪松", "direct_request", "won", 310, 548, 496, 420),
    ("邵文柏", "丁若谷", "promotion", "declined", 0, 380, 330, 0), ("秦述白", "方雨桐", "ask_after_sale", "won", 620, 560, 508, 400),
    ("秦述白", "姚守拙", "business_event", "met", 0, 470, 418, 0), ("秦述白", "温如玉", "implicit", "expired", 0, 610, 552, 0),
    ("韩雪松", "钱立群", "direct_request", "won", 95, 402, 341, 250), ("韩雪松", "彭越川", "ask_after_sale", "won", 60, 310, 249, 96),
    ("方雨桐", "许牧", "direct_request", "qualified", 0, 385, 324, 0), ("方雨桐", "梁伟民", "direct_request", "met", 0, 290, 231, 0),
    ("姚守拙", "常思源", "spontaneous", "contacted", 0, 300, 237, 0), ("姚守拙", "全景行", "business_event", "consented", 0, 205, 141, 0),
    ("钱立群", "段思齐", "ask_after_sale", "consented", 0, 130, 113, 0), ("许牧", "江心月", "direct_request", "contacted", 0, 142, 125, 0),
    ("许牧", "贾思远", "direct_request", "consented", 0, 139, 122, 0),
)  # fmt: skip
# Promised, and still no name: who, technique, days ago, towards which account
OWED = (("许牧", "direct_request", 34, "青屿物流"), ("钱立群", "ask_after_sale", 18, "东澜电气"), ("韩雪松", "direct_request", 82, ""),
        ("姚守拙", "business_event", 101, ""))  # fmt: skip
# Asks that gave no name, beside the above: who, technique, how many
VAIN = (("秦述白", "direct_request", 2), ("邵文柏", "direct_request", 3), ("郭长庚", "direct_request", 4), ("贺兰舟", "business_event", 6),
        ("魏清和", "implicit", 4), ("温如玉", "implicit", 3), ("韩雪松", "ask_after_sale", 4))  # fmt: skip
DEALS = (
    "能耗监测改造",
    "配电室智能化",
    "空压站节能",
    "照明与空调群控",
    "计量采集升级",
    "变频改造",
    "能源管理服务",
    "数据采集网关",
)


@dataclass(frozen=True)
class Ask:
    """One ask: who was asked, how, how far it came, when; `about` is set from the consent on."""

    referrer: Someone
    technique: str
    status: str
    asked: date
    about: Someone | None = None
    consented: date | None = None
    won_on: date | None = None
    won: int = 0
    account: str = ""


def two_years(draft: Draft) -> None:
    """All asks, in order of day: one Referral each with its ties; every sale also an opportunity that was won."""
    for id_, (name, technique, start, end, budget, cost, rule) in CAMPAIGNS.items():
        draft.add(
            "Campaign", id=id_, name=name, technique=technique, start_on=start, end_on=end, budget=budget,
            cost_per_ask=cost, reward_rule=rule,
        )  # fmt: skip
    asks = _told(draft)
    asks += _drawn(draft, asks)
    for place, ask in enumerate(sorted(asks, key=lambda a: (a.asked, a.referrer.id, a.about.id if a.about else "")), 1):
        _write(draft, f"hw-f{place:03d}", ask)


def _told(draft: Draft) -> list[Ask]:
    who = draft.cast
    asks = [
        Ask(who[a], technique, status, ago(asked), who[b], ago(consented), ago(won) if won else None, amount)
        for a, b, technique, status, amount, asked, consented, won in CHAIN
    ]
    asks += [Ask(who[a], technique, "promised", ago(days), account=account) for a, technique, days, account in OWED]
    for name, technique, count in VAIN:
        for place in range(count):
            status = "declined" if name in ("魏清和", "贺兰舟") else "expired"
            asks.append(Ask(who[name], technique, status, ago(600 - place * 95 - draft.draw.randrange(20))))
    return asks


def _drawn(draft: Draft, told: list[Ask]) -> list[Ask]:
    """Fill every funnel up to its numbers; who is referred has not been before, and nobody of the told chain asks."""
    chain = {a.referrer.id for a in told} | {a.about.id for a in told if a.about}
    askers = [p for p in draft.people.values() if p.known and p.id not in chain and p.name not in ("傅瑶", "戚望舒")]
    free = [p for p in askers if p.level != "operation" or p.attitude == "supporter"]
    quiet = [p for p in draft.people.values() if not p.known and p.id not in chain and p.name != "祁慕云"]
    draft.draw.shuffle(free)
    roots, fresh = free[:22], free[22:]
    made: list[Ask] = []
    for technique, funnel in FUNNEL.items():
        for status in _missing(technique, funnel, [a for a in told if a.technique == technique]):
            made.append(_ask(draft, technique, status, made, roots, fresh, quiet))
    return made


def _missing(technique: str, funnel: tuple[int, ...], told: list[Ask]) -> list[str]:
    """The endings that the told asks leave open, furthest first."""
    have = [sum(_step(a) >= step for a in told) for step in range(1, 6)]
    want = [all_ - mine for all_, mine in zip(funnel, have, strict=True)]
    only = [max(a - b, 0) for a, b in zip(want, [*want[1:], 0], strict=True)]
    endings = (("asked", "declined", "expired", "declined"), ("promised", "expired", "expired", "expired"),
               ("consented", "contacted", "lost"), ("met", "qualified", "qualified"), ("won",))  # fmt: skip
    return [endings[step][i % len(endings[step])] for step in (4, 3, 2, 1, 0) for i in range(only[step])]


def _step(ask: Ask) -> int:
    """How far a told ask came: 1 asked, 2 promised, 3 a name, 4 met, 5 bought."""
    return REACH.get(ask.status, 3 if ask.about else 1)


def _ask(
    draft: Draft,
    technique: str,
    status: str,
    made: list[Ask],
    roots: list[Someone],
    fresh: list[Someone],
    quiet: list[Someone],
) -> Ask:
    """One ask whose dates fit its ending: open ones are recent, sales are old enough to have closed."""
    named = status in ("consented", "contacted", "met", "qualified", "won") or status == "lost"
    days = draft.draw.randrange(*{"asked": (3, 60), "promised": (8, 120), "won": (240, 720)}.get(status, (100, 720)))
    second = [a.about for a in made if a.about and a.status == "won" and a.consented and a.consented < ago(days + 30)]
    referrer = draft.draw.choice(second) if second and draft.draw.random() < 0.35 else draft.draw.choice(roots)
    if not named:
        return Ask(referrer, technique, status, ago(days))
    pool = quiet if status == "consented" else fresh
    about = pool.pop() if pool else quiet.pop()
    consented = ago(days) + timedelta(draft.draw.randrange(6, 60))
    won_on = consented + timedelta(draft.draw.randrange(40, 170)) if status == "won" else None
    won = draft.draw.choice((24, 36, 48, 60, 75, 90, 120, 150, 210)) if won_on else 0
    return Ask(referrer, technique, status, ago(days), about, consented, won_on, won)


def _write(draft: Draft, id_: str, ask: Ask) -> None:
    gave = ask.status == "promised" or ask.about is not None or draft.draw.random() < 0.2
    sale = ask.technique == "ask_after_sale"
    happy = ask.status == "won"
    draft.add(
        "Referral", id=id_, timing="after_deal" if sale or draft.draw.random() < 0.4 else "before_deal", technique=ask.technique,
        source="partner_firm" if "院" in ask.referrer.account else "customer", status=ask.status, asked_on=ask.asked,
        promised_count=draft.draw.choice((1, 1, 2, 3)) if gave else None,
        promise_strength=draft.draw.choice(("vague", "agreed", "number_given")) if gave else None,
        consented_on=ask.consented, won_on=ask.won_on, won_amount=ask.won * YI_WAN if happy else None,
        reward_kind="thanks" if happy else "none", reward_approved="yes" if happy else None,
        thanked_on=ask.won_on + timedelta(5) if ask.won_on and ask.won_on < TODAY - timedelta(120) else None,
        may_name_referrer="yes" if ask.about else "unknown",
    )  # fmt: skip
    draft.tie("MADE", ask.referrer.id, id_)
    draft.tie("RECEIVED_BY", id_, _receiver(draft, ask.referrer))
    for campaign, (_, technique, start, end, *_) in CAMPAIGNS.items():
        if ask.technique == technique and start <= ask.asked <= end:
            draft.tie("UNDER", id_, campaign)
    account = ask.about.account if ask.about else ask.account
    if account:
        draft.tie("ABOUT_ACCOUNT", id_, draft.account_id[account])
    if ask.about:
        draft.tie("ABOUT_PERSON", id_, ask.about.id)
    if ask.won_on and ask.about:
        deal = f"hw-o{100 + int(id_[-3:])}"
        deals.add(draft, deal, draft.draw.choice(DEALS), ask.about.account, 6, ask.won, "won", ask.won_on)
        draft.tie("LED_TO", id_, deal)
        draft.tie("STAKEHOLDER_IN", ask.about.id, deal, buying_roles="initiator", attitude="supporter", w6=1.0)


def _receiver(draft: Draft, one: Someone) -> str:
    """Whoever of ours knows the referrer; the first by day of acquaintance."""
    mine = [t["from_id"] for t in draft.rows["CONTACT"] if t["to_id"] == one.id]
    if not mine:
        contact(draft, "李", one, 1, "distant", 60, True)
        return draft.rep_id["李"]
    return str(mine[0])
