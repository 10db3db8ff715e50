"""A new folder for a plan: all of it or nothing."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

from anju_cli.storage.files import DRAFT
from anju_cli.storage.folders import FileKind, shipped_folder


class FolderNotCreated(ValueError):
    """The folder cannot be made; the text is a whole sentence for the user."""


def shipped_texts() -> dict[FileKind, str]:
    """Read the data files that come with the program."""
    folder = shipped_folder()
    kinds = get_args(FileKind)
    return {kind: (folder / f"{kind}.yaml").read_text(encoding="utf-8") for kind in kinds}


def is_in_the_way(path: Path, shown: str) -> str | None:
    """Say why no folder can be made there; None if nothing stands against it.

    A folder that is empty is as good as none.
    """
    if path.is_dir():
        if any(path.iterdir()):
            return f"文件夹“{shown}”里已经有东西，不会覆盖它。请用 -o 换一个名字"
    elif path.exists() or path.is_symlink():
        return f"“{shown}”已经有了，不是文件夹。请用 -o 换一个名字"
    elif not path.parent.is_dir():
        return f"要放“{shown}”的文件夹 {path.parent} 不存在。请先建好它，或者换一个位置"
    return None


def make_folder(path: Path, shown: str, files: Mapping[FileKind, bytes]) -> None:
    """Make the folder with ``files`` by kind in it.

    Raises FolderNotCreated; then nothing new is left behind, and what was there is as it was.
    """
    draft = path.with_name(DRAFT.format(os.urandom(4).hex()))
    try:
        draft.mkdir()
        for kind, data in files.items():
            (draft / f"{kind}.yaml").write_bytes(data)
        if path.is_dir():
            path.rmdir()  # only if it is still empty
        draft.rename(path)
    except BaseException as error:
        shutil.rmtree(draft, ignore_errors=True)
        if isinstance(error, OSError):
            raise FolderNotCreated(f"无法建立文件夹“{shown}”：{_reason(error)}") from error
        raise


def _reason(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "没有写入权限。请换一个位置"
    if error.errno == errno.ENOSPC:
        return "磁盘空间不足。请清理磁盘，或者换一个位置"
    if error.errno == errno.EROFS:
        return "这个磁盘是只读的。请换一个位置"
    return f"系统不允许（{error.strerror or error}）。请换一个位置或名字"
