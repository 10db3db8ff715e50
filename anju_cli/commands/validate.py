"""anju validate"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple, cast

import typer

from anju_cli.checking import Job, check_all, found
from anju_cli.environment import Environment
from anju_cli.folders import Folder
from anju_cli.options import DataOption, choice_option
from anju_cli.problems import Problem, has_errors
from anju_cli.processes import Died, tidied
from anju_cli.remembered import Checked
from anju_cli.render.files import OutputError
from anju_cli.render.output import write_text
from anju_cli.render.problems import SHOWN, Tally
from anju_cli.render.progress import progress
from anju_cli.render.reports import (
    REPORT_FORMATS,
    Report,
    ReportFormat,
    format_of,
    write_report,
)
from anju_cli.several import the_folders, told

if TYPE_CHECKING:
    from anju_cli.checks import FileKind
    from anju_cli.loader import Given, Loaded
    from anju_cli.mending import Mended

EXAMPLES = """\
anju validate
anju validate data data-2022 --strict
anju validate 各县的计划
anju validate --fix --diff
anju validate --since HEAD~1
anju validate --output anju.sarif"""

_STDIN = "-"


def command(
    ctx: typer.Context,
    folders: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="文件夹",
            help="一个或几个计划的文件夹；不写就与查询时用的相同。"
            "下面有许多份计划的文件夹，就检查下面的每一份。"
            "写 - 就检查标准输入里的一个文件，要同时写 --kind",
        ),
    ] = None,
    form: Annotated[
        str | None,
        choice_option(
            ("--format", "-f"),
            "格式",
            REPORT_FORMATS,
            "text（给人看，不写就是它）、json（给程序用）、github（在合并请求里逐行标出）、"
            "sarif（给代码平台和编辑器）或 junit（给持续集成的测试报告）",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="文件",
            help="把结果写到文件里，屏幕上照样显示给人看的文字。"
            "不写 -f 时按扩展名 .sarif、.xml（junit）、.json、.txt 定格式",
        ),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="有提示也算不通过：没有错误、只有提示时退出码也为 1")
    ] = False,
    fix: Annotated[
        bool,
        typer.Option(
            "--fix",
            help="改法只有一种的（全角冒号、Tab 缩进、2021/6/30、250条、编码等）就地改好，"
            "其余照样列出；单位名称、数的大小、有歧义的日期从不自动改",
        ),
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="和 --fix 一起用：只显示会怎样改，不写文件")
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help=f"问题全部列出，不只列前 {SHOWN} 处")
    ] = False,
    revision: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="版本",
            help="只列新的问题：git 的这个版本里就有的不列，也不影响退出码",
        ),
    ] = None,
    kind: Annotated[
        str | None,
        choice_option(
            ("--kind",),
            "文件",
            ("units", "tasks", "quotas"),
            "标准输入是哪个文件：units、tasks 或 quotas。另两个文件从 --data 的文件夹里读",
        ),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option(
            "--name", metavar="文件名", help="标准输入里的问题记在这个文件名下；不写就是 <stdin>"
        ),
    ] = None,
    data: DataOption = None,
) -> None:
    """检查数据：一次找出全部问题，指出在哪个文件、哪一行、哪个字，以及怎样改。

    没有错误时退出码为 0，有错误时为 1。

    编辑器里还没有保存的内容，可以从标准输入检查：

      anju validate - --kind tasks --name data/tasks.yaml < 草稿.yaml
    """
    environment: Environment = ctx.obj
    chosen = _format(form, output)
    if folders and _STDIN in folders:
        checkup = _of_stdin(environment, folders, kind, name, data)
    else:
        for option, value in (("--kind", kind), ("--name", name)):
            if value is not None:
                raise _refusal(option, "只在检查标准输入时用，例如 anju validate - --kind tasks")
        checkup = _of_folders(environment, folders, data)
    _check_together(checkup, fix, diff, revision)
    most = None if everything else SHOWN
    findings = _Findings(most if chosen == "text" else None)
    remark = ""
    if fix:
        mended = list(_mended(checkup, environment))
        if diff:
            raise typer.Exit(_shown(mended, environment))
        _write(mended, environment, for_people=chosen == "text" or output is not None)
        for one in mended:
            findings.add(found(one.after, "", environment.clock()))
    elif revision is not None:
        remark = _find_new(checkup, findings, environment, revision)
    else:
        _find(checkup, findings, environment)
    report = Report(
        checkup.subject,
        findings.files,
        findings.problems,
        strict,
        remark + findings.remark,
        most,
        findings.tally,
    )
    try:
        write_report(report, chosen, environment, output)
    except OutputError as error:
        raise _refusal("--output", str(error)) from None
    raise typer.Exit(1 if report.is_failure else 0)


def _refusal(option: str, message: str) -> typer.BadParameter:
    return typer.BadParameter(message, param_hint=f"选项 {option}")


def _format(form: str | None, output: Path | None) -> ReportFormat:
    """The format asked for; without ``-f`` that of the file's suffix, else text."""
    if form is not None:
        return cast("ReportFormat", form)
    chosen = format_of(output) if output is not None else "text"
    if chosen is None:
        raise typer.BadParameter(
            f"不会写 {output.suffix if output else ''} 文件。"
            "扩展名可以是 .sarif、.xml（junit）、.json、.txt，或用 -f 指定格式",
            param_hint="选项 --output",
        )
    return chosen


