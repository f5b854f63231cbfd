"""Templates: empty, they bring nothing in; filled in as their examples are, they come in whole, in every language."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from graph.model.errors import BadValue, Unsupported
from graph.model.kinds import SHOWN
from graph.model.network import Network
from graph.text import LANGUAGES, Words
from ingest.layout import LAYOUTS, TEMPLATES
from ingest.load import preview
from ingest.template import template


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_template_as_it_is_brings_nothing_and_refuses_nothing(tmp_path: Path, lang: str, ending: str) -> None:
    for kind in TEMPLATES:
        seen = preview([template(kind, tmp_path / f"{kind}.{ending}", Words(lang))], Network.empty())
        assert seen.changes_nothing, kind
        assert seen.rejections == (), kind
        assert seen.parts[0].layout == kind


OTHERS = {"superior_id", "person_id_2", "to_id", "referred_person_id", "to_account_id"}


def filled(path: Path, kind: str, words: Words) -> None:
    """The template with its example rows made rows of its own: the marks become ids."""
    template(kind, path, words)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    for row in sheet.iter_rows(min_row=2):
        for cell, column in zip(row, LAYOUTS[kind].template, strict=True):
            number = int(cell.row) - 1
            if column.field == "id" or column.refers:
                of = column.refers[0] if column.refers else LAYOUTS[kind].kind
                cell.value = f"{of}-{3 - number if column.name in OTHERS else number}"
    book.save(path)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_templates_filled_in_are_one_import_in_which_every_column_lands(tmp_path: Path, lang: str) -> None:
    for kind in TEMPLATES:
        filled(tmp_path / f"{kind}.xlsx", kind, Words(lang))
    seen = preview([tmp_path], Network.empty())
    assert [(r.file, r.row, r.reason) for r in seen.rejections] == [("referrals.xlsx", 3, "referral_cycle")]
    told = {"LED_TO", "ABOUT_ACCOUNT", "CONTRACTS_FOR", "PARENT_OF"}
    told |= {"TOOK_PART", "INVITED", "RIVAL_CONTACT", "COLLEAGUE_OF", "RewardEntry", "GIVEN_TO", "FOR_REFERRAL"}
    told |= {"Note", "NOTED_ON"}
    assert {kind for kind, n in seen.put.counts().items() if n} == set(SHOWN) - told
    assert preview([tmp_path], seen.put).changes_nothing


def test_allowed_words_are_listed_and_can_be_picked(tmp_path: Path) -> None:
    book = load_workbook(template("contacts", tmp_path / "c.xlsx", Words("zh")))
    sheet, told = book.worksheets
    assert told.title == "可用的词"
    lists = {cell.value: [below.value for below in told[cell.column_letter][1:]] for cell in told[1]}
    assert lists["态度"][:4] == ["支持者", "中立者", "反对者", "不清楚"]
    assert len(sheet.data_validations.dataValidation) == 3
    assert "attitude" in sheet["E1"].comment.text


def test_a_template_that_there_is_not_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadValue):
        template("shoes", tmp_path / "x.xlsx", Words("en"))
    with pytest.raises(Unsupported):
        template("people", tmp_path / "x.pdf", Words("en"))
