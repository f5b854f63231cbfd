"""中心开花 Centres: whom to win so that a circle follows; predicted against proven, and who of ours knows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from graph.analysis.proven import STATES, brought, states
from graph.model.vocab import UNKNOWN
from graph.views import quadrant, ranking
from graph.views.asked import ask
from graph.views.figures import day, known, money, records, whole
from graph.views.links import addressed, how, nothing
from graph.views.measures import measures
from graph.views.person import person
from graph.views.picture import heading, part, picture
from graph.views.shell import safe

if TYPE_CHECKING:
    from graph.views.screen import Screen

TOP, LISTED = 16, 3
REST_DAYS = 90


def show(screen: Screen) -> None:
    """Choose a region, see who leads and what asking brought, look closer at one person, rank by other measures."""
    region = _head(screen)
    table = standings(screen.network, screen.key, screen)
    if region is not None:
        table = table[table["region"] == region]
    table = placed(table)
    if table.empty:
        nothing(screen, "centres", screen.words("centres.empty"))
        return
    who = _chosen(table)
    left, middle, right = st.columns([592, 416, 352], gap="small")
    with left:
        picture(_quadrant(screen, table, who), key="centres.quadrant", on_pick=_pick)
    with middle:
        picture(_ranking(screen, table, who), key="centres.ranking", on_pick=_pick)
    with right:
        person(screen, who, table)
    _lists(screen, table)
    measures(screen, region)
    _population(screen, table)
    how(screen, "centres", ("influence", "proven", "lists", "marks", "percentile"))


@st.cache_resource(max_entries=4, show_spinner=False)
def standings(_network: Any, key: Any, _screen: Screen) -> pd.DataFrame:
    """Everybody scored, by id: facts, score with parts, asks and what they brought; the best first."""
    facts, scores = _screen.facts.people, _screen.scores.dropna(subset="score")
    record = brought(_network, _screen.today).set_index("id")
    table = scores[["score", "bridge", "voice", "across", "accounts_within_2"]].join(facts).join(record)
    return table.sort_values(["score"], ascending=False, kind="stable")


def placed(table: pd.DataFrame) -> pd.DataFrame:
    """The table with each one's place among those shown, and the list they are on."""
    place = table["score"].rank(method="min", ascending=False)
    table = table.assign(place=place, of=float(len(table)))
    return table.assign(list=states(table))


def _head(screen: Screen) -> str | None:
    """Title, subtitle and the regions with how many people each has; None for all."""
    words = screen.words
    title, pills = st.columns([2.2, 6.4], vertical_alignment="center")
    with title:
        heading(words, "centres")
    counts = ask(screen, "regions")
    regions = {str(row["region"]): int(row["people"]) for row in records(counts) if known(row["region"])}
    people = len(screen.network["Person"])
    options, names = ["all", *regions], {one: safe(one) for one in regions} | {"all": words("centres.all")}
    with pills:
        chosen = st.pills(
            words("centres.region"), options, key="centres.region", required=True, label_visibility="collapsed",
            on_change=addressed("centres.region", options, "all"),
            format_func=lambda one: f"{names[one]} {regions.get(one, people):,}",
        )  # fmt: skip
    return None if chosen in (None, "all") else str(chosen)


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
    dots = [
        quadrant.Dot(
            row["id"], row["name"], row["place"], row["per_ask"], row["low"], row["high"], row["list"], row["known"]
        )
        for row in records(table.reset_index())
    ]
    counts = {state: int((table["list"] == state).sum()) for state in STATES}
    return ranking.titled(title, note, quadrant.quadrant(dots, average, who, words), quadrant.keys(counts, words))


def _ranking(screen: Screen, table: pd.DataFrame, who: str) -> Any:
    first = table.head(TOP)
    if who not in first.index:
        first = pd.concat([first.head(TOP - 1), table.loc[[who]]])
    rows = [
        ranking.Ranked(
            row["id"], int(row["place"]), row["name"], row["account"], row["score"],
            {name: row[name] for name, _ in ranking.PARTS}, row["list"], row["known"],
        )
        for row in records(first.reset_index())
    ]  # fmt: skip
    words = screen.words
    return ranking.titled(
        words("centres.ranking.title"), words("centres.ranking.note"), ranking.ranking(rows, who, words)
    )


def _lists(screen: Screen, table: pd.DataFrame) -> None:
    groups: dict[str, tuple[int, list[ranking.Entry]]] = {}
    for state in STATES:
        mine = table[table["list"] == state]
        groups[state] = (len(mine), [_entry(screen, row) for row in records(mine.head(LISTED).reset_index())])
    panels = ranking.lists(groups, screen.words)
    for column, panel, state in zip(st.columns(len(panels), gap="small"), panels, STATES, strict=True):
        with column:
            picture(panel, key=f"centres.list.{state}", on_pick=_pick)


def _entry(screen: Screen, row: dict[str, Any]) -> ranking.Entry:
    """What stands behind a person of a list, and the next step."""
    words = screen.words
    if row["list"] == "never":
        told = words("centres.nobody") if not row["known"] else words(
            "centres.known", rep=row["rep"], stage=words.choice("relationship_stage", row["stage"])
        )  # fmt: skip
    else:
        told = words("centres.asked", n=row["asks"], value=money(words, row["value"] / row["asks"]))
    step, act = _step(screen, row)
    return ranking.Entry(row["id"], row["name"], told, step, act, bool(row["known"]))


def _step(screen: Screen, row: dict[str, Any]) -> tuple[str, bool]:
    """May they be asked? Never against their permission, nor within 90 days of the last request."""
    words = screen.words
    if row["contact_permission"] not in ("allowed", UNKNOWN):
        return words.choice("contact_permission", row["contact_permission"]), False
    if row["list"] == "over":
        return words("centres.step.rest"), False
    if not row["known"]:
        return words("centres.step.meet"), True
    if known(row["last_asked"]) and (pd.Timestamp(screen.today) - row["last_asked"]).days <= REST_DAYS:
        return words("centres.step.recent"), False
    return words("centres.step.keep" if row["list"] == "done" else "centres.step.ask"), row["list"] != "done"


def _population(screen: Screen, table: pd.DataFrame) -> None:
    """On how many people and ties it stands, as of when, by which settings."""
    words, network = screen.words, screen.network
    kinds = ("KNOWS", "REPORTS_TO", "INFLUENCES")
    ties = sum(len(network[kind]) for kind in kinds)
    proposed = sum(int((network[kind]["confidence"] == "inferred").sum()) for kind in kinds)
    st.caption(words("centres.population", day=day(words, screen.today), people=whole(len(screen.network["Person"])),
                     ties=whole(ties - proposed), proposed=whole(proposed), shown=whole(len(table))))  # fmt: skip
