"""A photo is put on a person by mouse, seen on map, card and account, refused where it is none, taken back by undo."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Opener, settled
from tests.browser.map import FIND, click, edit, keyed, place, soon
from tests.contract.test_portraits import photo

FACE = f"() => [...({FIND})().people.values()].find(n => n.name === '秦述白').face || ''"


def test_a_photo_is_seen_where_the_initial_stood(visit: Opener, tmp_path: Path) -> None:
    none, face = tmp_path / "合影.png", tmp_path / "face.png"
    none.write_bytes(b"this is no picture")
    face.write_bytes(photo(size=(400, 300)))
    page = visit("/map?lang=zh")
    place(page, "秦述白")
    edit(page)
    click(page, "秦述白")
    keyed(page, "map.portrait").get_by_role("button").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("img", name="还没有照片")).to_be_visible()
    dialog.locator("input[type=file]").set_input_files(none)
    expect(dialog.get_by_text("合影.png 不是能用的照片，什么也没有改动")).to_be_visible()
    expect(dialog.get_by_role("button", name="保存")).to_be_disabled()
    dialog.locator("input[type=file]").set_input_files(face)
    expect(dialog.locator("svg image")).to_be_visible()
    save = dialog.get_by_role("button", name="保存")
    expect(save).to_be_enabled()
    settled(page)
    save.click()
    expect(dialog).to_be_hidden()
    soon(page, lambda: page.evaluate(FACE), lambda src: src.startswith("data:image/webp;base64,"))
    keyed(page, "shell.undo").get_by_role("button").click()
    soon(page, lambda: page.evaluate(FACE), lambda src: src == "")
