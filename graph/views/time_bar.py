"""The day the map shows: a slider over the months with play, and another day to compare with."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from graph.analysis import changes
from graph.analysis.answer import Answer

if TYPE_CHECKING:
    from graph.model.network import Network
    from graph.views.screen import Screen

PLAY_S = 1.6
PLAYED = 3_000  # people; more are not laid out anew every second or so
LISTED = 200


def options(screen: Screen) -> dict[str, Any]:
    """The days that can be shown and compared: any day of the last years for a link, "" for today and no other."""
    start = min(_months(screen), default=screen.today)
    days = [d.date().isoformat() for d in pd.date_range(start, screen.today)]
    return {"day": ["", *days], "before": ["", *days]}


def then(screen: Screen) -> Screen:
    """The screen as of the day that is asked for; the same when that is today."""
    state = st.session_state
    if "map.next_day" in state:
        state["map.day"] = state.pop("map.next_day")
    if not past() or state["map.day"] >= screen.today.isoformat():
        state["map.day"] = ""
        return screen
    return screen.at(date.fromisoformat(state["map.day"]))


def past() -> bool:
    """Whether another day than today is shown."""
    return bool(st.session_state.get("map.day"))


def day_words(screen: Screen) -> str:
    """The day that is shown, said as a day gone by when it is one."""
    day = screen.today.isoformat()
    return screen.words("map.as_of", day=day) if past() else day


def button(screen: Screen) -> None:
    """Opens the row of time, and closes it."""
    words = screen.words
    label = words("map.as_of", day=screen.today.isoformat()) if past() else words("map.time")
    st.button(label, key="map.time.open", icon=":material/schedule:", on_click=_turned,
              type="primary" if past() else "secondary")  # fmt: skip


def _turned() -> None:
    state = st.session_state
    state["map.time"] = not _open()
    if not state["map.time"]:
        _today()


def _today() -> None:
    st.session_state["map.day"] = st.session_state["map.before"] = ""
    st.session_state["map.playing"] = False


def _open() -> bool:
    state = st.session_state
    return bool(state.get("map.time") or state.get("map.day") or state.get("map.before"))


def show(screen: Screen) -> None:
    """The row: play, the months, the day to compare with, and what changed between the two."""
    with st.container(key="map.time"):
        if not _open():
            return
        months = [day.isoformat() for day in _months(screen)]
        if not months:
            st.caption(screen.words("map.time.none"))
            return
        with st.container(horizontal=True, vertical_alignment="center", key="map.time.row"):
            _play(screen, months)
            _slider(screen, months)
            _before(screen, months)
            if st.session_state["map.before"]:
                _changed(screen)
            st.button(screen.words("map.time.today"), key="map.time.today", icon=":material/close:",
                      type="tertiary", on_click=_today)  # fmt: skip
        if past():
            st.caption(screen.words("map.time.past", day=screen.today.isoformat()))


def _slider(screen: Screen, months: list[str]) -> None:
    words, held = screen.words, st.session_state["map.day"]
    can = sorted({*months, *([held] if held else [])})
    st.select_slider(
        words("map.time.day"), [*can, ""], key="map.day", label_visibility="collapsed", width="stretch",
        format_func=lambda day: words("map.time.now") if not day else day if day not in months else day[:7],
    )  # fmt: skip


def _before(screen: Screen, months: list[str]) -> None:
    words, held = screen.words, st.session_state["map.before"]
    can = sorted({*months, *([held] if held else [])}, reverse=True)
    st.selectbox(
        words("map.time.before"), ["", *can], key="map.before", label_visibility="collapsed", width=210,
        format_func=lambda day: words("map.time.with", day=day) if day else words("map.time.alone"),
    )  # fmt: skip


def _play(screen: Screen, months: list[str]) -> None:
    """Goes from month to month until today; not in a network too big to be laid out so often."""
    words, state = screen.words, st.session_state
    if len(screen.network["Person"]) > PLAYED:
        return
    playing = bool(state.get("map.playing"))
    st.button(words("map.time.stop" if playing else "map.time.play"), key="map.time.play",
              icon=f":material/{'pause' if playing else 'play_arrow'}:", on_click=_toggle)  # fmt: skip
    if not playing:
        return

    @st.fragment(run_every=PLAY_S)
    def tick() -> None:
        if not state.get("map.playing"):  # stopped while this tick was on its way
            return
        if state.pop("map.ticked", None) is None:  # the run that draws this one; the next ones come by the clock
            state["map.ticked"] = True
            return
        later = [month for month in months if month > state["map.day"]] if state["map.day"] else months
        state["map.next_day"] = later[0] if later else ""
        state["map.playing"] = bool(later)
        st.rerun()

    state.pop("map.ticked", None)
    tick()


def _toggle() -> None:
    st.session_state["map.playing"] = not st.session_state.get("map.playing")


def _changed(screen: Screen) -> None:
    """What changed between the two days: how much, and the list."""
    words = screen.words
    found = compared(screen, st.session_state["map.before"])
    counts = {f"{change}_{what}": n for what, by in found.figures.items() for change, n in by.items()}
    total = {change: sum(by[change] for by in found.figures.values()) for change in changes.SORTS}
    with st.popover(words("map.time.changes", **total), icon=":material/difference:"):
        st.markdown(words("map.time.counts", **counts))
        for note in found.notes:
            st.caption(note.say(words))
        if len(found.rows):
            st.dataframe(listed(screen, found), hide_index=True, placeholder="–", height=320, width=640)
        if len(found.rows) > LISTED:
            st.caption(words("map.time.first", n=LISTED, all=len(found.rows)))


def listed(screen: Screen, found: Answer) -> pd.DataFrame:
    """The first changes in the user's words: what, who, since when, why."""
    words, rows = screen.words, found.rows.head(LISTED)
    return pd.DataFrame({
        words("map.change"): [words(f"map.change.{one}") for one in rows["change"]],
        words("map.change.who"): rows["name"],
        words("map.change.on"): pd.to_datetime(rows["on"]).dt.strftime("%Y-%m-%d"),
        words("map.change.what"): [why.say(words) for why in rows["why"]],
    })  # fmt: skip


def compared(screen: Screen, before: str) -> Answer:
    """What is new, lost and changed on the screen's day against that one."""
    latest = screen.latest or screen
    return _changes(latest.network, before, screen.today, latest.key)


@st.cache_resource(max_entries=16, show_spinner=False)
def _changes(_network: Network, before: str, day: date, key: Any) -> Answer:
    return changes.changes(_network, date.fromisoformat(before), day)


def _months(screen: Screen) -> list[date]:
    latest = screen.latest or screen
    return _of(latest.network, latest.today, latest.key)


@st.cache_resource(max_entries=8, show_spinner=False)
def _of(_network: Network, latest: date, key: Any) -> list[date]:
    return changes.months(_network, latest)
