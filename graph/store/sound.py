"""What a single change may not break: the blocking rules of `graph.model.checks`, asked before it goes to the store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from graph.model.checks import Finding, named_too_early, referral_cycles, self_referrals, self_ties, unlawful
from graph.model.errors import Rejected
from graph.model.network import Network
from graph.store.commands import Command
from graph.store.reading import Delta

CHAIN = ("Referral", "MADE", "ABOUT_PERSON")
BY_ROW, BY_CHAIN = (self_ties, unlawful), (self_referrals, referral_cycles, named_too_early)


def sound(command: Command, known: Callable[[], Network]) -> None:
    """Rejected when the command would break a rule that holds now; `known` is only read for referrals."""
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    gone: dict[str, list[str]] = defaultdict(list)
    for change in command.changes:
        if change.after is not None:
            rows[change.kind].append({**change.after, "id": change.id})
        else:
            gone[change.kind].append(change.id)
    if not rows:
        return
    piece = Network.of(**rows)
    broken = [one for rule in BY_ROW for one in rule(piece)]
    if not broken and rows.keys() & set(CHAIN):
        broken = _broken(rows, gone, known())
    if broken:
        first = broken[0]
        values = {"rule": first.key, "kind": first.kind, "ids": list(first.ids), **first.values}
        raise Rejected(f"finding.{first.key}", **values)


def _broken(rows: dict[str, list[dict[str, Any]]], gone: dict[str, list[str]], known: Network) -> list[Finding]:
    """Rules of referral chains that hold now and would not then."""
    whole = {kind: [{**(known.row(kind, row["id"]) or {}), **row} for row in told] for kind, told in rows.items()}
    now = Network({kind: known[kind] for kind in CHAIN})
    then = Delta(Network.of(**whole), {kind: gone[kind] for kind in CHAIN}, 0).onto(now)
    was = {(one.key, one.ids) for rule in BY_CHAIN for one in rule(now)}
    return [one for rule in BY_CHAIN for one in rule(then) if (one.key, one.ids) not in was]
