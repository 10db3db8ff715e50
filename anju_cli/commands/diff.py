"""anju diff"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from anju_cli.changes import Side, compare
from anju_cli.environment import Environment
from anju_cli.folders import FILE_NAMES, Folder
from anju_cli.loader import Given, Loaded, load
from anju_cli.options import DataOption, FormatOption, OutputOption
from anju_cli.outlet import send
from anju_cli.render.output import write_text
from anju_cli.render.problems import problems_text
from anju_cli.revisions import NoRevision, files_at
from anju_cli.session import the_folder
from anju_cli.views.changes import changes_listing

if TYPE_CHECKING:
    from anju_cli.checks import FileKind

EXAMPLES = """\
anju diff
anju diff HEAD~1 -f markdown
anju diff HEAD~2..HEAD -o 变化.csv"""

_HEAD = "HEAD"
_BOTH_WHOLE = (
    "两边的数据都没有错误才能比。现在的文件有错误，请先改好；"
    "版本里的错误（文件名前面有版本）改不了，请换一个版本比。\n"
)


def command(
    ctx: typer.Context,
    revision: Annotated[
        str | None,
        typer.Argument(
            metavar="版本",
            help="和 git 的哪个版本比：提交号、分支或标签。不写就是 HEAD，即最近一次提交",
        ),
    ] = None,
    other: Annotated[
        str | None,
        typer.Argument(
            metavar="后一版本",
            help="写了就比这两个版本，不看现在的文件；也可以写成 版本..后一版本",
        ),
    ] = None,
    form: FormatOption = None,
    output: OutputOption = None,
    data: DataOption = None,
) -> None:
    """说明改动的意思：和 git 里的一个版本比，任务、时限、单位、目标任务有什么变化。

    有没有变化，退出码都是 0；两边的数据都没有错误才能比。
    """
    environment: Environment = ctx.obj
    folder = the_folder(environment, data)
    first, second = _revisions(revision, other)
    before = _at(folder, first, environment)
    after = _Version(folder) if second is None else _at(folder, second, environment)
    sides = _sides(before, after, environment)
    since = f"{first} 之后的变化" if second is None else f"{first} 到 {second} 的变化"
    listing = changes_listing(compare(*sides), f"{folder.shown}：{since}")
    remarks = [*before.lacking("新增"), *after.lacking("删去")]
    send(listing, form, output, environment, remarks)


def _revisions(revision: str | None, other: str | None) -> tuple[str, str | None]:
    """The two versions to compare; None is the files as they are now. ``A..B`` is
    what it is to git, where a side that is left out is HEAD."""
    if revision is None or ".." not in revision:
        return (_HEAD if revision is None else revision), other
    if "..." in revision or other is not None:
        raise typer.BadParameter(
            "两个版本请写成 版本..后一版本，中间两个点", param_hint="参数 版本"
        )
    first, _, second = revision.partition("..")
    return first or _HEAD, second or _HEAD


@dataclass(frozen=True)
class _Version:
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
    """How problems call a file of the folder."""
    return name if folder.shown in ("", ".") else f"{folder.shown.rstrip('/')}/{name}"


def _at(folder: Folder, revision: str, environment: Environment) -> _Version:
    try:
        contents = files_at(folder.path, revision, FILE_NAMES, environment.variables)
    except NoRevision as error:
        raise typer.BadParameter(str(error), param_hint="参数 版本") from None
    return _Version(folder, revision, contents)


def _sides(before: _Version, after: _Version, environment: Environment) -> tuple[Side, Side]:
    """Both plans; ends the program with 1 if either has errors, which are named."""
    today = environment.clock()
    old, new = _load(before, after, today), _load(after, before, today)
    if old.plan is None or new.plan is None:
        problems = {one for side in (old, new) if side.plan is None for one in side.problems}
        text = problems_text(sorted(problems), environment, to_stderr=True)
        write_text(text + _BOTH_WHOLE, environment.stderr)
        raise typer.Exit(1)
    return Side(old.plan, before.files), Side(new.plan, after.files)


def _load(version: _Version, beside: _Version, today: date) -> Loaded:
    """The plan of a version. For a file that it lacks the other's stands in, so that
    the names in those that it has can be understood."""
    given = {} if version.revision is None else {**beside.given(), **version.given()}
    instead = {cast("FileKind", Path(name).stem): one for name, one in given.items()}
    return load(version.folder.path, version.folder.shown, today, instead)
