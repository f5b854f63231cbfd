"""Whom of theirs our reps know: as the story tells it, then as many people of each account as the book says."""

from __future__ import annotations

import re
from datetime import date

from graph.demo.book import ACCOUNTS, AROUND, ORPHANS, ago
from graph.demo.cast import CAST, TOP
from graph.demo.draft import Draft, Someone
from graph.demo.ties import SEEN
from graph.model.vocab import VOCAB

CLOSENESS = {"c": "close", "f": "frequent", "d": "distant"}
STAGES = VOCAB["relationship_stage"].values
ATTITUDES = ("supporter", "neutral", "opponent", "unknown")


def everything(draft: Draft) -> None:
    """Contacts of the cast, of everybody else we know, and those that ended when a rep left."""
    for name, part in CAST.items():
        one = draft.cast[name]
        one.attitude = part.attitude
        for place, code in enumerate(part.contacts):
            rep, stage, close, days = re.fullmatch(r"(.)(\d)(.)(\d+)", code).groups()  # type: ignore[union-attr]
            meet(draft, rep, one, int(stage), CLOSENESS[close], int(days), primary=not place)
    for account, firm in (ACCOUNTS | AROUND).items():
        staff = draft.staff[account]
        others = [p for p in staff if p.name not in CAST]
        others.sort(key=lambda p: (p.level == TOP, draft.draw.random()))
        for place, one in enumerate(others[: firm.known - sum(p.known for p in staff)]):
            _drawn(draft, firm.reps[place % len(firm.reps)], one)
    for account in ORPHANS:
        for one in draft.staff[account][:3]:
            meet(draft, "冯", one, 2, "frequent", draft.draw.randrange(300, 520), until=ago(240))


def _drawn(draft: Draft, rep: str, one: Someone) -> None:
    """A contact drawn by lot; with supporters it goes deeper, with people at the top less deep."""
    one.attitude = draft.draw.choices(ATTITUDES, (4, 4, 1, 1))[0]
    deep = one.attitude == "supporter" and one.level != TOP
    stage = draft.draw.choices((1, 2, 3, 4), (2, 4, 3, 1) if deep else (5, 3, 1, 0))[0]
    close = ("distant", "distant", "frequent", "close", "close")[stage]
    meet(draft, rep, one, stage, close, int(draft.draw.gammavariate(1.6, 60)) + 3)


def meet(
    draft: Draft,
    rep: str,
    one: Someone,
    stage: int,
    close: str,
    days: int,
    primary: bool = True,
    until: date | None = None,
) -> None:
    """One of ours knows somebody, last seen so many days ago; without `until` it still holds."""
    one.known = one.known or until is None
    first = ago(days + draft.draw.randrange(60, 900))
    draft.met.setdefault(one.id, draft.rep_id[rep])
    draft.tie(
        "CONTACT", draft.rep_id[rep], one.id, relationship_stage=STAGES[stage], closeness=close, attitude=one.attitude,
        first_on=first, last_interaction_on=ago(days), is_primary="yes" if primary else "no",
        since=first, until=until, last_verified_on=ago(days), **SEEN,
    )  # fmt: skip
