"""One card of the power map as SVG parts: a person, or an empty seat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.views.account_facts import Member
from graph.views.account_gaps import Empty
from graph.views.account_marks import avatar, bar, bars, card_name, moved, rep, rep_width, role
from graph.views.account_plan import Box
from graph.views.charts import shortened, width
from graph.views.draw import initial
from graph.views.figures import share
from graph.views.picture import Part, part, words_at

if TYPE_CHECKING:
    from graph.text import Words


def card(
    m: Member, box: Box, words: Words, *, most: float, chosen: bool = False, movable: bool = False, face: str = ""
) -> Part:
    """One person: mark, name, weight, post, role, who of ours knows them, and the weight along the bottom, full at
    `most`. `movable` lets it be dragged onto another; `face` is the address of their portrait.
    """
    big, low = box.w > 150, box.h < 70
    pad, r = (14, 17) if big else (10, 13 if low else 15)
    x = pad + 2 * r + 8
    top = 28 if big else 19 if low else 22
    weight = share(m.weight) if m.weight is not None else ""
    room = box.w - x - 9 - (width(weight, 16 if big else 12) + 6 if weight else 0)
    size = 16 if big else 14
    title = " · ".join(t for t in (m.title, m.effect if big else m.account) if t)
    foot = box.h - (18 if big else 12 if low else 16)
    return part(
        "g",
        part("title", spoken(m, words)),
        part("rect", cls="ring", x=-4, y=-4, width=box.w + 8, height=box.h + 8, rx=11) if chosen else None,
        part("rect", cls="face f-card l-hair lift", width=box.w, height=box.h, rx=8),
        *(bar((m.weight or 0.0) / (most or 1.0), box.w, box.h) if m.weight is not None else ()),
        avatar(initial(m.name), m.attitude, m.known, pad + r, (6 if low else 8) + r, r, face),
        words_at(x, top, shortened(card_name(m.name), room, size), "card-name big" if big else "card-name"),
        words_at(box.w - 9, top, weight, "card-weight big" if big else "card-weight", "end"),
        words_at(x, top + (18 if big else 16), shortened(title, box.w - x - 6)),
        *role(m.role, words.choice("buying_role", m.role), pad, foot, box.w - 2 * pad - coverage_width(m, words) + 4),
        *coverage(m, box.w - 9, foot, words),
        cls="pc", pick=m.id, grab=m.id if movable else None, onto=m.id if movable else None,
        aria_label=spoken(m, words), aria_pressed="true" if chosen else "false",
        transform=f"translate({box.x:.1f} {box.y:.1f})",
    )  # fmt: skip


def coverage_width(m: Member, words: Words) -> float:
    """What `coverage` takes."""
    if not m.reps:
        return width(words("account.nobody"))
    more = f"+{len(m.reps) - 1}" if len(m.reps) > 1 else ""
    return rep_width(initial(m.reps[0].name)) + 23 + (width(more) + 3 if more else 0)


def coverage(m: Member, right: float, y: float, words: Words) -> list[Part]:
    """Who of ours knows them best, how well, and how many more; ends at `right`, baseline at y."""
    if not m.reps:
        return [words_at(right, y, words("account.nobody"), "warn", "end")]
    char, left = initial(m.reps[0].name), right - coverage_width(m, words)
    more = f"+{len(m.reps) - 1}" if len(m.reps) > 1 else ""
    after = left + rep_width(char) + 4
    return [
        rep(char, left, y - 13.5, stale=m.reps[0].stale), bars(m.reps[0].stage, after, y - 11),
        *([words_at(right, y, more, "", "end")] if more else []),
    ]  # fmt: skip


def spoken(m: Member, words: Words) -> str:
    """The card in words, for tips and screen readers."""
    told = [m.name, m.account, m.title, words.choice("level", m.level), words.choice("attitude", m.attitude)]
    told += [words.choice("buying_role", role) for role in m.roles]
    if m.weight is not None:
        told.append(words("account.weighs", weight=share(m.weight)))
    if m.under:
        told.append(words("account.seat_boss", who=words("account.and").join(m.under)))
    told += [words("account.knows", rep=k.name, stage=words("account.stage", n=k.stage)) for k in m.reps]
    return words("text.comma").join(t for t in (*told, "" if m.reps else words("account.nobody")) if t)


def vacancy(seat: Empty, box: Box, words: Words) -> Part:
    """An empty seat: what is missing there."""
    low = box.h < 70
    top = 19 if low else 22
    about = words.choice("buying_role", seat.role) if seat.role else words.choice("function", seat.function)
    foot = words("account.seat_role" if seat.role else "account.seat_middle")
    hole = moved(25, top + 1, part("circle", cls="f-none l-rule w1", r=13, stroke_dasharray="3 3"),
                 part("path", cls="round l-rule w1", d="M-4 0H4M0-4V4"))  # fmt: skip
    said = words("text.comma").join((words("account.seat"), about, foot))
    return part(
        "g", part("title", said),
        part("rect", cls="face f-canvas l-rule w1", width=box.w, height=box.h, rx=8, stroke_dasharray="4 3"),
        hole, words_at(48, top, words("account.seat"), "card-name"),
        words_at(48, top + 16, shortened(about, box.w - 54)),
        words_at(10, box.h - (12 if low else 16), shortened(foot, box.w - 20), "ink3"),
        cls="pc", pick=seat.id, aria_label=said, transform=f"translate({box.x:.1f} {box.y:.1f})",
    )  # fmt: skip
