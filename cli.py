"""The front door without a browser: `guanxi COMMAND …`.

A command is a function from a Desk (who asks, of which store, in which language and form) and its own words to a
Reply. Heavy libraries are imported by the commands that need them, so that `--help` and `find` answer at once.
"""

from __future__ import annotations

import contextlib
import io
import os
import socket
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from graph.model.errors import BadFile, BadValue, Unsupported
from graph.text import LANGUAGES, Words
from graph.text.help import Door, misuse
from graph.text.verbs import Verbs, argument, language, option
from ingest.answers import Reply, saved, written
from ingest.desk import Desk, at_desk
from ingest.replies import answered, card, found, health, journal

DONE, REFUSED, MISUSED, STOPPED = 0, 1, 2, 130
PORT, DEMO, LOOPBACK = 8501, "hengwan", "127.0.0.1"

verb = Verbs()
COUNT = click.IntRange(min=1)
FORM = (option("--format", type=click.Choice(["table", "csv", "json"]), name="form"), option("--out", "FILE"))
TOP, LIMIT = option("--top", "N", type=COUNT), option("--limit", "N", type=COUNT, default=50)
AS_OF = option("--as-of", "DATE", type=click.DateTime(["%Y-%m-%d"]))
WHERE = option("--where", "FIELD=VALUE", multiple=True)
KIND, SHEET, ENCODING = option("--as", "KIND", name="kind"), option("--sheet", "NAME"), option("--encoding", "NAME")
VALUES = argument("values", nargs=-1, metavar="FIELD=VALUE...")
CHANGES = argument("values", nargs=-1, metavar="FIELD=VALUE...", required=True)
ID = argument("who", metavar="ID")
PEOPLE = {"who"}  # what a question is told about and may be told by name


@verb(
    "app",
    option("--port", "N", type=click.IntRange(1, 65535), default=PORT),
    option("--demo", "NAME", is_flag=False, flag_value=DEMO),
)
def app(desk: Desk, port: int, demo: str | None) -> int:
    """The web app, on loopback, in this process's place until it is stopped."""
    if free(port) != port:
        raise BadValue("error.bad_value.port", field="port", value=port, free=free(0), allowed=[])
    uri = demo_store(desk, demo) if demo else desk.uri
    environment = {**os.environ, "GUANXI_URI": uri} if uri else dict(os.environ)
    settings = {"address": LOOPBACK, "port": port, "headless": not browser(), "showEmailPrompt": False}
    page = Path(__file__).with_name("app.py")
    command = [sys.executable, "-m", "streamlit", "run", str(page), *(f"--server.{n}={v}" for n, v in settings.items())]
    desk.tell("cli.app.open", address=f"http://{LOOPBACK}:{port}/?lang={desk.words.lang}")
    os.execve(sys.executable, command, environment)


@verb("demo", argument("name", required=False), option("--list", is_flag=True, name="listed"), *FORM)
def demo(desk: Desk, name: str | None, listed: bool) -> Reply:
    """Load a bundled network, or list them."""
    from graph.demo import DEMOS, network
    from ingest.bundled import preview_of

    if listed:
        rows = [{"name": one, "about": desk.words(f"demo.{one}")} for one in DEMOS]
        return Reply(rows, rows)
    told = network(name or DEMO, today=date.today())
    with desk.store() as store:
        return desk.bring(store, preview_of(told, store.read(desk.viewer), f"demo:{name or DEMO}"))


