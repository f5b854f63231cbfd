"""The Data page: nothing is written before the button, and everything that was can be taken back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from graph.model.network import Network
from graph.store import commands
from graph.store.access import everyone
from graph.store.bolt import GraphStore
from graph.text import LANGUAGES, Words
from ingest.load import preview
from ingest.view.glance import changed_rows, spelled
from ingest.view.past import moment
from ingest.view.take import exported
from tests.ingest.pages import data_page, uploaded
from tests.store.emptied import empty
from tests.views.small import person

PEOPLE = "编号,姓名,职务,合法依据\na,王小明,经理,同意\nb,李小红,处长,\n"


@pytest.fixture
def kept(embedded_uri: str) -> Iterator[GraphStore]:
    """An empty embedded store."""
    empty(embedded_uri)
    with GraphStore.open(embedded_uri) as store:
        yield store


def ok(at: AppTest) -> AppTest:
    """The page, having run without an error."""
    assert [error.message for error in at.exception] == []
    return at


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("part", ["bring", "past", "take", "keep"])
def test_every_part_stands_on_an_empty_store(kept: GraphStore, part: str, lang: str) -> None:
    ok(data_page(kept, part, lang))


def test_a_file_is_seen_first_written_on_the_button_and_taken_back(kept: GraphStore) -> None:
    at = ok(uploaded(data_page(kept), people=PEOPLE))
    assert kept.revision() == 0
    assert at.tabs[0].label == "新增 1"
    assert at.tabs[3].label == "拒绝 1"
    at = ok(at.button(key="data.confirm").click().run())
    assert kept.read(everyone)["Person"]["name"].tolist() == ["王小明"]
    ok(at.button(key="data.receipt.undo").click().run())
    assert kept.read(everyone) == Network.empty()


def test_a_lawful_basis_for_all_rows_without_one(kept: GraphStore) -> None:
    at = uploaded(data_page(kept), people=PEOPLE)
    at = ok(at.selectbox(key="data.constant.lawful_basis").select("consent").run())
    assert at.tabs[0].label == "新增 2"
    assert at.tabs[3].label == "拒绝 0"


def test_a_column_is_used_as_the_user_says(kept: GraphStore) -> None:
    at = ok(uploaded(data_page(kept), people="编号,怎么称呼,合法依据\na,王小明,同意\n"))
    at = ok(at.selectbox(key="data.sheet.0.people.csv.kind").select("people").run())
    assert len(at.warning) == 1
    choice = next(one for one in at.selectbox if one.label == "怎么称呼")
    at = ok(choice.select("name").run())
    ok(at.button(key="data.confirm").click().run())
    assert kept.read(everyone)["Person"]["name"].tolist() == ["王小明"]


def test_the_same_file_again_has_nothing_to_import(kept: GraphStore) -> None:
    kept.apply(commands.load(Network.of(Person=[person("a", "王小明", title="经理")]), "local", "x"))
    at = ok(uploaded(data_page(kept), people="编号,姓名,职务,合法依据\na,王小明,经理,同意\n"))
    assert len(at.info) == 1
    assert "data.confirm" not in [button.key for button in at.button]


def test_a_file_that_cannot_be_read_says_why(kept: GraphStore) -> None:
    at = ok(uploaded(data_page(kept), people=""))
    assert len(at.error) == 1


def test_an_entry_of_the_journal_can_be_taken_back_and_done_again(kept: GraphStore) -> None:
    receipt = kept.apply(commands.add("Person", person("a", "王小明"), "local"))
    at = ok(data_page(kept, "past"))
    at.session_state["data.past"] = {"picked": receipt.change}
    kept.undo("local", receipt.change)
    at = ok(data_page(kept, "past"))
    ok(at.button(key="data.redo").click().run())
    assert kept.read(everyone)["Person"]["id"].tolist() == ["a"]


def test_a_change_says_what_was_and_what_would_be(tmp_path) -> None:
    known = Network.of(Person=[person("a", "王小明", title="经理")])
    (tmp_path / "people.csv").write_text("编号,姓名,职务,合法依据\na,王小明,总经理,同意\n", encoding="utf-8")
    table = changed_rows(preview([tmp_path / "people.csv"], known), known, "Person", Words("zh"))
    assert table.to_numpy().tolist() == [["王小明", "职务", "经理", "总经理"]]


def test_unknown_is_a_dash_and_a_choice_is_a_word() -> None:
    assert spelled("Person", "customer_status", "unknown", Words("zh")) == "–"
    assert spelled("Person", "powers", ("decide", "veto"), Words("en")) == "decide, veto"


def test_exports_hold_what_they_promise() -> None:
    network = Network.of(Person=[person("a", "=1+1")])
    with zipfile.ZipFile(io.BytesIO(exported(network, "csv", "all", Words("zh")))) as archive:
        assert "'=1+1" in archive.read("people.csv").decode("utf-8-sig")
    assert exported(network, "xlsx", "all", Words("zh")).startswith(b"PK")
    assert b"graphml" in exported(network, "graphml", "all", Words("en"))


def test_a_time_of_the_journal_is_told_to_the_minute() -> None:
    assert len(moment("2026-11-22T20:15:01.000001")) == len("2026-11-22 20:15")
