"""Streamlit's uploader in the user's language, for the eye and for a screen reader."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from graph.text import Words


def mended(words: Words, drop: str, key: str) -> None:
    """To be called after an uploader: its own English is covered by words of ours, `drop` says what may be dropped."""
    pick = words("data.files.pick")
    st.html(f"""<style>
    [data-testid="stFileUploaderDropzone"] [data-testid="stBaseButton-secondary"] p {{ font-size: 0; }}
    [data-testid="stFileUploaderDropzone"] [data-testid="stBaseButton-secondary"] p::after {{
      content: "{pick}"; font-size: 13px; }}
    [data-testid="stFileUploaderDropzoneInstructions"] > * {{ display: none; }}
    [data-testid="stFileUploaderDropzoneInstructions"]::after {{ content: "{drop}"; font-size: 13px; }}
    </style>""")
    script = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
    mend = st.components.v2.component("guanxi_uploader", js=script)
    mend(data={"add": words("data.files.add"), "remove": words("data.files.remove")}, key=key)
