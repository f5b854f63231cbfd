"""Work that takes more than a moment: done aside, watched with its share and stopped; its answer is kept for all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Thread, main_thread
from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.engine.work import Stopped, Watch, step
from graph.model.errors import GuanxiError
from graph.views.shell import told

if TYPE_CHECKING:
    from graph.views.screen import Screen

FEW = 2_000


class Job:
    """One piece of work on one network: `share` 0…1 done, then `found`, or `problem` with what went wrong."""

    def __init__(self) -> None:
        self.share, self.found, self.problem = 0.0, None, None  # type: float, Any, GuanxiError | None
        self._thread: Thread | None = None
        self._stopped = False

    @property
    def running(self) -> bool:
        """Whether it is being worked on."""
        return self._thread is not None and self._thread.is_alive()

    def start(self, work: Callable[[Watch], Any]) -> None:
        """Begin aside, unless it is running or done; `work` is given a watch to tell its share to."""
        if self.running or self.found is not None:
            return
        self.share, self.problem, self._stopped = 0.0, None, False
        self._thread = Thread(target=self._do, args=(work,), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ask it to stop; nothing is kept of it."""
        self._stopped = True

    def wait(self) -> None:
        """Until it is done."""
        if self._thread is not None:
            self._thread.join()

    def _do(self, work: Callable[[Watch], Any]) -> None:
        try:
            self.found = work(self._told)
        except Stopped:
            self.share = 0.0
        except GuanxiError as problem:
            self.problem = problem
        except RuntimeError:
            if main_thread().is_alive():  # else the program is at its end, and nobody waits for this
                raise

    def _told(self, share: float) -> bool:
        self.share = share
        return not self._stopped


def job(screen: Screen, name: str) -> Job:
    """The job of that name on what the screen shows; one for all sessions."""
    return _job(screen.key, name)


@st.cache_resource(max_entries=32, show_spinner=False)
def _job(key: Any, name: str) -> Job:
    return Job()


def ready(screen: Screen) -> None:
    """On a big network begin aside, once the page is there, what a click and the other pages need (`ahead`).

    What was begun for an earlier revision stops after the step it is at.
    """
    if len(screen.network["Person"]) <= FEW:
        return
    from graph.views.ahead import steps

    one, held = job(screen, "ready"), _last(screen.place)
    for before in held:
        if before is not one:
            before.stop()
    held[:] = [one]
    one.start(lambda watch: _done(steps(screen), watch))


def _done(steps: Sequence[Callable[[], Any]], watch: Watch) -> bool:
    for i, one in enumerate(steps):
        step(watch, i / len(steps))
        one()
    return True


@st.cache_resource(max_entries=8, show_spinner=False)
def _last(place: str) -> list[Job]:
    """What was begun last for that store."""
    return []


def offered(screen: Screen, name: str, work: Callable[[Watch], Any], *, at_once: bool = False) -> Any | None:
    """What the job found; while there is nothing a button that starts it, or how far it is with a way to stop it.

    `at_once` starts it without being asked, where the network is small. Words: background.<name>.
    """
    one, words = job(screen, name), screen.words
    if one.found is not None:
        return one.found
    small = len(screen.network["Person"]) <= FEW
    if at_once and small and one.problem is None:
        one.start(work)
    if one.problem is not None:
        st.error(told(one.problem, words))
    if one.running:
        _progress(screen, name, one)
    elif st.button(words(f"background.{name}"), key=f"background.{name}", icon=":material/play_arrow:"):
        one.start(work)
        st.rerun()
    return None


def _progress(screen: Screen, name: str, one: Job) -> None:
    words = screen.words

    @st.fragment(run_every="0.7s")
    def look() -> None:
        if not one.running:
            st.rerun()
        bar, stop = st.columns([4, 1], vertical_alignment="center")
        bar.progress(min(1.0, one.share), words(f"background.{name}.running"))
        stop.button(words("background.stop"), key=f"background.{name}.stop", on_click=one.stop)

    look()
