"""What was taken along opens in a real browser: nothing in it runs that is a name, nothing is asked of the net."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, expect

from graph.text import Words
from graph.views.seen import Seen
from graph.views.take.drawn import of_picture
from graph.views.take.page import page
from graph.views.take.sheet import sheet
from tests.views.test_draw import drawn, small
from tests.views.test_take import crowd, data_of, hostile, looking, seen_of


def test_the_page_of_hostile_names_is_searched_and_walked_and_runs_nothing(browser: Browser, tmp_path: Path) -> None:
    names = [f"王述白 {name}" for name in hostile()]
    file = tmp_path / "map.html"
    file.write_text(page(data_of(crowd(names)), Words("zh")), encoding="utf-8", errors="replace")
    tab = browser.new_page()
    asked: list[str] = []
    broken: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("dialog", lambda dialog: (broken.append(dialog.message), dialog.dismiss()))
    tab.on("pageerror", lambda problem: broken.append(str(problem)))
    tab.goto(file.as_uri())
    assert tab.locator("aside button").count() == min(300, len(names))
    tab.get_by_role("searchbox").fill("onerror")
    first = tab.locator("aside button b").first
    assert "onerror" in first.inner_text()
    first.click()
    assert "onerror" in tab.locator("aside h2").inner_text()
    tab.wait_for_timeout(300)
    assert (asked, broken) == ([file.as_uri()], [])
    assert tab.evaluate("[...document.querySelectorAll('img,iframe,a')].length") == 0
    tab.close()


def test_the_sheet_of_paper_is_one_page(browser: Browser, tmp_path: Path) -> None:
    screen = looking(crowd([f"人{i}" for i in range(90)]))
    seen, (_, picture) = seen_of(screen), drawn(crowd([f"人{i}" for i in range(90)]))
    drawing = of_picture(picture, [], title="甲厂")
    told = Seen("account", "甲厂", seen.people, seen.ties, seen.notes, seen.table, lambda theme: drawing)
    file = tmp_path / "sheet.html"
    file.write_text(sheet(told, screen.words), encoding="utf-8")
    tab = browser.new_page()
    tab.goto(file.as_uri())
    made = tab.pdf(prefer_css_page_size=True)
    tab.close()
    assert made.startswith(b"%PDF")
    assert made.count(b"/Type /Page\n") == 1


def test_the_page_opens_with_who_was_chosen_and_is_walked_by_keyboard(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "map.html"
    told = data_of(small()) | {"focus": {"id": "a"}}
    file.write_text(page(told, Words("zh")), encoding="utf-8")
    tab = browser.new_page(color_scheme="dark")
    tab.goto(file.as_uri())
    expect(tab.locator("aside h2")).to_have_text("王伟")
    assert {"汇报 →", "← 汇报"} & set(tab.locator("aside button .c").all_inner_texts())
    tab.locator("aside .back").focus()
    tab.keyboard.press("Enter")
    expect(tab.locator("aside [role=status]")).to_have_text("3 人")
    expect(tab.get_by_role("searchbox")).to_be_focused()
    tab.keyboard.press("Tab")
    tab.keyboard.press("ArrowRight")
    expect(tab.locator("aside h2")).to_be_visible()
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(15, 19, 26)"
    tab.close()
