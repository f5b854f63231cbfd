"""How long every page takes on a big network: python bench/pages.py [--folder KEPT] [--only map chains]

100,000 people and 500,000 ties in an embedded store, each page run by Streamlit's own test runner (everything but the
browser's drawing). Cold: the very first page of a started app; the network is read and the projections are graphs,
nothing else is worked out. First: this page is opened for the first time, after the account page, and what that began
aside is done. Again: a new session comes. Click: somebody on the page is chosen; only the part of the page that answers
is run. CPU is that of the page's own thread. Sent: what goes to the browser, before compression. Goals: first and again
< 1.5 s, click < 0.3 s, find < 0.15 s.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest import mock

sys.path.insert(0, str(Path(__file__).parents[1]))

import streamlit as st
from streamlit.runtime.scriptrunner import RerunData
from streamlit.testing.v1 import AppTest, local_script_runner

from bench.big import network
from graph.analysis.arrays import arrays_of, standing
from graph.store import commands
from graph.store.access import everyone
from graph.store.bolt import GraphStore
from graph.text import Words
from graph.views import search
from graph.views.screen import Screen

ARRAYS = ("acquaintance", "access", "influence", "referral", "account")
TYPED = ("王500", "w", "gongsi12", "王")
GOALS = {"first": 1.5, "again": 1.5, "click": 0.3, "find": 0.15}


@dataclass(frozen=True)
class Page:
    """A page: its module, its address, and the part of it (`fragment`, "" for all) that answers a choice of `state`."""

    module: str
    query: dict[str, str] = field(default_factory=dict)
    fragment: str = ""
    state: dict[str, Any] = field(default_factory=dict)
    click: dict[str, str] = field(default_factory=dict)


def pages(who: str, near: str, account: str) -> dict[str, Page]:
    """Every page of the app, the map in each of its views; `near` is who is clicked on."""
    at_map: dict[str, Any] = {"fragment": "stage", "state": {"map.who": near}}
    return {
        "account": Page("graph.views.account_page", {}, **at_map),
        "map": Page("graph.views.map_page", {}, **at_map),
        "circle": Page("graph.views.map_page", {"circle": who}, **at_map),
        "groups": Page("graph.views.map_page", {"view": "groups", "among": "account"}, **at_map),
        "axes": Page("graph.views.map_page", {"view": "axes"}, **at_map),
        "routes": Page("graph.views.routes_page", {"to": who}, click={"route": "1"}),
        "centres": Page("graph.views.centres", {}, click={"who": near}),
        "chains": Page("graph.views.chains", {}, click={"who": near}),
        "overview": Page("graph.views.overview_page", {}, "stage", {"overview.account": account}),
        "data": Page("ingest.view", {}),
    }


def _script(page, screen):  # type: ignore[no-untyped-def]  # its text alone is run: it knows no names of this file
    from dataclasses import replace
    from importlib import import_module

    from graph.views import background

    now = replace(screen)  # a run of the app has a new one, which holds nothing yet
    import_module(page).show(now)
    background.ready(now)


@dataclass(frozen=True)
class Took:
    """Seconds by the clock, CPU seconds of the page's own thread, KB sent to the browser."""

    wall: float
    cpu: float
    sent: float


@contextmanager
def watched(fragment: str = "") -> Iterator[dict[str, Any]]:
    """Notes what the next run of a page costs; only that fragment is run where it names one."""
    seen: dict[str, Any] = {}
    runner = local_script_runner.LocalScriptRunner
    real = runner._run_script_thread

    def run(self: Any) -> None:
        began = time.perf_counter()
        real(self)
        seen.update(wall=time.perf_counter() - began, cpu=time.thread_time(),
                    sent=sum(m.ByteSize() for m in self.forward_msgs()) / 1000)  # fmt: skip

    rerun = partial(RerunData, fragment_id=fragment) if fragment else RerunData
    with (
        mock.patch.object(runner, "_run_script_thread", run),
        mock.patch.object(local_script_runner, "RerunData", rerun),
    ):
        yield seen


def ran(at: AppTest, fragment: str = "") -> Took:
    """What running the page costs now; SystemExit with what went wrong."""
    with watched(fragment) as seen:
        at.run()
    if at.exception:
        raise SystemExit(f"{at.exception[0].message}\n{at.exception[0].stack_trace}")
    return Took(seen["wall"], seen["cpu"], seen["sent"])


def fragment_of(at: AppTest, name: str) -> str:
    """The id of the page's fragment whose function is called that."""
    for id_, made in at._fragment_storage._fragments.items():
        cells = [cell.cell_contents for cell in made.__closure__ or ()]
        if any(getattr(one, "__name__", "") == name for one in cells):
            return str(id_)
    raise SystemExit(f"no fragment {name}")


