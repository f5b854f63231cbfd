"""Two years of asking for referrals: the told ones, and others drawn until every way of asking has its funnel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from graph.demo import deals
from graph.demo.book import YI_WAN, ago
from graph.demo.draft import Draft, Someone
from graph.demo.told import CAMPAIGNS, CHAIN, DEALS, FUNNEL, NEVER_ASKED, OWED, VAIN, WINS

# How far a referral came: 1 asked, 2 promised, 3 a name, 4 met, 5 bought; and how the drawn ones that came so far stand
STEP = {"asked": 1, "promised": 2, "consented": 3, "contacted": 3, "met": 4, "qualified": 4, "won": 5}
STANDS = {
    5: ("won",),
    4: ("met", "qualified", "qualified"),
    3: ("consented", "contacted", "contacted"),
    2: ("promised", "expired", "expired", "expired"),
    1: ("asked", "declined", "expired", "declined"),
}
# The drawn ones that stand so were asked between so many days ago
WHEN = {"asked": (3, 60), "promised": (8, 120), "consented": (20, 200), "won": (240, 720)}
SEASON = {"promotion": (150, 440)}  # offers have a season; what is still open is recent all the same
ROOTS = 36  # people who were asked of our own accord


@dataclass(frozen=True)
class Ask:
    """One ask: who, how, how it stands, when; `about` from the consent on; `won` in 万元; `gave`: a promise."""

    referrer: Someone
    technique: str
    status: str
    asked: date
    about: Someone | None = None
    consented: date | None = None
    won_on: date | None = None
    won: int = 0
    account: str = ""
    gave: bool = False


@dataclass
class Pools:
    """Who can still be asked or referred; `met` and `quiet` shrink as names are given."""

    roots: list[Someone]
    met: list[Someone]
    quiet: list[Someone]


def told(draft: Draft) -> Iterator[Ask]:
    """The asks of the story."""
    who = draft.cast
    for one, other, technique, status, won, asked, consented, bought in _words(CHAIN):
        won_on = ago(int(bought)) if status == "won" else None
        yield Ask(
            who[one], technique, status, ago(int(asked)), who[other], ago(int(consented)), won_on, int(won), gave=True
        )
    for one, technique, days, account in _words(OWED):
        yield Ask(who[one], technique, "promised", ago(int(days)), account=account.strip("-"), gave=True)
    for one, technique, status, count in _words(VAIN):
        for place in range(int(count)):
            yield Ask(who[one], technique, status, ago(600 - place * 95 - draft.draw.randrange(20)))


def _words(lines: str) -> list[list[str]]:
    return [line.split() for line in lines.strip().splitlines()]


def two_years(draft: Draft) -> list[Ask]:
    """Told and drawn asks in order of day. Nobody is referred twice but in the story, and its people ask no further."""
    asks = list(told(draft))
    pools = _pools(draft, {a.referrer.id for a in asks} | {a.about.id for a in asks if a.about})
    drawn: list[Ask] = []
    for technique, funnel in FUNNEL.items():
        for step, status in _missing(funnel, [a for a in asks if a.technique == technique]):
            drawn.append(_ask(draft, technique, status, step, drawn, pools))
    return sorted(asks + drawn, key=lambda a: (a.asked, a.referrer.id, a.about.id if a.about else ""))


def _pools(draft: Draft, told: set[str]) -> Pools:
    free = [p for p in draft.people.values() if p.id not in told and p.name not in NEVER_ASKED]
    met = [p for p in free if p.known and (p.level != "operation" or p.attitude == "supporter")]
    quiet = [p for p in free if not p.known and p.level != "decision"]
    draft.draw.shuffle(met)
    draft.draw.shuffle(quiet)
    return Pools(met[:ROOTS], met[ROOTS:], quiet)


def _missing(funnel: tuple[int, ...], told: list[Ask]) -> Iterator[tuple[int, str]]:
    """What the told asks leave open of a funnel, furthest first: the step and how it stands."""
    reached = [max(STEP.get(a.status, 0), 3 if a.about else 2 if a.gave else 1) for a in told]
    for step in (5, 4, 3, 2, 1):
        beyond = funnel[step] if step < 5 else 0
        for place in range(funnel[step - 1] - beyond - reached.count(step)):
            yield step, STANDS[step][place % len(STANDS[step])]


def _ask(draft: Draft, technique: str, status: str, step: int, drawn: list[Ask], pools: Pools) -> Ask:
    """One ask whose days fit how it stands: open ones are recent, sales are old enough to have closed."""
    first, last = WHEN.get(status, (100, 720))
    if technique in SEASON and status not in ("asked", "promised"):
        first, last = SEASON[technique]
    days = draft.draw.randrange(first, last)
    grateful = [a.about for a in drawn if a.about and a.won_on and a.won_on < ago(days)]
    asked = grateful if grateful and draft.draw.random() < 0.5 else pools.roots
    referrer = max(draft.draw.sample(asked, min(8, len(asked))), key=lambda p: (_rest(p, ago(days), drawn), p.id))
    if step < 3:
        return Ask(referrer, technique, status, ago(days), gave=step == 2)
    about = pools.quiet.pop() if status == "consented" or not pools.met else pools.met.pop()
    consented = ago(days) + timedelta(draft.draw.randrange(6, min(60, days)))
    won_on = consented + timedelta(draft.draw.randrange(40, 170)) if status == "won" else None
    won = draft.draw.choice(WINS) if won_on else 0
    return Ask(referrer, technique, status, ago(days), about, consented, won_on, won, gave=True)


def _rest(one: Someone, day: date, drawn: list[Ask]) -> int:
    """Days between that day and the nearest on which somebody was asked; nobody likes to be asked every month."""
    return min((abs((a.asked - day).days) for a in drawn if a.referrer is one), default=999)


def write(draft: Draft, asks: list[Ask]) -> None:
    """One Referral with its ties an ask; every sale is also an opportunity that was won."""
    for id_, (name, technique, start, end, budget, cost, rule) in CAMPAIGNS.items():
        draft.add(
            "Campaign", id=id_, name=name, technique=technique, start_on=start, end_on=end, budget=budget,
            cost_per_ask=cost, reward_rule=rule,
        )  # fmt: skip
    for place, ask in enumerate(asks, 1):
        id_ = f"hw-f{place:03d}"
        _referral(draft, id_, ask)
        draft.tie("MADE", ask.referrer.id, id_)
        draft.tie("RECEIVED_BY", id_, draft.met[ask.referrer.id])
        for campaign, (_, technique, start, end, *_) in CAMPAIGNS.items():
            if ask.technique == technique and start <= ask.asked <= end:
                draft.tie("UNDER", id_, campaign)
        if account := ask.about.account if ask.about else ask.account:
            draft.tie("ABOUT_ACCOUNT", id_, draft.account_id[account])
        if ask.about and ask.consented:
            draft.tie("ABOUT_PERSON", id_, ask.about.id)
            _since(draft, ask.about, ask.consented)
        if ask.about and ask.won_on:
            _sale(draft, id_, f"hw-o{100 + place}", ask.about, ask.won, ask.won_on)


def _referral(draft: Draft, id_: str, ask: Ask) -> None:
    late = ask.technique == "ask_after_sale" or (ask.technique != "spontaneous" and draft.draw.random() < 0.4)
    official = ask.referrer.account.endswith(("大学", "医院"))
    thanked = ask.won_on and ask.won_on < ago(120)
    strength = draft.draw.choice(("vague", "agreed", "number_given")) if ask.gave else ""
    draft.add(
        "Referral", id=id_, timing="after_deal" if late else "before_deal", technique=ask.technique,
        source="partner_firm" if "院" in ask.referrer.account else "customer", status=ask.status, asked_on=ask.asked,
        promised_count=draft.draw.choice((1, 1, 2, 3)) if strength == "number_given" else None,
        promise_strength=strength,
        consented_on=ask.consented, won_on=ask.won_on, won_amount=ask.won * YI_WAN if ask.won_on else None,
        reward_kind="none" if official or not ask.won_on else draft.draw.choice(("thanks", "thanks", "book")),
        reward_approved="yes" if ask.won_on and not official else "",
        thanked_on=ask.won_on + timedelta(5) if ask.won_on and thanked else None,
        may_name_referrer="yes" if ask.about else "unknown",
    )  # fmt: skip


def _since(draft: Draft, one: Someone, consented: date) -> None:
    """We know somebody from the consent on, not before."""
    for row in draft.rows["CONTACT"]:
        if row["to_id"] == one.id:
            row["first_on"] = row["since"] = min(consented + timedelta(4), row["last_interaction_on"])


def _sale(draft: Draft, id_: str, opportunity: str, buyer: Someone, won: int, on: date) -> None:
    deals.add(draft, opportunity, deals.Deal(draft.draw.choice(DEALS), buyer.account, 6, won, on), "won")
    draft.tie("LED_TO", id_, opportunity)
    draft.tie("STAKEHOLDER_IN", buyer.id, opportunity, buying_roles="initiator", attitude=buyer.attitude, w6=1.0)
