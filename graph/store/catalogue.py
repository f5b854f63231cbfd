"""The Cypher catalogue: one file, one query; its path is its name, its header its signature.

`read/` runs in read transactions; a file there that writes is refused, as is one whose header and body disagree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "queries"
TYPES = ("int", "float", "string", "list", "map", "bool")
_HEADER = re.compile(r"^// (param|return)\s+(\w+)\s+(\w+)\s+(\S.*)$")
_WRITES = re.compile(r"\b(CREATE|MERGE|SET|DELETE|DETACH|REMOVE|DROP)\b")
_PARAM = re.compile(r"\$(\w+)")


@dataclass(frozen=True)
class Query:
    """One query: what it is for, what it takes, what columns it gives."""

    name: str
    purpose: str
    params: dict[str, str]
    returns: dict[str, str]
    body: str

    @property
    def writes(self) -> bool:
        """Whether it may run in a write transaction only."""
        return not self.name.startswith("read/")


class BadQuery(ValueError):
    """A file of the catalogue breaks its rules; only a developer sees this."""


@cache
def query(name: str) -> Query:
    """The query of that name, read once."""
    path = FOLDER / f"{name}.cypher"
    if not path.is_file():
        raise BadQuery(f"queries/{name}.cypher is not there")
    return parsed(name, path.read_text(encoding="utf-8"))


def names(under: str = "") -> list[str]:
    """Every query's name, in order; those of one folder when it is given."""
    paths = FOLDER.joinpath(under).rglob("*.cypher")
    return sorted(path.relative_to(FOLDER).with_suffix("").as_posix() for path in paths)


def parsed(name: str, text: str) -> Query:
    """A file's text as a Query; BadQuery when it breaks the rules of the catalogue."""
    lines = text.splitlines()
    head = [line for line in lines if line.startswith("//")]
    body = "\n".join(line for line in lines if not line.startswith("//")).strip()
    told = [match for line in head if (match := _HEADER.match(line))]
    purpose = " ".join(line[3:] for line in head if not _HEADER.match(line)).strip()
    params = {m[2]: m[3] for m in told if m[1] == "param"}
    returns = {m[2]: m[3] for m in told if m[1] == "return"}
    found = Query(name, purpose, params, returns, body)
    for problem in _problems(found):
        raise BadQuery(f"queries/{name}.cypher {problem}")
    return found


def _problems(found: Query) -> list[str]:
    used = set(_PARAM.findall(found.body))
    problems = [f"takes ${p} in header or body only" for p in sorted(used ^ set(found.params))]
    unknown = {*found.params.values(), *found.returns.values()} - set(TYPES)
    problems += [f"has a type {t}, which is none of {', '.join(TYPES)}" for t in sorted(unknown)]
    if not found.purpose:
        problems.append("says nowhere what it is for")
    if not found.writes and (word := _WRITES.search(found.body)):
        problems.append(f"writes ({word[0]}) but lies in read/")
    return problems
