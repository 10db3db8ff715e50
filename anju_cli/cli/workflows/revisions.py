"""The plan as it is on the disk, and as it was in a revision of git, beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

import typer

from anju_cli.environment import Environment
from anju_cli.queries.diff import Side
from anju_cli.render.diagnostics.text import diagnostics_text
from anju_cli.render.streams import write_text
from anju_cli.storage.folders import FILE_NAMES, FileKind, Folder
from anju_cli.storage.git import RevisionNotFound, files_at
from anju_cli.validation.loader import Given, Loaded, load

_BOTH_WHOLE = (
    "两边的数据都没有错误才能比。现在的文件有错误，请先改好；"
    "版本里的错误（文件名前面有版本）改不了，请换一个版本比。\n"
)


@dataclass(frozen=True)
class Version:
    """The files of a folder in one version. ``contents`` has those that the revision
    has; without a revision they are on the disk."""

    folder: Folder
    revision: str | None = None
    contents: Mapping[str, bytes] | None = None

    @property
    def files(self) -> frozenset[str]:
        """The names of the files that this version has."""
        return frozenset(FILE_NAMES if self.contents is None else self.contents)

    def lacking(self, word: str) -> Iterator[str]:
        """That the revision lacks files, and as what their contents count then."""
        names = [name for name in FILE_NAMES if name not in self.files]
        if names:
            where = f"版本 {self.revision} 的 {self.folder.shown} 里没有 {'、'.join(names)}"
            yield f"{where}，其中的内容都算{word}。"

    def given(self) -> dict[str, Given]:
        """The files of a revision as the loader takes them, by their names."""
        return {
            name: Given(f"{self.revision}:{_path(self.folder, name)}", content)
            for name, content in (self.contents or {}).items()
        }


def _path(folder: Folder, name: str) -> str:
    """How diagnostics call a file of the folder."""
    return name if folder.shown in ("", ".") else f"{folder.shown.rstrip('/')}/{name}"


def version_at(folder: Folder, revision: str, environment: Environment) -> Version:
    """The files as they are in a revision; a usage error where git has none."""
    try:
        contents = files_at(folder.path, revision, FILE_NAMES, environment.variables)
    except RevisionNotFound as error:
        raise typer.BadParameter(str(error), param_hint="参数 版本") from None
    return Version(folder, revision, contents)


def sides(before: Version, after: Version, environment: Environment) -> tuple[Side, Side]:
    """Both plans; ends the program with 1 if either has errors, which are named."""
    today = environment.clock()
    old, new = _load(before, after, today), _load(after, before, today)
    if old.plan is None or new.plan is None:
        diagnostics = {one for side in (old, new) if side.plan is None for one in side.diagnostics}
        text = diagnostics_text(sorted(diagnostics), environment, to_stderr=True)
        write_text(text + _BOTH_WHOLE, environment.stderr)
        raise typer.Exit(1)
    return Side(old.plan, before.files), Side(new.plan, after.files)


def _load(version: Version, beside: Version, today: date) -> Loaded:
    """The plan of a version. For a file that it lacks the other's stands in, so that
    the names in those that it has can be understood."""
    given = {} if version.revision is None else {**beside.given(), **version.given()}
    instead = {cast("FileKind", Path(name).stem): one for name, one in given.items()}
    return load(version.folder.path, version.folder.shown, today, instead)
