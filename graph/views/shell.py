"""What stands around every page: logo, language, errors in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import streamlit as st

from graph.model.errors import GuanxiError
from graph.text import LANGUAGES, Words
from graph.text.refusal import sentence

NAMES = {"zh": "中", "en": "EN"}
SEAL = str(files("graph.views") / "seal.svg")  # a mark by name would be fetched from the net
STYLE = Path(str(files("graph.views") / "app.css"))


def language() -> Words:
    """The words of this session: from `?lang=`, else as chosen before, else Chinese unless the browser is English."""
    asked = st.query_params.get("lang")
    if "language" not in st.session_state:
        english = (st.context.locale or "").lower().startswith("en")
        st.session_state["language"] = asked if asked in LANGUAGES else "en" if english else "zh"
    words = Words(st.session_state["language"])
    with st.container(key="switch"):
        st.segmented_control(
            words("shell.language"), LANGUAGES, format_func=lambda code: NAMES[code], key="language",
            required=True, label_visibility="collapsed",
        )  # fmt: skip
    words = Words(st.session_state["language"])
    if asked != words.lang:
        st.query_params["lang"] = words.lang
    return words


def safe(text: str) -> str:
    """Text as it stands, for places that read Markdown: every mark that could mean something is escaped.

    >>> safe("![x](http://a.b) *王*")
    '\\\\!\\\\[x\\\\]\\\\(http\\\\://a\\\\.b\\\\) \\\\*王\\\\*'
    """
    return re.sub(r"([\\`*_{}\[\]()#+\-.!~|<>$:&^])", r"\\\1", text)


def told(problem: GuanxiError, words: Words) -> str:
    """An error in the user's words, safe for Markdown: what, and what to do where the sentence says so."""
    return safe(sentence(problem, words))


def attempt(words: Words, change: Callable[[], Any]) -> None:
    """Do a change and start the page afresh; a refusal is told in place, and what was typed stays."""
    try:
        change()
    except GuanxiError as problem:
        st.error(told(problem, words))
    else:
        st.rerun()


def open_person(who: str) -> None:
    """Make that person the one the map shows; the caller switches the page."""
    st.session_state["map.who"] = who
    st.session_state["map.tie"] = ""
    for counter in ("map.turn", "map.list_turn"):
        st.session_state[counter] = st.session_state.get(counter, 0) + 1


def logo(words: Words) -> None:
    """The seal and the name, top left."""
    st.logo(str(files("graph.views") / f"logo_{words.lang}.svg"), size="medium")
