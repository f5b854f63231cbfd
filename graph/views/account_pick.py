"""Which account, which opportunity and whom the power map shows: from the address, the session, else the weightiest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from graph.views.gone import sentence
from graph.views.shell import open_person, safe

if TYPE_CHECKING:
    from graph.views.screen import Screen

ACCOUNT, DEAL, GONE = "account.at", "account.deal_at", "account.gone"


def accounts(screen: Screen) -> pd.DataFrame:
    """Every account by id, the weightiest first: `amount` of what is open there, then `people`."""
    return _accounts(screen, (*screen.key, "accounts"))


@st.cache_resource(max_entries=4, show_spinner=False)
def _accounts(_screen: Screen, key: Any) -> pd.DataFrame:
    network = _screen.network
    deals = network["FOR_ACCOUNT"].merge(network["Opportunity"], left_on="from_id", right_on="id", suffixes=("", "_o"))
    worth = deals[deals["status"] == "open"].groupby("to_id")["amount"].sum()
    table = network["Account"][["id", "name", "industry", "region", "customer_status", "priority_class"]].set_index(
        "id"
    )
    table["amount"] = pd.Series(worth, dtype=float).reindex(table.index).fillna(0.0)
    table["people"] = _jobs(network["WORKS_AT"]).groupby("to_id").size().reindex(table.index).fillna(0).astype(int)
    table["order"] = table.index.astype(object)
    return table.sort_values(["amount", "people", "order"], ascending=[False, False, True]).drop(columns="order")


def _jobs(jobs: pd.DataFrame) -> pd.DataFrame:
    return jobs[jobs["until"].isna()].drop_duplicates(["from_id", "to_id"])


def deals(screen: Screen, account: str) -> dict[str, str]:
    """Names of an account's opportunities by id: open ones first, the biggest of them first."""
    network = screen.network
    ties = network["FOR_ACCOUNT"]
    rows = network["Opportunity"][network["Opportunity"]["id"].isin(ties["from_id"][ties["to_id"] == account])]
    rows = rows.assign(closed=rows["status"] != "open").sort_values(
        ["closed", "amount", "id"], ascending=[True, False, True], na_position="last"
    )
    return dict(zip(rows["id"].astype(str), rows["name"].astype(str), strict=True))


def remember(screen: Screen, table: pd.DataFrame) -> tuple[str, str]:
    """The account and opportunity to show; what the address asks for and is not there is kept under GONE as words."""
    state, query, words = st.session_state, st.query_params, screen.words
    gone: list[str] = []
    _person(screen, gone)
    asked = query.get("account", "")
    if asked in table.index:
        state[ACCOUNT] = asked
    elif state.get(ACCOUNT) not in table.index:
        state[ACCOUNT] = home(screen, state["map.who"], table)
    if asked and asked not in table.index:
        gone.append(words("account.gone", name=safe(str(table.at[state[ACCOUNT], "name"]))))
    options = deals(screen, state[ACCOUNT])
    wanted = query.get("opportunity", "")
    if wanted in options:
        state[DEAL] = wanted
    elif state.get(DEAL) not in options:
        state[DEAL] = next(iter(options), "")
    if wanted and wanted not in options and not gone:
        gone.append(words("account.gone_deal"))
    state[GONE] = gone
    return state[ACCOUNT], state[DEAL]


def _person(screen: Screen, gone: list[str]) -> None:
    """Take over whom the address names when it is new there; somebody who is gone is let go."""
    state, people = st.session_state, screen.facts.people.index
    asked = st.query_params.get("who", "")
    state.setdefault("map.who", "")
    if asked and asked != state.get("account.asked"):
        state["account.asked"] = asked
        if asked in people:
            open_person(asked)
            if "account" not in st.query_params:
                state.pop(ACCOUNT, None)
    if asked and asked not in people:
        gone.append(sentence(screen, asked))
    if state["map.who"] not in people:
        state["map.who"] = ""


def home(screen: Screen, who: str, table: pd.DataFrame) -> str:
    """The account somebody works for; the weightiest where there is none."""
    people = screen.facts.people
    own = str(people.at[who, "account_id"]) if who in people.index else ""
    return own if own in table.index else str(table.index[0])


def write(account: str, deal: str, who: str) -> None:
    """Put what is shown into the address, so that Back and a copied link find it; asked for and gone stays there."""
    if st.session_state.get(GONE):
        return
    st.session_state["account.asked"] = who
    for name, value in (("account", account), ("opportunity", deal), ("who", who)):
        if value and st.query_params.get(name) != value:
            st.query_params[name] = value
        elif not value and name in st.query_params:
            del st.query_params[name]


def turn(account: str, deal: str = "") -> None:
    """Show that account, or that opportunity of it; whom the address named and could not be found is forgotten."""
    st.session_state[ACCOUNT], st.session_state[DEAL] = account, deal
    for name in ("account", "opportunity"):
        st.query_params.pop(name, None)
    if st.session_state.get(GONE):
        st.query_params.pop("who", None)


def choose(screen: Screen, table: pd.DataFrame, account: str, deal: str) -> None:
    """The two selectors, each written into the address; one opportunity needs none."""
    words, state = screen.words, st.session_state
    names = dict(zip(map(str, table.index), map(str, table["name"]), strict=True))
    options = deals(screen, account)
    state["account.account"], state["account.opportunity"] = account, deal
    st.selectbox(
        words("account.pick"), list(names), format_func=lambda a: names[a], key="account.account", width=150,
        label_visibility="collapsed", on_change=lambda: turn(state["account.account"]),
    )  # fmt: skip
    if len(options) > 1:
        st.selectbox(
            words("account.deal"), list(options), format_func=lambda d: options[d], key="account.opportunity",
            width=190, label_visibility="collapsed",
            on_change=lambda: turn(account, state["account.opportunity"]),
        )  # fmt: skip
