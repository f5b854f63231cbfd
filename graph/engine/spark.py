"""The same measures past one machine: Spark holds the ties, cut into parts; only numbers by person come here.

`GUANXI_SPARK` says where: `local[*]` (this machine, when not set), `spark://HOST:7077`, `yarn`, `k8s://…`, or
`sc://HOST:15002` for Spark Connect. An active session of one's own is used as it is and left running.
"""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pandas as pd

from graph.engine import spark_circles, spark_credit, spark_reach, spark_sets
from graph.engine.choose import settings_known
from graph.engine.spark_parts import Laid, laid_out
from graph.engine.tables import Columns

log = logging.getLogger(__name__)
QUIET = """rootLogger.level = error
rootLogger.appenderRef.console.ref = console
appender.console.type = Console
appender.console.name = console
appender.console.target = SYSTEM_ERR
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %d{HH:mm:ss} %p %c{1}: %m%n
"""

ABOUT: dict[str, tuple[Any, tuple[str, ...]]] = {  # the function, and the settings it knows
    "connected_components": (spark_circles.connected_components, ()),
    "degree": (spark_credit.degree, ("direction",)),
    "in_degree": (spark_credit.in_degree, ()),
    "label_propagation": (spark_circles.label_propagation, ("rounds", "watch")),
    "out_degree": (spark_credit.out_degree, ()),
    "pagerank": (spark_credit.pagerank, ("alpha", "personalization", "dangling", "tol", "most", "watch")),
    "reach_sketch": (spark_reach.reach_sketch, ("kept", "seed", "watch")),
    "seeds": (spark_sets.seeds, ("k", "chance", "sets", "seed", "steps", "watch")),
    "shortest_path_length": (spark_reach.shortest_path_length, ("sources", "cutoff", "watch")),
    "strength": (spark_credit.strength, ("direction",)),
}
SERVED = tuple(ABOUT)


def installed() -> bool:
    """Whether pyspark is there, and Java where Spark is to run on this machine."""
    return find_spec("pyspark") is not None and (not _here(address()) or _java() is not None)


def address() -> str:
    """Where Spark is."""
    return os.environ.get("GUANXI_SPARK") or "local[*]"


@contextmanager
def edges(
    edges: Any, columns: Columns, nodes: Sequence[Any] | pd.Series[Any] | None, rows: int, together: str
) -> Iterator[Laid]:
    """The table with ids as numbers, ready to be cut into parts; all that was kept for it is let go at the end."""
    with session() as spark, laid_out(spark, edges, columns, nodes, rows, together) as laid:
        yield laid


def measured(name: str, laid: Laid, budget: int | None, settings: dict[str, Any]) -> Any:
    """What the local engine gives for that measure; Unsupported for a setting that is not known here."""
    of, known = ABOUT[name]
    settings_known(name, settings, known)
    if name == "seeds":
        settings = {**settings, "budget": budget}
    return of(laid, **settings)


@contextmanager
def session() -> Iterator[Any]:
    """A session of Spark for as many measures as one likes: the active one, else one of ours, stopped at the end.

    Ours shows no page, writes no log but errors, keeps its files in a folder that goes with it, and listens on loopback
    only when it runs on this machine. Starting takes some seconds: put `with session():` around several measures.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=FutureWarning, module="pyspark")
        from pyspark.sql import SparkSession

        active = SparkSession.getActiveSession()
        if active is not None:
            yield active
        elif address().startswith("sc://"):
            spark = SparkSession.builder.remote(address()).getOrCreate()
            try:
                yield spark
            finally:
                spark.stop()
        else:
            with _started(address()) as spark:
                yield spark


@contextmanager
def _started(master: str) -> Iterator[Any]:
    """A session and a Java process of our own, both ended afterwards."""
    from pyspark import SparkConf, SparkContext
    from pyspark.java_gateway import launch_gateway
    from pyspark.sql import SparkSession

    folder = Path(tempfile.mkdtemp(prefix="guanxi-spark-"))
    (folder / "quiet.properties").write_text(QUIET, encoding="utf-8")
    conf = (
        SparkConf(loadDefaults=False).setMaster(master).setAppName("guanxi").setAll(_settings(master, folder).items())
    )
    with (folder / "java.log").open("wb") as noise:
        try:
            gateway = launch_gateway(conf, {"stdout": noise, "stderr": noise, "cwd": folder})
            context = SparkContext(conf=conf, gateway=gateway)
            if _here(master):
                context.pythonExec = sys.executable
            spark = SparkSession(context)
            try:
                yield spark
            finally:
                spark.stop()
                gateway.shutdown()
                SparkContext._gateway = SparkContext._jvm = None  # else the next session would look for this process
                _ended(gateway.proc)
        finally:
            log.debug("%s", (folder / "java.log").read_text(encoding="utf-8", errors="replace"))
            shutil.rmtree(folder, ignore_errors=True)


def _ended(java: Any) -> None:
    """The process ends when nobody writes to it any more."""
    java.stdin.close()
    try:
        java.wait(timeout=30)
    except subprocess.TimeoutExpired:
        java.kill()
        java.wait()


def _settings(master: str, folder: Path) -> dict[str, str]:
    """What we set; everything else comes from Spark's own spark-defaults.conf."""
    found = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
        "spark.sql.catalogImplementation": "in-memory",
        "spark.sql.warehouse.dir": (folder / "warehouse").as_uri(),
        "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={(folder / 'quiet.properties').as_uri()}",
    }
    if _here(master):
        found |= {
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.host": "127.0.0.1",
            "spark.local.dir": str(folder),
            "spark.executorEnv.PYTHONPATH": str(Path(__file__).parents[2]),
        }
    return found


def _here(master: str) -> bool:
    return master.startswith("local")


def _java() -> str | None:
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=str(Path(home) / "bin")) if home else shutil.which("java")
