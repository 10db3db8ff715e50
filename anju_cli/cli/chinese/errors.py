"""What is wrong with a command line, said in Chinese."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import typer
from typer.core import TyperOption

from anju_cli.cli.chinese import params
from anju_cli.cli.chinese.mistyped import has_odd_dash, nearest, plain
from anju_cli.cli.chinese.private import (
    BadOptionUsage,
    Context,
    NoSuchOption,
    Parameter,
    UsageError,
)
from anju_cli.text.fuzzy import did_you_mean
from anju_cli.text.invisible import named

TYPED = "anju_cli.typed"
"""Key in ``Context.meta``: the words given to the command that is being parsed."""

LINE = "anju_cli.line"
"""Key in ``Context.meta``: the same as a ``CommandLine``."""


def usage_error_lines(error: UsageError) -> list[str]:
    """Return the error, the usage line and where to read more, as Chinese lines."""
    ctx = error.ctx
    if ctx is None:
        return [f"错误：{error.message}"]
    # Blanks that look like a space, or like nothing, are what may be wrong.
    message = re.sub(r"[^\S ]", lambda blank: named(blank[0]), _explained(error, ctx))
    return [
        f"错误：{message}",
        f"用法：{params.usage(ctx)}",
        f"详细说明：{ctx.command_path} --help",
    ]


def _explained(error: UsageError, ctx: Context) -> str:
    match error:
        case NoSuchOption():
            return _no_such_option(ctx, _whole_word(ctx, error.option_name))
        case BadOptionUsage():
            return _wrong_value_count(ctx, error.option_name)
        case typer.BadParameter(param_hint=str(place)):
            return f"{place}：{error.message}"
    return error.message


# -- commands and arguments ------------------------------------------------


def no_such_command(ctx: Context, typed: str) -> str:
    """Say that the group has no command ``typed``, and what may be meant."""
    if has_odd_dash(typed):
        return _no_such_option(ctx, typed)
    names = nearest(typed, params.commands(ctx))
    return f"没有命令 {typed}。{did_you_mean(names, _all_commands(ctx), are_typed=True)}"


def no_command(ctx: Context) -> str:
    """Say that a command must be named, and which there are."""
    return f"缺少命令。{_all_commands(ctx)}"


def _all_commands(ctx: Context) -> str:
    return f"可用的命令：{'、'.join(params.commands(ctx))}。"


def extra_arguments(ctx: Context, rest: Sequence[str]) -> str:
    """Say that the command takes no argument for the words of ``rest``."""
    text = f"多余的参数：{'、'.join(rest)}。"
    # What may be given several times is most likely what the words were meant for.
    option = next((option for option in params.options(ctx) if option.multiple), None)
    if option is None:
        return text
    example = f"{ctx.command_path} {params.long_name(option)} {rest[0]}"
    return f"{text}要写在选项后面，例如 {example}"


# -- options ---------------------------------------------------------------


def repeated_option(given: Sequence[Parameter]) -> str | None:
    """Say that an option for one value stands in ``given`` again; None if none does.

    A flag means the same however often it is given.
    """
    for param, times in Counter(given).items():
        if times == 1 or not isinstance(param, TyperOption) or param.multiple or param.is_flag:
            continue
        count = "两" if times == 2 else f" {times} "
        return f"{params.label(param)} 写了{count}次，只能写一次。"
    return None


def odd_option(ctx: Context, words: Sequence[str]) -> str | None:
    """Say which of ``words`` is an option written otherwise: —unit, －－unit or -unit.

    None if none is. Typer would take the first two for values, the last for ``-u nit``.
    """
    names = {name for option in params.options(ctx) for name in option.opts}
    waiting: TyperOption | None = None
    for word in words:
        if word == "--":
            break
        is_value = waiting is not None and not waiting.is_flag
        waiting = None if is_value else params.option_named(ctx, word)
        if is_value:
            continue
        is_long = word[:1] == "-" != word[1:2] and plain(word) != word and plain(word) in names
        if has_odd_dash(word) or is_long:
            return _no_such_option(ctx, word)
    return None


def _no_such_option(ctx: Context, typed: str) -> str:
    own = [name for option in params.options(ctx) for name in option.opts]
    meant = plain(typed)
    elsewhere = None if meant in own else _at_another_level(ctx, meant)
    if elsewhere is not None:
        return elsewhere
    names = nearest(typed, own)
    shared = [] if names else nearest(typed, params.shared_options(ctx))
    place = _at_another_level(ctx, shared[0]) if shared else ""
    return f"没有选项 {typed}。{did_you_mean(names or shared, are_typed=True)}{place}"


def _at_another_level(ctx: Context, name: str) -> str | None:
    """Say that an option belongs after, or before, the command; None if it does not."""
    shared = params.shared_options(ctx)
    if name in shared:
        table = params.commands(ctx)
        command = next((word for word in ctx.meta[TYPED] if word in table), next(iter(table)))
        return f"选项 {name} 要写在命令后面，例如 {ctx.command_path} {command} {shared[name]}"
    if ctx.parent is None or (option := params.option_named(ctx.parent, name)) is None:
        return None
    words = [ctx.parent.command_path, name]
    if not option.is_flag:
        words.append("…")
    if not option.is_eager:
        words.append(ctx.info_name or "")
    return f"选项 {name} 要写在命令前面，例如 {' '.join(words)}"


def _whole_word(ctx: Context, name: str) -> str:
    """Return the whole word ``-unit`` where Typer complains of its ``-u``."""
    names = [name for option in params.options(ctx) for name in option.opts]
    typed: tuple[str, ...] = ctx.meta[TYPED]
    whole = (word for word in typed if word.startswith(name) and plain(word) in names)
    return next(whole, name)


def _wrong_value_count(ctx: Context, name: str) -> str:
    option = params.option_named(ctx, name)
    if option is not None and not option.is_flag:
        return f"选项 {name} 后面缺少内容，写法：{name} {option.metavar}"
    return f"选项 {name} 不带值，后面不要写 = 和内容。"
