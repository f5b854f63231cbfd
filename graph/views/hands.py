"""The words of everything that can be done on the canvas, and of what a screen reader hears there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.model.vocab import VOCAB
from graph.views.facts import LINES
from graph.views.scene import ALL, MORE, MOST, Choice, Scene

if TYPE_CHECKING:
    from graph.text import Words

BUTTONS = (
    "focus", "lasso", "keys", "keys_title", "close", "unhide", "unpin", "collapse", "unfold", "reset", "steps",
    "lassoing", "looking", "tip_ties",
)  # fmt: skip
KEYS = (
    ("arrows", "← ↑ → ↓"), ("next", "N · P"), ("enter", "Enter"), ("select", "Space"), ("focus", "F · 1 2 3"),
    ("expand", "X"), ("hide", "H"), ("pin", "I"), ("fold", "G"), ("edit", "E"), ("remove", "Delete"),
    ("zoom", "+ − 0"), ("pan", "Shift + ← ↑ → ↓"), ("undo", "Ctrl + Z · Y"), ("search", "/"), ("leave", "Esc"),
)  # fmt: skip
MENU = ("circle", "focus", "expand", "pin", "hide", "fold", "fold_account", "unfold", "edit")
SAID = ("person", "tie", "several", "group", "line", "none", "known", "unknown", "more", "no_ties")


def hand_words(words: Words) -> dict[str, Any]:
    """Buttons, the table of keys, and the sentences about whoever is chosen, with {fields} filled by the canvas."""
    return {
        **{name: words(f"canvas.{name}") for name in BUTTONS},
        "key_table": [[keys, words(f"canvas.key.{name}")] for name, keys in KEYS],
        "menu": {name: words(f"canvas.menu.{name}") for name in MENU},
        "say": {name: words(f"canvas.say.{name}") for name in SAID},
        "attitude": {a: words.choice("attitude", a) for a in VOCAB["attitude"].allowed},
        "kind": {k: words(f"map.line.{k}.short") for k in LINES} | {"PROPOSED": words("map.line.PROPOSED")},
    }


def more(words: Words, choice: Choice, drawn: Scene) -> list[dict[str, Any]]:
    """What the user may ask for instead of as many people as now: how many, and the words for it."""
    out: list[dict[str, Any]] = []
    for n in (MOST, MORE, ALL):
        fewer, enough = n < choice.most, drawn.shown >= drawn.asked or any(one["n"] > choice.most for one in out)
        if fewer or (n > choice.most and not enough):
            name = f"canvas.{'fewer' if fewer else 'more'}_around" if choice.who else "canvas.more"
            out.append({"n": n, "text": words(name, n=f"{min(n, drawn.asked):,}")})
    return out
