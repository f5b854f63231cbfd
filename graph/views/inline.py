"""Facts of one person to be changed where they stand: each field saves at once, as a change of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.model.kinds import KINDS
from graph.model.vocab import UNKNOWN
from graph.store import commands
from graph.views import form
from graph.views.clash import CLASH, settle
from graph.views.facts import ROLES
from graph.views.saving import at_once
from graph.views.shell import safe

if TYPE_CHECKING:
    from graph.views.screen import Screen

Row = dict[str, Any]
FIELDS = (
    ("CONTACT", "attitude"), ("CONTACT", "relationship_stage"), ("STAKEHOLDER_IN", "buying_roles"),
    ("WORKS_AT", "level"), ("Person", "contact_permission"), ("Person", "centre_state"),
)  # fmt: skip


def fields(screen: Screen, who: str, page: str) -> None:
    """The fields side by side, those that the person has a row for; a clash is settled in their place."""
    clash = st.session_state.get(CLASH)
    rows = {kind: row for kind in dict.fromkeys(kind for kind, _ in FIELDS) if (row := row_of(screen, kind, who))}
    if clash and clash.get("kind") in rows and rows[clash["kind"]]["id"] == clash.get("id"):
        settle(screen, clash["kind"], clash["id"])
        return
    shown = [(kind, name) for kind, name in FIELDS if kind in rows]
    for start in range(0, len(shown), 2):
        for column, (kind, name) in zip(st.columns(2, gap="small"), shown[start : start + 2], strict=False):
            with column:
                _field(screen, kind, name, rows[kind], page)


def row_of(screen: Screen, kind: str, who: str) -> Row | None:
    """The row that holds such a fact of that person: our best contact, the seat in the largest open deal, their job."""
    network = screen.network
    if kind == "Person":
        return network.row(kind, who)
    if kind == "CONTACT":
        ours = screen.facts.contacts
        found = ours["id"][ours["person"] == who]
    else:
        table = network[kind][network[kind]["from_id"] == who]
        if kind == "WORKS_AT":
            table = table[table["until"].isna()]
            found = table.assign(second=table["is_primary"] != "yes").sort_values(["second", "id"])["id"]
        else:
            deals = network["Opportunity"].set_index("id")
            deals = deals[deals["status"] == "open"]
            table = table[table["to_id"].isin(deals.index)]
            amount = table["to_id"].map(deals["amount"]).astype(float).fillna(0)
            found = table.assign(amount=amount).sort_values(["amount", "id"], ascending=[False, True])["id"]
    return network.row(kind, str(found.iloc[0])) if len(found) else None


def _field(screen: Screen, kind: str, name: str, row: Row, page: str) -> None:
    words, f = screen.words, KINDS[kind].field[name]
    key = f"{page}.inline.{name}.{row['id']}.{row['rev']}"
    options = [*(v for v in f.allowed if v != UNKNOWN), UNKNOWN]
    now = first_role(row[name]) if f.type == "choices" else row[name] or UNKNOWN
    options = options if now in options else [now, *options]  # an older word is shown as it is, until it is changed
    st.selectbox(
        _label(screen, kind, name, row), options, index=options.index(now), key=key,
        format_func=lambda v: words.choice(f.vocab, v) if v in f.allowed else str(v),
        on_change=_changed, args=(screen, kind, name, row, key),
    )  # fmt: skip


def _label(screen: Screen, kind: str, name: str, row: Row) -> str:
    """The field's name; of a seat also the deal it is in."""
    named = form.label(KINDS[kind].field[name], screen.words, kind)
    deal = screen.network.row("Opportunity", row["to_id"]) if kind == "STAKEHOLDER_IN" else None
    return f"{named} · {safe(str(deal['name'])[:8])}" if deal else named


def first_role(roles: tuple[str, ...]) -> str:
    """The weightiest of somebody's buying roles.

    >>> first_role(("user", "decider"))
    'decider'
    """
    rank = {role: i for i, role in enumerate(ROLES)}
    return min(roles or (UNKNOWN,), key=lambda role: rank.get(role, 99))


def _changed(screen: Screen, kind: str, name: str, row: Row, key: str) -> None:
    value: Any = st.session_state[key]
    if KINDS[kind].field[name].type == "choices":
        others = tuple(one for one in row[name] if one != first_role(row[name]))
        value = others if value == UNKNOWN else tuple(dict.fromkeys((value, *others)))
    mine = {name: value}
    at_once(screen, lambda: commands.edit(row, kind, row["id"], mine, screen.viewer.user), mine)
