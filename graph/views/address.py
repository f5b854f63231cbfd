"""What is chosen on the map stands in the address as codes, so that a link means the same in every language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

SEVERAL = ("accounts", "regions", "roles", "attitudes", "kinds")
ONE: Mapping[str, Any] = {"colour": "attitude", "measure": "influence", "least": 1}


def read(options: Mapping[str, Sequence[Any]]) -> None:
    """Before the widgets are drawn: where they hold nothing yet, what the address asks for, else the usual."""
    for name in SEVERAL:
        if f"map.{name}" not in st.session_state:
            asked = str(st.query_params.get(name) or "").split(",")
            st.session_state[f"map.{name}"] = [v for v in asked if v in options[name]]
    for name, usual in ONE.items():
        key = f"map.{name}"
        if key not in st.session_state or st.session_state[key] not in options[name]:
            one = str(st.query_params.get(name) or "")
            found = {str(option): option for option in options[name]}
            st.session_state[key] = found.get(one, usual)


def write() -> None:
    """After they are drawn: the address says what they hold, and nothing of what is as usual."""
    held = {name: ",".join(st.session_state[f"map.{name}"]) for name in SEVERAL}
    held |= {
        n: "" if st.session_state[f"map.{n}"] == usual else str(st.session_state[f"map.{n}"])
        for n, usual in ONE.items()
    }
    for name, value in held.items():
        if value and st.query_params.get(name) != value:
            st.query_params[name] = value
        elif not value and name in st.query_params:
            del st.query_params[name]
