"""What can be changed about one person, as a row of buttons: their facts, our contact, a tie, removal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph.views import edit, merge, portrait

if TYPE_CHECKING:
    from graph.views.screen import Screen


def person_acts(screen: Screen, who: str, page: str) -> None:
    """The buttons, each opening its dialog; their keys begin with the page's."""
    words = screen.words
    with st.container(horizontal=True):
        if st.button(words("edit.edit"), key=f"{page}.edit_person", icon=":material/edit:"):
            edit.edit_person(screen, who)
        if st.button(words("edit.contact_short"), key=f"{page}.contact", icon=":material/handshake:"):
            edit.contact(screen, who)
        if st.button(words("edit.add_tie"), key=f"{page}.add_tie", icon=":material/link:"):
            edit.add_tie(screen, who)
        if st.button(words("portrait.short"), key=f"{page}.portrait", icon=":material/photo_camera:"):
            portrait.portrait(screen, who)
        if st.button(words("merge.short"), key=f"{page}.merge", icon=":material/merge:"):
            merge.merge(screen, who)
        if st.button(words("edit.remove"), key=f"{page}.remove_person", icon=":material/delete:"):
            edit.remove(screen, [who], [])
