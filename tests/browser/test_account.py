"""The power map with real mouse and keyboard: choose a card, change a superior by dragging, undo, zoom, on a phone."""

from __future__ import annotations

import re

from playwright.sync_api import FloatRect, Locator, Page, expect

from tests.browser.conftest import Opener, settled
from tests.browser.map import keyed, soon

SIDEWAYS = "document.querySelector('[data-testid=stMain]').scrollWidth"


def card(page: Page, name: str) -> Locator:
    """The card of whoever has that name."""
    return page.locator(f"g.pc:not(.ghost)[aria-label^='{name}']")


def still(card: Locator) -> FloatRect:
    """Where a card stands once it no longer moves."""
    card.wait_for()
    seen: list[FloatRect | None] = [None]

    def twice() -> FloatRect | None:
        seen.append(card.bounding_box())
        return seen[-1] if seen[-1] == seen[-2] else None

    box = soon(card.page, twice, bool)
    assert box is not None
    return box


def drag(page: Page, name: str, onto: str) -> None:
    """Take a card with the mouse and let it go over another, once both stand still."""
    settled(page)
    one, other = still(card(page, name)), still(card(page, onto))
    page.mouse.move(one["x"] + 60, one["y"] + 30)
    page.mouse.down()
    page.mouse.move(one["x"] + 80, one["y"] + 40, steps=3)
    page.mouse.move(other["x"] + 60, other["y"] + 30, steps=6)
    page.mouse.up()
    settled(page)


def test_a_card_is_chosen_dragged_under_another_and_taken_back(visit: Opener) -> None:
    page = visit("/account?lang=zh")
    expect(card(page, "何静姝")).to_be_visible()
    card(page, "何静姝").focus()
    page.keyboard.press("Enter")
    expect(keyed(page, "account.who_can").get_by_role("button")).to_contain_text("谁能引荐何静姝")
    expect(page).to_have_url(re.compile("who=hw-p006"))
    expect(card(page, "何静姝")).to_have_attribute("aria-pressed", "true")
    keyed(page, "account.back").get_by_role("button").click()
    keyed(page, "map.mode").get_by_role("radio").nth(1).click()
    expect(card(page, "梁伟民")).to_have_attribute("data-grab", re.compile("."))
    settled(page)
    drag(page, "梁伟民", "罗敬之")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("梁伟民从今天起汇报给罗敬之")
    expect(dialog).to_contain_text("之前：周启明")
    dialog.get_by_role("button", name="就这样改").click()
    expect(dialog).to_be_hidden()
    undo = keyed(page, "shell.undo").get_by_role("button")
    expect(undo).to_contain_text("汇报")
    expect(card(page, "梁伟民")).to_have_attribute("aria-label", re.compile("汇报给罗敬之"))
    drag(page, "罗敬之", "梁伟民")
    expect(page.get_by_text("不能反过来做")).to_be_visible()
    undo.click()
    expect(keyed(page, "shell.redo").get_by_role("button")).to_be_visible()


def test_the_map_is_made_larger_and_fitted(visit: Opener) -> None:
    page = visit("/account?lang=en")
    svg = page.locator("[data-zoom] svg").first
    expect(svg).to_be_visible()
    wide = float(svg.get_attribute("width") or 0)
    page.get_by_role("button", name="Zoom in").click()
    expect(svg).to_have_attribute("width", str(wide * 1.25).removesuffix(".0"))
    page.get_by_role("button", name="Fit").click()
    soon(page, lambda: float(svg.get_attribute("width") or 0), lambda fitted: fitted <= wide)


def test_on_a_phone_the_list_comes_first_and_nothing_runs_off_sideways(visit: Opener) -> None:
    page = visit("/account?lang=zh", width=390, height=844)
    row = page.locator("button.person[aria-label^='何静姝']")
    expect(row).to_be_visible()
    expect(page.locator("[data-zoom]")).to_be_hidden()
    soon(page, lambda: page.evaluate(SIDEWAYS), lambda wide: wide == 390)
    page.get_by_role("radio", name="关系图").click()
    expect(page.locator("[data-zoom]")).to_be_visible()
    expect(row).to_be_hidden()
    soon(page, lambda: page.evaluate(SIDEWAYS), lambda wide: wide == 390)
    page.get_by_role("radio", name=re.compile("缺口")).click()
    expect(page.get_by_text("找引荐人").first).to_be_visible()
