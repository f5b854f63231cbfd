"""Networks for tests: drawn in text, or thrown by hypothesis with the names and values that break things."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from graph.model.kinds import READ_NODES, STORED, STORED_TIES, Field, Node
from graph.model.network import Network

WORDS = st.sampled_from(
    [
        "王伟",
        "秦述白",
        "Zoë",
        "😀 李雷",
        "  ",
        "",
        "unknown",
        "'; DROP",
        "<b>href</b>",
        "=1+1",
        "a\nb",
        "长" * 400,
        "\u202eabc",
        "NaN",
    ]
) | st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)
KINDS_AT_ONCE = 8
DAYS = st.dates(date(1900, 1, 1), date(2200, 1, 1))


def knowing(text: str) -> Network:
    """People who know each other from lines like `ana - ben - cara`; ids are the names."""
    pairs = [(a, b) for line in text.split(",") for a, b in _steps(line, "-")]
    return people({p for pair in pairs for p in pair}) + Network.of(
        KNOWS=[{"from_id": a, "to_id": b, "kind": "colleague", "strength": 1} for a, b in pairs]
    )


def people(names: set[str]) -> Network:
    """People with their names as ids."""
    return Network.of(Person=[{"id": n, "name": n, "lawful_basis": "consent"} for n in sorted(names)])


def referring(text: str, status: str = "won") -> Network:
    """Referrals from lines like `ana > ben > cara`, one day after another, won for 100 each."""
    pairs = [pair for line in text.split(",") for pair in _steps(line, ">")]
    rows: dict[str, list[dict[str, Any]]] = {"Referral": [], "MADE": [], "ABOUT_PERSON": []}
    for i, (a, b) in enumerate(pairs):
        day, id_ = date(2026, 1, 1 + i % 28), f"r{i:03d}"
        rows["Referral"].append(
            {"id": id_, "status": status, "asked_on": day, "consented_on": day, "won_on": day, "won_amount": 100}
        )
        rows["MADE"].append({"from_id": a, "to_id": id_})
        rows["ABOUT_PERSON"].append({"from_id": id_, "to_id": b})
    return people({p for pair in pairs for p in pair}) + Network.of(**rows)


def _steps(line: str, arrow: str) -> list[tuple[str, str]]:
    names = [name.strip() for name in line.split(arrow)]
    return list(pairwise(names))


def _values(field: Field) -> st.SearchStrategy[Any]:
    low, high = field.at_least, field.at_most
    return {
        "text": WORDS,
        "phone_end": st.from_regex(r"[0-9]{4}", fullmatch=True),
        "day": DAYS,
        "choice": st.sampled_from(field.allowed),
        "choices": st.lists(st.sampled_from(field.allowed), max_size=3),
        "whole": st.integers(int(low or 0), int(high or 10**6)),
        "number": st.floats(low or 0, high or 1e9),
        "money": st.floats(0, 1e12),
    }.get(field.type, st.nothing()) | st.none()


@st.composite
def networks(draw: st.DrawFn, most: int = 4) -> Network:
    """Any network the model allows: a few of some kinds, with the nodes that their ties are between."""
    picked = draw(st.sets(st.sampled_from([*READ_NODES, *STORED_TIES]), max_size=KINDS_AT_ONCE))
    between = {end for name in picked & set(STORED_TIES) for end in STORED_TIES[name].start + STORED_TIES[name].end}
    rows: dict[str, list[dict[str, Any]]] = {}
    for name, kind in STORED.items():
        if name not in picked | between:
            continue
        if isinstance(kind, Node):
            ids = draw(st.lists(st.sampled_from([f"{name}-{i}" for i in range(most)]), unique=True))
            rows[name] = [{"id": i, **_facts(draw, kind.fields)} for i in ids]
            continue
        starts = [row["id"] for k in kind.start for row in rows[k]]
        ends = [row["id"] for k in kind.end for row in rows[k]]
        if starts and ends:
            pairs = draw(st.lists(st.tuples(st.sampled_from(starts), st.sampled_from(ends)), max_size=most))
            rows[name] = [{"from_id": a, "to_id": b, **_facts(draw, kind.fields)} for a, b in pairs if a != b]
    return Network.of(**rows)


def _facts(draw: st.DrawFn, fields: tuple[Field, ...]) -> dict[str, Any]:
    some = draw(st.sets(st.sampled_from([f.name for f in fields]), max_size=4)) if fields else set()
    return {f.name: draw(_values(f)) for f in fields if f.name in some or f.required}
