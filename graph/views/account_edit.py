"""Changing whom somebody reports to: what stands against it, the one command that does it, and the question before."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.model.errors import GuanxiError
from graph.model.kinds import tie_id
from graph.store import commands
from graph.views.account_bosses import REPORTS, bosses, superiors
from graph.views.clash import MINE, THEIRS
from graph.views.screen import newest, refresh
from graph.views.shell import attempt, safe, told

if TYPE_CHECKING:
    from graph.store.commands import Command
    from graph.views.screen import Screen

CLASH = "account.boss_clash"


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
    now = bosses(screen, [who]).get(who, ())
    if not new and not now:
        return words("account.refuse.none", **names)
    if now == (new,):
        return words("account.refuse.same", **names)
    return ""


def reparent(screen: Screen, who: str, new: str, keep: Collection[str] = ()) -> Command | None:
    """One command: `who` reports to `new` from today ("" for nobody), and every other line ends today except to those
    in `keep`. None where that would change nothing.

    A tie to the same superior that had ended holds again.
    """
    user, day, network = screen.viewer.user, screen.today, screen.network
    now = bosses(screen, [who]).get(who, ())
    old = [tie_id(REPORTS, who, boss) for boss in now if boss != new and boss not in keep]
    changes = [change for tie in old for change in commands.edit(network, REPORTS, tie, {"until": day}, user).changes]
    again = network.row(REPORTS, tie_id(REPORTS, who, new)) if new and new not in now else None
    if again is not None:
        changes += commands.edit(again, REPORTS, again["id"], {"until": None}, user).changes
    elif new and new not in now:
        added = commands.tie(REPORTS, who, new, {"since": day}, user)
        return replace(added, changes=(*changes, *added.changes))
    return commands.Command("set", user, tuple(changes)) if changes else None


def ask_superior(screen: Screen, who: str, new: str | None = None) -> None:
    """Say what would change and do it when told to; without `new` the superior is chosen here.

    Where somebody else has changed it meanwhile, both are shown and the user decides.
    """
    words = screen.words
    st.session_state.pop(CLASH, None)

    @st.dialog(words("account.boss"))
    def body() -> None:
        if st.session_state.get(CLASH):
            _settle(screen, who)
            return
        chosen = _choice(screen, who) if new is None else new
        if chosen is None:
            return
        if problem := refusal(screen, who, chosen):
            st.warning(safe(problem))
            return
        keep = _kept(screen, who, chosen)
        for line in _said(screen, who, chosen, keep):
            st.markdown(line)
        st.caption(words("account.boss_undo"))
        if st.button(words("account.boss_save"), type="primary", key="account.boss_save"):
            _save(screen, who, chosen, keep)

    body()


def _save(screen: Screen, who: str, new: str, keep: Sequence[str]) -> None:
    """Do it on what holds now; a superior whom somebody else has set since is a matter for the user."""
    try:
        now = newest(screen)
    except GuanxiError as problem:
        st.error(told(problem, screen.words))
        return
    if bosses(now, [who]).get(who, ()) == bosses(screen, [who]).get(who, ()):
        _do(now, who, new, keep)
        return
    st.session_state[CLASH] = (new, tuple(keep))
    st.rerun(scope="fragment")


def _do(screen: Screen, who: str, new: str, keep: Sequence[str]) -> None:
    """The change; somebody removed meanwhile, or a ring that came about, is told in place."""
    if problem := refusal(screen, who, new):
        st.warning(safe(problem))
        return
    command = reparent(screen, who, new, keep)
    attempt(screen.words, lambda: screen.apply(command) if command else refresh())


def _settle(screen: Screen, who: str) -> None:
    """Both superiors side by side: theirs, which holds, and what the user wanted."""
    words, (new, keep) = screen.words, st.session_state[CLASH]
    try:
        now = newest(screen)
    except GuanxiError as problem:
        st.error(told(problem, words))
        return
    theirs = bosses(now, [who]).get(who, ())
    values = {THEIRS: _named(now, theirs), MINE: _named(now, [*filter(None, (new,)), *keep])}
    st.warning(words("edit.clash"))
    pick = st.radio(
        safe(words("account.boss_of", who=now.facts.name(who))), (THEIRS, MINE), key="account.boss_side",
        format_func=lambda side: words(f"edit.clash_{side}", value=safe(values[side])),
    )  # fmt: skip
    if not st.button(words("edit.save"), type="primary", key="account.boss_settle"):
        return
    if pick == THEIRS:
        refresh()
        st.rerun()
    _do(now, who, new, keep)


def _named(screen: Screen, people: Sequence[str]) -> str:
    return screen.words("account.and").join(screen.facts.name(one) for one in people) or screen.words(
        "account.boss_none"
    )


def _choice(screen: Screen, who: str) -> str | None:
    """Somebody of the same account, or nobody where there is somebody now; None until chosen."""
    words, people = screen.words, screen.facts.people
    mates = people[(people["account_id"] == people.at[who, "account_id"]) & (people.index != who)]
    options = [*([""] if bosses(screen, [who]) else []), *mates.sort_values("name").index]

    def name(one: str) -> str:
        return screen.facts.name(one) if one else words("account.boss_none")

    picked: Any = st.selectbox(
        words("account.boss_pick"), options, index=None, format_func=name, key=f"account.boss.{who}",
        placeholder=words("form.choose"),
    )  # fmt: skip
    return None if picked is None else str(picked)


def _kept(screen: Screen, who: str, new: str) -> tuple[str, ...]:
    """The superiors who stay: all but the one whose place is taken, as the user chooses where there is a choice."""
    words, now = screen.words, [one for one in bosses(screen, [who]).get(who, ()) if one != new]
    stays = {one: tuple(other for other in now if other != one) for one in now}
    if len(now) > 1:
        stays["all"] = ()
    if new and now:
        stays["none"] = tuple(now)
    if len(stays) < 2:
        return next(iter(stays.values()), ())

    def label(one: str) -> str:
        way = one if one in ("all", "none") else "one"
        return words(f"account.boss_{'to' if new else 'off'}.{way}", old=safe(screen.facts.name(one)))

    picked = st.radio(words("account.boss_old"), list(stays), format_func=label, key=f"account.boss_old.{who}.{new}")
    return stays[str(picked)]


def _said(screen: Screen, who: str, new: str, keep: Sequence[str]) -> list[str]:
    words, name = screen.words, screen.facts.name
    now = bosses(screen, [who]).get(who, ())
    ended = safe(_named(screen, [one for one in now if one != new and one not in keep]))
    if not new:
        return [words("account.boss_ends", who=safe(name(who)), old=ended)]
    before = words("account.boss_before", old=safe(_named(screen, now))) if now else words("account.boss_before_none")
    return [words("account.boss_said", who=safe(name(who)), new=safe(name(new))), before]
