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
from ingest.rows import ENDINGS, Sheet, read
from ingest.template import is_words_sheet

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

GENERATION, FOLDER = "data.generation", "data.folder"


def uploaded(words: Words) -> list[Path]:
    """The uploader, and the files in it."""
    st.html(_prose(words))
    given = st.file_uploader(
        words("data.files"), type=[ending.lstrip(".") for ending in ENDINGS], accept_multiple_files=True,
        key=f"data.files.{st.session_state.get(GENERATION, 0)}",
    )  # fmt: skip
    _mended(words)
    return [_kept(one) for one in given]


def _mended(words: Words) -> None:
    """Labels for screen readers in the user's language; see uploader.js."""
    script = Path(__file__).with_name("uploader.js").read_text(encoding="utf-8")
    mend = st.components.v2.component("guanxi_uploader", js=script)
    mend(data={"add": words("data.files.add"), "remove": words("data.files.remove")}, key="data.files.mended")


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


def _prose(words: Words) -> str:
    """The uploader's own English, covered by words of ours."""
    drop, pick = words("data.files.drop"), words("data.files.pick")
    return f"""<style>
    [data-testid="stFileUploaderDropzone"] [data-testid="stBaseButton-secondary"] p {{ font-size: 0; }}
    [data-testid="stFileUploaderDropzone"] [data-testid="stBaseButton-secondary"] p::after {{
      content: "{pick}"; font-size: 13px; }}
    [data-testid="stFileUploaderDropzoneInstructions"] > * {{ display: none; }}
    [data-testid="stFileUploaderDropzoneInstructions"]::after {{ content: "{drop}"; font-size: 13px; }}
    </style>"""
