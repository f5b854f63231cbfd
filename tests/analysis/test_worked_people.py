"""Domain handbook 5.1-5.3: MAN codes, and the chart of a purchase at first selection."""

import pytest

from graph.analysis.routes import routes
from graph.analysis.stakeholders import man, man_action, man_code, support
from graph.model.errors import BadValue, NotFound
from graph.model.network import Network
from graph.text import Words
from tests.analysis.worked import DAY, first_selection

EIGHT = [
    ("MAN", "yes yes yes", "ideal"),
    ("MAn", "yes yes no", "approach_with_skill"),
    ("MaN", "yes no yes", "find_authority"),
    ("mAN", "no yes yes", "arrange_finance"),
    ("mAn", "no yes no", "nurture"),
    ("maN", "no no yes", "nurture"),
    ("Man", "yes no no", "nurture"),
    ("man", "no no no", "stop"),
]
SEVEN = {
    "王伟": ("no yes no", "mAn", "nurture"),
    "崔鹏": ("yes yes yes", "MAN", "ideal"),
    "侯勇": ("no no yes", "maN", "nurture"),
    "王丽": ("no no no", "man", "stop"),
    "高华": ("yes yes no", "MAn", "approach_with_skill"),
    "孙伟": ("yes no no", "Man", "nurture"),
    "韩枫": ("yes no no", "Man", "nurture"),
}


@pytest.mark.parametrize(("code", "facts", "action"), EIGHT)
def test_eight_combinations(code: str, facts: str, action: str) -> None:
    assert man_code(*facts.split()) == code
    assert man_action(code) == action


def test_an_unknown_letter_leaves_the_code_incomplete_and_is_named() -> None:
    rows = man(Network.of(Person=[{"id": "a", "name": "a", "man_money": "yes", "man_need": "no"}])).rows
    assert rows.loc[0, ["man_code", "man_action"]].tolist() == ["incomplete", "find_out"]
    assert rows.loc[0, "unknown"] == ["man_authority"]


def test_seven_people_offered_a_phone() -> None:
    fields = ("man_money", "man_authority", "man_need")
    people = [{"id": n, "name": n, **dict(zip(fields, f.split(), strict=True))} for n, (f, _, _) in SEVEN.items()]
    answer = man(Network.of(Person=people))
    assert {r["name"]: (r["man_code"], r["man_action"]) for r in answer.rows.to_dict("records")} == {
        name: (code, action) for name, (_, code, action) in SEVEN.items()
    }
    assert {k: n for k, n in answer.figures.items() if n} == {
        "ideal": 1, "approach_with_skill": 1, "nurture": 4, "stop": 1
    }  # fmt: skip


def test_full_support_hides_a_decider_nobody_knows() -> None:
    answer = support(first_selection(), "deal", as_of=DAY)
    assert answer.figures["weight_sum"] == 1.0
    assert answer.figures["gap"] == 0.0
    assert answer.figures["support"] == 1.0
    assert answer.figures["uncertainty"] == 0.0
    assert "stakeholders.warn.weights" not in {note.key for note in answer.notes}
    warning = next(note for note in answer.notes if note.key == "stakeholders.warn.unsettled")
    assert warning.say(Words("zh")) == (
        "这一阶段支持度 +1.00，但还没有争取到副总（决策者，不清楚）、王桑（评估者，中立者）；以后阶段他们的权重会上升。"
    )


def test_an_attitude_not_understood_counts_as_uncertainty() -> None:
    figures = support(first_selection(li="unknown"), "deal", as_of=DAY).figures
    assert (figures["support"], figures["uncertainty"]) == (0.3, 0.7)


def test_roles_and_levels_of_the_chart() -> None:
    rows = support(first_selection(), "deal", as_of=DAY).rows.set_index("id")
    assert rows["buying_roles"].to_dict() == {
        "li": ("gatekeeper", "buyer"), "zhang": ("influencer",), "vp": ("decider",), "wang": ("evaluator",)
    }  # fmt: skip
    assert rows["level"].astype(str).to_dict() == {
        "zhang": "operation", "li": "management", "wang": "management", "vp": "decision"
    }  # fmt: skip
    assert list(rows.index[:2]) == ["li", "zhang"]


def test_an_evaluator_may_not_be_approached_while_the_tender_is_evaluated() -> None:
    network = first_selection(tender_phase="evaluation")
    permission = support(network, "deal", as_of=DAY).rows.set_index("id")["contact_permission"]
    assert permission["wang"] == "tender_blackout"
    assert (permission.drop("wang") != "tender_blackout").all()
    refused = routes(network, "wang", as_of=DAY)
    assert len(refused.rows) == 0
    assert [note.key for note in refused.notes] == ["route.note.barred"]


@pytest.mark.parametrize(
    ("target", "path", "probability", "cost"),
    [
        ("zhang", "rep zhang", 0.7500, 0.2877),
        ("li", "rep zhang li", 0.4500, 0.7985),
        ("vp", "rep zhang li vp", 0.2700, 1.3093),
        ("wang", "rep zhang li vp wang", 0.0810, 2.5133),
    ],
)
def test_the_path_check(target: str, path: str, probability: float, cost: float) -> None:
    row = routes(first_selection(), target, as_of=DAY).rows.loc[0]
    assert [row["steps"][0]["from"], *(step["to"] for step in row["steps"])] == path.split()
    assert row["probability"] == pytest.approx(probability, abs=5e-5)
    assert row["cost"] == pytest.approx(cost, abs=5e-5)


def test_roles_of_the_stage_that_nobody_holds_or_nobody_of_ours_knows() -> None:
    figures = support(first_selection(), "deal", stage="system_design", as_of=DAY).figures
    assert figures["roles_missing"] == ["designer"]
    assert support(first_selection(), "deal", as_of=DAY).figures["roles_unmet"] == ["evaluator"]


def test_no_weights_is_unknown_and_not_zero() -> None:
    answer = support(first_selection(), "deal", stage="discover_need", as_of=DAY)
    assert answer.figures["support"] is None
    assert answer.to_json(Words("en"))["figures"]["uncertainty"] is None
    assert "stakeholders.warn.no_weights" in {note.key for note in answer.notes}


def test_what_does_not_exist_is_refused() -> None:
    with pytest.raises(NotFound):
        support(first_selection(), "nothing")
    with pytest.raises(BadValue):
        support(first_selection(), "deal", stage="someday")
    with pytest.raises(NotFound):
        routes(first_selection(), "nobody")
