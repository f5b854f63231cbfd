"""Names put aside for a file that leaves the house: "决策者 1" for a person, no name, post, contact or id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graph.text import Words

Item = dict[str, Any]
NODE = ("x", "y", "size", "attitude", "role", "hollow", "stale", "ring", "fold", "hub")  # what is left of a person
EDGE = ("kind", "tone", "width", "arrow", "dash", "bend", "alpha", "under")


def masked(people: Sequence[Item], words: Words) -> dict[str, str]:
    """What each of these people is called instead: their role and a number in the order given."""
    numbers: Counter[str] = Counter()
    out = {}
    for one in people:
        role = words.choice("buying_role", one["role"]) if one["role"] != "unknown" else words("take.person")
        numbers[role] += 1
        out[one["id"]] = f"{role} {numbers[role]}"
    return out


def of_text(text: str, names: Mapping[str, str], called: Mapping[str, str]) -> str:
    """A line with every name of `names` (by id) replaced by what that person is called instead, longest first."""
    for id_ in sorted(names, key=lambda one: (-len(names[one]), one)):
        if names[id_] and id_ in called:
            text = text.replace(names[id_], called[id_])
    return text


def mask(data: Item, words: Words) -> Item:
    """The data of a page with nobody named: people by role, ids by number, our people by nothing at all.

    `others` are the names that nobody on the page has (our people, people not shown): they go from every line too.
    """
    called = masked(data["nodes"], words)
    names = {one["id"]: one["name"] for one in data["nodes"]}
    number = {id_: f"p{i}" for i, id_ in enumerate(called)}
    nodes = [
        {**{key: one[key] for key in NODE if key in one}, "id": number[one["id"]], "name": called[one["id"]],
         "about": one["role_word"], "facts": [fact for fact in one["facts"] if not fact["names"]]}
        for one in data["nodes"]
    ]  # fmt: skip
    edges = [
        {**{key: one[key] for key in EDGE if key in one}, "id": f"t{i}", "from": number[one["from"]],
         "to": number[one["to"]]}
        for i, one in enumerate(data["edges"]) if one["from"] in number and one["to"] in number
    ]  # fmt: skip
    others = [one for one in data.get("others", ()) if one not in names.values()]

    def hidden(text: Any) -> Any:
        return without(of_text(text, names, called), others, words("take.person")) if isinstance(text, str) else text

    said = {key: hidden(data[key]) for key in ("title", "day", "shown")}
    said["words"] = {key: hidden(one) for key, one in data["words"].items()}
    said["legend"] = [{key: hidden(one) for key, one in mark.items()} for mark in data["legend"]]
    said["board"] = {
        key: [{**one, **{part: hidden(one[part]) for part in ("name", "note") if part in one}} for one in value]
        if key in ("sectors", "zones") else value
        for key, value in data["board"].items()
    }  # fmt: skip
    rank = [number[one] for one in data["rank"] if one in number]
    kept = {key: value for key, value in data.items() if key != "others"}
    return {**kept, **said, "nodes": nodes, "edges": edges, "rank": rank, "pinned": [], "route": [], "lit": []}


def without(text: str, names: Iterable[str], instead: str) -> str:
    """The line with each of these names replaced, longest first.

    >>> without("李沐阳、吴承泽的客户", ["吴承泽", "李沐阳"], "某人")
    '某人、某人的客户'
    """
    for one in sorted((name for name in names if name and name in text), key=len, reverse=True):
        text = text.replace(one, instead)
    return text
