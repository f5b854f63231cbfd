"""An empty seat is taken: what comes with it for the person who is added there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import streamlit as st

from graph.store import commands
from graph.views.account_bosses import REPORTS, bosses
from graph.views.account_edit import reparent
from graph.views.shell import safe

if TYPE_CHECKING:
    from graph.store.commands import Command
    from graph.views.account_facts import Case
    from graph.views.account_gaps import Empty
    from graph.views.screen import Screen


@dataclass(frozen=True)
class Filling:
    """A seat of that account's map, about to be taken."""

    screen: Screen
    case: Case
    seat: Empty

    def ask(self, key: str) -> bool:
        """Say what comes with the seat, as part of a form; whether those drawn below it shall report to the new one."""
        words, seat, name = self.screen.words, self.seat, self.screen.facts.name
        said = [words.choice("buying_role", seat.role)] if seat.role else []
        said += [words.choice("function", seat.function)] if seat.function else []
        said += [words("account.seat_boss", who=name(seat.boss))] if seat.boss else []
        st.caption(safe(" · ".join(said)))
        names = words("account.and").join(map(name, seat.staff))
        return bool(seat.staff) and st.checkbox(words("account.seat_staff", who=safe(names)), True, key=f"{key}.staff")

    def filled(self, new: Command, who: str, staff: bool) -> Command:
        """The command that adds `who`, with the seat's department, superior and role, and its staff where wanted.

        Somebody who was put into another account takes no seat here: the command stays as it is.
        """
        screen, seat = self.screen, self.seat
        jobs = [change for change in new.changes if change.kind == "WORKS_AT"]
        if not jobs or (jobs[0].after or {})["to_id"] != self.case.account:
            return new
        more: list[Command | None] = []
        if seat.boss:
            more.append(commands.tie(REPORTS, who, seat.boss, {}, new.by))
        if seat.role and self.case.deal:
            more.append(commands.tie("STAKEHOLDER_IN", who, self.case.deal.id, {"buying_roles": (seat.role,)}, new.by))
        if staff:
            now = bosses(screen, seat.staff)
            more += [reparent(screen, one, who, [b for b in now[one] if b != seat.boss]) for one in seat.staff]
        first = [
            replace(change, after={**(change.after or {}), "function": seat.function})
            if seat.function and change in jobs else change
            for change in new.changes[:-1]
        ]  # fmt: skip
        added = [change for command in more if command for change in command.changes]
        return replace(new, changes=(*first, *added, new.changes[-1]))
