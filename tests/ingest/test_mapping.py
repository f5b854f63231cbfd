"""Which column is which field: by the words people use, by a mapping file, and by proposal where it only looks so."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from graph.model.errors import BadFile
from graph.text import LANGUAGES, Words
from ingest import mapping, proposal
from ingest.layout import LAYOUTS, TEMPLATES
from ingest.rows import Sheet
from tests.ingest.files import seen, written


def sheet(*headers: str, file: str = "list.csv") -> Sheet:
    """A sheet with these headers and one row."""
    return Sheet(file, "", pd.DataFrame([["x"] * len(headers)], columns=list(headers), index=[2]))


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        ("姓名 公司 职务", "people"), ("Name Company Title", "people"), ("客户名称 行业 区域", "accounts"),
        ("人员1 人员2 关系 强度", "knows"), ("推荐人 被推荐人 日期 状态", "referrals"), ("姓名 上级", "reports_to"),
        ("销售代表 客户", "owns"), ("业务员 客户联系人 关系阶段 态度", "contacts"),
        ("影响者 被影响者 力度", "influences"),
        ("商机名称 客户 金额 预计成交日期", "opportunities"), ("联系人 项目 采购角色 态度", "stakeholders"),
        ("姓名 公司 上级", "people"), ("客户名称 行业 负责人", "accounts"), ("姓名 公司 客户经理 态度", "people"),
        ("活动名称 开始 结束 预算", "campaigns"), ("销售 层级 区域", "reps"),
    ],
)  # fmt: skip
def test_a_sheet_is_known_by_its_header_words(headers: str, kind: str) -> None:
    found = proposal.propose(sheet(*headers.split()))
    assert found is not None
    assert (found.layout.name, found.ignored, found.missing) == (kind, [], [])


def test_every_header_of_every_sheet_is_recognised_as_its_own_column_in_every_language() -> None:
    for layout in LAYOUTS.values():
        for lang in LANGUAGES:
            headers = [proposal.heading(layout, column.name, Words(lang)) for column in layout.columns]
            found = proposal.recognised(headers, layout)
            assert [found[h][0] for h in headers] == [c.name for c in layout.columns], (layout.name, lang)


def test_the_name_of_the_file_decides_where_columns_do_not() -> None:
    assert proposal.propose(sheet("id", "name", file="reps.csv")).layout.name == "reps"  # type: ignore[union-attr]
    assert proposal.propose(sheet("编号", "名称", file="客户.csv")).layout.name == "accounts"  # type: ignore[union-attr]
    with pytest.raises(BadFile) as problem:
        proposal.propose(sheet("id", "name"))
    assert problem.value.text == "error.bad_file.which_kind"


def test_what_only_looks_alike_is_proposed_and_not_used() -> None:
    found = proposal.propose(sheet("姓名*", "公司", "采购意向职务", "员工生日"), "people")
    assert found is not None
    told = {guess.column: (guess.field, guess.why) for guess in found.guesses}
    assert told == {
        "姓名*": ("name", "label"), "公司": ("account", "alias"), "采购意向职务": ("title", "similar"),
        "员工生日": ("", ""),
    }  # fmt: skip
    assert found.ignored == ["采购意向职务", "员工生日"]
    assert set(found.plan.columns) == {"姓名*", "公司"}


def test_a_proposal_is_a_mapping_file_to_edit(tmp_path: Path) -> None:
    found = proposal.propose(sheet("姓名", "公司", "采购意向职务"))
    assert found is not None
    [path] = written(tmp_path, {"m.toml": found.toml()})
    [plan] = mapping.read(path)
    assert (plan.layout.name, plan.columns) == ("people", {"姓名": ("name",), "公司": ("account",)})
    assert found.to_json(Words("en"))["columns"][0] == {
        "column": "姓名", "field": "name", "why": "same as the field's name", "sample": "x",
    }  # fmt: skip


def test_a_mapping_reads_renames_prefixes_filters_and_looks_up(tmp_path: Path) -> None:
    plan = """
        [[table]]
        kind = "Person"
        columns = { nr = ["id", "name"], "城市" = "note" }
        prefix = { name = "No. " }
        constants = { lawful_basis = "consent" }
        values = { note = { "上海" = "SH", BJ = "" } }
        where = { nr = "*" }

        [[table]]
        kind = "REPORTS_TO"
        columns = { nr = "person_id" }
        where = { boss = "*" }
        lookup.superior_id = { column = "boss", in = ["desk"], gives = "nr" }
    """
    [path] = written(tmp_path, {"m.toml": plan})
    found = seen(tmp_path, {"t.csv": "nr,城市,boss,desk\n1,上海,,D1\n2,bj,D1,D2\n,x,,\n"}, mapping=path)
    assert found.rejections == ()
    people = found.put["Person"].set_index("id")
    assert people["name"].to_dict() == {"1": "No. 1", "2": "No. 2"}
    assert people["note"].dropna().to_dict() == {"1": "SH"}
    assert found.put["REPORTS_TO"][["from_id", "to_id"]].to_numpy().tolist() == [["2", "1"]]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("kind = people", "mapping_toml"), ('kind = "folk"', "no_such_kind"),
        ('kind = "people"\ncolours = {}', "mapping_part"),
        ('kind = "people"\ncolumns = { a = "shoe" }', "mapping_field"),
        ('kind = "people"\ncolumns = { nobody = "name" }', "no_column"),
    ],
)  # fmt: skip
def test_a_mapping_that_cannot_be_used_says_what_is_wrong(tmp_path: Path, text: str, key: str) -> None:
    [path] = written(tmp_path, {"m.toml": text})
    with pytest.raises(BadFile) as problem:
        seen(tmp_path, {"t.csv": "a,b\n1,2\n"}, mapping=path)
    assert problem.value.text == f"error.bad_file.{key}"


def test_a_kind_that_lacks_a_needed_column_says_which(tmp_path: Path) -> None:
    with pytest.raises(BadFile) as problem:
        seen(tmp_path, {"t.csv": "姓名,公司\n王伟,恒远\n"}, kind="knows")
    assert problem.value.values["field"] == "person_id_1"


def test_every_template_sheet_has_its_words() -> None:
    for lang in LANGUAGES:
        assert len({Words(lang)(f"ingest.sheet.{name}") for name in LAYOUTS}) == len(LAYOUTS)
    assert set(TEMPLATES) <= set(LAYOUTS)
