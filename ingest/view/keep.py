"""What store this is: where, which engine, how much is in it, what is wrong with it; and leaving the demo."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.model.checks import Finding, findings
from graph.text import Words
from graph.views.figures import whole
from graph.views.growth import heading, table
from graph.views.leaving import demo_entry, leave_demo
from graph.views.picture import Part, part, picture
from graph.views.shell import attempt

if TYPE_CHECKING:
    from graph.views.screen import Screen

MOST = 20


def keep(screen: Screen) -> None:
    """Facts at the left, what is in it at the right, findings below."""
    words, facts = screen.words, screen.store.about()
    left, right = st.columns(2, gap="medium")
    with left:
        picture(_store(facts, words), key="data.store")
        _leave(screen)
        names = dict(zip(screen.network["Person"]["id"], screen.network["Person"]["name"], strict=True))
        picture(_findings(findings(screen.network), names, words), key="data.findings")
    with right:
        picture(_contents(facts["counts"], words), key="data.contents")


def _store(facts: dict[str, Any], words: Words) -> Part:
    title = words("data.store.title")
    rows: list[list[Part | str]] = [
        [words(f"data.store.{name}"), part("b", str(facts[name]))] for name in ("engine", "version", "uri", "revision")
    ]
    if str(facts["uri"]).startswith("embedded:"):
        rows[0][1] = part("b", words("data.store.embedded", engine=facts["engine"]))
    return part("div", heading(title), table(title, _two(words, "data.store.what", "data.store.is"), rows), cls="panel")


def _two(words: Words, one: str, other: str) -> list[tuple[str, str]]:
    return [(words(one), ""), (words(other), "num")]


def _contents(counts: dict[str, int], words: Words) -> Part:
    title = words("data.contents.title")
    rows: list[list[Part | str]] = [[words.kind(kind), whole(n)] for kind, n in counts.items() if n]
    note = None if rows else part("p", words("data.contents.none"), cls="c2")
    body = table(title, _two(words, "data.kind", "data.rows"), rows) if rows else None
    return part("div", heading(title), body, note, cls="panel")


def _findings(found: list[Finding], names: Mapping[str, str], words: Words) -> Part:
    """The rules that this network breaks, each in a sentence with people by name."""
    title = words("data.findings.title")
    rows = [part("p", words(f"finding.{one.key}", **_named(one, names, words)), cls="s") for one in found[:MOST]]
    none = part("p", words("data.findings.none"), cls="c2") if not found else None
    more = part("p", words("data.first", n=MOST, all=len(found)), cls="c") if len(found) > MOST else None
    return part("div", heading(title, words("data.findings.note", n=len(found))), *rows, none, more, cls="panel")


def _named(one: Finding, names: Mapping[str, str], words: Words) -> dict[str, Any]:
    told = {name: names.get(value, value) if isinstance(value, str) else value for name, value in one.values.items()}
    if "field" in told and words.has(f"field.{told['field']}"):
        told["field"] = words.field(str(told["field"]))
    return told


def _leave(screen: Screen) -> None:
    """Out of the demo, once it is said what that takes away."""
    words = screen.words
    if demo_entry(screen) is None:
        return
    with st.popover(words("shell.leave_demo"), icon=":material/logout:"):
        st.markdown(words("shell.leave_demo_impact", people=len(screen.network["Person"])))
        if st.button(words("shell.leave_demo_yes"), key="data.leave", type="primary"):
            attempt(words, lambda: leave_demo(screen))
