"""`field=value` as people type it on a command line → values of the model, by the same words that files may use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graph.model.errors import BadValue
from graph.model.kinds import Field, Node, Tie
from graph.text import LANGUAGES, Words
from ingest import clean
from ingest.clean import Bad
from ingest.layout import LAYOUTS, of_kind
from ingest.proposal import plain, titles, vocabulary
from ingest.rejection import Rejection
from ingest.typed import reader


def kind_named(name: str, kinds: Mapping[str, Node | Tie]) -> Node | Tie:
    """The one of these kinds that a word means: its own name, its word in any language, or the name of its sheet."""
    known: dict[str, Node | Tie] = {}
    kinds = {called: kind for called, kind in kinds.items() if not kind.internal}
    for kind in kinds.values():
        known.update({plain(word): kind for word in (kind.name, *(Words(lang).kind(kind.name) for lang in LANGUAGES))})
    for layout in LAYOUTS.values():
        for title in titles(layout) if layout.kind in kinds else ():
            known.setdefault(title, kinds[layout.kind])
    found = known.get(plain(name))
    if found is None:
        raise BadValue("error.bad_value.kind", field="kind", value=name, allowed=list(kinds))
    return found


def pairs(given: Iterable[str]) -> dict[str, str]:
    """Words of the form `field=value` as a dictionary; one without `=` is a BadValue."""
    split = [word.partition("=") for word in given]
    for name, equals, _ in split:
        if not equals or not name.strip():
            raise BadValue("error.bad_value.pair", field=name, value=name, allowed=[])
    return {name.strip(): clean.text(value) for name, _, value in split}


def facts(kind: Node | Tie, given: Mapping[str, str], words: Words) -> dict[str, Any]:
    """What was typed, by the kind's own field names, each value checked; nothing after `=` means unknown."""
    fields = _fields(kind)
    values = {}
    for name, raw in given.items():
        if plain(name) == "id":
            values["id"] = raw
            continue
        field = fields.get(plain(name))
        if field is None:
            raise BadValue("error.bad_value.field", field=name, value=name, allowed=[f.name for f in kind.fields])
        values[field.name] = _value(kind, field, raw, words)
    return values


def _fields(kind: Node | Tie) -> dict[str, Field]:
    """Every header that a file may have for a field of the kind."""
    named = {plain(field.name): field for field in kind.fields}
    layout = of_kind(kind.name)
    if layout is not None:
        for word, (name, _) in vocabulary(layout.name).items():
            column = layout.column[name]
            if column.kind == kind.name and column.of is not None:
                named.setdefault(word, column.of)
    return named


def _value(kind: Node | Tie, field: Field, raw: str, words: Words) -> Any:
    value = reader(field)(raw) if raw else None
    if isinstance(value, Bad):
        wrong = Rejection("", "", 0, words.field(field.name, kind.name), raw, value.reason, value.values)
        raise BadValue(
            "error.bad_value.typed", field=field.name, value=raw, why=wrong.message(words), mend=wrong.mend(words),
            allowed=list(field.allowed),
        )  # fmt: skip
    return field.value(value)
