"""Whatever an import can say has its words in every language, and says what to do."""

from __future__ import annotations

import re

import pytest

from graph.text import LANGUAGES, Words
from ingest.layout import LAYOUTS
from ingest.template import about
from tests.ingest.files import ROOT

SOURCES = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "ingest").glob("*.py")))
REASONS = set(re.findall(r'Bad\(\s*"(\w+)"', SOURCES)) | {
    "self_referral", "not_consented", "missing", "no_lawful_basis", "unknown_reference", "refers_to_rejected",
}  # fmt: skip
KEYS = set(
    re.findall(r'"((?:error\.bad_file|error\.unsupported|ingest\.(?:note|alike|why|template))\.[a-z_.]+)"', SOURCES)
)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_reason_says_what_is_wrong_and_how_to_mend_it(lang: str) -> None:
    words = Words(lang)
    missing = [key for reason in REASONS for key in (f"reject.{reason}", f"mend.{reason}") if not words.has(key)]
    assert missing == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_note_and_refusal_has_its_words(lang: str) -> None:
    assert len(KEYS) > 20
    assert [key for key in sorted(KEYS) if not Words(lang).has(key)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_column_of_every_sheet_says_what_belongs_in_it(lang: str) -> None:
    for layout in LAYOUTS.values():
        for column in layout.columns:
            assert about(column, Words(lang)).startswith(column.name)
