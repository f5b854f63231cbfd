"""A refusal in the user's words: the one place where a GuanxiError becomes a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.model.errors import GuanxiError
from graph.text import Words

MOST = 12


def sentence(problem: GuanxiError, words: Words) -> str:
    """What is wrong and how to mend it; lists are joined as the language joins them, fields said as people say them."""
    values = {name: _joined(value, words) for name, value in problem.values.items()}
    if "field" in values and words.has(f"field.{values['field']}"):
        values["field"] = words.field(str(values["field"]))
    return words(problem.text, **values)


def _joined(value: Any, words: Words) -> Any:
    if isinstance(value, Mapping):
        return " · ".join(str(one) for one in value.values() if one)
    if isinstance(value, list | tuple):
        rest = " …" if len(value) > MOST else ""
        return words("text.and").join(str(_joined(one, words)) for one in value[:MOST]) + rest
    return value
