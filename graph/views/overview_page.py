"""全部客户 Overview: every account on a board of region and industry, and the list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.views import overview_list, take, toolbar
from graph.views.figures import whole
from graph.views.links import addressed, go, nothing
from graph.views.overview_draw import Look, legend, picture_of
from graph.views.overview_facts import BY, RINGS, placed
from graph.views.overview_facts import whole as everything
from graph.views.picture import part, picture
from graph.views.shell import safe

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from graph.text import Words
    from graph.views.screen import Screen

CHOSEN, TURN = "overview.account", "overview.turn"


def show(screen: Screen) -> None:
    """The page: title with how to group, the board beside its list."""
    words = screen.words
    by = addressed("overview.by", BY, BY[0])
    ring = addressed("overview.ring", tuple(RINGS), "people")
    st.session_state.setdefault(TURN, 0)

    def title() -> None:
        with st.container(horizontal=True, vertical_alignment="center", key="overview.title"):
            note = words(
                "overview.subtitle", accounts=whole(len(screen.facts.accounts)), people=whole(len(screen.facts.people))
            )
            head = part("div", part("h1", words("overview.title")), part("span", note, cls="s quiet"), cls="row")
            picture(head, key="overview.head")
            _switch(words, "by", BY, by)
            _switch(words, "ring", tuple(RINGS), ring)

    slot = toolbar.head(screen, title)
    if not len(screen.facts.accounts):
        nothing(screen, "overview", words("overview.empty"))
        return
    _remember(screen)

    @st.fragment
    def stage() -> None:
        look = looked(screen)
        with st.container(key="overview.stage"):
            left, right = st.columns([884, 492], gap="small")
        with left:
            board = part("div", picture_of(look), cls="scroll board", tabindex="0", role="region",
                         aria_label=words("overview.title"))  # fmt: skip
            picture(part("div", board, legend(look), cls="canvas"), key="overview.board", on_pick=choose)
        with right, st.container(border=True, key="overview.panel"):
            _panel(screen, look)

    stage()
    with slot:
        take.menu(screen, "overview", lambda: overview_list.seen(screen, looked(screen)))


def _switch(words: Words, key: str, options: Sequence[str], said: Callable[[], None]) -> None:
    st.segmented_control(
        words(f"overview.{key}"), options, format_func=lambda o: words(f"overview.{key}.{o}"), key=f"overview.{key}",
        required=True, label_visibility="collapsed", on_change=said,
    )  # fmt: skip


def looked(screen: Screen) -> Look:
    """What is drawn now."""
    state = st.session_state
    by, seen = state["overview.by"], everything(screen, state["overview.by"])
    chosen = state.get(CHOSEN) or str(seen.accounts.index[0])
    return _look(screen, by, state["overview.ring"], chosen, (*screen.key, screen.words.lang))


@st.cache_resource(max_entries=16, show_spinner=False)
def _look(_screen: Screen, by: str, ring: str, chosen: str, key: Any) -> Look:
    return Look(everything(_screen, by), placed(_screen, by, chosen), by, ring, chosen, _screen.words)


def choose(account: str, *, turn: bool = True) -> None:
    """Make that account the chosen one, in the address too; the list is told unless the press was on it."""
    st.session_state[CHOSEN] = st.query_params["account"] = account
    st.session_state[TURN] += turn


def _remember(screen: Screen) -> None:
    """Take over the account of the address; one that is gone is said and let go."""
    state, accounts = st.session_state, screen.facts.accounts
    asked = st.query_params.get("account", "")
    if asked and asked in accounts.index and asked != state.get(CHOSEN):
        state[CHOSEN] = asked
        state[TURN] += 1
    if state.get(CHOSEN) and state[CHOSEN] not in accounts.index:
        state[CHOSEN] = ""
    if asked and asked not in accounts.index:
        chosen = looked(screen).chosen
        st.warning(
            screen.words("overview.gone", name=safe(str(accounts.at[chosen, "name"]))), icon=":material/link_off:"
        )
        return
    if state.get(CHOSEN) and not asked:
        st.query_params["account"] = state[CHOSEN]


def _panel(screen: Screen, look: Look) -> None:
    """Figures, the list, and the way to the chosen account's own map."""
    words, chosen = screen.words, look.chosen
    picture(part("h2", words("overview.list")), overview_list.metrics(look), key="overview.metrics")
    overview_list.show(look, lambda account: choose(account, turn=False))
    name = str(look.seen.accounts.at[chosen, "name"])
    if st.button(words("overview.open", name=safe(name)), key="overview.open", type="primary", width="stretch"):
        go(screen, "account", account=chosen)
    st.caption(words("overview.how.single"))
