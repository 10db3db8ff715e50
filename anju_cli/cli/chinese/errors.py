"""What is wrong with a command line, said in Chinese."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from typer._click import types as kinds
from typer._click.core import Context, Parameter
from typer._click.exceptions import (
    BadArgumentUsage,
    BadOptionUsage,
    BadParameter,
    ClickException,
    FileError,
    MissingParameter,
    NoSuchOption,
    UsageError,
)
from typer.core import TyperOption

from anju_cli.cli.chinese import params
from anju_cli.cli.chinese.did_you_mean import did_you_mean, has_odd_dash, nearest, plain

TYPED = "anju_cli.typed"
"""Key in ``Context.meta``: the words given to the command that is being parsed."""


class ToldError(UsageError):
    """A usage error that is already told in Chinese."""


def usage_error_text(error: ClickException) -> str:
    """The error, the usage line and where to read more, as Chinese lines.

    What the user typed is shown with everything invisible escaped.
    """
    lines = [f"错误：{_escaped(_explained(error))}"]
    ctx = error.ctx if isinstance(error, UsageError) else None
    if ctx is not None:
        lines.append(f"用法：{params.usage(ctx)}")
        option = ctx.command.get_help_option(ctx)
        if option is not None:
            lines.append(f"详细说明：{params.path(ctx)} {max(option.opts, key=len)}")
    return "\n".join(lines)


def _explained(error: ClickException) -> str:
    match error:
        case NoSuchOption(ctx=Context() as ctx):
            return _no_such_option(ctx, _whole_word(ctx, error.option_name))
        case BadOptionUsage(ctx=Context() as ctx):
            return _wrong_value_count(ctx, error.option_name)
        case BadArgumentUsage():
            return "参数的个数不对。"
        case MissingParameter(param=Parameter() as param):
            return f"缺少{params.label(param)}。"
        case BadParameter():
            return _bad_value(error)
        case FileError():
            return f"打不开文件 {error.ui_filename}。"
    return error.message if _is_chinese(error.message) else "用法不对。"


# -- commands and arguments ------------------------------------------------


def no_such_command(ctx: Context, typed: str) -> str:
    """That the group has no command ``typed``, and what may be meant."""
    if has_odd_dash(typed):
        return _no_such_option(ctx, typed)
    found = nearest(typed, params.table_of(ctx))
    return f"没有命令 {typed}。{did_you_mean(found) if found else _all_commands(ctx)}"


def no_command(ctx: Context) -> str:
    """That a command must be named, and which there are."""
    return f"缺少命令。{_all_commands(ctx)}"


def _all_commands(ctx: Context) -> str:
    return f"可用的命令：{'、'.join(params.table_of(ctx))}。"


def extra_arguments(ctx: Context, rest: Sequence[str]) -> str:
    """That the command takes no argument for the words of ``rest``."""
    for word in rest:
        if has_odd_dash(word):
            return _no_such_option(ctx, word)
    text = f"多余的参数：{'、'.join(rest)}。"
    # What may be given several times is most likely what the words were meant for.
    option = next((one for one in params.options(ctx) if one.multiple), None)
    if option is None:
        return text
    return f"{text}要写在选项后面，例如 {params.path(ctx)} {max(option.opts, key=len)} {rest[0]}"


# -- options ---------------------------------------------------------------


def repeated_option(given: Sequence[Parameter]) -> str | None:
    """That an option for one value stands in ``given`` again; None if none does.

    A flag means the same however often it is given.
    """
    for param, times in Counter(given).items():
        if times == 1 or not isinstance(param, TyperOption) or param.multiple:
            continue
        if params.takes_value(param):
            return (
                f"{params.label(param)} 写了{'两' if times == 2 else f' {times} '}次，只能写一次。"
            )
    return None


def _no_such_option(ctx: Context, typed: str) -> str:
    own = [name for option in params.options(ctx) for name in params.all_names(option)]
    meant = plain(typed)
    elsewhere = None if meant in own else _at_another_level(ctx, meant)
    if elsewhere is not None:
        return elsewhere
    found = nearest(typed, own)
    if found:
        return f"没有选项 {typed}。{did_you_mean(found)}"
    shared = nearest(typed, params.shared_options(ctx))
    if shared:
        return f"没有选项 {typed}。{did_you_mean(shared)}{_at_another_level(ctx, shared[0])}"
    return f"没有选项 {typed}。"


def _at_another_level(ctx: Context, name: str) -> str | None:
    """That option ``name`` belongs after, or before, the command; None if it does not."""
    shared = params.shared_options(ctx)
    if name in shared:
        table = params.table_of(ctx)
        typed = [word for word in ctx.meta.get(TYPED, ()) if word in table]
        command = next(iter([*typed, *table]), "命令")
        return f"选项 {name} 要写在命令后面，例如 {params.path(ctx)} {command} {shared[name]}"
    option = params.option_named(ctx.parent, name) if ctx.parent is not None else None
    if ctx.parent is None or option is None:
        return None
    example = [params.path(ctx.parent), name]
    if params.takes_value(option):
        example.append("…")
    if not option.is_eager:
        example.append(ctx.info_name or "")
    return f"选项 {name} 要写在命令前面，例如 {' '.join(example)}"


def _whole_word(ctx: Context, name: str) -> str:
    """``-unit`` where Typer complains of ``-u`` and the word looks like an option."""
    names = [name for option in params.options(ctx) for name in option.opts]
    typed: tuple[str, ...] = ctx.meta.get(TYPED, ())
    whole = (word for word in typed if word.startswith(name) and plain(word) in names)
    return next(whole, name)


def _wrong_value_count(ctx: Context, name: str) -> str:
    option = params.option_named(ctx, name)
    if option is None:
        return f"选项 {name} 的用法不对。"
    if params.takes_value(option):
        return f"选项 {name} 后面缺少内容，写法：{name} {params.metavar(option)}"
    return f"选项 {name} 不带值，后面不要写 = 和内容。"


# -- values ----------------------------------------------------------------


def _bad_value(error: BadParameter) -> str:
    """The parameter and what is wrong with its value."""
    kind = error.param.type if error.param is not None else None
    cause = error.__context__
    if (
        isinstance(kind, kinds.FuncParamType)
        and isinstance(cause, ValueError)
        and not error.__suppress_context__
    ):
        # A parser raised ValueError: Typer's message is then the value and no more.
        reason = str(cause) if _is_chinese(str(cause)) else f"“{error.message}”的写法不对。"
    elif _is_chinese(error.message):
        reason = error.message
    else:
        reason = f"{params.expectation(kind)}。"
    if error.param is not None:
        return f"{_source(error.param, error.ctx)}：{reason}"
    hint = error.param_hint
    if not hint:
        return reason
    return f"{hint if isinstance(hint, str) else '、'.join(hint)}：{reason}"


def _source(param: Parameter, ctx: Context | None) -> str:
    """Where a value came from: the option or argument, or the environment variable."""
    origin = ctx.get_parameter_source(param.name or "") if ctx is not None else None
    if origin is not None and origin.name == "ENVIRONMENT" and param.envvar:
        return f"环境变量 {params.variables(param)}"
    return params.label(param)


# -- texts -----------------------------------------------------------------


def _is_chinese(message: str) -> bool:
    """Whether one of us wrote it; Typer's English may quote Chinese that was typed."""
    unquoted = re.sub(r"'[^']*'|\"[^\"]*\"", "", message)
    return any("\u4e00" <= char <= "\u9fff" for char in unquoted)


def _escaped(text: str) -> str:
    r"""Control and other invisible characters as Python writes them: ``\x1b``."""
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode("ascii")
        for char in text
    )
