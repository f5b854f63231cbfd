"""How often a second the canvas is redrawn while it is panned and zoomed by mouse: python bench/canvas.py

The same made-up people, places and ties on our canvas and on the prototype's (`--prototype`, skipped where it is not),
one after the other in one Chromium, each without Streamlit. Goal: 30 redraws/s at 1,500 people. A redraw is vis
finishing a frame that was drawn anew or, on a big picture of ours, a frame that moves the picture kept from before;
how many were drawn anew is told beside.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from playwright.sync_api import Browser, Page, sync_playwright

from bench.big import network
from graph.text import Words
from graph.views.draw import Picture, whole_picture
from graph.views.facts import facts
from graph.views.hands import hand_words
from graph.views.layout import whole
from graph.views.legend import legend
from graph.views.map.assets import MAP
from graph.views.scene import _accounts, _bosses, bonds
from tests.browser.conftest import CHROMIUM, QUIET

GOAL, WIDE, HIGH = 30, 952, 690
PROTOTYPE = Path(os.environ.get("GUANXI_PROTOTYPE", "/work/shared/ui/prototype")) / "vismap" / "frontend"
MOUNT = """async ([js, html, css, data]) => {
  const style = document.createElement("style"), box = document.createElement("div");
  style.textContent = css + " body { margin: 0 } #box { width: WIDEpx }";
  box.id = "box";
  box.innerHTML = html;  // our own file, nobody's words
  document.body.replaceChildren(style, box);
  const url = URL.createObjectURL(new Blob([js], { type: "text/javascript" }));
  const made = (await import(url)).default;
  box.host = box;
  made({ parentElement: box, data, setStateValue() {}, setTriggerValue() {} });
  const s = box.__guanxi || box.__vismap;
  window.drawn = { all: 0, anew: 0 };
  s.net.on("afterDrawing", () => { window.drawn.all++; if (!s.blit) window.drawn.anew++; });
}""".replace("WIDE", str(WIDE))


def main() -> None:
    """Measure, print a table, and one line of JSON last."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--people", type=int, nargs="+", default=[300, 1500])
    wanted.add_argument("--seconds", type=float, default=4.0)
    wanted.add_argument("--prototype", type=Path, default=PROTOTYPE)
    options = wanted.parse_args()
    told: dict[str, Any] = {}
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for people in options.people:
            both = compared(chromium, people, options.seconds, options.prototype)
            told |= {f"{name}_{people}_{way}": rate for name, ways in both.items() for way, rate in ways.items()}
        chromium.close()
    for name, value in told.items():
        print(f"{name:24}{value['redraws']:8.1f} redraws/s, {value['anew']:.1f} drawn anew{ratio(told, name)}")
    if not options.prototype.exists():
        print(f"prototype left out: no {options.prototype}")
    print(f"goal: {GOAL} redraws/s at 1,500 people\n{json.dumps(told)}")


def ratio(told: dict[str, Any], name: str) -> str:
    """How many times as often as the prototype's ours is redrawn, in words; "" for the prototype or without one."""
    other = told.get(name.replace("ours", "prototype"))
    if not name.startswith("ours") or not other or not other["redraws"]:
        return ""
    return f", {told[name]['redraws'] / other['redraws']:.2f} x the prototype"


def compared(chromium: Browser, people: int, seconds: float, folder: Path) -> dict[str, dict[str, dict[str, float]]]:
    """By canvas (ours, prototype where `folder` has it) and way of moving (pan, zoom): its redraws a second."""
    picture = drawn(people)
    peers = {"ours": ours(picture)} | ({"prototype": prototype(picture, folder)} if folder.exists() else {})
    told: dict[str, dict[str, dict[str, float]]] = {}
    for name, mount in peers.items():
        page = chromium.new_page(viewport={"width": 1000, "height": 760})
        page.evaluate(MOUNT, mount)
        page.wait_for_timeout(1500)
        told[name] = {way: rate(page, move, seconds) for way, move in (("pan", pan), ("zoom", zoom))}
        page.close()
    return told