@verb(
    "import", argument("files", nargs=-1, required=True, metavar="FILE..."), KIND, option("--mapping", "FILE"), SHEET,
    ENCODING, option("--source", "NAME"), option("--set", "FIELD=VALUE", multiple=True, name="constants"),
    option("--dry-run", is_flag=True), option("--yes", is_flag=True), option("--rejected", "FILE"), *FORM,
)  # fmt: skip
def import_(desk: Desk, files: tuple[str, ...], constants: tuple[str, ...], rejected: str | None, **how: Any) -> Reply:
    """Files to store: preview, then one journalled import."""
    from ingest.facts import pairs
    from ingest.load import preview

    dry, asks = how.pop("dry_run"), not how.pop("yes")
    if asks and not dry and not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise click.UsageError(desk.words("cli.import.unasked"), click.get_current_context())
    with desk.store() as store:
        desk.tell("cli.import.reading", files=", ".join(files))
        seen = preview(files, store.read(desk.viewer), constants=pairs(constants), **how)
        if rejected and seen.rejections:
            saved(Reply([], [one.to_json(desk.words) for one in seen.rejections]), Path(rejected), desk.words)
        return desk.bring(store, seen, dry=dry, asks=asks)


@verb("template", argument("kind"), option("--out", "FILE"))
def template(desk: Desk, kind: str) -> int:
    """An empty file to fill in; without a file it is shown as CSV."""
    import tempfile

    from ingest.template import template as empty

    with tempfile.TemporaryDirectory() as folder:
        file = empty(kind, desk.out or Path(folder, "empty.csv"), desk.words)
        if desk.out:
            desk.tell("cli.saved", file=file)
        else:
            sys.stdout.write(file.read_text(encoding="utf-8-sig"))
    return DONE


@verb("mapping", argument("file"), KIND, SHEET, ENCODING, *FORM)
def mapping(desk: Desk, file: str, kind: str | None, sheet: str | None, encoding: str | None) -> Reply | int:
    """The proposed mapping of a file's columns to fields: TOML to edit, unless another form is asked for."""
    from ingest.proposal import propose
    from ingest.rows import read

    found = [one for part in read([file], sheet, encoding) if (one := propose(part, kind))]
    if not found:
        raise BadFile("error.bad_file.unmapped", file=file)
    toml, told = "\n".join(one.toml() for one in found), [one.to_json(desk.words) for one in found]
    if desk.out and desk.out.endswith(".toml"):
        written(Path(desk.out), toml)
        return DONE
    if not (desk.form or desk.out):
        sys.stdout.write(toml)
        return DONE
    rows = [{"kind": one["kind"], **column} for one in told for column in one["columns"]]
    return Reply(told[0] if len(told) == 1 else told, rows)


@verb("export", argument("file"), option("--what", "WHAT", default="all"), WHERE, *FORM[:1])
def export(desk: Desk, file: str, what: str, where: tuple[str, ...]) -> Reply:
    """The store, or part of it, as files; a workbook is in the user's language."""
    from graph.analysis.people import people, where_mask
    from graph.store.commands import taken
    from ingest.export import export as files
    from ingest.facts import pairs

    with desk.store() as store:
        network, revision = store.read(desk.viewer), store.revision()
        everybody = people(network)
        network = network.without({"Person": everybody["id"][~where_mask(network, everybody, pairs(where))]})
        made = files(network, file, what=what, words=desk.words if file.endswith((".xlsx", ".html")) else None)
        form = Path(file).suffix.lower().removeprefix(".") or "csv"
        store.apply(taken(desk.user, f"cli.{form}", Path(file).name, len(network["Person"]), masked=False))
    rows = [{"file": str(one)} for one in made]
    return Reply({"files": rows, "counts": network.counts(), "revision": revision}, rows)


@verb("history", LIMIT, *FORM)
def history(desk: Desk, limit: int) -> Reply:
    """The journal, newest first."""
    with desk.store() as store:
        return journal(store.history(limit))


@verb("undo", argument("change", required=False, metavar="[ID]"), *FORM)
def undo(desk: Desk, change: str | None) -> Reply:
    """Take back one change: the last of the user's own when none is named."""
    with desk.store() as store:
        store.undo(desk.user, change)
        return journal(store.history(1))


