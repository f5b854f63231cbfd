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
    "lassoing", "several", "fold_account", "expand", "more",
)  # fmt: skip
KEYS = (
    ("arrows", "← ↑ → ↓"), ("next", "N · P"), ("enter", "Enter"), ("select", "Space"), ("focus", "F · 1 2 3"),
    ("expand", "X"), ("hide", "H"), ("pin", "I"), ("fold", "G"), ("edit", "E"), ("remove", "Delete"),
    ("zoom", "+ − 0"), ("pan", "Shift + ← ↑ → ↓"), ("undo", "Ctrl + Z · Y"), ("search", "/"), ("leave", "Esc"),
)  # fmt: skip
SAID = ("person", "tie", "several", "group", "line", "none", "known", "unknown", "more", "no_ties")


def hand_words(words: Words) -> dict[str, Any]:
    """Buttons, the table of keys, and the sentences about whoever is chosen, with {fields} filled by the canvas."""
    return {
        **{name: words(f"canvas.{name}") for name in BUTTONS},
        "key_table": [[keys, words(f"canvas.key.{name}")] for name, keys in KEYS],
        "say": {name: words(f"canvas.say.{name}") for name in SAID},
        "attitude": {a: words.choice("attitude", a) for a in VOCAB["attitude"].allowed},
        "kind": {k: words(f"map.line.{k}.short") for k in LINES} | {"PROPOSED": words("map.line.PROPOSED")},
    }


def more(choice: Choice, drawn: Scene) -> list[int]:
    """How many people the user may ask for instead of as many as now."""
    return [n for n in (MOST, MORE, ALL) if n != choice.most and (n < choice.most or drawn.asked > drawn.shown)]
