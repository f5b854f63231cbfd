"""What each mark of a picture means, and how many of them there are."""

from __future__ import annotations

from graph.text import Words
from graph.views.draw import Item, Picture, line
from graph.views.facts import ROLES

KINDS = ("KNOWS", "REPORTS_TO", "INFLUENCES", "REFERRED", "PROPOSED")


def legend(picture: Picture, colour: str, measure: str, words: Words, *, route: bool = False) -> list[Item]:
    """Every mark on this picture with its word and count; attitude or role, as the colours go.

    A mark with a `by` can be pressed: it stands for the people whose `by` is `value`, or for the ties of that kind.
    """
    values = ("supporter", "neutral", "opponent", "unknown") if colour == "attitude" else (*ROLES, "unknown")
    vocab = "attitude" if colour == "attitude" else "buying_role"
    out: list[Item] = [
        {"mark": colour, "by": colour, "value": v, "text": _counted(words.choice(vocab, v), picture, f"{colour}.{v}")}
        for v in values if colour == "attitude" or picture.counts.get(f"{colour}.{v}")
    ]  # fmt: skip
    hollow = words("map.legend_hollow", n=picture.counts["hollow"])
    out.append({"mark": "hollow", "by": "hollow", "value": True, "text": hollow})
    if picture.counts.get("stale"):
        pale = words("map.legend_stale", n=picture.counts["stale"])
        out.append({"mark": "stale", "by": "stale", "value": True, "text": pale})
    out.append({"mark": "sizes", "text": words("map.legend_size", measure=measure)})
    drawn = [edge["kind"] for edge in picture.edges if not edge.get("under")]
    for kind in KINDS:
        if kind in drawn:
            said = f"{words(f'map.line.{kind}')} {drawn.count(kind):,}"
            out.append({"mark": "line", "by": "kind", "value": kind, "text": said, **line(kind, 2, "supporter")})
    for change in ("new", "lost", "changed"):
        n = sum(picture.counts.get(f"change.{change}.{what}", 0) for what in ("people", "ties"))
        if n:
            text = f"{words(f'map.change.{change}')} {n}"
            out.append({"mark": "change", "by": "change", "value": change, "text": text})
    out += picture.board.get("keys", [])
    if route:
        sample = {"tone": "ours", "width": 4, "arrow": False, "dash": False}
        out.append({"mark": "line", "text": words("map.legend_route"), **sample})
    return out


def _counted(word: str, picture: Picture, key: str) -> str:
    return f"{word} {picture.counts.get(key, 0)}"
