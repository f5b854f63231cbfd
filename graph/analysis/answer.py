"""What every question gives back: rows, on whom, as of when, by which settings, and what it means."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple, Protocol

import numpy as np
import pandas as pd


class Says(Protocol):
    """Whatever turns a text key and its values into a sentence (`graph.text.Words`)."""

    def __call__(self, key: str, /, **values: Any) -> str: ...


class Term(str):
    """A text key that stands inside another sentence and is put into words with it."""


class Sentence(NamedTuple):
    """A text key with its values: a sentence before it has a language."""

    key: str
    values: Mapping[str, Any]

    def say(self, words: Says) -> str:
        """The sentence in the language of `words`."""
        return words(self.key, **{name: spoken(value, words) for name, value in self.values.items()})


class Listed(tuple[Any, ...]):
    """Things named one after another inside a sentence."""

    __slots__ = ()


@dataclass(frozen=True)
class Answer:
    """One answered question. `rows` names its subjects by `id` and `name`; unknown is NaN or None, never 0.

    `population` says on whom: network, people, ties, as_of, and revision when the asker gave one.
    `about` is the text key of one sentence that says what the numbers mean; `figures` are about the whole;
    `evidence` names by row id the ties that carry its number most (JSON: `witnesses`).
    """

    question: str
    settings: Mapping[str, Any]
    population: Mapping[str, Any]
    rows: pd.DataFrame
    notes: list[Sentence] = field(default_factory=list)
    about: str = ""
    figures: Mapping[str, Any] = field(default_factory=dict)
    evidence: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def to_json(self, words: Says) -> dict[str, Any]:
        """The shape of cli.md: plain values only, with notes and reasons as sentences."""
        whole = {"figures": self.figures, "witnesses": self.evidence}
        return {
            "question": self.question,
            "about": words(self.about) if self.about else "",
            "settings": plain(self.settings, words),
            "population": plain(self.population, words),
            **{name: plain(value, words) for name, value in whole.items() if value},
            "rows": [plain(row, words) for row in self.rows.to_dict("records")],
            "notes": [note.say(words) for note in self.notes],
        }


def spoken(value: Any, words: Says) -> Any:
    """A value as it stands in a sentence: terms and sentences put into words, several joined as the language does."""
    if isinstance(value, Term):
        return words(str(value))
    if isinstance(value, Sentence):
        return value.say(words)
    if isinstance(value, (list, tuple)):
        clauses = not isinstance(value, Listed) and any(isinstance(one, Sentence) for one in value)
        return words("answer.then" if clauses else "answer.and").join(str(spoken(one, words)) for one in value)
    return value


def plain(value: Any, words: Says) -> Any:
    """A value as JSON knows it: unknown becomes None, days become ISO text, sentences are said."""
    if isinstance(value, (Sentence, Term)):
        return spoken(value, words)
    if isinstance(value, Mapping):
        return {str(key): plain(one, words) for key, one in value.items()}
    if isinstance(value, (list, tuple, set, frozenset, np.ndarray)):
        return [plain(one, words) for one in (sorted(value) if isinstance(value, (set, frozenset)) else value)]
    return scalar(value)


def scalar(value: Any) -> Any:
    """One value without parts as JSON knows it; floats keep ten significant digits.

    >>> scalar(np.float64("nan")), scalar(pd.Timestamp("2026-11-22")), scalar(np.int64(3)), scalar(0.1 + 0.2)
    (None, '2026-11-22', 3, 0.3)
    """
    if value is None or value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, (datetime, date)):
        return value.isoformat()[:10]
    if isinstance(value, (int, np.integer)):
        return int(value)
    if isinstance(value, (float, np.floating)):
        return float(f"{value:.10g}") if math.isfinite(value) else None
    return str(value)
