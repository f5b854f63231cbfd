"""连锁链 Chains: one person's referrals by generation, what they brought, what is owed, which way of asking works."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from graph.analysis.chains import forest
from graph.analysis.later import later
from graph.views import growth, take, toolbar
from graph.views.asked import ask
from graph.views.behind import behind, toggle
from graph.views.branches import branches
from graph.views.chain_closer import closer
from graph.views.chain_more import more, rule
from graph.views.chain_value import credited, stands
from graph.views.figures import DASH, day, decimal, known, money, records, whole
from graph.views.links import addressed, how, nothing
from graph.views.members import family, text
from graph.views.picture import Part, heading, picture
from graph.views.shell import safe
from graph.views.take import chains_seen

if TYPE_CHECKING:
    from graph.analysis.answer import Answer
    from graph.text import Words
    from graph.views.screen import Screen
    from graph.views.seen import Seen

ORDERS = ("reach", "value", "depth")
LISTED = 500


def show(screen: Screen) -> None:
    """Choose an originator, see their chain, and look closer at anybody in it."""
    words, today = screen.words, screen.today
    slot = toolbar.head(screen, lambda: heading(words, "chains"))
    root = _head(screen)
    if not root:
        _nothing(screen)
        return
    rows = ask(screen, "tree", who=root)
    owed = _owed(screen, rows)
    left, right = st.columns([896, 480], gap="small")
    with left:
        shape = ask(screen, "shape", who=root)
        picture(growth.figures(_totals(screen, root, shape, owed)), key="chains.figures", on_pick=toggle)
        behind(screen, rows, owed, shape["broken"], root)
        picture(_tree(screen, root, rows, owed, shape["broken"]), key="chains.tree", on_pick=_pick)
        closer(screen, rows)
        picture(growth.promises(owed, words, today), key="chains.promises")
    with right:
        picture(_generations(screen, root, rows), key="chains.generations", on_pick=toggle)
        picture(_funnel(screen), key="chains.funnel", on_pick=toggle)
    with slot:
        take.menu(screen, "chains", lambda: _seen(screen, root, rows, owed, shape))
    more(screen)
    _population(screen)
    how(screen, "chains", ("chain", "reproduction", "virality", "broken", "owed", "generations", "funnel"))


def _head(screen: Screen) -> str:
    """The choice of the root and the order of that choice; the root's id, empty when there is no chain."""
    words = screen.words
    choice, credit, order = st.columns([5.4, 1.8, 2.2], vertical_alignment="center")
    order.segmented_control(
        words("chains.order"), ORDERS, format_func=lambda key: words(f"chains.order.{key}"), key="chains.order",
        required=True, label_visibility="collapsed", on_change=addressed("chains.order", ORDERS, ORDERS[0]),
    )  # fmt: skip
    tops = _first(screen).rows
    if tops.empty:
        return ""
    with credit:
        rule(screen)
    with choice:
        return _root(screen, tops)


def _first(screen: Screen) -> Answer:
    """The first originators in the order chosen here, as many as may be picked."""
    answer: Answer = ask(screen, "chains", by=st.session_state.get("chains.order") or ORDERS[0], top=LISTED)
    return answer


def _root(screen: Screen, tops: pd.DataFrame) -> str:
    """The originator chosen here, else the one in the address, else the top of the chain of whom the address names."""
    labels = {row["id"]: _label(screen, row) for row in records(tops)}
    asked = st.query_params.get("root") or _top_of(screen, st.query_params.get("who", ""))
    if asked and asked not in labels and screen.network.row("Person", asked):
        labels = {asked: _label(screen, ask(screen, "chains", who=asked).rows.iloc[0]), **labels}
    if st.session_state.get("chains.root") not in labels:
        st.session_state["chains.root"] = asked if asked in labels else next(iter(labels))
    root = st.selectbox(
        screen.words("chains.root.pick"), list(labels), format_func=lambda one: labels.get(one, one),
        key="chains.root", on_change=_choose_root, label_visibility="collapsed",
    )  # fmt: skip
    return str(root)


def _label(screen: Screen, row: Any) -> str:
    told = screen.words(
        "chains.root.option", people=whole(row["reach"]), value=money(screen.words, row["value_downstream"])
    )
    return " · ".join(filter(None, (text(row["name"]), text(row["account"]), told)))


def _top_of(screen: Screen, who: str) -> str:
    """The originator of the chain in which the person is; empty when in none."""
    trees = forest(screen.network)
    while who in trees.parent:
        who = trees.parent[who]
    return who if who in trees.generation else ""


def _choose_root() -> None:
    st.query_params["root"] = st.session_state["chains.root"]


def _owed(screen: Screen, rows: pd.DataFrame) -> pd.DataFrame:
    """Promises still open of everybody in the chain."""
    owed: pd.DataFrame = ask(screen, "promises").rows
    return owed[owed["referrer"].isin(set(rows["id"]))]


