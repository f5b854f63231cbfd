"""What holds for every page in both languages: it opens, axe finds nothing, nothing leaves the machine (`visit`)."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Opener, settled

PAGES = ("", "centres", "chains", "data")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_barriers(visit: Opener, name: str, lang: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    page = visit(f"/{name}?lang={lang}")
    settled(page)
    found = Axe().run(page).response["violations"]
    told = [f"{v['id']}: {v['help']} {[n['html'][:160] for n in v['nodes'][:3]]}" for v in found]
    page.screenshot(path=Path(tmp_path_factory.getbasetemp()) / f"{name or 'map'}-{lang}.png", full_page=True)
    assert told == []
    assert page.get_by_test_id("stException").count() == 0


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_needs_no_sideways_scrolling(visit: Opener, name: str) -> None:
    page = visit(f"/{name}?lang=zh", width=390, height=844)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
