"""A file people have, by mouse: preview, confirmation, found on the map, and taken back."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Opener, settled
from tests.browser.map import keyed

PEOPLE = """姓名,公司,职务,合法依据,来源
黎望舒,浔江船厂,设备部长,本人同意,名片
褚怀瑾,浔江船厂,总工程师,本人同意,当面认识
,浔江船厂,采购主管,本人同意,名片
柏长青,浔江船厂,调度长,本人同意,购买名单
"""


def test_a_file_is_previewed_imported_found_and_taken_back(visit: Opener, tmp_path: Path) -> None:
    file = tmp_path / "名单.csv"
    file.write_bytes(PEOPLE.encode("gb18030"))
    page = visit("/data?lang=zh")
    page.locator("input[type=file]").first.set_input_files(file)
    confirm = keyed(page, "data.confirm").get_by_role("button")
    expect(confirm).to_be_visible()
    expect(page.get_by_text("不允许").first).to_be_visible()  # a bought list is refused, in its own row
    confirm.click()
    receipt = keyed(page, "data.receipt")
    expect(receipt).to_be_visible()

    map_page = visit("/map?lang=zh")
    keyed(map_page, "map.search").locator("input").fill("chuhuaijin")
    expect(keyed(map_page, "map.search").get_by_role("option").get_by_text("褚怀瑾")).to_be_visible()

    keyed(page, "data.receipt.undo").get_by_role("button").click()
    expect(receipt).to_be_hidden()
    settled(page)
    again = visit("/map?lang=zh")
    keyed(again, "map.search").locator("input").fill("chuhuaijin")
    expect(keyed(again, "map.search").locator(".none")).to_contain_text("chuhuaijin")
    expect(keyed(again, "map.search").get_by_role("option")).to_have_count(0)
