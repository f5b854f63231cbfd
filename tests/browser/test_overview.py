"""The board of all accounts with real mouse and keyboard, and the map's views by two measures and by groups."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import WAIT_MS, Opener
from tests.browser.map import keyed


def test_an_account_is_chosen_by_mouse_and_keyboard_and_its_map_opened(visit: Opener) -> None:
    page = visit("/overview?lang=zh")
    page.set_default_timeout(WAIT_MS)
    board = page.locator(".board")
    expect(board.locator("[data-pick='hw-a01']")).to_have_attribute("aria-pressed", "true", timeout=WAIT_MS)
    board.locator("[data-pick='hw-a13']").click()
    expect(page).to_have_url(re.compile("account=hw-a13"), timeout=WAIT_MS)
    expect(board.locator("[data-pick='hw-a13']")).to_have_attribute("aria-pressed", "true", timeout=WAIT_MS)
    board.locator("[data-pick='hw-a07']").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("account=hw-a07"), timeout=WAIT_MS)
    button = keyed(page, "overview.open").get_by_role("button")
    expect(button).to_contain_text("临湾能源", timeout=WAIT_MS)
    button.click()
    expect(page).to_have_url(re.compile(r"/account\?.*account=hw-a07"), timeout=WAIT_MS)


def test_the_map_is_switched_to_two_axes_and_groups_and_the_address_says_so(visit: Opener) -> None:
    page = visit("/map?lang=zh")
    page.set_default_timeout(WAIT_MS)
    views = keyed(page, "map.view")
    views.get_by_text("两轴").click()
    expect(page).to_have_url(re.compile("view=axes"), timeout=WAIT_MS)
    keyed(page, "map.scale").get_by_text("数值").click()
    expect(page).to_have_url(re.compile("scale=value"), timeout=WAIT_MS)
    views.get_by_text("群体").click()
    expect(page).to_have_url(re.compile("view=groups"), timeout=WAIT_MS)
    keyed(page, "map.joined").get_by_text("谁和谁同在").click()
    expect(page).to_have_url(re.compile("joined=people"), timeout=WAIT_MS)
    views.get_by_text("按客户").click()
    expect(page).not_to_have_url(re.compile("view="), timeout=WAIT_MS)
    expect(page.get_by_text("Traceback")).to_have_count(0)
