"""The team's own choices: how influence is weighed, which rule gives credit. Kept in the store, journalled, undoable.

A choice is a node of the internal kind `Setting`: its id is the key, its value JSON text. It tells nothing of a person.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from graph.model.errors import BadValue
from graph.model.network import Network
from graph.store import commands
from graph.store.commands import Command

PARTS = ("bridge", "voice", "across")
CREDITS = ("first", "last", "linear", "time_decay", "path_removal")
CLOSE = 1e-6


@dataclass(frozen=True)
class Choice:
    """What may be chosen: whether a value is sound, in words for the refusal, and what holds while nobody chose."""

    sound: Callable[[Any], bool]
    allowed: tuple[str, ...]
    default: Any = None


def _weights(value: Any) -> bool:
    """Bridge, voice and across as numbers of 0 or more that sum to 1."""
    if not isinstance(value, Mapping) or set(value) != set(PARTS):
        return False
    shares = list(value.values())
    if any(isinstance(one, bool) or not isinstance(one, int | float) for one in shares):
        return False
    return all(math.isfinite(one) and one >= 0 for one in shares) and abs(sum(shares) - 1) <= CLOSE


CHOICES = {
    "influence.weights": Choice(_weights, ("bridge + voice + across = 1",)),
    "chains.credit": Choice(lambda value: isinstance(value, str) and value in CREDITS, CREDITS, "first"),
}


def setting(network: Network, key: str) -> Any | None:
    """What the team chose for that key; the default where nobody chose, None where there is no default.

    A stored value that is not sound (edited by other means) counts as not chosen. BadValue for an unknown key.
    """
    choice = _choice(key)
    row = network.row("Setting", key)
    if row is None or row["value"] is None:
        return choice.default
    try:
        value = json.loads(row["value"])
    except ValueError:
        return choice.default
    return value if choice.sound(value) else choice.default


def choose(network: Network, key: str, value: Any, by: str) -> Command:
    """The command that makes it so, for the store to do, journal and undo; a Conflict when somebody was quicker.

    BadValue for an unknown key or a value that is not sound.
    """
    choice = _choice(key)
    if not choice.sound(value):
        raise BadValue("error.bad_value.choice", field=key, value=value, allowed=list(choice.allowed))
    told = {"value": json.dumps(value, sort_keys=True)}
    row = network.row("Setting", key)
    made = commands.edit(row, "Setting", key, told, by) if row else commands.add("Setting", {"id": key, **told}, by)
    return replace(made, summary=key)


def _choice(key: str) -> Choice:
    if key not in CHOICES:
        raise BadValue("error.bad_value.choice", field="setting", value=key, allowed=list(CHOICES))
    return CHOICES[key]
