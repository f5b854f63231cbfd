"""Files to take away: everything for other programs, and empty templates to fill in."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from graph.model.network import Network
from graph.store.commands import taken
from graph.text import Words
from graph.views.growth import heading
from graph.views.picture import part, picture
from ingest.export import export
from ingest.layout import TEMPLATES
from ingest.template import template

if TYPE_CHECKING:
    from graph.views.screen import Screen

EXPORTS = {"xlsx": "guanxi.xlsx", "csv": "guanxi-csv.zip", "graphml": "guanxi.graphml"}
WHAT = ("all", "nodes", "ties")


def take(screen: Screen) -> None:
    """Exports at the left, templates at the right."""
    left, right = st.columns(2, gap="medium")
    with left, st.container(border=True):
        _exports(screen)
    with right, st.container(border=True):
        _templates(screen)


def _exports(screen: Screen) -> None:
    words = screen.words
    picture(
        heading(words("data.export.title")), part("p", words("data.export.about"), cls="c2"), key="data.export.head"
    )
    what = str(
        st.selectbox(
            words("data.export.what"), WHAT, format_func=lambda one: words(f"data.export.{one}"), key="data.export.what"
        )
    )
    for column, (form, name) in zip(st.columns(len(EXPORTS)), EXPORTS.items(), strict=True):
        column.download_button(
            words(f"data.export.{form}"), data=_made(screen, form, what), file_name=name, on_click="ignore",
            key=f"data.export.{form}", width="stretch", icon=":material/download:",
        )  # fmt: skip


def _made(screen: Screen, form: str, what: str) -> Callable[[], bytes]:
    """Makes the file when it is asked for, and tells the journal; without the journal there is no file."""

    def made() -> bytes:
        network, words = screen.network, screen.words
        file = exported(network, form, what, words)
        people = 0 if what == "ties" else len(network["Person"])
        screen.store.apply(
            taken(screen.viewer.user, f"data.{form}", words(f"data.export.{what}"), people, masked=False)
        )
        return file

    return made


def exported(network: Network, form: str, what: str, words: Words) -> bytes:
    """The network as one file: a workbook, a ZIP of CSV files, or GraphML."""
    with tempfile.TemporaryDirectory(prefix="guanxi-") as folder:
        path = Path(folder) / ("csv" if form == "csv" else f"guanxi.{form}")
        written = export(network, path, what=what, words=words if form == "xlsx" else None)
        return zipped(written) if form == "csv" else path.read_bytes()


def zipped(files: list[Path]) -> bytes:
    """Those files in one ZIP, without their folder."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in files:
            archive.write(one, one.name)
    return out.getvalue()


def _templates(screen: Screen) -> None:
    words = screen.words
    picture(
        heading(words("data.template.title")),
        part("p", words("data.template.about"), cls="c2"),
        key="data.template.head",
    )
    kind = str(st.selectbox(words("data.template.kind"), TEMPLATES, key="data.template.kind",
                            format_func=lambda one: words(f"ingest.sheet.{one}")))  # fmt: skip
    for column, lang in zip(st.columns(2), ("zh", "en"), strict=True):
        column.download_button(
            words(f"data.template.{lang}"), data=_filled(kind, lang), file_name=f"{kind}-{lang}.xlsx",
            on_click="ignore", key=f"data.template.{lang}", width="stretch", icon=":material/download:",
        )  # fmt: skip


def _filled(kind: str, lang: str) -> Callable[[], bytes]:
    def made() -> bytes:
        with tempfile.TemporaryDirectory(prefix="guanxi-") as folder:
            return template(kind, Path(folder) / f"{kind}.xlsx", Words(lang)).read_bytes()

    return made
