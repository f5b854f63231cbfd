"""The routes and their target as they are drawn: rows of the analysis made into lanes, in the user's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from graph.analysis.answer import Answer, Sentence, spoken
from graph.analysis.routes_ask import blocked, checks, request_of
from graph.analysis.routes_odds import percent
from graph.model.vocab import UNKNOWN, VOCAB
from graph.text import Words
from graph.views.facts import STAGES
from graph.views.figures import day, records, share
from graph.views.lane_parts import Goal, Lane, Leg, Stop
from graph.views.lanes import WIDE, laid
from graph.views.routes_pick import Choice
from graph.views.seen import Seen
from graph.views.take.panels import without
from graph.views.take.svg import of_parts

if TYPE_CHECKING:
    from graph.views.screen import Screen

STAGE_ORDER = VOCAB["purchase_stage"].order
TONES = {"supporter": "t-sup", "neutral": "t-neu-ink", "opponent": "t-opp"}
COLUMNS = ("n", "path", "chance", "low", "high", "why")


def barred(screen: Screen, rows: list[dict[str, Any]]) -> list[bool]:
    """Of each route, whether something on record forbids to ask the first person now."""
    asked = [request_of(screen.network, row["steps"], screen.today) for row in rows]
    return [one is not None and blocked(checks(screen.network, one, screen.today)) for one in asked]


def picked(rows: list[dict[str, Any]], told: str, closed: list[bool]) -> int:
    """Which of the routes that is, counted from 0; where it is none of them the first that may be asked for now."""
    named = [i for i, row in enumerate(rows) if str(row["rank"]) == told]
    return next(iter([*named, *(i for i, shut in enumerate(closed) if not shut)]), 0)


def lanes_of(screen: Screen, rows: list[dict[str, Any]], at: int, closed: list[bool]) -> list[Lane]:
    """The routes as they are drawn, that one chosen; those that may not be asked for now say so."""
    return [_lane(screen, row, i == at, shut) for i, (row, shut) in enumerate(zip(rows, closed, strict=True))]


def _lane(screen: Screen, row: dict[str, Any], chosen: bool, shut: bool) -> Lane:
    words, steps = screen.words, row["steps"]
    stops = [stop(screen, one["from"], ours=i == 0, name=one["from_name"]) for i, one in enumerate(steps)]
    by = words("answer.and").join(one.name for one in stops[1:])
    title = words("routes.by", who=by) if by else words("routes.direct", who=stops[0].name)
    weak = min(range(len(steps)), key=lambda i: steps[i]["chance"]) if len(steps) > 1 else None
    legs = [Leg(one["chance"], lines(one, words), i == weak, one["proposed"]) for i, one in enumerate(steps)]
    note, chance = (
        words("routes.n_steps" if len(steps) > 1 else "routes.one_step", n=len(steps)),
        (row["probability"], row["low"], row["high"]),
    )
    note = words("routes.steps.barred", steps=note) if shut else note
    why = row["why"].say(words)
    return Lane(row["rank"], title, note, tuple(stops), tuple(legs), *chance, why, chosen)


def stop(screen: Screen, who: str, name: str, *, ours: bool = False) -> Stop:
    """Somebody on a route as they are drawn."""
    words = screen.words
    rep = screen.network.row("Rep", who) if ours else None
    if rep is not None:
        return Stop(
            who, name, words.choice("rep_tier", rep["tier"]) if rep["tier"] != UNKNOWN else words.kind("Rep"), True
        )
    p = screen.facts.person(who)
    role = p["role"] if p["role"] != UNKNOWN else ""
    return Stop(who, p["name"], p["title"], False, p["attitude"], bool(p["known"]), role, p["rep"],
                STAGES.get(p["stage"], 0), bool(p["stale"]))  # fmt: skip


def lines(step: dict[str, Any], words: Words) -> tuple[str, str]:
    """Why a step is as likely as it is, in two short lines."""
    fact = {one["factor"]: (one["fact"], one["value"]) for one in step["factors"]}

    def said(name: str) -> str:
        return str(spoken(fact[name][0], words))

    willing = fact.get("willingness", ("", 1.0))
    unsure = words("routes.leg.willing", how=said("willingness"), value=f"{willing[1]:g}") if willing[1] < 1 else ""
    if step["kind"] == "CONTACT":
        dated = isinstance(fact["recency"][0], Sentence)
        return f"{said('stage')} · {said('closeness')}", said("recency") if dated else words("routes.leg.undated")
    if step["kind"] == "KNOWS":
        sort = words.choice("knows_kind", step["sort"])
        first = words("routes.leg.proposed", how=sort) if step["proposed"] else sort
        strong = words("routes.leg.strong", how=said("tie"))
        return first, unsure or strong
    return words("routes.leg.line"), unsure or f"{fact['line'][1]:.2f}"


def goal(screen: Screen, who: str, answer: Answer, count: int) -> Goal:
    """The target as it is drawn: weight, attitude, contact, restrictions, and the chance that one route works."""
    words, p = screen.words, screen.facts.person(who)
    permission = p["contact_permission"]
    limits = (words.choice("contact_permission", permission), "" if permission == UNKNOWN else "warn")
    if permission == "ask_referrer_first":
        limits = (words("routes.fact.via"), "warn")
    elif permission == "allowed":
        limits = (words("routes.fact.none"), "t-sup")
    tone = TONES.get(p["attitude"], "t-unk")
    contact = (p["rep"], "t-ours") if p["known"] else (words("routes.fact.nobody"), "warn")
    facts = (
        (words("routes.fact.weight"), share(weight(screen, who)), "ink"),
        (words.field("attitude"), words.choice("attitude", p["attitude"]), tone),
        (words("routes.fact.contact"), *contact), (words("routes.fact.limits"), *limits),
    )  # fmt: skip
    any_ = percent(answer.figures["any"]) if count > 1 else ""
    note = tuple(words("routes.any.note", n=count).split("\n"))
    return Goal(stop(screen, who, p["name"]), facts, any_, note)


def weight(screen: Screen, who: str) -> float | None:
    """Their weight in the open opportunity that concerns them most, at the stage it is in; None where not assessed."""
    seats, deals = screen.network["STAKEHOLDER_IN"], screen.network["Opportunity"].set_index("id")
    mine = seats[seats["from_id"] == who]
    found = []
    for row in mine.to_dict("records"):
        deal = deals.loc[row["to_id"]]
        order = STAGE_ORDER.get(str(deal["purchase_stage"]))
        if deal["status"] == "open" and order and pd.notna(row[f"w{order}"]):
            found.append(float(row[f"w{order}"]))
    return max(found, default=None)


def below(answer: Answer, count: int, today: Any, words: Words) -> list[str]:
    """How many first people there are, as of when, and what to know of the ties."""
    told = words("routes.of", n=count, all=answer.figures["connectors"], day=day(words, today))
    return [told, *(note.say(words) for note in answer.notes)] if count else [note.say(words) for note in answer.notes]


def seen(screen: Screen, asked: Choice, answer: Answer, drawn: list[Lane]) -> Seen:
    """The page as it can be taken along."""
    words, rows = screen.words, records(answer.rows)
    table = pd.DataFrame(
        [[lane.number, row["path"], *map(percent, (lane.chance, lane.low, lane.high)), lane.why]
         for lane, row in zip(drawn, rows, strict=True)],
        columns=[words(f"routes.col.{one}") for one in COLUMNS],
    )  # fmt: skip
    steps = [step for row in rows for step in row["steps"]]
    people = dict.fromkeys([*(one["to"] for one in steps), asked.to])
    ties = dict.fromkeys(one["tie"] for one in steps)
    title = words("routes.who_can", who=screen.facts.name(asked.to))
    notes = (*question(screen, asked), *below(answer, len(drawn), screen.today, words))

    def svg(theme: str) -> str:
        parts, high = laid(drawn, goal(screen, asked.to, answer, len(drawn)), words)
        parts = without(parts, lambda one: str(one[1].get("pick", "")).startswith("route:"))
        return of_parts(parts, WIDE, high, theme, title=title, notes=notes)

    return Seen("routes", title, tuple(people), tuple(ties), notes, table, svg if drawn else None)


def question(screen: Screen, asked: Choice) -> list[str]:
    """What was asked for, as lines."""
    words = screen.words
    rep = (screen.network.row("Rep", asked.source) or {}).get("name") or words("routes.from.ours")
    told = [words("routes.asked", start=rep, n=asked.steps)]
    told += [words("routes.through")] if asked.supporters else []
    return [*told, words("routes.proposed")] if asked.proposed else told
