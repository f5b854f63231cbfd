"""Removing people and ties: first what goes with them and who is left alone, typed out where it is much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from graph.model.kinds import NODES, STORED_TIES, TIES
from graph.store import commands
from graph.views.facts import LINES
from graph.views.saving import fresh, save
from graph.views.shell import safe

if TYPE_CHECKING:
    from graph.model.network import Network
    from graph.store.commands import Command
    from graph.views.screen import Screen

TYPED, NAMED = 20, 8


@dataclass(frozen=True)
class Impact:
    """What a removal takes along: people, ties by kind, notes, names of the deals they sat in; referrals that nobody
    made any more, and people whom no tie joins to anybody afterwards."""

    people: int
    ties: dict[str, int]
    notes: int
    deals: tuple[str, ...]
    referrals: tuple[str, ...]
    alone: tuple[str, ...]

    @property
    def size(self) -> int:
        """Everything that goes."""
        return self.people + self.notes + sum(self.ties.values())


def removal(network: Network, doomed: Sequence[tuple[str, str]], by: str) -> Command:
    """One command that takes away these rows (kind, id) with everything on them."""
    parts = [commands.remove(network, kind, id, by) for kind, id in doomed]
    return replace(parts[0], changes=tuple({(c.kind, c.id): c for part in parts for c in part.changes}.values()))


def impact(network: Network, command: Command) -> Impact:
    """What a removal means for what is left."""
    gone: dict[str, list[str]] = {}
    for change in command.changes:
        gone.setdefault(change.kind, []).append(change.id)
    people = gone.get("Person", [])
    shown = {kind: len(ids) for kind, ids in gone.items() if kind in STORED_TIES and not TIES[kind].internal}
    shown.pop("NOTED_ON", None)
    seats, made = (network[kind][network[kind]["id"].isin(gone.get(kind, []))] for kind in ("STAKEHOLDER_IN", "MADE"))
    deals = network["Opportunity"].set_index("id")["name"].reindex(seats["to_id"].drop_duplicates()).dropna()
    referrals = made["to_id"][~made["to_id"].isin(gone.get("Referral", []))]
    return Impact(
        len(people), shown, len(gone.get("Note", [])), tuple(deals), tuple(referrals), _alone(network, gone, people)
    )


def _alone(network: Network, gone: dict[str, list[str]], people: Sequence[str]) -> tuple[str, ...]:
    """Those next to somebody who goes whom nothing joins to anybody any more, neither us nor a customer."""
    kinds = [kind for kind in (*LINES, "CONTACT") if kind in STORED_TIES]
    near, kept = [], []
    for kind in kinds:
        table = network[kind]
        goes = table["id"].isin(gone.get(kind, []))
        near += [table[end][goes] for end in ("from_id", "to_id")]
        kept += [table[end][~goes] for end in ("from_id", "to_id")]
    around = pd.Index(pd.concat(near).unique()).difference(pd.Index(people))
    around = around.intersection(pd.Index(network["Person"]["id"]))
    left = pd.concat([ends[ends.isin(around)] for ends in kept])
    return tuple(around.difference(pd.Index(left.unique())))


def remove(screen: Screen, people: list[str], ties: list[str]) -> None:
    """Say what would go, and remove it when told to; undo brings it back."""
    words = screen.words
    kinds = dict(zip(screen.facts.ties["id"], screen.facts.ties["kind"], strict=True)) if ties else {}
    doomed = [("Person", p) for p in people] + [(kinds[t], t) for t in ties if t in kinds]
    doomed = [(kind, id) for kind, id in doomed if kind in NODES or not TIES[kind].derived]
    if not doomed:
        st.toast(words("edit.derived"), icon=":material/info:")
        return
    key, first = fresh(), _worked_out(screen, doomed)
    orphans = [("Referral", id) for id in first[1].referrals]
    too = _worked_out(screen, [*doomed, *orphans]) if orphans else first

    @st.dialog(words("edit.remove"))
    def body() -> None:
        command, found = first
        _told(screen, people, found)
        if found.referrals and st.checkbox(words("remove.referrals_too", n=len(found.referrals)), key=f"{key}.too"):
            command, found = too
        st.caption(words("edit.remove_undo"))
        allowed = found.size <= TYPED
        if not allowed:
            typed = st.text_input(words("remove.type", n=found.size), key=f"{key}.typed", live=True)
            allowed = typed.strip() == str(found.size)
        if st.button(words("edit.remove_yes"), type="primary", key="edit.remove_yes", disabled=not allowed):
            save(screen, lambda: command, who="")

    body()


def _worked_out(screen: Screen, doomed: Sequence[tuple[str, str]]) -> tuple[Command, Impact]:
    command = removal(screen.network, doomed, screen.viewer.user)
    return command, impact(screen.network, command)


def _told(screen: Screen, people: Sequence[str], found: Impact) -> None:
    """Who goes, what goes along by kind, what it touches, and who is left alone with what could be done."""
    words = screen.words
    who, ties = safe(_names(screen, people)) or "–", sum(found.ties.values())
    st.markdown(words("edit.remove_impact", who=who, people=found.people, ties=ties))
    kinds = [words("remove.kind", kind=words.kind(kind), n=n) for kind, n in sorted(found.ties.items())]
    lines = [words("answer.and").join(kinds)] if kinds else []
    lines += [words("remove.notes", n=found.notes)] if found.notes else []
    lines += [words("remove.deals", names=safe(words("answer.and").join(found.deals[:NAMED])))] if found.deals else []
    lines += [words("remove.referrals", n=len(found.referrals))] if found.referrals else []
    if found.alone:
        lines.append(words("remove.alone", names=safe(_names(screen, found.alone)), n=len(found.alone)))
    st.markdown("\n".join(f"- {line}" for line in lines))


def _names(screen: Screen, people: Sequence[str]) -> str:
    words = screen.words
    names = words("answer.and").join(screen.facts.name(p) for p in people[:NAMED])
    return words("remove.and_more", names=names, n=len(people)) if len(people) > NAMED else names
