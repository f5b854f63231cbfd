"""What holds for every file: coming in twice is coming in once, and what goes out comes back."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graph.model.network import Network
from ingest.export import export
from ingest.load import preview

NAMES = st.sampled_from(["王伟", "李娜", "张伟", "Ana", "=1+1", "'x", "007", ""]) | st.text(max_size=6)
PLACES = st.sampled_from(["恒远集团", "海川", "", "-"])
LEVELS = st.sampled_from(["决策层", "management", "", "unknown", "老大"])
BASES = st.sampled_from(["同意", "consent", "published_by_subject", "", "无"])
DAYS = st.sampled_from(["2026-03-01", "2026年3月1日", "03/04/2026", "", "46082"])
PEOPLE = st.lists(st.tuples(st.sampled_from(["", "1", "2", "3"]), NAMES, PLACES, LEVELS, BASES, DAYS), max_size=6)
TIES = st.lists(
    st.tuples(NAMES, NAMES, st.sampled_from(["朋友", "同事", "", "?"]), st.sampled_from(["1", "强", "", "9"])),
    max_size=6,
)
CALM = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)  # fmt: skip


def table(folder: Path, name: str, header: str, rows: list[tuple[str, ...]]) -> Path:
    """Rows as a CSV file."""
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow(header.split())
    lines.writerows([cell.encode("utf-8", "ignore").decode() for cell in row] for row in rows)
    (folder / name).write_text(out.getvalue(), "utf-8", newline="")
    return folder / name


def files(folder: Path, people: list[tuple[str, ...]], ties: list[tuple[str, ...]]) -> list[Path]:
    """A list of people and one of who knows whom."""
    return [
        table(folder, "people.csv", "编号 姓名 公司 层次 合法依据 核实日期", people),
        table(folder, "knows.csv", "人员1 人员2 关系 强度", ties),
    ]


@CALM
@given(PEOPLE, TIES)
def test_coming_in_twice_is_coming_in_once(people: list[tuple[str, ...]], ties: list[tuple[str, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        paths = files(Path(folder), people, ties)
        first = preview(paths, Network.empty())
        again = preview(paths, first.put)
        assert again.changes_nothing
        assert {(r.file, r.row) for r in again.rejections} == {(r.file, r.row) for r in first.rejections}


@CALM
@given(PEOPLE, TIES)
def test_what_comes_in_goes_out_and_comes_back(people: list[tuple[str, ...]], ties: list[tuple[str, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        network = preview(files(Path(folder), people, ties), Network.empty()).put
        export(network, Path(folder) / "out")
        back = preview([Path(folder) / "out"], Network.empty())
        assert back.rejections == ()
        assert back.put == network


@CALM
@given(PEOPLE, PEOPLE)
def test_a_later_file_never_erases_what_an_earlier_one_knew(
    first: list[tuple[str, ...]], second: list[tuple[str, ...]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        known = preview(files(Path(folder), first, []), Network.empty()).put
        put = preview(files(Path(folder), second, []), known).put
        for row in put["Person"].to_dict("records"):
            before = known.row("Person", row["id"]) or {}
            assert before.get("last_verified_on") is None or row["last_verified_on"] == row["last_verified_on"]
