"""A command line that is being typed: what the next word would stand for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, cast

import typer
from typer._click.core import Parameter, ParameterSource
from typer._click.shell_completion import _resolve_context, _resolve_incomplete
from typer.core import TyperGroup, TyperOption

from anju_cli.cli.chinese.params import options


class Partial(NamedTuple):
    """Where on its command line a word stands. ``param`` is what it is a value of; None
    where a command's name or the name of an option may stand. Of a word like --unit=甲,
    ``typed`` is the value, and ``before`` what stands in front of it. ``is_lost``: in front
    of it is a command or an option that there is not, so nobody knows what it stands for."""

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
        """The options that may still be given: those that are not there, or may be repeated."""
        return [one for one in options(self.ctx) if one.multiple or not self._is_given(one)]

    @property
    def values_before(self) -> tuple[str, ...]:
        """The values that ``param`` has on the line already, of one that takes several."""
        values = self.ctx.params.get((self.param.name if self.param else None) or "")
        return tuple(map(str, values)) if isinstance(values, list | tuple) else ()

    def value_of(self, name: str) -> str | None:
        """The value on the line of the parameter that the command calls ``name``, the last
        of several."""
        value = self.ctx.params.get(name)
        if isinstance(value, list | tuple):
            value = value[-1] if value else None
        return None if value is None else str(value)

    def _is_given(self, param: Parameter) -> bool:
        source = self.ctx.get_parameter_source(param.name or "")
        return source is ParameterSource.COMMANDLINE


def partial(app: typer.Typer, words: Sequence[str], last: str, obj: object) -> Partial:
    """What ``last``, whole or not, stands for behind ``words``. ``obj`` becomes ``Context.obj``.

    Of the commands only the one in ``words`` is imported. Mistakes in ``words`` are passed
    over, and nothing is run.
    """
    command = typer.main.get_command(app)
    names = {"obj": obj, "help_option_names": ["-h", "--help"]}
    ctx = _resolve_context(command, names, "anju", list(words))
    # It puts the name out of --unit=甲 behind the words that it is given.
    found, typed = _resolve_incomplete(ctx, list(words), last)
    before = last[: len(last) - len(typed)]
    param = found if isinstance(found, Parameter) else None
    is_lost = bool(before and not isinstance(found, TyperOption)) or (
        isinstance(ctx.command, TyperGroup) and bool(ctx._protected_args or ctx.args)
    )
    return Partial(cast("typer.Context", ctx), param, typed, before, is_lost)
