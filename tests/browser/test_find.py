"""Finding by keyboard alone, on the map and elsewhere."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import WAIT_MS, Opener, settled
from tests.browser.map import keyed


def typed(page: Page, text: str) -> None:
    """ "/" leads to the box; then the text."""
    expect(keyed(page, "map.search").get_by_role("combobox")).to_be_visible(timeout=WAIT_MS)
    page.keyboard.press("/")
    expect(keyed(page, "map.search").get_by_role("combobox")).to_be_focused()
    page.keyboard.type(text)


def test_slash_initials_arrows_and_enter_light_the_person(visit: Opener) -> None:
    page = visit("/map?lang=zh")
    typed(page, "qsb")
    hits = keyed(page, "map.search").get_by_role("option")
    expect(hits.first).to_contain_text("秦述白", timeout=WAIT_MS)
    expect(hits.first).to_contain_text("秘书长")
    expect(hits.first.locator("b")).to_have_text("秦述白")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("who="), timeout=WAIT_MS)
    expect(page.locator(".st-key-map-card").get_by_text("秦述白").first).to_be_visible(timeout=WAIT_MS)
    page.keyboard.type("/秦")
    expect(hits.first).to_contain_text("秦", timeout=WAIT_MS)
    page.keyboard.press("ArrowDown")
    expect(hits.nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    expect(hits.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(hits.first).to_be_hidden()


def test_enter_before_the_hits_are_there_takes_the_first_and_an_account_opens_its_power_map(visit: Opener) -> None:
    page = visit("/centres?lang=en")
    typed(page, "qingyugangwu")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/account.*account="), timeout=WAIT_MS)
    settled(page)
    expect(page.get_by_text("青屿港务").first).to_be_visible(timeout=WAIT_MS)


def test_nobody_is_said_and_nothing_typed_is_read_as_html(visit: Opener) -> None:
    page = visit("/map?lang=zh")
    typed(page, "<img src=x onerror=alert(1)>")
    expect(keyed(page, "map.search").get_by_text("没有找到“<img src=x onerror=alert(1)>”").first).to_be_visible(
        timeout=WAIT_MS
    )
    expect(keyed(page, "map.search").locator("img")).to_have_count(0)
