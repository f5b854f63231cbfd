"""The panel beside the power map: the light with its reason, the gaps with what to do, how complete the map is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from graph.views.account_facts import PURCHASE, Case
from graph.views.account_gaps import Gap
from graph.views.account_strip import signed
from graph.views.charts import shortened
from graph.views.figures import share
from graph.views.picture import Part, drawing, part, words_at

if TYPE_CHECKING:
    from graph.text import Words


LONG = 200.0  # px of a name in a sentence


def head(light: str, case: Case, found: Sequence[Gap], words: Words) -> Part:
    """The light and its sentence."""
    text = part(
        "div",
        part("h2", words(f"account.light.{light}")),
        part("div", reason(light, case, found, words), cls="c2"),
        cls="grow",
    )
    return part("div", lamps(light), text, cls="row top light")


def lamps(light: str) -> Part:
    """Three lamps; the lit one also differs in shape: cross, triangle, tick."""
    ground = part("rect", cls="f-band l-hair", x=0.5, y=0.5, width=59, height=23, rx=11.5)
    off = [part("circle", cls="f-card l-hair", cx=x, cy=12, r=6) for x in (13, 30, 47)]
    on: list[Part] = []
    if light == "red":
        on = [
            part("circle", cls="f-opp", cx=13, cy=12, r=9),
            part("path", cls="round l-card w2", d="M10 9l6 6m0-6l-6 6"),
        ]
        off = off[1:]
    elif light == "amber":
        on = [part("path", cls="f-warn", d="M30 3.500 38.500 18.500H21.500z"),
              part("path", cls="round l-card w2", d="M30 9v4.500M30 15.800v.2")]  # fmt: skip
        off = [off[0], off[2]]
    elif light == "green":
        on = [
            part("circle", cls="f-sup", cx=47, cy=12, r=9),
            part("path", cls="round l-card w2", d="M43 12.300l2.800 2.800 5-5.600"),
        ]
        off = off[:2]
    return part("svg", ground, *off, *on, width=60, height=24, aria_hidden="true")


def reason(light: str, case: Case, found: Sequence[Gap], words: Words) -> str:
    """Why the light is so and what comes first."""
    if light == "none" or case.deal is None:
        return words("account.light.none_about")
    if light == "red":
        against = next((m for m in case.people.values() if "decider" in m.roles and m.attitude == "opponent"), None)
        if against is not None:
            return words("account.light.red_against", who=shortened(against.name, LONG))
        return words("account.light.red_index", index=signed(case.deal.support or 0.0))
    if not found:
        return words("account.light.clear")
    place = PURCHASE.index(case.deal.stage) + 1
    if place == len(PURCHASE):
        return words("account.light.first_last", n=len(found))
    return words("account.light.first", n=len(found), stage=words.choice("purchase_stage", PURCHASE[place]))


def gap_list(found: Sequence[Gap], words: Words, lit: bool) -> Part:
    """The gaps by number, each with its next action as a button (picked as `gap:<number>`)."""
    if not found:
        return part("p", words("account.no_gaps"), cls="c2")
    return part("div", *(_gap(n, gap, words, lit) for n, gap in enumerate(found, 1)), cls="gaps")


def _gap(number: int, gap: Gap, words: Words, lit: bool) -> Part:
    values = said(gap, words)
    said_ = words(f"account.gap.{gap.key}", **_used(gap, values))
    title = part("b", said_[:1].upper() + said_[1:] if words.lang == "en" else said_, cls="grow")
    act = None
    if gap.act:
        act = part("button", action(gap, words, lit), pick=f"gap:{number}", cls="link", type="button")
    about = part("div", words(f"account.gap.{gap.key}.about", **values), cls="c2")
    barred = part("div", values["barred"], cls="c2 warn") if values.get("barred") else None
    text = part("div", part("div", title, act, cls="row top"), about, barred, cls="grow")
    return part("div", part("span", str(number), cls="flag"), text, cls="gap")


def said(gap: Gap, words: Words) -> dict[str, Any]:
    """The values of a gap's sentence in the user's words."""
    values = {k: shortened(v, LONG) if isinstance(v, str) else v for k, v in gap.values.items()}
    weight = values.get("weight")
    values["weight"] = words("account.gap.weighs", weight=share(weight)) if weight else ""
    if attitude := values.get("attitude"):
        values["attitude"] = (
            words("account.att_unknown") if attitude == "unknown" else words.choice("attitude", attitude)
        )
    for key, vocab in (("role", "buying_role"), ("function", "function"), ("barred", "contact_permission")):
        if values.get(key):
            values[key] = words.choice(vocab, values[key])
    return values


def _used(gap: Gap, values: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in values.items() if k in ("title", "role", "function", "who")} or {"who": gap.who}


def action(gap: Gap, words: Words, lit: bool = False) -> str:
    """What the button beside a gap says."""
    if gap.act == "routes":
        return words("account.act.routes")
    if gap.act == "lines":
        return words("account.act.all_lines" if lit else "account.act.lines")
    if "coach" in gap.values:
        return words("account.act.ask", who=gap.values["coach"])
    return words("account.act.meet" if gap.values.get("top") else "account.act.touch")


def trend(case: Case, words: Words) -> list[Part]:
    """The index at each stage for which weights are on record; nothing when there are fewer than two."""
    points = case.deal.trend if case.deal else ()
    if len(points) < 2:
        return []
    step = 180 / (len(points) - 1)
    xs = [14 + step * i for i in range(len(points))]
    low, high = min(v - u for _, v, u in points), max(v + u for _, v, u in points)
    low, high = min(low, 0.0), max(high, 0.1)

    def y(v: float) -> float:
        return 8 + (high - v) / (high - low) * 44

    above = [f"{x:.1f} {y(v + u):.1f}" for x, (_, v, u) in zip(xs, points, strict=True)]
    below = [f"{x:.1f} {y(v - u):.1f}" for x, (_, v, u) in zip(xs, points, strict=True)]
    line = "L".join(f"{x:.1f} {y(v):.1f}" for x, (_, v, _) in zip(xs, points, strict=True))
    dots = [
        part("circle", cls="f-ours", cx=round(x, 1), cy=round(y(v), 1), r=3.5)
        for x, (_, v, _) in zip(xs, points, strict=True)
    ]
    names = [words_at(x, 70, words.choice("purchase_stage", s)[: 2 if words.lang == "zh" else 6], "ink3", "middle")
             for x, (s, _, _) in zip(xs, points, strict=True)]  # fmt: skip
    label = words("text.comma").join(f"{words.choice('purchase_stage', s)} {signed(v)}" for s, v, _ in points)
    area = f"M{'L'.join(above)}L{'L'.join(reversed(below))}z"
    last = words_at(xs[-1] + 12, y(points[-1][1]) + 5, signed(points[-1][1]), "name strong")
    graph = drawing(
        part("path", cls="f-ours pale", d=area), part("path", cls="l-hair", d=f"M4 {y(0):.1f}H204"),
        part("path", cls="round l-ours w2", d=f"M{line}"), *dots, *names, last, width=256, height=74, label=label,
    )  # fmt: skip
    return [part("h3", words("account.trend"), cls="sect"), part("div", words("account.trend_about"), cls="c"), graph]


def meters(rows: Sequence[tuple[str, int, int]], words: Words) -> list[Part]:
    """How complete the map is, one bar a fact."""
    out = [part("h3", words("account.whole"), cls="sect")]
    for key, have, of in rows:
        name = words(f"account.whole.{key}")
        line = part("div", part("span", name), part("span", part("b", str(have)), f" / {of}"), cls="row between c2")
        wide = 100 * have / of if of else 0.0
        bar = drawing(
            part("rect", cls="f-band", width="100%", height=6, rx=3),
            part("rect", cls="f-ink2", width=f"{wide:.1f}%", height=6, rx=3), height=6, label=f"{name} {have} / {of}",
        )  # fmt: skip
        out.append(part("div", line, bar, cls="meter"))
    return out
