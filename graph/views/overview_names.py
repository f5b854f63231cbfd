"""Names on the board: in one line, or in two where there is a space to break at."""

from __future__ import annotations

from graph.views.charts import shortened, width


def wrapped(name: str, room: float) -> list[str]:
    """The name in one line, or broken at a space into two; what does not fit is cut with an ellipsis.

    >>> wrapped("Harbour Works", 60), wrapped("青屿港务", 60)
    (['Harbour', 'Works'], ['青屿港务'])
    """
    if width(name) <= room or " " not in name.strip():
        return [shortened(name, room)]
    head, rest = "", name.split()
    while rest and width(f"{head} {rest[0]}".strip()) <= room:
        head = f"{head} {rest.pop(0)}".strip()
    return [head, shortened(" ".join(rest), room)] if head else [shortened(name, room)]
