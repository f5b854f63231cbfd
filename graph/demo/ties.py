"""What joins people: superiors, acquaintance, influence and our own contacts."""

from __future__ import annotations

import re
from itertools import combinations
from typing import Any

from graph.demo.book import ACCOUNTS, AROUND, BETWEEN, ORPHANS, TODAY, ago
from graph.demo.cast import CAST, KNOWS, MOVES, PORT, PROPOSED, D, M, O
from graph.demo.draft import Draft, Someone

CLOSENESS = {"c": "close", "f": "frequent", "d": "distant"}
STAGES = ("not_met", "acquaintance", "engagement", "trust", "alliance")
# The circles that 祁慕云 alone joins: members of the body and the account nobody of ours reaches any more
CIRCLES = (("临港制造商会", "锦帆船舶", 6), ("轨道交通校友会", "星渡轨道", 5))
SEEN = {"data_source": "met_in_person", "lawful_basis": "consent", "confidence": "confirmed"}
HEARD = {"data_source": "customer_supplied", "lawful_basis": "consent", "confidence": "reported"}


def everything(draft: Draft) -> None:
    """Superiors, acquaintance, influence, contacts."""
    for one in draft.people.values():
        if one.boss:
            draft.tie("REPORTS_TO", one.id, one.boss, since=_since(draft), **HEARD)
    _told(draft)
    _colleagues(draft)
    _circles(draft)
    _between(draft)
    _moves(draft)
    _contacts(draft)


def know(draft: Draft, one: Someone, other: Someone, kind: str, strength: int, **values: Any) -> None:
    """Two people know each other, once."""
    pair = frozenset((one.id, other.id))
    if len(pair) == 2 and pair not in draft.joined:
        draft.joined.add(pair)
        how = SEEN if one.known or other.known else HEARD
        draft.tie(
            "KNOWS", one.id, other.id, kind=kind, strength=strength,
            **{"since": _since(draft), **how, "last_verified_on": ago(draft.draw.randrange(5, 400)), **values},
        )  # fmt: skip


def _since(draft: Draft) -> Any:
    return ago(draft.draw.randrange(400, 4000))


def _told(draft: Draft) -> None:
    """The acquaintance that the story names, and the three that are only proposed."""
    for kind, pairs in KNOWS.items():
        for pair in pairs.split():
            one, other = pair[:-1].split("-")
            know(draft, draft.cast[one], draft.cast[other], kind, int(pair[-1]))
    for pair in PROPOSED.split():
        one, other = pair.split("-")
        know(draft, draft.cast[one], draft.cast[other], "alumni", 1, confidence="inferred", since=None)


def _colleagues(draft: Draft) -> None:
    """Chiefs of departments meet every week; others know the desk beside them."""
    for staff in draft.staff.values():
        chiefs = [p for p in staff if p.level == M]
        for one, other in combinations(chiefs, 2):
            if draft.draw.random() < 0.3:
                know(draft, one, other, "colleague", draft.draw.choice((1, 2, 2)))
        desks = [p for p in staff if p.level == O]
        for one, other in combinations(desks, 2):
            if draft.draw.random() < (0.5 if one.unit == other.unit else 0.08):
                know(draft, one, other, "colleague", draft.draw.choice((1, 2)))
        tops = [p for p in staff if p.level == D]
        for one, other in combinations(tops, 2):
            if draft.draw.random() < 0.5:
                know(draft, one, other, "colleague", draft.draw.choice((2, 3)))


def _circles(draft: Draft) -> None:
    """Chamber and alumni club: their people know members at the orphaned accounts, and 祁慕云 knows them all."""
    bridge = draft.cast["祁慕云"]
    for body, account, members in CIRCLES:
        own = draft.staff[body]
        guests = [p for p in draft.staff[account] if p.level != O][:members]
        for one in own:
            know(draft, bridge, one, "business_partner", 3 if one.level == D else 2)
            for guest in draft.draw.sample(guests, 3):
                know(draft, one, guest, "alumni" if "校友" in body else "business_partner", 2)
        for one in guests[:2]:
            know(draft, bridge, one, "business_partner", 2)


