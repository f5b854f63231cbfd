"""Which of networkx's functions the engine serves, with which arguments."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Hashable, Iterable
from functools import wraps
from typing import Any, TypeVar

from graph.model.errors import BadValue

F = TypeVar("F", bound=Callable[..., Any])
Label = Hashable
WEIGHTS = ("weight", "distance")


class Served:
    """A function that networkx may call: where its parameters must keep their defaults, and what it costs."""

    def __init__(self, call: Callable[..., Any], fixed: Iterable[str], one_look: bool) -> None:
        self.call, self.fixed, self.one_look = call, tuple(fixed), one_look
        self.signature = inspect.signature(call)

    def bound(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> dict[str, Any]:
        """The arguments by name."""
        found = self.signature.bind(*args, **kwargs)
        found.apply_defaults()
        return found.arguments

    def refusal(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
        """Why these arguments are not served; empty when they are."""
        try:
            given = self.bound(args, kwargs)
        except TypeError as problem:
            return str(problem)
        if given["G"].is_multigraph():
            return "guanxi has no parallel edges"
        for name in self.fixed:
            if given[name] is not (default := self.signature.parameters[name].default) and given[name] != default:
                return f"guanxi has no other {name} than {default!r}"
        for name in WEIGHTS:
            if not isinstance(given.get(name), str | None):
                return f"guanxi knows {name} by the name of an attribute only"
        return ""


SERVED: dict[str, Served] = {}


def served(*fixed: str, one_look: bool = False) -> Callable[[F], F]:
    """Offers a function to networkx under its name. `fixed`: parameters that are served with their defaults only.

    `one_look`: it takes networkx about as long as converting the graph.
    """

    def offered(function: F) -> F:
        @wraps(function)
        def run(*args: Any, **kwargs: Any) -> Any:
            try:
                return function(*args, **kwargs)
            except BadValue as problem:
                raise NotImplementedError(f"guanxi: {problem}") from problem

        SERVED[function.__name__] = Served(run, fixed, one_look)
        return function

    return offered
