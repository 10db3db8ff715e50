"""The person's text editor: which one it is, and running it on files."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_WINDOWS = "win32"
_LEAVES_AT_ONCE: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("code", "code-insiders", "codium", "subl"), ("--wait", "-w")),
    "gvim": ("--nofork", "-f"),
}
"""Editors that end before the file is closed, and the options that make them wait."""


class EditorNotFound(Exception):
    """No editor can be started; ``source`` is the variable to blame, and the text says
    in Chinese what to set."""

    def __init__(self, said: str, source: str = "EDITOR") -> None:
        super().__init__(said)
        self.source = source


@dataclass(frozen=True)
class Editor:
    """``command`` is the program with its own arguments; ``name`` is how the person
    wrote the program."""

    command: tuple[str, ...]
    name: str

    def edit(self, files: Sequence[Path], cwd: Path, variables: Mapping[str, str]) -> str | None:
        """Let the person edit the files, all in one call; it ends when the editor does.

        Returns what went wrong, in Chinese, or None. Ctrl-C is for the editor: as long
        as that runs, it may hold what has not been saved yet.
        """
        try:
            process = subprocess.Popen(  # noqa: S603 - a list without a shell
                [*self.command, *map(str, files)], cwd=cwd, env=dict(variables)
            )
        except OSError as error:
            return f"编辑器 {self.name} 不能运行（错误号 {error.errno}）。"
        while True:
            try:
                code = process.wait()
            except KeyboardInterrupt:
                continue
            if code < 0:
                return f"编辑器 {self.name} 被中断了（信号 {-code}）。"
            return f"编辑器 {self.name} 没有正常退出（退出码 {code}）。" if code else None


def find_editor(variables: Mapping[str, str], platform: str) -> Editor:
    """VISUAL, else EDITOR, else what the platform has. ``platform`` is named as in
    ``sys.platform``. Raises EditorNotFound."""
    search = variables.get("PATH", "")
    for variable in ("VISUAL", "EDITOR"):
        written = variables.get(variable, "").strip()
        if written:
            return _written(written, variable, search, platform)
    usual = ("notepad",) if platform == _WINDOWS else ("nano", "vi")
    for name in usual:
        found = shutil.which(name, path=search)
        if found is not None:
            return Editor((found,), name)
    raise EditorNotFound(
        f"没有找到编辑器。请用环境变量 EDITOR 指定一个，例如：{_example(platform)}"
    )


def _written(written: str, variable: str, search: str, platform: str) -> Editor:
    """The editor that a variable names: a program, and perhaps arguments, as in a shell."""
    whole = shutil.which(written, path=search)  # C:\Program Files\…, without quotes
    words = [written] if whole else _words(written, variable, platform)
    found = whole or shutil.which(words[0], path=search)
    if found is None:
        raise EditorNotFound(
            f"找不到编辑器“{words[0]}”。请改成装好了的编辑器，例如：{_example(platform)}", variable
        )
    options = _LEAVES_AT_ONCE.get(Path(found).stem.lower(), ())
    if options and not set(options) & set(words[1:]):
        raise EditorNotFound(
            f"{words[0]} 不等文件关上就退出，等不到您改完。请写成：{written} {options[0]}", variable
        )
    return Editor((found, *words[1:]), words[0])


def _words(written: str, variable: str, platform: str) -> list[str]:
    is_windows = platform == _WINDOWS  # there a backslash parts folders
    try:
        words = shlex.split(written, posix=not is_windows)
    except ValueError:
        raise EditorNotFound(f"“{written}”的引号不成对", variable) from None
    return [word.strip('"') for word in words] if is_windows else words


def _example(platform: str) -> str:
    return "set EDITOR=notepad" if platform == _WINDOWS else "export EDITOR=nano"
