"""Commands and groups that speak Chinese, and running them."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping, Sequence
from typing import Any, TextIO

import typer
from typer._click.core import Command, Context, Parameter
from typer._click.exceptions import ClickException, UsageError
from typer._click.parser import _OptionParser
from typer.core import TyperCommand, TyperOption

from anju_cli.cli.chinese.errors import (
    TYPED,
    ToldError,
    extra_arguments,
    no_command,
    no_such_command,
    repeated_option,
    usage_error_text,
)
from anju_cli.cli.chinese.params import LazyCommand, ListingGroup, usage


class _Parser(_OptionParser):
    """A parser that does not take the last of several values without a word."""

    def parse_args(self, args: list[str]) -> tuple[dict[str, Any], list[str], list[Parameter]]:
        values, rest, given = super().parse_args(args)
        fault = repeated_option(given)
        if fault is not None and not (self.ctx and self.ctx.resilient_parsing):
            raise ToldError(fault, self.ctx)
        return values, rest, given


class _ChineseTexts(Command):
    """What commands and groups share: help, usage line, the words that were typed."""

    def get_usage(self, ctx: Context) -> str:
        """The usage line, for example ``用法：anju show [选项] N``."""
        return f"用法：{usage(ctx)}"

    def get_help(self, ctx: Context) -> str:
        """The whole help page, without a final line break."""
        # Measuring text takes longer to import than this whole package.
        from anju_cli.cli.chinese.help import help_page

        return help_page(ctx)

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        """The option that shows help, less a name that the command's own options take."""
        taken = {name for param in self.params for name in param.opts}
        names = [name for name in ctx.help_option_names if name not in taken]
        if not names or not self.add_help_option:
            return None
        # The same object each time: Typer orders parameters by identity.
        if self._help_option is None:
            self._help_option = TyperOption(
                param_decls=names,
                is_flag=True,
                is_eager=True,
                expose_value=False,
                help="显示本帮助并退出",
                callback=_on_help,
            )
        return self._help_option

    def make_parser(self, ctx: Context) -> _OptionParser:
        """A parser that knows the command's parameters."""
        parser = _Parser(ctx)
        for param in self.get_params(ctx):
            param.add_to_parser(parser, ctx)
        return parser

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Parse ``args``; raises UsageError, or typer.Exit after showing help."""
        if not args and self.no_args_is_help and not ctx.resilient_parsing:
            _print_help(ctx)
            ctx.exit()
        ctx.meta[TYPED] = tuple(args)
        # Typer joins what is left over into an English sentence: take it as a list.
        allowed, ctx.allow_extra_args = ctx.allow_extra_args, True
        try:
            rest = super().parse_args(ctx, args)
        except UsageError as error:
            error.ctx = error.ctx or ctx  # Typer forgets it for a missing value
            raise
        finally:
            ctx.allow_extra_args = allowed
        if rest and not allowed and not ctx.resilient_parsing:
            raise ToldError(extra_arguments(ctx, rest), ctx)
        return rest


def _on_help(ctx: Context, _param: Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        _print_help(ctx)
        ctx.exit()


def _print_help(ctx: Context) -> None:
    stdout: TextIO = getattr(ctx.obj, "stdout", sys.stdout)
    stdout.write(f"{ctx.command.get_help(ctx)}\n")


class ChineseCommand(_ChineseTexts, TyperCommand):
    """A command whose help and errors are Chinese."""


class LazyGroup(_ChineseTexts, ListingGroup):
    """A group whose commands are imported only when they are called."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.no_args_is_help = not self.invoke_without_command

    def list_commands(self, ctx: Context) -> list[str]:  # noqa: ARG002 - Typer's signature
        """The names, in the table's order."""
        return list(self.table)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        """The command, imported at the first call; None if the table has no such name."""
        entry = self.table.get(cmd_name)
        if entry is not None and cmd_name not in self.commands:
            module = importlib.import_module(entry.module)
            app = typer.Typer(add_completion=False, rich_markup_mode=None)
            examples = getattr(module, "EXAMPLES", None)
            app.command(name=cmd_name, cls=ChineseCommand, epilog=examples)(module.command)
            self.commands[cmd_name] = typer.main.get_command(app)
        return super().get_command(ctx, cmd_name)

    def resolve_command(
        self, ctx: Context, args: list[str]
    ) -> tuple[str | None, Command | None, list[str]]:
        """The command named by the first word; raises UsageError if there is none."""
        command = self.get_command(ctx, args[0])
        if command is None and not ctx.resilient_parsing:
            raise ToldError(no_such_command(ctx, args[0]), ctx)
        return args[0] if command else None, command, args[1:]

    def invoke(self, ctx: Context) -> Any:
        """Run the callback, then the command; raises UsageError if none was named."""
        if not ctx._protected_args and not self.invoke_without_command:
            raise ToldError(no_command(ctx), ctx)
        return super().invoke(ctx)


def lazy_group(
    table: Mapping[str, LazyCommand], shared_options: Sequence[str] = ()
) -> type[LazyGroup]:
    """A group class for ``typer.Typer(cls=...)``; the app needs a callback, too.

    ``shared_options``: see ListingGroup.
    """

    class TableGroup(LazyGroup):
        pass

    TableGroup.table = table
    TableGroup.shared_options = tuple(shared_options)
    return TableGroup


def run(
    app: typer.Typer, args: Sequence[str], obj: object, stderr: TextIO, prog: str = "anju"
) -> int:
    """Run ``app`` and return its exit code; ``obj`` becomes ``Context.obj``.

    0, the int that the command returned, or the code of a ``typer.Exit``; 2 for a
    usage error, whose text goes to ``stderr``; 130 when the user gave up. Any other
    exception passes through.
    """
    # Not Command.main: it would hide a broken pipe and an interrupt from the caller.
    command = typer.main.get_command(app)
    try:
        with command.make_context(
            prog, list(args), obj=obj, help_option_names=["-h", "--help"]
        ) as ctx:
            result = command.invoke(ctx)
    except typer.Exit as request:
        return request.exit_code
    except (typer.Abort, KeyboardInterrupt):
        stderr.write("已取消。\n")
        return 130
    except ClickException as error:
        stderr.write(f"{usage_error_text(error)}\n")
        return error.exit_code
    return result if isinstance(result, int) else 0
