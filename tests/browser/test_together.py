"""Two at one map: what the other changed is told by number; the same field and the same card show both answers."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.conftest import Opener, settled
from tests.browser.map import keyed
from tests.browser.test_account import card, drag

WHO = "hw-p007"  # 梁伟民
FIELDS = ("attitude", "relationship_stage", "centre_state")


def editing(visit: Opener, who: str = "") -> Page:
    """The power map in edit mode."""
    page = visit(f"/account?lang=zh{f'&who={who}' if who else ''}")
    keyed(page, "map.mode").get_by_role("radio").nth(1).click()
    expect(card(page, "梁伟民")).to_have_attribute("data-grab", re.compile("."))
    settled(page)
    return page


def field(page: Page, name: str) -> Any:
    """The box of a fact that is changed where it stands."""
    return page.locator(f"[class*='st-key-account-inline-{name}-']").get_by_role("combobox")


def turned(page: Page, name: str, *places: int) -> str:
    """Choose another value of that field, the first of these places that is not what stands there; what it says."""
    now = field(page, name).input_value()
    field(page, name).click()
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    option = next(one for one in map(options.nth, places) if one.inner_text() != now)
    said = option.inner_text()
    option.click()
    return said


def changed(page: Page, name: str) -> str:
    """The same, until it is saved and the page shows what is stored."""
    box = page.locator(f"[class*='st-key-account-inline-{name}-']").first
    before = str(box.get_attribute("class")).split("st-key-")[1].split()[0]  # ends in the row's revision
    said = turned(page, name, 0, 1)
    expect(page.locator(f".st-key-{before}")).to_have_count(0)
    expect(field(page, name)).to_have_value(said)
    settled(page)
    return said


def undone(page: Page, times: int) -> None:
    """Take back that many changes, one after another."""
    undo = keyed(page, "shell.undo").get_by_role("button")
    for _ in range(times):
        undo.click()
        settled(page)


def test_changes_arrive_by_number_and_one_field_shows_both_values(visit: Opener) -> None:
    page, colleague = editing(visit, WHO), editing(visit, WHO)
    expect(field(colleague, "attitude")).to_be_visible()
    was = field(page, "attitude").input_value()
    theirs = [changed(colleague, name) for name in FIELDS]
    expect(keyed(page, "shell.news").get_by_role("button")).to_contain_text("更新了 3 处")
    expect(field(page, "attitude")).to_have_value(was)
    mine = turned(page, "attitude", 2, 3)
    choices = page.locator("[class*='st-key-edit-clash-attitude']")
    expect(choices).to_contain_text(f"保留对方的：{theirs[0]}")
    expect(choices).to_contain_text(f"用我的：{mine}")
    expect(keyed(page, "saved.clash")).to_be_visible()
    settled(page)
    choices.get_by_text("用我的").click()
    expect(choices.get_by_role("radio").nth(1)).to_be_checked()
    settled(page)
    keyed(page, "edit.clash_save").get_by_role("button").click()
    expect(field(page, "attitude")).to_have_value(mine)
    expect(keyed(page, "shell.news").get_by_role("button")).to_be_hidden()
    undone(page, 4)


def test_two_who_drag_one_card_see_both_superiors(visit: Opener) -> None:
    first, second = editing(visit), editing(visit)
    drag(first, "梁伟民", "罗敬之")
    first.get_by_role("dialog").get_by_role("button", name="就这样改").click()
    expect(card(first, "梁伟民")).to_have_attribute("aria-label", re.compile("汇报给罗敬之"))
    drag(second, "梁伟民", "何静姝")
    dialog = second.get_by_role("dialog")
    dialog.get_by_role("button", name="就这样改").click()
    expect(dialog).to_contain_text("保留对方的：罗敬之")
    dialog.get_by_text("用我的：何静姝").click()
    dialog.get_by_role("button", name="保存").click()
    expect(dialog).to_be_hidden()
    expect(card(second, "梁伟民")).to_have_attribute("aria-label", re.compile("汇报给何静姝"))
    for before in ("罗敬之", "周启明"):
        keyed(second, "shell.undo").get_by_role("button").click()
        expect(card(second, "梁伟民")).to_have_attribute("aria-label", re.compile(f"汇报给{before}"))
