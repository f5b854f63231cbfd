"""What the lanes of introduction routes are made of: people's cards, steps, the target's facts, lines of text."""

from __future__ import annotations

from dataclasses import dataclass

from graph.analysis.routes_odds import percent
from graph.text import Words
from graph.views.account_marks import avatar, badge, bars, moved, rep, rep_width, role
from graph.views.charts import ATTITUDES, shortened, width
from graph.views.draw import initial
from graph.views.picture import Part, part, words_at

CARD_H, REP_H, PORT_H, BUTTON_W = 72.0, 56.0, 68.0, 112.0
Block = tuple[list[Part], float]  # parts around the origin, and how high they are


@dataclass(frozen=True)
class Stop:
    """Somebody on a route: one of ours where it starts (`ours`), or whoever passes us on; `stage` 0-4 with `rep`."""

    id: str
    name: str
    about: str
    ours: bool = False
    attitude: str = "unknown"
    known: bool = False
    role: str = ""
    rep: str = ""
    stage: int = 0
    stale: bool = False


@dataclass(frozen=True)
class Leg:
    """One step: its chance 0…1, why in two short lines, whether most is lost there, whether nobody recorded it."""

    chance: float
    lines: tuple[str, str]
    weak: bool = False
    proposed: bool = False


@dataclass(frozen=True)
class Lane:
    """One route: its people before the target, the steps between (one more leads to the target), chance 0…1."""

    number: int
    title: str
    note: str
    stops: tuple[Stop, ...]
    legs: tuple[Leg, ...]
    chance: float
    low: float
    high: float
    why: str
    chosen: bool = False


@dataclass(frozen=True)
class Goal:
    """The target: who, facts as (label, value, tone), and the chance that one of the routes works with its caption."""

    stop: Stop
    facts: tuple[tuple[str, str, str], ...] = ()
    any: str = ""
    any_note: tuple[str, ...] = ()


def narrowing(lost: str, left: str, leg: Leg) -> list[Part]:
    """A band by its two outlines: what was there before the step, and what is left of it.

    A proposed step is dashed, the weakest amber.
    """
    tone = "warn" if leg.weak else "ours"
    drawn = [part("path", cls=f"f-{tone} pale", d=lost)]
    drawn.append(part("path", cls=f"f-{tone} {'pale' if leg.proposed else 'weak' if leg.weak else 'half'}", d=left))
    if leg.proposed:
        drawn.append(part("path", cls=f"f-none l-{tone} w2", d=left, stroke_dasharray="5 5"))
    elif leg.weak:
        drawn.append(part("path", cls="f-none l-warn w1", d=left))
    return drawn


def card(stop: Stop, words: Words, x: float, y: float, wide: float) -> Part:
    """Somebody on the route, around y: one of ours, or a person with mark, post, role and who of ours knows them."""
    if stop.ours:
        room = wide - 20
        char = initial(stop.name)
        return moved(
            x, y - REP_H / 2, part("title", f"{stop.name} {stop.about}"),
            part("rect", cls="f-card l-hair lift", width=wide, height=REP_H, rx=8), rep(char, 10, 9),
            words_at(rep_width(char) + 16, 23, shortened(stop.name, room - rep_width(char) - 4, 14), "card-name"),
            words_at(10, 44, shortened(stop.about, room)),
        )  # fmt: skip
    said = spoken(stop, words)
    foot = CARD_H - 12
    return part(
        "g", part("title", said), part("rect", cls="face f-card l-hair lift", width=wide, height=CARD_H, rx=8),
        avatar(initial(stop.name), stop.attitude, stop.known, 25, 24, 15),
        words_at(50, 24, shortened(stop.name, wide - 58, 14), "card-name"),
        words_at(50, 42, shortened(stop.about, wide - 58)),
        *role(stop.role, duty_in(stop, words, wide - 38 - _cover_width(stop, words)), 10, foot, wide),
        *_cover(stop, words, wide - 9, foot),
        pick=f"person:{stop.id}", aria_label=said, transform=f"translate({x:.1f} {y - CARD_H / 2:.1f})",
    )  # fmt: skip


def duty(stop: Stop, words: Words) -> str:
    """Their part in the decision, in a word."""
    return words.choice("buying_role", stop.role or "unknown")


def duty_in(stop: Stop, words: Words, room: float) -> str:
    """The same where it fits whole; else the mark alone says it."""
    said = duty(stop, words)
    return said if width(said) <= room else ""


def _cover_width(stop: Stop, words: Words) -> float:
    return rep_width(initial(stop.rep)) + 23 if stop.known else width(words("account.nobody"))


def _cover(stop: Stop, words: Words, right: float, y: float) -> list[Part]:
    """Who of ours knows them best and how well; ends at `right`."""
    if not stop.known:
        return [words_at(right, y, words("account.nobody"), "warn", "end")]
    left = right - _cover_width(stop, words)
    char = initial(stop.rep)
    return [rep(char, left, y - 13.5, stale=stop.stale), bars(stop.stage, left + rep_width(char) + 4, y - 11)]


def spoken(stop: Stop, words: Words) -> str:
    """A person in words, for tips and screen readers."""
    told = [
        stop.name,
        stop.about,
        words.choice("attitude", stop.attitude),
        words.choice("buying_role", stop.role or "unknown"),
    ]
    told.append(words("account.knows", rep=stop.rep, stage=words("account.stage", n=stop.stage)) if stop.known
                else words("account.nobody"))  # fmt: skip
    return words("text.comma").join(one for one in told if one)