def _between(draft: Draft) -> None:
    """Ties between two accounts, as many as the book says, between people who travel."""
    for one, other, count in BETWEEN:
        pairs = [(a, b) for a in _travellers(draft, one) for b in _travellers(draft, other)]
        for a, b in draft.draw.sample(pairs, min(count, len(pairs))):
            kind = draft.draw.choice(("business_partner", "business_partner", "alumni", "former_colleague", "friend"))
            know(draft, a, b, kind, draft.draw.choice((1, 1, 2, 2, 3)))


def _travellers(draft: Draft, account: str) -> list[Someone]:
    return [p for p in draft.staff[account] if p.level != O]


def _moves(draft: Draft) -> None:
    """Who moves whom, beyond the chart."""
    for part in MOVES.split():
        one, other, strength, topic = re.fullmatch(r"(.+)>(.+?)([123])(.+)", part).groups()  # type: ignore[union-attr]
        draft.tie("INFLUENCES", draft.cast[one].id, draft.cast[other].id, strength=int(strength), topic=topic, **HEARD)
    bridge = draft.cast["祁慕云"]
    for body, account, _ in CIRCLES:
        for one in (draft.staff[body][0], next(p for p in draft.staff[account] if p.level == D)):
            draft.tie("INFLUENCES", bridge.id, one.id, strength=3, topic="行业议程", **HEARD)
    for staff in draft.staff.values():
        experts = [p for p in staff if p.level == M and p.function == "technical" and p.boss]
        for one in experts[:1]:
            if one.name not in CAST and one.name not in PORT:
                draft.tie("INFLUENCES", one.id, one.boss, strength=draft.draw.choice((1, 2)), topic="技术路线", **HEARD)


def _contacts(draft: Draft) -> None:
    """Whom of ours each knows today: the story first, then as many people as the book says are known there."""
    told = {**{n: p[9] for n, p in PORT.items()}, **{n: p[5] for n, p in CAST.items()}}
    stands = {**{n: p[7] for n, p in PORT.items()}, **{n: p[4] for n, p in CAST.items()}}
    for name, one in draft.cast.items():
        one.attitude = stands[name]
        for place, code in enumerate(told[name].split()):
            rep, stage, close, days = re.fullmatch(r"(.)(\d)(.)(\d+)", code).groups()  # type: ignore[union-attr]
            contact(draft, rep, one, int(stage), CLOSENESS[close], int(days), place == 0)
    book = {n: row[4:] for n, row in ACCOUNTS.items()} | {n: row[4:] for n, row in AROUND.items()}
    for account, (known, reps) in book.items():
        staff = draft.staff[account]
        missing = int(known) - sum(p.known for p in staff)
        others = sorted(
            (p for p in staff if p.name not in draft.cast), key=lambda p: (p.level == D, draft.draw.random())
        )
        for place, one in enumerate(others[: max(missing, 0)]):
            _met(draft, str(reps)[place % len(str(reps))], one)
    for account in ORPHANS:
        for one in draft.staff[account][:3]:
            contact(draft, "冯", one, 2, "frequent", draft.draw.randrange(300, 520), True, until=ago(240))


def _met(draft: Draft, rep: str, one: Someone) -> None:
    """A contact drawn by lot; higher people are met later and left alone longer."""
    high = one.level == D
    one.attitude = draft.draw.choices(("supporter", "neutral", "opponent", "unknown"), (4, 4, 1, 1))[0]
    stage = draft.draw.choices((1, 2, 3, 4), (5, 3, 1, 0) if high or one.attitude != "supporter" else (2, 4, 3, 1))[0]
    close = ("distant", "distant", "frequent", "close", "close")[stage]
    contact(draft, rep, one, stage, close, int(draft.draw.gammavariate(1.6, 60)) + 3, True)


def contact(
    draft: Draft, rep: str, one: Someone, stage: int, close: str, days: int, primary: bool, until: Any = None
) -> None:
    """One of ours knows somebody; without `until` it still holds."""
    one.known = one.known or until is None
    first = min(ago(days + draft.draw.randrange(60, 900)), TODAY)
    draft.tie(
        "CONTACT", draft.rep_id[rep], one.id, relationship_stage=STAGES[stage], closeness=close, attitude=one.attitude,
        first_on=first, last_interaction_on=ago(days), is_primary="yes" if primary else "no",
        since=first, until=until, **SEEN, last_verified_on=ago(days),
    )  # fmt: skip
