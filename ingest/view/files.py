"""What the user handed over, as files that the import can read; gone with the session."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from graph.model.errors import GuanxiError
from graph.text import Words
from graph.views.shell import told
from graph.views.uploader import mended
from ingest.rows import ENDINGS, Sheet, read
from ingest.template import is_words_sheet

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

GENERATION, FOLDER = "data.generation", "data.folder"


def uploaded(words: Words) -> list[Path]:
    """The uploader, and the files in it."""
    given = st.file_uploader(
        words("data.files"), type=[ending.lstrip(".") for ending in ENDINGS], accept_multiple_files=True,
        key=f"data.files.{st.session_state.get(GENERATION, 0)}",
    )  # fmt: skip
    mended(words, words("data.files.drop"), "data.files.mended")
    return [_kept(one) for one in given]


def forget() -> None:
    """Empty the uploader."""
    st.session_state[GENERATION] = st.session_state.get(GENERATION, 0) + 1


def _kept(one: UploadedFile) -> Path:
    """The upload as a file of its own name, in a folder named by what is in it."""
    if FOLDER not in st.session_state:
        st.session_state[FOLDER] = tempfile.TemporaryDirectory(prefix="guanxi-")
    raw = one.getbuffer()
    mark = hashlib.blake2b(raw, digest_size=8).hexdigest()
    path = Path(st.session_state[FOLDER].name) / mark / (Path(one.name).name or "file")
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(raw)
    return path


def sheets(paths: Sequence[Path], words: Words) -> list[Sheet]:
    """All sheets of the files that can be read; the others say why not and what to do."""
    found: list[Sheet] = []
    for path in paths:
        try:
            found += _read(str(path))
        except GuanxiError as problem:
            st.error(told(problem, words))
    return found


@st.cache_resource(max_entries=16, show_spinner=False)
def _read(path: str) -> list[Sheet]:
    """The sheets of one file, but for a template's list of allowed words; the folder's name says what is in it."""
    return [sheet for sheet in read([path]) if not is_words_sheet(sheet.name)]
