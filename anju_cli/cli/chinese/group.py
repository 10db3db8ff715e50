"""Commands and groups that speak Chinese, and running them."""

from __future__ import annotations

import importlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any, ClassVar

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from anju_cli.cli.chinese.errors import (
    LINE,
    TYPED,
    extra_arguments,
    no_command,
    no_such_command,
    odd_option,
    repeated_option,
    usage_error_lines,
)
from anju_cli.cli.chinese.params import LazyCommand, commands, label, long_name, parsers
from anju_cli.cli.chinese.private import Command, Context, Parameter, UsageError
from anju_cli.environment import Environment
from anju_cli.render.streams import write_remarks, write_text
from anju_cli.text.command_line import CommandLine

_GIVEN_UP = 130


class _LineReader(Command):
    """What commands and groups share: the help option, and how a line is read."""

    def get_help_option_names(self, ctx: Context) -> list[str]:  # noqa: ARG002 - Typer's signature
        """Return the names of the help option that no option of the command has taken."""
        taken = {name for param in self.params for name in param.opts}
        return [name for name in ("-h", "--help") if name not in taken]

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        """Return the option that shows the Chinese help."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help, option.callback = "显示本帮助并退出", _show_help
        return option

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read a line into ``ctx.params``, what is left over into ``ctx.args``.

        Typer 0.29 reads values with pydantic, whose import takes longer than an answer. So
        they are read here, each text by the parser of its parameter. Raises UsageError; with
        ``resilient_parsing`` a wrong value is None. Raises typer.Exit behind the help.
        """
        ctx.meta[TYPED] = tuple(args)
        try:
            texts, ctx.args, given = self.make_parser(ctx).parse_args(list(args))
        except UsageError as error:
            error.ctx = ctx  # Typer forgets it where a value is missing
            raise
        if not ctx.resilient_parsing and (message := repeated_option(given)):
            raise UsageError(message, ctx)
        ctx.meta[LINE] = _command_line(ctx, given, texts)
        parser_of = parsers(self.callback)
        in_order = dict.fromkeys([*given, *self.get_params(ctx)])
        for param in sorted(in_order, key=lambda param: not param.is_eager):
            name = param.name or ""
            text, source = param.consume_value(ctx, texts)
            ctx.set_parameter_source(name, source)
            value = _value(ctx, param, text, parser_of.get(name))
            if param.expose_value:
                ctx.params[name] = value
        return ctx.args


def _command_line(
    ctx: Context, given: Iterable[Parameter], texts: Mapping[str, Any]
) -> CommandLine:
    """Return what was typed behind the name of a command, parameter by parameter."""
    arguments: list[str] = []
    options: list[tuple[str, str | None]] = []
    seen: Counter[str] = Counter()
    for param in given:
        name = param.name or ""
        text = texts.get(name)
        values = list(text) if isinstance(text, list | tuple) else [text]
        if not isinstance(param, TyperOption):
            arguments += (value for value in values if value is not None)
        elif param.is_flag:
            options.append((long_name(param), None))
        else:
            options.append((long_name(param), values[min(seen[name], len(values) - 1)]))
            seen[name] += 1
    siblings = tuple(commands(ctx.parent)) if ctx.parent else ()
    return CommandLine(ctx.info_name or "", tuple(arguments), tuple(options), siblings)


def _value(
    ctx: Context, param: Parameter, text: Any, parser: Callable[[str], object] | None
) -> object:
    """Return what a parameter's text, list of texts or default means."""
    is_resilient = ctx.resilient_parsing
    if param.required and text in (None, ()) and not is_resilient:
        raise UsageError(f"缺少{label(param)}。", ctx)
    value: object = text
    if text is not None and parser is not None:
        try:
            value = parser(text) if isinstance(text, str) else [parser(each) for each in text]
        except typer.BadParameter as error:
            if is_resilient:
                return None
            error.ctx, error.param_hint = ctx, label(param)
            raise
    if param.callback is None or is_resilient:
        return value
    return param.callback(ctx, param, value)


