"""Groups, activities, account ties, rivals and rewards come in from their sheets, and go out and back unchanged."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest

from graph.model.errors import BadValue
from graph.model.kinds import NODES
from graph.model.network import Network
from graph.text import Words
from ingest.export import export, graph_of
from ingest.facts import kind_named
from ingest.load import preview
from tests.ingest.files import reasons, seen

KNOWN = Network.of(
    Person=[{"id": f"p{n}", "name": name, "lawful_basis": "consent"} for n, name in ((1, "王伟"), (2, "李娜"))],
    Account=[{"id": "k1", "name": "恒远集团"}, {"id": "k2", "name": "东华设计院"}],
    Rep=[{"id": "r1", "name": "陈一"}],
    Referral=[{"id": "ref1", "status": "won", "asked_on": "2026-03-01"}],
    MADE=[{"from_id": "p1", "to_id": "ref1"}],
    Campaign=[{"id": "c1", "name": "秋季沙龙"}],
)


def test_groups_and_their_members_in_either_language(tmp_path: Path) -> None:
    chinese = {
        "圈子.csv": "圈子,类型,人数\n第十二期学员班,学员班,28\n",
        "圈子成员.csv": "姓名,圈子\n王伟,第十二期学员班\n",
    }
    found = seen(tmp_path, chinese, KNOWN)
    assert found.counts("created") == {"Group": 1, "MEMBER_OF": 1}
    group = found.put["Group"].iloc[0]
    assert (group["name"], group["kind"], group["size_estimate"]) == ("第十二期学员班", "class_cohort", 28)
    english = {
        "groups.csv": "name,type\nPort guild,chamber\n",
        "members.csv": "person,group,role\n王伟,Port guild,chair\n",
    }
    assert seen(tmp_path, english, KNOWN).put["MEMBER_OF"]["role"].tolist() == ["chair"]


def test_a_home_town_nobody_told_us_is_refused(tmp_path: Path) -> None:
    files = {
        "groups.csv": "id,name,kind\ng1,同乡,家乡\ng2,协会,association\n",
        "members.csv": "person_id,group_id,volunteered\np1,g1,是\np2,g1,\np2,g2,\n",
    }
    found = seen(tmp_path, files, KNOWN)
    assert reasons(found) == [(3, "volunteered", "not_volunteered")]
    assert sorted(found.put["MEMBER_OF"]["from_id"] + found.put["MEMBER_OF"]["to_id"]) == ["p1g1", "p2g2"]


def test_activities_without_an_id_are_told_apart_by_what_they_say(tmp_path: Path) -> None:
    text = (
        "方式,日期,目的,客户经理,客户\n上门拜访,2026-03-01,看现场,陈一,恒远集团\n电话,2026-03-02,约时间,陈一,恒远集团\n"
    )
    found = seen(tmp_path, {"往来活动.csv": text}, KNOWN)
    assert found.counts("created") == {"Activity": 2, "HOSTED": 2, "CONCERNS": 2}
    assert sorted(found.put["Activity"]["kind"]) == ["phone", "visit"]
    assert seen(tmp_path, {"往来活动.csv": text}, KNOWN + found.put).changes_nothing


def test_a_sheet_of_account_ties_says_by_a_word_which_each_is(tmp_path: Path) -> None:
    rows = ("k2,k1,设计,3,一期", "k1,k2,parent_of,,", "k1,k2,父子,1,", "k1,k2,,1,")
    text = "\n".join(("from_account_id,to_account_id,kind,strength,project", *rows))
    found = seen(tmp_path, {"account_ties.csv": text}, KNOWN)
    assert found.counts("created") == {"ADVISES": 1, "PARENT_OF": 1}
    assert found.put["ADVISES"][["from_id", "to_id", "strength", "project"]].to_numpy().tolist() == [
        ["k2", "k1", 3, "一期"]
    ]
    assert reasons(found) == [(4, "kind", "unknown_word"), (5, "kind", "missing")]
    assert sum(part.rows for part in found.parts) == 4


def test_a_rival_at_several_accounts(tmp_path: Path) -> None:
    found = seen(tmp_path, {"rivals.csv": "对手,客户,满意度\n北辰,恒远集团,4\n北辰,东华设计院,2\n"}, KNOWN)
    assert found.put["Competitor"]["name"].tolist() == ["北辰"]
    assert sorted(found.put["USES_RIVAL"]["satisfaction"]) == [2, 4]


EVERYTHING = KNOWN + Network.of(
    Group=[{"id": "g1", "name": "学员班", "kind": "class_cohort"}],
    MEMBER_OF=[{"from_id": "p1", "to_id": "g1", "role": "班长", "since": "2024-01-01", "confidence": "confirmed"}],
    Activity=[{"id": "a1", "kind": "seminar", "on": "2026-03-01"}, {"id": "a2", "kind": "visit", "on": "2026-03-02"}],
    TOOK_PART=[{"from_id": "p2", "to_id": "a1", "brought_by": "p1"}],
    HOSTED=[{"from_id": "r1", "to_id": "a1"}],
    CONCERNS=[{"from_id": "a1", "to_id": "k1"}, {"from_id": "a1", "to_id": "k2"}],
    INVITED=[{"from_id": "c1", "to_id": "p2", "asked_on": "2026-02-01", "response": "accepted"}],
    ADVISES=[{"from_id": "k2", "to_id": "k1", "strength": 3, "project": "一期"}],
    PARENT_OF=[{"from_id": "k1", "to_id": "k2", "since": "2020-01-01"}],
    Competitor=[{"id": "x", "name": "北辰"}],
    USES_RIVAL=[
        {"from_id": "k1", "to_id": "x", "product": "网关"},
        {"from_id": "k2", "to_id": "x", "until": "2026-01-01"},
    ],
    RIVAL_CONTACT=[{"from_id": "x", "to_id": "p1", "closeness": "frequent", "confidence": "assumed"}],
    RewardEntry=[{"id": "w1", "kind": "thanks", "value": 200, "approved": "yes", "approver": "林"}],
    GIVEN_TO=[{"from_id": "w1", "to_id": "p1"}],
    FOR_REFERRAL=[{"from_id": "w1", "to_id": "ref1"}],
    Note=[{"id": "n1", "text": "寄样本", "due_on": "2026-12-01", "by": "林"}, {"id": "n2", "text": "两人的事"}],
    NOTED_ON=[{"from_id": "n1", "to_id": "k1"}, *({"from_id": "n2", "to_id": who} for who in ("p1", "p2"))],
)


@pytest.mark.parametrize(("name", "lang"), [("out.xlsx", "zh"), ("folder", None)])
def test_everything_goes_out_and_comes_back(tmp_path: Path, name: str, lang: str | None) -> None:
    export(EVERYTHING, tmp_path / name, words=Words(lang) if lang else None)
    anew = preview([tmp_path / name], Network.empty())
    assert anew.rejections == ()
    assert anew.put == EVERYTHING


def test_settings_of_the_team_are_no_data_of_people(tmp_path: Path) -> None:
    chosen = EVERYTHING + Network.of(Setting=[{"id": "chains.credit", "value": '"last"'}])
    export(chosen, tmp_path / "out")
    assert preview([tmp_path / "out"], Network.empty()).put == EVERYTHING
    assert nx.is_isomorphic(graph_of(chosen), graph_of(EVERYTHING))
    with pytest.raises(BadValue) as refused:
        kind_named("Setting", NODES)
    assert "Setting" not in refused.value.values["allowed"]
