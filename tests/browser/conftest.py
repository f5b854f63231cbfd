"""A real browser on the real app: one server and one Chromium for all, a new context (and so a new user) a test."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--force-color-profile=srgb",
]  # fmt: skip
START_S, WAIT_MS = 90, 120_000  # the first page loads the demo, on a machine that may be busy


@pytest.fixture(scope="session")
def app_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app on a folder of its own, as a new user meets it: the demo is loaded into the empty store."""
    yield from serve(tmp_path_factory.mktemp("store"), tmp_path_factory.mktemp("log") / "app.log")


def serve(folder: Path, log: Path) -> Iterator[str]:
    """`streamlit run app.py` on a free loopback port until the test is over."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = {"port": port, "address": "127.0.0.1", "headless": "true", "fileWatcherType": "none"}
    options = [part for name, value in settings.items() for part in (f"--server.{name}", str(value))]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", *options]
    env = os.environ | {"GUANXI_URI": f"embedded:{folder}", "GUANXI_IDLE_S": "20"}
    with open(log, "wb") as out, subprocess.Popen(command, cwd=ROOT, env=env, stdout=out, stderr=out) as server:
        try:
            url = f"http://127.0.0.1:{port}"
            await_health(f"{url}/_stcore/health", server, log)
            yield url
        finally:
            server.terminate()


def await_health(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Until the server says ok."""
    end = time.monotonic() + START_S
    while time.monotonic() < end and server.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=2) as reply:
            if reply.read() == b"ok":
                return
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(0.2)
    raise AssertionError(f"the app did not start: {log.read_text()[-2000:]}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium."""
    if CHROMIUM is None:
        pytest.skip("no Chromium here: apt-get install chromium fonts-noto-cjk")
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


Opener = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, app_url: str) -> Iterator[Opener]:
    """`visit("/?lang=en", width=390)`: a new user on that page; every request they caused is checked at the end."""
    contexts: list[BrowserContext] = []
    strangers: list[str] = []

    def opened(path: str = "/", width: int = 1440, height: int = 900, scheme: Any = "light") -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, locale="zh-CN")
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(WAIT_MS)
        page.on("request", lambda r: strangers.append(r.url) if leaves(r.url, app_url) else None)
        page.goto(app_url + path)
        page.locator("[data-testid=stMainBlockContainer] [data-testid=stElementContainer]").first.wait_for(
            state="attached"
        )
        settled(page)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert strangers == []


def leaves(url: str, home: str) -> bool:
    """Whether a request goes anywhere but to our own server."""
    return not url.startswith((home, home.replace("http", "ws", 1), "data:", "blob:"))


def settled(page: Page) -> None:
    """Until the script of the page has run to its end."""
    app = page.locator("[data-testid=stApp]")
    expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=WAIT_MS)
