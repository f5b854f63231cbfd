"""Who is meant: ids and names of all that is known or comes in the same import, and ids for what has none yet."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Sequence

from graph.model.kinds import NODES
from graph.model.network import Network
from graph.model.spelling import folded
from ingest.clean import Bad

NAMED = ("Person", "Account", "OrgUnit", "Rep", "Opportunity", "Campaign", "Group", "Competitor")
PLACES = ("WORKS_AT", "FOR_ACCOUNT", "PART_OF")  # ties that say at which account somebody or something is
TELLING = {
    "Activity": ("kind", "on", "purpose", "rep_id", "concerns"),
    "RewardEntry": ("person_id", "referral_id", "kind", "given_on"),
}
CANDIDATES = 5
_AT = re.compile(r"(.+?)\s*[(（@](.+?)[)）]?")


def made_id(kind: str, *facts: str) -> str:
    """An id from what is known about something that has none: the same facts give the same id at every import."""
    digest = hashlib.blake2b("\x1f".join((kind, *map(folded, facts))).encode(), digest_size=8).digest()
    return f"{kind[:3].lower()}-{base64.b32encode(digest).decode('ascii').rstrip('=').lower()}"


class Directory:
    """Ids by kind, ids by name, and at which account a person or opportunity is."""

    def __init__(self, known: Network) -> None:
        """Everything that the network holds; what an import adds comes by `add`."""
        self._ids: dict[str, set[str]] = {kind: set(known[kind]["id"]) for kind in NODES}
        self._names: dict[str, dict[str, dict[str, None]]] = {kind: {} for kind in NODES}
        self._named: dict[str, str] = {}
        self._account: dict[str, str] = {}
        self._refused: dict[str, set[str]] = {kind: set() for kind in NODES}
        for kind in NAMED:
            self._list(kind, known[kind]["id"].tolist(), known[kind]["name"].tolist())
        for tie in PLACES:
            self._account.update(zip(known[tie]["from_id"].tolist(), known[tie]["to_id"].tolist(), strict=True))

    def _list(self, kind: str, ids: Iterable[str], names: Iterable[object]) -> None:
        register = self._names[kind]
        told = [(id_, name) for id_, name in zip(ids, names, strict=True) if isinstance(name, str) and name]
        plain = {name: folded(name) for name in {name for _, name in told}}
        for id_, name in told:
            same = register.setdefault(plain[name], {})
            same[id_] = None
            self._named[id_] = name

    def add(self, kind: str, ids: Sequence[str], names: Sequence[object] = ()) -> None:
        """Take in what an import brings."""
        self._ids[kind].update(ids)
        if names:
            self._list(kind, ids, names)

    def settle(self, ids: Iterable[str], accounts: Iterable[str]) -> None:
        """Say at which account they are, to tell namesakes apart."""
        self._account.update(zip(ids, accounts, strict=True))

    def refuse(self, kind: str, words: Iterable[str]) -> None:
        """Remember ids and names of rejected rows, so that what points at them can say so."""
        self._refused[kind].update(word for word in words if word)

    def has(self, kind: str, id_: str) -> bool:
        """Whether something of that kind has that id."""
        return id_ in self._ids[kind]

    def named(self, kind: str, name: str) -> list[str]:
        """Ids of everything of that kind with that name."""
        return list(self._names[kind].get(folded(name), ()))

    def find(self, kinds: Sequence[str], text: str) -> str | Bad:
        """The id meant by an id or a name that only one has; else why not."""
        for kind in kinds:
            if text in self._ids[kind]:
                return text
        found = [id_ for kind in kinds for id_ in self.named(kind, text) or self._at(kind, text)]
        if len(found) == 1:
            return found[0]
        if found:
            return Bad("ambiguous_name", {"value": text, "kind": kinds[-1], "candidates": self._told(found)})
        refused = any(text in self._refused[kind] for kind in kinds)
        return Bad("refers_to_rejected" if refused else "unknown_reference", {"value": text, "kind": kinds[-1]})

    def _at(self, kind: str, text: str) -> list[str]:
        """Whoever is meant by a name with its account in brackets: 王伟（恒远集团）."""
        parts = _AT.fullmatch(text)
        if not parts:
            return []
        place = folded(parts[2])
        return [id_ for id_ in self.named(kind, parts[1]) if folded(self._place(id_)) == place]

    def _place(self, id_: str) -> str:
        return self._named.get(self._account.get(id_, ""), "")

    def _told(self, ids: Sequence[str]) -> str:
        told = [f"{id_} ({self._place(id_)})" if self._place(id_) else id_ for id_ in ids]
        return ", ".join(told[:CANDIDATES]) + (" …" if len(ids) > CANDIDATES else "")

    def identify(self, kind: str, name: str, place: str = "") -> str:
        """The id of something that came without one: whoever has that name at that place already, else a new id.

        `place` is the id of its account ("" where none is told). Without a place, a namesake is taken for the same only
        where it has no place either.
        """
        made = made_id(kind, name, place)
        if made in self._ids[kind]:
            return made
        same = [id_ for id_ in self.named(kind, name) if self._account.get(id_, "") == place]
        return same[0] if len(same) == 1 else made
