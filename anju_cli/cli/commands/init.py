"""anju init"""

import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from anju_cli.cli.session import exit_for_diagnostics, resolve_folder
from anju_cli.environment import Environment
from anju_cli.model.plan import Plan
from anju_cli.render.streams import write_text
from anju_cli.text.command_line import quoted
from anju_cli.text.invisible import visible

if TYPE_CHECKING:
    from anju_cli.storage.folders import FileKind
    from anju_cli.validation.loader import Loaded

EXAMPLES = """\
anju init 2023
anju init 2023 --data data-2022 -o 明年的计划"""
OLD_NAMES = {"--from": "--data"}

_FIRST, _LAST = 1900, 2099  # as in the data files


def _year(text: str) -> int:
    digits = unicodedata.normalize("NFKC", text).strip().removesuffix("年")
    if not re.fullmatch(r"\d{4}", digits, re.ASCII) or not _FIRST <= int(digits) <= _LAST:
        raise typer.BadParameter(f"“{text}”不是年度。请写四位数字，例如 2022")
    return int(digits)


def command(
    ctx: typer.Context,
    year: Annotated[int, typer.Argument(metavar="年度", parser=_year, help="新计划的年度")],
    data: Annotated[
        str | None,
        typer.Option(
            "--data",
            metavar="文件夹",
            help="照哪份计划建：沿用它的单位名册。不写时和别的命令一样找",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="文件夹",
            parser=Path,
            help="新的文件夹，不写就是 data-年度；不覆盖已有的",
        ),
    ] = None,
) -> None:
    """建一个新年度的文件夹：单位名册照旧，任务和目标任务待填，没有时限。"""
    # Imported late: Tab asks for the options alone, and must not wait for the schemas.
    from anju_cli.editing.next_year import new_files, places_to_fill
    from anju_cli.storage.new_folder import (
        FolderNotCreated,
        is_in_the_way,
        make_folder,
        shipped_texts,
    )
    from anju_cli.validation.loader import Given, load

    environment: Environment = ctx.obj
    folder = resolve_folder(environment, data)
    named = output if output is not None else Path(f"data-{year}")
    path = environment.cwd / named
    if why := is_in_the_way(path, str(named)):
        raise typer.BadParameter(why, param_hint="选项 --output")
    if path.resolve() == environment.cwd.resolve():
        raise typer.BadParameter(
            "这就是当前文件夹。请写一个新文件夹的名字", param_hint="选项 --output"
        )
    old = load(folder.path, folder.shown, environment.clock())
    plan = _plan_of(environment, old)
    if plan.info.year == year:
        raise typer.BadParameter(
            f"{folder.shown} 就是 {year} 年的计划。请写另一个年度，或者用 --data 指定别的计划",
            param_hint="参数 年度",
        )
    beside = path.resolve().parent == folder.path.resolve().parent
    files = new_files(plan, old.contents, shipped_texts(), year, with_schema=beside)
    given: dict[FileKind, Given] = {
        kind: Given(f"{named}/{kind}.yaml", data) for kind, data in files.items()
    }
    _plan_of(environment, load(path, str(named), environment.clock(), given))
    try:
        make_folder(path, str(named), files)
    except FolderNotCreated as error:
        raise typer.BadParameter(str(error), param_hint="选项 --output") from None
    message = _next_steps(folder.shown, str(named), places_to_fill(files))
    write_text(visible(message), environment.stdout)


def _plan_of(environment: Environment, loaded: "Loaded") -> Plan:
    """Return the plan that was loaded; end with 1 where its data has errors."""
    if loaded.plan is not None:
        return loaded.plan
    advice = "数据有错误，没有建新的文件夹。请先改好，再运行一次。"
    raise exit_for_diagnostics(environment, loaded.diagnostics, advice)


def _next_steps(old: str, new: str, places: int) -> str:
    """Say what there is now, and what is to be done next."""
    before, after = quoted(old), quoted(new)
    return (
        f"已建好文件夹 {new}：单位名册与 {old} 的一字不差；任务和目标任务待填，没有时限。\n"
        "接下来\n"
        f"  1. 打开 {new} 里的 tasks.yaml 和 quotas.yaml，"
        f"找“待填”“待改”“请核对”，共 {places} 处，逐处改好。\n"
        f"  2. 单位有变动的，改 {new} 里的 units.yaml。\n"
        f"  3. 检查：anju validate {after}\n"
        f"  4. 两份计划并列：anju deadlines --data {before} --data {after}\n"
    )
