"""What each mark of a picture means, and how many of them there are."""

from __future__ import annotations

from graph.text import Words
from graph.views.draw import Item, Picture, line
from graph.views.facts import ROLES


def legend(picture: Picture, colour: str, measure: str, words: Words) -> list[Item]:
    """Every mark on this picture with its word and count; attitude or role, as the colours go."""
    values = ("supporter", "neutral", "opponent", "unknown") if colour == "attitude" else (*ROLES, "unknown")
    vocab = "attitude" if colour == "attitude" else "buying_role"
    out: list[Item] = [
        {"mark": colour, "value": v, "text": f"{words.choice(vocab, v)} {picture.counts.get(f'{colour}.{v}', 0)}"}
        for v in values if colour == "attitude" or picture.counts.get(f"{colour}.{v}")
    ]  # fmt: skip
    out.append({"mark": "hollow", "text": words("map.legend_hollow", n=picture.counts["hollow"])})
    out.append({"mark": "sizes", "text": words("map.legend_size", measure=measure)})
    drawn = {e["kind"] for e in picture.edges}
    for kind in ("KNOWS", "REPORTS_TO", "INFLUENCES", "REFERRED", "PROPOSED"):
        if kind in drawn:
            out.append({"mark": "line", "text": words(f"map.line.{kind}"), **line(kind, 2, "supporter")})
    return out