# -- what is checked --


class _Checkup(NamedTuple):
    """The folders of plans, and how a person calls them together; or one, and what takes
    the place of files in it."""

    folders: Sequence[Folder]
    subject: str
    instead: Mapping[FileKind, Given] = {}

    def load(self, folder: Folder, today: date) -> Loaded:
        from anju_cli.loader import load

        return load(folder.path, folder.shown, today, self.instead)


def _of_folders(environment: Environment, named: list[str] | None, data: str | None) -> _Checkup:
    """The folders that are named, and the plans beneath them, each once."""
    if named and data is not None:
        raise _refusal("--data", "已经写了要检查的文件夹，请去掉 --data，把它的文件夹也写在前面")
    option = "参数 文件夹" if named else "选项 --data"
    once: dict[Path, Folder] = {}
    subjects: list[str] = []
    for name in named or (data,):
        before = len(once)
        folders = the_folders(environment, name, option)
        for folder in folders:
            once.setdefault(folder.path.resolve(), folder)
        if new := len(once) - before:
            is_one = len(folders) == 1
            subjects.append(folders[0].shown if is_one else f"{name}（{new} 份计划）")
    return _Checkup(tuple(once.values()), "、".join(subjects))


def _of_stdin(
    environment: Environment,
    folders: list[str],
    kind: str | None,
    name: str | None,
    data: str | None,
) -> _Checkup:
    """The text on standard input, in the place of one file of the folder that questions
    are about."""
    from anju_cli.loader import MAX_BYTES, Given
    from anju_cli.session import the_folder

    if folders != [_STDIN]:
        raise typer.BadParameter(
            "- 是标准输入，要单独写；另两个文件的文件夹用 --data 指定", param_hint="参数 文件夹"
        )
    if kind is None:
        raise _refusal(
            "--kind", "检查标准输入时要说明是哪个文件，例如 anju validate - --kind tasks"
        )
    folder = the_folder(environment, data)
    try:
        text = environment.stdin.read(MAX_BYTES + 1)
    except OSError:
        raise typer.BadParameter(
            "读不出标准输入，请检查 < 后面的文件", param_hint="参数 文件夹"
        ) from None
    given = Given(name or "<stdin>", text)
    return _Checkup((folder,), given.file, {cast("FileKind", kind): given})


def _check_together(checkup: _Checkup, fix: bool, diff: bool, revision: str | None) -> None:
    """Refuse options that make no sense together."""
    if diff and not fix:
        raise _refusal("--diff", "要和 --fix 一起用：anju validate --fix --diff")
    if fix and revision is not None:
        raise _refusal("--since", "不能和 --fix 一起用：自动改的时候不分新旧")
    if fix and checkup.instead:
        raise _refusal("--fix", "标准输入的内容没有地方可写。请先保存，再检查文件夹")


