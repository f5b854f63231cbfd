"""What the browser gets: each component is one JavaScript and one CSS file, put together from `frontend` and pyvis."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import platformdirs


@dataclass(frozen=True)
class Bundle:
    """A component's name and the files it is put together from, in order; `vis` puts pyvis' vis-network before them."""

    name: str
    scripts: tuple[str, ...]
    vis: bool = False

    @cached_property
    def js(self) -> str:
        """One ES module: functions shared by name, and the last file's `export default`."""
        parts = [_vis_network()] if self.vis else []
        return "\n".join([*parts, *(_frontend(f"{name}.js") for name in self.scripts)])

    @cached_property
    def css(self) -> str:
        """The component's style sheet."""
        return _frontend(f"{self.name}.css")

    @cached_property
    def html(self) -> str:
        """The empty frame; people's words come in later, as text."""
        return _frontend(f"{self.name}.html")

    @cached_property
    def stamp(self) -> str:
        """Changes whenever a file or pyvis changes, so that no browser keeps an old one: 12 hex digits."""
        return hashlib.blake2b((self.js + self.css).encode(), digest_size=6).hexdigest()


MAP = Bundle(
    "map",
    ("tokens", "marks", "lines", "grounds", "board", "labels", "light", "say", "select", "walk", "menu", "canvas",
     "png", "tools", "legend", "map"),
    vis=True,
)  # fmt: skip
CARD = Bundle("card", ("tokens", "marks", "card"))


def written(bundle: Bundle, folder: Path | None = None) -> Path:
    """The folder that holds the component's two files under `stamp`; written once, whole or not at all."""
    root = folder or Path(platformdirs.user_cache_dir("guanxi")) / "components"
    home = root / bundle.name
    home.mkdir(parents=True, exist_ok=True)
    for suffix, text in (("js", bundle.js), ("css", bundle.css)):
        _put(home / f"{bundle.name}-{bundle.stamp}.{suffix}", text)
    return home


def _put(path: Path, text: str) -> None:
    if path.exists() and path.stat().st_size == len(text.encode()):
        return
    handle, draft = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(text)
    Path(draft).replace(path)


def _frontend(name: str) -> str:
    return (files("graph.views.map") / "frontend" / name).read_text(encoding="utf-8")


def _vis_network() -> str:
    """vis-network as pyvis ships it (Apache-2.0 or MIT)."""
    shipped = files("pyvis") / "lib" / "vis-9.1.2" / "vis-network.min.js"
    return f"/* pyvis {version('pyvis')} */\n" + shipped.read_text(encoding="utf-8")
