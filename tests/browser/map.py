"""Hands on the map: where somebody stands on the screen, a click on them, a line drawn between two."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar

from playwright.sync_api import Page, expect

from tests.browser.conftest import WAIT_MS, settled

T = TypeVar("T")

expect.set_options(timeout=60_000)  # the machine may be busy

FIND = "() => [...document.querySelectorAll('*')].map(e => e.__guanxi).find(Boolean)"
PLACE = (
    """name => {
  const s = ("""
    + FIND
    + """)();
  const one = s && [...s.people.values()].find(n => n.name === name);
  if (!one) return null;
  const at = s.net.canvasToDOM({x: one.x, y: one.y}), box = s.box.getBoundingClientRect();
  return {id: one.id, x: box.x + at.x, y: box.y + at.y};
}"""
)
DRAWN = "() => { const s = (" + FIND + ")(); return s ? s.edges.map(e => e.id) : [] }"
PEOPLE = "() => { const s = (" + FIND + ")(); return s ? [...s.people.values()].map(n => n.name) : [] }"


def soon(page: Page, read: Callable[[], T], holds: Callable[[T], object]) -> T:
    """What `read` gives once it `holds`: the browser draws a moment after the server answered."""
    end = time.monotonic() + WAIT_MS / 1000
    while not holds(value := read()):
        assert time.monotonic() < end, f"after {WAIT_MS // 1000} s still {value!r}"
        page.wait_for_timeout(50)
    return value


def place(page: Page, name: str) -> dict[str, Any]:
    """Id and screen position of whoever has that name on the map."""
    return dict(soon(page, lambda: page.evaluate(PLACE, name), bool))


def click(page: Page, name: str) -> str:
    """Click a person; their id."""
    at = place(page, name)
    page.mouse.click(at["x"], at["y"])
    return str(at["id"])


def people(page: Page) -> list[str]:
    """Everybody on the map, by name."""
    names: list[str] = page.evaluate(PEOPLE)
    return names


def ties(page: Page) -> set[str]:
    """The ids of all lines drawn."""
    return set(page.evaluate(DRAWN))


def draw(page: Page, one: str, other: str) -> None:
    """Draw a line from one person to another with the mouse, in edit mode."""
    page.locator("[data-act=draw]").click()
    a, b = place(page, one), place(page, other)
    page.mouse.move(a["x"], a["y"])
    page.mouse.down()
    page.mouse.move((a["x"] + b["x"]) / 2, (a["y"] + b["y"]) / 2, steps=6)
    page.mouse.move(b["x"], b["y"], steps=6)
    page.mouse.up()


def keyed(page: Page, key: str) -> Any:
    """The widget with that Streamlit key."""
    return page.locator(f".st-key-{key.replace('.', '-')}")


def edit(page: Page) -> None:
    """Switch to edit mode."""
    keyed(page, "map.mode").get_by_role("radio").nth(1).click()
    settled(page)
    expect(page.locator("[data-act=draw]")).to_be_visible()
