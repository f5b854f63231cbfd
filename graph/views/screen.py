"""What every page is given: the store, the network as this session sees it, the words, and who is looking.

A session keeps the network it has drawn until it refreshes or changes something itself, so that nothing moves under
the user's hand when a colleague saves; all sessions of one process share the tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from graph.analysis.explain import Explanation, explained
from graph.analysis.ground import Ground, ground_of
from graph.analysis.influence import rank
from graph.analysis.scores import influence_scores
from graph.model.errors import StoreUnreachable
from graph.model.network import Network
from graph.store.portraits import drawable
from graph.text import Words
from graph.views.facts import Facts, by_id, facts

if TYPE_CHECKING:
    from graph.store.access import Viewer
    from graph.store.bolt import GraphStore
    from graph.store.commands import Command, Receipt

SEEN, BEFORE = "screen.seen", "screen.before"


class Latest:
    """The newest network of one store for one viewer: read whole once, afterwards only what changed."""

    def __init__(self, store: GraphStore, viewer: Viewer) -> None:
        self._store, self._viewer, self._lock = store, viewer, Lock()
        self._revision, self._network = -1, Network.empty()

    def now(self) -> tuple[int, Network]:
        """The store's revision and its network."""
        with self._lock:
            revision = self._store.revision()
            if self._revision < 0 or revision < self._revision:
                self._network = self._store.read(self._viewer)
            elif revision != self._revision:
                self._network = self._store.since(self._viewer, self._revision).onto(self._network)
            self._revision = revision
            return self._revision, self._network


@dataclass(frozen=True)
class Screen:
    """One page's view of the world. `place` tells stores apart in caches; `today` is what ages are counted to, and
    the day the network stands on; `latest` is the screen of today where that is another day.
    """

    store: GraphStore
    network: Network
    words: Words
    viewer: Viewer
    revision: int
    place: str
    today: date
    latest: Screen | None = None

    def at(self, day: date) -> Screen:
        """The same as of an earlier day."""
        now = self.latest or self
        return replace(now, network=_then(now.network, day, now.key), today=day, latest=now)

    @cached_property
    def key(self) -> tuple[str, str, int, str]:
        """What everything worked out from the network is cached by."""
        return self.place, f"{self.viewer.user}/{self.viewer.role}", self.revision, self.today.isoformat()

    @cached_property
    def facts(self) -> Facts:
        """People, ties, contacts and accounts as the pages show them."""
        return _facts(self.network, self.key)

    @cached_property
    def scores(self) -> pd.DataFrame:
        """Influence by person id: score 0…100, its parts, rank among all and in the region; NaN where unscored."""
        return _scores(self.network, self.key)

    @property
    def scores_ready(self) -> pd.DataFrame | None:
        """The same when somebody has had it worked out already, else None."""
        return next(iter(_worked_out(self.key)), None)

    def measure(self, key: str) -> pd.Series:
        """Any measure of METRICS by person id; NaN where unscored."""
        return _measure(self.network, key, self.key)

    def scored(self, key: str) -> Mapping[str, float]:
        """The same as a dictionary, the unscored left out; shared by all, never to be changed."""
        return _scored(self.network, key, self.key)

    def why(self, who: str) -> Explanation:
        """Why this person matters, with the ties that carry it."""
        return _why(self.network, who, self.key)

    def faces(self, people: Iterable[str]) -> Mapping[str, str]:
        """The portraits of those of these people who have one, as addresses for the browser; none without a store."""
        return _faces(self.store, tuple(people), self.key[:3]) if self.store else {}

    def prepare(self) -> None:
        """Work out what every card and explanation asks for; whoever needs it meanwhile waits for this."""
        self.scored("influence")
        self.facts.touching(())
        _ground(self.network, self.key)

    def apply(self, command: Command) -> Receipt:
        """Do a change; the next run shows it. Conflict, Rejected and the like go up to whoever asked."""
        from graph.store.sound import sound

        sound(command, lambda: self.network)
        receipt = self.store.apply(command)
        refresh()
        return receipt

    def undo(self) -> Receipt:
        """Take back this viewer's last change."""
        receipt = self.store.undo(self.viewer.user)
        refresh()
        return receipt

    def redo(self) -> Receipt:
        """Do the change that was last taken back once more."""
        receipt = self.store.redo(self.viewer.user)
        refresh()
        return receipt


