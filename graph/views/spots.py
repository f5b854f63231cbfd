"""Where a user has dragged people to, kept per view: a `Setting` of the store, one command a drag, undone like any.

Only the people who were moved are kept; everybody else stands where the layout puts them. A drag leaves what this
session has seen untouched, so that nothing is worked out anew for it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.model.errors import Conflict
from graph.store import commands
from graph.store.commands import Command
from graph.views.fold import FOLD
from graph.views.packing import Spot

if TYPE_CHECKING:
    from graph.store.commands import Receipt
    from graph.views.scene import Choice
    from graph.views.screen import Screen

PREFIX, MOVED = "spots.", "map.moved"
MOST = 400  # moved people kept a view; the ones moved longest ago go first
FAR = 50_000.0  # px from the middle; nothing is ever drawn beyond


def view_of(choice: Choice) -> str:
    """What positions are kept by: everybody, or one person's circle with so many rings and those sectors."""
    if choice.who:
        return f"circle.{choice.who}.{choice.steps}.{choice.sectors}"
    return {"axes": f"axes.{choice.x}.{choice.y}.{choice.scale}", "groups": f"groups.{choice.among}"}.get(
        choice.view, "map"
    )


def spots(screen: Screen, view: str) -> dict[str, Spot]:
    """Where this user has put people in that view, by id; whoever is gone is left out. {} when nobody was moved."""
    held = st.session_state.get(MOVED)
    if held and held["revision"] == screen.revision and held["view"] == view:
        return dict(held["spots"])
    return _read(screen.network.row("Setting", _key(screen, view)))


def move(screen: Screen, view: str, moved: Mapping[str, Any]) -> None:
    """Keep these people's new places, [x, y] by id; nonsense is left out.

    Another window of the same user may have moved others meanwhile: both are kept. StoreUnreachable and the like go
    up; then the places hold in this session only.
    """
    new = _sound(moved)
    if not new:
        return
    _hold(screen, view, {**spots(screen, view), **new})
    for last in (False, True):
        row = _stored(screen, view)
        kept = {p: s for p, s in _read(row).items() if p not in new} | new
        try:
            screen.store.apply(_command(screen, view, row, _there(screen, kept), next(iter(new))))
        except Conflict:
            if last:
                raise
        else:
            _hold(screen, view, kept)
            return


def reset(screen: Screen, view: str) -> None:
    """Let everybody of that view stand where the layout puts them again; undo brings the places back."""
    row = _stored(screen, view)
    if row is not None:
        screen.store.apply(_command(screen, view, row, {}, ""))
    _hold(screen, view, {})


def again(screen: Screen, verb: str) -> Receipt | None:
    """Undo or redo where that is about places: they are read afresh and nothing else is; None where it is not."""
    user = screen.viewer.user
    entry = screen.store.undoable(user) if verb == "undo" else screen.store.redoable(user)
    own = f"{PREFIX}{user}."
    if entry is None or not str(entry["subject"]).startswith(own):
        return None
    receipt = screen.store.undo(user) if verb == "undo" else screen.store.redo(user)
    view = str(entry["subject"]).removeprefix(own)
    _hold(screen, view, _read(_stored(screen, view)))
    return receipt


def _key(screen: Screen, view: str) -> str:
    return f"{PREFIX}{screen.viewer.user}.{view}"


def _stored(screen: Screen, view: str) -> Mapping[str, Any] | None:
    """The row as the store has it now, which another window may have changed since."""
    found = screen.store.show(_key(screen, view), ("Setting",))
    return found["row"] if found else None


def _hold(screen: Screen, view: str, now: Mapping[str, Spot]) -> None:
    st.session_state[MOVED] = {"revision": screen.revision, "view": view, "spots": dict(now)}


def _command(screen: Screen, view: str, row: Mapping[str, Any] | None, kept: Mapping[str, Spot], who: str) -> Command:
    """The one change that a drag is; its name is whoever was moved."""
    key, user = _key(screen, view), screen.viewer.user
    told = {"value": json.dumps(kept, separators=(",", ":"))}
    made = commands.edit(row, "Setting", key, told, user) if row else commands.add("Setting", {"id": key, **told}, user)
    return replace(made, summary=screen.facts.name(who) if who in screen.facts.people.index else "")


def _there(screen: Screen, kept: Mapping[str, Spot]) -> dict[str, Spot]:
    """Those who are still there, the last moved at the end, at most `MOST`."""
    people = screen.facts.people.index
    return dict([(p, s) for p, s in kept.items() if p in people or p.startswith(FOLD)][-MOST:])


def _read(row: Mapping[str, Any] | None) -> dict[str, Spot]:
    try:
        return _sound(json.loads(row["value"])) if row and row.get("value") else {}
    except ValueError:
        return {}


def _sound(told: Any) -> dict[str, Spot]:
    """Places that are two numbers on the canvas."""
    if not isinstance(told, Mapping):
        return {}
    out = {}
    for who, at in told.items():
        if isinstance(at, list | tuple) and len(at) == 2 and all(_number(one) for one in at):
            out[str(who)] = (round(float(at[0]), 1), round(float(at[1]), 1))
    return out


def _number(one: Any) -> bool:
    return isinstance(one, int | float) and not isinstance(one, bool) and math.isfinite(one) and abs(one) <= FAR
