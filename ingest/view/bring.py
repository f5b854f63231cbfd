"""Import: files, what is in them, what they would change, and only then the one button that writes."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.demo import DEMOS
from graph.demo import network as demo
from graph.model.errors import GuanxiError
from graph.model.vocab import BANNED_SOURCES, NO_BASIS, UNKNOWN, VOCAB
from graph.store.commands import Receipt
from graph.text import Words
from graph.views.leaving import DEMO
from graph.views.screen import refresh
from graph.views.shell import attempt, safe, told
from ingest.bundled import preview_of
from ingest.load import Preview, preview
from ingest.view.files import forget, sheets, uploaded
from ingest.view.glance import counted
from ingest.view.matching import plans
from ingest.view.shown import shown

if TYPE_CHECKING:
    from graph.views.screen import Screen

SEEN, RECEIPT = "data.seen", "data.receipt"


def bring(screen: Screen) -> None:
    """From files to a preview, and from a preview to the store when the user says so."""
    _receipt(screen)
    words = screen.words
    left, right = st.columns([3, 2], gap="medium")
    with left:
        paths = uploaded(words)
    with right:
        constants = _constants(screen)
        example = _example(screen)
    seen = _of_files(screen, paths, constants) if paths else _of_demo(screen, example) if example else None
    if seen is None:
        st.caption(words("data.bring.how"))
        return
    shown(screen, seen)
    _confirm(screen, seen)


def _constants(screen: Screen) -> dict[str, str]:
    """What holds for every row whose own cell is blank."""
    words = screen.words
    chosen = {}
    for column, name in zip(st.columns(2), ("lawful_basis", "data_source"), strict=True):
        allowed = [v for v in VOCAB[name].values if v not in BANNED_SOURCES and v != NO_BASIS]
        value = column.selectbox(
            words(f"data.constant.{name}"), [UNKNOWN, *allowed], key=f"data.constant.{name}",
            format_func=partial(_constant, words, name),
        )  # fmt: skip
        if value != UNKNOWN:
            chosen[name] = str(value)
    return chosen


def _constant(words: Words, name: str, value: str) -> str:
    return words("data.constant.none") if value == UNKNOWN else words.choice(name, value)


def _example(screen: Screen) -> str:
    """A bundled network to look at instead of a file."""
    words = screen.words
    name = st.selectbox(
        words("data.example"), ["", *DEMOS], key=f"data.example.{st.session_state.get('data.generation', 0)}",
        format_func=lambda one: words(f"demo.{one}") if one else words("data.example.none"),
    )  # fmt: skip
    return str(name or "")


def _of_files(screen: Screen, paths: list[Path], constants: dict[str, str]) -> Preview | None:
    """What the files would change, worked out anew only when something that matters is another."""
    words = screen.words
    chosen = plans(screen, sheets(paths, words), constants)
    if not chosen:
        return None
    key = (tuple(map(str, paths)), repr(chosen), screen.key)
    return _cached(key, lambda: _read(screen, paths, chosen))


def _read(screen: Screen, paths: list[Path], chosen: list[Any]) -> Preview | None:
    words = screen.words
    with st.status(words("data.reading"), expanded=False) as status:
        try:
            seen = preview(paths, screen.network, mapping=chosen)
        except GuanxiError as problem:
            status.update(label=words("data.unreadable"), state="error")
            st.error(told(problem, words))
            return None
        status.update(label=words("data.read", rows=f"{sum(part.rows for part in seen.parts):,}"), state="complete")
    return seen


def _of_demo(screen: Screen, name: str) -> Preview | None:
    return _cached((name, screen.key), lambda: preview_of(demo(name), screen.network, f"{DEMO}{name}"))


def _cached(key: Any, work: Any) -> Preview | None:
    held = st.session_state.get(SEEN)
    if held is None or held[0] != key:
        held = st.session_state[SEEN] = (key, work())
    seen: Preview | None = held[1]
    return seen


def _confirm(screen: Screen, seen: Preview) -> None:
    """The one button that writes; it says what it will do."""
    words = screen.words
    if seen.changes_nothing:
        st.info(words("data.same"), icon=":material/check:")
        return
    new, changed = (sum(seen.counts(state).values()) for state in ("created", "changed"))
    label = words("data.confirm", new=f"{new:,}", changed=f"{changed:,}")
    if not st.button(label, key="data.confirm", type="primary", icon=":material/download_done:"):
        st.caption(words("data.confirm.note", rejected=f"{len(seen.rejections):,}"))
        return
    with st.status(words("data.writing", n=f"{new + changed:,}")) as status:
        try:
            receipt = screen.apply(seen.command(screen.viewer.user))
        except GuanxiError as problem:
            status.update(label=words("data.unwritten"), state="error")
            st.error(told(problem, words))
            return
    st.session_state[RECEIPT] = (receipt, len(seen.rejections), seen.source)
    st.session_state.pop(SEEN, None)
    forget()
    st.rerun()


def _receipt(screen: Screen) -> None:
    """What the last import did, with the way to take it back."""
    if RECEIPT not in st.session_state:
        return
    receipt, rejected, source = st.session_state[RECEIPT]
    words = screen.words
    with st.container(border=True, key="data.receipt"):
        told, back, close = st.columns([6, 2, 1], vertical_alignment="center")
        told.markdown(f"**{words('data.receipt', source=safe(source))}** {_said(receipt, rejected, screen)}")
        if back.button(words("data.receipt.undo"), key="data.receipt.undo", icon=":material/undo:", width="stretch"):
            _take_back(screen, receipt)
        if close.button(words("data.receipt.close"), key="data.receipt.close", type="tertiary", width="stretch"):
            del st.session_state[RECEIPT]
            st.rerun()


def _said(receipt: Receipt, rejected: int, screen: Screen) -> str:
    words = screen.words
    totals: dict[str, dict[str, int]] = {}
    for kind, verbs in receipt.counts.items():
        for verb, n in verbs.items():
            totals.setdefault(verb, {})[kind] = n
    said = [words(f"data.receipt.{state}", what=counted(kinds, words)) for state, kinds in sorted(totals.items())]
    if rejected:
        said.append(words("data.receipt.rejected", n=f"{rejected:,}"))
    return words("figure.sentences").join(said)


def _take_back(screen: Screen, receipt: Receipt) -> None:
    def undo() -> None:
        screen.store.undo(screen.viewer.user, receipt.change)
        del st.session_state[RECEIPT]
        refresh()

    attempt(screen.words, undo)
