"""The database ends while somebody edits: the page says that it can only be read, what was typed stays and is saved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import WAIT_MS, serve, settled
from tests.browser.map import keyed
from tests.views.test_away import Home


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """The power map with somebody chosen, on a store of its own in `tmp_path / "store"`."""
    server = serve(tmp_path / "store", tmp_path / "app.log")
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    page = context.new_page()
    page.set_default_timeout(WAIT_MS)
    page.goto(f"{next(server)}/account?lang=zh&who=hw-p007")
    settled(page)
    yield page
    context.close()
    server.close()


def test_what_was_typed_outlives_the_database(page: Page, tmp_path: Path) -> None:
    home = Home(tmp_path / "store")
    keyed(page, "map.mode").get_by_role("radio").nth(1).click()
    keyed(page, "account.edit_person").get_by_role("button").click()
    dialog = page.get_by_role("dialog")
    title = dialog.get_by_label("职务").first
    title.fill("设备总监")
    home.take()
    dialog.get_by_role("button", name="保存").click()
    expect(dialog.get_by_role("alert")).to_be_visible(timeout=WAIT_MS)
    expect(title).to_have_value("设备总监")
    expect(keyed(page, "shell.away").get_by_role("alert")).to_contain_text("现在只能看", timeout=WAIT_MS)
    page.screenshot(path=tmp_path / "away.png")
    home.put_back()
    dialog.get_by_role("button", name="保存").click()
    expect(dialog).to_be_hidden(timeout=WAIT_MS)
    expect(keyed(page, "saved.saved")).to_be_visible(timeout=WAIT_MS)
    expect(keyed(page, "shell.away")).to_be_hidden(timeout=WAIT_MS)
    expect(page.get_by_text("设备总监").first).to_be_attached()
