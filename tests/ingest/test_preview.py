"""What an import would do: new, changed, unchanged, and every row that is refused with its place and reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph.model.errors import BadFile, BadValue
from graph.model.network import Network
from graph.text import LANGUAGES, Words
from tests.ingest.files import reasons, seen

PEOPLE = "姓名,公司,职务,合法依据\n王伟,恒远集团,采购经理,同意\n李娜,恒远集团,总监,本人同意\n"
ALL = {"id": "p1", "name": "王伟", "lawful_basis": "consent"}, {"id": "p2", "name": "李娜", "lawful_basis": "consent"}


def known(**more: list[dict[str, object]]) -> Network:
    """Two people, and what else is given."""
    return Network.of(Person=list(ALL), **more)


def test_a_list_of_people_makes_them_their_jobs_and_their_accounts(tmp_path: Path) -> None:
    found = seen(tmp_path, {"名单.csv": PEOPLE})
    assert found.counts("created") == {"Person": 2, "WORKS_AT": 2, "Account": 1}
    jobs = found.put["WORKS_AT"].merge(found.put["Person"], left_on="from_id", right_on="id")
    assert dict(zip(jobs["name"], jobs["title_x"], strict=True)) == {"王伟": "采购经理", "李娜": "总监"}
    assert found.put["Account"]["name"].tolist() == ["恒远集团"]
    assert found.said(Words("zh")) == ["文件里只写了名称，因此新建客户 1 个：恒远集团"]


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    first = seen(tmp_path, {"名单.csv": PEOPLE})
    again = seen(tmp_path, {"名单.csv": PEOPLE}, first.put)
    assert again.changes_nothing
    assert again.counts("unchanged") == {"Person": 2, "WORKS_AT": 2}


def test_only_what_the_file_says_otherwise_changes_and_blank_cells_erase_nothing(tmp_path: Path) -> None:
    rows = [{**ALL[0], "title": "经理", "man_money": "yes"}, ALL[1]]
    found = seen(
        tmp_path, {"people.csv": "id,name,title,man_money\np1,王伟,总经理,\np2,李娜,,\n"}, Network.of(Person=rows)
    )
    assert found.changes == {"Person": {"p1": ("title",)}}
    assert found.put.row("Person", "p1") == {
        **(found.put.row("Person", "p1") or {}),
        "title": "总经理",
        "man_money": "yes",
    }
    assert found.counts("unchanged") == {"Person": 1}


def test_a_choice_with_a_default_is_changed_where_the_file_names_the_default(tmp_path: Path) -> None:
    gone = Network.of(Rep=[{"id": "r1", "name": "陈一", "active": "no"}])
    assert seen(tmp_path, {"reps.csv": "id,name,active\nr1,陈一,\n"}, gone).changes_nothing
    assert seen(tmp_path, {"reps.csv": "id,name,active\nr1,陈一,是\n"}, gone).changes == {"Rep": {"r1": ("active",)}}


def test_people_are_found_by_id_name_or_name_and_account(tmp_path: Path) -> None:
    twins = [
        {"id": "p3", "name": "张三", "lawful_basis": "consent"},
        {"id": "p4", "name": "张三", "lawful_basis": "consent"},
    ]
    network = Network.of(
        Person=[*ALL, *twins], Account=[{"id": "a1", "name": "海川"}], WORKS_AT=[{"from_id": "p4", "to_id": "a1"}]
    )
    found = seen(
        tmp_path,
        {"knows.csv": "人员1,人员2,关系\np1,李娜,同学\n王伟,张三,朋友\n王伟,张三（海川）,朋友\n王伟,赵六,朋友\n"},
        network,
    )
    assert found.put["KNOWS"][["from_id", "to_id", "kind"]].to_numpy().tolist() in (
        [["p1", "p2", "alumni"], ["p1", "p4", "friend"]], [["p1", "p4", "friend"], ["p1", "p2", "alumni"]],
    )  # fmt: skip
    assert reasons(found) == [(3, "人员2", "ambiguous_name"), (5, "人员2", "unknown_reference")]
    assert found.rejections[0].values["candidates"] == "p3, p4 (海川)"


def test_an_acquaintance_is_one_tie_whoever_is_named_first(tmp_path: Path) -> None:
    found = seen(tmp_path, {"knows.csv": "person 1,person 2,kind,strength\np2,p1,friend,3\np1,p2,friend,3\n"}, known())
    assert found.put["KNOWS"][["from_id", "to_id"]].to_numpy().tolist() == [["p1", "p2"]]
    assert found.rejections == ()


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"people.csv": "姓名,合法依据\n王伟,随便\n"}, (2, "合法依据", "unknown_word")),
        ({"people.csv": "姓名,职务\n王五,经理\n"}, (2, "lawful_basis", "no_lawful_basis")),
        ({"people.csv": "姓名,合法依据\n王五,无\n"}, (2, "合法依据", "no_lawful_basis")),
        ({"people.csv": "编号,姓名,合法依据\n9,,同意\n"}, (2, "姓名", "missing")),
        ({"people.csv": "姓名,合法依据,来源\n王五,同意,购买名单\n"}, (2, "来源", "banned_source")),
        ({"people.csv": "姓名,公司编号,合法依据\n王五,A9,同意\n"}, (2, "公司编号", "unknown_reference")),
        ({"people.csv": "编号,姓名,合法依据\n9,王五,同意\n9,赵六,同意\n"}, (3, "姓名", "duplicate")),
        ({"people.csv": "姓名,合法依据\n王五,同意,又多一格\n"}, (2, "", "too_many_cells")),
        ({"people.csv": "姓名,核实日期,合法依据\n王五,2026-02-30,同意\n"}, (2, "核实日期", "bad_day")),
        ({"people.csv": "姓名,核实日期,合法依据\n王五,03/04/2026,同意\n"}, (2, "核实日期", "ambiguous_day")),
        ({"people.csv": "姓名,是否公职,合法依据\n王五,大概,同意\n"}, (2, "是否公职", "bad_yes_no")),
        ({"accounts.csv": "名称,员工人数\n海川,很多\n"}, (2, "员工人数", "bad_number")),
        ({"accounts.csv": "名称,员工人数\n海川,12.5\n"}, (2, "员工人数", "not_whole")),
        ({"accounts.csv": "名称,年收入\n海川,-5\n"}, (2, "年收入", "out_of_range")),
        ({"knows.csv": "人员1,人员2\np1,p1\n"}, (2, "人员2", "self_tie")),
        ({"knows.csv": "人员1,人员2\np1,\n"}, (2, "人员2", "missing")),
        ({"knows.csv": "人员1,人员2,强度\np1,p2,9\n"}, (2, "强度", "out_of_range")),
        ({"knows.csv": "人员1,人员2,强度\np1,p2,1\np2,p1,2\n"}, (3, "强度", "duplicate")),
        ({"referrals.csv": "推荐人,被推荐人,日期,状态\n,p2,2026-03-01,成交\n"}, (2, "推荐人", "missing")),
        ({"referrals.csv": "推荐人,被推荐人,日期,状态\np1,p1,2026-03-01,成交\n"}, (2, "被推荐人", "self_referral")),
        ({"referrals.csv": "推荐人,被推荐人,日期,状态\np1,p2,2026-03-01,已请求\n"}, (2, "被推荐人", "not_consented")),
        (
            {"referrals.csv": "推荐人,被推荐人,日期,状态\np1,p2,2026-03-01,成交\np2,p1,2026-04-01,成交\n"},
            (3, "被推荐人", "referral_cycle"),
        ),
        (
            {
                "opportunities.csv": "id,name\no1,x\n",
                "stakeholders.csv": "person_id,opportunity_id,w1\np1,o1,60%\np2,o1,50%\n",
            },
            (2, "w1", "weight_sum"),
        ),
        (
            {"people.csv": "姓名,合法依据\n王五,\n", "knows.csv": "人员1,人员2\np1,王五\n"},
            (2, "人员2", "refers_to_rejected"),
        ),
    ],
)  # fmt: skip
def test_a_refused_row_says_where_and_why(tmp_path: Path, files: dict[str, str], told: tuple[int, str, str]) -> None:
    found = seen(tmp_path, files, known())
    assert told in reasons(found)
    for lang in LANGUAGES:
        one = found.to_json(Words(lang))["rejections"][0]
        assert one["message"]
        assert one["mend"]


def test_the_rest_of_a_file_comes_in_when_a_row_is_refused(tmp_path: Path) -> None:
    found = seen(tmp_path, {"people.csv": "姓名,公司,合法依据\n王五,海川,\n赵六,远山,同意\n"})
    assert found.counts("created") == {"Person": 1, "Account": 1, "WORKS_AT": 1}
    assert found.put["Account"]["name"].tolist() == ["远山"]
    assert [part.rejected for part in found.parts] == [1]


def test_a_word_that_is_not_known_is_asked_and_never_guessed(tmp_path: Path) -> None:
    files = {"contacts.csv": "销售代表,客户联系人,态度\nr1,p1,主持者\n"}
    network = known(Rep=[{"id": "r1", "name": "陈一"}])
    found = seen(tmp_path, files, network)
    assert reasons(found) == [(2, "态度", "unknown_word")]
    assert found.rejections[0].message(Words("zh")) == "态度 里没有“主持者”这个值，最接近的是“支持者”，请您确认"
    assert "支持者 (supporter)" in found.rejections[0].mend(Words("zh"))


def test_one_lawful_basis_can_be_given_for_the_whole_import(tmp_path: Path) -> None:
    files = {"people.csv": "姓名,合法依据\n王五,\n赵六,自行公开或已合法公开\n"}
    found = seen(tmp_path, files, constants={"lawful_basis": "consent"})
    people = found.put["Person"].set_index("name")["lawful_basis"]
    assert people.to_dict() == {"王五": "consent", "赵六": "published_by_subject"}
    assert seen(tmp_path, files, constants={"合法依据": "本人同意"}).put == found.put
    with pytest.raises(BadValue):
        seen(tmp_path, files, constants={"lawfull_basis": "consent"})


def test_a_second_referrer_is_worth_a_note_and_no_rejection(tmp_path: Path) -> None:
    third = {"id": "p3", "name": "张三", "lawful_basis": "consent"}
    files = {"referrals.csv": "推荐人,被推荐人,日期,状态\np1,p3,2026-03-01,成交\np2,p3,2026-04-01,成交\n"}
    found = seen(tmp_path, files, Network.of(Person=[*ALL, third]))
    assert found.counts("created")["Referral"] == 2
    assert found.said(Words("zh")) == ["张三 已有首位推荐人，这次记为协助"]


def test_a_referral_without_an_id_has_one_of_its_own_facts(tmp_path: Path) -> None:
    files = {"referrals.csv": "推荐人,被推荐人,日期,状态,成交金额（万元）\n王伟,李娜,2026年3月1日,已成交,120\n"}
    found = seen(tmp_path, files, known())
    [referral] = found.put["Referral"].to_dict("records")
    assert (referral["won_amount"], referral["asked_on"].date()) == (1_200_000, date(2026, 3, 1))
    assert seen(tmp_path, files, known() + found.put).changes_nothing


def test_a_referral_gets_its_name_when_the_person_agrees_and_stays_one(tmp_path: Path) -> None:
    header = "推荐人,被推荐人,日期,状态,同意日期\n"
    third = {"id": "p3", "name": "张三", "lawful_basis": "consent"}
    people = Network.of(Person=[*ALL, third])
    asked = seen(tmp_path, {"referrals.csv": f"{header}p1,,2026-03-01,已请求,\n"}, people)
    named = {"referrals.csv": f"{header}p1,p2,2026-03-01,对方同意,2026-03-05\np1,p3,2026-03-01,对方同意,2026-03-06\n"}
    later = seen(tmp_path, named, people + asked.put)
    assert (later.counts("changed"), later.counts("created")["Referral"]) == ({"Referral": 1}, 1)
    assert seen(tmp_path, named, people + asked.put + later.put).changes_nothing


def test_departments_stand_in_their_account_and_two_of_one_name_are_two(tmp_path: Path) -> None:
    files = {
        "people.csv": "姓名,公司,部门,合法依据\n王五,海川,设备处,同意\n赵六,远山,设备处,同意\n钱七,海川,设备处,同意\n"
    }
    found = seen(tmp_path, files)
    assert found.counts("created") == {
        "Person": 3,
        "WORKS_AT": 3,
        "IN_UNIT": 3,
        "Account": 2,
        "OrgUnit": 2,
        "PART_OF": 2,
    }
    assert seen(tmp_path, files, found.put).changes_nothing


def test_a_second_row_of_a_person_is_a_second_job(tmp_path: Path) -> None:
    files = {"people.csv": "编号,姓名,公司,合法依据\n007,王五,海川,同意\n007,王五,远山,\n"}
    found = seen(tmp_path, files)
    assert found.rejections == ()
    assert found.put["WORKS_AT"]["from_id"].tolist() == ["007", "007"]


def test_an_account_may_come_with_its_id_and_name_in_a_list_of_people(tmp_path: Path) -> None:
    found = seen(tmp_path, {"people.csv": "姓名,公司编号,公司,合法依据\n王五,A1,海川,同意\n赵六,A1,海川,同意\n"})
    assert found.put["Account"][["id", "name"]].to_numpy().tolist() == [["A1", "海川"]]
    assert found.put["WORKS_AT"]["to_id"].tolist() == ["A1", "A1"]


def test_a_list_of_people_may_name_their_superiors_and_our_reps(tmp_path: Path) -> None:
    files = {
        "people.csv": "姓名,公司,上级,客户经理,态度,合法依据\n王五,海川,,陈一,支持,同意\n"
        "赵六,海川,王五,无,,同意\n钱七,海川,孙八,周二,,同意\n",
        "reps.csv": "姓名\n陈一\n",
    }  # fmt: skip
    found = seen(tmp_path, files)
    assert set(reasons(found)) == {(4, "上级", "unknown_reference"), (4, "客户经理", "unknown_reference")}
    assert found.counts("created") == {
        "Person": 3, "Account": 1, "WORKS_AT": 3, "Rep": 1, "REPORTS_TO": 1, "CONTACT": 1,
    }  # fmt: skip
    assert found.put["CONTACT"]["attitude"].tolist() == ["supporter"]
    assert [(part.layout, part.rejected) for part in found.parts if part.rejected] == [
        ("contacts", 1),
        ("reports_to", 1),
    ]
    assert seen(tmp_path, files, found.put).changes_nothing


def test_a_name_in_two_columns_is_one(tmp_path: Path) -> None:
    rows = "1,王,伟,,consent\n2,Silva,Ana,1,consent\n3,Köhler,,,同意\n"
    files = {"people.csv": f"id,Last Name,First Name,ReportsTo,lawful_basis\n{rows}"}
    found = seen(tmp_path, files)
    assert found.put["Person"]["name"].tolist() == ["王伟", "Ana Silva", "Köhler"]
    assert found.put["REPORTS_TO"][["from_id", "to_id"]].to_numpy().tolist() == [["2", "1"]]


def test_a_man_code_is_read_letter_by_letter_and_its_case_is_never_folded(tmp_path: Path) -> None:
    codes = {
        "王伟": "mAn",
        "崔鹏": "MAN",
        "侯勇": "maN",
        "王丽": "man",
        "高华": "MAn",
        "孙伟": "Man",
        "韩枫": "Man",
        "某人": "M+A",
    }
    rows = "".join(f"{name},{code},同意\n" for name, code in codes.items())
    found = seen(tmp_path, {"people.csv": f"姓名,MAN,合法依据\n{rows}"})
    people = found.put["Person"].set_index("name")
    spelled = {
        name: "".join(
            letter if people.at[name, field] == "yes" else letter.lower()
            for letter, field in zip("MAN", ("man_money", "man_authority", "man_need"), strict=True)
        )
        for name in people.index
    }
    assert spelled == {name: code for name, code in codes.items() if name != "某人"}
    assert reasons(found) == [(9, "MAN", "bad_yes_no")]


def test_people_who_look_alike_are_told(tmp_path: Path) -> None:
    network = Network.of(
        Person=[{"id": "p9", "name": "张伟", "lawful_basis": "consent"}], Account=[{"id": "a1", "name": "海川"}],
        WORKS_AT=[{"from_id": "p9", "to_id": "a1"}],
    )  # fmt: skip
    files = {"people.csv": "编号,姓名,公司,合法依据\nn1,张伟,海川,同意\nn2,章伟,海川,同意\nn3,张伟,,同意\n"}
    found = seen(tmp_path, files, network)
    told = {(one.a, one.b): (one.score, one.why) for one in found.look_alikes}
    assert told[("n1", "p9")] == (0.9, "same_name_same_account")
    assert told[("n2", "p9")] == (0.6, "same_sound")
    assert told[("n3", "p9")] == (0.5, "same_name")


def test_a_sheet_that_says_nothing_is_left_out_and_said(tmp_path: Path) -> None:
    found = seen(tmp_path, {"people.csv": PEOPLE, "weather.csv": "foo,bar\n1,2\n"})
    assert found.said(Words("en"))[0] == "weather.csv is left out, its columns are not recognised: foo, bar"
    with pytest.raises(BadFile) as problem:
        seen(tmp_path / "..", {"weather.csv": "foo,bar\n1,2\n"})
    assert problem.value.text == "error.bad_file.no_columns"


def test_the_json_is_what_the_command_line_promises(tmp_path: Path) -> None:
    told = seen(tmp_path, {"people.csv": PEOPLE + "王芳,海川,,\n"}).to_json(Words("en"))
    assert told["files"] == [
        {
            "file": "people.csv", "sheet": "", "kind": "people", "rows": 3,
            "created": {"Person": 2, "WORKS_AT": 2, "Account": 1}, "changed": {}, "unchanged": {}, "rejected": 1,
        }
    ]  # fmt: skip
    assert list(told["rejections"][0]) == ["file", "sheet", "row", "column", "value", "reason", "message", "mend"]
    assert told["look_alikes"] == []


def test_an_import_is_one_command_of_new_and_changed_rows_alone(tmp_path: Path) -> None:
    found = seen(tmp_path, {"people.csv": PEOPLE}, source="展会名单")
    command = found.command("wang")
    assert (command.what, command.by, command.source) == ("import", "wang", "展会名单")
    assert command.network == found.put


def test_a_dash_where_somebody_is_pointed_at_is_nobody_and_refused(tmp_path: Path) -> None:
    found = seen(tmp_path, {"knows.csv": "人员1,人员2,关系\np1,/,朋友\np1,p2,朋友\n"}, known())
    assert [(r.row, r.reason) for r in found.rejections] == [(2, "missing")]
    assert found.put.counts()["KNOWS"] == 1
