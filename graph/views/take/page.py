"""The map as one HTML file that needs nothing else: pan, zoom, press a person for their card, search; no request ever.

It runs the same code as the page in the app. A policy in its head forbids every request; people's words stand in it
as data that no browser reads as markup.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from graph.text import Words
from graph.views.map.assets import MAP
from graph.views.take.masks import mask
from graph.views.take.svg import printable

_HERE = Path(__file__).parent
POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; "
    "form-action 'none'"
)
WORDS = ("search", "found", "nobody", "ties", "offline", "back")
Item = dict[str, Any]


def page(data: Mapping[str, Any], words: Words, *, hide_names: bool = False) -> str:
    """The file's text from what the canvas is given: nodes (with `facts`: label, value, names), edges, board, rank,
    colour, legend, title, shown, day, and `words` of the canvas; `focus` (`id`, `several`, `edge`), `lit`, `route` and
    `steps` are what is chosen and lit when it opens. `hide_names` calls people by their role.
    """
    told: Item = mask(dict(data), words) if hide_names else dict(data)
    told["own"] = {name: words(f"take.page.{name}") for name in WORDS}
    told["words"] = {**told["words"], "title": told["title"], "shown": told["shown"], "day": told["day"]}
    told |= {"editable": False, "more": [], "kept": {}, "rev": 0}
    told |= {"steps": told.get("steps", 0), "focus": {"turn": 0, **told.get("focus", {"id": ""})}}
    code = MAP.js.replace("export default function (component)", "function mount(component)")
    html = (_HERE / "page.html").read_text(encoding="utf-8")
    parts = {
        "lang": words.lang, "title": escape(printable(told["title"])), "policy": POLICY, "frame": MAP.html,
        "style": (_HERE / "page.css").read_text(encoding="utf-8"), "map_style": MAP.css.replace("</", "<\\/"),
        "data": embedded(told), "code": inline(code), "page": inline((_HERE / "page.js").read_text(encoding="utf-8")),
    }  # fmt: skip
    return re.sub(r"%(\w+)%", lambda m: parts[m[1]], html)


def embedded(value: Any) -> str:
    r"""A value as JSON inside a `<script>` that nothing in it can end or leave.

    >>> embedded("</script>\u2028")
    '"\\u003c/script\\u003e\\u2028"'
    """
    text = json.dumps(_clean(value), ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _clean(value: Any) -> Any:
    """The same without letters no file should carry, and numbers as plain ones."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        return {str(key): _clean(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set):
        return [_clean(one) for one in value]
    return value.item() if hasattr(value, "item") else value


def inline(code: str) -> str:
    """Code that may stand between script tags."""
    return code.replace("</script", "<\\/script").replace("<!--", "<\\!--")
