"""Everything the analysis can say has words in every language, and they fit its values."""

from __future__ import annotations

import re
from pathlib import Path

import graph.analysis
from graph.analysis.influence import METRICS
from graph.analysis.man import ACTIONS
from graph.analysis.project import NETWORKS
from graph.analysis.risk import OWNER_STATES
from graph.text import LANGUAGES, keys

SOURCES = sorted(Path(graph.analysis.__file__).parent.glob("*.py"))


def said() -> set[str]:
    """Text keys written out in the code; those put together are in the tests below."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    found = set(re.findall(r'(?:Sentence|NotFound|BadValue)\(\s*"([a-z_.]+)"', text))
    counted = {f"{key}.{n}" for key in re.findall(r'counted\("([a-z_.]+)"', text) for n in ("one", "many")}
    return found | counted | set(re.findall(r'"([a-z_.]+\.about)"', text))


def test_every_sentence_has_words() -> None:
    for language in LANGUAGES:
        assert said() - keys(language) == set()


def test_every_measure_and_network_has_its_words() -> None:
    wanted = {f"metric.{m}.{part}" for m in METRICS for part in ("label", "about", "question")}
    wanted |= {f"network.{n}.{part}" for n in NETWORKS for part in ("label", "about")}
    wanted |= {f"man.action.{action}" for action in ACTIONS.values()}
    wanted |= {f"risk.orphans.{state}" for state in OWNER_STATES}
    for part in ("unnamed", "assists", "rings", "self", "unknown_value"):
        wanted.add(f"chains.note.{part}")
    for language in LANGUAGES:
        assert wanted - keys(language) == set()