@verb("redo", *FORM)
def redo(desk: Desk) -> Reply:
    """Do again what was undone last."""
    with desk.store() as store:
        store.redo(desk.user)
        return journal(store.history(1))


@verb("find", argument("text", nargs=-1, required=True, metavar="TEXT"), LIMIT, *FORM)
def find(desk: Desk, text: tuple[str, ...], limit: int) -> Reply:
    """All that has a name, by Chinese, pinyin, initials or company."""
    with desk.store() as store:
        return found(" ".join(text), limit, store.find(" ".join(text), limit), store.about(), desk.words)


@verb("show", argument("who"), *FORM)
def show(desk: Desk, who: str) -> Reply:
    """One thing with all its ties."""
    from ingest.edits import meant

    with desk.store() as store:
        kind, id_ = meant(store, who)
        return card(kind, id_, store.read(desk.viewer), desk.words)


@verb("add", argument("kind"), VALUES, *FORM)
def add(desk: Desk, kind: str, values: tuple[str, ...]) -> Reply:
    """Something new."""
    from ingest.edits import added

    with desk.store() as store:
        return desk.change(store, added(kind, values, desk.user, desk.words))


@verb("set", ID, CHANGES, option("--rev", "N", type=int), *FORM)
def set_(desk: Desk, who: str, values: tuple[str, ...], rev: int | None) -> Reply:
    """Other facts of one thing."""
    from ingest.edits import edited

    with desk.store() as store:
        return desk.change(store, edited(store, who, values, rev, desk.user, desk.words))


@verb("tie", argument("kind"), argument("start", metavar="FROM"), argument("end", metavar="TO"), VALUES, *FORM)
def tie(desk: Desk, kind: str, start: str, end: str, values: tuple[str, ...]) -> Reply:
    """A tie between two."""
    from ingest.edits import tied

    with desk.store() as store:
        return desk.change(store, tied(store, kind, start, end, values, desk.user, desk.words))


@verb("remove", ID, *FORM)
def remove(desk: Desk, who: str) -> Reply:
    """One thing less, with its ties."""
    from ingest.edits import removed

    with desk.store() as store:
        return desk.change(store, removed(store, who, desk.viewer))


@verb("merge", argument("kept", metavar="KEPT"), argument("lost", metavar="LOST"), VALUES, *FORM)
def merge(desk: Desk, kept: str, lost: str, values: tuple[str, ...]) -> Reply:
    """Two people who are one: the second goes into the first."""
    from ingest.edits import merged
    from ingest.replies import became_one

    with desk.store() as store:
        made = merged(store, kept, lost, values, desk.viewer, desk.words)
        return became_one(desk.change(store, made.command), made, desk.words)


@verb(
    "rank", option("--by", "MEASURE", multiple=True), option("--network", "NAME"), TOP, AS_OF, WHERE,
    option("--weight", type=click.Choice(["strength", "none"]), default="strength"),
    option("--direction", type=click.Choice(["outward", "inward"]), default="outward"),
    option("--within", "SEGMENT"), *FORM,
)  # fmt: skip
def rank(desk: Desk, by: tuple[str, ...], network: str | None, where: tuple[str, ...], **how: Any) -> Reply:
    """Centrality and influence."""
    from graph.analysis import influence
    from ingest.facts import pairs

    measures = [one for word in by for one in word.split(",")] or ["influence"]
    how |= {"as_of": day(how["as_of"]), "where": pairs(where), "on": network}
    with desk.store() as store:
        answer = influence.rank(store.read(desk.viewer), measures, revision=store.revision(), **how)
    several = " ".join(measures) if len(measures) > 1 else ""
    segment = "segment percentile_within" if how["within"] else ""
    return answered(answer, desk.words, f"rank id name account score percentile component {segment} {several}")


