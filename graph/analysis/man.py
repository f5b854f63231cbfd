"""MAN (003 of the handbook's sources): has this person the money, the authority and the need, and what follows."""

from __future__ import annotations

from datetime import date

from graph.analysis.answer import Answer, Sentence
from graph.analysis.people import people, standing, today
from graph.model.network import Network
from graph.model.vocab import UNKNOWN

LETTERS = {"man_money": "m", "man_authority": "a", "man_need": "n"}
INCOMPLETE = "incomplete"
FIND_OUT = "find_out"
ACTIONS = {
    "MAN": "ideal", "MAn": "approach_with_skill", "MaN": "find_authority", "mAN": "arrange_finance",
    "mAn": "nurture", "maN": "nurture", "Man": "nurture", "man": "stop", INCOMPLETE: FIND_OUT,
}  # fmt: skip


def man_code(money: str, authority: str, need: str) -> str:
    """The code of three facts, each yes, no or unknown: capital = has it; `incomplete` while any is unknown.

    >>> man_code("yes", "yes", "no"), man_code("no", "no", "unknown")
    ('MAn', 'incomplete')
    """
    facts = (money, authority, need)
    if UNKNOWN in facts:
        return INCOMPLETE
    return "".join(letter.upper() if fact == "yes" else letter for letter, fact in zip("man", facts, strict=True))


def man_action(code: str) -> str:
    """What to do about a person of that code; words: man.action.<action>."""
    return ACTIONS[code]


def man(network: Network, as_of: date | None = None, revision: int | None = None) -> Answer:
    """One row a person in order of id: man_code, man_action, and `unknown`, the facts still to be found out.

    Figures: how many people each action has.
    """
    day = today(as_of)
    then = standing(network, day)
    facts = then["Person"][list(LETTERS)].astype("str")
    rows = people(then)[["id", "name", "account"]]
    rows["man_code"] = [man_code(*row) for row in facts.itertuples(index=False)]
    rows["man_action"] = rows["man_code"].map(ACTIONS)
    rows["unknown"] = [[f for f in LETTERS if row[f] == UNKNOWN] for row in facts.to_dict("records")]
    counts = rows["man_action"].value_counts()
    figures = {action: int(counts.get(action, 0)) for action in dict.fromkeys(ACTIONS.values())}
    population = {"network": "people", "people": len(rows), "ties": 0, "as_of": day, "revision": revision}
    told = [] if len(rows) else [Sentence("analysis.note.nobody", {})]
    return Answer("man", {"as_of": day}, population, rows, told, "man.about", figures)
