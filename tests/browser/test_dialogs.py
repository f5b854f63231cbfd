"""A dialog has no barriers either, in both languages and both themes, and the keyboard closes it."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from graph.model.network import Network
from tests.browser.conftest import Opener, settled
from tests.browser.map import edit, keyed

OPENS = ("edit_person", "contact", "add_tie", "portrait", "merge", "remove_person")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_dialogs_about_a_person_have_no_barriers(visit: Opener, demo: Network, lang: str) -> None:
    people = demo["Person"]
    page = visit(f"/map?lang={lang}&who={people['id'][people['name'] == '秦述白'].iloc[0]}")
    edit(page)
    found = []
    for name in OPENS:
        keyed(page, f"map.{name}").get_by_role("button").click()
        dialog = page.get_by_role("dialog")
        expect(dialog).to_be_visible()
        expect(dialog.get_by_role("heading").first).to_be_visible()
        settled(page)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            expect(page.locator("[data-testid=stApp]")).to_have_css("color-scheme", scheme)
            violations = Axe().run(page).response["violations"]
            found += [f"{name} {scheme}: {v['id']}: {[n['html'][:160] for n in v['nodes'][:3]]}" for v in violations]
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        settled(page)
    assert found == []
