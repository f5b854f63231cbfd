"""What is missing in an account, worst first: each gap with its places on the map and the next thing to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from graph.model.vocab import UNKNOWN
from graph.views.account_facts import Case, Member

HEAVY = 0.05  # from this weight on somebody counts as key
MOST = 6
PURE = 0.5  # support from which the light may be green
SEAT_LEVEL = {"decider": "decision", "influencer": "decision", "user": "operation", "initiator": "operation"}


@dataclass(frozen=True)
class Empty:
    """An empty seat: nobody is on record with that role, or at management level of that department."""

    id: str
    level: str
    role: str = ""
    function: str = ""
    boss: str = ""
    staff: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gap:
    """One gap: words `account.gap.<key>` and `account.gap.<key>.about` with these values, places on the map, and what
    to do: `act` is "routes", "person", "lines" or "", for `who`.
    """

    key: str
    values: dict[str, Any]
    places: tuple[str, ...]
    act: str = ""
    who: str = ""
    ties: tuple[str, ...] = ()
    worth: float = field(default=0.0, compare=False)


def empty_seats(case: Case) -> tuple[Empty, ...]:
    """Seats to find somebody for: roles that the stage expects and nobody holds, and departments with people above and
    below but nobody in charge between them.
    """
    out = (
        [Empty(f"seat:{role}", SEAT_LEVEL.get(role, "management"), role) for role in case.deal.missing]
        if case.deal
        else []
    )
    people = list(case.people.values())
    for function in dict.fromkeys(m.function for m in people if m.function != UNKNOWN):
        here = {level: [m for m in people if (m.function, m.level) == (function, level)] for level in
                ("decision", "management", "operation")}  # fmt: skip
        if here["decision"] and here["operation"] and not here["management"]:
            tops = {m.id for m in here["decision"]}
            staff = [m for m in here["operation"] if m.boss in tops]
            boss = staff[0].boss if staff else ""
            below = tuple(m.id for m in staff if m.boss == boss)
            out.append(Empty(f"seat:{function}", "management", function=function, boss=boss, staff=below))
    return tuple(out)


def gaps(case: Case, seats: tuple[Empty, ...]) -> list[Gap]:
    """Every gap, the heaviest first; at most MOST."""
    found = [*_strangers(case), *_thin(case), *_opponents(case), *_seats(case, seats)]
    return sorted(found, key=lambda gap: (-gap.worth, gap.key, gap.who))[:MOST]


def _key(m: Member, case: Case) -> bool:
    """Whether their word counts: a decider, somebody of weight, without weights everybody of the decision level."""
    return "decider" in m.roles or (m.weight or 0) >= HEAVY or (not case.heavy and m.level == "decision")


def _strangers(case: Case) -> list[Gap]:
    return [
        Gap("stranger", _said(m), (m.id,), _may(m, "routes"), m.id, worth=_worth(m) + 0.1)
        for m in case.people.values()
        if not m.known and _key(m, case)
    ]


def _thin(case: Case) -> list[Gap]:
    """Key people whom ours have met only once, or not for too long."""
    out = []
    for m in case.people.values():
        if not m.reps or not _key(m, case):
            continue
        best = m.reps[0]
        if best.stale and best.days is not None:
            out.append(Gap("stale", {**_said(m), "rep": best.name, "n": best.days}, (m.id,), _may(m, "person"), m.id,
                           worth=_worth(m) - (0.0 if best.stage == 1 else 0.05)))  # fmt: skip
        elif best.stage == 1 and "decider" in m.roles:
            out.append(
                Gap("shallow", {**_said(m), "rep": best.name}, (m.id,), _may(m, "person"), m.id, worth=_worth(m))
            )
    return out


def _may(m: Member, act: str) -> str:
    """What to do about somebody; nothing where they must not be approached."""
    return "" if m.barred else act


def _opponents(case: Case) -> list[Gap]:
    """Opponents whose word reaches a decider directly, and who could move them."""
    moves = case.ties[case.ties["kind"] == "INFLUENCES"]
    out = []
    for m in case.people.values():
        if m.attitude != "opponent":
            continue
        mine = moves[moves["from_id"] == m.id]
        told = [(t, w) for t, w in zip(mine["id"], mine["to_id"], strict=True) if "decider" in case.people[w].roles]
        if not told:
            continue
        helps = moves[moves["to_id"] == m.id]
        allies = [(t, w) for t, w in zip(helps["id"], helps["from_id"], strict=True)
                  if case.people[w].attitude == "supporter"]  # fmt: skip
        values = {**_said(m), "whom": case.people[told[0][1]].name}
        if allies:
            values["ally"] = case.people[allies[0][1]].name
        ties = tuple(t for t, _ in (*told, *allies))
        key = "opponent_ally" if allies else "opponent"
        out.append(Gap(key, values, (m.id,), "lines", m.id, ties, worth=_worth(m) - 0.02))
    return out


def _seats(case: Case, seats: tuple[Empty, ...]) -> list[Gap]:
    """Empty seats, and whom to ask: the supporter ours know best."""
    coach = _coach(case)
    out = []
    for seat in seats:
        key = "role" if seat.role else "middle"
        values = {"role": seat.role, "function": seat.function, "coach": coach.name if coach else ""}
        out.append(Gap(f"{key}_ask" if coach else key, values, (seat.id,), "person" if coach else "",
                       coach.id if coach else "", worth=0.12 if seat.role else 0.08))  # fmt: skip
    return out


def _coach(case: Case) -> Member | None:
    friends = [m for m in case.people.values() if m.known and m.attitude == "supporter"]
    return max(friends, key=lambda m: (m.reps[0].stage, m.weight or 0.0, m.id), default=None)


def _said(m: Member) -> dict[str, Any]:
    top = m.level == "decision"
    return {"who": m.name, "title": m.title or m.name, "weight": m.weight, "attitude": m.attitude, "top": top,
            "barred": m.barred}  # fmt: skip


def _worth(m: Member) -> float:
    return (m.weight or 0.0) + (0.05 if "decider" in m.roles else 0.0)


def light(case: Case, found: list[Gap]) -> str:
    """Red, amber or green, "none" without an index: red when the index is negative or a decider is against us, green
    when it is at least 0.5 whatever the unknown turn out to be and no decider is a gap.
    """
    deal = case.deal
    if deal is None or deal.support is None:
        return "none"
    against = any("decider" in m.roles and m.attitude == "opponent" for m in case.people.values())
    if deal.support < 0 or against:
        return "red"
    low = deal.support - (deal.unknown or 0.0)
    open_ = any(gap.key in ("stranger", "shallow", "stale", "role", "role_ask") for gap in found)
    return "green" if low >= PURE and not open_ else "amber"


def whole(case: Case, seats: tuple[Empty, ...]) -> list[tuple[str, int, int]]:
    """How complete the picture is: (what, how many have it, of how many)."""
    people = list(case.people.values())
    n = len(people)
    return [
        ("known", sum(m.known for m in people), n), ("attitude", sum(m.attitude != UNKNOWN for m in people), n),
        ("role", sum(m.role != UNKNOWN for m in people), n + len(seats)), ("fresh", sum(m.fresh for m in people), n),
    ]  # fmt: skip