def _show_help(ctx: Context, _option: Parameter, wanted: bool) -> None:
    if wanted:
        # Measuring text takes longer to import than this whole package.
        from anju_cli.cli.chinese.help import help_page

        environment: Environment = ctx.obj
        write_text(f"{help_page(ctx)}\n", environment.stdout)
        raise typer.Exit


class ChineseCommand(_LineReader, TyperCommand):
    """A command whose help and errors are Chinese.

    ``old_names`` are options as they were once called, with their names of today.
    """

    old_names: Mapping[str, str] = MappingProxyType({})

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read a line; raises UsageError also for words that no argument takes."""
        words = list(self._renamed(args))
        if not ctx.resilient_parsing and (message := odd_option(ctx, words)):
            raise UsageError(message, ctx)
        rest = super().parse_args(ctx, words)
        if rest and not ctx.resilient_parsing:
            raise UsageError(extra_arguments(ctx, rest), ctx)
        return rest

    def _renamed(self, args: list[str]) -> Iterator[str]:
        end = args.index("--") if "--" in args else len(args)
        for at, word in enumerate(args):
            name, *value = word.split("=", 1)
            is_old = at < end and name in self.old_names
            yield "=".join((self.old_names[name], *value)) if is_old else word


class LazyGroup(_LineReader, TyperGroup):
    """A group whose commands are imported only when they are called.

    ``shared_options`` are options that most commands have, as an example shows them
    (``--data …``, ``--json``): who writes one before the command is told to write it after.
    """

    table: ClassVar[Mapping[str, LazyCommand]] = {}
    shared_options: ClassVar[tuple[str, ...]] = ()

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read a line up to the command's name; a line without a word asks for help."""
        is_empty = not args and not ctx.resilient_parsing
        return super().parse_args(ctx, ["--help"] if is_empty else args)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        """Return the command, imported at the first call; None where the table lacks it."""
        entry = self.table.get(cmd_name)
        if entry is not None and cmd_name not in self.commands:
            module = importlib.import_module(entry.module)
            app = typer.Typer(add_completion=False, rich_markup_mode=None)
            examples = getattr(module, "EXAMPLES", None)
            app.command(name=cmd_name, cls=ChineseCommand, epilog=examples)(module.command)
            command = self.commands[cmd_name] = typer.main.get_command(app)
            if isinstance(command, ChineseCommand):
                command.old_names = getattr(module, "OLD_NAMES", {})
        return super().get_command(ctx, cmd_name)

    def invoke(self, ctx: Context) -> Any:
        """Run the callback, then the command that ``ctx.args`` names; raises UsageError."""
        if not ctx.args:
            raise UsageError(no_command(ctx), ctx)
        name, *args = ctx.args
        command = self.get_command(ctx, name)
        if command is None:
            raise UsageError(no_such_command(ctx, name), ctx)
        if self.callback is not None:
            ctx.invoke(self.callback, **ctx.params)
        with command.make_context(name, args, parent=ctx) as inner:
            return command.invoke(inner)


def lazy_group(
    table: Mapping[str, LazyCommand], shared_options: Sequence[str] = ()
) -> type[LazyGroup]:
    """Make a group class for ``typer.Typer(cls=...)``; the app needs a callback, too."""
    attributes = {"table": table, "shared_options": tuple(shared_options)}
    return type("TableGroup", (LazyGroup,), attributes)


@cache
def command_of(app: typer.Typer) -> Command:
    """Make the command of ``app``, once a process: commands it has imported stay with it."""
    return typer.main.get_command(app)


def run(app: typer.Typer, args: Sequence[str], environment: Environment) -> int:
    """Run one command line of ``app`` and return its exit code.

    0, or the code of a ``typer.Exit``; 2 for a usage error, whose text goes to standard
    error; 130 when the user gave up. Any other exception passes through.
    """
    # Not Command.main: it would hide a broken pipe and an interrupt from the caller.
    command = command_of(app)
    try:
        with command.make_context("anju", list(args), obj=environment) as ctx:
            command.invoke(ctx)
    except typer.Exit as request:
        return request.exit_code
    except KeyboardInterrupt:
        write_text("已取消。\n", environment.stderr)
        return _GIVEN_UP
    except UsageError as error:
        write_remarks(usage_error_lines(error), environment)
        return error.exit_code
    return 0
