"""Click in our two languages: help pages, usage lines and what is said of a wrong use."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from graph.text import Words
from graph.text.table import GAP, padded, width, wrapped

HEADINGS = {"Options": "help.options", "Commands": "help.commands", "Positional arguments": "help.arguments"}
LEFT = 34


class Page(click.HelpFormatter):
    """A help page that counts Chinese letters as two places and says its headings in the language of `words`."""

    def __init__(self, words: Words, most: int) -> None:
        super().__init__(width=max(most, 60))
        self.words = words

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The usage line."""
        super().write_usage(prog, args, prefix if prefix is not None else self.words("help.usage"))

    def write_heading(self, heading: str) -> None:
        """A heading of ours for each of click's."""
        self.write(f"{' ' * self.current_indent}{self.words(HEADINGS[heading])}\n")

    def write_text(self, text: str) -> None:
        """Paragraphs, one a line of the text."""
        for line in text.splitlines():
            for part in wrapped(line, self.width - self.current_indent) or [""]:
                self.write(f"{' ' * self.current_indent}{part}\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = LEFT, col_spacing: int = len(GAP)) -> None:
        """Two columns; what does not fit on the left stands on a line of its own."""
        indent, rows = " " * self.current_indent, list(rows)
        left = min(max(width(term) for term, _ in rows), col_max)
        for term, about in rows:
            lines = wrapped(about, self.width - self.current_indent - left - col_spacing) or [""]
            first, rest = ("", lines) if width(term) > left else (lines[0], lines[1:])
            self.write(f"{indent}{padded(term, left)}{GAP}{first}".rstrip() + "\n")
            for line in rest:
                self.write(f"{indent}{' ' * left}{GAP}{line}\n")


class Spoken(click.Command):
    """A command that says its help in the language of `words`."""

    def __init__(self, name: str, words: Words, **more: Any) -> None:
        super().__init__(name, **more)
        self.words = words

    def get_help(self, ctx: click.Context) -> str:
        """The help page."""
        page = Page(self.words, ctx.terminal_width or 100)
        self.format_help(ctx, page)
        return page.getvalue().rstrip("\n")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`, with our words beside it."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = self.words("help.help")
        return option

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What stands behind the name in the usage line."""
        pieces = super().collect_usage_pieces(ctx)
        return [self.words("help.any_options"), *pieces[1:]] if pieces[:1] == [self.options_metavar] else pieces


class Verb(Spoken):
    """One command; a word too many is told in our language."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does, but words that no argument takes are refused here."""
        ctx.allow_extra_args = True
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise click.UsageError(self.words("help.extra", given=" ".join(rest)), ctx)
        return rest


class Door(Spoken, click.Group):
    """The program: its commands in the order in which they were declared."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in order."""
        return list(self.commands)


def misuse(problem: click.UsageError, words: Words) -> str:
    """What is wrong with a command line, in one or two sentences, and where to read on."""
    if isinstance(problem, click.exceptions.NoArgsIsHelpError):
        return problem.format_message()
    told = _misuse(problem, words)
    path = problem.ctx.command_path if problem.ctx else "guanxi"
    return f"{told}\n{words('help.see', command=f'{path} --help')}"


def _misuse(problem: click.UsageError, words: Words) -> str:
    if isinstance(problem, click.NoSuchOption | click.exceptions.NoSuchCommand):
        kind, name = _missing(problem)
        near = words("help.near", names=" / ".join(problem.possibilities)) if problem.possibilities else ""
        return words(f"help.no_{kind}", name=name) + near
    if isinstance(problem, click.MissingParameter):
        return words("help.missing", what=_place(problem))
    if isinstance(problem, click.BadParameter):
        return words("help.bad", what=_place(problem), expected=_expected(problem, words))
    if isinstance(problem, click.BadOptionUsage):
        return words("help.bad_option", name=problem.option_name)
    return problem.message if problem.ctx and isinstance(problem.ctx.command, Verb) else words("help.no_verb")


def _missing(problem: click.NoSuchOption | click.exceptions.NoSuchCommand) -> tuple[str, str]:
    if isinstance(problem, click.NoSuchOption):
        return "option", problem.option_name
    return "command", problem.command_name


def _place(problem: click.BadParameter) -> str:
    """The option or argument as the user writes it."""
    given = problem.param
    if given is None or problem.ctx is None:
        return str(problem.param_hint or "")
    return given.opts[0] if isinstance(given, click.Option) else given.make_metavar(problem.ctx)


def _expected(problem: click.BadParameter, words: Words) -> str:
    kind = problem.param.type if problem.param else None
    if isinstance(kind, click.Choice):
        return " | ".join(map(str, kind.choices))
    named = f"help.type.{kind.name}" if kind else ""
    return words(named) if words.has(named) else problem.message
