"""中心开花 Centres: whom to win so that a circle follows; predicted against proven, and who of ours knows them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from graph.analysis.arrays import standing
from graph.analysis.circles import everybody
from graph.analysis.confidence import rank_confidence
from graph.analysis.later import later
from graph.analysis.missing import ask_next
from graph.analysis.proven import STATES, brought, states, stepped
from graph.views import quadrant, ranking, take, toolbar
from graph.views.asked import ask
from graph.views.background import job, offered
from graph.views.boards import board, head
from graph.views.centre_more import more
from graph.views.circles_strip import called, strip
from graph.views.figures import dated, day, known, money, records, share, whole
from graph.views.league import league_table
from graph.views.links import how, nothing
from graph.views.measures import measures
from graph.views.person import DOT, person
from graph.views.picture import heading, part, picture
from graph.views.shell import safe
from graph.views.take import centres_seen
from graph.views.weights import weights

if TYPE_CHECKING:
    from graph.analysis.answer import Answer
    from graph.views.screen import Screen
    from graph.views.seen import Seen

TOP, LISTED = 16, 3
ACT = ("thank", "ask", "route")
READY = ["ready", "reasons", "why", "next_on"]


def show(screen: Screen) -> None:
    """Choose a board, see who leads and what asking brought, look closer at one person, rank by other measures."""
    words = screen.words
    slot = toolbar.head(screen, lambda: heading(words, "centres"))
    with st.spinner(words("centres.counting", people=whole(len(screen.network["Person"])))):
        table = standings(screen.network, screen.key, screen)
        circles = ask(screen, "circles")
    names, where = head(screen, table, circles)
    table, heads = _board(screen, names, where, screen.key)
    if table.empty:
        to_come = later(screen.network, screen.today, "acquaintance", "influence")
        nothing(screen, "centres", words("centres.empty"), to_come)
        return
    who = _chosen(table)
    left, middle, right = st.columns([592, 416, 352], gap="small")
    with left:
        picture(_quadrant(screen, table, who), key="centres.quadrant", on_pick=_pick)
    with middle:
        _ranked(screen, table, who)
    with right:
        person(screen, who, table, circles, _pick)
    _lists(screen, table, heads)
    strip(screen, circles, lambda circle: board("circle", circle))
    more(screen, _pick)
    _population(screen, table)
    with slot:
        take.menu(screen, "centres", lambda: _seen(screen, table, who, circles, _said(screen, names, where, circles)))
    weights(screen)
    measures(screen, where if names == "region" else None)
    league_table(screen)
    how(screen, "centres", ("influence", "proven", "lists", "marks", "percentile"))


@st.cache_resource(max_entries=4, show_spinner=False)
def standings(_network: Any, key: Any, _screen: Screen) -> pd.DataFrame:
    """Everybody scored, by id: facts, score with parts, asks and what they brought; the best first."""
    facts, scores = _screen.facts.people, _screen.scores.dropna(subset="score")
    record = brought(_network, _screen.today).set_index("id")
    ready = ask(_screen, "readiness").rows.set_index("id")[READY]
    table = scores[["score", "bridge", "voice", "across", "accounts_within_2"]].join(facts).join(record).join(ready)
    then = standing(_network, _screen.today)
    place = everybody(then, _screen.today).set_index("id")[["circle", "industry"]]
    place["circle"] = place["circle"].astype(str).where(place["circle"] >= 0, "")
    place["industry"] = place["industry"].astype(object).where(place["industry"].notna(), "")
    table = table.join(place)
    table["everywhere"] = table["score"].rank(method="min", ascending=False)
    return table.sort_values(["score"], ascending=False, kind="stable")


@st.cache_resource(max_entries=16, show_spinner=False)
def _board(_screen: Screen, names: str, where: str | None, key: Any) -> tuple[pd.DataFrame, list[dict[str, Any]]]:
    """Everybody of that part of the board, placed, and the first people of the four lists with their next step."""
    table = standings(_screen.network, key, _screen)
    table = placed(table if where is None else table[table[names] == where])
    heads = pd.concat([table[table["list"] == state].head(LISTED) for state in STATES]).rename_axis("id").reset_index()
    return table, records(stepped(standing(_screen.network, _screen.today), _screen.today, heads))


def placed(table: pd.DataFrame) -> pd.DataFrame:
    """The table with each one's place among those shown, and the list they are on."""
    place = table["score"].rank(method="min", ascending=False)
    table = table.assign(place=place, of=float(len(table)))
    return table.assign(list=states(table))


