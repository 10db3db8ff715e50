"""The answer to a shell that asks what may stand where the cursor is."""

from __future__ import annotations

import io
from collections.abc import Sequence

import typer

from anju_cli.cli.chinese.mistyped import has_odd_dash, plain
from anju_cli.cli.chinese.params import commands, parsers
from anju_cli.cli.chinese.partial import PartialLine, partial_line
from anju_cli.cli.completion.candidates import Candidate, Choice, beginning
from anju_cli.cli.completion.line import is_known, words
from anju_cli.cli.completion.replies import reply
from anju_cli.cli.completion.values import PartialValue, completer_of
from anju_cli.cli.session import open_session
from anju_cli.environment import Environment
from anju_cli.model.plan import Plan
from anju_cli.render.streams import write_text


def answer(app: typer.Typer, shell: str, environment: Environment) -> None:
    """Answer the script of a shell: what may stand behind ``_ANJU_COMPLETE_LINE``.

    Whatever goes wrong, nothing is said: the words would land in the line being typed.
    """
    try:
        text = _answer(app, shell, environment)
    except Exception:
        return
    write_text(text, environment.stdout)


def _answer(app: typer.Typer, shell: str, environment: Environment) -> str:
    variables = environment.variables
    if not is_known(shell) or not (typed := words(variables.get("_ANJU_COMPLETE_LINE", ""), shell)):
        return ""
    *before, last = typed
    choice, front = complete(app, [word.text for word in before], last.text, environment)
    written = variables.get("_ANJU_COMPLETE_WORD", last.raw)
    return reply(shell, choice, front, last, written, environment)


def complete(
    app: typer.Typer, before: Sequence[str], last: str, environment: Environment
) -> tuple[Choice, str]:
    """Find what ``last`` may become behind the words ``before``.

    Also returns what of it stays in front of each candidate, as ``--unit=`` of --unit=甲.
    """
    if has_odd_dash(last):
        last = plain(last)  # as an input method writes it
    silent = environment._replace(stdout=io.StringIO(), stderr=io.StringIO())
    line = partial_line(app, before, last, silent)
    if line.is_lost:
        return Choice(), ""
    if line.param is None:
        return _names(line, before), ""
    parser = parsers(line.ctx.command.callback).get(line.param.name or "")
    metavar = line.param.metavar or ""
    complete_value = completer_of(line.command, line.param.opts, metavar, parser)
    if complete_value is None:
        return Choice(), line.before
    value = PartialValue(
        line.typed,
        lambda: _plan(line, environment),
        environment,
        line.values_before,
        line.value_of("ids") or line.value_of("number"),
    )
    return complete_value(value), line.before


def _names(line: PartialLine, before: Sequence[str]) -> Choice:
    """Offer commands or options; the long ones first."""
    typed = line.typed
    if not typed.startswith("-") or "--" in before:
        entries = commands(line.ctx).items()
        return Choice(beginning((Candidate(name, entry.summary) for name, entry in entries), typed))
    names = [
        Candidate(name, (option.help or "").partition("。")[0])
        for option in line.options_left
        for name in option.opts
        if name.startswith("--") or typed == "-"
    ]
    names.sort(key=lambda name: not name.value.startswith("--"))
    return Choice(beginning(names, typed))


def _plan(line: PartialLine, environment: Environment) -> Plan | None:
    """Load the plan that the command would ask about, saying nothing of what is wrong."""
    folder = line.value_of("data")
    home = environment.variables.get("HOME")
    if folder and home and folder.startswith("~/"):
        folder = home + folder[1:]
    try:
        return open_session(line.ctx, folder, environment.clock()).plan
    except (typer.Exit, typer.BadParameter):
        return None
