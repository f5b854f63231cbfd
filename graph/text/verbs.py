"""The commands of a program as a table, made into click's objects in the language of whoever asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import click

from graph.text import LANGUAGES, Words
from graph.text.help import Door, Verb

Say = Callable[[str], str]
Part = Callable[[Say], click.Parameter]
Action = Callable[..., Any]


def option(flag: str, metavar: str | None = None, name: str = "", **more: Any) -> Part:
    """An option, its help found by its flag; `name` is what the action calls it where the flag is a Python word."""
    names = [flag, *([name] if name else [])]
    return lambda say: click.Option(names, metavar=metavar, help=say(flag.strip("-")), **more)


def argument(name: str, **more: Any) -> Part:
    """An argument, its help found by its name."""
    return lambda say: click.Argument([name], help=say(name), **more)


class Verbs:
    """Commands by name in order of declaration: `@verbs("find", argument("text"))` above a function declares one.

    The words are `cli.NAME` for the command and `cli.NAME.PART` for its parts, or `cli.any.PART` where many share one.
    """

    def __init__(self) -> None:
        self.table: dict[str, tuple[Action, tuple[Part, ...]]] = {}

    def __call__(self, name: str, *parts: Part) -> Callable[[Action], Action]:
        """Declare the function below as a command."""

        def declared(action: Action) -> Action:
            self.table[name] = (action, parts)
            return action

        return declared

    def program(self, words: Words, seat: Action, run: Callable[[Action], Action], *parts: Part) -> Door:
        """All commands in one language; `seat` takes the options before the command, `run` wraps every action."""
        door = Door(
            "guanxi", words, callback=seat, no_args_is_help=True, help=words("cli.about"),
            subcommand_metavar=words("help.any_command"),
            params=[part(_sayer("any", words)) for part in parts],
        )  # fmt: skip
        for name, (action, own) in self.table.items():
            params = [part(_sayer(name, words)) for part in own]
            about = words(f"cli.{name}")
            door.add_command(Verb(name, words, callback=run(action), params=params, help=about, short_help=about))
        return door


def _sayer(name: str, words: Words) -> Say:
    def say(part: str) -> str:
        own = f"cli.{name}.{part}"
        return words(own if words.has(own) else f"cli.any.{part}")

    return say


def language(args: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language asked for, else GUANXI_LANG, else that of the machine; Chinese where none of them is ours."""
    asked = [after for before, after in pairwise(args) if before == "--lang"]
    asked += [arg.removeprefix("--lang=") for arg in args if arg.startswith("--lang=")]
    machine = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    told = (*asked[:1], environment.get("GUANXI_LANG", ""), machine)
    return next((lang for one in told for lang in LANGUAGES if one.lower().startswith(lang)), LANGUAGES[0])
