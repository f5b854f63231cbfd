"""The main job with real mouse and keyboard: find somebody, draw a tie, undo it, be told of a colleague's change."""

from __future__ import annotations

import os
import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Opener, settled
from tests.browser.map import click, draw, edit, keyed, people, place, soon, ties

PICTURE = Path(__file__).with_name("pictures") / "map.png"  # GUANXI_PICTURES=1 writes it anew


def test_a_new_user_meets_their_greatest_account(visit: Opener) -> None:
    page = visit("/?lang=zh")
    expect(page).to_have_url(re.compile("/account[?]"))
    expect(page.get_by_role("heading", name="青屿港务")).to_be_visible()
    expect(page.get_by_text("演示数据")).to_be_visible()


def test_the_demo_is_drawn(visit: Opener) -> None:
    page = visit("/map?lang=zh")
    place(page, "秦述白")
    soon(page, lambda: len(people(page)), lambda n: 250 < n <= 300)
    expect(page.get_by_text("演示数据")).to_be_visible()


def test_somebody_is_found_by_pinyin_initials_or_company(visit: Opener) -> None:
    page = visit("/map?lang=zh")
    box = keyed(page, "map.search").locator("input")
    for typed in ("qinshubai", "qsb", "秦述"):
        box.fill(typed)
        expect(keyed(page, "map.search").get_by_role("option").first).to_contain_text("秦述白")
    box.fill("绿色港口联盟")
    expect(keyed(page, "map.search").get_by_role("option").get_by_text("祁慕云")).to_be_visible()
    keyed(page, "map.search").get_by_role("option").get_by_text("祁慕云").click()
    expect(keyed(page, "map.panel")).to_contain_text("祁慕云")
    expect(page).to_have_url(re.compile("who="))


def test_a_click_on_the_map_opens_their_card(visit: Opener) -> None:
    page = visit("/map?lang=en")
    click(page, "秦述白")
    panel = keyed(page, "map.panel")
    expect(panel).to_contain_text("秦述白")
    expect(panel).to_contain_text("Influence")


def test_a_tie_is_drawn_and_taken_back_and_a_colleague_is_told(visit: Opener) -> None:
    colleague, page = visit("/map?lang=zh"), visit("/map?lang=zh")
    place(colleague, "秦述白")
    edit(page)
    place(page, "祁慕云")
    before = ties(page)
    draw(page, "祁慕云", "康柏舟")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    assert ties(page) == before
    dialog.get_by_role("button", name="保存").click()
    expect(dialog).to_be_hidden()
    undo = keyed(page, "shell.undo").get_by_role("button")
    expect(undo).to_contain_text("认识")
    soon(page, lambda: len(ties(page) - before), lambda more: more == 1)
    expect(keyed(colleague, "shell.news").get_by_role("button")).to_be_visible(timeout=15_000)
    undo.click()
    expect(keyed(page, "shell.redo").get_by_role("button")).to_be_visible()
    soon(page, lambda: ties(page) ^ before, lambda other: not other)


def test_ctrl_z_belongs_to_the_text_while_somebody_types(visit: Opener) -> None:
    page = visit("/map?lang=zh")
    box = keyed(page, "map.search").locator("input")
    box.click()
    page.keyboard.type("qsb")
    page.keyboard.press("Control+z")
    settled(page)
    place(page, "秦述白")
    expect(page.get_by_text("演示数据")).to_be_visible()  # the import of the demo was not undone


def test_a_link_opens_the_same_person(visit: Opener) -> None:
    page = visit("/map?lang=zh")
    who = click(page, "郭长庚")
    expect(keyed(page, "map.panel")).to_contain_text("郭长庚")
    again = visit(f"/map?lang=zh&who={who}")
    expect(keyed(again, "map.panel")).to_contain_text("郭长庚")


def test_the_picture_in_the_readme_is_what_a_new_user_sees(visit: Opener, tmp_path: Path) -> None:
    page = visit("/map?lang=zh")
    click(page, "秦述白")
    expect(keyed(page, "map.panel")).to_contain_text("秦述白")
    settled(page)
    page.mouse.move(4, 4)
    drawn = PICTURE if os.environ.get("GUANXI_PICTURES") else tmp_path / "map.png"
    page.screenshot(path=drawn)
    assert drawn.stat().st_size > 50_000
