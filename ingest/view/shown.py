"""A preview on the page: new, changed, unchanged, rejected, look-alikes; nothing is written yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from graph.views.download import plain
from graph.views.shell import safe
from ingest.view.glance import SHOWN, alike_rows, changed_rows, counted, new_rows, rejected_rows, unchanged_rows

if TYPE_CHECKING:
    from graph.text import Words
    from graph.views.screen import Screen
    from ingest.load import Preview

FIRST = 3
STATES = ("created", "changed", "unchanged", "rejected", "alike")


def shown(screen: Screen, seen: Preview) -> None:
    """Five tabs with their counts, and what was noticed on the way."""
    words = screen.words
    numbers = {state: sum(seen.counts(state).values()) for state in STATES[:3]}
    numbers |= {"rejected": len(seen.rejections), "alike": len(seen.look_alikes)}
    for note in seen.said(words)[:12]:
        st.caption(safe(note))
    _refused(seen, words)
    labels = [words(f"data.tab.{state}", n=f"{numbers[state]:,}") for state in STATES]
    new, changed, same, rejected, alike = st.tabs(labels)
    with new:
        _by_kind(screen, seen, "created")
    with changed:
        _by_kind(screen, seen, "changed")
    with same:
        _table(unchanged_rows(seen, words), words, "unchanged")
    with rejected:
        _table(rejected_rows(seen, words), words, "rejected", len(seen.rejections))
        _rejected_file(seen, words)
    with alike:
        _table(alike_rows(seen, words), words, "alike")


def _refused(seen: Preview, words: Words) -> None:
    """The first refusals in plain sight, since nobody opens a tab for what they do not expect."""
    if not seen.rejections:
        return
    lines = [words("data.refused", file=r.file, row=r.row, why=r.message(words)) for r in seen.rejections[:FIRST]]
    more = len(seen.rejections) - len(lines)
    if more > 0:
        lines.append(words("data.refused.more", n=f"{more:,}"))
    st.warning("  \n".join(safe(line) for line in lines), icon=":material/block:")


def _by_kind(screen: Screen, seen: Preview, state: str) -> None:
    """How many rows of each kind, and the first of the chosen kind."""
    words, counts = screen.words, {kind: n for kind, n in seen.counts(state).items() if n}
    if not counts:
        st.caption(words(f"data.none.{state}"))
        return
    st.caption(counted(counts, words))
    kind = st.selectbox(
        words("data.kind"), list(counts), key=f"data.{state}.kind", label_visibility="collapsed",
        format_func=lambda one: f"{words.kind(one)} {counts.get(one, 0):,}",
    )  # fmt: skip
    work = new_rows if state == "created" else changed_rows
    table = work(seen, screen.network, str(kind), words)
    _table(table, words, state, counts[str(kind)] if state == "created" else len(table))


def _table(table: pd.DataFrame, words: Words, state: str, total: int | None = None) -> None:
    if table.empty:
        st.caption(words(f"data.none.{state}"))
        return
    st.dataframe(table, hide_index=True, height=36 * min(9, len(table) + 1) + 2, key=f"data.table.{state}")
    if total is not None and total > SHOWN:
        st.caption(words("data.first", n=f"{SHOWN:,}", all=f"{total:,}"))


def _rejected_file(seen: Preview, words: Words) -> None:
    """All rejected rows as a file to mend and bring again."""
    if not seen.rejections:
        return

    def made() -> bytes:
        table = seen.rejected_frame(words).map(plain)
        return bytes(table.to_csv(index=False).encode("utf-8-sig"))

    st.download_button(
        words("data.rejected.download"), data=made, file_name="rejected.csv", mime="text/csv", on_click="ignore",
        key="data.rejected.download", icon=":material/download:",
    )  # fmt: skip