# -- what is found --


class _Findings:
    """What is found in one plan after the other. No more than ``most`` problems are held,
    however many there are; all are counted."""

    def __init__(self, most: int | None) -> None:
        self.most = most
        self.files: list[str] = []
        self.problems: list[Problem] = []
        self.tally = Tally(plans=0)
        self._suppressed = 0

    def add(self, one: Checked) -> None:
        """Take in what checking a plan has found."""
        self.files += one.files
        room = None if self.most is None else self.most - len(self.problems)
        self.problems += one.problems[:room]
        self._suppressed += one.suppressed
        errors, warnings, files, faulty, plans = self.tally
        self.tally = Tally(
            errors + one.errors,
            warnings + one.warnings,
            files + one.faulty,
            faulty + bool(one.faulty),
            plans + 1,
        )

    @property
    def remark(self) -> str:
        """What is said of those that comments let stand."""
        return f"另有 {self._suppressed} 处按注释忽略，没有列出。\n" if self._suppressed else ""


def _find(checkup: _Checkup, findings: _Findings, environment: Environment) -> None:
    """Find what is wrong."""
    today = environment.clock()
    if checkup.instead:
        (folder,) = checkup.folders
        findings.add(found(checkup.load(folder, today), folder.shown, today))
        return
    checked = check_all(checkup.folders, today, environment.cache, findings.most)
    try:
        with closing(checked), _bar(checkup, environment) as advance:
            for one in checked:
                findings.add(one)
                advance()
    except Died as died:
        raise told(cast("Job", died.given).shown, environment) from None


def _find_new(
    checkup: _Checkup, findings: _Findings, environment: Environment, revision: str
) -> str:
    """Find what is wrong and was not wrong in ``revision``; what is said of the rest."""
    from anju_cli.baseline import since
    from anju_cli.revisions import NoRevision

    today = environment.clock()
    known = 0
    with _bar(checkup, environment) as advance:
        for folder in tidied(checkup.folders):
            loaded = checkup.load(folder, today)
            try:
                new = since(loaded, folder, revision, today, environment.variables)
            except NoRevision as error:
                raise _refusal("--since", str(error)) from None
            known += len(loaded.problems) - len(new)
            findings.add(found(replace(loaded, problems=tuple(new)), folder.shown, today))
            advance()
    return f"版本 {revision} 里就有的 {known} 处没有列出。\n" if known else ""


def _bar(checkup: _Checkup, environment: Environment) -> AbstractContextManager[Callable[[], None]]:
    return progress("检查计划", len(checkup.folders), environment)


# -- what is mended --


def _mended(checkup: _Checkup, environment: Environment) -> Iterator[Mended]:
    """Every plan mended on paper, less all that nobody needs of one that was read: there
    may be many."""
    from anju_cli.mending import mend

    today = environment.clock()
    with _bar(checkup, environment) as advance:
        for folder in tidied(checkup.folders):
            one = mend(checkup.load(folder, today), folder.shown, today)
            old = {kind: one.before.contents[kind] for kind in one.contents}
            before = replace(one.before, plan=None, contents=old)
            yield replace(one, before=before, after=replace(one.after, plan=None, contents={}))
            advance()


def _shown(mended: Sequence[Mended], environment: Environment) -> int:
    """Show what would be mended, and write nothing; the exit code of that."""
    from anju_cli.fixing import patch, patch_remark

    write_text(patch(mended, environment), environment.stdout)
    write_text(patch_remark(mended), environment.stderr)
    changes = any(one.contents for one in mended)
    return 1 if changes or any(has_errors(one.before.problems) for one in mended) else 0


def _write(mended: Sequence[Mended], environment: Environment, for_people: bool) -> None:
    """Write what is mended, and say so."""
    from anju_cli.fixing import write_mended

    try:
        said = write_mended(mended, environment)
    except OutputError as error:
        raise _refusal("--fix", str(error)) from None
    if said:
        write_text(
            f"{said}\n" if for_people else said,
            environment.stdout if for_people else environment.stderr,
        )
