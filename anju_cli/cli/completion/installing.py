"""Put a completion script where a shell looks for it, and take it away again.

fish reads a folder of its own. The others read one start file, to which a line is added
that runs the script; everything else in it stays byte for byte as it is.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from anju_cli.cli.completion.line import Shell
from anju_cli.storage.files import OutputError, write_file
from anju_cli.storage.replacing import remove_drafts

_FILES: Mapping[Shell, str] = {
    "bash": "anju.bash",
    "zsh": "anju.zsh",
    "fish": "anju.fish",
    "powershell": "anju.ps1",
}
_MARK = "# anju completion"
"""Ends the line in a start file, by which it is found again."""


class HomeNotFound(ValueError):
    """No variable names the user's home folder; the text is a sentence for the user."""


class Places(NamedTuple):
    """The script's file, and the start file with the line that runs it.

    fish needs none; of PowerShell on Windows only PowerShell itself knows where it is.
    """

    script: Path
    start: Path | None
    line: str


def script_of(shell: Shell) -> str:
    """Read the script by which the shell asks anju."""
    from importlib.resources import files

    return (files(__package__) / "scripts" / _FILES[shell]).read_text(encoding="utf-8")


def places(shell: Shell, variables: Mapping[str, str], platform: str) -> Places:
    """Find this user's places, on a ``sys.platform``. Raises HomeNotFound."""
    home = variables.get("USERPROFILE" if platform == "win32" else "HOME") or variables.get("HOME")
    if not home:
        raise HomeNotFound(
            "找不到您的主文件夹（没有环境变量 HOME）。请改用 anju completion 给出脚本"
        )
    own = _folder(variables, "XDG_DATA_HOME", Path(home, ".local", "share"))
    settings = _folder(variables, "XDG_CONFIG_HOME", Path(home, ".config"))
    if platform == "win32":
        own = _folder(variables, "LOCALAPPDATA", own)
    script = own / "anju" / _FILES[shell]
    if shell == "fish":
        return Places(settings / "fish" / "completions" / _FILES[shell], None, "")
    if shell == "powershell":
        if platform == "win32":
            return Places(script, None, f"{_on_windows(script, own, variables)} {_MARK}")
        profile = settings / "powershell" / "Microsoft.PowerShell_profile.ps1"
        return Places(script, profile, f". {in_powershell(str(script))} {_MARK}")
    quoted = "'" + script.as_posix().replace("'", "'\\''") + "'"
    line = f"[ -r {quoted} ] && . {quoted} {_MARK}"
    if shell == "zsh":
        return Places(script, _folder(variables, "ZDOTDIR", Path(home)) / ".zshrc", line)
    # A terminal of macOS starts a login shell, which reads no .bashrc.
    return Places(script, Path(home, ".bash_profile" if platform == "darwin" else ".bashrc"), line)


def install(shell: Shell, where: Places) -> list[Path]:
    """Write script and line, and return the files that changed. Raises OutputError."""
    wanted = {where.script: script_of(shell).encode()}
    if where.start is not None:
        kept = _without_line(_content(where.start))
        end = b"\n" if kept and not kept.endswith(b"\n") else b""
        wanted[where.start] = kept + end + os.fsencode(where.line) + b"\n"
    changed = [path for path, content in wanted.items() if _content(path) != content]
    for path in changed:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(f"无法新建文件夹 {path.parent}。请检查它的权限。") from error
        remove_drafts(path.parent)
        write_file(path, str(path), wanted[path])
    return changed


def uninstall(where: Places) -> list[Path]:
    """Take both away, and return the files that have changed. Raises OutputError."""
    changed = []
    if where.start is not None and (content := _content(where.start)):
        kept = _without_line(content)
        if kept != content:
            write_file(where.start, str(where.start), kept)
            changed.append(where.start)
    try:
        where.script.unlink()
        changed.append(where.script)
    except (FileNotFoundError, NotADirectoryError):
        pass
    except OSError as error:
        raise OutputError(f"无法删去 {where.script}。请检查它的权限。") from error
    return changed


def _folder(variables: Mapping[str, str], name: str, otherwise: Path) -> Path:
    """Return the folder in a variable if it is absolute, as XDG demands."""
    named = Path(variables.get(name) or "")
    return named if named.is_absolute() else otherwise


def in_powershell(text: str) -> str:
    """Quote a text for PowerShell, which takes curly single quotes for straight ones."""
    return "'" + re.sub("['\u2018-\u201b]", r"\g<0>\g<0>", text) + "'"


def _on_windows(script: Path, own: Path, variables: Mapping[str, str]) -> str:
    """Return the line that runs the script, with the user's name left to a variable.

    PowerShell 5.1 reads a start file without a mark of its encoding as that of the system.
    """
    if variables.get("LOCALAPPDATA") != str(own):
        return f". {in_powershell(str(script))}"
    return f'. "$env:LOCALAPPDATA\\anju\\{script.name}"'


def _content(path: Path) -> bytes:
    """Read a file; nothing where there is none. Raises OutputError."""
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return b""
    except OSError as error:
        raise OutputError(f"读不出 {path}。请检查它的权限。") from error


def _without_line(content: bytes) -> bytes:
    lines = content.splitlines(keepends=True)
    return b"".join(line for line in lines if not line.rstrip().endswith(_MARK.encode()))
