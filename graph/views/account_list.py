"""The list twin of the power map: everybody by level, for the phone, the keyboard and the screen reader; the legend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from graph.views.account_card import coverage, coverage_width, spoken
from graph.views.account_draw import Drawn
from graph.views.account_facts import Case, Member
from graph.views.account_gaps import Empty
from graph.views.account_marks import avatar, badge, role
from graph.views.charts import ATTITUDES, symbol
from graph.views.draw import initial
from graph.views.figures import share
from graph.views.picture import Part, part
from graph.views.seats import LEVELS

if TYPE_CHECKING:
    from graph.text import Words


def by_level(case: Case) -> dict[str, list[Member]]:
    """People by level, the highest first, the heaviest of each first."""
    out: dict[str, list[Member]] = {}
    for level in LEVELS:
        here = [m for m in case.people.values() if (m.level if m.level in LEVELS else "unknown") == level]
        if here:
            out[level] = sorted(here, key=lambda m: (-(m.weight or 0.0), m.name, m.id))
    return out


def rows(case: Case, chosen: str, words: Words, faces: Mapping[str, str]) -> Part:
    """One row a person, each a button that reports the id; `faces` are portraits' addresses."""
    out = []
    for level, people in by_level(case).items():
        out.append(_heading(level, people, words))
        out += [_row(m, case, chosen == m.id, words, faces.get(m.id, "")) for m in people]
    return part("div", *out, cls="people")


def _heading(level: str, people: Sequence[Member], words: Words) -> Part:
    known = sum(m.known for m in people)
    weights = [m.weight for m in people if m.weight is not None]
    told = {"n": len(people), "known": known}
    said = words("account.list_band", **told)
    if weights:
        said = words("account.list_band_weight", weight=share(sum(weights)), **told)
    return part("div", part("h3", words(f"account.band.{level}")), part("span", said, cls="c"), cls="row between level")


def _row(m: Member, case: Case, chosen: bool, words: Words, face: str) -> Part:
    mark = part(
        "svg", avatar(initial(m.name), m.attitude, m.known, 18, 18, 18, face), width=42, height=40, aria_hidden="true"
    )
    held = part("svg", *role(m.role, words.choice("buying_role", m.role), 0, 13, 110), width=110, height=18)
    name = part("div", part("b", m.name, cls="cut"), held if m.role in m.roles else None, cls="row one")
    about = " · ".join(t for t in (m.title, words(f"account.att.{m.attitude}")) if t)
    who = part("div", name, part("div", about, cls="c2 cut"), cls="grow")
    wide = 44 * (m.weight or 0.0) / (case.heavy or 1.0)
    meter = part(
        "svg", part("rect", cls="f-hair", width=44, height=6, rx=3),
        part("rect", cls="f-ink2", width=round(wide, 1), height=6, rx=3), width=44, height=6, aria_hidden="true",
    )  # fmt: skip
    weight = [meter, part("span", share(m.weight), cls="s")] if m.weight is not None else []
    room = coverage_width(m, words)
    cover = part("svg", *coverage(m, room, 15, words), width=round(room, 1), height=20)
    right = part("div", part("div", *weight, cls="row end"), part("div", cover, cls="row end"), cls="right")
    return part(
        "button", mark, who, right, cls="person", pick=m.id, type="button", aria_label=spoken(m, words),
        aria_pressed="true" if chosen else "false",
    )  # fmt: skip


def legend(case: Case, drawn: Drawn, empty: Sequence[Empty], words: Words) -> Part:
    """What each mark means and how many there are."""
    people = list(case.people.values())
    counts = {a: sum(m.attitude == a for m in people) for a in ("supporter", "neutral", "opponent", "unknown")}
    out = [
        part("span", symbol([badge(ATTITUDES.get(a, "unk"), 0, 0)], 18), f"{words(f'account.att.{a}')} {n}")
        for a, n in counts.items()
    ]
    out.append(_sample("account.legend_rule", words, part("path", cls="round l-rule", d="M-13 0H13", stroke_width=1.5)))
    if any(m.also for m in people):
        dots = part("path", cls="round l-rule w2", d="M-13 0H13", stroke_dasharray="0 5")
        out.append(_sample("account.legend_also", words, dots))
    if drawn.pulls:
        tip = part("path", cls="f-sup", d="M13 0l-9-4.500 2 4.500-2 4.500z")
        line = part("path", cls="round l-sup", d="M-13 0H6", stroke_width=3)
        said = words("account.legend_pull")
        if drawn.pulls < drawn.of_pulls:
            said = words("account.legend_pull_some", n=drawn.pulls, all=drawn.of_pulls)
        out.append(part("span", symbol([line, tip], 28), said))
    if drawn.clashes:
        jag = part("path", cls="round l-opp w2", d="M-13 0l3-3 5 6 5-6 5 6 5-6 3 3")
        out.append(_sample("account.legend_clash", words, jag))
    if any(m.reps for m in people):
        out.append(
            _sample("account.legend_contact", words, part("path", cls="round l-ours", d="M-13 0H13", stroke_width=3.5))
        )
    if any(k.stale for m in people for k in m.reps):
        line = part("path", cls="round l-ours stale", d="M-13 0H13", stroke_width=1.5)
        out.append(_sample("account.legend_stale", words, line))
    if not all(m.known for m in people):
        out.append(_sample("account.legend_hollow", words, part("circle", cls="f-card l-neu w2", r=5)))
    if empty:
        out.append(
            _sample(
                "account.legend_seat",
                words,
                part("rect", cls="f-none l-rule", x=-11, y=-5, width=22, height=10, rx=3, stroke_dasharray="3 3"),
            )
        )
    shown = words("account.shown", n=len(people), all=case.total)
    return part("div", *out, part("span", shown, cls="last"), cls="legend")


def _sample(key: str, words: Words, mark: Part) -> Part:
    return part("span", symbol([mark], 28), words(key))


def table(case: Case, words: Words) -> pd.DataFrame:
    """The same people under headings in the user's words, heaviest level first."""
    people = [m for level in by_level(case).values() for m in level]
    none = words("account.nobody")
    names = {m.id: m.name for m in people}
    return pd.DataFrame({
        words.field("name"): [m.name for m in people], words.field("title"): [m.title for m in people],
        words.field("level"): [words.choice("level", m.level) for m in people],
        words.field("role"): ["、".join(words.choice("buying_role", r) for r in m.roles) for m in people],
        words.field("attitude"): [words.choice("attitude", m.attitude) for m in people],
        words("account.weight"): [m.weight for m in people],
        words("panel.contact"): ["、".join(k.name for k in m.reps) or none for m in people],
        words("account.boss_is"): ["、".join(names[b] for b in (m.boss, *m.also) if b in names) for m in people],
    })  # fmt: skip
