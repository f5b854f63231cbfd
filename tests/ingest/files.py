"""Where the shared data sets are, and small files made for a test."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from graph.model.network import Network
from ingest.load import Preview, preview

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("GUANXI_DATA", ROOT.parent / "shared" / "data"))
MAPPINGS = ROOT / "tests" / "data"


def shared(*path: str) -> Path:
    """A file or folder of the shared data sets; skipped by name where they are not at hand."""
    found = DATA.joinpath(*path)
    if not found.exists():
        pytest.skip(f"shared data not here: {'/'.join(path)} (set GUANXI_DATA)")
    return found


def written(folder: Path, files: Mapping[str, str], encoding: str = "utf-8") -> list[Path]:
    """These texts as files of a folder."""
    paths = [folder / name for name in files]
    for path, text in zip(paths, files.values(), strict=True):
        path.write_bytes(text.encode(encoding))
    return paths


def seen(folder: Path, files: Mapping[str, str], known: Network | None = None, **options: object) -> Preview:
    """The preview of these texts as files."""
    return preview(written(folder, files), known or Network.empty(), **options)  # type: ignore[arg-type]


def reasons(of: Preview) -> list[tuple[int, str, str]]:
    """Row, column and reason of every rejection."""
    return [(one.row, one.column, one.reason) for one in of.rejections]
