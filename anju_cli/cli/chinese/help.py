"""The help page, drawn for the screen it is read on."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Sequence
from enum import Enum

from typer._click.core import Context
from typer.core import TyperArgument, TyperOption

from anju_cli.cli.chinese import params
from anju_cli.environment import Environment
from anju_cli.text.width import display_width, pad, wrap

_PIPE_WIDTH = 80
_LEAST_WIDTH = 40
_MOST_WIDTH = 100  # longer lines are hard to follow
_WIDEST_TERM = 30  # of the left column; a wider one has its text on the next line


def help_page(ctx: Context) -> str:
    """The whole help page of the command, without a final line break."""
    width, bold = _screen(ctx.obj)
    command = ctx.command

    def heading(text: str) -> str:
        return f"\x1b[1m{text}\x1b[0m" if bold else text

    blocks = [f"{heading('用法：')}{params.usage(ctx)}"]
    if command.help:
        blocks.append("\n".join(_prose(command.help, width)))
    arguments = [(params.argument_name(one), _described(ctx, one)) for one in params.arguments(ctx)]
    options = [(_forms(one), _described(ctx, one)) for one in params.options(ctx)]
    commands = [(name, entry.summary) for name, entry in params.table_of(ctx).items()]
    for title, rows in (("参数：", arguments), ("选项：", options), ("命令：", commands)):
        if rows:
            blocks.append("\n".join([heading(title), *_definitions(rows, width)]))
    if command.epilog:
        examples = inspect.cleandoc(command.epilog).splitlines()
        blocks.append("\n".join([heading("例子："), *(f"  {line}".rstrip() for line in examples)]))
    return "\n\n".join(blocks)


def _screen(obj: object) -> tuple[int, bool]:
    """The width in columns to draw for, and whether headings may be bold."""
    if not isinstance(obj, Environment):
        return _PIPE_WIDTH, False
    width = min(max(obj.width, _LEAST_WIDTH), _MOST_WIDTH) if obj.is_terminal else _PIPE_WIDTH
    return width, obj.wants_color


# -- layout ----------------------------------------------------------------


def _definitions(rows: Sequence[tuple[str, str]], width: int) -> Iterator[str]:
    """Terms on the left, what they mean on the right, as lines."""
    limit = min(_WIDEST_TERM, width // 2)
    widths = [display_width(term) for term, _ in rows]
    left = max((columns for columns in widths if columns <= limit), default=0)
    indent = " " * (left + 4)
    for term, text in rows:
        lines = wrap(text, width - len(indent))
        beside = lines.pop(0) if display_width(term) <= left else ""
        yield f"  {pad(term, left)}  {beside}".rstrip()
        yield from (indent + line for line in lines if line)


def _prose(text: str, width: int) -> Iterator[str]:
    """A docstring's paragraphs, wrapped anew; indented lines keep their indentation."""
    for line in _unfolded(text):
        bare = line.lstrip()
        indent = line[: len(line) - len(bare)]
        yield from (indent + piece for piece in wrap(bare, width - len(indent)))


def _unfolded(text: str) -> list[str]:
    """Lines that were broken only to fit the source are joined; blank and indented ones stay."""
    lines: list[str] = []
    for line in text.splitlines():
        if lines and line[:1].strip() and lines[-1][:1].strip():
            lines[-1] += _gap(lines[-1][-1], line[0]) + line
        else:
            lines.append(line)
    return lines


def _gap(before: str, after: str) -> str:
    """A space between words, and between a word and Chinese, but not within Chinese."""
    spaced = all(char.isascii() or char.isalnum() for char in (before, after))
    return " " if spaced and (before.isascii() or after.isascii()) else ""


# -- parameters ------------------------------------------------------------


def _forms(option: TyperOption) -> str:
    """``-u, --unit 单位``, or ``--roll / --no-roll`` for a switch of two names."""
    alternatives = [
        ", ".join(sorted(names, key=lambda name: name.startswith("--")))
        for names in (option.opts, option.secondary_opts)
        if names
    ]
    forms = " / ".join(alternatives)
    return f"{forms} {params.metavar(option)}" if params.takes_value(option) else forms


def _described(ctx: Context, param: TyperArgument | TyperOption) -> str:
    """The parameter's help, followed by its properties in brackets."""
    repeatable = isinstance(param, TyperOption) and param.multiple
    default = _default(ctx, param)
    variables = params.variables(param) if param.show_envvar else ""
    tags = [
        "必填" if param.required else "",
        "可重复" if repeatable else "",
        params.bounds(param.type),
        f"默认：{default}" if default else "",
        f"环境变量：{variables}" if variables else "",
    ]
    text = "".join(line.strip() for line in _unfolded(param.help or ""))
    return text + "".join(f"〔{tag}〕" for tag in tags if tag)


def _default(ctx: Context, param: TyperArgument | TyperOption) -> str:
    """The default value as the user would write it; empty when there is none to show."""
    if isinstance(param.show_default, str):
        return param.show_default
    value = param.get_default(ctx, call=False)
    if not param.show_default or value is None or callable(value):
        return ""
    if isinstance(param, TyperOption) and param.is_flag:
        if not param.secondary_opts:
            return ""
        return max(param.opts if value else param.secondary_opts, key=len, default="")
    values = value if isinstance(value, list | tuple) else [value]
    return "、".join(str(one.value if isinstance(one, Enum) else one) for one in values)
