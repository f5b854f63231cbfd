"""A day with the map by mouse and keyboard: the legend, a number explained, two days compared, a note, a proposal."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from graph.model.network import Network
from tests.browser.conftest import Opener, settled
from tests.browser.map import FIND, keyed, place, soon

COUNTS = f"""() => {{ const s = ({FIND})();
  return {{people: s.people.size, chosen: s.chosen.size, lit: s.lit.size,
           marked: [...s.people.values(), ...s.edges].filter(one => one.change).length}} }}"""


def opened(visit: Opener, demo: Network, name: str = "", **query: str) -> Page:
    """The map with that person chosen."""
    people = demo["Person"]
    who = {"who": str(people["id"][people["name"] == name].iloc[0])} if name else {}
    page = visit("/map?lang=zh" + "".join(f"&{key}={value}" for key, value in {**who, **query}.items()))
    place(page, "秦述白")
    return page


def undone(page: Page) -> None:
    """Take back the last change."""
    keyed(page, "shell.undo").get_by_role("button").click()
    settled(page)


def test_the_legend_chooses_and_a_number_is_explained_and_lit(visit: Opener, demo: Network) -> None:
    page = opened(visit, demo)
    key = page.locator(".map-legend").get_by_role("button", name="反对者")
    many = int(re.sub(r"\D", "", key.inner_text()))
    key.click()
    assert soon(page, lambda: page.evaluate(COUNTS), lambda now: now["chosen"] == many)["people"] > many
    page.locator(".map-legend").get_by_role("button", name="反对者").click()
    soon(page, lambda: page.evaluate(COUNTS), lambda now: now["chosen"] == 0)
    page = opened(visit, demo, "秦述白")
    page.locator("[data-number=score]").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("秦述白")
    expect(dialog).to_contain_text("人有分")
    settled(page)
    keyed(page, "explained.light").get_by_role("button").click()
    expect(dialog).to_be_hidden()
    soon(page, lambda: page.evaluate(COUNTS), lambda now: now["lit"] > 0)


def test_two_days_are_compared_played_and_left_again(visit: Opener, demo: Network) -> None:
    page = opened(visit, demo)
    keyed(page, "map.time.open").get_by_role("button").click()
    keyed(page, "map.before").get_by_role("combobox").click()
    page.get_by_role("option").last.click()
    expect(page).to_have_url(re.compile("before="))
    soon(page, lambda: page.evaluate(COUNTS), lambda now: now["marked"] > 0)
    keyed(page, "map.time.play").get_by_role("button").click()
    expect(page).to_have_url(re.compile("[?&]day="))
    keyed(page, "map.time.today").get_by_role("button").click()
    expect(page).not_to_have_url(re.compile("day=|before="))
    soon(page, lambda: page.evaluate(COUNTS), lambda now: now["marked"] == 0)


def test_a_note_is_written_and_taken_back(visit: Opener, demo: Network) -> None:
    page = opened(visit, demo, "秦述白")
    settled(page)
    notes = keyed(page, "map.notes")
    expect(notes.locator("summary")).to_contain_text("记事 1")
    notes.locator("summary").click()
    text = notes.get_by_role("textbox").first
    text.fill("月底前寄样本 <b>")
    expect(text).to_have_value("月底前寄样本 <b>")
    notes.get_by_role("button", name="记下").click()
    expect(notes.locator("summary")).to_contain_text("记事 2")
    expect(notes.get_by_text("月底前寄样本 <b>")).to_be_visible()
    settled(page)
    undone(page)
    expect(notes.locator("summary")).to_contain_text("记事 1")


def test_a_proposal_is_confirmed_or_dismissed_for_good_and_both_are_taken_back(visit: Opener, demo: Network) -> None:
    page = opened(visit, demo, "秦述白")
    found = page.locator("[class*='st-key-map-proposed-']").filter(has=page.get_by_role("button", name="确认"))
    expect(found.first).to_be_visible()
    settled(page)
    name = found.first.locator("strong").first.inner_text()
    whose = found.filter(has_text=name)
    for answer in ("确认", "不是"):
        whose.first.get_by_role("button", name=answer).click()
        if answer == "不是":
            page.get_by_role("button", name="不再提示").click()
        expect(whose).to_have_count(0)
        settled(page)
        undone(page)
        expect(whose.first).to_be_visible()
        settled(page)
