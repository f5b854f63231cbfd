"""How long people wait in the browser: an empty store to a drawn map, the page again, a click to the card.

Run on a quiet machine: `.venv/bin/python bench/browser.py`. Goals: click to card < 0.5 s at 300 people (median of 15).
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import CHROMIUM, QUIET, WAIT_MS, serve, settled
from tests.browser.map import click, people, place

CLICKS = 15
CARD = """name => [...document.querySelectorAll('.st-key-map-panel *')].some(
  e => e.shadowRoot?.querySelector('.card')?.textContent.slice(0, 24).includes(name))"""


def main() -> None:
    """Measure, print a table, and one line of JSON last."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        began = time.perf_counter()
        serving = serve(Path(folder) / "store", Path(folder) / "app.log")
        url = next(serving)
        page = chromium.new_page(viewport={"width": 1440, "height": 900})
        page.set_default_timeout(WAIT_MS)
        page.goto(f"{url}/map")
        place(page, "秦述白")
        told = {"empty_store_to_map_s": time.perf_counter() - began}
        began = time.perf_counter()
        page.goto(f"{url}/map")
        place(page, "秦述白")
        told["page_again_s"] = time.perf_counter() - began
        settled(page)
        told["people_drawn"] = len(people(page))
        waits = [clicked(page, name) for name in lone(page)[:CLICKS]]
        told["click_to_card_s"] = statistics.median(waits)
        told["click_to_card_worst_s"] = max(waits)
        serving.close()
    for name, value in told.items():
        print(f"{name:24}{value:10.2f}")
    print(json.dumps({name: round(value, 3) for name, value in told.items()}))


def lone(page: Page) -> list[str]:
    """People on the map by name, those first whom everybody knows, each name once."""
    return list(dict.fromkeys(people(page)))[::20]


def clicked(page: Page, name: str) -> float:
    """Seconds from the click on a person to their name on the card."""
    place(page, name)
    began = time.perf_counter()
    click(page, name)
    page.wait_for_function(CARD, arg=name, polling=10)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
