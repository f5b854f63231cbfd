"""Editing with real hands: many in a table by keyboard, two people made one, removal typed out; undo takes all back."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from graph.model.network import Network
from tests.browser.conftest import Opener, settled
from tests.browser.map import edit, keyed

HAND_MS = 60  # between two keys; the grid takes over what was typed a moment after it is seen


def chosen(page: Page, key: str, name: str) -> None:
    """Choose by typing in that select box."""
    box = keyed(page, key).get_by_role("combobox")
    box.click()
    box.fill(name)
    page.keyboard.press("Enter")
    settled(page)


def shown(visit: Opener, demo: Network, name: str) -> Page:
    """The map in edit mode with that person's card."""
    people = demo["Person"]
    page = visit(f"/map?lang=zh&who={people['id'][people['name'] == name].iloc[0]}")
    edit(page)
    expect(keyed(page, "map.merge")).to_be_visible()
    return page


def undone(page: Page, what: str) -> None:
    """Take back the change of that name."""
    undo = keyed(page, "shell.undo").get_by_role("button")
    expect(undo).to_contain_text(what)
    undo.click()
    expect(undo).not_to_contain_text(what)
    settled(page)


def test_many_are_edited_by_keyboard_saved_as_one_change_and_taken_back(visit: Opener) -> None:
    page = visit("/data?lang=zh&part=many")
    chosen(page, "data.many.accounts", "沧浪轨道")
    page.keyboard.press("Escape")
    keyed(page, "data.many.open").get_by_role("button").click()
    dialog = page.get_by_role("dialog")
    settled(page)
    dialog.locator(".dvn-scroller").click(position={"x": 150, "y": 55})
    for row, title in enumerate(("Alpha", "Beta")):
        expect(page.locator(f"#glide-cell-1-{row}")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#portal textarea")).to_be_focused()
        page.keyboard.type(title, delay=HAND_MS)
        expect(page.locator("#portal textarea")).to_have_value(title)
        page.wait_for_timeout(HAND_MS)
        page.keyboard.press("Enter")
    save = keyed(page, "many.save").get_by_role("button")
    expect(save).to_contain_text("2")
    expect(dialog).to_contain_text("Alpha")
    save.click()
    expect(dialog).to_be_hidden()
    page.goto(re.sub(r"/data.*", "/map?lang=zh", page.url))
    settled(page)
    edit(page)
    undone(page, "等 2 处")


def test_two_people_become_one_and_undo_brings_both_back(visit: Opener, demo: Network) -> None:
    page = shown(visit, demo, "毕云帆")
    keyed(page, "map.merge").get_by_role("button").click()
    dialog = page.get_by_role("dialog")
    box = dialog.get_by_role("combobox").first
    box.click()
    box.fill("纪怀安")
    page.keyboard.press("Enter")
    expect(dialog).to_contain_text("保留哪一条")
    dialog.get_by_role("button", name="合并").click()
    expect(dialog).to_be_hidden()
    expect(keyed(page, "saved.saved")).to_contain_text("已保存")
    undone(page, "合并")


def test_much_is_removed_only_when_it_is_typed_out(visit: Opener, demo: Network) -> None:
    page = shown(visit, demo, "方雨桐")
    keyed(page, "map.remove_person").get_by_role("button").click()
    dialog = page.get_by_role("dialog")
    go = keyed(page, "edit.remove_yes").get_by_role("button")
    expect(go).to_be_disabled()
    expect(dialog).to_contain_text("智慧港区")
    expect(dialog).to_contain_text("请输入")
    asked = re.search(r"请输入 (\d+)", dialog.inner_text())
    assert asked
    dialog.get_by_role("textbox").fill(asked[1])
    expect(go).to_be_enabled()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
