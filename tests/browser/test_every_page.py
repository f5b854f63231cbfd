"""What holds for every page in both languages: it opens, axe finds nothing, nothing leaves the machine (`visit`)."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import Opener, settled
from tests.browser.map import soon

PAGES = ("account", "map", "routes", "centres", "chains", "overview", "data")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_barriers(visit: Opener, name: str, lang: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    page = visit(f"/{name}?lang={lang}")
    settled(page)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        expect(page.locator("[data-testid=stApp]")).to_have_css("color-scheme", scheme)
        page.screenshot(path=Path(tmp_path_factory.getbasetemp()) / f"{name}-{lang}-{scheme}.png", full_page=True)
        found = Axe().run(page).response["violations"]
        assert [f"{v['id']}: {v['help']} {[n['html'][:160] for n in v['nodes'][:3]]}" for v in found] == [], scheme
    assert page.get_by_test_id("stException").all_inner_texts() == []


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_needs_no_sideways_scrolling(visit: Opener, name: str) -> None:
    page = visit(f"/{name}?lang=zh", width=390, height=844)
    soon(page, lambda: page.evaluate("document.scrollingElement.scrollWidth"), lambda wide: wide <= 390)
