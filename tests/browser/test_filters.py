"""Chips, Back, a link in another session and language, the list on a phone, and print."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import WAIT_MS, Opener, settled
from tests.browser.map import keyed, people, soon

CHIP = "map.chip.attitudes"


def drawn(page: Page) -> list[str]:
    """The names on the map, once it is there."""
    return soon(page, lambda: sorted(people(page)), bool)


def descending(numbers: list[int]) -> bool:
    """Whether there are several and the greatest stands first."""
    return len(numbers) > 1 and numbers == sorted(numbers, reverse=True)


def shown(page: Page) -> list[str]:
    """The names in the list."""
    names: list[str] = keyed(page, "map.list").locator("tbody th button").all_inner_texts()
    return names


def test_a_chip_goes_back_and_a_link_opens_the_same_elsewhere(visit: Opener) -> None:
    page = visit("/map?lang=zh")
    everybody = len(drawn(page))
    keyed(page, "map.bar").get_by_role("button", name="筛选").click()
    page.get_by_role("button", name="反对者").first.click()
    expect(page).to_have_url(re.compile("attitudes=opponent"), timeout=WAIT_MS)
    page.keyboard.press("Escape")
    chip = keyed(page, CHIP)
    expect(chip).to_contain_text("态度：反对者")
    few = soon(page, lambda: sorted(people(page)), lambda names: 0 < len(names) < everybody)
    other = visit("/map?" + page.url.partition("?")[2].replace("lang=zh", "lang=en"))
    expect(keyed(other, CHIP)).to_contain_text("of 324 people")
    soon(other, lambda: drawn(other), lambda names: names == few)
    chip.get_by_text("态度：反对者").click()
    expect(page).to_have_url(re.compile("off=attitudes"), timeout=WAIT_MS)
    expect(keyed(page, "map.list").get_by_role("button", name="秦述白")).to_be_visible()
    settled(page)
    page.go_back()
    expect(page).not_to_have_url(re.compile("off=attitudes"))
    expect(chip).to_contain_text(f"{len(few)} / 324 人")


def test_the_list_sorts_chooses_several_and_comes_first_on_a_phone(visit: Opener) -> None:
    page = visit("/map?lang=zh&cols=degree,account", width=390, height=844)
    head = keyed(page, "map.list").get_by_role("columnheader", name=re.compile("关系数"))
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    expect(page).to_have_url(re.compile("sort=-degree"), timeout=WAIT_MS)
    cells = keyed(page, "map.list").locator("tbody td:nth-child(3)")
    soon(page, lambda: [int(n.replace(",", "")) for n in cells.all_inner_texts()], descending)
    expect(keyed(page, "map.canvas")).to_be_hidden()
    boxes = keyed(page, "map.list").get_by_role("checkbox")
    boxes.nth(0).check()
    boxes.nth(2).click(modifiers=["Shift"])
    expect(page.get_by_text("已选 3 人", exact=True)).to_be_visible(timeout=WAIT_MS)
    keyed(page, "map.tab").get_by_role("radio").nth(1).click()
    expect(keyed(page, "map.canvas")).to_be_visible()
    expect(keyed(page, "map.list")).to_be_hidden()


def test_print_holds_title_filters_and_list_only(visit: Opener) -> None:
    page = visit("/map?lang=zh&attitudes=supporter")
    expect(keyed(page, "map.list").get_by_role("button", name="秦述白")).to_be_visible()
    settled(page)
    names = shown(page)
    page.emulate_media(media="print")
    for gone in ("map.canvas", "map.search", "map.mode"):
        expect(keyed(page, gone)).to_be_hidden()
    expect(keyed(page, CHIP)).to_be_visible()
    last = keyed(page, "map.list").get_by_role("button", name=names[-1])
    frame = keyed(page, "map.list").locator(".rows")
    soon(page, lambda: frame.evaluate("e => e.scrollHeight - e.clientHeight"), lambda hidden: hidden <= 1)
    expect(last).to_be_visible()
