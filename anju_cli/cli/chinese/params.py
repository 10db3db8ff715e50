"""Commands, options and arguments in the words of help and errors.

Every option has a metavar or is a switch of one name, every argument has a metavar.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, get_type_hints

from typer.core import TyperArgument, TyperGroup, TyperOption
from typer.models import ParameterInfo

from anju_cli.cli.chinese.private import Context, Parameter


class LazyCommand(NamedTuple):
    """Where a command lives, and the one line the group's help says about it.

    The module has a function ``command``; its docstring is the description. An
    optional string ``EXAMPLES`` is shown under 例子, line by line as it stands.
    """

    module: str
    summary: str


def commands(ctx: Context) -> Mapping[str, LazyCommand]:
    """Return the commands of a group by name; a command has none."""
    table: Mapping[str, LazyCommand] = getattr(ctx.command, "table", {})
    return table


def shared_options(ctx: Context) -> dict[str, str]:
    """Return the options a group's commands share, by name, as an example shows them."""
    forms: Sequence[str] = getattr(ctx.command, "shared_options", ())
    return {form.split()[0]: form for form in forms}


def usage(ctx: Context) -> str:
    """Return how the command is called: ``anju show [选项] N``."""
    pieces = [ctx.command_path, "[选项]"]
    for argument in arguments(ctx):
        name = argument.metavar if argument.required else f"[{argument.metavar}]"
        pieces.append(f"{name}…" if argument.nargs == -1 else f"{name}")
    if isinstance(ctx.command, TyperGroup):
        pieces.append("命令 [参数]…")
    return " ".join(pieces)


def arguments(ctx: Context) -> list[TyperArgument]:
    """Return the command's arguments, in order."""
    return [param for param in ctx.command.get_params(ctx) if isinstance(param, TyperArgument)]


def options(ctx: Context) -> list[TyperOption]:
    """Return the command's options, help last."""
    return [param for param in ctx.command.get_params(ctx) if isinstance(param, TyperOption)]


def option_named(ctx: Context, name: str) -> TyperOption | None:
    """Return the option that has the name ``name``, long or short."""
    return next((option for option in options(ctx) if name in option.opts), None)


def long_name(option: Parameter) -> str:
    """Return the name by which an option is spoken of."""
    return max(option.opts, key=len)


def label(param: Parameter) -> str:
    """Name a parameter in a sentence: ``选项 --unit`` or ``参数 N``."""
    return f"选项 {long_name(param)}" if isinstance(param, TyperOption) else f"参数 {param.metavar}"


def parsers(function: Callable[..., object] | None) -> dict[str, Callable[[str], object]]:
    """Return the parsers by parameter, as the function's annotations name them."""
    hints = get_type_hints(function, include_extras=True) if function else {}
    return {
        name: info.parser
        for name, hint in hints.items()
        for info in getattr(hint, "__metadata__", ())
        if isinstance(info, ParameterInfo) and info.parser is not None
    }
