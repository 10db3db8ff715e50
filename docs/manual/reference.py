"""docs/命令一览.md: every command with every option, from the commands themselves."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import typer

from anju_cli.cli.app import COMMANDS, app
from anju_cli.cli.chinese import params
from anju_cli.cli.chinese.help import description, forms, unfolded
from anju_cli.cli.chinese.partial import partial_line

REFERENCE = Path(__file__).parents[1] / "命令一览.md"

HEAD = """\
# 命令一览

每个命令做什么，怎样写，有哪些选项。怎样用它们办一年的事，见[使用手册](使用手册.md)。

<!-- 本文由程序写成，请不要手改：pytest --accept -->

- 命令行写成“`anju 命令 参数 选项`”，各部分之间用半角空格隔开；参数和选项谁先谁后都可以。
- 方括号里的可以不写；“…”表示可以写几个。
- 选项前面的横线是两个半角减号（`--unit`），简写是一个（`-u`）。后面要跟内容的，
  用空格隔开，例如 `--unit 司法局`。
- 标着“可重复”的选项可以写几次，例如 `--unit 司法局 --unit 财政局`；别的只能写一次。
- 在命令行里看同样的内容：`anju 命令 --help`。"""

_SPECIAL = re.compile(r"[\\`*\[\]<|~]|(?<![^\W_])_|_(?![^\W_])")


def reference() -> str:
    """Return the whole file."""
    parts = [HEAD, _commands_table()]
    for name, ctx in contexts().items():
        parts += _command(ctx, f"anju {name}".rstrip())
    return "\n\n".join(parts) + "\n"


def contexts() -> dict[str, typer.Context]:
    """Return a context of each command by its name; that of the program by an empty one."""
    lines = {"": [], **{name: [name] for name in COMMANDS}}
    return {name: partial_line(app, words, "", None).ctx for name, words in lines.items()}


def _commands_table() -> str:
    rows = [
        f"| [{name}](#anju-{name}) | {_inline(entry.summary)} |" for name, entry in COMMANDS.items()
    ]
    return "\n".join(["| 命令 | 用来 |", "| --- | --- |", *rows])


def _command(ctx: typer.Context, title: str) -> Iterator[str]:
    command = ctx.command
    yield f"## {title}"
    yield from map(_paragraph, _paragraphs(command.help or ""))
    yield "写法："
    yield _fence([params.usage(ctx)])
    arguments = [
        f"- {_inline(argument.metavar or '')}：{_inline(description(argument))}"
        for argument in params.arguments(ctx)
    ]
    if arguments:
        yield "参数："
        yield "\n".join(arguments)
    yield "选项："
    options = params.options(ctx)
    yield "\n".join(f"- `{forms(option)}`：{_inline(description(option))}" for option in options)
    if command.epilog:
        yield "例子："
        yield _fence(inspect.cleandoc(command.epilog).splitlines())


def _paragraphs(text: str) -> list[str]:
    return [line for line in unfolded(inspect.cleandoc(text)) if line.strip()]


def _paragraph(text: str) -> str:
    """Prose; what is indented is a command line."""
    return _fence([text.strip()]) if text.startswith(" ") else _inline(text)


def _fence(lines: Sequence[str]) -> str:
    return "\n".join(["```text", *lines, "```"])


def _inline(text: str) -> str:
    """``text`` meaning just itself within a line."""
    return _SPECIAL.sub(r"\\\g<0>", text)
