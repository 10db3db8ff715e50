"""The answer to a shell that asks what may stand where the cursor is."""

from __future__ import annotations

import io
from collections.abc import Sequence

import typer

from anju_cli.cli.chinese.mistyped import has_odd_dash, plain
from anju_cli.cli.chinese.params import commands
from anju_cli.cli.chinese.partial import Partial, partial
from anju_cli.cli.completion.candidates import Candidate, Choice, beginning
from anju_cli.cli.completion.line import is_known, words
from anju_cli.cli.completion.replies import reply
from anju_cli.cli.completion.values import Asked, completer_of
from anju_cli.cli.session import open_session
from anju_cli.environment import Environment
from anju_cli.model.plan import Plan

LINE = "_ANJU_COMPLETE_LINE"
WORD = "_ANJU_COMPLETE_WORD"


def answer(app: typer.Typer, shell: str, environment: Environment) -> None:
    """Write what may stand behind the line in ``_ANJU_COMPLETE_LINE``, as ``shell``'s
    script reads it.

    Whatever goes wrong, nothing is said: the words would land in the line being typed.
    """
    try:
        text = _answer(app, shell, environment)
    except Exception:
        return
    environment.stdout.write(text)


def _answer(app: typer.Typer, shell: str, environment: Environment) -> str:
    if not is_known(shell):
        return ""
    typed = words(environment.variables.get(LINE, ""), shell)
    if not typed:
        return ""
    *before, last = typed
    choice, front = complete(app, [word.text for word in before], last.text, environment)
    written = environment.variables.get(WORD, last.raw)
    return reply(shell, choice, front, last, written, environment)


def complete(
    app: typer.Typer, before: Sequence[str], last: str, environment: Environment
) -> tuple[Choice, str]:
    """What ``last`` may become behind the words ``before``; and what of it stays as it is,
    as in --unit=甲."""
    if has_odd_dash(last):
        last = plain(last)  # as an input method writes it
    silent = environment._replace(stdout=io.StringIO(), stderr=io.StringIO())
    found = partial(app, before, last, silent)
    if found.is_lost:
        return Choice(), ""
    if found.param is None:
        return _names(found, before), ""
    return _values(found, environment), found.before


def _names(found: Partial, before: Sequence[str]) -> Choice:
    """Commands or options; the long ones first."""
    typed = found.typed
    if not typed.startswith("-") or "--" in before:
        entries = commands(found.ctx).items()
        return Choice(beginning((Candidate(name, entry.summary) for name, entry in entries), typed))
    names = [
        Candidate(name, _first_sentence(option.help or ""))
        for option in found.options_left
        for name in option.opts
    ]
    long = [one for one in names if one.value.startswith("--")]
    short = [one for one in names if one not in long]
    return Choice(beginning([*long, *short], typed) if typed == "-" else beginning(long, typed))


def _first_sentence(text: str) -> str:
    return text.partition("。")[0]


def _values(found: Partial, environment: Environment) -> Choice:
    param = found.param
    if param is None:
        return Choice()
    complete_value = completer_of(found.command, param.opts, param.metavar or "")
    if complete_value is None:
        return Choice()

    def plan() -> Plan | None:
        return _plan(found, environment)

    return complete_value(Asked(found.typed, plan, environment, found.values_before))


def _plan(found: Partial, environment: Environment) -> Plan | None:
    """The plan that the command would ask about, without its words about what is wrong."""
    named = found.value_of("data") or found.value_of("source")
    home = environment.variables.get("HOME")
    if named and home and named.startswith("~/"):
        named = home + named[1:]
    try:
        return open_session(found.ctx, named, environment.clock()).plan
    except (typer.Exit, typer.BadParameter):
        return None
