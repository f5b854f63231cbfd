"""A real Neo4j Community server for the tests, from Maven's jars (about 125 MB, fetched once into a cache folder).

Needs mvn and a JDK 17 or newer. It listens on loopback, starts in 6-10 s and keeps to a heap of 1 GB.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import socket
import subprocess
import time
from pathlib import Path

import neo4j
from neo4j.exceptions import Neo4jError, ServiceUnavailable

PACKAGES = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
OPENS = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in PACKAGES]
QUICK = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]  # the suite is over before a better compiler would pay
OLDEST_JAVA = 17
START_LIMIT_S = 120


def missing() -> str:
    """What this machine lacks to start one; empty when nothing."""
    for program in ("java", "mvn"):
        if shutil.which(program) is None:
            return f"no {program}"
    told = subprocess.run(["java", "-version"], capture_output=True, text=True, check=False).stderr
    version = re.search(r'version "(\d+)', told)
    return "" if version and int(version[1]) >= OLDEST_JAVA else f"Java is older than {OLDEST_JAVA}"


def jars() -> Path:
    """The folder of jars, fetched once."""
    cache = Path(os.environ.get("GUANXI_NEO4J_CACHE") or Path.home() / ".cache" / "guanxi-neo4j")
    lib, pom = cache / "lib", Path(__file__).parent / "neo4j" / "pom.xml"
    if not (cache / "fetched").exists():
        fetch = ["mvn", "-q", "-B", "-f", str(pom), "dependency:copy-dependencies", "-DincludeScope=runtime"]
        subprocess.run([*fetch, f"-DoutputDirectory={lib}"], check=True)
        (cache / "fetched").touch()
    return lib


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """One server with its data in one folder; it can be killed and started again on the same port."""

    def __init__(self, home: Path, *, quick: bool = True) -> None:
        self.home, self.bolt, self.password = home, free_port(), secrets.token_urlsafe(12)
        self.process: subprocess.Popen[bytes] | None = None
        for name in ("conf", "data", "logs", "plugins", "import", "run", "licenses"):
            (home / name).mkdir(parents=True, exist_ok=True)
        (home / "conf" / "neo4j.conf").write_text(
            f"server.bolt.listen_address=127.0.0.1:{self.bolt}\nserver.bolt.advertised_address=127.0.0.1:{self.bolt}\n"
            "server.http.enabled=false\nserver.memory.heap.max_size=1g\nserver.memory.pagecache.size=256m\n"
            "dbms.usage_report.enabled=false\n"
        )
        self._java = ["java", "-Xmx1g", *(QUICK if quick else []), *OPENS, "-cp", f"{jars()}/*"]
        self._environment = os.environ | {"NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
        admin = [*self._java, "org.neo4j.cli.AdminTool", "dbms", "set-initial-password", self.password]
        subprocess.run(admin, env=self._environment, check=True, capture_output=True)

    @property
    def uri(self) -> str:
        """Its address, with user and password."""
        return f"neo4j://neo4j:{self.password}@127.0.0.1:{self.bolt}"

    def start(self) -> None:
        """Start it and wait until it answers."""
        entry = ["org.neo4j.server.CommunityEntryPoint", f"--home-dir={self.home}", f"--config-dir={self.home}/conf"]
        with open(self.home / "logs" / "console.log", "ab") as log:
            self.process = subprocess.Popen([*self._java, *entry], env=self._environment, stdout=log, stderr=log)
        end = time.monotonic() + START_LIMIT_S
        while self.process.poll() is None and time.monotonic() < end:
            if self._answers():
                return
            time.sleep(0.2)
        raise RuntimeError(f"Neo4j did not start; see {self.home}/logs")

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.bolt), 1):
                pass
            auth = ("neo4j", self.password)
            with neo4j.GraphDatabase.driver(f"bolt://127.0.0.1:{self.bolt}", auth=auth) as driver:
                driver.execute_query("RETURN 1", database_="neo4j")
        except (OSError, ServiceUnavailable, Neo4jError):
            return False
        return True

    def kill(self) -> None:
        """As a power cut would."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        """Stop it properly."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(60)
