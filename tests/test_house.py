"""Rules of the house that nobody has to remember."""

import ast
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TOP = {
    "graph", "ingest", "app.py", "queries", "tests", "pyproject.toml", "cli.py", "bench", "README.md", "CHANGELOG.md",
    "DECISIONS.md", "Makefile", ".streamlit", ".ci", "compose.yaml", "requirements.lock", "requirements-spark.lock",
    ".gitignore",
}  # fmt: skip


def tracked(*patterns: str) -> list[str]:
    return subprocess.check_output(["git", "ls-files", "--", *patterns], cwd=ROOT, text=True).splitlines()


def test_the_top_level_is_given() -> None:
    assert {path.split("/")[0] for path in tracked()} <= TOP


def test_rooms_do_not_import_the_front_doors() -> None:
    doors = {"app", "cli"}
    guilty = []
    for path in tracked("graph/*.py", "ingest/*.py"):
        for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            guilty += [path for name in names if name.split(".")[0] in doors]
    assert guilty == []


def test_no_registry_host_is_named() -> None:
    hosts = [
        "python" + "hosted",
        "npm" + "js.",
        "repo" + ".maven.apache",
        "repo1" + ".maven",
        "deb.deb" + "ian",
        "pypi" + ".org",
    ]
    found = subprocess.run(
        ["git", "grep", "-nIE", "|".join(h.replace(".", r"\.") for h in hosts)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert found.stdout == ""


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-spark.lock"])
def test_the_lock_pins_every_package_by_hash(lock: str) -> None:
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    pins = [i for i, line in enumerate(lines) if line and not line.startswith((" ", "#"))]
    assert pins
    assert all("==" in lines[i] and "--hash=sha256:" in lines[i + 1] for i in pins)


def test_the_readme_names_every_command() -> None:
    import cli

    told = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in cli.verb.table if f"`{name}`" not in told and f"`guanxi {name}`" not in told] == []


def test_the_readme_picture_is_there() -> None:
    assert (ROOT / "tests/browser/pictures/map.png").stat().st_size > 50_000