def heading(lane: Lane, x: float, y: float, room: float) -> list[Part]:
    """The number of the route, by whom it goes, and in how many steps."""
    number = part(
        "circle", cls=f"{'f-ours' if lane.chosen else 'f-card'} l-{'ours' if lane.chosen else 'rule'} w1", r=12
    )
    digit = words_at(0, 4.6, str(lane.number), f"mark {'on-ours' if lane.chosen else ''}", "middle")
    title = shortened(lane.title, room, 14)
    return [
        moved(x + 12, y, number, digit), words_at(x + 34, y + 5, title, "card-name"),
        words_at(x + 34 + width(title, 14) + 12, y + 5, lane.note, "ink3"),
    ]  # fmt: skip


def button(lane: Lane, words: Words, x: float, y: float) -> Part:
    """Chooses a route; pressed for the one that is chosen."""
    said = words("routes.chosen" if lane.chosen else "routes.choose")
    face = f"face {'f-soft' if lane.chosen else 'f-card'} l-hair"
    mark = "M0 5 3.5 8.5 10 1" if lane.chosen else "M0 5 11 0 8 10 5.500 6.500z"
    wide = width(said, 13) + 18
    left = (BUTTON_W - wide) / 2
    return part(
        "g", part("rect", cls=face, width=BUTTON_W, height=36, rx=8),
        part("path", cls="round l-ours w1", d=mark, transform=f"translate({left:.1f} 13)"),
        words_at(left + 18, 22.5, said, "s13 strong t-ours" if lane.chosen else "s13 ink"),
        pick=f"route:{lane.number}", aria_pressed="true" if lane.chosen else "false",
        aria_label=words("routes.choose_named", n=lane.number, chance=percent(lane.chance)),
        transform=f"translate({x:.1f} {y:.1f})",
    )  # fmt: skip


def port(lane: Lane, words: Words, x: float, y: float, wide: float) -> list[Part]:
    """Where a route arrives: its chance and the interval."""
    face = part(
        "rect", cls=f"{'f-soft' if lane.chosen else 'f-canvas'} l-hair", x=x + 0.5, y=y, width=wide - 1, height=PORT_H
    )
    between = words("routes.between", low=f"{100 * lane.low:.0f}", high=f"{100 * lane.high:.0f}")
    return [
        face, words_at(x + wide / 2, y + 36, percent(lane.chance), "figure", "middle"),
        words_at(x + wide / 2, y + 56, between, "", "middle"),
    ]  # fmt: skip


def who(goal: Goal, words: Words, mid: float) -> Block:
    """The target's mark, name and post."""
    stop = goal.stop
    return [
        part("g", part("title", spoken(stop, words)),
             part("rect", cls="face f-card bare", x=mid - 72, y=-6, width=144, height=116, rx=8),
             _portrait(stop, mid),
             words_at(mid, 84, shortened(stop.name, 140, 16), "card-name big", "middle"),
             words_at(mid, 102, shortened(stop.about, 140), "", "middle"),
             pick=f"person:{stop.id}", aria_label=spoken(stop, words)),
    ], 106  # fmt: skip


def _portrait(stop: Stop, mid: float) -> Part:
    tone = ATTITUDES.get(stop.attitude, "unk")
    ink = ("on-neu" if tone == "neu" else "on-att") if stop.known else ("neu-ink" if tone == "neu" else tone)
    disc = part("circle", cls=f"f-{tone if stop.known else 'card'} l-{tone} w2", r=31)
    letter = words_at(0, 8, initial(stop.name), f"initial t-{ink}", "middle")
    return moved(mid, 32, disc, letter, badge(tone, 26, 24, 8))


def facts(goal: Goal, x: float, wide: float) -> Block:
    """What is known of the target, a line a fact; a long value stands on a line of its own."""
    drawn, y = [], 16.0
    for label, value, tone in goal.facts:
        drawn.append(words_at(x + 14, y, label, "s13"))
        y += 0 if width(label, 13) + width(value, 13) + 36 <= wide else 19
        drawn.append(words_at(x + wide - 14, y, shortened(value, wide - 28, 13), f"s13 strong {tone}", "end"))
        y += 27
    return drawn, y - 16


def at_least_one(goal: Goal, words: Words, mid: float) -> Block:
    """The chance that one of the routes works, and on what assumption."""
    if not goal.any:
        return [], 0.0
    drawn = [words_at(mid, 14, words("routes.any"), "", "middle"), words_at(mid, 44, goal.any, "figure", "middle")]
    drawn += [words_at(mid, 64 + 16 * i, line, "ink3", "middle") for i, line in enumerate(goal.any_note)]
    return drawn, 52.0 + 16 * len(goal.any_note)


def wrapped(text: str, room: float, size: float, most: int = 2) -> list[str]:
    """A sentence in at most so many lines of that width; what does not fit ends in an ellipsis.

    >>> wrapped("先弄清白露的态度", 52, 13)
    ['先弄清白', '露的态度']
    """
    lines, line = [], ""
    for piece in _pieces(text):
        if line and _long((line + piece).rstrip(), size) > room:
            lines.append(line)
            line = piece.lstrip()
        else:
            line += piece
    lines.append(line)
    if len(lines) <= most:
        return [one.rstrip() for one in lines]
    return [*(one.rstrip() for one in lines[: most - 1]), shortened("".join(lines[most - 1 :]), room, size)]


def _long(text: str, size: float) -> float:
    """About how long a running line is: Latin letters take less in a sentence than in a name."""
    return width(text, size) - sum(one.isascii() for one in text) * size * 0.06


def _pieces(text: str) -> list[str]:
    """Where a line may break: after a space, and after every wide character that no mark follows."""
    pieces, held = [], ""
    for i, one in enumerate(text):
        held += one
        follows = text[i + 1 : i + 2]
        if one == " " or (not one.isascii() and follows not in "，。；：、）！？”"):
            pieces.append(held)
            held = ""
    return [*pieces, held] if held else pieces
