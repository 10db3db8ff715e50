"""A command line that is being typed: what the next word would stand for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, cast

import typer
from typer.core import TyperGroup, TyperOption

from anju_cli.cli.chinese.group import command_of
from anju_cli.cli.chinese.params import arguments, option_named, options
from anju_cli.cli.chinese.private import Context, Parameter


class PartialLine(NamedTuple):
    """A command line, and where on it the word stands that is being typed.

    ``param`` is what it is a value of; None where a command's name or an option may stand.
    Of a word like --unit=甲, ``typed`` is the value, and ``before`` what stands in front of
    it. ``is_lost``: behind a command or an option that there is not nobody knows what a
    word stands for.
    """

    ctx: typer.Context
    param: Parameter | None
    typed: str
    before: str
    is_lost: bool

    @property
    def command(self) -> str:
        """The name of the command that is called, if it is on the line already."""
        return self.ctx.info_name or ""

    @property
    def options_left(self) -> list[TyperOption]:
        """The options that may still be given: not there yet, or repeatable."""
        return [
            option
            for option in options(self.ctx)
            if option.multiple or not _is_given(self.ctx, option)
        ]

    @property
    def values_before(self) -> tuple[str, ...]:
        """The values that ``param`` has on the line already, of one that takes several."""
        values = self.ctx.params.get((self.param.name if self.param else None) or "")
        return tuple(map(str, values)) if isinstance(values, list | tuple) else ()

    def value_of(self, name: str) -> str | None:
        """Return the last value on the line of the command's parameter ``name``."""
        value = self.ctx.params.get(name)
        if isinstance(value, list | tuple):
            value = value[-1] if value else None
        return None if value is None else str(value)


def partial_line(app: typer.Typer, words: Sequence[str], last: str, obj: object) -> PartialLine:
    """Tell what ``last``, whole or not, stands for behind ``words``.

    ``obj`` becomes ``Context.obj``. Of the commands only the one in ``words`` is imported.
    Mistakes in ``words`` are passed over, and nothing is run.
    """
    ctx = _context(app, words, obj)
    is_lost = ctx.parent is None and bool(ctx.args)
    before, typed = "", last
    if last.startswith("-") and "=" in last:
        name, _, typed = last.partition("=")
        before, words = f"{name}=", [*words, name]
    param = _parameter(ctx, words, typed)
    if isinstance(param, TyperOption):  # while it lacks its value, no argument is read
        ctx = _context(app, words[:-1], obj)
    is_lost = is_lost or (before != "" and not isinstance(param, TyperOption))
    return PartialLine(cast("typer.Context", ctx), param, typed, before, is_lost)


def _context(app: typer.Typer, words: Sequence[str], obj: object) -> Context:
    group = command_of(app)
    ctx = group.make_context("anju", list(words), obj=obj, resilient_parsing=True)
    if isinstance(group, TyperGroup) and ctx.args:
        name, *args = ctx.args
        command = group.get_command(ctx, name)
        if command is not None:
            ctx = command.make_context(name, args, parent=ctx, resilient_parsing=True)
    return ctx


def _parameter(ctx: Context, words: Sequence[str], typed: str) -> Parameter | None:
    """Return the option that waits for its value behind ``words``, else the argument."""
    if typed.startswith("-") and "--" not in words:
        return None
    option = option_named(ctx, words[-1]) if words else None
    if option is not None and not option.is_flag:
        return option
    for argument in arguments(ctx):
        if argument.nargs == -1 or not _is_given(ctx, argument):
            return argument
    return None


def _is_given(ctx: Context, param: Parameter) -> bool:
    source = ctx.get_parameter_source(param.name or "")
    return source is not None and source.name == "COMMANDLINE"
