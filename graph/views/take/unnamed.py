"""A page as it can be taken along with nobody named: its title, notes, list and picture by role and number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pandas as pd

from graph.views.seen import Seen
from graph.views.take.masks import Hiding, masked
from graph.views.take.names import width

if TYPE_CHECKING:
    from graph.views.screen import Screen

PX, NEAR = 13, 300  # how large texts are about, and how far right of one a text may stand that makes room
SVG = "http://www.w3.org/2000/svg"


def unnamed(screen: Screen, seen: Seen) -> Seen:
    """The same page without names, posts and initials; who is shown keeps no id either."""
    hide = hiding(screen, seen.people)
    title, *notes = hide.said([seen.title, *seen.notes])
    drawing = seen.svg
    svg: Callable[[str], str] | None = None
    if drawing:
        svg = lambda theme: of_svg(drawing(theme), hide)  # noqa: E731
    return replace(seen, title=title, notes=tuple(notes), table=of_table(seen.table, hide), svg=svg, ties=())


def hiding(screen: Screen, people: tuple[str, ...]) -> Hiding:
    """How to put aside the names of these people, of everybody else on record and of ours."""
    told, words = screen.facts.people, screen.words
    here = told.loc[[one for one in people if one in told.index]]
    called = masked(zip(here.index, here["role"], strict=True), words)
    names = {str(name): called[id_] for id_, name in reversed([*zip(here.index, here["name"], strict=True)])}
    others = frozenset(map(str, (*told["name"], *screen.network["Rep"]["name"])))
    posts = frozenset(str(one).strip() for one in here["title"] if str(one).strip())
    return Hiding(names, others, words("take.person"), posts)


def of_svg(svg: str, hide: Hiding) -> str:
    """The picture with every text in it hidden, titles that show on pointing too, and without portraits."""
    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(svg.encode("utf-8"))
    parents = {one: above for above in root.iter() for one in above}
    for face in [one for one in root.iter() if one.tag == f"{{{SVG}}}image"]:
        parents[face].remove(face)
    texts = [one for one in root.iter() if one.tag in (f"{{{SVG}}}text", f"{{{SVG}}}tspan", f"{{{SVG}}}title")]
    places = [(one, part) for one in texts for part in ("text", "tail") if getattr(one, part)]
    for (one, part), said in zip(places, hide.said([getattr(one, part) for one, part in places]), strict=True):
        before = getattr(one, part)
        setattr(one, part, said)
        if one.tag == f"{{{SVG}}}text":
            _moved(parents[one], one, width(said, PX) - width(before, PX))
    for group in root.iter(f"{{{SVG}}}g"):  # the square that only held the surname of one of ours
        if [one.tag for one in group] == [f"{{{SVG}}}rect", f"{{{SVG}}}text"] and not group[1].text:
            group.clear()
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _moved(group: ElementTree.Element, grown: ElementTree.Element, by: float) -> None:
    """What stands to the right of a line of text that has grown, in the same line and near, makes room."""
    if grown.get("text-anchor", "start") != "start" or by <= 0 or "%" in grown.get("x", "0"):
        return
    at, line = float(grown.get("x", "0")), grown.get("y")
    for one in group:
        x = one.get("x", "0")
        if one.tag == grown.tag and one.get("y") == line and "%" not in x and 0 < float(x) - at < NEAR:
            one.set("x", f"{float(x) + by:g}")


def of_table(table: pd.DataFrame, hide: Hiding) -> pd.DataFrame:
    """The list with every cell of text hidden."""
    out = table.astype(object)
    for i in range(table.shape[1]):
        cells = [*table.iloc[:, i]]
        told = iter(hide.said([one for one in cells if isinstance(one, str)]))
        out.isetitem(i, [next(told) if isinstance(one, str) else one for one in cells])
    return out
