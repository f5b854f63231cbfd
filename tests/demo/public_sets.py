"""The public sets as the demos carry them: an import of the published files, each id marked with the set's name.

`python -m tests.demo.public_sets` writes `graph/demo/sets/*.json` anew; do that after a change of a mapping.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from graph.demo.public import SETS
from graph.model import columns
from graph.model.kinds import NODES, STORED
from graph.model.network import Network
from ingest.load import preview
from tests.analysis.worked import DATA, ROOT
from tests.demo import farmers

SHIPPED = ROOT / "graph" / "demo" / "sets"
SOURCES = {  # demo: folder of the set, files in it, mapping
    "florentine": ("florentine-marriage", "nodes.csv edges.csv", "florentine"),
    "karate": ("zachary-karate", "nodes.csv edges.csv", "karate"),
    "hightech": ("krackhardt-hightech", "managers.csv advice.csv friendship.csv reports_to.csv", "krackhardt"),
    "directors": ("corporate-leadership", "nodes.csv edges.csv", "leadership"),
    "coupons": ("referral-coupons", "RDSToolsToyData.csv", "coupons"),
    "honglou": ("honglou-relations", "honglou.json", "honglou"),
    "farmers": ("brazilian-farmers", "brfarmers.csv", "farmers"),
}
SHEETS: dict[str, Callable[[Path, Path], list[Path]]] = {"farmers": farmers.sheets}  # published files made importable


def folder(name: str) -> Path:
    """Where the published files of a demo are, if they are at hand."""
    return DATA / SOURCES[name][0]


def imported(name: str) -> Network:
    """What an import of the published files makes of them."""
    _, files, mapping = SOURCES[name]
    paths = [folder(name) / file for file in files.split()]
    with tempfile.TemporaryDirectory() as room:
        paths = SHEETS[name](folder(name), Path(room)) if name in SHEETS else paths
        return preview(paths, Network.empty(), mapping=ROOT / "tests" / "data" / f"{mapping}.toml").put


def marked(made: Network, name: str) -> dict[str, dict[str, list[Any]]]:
    """Columns by kind as JSON can hold them, known facts only; ids of nodes marked, ids of ties left to their facts."""
    told = {}
    for kind, table in made.items():
        ends = ("id",) if kind in NODES else ("from_id", "to_id")
        facts = [f for f in STORED[kind].field if columns.known(STORED[kind], f, table[f]).any()]
        if len(table):
            told[kind] = {end: [f"{name}-{id_}" for id_ in table[end]] for end in ends}
            told[kind] |= {f: [_plain(cell) for cell in columns.plain_list(table[f])] for f in facts}
    return told


def _plain(cell: Any) -> Any:
    return cell.isoformat() if hasattr(cell, "isoformat") else cell


def write(name: str) -> None:
    """One demo's file, with the set's own page about its origin and the text of its licence."""
    about = {file: (folder(name) / file).read_text("utf-8") for file in ("ORIGIN.md", "LICENSE")}
    whole = {"origin": about["ORIGIN.md"], "licence": about["LICENSE"], "network": marked(imported(name), name)}
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    (SHIPPED / f"{name}.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    for each in SETS:
        write(each)
