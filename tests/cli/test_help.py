"""What the program says of itself, and of a wrong use, in both languages and quickly."""

import subprocess
import sys

import pytest

import cli
from graph.text import LANGUAGES, Words
from graph.text.table import width
from graph.text.verbs import language

BUILT = (
    "app demo import template mapping export history undo redo find show add set tie remove merge rank centres chains "
    "cover route ask doctor bench"
).split()
HEAVY = ("pandas", "numpy", "networkx", "neo4j", "streamlit", "openpyxl", "pypinyin", "rich")


def test_help_names_every_built_command_and_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--help"]) == cli.DONE
    listed = capsys.readouterr().out.split("命令\n")[1].splitlines()
    assert [line.split()[0] for line in listed] == BUILT


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("command", BUILT)
def test_every_command_explains_itself_in_both_languages(
    lang: str, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["--lang", lang, command, "--help"]) == cli.DONE
    page = capsys.readouterr().out
    assert Words(lang)(f"cli.{command}") in page
    assert Words(lang)("help.help") in page
    assert max(map(width, page.splitlines())) <= 100


def test_help_loads_nothing_heavy() -> None:
    probe = f"import sys, cli; cli.main(['--help']); print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)"
    told = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert told.stderr.strip() == "[]"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("rnak", "没有命令 rnak。是不是想用 rank？"),
        ("rank --tpo 3", "没有选项 --tpo。是不是想用 --top"),
        ("rank --top many", "--top 的值不合适，应为：整数"),
        ("rank --weight some", "strength | none"),
        ("rank --as-of 3.4.26", "日期，如 2026-11-22"),
        ("rank --top", "选项 --top 的用法不对"),
        ("show", "缺少 WHO。"),
        ("show zoe ana", "多出来的内容：ana"),
        ("--lang fr find x", "zh | en"),
    ],
)
def test_a_wrong_use_is_told_in_words_and_ends_with_2(line: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(line.split()) == cli.MISUSED
    told = capsys.readouterr()
    assert said in told.err
    assert "--help" in told.err
    assert told.out == ""


def test_without_a_command_the_help_comes_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([]) == cli.MISUSED
    told = capsys.readouterr()
    assert "rank" in told.err
    assert told.out == ""


@pytest.mark.parametrize(
    ("args", "environment", "lang"),
    [
        ([], {}, "zh"),
        ([], {"LANG": "C.UTF-8"}, "zh"),
        ([], {"LANG": "en_GB.UTF-8"}, "en"),
        ([], {"LANG": "en_GB.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "zh"),
        ([], {"LANG": "zh_CN.UTF-8", "GUANXI_LANG": "en"}, "en"),
        (["--lang", "zh"], {"GUANXI_LANG": "en"}, "zh"),
        (["--lang=en"], {}, "en"),
    ],
)
def test_the_language_asked_for_beats_the_settings(args: list[str], environment: dict[str, str], lang: str) -> None:
    assert language(args, environment) == lang


def test_the_measures_and_networks_named_in_help_are_those_there_are() -> None:
    from graph.analysis.chains import BY
    from graph.analysis.influence import METRICS
    from graph.analysis.project import NETWORKS

    for lang in LANGUAGES:
        words = Words(lang)
        assert [name for name in NETWORKS if name not in words("cli.rank.network")] == []
        assert [name for name in METRICS if name not in words("cli.rank.by")] == []
        assert [name for name in BY if name not in words("cli.chains.by")] == []
