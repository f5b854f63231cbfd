"""Introduction routes with real mouse and keyboard: choose a route, ask, take it back; and on a phone."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import WAIT_MS, Opener, settled
from tests.browser.map import keyed, soon

HE = "/routes?lang=zh&to=hw-p006"


def test_a_route_is_chosen_by_mouse_and_keyboard_and_asked_for_and_taken_back(visit: Opener) -> None:
    page = visit(HE)
    page.set_default_timeout(WAIT_MS)
    drawing, panel = page.locator(".lanes .wide"), keyed(page, "routes.panel")
    expect(drawing).to_contain_text("最弱一步", timeout=WAIT_MS)
    drawing.locator("[data-pick='route:3']").click()
    expect(page).to_have_url(re.compile("route=3"), timeout=WAIT_MS)
    expect(panel).to_contain_text("吴承泽", timeout=WAIT_MS)
    drawing.locator("[data-pick='route:2']").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("route=2"), timeout=WAIT_MS)
    expect(drawing.locator("[data-pick='route:2']")).to_have_attribute("aria-pressed", "true", timeout=WAIT_MS)
    expect(panel).to_contain_text("方雨桐", timeout=WAIT_MS)
    drawing.locator("[data-pick='route:1']").click()
    ask = keyed(page, "routes.ask").get_by_role("button")
    expect(ask).to_contain_text("请李沐阳开口", timeout=WAIT_MS)
    expect(ask).to_be_enabled(timeout=WAIT_MS)
    ask.click()
    expect(panel).to_contain_text("已记下", timeout=WAIT_MS)
    expect(panel).to_contain_text("0 天前刚请过秦述白", timeout=WAIT_MS)
    expect(ask).to_be_disabled(timeout=WAIT_MS)
    keyed(page, "shell.undo").get_by_role("button").click()
    settled(page)
    expect(panel).not_to_contain_text("已记下", timeout=WAIT_MS)
    expect(ask).to_be_enabled(timeout=WAIT_MS)


def test_somebody_found_becomes_the_target_and_back_returns(visit: Opener) -> None:
    page = visit(HE)
    page.set_default_timeout(WAIT_MS)
    box = keyed(page, "map.search").locator("input")
    box.fill("zhouqiming")
    expect(keyed(page, "map.search").get_by_role("option").first).to_contain_text("周启明", timeout=WAIT_MS)
    box.press("Enter")
    expect(page).to_have_url(re.compile("to=hw-p004"), timeout=WAIT_MS)
    expect(page.get_by_role("heading", name="引荐路径")).to_be_visible(timeout=WAIT_MS)
    expect(page.locator(".lanes .wide")).to_contain_text("周启明", timeout=WAIT_MS)
    page.go_back()
    expect(page).to_have_url(re.compile("to=hw-p006"), timeout=WAIT_MS)
    expect(page.locator(".lanes .wide")).to_contain_text("何静姝", timeout=WAIT_MS)


def test_on_a_phone_the_routes_stand_one_below_the_other(visit: Opener) -> None:
    page = visit(HE, width=390, height=844)
    expect(page.locator(".lanes .narrow")).to_be_visible(timeout=WAIT_MS)
    expect(page.locator(".lanes .wide")).to_be_hidden()
    soon(page, lambda: page.evaluate("document.scrollingElement.scrollWidth"), lambda wide: wide <= 390)