def _chosen(table: pd.DataFrame) -> str:
    """Whom the address names, else the first."""
    who = st.query_params.get("who", "")
    return who if who in table.index else str(table.index[0])


def _pick(who: str) -> None:
    st.query_params["who"] = who


def _quadrant(screen: Screen, table: pd.DataFrame, who: str) -> Any:
    words = screen.words
    title, note = words("centres.quadrant.title"), words("centres.quadrant.note")
    average = float(table["average"].iloc[0])
    if not known(average):
        return ranking.titled(title, note, part("p", words("centres.quadrant.nothing"), cls="c2"))
    drawn = pd.concat([table.head(quadrant.DRAWN), *(table[table["list"] == one].head(LISTED) for one in STATES)])
    drawn = pd.concat([drawn, table.loc[[who]]])
    dots = [
        quadrant.Dot(
            row["id"], row["name"], row["place"], row["per_ask"], row["low"], row["high"], row["list"], row["known"]
        )
        for row in records(drawn[~drawn.index.duplicated()].reset_index())
    ]
    counts = {state: int((table["list"] == state).sum()) for state in STATES}
    return ranking.titled(
        title, note, quadrant.quadrant(dots, average, who, words, len(table)), quadrant.keys(counts, words)
    )


def _ranked(screen: Screen, table: pd.DataFrame, who: str) -> None:
    """The ranking; how sure the places are is worked out aside and drawn once it is there."""
    words = screen.words

    def work(watch: Any) -> Any:
        return rank_confidence(screen.network, as_of=screen.today, watch=watch)

    found = job(screen, "confidence").found
    note = words("centres.ranking.note")
    if found is not None and known(found.figures["top_same"]):
        told = {"runs": found.settings["runs"], "top": found.settings["top"]}
        note = words("centres.ranking.sure", **told, share=share(found.figures["top_same"]))
    body = ranking.ranking(_rows(table, who, found), who, words)
    picture(ranking.titled(words("centres.ranking.title"), note, body), key="centres.ranking", on_pick=_pick)
    offered(screen, "confidence", work, at_once=True)


def _rows(table: pd.DataFrame, who: str, found: Answer | None) -> list[ranking.Ranked]:
    """The first of the board, and who is chosen, with their intervals where they were worked out."""
    first = table.head(TOP)
    if who not in first.index:
        first = pd.concat([first.head(TOP - 1), table.loc[[who]]])
    spread = {} if found is None else found.rows.set_index("id")[["low", "high", "enough"]].to_dict("index")
    unknown = {"low": math.nan, "high": math.nan, "enough": False}
    rows = []
    for row in records(first.reset_index()):
        at = spread.get(row["id"], unknown)
        rows.append(
            ranking.Ranked(
                row["id"], int(row["place"]), row["name"], row["account"], row["score"],
                {name: row[name] for name, _ in ranking.PARTS}, row["list"], row["known"],
                int(row["everywhere"]), at["low"], at["high"], bool(at["enough"]),
            )
        )  # fmt: skip
    return rows


def _lists(screen: Screen, table: pd.DataFrame, rows: list[dict[str, Any]]) -> None:
    """Four lists with the first people of each, what stands behind them, and the next step."""
    counts = table["list"].value_counts()
    groups = {
        state: (int(counts.get(state, 0)), [_entry(screen, row) for row in rows if row["list"] == state])
        for state in STATES
    }
    panels = ranking.lists(groups, screen.words)
    for column, panel, state in zip(st.columns(len(panels), gap="small"), panels, STATES, strict=True):
        with column:
            picture(panel, key=f"centres.list.{state}", on_pick=_pick)


