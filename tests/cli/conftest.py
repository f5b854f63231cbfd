"""One embedded store with the demo in it for all tests of the command line, and a way to run it in this process."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

import cli
from graph import demo
from graph.store.bolt import GraphStore
from graph.store.commands import load


@dataclass(frozen=True)
class Told:
    """What a command said, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The answer."""
        return json.loads(self.out)

    @property
    def error(self) -> Any:
        """The refusal: the last line of stderr."""
        return json.loads(self.err.splitlines()[-1])


Guanxi = Callable[..., Told]


@pytest.fixture(scope="session")
def demo_uri(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A store of our own with the demo in it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GUANXI_IDLE_S", "60")
        uri = f"embedded:{tmp_path_factory.mktemp('cli') / 'store'}"
        with GraphStore.open(uri) as store:
            store.apply(load(demo.network(), "teller", "demo:hengwan"))
            yield uri


@pytest.fixture
def guanxi(demo_uri: str, capsys: pytest.CaptureFixture[str]) -> Guanxi:
    """Run one command line on that store: `guanxi("find", "王", "--format", "json")`."""

    def run(*words: str) -> Told:
        code = cli.main(["--store", demo_uri, *words])
        told = capsys.readouterr()
        return Told(code, told.out, told.err)

    return run
