"""How long people wait in the browser, ours beside the prototype in the same run, with ratios: python bench/browser.py

An empty store to a drawn map, the page again, a click to the person's card, a tie drawn by mouse from "save" to its
line on the map, redraws a second while panning and zooming (`bench/canvas.py`). Ours shows its demo, the prototype its
own 96 people. Its folder is `--prototype` or GUANXI_PROTOTYPE, the Python that has what it imports `--python`; where
one of them is missing its figures are left out and the reason is told. Goals: click to card < 0.5 s at 300 people.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from playwright.sync_api import Browser, Page, sync_playwright

from bench import canvas
from tests.browser.conftest import CHROMIUM, QUIET, WAIT_MS, await_health, serve, settled
from tests.browser.map import click, draw, edit, people, place, ties

CLICKS, EDITS, REDRAWN, SECONDS = 15, 5, 1500, 4.0
HOME = Path(os.environ.get("GUANXI_PROTOTYPE", "/work/shared/ui/prototype"))
CARD = """name => [...document.querySelectorAll('.st-key-map-panel *')].some(
  e => e.shadowRoot?.querySelector('.card')?.textContent.slice(0, 24).includes(name))"""
HOOK = """() => { const f = r => { for (const e of r.querySelectorAll('*')) { if (e.__vismap) return e;
  if (e.shadowRoot) { const x = f(e.shadowRoot); if (x) return x } } };
  const host = f(document); if (host) { window.H = host; window.S = host.__vismap } return !!host }"""
SPOT = """id => { const at = S.net.canvasToDOM(S.net.getPosition(id)),
  box = H.shadowRoot.querySelector('.vm-canvas').getBoundingClientRect(); return [box.x + at.x, box.y + at.y] }"""


def main() -> None:
    """Measure, print a table with ratios, and one line of JSON last."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--prototype", type=Path, default=HOME)
    wanted.add_argument("--python", type=Path, default=Path(sys.executable), help="runs the prototype")
    options = wanted.parse_args()
    lacking = missing(options.prototype, options.python)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        told = {"ours": ours(chromium, Path(folder))}
        if not lacking:
            with served(options.prototype, options.python, Path(folder) / "prototype.log") as url:
                told["prototype"] = theirs(chromium, url)
        for name, rates in redraws(chromium, options.prototype).items():
            told.setdefault(name, {}).update(rates)
        chromium.close()
    printed(told, lacking)


def missing(folder: Path, python: Path) -> str:
    """Why the prototype cannot be run here; "" when it can."""
    if not (folder / "app.py").is_file():
        return f"no prototype in {folder}"
    needs = [str(python), "-c", "import streamlit, pyvis, igraph, networkx, pypinyin, openpyxl"]
    tried = subprocess.run(needs, capture_output=True, text=True, check=False)
    return tried.stderr.strip().splitlines()[-1] if tried.returncode else ""


def printed(told: dict[str, dict[str, float]], lacking: str) -> None:
    """The table: ours, the prototype, and ours ÷ theirs (under 1 is quicker, for redraws above 1)."""
    theirs_ = told.get("prototype", {})
    for name, value in told["ours"].items():
        other = theirs_.get(name)
        beside = f"{other:10.2f}{value / other:10.2f}" if other else ""
        print(f"{name:24}{value:10.2f}{beside}")
    print("columns: ours, prototype, ours ÷ prototype" if not lacking else f"prototype's pages left out: {lacking}")
    ratios = {name: round(told["ours"][name] / theirs_[name], 3) for name in told["ours"] if theirs_.get(name)}
    print(json.dumps(told | {"ratios": ratios, "left_out": lacking}))


def ours(chromium: Browser, folder: Path) -> dict[str, float]:
    """Our map on the demo in an empty store."""
    began = time.perf_counter()
    serving = serve(folder / "store", folder / "app.log")
    url = next(serving)
    page = visitor(chromium)
    page.goto(f"{url}/map?lang=zh")
    place(page, "秦述白")
    told = {"empty_store_to_map_s": time.perf_counter() - began}
    began = time.perf_counter()
    page.goto(f"{url}/map?lang=zh")
    place(page, "秦述白")
    told["page_again_s"] = time.perf_counter() - began
    settled(page)
    told["people_drawn"] = len(people(page))
    waits = [clicked(page, name) for name in lone(page)[:CLICKS]]
    told |= {"click_to_card_s": statistics.median(waits), "click_to_card_worst_s": max(waits)}
    edit(page)
    names = ("祁慕云", "康柏舟", "秦述白", "傅明轩", "施望岳", "解立言")
    present = [name for name in names if name in people(page)]
    told["edit_s"] = statistics.median(drawn(page, one, present[0]) for one in present[1 : 1 + EDITS])
    serving.close()
    page.close()
    return told


