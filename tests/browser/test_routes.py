"""Introduction routes with real mouse and keyboard: choose a route, ask, take it back; and on a phone."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import Opener, settled
from tests.browser.map import keyed

HE = "/routes?lang=zh&to=hw-p006"


def test_a_route_is_chosen_by_mouse_and_keyboard_and_asked_for_and_taken_back(visit: Opener) -> None:
    page = visit(HE)
    drawing, panel = page.locator(".lanes .wide"), keyed(page, "routes.panel")
    expect(drawing).to_contain_text("最弱一步")
    drawing.locator("[data-pick='route:3']").click()
    expect(page).to_have_url(re.compile("route=3"))
    expect(panel).to_contain_text("吴承泽")
    drawing.locator("[data-pick='route:2']").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("route=2"))
    expect(drawing.locator("[data-pick='route:2']")).to_have_attribute("aria-pressed", "true")
    ask = keyed(page, "routes.ask").get_by_role("button")
    expect(ask).to_contain_text("请陈嘉禾开口")
    ask.click()
    expect(panel).to_contain_text("已记下")
    expect(panel).to_contain_text("0 天前刚请过方雨桐")
    expect(ask).to_be_disabled()
    keyed(page, "shell.undo").get_by_role("button").click()
    settled(page)
    expect(panel).not_to_contain_text("已记下")
    expect(ask).to_be_enabled()


def test_somebody_found_becomes_the_target_and_back_returns(visit: Opener) -> None:
    page = visit(HE)
    box = keyed(page, "map.search").locator("input")
    box.fill("zhouqiming")
    keyed(page, "map.hits").get_by_role("button", name="周启明").first.click()
    expect(page).to_have_url(re.compile("to=hw-p004"))
    expect(page.get_by_role("heading", name="引荐路径")).to_be_visible()
    expect(page.locator(".lanes .wide")).to_contain_text("周启明")
    page.go_back()
    expect(page).to_have_url(re.compile("to=hw-p006"))
    expect(page.locator(".lanes .wide")).to_contain_text("何静姝")


def test_on_a_phone_the_routes_stand_one_below_the_other(visit: Opener) -> None:
    page = visit(HE, width=390, height=844)
    expect(page.locator(".lanes .narrow")).to_be_visible()
    expect(page.locator(".lanes .wide")).to_be_hidden()
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
