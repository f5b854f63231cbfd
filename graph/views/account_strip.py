"""The strip above the power map: the opportunity, its purchase stage, the support index and weights by attitude."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.views.account_facts import PURCHASE, Case, Deal
from graph.views.account_marks import badge
from graph.views.charts import ATTITUDES, symbol
from graph.views.figures import money, share
from graph.views.picture import Part, drawing, part, words_at

if TYPE_CHECKING:
    from graph.text import Words

ORDER = ("supporter", "neutral", "unknown", "opponent")
GAUGE = 204.0


def strip(case: Case, light: Part, words: Words) -> Part:
    """Four cells side by side, under each other on a phone, where the light comes first."""
    deal = case.deal
    if deal is None:
        said = part("div", words("account.no_deal.about"), cls="c2")
        return part(
            "div", part("div", part("h2", words("account.no_deal"), cls="small"), said, cls="cell grow"), cls="strip"
        )
    return part(
        "div", part("div", light, cls="cell phone"), part("div", *_what(deal, words), cls="cell deal"),
        part("div", *_steps(deal, words), cls="cell steps"), part("div", *_index(deal, words), cls="cell index"),
        part("div", *_shares(case, words), cls="cell grow"), cls="strip",
    )  # fmt: skip


def _what(deal: Deal, words: Words) -> list[Part]:
    told = [words("account.amount", n=money(words, deal.amount)) if deal.amount is not None else ""]
    if deal.expected is not None:
        month = words(f"figure.month.{deal.expected.month}")
        told.append(words("account.due", year=deal.expected.year, month=month))
    if deal.status in ("won", "lost"):
        told.append(words(f"account.closed.{deal.status}"))
    about = " · ".join(filter(None, told))
    return [part("h2", deal.name, cls="cut small", title=deal.name), part("div", about, cls="c2")]


def _steps(deal: Deal, words: Words) -> list[Part]:
    """The six purchase stages: passed, this one, to come."""
    now = PURCHASE.index(deal.stage) if deal.stage in PURCHASE else -1
    out = []
    for place, stage in enumerate(PURCHASE):
        state = "done" if place < now else "now" if place == now else ""
        dot = _tick() if place < now else part("span", str(place + 1))
        name = words.choice("purchase_stage", stage)
        label = part("span", name, cls="lab")
        current = "step" if place == now else None
        out.append(
            part("div", part("span", dot, cls="dot"), label, cls=f"step {state}", aria_current=current, title=name)
        )
    if now < 0:
        return [part("span", words("account.stage_unknown"), cls="c2")]
    said = words("text.comma").join((words.choice("purchase_stage", deal.stage), words("account.step", n=now + 1)))
    return [*out, part("span", said, cls="c2 phone")]


def _tick() -> Part:
    return part(
        "svg", part("path", cls="round l-ours w2", d="M2 6.500 5 9.500 10 3"), width=12, height=12, aria_hidden="true"
    )


def _index(deal: Deal, words: Words) -> list[Part]:
    """The support index with the span it can still take."""
    label = part("div", words("account.index"), cls="c", title=words("account.index_about"))
    if deal.support is None:
        return [part("div", label, part("b", words("account.index_none"), cls="fig"))]
    unknown = deal.unknown or 0.0
    low, high = max(-1.0, deal.support - unknown), min(1.0, deal.support + unknown)
    span = words("account.index_span", low=signed(low), high=signed(high)) if unknown else words("account.index_sure")
    figure = part("div", label, part("b", signed(deal.support), cls="fig"))
    return [
        figure,
        part("div", part("div", span, cls="c2 phone"), gauge(deal.support, low, high, span, words), cls="gauge"),
    ]


def gauge(value: float, low: float, high: float, span: str, words: Words) -> Part:
    """−1…1 as a line with the span as a box and the value as a dot."""

    def x(v: float) -> float:
        return round(8 + (v + 1) / 2 * GAUGE, 1)

    middle = min(max(x(value), 54), 166)
    return drawing(
        part("rect", cls="f-band", x=8, y=22, width=GAUGE, height=6, rx=3),
        part("rect", cls="f-ours span", x=x(low), y=19, width=max(2, x(high) - x(low)), height=12, rx=3),
        part("path", cls="round l-rule w1", d=f"M{x(0)} 18v14"),
        part("circle", cls="f-ours l-card w2", cx=x(value), cy=25, r=6),
        words_at(middle, 12, span, "t-ours", "middle"), words_at(8, 46, words("account.against"), "ink3"),
        words_at(x(0), 46, "0", "ink3", "middle"), words_at(212, 46, words("account.for"), "ink3", "end"),
        width=220, height=50, label=f"{words('account.index')} {signed(value)}{words('text.comma')}{span}",
    )  # fmt: skip


def signed(value: float) -> str:
    """An index with its sign.

    >>> signed(0.26), signed(-0.4), signed(0.0)
    ('+0.26', '−0.40', '0.00')
    """
    return f"{value:+.2f}".replace("-", "−") if round(value, 2) else "0.00"


def by_attitude(case: Case) -> dict[str, float]:
    """Weight 0…1 by attitude, all four of them; empty where nobody has a weight."""
    told = [(m.attitude, m.weight) for m in case.people.values() if m.weight is not None]
    return {one: sum(w for a, w in told if a == one) for one in ORDER} if told else {}


def _shares(case: Case, words: Words) -> list[Part]:
    shares = by_attitude(case)
    head = part("div", words("account.shares"), cls="c")
    if not shares:
        return [head, part("div", words("account.shares_none"), cls="c2")]
    total, left, bars = sum(shares.values()) or 1.0, 0.0, []
    for one, weight in shares.items():
        wide = 100 * weight / total
        if wide:
            tone = ATTITUDES.get(one, "unk")
            bars.append(
                part("rect", cls=f"f-{tone}", x=f"{left:.2f}%", width=f"{max(wide - 0.6, 0.2):.2f}%", height=8, rx=2)
            )
        left += wide
    keys = [
        part(
            "span",
            symbol([badge(ATTITUDES.get(one, "unk"), 0, 0, 6)], 15),
            f"{words(f'account.att.{one}')} {100 * weight:.0f}",
        )
        for one, weight in shares.items()
    ]
    off = case.deal.weights if case.deal else None
    note = None
    if off is not None and abs(off - 1) > 0.01:
        note = part("div", words("account.weights_off", sum=share(off)), cls="c warn")
    said = words("text.comma").join(
        f"{words(f'account.att.{one}')} {100 * weight:.0f}%" for one, weight in shares.items()
    )
    return [head, drawing(*bars, height=8, label=said), part("div", *keys, cls="keys"), *([note] if note else [])]
