"""A new folder for a plan: all of it or nothing."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import get_args

from anju_cli.storage.files import OutputError
from anju_cli.storage.folders import FileKind, shipped_folder
from anju_cli.storage.replacing import DRAFT, reason


def shipped_texts() -> dict[FileKind, str]:
    """Read the data files that come with the program."""
    folder = shipped_folder()
    kinds = get_args(FileKind)
    return {kind: (folder / f"{kind}.yaml").read_text(encoding="utf-8") for kind in kinds}


def is_in_the_way(path: Path, shown: str) -> str | None:
    """Say why no folder can be made there; None if nothing stands against it.

    A folder that is empty is as good as none.
    """
    try:
        if path.is_dir():
            if any(path.iterdir()):
                return f"文件夹“{shown}”里已经有东西，不会覆盖它。请用 -o 换一个名字"
        elif path.exists() or path.is_symlink():
            return f"“{shown}”已经有了，不是文件夹。请用 -o 换一个名字"
        elif not path.parent.is_dir():
            return f"要放“{shown}”的文件夹 {path.parent} 不存在。请先建好它，或者换一个位置"
    except OSError as error:  # a name that is too long, a folder above that may not be entered
        return _refusal(error, path, shown)
    return None


def make_folder(path: Path, shown: str, files: Mapping[str, bytes]) -> None:
    """Make the folder with ``files`` in it, by name; that of one in a folder is ``schemas/…``.

    One that is there, and empty, is filled, and stays whose it is. Raises OutputError; then
    nothing new is left behind, and what was there is as it was.
    """
    is_there = path.is_dir()
    folder = path if is_there else path.with_name(DRAFT.format(os.urandom(4).hex()))
    made: list[Path] = []
    try:
        if not is_there:
            folder.mkdir()
            made.append(folder)
        for name, data in files.items():
            file = folder / name
            if not file.parent.is_dir():
                file.parent.mkdir()
                made.append(file.parent)
            with file.open("xb") as stream:
                made.append(file)
                stream.write(data)
        if not is_there:
            folder.rename(path)
    except BaseException as error:
        for left in reversed(made):
            with suppress(OSError):
                left.rmdir() if left.is_dir() else left.unlink()
        if isinstance(error, OSError):
            raise OutputError(_refusal(error, path, shown)) from error
        raise


def _refusal(error: OSError, path: Path, shown: str) -> str:
    return f"无法建立文件夹“{shown}”：{reason(error, path)}"
