"""The help page, drawn for the screen it is read on."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Sequence

from typer.core import TyperArgument, TyperOption

from anju_cli.cli.chinese import params
from anju_cli.cli.chinese.private import Context
from anju_cli.environment import Environment
from anju_cli.text.width import display_width, pad, wrap

_PIPE_WIDTH = 80
_LEAST_WIDTH = 40
_MOST_WIDTH = 100  # longer lines are hard to follow
_WIDEST_TERM = 30  # of the left column; a wider one has its text on the next line


def help_page(ctx: Context) -> str:
    """Draw the whole help page of a command, without a final line break."""
    environment: Environment = ctx.obj
    width = _PIPE_WIDTH
    if environment.is_terminal:
        width = min(max(environment.width, _LEAST_WIDTH), _MOST_WIDTH)

    def heading(text: str) -> str:
        return f"\x1b[1m{text}\x1b[0m" if environment.wants_color else text

    command = ctx.command
    blocks = [f"{heading('用法：')}{params.usage(ctx)}"]
    if command.help:
        blocks.append("\n".join(_prose(command.help, width)))
    arguments = [(param.metavar or "", description(param)) for param in params.arguments(ctx)]
    options = [(forms(option), description(option)) for option in params.options(ctx)]
    commands = [(name, entry.summary) for name, entry in params.commands(ctx).items()]
    for title, rows in (("参数：", arguments), ("选项：", options), ("命令：", commands)):
        if rows:
            blocks.append("\n".join([heading(title), *_definitions(rows, width)]))
    if command.epilog:
        examples = inspect.cleandoc(command.epilog).splitlines()
        blocks.append("\n".join([heading("例子："), *(f"  {line}" for line in examples)]))
    return "\n\n".join(blocks)


def _definitions(rows: Sequence[tuple[str, str]], width: int) -> Iterator[str]:
    """Put terms on the left, what they mean on the right, as lines."""
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
    """Wrap a docstring's paragraphs anew; indented lines keep their indentation."""
    for line in unfolded(text):
        bare = line.lstrip()
        indent = line[: len(line) - len(bare)]
        yield from (indent + piece for piece in wrap(bare, width - len(indent)))


def unfolded(text: str) -> list[str]:
    """Join lines broken only to fit the source; blank and indented ones stay."""
    lines: list[str] = []
    for line in text.splitlines():
        if lines and line[:1].strip() and lines[-1][:1].strip():
            lines[-1] += _gap(lines[-1][-1], line[0]) + line
        else:
            lines.append(line)
    return lines


def _gap(before: str, after: str) -> str:
    """Put a space between words, and between word and Chinese, not within Chinese."""
    spaced = all(char.isascii() or char.isalnum() for char in (before, after))
    return " " if spaced and (before.isascii() or after.isascii()) else ""


def forms(option: TyperOption) -> str:
    """Return ``-u, --unit 单位``."""
    names = ", ".join(sorted(option.opts, key=lambda name: name.startswith("--")))
    return names if option.is_flag else f"{names} {option.metavar}"


def description(param: TyperArgument | TyperOption) -> str:
    """Return the parameter's help, followed by its properties in brackets."""
    repeatable = isinstance(param, TyperOption) and param.multiple
    default = param.default if isinstance(param.default, str) else ""
    tags = [
        "必填" if param.required else "",
        "可重复" if repeatable else "",
        f"默认：{default}" if default else "",
    ]
    return (param.help or "") + "".join(f"〔{tag}〕" for tag in tags if tag)