def opened(page: Page, screen: Screen) -> AppTest:
    """A new session that is about to open that page."""
    at = AppTest.from_function(_script, kwargs={"page": page.module, "screen": screen}, default_timeout=3600)
    for name, value in page.query.items():
        at.query_params[name] = value
    return at


def clicked(at: AppTest, page: Page) -> Took | None:
    """What choosing somebody costs; None where the page has nothing of the kind."""
    if not page.state and not page.click:
        return None
    for name, value in page.state.items():
        at.session_state[name] = value
    for name, value in page.click.items():
        at.query_params[name] = value
    return ran(at, fragment_of(at, page.fragment) if page.fragment else "")


def aside() -> float:
    """CPU seconds of the work that goes on aside, waited for."""
    began = time.process_time()
    for one in threading.enumerate():
        if one.daemon and one is not threading.current_thread() and "ScriptRunner" not in one.name:
            one.join(timeout=600 if getattr(one, "_target", None) else 0)
    return time.process_time() - began


def fresh(screen: Screen) -> None:
    """Forget all but the network and its arrays."""
    st.cache_resource.clear()
    vars(screen.network).pop("_kept", None)
    then = standing(screen.network, screen.today)
    vars(then).pop("_kept", None)
    for name in ARRAYS:
        assert arrays_of(then, name, screen.today).ways is not None


def measured(name: str, page: Page, screen: Screen) -> dict[str, float]:
    """First, again and click of one page."""
    told = {"first": ran(opened(page, screen))}
    aside()
    at = opened(page, screen)
    told["again"] = ran(at)
    click = clicked(at, page)
    told |= {"click": click} if click else {}
    return printed(name, told)


def printed(name: str, told: dict[str, Took]) -> dict[str, float]:
    """A line of the table; the same by name."""
    parts = (f"{what:>6} {t.wall:6.2f} s ({t.cpu:5.2f} CPU) {t.sent:5,.0f} KB" for what, t in told.items())
    sys.stdout.write(f"{name:10}{'  '.join(parts)}\n")
    sys.stdout.flush()
    units = ("wall", "cpu", "sent")
    return {f"{name}_{what}_{unit}": round(getattr(t, unit), 3) for what, t in told.items() for unit in units}


def found(screen: Screen) -> dict[str, float]:
    """The slowest of a few searches, once the index is there."""
    search.hits(screen, "x")
    worst = 0.0
    for typed in TYPED:
        began = time.perf_counter()
        search.hits(screen, typed)
        worst = max(worst, time.perf_counter() - began)
    sys.stdout.write(f"find      {worst:6.3f} s the slowest of {len(TYPED)}\n")
    return {"find_s": round(worst, 4)}


def main() -> None:
    """Measure, print a table, and one line of JSON last."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--people", type=int, default=100_000)
    wanted.add_argument("--ties", type=int, default=500_000)
    wanted.add_argument("--folder", type=Path, help="where the store is kept for the next time")
    wanted.add_argument("--only", nargs="+", default=[])
    options = wanted.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.folder or Path(scratch)
        with GraphStore.open(f"embedded:{folder / f'pages{options.people}'}") as store:
            if store.revision() == 0:
                store.apply(commands.load(network(options.people, options.ties), "bench"))
            told = told_of(store, options.only)
    sys.stdout.write(f"goals: {GOALS}\n{json.dumps(told)}\n")


def told_of(store: GraphStore, only: list[str]) -> dict[str, Any]:
    """The figures of those pages, of all where none is named."""
    began = time.perf_counter()
    made = store.read(everyone)
    took = round(time.perf_counter() - began, 2)
    ties = sum(len(table) for _, table in made.items() if "from_id" in table)
    told: dict[str, Any] = {"people": len(made["Person"]), "ties": ties, "read_s": took}
    screen = Screen(store, made, Words("zh"), everyone, store.revision(), "bench", date.today())
    sys.stdout.write(f"{told}\n")
    ids = made["Person"]["id"]
    every = pages(str(ids[40]), str(ids[41]), str(made["Account"]["id"][7]))
    wanted = {name: page for name, page in every.items() if not only or name in only}
    for page in every.values():
        import_module(page.module)  # a started app has them
    for name, page in wanted.items():
        fresh(screen)
        told |= printed(name, {"cold": ran(opened(page, screen))})
        aside()
    fresh(screen)
    ran(opened(every["account"], screen))
    told["aside_cpu"] = round(aside(), 2)
    sys.stdout.write(f"aside, while the account page is looked at: {told['aside_cpu']} CPU s\n")
    for name, page in wanted.items():
        told |= measured(name, page, screen)
    return told | (found(screen) if not only or "find" in only else {})


if __name__ == "__main__":
    main()
