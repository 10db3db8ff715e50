"""Which folder holds the plan that a question is about."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

FILE_NAMES = ("units.yaml", "tasks.yaml", "quotas.yaml")
Origin = Literal["option", "variable", "found", "shipped"]

ORIGIN_WORDS: dict[Origin, str] = {
    "option": "由 --data 指定",
    "variable": "由环境变量 ANJU_DATA 指定",
    "found": "在当前或上级文件夹里找到",
    "shipped": "随程序附带",
}


class NoFolder(Exception):  # noqa: N818 - what a person named is not there
    """The folder that was named cannot hold a plan; the message says so in Chinese."""


@dataclass(frozen=True)
class Folder:
    """``shown`` is the folder's name on the screen: relative where that is short."""

    path: Path
    shown: str
    origin: Origin


def find_folder(option: str | None, variables: Mapping[str, str], cwd: Path) -> Folder:
    """``--data``, else ``ANJU_DATA``, else ``data`` here or in a parent, else the
    plan that ships with the program. Raises NoFolder."""
    named = option if option is not None else variables.get("ANJU_DATA") or None
    if named is not None:
        origin: Origin = "option" if option is not None else "variable"
        return _existing(named, cwd, origin)
    for folder in (cwd, *cwd.parents):
        candidate = folder / "data"
        if any((candidate / name).is_file() for name in FILE_NAMES):
            return Folder(candidate, _shown(candidate, cwd), "found")
    return Folder(shipped_folder(), str(shipped_folder()), "shipped")


def shipped_folder() -> Path:
    """The plan inside the installed package; in a checkout, the ``data`` beside it."""
    package = Path(__file__).parent
    installed = package / "data"
    return installed if installed.is_dir() else package.parent / "data"


def _existing(named: str, cwd: Path, origin: Origin) -> Folder:
    """The folder that was named, or that of the data file that was named."""
    path = cwd / named
    if path.is_file() and path.name in FILE_NAMES:
        return Folder(path.parent, str(Path(named).parent), origin)
    if path.is_dir():
        return Folder(path, named or ".", origin)
    if path.exists():
        raise NoFolder(f"“{named}”不是文件夹。请写放着 {'、'.join(FILE_NAMES)} 的文件夹")
    raise NoFolder(f"找不到文件夹“{named}”。请核对路径；不写时用 ./data 或附带的计划")


def _shown(path: Path, cwd: Path) -> str:
    relative = os.path.relpath(path, cwd)
    return relative if relative.count("..") <= 3 else str(path)
