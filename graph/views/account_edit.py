"""Changing whom somebody reports to: what stands against it, the one command that does it, and the question before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.model.kinds import tie_id
from graph.store import commands
from graph.views.shell import attempt, safe

if TYPE_CHECKING:
    from graph.store.commands import Command
    from graph.views.screen import Screen

REPORTS = "REPORTS_TO"


def superiors(screen: Screen, who: str) -> list[str]:
    """Everybody above somebody, the nearest first; a ring ends where it began."""
    ties = screen.facts.ties
    chain = ties[ties["kind"] == REPORTS].drop_duplicates("from_id")
    boss = dict(zip(chain["from_id"], chain["to_id"], strict=True))
    found: list[str] = []
    while (who := str(boss.get(who, ""))) and who not in found:
        found.append(who)
    return found


def refusal(screen: Screen, who: str, new: str) -> str:
    """Why `who` cannot report to `new` ("" for nobody), in words; "" when nothing stands against it."""
    words, people = screen.words, screen.facts.people
    if who not in people.index or (new and new not in people.index):
        return words("account.refuse.gone")
    names = {"who": screen.facts.name(who), "new": screen.facts.name(new)}
    if who == new:
        return words("account.refuse.self")
    if new and who in superiors(screen, new):
        return words("account.refuse.below", **names)
    if new and superiors(screen, who)[:1] == [new]:
        return words("account.refuse.same", **names)
    return ""


def reparent(screen: Screen, who: str, new: str) -> Command:
    """One command: what held until now ends today, `who` reports to `new` from today; `new` may be "" for nobody.

    A tie to the same superior that had ended holds again.
    """
    user, day, network = screen.viewer.user, screen.today, screen.network
    ties = screen.facts.ties
    old = ties["id"][(ties["kind"] == REPORTS) & (ties["from_id"] == who) & (ties["to_id"] != new)]
    changes = [change for tie in old for change in commands.edit(network, REPORTS, tie, {"until": day}, user).changes]
    again = network.row(REPORTS, tie_id(REPORTS, who, new)) if new else None
    if again is not None:
        changes += commands.edit(again, REPORTS, again["id"], {"until": None}, user).changes
        return commands.Command("set", user, tuple(changes))
    if not new:
        return commands.Command("set", user, tuple(changes))
    added = commands.tie(REPORTS, who, new, {"since": day}, user)
    return replace(added, changes=(*changes, *added.changes))


def ask_superior(screen: Screen, who: str, new: str | None = None) -> None:
    """Say what would change and do it when told to; without `new` the superior is chosen here."""
    words = screen.words

    @st.dialog(words("account.boss"))
    def body() -> None:
        chosen = _choice(screen, who) if new is None else new
        if chosen is None:
            return
        if problem := refusal(screen, who, chosen):
            st.warning(safe(problem))
            return
        for line in _said(screen, who, chosen):
            st.markdown(line)
        st.caption(words("account.boss_undo"))
        if st.button(words("account.boss_save"), type="primary", key="account.boss_save"):
            attempt(words, lambda: screen.apply(reparent(screen, who, chosen)))

    body()


def _choice(screen: Screen, who: str) -> str | None:
    """Somebody of the same account, or nobody; None until chosen."""
    words, people = screen.words, screen.facts.people
    mates = people[(people["account_id"] == people.at[who, "account_id"]) & (people.index != who)]
    options = ["", *mates.sort_values("name").index]

    def name(one: str) -> str:
        return screen.facts.name(one) if one else words("account.boss_none")

    picked: Any = st.selectbox(
        words("account.boss_pick"), options, index=None, format_func=name, key=f"account.boss.{who}",
        placeholder=words("form.choose"),
    )  # fmt: skip
    return None if picked is None else str(picked)


def _said(screen: Screen, who: str, new: str) -> list[str]:
    words, name = screen.words, screen.facts.name
    above = superiors(screen, who)[:1]
    if not new:
        old = safe(name(above[0])) if above else "–"
        return [words("account.boss_ends", who=safe(name(who)), old=old)]
    before = words("account.boss_before", old=safe(name(above[0]))) if above else words("account.boss_before_none")
    return [words("account.boss_said", who=safe(name(who)), new=safe(name(new))), before]
