"""The canvas with real mouse and keyboard: walking along ties, focus, a line around people, hiding, moving."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from bench.canvas import MOUNT, ours
from graph.model.network import Network
from graph.text import Words
from graph.views.draw import whole_picture
from graph.views.facts import facts
from graph.views.layout import whole
from tests.browser.conftest import WAIT_MS, Opener, settled
from tests.browser.map import FIND, click, keyed, people, place, soon

BLNS = Path("/work/shared/data/blns/blns.json")


def canvas(page: Page, wanted: str) -> Any:
    """Something of the living picture `s`."""
    return page.evaluate(f"() => {{ const s = ({FIND})(); return {wanted}; }}")


def act(page: Page, name: str) -> None:
    """Press a button on the canvas."""
    page.locator(f"[data-act={name}]").click()


def asked(page: Page) -> bool:
    """Whether the list of keys is shown; asked for again, since a busy page sometimes loses the first press."""
    if page.locator(".map-keys").is_hidden():
        page.locator(".map-canvas").press("?")
    return page.locator(".map-keys").is_visible()


def test_the_map_is_walked_by_keyboard_and_read_aloud(visit: Opener) -> None:
    page = visit("/map?lang=zh")
    who = click(page, "秦述白")
    expect(keyed(page, "map.panel")).to_contain_text("秦述白")
    settled(page)
    soon(page, lambda: canvas(page, "s.live.textContent"), lambda told: "秦述白" in told)
    beside = canvas(page, "s.edges.filter(e => [e.from, e.to].includes(s.current)).flatMap(e => [e.from, e.to])")
    page.keyboard.press("ArrowRight")
    here = soon(page, lambda: canvas(page, "s.current"), lambda one: one != who)
    assert here in beside
    name = canvas(page, "s.people.get(s.current).name")
    soon(page, lambda: canvas(page, "s.live.textContent"), lambda told: told.startswith(name))
    expect(keyed(page, "map.panel")).to_contain_text(name)
    expect(page).to_have_url(re.compile(f"who={here}"))
    page.keyboard.press("f")
    near = soon(page, lambda: canvas(page, "(s.bright || new Set()).size"), lambda lit: 1 < lit < len(people(page)))
    page.keyboard.press("2")
    soon(page, lambda: canvas(page, "(s.bright || new Set()).size"), lambda lit: lit > near)
    expect(page).to_have_url(re.compile("focus=2"))
    soon(page, lambda: asked(page), bool)
    page.keyboard.press("Escape")
    expect(page.locator(".map-keys")).to_be_hidden()
    page.keyboard.press("Escape")
    soon(page, lambda: canvas(page, "(s.bright || new Set()).size"), lambda lit: lit == near)
    page.keyboard.press("Enter")
    expect(keyed(page, "map.title")).to_contain_text(f"{name}的人脉圈")
    page.locator(".map-canvas").focus()
    page.keyboard.press("/")
    expect(keyed(page, "map.search").locator("input")).to_be_focused()


def test_people_in_a_box_are_hidden_and_come_back_and_a_drag_is_undone(visit: Opener) -> None:
    page = visit("/map?lang=zh")
    at = place(page, "秦述白")
    before = len(people(page))
    page.mouse.move(at["x"], at["y"])
    page.mouse.down()
    for step in range(1, 6):
        page.mouse.move(at["x"] + 16 * step, at["y"] + 12 * step)
    page.mouse.up()
    settled(page)
    expect(keyed(page, "shell.undo").get_by_role("button")).to_contain_text("移动 秦述白", timeout=WAIT_MS)
    moved = soon(page, lambda: place(page, "秦述白"), lambda to: to["x"] - at["x"] > 40)
    page.reload()
    settled(page)
    soon(page, lambda: place(page, "秦述白")["x"], lambda x: abs(x - moved["x"]) < 3)
    keyed(page, "shell.undo").get_by_role("button").click()
    expect(page.locator("[data-act=reset]")).to_have_count(0, timeout=WAIT_MS)
    soon(page, lambda: place(page, "秦述白")["x"], lambda x: abs(x - at["x"]) < 3)

    act(page, "lasso")
    one = place(page, "郭长庚")
    page.mouse.move(one["x"] - 40, one["y"] - 40)
    page.mouse.down()
    for x, y in ((40, -40), (40, 40), (-40, 40), (-40, -30)):
        page.mouse.move(one["x"] + x, one["y"] + y, steps=4)
    page.mouse.up()
    chosen = soon(page, lambda: canvas(page, "s.chosen.size"), lambda several: several > 1)
    expect(keyed(page, "map.panel")).to_contain_text(f"已选 {chosen} 人")
    page.keyboard.press("h")
    expect(page.locator("[data-act=unhide]")).to_contain_text(f"已隐藏 {chosen} 人", timeout=WAIT_MS)
    soon(page, lambda: people(page), lambda names: "郭长庚" not in names)
    assert Axe().run(page).response["violations"] == []
    act(page, "unhide")
    expect(page.locator("[data-act=unhide]")).to_have_count(0, timeout=WAIT_MS)
    soon(page, lambda: len(people(page)), lambda drawn: drawn == before)


def test_no_name_on_the_canvas_is_anything_but_a_name(browser: Browser) -> None:
    names = [n for n in json.loads(BLNS.read_text(encoding="utf-8")) if n.strip()] if BLNS.exists() else []
    names += [
        "<img src=x onerror=window.hit=1>",
        "a href='javascript:window.hit=1'",
        "محمد العربي",
        "\u202eevil",
        "长" * 300,
    ]
    seen = facts(Network.of(Person=[{"id": f"p{i:03}", "name": n} for i, n in enumerate(names)]), date(2026, 11, 22))
    layout = whole({"": {str(p): "unknown" for p in seen.people.index}}, {}, {})
    mount = ours(whole_picture(seen, list(seen.people.index), seen.ties, layout, {}, Words("zh")))
    page = browser.new_page(viewport={"width": 1000, "height": 760}, device_scale_factor=2)
    told: list[str] = []
    page.on("pageerror", lambda problem: told.append(str(problem)))
    page.on("dialog", lambda box: (told.append(box.message), box.dismiss()))
    page.evaluate(MOUNT, mount)
    assert canvas(page, "s.box.querySelector('canvas').width / s.box.clientWidth") == 2  # sharp
    walked = canvas(
        page,
        """[...s.people.values()].map(() => {
      s.box.onkeydown({ key: "n", preventDefault() {}, stopPropagation() {} });
      s.net.body.emitter.emit("hoverNode", { node: s.current });
      const tip = s.box.parentNode.querySelector(".map-tip b").textContent;
      return [s.current, s.live.textContent.includes(s.people.get(s.current).name), tip.length <= 81];
    })""",
    )
    assert {id for id, *_ in walked} == set(seen.people.index)
    assert all(heard and tip for _, heard, tip in walked)
    assert page.evaluate("document.querySelectorAll('#box img, #box script, #box a, #box iframe').length") == 0
    assert page.evaluate("window.hit") is None
    assert told == []
    page.close()
