"""Choosing one person in a form: from a list where it is short, else by the first letters typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import streamlit as st

from graph.views import search
from graph.views.shell import safe

if TYPE_CHECKING:
    from graph.views.screen import Screen

SHORT = 400  # people a list shows whole; a longer one is sent by search


def called(screen: Screen, who: str) -> str:
    """Name and account."""
    people = screen.facts.people
    account = str(people.at[who, "account"]) if who in people.index else ""
    return " · ".join(filter(None, (screen.facts.name(who), account)))


def choose(
    screen: Screen, label: str, key: str, chosen: str = "", first: Iterable[str] = (), without: str = ""
) -> str:  # fmt: skip
    """The id of whoever is chosen, "" for nobody; `first` stand above the others, `without` cannot be chosen."""
    words, people = screen.words, screen.facts.people
    start = [one for one in dict.fromkeys((*first, chosen)) if one in people.index and one != without]
    if len(people) <= SHORT:
        options = [*start, *(one for one in people.index if one not in set(start) and one != without)]
    else:
        typed = st.text_input(label, key=f"{key}.typed", live=True, placeholder=words("map.search_hint"))
        found = search.hits(screen, typed) if typed else start
        options = [one for one in found if one != without]
        if typed and not options:
            st.caption(words("map.no_hit", typed=safe(typed)))
        if not options:
            return ""
    index = options.index(chosen) if chosen in options else 0 if len(people) > SHORT else None
    return str(st.selectbox(
        label, options, index=index, key=key if len(people) <= SHORT else f"{key}.of.{len(options)}",
        format_func=lambda one: called(screen, one), placeholder=words("form.choose"),
        label_visibility="visible" if len(people) <= SHORT else "collapsed",
    ) or "")  # fmt: skip