def drawn(people: int) -> Picture:
    """That many made-up people with two to three ties each, in their accounts."""
    seen = facts(network(people, people * 4), date(2026, 11, 22))
    layout = whole(_accounts(seen.people), _bosses(seen.ties), bonds(seen.ties, seen.people["account_id"]))
    score = {p: float((i * 37) % 100) for i, p in enumerate(seen.people.index)}
    return whole_picture(seen, list(seen.people.index), seen.ties, layout, score, Words("zh"))


def ours(picture: Picture) -> list[Any]:
    """Our component with what Python would send it."""
    words, kept = Words("zh"), dict.fromkeys(("hidden", "pinned", "added", "folded", "moved"), 0)
    names = (
        "tools",
        "edit",
        "fit",
        "zoom_in",
        "zoom_out",
        "png",
        "add_person",
        "draw_tie",
        "remove",
        "drawing",
        "legend",
    )
    said = {name: words(f"canvas.{name}") for name in names} | {
        "title": "",
        "day": "",
        "shown": "",
        "empty": "",
        "alt": "",
    }
    data = {
        "nodes": picture.nodes, "edges": picture.edges, "board": picture.board, "rank": picture.rank, "lit": [],
        "colour": "attitude", "legend": legend(picture, "attitude", "", words), "editable": False, "focus": {"turn": 0},
        "fade": True, "height": HIGH, "rev": 1, "scene": "bench", "route": [], "steps": 0, "pinned": [], "kept": kept,
        "more": [], "words": said | hand_words(words),
    }  # fmt: skip
    return [MAP.js, MAP.html, MAP.css, data]


def prototype(picture: Picture, folder: Path) -> list[Any]:
    """The prototype's component with the same people at the same places."""
    vis = files("pyvis") / "lib" / "vis-9.1.2" / "vis-network.min.js"
    nodes = [
        {"id": n["id"], "label": " ", "name": n["name"], "title": n["name"], "shape": "dot", "kcolor": "#0072B2",
         "hollow": n["hollow"], "size": n["size"], "x": n["x"], "y": n["y"], "borderWidth": 2.5}
        for n in picture.nodes
    ]  # fmt: skip
    edges = [
        {"id": e["id"], "from": e["from"], "to": e["to"], "dashes": e["dash"], "width": e["width"], "color": "#9AA4B2"}
        for e in picture.edges
    ]  # fmt: skip
    html = ('<div class="vm" role="group"><div class="vm-bar" role="toolbar"></div><div class="vm-canvas"></div>'
            '<div class="vm-hint" role="status"></div></div>')  # fmt: skip
    data = {
        "nodes": nodes, "edges": edges, "options": {"physics": {"enabled": False}, "edges": {"smooth": False}},
        "rev": 1, "lang": "zh", "editable": False, "height": HIGH, "rank": picture.rank,
    }  # fmt: skip
    js = vis.read_text(encoding="utf-8") + "\n" + (folder / "glue.js").read_text(encoding="utf-8")
    return [js, html, (folder / "style.css").read_text(encoding="utf-8"), data]


def rate(page: Page, move: Any, seconds: float) -> dict[str, float]:
    """Redraws a second over that time of moving, and how many of them were drawn anew."""
    page.evaluate("window.drawn = { all: 0, anew: 0 }")
    began = time.perf_counter()
    move(page, began + seconds)
    took = time.perf_counter() - began
    found = page.evaluate("window.drawn")
    return {"redraws": round(found["all"] / took, 1), "anew": round(found["anew"] / took, 1)}


def pan(page: Page, until: float) -> None:
    """Hold the ground with the mouse and go round in circles."""
    page.mouse.move(6, 300)
    page.mouse.down()
    turn = 0
    while time.perf_counter() < until:
        turn += 1
        page.mouse.move(6 + 12 * (turn % 60 if turn % 120 < 60 else 60 - turn % 60), 300 + 3 * (turn % 40))
    page.mouse.up()


def zoom(page: Page, until: float) -> None:
    """Turn the wheel, in and out."""
    page.mouse.move(WIDE / 2, HIGH / 2)
    turn = 0
    while time.perf_counter() < until:
        turn += 1
        page.mouse.wheel(0, -60 if turn % 40 < 20 else 60)


if __name__ == "__main__":
    main()
