"""A person's portrait: chosen from a photo, seen as it will be, saved as a change of its own, or taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph.model.errors import BadFile
from graph.store import portraits
from graph.views.account_marks import avatar
from graph.views.draw import initial
from graph.views.picture import part, picture
from graph.views.saving import fresh, save
from graph.views.shell import safe, told
from graph.views.uploader import mended

if TYPE_CHECKING:
    from graph.views.screen import Screen

ENDINGS = ["png", "jpg", "jpeg", "webp"]
R = 40


def portrait(screen: Screen, who: str) -> None:
    """Ask for a photo, or whether the portrait shall go; a file that is no photo is refused by name."""
    words, key, name = screen.words, fresh(), str(screen.facts.name(who))

    @st.dialog(words("portrait.title", who=safe(name)))
    def body() -> None:
        found = screen.store.show(who, ("Portrait",), screen.viewer)
        now = found["row"] if found else None
        given = st.file_uploader(words("portrait.choose"), type=ENDINGS, key=f"{key}.file")
        mended(words, words("portrait.drop"), f"{key}.mended")
        image = None
        if given is not None:
            try:
                image = portraits.portrait(given.getvalue(), given.name)
            except BadFile as problem:
                st.error(told(problem, words))
        _shown(screen, who, image or (now["image"] if now else ""), key)
        st.caption(words("portrait.consent"))
        with st.container(horizontal=True):
            saved = st.button(words("edit.save"), type="primary", key=f"{key}.save", disabled=image is None)
            gone = now is not None and st.button(words("portrait.remove"), key=f"{key}.remove")
        if saved or gone:
            new = None if gone else image
            save(screen, lambda: portraits.change(who, name, new, now, screen.viewer.user))

    body()


def _shown(screen: Screen, who: str, image: str, key: str) -> None:
    """The person's mark as it is, or as it will be."""
    p, side = screen.facts.person(who), 2 * R + 12
    mark = avatar(initial(p["name"]), p["attitude"], bool(p["known"]), R + 2, R + 2, R, portraits.drawable(image))
    label = screen.words("portrait.as_seen" if image else "portrait.none")
    picture(part("svg", mark, width=side, height=side, role="img", aria_label=label), key=f"{key}.shown")
