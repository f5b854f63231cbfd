"""Asking for an introduction: who asks whom, in which manner, the draft, what to look at first, and the button."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.analysis import routes_ask
from graph.analysis.answer import spoken
from graph.analysis.routes_ask import FOLLOW_DAYS, MANNERS, Check, Request
from graph.analysis.routes_odds import LEAST_SAID
from graph.views.charts import avatar
from graph.views.links import open_map
from graph.views.picture import Part, part, picture
from graph.views.shell import attempt, safe
from graph.views.undo import undo_buttons

if TYPE_CHECKING:
    from graph.views.screen import Screen

DONE = "routes.done"
CLOCK = "M8 3.500A4.500 4.500 0 1 0 8 12.500 4.500 4.500 0 0 0 8 3.500M8 5.500V8l1.800 1.200"
MARKS = {"ok": "M3 8.5 6.5 12 13 4.5", "wait": CLOCK, "no": "M4 4l8 8M12 4l-8 8"}


def panel(screen: Screen, row: Mapping[str, Any]) -> None:
    """What to do along the chosen route: the asking, or the plain word that there is nothing to ask."""
    words, steps = screen.words, row["steps"]
    request = routes_ask.request_of(screen.network, steps, screen.today)
    start = str(steps[0]["from_name"])
    note = words("routes.request.by", n=row["rank"], who=start)
    picture(part("div", part("h2", words("routes.request")), part("div", note, cls="c2")), key="routes.request")
    if request is None:
        st.info(words("routes.request.direct", a=safe(start), b=safe(str(row["name"]))), icon=":material/call:")
        if st.button(words("centres.to_map", who=safe(str(row["name"]))), key="routes.to_map", width="stretch"):
            open_map(screen, str(row["id"]))
        return
    _asked(screen, request, steps)


def _asked(screen: Screen, request: Request, steps: Any) -> None:
    """The form: whom, how, the draft, the checks, the day to follow up, the button."""
    words, names = (
        screen.words,
        {"rep": steps[0]["from_name"], "asked": steps[1]["from_name"], "to": steps[1]["to_name"]},
    )
    found = routes_ask.checks(screen.network, request, screen.today)
    picture(_person(screen, request.asked), key="routes.asked")
    manner = st.segmented_control(
        words("routes.manner"), MANNERS, key="routes.manner", required=True, default=MANNERS[0], width="stretch",
        format_func=lambda one: words(f"routes.manner.{one}", who=names["asked"]),
    )  # fmt: skip
    key = f"routes.draft.{request.rep}.{request.asked}.{request.to}.{manner}.{words.lang}"
    st.text_area(words("routes.draft"), draft(screen, request, names, str(manner)), key=key, height=140,
                 help=words("routes.draft.help"))  # fmt: skip
    picture(part("div", *(_line(one, screen) for one in found), cls="checks"), key="routes.checks")
    due = st.date_input(words("routes.due"), screen.today + timedelta(days=FOLLOW_DAYS), key="routes.due",
                        min_value=screen.today, format="YYYY-MM-DD")  # fmt: skip
    if st.button(words("routes.ask", who=safe(names["rep"])), key="routes.ask", type="primary", width="stretch",
                 icon=":material/send:", disabled=routes_ask.blocked(found)):  # fmt: skip
        text = words("routes.follow", asked=names["asked"], rep=names["rep"])
        made = routes_ask.asking(screen.network, request, screen.today, due or screen.today, text, screen.viewer.user)
        st.session_state[DONE] = (request.asked, made.changes[-1].id)
        attempt(words, lambda: screen.apply(made))
    _done(screen, request, names)


def _done(screen: Screen, request: Request, names: Mapping[str, str]) -> None:
    """After asking: what was written, and the way back."""
    who, referral = st.session_state.get(DONE, ("", ""))
    if who != request.asked or screen.network.row("Referral", referral) is None:
        return
    st.success(screen.words("routes.request.done", **{end: safe(name) for end, name in names.items()}),
               icon=":material/check:")  # fmt: skip
    undo_buttons(screen)


def _person(screen: Screen, who: str) -> Part:
    words, p = screen.words, screen.facts.person(who)
    about = " · ".join(one for one in (p["title"], words.choice("attitude", p["attitude"])) if one)
    name = part("div", part("b", p["name"]), part("div", about, cls="c2"), cls="grow")
    mark = avatar(p["name"], p["attitude"], bool(p["known"]), 36, screen.faces([who]).get(who, ""))
    return part("div", mark, name, cls="row top")


def _line(one: Check, screen: Screen) -> Part:
    """One check with its mark; the mark is said too."""
    words = screen.words
    tone = {"ok": "sup", "wait": "tie", "no": "opp"}[one.state]
    mark = part("path", cls=f"round l-{tone} w2", d=MARKS[one.state])
    icon = part("svg", mark, width=16, height=16, role="img", aria_label=words(f"routes.state.{one.state}"))
    return part("div", icon, part("span", one.said.say(words), cls="s grow"), cls="row top check")


def draft(screen: Screen, request: Request, names: Mapping[str, str], manner: str) -> str:
    """What to say to whoever is asked, made of what is on record and nothing else.

    A running deal is named only to somebody who works at that firm themselves.
    """
    words = screen.words
    told = screen.facts.person(request.to)
    who = words("routes.draft.who", name=names["to"], title=told["title"]) if told["title"] else names["to"]
    deal = _deal(screen, request.account) if request.inside else ""
    about = words("routes.draft.deal", deal=deal) if deal else ""
    if not deal and told["account"]:
        about = words("routes.draft.meet", account=told["account"])
    ask = words(f"routes.draft.{manner}", to=names["to"])
    said = words("routes.draft.whole", asked=names["asked"], about=about, who=who, ask=ask, rep=names["rep"])
    return " ".join(said.split())


def _deal(screen: Screen, account: str) -> str:
    """The open opportunity at that account that is expected first; "" where there is none."""
    here = screen.network["FOR_ACCOUNT"]
    table = screen.network["Opportunity"]
    running = table[table["id"].isin(here["from_id"][here["to_id"] == account]) & (table["status"] == "open")]
    running = running.sort_values(["expected_on", "id"], na_position="last")
    return str(running["name"].iloc[0]) if len(running) else ""


def how(screen: Screen, rows: list[dict[str, Any]]) -> None:
    """How the chances come about: one line a route, and every factor of the chosen one below."""
    words = screen.words
    lines = [
        part("tr", part("td", str(row["rank"]), cls="quiet"),
             part("td", " × ".join(f"{step['chance']:.2f}" for step in row["steps"]), cls="c2"),
             part("td", part("b", _two(row["probability"])), cls="num"))
        for row in rows
    ]  # fmt: skip
    table = part("table", part("tbody", *lines))
    picture(
        part("div", part("h3", words("routes.how")), table, part("p", words("routes.how.factors"), cls="c2")),
        key="routes.how",
    )


def _two(chance: float) -> str:
    """A chance to two digits, or as many as it takes not to be 0."""
    return f"{chance:.2f}" if chance >= LEAST_SAID else f"{chance:.1g}"


def factors(screen: Screen, row: Mapping[str, Any]) -> None:
    """Every factor of a route with the fact behind it, and on what the interval stands."""
    words, lines = screen.words, []
    for step in row["steps"]:
        lines.append(part("tr", part("th", f"{step['from_name']} → {step['to_name']}", colspan="2", scope="rowgroup"),
                          part("td", f"{step['chance']:.2f}", cls="num")))  # fmt: skip
        for factor in step["factors"]:
            said = str(spoken(factor["fact"], words))
            name = part("td", words(f"route.factor.{factor['factor']}"), cls="quiet")
            lines.append(part("tr", name, part("td", said, cls="c2"), part("td", f"{factor['value']:.2f}", cls="num")))
    notes = [part("p", words(f"routes.basis.{one}"), cls="c2") for one in ("defaults", "interval", "any")]
    picture(part("div", part("table", part("tbody", *lines), cls="fact-table"), *notes), key="routes.factors")
