"""The list twin of the board: every account, one selection with the board, and the figures above it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from graph.analysis.overview import figures
from graph.views.figures import money, share, whole
from graph.views.overview_draw import UNIT, Look, flags, legend, picture_of
from graph.views.overview_facts import RINGS
from graph.views.picture import Part, part
from graph.views.seen import Seen
from graph.views.take.panels import with_legend
from graph.views.take.svg import of_parts

if TYPE_CHECKING:
    from graph.views.screen import Screen


def metrics(look: Look) -> Part:
    """Revenue, whom we know, single threads, and who is not followed."""
    words, told = look.words, figures(look.seen.accounts)
    cells = [
        (words("overview.revenue"), money(words, told["revenue"])),
        (words(f"overview.share.{look.ring}"), share(told[RINGS[look.ring][2]])),
        (words("overview.singles"), whole(told["single_threaded"])),
        (words("overview.unfollowed_n"), whole(told["unfollowed"])),
    ]
    return part(
        "div", *(part("div", part("span", name, cls="c"), part("b", value)) for name, value in cells), cls="quad"
    )


def table(look: Look) -> pd.DataFrame:
    """Every account under headings in the user's words, the biggest first."""
    words, a = look.words, look.seen.accounts
    unit = a["annual_revenue"] / UNIT[words.lang]
    shown = {
        words.kind("Account"): a["name"],
        words(f"overview.column.{look.by}"): [look.seen.said(key, words) if key else "" for key in a["column"]],
        words("overview.revenue_unit"): unit.round(0 if words.lang == "zh" else 2),
        words(f"overview.share.{look.ring}"): a[RINGS[look.ring][2]].round(2),
        words("overview.ties"): a["ties"], words("overview.flag"): _flags(look),
    }  # fmt: skip
    return pd.DataFrame(shown).set_axis(a.index, axis=0)


def _flags(look: Look) -> list[str]:
    a, words = look.seen.accounts, look.words
    keys = a[["unfollowed", "single_threaded"]].astype(object)
    said: dict[tuple[Any, Any], str] = {}
    out = []
    for pair in zip(keys["unfollowed"], keys["single_threaded"], strict=True):
        if pair not in said:
            said[pair] = flags({"unfollowed": pair[0], "single_threaded": pair[1]}, words)
        out.append(said[pair])
    return out


def show(look: Look, choose: Callable[[str], None]) -> None:
    """The table; a press on a row chooses that account."""
    words, ids = look.words, list(map(str, look.seen.accounts.index))
    key = f"overview.list.{st.session_state['overview.turn']}"  # chosen elsewhere: a new table, no old press echoes
    rows = [ids.index(look.chosen)] if look.chosen in look.seen.accounts.index else []

    def picked() -> None:
        chosen = list(st.session_state[key]["selection"]["rows"])
        if chosen and chosen != rows:
            choose(ids[chosen[0]])

    st.dataframe(
        table(look), key=key, on_select=picked, selection_mode="single-row", hide_index=True, height=560,
        selection_default={"selection": {"rows": rows}}, alt=words("overview.list"), placeholder="–",
        column_config={
            words.kind("Account"): st.column_config.TextColumn(width=82),
            words(f"overview.column.{look.by}"): st.column_config.TextColumn(width=50),
            words("overview.revenue_unit"): st.column_config.NumberColumn(format="localized", width=72),
            words(f"overview.share.{look.ring}"): st.column_config.ProgressColumn(
                format="percent", min_value=0, max_value=1, width=88
            ),
            words("overview.ties"): st.column_config.NumberColumn(width=44),
            words("overview.flag"): st.column_config.TextColumn(width=94),
        },
    )  # fmt: skip


def seen(screen: Screen, look: Look) -> Seen:
    """The page as it can be taken along: the people at the accounts drawn, what is grouped how, and the list."""
    words, people = screen.words, screen.facts.people
    here = people.index[people["account_id"].isin(list(look.spots))]
    notes = [
        words(f"overview.by.{look.by}"), words(f"overview.legend.{look.seen.size}"),
        words("overview.shown", n=whole(len(look.spots)), all=whole(len(look.seen.accounts))),
        words("overview.shown_pairs", n=whole(len(look.wires)), all=whole(len(look.seen.pairs))),
    ]  # fmt: skip
    title, board = words("overview.title"), look.board

    def svg(theme: str) -> str:
        parts, high = with_legend([picture_of(look)], board.width, board.height, legend(look))
        return of_parts(parts, board.width, high, theme, title=title, notes=notes)

    return Seen("overview", title, tuple(map(str, here)), (), tuple(notes), table(look), svg)
