"""anju init"""

import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from anju_cli.cli.output import refused_output
from anju_cli.cli.refusals import refusal
from anju_cli.cli.session import exit_for_diagnostics, resolve_folder
from anju_cli.environment import Environment
from anju_cli.model.plan import Plan
from anju_cli.render.streams import write_text
from anju_cli.text.command_line import quoted
from anju_cli.text.invisible import visible

if TYPE_CHECKING:
    from anju_cli.storage.folders import FileKind, Folder
    from anju_cli.validation.loader import Loaded

EXAMPLES = """\
anju init 2023
anju init 2023 --blank -o 新区的计划
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
            help="新的文件夹，不写就是 data-年度；这里还没有计划的，是 data。不覆盖已有的",
        ),
    ] = None,
    blank: Annotated[
        bool, typer.Option("--blank", help="什么都还没有的：不照哪份计划，每样只写一个示例")
    ] = False,
) -> None:
    """建一个新年度的文件夹：单位名册照旧，任务和目标任务待填，没有时限。

    这里还没有计划的，建的就是 data，以后在这里运行 anju，查的就是它；单位名册沿用随程序附带的
    计划，不是您那里的，用 --blank。
    """
    # Imported late: Tab asks for the options alone, and must not wait for the schemas.
    from anju_cli.editing.next_year import blank_files, new_files, places_to_fill
    from anju_cli.model.json_schema import FOLDER, json_schema
    from anju_cli.render.data import json_text
    from anju_cli.storage.new_folder import is_in_the_way, make_folder, shipped_texts
    from anju_cli.validation.loader import Given, load

    environment: Environment = ctx.obj
    if blank and data is not None:
        raise refusal("--data", "不能和 --blank 一起用：--blank 不照任何计划")
    folder = resolve_folder(environment, data)
    here = folder if data is None else resolve_folder(environment, None)
    is_first = output is None and here.origin == "shipped"
    named = output or Path("data" if is_first else f"data-{year}")
    path = environment.cwd / named
    if why := is_in_the_way(path, str(named)):
        raise refusal("--output", why)
    if path.resolve() == environment.cwd.resolve():
        raise refusal("--output", "这就是当前文件夹。请写一个新文件夹的名字")
    today = environment.clock()
    if blank:
        files, done = blank_files(shipped_texts(), year), _BLANK
    else:
        old = load(folder.path, folder.shown, today)
        plan = _plan_of(environment, old)
        if plan.info.year == year:
            raise refusal(
                "参数 年度",
                f"{folder.shown} 就是 {year} 年的计划。请写另一个年度，或者用 --data 指定别的计划",
            )
        files = new_files(plan, old.contents, shipped_texts(), year)
        done = _taken_over(plan, folder)
    given: dict[FileKind, Given] = {
        kind: Given(f"{named}/{kind}.yaml", data) for kind, data in files.items()
    }
    _plan_of(environment, load(path, str(named), today, given))
    named_files = {f"{kind}.yaml": data for kind, data in files.items()}
    schemas = {f"{FOLDER}/{kind}.json": json_text(json_schema(kind)).encode() for kind in files}
    with refused_output(environment):
        make_folder(path, str(named), named_files | schemas)
    steps = _next_steps(str(named), None if blank else folder, year, places_to_fill(files))
    if is_first:
        steps.append(f"以后在这里运行 anju，查的就是 {named}，不用写 --data。")
    numbered = "".join(f"  {number}. {step}\n" for number, step in enumerate(steps, 1))
    message = f"已建好文件夹 {named}。\n{done}。\n接下来\n{numbered}"
    write_text(visible(message), environment.stdout)


_BLANK = "一个单位、一项任务、一个目标，都是示例，只占位置"


def _taken_over(plan: Plan, folder: "Folder") -> str:
    """Say whose register it is that stays."""
    whose = "随程序附带的计划" if folder.origin == "shipped" else f" {folder.shown}"
    about = [plan.register.district, f"{plan.info.year} 年", f"{len(plan.register.units)} 个单位"]
    return (
        f"单位名册与{whose}（{'，'.join(filter(None, about))}）的一字不差；"
        "任务和目标任务待填，没有时限"
    )


def _next_steps(new: str, old: "Folder | None", year: int, places: int) -> list[str]:
    """Say what is to be done with the folder ``new``, made after ``old`` or after none."""
    if old is None:
        begin = f"打开 {new} 里的 units.yaml，把示例换成自己的单位，写全。"
        then = f"在三个文件里找“待填”“待改”，共 {places} 处，逐处改好。"
    else:
        files = f"打开 {new} 里的 tasks.yaml 和 quotas.yaml"
        begin = f"{files}，找“待填”“待改”“请核对”，共 {places} 处，逐处改好。"
        then = f"单位有变动的，改 {new} 里的 units.yaml。"
    steps = [begin, then, f"检查：anju validate {quoted(new)}"]
    if old and old.origin == "shipped":
        steps[1] += f"不是这个区的，删去 {new}，从头建：anju init {year} --blank"
    elif old:
        both = f"--data {quoted(old.shown)} --data {quoted(new)}"
        steps.append(f"两份计划并列：anju deadlines {both}")
    return steps


def _plan_of(environment: Environment, loaded: "Loaded") -> Plan:
    """Return the plan that was loaded; end with 1 where its data has errors."""
    if loaded.plan is not None:
        return loaded.plan
    advice = "数据有错误，没有建新的文件夹。请先改好，再运行一次。"
    raise exit_for_diagnostics(environment, loaded.diagnostics, advice)
