"""The person's text editor: which one it is, and running it on files."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from anju_cli.cli.refusals import refusal
from anju_cli.environment import Environment

_WAIT = {"code": "--wait -w", "codium": "--wait -w", "subl": "--wait -w", "gvim": "--nofork -f"}
"""Editors that end before the file is closed, and the options that make them wait."""


def find_editor(variables: Mapping[str, str], platform: str) -> list[str]:
    """Return the command of VISUAL, else EDITOR, else the first that the platform has.

    ``platform`` is that of ``sys``. Raises typer.BadParameter, which says what to set.
    """
    is_windows = platform == "win32"
    variable = "VISUAL" if variables.get("VISUAL", "").strip() else "EDITOR"
    written = variables.get(variable, "").strip()
    commands = [["notepad"]] if is_windows else [["nano"], ["vi"]]
    if written:
        commands = spellings(written, platform)
    example = "set EDITOR=notepad" if is_windows else "export EDITOR=nano"
    reason = f"找不到编辑器“{commands[-1][0]}”。请指定一个装好了的编辑器，例如：{example}"
    for name, *arguments in commands:
        if program := shutil.which(name, path=variables.get("PATH", "")):
            options = _WAIT.get(Path(program).stem.lower().partition("-")[0], "").split()
            if not options or set(options) & set(arguments):
                return [program, *arguments]
            reason = f"{name} 不等文件关上就退出，等不到您改完。请写成：{written} {options[0]}"
    raise refusal(f"环境变量 {variable}", reason)


def spellings(written: str, platform: str) -> list[list[str]]:
    """Return what a variable that names a program may mean: a path with blanks, a command."""
    commands = [[written]]  # a path with blanks needs no quotes
    with suppress(ValueError):  # quotes that do not close
        escaped = written.replace("\\", r"\\") if platform == "win32" else written
        commands.append(shlex.split(escaped))
    return commands


def run_editor(command: Sequence[str], files: Sequence[Path], environment: Environment) -> int:
    """Let the person edit the files, all in one call; return the exit code. Raises OSError.

    Ctrl-C is for the editor: as long as that runs, it may hold what is not saved yet.
    """
    variables, cwd = dict(environment.variables), environment.cwd
    process = subprocess.Popen([*command, *files], cwd=cwd, env=variables)  # noqa: S603 - no shell
    while True:
        with suppress(KeyboardInterrupt):
            return process.wait()
