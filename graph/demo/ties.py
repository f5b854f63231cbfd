"""What joins people: superiors, acquaintance, influence and our own contacts."""

from __future__ import annotations

import re
from datetime import date
from itertools import combinations
from typing import Any

from graph.demo.book import BETWEEN, ago
from graph.demo.cast import CAST, LOW, MID, TEC, TOP
from graph.demo.circles import CIRCLES, KNOWS, MOVES, PROPOSED, REACH
from graph.demo.draft import Draft, Someone

SEEN = {"data_source": "met_in_person", "lawful_basis": "consent", "confidence": "confirmed"}
HEARD = {"data_source": "customer_supplied", "lawful_basis": "consent", "confidence": "reported"}
MIX = ("business_partner", "business_partner", "alumni", "former_colleague", "friend")


def everything(draft: Draft) -> None:
    """Superiors, acquaintance and influence; `graph.demo.contacts` must have been there before."""
    for one in draft.people.values():
        if one.boss:
            draft.tie("REPORTS_TO", one.id, one.boss, since=_long_ago(draft), **HEARD)
    _told(draft)
    for staff in draft.staff.values():
        _colleagues(draft, staff)
    _circles(draft)
    for name in REACH:
        _beyond(draft, draft.cast[name])
    _between(draft)
    _moves(draft)


def know(draft: Draft, one: Someone, other: Someone, kind: str, strength: int, **values: Any) -> None:
    """Two people know each other, once."""
    pair = frozenset((one.id, other.id))
    if len(pair) == 2 and pair not in draft.joined:
        draft.joined.add(pair)
        how = SEEN if one.known or other.known else HEARD
        seen = {"since": _long_ago(draft), "last_verified_on": ago(draft.draw.randrange(5, 400)), **how, **values}
        draft.tie("KNOWS", one.id, other.id, kind=kind, strength=strength, **seen)


def moves(draft: Draft, one: Someone, other: Someone, strength: int, topic: str) -> None:
    """One's word counts with the other."""
    draft.tie("INFLUENCES", one.id, other.id, strength=strength, topic=topic, since=_long_ago(draft), **HEARD)


def _long_ago(draft: Draft) -> date:
    return ago(draft.draw.randrange(400, 4000))


def _told(draft: Draft) -> None:
    """The acquaintance that the story names, and what is only proposed."""
    for kind, pairs in KNOWS.items():
        for pair in pairs.split():
            one, other = pair[:-1].split("-")
            know(draft, draft.cast[one], draft.cast[other], kind, int(pair[-1]))
    for pair in PROPOSED.split():
        one, other = pair.split("-")
        know(draft, draft.cast[one], draft.cast[other], "alumni", 1, confidence="inferred", since=None)


def _colleagues(draft: Draft, staff: list[Someone]) -> None:
    """Who sits close together knows each other: (level, chance in one unit, chance across units, strengths)."""
    for level, near, far, strengths in ((MID, 0.3, 0.3, (1, 2, 2)), (LOW, 0.5, 0.08, (1, 2)), (TOP, 0.5, 0.5, (2, 3))):
        for one, other in combinations([p for p in staff if p.level == level], 2):
            if draft.draw.random() < (near if one.unit == other.unit else far):
                know(draft, one, other, "colleague", draft.draw.choice(strengths))


def _circles(draft: Draft) -> None:
    """The people of a chamber or alumni club know its members at the account that nobody of ours reaches any more."""
    for body, account, members in CIRCLES:
        guests = [p for p in draft.staff[account] if p.level != LOW][:members]
        for one in draft.staff[body]:
            for guest in draft.draw.sample(guests, 3):
                know(draft, one, guest, "alumni" if "校友" in body else "business_partner", 2)


def _beyond(draft: Draft, one: Someone) -> None:
    """Somebody whose word carries beyond their own house: one of the top and one below at each account they reach.

    People we do not know, where there are any: that is what makes them worth asking.
    """
    kind, topic, accounts = REACH[one.name]
    for account in accounts.split():
        staff = sorted(draft.staff[account], key=lambda p: p.known)
        top = next(p for p in staff if p.level == TOP)
        below = [p for p in staff if p.level == MID]
        below = [p for p in below if not p.known] or below
        know(draft, one, top, kind, 2)
        moves(draft, one, top, 2, topic)
        if below:
            know(draft, one, draft.draw.choice(below), kind, 2)


def _between(draft: Draft) -> None:
    """Ties between two accounts, as many as the book says, between people who travel."""
    for one, other, count in BETWEEN:
        pairs = [(a, b) for a in draft.staff[one] for b in draft.staff[other]]
        have = sum(frozenset((a.id, b.id)) in draft.joined for a, b in pairs)
        free = [
            (a, b) for a, b in pairs if LOW not in (a.level, b.level) and frozenset((a.id, b.id)) not in draft.joined
        ]
        for a, b in draft.draw.sample(free, count - have):
            know(draft, a, b, draft.draw.choice(MIX), draft.draw.choice((1, 1, 2, 2, 3)))


def _moves(draft: Draft) -> None:
    """Who moves whom beyond the chart: as told, and the engineer whose superior listens."""
    for part in MOVES.split():
        one, other, strength, topic = re.fullmatch(r"(.+)>(.+?)([123])(.+)", part).groups()  # type: ignore[union-attr]
        moves(draft, draft.cast[one], draft.cast[other], int(strength), topic)
    for staff in draft.staff.values():
        expert = next((p for p in staff if p.level == MID and p.function == TEC and p.boss), None)
        if expert and expert.name not in CAST:
            moves(draft, expert, draft.people[expert.boss], draft.draw.choice((1, 2)), "技术路线")