def _entry(screen: Screen, row: dict[str, Any]) -> ranking.Entry:
    """What stands behind a person of a list, and the next step."""
    words = screen.words
    if not row["asks"]:
        told = words("centres.nobody") if not row["rep"] else words(
            "centres.known", rep=row["rep"], stage=words.choice("relationship_stage", row["stage"])
        )  # fmt: skip
    else:
        told = words("centres.asked", n=row["asks"], value=money(words, row["value"] / row["asks"]))
        if row["list"] == "done" and known(row["contacted"]):
            told += DOT + words("centres.contacted", share=share(row["contacted"]))
    return ranking.Entry(
        row["id"], row["name"], told, dated(row["next"], words, screen.today), row["step"] in ACT, bool(row["known"])
    )


def _seen(screen: Screen, table: pd.DataFrame, who: str, circles: Answer, within: str) -> Seen:
    """The page as it can be taken along."""
    rows = _rows(table, who, job(screen, "confidence").found)
    notes = [within, _counted(screen, table)]
    return centres_seen.seen(screen, table, who, _quadrant(screen, table, who), rows, circles, notes)


def _said(screen: Screen, board: str, where: str | None, circles: Answer) -> str:
    """Which part of everybody the page compares, in words."""
    words = screen.words
    if where is None:
        return f"{words('centres.ranking.title')} · {words('centres.all')}"
    names = dict(zip(circles.rows["circle"].astype(str), circles.rows["name"], strict=True))
    return f"{words(f'centres.board.{board}')} {called(names[where], words) if board == 'circle' else where}"


def _counted(screen: Screen, table: pd.DataFrame) -> str:
    """On how many people and ties it stands, and as of when."""
    words, network = screen.words, screen.network
    kinds = ("KNOWS", "REPORTS_TO", "INFLUENCES")
    ties = sum(len(network[kind]) for kind in kinds)
    proposed = sum(int((network[kind]["confidence"] == "inferred").sum()) for kind in kinds)
    return words("centres.population", day=day(words, screen.today), people=whole(len(screen.network["Person"])),
                 ties=whole(ties - proposed), proposed=whole(proposed), shown=whole(len(table)))  # fmt: skip


def _population(screen: Screen, table: pd.DataFrame) -> None:
    """What it all stands on, how much is likely missing, and what to ask next."""
    words, said, gap = screen.words, [_counted(screen, table)], ask(screen, "missing")
    lost = gap.figures["missing"]
    said.append(words("centres.missing", share=share(lost)) if known(lost) else words("centres.missing.unknown"))
    left, right = st.columns([5, 1.6], vertical_alignment="center")
    left.caption(words("figure.sentences").join(said))
    with right:
        wanted = st.toggle(words("centres.questions"), key="centres.questions")
    if wanted:
        _questions(screen, gap)


def _questions(screen: Screen, gap: Answer) -> None:
    """How the share was estimated, and the facts whose answers would change the ranking most."""
    words = screen.words
    st.caption(words("figure.sentences").join(safe(note.say(words)) for note in gap.notes))
    found = offered(
        screen, "questions", lambda watch: ask_next(screen.network, as_of=screen.today, watch=watch), at_once=True
    )
    if found is None:
        return
    lines = [
        part("button", part("b", row["name"].say(words)), part("span", row["moves"].say(words), cls="c2 grow"),
             pick=row["people"][0], type="button")
        for row in records(found.rows)
    ]  # fmt: skip
    notes = [part("p", note.say(words), cls="c") for note in found.notes]
    picture(part("div", *lines, *notes, cls="panel list asks"), key="centres.asks", on_pick=_pick)