def drawn(page: Page, one: str, other: str) -> float:
    """Seconds from 保存 to the new line."""
    before = len(ties(page))
    draw(page, one, other)

    def there() -> None:
        while len(ties(page)) <= before:
            page.wait_for_timeout(10)

    return saved(page, there)


def saved(page: Page, there: Callable[[], Any]) -> float:
    """Seconds from 保存 in the dialog until that is there."""
    save = page.get_by_role("dialog").get_by_role("button", name="保存")
    save.wait_for()
    settled(page)
    began = time.perf_counter()
    save.click()
    there()
    took = time.perf_counter() - began
    settled(page)
    return took


def theirs(chromium: Browser, url: str) -> dict[str, float]:
    """The prototype's map on its own people."""
    page = visitor(chromium)
    page.goto(url)
    page.wait_for_function(HOOK)
    settled(page)
    began = time.perf_counter()
    page.goto(url)
    page.wait_for_function(HOOK)
    told = {"page_again_s": time.perf_counter() - began}
    settled(page)
    ids = page.evaluate("S.n.getIds()")
    told["people_drawn"] = len(ids)
    waits = [picked(page, id_) for id_ in ids[:: max(1, len(ids) // CLICKS)][:CLICKS]]
    told |= {"click_to_card_s": statistics.median(waits), "click_to_card_worst_s": max(waits)}
    page.get_by_role("radio", name="编辑").or_(page.get_by_role("button", name="编辑")).first.click()
    settled(page)
    told["edit_s"] = statistics.median(linked(page, ids[9], ids[40 + 3 * turn]) for turn in range(EDITS))
    page.close()
    return told


def picked(page: Page, id_: str) -> float:
    """Seconds from the click on a person to their name on the panel."""
    page.wait_for_function(HOOK)
    name = page.evaluate("id => S.n.get(id).name", id_)
    began = time.perf_counter()
    page.mouse.click(*page.evaluate(SPOT, id_))
    page.get_by_role("heading", name=name).wait_for()
    took = time.perf_counter() - began
    settled(page)
    return took


def linked(page: Page, one: str, other: str) -> float:
    """Seconds from 保存 to the new line."""
    page.wait_for_function(HOOK)
    before = page.evaluate("S.e.length")
    page.locator("[data-act=link]").click()
    page.mouse.move(*page.evaluate(SPOT, one))
    page.mouse.down()
    page.mouse.move(*page.evaluate(SPOT, other), steps=8)
    page.mouse.up()
    return saved(page, lambda: page.wait_for_function(f"({HOOK})() && S.e.length > {before}", polling=10))


def redraws(chromium: Browser, folder: Path) -> dict[str, dict[str, float]]:
    """Redraws a second of both canvases while panning and zooming 1,500 people."""
    rates = canvas.compared(chromium, REDRAWN, SECONDS, folder / "vismap" / "frontend")
    return {
        name: {f"{way}_{REDRAWN}_redraws": rate["redraws"] for way, rate in ways.items()}
        for name, ways in rates.items()
    }


@contextmanager
def served(folder: Path, python: Path, log: Path) -> Iterator[str]:
    """The prototype on a free loopback port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = {"port": port, "address": "127.0.0.1", "headless": "true", "fileWatcherType": "none"}
    options = [part for name, value in settings.items() for part in (f"--server.{name}", str(value))]
    command = [str(python), "-m", "streamlit", "run", "app.py", *options]
    with open(log, "wb") as out, subprocess.Popen(command, cwd=folder, stdout=out, stderr=out) as server:
        try:
            await_health(f"http://127.0.0.1:{port}/_stcore/health", server, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def visitor(chromium: Browser) -> Page:
    """A new user who reads Chinese."""
    page = chromium.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN").new_page()
    page.set_default_timeout(WAIT_MS)
    return page


def lone(page: Page) -> list[str]:
    """People on the map by name, those first whom everybody knows, each name once."""
    return list(dict.fromkeys(people(page)))[::20]


def clicked(page: Page, name: str) -> float:
    """Seconds from the click on a person to their name on the card."""
    place(page, name)
    began = time.perf_counter()
    click(page, name)
    page.wait_for_function(CARD, arg=name, polling=10)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
