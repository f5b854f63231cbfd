"""Names put aside for a file that leaves the house: "决策者 1" for a person, no name, post, contact or id."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from graph.text import Words
from graph.views.draw import initial

Item = dict[str, Any]
NODE = ("x", "y", "size", "attitude", "role", "hollow", "stale", "ring", "fold", "hub", "change")  # left of a person
EDGE = ("kind", "tone", "width", "arrow", "dash", "bend", "alpha", "under", "change")
CUT = re.compile(r"[^\s·，、,：:()（）]+…")
WIDE = "\u3000"  # between the two characters of a short name on a card


@dataclass(frozen=True)
class Hiding:
    """What people are `called` by their names, `instead` for everybody else of `others`; `posts` are left out."""

    called: Mapping[str, str]
    others: frozenset[str]
    instead: str
    posts: frozenset[str] = frozenset()

    def said(self, texts: Sequence[str]) -> list[str]:
        """The same lines with nobody named in them, also where a name is cut short or only its initial stands."""
        whole = "\n".join(texts).replace(WIDE, "")
        here = sorted((name for name in self._names if name in whole), key=lambda one: (-len(one), one))
        found = re.compile("|".join(_pattern(name) for name in here if len(name) > 1 or not name.isascii()) or "(?!)")
        return [self._line(text, found) for text in texts]

    def _line(self, text: str, found: re.Pattern[str]) -> str:
        plain = text.replace(WIDE, "").strip()
        if plain in self._known:
            return self.called.get(plain, self.instead)
        if plain in self.posts or plain in self._initials:
            return ""
        if self.posts and " · " in text:
            text = " · ".join(one for one in text.split(" · ") if one.strip() not in self.posts)
        if plain.endswith("…") and (cut := self._cut(plain)) is not None:
            return cut
        text = found.sub(lambda m: self.called.get(m[0].replace(WIDE, ""), self.instead), text)
        return CUT.sub(lambda m: m[0] if (cut := self._cut(m[0])) is None else cut, text)

    def _cut(self, text: str) -> str | None:
        """What to say for a name or post cut short; None where it is neither."""
        stem = text.removesuffix("…").rstrip()
        at = bisect_left(self._names, stem)
        if stem and at < len(self._names) and self._names[at].startswith(stem):
            return self.called.get(self._names[at], self.instead)
        return "" if stem and any(post.startswith(stem) for post in self.posts) else None

    @cached_property
    def _names(self) -> list[str]:
        return sorted(self._known)

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(name.strip() for name in (*self.called, *self.others) if name and name.strip())

    @cached_property
    def _initials(self) -> frozenset[str]:
        return frozenset(one for name in self._known if (one := initial(name)).isalpha())


def _pattern(name: str) -> str:
    """A name in running text; letters of another word do not count, a wide space between two characters does."""
    if len(name) == 2 and not name.isascii():
        return f"{re.escape(name[0])}{WIDE}?{re.escape(name[1])}"
    before = "(?<![A-Za-z0-9])" if name[0].isascii() and name[0].isalnum() else ""
    after = "(?![A-Za-z0-9])" if name[-1].isascii() and name[-1].isalnum() else ""
    return f"{before}{re.escape(name)}{after}"


def masked(people: Iterable[tuple[str, str]], words: Words) -> dict[str, str]:
    """What each of these people (id, role) is called instead: their role and a number in the order given."""
    numbers: Counter[str] = Counter()
    out = {}
    for id_, role in people:
        said = words.choice("buying_role", role) if role != "unknown" else words("take.person")
        numbers[said] += 1
        out[id_] = f"{said} {numbers[said]}"
    return out


def mask(data: Item, words: Words) -> Item:
    """The data of a page with nobody named: people by role, ids by number, our people by nothing at all.

    `others` are the names that nobody on the page has (our people, people not shown): they go from every line too.
    """
    place = {id_: i for i, id_ in enumerate(data["rank"])}
    ordered = sorted(data["nodes"], key=lambda one: (place.get(one["id"], len(place)), one["id"]))
    called = masked(((one["id"], one["role"]) for one in ordered), words)
    names = {one["name"]: called[one["id"]] for one in reversed(ordered)}
    hide = Hiding(names, frozenset(data.get("others", ())), words("take.person"))
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
    focus, ties = data.get("focus", {}), {one["id"]: f"t{i}" for i, one in enumerate(data["edges"])}
    chosen = {"id": number.get(focus.get("id"), ""), "edge": ties.get(focus.get("edge"), ""),
              "several": [number[one] for one in focus.get("several", ()) if one in number]}  # fmt: skip
    lines = _unnamed({key: data[key] for key in ("title", "day", "shown", "words", "legend", "board")}, hide)
    rank = [number[one] for one in data["rank"] if one in number]
    kept = {key: value for key, value in data.items() if key != "others"}
    return {
        **kept, **lines, "nodes": nodes, "edges": edges, "rank": rank, "pinned": [], "focus": chosen,
        "route": [number[one] for one in data["route"] if one in number],
        "lit": [ties[one] for one in data["lit"] if one in ties],
    }  # fmt: skip


def _unnamed(lines: Item, hide: Hiding) -> Item:
    """Titles, words, legend and ground with every line hidden; what is no line (a mark, a place) stays."""
    words, board = lines["words"], lines["board"]
    grounds = [one for key in ("sectors", "zones") for one in board.get(key, ())]
    texts = [
        *(lines[key] for key in ("title", "day", "shown")), *(one for one in words.values() if isinstance(one, str)),
        *(one["text"] for one in lines["legend"]), *(one[key] for one in grounds for key in ("name", "note")
                                                     if key in one),
    ]  # fmt: skip
    told = dict(zip(texts, hide.said(texts), strict=True))
    return {
        **{key: told[lines[key]] for key in ("title", "day", "shown")},
        "words": {key: told.get(one, one) if isinstance(one, str) else one for key, one in words.items()},
        "legend": [{**one, "text": told[one["text"]]} for one in lines["legend"]],
        "board": {key: [{**one, **{part: told[one[part]] for part in ("name", "note") if part in one}} for one in value]
                  if key in ("sectors", "zones") else value for key, value in board.items()},
    }  # fmt: skip
