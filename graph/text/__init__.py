"""Every word the user sees, in Chinese and English: `zh.json` and `en.json`, found by key."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("zh", "en")


@cache
def _table(lang: str) -> dict[str, str]:
    text = Path(__file__).with_name(f"{lang}.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


class Words:
    """The sentences of one language: `words("map.shown", shown=300, all=1204)`."""

    def __init__(self, lang: str) -> None:
        """`lang` is one of LANGUAGES; anything else is read as Chinese, the first language."""
        self.lang = lang if lang in LANGUAGES else LANGUAGES[0]

    def __call__(self, key: str, /, **values: Any) -> str:
        """The sentence with its values filled in; a missing key is a KeyError, which a test catches first."""
        sentence = _table(self.lang)[key]
        return sentence.format(**values) if values else sentence

    def has(self, key: str) -> bool:
        """Whether there is such a key."""
        return key in _table(self.lang)

    def kind(self, name: str) -> str:
        """A kind of node or tie as people say it."""
        return self(f"kind.{name}")

    def field(self, name: str, kind: str = "") -> str:
        """A field as people say it; a kind may have its own word for it."""
        own = f"field.{kind}.{name}"
        return self(own if kind and self.has(own) else f"field.{name}")

    def choice(self, vocab: str, value: str) -> str:
        """A value of a vocabulary as people say it; `unknown` is the same word everywhere unless it has its own."""
        own = f"vocab.{vocab}.{value}"
        return self(own if value != "unknown" or self.has(own) else "vocab.unknown")


def keys(lang: str) -> frozenset[str]:
    """All keys of one language."""
    return frozenset(_table(lang))