def screen(store: GraphStore, words: Words, viewer: Viewer, place: str) -> Screen:
    """The page's view: what this session has seen last, or the newest when there is nothing yet.

    A database that is away leaves what was seen before; StoreUnreachable only when that is nothing.
    """
    state = st.session_state
    if SEEN not in state:
        try:
            state[SEEN] = _latest(store, viewer, place).now()
        except StoreUnreachable:
            if BEFORE not in state:
                raise
            state[SEEN] = state[BEFORE]
    revision, network = state[SEEN]
    return Screen(store, network, words, viewer, revision, place, date.today())


def newest(seen: Screen) -> Screen:
    """The same page on what the store holds now, whatever this session goes on looking at."""
    revision, network = _latest(seen.store, seen.viewer, seen.place).now()
    return replace(seen, revision=revision, network=network)


def refresh() -> None:
    """Forget what this session has seen: the next run reads the newest."""
    if SEEN in st.session_state:
        st.session_state[BEFORE] = st.session_state.pop(SEEN)


@st.cache_resource(show_spinner=False)
def _latest(_store: GraphStore, viewer: Viewer, place: str) -> Latest:
    return Latest(_store, viewer)


@st.cache_resource(max_entries=4, show_spinner=False)
def _then(_network: Network, day: date, key: Any) -> Network:
    from graph.analysis.changes import then

    return then(_network, day)


@st.cache_resource(max_entries=4, show_spinner=False)
def _facts(_network: Network, key: Any) -> Facts:
    return facts(_network, date.fromisoformat(key[-1]))


@st.cache_resource(max_entries=4, show_spinner=False)
def _scores(_network: Network, key: Any) -> pd.DataFrame:
    day = date.fromisoformat(key[-1])
    table = influence_scores(_network, day).set_index("id")
    table["rank"] = table["score"].rank(method="min", ascending=False)
    region = _facts(_network, key).people["region"].reindex(table.index).fillna("")
    table["rank_region"] = table["score"].groupby(region).rank(method="min", ascending=False)
    table["of_region"] = table["score"].groupby(region).transform("count")
    _worked_out(key)[:] = [table]
    return table


@st.cache_resource(max_entries=4, show_spinner=False)
def _worked_out(key: Any) -> list[pd.DataFrame]:
    """Holds the scores once they are worked out."""
    return []


@st.cache_resource(max_entries=16, show_spinner=False)
def _measure(_network: Network, name: str, key: Any) -> pd.Series:
    if name == "influence":
        return _scores(_network, key)["score"]
    rows = rank(_network, by=(name,), as_of=date.fromisoformat(key[-1])).rows
    return rows.set_index("id")["score"].astype(float)


@st.cache_resource(max_entries=8, show_spinner=False)
def _scored(_network: Network, name: str, key: Any) -> Mapping[str, float]:
    return by_id(_measure(_network, name, key))


@st.cache_resource(max_entries=64, show_spinner=False)
def _why(_network: Network, who: str, key: Any) -> Explanation:
    return explained(_ground(_network, key), who)


@st.cache_resource(max_entries=16, show_spinner=False)
def _faces(_store: GraphStore, people: tuple[str, ...], key: Any) -> Mapping[str, str]:
    found = {who: drawable(image) for who, image in _store.portraits(people).items()}
    return {who: address for who, address in found.items() if address}


@st.cache_resource(max_entries=4, show_spinner=False)
def _ground(_network: Network, key: Any) -> Ground:
    return ground_of(_network, date.fromisoformat(key[-1])).laid()
