"""Where the command line meets whoever asks: which store, which language, and in which form the answer goes out."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graph.model.errors import BadFile, Conflict, GuanxiError
from graph.model.vocab import NO_BASIS, UNKNOWN
from graph.text import Words
from graph.text.refusal import sentence
from ingest.answers import LISTED, Reply, plain, said, saved
from ingest.replies import imported

if TYPE_CHECKING:
    from graph.store.access import Viewer
    from graph.store.bolt import GraphStore
    from graph.store.commands import Command
    from ingest.load import Preview

REFUSED = 1


@dataclass(frozen=True)
class Desk:
    """Who asks, of which store, in which language, and in which form the answer is wanted."""

    words: Words
    uri: str | None
    user: str
    form: str | None = None
    out: str | None = None

    @contextlib.contextmanager
    def store(self) -> Iterator[GraphStore]:
        """The store, open for as long as the command needs it."""
        from graph.store.bolt import GraphStore

        with GraphStore.open(self.uri) as store:
            yield store

    @property
    def viewer(self) -> Viewer:
        """Whoever asks, who sees everything."""
        from graph.store.access import everyone

        return replace(everyone, user=self.user)

    def tell(self, key: str, **values: Any) -> None:
        """A hint beside the result."""
        click.echo(self.words(key, **values), err=True)

    def give(self, reply: Reply) -> int:
        """Hand over the answer in the form or file that was asked for; gives the exit code."""
        if self.out:
            saved(reply, Path(self.out), self.words)
            self.tell("cli.saved", file=self.out)
        else:
            sys.stdout.write(said(reply, self.form or ("table" if sys.stdout.isatty() else "csv"), self.words))
        for note in reply.notes if self.form != "json" or self.out else ():
            click.echo(note, err=True)
        return reply.code

    def refuse(self, problem: GuanxiError) -> int:
        """Say on stderr what is wrong and how to mend it."""
        message = sentence(problem, self.words)
        for mend in self._mends(problem):
            message = self.words("text.sentences", one=message.rstrip("。."), other=mend)
        if self.form == "json":
            whole = {**plain(problem.values), "error": problem.key, "message": message}
            message = json.dumps(whole, ensure_ascii=False, allow_nan=False)
        click.echo(message, err=True)
        return REFUSED

    def _mends(self, problem: GuanxiError) -> Iterator[str]:
        """What to type instead, where a command line can say more than the sentence for every door."""
        values = problem.values
        if self.words.has(key := f"cli.mend.{values.get('rule')}"):
            yield self.words(key)
        if problem.text == "error.bad_value.missing":
            yield self.words("cli.mend.missing", pair=f"{values['field']}={_choices(values['allowed'])}")
        if theirs := values.get("theirs"):
            told = LISTED.join(f"{name}={value}" for name, value in plain(theirs).items())
            yield self.words("cli.theirs", values=told, rev=values["rev"])

    def change(self, store: GraphStore, command: Command) -> Reply:
        """One edit carried out: the id, its revision now (none when it is gone) and the journal's entry."""
        from graph.store.sound import sound

        sound(command, lambda: store.read(self.viewer))
        subject = command.changes[-1]
        if subject.before is not None and subject.before == subject.after:
            self.tell("cli.same")
            row = {"id": subject.id, "rev": subject.rev, "change": None}
            return Reply(row, [row])
        try:
            receipt = store.apply(command)
        except Conflict as lost:
            theirs = {name: (lost.values["current"] or {}).get(name) for name in subject.after or ()}
            raise Conflict(lost.text, **lost.values, theirs=theirs) from lost
        now = store.show(subject.id, (subject.kind,)) if subject.after is not None else None
        row = {"id": subject.id, "rev": now["rev"] if now else None, "change": receipt.change}
        return Reply(row, [row])

    def bring(self, store: GraphStore, seen: Preview, *, dry: bool = False, asks: bool = False) -> Reply:
        """An import carried out, unless it is only to be seen or the user says no."""
        if asks and not dry and not seen.changes_nothing:
            reply = imported(seen, None, store.revision(), self.words)
            click.echo("\n".join([said(reply, "table", self.words), *reply.notes]), err=True)
            dry = not click.confirm(self.words("cli.import.ask"), err=True)
        if dry or seen.changes_nothing:
            self.tell("cli.import.unwritten" if dry else "cli.import.same")
            return imported(seen, None, store.revision(), self.words)
        self.tell("cli.import.writing", n=sum(seen.put.counts().values()))
        receipt = store.apply(seen.command(self.user))
        reply = imported(seen, receipt.change, receipt.revision, self.words)
        return replace(reply, notes=()) if asks else reply


def at_desk(action: Callable[..., Reply | int]) -> Callable[..., int]:
    """An action as click calls it: what goes wrong is told in words, never shown as a traceback."""

    @click.pass_obj
    def told(desk: Desk, /, form: str | None = None, out: str | None = None, **given: Any) -> int:
        desk = replace(desk, form=form, out=out)
        try:
            reply = action(desk, **given)
            return reply if isinstance(reply, int) else desk.give(reply)
        except GuanxiError as problem:
            return desk.refuse(problem)
        except BrokenPipeError:
            raise
        except OSError as problem:
            why = problem.strerror or str(problem)
            return desk.refuse(BadFile("error.bad_file.system", file=str(problem.filename or ""), why=why))

    return told


def _choices(allowed: Sequence[str]) -> str:
    """What may be typed where something has to be said."""
    return "|".join(one for one in allowed if one not in (UNKNOWN, NO_BASIS)) or "…"