@verb("centres", option("--region", "NAME"), option("--top", "N", type=COUNT, default=20), AS_OF, *FORM)
def centres(desk: Desk, region: str | None, top: int, as_of: datetime | None) -> Reply:
    """The people at the centre, candidates and confirmed."""
    from graph.analysis import influence

    with desk.store() as store:
        answer = influence.centres(store.read(desk.viewer), region, top, day(as_of), store.revision())
    return answered(answer, desk.words, "rank name account score centre_state accounts_within_2 why")


@verb("chains", argument("who", required=False), TOP, option("--by", "MEASURE", default="reach"), AS_OF, *FORM)
def chains(desk: Desk, who: str | None, top: int | None, by: str, as_of: datetime | None) -> Reply:
    """A person's referral chain, or all originators."""
    from graph.analysis import chains as told
    from ingest.edits import meant

    with desk.store() as store:
        asked = meant(store, who, ("Person",))[1] if who else None
        answer = told.chains(store.read(desk.viewer), asked, top, by, day(as_of), store.revision())
    shown = "rank id name account reach direct depth won value_direct value_downstream"
    return answered(answer, desk.words, shown, "generations" if who else "")


@verb(
    "cover", option("--k", "N", type=COUNT), option("--network", "NAME", default="acquaintance"),
    option("--exclude", "WHO", multiple=True), option("--budget", "N", type=click.FloatRange(min=0)),
    option("--steps", "N", type=COUNT), option("--technique", "NAME"), AS_OF, WHERE, option("--seed", "N", type=COUNT),
    *FORM,
)  # fmt: skip
def cover(
    desk: Desk, network: str, exclude: tuple[str, ...], where: tuple[str, ...], seed: int | None, **how: Any
) -> Reply:
    """The people that together reach most."""
    from graph.analysis import cover as told
    from ingest.edits import meant
    from ingest.facts import pairs

    how |= {"as_of": day(how["as_of"]), "where": pairs(where), "on": network, **({"seed": seed} if seed else {})}
    with desk.store() as store:
        left_out = [meant(store, who, ("Person",))[1] for who in exclude]
        answer = told.cover(store.read(desk.viewer), exclude=left_out, revision=store.revision(), **how)
    return answered(answer, desk.words, "rank id name account gain expected low high ready why")


@verb(
    "route", argument("ends", nargs=-1, required=True, metavar="[FROM] TO"),
    option("--alternatives", "N", type=COUNT, default=3), option("--through", type=click.Choice(["supporter"])),
    option("--steps", "N", type=click.IntRange(1, 4), name="most", default=4),
    option("--proposed", is_flag=True), option("--variants", is_flag=True), AS_OF, *FORM,
)  # fmt: skip
def route(desk: Desk, ends: tuple[str, ...], variants: bool, as_of: datetime | None, **how: Any) -> Reply:
    """Who can introduce us, best chance first."""
    from graph.analysis import routes as told
    from ingest.edits import meant

    if len(ends) > len(("from", "to")):
        raise click.UsageError(desk.words("cli.route.too_many"), click.get_current_context())
    with desk.store() as store:
        network = store.read(desk.viewer)
        how["source"] = told.node(network, *meant(store, ends[0], ("Rep", "Person"))) if ends[1:] else None
        target = meant(store, ends[-1], ("Person",))[1]
        answer = told.routes(
            network, target, distinct=not variants, as_of=day(as_of), revision=store.revision(), **how
        )  # fmt: skip
    return answered(answer, desk.words, "rank probability low high path why")


@verb("ask", argument("question", required=False), VALUES, option("--list", is_flag=True, name="listed"), AS_OF, *FORM)
def ask(desk: Desk, question: str | None, values: tuple[str, ...], listed: bool, as_of: datetime | None) -> Reply:
    """A question of the handbook, by its number."""
    from graph.analysis import questions
    from ingest.edits import meant
    from ingest.facts import pairs

    if listed or question is None:
        rows = [
            {"id": one.number, "question": desk.words(f"question.{one.number}"), "takes": " ".join(one.asks)}
            for one in questions.QUESTIONS.values()
        ]
        return Reply(rows, rows)
    told = pairs(values)
    with desk.store() as store:
        who = {name: meant(store, told[name], ("Person", "Rep"))[1] for name in PEOPLE & told.keys()}
        network, revision = store.read(desk.viewer), store.revision()
    return answered(questions.ask(network, question, day(as_of), revision, **told | who), desk.words)


