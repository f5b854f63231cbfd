"""The Chains page, on chains that can be seen at a glance."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from graph.analysis import chains as analysis
from graph.analysis.techniques import techniques
from graph.model.network import Network
from graph.text import LANGUAGES, Words
from graph.views import charts, growth
from graph.views.branches import branches
from graph.views.chain_file import chain_table
from graph.views.chain_more import LOOKS
from graph.views.download import as_csv
from graph.views.figures import money
from graph.views.members import family
from graph.views.shell import safe
from tests.views.pages import page, said
from tests.views.small import DAY, asked, person

CHAINS = "graph.views.chains"
TWO = asked(("ana", "ben", "won", 300.0), ("ana", "cara", "met", None), ("ben", "dirk", "consented", None),
            ("cara", "", "promised", None))  # fmt: skip


def ok(at: AppTest) -> AppTest:
    """The page, having run without an error."""
    assert [error.message for error in at.exception] == []
    return at


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "network", [Network.empty(), Network.of(Person=[person("a")]), asked(("a", "", "asked", None))]
)
def test_without_a_chain_the_page_says_so(network: Network, lang: str) -> None:
    at = ok(page(CHAINS, network, lang))
    assert len(at.info) == 1
    assert not at.selectbox


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_longest_chain_is_shown_first(lang: str) -> None:
    at = ok(page(CHAINS, TWO, lang))
    assert at.selectbox(key="chains.root").value == "ana"


def test_a_person_in_the_address_is_found_in_their_chain() -> None:
    at = ok(page(CHAINS, asked(("a", "b", "met", None), ("c", "d", "met", None)), who="d"))
    assert at.selectbox(key="chains.root").value == "c"
    assert at.button(key="chains.to_map")


def test_anybody_can_be_the_root() -> None:
    at = ok(page(CHAINS, TWO, who="ben"))
    at.button(key="chains.make_root").click()
    assert ok(at.run()).selectbox(key="chains.root").value == "ben"


def test_a_promise_without_a_name_is_drawn_and_cannot_be_chosen() -> None:
    rows, owed = analysis.tree(TWO, "ana", DAY), analysis.promises(TWO, DAY).rows
    members, children = family(rows, owed, ["ben"], True, DAY)
    assert children == {"ana": ["ben", "cara"], "ben": ["dirk"], "cara": ["?r3"]}
    assert members["ben"].broken == 205
    drawn = str(branches(members, children, "ana", "", Words("zh")))
    assert "还没给名字" in drawn
    assert "'pick': '?r3'" not in drawn
    assert "'pick': 'dirk'" in drawn


def test_names_are_text_whatever_they_hold() -> None:
    network = asked(("<script>alert(1)</script>", "b", "met", None))
    rows = analysis.tree(network, "<script>alert(1)</script>", DAY)
    members, children = family(rows, analysis.promises(network, DAY).rows, [], False, DAY)
    drawn = branches(members, children, "<script>alert(1)</script>", "", Words("en"))
    assert "SCRIPT" in str(drawn)
    assert all(tag != "script" for tag in _tags(drawn))


def _tags(part: object) -> list[str]:
    if not isinstance(part, list):
        return []
    return [part[0], *(tag for inside in part[2] for tag in _tags(inside))]


def test_a_chain_as_a_file_is_in_words_and_leaves_the_unknown_blank() -> None:
    table = chain_table(analysis.tree(TWO, "ana", DAY), Words("zh"))
    text = as_csv(table, {one: one for one in table.columns}).decode("utf-8-sig").splitlines()
    assert text[1] == "0,ANA,,,,,,,,"
    assert text[2] == "1,BEN,,ANA,请求转介绍,成交,2026-01-01,2026-02-01,2026-05-01,300.0"


def test_a_chain_of_many_generations_has_a_short_table_and_a_sentence() -> None:
    row = {"named": 1, "branching": 1.0, "won": 0, "contacted": 1, "days": 3, "value": 0}
    drawn = str(growth.generations([{"g": g, **row} for g in range(100_000)], {}, Words("zh")))
    assert drawn.count("f-none l-rule") == growth.DRAWN
    assert Words("zh")("chains.generations.further", n="99,988", people="99,988") in drawn


def test_few_cases_are_called_few() -> None:
    told = [note.say(Words("zh")) for note in techniques(TWO, DAY).notes]
    assert told == ["不到 15 次、样本太少，没有比：请求转介绍。"]
    drawn = str(growth.funnel(analysis.funnel(TWO, DAY).rows, told, Words("zh")))
    assert "f-card" in drawn
    assert told[0] in drawn


def test_a_generation_that_brings_fewer_than_two_is_named() -> None:
    chain = analysis.chains(TWO, "ana", as_of=DAY).rows.iloc[0]
    drawn = str(growth.generations(chain["generations"], {1: 1}, Words("zh")))
    assert "第 2 代起分支低于 2：第 1 代 2 人里 1 人还没被请求再介绍。" in drawn


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_credit_rules_stand_side_by_side(lang: str) -> None:
    at = ok(page(CHAINS, TWO, lang, look="credit"))
    words, shown = Words(lang), at.dataframe(key="chains.more.credit").value
    assert shown.shape == (1, 7)
    first = words("chains.credit.rule.first")
    assert shown[words("chains.more.rule.ours", rule=first)].tolist() == [money(words, 300.0)]
    assert words("chains.more.rule.stands", rule=first) in said(at)
    assert safe(words("chains.credit.information")) in said(at)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_rule_that_stands_says_whose_the_value_is(lang: str) -> None:
    words, two = Words(lang), asked(("ana", "ben", "won", 300.0), ("cara", "ben", "met", None))
    network = two + Network.of(Setting=[{"id": "chains.credit", "value": '"linear"'}])
    at = ok(page(CHAINS, network, lang, look="concentration", who="ben"))
    rule = words("chains.credit.rule.linear")
    assert words("chains.figure.credit.more", rule=rule) in said(at)
    assert money(words, 150.0) in said(at)
    assert words("chains.more.rule.stands", rule=rule) in said(at)
    shown = at.dataframe(key="chains.more.concentration.referrer").value
    assert shown[words("chains.generations.value")].tolist() == [money(words, 150.0)] * 2
    assert shown[words("chains.more.share")].tolist() == ["50%", "50%"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_credit_of_the_root_leads_to_the_sales(lang: str) -> None:
    at = ok(page(CHAINS, TWO, lang, behind="credit"))
    listed = next(str(one.proto) for one in at.get("bidi_component") if "behind:credit" in str(one.proto))
    assert "BEN" in listed
    assert "CARA" not in listed


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_reward_rule_is_tried(lang: str) -> None:
    at = ok(page(CHAINS, TWO, lang, look="rewards"))
    assert [one.value for one in at.metric] == [money(Words(lang), 500), "1", "0"]
    at = ok(at.number_input(key="chains.rewards.levels").set_value(3).run())
    assert len(at.error) == 1
    assert safe(Words(lang)("guard.red.levels", levels=3, most=3)) in at.error[0].value
    at = ok(at.number_input(key="chains.rewards.amount").set_value(0).run())
    assert [one.value for one in at.info] == [Words(lang)("chains.rewards.nothing")]


def test_the_curve_is_drawn_through_its_points() -> None:
    drawn = str(charts.lorenz([(0.0, 0.0), (0.75, 0.0), (1.0, 1.0)], Words("en")))
    assert "M40.0 208.0L190.0 208.0L240.0 8.0" in drawn
    assert "the smaller half of the referrers brought 0% of the won value" in drawn


@pytest.mark.parametrize(("lang", "word"), [("zh", "2 人，还没给名字"), ("en", "2, unnamed")])
def test_a_promise_says_whom_it_names(lang: str, word: str) -> None:
    row = {"person_name": None, "promised_count": 2}
    assert word in str(growth.whom(row, Words(lang)))
    assert Words(lang)("chains.nameless") in str(growth.whom({**row, "promised_count": None}, Words(lang)))
    assert growth.whom({**row, "person_name": "Ben"}, Words(lang)) == "Ben"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_everything_through_one_person_is_said(lang: str) -> None:
    at = ok(page(CHAINS, TWO, lang, look="concentration"))
    assert at.metric[0].value == "100%"
    assert at.metric[0].label == Words(lang)("chains.more.top_1")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("look", LOOKS)
def test_every_closer_look_opens_on_a_small_chain(look: str, lang: str) -> None:
    at = ok(page(CHAINS, TWO, lang, look=look))
    assert at.session_state["chains.look"] == look
    assert not at.error


def test_a_second_claim_is_explained() -> None:
    network = asked(("ana", "ben", "won", 300.0), ("cara", "ben", "met", None))
    shown = ok(page(CHAINS, network, "en", look="claims")).dataframe(key="chains.more.claims").value
    assert shown["What"].tolist() == ["Second claim"]
    assert shown["Decision"].tolist() == ["An assist"]


def test_nothing_closer_is_shown_until_asked() -> None:
    at = ok(page(CHAINS, TWO))
    assert not at.dataframe
    assert at.session_state["chains.look"] is None


@pytest.mark.parametrize(
    ("lang", "step"), [("zh", "再问一次，否则关闭、记原因"), ("en", "Ask once more, else close with the reason")]
)
def test_an_old_promise_says_its_next_step(lang: str, step: str) -> None:
    assert analysis.promises(TWO, DAY).rows["days"].tolist() == [322]
    assert step in str(growth.promises(analysis.promises(TWO, DAY).rows, Words(lang), DAY))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("figure", "names"),
    [("people", ["ANA", "BEN"]), ("won", ["BEN"]), ("g.1", ["BEN"]), ("way.direct_request.won", ["BEN"])],
)
def test_a_figure_leads_to_the_people_behind_it(figure: str, names: list[str], lang: str) -> None:
    at = page("graph.views.chains", TWO, lang, behind=figure)
    assert not at.exception
    listed = next(str(one.proto) for one in at.get("bidi_component") if "behind:" in str(one.proto))
    for name in ("ANA", "BEN"):
        assert (f'"{name}"' in listed.replace("\\", "")) == (name in names)


def test_a_list_that_there_is_not_is_not_shown() -> None:
    for figure in ("x", "g.x", "way.direct_request.x", "way.", ""):
        at = page("graph.views.chains", TWO, "zh", behind=figure)
        assert not at.exception
        assert not any("behind:" in str(one.proto) for one in at.get("bidi_component"))
