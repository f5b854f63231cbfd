"""The warm-up knows every kernel, and a second process compiles nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest
from numba.core.dispatcher import Dispatcher

import graph.engine
from graph.engine import warm
from graph.engine.work import Stopped

ROOT = Path(__file__).parents[2]
COUNTED = """
import json, sys
from tests.engine.test_warm import kernels
from graph.engine.warm import warm
warm()
json.dump({name: sum(one.stats.cache_misses.values()) for name, one in kernels().items()}, sys.stdout)
"""


def kernels() -> dict[str, Any]:
    """Every kernel of the engine by its module and name."""
    modules = [import_module(f"graph.engine.{one.name}") for one in iter_modules(graph.engine.__path__)]
    return {
        f"{one.py_func.__module__}.{one.py_func.__name__}": one
        for module in modules
        for one in vars(module).values()
        if isinstance(one, Dispatcher)
    }


def called_by(kernel: Any) -> list[Any]:
    names = kernel.py_func.__code__.co_names
    return [one for name in names if isinstance(one := kernel.py_func.__globals__.get(name), Dispatcher)]


def test_every_kernel_is_called_or_part_of_one_that_is() -> None:
    warm.warm()
    waiting = [one for one in kernels().values() if one.signatures]
    covered = set()
    while waiting:
        kernel = waiting.pop()
        if kernel not in covered:
            covered.add(kernel)
            waiting += called_by(kernel)
    assert len(covered) > 30
    assert [name for name, one in kernels().items() if one not in covered] == []


def test_a_second_process_compiles_nothing() -> None:
    warm.warm()
    found = subprocess.run([sys.executable, "-c", COUNTED], cwd=ROOT, capture_output=True, text=True, check=True)
    misses = json.loads(found.stdout)
    assert len(misses) > 30
    assert {name: n for name, n in misses.items() if n} == {}


def test_it_can_be_watched_and_stopped() -> None:
    shares: list[float] = []
    warm.warm(shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    with pytest.raises(Stopped):
        warm.warm(lambda share: False)


def test_a_failure_aside_reaches_nobody(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    def broken() -> None:
        raise OSError("no room for the cache")

    monkeypatch.setattr(warm, "STEPS", (broken,))
    with caplog.at_level("DEBUG", "graph.engine.warm"):
        thread = warm.warm_aside()
        thread.join(10)
    assert thread.daemon
    assert "no room for the cache" in caplog.text
