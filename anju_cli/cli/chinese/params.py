"""What a command is made of, in the words in which help and errors speak of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, NamedTuple

from typer._click import types as kinds
from typer._click.core import Context, Parameter
from typer._types import TyperChoice
from typer.core import TyperArgument, TyperGroup, TyperOption
from typer.models import TyperPath

# -- commands --------------------------------------------------------------


class LazyCommand(NamedTuple):
    """Where a command lives, and the one line the group's help says about it.

    The module has a function ``command``; its docstring is the description. An
    optional string ``EXAMPLES`` is shown under 例子, line by line as it stands.
    """

    module: str
    summary: str


class ListingGroup(TyperGroup):
    """A group of which can be told what is in it while no command is imported.

    ``shared_options`` are options that most commands have, as an example shows
    them (``--data …``, ``--json``): who writes one before the command is told to
    write it after.
    """

    table: ClassVar[Mapping[str, LazyCommand]] = {}
    shared_options: ClassVar[tuple[str, ...]] = ()


def table_of(ctx: Context) -> Mapping[str, LazyCommand]:
    """The commands of a group; a command has none."""
    return ctx.command.table if isinstance(ctx.command, ListingGroup) else {}


def shared_options(ctx: Context) -> dict[str, str]:
    """The options a group's commands share, by name, as an example shows them."""
    forms = ctx.command.shared_options if isinstance(ctx.command, ListingGroup) else ()
    return {form.split()[0]: form for form in forms}


def path(ctx: Context) -> str:
    """The command as it is called: ``anju show``."""
    above = f"{path(ctx.parent)} " if ctx.parent is not None else ""
    return f"{above}{ctx.info_name}"


def usage(ctx: Context) -> str:
    """How the command is called: ``anju show [选项] N``."""
    pieces = [path(ctx), "[选项]"]
    pieces += [_in_usage(argument) for argument in arguments(ctx)]
    if isinstance(ctx.command, TyperGroup):
        pieces.append("命令 [参数]…")
    return " ".join(pieces)


def _in_usage(argument: TyperArgument) -> str:
    name = argument_name(argument)
    return f"{name if argument.required else f'[{name}]'}{'…' if argument.nargs == -1 else ''}"


# -- parameters ------------------------------------------------------------


def arguments(ctx: Context) -> list[TyperArgument]:
    """The command's arguments that are not hidden, in order."""
    params = ctx.command.get_params(ctx)
    return [param for param in params if isinstance(param, TyperArgument) and not param.hidden]


def options(ctx: Context) -> list[TyperOption]:
    """The command's options that are not hidden, help last."""
    params = ctx.command.get_params(ctx)
    return [param for param in params if isinstance(param, TyperOption) and not param.hidden]


def option_named(ctx: Context, name: str) -> TyperOption | None:
    """The option that has the name ``name``, long or short."""
    return next((option for option in options(ctx) if name in all_names(option)), None)


def all_names(option: TyperOption) -> list[str]:
    """Every name, also those that switch it off."""
    return [*option.opts, *option.secondary_opts]


def takes_value(option: TyperOption) -> bool:
    """Whether something must follow the option's name."""
    return not (option.is_flag or option.count)


def label(param: Parameter) -> str:
    """How a sentence names it: ``选项 --unit`` or ``参数 N``."""
    if isinstance(param, TyperOption):
        return f"选项 {max(param.opts or param.secondary_opts, key=len)}"
    return f"参数 {argument_name(param)}"


def argument_name(argument: Parameter) -> str:
    """``N``: what stands for the argument in help."""
    return argument.metavar or (argument.name or "").upper()


def variables(param: Parameter) -> str:
    """The names of the environment variables it is read from, if any."""
    names = param.envvar or ()
    return names if isinstance(names, str) else "、".join(names)


# -- values ----------------------------------------------------------------


class _Kind(NamedTuple):
    metavar: str
    expectation: str


_KINDS: tuple[tuple[type[kinds.ParamType], _Kind], ...] = (
    (kinds.StringParamType, _Kind("文字", "写法不对")),
    (kinds.IntParamType, _Kind("整数", "要写整数")),
    (kinds.FloatParamType, _Kind("数", "要写数")),
    (kinds.BoolParamType, _Kind("yes|no", "要写 yes 或 no")),
    (kinds.DateTime, _Kind("日期", "日期的写法不对")),
    (TyperPath, _Kind("路径", "这个路径不存在，或者不能用")),
    (kinds.File, _Kind("文件", "这个文件打不开")),
)


def metavar(option: TyperOption) -> str:
    """What stands for the option's value in help."""
    if option.metavar is not None:
        return option.metavar
    if isinstance(option.type, TyperChoice):
        return "|".join(str(choice) for choice in option.type.choices)
    return _kind(option.type).metavar


def expectation(kind: kinds.ParamType | None) -> str:
    """What a value should have been, without a full stop."""
    if isinstance(kind, TyperChoice):
        return f"只能写 {'、'.join(str(choice) for choice in kind.choices)} 之一"
    span = bounds(kind)
    return f"{_kind(kind).expectation}，{span}" if span else _kind(kind).expectation


def bounds(kind: kinds.ParamType | None) -> str:
    """The least and the greatest number allowed; empty without limits."""
    if not isinstance(kind, kinds.IntRange | kinds.FloatRange):
        return ""
    if kind.min is None:
        return f"不大于 {kind.max}"
    return f"不小于 {kind.min}" if kind.max is None else f"{kind.min} 至 {kind.max}"


def _kind(kind: kinds.ParamType | None) -> _Kind:
    found = (words for known, words in _KINDS if isinstance(kind, known))
    return next(found, _Kind("值", "写法不对"))
