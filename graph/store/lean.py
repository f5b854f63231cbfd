"""The driver would load pandas only to be able to take its values; we send plain ones, and so start a second sooner."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without(*names: str) -> Iterator[None]:
    """Those of these modules that nobody has loaded yet cannot be found while this lasts."""
    hidden = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # None says: not to be found
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]
