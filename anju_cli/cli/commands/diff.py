"""anju diff"""

from typing import Annotated

import typer

from anju_cli.cli.options import DataOption, ForceOption, FormatOption, OutputOption
from anju_cli.cli.output import send
from anju_cli.cli.refusals import refusal
from anju_cli.cli.session import name_shipped_plan, resolve_folder
from anju_cli.environment import Environment

EXAMPLES = """\
anju diff
anju diff HEAD~1 -f markdown
anju diff HEAD~2..HEAD -o 变化.csv"""

_HEAD = "HEAD"


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
    _force: ForceOption = False,
    data: DataOption = None,
) -> None:
    """说明改动的意思：和 git 里的一个版本比，任务、时限、单位、目标任务有什么变化。

    有没有变化，退出码都是 0；两边的数据都没有错误才能比。
    """
    # Imported late: Tab asks for the options alone, and must not wait for the schemas.
    from anju_cli.cli.workflows.revisions import Revision, load_sides, read_revision
    from anju_cli.queries.diff import compare
    from anju_cli.views.diff import changes_listing

    environment: Environment = ctx.obj
    folder = resolve_folder(environment, data)
    name_shipped_plan(ctx, folder)
    first, second = _revisions(revision, other)
    before = read_revision(folder, first, environment)
    after = Revision(folder) if second is None else read_revision(folder, second, environment)
    old, new = load_sides(before, after, environment)
    since = f"{first} 之后的变化" if second is None else f"{first} 到 {second} 的变化"
    listing = changes_listing(compare(old, new), f"{folder.shown}：{since}")
    remarks = [*before.lacking("新增"), *after.lacking("删去")]
    send(listing, form, output, environment, remarks)


def _revisions(revision: str | None, other: str | None) -> tuple[str, str | None]:
    """Return the two revisions to compare; None is the files as they are now.

    ``A..B`` is what it is to git, where a side that is left out is HEAD.
    """
    if revision is None or ".." not in revision:
        return (_HEAD if revision is None else revision), other
    if "..." in revision or other is not None:
        raise refusal("参数 版本", "两个版本请写成 版本..后一版本，中间两个点")
    first, _, second = revision.partition("..")
    return first or _HEAD, second or _HEAD
