"""Two at one map drag the same card: the second sees both answers and decides."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import WAIT_MS, Opener, settled
from tests.browser.map import keyed
from tests.browser.test_account import card, drag


def editing(visit: Opener) -> Page:
    """The power map in edit mode."""
    page = visit("/account?lang=zh")
    keyed(page, "map.mode").get_by_role("radio").nth(1).click()
    expect(card(page, "梁伟民")).to_have_attribute("data-grab", re.compile("."), timeout=WAIT_MS)
    settled(page)
    return page


def test_two_who_drag_one_card_see_both_superiors(visit: Opener) -> None:
    first, second = editing(visit), editing(visit)
    drag(first, "梁伟民", "罗敬之")
    first.get_by_role("dialog").get_by_role("button", name="就这样改").click()
    expect(card(first, "梁伟民")).to_have_attribute("aria-label", re.compile("汇报给罗敬之"), timeout=WAIT_MS)
    drag(second, "梁伟民", "何静姝")
    dialog = second.get_by_role("dialog")
    dialog.get_by_role("button", name="就这样改").click()
    expect(dialog).to_contain_text("保留对方的：罗敬之", timeout=WAIT_MS)
    dialog.get_by_text("用我的：何静姝").click()
    dialog.get_by_role("button", name="保存").click()
    expect(dialog).to_be_hidden(timeout=WAIT_MS)
    expect(card(second, "梁伟民")).to_have_attribute("aria-label", re.compile("汇报给何静姝"), timeout=WAIT_MS)
    for before in ("罗敬之", "周启明"):
        keyed(second, "shell.undo").get_by_role("button").click()
        expect(card(second, "梁伟民")).to_have_attribute("aria-label", re.compile(f"汇报给{before}"), timeout=WAIT_MS)
