"""The folder of the plan that a question is about, or of all plans beneath one."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

FILE_NAMES = ("units.yaml", "tasks.yaml", "quotas.yaml")
FileKind = Literal["units", "tasks", "quotas"]
WHOLE_PLAN: frozenset[FileKind] = frozenset(("units", "tasks", "quotas"))
Origin = Literal["option", "variable", "found", "shipped"]

ORIGIN_WORDS: dict[Origin, str] = {
    "option": "由 --data 指定",
    "variable": "由环境变量 ANJU_DATA 指定",
    "found": "在当前或上级文件夹里找到",
    "shipped": "随程序附带",
}


_MOST_FOLDERS = 100_000
"""Beneath one folder, before it is taken for a wrong one: the country's plans stay far below."""


class FolderNotFound(Exception):
    """The folder that was named cannot hold a plan; the message says so in Chinese."""


class Folder(NamedTuple):
    """A plan's folder; ``shown`` is its name on the screen: relative where that is short."""

    path: Path
    shown: str
    origin: Origin


def find_folder(option: str | None, variables: Mapping[str, str], cwd: Path) -> Folder:
    """Find the folder of one plan.

    It is ``option`` (of --data), else ``ANJU_DATA``, else ``data`` in ``cwd`` or a parent,
    else the plan that ships with the program. Raises FolderNotFound, for a folder of plans
    too.
    """
    folder = _folder(option, variables, cwd)
    if _is_a_plan(folder) or not (below := tuple(_plans_below(folder))):
        return folder
    named = folder.shown
    raise FolderNotFound(
        f"“{named}”不是一份计划，它下面有 {len(below)} 份计划。"
        f"请写其中一份，例如 {below[0].shown}。"
        f"各份一起看：anju deadlines --data {named}；一起检查：anju validate {named}"
    )


def find_folders(option: str | None, variables: Mapping[str, str], cwd: Path) -> tuple[Folder, ...]:
    """Find the folder of a plan, or the folders of all plans beneath it.

    As ``find_folder``; but a folder that has none of a plan's files stands for every plan
    beneath it, in the order of their names. Raises FolderNotFound.
    """
    folder = _folder(option, variables, cwd)
    return (folder,) if _is_a_plan(folder) else tuple(_plans_below(folder)) or (folder,)


def _folder(option: str | None, variables: Mapping[str, str], cwd: Path) -> Folder:
    named = option if option is not None else variables.get("ANJU_DATA") or None
    if named is not None:
        origin: Origin = "option" if option is not None else "variable"
        return _existing(named, cwd, origin)
    for folder in (cwd, *cwd.parents):
        candidate = folder / "data"
        if any(os.path.isfile(candidate / name) for name in FILE_NAMES):  # noqa: PTH113 - never raises
            return Folder(candidate, _shown(candidate, cwd), "found")
    return Folder(shipped_folder(), str(shipped_folder()), "shipped")


def _is_a_plan(folder: Folder) -> bool:
    """Return whether one of a plan's files is there, be it readable or not."""
    return any(os.path.lexists(folder.path / name) for name in FILE_NAMES)


def _plans_below(folder: Folder) -> Iterator[Folder]:
    """List the plans beneath ``folder`` at any depth, each once, by their names.

    Folders whose name begins with a dot are passed over, and links to what has been seen
    already, so that a circle ends. What may not be looked into counts as a plan: checking
    it tells so. Raises FolderNotFound for more folders than any country has.
    """
    seen: set[object] = set()
    left = [(os.fspath(folder.path), "")]
    while left:
        path, below = left.pop()
        try:
            status = os.stat(path)  # noqa: PTH116 - thousands of them, and no Path needed
            # Some disks of Windows have no such numbers.
            identity = (status.st_dev, status.st_ino) if status.st_ino else os.path.realpath(path)
            if identity in seen:
                continue
            seen.add(identity)
            with os.scandir(path) as scan:
                entries = sorted(scan, key=lambda entry: entry.name, reverse=True)
        except PermissionError:
            entries = []
            is_a_plan = True
        except OSError:  # it has gone meanwhile
            continue
        else:
            is_a_plan = any(entry.name in FILE_NAMES for entry in entries)
        if len(seen) > _MOST_FOLDERS:
            raise FolderNotFound(
                f"“{folder.shown}”下面的文件夹太多（超过 {_MOST_FOLDERS} 个）。"
                "请写放着计划的那个文件夹"
            )
        if below and is_a_plan:
            yield Folder(Path(path), shown_inside(folder.shown, below[:-1]), folder.origin)
        left += [
            (entry.path, f"{below}{entry.name}/")
            for entry in entries
            if not entry.name.startswith(".") and _is_folder(entry)
        ]


def shown_inside(folder: str, name: str) -> str:
    """Name on the screen what lies in a folder that is called so."""
    return name if folder in ("", ".") else f"{folder.rstrip('/' + os.sep)}/{name}"


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def shipped_folder() -> Path:
    """Return the plan inside the installed package; in a checkout, ``data`` beside it."""
    package = Path(__file__).parents[1]
    installed = package / "data"
    return installed if installed.is_dir() else package.parent / "data"


def _existing(named: str, cwd: Path, origin: Origin) -> Folder:
    """Return the folder that was named, or that of the data file that was named."""
    path = cwd / named
    try:
        if path.is_file() and path.name in FILE_NAMES:
            return Folder(path.parent, str(Path(named).parent), origin)
        if path.is_dir():
            return Folder(path, named or ".", origin)
        is_there = path.exists()
    except OSError:  # a name that is too long, a folder above that may not be entered
        raise FolderNotFound(
            f"打不开“{named}”：名字太长，或者没有权限进入上面的文件夹。请核对路径"
        ) from None
    if is_there:
        raise FolderNotFound(f"“{named}”不是文件夹。请写放着 {'、'.join(FILE_NAMES)} 的文件夹")
    raise FolderNotFound(f"找不到文件夹“{named}”。请核对路径；不写时用 ./data 或附带的计划")


def _shown(path: Path, cwd: Path) -> str:
    try:
        relative = Path(os.path.relpath(path, cwd)).as_posix()
    except ValueError:  # on another drive of Windows
        return str(path)
    return relative if relative.count("..") <= 3 else str(path)
