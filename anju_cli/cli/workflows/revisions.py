"""Load a plan as it is on the disk and as it was in a revision of git, to compare them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

from anju_cli.cli.refusals import refusal
from anju_cli.cli.session import exit_for_diagnostics
from anju_cli.environment import Environment
from anju_cli.queries.diff import Side
from anju_cli.storage.folders import FILE_NAMES, FileKind, Folder
from anju_cli.storage.git import RevisionNotFound, files_at
from anju_cli.validation.loader import MAX_BYTES, Given, Loaded, load

_BOTH_WHOLE = (
    "两边的数据都没有错误才能比。现在的文件有错误，请先改好；"
    "版本里的错误（文件名前面有版本）改不了，请换一个版本比。"
)


@dataclass(frozen=True)
class Revision:
    """The files of a folder in a revision of git. ``contents`` has those that are there then;
    without a ``name`` it is what is on the disk."""

    folder: Folder
    name: str | None = None
    contents: Mapping[str, bytes] | None = None

    @property
    def files(self) -> frozenset[str]:
        """The names of the files that this revision has."""
        return frozenset(FILE_NAMES if self.contents is None else self.contents)

    def lacking(self, word: str) -> Iterator[str]:
        """Say which files the revision lacks, and as what their contents count then."""
        names = [name for name in FILE_NAMES if name not in self.files]
        if names:
            where = f"版本 {self.name} 的 {self.folder.shown} 里没有 {'、'.join(names)}"
            yield f"{where}，其中的内容都算{word}。"

    def given(self) -> dict[str, Given]:
        """Return the files of the revision as the loader takes them, by their names."""
        return {
            file: Given(f"{self.name}:{_path(self.folder, file)}", content)
            for file, content in (self.contents or {}).items()
        }


def _path(folder: Folder, file: str) -> str:
    """Return what diagnostics call a file of the folder."""
    return file if folder.shown in ("", ".") else f"{folder.shown.rstrip('/')}/{file}"


def read_revision(folder: Folder, name: str, environment: Environment) -> Revision:
    """Read the files as they are in a revision; a usage error where git has none."""
    try:
        contents = files_at(folder.path, name, MAX_BYTES, environment.variables)
    except RevisionNotFound as error:
        raise refusal("参数 版本", str(error)) from None
    return Revision(folder, name, contents)


def load_sides(before: Revision, after: Revision, environment: Environment) -> tuple[Side, Side]:
    """Load both plans; ends the program with 1 if either has errors, which are named."""
    today = environment.clock()
    old, new = _load(before, after, today), _load(after, before, today)
    if old.plan is None or new.plan is None:
        diagnostics = {
            diagnostic
            for loaded in (old, new)
            if loaded.plan is None
            for diagnostic in loaded.diagnostics
        }
        raise exit_for_diagnostics(environment, sorted(diagnostics), _BOTH_WHOLE)
    return Side(old.plan, before.files), Side(new.plan, after.files)


def _load(revision: Revision, other: Revision, today: date) -> Loaded:
    """Load the plan of a revision. For a file that it lacks the other's stands in, so that
    the names in those that it has can be understood."""
    given = {} if revision.name is None else {**other.given(), **revision.given()}
    instead = {cast("FileKind", Path(file).stem): content for file, content in given.items()}
    return load(revision.folder.path, revision.folder.shown, today, instead)
