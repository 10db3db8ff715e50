"""The folder of a user's own for the drafts of a plan: nobody else can put anything there."""

from __future__ import annotations

import os
from hashlib import blake2b
from pathlib import Path

from anju_cli.storage.files import OutputError
from anju_cli.storage.ownership import is_private
from anju_cli.storage.replacing import reason, remove_drafts


def drafts_folder(state: Path | None, plan: Path) -> Path:
    """Make the folder for drafts of ``plan`` in the user's folder ``state``. Raises OutputError.

    In the plan's own folder somebody else might have put a link where a draft is to be.
    """
    if state is None:
        raise OutputError(
            "没有地方放草稿：找不到您的主文件夹。"
            "请设好环境变量 HOME（Windows 上是 LOCALAPPDATA），再运行一次。"
        )
    name = blake2b(os.fsencode(os.path.realpath(plan)), digest_size=8).hexdigest()
    path = state / "drafts" / name
    for folder in (state, path.parent, path):
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            is_fit = is_private(folder)
        except OSError as error:
            raise OutputError(f"无法新建文件夹 {folder}：{reason(error, folder)}") from error
        if not is_fit:
            raise OutputError(
                f"草稿只放在您一个人能写的文件夹里，{folder} 不是：别人也能写，或者它是别人的、"
                f"是一个链接。请运行 chmod go-w {folder}，或者把它移走，再运行一次。"
            )
    remove_drafts(path)
    return path