@verb("doctor", *FORM)
def doctor(desk: Desk) -> Reply:
    """What store this is, and what is wrong with it."""
    from graph.model.checks import findings

    with desk.store() as store:
        return health(store.about(), findings(store.read(desk.viewer)), desk.words)


@verb(
    "bench",
    option("--size", type=click.Choice(["XS", "S", "M", "L"]), default="M"),
    option("--row", "N", type=COUNT, multiple=True),
    *FORM,
)
def bench(desk: Desk, size: str, row: tuple[int, ...]) -> Reply:
    """Our engine beside its peers in one run; a row is told as soon as it is done."""
    if not Path(__file__).with_name("bench").is_dir():
        raise Unsupported("error.unsupported.bench")
    sys.path.insert(0, str(Path(__file__).parent))
    engine = import_module("bench.engine")
    rows = []
    for one in engine.measured(size, set(row) or None):
        click.echo(engine.line(one), err=True)
        rows.append(one)
    return Reply({"question": "bench", "settings": {"size": size, "row": row}, "rows": rows}, rows)


def demo_store(desk: Desk, name: str) -> str:
    """The store of that demo: the one asked for, else one of its own beside the user's; filled when it is empty."""
    from graph.demo import network
    from graph.store.bolt import default_folder
    from graph.store.commands import load

    uri = desk.uri or f"embedded:{default_folder().with_name(f'guanxi-demo-{name}')}"
    told = network(name, today=date.today())
    with replace(desk, uri=uri).store() as store:
        if store.revision() == 0:
            store.apply(load(told, desk.user, f"demo:{name}"))
    return uri


def day(moment: datetime | None) -> date | None:
    """A day as the analysis wants it."""
    return moment.date() if moment else None


def free(port: int) -> int:
    """The port if it can be had on loopback (any free one for 0), else 0."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return 0
        return int(probe.getsockname()[1])


def browser() -> bool:
    """Whether there is a browser that could be opened, and a display to show it on."""
    import webbrowser

    shown = sys.platform != "linux" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    with contextlib.suppress(webbrowser.Error):
        return bool(shown and webbrowser.get())
    return False


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line; gives the exit code."""
    args = [readable(arg) for arg in (sys.argv[1:] if argv is None else argv)]
    words = Words(language(args, os.environ))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
    try:
        code = program(words).main(args, prog_name="guanxi", standalone_mode=False)
        sys.stdout.flush()
        return int(code or DONE)
    except click.UsageError as problem:
        click.echo(misuse(problem, words), err=True)
        return MISUSED
    except (click.Abort, KeyboardInterrupt):
        click.echo(words("cli.stopped"), err=True)
        return STOPPED
    except OSError as problem:  # whoever read us has seen enough, or what we write to is full
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(problem, BrokenPipeError):
            return DONE
        click.echo(words("error.bad_file.system", file="", why=problem.strerror), err=True)
        return REFUSED


def readable(arg: str) -> str:
    """What was typed without the bytes that are no text; the name of a file may have them."""
    return arg if os.path.exists(arg) else arg.encode(errors="replace").decode()


def program(words: Words) -> Door:
    """The whole command line in one language."""

    def seat(store: str | None, lang: str | None, user: str | None) -> None:
        user = user or os.environ.get("GUANXI_USER") or "local"
        click.get_current_context().obj = Desk(words, store, user)

    return verb.program(
        words, seat, at_desk, option("--store", "URI"), option("--lang", type=click.Choice(LANGUAGES)),
        option("--as", "USER", name="user"),
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