def _totals(screen: Screen, root: str, shape: dict[str, Any], owed: pd.DataFrame) -> dict[str, tuple[str, str, str]]:
    """The row of figures by key: label, value, remark."""
    words = screen.words
    shown = {
        "people": (whole(shape["people"]), words("chains.figure.people.more", n=shape["generations"])),
        "won": (whole(shape["won"]), money(words, shape["value"]) if shape["value"] else ""),
        "credit": (money(words, credited(screen, root)), words("chains.figure.credit.more", rule=stands(screen))),
        "reproduction": _reproduction(words, shape),
        "virality": (decimal(shape["virality"]), shape["form"].say(words)),
        "broken": (whole(len(shape["broken"])), words("chains.figure.broken.more")),
        "owed": (whole(len(owed)), words("chains.figure.owed.more", n=int(owed["overdue"].sum()))),
    }
    return {key: (words(f"chains.figure.{key}"), value, more) for key, (value, more) in shown.items()}


def _reproduction(words: Words, shape: dict[str, Any]) -> tuple[str, str]:
    """The mean number of people brought with its interval; a dash and why not while it is unknown."""
    if not known(shape["reproduction"]):
        return DASH, _word(words, shape)
    low, high = decimal(shape["reproduction_low"], 2), decimal(shape["reproduction_high"], 2)
    told = {"low": low, "high": high, "growth": _word(words, shape)}
    said = words("chains.figure.reproduction.said", **told)
    return decimal(shape["reproduction"], 2), said


def _word(words: Words, shape: dict[str, Any]) -> str:
    """Whether the chain grows or dies out, in a word or two."""
    return words(f"chains.figure.growth.{shape['growth'].key.rpartition('.')[2]}")


def _seen(screen: Screen, root: str, rows: pd.DataFrame, owed: pd.DataFrame, shape: dict[str, Any]) -> Seen:
    """The page as it can be taken along."""
    words = screen.words
    boxes = {
        "tree": _tree(screen, root, rows, owed, shape["broken"]), "generations": _generations(screen, root, rows),
        "promises": growth.promises(owed, words, screen.today), "funnel": _funnel(screen),
    }  # fmt: skip
    title = f"{words('chains.title')} {screen.facts.name(root)}"
    notes = [_counted(screen), *(note.say(words) for note in _first(screen).notes)]
    return chains_seen.seen(screen, title, rows, _totals(screen, root, shape, owed), boxes, notes)


def _generations(screen: Screen, root: str, rows: pd.DataFrame) -> Part:
    """Each generation of the chain, and how many of it were never asked."""
    chain = ask(screen, "chains", who=root).rows.iloc[0]
    asked = screen.network["MADE"]["from_id"]
    counts = rows[~rows["id"].isin(asked)].groupby("generation").size()
    silent = dict(zip(map(int, counts.index), map(int, counts), strict=True))
    return growth.generations(chain["generations"], silent, screen.words)


def _tree(screen: Screen, root: str, rows: pd.DataFrame, owed: pd.DataFrame, broken: list[str]) -> Part:
    customer = (screen.network.row("Person", root) or {}).get("customer_status") == "customer"
    members, children = family(rows, owed, broken, customer, screen.today)
    return branches(members, children, root, st.query_params.get("who", ""), screen.words)


def _pick(who: str) -> None:
    """A click chooses, a second click lets go."""
    if st.query_params.get("who") == who:
        del st.query_params["who"]
    else:
        st.query_params["who"] = who


def _funnel(screen: Screen) -> Part:
    """How far each way of asking comes, and which of them really differ."""
    told = [note.say(screen.words) for note in ask(screen, "techniques").notes]
    return growth.funnel(ask(screen, "funnel").rows, told, screen.words)


def _counted(screen: Screen) -> str:
    """On how many people and referrals it stands, and as of when."""
    words, counted = screen.words, _first(screen).population
    return words("chains.population", day=day(words, counted["as_of"]), people=whole(counted["people"]),
                 ties=whole(counted["ties"]), referrals=whole(counted["referrals"]))  # fmt: skip


def _population(screen: Screen) -> None:
    """On how many people and referrals all this stands, as of when, and what was left out."""
    answer, words = _first(screen), screen.words
    st.caption(words("figure.sentences").join([_counted(screen), *(safe(note.say(words)) for note in answer.notes)]))


def _nothing(screen: Screen) -> None:
    """No referral yet: one sentence and the way on."""
    answer = ask(screen, "funnel")
    key = "chains.empty.named" if answer.population["ties"] else "chains.empty"
    nothing(screen, "chains", screen.words(key), later(screen.network, screen.today, "referral"))
    if answer.population["ties"]:
        picture(_funnel(screen), key="chains.funnel", on_pick=toggle)
